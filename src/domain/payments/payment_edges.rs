//! PaymentStatus and its edges P1–P20 (domain.md §2): one table says who, under which guards, with which effects.
//! [`decide`] is the only way a payment status is allowed to move; the database keeps a copy of the edges as a second lock.

use PaymentEffect::{Claim, ClearClaim, Hold, HoldWhileMade, LiftHold, MessageAdmins, MessageCustomer, MessageWorkshop};
use PaymentStatus::{Cancelled, Confirmed, Pending, RefundPending, Refunded, Rejected, Reported, UnderReview};
use Role::{Admin, Customer, Support, System};

use super::guards::{Guard, PaymentFacts};
use crate::domain::actor::{Actor, Role};
use crate::domain::names::named;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};

named! {
    /// The edges' names in domain.md §2.
    pub enum PaymentEdgeCode {
        P1 = "P1", P2 = "P2", P3 = "P3", P4 = "P4", P5 = "P5", P6 = "P6", P7 = "P7", P8 = "P8", P9 = "P9",
        P10 = "P10", P11 = "P11", P12 = "P12", P13 = "P13", P14 = "P14", P15 = "P15", P16 = "P16", P17 = "P17",
        P18 = "P18", P19 = "P19", P20 = "P20",
    }
}

/// Someone who may walk an edge, and what they in particular must bring.
#[derive(Debug, Clone, Copy)]
pub struct Party {
    pub role: Role,
    pub guards: &'static [Guard],
}

/// What always goes with the edge, in the same transaction: the service does it wherever the edge is walked, and the
/// database's triggers do the same to claim and hold. What a command adds of its own (evidence, a new quote, a refund, an
/// assignment) stands in that command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentEffect {
    MessageCustomer,
    MessageAdmins,
    /// If a workshop knows of the order.
    MessageWorkshop,
    /// The actor holds the order for review.
    Claim,
    ClearClaim,
    Hold,
    /// On hold again where an assignment stays: what the verdict lifted.
    HoldWhileMade,
    LiftHold,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct PaymentEdge {
    pub code: PaymentEdgeCode,
    pub from: &'static [Option<PaymentStatus>],
    pub to: PaymentStatus,
    pub who: &'static [Party],
    pub guards: &'static [Guard],
    pub effects: &'static [PaymentEffect],
}

impl PaymentEdge {
    pub fn has(&self, effect: PaymentEffect) -> bool {
        self.effects.contains(&effect)
    }
}

const fn party(role: Role, guards: &'static [Guard]) -> Party {
    Party { role, guards }
}

/// The holder of the claim, while it lasts.
const HOLDER: Party = party(Admin, &[Guard::Holder]);

