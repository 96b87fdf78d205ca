//! Holding, undoing, the other views, filters, exports, and what goes wrong.

use super::given::{line, payment, transfer};
use super::shop::{closed, open};
use crate::domain::payables::line::PayableStatus;
use crate::service::Command;
use crate::service::payables::commands::{ReversePayment, Undone};
use crate::tui::core::client::{Error, LinkState, Query};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;

#[test]
fn a_line_is_held_with_a_reason_and_released() {
    let mut shop = open();
    shop.press("h Ctrl-s");
    assert!(shop.done.is_empty() && shop.text().contains("Falta este dato"), "{}", shop.text());
    shop.type_text("falta la factura").press("Ctrl-s");
    let Some(Command::HoldPayable(on)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!((on.payable, on.seen, on.reason.as_str()), (line(1), 3, "falta la factura"));
    assert!(shop.text().contains("Pago de KRFT-K4W9ZC retenido"), "{}", shop.text());
    shop.press("h").type_text("llegó").press("Ctrl-s");
    assert!(matches!(shop.done.last(), Some(Command::ReleasePayable(_))), "{:?}", shop.done);
}

#[test]
fn a_payment_is_undone_with_its_reason_and_its_amount() {
    let mut shop = open();
    shop.press("G k k R");
    assert!(shop.text().contains("Abre primero la fila con ⏎"), "{}", shop.text());
    shop.press("Enter R");
    shop.type_text("el banco la devolvió").press("Ctrl-s");
    assert!(shop.text().contains("Para seguir, escribe 10,00"), "{}", shop.text());
    shop.type_text("10,00").press("Tab Enter");
    let Some(Command::ReversePayment(ReversePayment { what, reason })) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!((*what, reason.as_str()), (Undone::Payment(payment(2)), "el banco la devolvió"));
    assert!(shop.text().contains("Reversados USD 10,00 · 1 pago"), "{}", shop.text());
}

#[test]
fn a_whole_transfer_is_undone_from_the_history() {
    let mut shop = open();
    shop.press("t j");
    assert!(shop.text().contains("↺ 1 de 2"), "{}", shop.text());
    shop.press("Enter");
    assert!(
        shop.text().contains("Pagó 2 líneas") && shop.text().contains("«el banco la devolvió»"),
        "{}",
        shop.text()
    );
    shop.press("R")
        .type_text("no llegó")
        .press("Ctrl-s")
        .type_text("20,00")
        .press("Tab Enter");
    let Some(Command::ReversePayment(reverse)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(reverse.what, Undone::Settlement(transfer(2)));
    shop.press("Esc j R");
    assert!(shop.text().contains("ya está reversada entera"), "{}", shop.text());
    shop.press("Esc");
    assert!(shop.text().contains("taller / línea"), "{}", shop.text());
}

#[test]
fn the_statement_is_of_last_month_and_adds_up() {
    let mut shop = open();
    shop.press("G c");
    assert!(
        shop.text().contains("01/10/2026") && shop.text().contains("31/10/2026"),
        "{}",
        shop.text()
    );
    shop.press("Ctrl-s");
    let text = shop.text();
    assert!(text.contains("Taller Orinoco · 01/10/2026 – 31/10/2026"), "{text}");
    assert!(text.contains("USD 25,00 inicial + USD 120,50 cargos − USD 80,50 anulado"), "{text}");
    shop.press("e");
    let (name, csv) = shop.saved.last().unwrap();
    assert_eq!(name, "estado-de-cuenta-Taller Orinoco-2026-10-01-2026-10-31.csv");
    assert!(csv.starts_with("at,entry,order") && csv.contains("2026-10-01,OPENING"), "{csv}");
    shop.press("Esc");
    assert!(shop.selected_row().contains("KRFT-HH2K7P"), "{}", shop.text());
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let mut shop = open();
    shop.press("c Tab Ctrl-u").type_text("01/09/2026").press("Ctrl-s");
    assert!(shop.text().contains("El período termina antes de empezar"), "{}", shop.text());
}

#[test]
fn filters_narrow_and_esc_widens() {
    let mut shop = open();
    shop.press("/").type_text("taller:orinoco estado:parcial");
    assert!(
        shop.text().contains("KRFT-2MHD7R") && !shop.text().contains("KRFT-9ZQ4WT"),
        "{}",
        shop.text()
    );
    shop.press("Enter Esc");
    assert!(shop.text().contains("KRFT-9ZQ4WT"), "{}", shop.text());
    shop.press("/").type_text("banco:0102");
    assert!(shop.text().contains('✖'), "{}", shop.text());
    shop.press("Esc v").type_text("retenidas").press("Enter");
    assert!(
        shop.text().contains("KRFT-B5NV8Q") && !shop.text().contains("KRFT-7Q2M4X"),
        "{}",
        shop.text()
    );
    shop.press("w");
    let asked = shop.asked.iter().rev().find_map(|query| match query {
        Query::Payables { filter, .. } => Some(filter.clone()),
        _ => None,
    });
    let filter = asked.unwrap();
    assert_eq!(
        (filter.workshop, filter.statuses),
        (Some(super::given::workshop(2)), vec![PayableStatus::OnHold])
    );
}

#[test]
fn how_late_each_workshop_is_and_from_there_to_its_lines() {
    let mut shop = open();
    shop.press("d");
    assert!(shop.text().contains("atrasos por taller"), "{}", shop.text());
    shop.press("e");
    assert!(
        shop.saved.last().unwrap().1.contains("Taller Orinoco,USD,1271.06"),
        "{:?}",
        shop.saved
    );
    shop.press("G Enter");
    assert!(
        shop.text().contains("KRFT-HH2K7P") && !shop.text().contains("KRFT-K4W9ZC"),
        "{}",
        shop.text()
    );
}

#[test]
fn the_order_of_a_line_is_opened_and_its_number_copied() {
    let mut shop = open();
    shop.press("y");
    assert!(
        shop.desk.wanted(|effect| *effect == Effect::Copy("KRFT-K4W9ZC".into())).is_some(),
        "{:?}",
        shop.desk.effects
    );
    shop.press("e");
    assert_eq!(shop.saved.last().unwrap().0, ["liquidaciones", "2026-11-22.csv"].join("-"));
}

#[test]
fn what_failed_says_so_and_comes_back() {
    let mut shop = closed(super::given::rows());
    shop.broken = true;
    shop.settle();
    assert!(shop.text().contains("Ctrl-r intenta otra vez"), "{}", shop.text());
    shop.broken = false;
    shop.press("Ctrl-r");
    assert!(shop.text().contains("KRFT-K4W9ZC"), "{}", shop.text());
}

#[test]
fn what_is_still_being_written_is_not_begun_again() {
    let mut shop = open();
    shop.refuse.push(Error::passing_in_test());
    shop.press("h").type_text("sin factura").press("Ctrl-s");
    assert_eq!(shop.done.len(), 1);
    shop.press("h");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    assert!(shop.text().contains("todavía se está guardando"), "{}", shop.text());
    shop.send(Msg::Link(LinkState::Up)).press("j j h");
    assert_eq!((shop.done.len(), shop.desk.model.shell.overlays.len()), (2, 1));
}
