//! A workshop's own program on the real service: what is offered is not refused, what is not offered would be.

use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::work_section::WorkSection;
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::refusal::Code;
use crate::service::Error;
use crate::service::commands::AddOperator;
use crate::service::fulfilment::commands::{Complete, Forward, HandOver, Notify, Refuse, Withdraw};
use crate::service::fulfilment::work_list::{WaitingFilter, WorkRow, WorksFilter};
use crate::service::{Command, Krafta};
use crate::tui::app::testing::Real;
use crate::tui::core::action::Availability;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::production::Step;
use crate::tui::panes::workshops::{WorkshopsPane, steps};

/// The login of every workshop that has something in hand.
fn hands(real: &Real) -> Vec<Actor> {
    let workshops = real.wait(real.krafta.workshops().list(&real.actor)).unwrap();
    let added = workshops.iter().enumerate().map(|(at, one)| {
        let login = format!("taller-{at}");
        let add = Command::AddOperator(AddOperator {
            db_role: None,
            login: login.clone(),
            name: None,
            role: Role::Workshop,
            workshop: Some(one.record.name.to_string()),
        });
        real.wait(real.krafta.execute(&real.actor, Krafta::new_operation(), add)).unwrap();
        real.wait(real.krafta.people().sign_in(&login)).unwrap().actor
    });
    added.collect()
}

/// Some of what waits for a workshop is told to it, at any hour.
fn notified(real: &Real) {
    let waiting = real.wait(real.krafta.fulfilment().waiting(&real.actor, &WaitingFilter::default(), None, 30));
    let told = waiting.unwrap().rows.into_iter().filter(|row| {
        let notify = Command::Notify(Notify {
            order: row.order,
            seen: None,
            workshop: None,
            reason: None,
            over_limit: None,
        });
        real.wait(real.krafta.execute(&real.actor, Krafta::new_operation(), notify)).is_ok()
    });
    assert!(told.take(4).count() > 0, "nobody could be told");
}

/// The step with all that its form asks for; a code that is not the order's.
fn command(row: &WorkRow, step: Step) -> Command {
    let order = row.order;
    let forward = Forward {
        order,
        seen: None,
        note: None,
    };
    match step {
        Step::Accept => Command::Accept(forward),
        Step::Start => Command::Start(forward),
        Step::Ready => Command::Ready(forward),
        Step::Refuse => Command::Refuse(Refuse {
            order,
            seen: None,
            reason: WorkshopRefusal::NoMaterial,
            text: None,
        }),
        Step::HandOver => Command::HandOver(HandOver {
            order,
            seen: None,
            carrier: Some("MRW".to_owned()),
            tracking_number: Some("0012345".to_owned()),
            tracking_url: None,
        }),
        Step::Complete => Command::Complete(Complete {
            order,
            seen: None,
            code: Some("000000".to_owned()),
            note: None,
        }),
        Step::Withdraw => Command::Withdraw(Withdraw {
            order,
            seen: None,
            reason: "se dañó la plancha".to_owned(),
            workshop: None,
            overridden: false,
            share: None,
        }),
        other => panic!("no step of a workshop: {other:?}"),
    }
}

const STEPS: [Step; 7] = [
    Step::Accept,
    Step::Refuse,
    Step::Start,
    Step::Ready,
    Step::HandOver,
    Step::Complete,
    Step::Withdraw,
];

#[test]
fn each_step_is_offered_exactly_when_its_rehearsal_is_not_refused() {
    let real = Real::real(Mounted::boxed(WorkshopsPane::own_work()));
    notified(&real);
    let (mut offered, mut withheld) = (std::collections::BTreeMap::new(), 0);
    for actor in hands(&real) {
        let real = &real;
        let mut shell = crate::tui::dialogue::shell::Shell::new(crate::tui::app::testing::Desk::opening());
        shell.operator = actor.clone();
        for section in WorkSection::ALL.iter().copied() {
            let filter = WorksFilter {
                section: Some(section),
                ..WorksFilter::default()
            };
            let page = real.wait(real.krafta.fulfilment().works(&actor, &filter, None, 3)).unwrap();
            for (row, step) in page.rows.iter().flat_map(|row| STEPS.map(|step| (row, step))) {
                let said = steps::offered(&shell, row, step);
                let rehearsed = real.wait(real.krafta.rehearse(&actor, command(row, step)));
                // The code is the customer's: asked for, and checked.
                let wrong_code = matches!(&rehearsed, Err(Error::Refused(refusal)) if refusal.code == Code::PickupCode);
                let possible = rehearsed.is_ok() || wrong_code;
                assert_eq!(said == Availability::Enabled, possible, "{step:?} {row:?} {said:?} {rehearsed:?}");
                match possible {
                    true => *offered.entry(step).or_insert(0) += 1,
                    false => withheld += 1,
                }
            }
        }
    }
    assert!(withheld > 50, "{withheld}");
    for step in [Step::Accept, Step::Refuse, Step::Ready] {
        assert!(offered.contains_key(&step), "{step:?} was never possible: {offered:?}");
    }
}

/// Every pane of it, and all that can be opened there: nothing is refused, nothing failed.
#[test]
fn the_whole_program_asks_for_nothing_that_is_refused() {
    let mut real = Real::whole_of(|real| hands(real).remove(0));
    let names: Vec<String> = {
        let admin = real.actor.clone();
        let all = real.wait(real.krafta.workshops().list(&admin)).unwrap();
        let own = real.desk.model.shell.operator.workshop;
        all.into_iter()
            .filter(|one| Some(one.record.id) != own)
            .map(|one| one.record.name.to_string())
            .collect()
    };
    for keys in [
        "1", "Enter", "Esc", "Tab", "j", "h", "Esc", "Tab", "Tab", "t", "Esc", "2", "l", "Enter", "Esc", "D", "s", "Esc", "x", "Esc", "3",
        "j", "Enter", "Esc", "t", "Enter", "Esc", "Esc", "c", "Esc", "Esc", "v", "Esc", "4", "j", "Enter", "Esc", "?", "Esc", ":", "Esc",
    ] {
        real.press(keys);
        let text = real.text();
        for wrong in ["Tu rol", "no permite", "Ctrl-r lo intenta", "no se pudo"] {
            assert!(!text.contains(wrong), "{keys}: {wrong}: {text}");
        }
        for name in &names {
            assert!(!text.contains(name.as_str()), "{keys}: {name}: {text}");
        }
    }
}
