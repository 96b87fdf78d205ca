//! Paying: all of it, a part, with something to net, twice with one reference, and after somebody else.

use super::given::{line, time, usd};
use super::shop::{Shop, open};
use crate::domain::actor::Role;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::core::error::{Conflict, ConflictChange, Moved};
use crate::service::payables::commands::Settle;
use crate::tui::core::client::Error;
use crate::tui::core::effect::Effect;

fn settled(shop: &Shop) -> &Settle {
    let Some(Command::Settle(settle)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    settle
}

/// The form of Bello Monte's two open lines, filled in but for the amount.
fn begun() -> Shop {
    let mut shop = open();
    shop.press("j j Space Space p");
    shop.press("Tab Right Right Tab").type_text("00482913");
    shop
}

#[test]
fn all_that_is_marked_is_paid_less_what_the_workshop_owes_when_the_total_is_typed() {
    let mut shop = begun();
    let text = shop.text();
    assert!(text.contains("Se paga a Costura Bello Monte, C.A. · J-07013380-5"), "{text}");
    assert!(text.contains("Se pagan USD 150,50 y se descuentan USD 10,00"), "{text}");
    assert!(text.contains("2 líneas: se transfieren USD 140,50"), "{text}");
    shop.press("Ctrl-s");
    assert!(shop.text().contains("Para seguir, escribe 140,50"), "{}", shop.text());
    shop.press("Enter");
    assert!(shop.done.is_empty(), "cancel is focused");
    assert!(shop.text().contains("00482913"), "what was typed is still there");
    shop.press("Ctrl-s").type_text("140,50").press("Tab Enter");
    let settle = settled(&shop);
    assert_eq!((settle.total, settle.reference.as_str()), (usd(14_050), "00482913"));
    let lines: Vec<_> = settle.lines.iter().map(|line| (line.payable, line.version, line.amount)).collect();
    assert_eq!(lines, [(line(2), 3, None), (line(3), 3, None)]);
    assert!(
        shop.text().contains("Pagados USD 140,50 a Costura Bello Monte · 2 líneas"),
        "{}",
        shop.text()
    );
    assert!(!shop.text().contains("marcado"), "{}", shop.text());
}

/// Mark, form, two fields on, send, the total that is asked for, send: its reference is typed besides.
#[test]
fn all_that_is_due_to_a_workshop_takes_twelve_keys_and_its_reference() {
    let mut shop = open();
    shop.method = Some(PaymentMethod::Zelle);
    shop.press("j j");
    let (before, after) = ("a p Tab Tab", "Ctrl-s 1 4 0 , 5 0 Ctrl-s");
    shop.press(before).type_text("00482913").press(after);
    let settle = settled(&shop);
    assert_eq!((settle.total, settle.reference.as_str()), (usd(14_050), "00482913"));
    assert_eq!(before.split(' ').count() + after.split(' ').count(), 12);
}

#[test]
fn less_pays_the_oldest_first() {
    let mut shop = begun();
    shop.press("BackTab BackTab Ctrl-u").type_text("120");
    let text = shop.text();
    assert!(text.contains("USD 9,50 de USD 30,00"), "{text}");
    assert!(text.contains("quedan por pagar USD 20,50"), "{text}");
    shop.press("Ctrl-s").type_text("120,00").press("Tab Enter");
    let settle = settled(&shop);
    let lines: Vec<_> = settle.lines.iter().map(|line| (line.payable, line.amount)).collect();
    assert_eq!(lines, [(line(2), Some(usd(12_050))), (line(3), Some(usd(950)))]);
    assert_eq!(settle.total, usd(12_000));
}

#[test]
fn more_than_is_left_is_not_sent() {
    let mut shop = begun();
    shop.press("BackTab BackTab Ctrl-u").type_text("500");
    shop.press("Ctrl-s");
    assert!(shop.done.is_empty());
    assert!(!shop.text().contains("Para seguir"), "{}", shop.text());
    assert!(shop.text().contains("Pagar a Costura Bello Monte"), "{}", shop.text());
}

#[test]
fn a_reference_used_before_asks_why() {
    let mut shop = begun();
    let repeated = Refusal::new(Code::SettlementRepeated)
        .with("reference", "482913")
        .with("amount", usd(2_000))
        .with("at", time("2026-11-18T15:00:00Z"));
    shop.refuse.push(Error::Refused(repeated));
    shop.press("Ctrl-s").type_text("140,50").press("Tab Enter");
    let text = shop.text();
    assert!(text.contains("Ese taller ya tiene un pago con esa referencia"), "{text}");
    assert!(text.contains("Por qué se repite"), "{text}");
    shop.type_text("una transferencia en dos partes");
    shop.press("Ctrl-s").type_text("140,50").press("Tab Enter");
    assert_eq!(settled(&shop).repeats_reason.as_deref(), Some("una transferencia en dos partes"));
    assert_eq!(settled(&shop).reference, "00482913");
}

/// Luis paid so much of a line meanwhile.
fn paid_by_luis(shop: &mut Shop, minor: i64) {
    shop.pay_line(line(2), minor);
    shop.refuse.push(Error::Conflict(Box::new(Conflict {
        what: Moved::Payable,
        order: "KRFT-7Q2M4X".into(),
        seen: 3,
        now: 4,
        changes: vec![ConflictChange {
            at: time("2026-11-22T18:30:00Z"),
            who: Safe::new("luis"),
            edge: "PAYABLE_PAYMENT".into(),
            text: Some(Safe::new("KRFT-7Q2M4X: USD 120,50")),
        }],
    })));
}

#[test]
fn overtaken_nothing_is_written_and_it_is_said_by_whom() {
    let mut shop = begun();
    paid_by_luis(&mut shop, 0);
    shop.press("Ctrl-s").type_text("140,50").press("Tab Enter");
    let text = shop.text();
    assert!(
        text.contains("Cambió mientras decidías") && text.contains("luis · pago al taller"),
        "{text}"
    );
    assert!(text.contains("No se guardó nada"), "{text}");
    shop.press("Enter p");
    assert!(shop.text().contains("00482913"), "{}", shop.text());
}

#[test]
fn after_somebody_quicker_the_amount_is_that_of_the_new_reading() {
    for typed in ["", "120"] {
        let mut shop = begun();
        let mut total = "140,50";
        if !typed.is_empty() {
            shop.press("BackTab BackTab Ctrl-u").type_text(typed);
            total = "120,00";
        }
        shop.press("Ctrl-s");
        paid_by_luis(&mut shop, 10_000);
        shop.type_text(total).press("Tab Enter Enter p");
        let text = shop.text();
        assert!(text.contains("00482913"), "{text}");
        assert!(text.contains("se transfieren USD 40,50"), "{typed}: {text}");
    }
}

#[test]
fn without_marks_the_line_in_front_is_paid_and_on_a_workshop_all_of_it() {
    let mut shop = open();
    shop.press("p");
    assert!(shop.text().contains("1 línea: se transfieren USD 88,50"), "{}", shop.text());
    assert!(shop.text().contains("1 línea todavía no llega a su corte"), "{}", shop.text());
    let mut shop = open();
    shop.press("j p");
    assert!(shop.text().contains("2 líneas: se transfieren USD 140,50"), "{}", shop.text());
}

#[test]
fn a_coordinator_reads_and_is_told_why_not_more() {
    for role in [Role::Coordinator, Role::Support, Role::Workshop] {
        let mut shop = open().role(role);
        shop.press("Space p h");
        assert!(shop.done.is_empty() && !shop.text().contains("marcado"), "{}", shop.text());
        assert!(shop.text().contains("pagar a los talleres"), "{}", shop.text());
        shop.press("Enter");
        assert!(shop.text().contains("Qué pasó"), "{}", shop.text());
    }
}

/// M16: its own method, its details as people read them, and what leaves the bank.
#[test]
fn a_workshop_that_is_paid_here_is_paid_in_bolivares_at_a_rate() {
    let mut shop = open();
    shop.method = Some(PaymentMethod::PagoMovil);
    shop.press("j j Space Space p");
    let text = shop.text();
    assert!(text.contains("0102 Venezuela"), "{text}");
    shop.press("Tab Tab").type_text("00482913");
    shop.press("Tab Tab").type_text("100");
    shop.press("Ctrl-s");
    let text = shop.text();
    assert!(text.contains("Salen Bs 14.050,00 a la tasa 100,00"), "{text}");
    shop.type_text("14.050,00").press("Tab Enter");
    let settle = settled(&shop);
    assert_eq!((settle.method, settle.total), (PaymentMethod::PagoMovil, usd(14_050)));
    assert_eq!((settle.sent.currency, settle.sent.rate), (Some(Currency::Ves), Some(100.into())));
    assert_eq!((settle.sent.amount, settle.sent.on), (None, None));
}

/// M10: of a workshop whose method is not known, what leaves follows the one that is chosen.
#[test]
fn what_leaves_follows_the_method() {
    let mut shop = open();
    shop.press("j j Space Space p Tab Right Tab").type_text("00482913");
    shop.press("Tab Tab").type_text("100").press("Ctrl-s");
    assert!(shop.text().contains("Salen Bs 14.050,00 a la tasa 100,00"), "{}", shop.text());
    shop.type_text("14.050,00").press("Tab Enter");
    let settle = settled(&shop);
    assert_eq!(
        (settle.method, settle.sent.currency),
        (PaymentMethod::PagoMovil, Some(Currency::Ves))
    );
    let mut shop = open();
    shop.method = Some(PaymentMethod::PagoMovil);
    shop.press("j j Space Space p Tab Right Right Tab")
        .type_text("ZZ0011")
        .press("Ctrl-s");
    shop.type_text("140,50").press("Tab Enter");
    let settle = settled(&shop);
    assert_eq!((settle.method, settle.sent.currency), (PaymentMethod::Zelle, None));
}

/// M16: the account is copied whole, without what makes it readable.
#[test]
fn the_account_is_copied_whole() {
    let mut shop = open();
    shop.press("j j Y");
    assert!(shop.text().contains("Cuenta o teléfono"), "{}", shop.text());
    shop.press("Enter");
    let copied = Effect::Copy("01020000000000004821".into());
    assert!(shop.desk.wanted(|effect| *effect == copied).is_some(), "{:?}", shop.desk.effects);
}

/// M17: one form a workshop in turn, and what became of each.
#[test]
fn marks_of_several_workshops_are_one_run() {
    let mut shop = open();
    shop.press("j j Space Space G k k Space p");
    assert!(shop.text().contains("Pagar a Costura Bello Monte · 1 de 2"), "{}", shop.text());
    let pay = |shop: &mut Shop, reference: &str, total: &str| {
        shop.press("Tab Right Right Tab").type_text(reference).press("Ctrl-s");
        shop.type_text(total).press("Tab Enter");
    };
    pay(&mut shop, "00482913", "140,50");
    assert!(shop.text().contains("Pagar a Taller Orinoco · 2 de 2"), "{}", shop.text());
    pay(&mut shop, "00482914", "5,50");
    let text = shop.text();
    assert!(text.contains("Lo que pasó con cada taller"), "{text}");
    assert!(
        text.contains("Pagados USD 140,50 a Costura Bello Monte") && text.contains("Pagados USD 5,50 a Taller Orinoco"),
        "{text}"
    );
    let settles = shop.done.iter().filter(|command| matches!(command, Command::Settle(_)));
    assert_eq!(settles.count(), 2);
    shop.press("Esc");
    assert!(!shop.text().contains("marcado"), "{}", shop.text());
}

/// M17: a form that is left pays nothing, and what was not paid is still marked.
#[test]
fn a_run_that_is_left_goes_on_where_it_was() {
    let mut shop = open();
    shop.press("j j Space Space G k k Space p");
    shop.press("Tab Right Right Tab").type_text("00482913").press("Ctrl-s");
    shop.type_text("140,50").press("Tab Enter").press("Esc");
    assert!(shop.text().contains("marcado: 1 línea, USD 5,50"), "{}", shop.text());
    shop.press("p");
    assert!(shop.text().contains("Pagar a Taller Orinoco"), "{}", shop.text());
}
