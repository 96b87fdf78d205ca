use super::*;
use crate::domain::actor::Role;
use crate::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use crate::domain::ids::OrderId;
use crate::domain::text::Safe;
use crate::locale::Catalogue;
use crate::locale::Locale;
use crate::service::Command;
use crate::service::core::error::{Conflict, ConflictChange, Moved};
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::Dialogue;

fn assignment(status: AssignmentStatus, delivery: DeliveryMethod, role: Role) -> AssignmentSeen {
    AssignmentSeen {
        order: OrderId::from_uuid(uuid::Uuid::nil()),
        number: "KRFT-7Q2M4X".into(),
        version: 9,
        status,
        delivery,
        workshop: Some(Safe::new("Taller Orinoco")),
        role,
        lines: Vec::new(),
        departs: false,
        others: Vec::new(),
    }
}

#[test]
fn every_edge_that_people_walk_has_its_step() {
    use AssignmentEdgeCode::{A1, A2};
    for edge in ASSIGNMENT_EDGES.iter().filter(|edge| ![A1, A2].contains(&edge.code)) {
        for (from, to) in edge.moves {
            let from = from.expect("only A1 begins");
            let found = Step::ALL.iter().filter(|step| {
                DeliveryMethod::ALL.iter().any(|delivery| step.leaves(from, *delivery)) && step.edge(from) == (edge.code, *to)
            });
            assert_eq!(found.count(), 1, "{} from {from}", edge.code);
        }
    }
}

#[test]
fn a_pickup_is_never_handed_over() {
    let steps = Step::possible(AssignmentStatus::Ready, DeliveryMethod::Pickup);
    assert!(steps.contains(&Step::Complete) && !steps.contains(&Step::HandOver));
    let steps = Step::possible(AssignmentStatus::Ready, DeliveryMethod::LocalDelivery);
    assert!(!steps.contains(&Step::Complete) && steps.contains(&Step::HandOver));
}

#[test]
fn every_step_has_its_words_and_its_command() {
    for locale in Locale::ALL {
        let catalogue = Catalogue::of(locale);
        for step in Step::ALL {
            for key in [step.words().name, step.words().title, step.words().yes, step.words().done] {
                let said = catalogue.text(key, &[("number", "KRFT-7Q2M4X".into())]);
                assert!(!said.contains("making-"), "{said}");
            }
        }
    }
    let catalogue = Catalogue::of(Locale::Es);
    for status in AssignmentStatus::ALL {
        for step in Step::possible(*status, DeliveryMethod::NationalShipping) {
            let it = taken(*status, DeliveryMethod::NationalShipping, step);
            let mut form = form(&it);
            form.set("reason", if step == Step::Refuse { "COST" } else { "quedó mal" });
            assert!(it.command(catalogue, &form).is_ok(), "{step:?} from {status}");
            // All but the workshop's reason can be foreseen before anything is typed.
            let foreseen = form_of(it.asked(catalogue)).drafted(|form| it.command(catalogue, form));
            assert_eq!(foreseen.is_ok(), step != Step::Refuse, "{step:?} from {status}");
        }
    }
}

fn taken(status: AssignmentStatus, delivery: DeliveryMethod, step: Step) -> ProductionStep {
    let assignment = assignment(status, delivery, Role::Admin);
    ProductionStep::one(assignment, step)
}

fn form(it: &ProductionStep) -> Form {
    form_of(it.asked(Catalogue::of(Locale::Es)))
}

fn form_of(fields: Vec<Field>) -> Form {
    fields.into_iter().fold(Form::new("", ""), Form::field)
}

#[test]
fn what_loses_work_asks_for_an_override_a_share_and_the_number() {
    let catalogue = Catalogue::of(Locale::Es);
    let late = taken(AssignmentStatus::Ready, DeliveryMethod::Pickup, Step::Withdraw);
    let mut form = form(&late);
    assert_eq!((form.value("override"), form.value("share")), ("no", "10000"));
    assert!(late.asks_again());
    // What the override would lead to is seen before it is given; without it nothing is sent.
    let Ok(Command::Withdraw(foreseen)) = form.drafted(|form| late.command(catalogue, form)) else {
        panic!("a withdrawal")
    };
    assert_eq!((foreseen.overridden, foreseen.share), (true, Some(10_000)));
    let early = taken(AssignmentStatus::Accepted, DeliveryMethod::Pickup, Step::Withdraw);
    assert!(!early.asks_again());
    let Ok(Command::Withdraw(withdraw)) = form_of(early.asked(catalogue)).drafted(|form| early.command(catalogue, form)) else {
        panic!("a withdrawal")
    };
    assert_eq!(withdraw.share, None);
}

#[test]
fn after_a_conflict_the_step_is_taken_on_the_order_as_it_is_unless_its_work_went_on() {
    let overtaken = |edge: &str| Conflict {
        what: Moved::Order,
        order: "KRFT-7Q2M4X".into(),
        seen: 9,
        now: 11,
        changes: vec![ConflictChange {
            at: "2026-11-22T18:31:00Z".parse().unwrap(),
            who: Safe::new("luis"),
            edge: edge.into(),
            text: None,
        }],
    };
    let mut it = taken(AssignmentStatus::Ready, DeliveryMethod::Pickup, Step::Rework);
    assert!(it.overtaken(&overtaken("NOTE")));
    assert_eq!(it.assignment.version, 11);
    assert!(!it.overtaken(&overtaken("A10")));
}
