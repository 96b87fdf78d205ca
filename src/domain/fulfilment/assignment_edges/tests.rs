//! domain.md §3 written down a second time, and every edge tried by every role with each of its guards broken in turn.

use uuid::Uuid;

use super::*;
use crate::domain::ids::OperatorId;

type Row = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(Role, &'static [&'static str])],
    &'static [&'static str],
);

const MADE_BY: &[(Role, &[&str])] = &[(Workshop, &[]), (Coordinator, &[]), (Admin, &[])];

const DESIGN: &[Row] = &[
    ("A1", &[("-", "PENDING_ASSIGNMENT")], &[(System, &[])], &["paid", "none-active"]),
    (
        "A2",
        &[("PENDING_ASSIGNMENT", "PENDING_ASSIGNMENT")],
        &[(Coordinator, &[]), (Admin, &[])],
        &["paid", "reason-off-ranking"],
    ),
    (
        "A3",
        &[("PENDING_ASSIGNMENT", "NOTIFIED")],
        &[
            (System, &[]),
            (Coordinator, &["reason-off-ranking"]),
            (Admin, &["reason-off-ranking"]),
        ],
        &["paid"],
    ),
    (
        "A4",
        &[("NOTIFIED", "ACCEPTED")],
        &[(Workshop, &[]), (Coordinator, &["reason"]), (Admin, &["reason"])],
        &["paid"],
    ),
    (
        "A5",
        &[("NOTIFIED", "REJECTED")],
        &[
            (Workshop, &["reason"]),
            (Coordinator, &["reason"]),
            (Admin, &["reason"]),
            (System, &["overdue"]),
        ],
        &["not-held"],
    ),
    ("A6", &[("ACCEPTED", "IN_PRODUCTION")], MADE_BY, &["paid", "deposit"]),
    ("A7", &[("IN_PRODUCTION", "READY")], MADE_BY, &["paid"]),
    (
        "A8",
        &[("READY", "HANDED_TO_DELIVERY")],
        MADE_BY,
        &["paid", "delivered", "hand-over"],
    ),
    ("A9", &[("READY", "COMPLETED")], MADE_BY, &["paid", "pickup"]),
    (
        "A10",
        &[("HANDED_TO_DELIVERY", "COMPLETED")],
        &[(Customer, &[]), (Coordinator, &[]), (Admin, &[]), (System, &["overdue"])],
        &["paid"],
    ),
    (
        "A11",
        &[("PENDING_ASSIGNMENT", "CANCELLED"), ("NOTIFIED", "CANCELLED")],
        &[(System, &[]), (Coordinator, &["reason"]), (Admin, &["reason"])],
        &[],
    ),
    (
        "A11",
        &[("ACCEPTED", "CANCELLED")],
        &[
            (System, &[]),
            (Coordinator, &["reason"]),
            (Admin, &["reason"]),
            (Workshop, &["reason"]),
        ],
        &[],
    ),
    (
        "A12",
        &[
            ("IN_PRODUCTION", "CANCELLED"),
            ("READY", "CANCELLED"),
            ("HANDED_TO_DELIVERY", "CANCELLED"),
        ],
        &[(Admin, &["override", "reason", "share"])],
        &[],
    ),
    (
        "A13",
        &[
            ("READY", "IN_PRODUCTION"),
            ("HANDED_TO_DELIVERY", "READY"),
            ("IN_PRODUCTION", "ACCEPTED"),
        ],
        &[(Admin, &["reason"])],
        &["paid"],
    ),
];

fn actor(role: Role) -> Actor {
    match role {
        Role::Customer => Actor::customer("+584145551234"),
        Role::System => Actor::system(),
        staff => Actor::staff(staff, OperatorId::from_uuid(Uuid::from_u128(7)), "ana"),
    }
}

/// Facts that satisfy all of these guards.
fn facts(guards: &[&str]) -> AssignmentFacts {
    let has = |guard| guards.contains(&guard);
    AssignmentFacts {
        payment: if has("paid") {
            PaymentStatus::Confirmed
        } else {
            PaymentStatus::RefundPending
        },
        on_hold: false,
        has_active: !has("none-active"),
        delivery: if has("pickup") {
            DeliveryMethod::Pickup
        } else {
            DeliveryMethod::LocalDelivery
        },
        reason: has("reason").then(|| "con motivo".to_owned()),
        overridden: has("override"),
        share: has("share").then_some(10_000),
        follows_ranking: has("reason-off-ranking"),
        overdue: has("overdue"),
        deposit_paid: has("deposit"),
        hand_over: has("hand-over"),
    }
}

