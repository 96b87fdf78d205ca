//! Whose program it is: the panes follow the role, also while one is at work.

use uuid::Uuid;

use super::Desk;
use crate::config::Settings;
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{OperatorId, WorkshopId};
use crate::tui::app::model::Model;
use crate::tui::core::client::{Answer, Present};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Ticket};

fn id() -> OperatorId {
    OperatorId::from_uuid(Uuid::from_u128(1))
}

fn hands() -> Actor {
    Actor::of_workshop(WorkshopId::from_uuid(Uuid::from_u128(300)), id(), "ramón")
}

/// ana, whose panes are those of her role.
fn desk() -> Desk {
    let mut desk = Desk::with(Vec::new());
    let opening = crate::tui::dialogue::shell::Opening {
        operator: Actor::staff(Role::Admin, id(), "ana"),
        ..Desk::opening()
    };
    desk.model = Model::of_role(opening, Settings::default());
    desk.send(Msg::Start);
    desk
}

/// The session answers who is at the keyboard now.
fn now(desk: &mut Desk, operator: Actor) {
    let present = Present {
        operator,
        cautions: Vec::new(),
        alerts: 0,
        start: None,
    };
    let ticket = Ticket {
        pane: Ticket::SESSION,
        generation: 1,
    };
    desk.send(Msg::Answer {
        ticket,
        result: Ok(Answer::Operator(Box::new(present))),
    });
}

fn titles(desk: &Desk) -> Vec<String> {
    let panes = desk.model.panes.iter();
    panes.map(|pane| desk.model.shell.catalogue.text(pane.title(), &[])).collect()
}

#[test]
fn another_program_is_opened_when_the_role_becomes_a_workshops_and_back() {
    let mut desk = desk();
    desk.press("4 ?");
    now(&mut desk, Actor::staff(Role::Support, id(), "ana"));
    assert_eq!((titles(&desk).len(), desk.model.shell.active), (5, 3), "the same program");
    now(&mut desk, hands());
    assert_eq!(titles(&desk), ["Taller", "Cupo", "Cuenta", "Avisos"]);
    assert_eq!((desk.model.shell.active, desk.model.shell.overlays.len()), (0, 0));
    assert!(desk.text().contains("Tu rol ahora es taller"), "{}", desk.text());
    let abandoned = desk.effects.iter().filter(|effect| matches!(effect, Effect::Abandon(_))).count();
    assert!(abandoned > 0, "what the panes before asked is given up: {:?}", desk.effects);
    let asks = desk
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Read { query, .. } if format!("{query:?}").starts_with("Works")));
    assert!(asks, "and what this one shows is asked: {:?}", desk.effects);
    desk.press("5");
    assert_eq!(desk.model.shell.active, 0, "there is no such pane");
    now(&mut desk, Actor::staff(Role::Coordinator, id(), "ana"));
    assert_eq!(titles(&desk).len(), 5);
    assert!(desk.text().contains("Tu rol ahora es"), "{}", desk.text());
}

#[test]
fn the_panes_of_each_role_are_its_own() {
    for role in [Role::Admin, Role::Coordinator, Role::Support] {
        let panes = crate::tui::panes::of(role, &Settings::default());
        assert_eq!(panes.iter().filter(|pane| !pane.is_place()).count(), 5);
    }
    let own = crate::tui::panes::of(Role::Workshop, &Settings::default());
    let places: Vec<_> = own.iter().filter(|pane| pane.is_place()).map(|pane| pane.name()).collect();
    assert_eq!(places, ["work-sheet", "closed-days"]);
}
