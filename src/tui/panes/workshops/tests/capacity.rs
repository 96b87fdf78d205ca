//! What a workshop can take, changed from its cell.

use super::given::{after, crowded, workshop};
use super::shop::Shop;
use crate::domain::actor::Role;
use crate::domain::refusal::{Code, Refusal};
use crate::service::workshops::commands::{CapacityChange, ChangeCapacity};
use crate::tui::core::client::{Command, Query};

/// The changes of capacity that were asked for.
fn changes(shop: &Shop) -> Vec<&ChangeCapacity> {
    let commands = shop.done.iter();
    let changes = commands.filter_map(|command| match command {
        Command::ChangeCapacity(change) => Some(change),
        _ => None,
    });
    changes.collect()
}

#[test]
fn a_day_gets_a_limit_of_its_own() {
    let mut shop = Shop::with(7);
    shop.press("l o").type_text("ocho").press("Ctrl-s");
    assert!(shop.text().contains("escribe un número"), "{}", shop.text());
    shop.press("Backspace Backspace Backspace Backspace =");
    shop.press("Backspace 5 Tab Tab").type_text("una máquina menos").press("Ctrl-s");
    let [asked] = changes(&shop)[..] else { panic!("{}", shop.text()) };
    let (from, until) = (after(1), after(1));
    assert_eq!(asked.change, CapacityChange::Days { from, until, units: 5 });
    assert_eq!((&asked.workshop, asked.consent.confirmed), (&workshop(0).to_string(), false));
    assert!(shop.text().contains("Taller Orinoco: cambio guardado"), "{}", shop.text());
}

#[test]
fn no_limit_is_the_weeks_own_again() {
    let mut shop = Shop::with(7);
    shop.press("l o Tab")
        .type_text("25/11")
        .press("Tab")
        .type_text("ya está")
        .press("Ctrl-s");
    let (from, until) = (after(1), after(3));
    assert_eq!(changes(&shop)[0].change, CapacityChange::Usual { from, until });
}

#[test]
fn who_no_longer_fits_is_shown_before_a_day_is_closed() {
    let mut shop = Shop::with(7);
    shop.crowded = (0..10).map(crowded).collect();
    shop.press("l x").type_text("inventario").press("Ctrl-s");
    assert!(shop.done.is_empty());
    let text = shop.text();
    for said in [
        "10 pedidos ya no caben",
        "KRFT-7Q2M4X · 3 u. desde el 23/11 · En preparación",
        "y 2 más",
        "Siguen reservados",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // Cancel goes back to what was typed.
    shop.press("Enter");
    assert!(shop.text().contains("inventario"), "{}", shop.text());
    shop.press("Ctrl-s Tab Enter");
    assert!(changes(&shop)[0].consent.confirmed);
    assert_eq!(changes(&shop)[0].consent.reason.as_deref(), Some("inventario"));
}

#[test]
fn who_is_booked_while_one_decides_is_shown_too() {
    let mut shop = Shop::with(7);
    shop.refuse.push(super::given::no_longer_fits(vec![crowded(0)]));
    shop.press("l x").type_text("inventario").press("Ctrl-s");
    assert!(shop.text().contains("1 pedido ya no cabe"), "{}", shop.text());
    shop.press("Tab Enter");
    assert_eq!(shop.done.len(), 2);
    assert!(changes(&shop)[1].consent.confirmed);
}

#[test]
fn a_workshop_is_paused_and_resumed() {
    let mut shop = Shop::with(7);
    shop.refuse.push(Refusal::new(Code::PeriodBackwards).into());
    shop.press("p")
        .type_text("máquina dañada")
        .press("Tab")
        .type_text("1/11")
        .press("Ctrl-s");
    assert!(shop.text().contains("El período termina antes"), "{}", shop.text());
    shop.press("Ctrl-s");
    assert!(matches!(changes(&shop)[1].change, CapacityChange::Pause { until: Some(_) }));
    shop.press("j j p");
    assert!(shop.text().contains("Reanudar Serigrafía Petare"), "{}", shop.text());
    shop.press("Tab Enter");
    let Command::ResumeWorkshop(resume) = &shop.done[2] else {
        panic!("{:?}", shop.done[2])
    };
    assert_eq!(resume.workshop, workshop(2).to_string());
}

#[test]
fn whoever_keeps_no_capacity_changes_none() {
    let mut shop = Shop::with(7).by(Role::Support);
    for key in ["o", "x", "p"] {
        shop.press(key);
        assert!(shop.desk.model.shell.overlays.is_empty(), "{key}: {}", shop.text());
    }
}

#[test]
fn a_zone_narrows_board_and_queue() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("z");
    assert!(shop.text().contains("12 talleres"), "{}", shop.text());
    shop.asked.clear();
    shop.press("Down Enter");
    let counts = "Gran Caracas ▾   talleres: 7 de 7 · sin asignar 2 · por responder 1 · en producción 5";
    assert!(shop.text().contains(counts), "{}", shop.text());
    let zone = |query: &Query| match query {
        Query::Board { filter, .. } => filter.zone.clone(),
        Query::Waiting { filter, .. } => filter.zone.clone(),
        _ => None,
    };
    assert_eq!(shop.asked.iter().filter_map(zone).count(), 2);
    shop.press("Esc");
    assert!(shop.text().contains("todas ▾"), "{}", shop.text());
}

#[test]
fn a_holiday_says_its_name_in_full() {
    let mut shop = Shop::with(7);
    shop.bare = true;
    shop.press("l l l Enter");
    assert!(shop.text().contains("feriado, Día del Taller"), "{}", shop.text());
}

#[test]
fn consent_holds_for_what_was_shown_and_for_nothing_else() {
    let mut shop = Shop::with(7);
    shop.crowded = vec![crowded(0)];
    // The form says it already.
    shop.press("l x").type_text("inventario");
    assert!(shop.text().contains("1 pedido ya no cabe"), "{}", shop.text());
    shop.press("Ctrl-s Enter");
    shop.crowded.push(crowded(1));
    shop.press("Ctrl-s");
    assert!(
        shop.done.is_empty() && shop.text().contains("2 pedidos ya no caben"),
        "{}",
        shop.text()
    );
    shop.press("Tab Enter");
    assert!(changes(&shop)[0].consent.confirmed);
}

#[test]
fn what_was_agreed_to_before_is_asked_again_with_the_form() {
    let mut shop = Shop::with(7);
    shop.press("l x").type_text("inventario");
    shop.crowded = vec![crowded(0)];
    // First who no longer fits; then, that being agreed to, something else.
    let first = super::given::no_longer_fits(vec![crowded(0)]);
    shop.hinder = vec![Refusal::new(Code::PeriodLong).into(), first];
    shop.press("Ctrl-s");
    assert!(shop.done.is_empty());
    shop.press("Ctrl-s");
    assert!(shop.text().contains("Siguen reservados"), "{}", shop.text());
    shop.press("Tab Enter");
    assert!(changes(&shop)[0].consent.confirmed, "{}", shop.text());
}
