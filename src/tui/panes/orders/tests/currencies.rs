//! Money that moves in another currency, and money that comes late: what is said before it is saved.

use super::given::{self, to_refund, usd};
use super::shop::opened;
use crate::domain::method::PaymentMethod;
use crate::domain::orders::rate::{Rate, require_near};
use crate::tui::core::client::{Command, Error};

/// M10: what leaves is what the method carries; then the rate is asked, and `=` is what is left at it.
#[test]
fn a_refund_of_bolivares_leaves_in_dollars_by_zelle() {
    let mut shop = opened(to_refund()).sized(120, 50);
    shop.press("p Tab Right Right Tab Tab 93,0371 BackTab BackTab BackTab =");
    assert!(shop.text().contains("48,50"), "{}", shop.text());
    shop.press("Tab Tab ZZ1100 Ctrl-s");
    let screen = shop.text();
    assert!(
        screen.contains("USD 48,50 por Zelle") && screen.contains("escribe 48,50"),
        "{screen}"
    );
    shop.press("48,50 Enter Enter");
    let [Command::PayRefund(pay)] = &shop.done[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!((pay.amount, pay.method), (usd(4_850), PaymentMethod::Zelle));
    assert_eq!((pay.rate, pay.rate_confirmed), ("93.0371".parse().ok(), false));
}

#[test]
fn a_rate_far_from_the_days_is_asked_about() {
    let mut shop = opened(to_refund()).sized(120, 50);
    shop.press("p Tab Right Right Tab Tab 9303,71 BackTab BackTab BackTab = Tab Tab ZZ1100");
    let rate = |text: &str| Rate::machine(text).unwrap();
    let day = "2026-11-22".parse().unwrap();
    let unusual = require_near(rate("9303.71"), rate("93.0371"), day).unwrap_err();
    shop.hinder.push(Error::Refused(unusual));
    shop.press("Ctrl-s");
    let screen = shop.text();
    assert!(screen.contains("La tasa 9.303,71 se aparta +9.900,0 %"), "{screen}");
    assert!(shop.done.is_empty());
    shop.press("0,49 Enter Enter");
    assert!(
        matches!(&shop.done[..], [Command::PayRefund(pay)] if pay.rate_confirmed),
        "{}",
        shop.text()
    );
}

/// P18: what it will owe is another figure, and is known before it is saved.
#[test]
fn money_for_a_cancelled_order_says_the_quote_that_is_made_anew() {
    let mut shop = opened(given::cancelled());
    shop.broken = true;
    shop.press("r");
    shop.broken = false;
    shop.press("Enter");
    assert!(!shop.text().contains("le faltan"), "{}", shop.text());
    shop.press("680,00 Tab = Tab venezuela Tab Right Tab 482913 Tab = Tab = Tab")
        .type_text("llegó tarde")
        .press("Ctrl-s");
    let screen = shop.text();
    assert!(screen.contains("se cotiza de nuevo en Bs 1.796,95"), "{screen}");
    assert!(shop.done.is_empty(), "asked once more");
    shop.press("Tab Enter");
    assert!(matches!(&shop.done[..], [Command::Report(_)]), "{}", shop.text());
}
