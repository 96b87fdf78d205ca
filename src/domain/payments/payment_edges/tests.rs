//! domain.md §2 written down a second time, and every edge tried by every role with each of its guards broken in turn.

use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use super::*;
use crate::domain::ids::OperatorId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::guards::Claim;
use crate::domain::payments::verdict::{Followed, Verdict};

/// Who may walk an edge: a role and what it must bring. Two lines of a role are two ways.
type Parties = &'static [(Role, &'static [&'static str])];

/// Edge, from, to, parties, guards for everybody.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static str,
    Parties,
    &'static [&'static str],
);

const OPEN: &[&str] = &["-"];

const DESIGN: &[Row] = &[
    ("P1", OPEN, "PENDING", &[(Customer, &[]), (Admin, &[]), (System, &[])], &[]),
    ("P2", &["PENDING"], "REPORTED", &[(Customer, &[]), (Admin, &["reason"])], &[]),
    ("P3", &["REPORTED"], "REPORTED", &[(Customer, &[]), (Admin, &["reason"])], &["room"]),
    ("P4", &["REPORTED"], "UNDER_REVIEW", &[(Admin, &[])], &["unclaimed"]),
    (
        "P5",
        &["UNDER_REVIEW"],
        "REPORTED",
        &[
            (Admin, &["holder"]),
            (Admin, &["reason"]),
            (System, &["lapsed"]),
            (Support, &["lapsed"]),
        ],
        &[],
    ),
    (
        "P6",
        &["UNDER_REVIEW"],
        "CONFIRMED",
        &[(Admin, &["holder"])],
        &["evidence", "no-duplicate", "covered"],
    ),
    ("P7", &["UNDER_REVIEW"], "REJECTED", &[(Admin, &["holder"])], &["text"]),
    (
        "P8",
        &["UNDER_REVIEW"],
        "PENDING",
        &[(Admin, &["holder"])],
        &["evidence", "no-duplicate", "some", "not-covered"],
    ),
    (
        "P9",
        &["REJECTED"],
        "REPORTED",
        &[(Customer, &[]), (Admin, &["reason"])],
        &["attempts"],
    ),
    ("P10", &["REJECTED"], "UNDER_REVIEW", &[(Admin, &["reason"])], &[]),
    (
        "P11",
        &["PENDING", "REJECTED"],
        "CANCELLED",
        &[(Customer, &[]), (Admin, &[]), (System, &["deadline"])],
        &["nothing"],
    ),
    (
        "P12",
        &["REPORTED", "UNDER_REVIEW"],
        "CANCELLED",
        &[(Admin, &["reason"])],
        &["nothing", "nobody-else"],
    ),
    (
        "P13",
        &["CONFIRMED"],
        "REFUND_PENDING",
        &[(Customer, &["before-production"]), (Admin, &["override-late"])],
        &["reason"],
    ),
    (
        "P14",
        &["PENDING", "UNDER_REVIEW", "REJECTED", "CANCELLED"],
        "REFUND_PENDING",
        &[(Admin, &[])],
        &["reason", "some", "nobody-else"],
    ),
    ("P15", &["REFUND_PENDING"], "REFUNDED", &[(Admin, &[])], &["refund-whole"]),
    (
        "P16",
        &["REFUND_PENDING"],
        "CONFIRMED",
        &[(Admin, &[])],
        &["reason", "not-refunded", "covered"],
    ),
    (
        "P17",
        &["CONFIRMED"],
        "UNDER_REVIEW",
        &[(Admin, &["override"])],
        &["reason", "no-part-paid"],
    ),
    ("P18", &["CANCELLED"], "REPORTED", &[(Admin, &["reason"])], &[]),
    ("P19", &["REFUNDED"], "REFUND_PENDING", &[(Admin, &["override"])], &["reason"]),
    (
        "P20",
        &["CONFIRMED", "REJECTED", "PENDING"],
        "UNDER_REVIEW",
        &[(Admin, &["own"])],
        &["in-time", "unfollowed", "unsent"],
    ),
];

/// The edge of this name.
fn code(text: &str) -> PaymentEdgeCode {
    text.parse().expect("an edge")
}

/// A confirmation of operator 7, half a minute ago.
fn verdict() -> Verdict {
    Verdict {
        edge: PaymentEdgeCode::P6,
        by: Some(OperatorId::from_uuid(Uuid::from_u128(7))),
        name: "ana".into(),
        at: DateTime::UNIX_EPOCH - TimeDelta::seconds(30),
        seconds: 30,
        followed: None,
        sent_at: None,
    }
}

