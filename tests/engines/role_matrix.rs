//! Who may do what, below the faces: every command by every role, and every command about an order in every status by everybody, of
//! one's own and of others. What each role may is written here a second time, from domain.md §7; states and edges come from the
//! domain's tables.

use krafta::domain::actor::{Actor, Role};
use krafta::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::ids::OperatorId;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payments::payment_edges::PAYMENT_EDGES;
use krafta::service::commands::{Choose, CommandKind};
use krafta::service::{Command, Error};
use uuid::Uuid;

use crate::counter::{Placed, insert};
use crate::fresh::{Fresh, on_both_engines};
use crate::ways::{WAYS, command, in_status};
use crate::yard::{Maker, Yard, back, complete, forward, hand_over, notify, refuse, withdraw};

on_both_engines!(nobody_does_what_their_role_may_not);

/// domain.md §7: the roles, and the commands that are theirs. Every command is in exactly one row.
const MAY: &[(&str, &[&str])] = &[
    ("CUSTOMER ADMIN SYSTEM", &["checkout"]),
    ("CUSTOMER ADMIN", &["report", "request-refund", "direct-refund"]),
    ("CUSTOMER ADMIN SYSTEM", &["cancel"]),
    ("ADMIN SYSTEM SUPPORT", &["release"]),
    (
        "ADMIN",
        &[
            "claim",
            "renew",
            "take-over",
            "confirm",
            "part",
            "reject",
            "reopen",
            "pay-refund",
            "reverse-refund",
            "refund-part",
            "credit-surplus",
            "record-surplus",
            "void-refund",
            "reinstate",
            "reverse",
            "undo-verdict",
            "settle",
            "hold-payable",
            "release-payable",
            "reverse-payment",
            "draft-run",
            "choose-run-line",
            "freeze-run",
            "countersign-run",
            "pay-run-line",
            "fail-run-line",
            "explain-run-line",
            "close-run",
            "void-run",
            "add-product",
            "change-product",
            "add-rate",
            "correct-rate",
            "remove-rate",
            "add-shipping",
            "close-shipping",
            "import-statement",
            "note-credit",
            "set-aside-credit",
            "restore-credit",
            "reconcile-credit",
            "add-account",
            "change-account",
            "add-operator",
            "add-key",
            "expire-key",
            "revoke-key",
            "change-operator",
            "put-workshop",
            "put-offer",
            "put-zone",
            "add-holidays",
            "seed-holidays",
            "rename-holiday",
            "remove-holiday",
            "accept-clock",
            "step-back",
        ],
    ),
    (
        "ADMIN COORDINATOR SUPPORT",
        &["note", "retry-message", "drop-message", "resend-message", "set-contact"],
    ),
    ("ADMIN COORDINATOR SUPPORT AUDITOR", &["save-view", "remove-view"]),
    ("ADMIN WORKSHOP", &["read-alerts"]),
    ("WORKSHOP", &["propose-closed-days", "withdraw-closed-days"]),
    (
        "ADMIN COORDINATOR",
        &[
            "accept-closed-days",
            "decline-closed-days",
            "choose",
            "change-capacity",
            "resume-workshop",
        ],
    ),
    ("ADMIN COORDINATOR SYSTEM", &["rank", "notify"]),
    ("ADMIN COORDINATOR WORKSHOP SYSTEM", &["refuse", "withdraw"]),
    ("ADMIN COORDINATOR WORKSHOP", &["accept", "start", "ready", "hand-over"]),
    ("ADMIN COORDINATOR WORKSHOP CUSTOMER SYSTEM", &["complete"]),
];

fn may(name: &str, role: Role) -> bool {
    let rows: Vec<_> = MAY.iter().filter(|(_, commands)| commands.contains(&name)).collect();
    assert_eq!(rows.len(), 1, "{name} is in one row of the matrix");
    rows[0].0.split(' ').any(|named| named == role.as_str())
}

#[test]
fn who_may_give_a_command_is_what_the_roles_say() {
    for kind in CommandKind::ALL {
        for role in Role::ALL {
            let actor = Actor::staff(*role, OperatorId::from_uuid(Uuid::from_u128(1)), "x");
            assert_eq!(kind.may(&actor).is_ok(), may(kind.name(), *role), "{} by {role}", kind.name());
        }
    }
}

/// Somebody, and whether the order is theirs: a customer's by the phone, a workshop's by the assignment.
struct Somebody {
    actor: Actor,
    own: bool,
}

async fn an_auditor(fresh: &Fresh) -> Actor {
    let auditor = OperatorId::from_uuid(Uuid::now_v7());
    let row: [krafta::db::Param; 4] = [auditor.into(), "aura".into(), "Aura".into(), Role::Auditor.into()];
    insert(&fresh.db, "INSERT INTO operators (id, login, display_name, role)", row).await;
    Actor::staff(Role::Auditor, auditor, "Aura")
}

fn everybody(yard: &Yard, auditor: &Actor, maker: &Maker) -> Vec<Somebody> {
    let staff = [
        yard.counter.ana.clone(),
        yard.coordinator.clone(),
        yard.counter.support.clone(),
        auditor.clone(),
        Actor::system(),
    ];
    let foreign = yard.makers.iter().find(|other| other.id != maker.id).expect("another workshop");
    let own = [yard.counter.customer.clone(), maker.hands.clone()];
    let others = [Actor::customer("+584247770000"), foreign.hands.clone()];
    staff
        .into_iter()
        .chain(own)
        .map(|actor| Somebody { actor, own: true })
        .chain(others.into_iter().map(|actor| Somebody { actor, own: false }))
        .collect()
}