fn broken(guard: &str, facts: &AssignmentFacts) -> (AssignmentFacts, Code) {
    let mut facts = facts.clone();
    let code = match guard {
        "paid" => {
            facts.payment = PaymentStatus::UnderReview;
            Code::PaymentNotConfirmed
        }
        "not-held" => {
            facts.on_hold = true;
            Code::OnHold
        }
        "none-active" => {
            facts.has_active = true;
            Code::ActiveAssignment
        }
        "reason" => {
            facts.reason = Some("  ".into());
            Code::ReasonRequired
        }
        "reason-off-ranking" => {
            facts.follows_ranking = false;
            Code::ReasonRequired
        }
        "override" => {
            facts.overridden = false;
            Code::OverrideRequired
        }
        "share" => {
            facts.share = Some(10_001);
            Code::ShareRequired
        }
        "overdue" => {
            facts.overdue = false;
            Code::NotYetDue
        }
        "deposit" => {
            facts.deposit_paid = false;
            Code::DepositUnpaid
        }
        "delivered" => {
            facts.delivery = DeliveryMethod::Pickup;
            Code::PickupIsNotDelivered
        }
        "pickup" => {
            facts.delivery = DeliveryMethod::NationalShipping;
            Code::PickupOnly
        }
        "hand-over" => {
            facts.hand_over = false;
            Code::HandOverIncomplete
        }
        other => panic!("{other} is no guard"),
    };
    (facts, code)
}

fn status(text: &str) -> Option<AssignmentStatus> {
    (text != "-").then(|| text.parse().expect("a status"))
}

#[test]
fn the_edges_are_those_of_the_design() {
    for from in [None].into_iter().chain(AssignmentStatus::ALL.iter().copied().map(Some)) {
        for to in AssignmentStatus::ALL.iter().copied() {
            let designed = DESIGN
                .iter()
                .find(|row| row.1.iter().any(|(one, other)| status(one) == from && status(other) == Some(to)));
            assert_eq!(
                edge(from, to).map(|edge| edge.code.as_str()),
                designed.map(|row| row.0),
                "{from:?} to {to}"
            );
            if designed.is_none() {
                for role in Role::ALL {
                    let refused = decide(from, to, &actor(*role), &facts(&["paid", "reason", "override", "share"]));
                    assert_eq!(refused.expect_err("no edge").code, Code::AssignmentEdge);
                }
            }
        }
    }
}

#[test]
fn each_role_walks_its_edges_and_each_guard_holds() {
    for (code, moves, parties, guards) in DESIGN {
        for ((from, to), role) in moves.iter().flat_map(|one| Role::ALL.iter().map(move |role| (one, *role))) {
            let (from, to, actor) = (status(from), status(to).expect("a status"), actor(role));
            let Some((_, own)) = parties.iter().find(|(party, _)| *party == role) else {
                let all: Vec<_> = parties
                    .iter()
                    .flat_map(|(_, own)| own.iter())
                    .chain(guards.iter())
                    .copied()
                    .collect();
                let refused = decide(from, to, &actor, &facts(&all)).expect_err("not a party");
                assert_eq!(refused.code, Code::Forbidden, "{code} by {role}");
                continue;
            };
            let all: Vec<_> = own.iter().chain(guards.iter()).copied().collect();
            let good = facts(&all);
            let walked = decide(from, to, &actor, &good).unwrap_or_else(|refused| panic!("{code} by {role}: {refused}"));
            assert_eq!(walked.code.as_str(), *code);
            for guard in &all {
                let (bad, expected) = broken(guard, &good);
                assert_eq!(
                    decide(from, to, &actor, &bad).expect_err(guard).code,
                    expected,
                    "{code} by {role} without {guard}"
                );
            }
            // A doubted payment stops everything but the end.
            let held = AssignmentFacts { on_hold: true, ..good };
            let goes = decide(from, to, &actor, &held).is_ok();
            assert_eq!(goes, to == Cancelled, "{code} by {role} on hold");
        }
    }
}

#[test]
fn an_order_on_hold_says_so_before_a_reason_is_asked_for() {
    let mut facts = facts(&["paid"]);
    facts.on_hold = true;
    for (from, to) in [
        (AssignmentStatus::PendingAssignment, AssignmentStatus::PendingAssignment),
        (AssignmentStatus::PendingAssignment, AssignmentStatus::Notified),
        (AssignmentStatus::Notified, AssignmentStatus::Accepted),
        (AssignmentStatus::Notified, AssignmentStatus::Rejected),
    ] {
        let refused = decide(Some(from), to, &actor(Coordinator), &facts);
        assert_eq!(refused.expect_err("it is on hold").code, Code::OnHold, "{from} to {to}");
    }
}