/// domain.md §2, row by row.
pub const PAYMENT_EDGES: &[PaymentEdge] = &[
    PaymentEdge {
        code: PaymentEdgeCode::P1,
        from: &[None],
        to: Pending,
        who: &[party(Customer, &[]), party(Admin, &[]), party(System, &[])],
        guards: &[],
        effects: &[MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P2,
        from: &[Some(Pending)],
        to: Reported,
        who: &[party(Customer, &[]), party(Admin, &[Guard::Reason])],
        guards: &[],
        effects: &[MessageAdmins, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P3,
        from: &[Some(Reported)],
        to: Reported,
        who: &[party(Customer, &[]), party(Admin, &[Guard::Reason])],
        guards: &[Guard::RoomForProof],
        effects: &[MessageAdmins, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P4,
        from: &[Some(Reported)],
        to: UnderReview,
        who: &[party(Admin, &[])],
        guards: &[Guard::Unclaimed],
        effects: &[Claim],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P5,
        from: &[Some(UnderReview)],
        to: Reported,
        who: &[
            HOLDER,
            party(Admin, &[Guard::Reason]),
            party(System, &[Guard::LeaseLapsed]),
            party(Support, &[Guard::LeaseLapsed]),
        ],
        guards: &[Guard::NoVerdict],
        effects: &[ClearClaim],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P6,
        from: &[Some(UnderReview)],
        to: Confirmed,
        who: &[HOLDER],
        guards: &[Guard::Evidence, Guard::NoBlockedDuplicate, Guard::Covered],
        effects: &[ClearClaim, LiftHold, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P7,
        from: &[Some(UnderReview)],
        to: Rejected,
        who: &[HOLDER],
        guards: &[Guard::RejectionText],
        effects: &[ClearClaim, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P8,
        from: &[Some(UnderReview)],
        to: Pending,
        who: &[HOLDER],
        guards: &[Guard::Evidence, Guard::NoBlockedDuplicate, Guard::SomeVerified, Guard::NotCovered],
        effects: &[ClearClaim, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P9,
        from: &[Some(Rejected)],
        to: Reported,
        who: &[party(Customer, &[]), party(Admin, &[Guard::Reason])],
        guards: &[Guard::AttemptsLeft],
        effects: &[MessageAdmins, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P10,
        from: &[Some(Rejected)],
        to: UnderReview,
        who: &[party(Admin, &[Guard::Reason])],
        guards: &[],
        effects: &[Claim],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P11,
        from: &[Some(Pending), Some(Rejected)],
        to: Cancelled,
        who: &[party(Customer, &[]), party(Admin, &[]), party(System, &[Guard::DeadlinePassed])],
        guards: &[Guard::NothingVerified],
        effects: &[LiftHold, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P12,
        from: &[Some(Reported), Some(UnderReview)],
        to: Cancelled,
        who: &[party(Admin, &[Guard::Reason])],
        guards: &[Guard::NothingVerified, Guard::HeldByNobodyElse],
        effects: &[ClearClaim, LiftHold, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P13,
        from: &[Some(Confirmed)],
        to: RefundPending,
        who: &[
            party(Customer, &[Guard::BeforeProduction]),
            party(Admin, &[Guard::OverrideFromProduction]),
        ],
        guards: &[Guard::Reason],
        effects: &[LiftHold, MessageCustomer, MessageWorkshop],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P14,
        from: &[Some(Pending), Some(UnderReview), Some(Rejected), Some(Cancelled)],
        to: RefundPending,
        who: &[party(Admin, &[])],
        guards: &[
            Guard::Reason,
            Guard::NoBlockedDuplicate,
            Guard::SomeVerified,
            Guard::HeldByNobodyElse,
        ],
        effects: &[ClearClaim, LiftHold, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P15,
        from: &[Some(RefundPending)],
        to: Refunded,
        who: &[party(Admin, &[])],
        guards: &[Guard::RefundComplete],
        effects: &[MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P16,
        from: &[Some(RefundPending)],
        to: Confirmed,
        who: &[party(Admin, &[])],
        guards: &[Guard::Reason, Guard::NothingRefunded, Guard::Covered],
        effects: &[LiftHold, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P17,
        from: &[Some(Confirmed)],
        to: UnderReview,
        who: &[party(Admin, &[Guard::Override])],
        guards: &[Guard::Reason, Guard::NoPartPaid],
        effects: &[Claim, Hold],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P19,
        from: &[Some(Refunded)],
        to: RefundPending,
        who: &[party(Admin, &[Guard::Override])],
        guards: &[Guard::Reason],
        effects: &[MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P18,
        from: &[Some(Cancelled)],
        to: Reported,
        who: &[party(Admin, &[Guard::Reason])],
        guards: &[],
        effects: &[MessageAdmins, MessageCustomer],
    },
    PaymentEdge {
        code: PaymentEdgeCode::P20,
        from: &[Some(Confirmed), Some(Rejected), Some(Pending)],
        to: UnderReview,
        who: &[party(Admin, &[Guard::OwnVerdict])],
        guards: &[Guard::InTime, Guard::NothingFollowed, Guard::NothingSent],
        effects: &[Claim, HoldWhileMade],
    },
];

/// The row of this code, if it goes from one status to the other. Two edges may share a pair: a rejected payment is
/// reopened (P10), or its verdict taken back (P20).
pub fn edge(code: PaymentEdgeCode, from: Option<PaymentStatus>, to: PaymentStatus) -> Option<&'static PaymentEdge> {
    let mut rows = PAYMENT_EDGES.iter().filter(|edge| edge.code == code);
    rows.find(|edge| edge.to == to && edge.from.contains(&from))
}

/// The row among `ways` that leaves `from`. A command names its own ways, so that it cannot slip through another's edge
/// to the same status: giving an order back is not reporting a payment. Refused with `payment-edge`.
pub fn along(ways: &[PaymentEdgeCode], from: Option<PaymentStatus>) -> Ruling<&'static PaymentEdge> {
    let mut rows = PAYMENT_EDGES.iter().filter(|edge| ways.contains(&edge.code));
    let to = rows.clone().next().map(|edge| edge.to).or(from).unwrap_or(Pending);
    rows.find(|edge| edge.from.contains(&from)).ok_or_else(|| no_edge(from, to))
}

/// May `actor` take the order from `from` along one of `ways`, given the facts? Answers the row, whose effects are then due.
///
/// Refused with `payment-edge` when none of them leaves `from`, `forbidden` when the role is no party to it, and else
/// with the code of the first guard that fails.
pub fn decide(ways: &[PaymentEdgeCode], from: Option<PaymentStatus>, actor: &Actor, facts: &PaymentFacts) -> Ruling<&'static PaymentEdge> {
    let edge = along(ways, from)?;
    as_party(edge, actor, facts)?;
    edge.guards.iter().try_for_each(|guard| guard.check(actor, facts))?;
    Ok(edge)
}

/// A role can be a party in two ways (the holder, or another admin with a reason): one suffices, and when none does
/// the last one's refusal is answered, being the least demanding.
fn as_party(edge: &PaymentEdge, actor: &Actor, facts: &PaymentFacts) -> Ruling<()> {
    let mut refusal = None;
    for party in edge.who.iter().filter(|party| party.role == actor.role) {
        match party.guards.iter().try_for_each(|guard| guard.check(actor, facts)) {
            Ok(()) => return Ok(()),
            Err(refused) => refusal = Some(refused),
        }
    }
    Err(refusal.unwrap_or_else(|| actor.forbidden(&format!("edge-{}", edge.code), edge.who.iter().map(|party| party.role))))
}

/// The roles that are a party to one of the edges.
pub fn parties(ways: &[PaymentEdgeCode]) -> impl Iterator<Item = Role> {
    let edges = PAYMENT_EDGES.iter().filter(|edge| ways.contains(&edge.code));
    edges.flat_map(|edge| edge.who.iter().map(|party| party.role))
}

fn no_edge(from: Option<PaymentStatus>, to: PaymentStatus) -> Refusal {
    let name = |status: PaymentStatus| Arg::Message(format!("payment-{status}"));
    Refusal::new(Code::PaymentEdge)
        .with("from", from.map_or(Arg::Text("–".into()), name))
        .with("to", name(to))
        .with("already", if from == Some(to) { "yes" } else { "no" })
}

#[cfg(test)]
mod tests;
