//! How it looks, with names that would like to be obeyed.

use insta::assert_snapshot;

use super::given::{HOSTILE, in_production, pending, rows, to_refund};
use super::shop::{Shop, listed, opened};
use crate::tui::core::theme::{Depth, Scheme, Theme};

/// With the selected order beside the list.
fn beside() -> Shop {
    let mut shop = listed(rows()).sized(120, 40);
    shop.press("Ctrl-r");
    shop
}

#[test]
fn list_80() {
    assert_snapshot!(listed(rows()).desk.styled());
}

#[test]
fn list_60() {
    assert_snapshot!(listed(rows()).sized(60, 16).text());
}

#[test]
fn list_120() {
    assert_snapshot!(beside().text());
}

#[test]
fn list_200() {
    assert_snapshot!(beside().sized(200, 50).text());
}

#[test]
fn list_without_colour() {
    let mut shop = listed(rows());
    shop.desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn timeline_80() {
    assert_snapshot!(opened(in_production(HOSTILE)).desk.styled());
}

#[test]
fn timeline_60() {
    assert_snapshot!(opened(in_production(HOSTILE)).sized(60, 16).text());
}

#[test]
fn timeline_120() {
    assert_snapshot!(opened(in_production(HOSTILE)).sized(120, 40).desk.styled());
}

#[test]
fn timeline_200() {
    assert_snapshot!(opened(to_refund()).sized(200, 50).text());
}

#[test]
fn timeline_without_colour() {
    let mut shop = opened(in_production(HOSTILE));
    shop.desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn event_read() {
    let mut shop = opened(in_production("María")).sized(120, 40);
    shop.press("g j Enter");
    assert_snapshot!(shop.text());
}

#[test]
fn steps_read() {
    let mut shop = opened(pending());
    shop.press("s");
    assert_snapshot!(shop.text());
}

#[test]
fn tracking_read() {
    let mut shop = opened(in_production("María"));
    shop.press("t");
    assert_snapshot!(shop.text());
}

#[test]
fn refund_payment_form() {
    let mut shop = opened(to_refund());
    shop.press("p");
    assert_snapshot!(shop.text());
}

#[test]
fn report_form() {
    let mut shop = opened(pending()).sized(120, 40);
    shop.broken = true;
    shop.press("r");
    shop.broken = false;
    shop.press("Enter");
    assert_snapshot!(shop.text());
}

#[test]
fn nothing_found() {
    let mut shop = listed(rows());
    shop.press("/ zzz");
    assert_snapshot!(shop.text());
}

#[test]
fn every_size_is_survived() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (60, 16),
        (61, 17),
        (79, 16),
        (80, 16),
        (119, 16),
        (120, 16),
        (300, 90),
    ] {
        beside().sized(width, height).text();
        opened(in_production(HOSTILE)).sized(width, height).text();
    }
}

#[test]
fn damaged_rows_are_told_at_the_foot_with_rows_and_without() {
    for rows in [rows(), Vec::new()] {
        let mut shop = listed(rows);
        assert!(!shop.text().contains("dañada"));
        shop.unread = 2;
        shop.press("Ctrl-r");
        let text = shop.text();
        assert!(
            text.contains("2 filas dañadas no aparecen: las nombra «krafta db check»."),
            "{text}"
        );
    }
}
