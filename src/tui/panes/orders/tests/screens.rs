//! How it looks, with names that would like to be obeyed.

use insta::assert_snapshot;

use super::given::{self, HOSTILE, in_production, pending, rows, to_refund};
use super::*;
use crate::tui::core::client::Tracking;
use crate::tui::core::theme::{Depth, Scheme, Theme};

/// With the order in front beside the list.
fn beside() -> Desk {
    let mut desk = desk().sized(120, 40);
    desk.press("Ctrl-r");
    answer(&mut desk, Ok(page(rows())));
    answer(&mut desk, Ok(Answer::Timeline(Box::new(in_production(HOSTILE)))));
    desk
}

#[test]
fn list_80() {
    assert_snapshot!(listed(rows()).styled());
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
    let mut desk = listed(rows());
    desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    assert_snapshot!(desk.styled());
}

#[test]
fn timeline_80() {
    assert_snapshot!(opened(in_production(HOSTILE)).styled());
}

#[test]
fn timeline_60() {
    assert_snapshot!(opened(in_production(HOSTILE)).sized(60, 16).text());
}

#[test]
fn timeline_120() {
    assert_snapshot!(opened(in_production(HOSTILE)).sized(120, 40).styled());
}

#[test]
fn timeline_200() {
    assert_snapshot!(opened(to_refund()).sized(200, 50).text());
}

#[test]
fn timeline_without_colour() {
    let mut desk = opened(in_production(HOSTILE));
    desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    assert_snapshot!(desk.styled());
}

#[test]
fn event_read() {
    let mut desk = opened(in_production("María")).sized(120, 40);
    desk.press("g j Enter");
    assert_snapshot!(desk.text());
}

#[test]
fn steps_read() {
    let mut desk = opened(pending());
    desk.press("s");
    assert_snapshot!(desk.text());
}

#[test]
fn tracking_read() {
    let mut desk = opened(in_production("María"));
    desk.press("t");
    let seen = Tracking {
        number: "KRFT-7Q2M4X".into(),
        key: "IN_PRODUCTION",
        total: given::usd(4_850),
        due: given::bs(451_230),
        missing: given::bs(0),
        quote_expires_at: given::time("2026-11-23T03:59:59Z"),
        placed_at: given::time("2026-11-22T14:05:12Z"),
        history: vec![crate::service::orders::view::TrackingStep {
            key: "PENDING",
            at: given::time("2026-11-22T14:05:12Z"),
        }],
        rejection: None,
    };
    answer(&mut desk, Ok(Answer::Tracking(Box::new(seen))));
    assert_snapshot!(desk.text());
}

#[test]
fn refund_payment_form() {
    let mut desk = opened(to_refund());
    desk.press("p");
    assert_snapshot!(desk.text());
}

#[test]
fn report_form() {
    let mut desk = opened(pending()).sized(120, 40);
    desk.press("r");
    answer(&mut desk, Err(Error::Internal("x".into())));
    desk.press("Enter");
    assert_snapshot!(desk.text());
}

#[test]
fn nothing_found() {
    let mut desk = listed(rows());
    desk.press("/ zzz");
    answer(&mut desk, Ok(page(Vec::new())));
    assert_snapshot!(desk.text());
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
