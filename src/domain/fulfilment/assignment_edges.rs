//! AssignmentStatus and its edges A1–A13 (domain.md §3): one table says who, under which guards, with which effects.

use AssignmentEffect::{FreeCapacity, MessageAdmins, MessageCustomer, MessageWorkshop};
use AssignmentGuard::{
    Delivered, DepositPaid, HandOver, NoActive, NotHeld, Overdue, Override, Paid, Pickup, Reason, ReasonOffRanking, Share,
};
use AssignmentStatus::{Accepted, Cancelled, Completed, HandedToDelivery, InProduction, Notified, PendingAssignment, Ready, Rejected};
use Role::{Admin, Coordinator, Customer, System, Workshop};

use crate::domain::actor::{Actor, Role};
use crate::domain::names::named;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};

named! {
    /// Why an assignment waits without a workshop.
    pub enum Cause {
        NoCandidate = "NO_CANDIDATE",
        SpecUnclear = "SPEC_UNCLEAR",
        Cost = "COST",
        /// As many workshops refused as are asked by themselves.
        Attempts = "ATTEMPTS",
        /// Taken off its workshop; staff choose.
        Withdrawn = "WITHDRAWN",
    }
}

named! {
    /// The edges' names in domain.md §3.
    pub enum AssignmentEdgeCode {
        A1 = "A1", A2 = "A2", A3 = "A3", A4 = "A4", A5 = "A5", A6 = "A6", A7 = "A7",
        A8 = "A8", A9 = "A9", A10 = "A10", A11 = "A11", A12 = "A12", A13 = "A13",
    }
}

/// A condition of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentGuard {
    /// Payment CONFIRMED and no hold: every forward edge.
    Paid,
    /// While a payment is doubted (P17) the assignment can only be cancelled.
    NotHeld,
    NoActive,
    Reason,
    Override,
    Share,
    Overdue,
    DepositPaid,
    Delivered,
    Pickup,
    HandOver,
    /// A reason, when the choice departs from the ranking.
    ReasonOffRanking,
}

/// What always goes with the edge, in the same transaction; the service does it wherever the edge is walked. What a command
/// adds of its own (candidates, bookings, lines of the cost) stands in that command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentEffect {
    FreeCapacity,
    MessageCustomer,
    /// If it knows of the order, and was not written to by an edge of the payment in the same transaction.
    MessageWorkshop,
    MessageAdmins,
}

/// Someone who may walk an edge, and what they in particular must bring.
#[derive(Debug, Clone, Copy)]
pub struct AssignmentParty {
    pub role: Role,
    pub guards: &'static [AssignmentGuard],
    /// What goes with the edge when it is they who walk it.
    pub effects: &'static [AssignmentEffect],
}

