//! From place to place and back, over the real service.

use super::{Desk, Real};
use crate::domain::refusal::{Code, Refusal};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;
use crate::tui::core::pane_request::{PaneRequest, Sent};

/// Where one is: the pane's number, what is selected, and the screen without the clock.
fn here(real: &Real) -> (usize, String) {
    let text = real.text();
    let rows: Vec<&str> = text.lines().skip(1).collect();
    (real.desk.model.shell.active, rows.join("\n"))
}

/// The order that is open.
fn crumbs(real: &Real) -> String {
    real.text().lines().nth(2).unwrap_or_default().trim().to_owned()
}

#[test]
fn an_order_opened_from_anywhere_is_left_to_where_one_came_from() {
    let mut real = Real::whole().sized(120, 40);
    let ways = [
        ("1 S j j Space", "o", "Pagos › Pedidos › KRFT-"),
        ("3 Tab j", "o", "Talleres › Pedidos › KRFT-"),
        ("3 w j", "o", "Talleres › Pedidos › KRFT-"),
        ("3 w j", "Enter", "Talleres › Pedidos › KRFT-"),
        ("4 j Space j", "o", "Liquidaciones › Pedidos › KRFT-"),
    ];
    for (keys, open, path) in ways {
        real.press(keys);
        let before = here(&real);
        real.press(open);
        assert!(crumbs(&real).starts_with(path), "{keys}: {}", real.text());
        assert!(real.text().contains("el cliente ve"), "{}", real.text());
        real.press("Esc");
        assert_eq!(here(&real), before, "{keys}");
    }
}

#[test]
fn what_pedidos_showed_is_untouched_by_a_visit() {
    let mut real = Real::whole().sized(120, 40);
    real.press("2 j Enter k");
    let before = here(&real);
    real.press("1 o Esc 2");
    assert_eq!(here(&real), before);
    // By the key of a pane one begins anew: nothing is left to go back to.
    real.press("1 o 3 Esc");
    assert_eq!(real.desk.model.shell.active, 2);
    assert!(real.desk.model.visits.is_empty() && real.desk.model.shell.came_from.is_empty());
}

#[test]
fn a_receipt_opens_over_pagos_and_over_an_order_alike() {
    let mut real = Real::whole().sized(120, 50);
    let mut rows = 0;
    while !real.press("Enter").text().contains("v lo agranda") {
        rows += 1;
        assert!(rows < 20, "no receipt among the first: {}", real.text());
        real.press("Esc j");
    }
    // What was said of the claim is read by then.
    real.press("v Esc");
    let before = here(&real);
    real.press("v");
    let seen = crumbs(&real);
    assert!(seen.starts_with("Pagos › KRFT-") && seen.contains("Comprobante"), "{}", real.text());
    assert!(seen.contains(" %"), "{}", real.text());
    let header = real.text().lines().next().map(str::to_owned);
    assert!(header.is_some_and(|header| header.contains("1 Pagos")), "{}", real.text());
    real.press("+ Esc");
    assert_eq!(here(&real), before);
    real.press("o v");
    let again = crumbs(&real);
    assert!(
        again.starts_with("Pagos › KRFT-") && again.contains("Comprobante"),
        "{}",
        real.text()
    );
    real.press("Esc");
    assert!(real.text().contains("el cliente ve"), "{}", real.text());
}

#[test]
fn what_was_begun_in_a_place_that_was_left_is_told_to_it_still() {
    let mut desk = Desk::demo(3);
    desk.model.shell.requests.push(Sent {
        request: PaneRequest::Order("KRFT-7Q2M4X".into()),
        back_to: None,
    });
    desk.press("j Enter");
    let operation = desk.wanted(|effect| matches!(effect, Effect::Write { .. })).cloned();
    let Some(Effect::Write { operation, .. }) = operation else {
        panic!("no write in {:?}", desk.effects)
    };
    desk.press("Esc");
    assert_eq!((desk.model.visits.len(), desk.model.left.len(), desk.model.shell.active), (0, 1, 0));
    let result = Err(Refusal::new(Code::OrderUnknown).into());
    desk.send(Msg::Written {
        operation,
        result: Box::new(result),
    });
    assert!(desk.model.left.is_empty());
    assert!(desk.text().contains("Tomado."), "{}", desk.text());
}
