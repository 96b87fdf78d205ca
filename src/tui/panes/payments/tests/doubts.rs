//! What differs or looks odd: the colour of the verdict, the reason it takes, and several proofs of one order.

use insta::assert_snapshot;

use super::shop::{Shop, account, order, row, ves};
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::payments::signal::{Signal, SignalFound};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::orders::view::AccountView;
use crate::service::payments::commands::Verify;
use crate::service::payments::view::QueueRow;
use crate::tui::core::client::Error;

fn odd(signals: Vec<SignalFound>) -> Shop {
    Shop::open(vec![QueueRow { signals, ..row(0) }, row(3)])
}

fn similar() -> SignalFound {
    SignalFound::new(Signal::RefSimilar)
        .with("order", "KRFT-XX22YY")
        .with("digits", "8")
        .with("strength", "strong")
}

fn confirmed(shop: &Shop) -> Option<&Verify> {
    shop.done.iter().find_map(|command| match command {
        Command::Confirm(verify) => Some(verify),
        _ => None,
    })
}

#[test]
fn a_red_signal_stands_in_the_form_and_takes_a_reason() {
    let mut shop = odd(vec![similar()]);
    shop.press("c . Tab . Tab .");
    let text = shop.text();
    assert!(
        text.contains("✖ La referencia coincide en 8 cifras con la de KRFT-XX22YY."),
        "{text}"
    );
    assert!(text.contains("✖ Confirma el pago. Revisa: ref. parecida."), "{text}");
    assert!(!text.contains("✓ Confirma el pago."), "{text}");
    shop.press("Ctrl-s");
    assert_eq!(confirmed(&shop), None);
    let text = shop.text();
    assert!(text.contains("✖ Falta el motivo. Escribe por qué vale: ref. parecida."), "{text}");
    // It was sent from another field, and is in the reason now.
    shop.type_text("son dos transferencias").press("Enter");
    let verify = confirmed(&shop).unwrap();
    assert_eq!(verify.reason.as_deref(), Some("son dos transferencias"));
    assert_eq!(verify.override_reason, None);
}

#[test]
fn what_only_asks_to_look_twice_is_never_green_and_takes_no_reason() {
    let mut shop = odd(vec![SignalFound::new(Signal::Late).with("expired", "21/11/2026 23:59")]);
    shop.press("c . Tab . Tab .");
    let text = shop.text();
    assert!(text.contains("▲ Se reportó después de vencer la cotización"), "{text}");
    assert!(text.contains("▲ Confirma el pago.") && !text.contains("motivo"), "{text}");
    shop.press("Ctrl-s");
    assert!(confirmed(&shop).is_some());
}

#[test]
fn a_reference_that_is_another_takes_a_reason_once_it_is_typed() {
    let mut shop = odd(Vec::new());
    shop.press("c . Tab . Tab").type_text("99");
    assert!(!shop.text().contains("motivo"), "while it is typed: {}", shop.text());
    assert!(shop.text().contains("✖ Confirma el pago. Revisa: ref. ≠."), "{}", shop.text());
    shop.press("Tab");
    assert!(shop.text().contains("Escribe por qué vale: ref. ≠."), "{}", shop.text());
    shop.press("Tab").type_text("el banco la acorta").press("BackTab BackTab Ctrl-u .");
    // What was typed is not lost when it is not needed any more.
    assert!(shop.text().contains("✓ Confirma el pago."), "{}", shop.text());
    assert!(shop.text().contains("el banco la acorta"), "{}", shop.text());
}

#[test]
fn what_would_be_refused_is_red_beside_the_form() {
    let mut shop = odd(Vec::new());
    shop.press("c . Tab . Tab");
    shop.hinder
        .push(Error::Refused(Refusal::new(Code::DuplicateReference).with("order", "KRFT-ZZ22ZZ")));
    shop.press(".");
    let text = shop.text();
    assert!(text.contains("✖ Esa referencia ya pagó el pedido KRFT-ZZ22ZZ"), "{text}");
    assert!(!text.contains("✓ Confirma"), "{text}");
}