/// An order whose production is in this status, and the workshop that has it.
async fn in_production<'y>(yard: &'y Yard, status: AssignmentStatus, reference: &str) -> Option<(Placed, &'y Maker)> {
    use AssignmentStatus::{Accepted, Cancelled, Completed, HandedToDelivery, InProduction, Notified, PendingAssignment, Ready, Rejected};
    let order = match status {
        PendingAssignment => return Some((yard.counter.confirmed(reference).await, &yard.makers[0])),
        // What is over has no assignment that anybody moves.
        Rejected | Cancelled => return None,
        _ => yard.notified(reference).await,
    };
    let told = yard.made(order.id).await.last().and_then(|made| made.workshop);
    let maker = yard
        .makers
        .iter()
        .find(|maker| Some(maker.id) == told)
        .expect("a notified workshop");
    let way = [
        (Notified, None),
        (Accepted, Some(Command::Accept(forward(&order)))),
        (InProduction, Some(Command::Start(forward(&order)))),
        (Ready, Some(Command::Ready(forward(&order)))),
        (HandedToDelivery, Some(hand_over(&order, Some("Zoom"), Some("Z-1")))),
        (Completed, Some(Command::Complete(complete(&order)))),
    ];
    for (reached, step) in way {
        let by = if reached == Completed { &yard.coordinator } else { &maker.hands };
        if let Some(step) = step {
            yard.done(by, step).await;
        }
        if reached == status {
            break;
        }
    }
    Some((order, maker))
}

fn production_commands(order: &Placed, maker: &Maker) -> Vec<Command> {
    vec![
        Command::Choose(Choose {
            order: order.id,
            seen: None,
            workshop: maker.id,
            reason: Some("queda cerca".into()),
        }),
        notify(order),
        Command::Accept(forward(order)),
        refuse(order, WorkshopRefusal::NoCapacity),
        Command::Start(forward(order)),
        Command::Ready(forward(order)),
        hand_over(order, Some("Zoom"), Some("Z-1")),
        Command::Complete(complete(order)),
        back(order, AssignmentStatus::InProduction),
        Command::Withdraw(withdraw(order)),
    ]
}

/// The roles that some edge of the command lets leave this status.
fn leavers(kind: CommandKind, payment: PaymentStatus, production: Option<AssignmentStatus>) -> Option<Vec<Role>> {
    let codes = kind.access().edges();
    if codes.is_empty() {
        return None;
    }
    let of_payment = PAYMENT_EDGES
        .iter()
        .filter(|edge| codes.contains(&edge.code.as_str()) && edge.from.contains(&Some(payment)));
    let of_production = ASSIGNMENT_EDGES
        .iter()
        .filter(|edge| codes.contains(&edge.code.as_str()) && edge.moves.iter().any(|(from, _)| from.is_some() && *from == production));
    let payers = of_payment.flat_map(|edge| edge.who.iter().map(|party| party.role));
    Some(
        payers
            .chain(of_production.flat_map(|edge| edge.who.iter().map(|party| party.role)))
            .collect(),
    )
}

/// Rehearses each command by everybody, and says what was not as it should be.
async fn faults(
    yard: &Yard,
    people: &[Somebody],
    state: &str,
    leaving: (PaymentStatus, Option<AssignmentStatus>),
    commands: Vec<Command>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for command in commands {
        let (name, kind) = (command.name(), command.kind());
        let leavers = leavers(kind, leaving.0, leaving.1);
        for somebody in people {
            let Somebody { actor, own } = somebody;
            let would = yard.counter.shop.rehearse(actor, command.clone()).await;
            let code = match &would {
                Ok(_) => "done",
                Err(error) => error.code(),
            };
            let role = actor.role;
            // Whoever holds the order already holds it for longer.
            let renews = state == "UNDER_REVIEW" && role == Role::Admin && ["claim", "take-over"].contains(&name);
            let wrong = if !may(name, role) {
                code != "forbidden"
            } else if !own {
                code == "done"
            } else {
                // A role that no edge from here names does not get through, whatever it is refused with.
                code == "done" && !renews && leavers.as_ref().is_some_and(|leavers| !leavers.contains(&role))
                    || code == "forbidden" && leavers.as_ref().is_none_or(|leavers| leavers.contains(&role)) && role != Role::Customer
                    || matches!(would, Err(Error::Internal(_) | Error::Database(_)))
            };
            if wrong {
                let whose = if *own { "own" } else { "another's" };
                faults.push(format!("{name} by {role} of {whose} order in {state}: {code}"));
            }
        }
    }
    faults
}

async fn nobody_does_what_their_role_may_not(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let auditor = an_auditor(&fresh).await;
    let people = everybody(&yard, &auditor, &yard.makers[0]);
    let mut wrong = Vec::new();
    let mut reference = 700_000;
    for status in PaymentStatus::ALL {
        reference += 1;
        let order = in_status(&yard.counter, *status, &reference.to_string()).await;
        let mut commands = Vec::new();
        for (name, ..) in WAYS {
            commands.push(command(&yard.counter, &order, name).await);
        }
        wrong.extend(faults(&yard, &people, status.as_str(), (*status, None), commands).await);
    }
    for status in AssignmentStatus::ALL {
        reference += 1;
        let Some((order, maker)) = in_production(&yard, *status, &reference.to_string()).await else {
            continue;
        };
        let commands = production_commands(&order, maker);
        let people = everybody(&yard, &auditor, maker);
        wrong.extend(faults(&yard, &people, status.as_str(), (PaymentStatus::Confirmed, Some(*status)), commands).await);
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}