impl AssignmentParty {
    const fn tells(self, effects: &'static [AssignmentEffect]) -> Self {
        Self { effects, ..self }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct AssignmentEdge {
    pub code: AssignmentEdgeCode,
    pub moves: &'static [(Option<AssignmentStatus>, AssignmentStatus)],
    pub who: &'static [AssignmentParty],
    pub guards: &'static [AssignmentGuard],
    pub effects: &'static [AssignmentEffect],
}

impl AssignmentEdge {
    pub fn has(&self, effect: AssignmentEffect) -> bool {
        self.effects.contains(&effect)
    }

    /// All that goes with it when this role walks it.
    pub fn effects_by(&self, role: Role) -> impl Iterator<Item = AssignmentEffect> {
        let own = self
            .who
            .iter()
            .filter(move |party| party.role == role)
            .flat_map(|party| party.effects);
        self.effects.iter().chain(own).copied()
    }
}

/// What the guards look at.
#[derive(Debug, Clone)]
pub struct AssignmentFacts {
    pub payment: PaymentStatus,
    pub on_hold: bool,
    pub has_active: bool,
    pub delivery: DeliveryMethod,
    pub reason: Option<String>,
    pub overridden: bool,
    /// The share of the agreed cost still owed, in basis points, when production is cancelled.
    pub share: Option<u32>,
    pub follows_ranking: bool,
    /// The workshop's answer is late.
    pub overdue: bool,
    pub deposit_paid: bool,
    /// Courier and tracking number, or who carries it.
    pub hand_over: bool,
}

const fn party(role: Role, guards: &'static [AssignmentGuard]) -> AssignmentParty {
    AssignmentParty {
        role,
        guards,
        effects: &[],
    }
}

const MAKERS: &[AssignmentParty] = &[party(Workshop, &[]), party(Coordinator, &[]), party(Admin, &[])];

const ENDERS: &[AssignmentParty] = &[
    party(System, &[]).tells(&[MessageWorkshop]),
    party(Coordinator, &[Reason]).tells(&[MessageWorkshop]),
    party(Admin, &[Reason]).tells(&[MessageWorkshop]),
];

/// domain.md §3, row by row.
pub const ASSIGNMENT_EDGES: &[AssignmentEdge] = &[
    AssignmentEdge {
        code: AssignmentEdgeCode::A1,
        moves: &[(None, PendingAssignment)],
        who: &[party(System, &[])],
        guards: &[Paid, NoActive],
        effects: &[],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A2,
        moves: &[(Some(PendingAssignment), PendingAssignment)],
        who: &[party(Coordinator, &[]), party(Admin, &[])],
        guards: &[Paid, ReasonOffRanking],
        effects: &[],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A3,
        moves: &[(Some(PendingAssignment), Notified)],
        who: &[
            party(System, &[]),
            party(Coordinator, &[ReasonOffRanking]),
            party(Admin, &[ReasonOffRanking]),
        ],
        guards: &[Paid],
        effects: &[MessageWorkshop],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A4,
        moves: &[(Some(Notified), Accepted)],
        who: &[party(Workshop, &[]), party(Coordinator, &[Reason]), party(Admin, &[Reason])],
        guards: &[Paid],
        effects: &[MessageCustomer],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A5,
        moves: &[(Some(Notified), Rejected)],
        who: &[
            party(Workshop, &[Reason]),
            party(Coordinator, &[Reason]).tells(&[MessageWorkshop]),
            party(Admin, &[Reason]).tells(&[MessageWorkshop]),
            party(System, &[Overdue]).tells(&[MessageWorkshop]),
        ],
        guards: &[NotHeld],
        effects: &[FreeCapacity],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A6,
        moves: &[(Some(Accepted), InProduction)],
        who: MAKERS,
        guards: &[Paid, DepositPaid],
        effects: &[MessageCustomer],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A7,
        moves: &[(Some(InProduction), Ready)],
        who: MAKERS,
        guards: &[Paid],
        effects: &[MessageCustomer],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A8,
        moves: &[(Some(Ready), HandedToDelivery)],
        who: MAKERS,
        guards: &[Paid, Delivered, HandOver],
        effects: &[MessageCustomer],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A9,
        moves: &[(Some(Ready), Completed)],
        who: MAKERS,
        guards: &[Paid, Pickup],
        effects: &[MessageCustomer],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A10,
        moves: &[(Some(HandedToDelivery), Completed)],
        who: &[
            party(Customer, &[]),
            party(Coordinator, &[]),
            party(Admin, &[]),
            party(System, &[Overdue]),
        ],
        guards: &[Paid],
        effects: &[MessageCustomer],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A11,
        moves: &[(Some(PendingAssignment), Cancelled), (Some(Notified), Cancelled)],
        who: ENDERS,
        guards: &[],
        effects: &[FreeCapacity],
    },
    // What it accepted the workshop gives back itself, until it begins; what it was asked it refuses.
    AssignmentEdge {
        code: AssignmentEdgeCode::A11,
        moves: &[(Some(Accepted), Cancelled)],
        who: &[ENDERS[0], ENDERS[1], ENDERS[2], party(Workshop, &[Reason]).tells(&[MessageAdmins])],
        guards: &[],
        effects: &[FreeCapacity],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A12,
        moves: &[
            (Some(InProduction), Cancelled),
            (Some(Ready), Cancelled),
            (Some(HandedToDelivery), Cancelled),
        ],
        who: &[party(Admin, &[Override, Reason, Share])],
        guards: &[],
        effects: &[FreeCapacity, MessageWorkshop],
    },
    AssignmentEdge {
        code: AssignmentEdgeCode::A13,
        moves: &[
            (Some(Ready), InProduction),
            (Some(HandedToDelivery), Ready),
            (Some(InProduction), Accepted),
        ],
        who: &[party(Admin, &[Reason])],
        guards: &[Paid],
        effects: &[],
    },
];

/// The row for a move, if there is one.
pub fn edge(from: Option<AssignmentStatus>, to: AssignmentStatus) -> Option<&'static AssignmentEdge> {
    ASSIGNMENT_EDGES.iter().find(|edge| edge.moves.contains(&(from, to)))
}

/// May `actor` take the assignment from `from` to `to`? Refusals as in [`crate::domain::payments::payment_edges::decide`].
pub fn decide(
    from: Option<AssignmentStatus>,
    to: AssignmentStatus,
    actor: &Actor,
    facts: &AssignmentFacts,
) -> Ruling<&'static AssignmentEdge> {
    let edge = edge(from, to).ok_or_else(|| no_edge(from, to))?;
    let party = edge.who.iter().find(|party| party.role == actor.role);
    let party = party.ok_or_else(|| actor.forbidden(&format!("edge-{}", edge.code), edge.who.iter().map(|party| party.role)))?;
    // What stands in the order's way comes before what the person could still say.
    edge.guards.iter().chain(party.guards).try_for_each(|guard| guard.check(facts))?;
    Ok(edge)
}

