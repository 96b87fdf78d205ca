//! A workshop's own program: what it shows, which keys there are, and its closed days; and the coordinator's answer.

use insta::assert_snapshot;

use super::given;
use super::shop::Shop;
use crate::domain::actor::Role;
use crate::domain::orders::status::AssignmentStatus;
use crate::service::Command;
use crate::tui::app::update::known;
use crate::tui::core::action::{ActionRef, Availability};
use crate::tui::core::client::Query;

fn own(width: u16, height: u16) -> Shop {
    let mut shop = Shop::with(1).by(Role::Workshop).sized(width, height);
    shop.press("Ctrl-r");
    shop
}

#[test]
fn own_work_at_80() {
    assert_snapshot!(own(80, 24).desk.styled());
}

#[test]
fn own_work_at_120() {
    let mut shop = own(120, 40);
    shop.press("Tab");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn own_work_at_200() {
    assert_snapshot!(own(200, 50).desk.styled());
}

#[test]
fn own_days_at_80() {
    let mut shop = own(80, 24);
    shop.press("2 l");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn own_days_at_200() {
    let mut shop = own(200, 50);
    shop.press("2 l");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn own_proposals_at_120() {
    let mut shop = own(120, 40);
    shop.press("2 D");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn proposals_of_all_at_120() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.counts.closed_days = 1;
    shop.press("Ctrl-r");
    assert!(shop.text().contains("cierres propuestos 1 (D)"), "{}", shop.text());
    shop.press("D");
    assert_snapshot!(shop.desk.styled());
}

/// Every action that can be named at all is one that the role may ask for.
#[test]
fn no_key_of_it_is_one_that_a_workshop_may_not_use() {
    let mut shop = own(120, 40);
    shop.asked.clear();
    for pane in ["1", "2"] {
        shop.press(pane);
        let shell = &shop.desk.model.shell;
        for entry in known(&shop.desk.model) {
            if let Some(access) = entry.needs {
                assert!(access.allows(Role::Workshop), "{}", entry.label);
            }
            let may = shell.allows(entry.needs, crate::tui::core::action::Risk::None);
            assert_eq!(may, Availability::Enabled, "{}", entry.label);
            let of_pane = matches!(entry.action, ActionRef::Pane { .. });
            assert!(!of_pane || !["talleres-zone", "talleres-order", "talleres-limit", "talleres-notify"].contains(&entry.label));
        }
        shop.press(":");
        for absent in ["Pagos", "Pedidos", "Liquidaciones", "transferir", "notificar", "confirmar"] {
            assert!(!shop.text().contains(absent), "{absent}: {}", shop.text());
        }
        shop.press("Esc ?");
        assert!(
            shop.text().contains("ir a Cuenta") && !shop.text().contains("ir a Pagos"),
            "{}",
            shop.text()
        );
        shop.press("Esc");
    }
    let counted = shop
        .asked
        .iter()
        .any(|query| matches!(query, Query::Counts | Query::Waiting { .. } | Query::Candidates(_)));
    assert!(!counted, "nothing is asked that would be refused: {:?}", shop.asked);
}

#[test]
fn what_is_not_its_turn_is_not_offered_and_what_stands_in_its_way_says_so() {
    let mut shop = own(120, 40);
    let footer = |shop: &Shop| shop.text().lines().last().unwrap_or_default().to_owned();
    assert!(
        footer(&shop).contains("aceptar") && !footer(&shop).contains("iniciar"),
        "{}",
        footer(&shop)
    );
    shop.press("Tab");
    assert!(
        footer(&shop).contains("iniciar") && !footer(&shop).contains("aceptar"),
        "{}",
        footer(&shop)
    );
    let mut waits = given::work(1, AssignmentStatus::Accepted);
    waits.deposit_awaited = true;
    shop.works = vec![waits];
    shop.press("Ctrl-r i");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    assert!(
        shop.text().contains("anticipo") || shop.text().contains("depósito"),
        "{}",
        shop.text()
    );
}

#[test]
fn tab_goes_through_its_lists_and_around() {
    let mut shop = own(80, 24);
    for list in ["[En producción 2]", "[Listo 1]", "[Hecho]", "[Por responder 1]"] {
        shop.press("Tab");
        assert!(shop.text().contains(list), "{list}: {}", shop.text());
    }
    // What is done is late no more.
    shop.press("Tab Tab Tab");
    assert!(!shop.text().contains("atrasado"), "{}", shop.text());
}

#[test]
fn a_workshop_proposes_the_day_under_the_cursor_and_withdraws() {
    let mut shop = own(120, 40);
    shop.press("2 l x");
    assert!(shop.text().contains("Proponer un cierre"), "{}", shop.text());
    shop.press("Tab Tab").type_text("inventario").press("Ctrl-s");
    let done = shop.commands();
    let [Command::ProposeClosedDays(it)] = &done[..] else {
        panic!("{done:?} {}", shop.text())
    };
    assert_eq!(
        (it.from, it.until, it.reason.as_str()),
        (given::after(1), given::after(1), "inventario")
    );
    shop.press("D x Tab Enter");
    let done = shop.commands();
    let waits = given::proposal(0, crate::domain::fulfilment::closed_days::ProposalStatus::Proposed);
    assert!(
        matches!(&done[..], [Command::WithdrawClosedDays(it)] if it.proposal == waits.id),
        "{done:?} {}",
        shop.text()
    );
    // What was answered stays as it is.
    shop.press("j x");
    assert!(
        shop.desk.model.shell.overlays.is_empty() && shop.commands().is_empty(),
        "{}",
        shop.text()
    );
}

#[test]
fn a_coordinator_accepts_knowing_what_no_longer_fits_or_says_why_not() {
    let mut shop = Shop::with(7).by(Role::Coordinator).sized(120, 40);
    shop.press("D");
    assert!(!shop.text().contains("esa semana"), "only what waits: {}", shop.text());
    shop.press("a Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::AcceptClosedDays(it)] if !it.confirmed && it.note.is_none()));
    shop.crowded = vec![given::crowded(0)];
    shop.press("a Ctrl-s");
    assert!(shop.text().contains("Siguen reservados"), "{}", shop.text());
    shop.press("Tab Enter");
    assert!(
        matches!(&shop.commands()[..], [Command::AcceptClosedDays(it)] if it.confirmed),
        "{}",
        shop.text()
    );
    shop.press("r Ctrl-s");
    assert!(shop.commands().is_empty(), "it says why");
    shop.type_text("hace falta").press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::DeclineClosedDays(it)] if it.reason == "hace falta"));
    let mut shop = Shop::with(7).by(Role::Support);
    shop.press("D a");
    assert!(
        shop.desk.model.shell.overlays.is_empty() && shop.commands().is_empty(),
        "{}",
        shop.text()
    );
    assert!(shop.text().contains("cambiar el cupo"), "{}", shop.text());
}
