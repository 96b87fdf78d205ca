//! Deciding against the real service: what would be refused is red, and the reason is kept.

use crate::domain::orders::status::PaymentStatus;
use crate::service::bank::credits::Which;
use crate::service::payments::view::QueueRow;
use crate::tui::app::testing::Real;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::payments::PaymentsPane;

/// The desk at a row with nothing odd that can be taken.
fn opened() -> (Real, QueueRow) {
    let mut real = Real::real(Mounted::boxed(PaymentsPane::new(&crate::config::Settings::default())));
    let row = real.calm_row();
    real.press("/").type_text(&row.number).press("Enter");
    assert!(real.selected_row().contains(&row.number), "{}", real.text());
    (real, row)
}

#[test]
fn a_date_before_the_order_is_red_and_a_reference_that_differs_takes_a_reason_that_is_kept() {
    let (mut real, row) = opened();
    real.press("c").type_text("01/01/2020").press("Tab . Tab .");
    let text = real.text();
    assert!(text.contains('✖') && !text.contains("✓ Confirma"), "{text}");
    real.press("BackTab BackTab Ctrl-u .");
    let text = real.text();
    assert!(text.contains("✓ Confirma") || text.contains("▲ Confirma"), "{text}");
    real.press("Tab Tab").type_text("7").press("Ctrl-s");
    let text = real.text();
    assert!(text.contains("✖ Falta el motivo") && !text.contains("✓ Confirma"), "{text}");
    real.type_text("el banco muestra otra").press("Ctrl-s");
    let timeline = real.wait(real.krafta.orders().timeline(&real.actor, row.order)).unwrap();
    let verdict = timeline.events.iter().find(|event| event.event.edge == "P6");
    let said = verdict.and_then(|event| event.event.text.as_deref());
    assert_eq!(said, Some("el banco muestra otra"), "{}", real.text());
}

#[test]
fn what_was_found_is_given_back_without_being_confirmed() {
    let (mut real, row) = opened();
    // What differs is red, whatever the money is looked for.
    real.press("Enter d . Tab").type_text("1,00").press("Tab . Tab Tab");
    assert!(real.text().contains("✖ Se devuelven Bs 1,00"), "{}", real.text());
    real.press("Esc Esc Enter d . Tab . Tab . Tab Tab");
    assert!(real.text().contains("▲ Se devuelven"), "{}", real.text());
    real.type_text("llegó tarde").press("Ctrl-s");
    assert!(real.text().contains(&format!("escribe {}", row.number)), "{}", real.text());
    real.type_text(&row.number).press("Tab Enter");
    assert!(real.text().contains("reembolso de"), "{}", real.text());
    let timeline = real.wait(real.krafta.orders().timeline(&real.actor, row.order)).unwrap();
    assert_eq!(timeline.order.payment, PaymentStatus::RefundPending);
    let edges: Vec<&str> = timeline.events.iter().map(|event| event.event.edge.as_str()).collect();
    assert!(edges.contains(&"P14") && !edges.contains(&"P6"), "{edges:?}");
}

#[test]
fn a_line_that_fits_confirms_its_order_by_one_key() {
    let (mut real, row) = opened();
    real.bank_shows(&row, |line| line.reference.insert_str(0, "00"));
    real.press("Ctrl-r Enter");
    assert!(real.text().contains(&format!("{} confirmado: ", row.number)), "{}", real.text());
    let timeline = real.wait(real.krafta.orders().timeline(&real.actor, row.order)).unwrap();
    assert_eq!(timeline.order.payment, PaymentStatus::Confirmed);
    let free = real.wait(real.krafta.bank().credits(&real.actor, &Which::Free, None, 50)).unwrap();
    assert!(free.rows.is_empty(), "the line pays it");
    real.press("u");
    let free = real.wait(real.krafta.bank().credits(&real.actor, &Which::Free, None, 50)).unwrap();
    assert_eq!(free.rows.len(), 1, "{}", real.text());
}

#[test]
fn a_verdict_is_taken_back_in_its_first_seconds_and_not_twice() {
    let (mut real, row) = opened();
    real.press("c . Tab . Tab . Ctrl-s");
    assert!(real.text().contains("confirmado"), "{}", real.text());
    real.press("u");
    assert!(real.text().contains("veredicto deshecho"), "{}", real.text());
    let timeline = real.wait(real.krafta.orders().timeline(&real.actor, row.order)).unwrap();
    let edges: Vec<&str> = timeline.events.iter().map(|event| event.event.edge.as_str()).collect();
    assert!(edges.contains(&"P6") && edges.contains(&"P20"), "{edges:?}");
}