/// The roles that are a party to one of the edges.
pub fn parties(ways: &[AssignmentEdgeCode]) -> impl Iterator<Item = Role> {
    let edges = ASSIGNMENT_EDGES.iter().filter(|edge| ways.contains(&edge.code));
    edges.flat_map(|edge| edge.who.iter().map(|party| party.role))
}

impl AssignmentGuard {
    fn check(self, facts: &AssignmentFacts) -> Ruling<()> {
        let reason = facts.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let (met, code) = match self {
            Self::Paid if facts.on_hold => (false, Code::OnHold),
            Self::Paid => (facts.payment == PaymentStatus::Confirmed, Code::PaymentNotConfirmed),
            Self::NotHeld => (!facts.on_hold, Code::OnHold),
            Self::NoActive => (!facts.has_active, Code::ActiveAssignment),
            Self::Reason => (reason, Code::ReasonRequired),
            Self::ReasonOffRanking => (reason || facts.follows_ranking, Code::ReasonRequired),
            Self::Override => (facts.overridden, Code::OverrideRequired),
            Self::Share => (facts.share.is_some_and(|share| share <= 10_000), Code::ShareRequired),
            Self::Overdue => (facts.overdue, Code::NotYetDue),
            Self::DepositPaid => (facts.deposit_paid, Code::DepositUnpaid),
            Self::Delivered => (facts.delivery != DeliveryMethod::Pickup, Code::PickupIsNotDelivered),
            Self::Pickup => (facts.delivery == DeliveryMethod::Pickup, Code::PickupOnly),
            Self::HandOver => (facts.hand_over, Code::HandOverIncomplete),
        };
        if met { Ok(()) } else { Err(Refusal::new(code)) }
    }
}

/// There is no way from there.
pub fn no_edge(from: Option<AssignmentStatus>, to: AssignmentStatus) -> Refusal {
    let name = |status: AssignmentStatus| Arg::Message(format!("production-{status}"));
    Refusal::new(Code::AssignmentEdge)
        .with("from", from.map_or(Arg::Text("–".into()), name))
        .with("to", name(to))
        .with("already", if from == Some(to) { "yes" } else { "no" })
}

#[cfg(test)]
mod tests;