fn bs(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

fn actor(role: Role) -> Actor {
    match role {
        Role::Customer => Actor::customer("+584145551234"),
        Role::System => Actor::system(),
        staff => Actor::staff(staff, OperatorId::from_uuid(Uuid::from_u128(7)), "ana"),
    }
}

fn claim(holder: u128, minutes: i64) -> Claim {
    let now = DateTime::UNIX_EPOCH;
    Claim {
        holder: OperatorId::from_uuid(Uuid::from_u128(holder)),
        name: "quien".into(),
        since: now - TimeDelta::minutes(5),
        until: now + TimeDelta::minutes(minutes),
    }
}

/// Facts that satisfy all of these guards, and are neutral otherwise.
fn facts(guards: &[&str]) -> PaymentFacts {
    let has = |guard| guards.contains(&guard);
    PaymentFacts {
        now: DateTime::UNIX_EPOCH,
        claim: has("holder").then(|| claim(7, 10)),
        open_proofs: 4,
        max_open: 5,
        attempts: 4,
        max_attempts: 5,
        credited: match (has("covered"), has("some")) {
            (true, _) => bs(99_600),
            (_, true) => bs(99_499),
            _ => bs(0),
        },
        due: bs(100_000),
        tolerance: bs(500),
        evidenced: has("evidence"),
        duplicate_of: None,
        reason: has("reason").then(|| "con motivo".to_owned()),
        overridden: has("override") || has("override-late"),
        rejection_text: has("text"),
        production: has("override-late").then_some(AssignmentStatus::InProduction),
        refund_due: has("refund-whole").then(|| bs(100)),
        refund_paid: has("refund-whole").then(|| bs(100)),
        part_paid: false,
        deadline: has("deadline").then_some(DateTime::UNIX_EPOCH),
        verdict: has("own").then(verdict),
    }
}

/// The same facts with one guard broken, and the code that tells so.
fn broken(guard: &str, facts: &PaymentFacts) -> (PaymentFacts, Code) {
    let mut facts = facts.clone();
    let code = match guard {
        "reason" => Code::ReasonRequired,
        "room" => Code::TooManyOpen,
        "attempts" => Code::TooManyAttempts,
        "unclaimed" | "nobody-else" | "holder" => Code::ClaimHeld,
        "lapsed" => Code::ClaimNotLapsed,
        "evidence" => Code::EvidenceMissing,
        "no-duplicate" => Code::DuplicateReference,
        "covered" => Code::NotCovered,
        "not-covered" => Code::FullyCovered,
        "some" => Code::NothingVerified,
        "nothing" => Code::VerifiedMoney,
        "text" => Code::RejectionTextRequired,
        "deadline" => Code::NotYetDue,
        "before-production" => Code::AlreadyInProduction,
        "override" | "override-late" => Code::OverrideRequired,
        "refund-whole" => Code::RefundIncomplete,
        "not-refunded" => Code::RefundStarted,
        "no-part-paid" => Code::RefundPartPaid,
        "own" => Code::UndoNotYours,
        "in-time" => Code::UndoTooLate,
        "unfollowed" => Code::UndoSuperseded,
        "unsent" => Code::UndoMessageLeft,
        other => panic!("{other} is no guard"),
    };
    break_guard(guard, &mut facts);
    (facts, code)
}

fn break_guard(guard: &str, facts: &mut PaymentFacts) {
    match guard {
        "reason" => facts.reason = Some(" \t".into()),
        "room" => facts.open_proofs = 5,
        "attempts" => facts.attempts = 5,
        "unclaimed" | "nobody-else" | "holder" => facts.claim = Some(claim(8, 10)),
        "lapsed" => facts.claim = Some(claim(8, 1)),
        "evidence" => facts.evidenced = false,
        "no-duplicate" => facts.duplicate_of = Some("KRFT-7Q2M4X".into()),
        "covered" => facts.credited = bs(99_499),
        "not-covered" => facts.credited = bs(99_500),
        "some" => facts.credited = bs(0),
        "nothing" => facts.credited = bs(1),
        "text" => facts.rejection_text = false,
        "deadline" => facts.deadline = Some(DateTime::UNIX_EPOCH + TimeDelta::microseconds(1)),
        "before-production" => facts.production = Some(AssignmentStatus::InProduction),
        "override" | "override-late" => facts.overridden = false,
        "refund-whole" => facts.refund_paid = Some(bs(99)),
        "not-refunded" => facts.refund_paid = Some(bs(1)),
        "no-part-paid" => facts.part_paid = true,
        "own" => facts.verdict.as_mut().expect("a verdict").by = Some(OperatorId::from_uuid(Uuid::from_u128(8))),
        "in-time" => facts.verdict.as_mut().expect("a verdict").at -= TimeDelta::microseconds(1),
        "unfollowed" => {
            facts.verdict.as_mut().expect("a verdict").followed = Some(Followed {
                edge: "A4".into(),
                name: "Taller".into(),
                at: DateTime::UNIX_EPOCH,
            });
        }
        "unsent" => facts.verdict.as_mut().expect("a verdict").sent_at = Some(DateTime::UNIX_EPOCH),
        other => panic!("{other} is no guard"),
    }
}

fn status(text: &str) -> Option<PaymentStatus> {
    (text != "-").then(|| text.parse().expect("a status"))
}

#[test]
fn the_edges_are_those_of_the_design() {
    for from in [None].into_iter().chain(PaymentStatus::ALL.iter().copied().map(Some)) {
        for to in PaymentStatus::ALL.iter().copied() {
            let designed: Vec<_> = DESIGN
                .iter()
                .filter(|row| status(row.2) == Some(to) && row.1.iter().any(|text| status(text) == from))
                .map(|row| row.0)
                .collect();
            for row in PAYMENT_EDGES {
                let known = edge(row.code, from, to).is_some();
                assert_eq!(known, designed.contains(&row.code.as_str()), "{} from {from:?} to {to}", row.code);
                if !row.from.contains(&from) {
                    for role in Role::ALL {
                        let good = facts(&["reason", "override", "evidence", "covered"]);
                        let refused = decide(&[row.code], from, &actor(*role), &good);
                        assert_eq!(refused.expect_err("no edge").code, Code::PaymentEdge);
                    }
                }
            }
        }
    }
    let ends_review = |row: &&Row| row.2 == "CONFIRMED";
    assert_eq!(
        DESIGN.iter().filter(ends_review).map(|row| row.0).collect::<Vec<_>>(),
        ["P6", "P16"],
        "only P6 confirms a review"
    );
}

#[test]
fn each_role_walks_its_edges_and_each_guard_holds() {
    for (name, from, to, parties, guards) in DESIGN {
        for (from, role) in from.iter().flat_map(|from| Role::ALL.iter().map(move |role| (status(from), *role))) {
            let (to, actor) = (status(to), actor(role));
            let ways: Vec<_> = parties.iter().filter(|(party, _)| *party == role).collect();
            if ways.is_empty() {
                let all: Vec<_> = parties
                    .iter()
                    .flat_map(|(_, own)| own.iter())
                    .chain(guards.iter())
                    .copied()
                    .collect();
                let refused = decide(&[code(name)], from, &actor, &facts(&all)).expect_err("not a party");
                assert_eq!(refused.code, Code::Forbidden, "{name} by {role}");
            }
            for (_, own) in ways {
                let all: Vec<_> = own.iter().chain(guards.iter()).copied().collect();
                let good = facts(&all);
                let walked = decide(&[code(name)], from, &actor, &good).unwrap_or_else(|refused| panic!("{name} by {role}: {refused}"));
                assert_eq!((walked.code.as_str(), Some(walked.to)), (*name, to));
                for guard in &all {
                    let (bad, expected) = broken(guard, &good);
                    let refused = decide(&[code(name)], from, &actor, &bad).expect_err(guard);
                    // Of two ways the second one's refusal is told.
                    let told = refused.code == expected || (*name == "P5" && refused.code == Code::ReasonRequired);
                    assert!(told, "{name} by {role} without {guard}: {refused}");
                }
            }
        }
    }
}

#[test]
fn a_blocked_duplicate_needs_an_override_and_a_reason() {
    let good = facts(&["holder", "evidence", "covered"]);
    let (mut facts, _) = broken("no-duplicate", &good);
    let confirm = |facts: &PaymentFacts| decide(&[PaymentEdgeCode::P6], Some(UnderReview), &actor(Admin), facts).map(|edge| edge.code);
    facts.overridden = true;
    assert_eq!(confirm(&facts).expect_err("no reason").code, Code::DuplicateReference);
    facts.reason = Some("el banco repite referencias".into());
    assert_eq!(confirm(&facts).expect("confirmed"), PaymentEdgeCode::P6);
    facts.overridden = false;
    assert_eq!(confirm(&facts).expect_err("no override").code, Code::DuplicateReference);
}

#[test]
fn a_lease_ends_at_its_instant() {
    let mut facts = facts(&["holder", "text"]);
    let reject = |facts: &PaymentFacts| decide(&[PaymentEdgeCode::P7], Some(UnderReview), &actor(Admin), facts).map(|_| ());
    for (minutes, held) in [(1, true), (0, false), (-1, false)] {
        facts.claim = Some(claim(7, minutes));
        assert_eq!(reject(&facts).is_ok(), held, "{minutes}");
    }
    facts.claim = None;
    assert_eq!(reject(&facts).expect_err("nobody holds it").code, Code::NotHolder);
}

#[test]
fn a_command_finds_only_its_own_edges() {
    let own = |ways: &[PaymentEdgeCode], from| along(ways, Some(from)).map(|edge| edge.code).map_err(|refusal| refusal.code);
    use PaymentEdgeCode::{P2, P3, P5, P9, P10, P17, P20};
    assert_eq!(own(&[P2, P3, P9], Rejected), Ok(P9));
    // Taking a verdict back is neither reopening nor reversing it.
    assert_eq!([own(&[P10], Rejected), own(&[P20], Rejected)], [Ok(P10), Ok(P20)]);
    assert_eq!([own(&[P17], Confirmed), own(&[P20], Confirmed)], [Ok(P17), Ok(P20)]);
    for from in PaymentStatus::ALL {
        assert_eq!(own(&[P5], *from).is_ok(), *from == UnderReview);
        assert_eq!(own(&[P10], *from).is_ok(), *from == Rejected);
    }
}

#[test]
fn a_verdict_that_is_not_there_is_not_taken_back() {
    let refused = decide(&[PaymentEdgeCode::P20], Some(Pending), &actor(Admin), &facts(&[]));
    assert_eq!(refused.expect_err("no verdict").code, Code::UndoNothing);
}