/// One order, two proofs of these amounts; it owes what the first and the second of `row` come to.
fn halves(amounts: [i64; 2]) -> Shop {
    let half = |of: u32, minor: i64| QueueRow {
        order: order(0),
        number: row(0).number,
        amount: ves(minor),
        reference: Some(Safe::new(&format!("48291{of}"))),
        signals: Vec::new(),
        ..row(of)
    };
    let mut shop = Shop::open(vec![half(0, amounts[0]), half(1, amounts[1])]);
    shop.due = Some(ves(465_186));
    shop.press("Ctrl-r");
    shop
}

#[test]
fn several_proofs_are_held_against_what_is_owed_as_a_sum() {
    let mut shop = halves([232_593, 232_593]).sized(120, 40);
    shop.press("Ctrl-r");
    let sum = |shop: &Shop| {
        shop.text()
            .lines()
            .find(|line| line.contains("suma "))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(sum(&shop).contains("4.651,86") && sum(&shop).contains('✓'), "{}", shop.text());
    let mut shop = halves([232_593, 231_593]).sized(120, 40);
    shop.press("Ctrl-r");
    assert!(sum(&shop).contains('≈') && !sum(&shop).contains('✓'), "{}", shop.text());
    assert!(shop.text().contains("faltan Bs 10,00, dentro"), "{}", shop.text());
    let mut shop = halves([232_593, 200_000]).sized(120, 40);
    shop.press("Ctrl-r");
    assert!(sum(&shop).contains('≠'), "{}", shop.text());
    assert!(shop.text().contains("suman Bs 4.325,93:"), "{}", shop.text());
    assert!(
        shop.text().contains("faltan Bs 325,93.") && !shop.text().contains("sin alertas"),
        "{}",
        shop.text()
    );
    let mut shop = halves([232_593, 300_000]).sized(120, 40);
    shop.press("Ctrl-r");
    assert!(shop.text().contains("sobran Bs 674,07"), "{}", shop.text());
    // What the bank shows is a sum too.
    let mut shop = halves([232_593, 232_593]);
    shop.press("c . Tab . Tab . Tab Tab . Tab .");
    assert!(sum(&shop).matches("4.651,86").count() == 3, "{}", shop.text());
}

#[test]
fn a_row_with_a_shortfall_has_no_word_of_nothing_odd_beside_it() {
    let mut shop = halves([232_593, 200_000]).sized(120, 40);
    for row in &mut shop.rows {
        row.signals = vec![SignalFound::new(Signal::AmountShort).with("missing", "Bs 2.325,93")];
    }
    shop.calm = true;
    shop.press("Ctrl-r");
    assert!(
        shop.text().contains("faltan") && !shop.text().contains("sin alertas"),
        "{}",
        shop.text()
    );
}

#[test]
fn red_at_80() {
    let mut shop = odd(vec![
        similar(),
        SignalFound::new(Signal::ThirdPartyPayer)
            .with("declared", "V1")
            .with("customer", "V2"),
    ]);
    shop.press("c . Tab . Tab").type_text("777").press("Tab");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn sum_at_120() {
    let mut shop = halves([232_593, 231_593]).sized(120, 40);
    shop.press("c . Tab . Tab . Tab Tab . Tab .");
    assert_snapshot!(shop.desk.styled());
}

/// A surplus of an order that was paid in dollars: its evidence is that order, whatever the currency of its account.
#[test]
fn a_surplus_is_verified_as_it_is() {
    let zelle = AccountView {
        id: AccountId::from_uuid(uuid::Uuid::from_u128(10)),
        alias: Safe::new("Zelle pagos"),
        method: PaymentMethod::Zelle,
        bank: None,
        currency: Currency::Usd,
        ..account()
    };
    let credit = QueueRow {
        method: PaymentMethod::Zelle,
        account: Some(zelle.alias.clone()),
        reference: Some(Safe::new("KRFT-XX22YY")),
        surplus_of: Some("KRFT-XX22YY".into()),
        signals: Vec::new(),
        ..row(0)
    };
    let mut shop = Shop::open(vec![credit, row(3)]);
    shop.accounts.push(zelle);
    shop.press("c . Tab . Tab .");
    let text = shop.text();
    assert!(text.contains("✓ Confirma el pago.") && !text.contains("aquí se espera"), "{text}");
    shop.press("Ctrl-s");
    assert_eq!(confirmed(&shop).unwrap().evidence[0].amount, ves(451_230));
}
