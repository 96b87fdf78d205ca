//! Over the real service: a line is brought to an order and pays it, and the link is taken back.

use crate::domain::money::Money;
use crate::domain::orders::status::PaymentStatus;
use crate::service::bank::credits::{CreditRow, Which};
use crate::service::payments::view::QueueRow;
use crate::tui::app::testing::Real;

fn free(real: &Real) -> Vec<CreditRow> {
    real.wait(real.krafta.bank().credits(&real.actor, &Which::Free, None, 50))
        .unwrap()
        .rows
}

fn payment(real: &Real, row: &QueueRow) -> PaymentStatus {
    real.wait(real.krafta.orders().timeline(&real.actor, row.order))
        .unwrap()
        .order
        .payment
}

#[test]
fn money_without_an_order_is_brought_to_one_and_taken_back() {
    let mut real = Real::whole().sized(120, 40);
    let row = real.calm_row();
    // More than it declares, with a reference that says nothing of it.
    real.bank_shows(&row, |line| {
        line.reference = "99887766".into();
        line.amount = Money::of_minor(row.amount.minor() + 50_000, row.amount.currency());
    });
    real.press("Ctrl-r D");
    assert!(real.text().contains("99887766"), "{}", real.text());
    // An order that waits for nothing is refused where one is.
    let other = real.order(&crate::service::orders::view::OrderFilter {
        payment: vec![PaymentStatus::Confirmed],
        ..Default::default()
    });
    real.press("a").type_text(&other.number).press("Enter");
    assert!(real.text().contains("no tiene ningún pago por revisar"), "{}", real.text());
    real.press("a").type_text(&row.number).press("Enter");
    assert!(
        real.text().contains(&format!("Confirmar el pago de {}", row.number)),
        "{}",
        real.text()
    );
    assert!(real.text().contains("99887766"), "{}", real.text());
    real.press("Ctrl-s");
    // What differs needs a reason.
    real.type_text("pagó desde otra cuenta").press("Ctrl-s");
    assert_eq!(payment(&real, &row), PaymentStatus::Confirmed, "{}", real.text());
    let left = free(&real);
    assert_eq!(left[0].free().minor(), 50_000, "the line pays it, and what is more waits");
    // Back where one was; the line is used, and among the account's it says for what.
    real.press("Esc Tab Tab");
    let accounts = real.wait(real.krafta.bank().status(&real.actor)).unwrap();
    let alias = row.account.as_ref().unwrap();
    let at = accounts.iter().position(|account| account.account == *alias).unwrap();
    for _ in 0..at {
        real.press("j");
    }
    real.press("Enter");
    assert!(real.text().contains(&format!("de {}", row.number)), "{}", real.text());
    real.press("R");
    assert!(
        real.text().contains(&format!("Quitar el pago de {}", row.number)),
        "{}",
        real.text()
    );
    real.press("Tab Enter");
    assert_eq!(payment(&real, &row), PaymentStatus::UnderReview, "{}", real.text());
    assert!(free(&real)[0].allocated.is_zero());
}
