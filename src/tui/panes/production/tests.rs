use super::*;
use crate::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use crate::locale::Locale;

fn subject(status: AssignmentStatus, delivery: DeliveryMethod, role: Role) -> Subject {
    Subject {
        order: OrderId::from_uuid(uuid::Uuid::nil()),
        number: "KRFT-7Q2M4X".into(),
        version: 9,
        status,
        delivery,
        workshop: Some(Safe::new("Taller Orinoco")),
        role,
        lines: Vec::new(),
        end: None,
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
            let subject = subject(*status, DeliveryMethod::NationalShipping, Role::Admin);
            let command = match subject.open(catalogue, step) {
                Opening::Form(mut form) => {
                    form.set("reason", if step == Step::Refuse { "COST" } else { "quedó mal" });
                    subject.command(step, Some(&form))
                }
                Opening::Question(_) => subject.command(step, None),
            };
            assert!(command.is_some(), "{step:?} from {status}");
        }
    }
}

#[test]
fn what_loses_work_asks_for_an_override_a_share_and_the_number() {
    let catalogue = Catalogue::of(Locale::Es);
    let late = subject(AssignmentStatus::Ready, DeliveryMethod::Pickup, Role::Admin);
    let Opening::Form(form) = late.open(catalogue, Step::Withdraw) else {
        panic!("a form")
    };
    assert_eq!((form.value("override"), form.value("share")), ("no", "10000"));
    assert!(late.asks_again(Step::Withdraw));
    let early = subject(AssignmentStatus::Accepted, DeliveryMethod::Pickup, Role::Admin);
    assert!(!early.asks_again(Step::Withdraw));
    let Some(Command::Withdraw(withdraw)) = early.command(Step::Withdraw, Some(&form)) else {
        panic!("a withdrawal")
    };
    assert_eq!(withdraw.share, None);
}
