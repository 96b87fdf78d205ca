//! The sheet over the pane: how it looks, what is copied and kept, and what a workshop is offered.

use insta::assert_snapshot;
use uuid::Uuid;

use super::WorkSheetPane;
use crate::config::Settings;
use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::work_sheet::WorkSheet;
use crate::domain::fulfilment::work_sheet::given::{hostile, sheet};
use crate::domain::ids::{OperationId, OperatorId, WorkshopId};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::tui::app::model::Model;
use crate::tui::app::testing::{Demo, Desk, Service, Shop};
use crate::tui::core::client::{Answer, Command, Error, Page, Query, Receipt};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;
use crate::tui::core::pane_request::{PaneRequest, Sent};
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes;

/// The sheet of an order, or why there is none.
struct Kept(Result<WorkSheet, Code>);

impl Service for Kept {
    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        match query {
            Query::WorkSheet(_) => Ok(Answer::WorkSheet(Box::new(self.0.clone().map_err(Refusal::new)?))),
            // Of the pane below.
            Query::Orders { .. } => Ok(Answer::Orders(Page::whole(Vec::new()))),
            other => Err(Error::Internal(format!("not asked: {other:?}"))),
        }
    }

    fn write(&mut self, _operation: OperationId, _command: Command) -> Result<Receipt, Error> {
        Err(Error::Internal("not written".into()))
    }
}

fn opened(width: u16, height: u16, kept: Result<WorkSheet, Code>) -> Shop<Kept> {
    let panes = vec![Mounted::boxed(Demo::with_rows(3)), Mounted::boxed(WorkSheetPane::default())];
    let mut shop = Shop::of_panes(panes, Kept(kept)).sized(width, height);
    shop.settle();
    let request = PaneRequest::WorkSheet(sheet(AssignmentStatus::Notified).order, "KRFT-7Q2M4X".into());
    shop.desk.model.shell.requests.push(Sent { request, back_to: None });
    shop.send(Msg::Changed);
    shop
}

fn copied(shop: &Shop<Kept>) -> Option<&str> {
    let effects = shop.desk.effects.iter();
    effects.rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    })
}

#[test]
fn at_80_before_the_workshop_accepts() {
    assert_snapshot!(opened(80, 24, Ok(sheet(AssignmentStatus::Notified))).desk.styled());
}

#[test]
fn at_120_once_it_accepted() {
    assert_snapshot!(opened(120, 40, Ok(sheet(AssignmentStatus::Accepted))).text());
}

#[test]
fn hostile_text_is_seen_and_not_obeyed() {
    assert_snapshot!(opened(80, 24, Ok(hostile())).desk.styled());
}

#[test]
fn why_there_is_none() {
    let mut shop = opened(80, 24, Err(Code::NotYourAssignment));
    assert!(shop.text().contains("Esa asignación es de otro taller"), "{}", shop.text());
    shop.press("y");
    assert_eq!(copied(&shop), None);
    assert!(shop.text().contains("La hoja aún no se ha leído"), "{}", shop.text());
}

#[test]
fn it_is_copied_for_a_messenger_and_said_by_its_name() {
    let mut shop = opened(80, 24, Ok(sheet(AssignmentStatus::Accepted)));
    shop.press("y");
    let text = copied(&shop).expect("copied");
    assert!(text.starts_with("Hoja de trabajo KRFT-7Q2M4X\nTaller Orinoco"), "{text}");
    assert!(text.contains("Dirección: Av. Bolívar, casa 4"), "{text}");
    assert!(shop.text().contains("Copiado: Hoja de trabajo KRFT-7Q2M4X"), "{}", shop.text());
}

#[test]
fn it_is_kept_as_text_and_as_a_page() {
    let mut shop = opened(80, 24, Ok(sheet(AssignmentStatus::Accepted)));
    shop.press("e p");
    let [(text_name, text), (page_name, page)] = &shop.saved[..] else {
        panic!("{:?}", shop.saved)
    };
    let names = [(text_name, "txt"), (page_name, "html")];
    assert!(
        names
            .iter()
            .all(|(name, kind)| **name == format!("hoja-de-trabajo-KRFT-7Q2M4X.{kind}")),
        "{names:?}"
    );
    assert!(
        text.contains("10 × Franela") && page.starts_with("<!doctype html>"),
        "{text}\n{page}"
    );
}

#[test]
fn a_long_one_scrolls_to_its_end_and_back() {
    let mut shop = opened(80, 24, Ok(hostile()));
    assert!(!shop.text().contains("ENTREGA"), "{}", shop.text());
    shop.press("G");
    assert!(
        shop.text().contains("ENTREGA") && shop.text().contains("Dirección"),
        "{}",
        shop.text()
    );
    shop.press("g");
    assert!(shop.text().contains("CONDICIONES"), "{}", shop.text());
    shop.press("Esc");
    assert!(!shop.text().contains("Hoja de trabajo"), "{}", shop.text());
}

#[test]
fn what_happens_meanwhile_is_read() {
    let mut shop = opened(80, 40, Ok(sheet(AssignmentStatus::Notified)));
    shop.stock.0 = Ok(sheet(AssignmentStatus::Accepted));
    shop.send(Msg::Changed);
    assert!(shop.text().contains("0414-555.12.34"), "{}", shop.text());
    // Withdrawn from it meanwhile: nothing of it stays.
    shop.stock.0 = Err(Code::NotYourAssignment);
    shop.send(Msg::Changed);
    assert!(!shop.text().contains("0414-555.12.34"), "{}", shop.text());
}

/// The panes of the header that somebody is offered.
fn offered(operator: Actor) -> Vec<&'static str> {
    let role = operator.role;
    let opening = crate::tui::dialogue::shell::Opening {
        operator,
        ..Desk::opening()
    };
    let model = Model::new(opening, panes::of(role, &Settings::default()));
    model.panes.iter().map(|pane| pane.name()).collect()
}

#[test]
fn a_workshop_is_offered_its_work_alone() {
    let id = OperatorId::from_uuid(Uuid::from_u128(1));
    let workshop = WorkshopId::from_uuid(Uuid::from_u128(300));
    // Its work, its days, its account and its alerts.
    let own = offered(Actor::of_workshop(workshop, id, "ramón"));
    assert_eq!(own, ["talleres", "talleres", "liquidaciones", "tienda"]);
    for role in [Role::Admin, Role::Coordinator, Role::Support] {
        assert_eq!(offered(Actor::staff(role, id, "ana")).len(), 5, "{role}");
    }
}
