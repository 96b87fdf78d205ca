//! Marked rows, confirmed together.

use insta::assert_snapshot;
use uuid::Uuid;

use super::shop::{LUIS, Shop, account, claim, order, proof, row};
use crate::domain::ids::AccountId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::orders::view::AccountView;
use crate::service::payments::commands::Verify;
use crate::service::payments::view::QueueRow;
use crate::tui::core::client::{Error, LinkState, Query};
use crate::tui::core::msg::Msg;

#[test]
fn marked_rows_are_confirmed_in_one_form_with_a_result_each() {
    let mut shop = Shop::with(6);
    shop.set_claim(order(4), Some(claim(LUIS, "luis", 2)));
    shop.press("Ctrl-r Space j j Space Space");
    assert!(shop.text().contains("3 marcadas"), "{}", shop.text());
    shop.press("c");
    assert_eq!(shop.commands(), ["claim", "claim"]);
    let text = shop.text();
    assert!(text.contains("Confirmar 2 pagos marcados"), "{text}");
    assert!(text.contains("KRFT-XW23TA · Lo revisa luis"), "{text}");
    shop.press(". Tab . Tab . Tab Tab . Tab").type_text("1,00").press("Tab .");
    assert!(shop.text().contains("KRFT-7Q2M4X · ✓ Confirma el pago."), "{}", shop.text());
    assert!(shop.text().contains("KRFT-2MHD7R · ▲ faltan"), "{}", shop.text());
    // Another amount than was declared takes a reason.
    shop.press("Ctrl-s").type_text("el banco muestra menos").press("Ctrl-s");
    let confirmed: Vec<_> = shop
        .done
        .iter()
        .filter_map(|command| match command {
            Command::Confirm(verify) => Some(verify.evidence[0].submission),
            _ => None,
        })
        .collect();
    assert_eq!(confirmed, [proof(0)]);
    let text = shop.text();
    assert!(text.contains("✓ KRFT-7Q2M4X · confirmado"), "{text}");
    assert!(text.contains("▲ KRFT-2MHD7R · faltan"), "{text}");
    assert!(text.contains("▲ KRFT-XW23TA · Lo revisa luis"), "{text}");
}

/// Two orders whose money went to two of our accounts.
fn two_accounts() -> Shop {
    let other = AccountView {
        id: AccountId::from_uuid(Uuid::from_u128(10)),
        alias: Safe::new("Banesco 7700"),
        bank: Some("0134".into()),
        tail: Safe::new("7700"),
        ..account()
    };
    let mut shop = Shop::open(vec![
        row(0),
        QueueRow {
            account: Some(other.alias.clone()),
            ..row(3)
        },
        row(4),
    ]);
    shop.accounts.push(other);
    shop
}

fn confirmed(shop: &Shop) -> Vec<&Verify> {
    let confirmed = shop.done.iter().filter_map(|command| match command {
        Command::Confirm(verify) => Some(verify),
        _ => None,
    });
    confirmed.collect()
}

#[test]
fn each_row_has_its_own_account_date_and_comparison() {
    let mut shop = two_accounts();
    shop.press("Space Space c . Tab . Tab . Tab");
    let text = shop.text();
    assert!(
        text.lines()
            .any(|line| line.contains("│ KRFT-7Q2M4X") && line.contains("0102·4821")),
        "{text}"
    );
    assert!(text.contains("Banesco 7700 · 0134·7700 · VES"), "{text}");
    shop.press("Tab . Tab . Tab .");
    let compared = shop.text();
    assert!(
        compared
            .lines()
            .any(|line| line.contains("│ KRFT-2MHD7R") && line.contains("0134·7700")),
        "{compared}"
    );
    assert!(compared.contains("KRFT-2MHD7R · ✓ Confirma el pago."), "{compared}");
    shop.press("Ctrl-s");
    let kept: Vec<_> = confirmed(&shop).iter().map(|verify| verify.evidence[0].account.clone()).collect();
    assert_eq!(kept, ["Venezuela 4821", "Banesco 7700"]);
    // What comes next is a row that nobody looks at.
    shop.press("Esc");
    assert!(shop.selected_row().contains("KRFT-XW23TA"), "{}", shop.text());
}

#[test]
fn a_row_that_differs_takes_its_own_reason() {
    let mut shop = two_accounts();
    shop.press("Space Space c . Tab . Tab . Tab Right Tab . Tab . Tab .");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X · ✓ Confirma el pago."), "{text}");
    assert!(text.contains("KRFT-2MHD7R · ✖ Confirma el pago. Revisa: cuenta ≠."), "{text}");
    shop.press("Ctrl-s");
    assert!(confirmed(&shop).is_empty());
    assert!(
        shop.text().contains("✖ Falta el motivo. Escribe por qué vale: cuenta ≠."),
        "{}",
        shop.text()
    );
    shop.type_text("lo pasó a la otra cuenta").press("Ctrl-s");
    let reasons: Vec<_> = confirmed(&shop).iter().map(|verify| verify.reason.clone()).collect();
    assert_eq!(reasons, [None, Some("lo pasó a la otra cuenta".to_owned())]);
}

#[test]
fn a_refused_row_hides_no_other() {
    let mut shop = two_accounts();
    shop.press("Space Space c . Tab . Tab . Tab Tab . Tab . Tab");
    let refusal = Refusal::new(Code::DuplicateReference).with("order", "KRFT-ZZ22ZZ");
    shop.hinder = vec![Error::Refused(refusal.clone())];
    shop.press(".");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X · ✖ la referencia ya pagó KRFT-ZZ22ZZ"), "{text}");
    assert!(text.contains("KRFT-2MHD7R · ✓ Confirma el pago."), "{text}");
    shop.hinder = vec![Error::Refused(refusal)];
    shop.press("Ctrl-s");
    assert_eq!(confirmed(&shop).len(), 1);
    let text = shop.text();
    assert!(
        text.contains("✖ KRFT-7Q2M4X") && text.contains("✓ KRFT-2MHD7R · confirmado"),
        "{text}"
    );
}

#[test]
fn rows_of_two_accounts_at_80() {
    let mut shop = two_accounts();
    shop.press("Space Space c . Tab . Tab . Tab Right Tab . Tab . Tab . Tab");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn rows_of_two_accounts_at_120() {
    let mut shop = two_accounts().sized(120, 40);
    shop.press("Space Space c . Tab . Tab . Tab Right Tab . Tab . Tab . Tab");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn what_was_claimed_only_for_it_is_given_back() {
    let mut shop = Shop::with(3);
    shop.press("Space c Esc");
    assert_eq!(shop.commands(), ["claim", "release"]);
}

#[test]
fn each_order_says_what_its_rehearsal_answers() {
    let mut shop = Shop::with(6);
    shop.press("Space j j Space c");
    shop.press(". Tab . Tab . Tab Tab . Tab . Tab .");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X · ✓ Confirma el pago."), "{text}");
    assert!(text.contains("KRFT-2MHD7R · ✓ Confirma el pago."), "{text}");
    let refusal = Refusal::new(Code::DuplicateReference).with("order", "KRFT-7Q2M4X");
    shop.hinder = vec![Error::Refused(refusal)];
    shop.type_text("1");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X · ✖ la referencia ya pagó KRFT-7Q2M4X"), "{text}");
    let rehearsed = shop.asked.iter().rev().find_map(|query| match query {
        Query::RehearseEach(commands) => Some(commands.len()),
        _ => None,
    });
    assert_eq!(rehearsed, Some(2));
    shop.press("Esc Esc");
    assert!(shop.done.iter().all(|command| !matches!(command, Command::Confirm(_))));
}

#[test]
fn nothing_typed_is_not_rehearsed_and_what_cannot_be_rehearsed_is_said() {
    let mut shop = Shop::with(6);
    shop.press("Space c");
    shop.press(". Tab . Tab .");
    assert!(!shop.asked.contains(&Query::RehearseEach(Vec::new())), "{:?}", shop.asked);
    shop.broken = true;
    shop.press("Ctrl-s");
    shop.broken = false;
    assert!(shop.text().contains("Confirmar 1 pago"), "{}", shop.text());
    assert!(shop.text().contains("La base de datos no responde"), "{}", shop.text());
    shop.press("Ctrl-s");
    assert!(shop.text().contains("✓ KRFT-7Q2M4X · confirmado"), "{}", shop.text());
}

#[test]
fn whatever_was_claimed_and_not_confirmed_is_given_back() {
    // A proof that paid another order is left out, and was claimed to know it.
    let mut shop = Shop::with(6);
    shop.press("Space j Space c Esc");
    assert_eq!(shop.commands(), ["claim", "claim", "release", "release"]);
    let mut shop = Shop::with(6);
    shop.press("Space j j Space c");
    shop.press(". Tab . Tab . Ctrl-s");
    assert_eq!(shop.commands(), ["claim", "claim", "confirm", "release"]);
    let mut shop = Shop::with(6);
    shop.press("Space c");
    shop.press(". Tab . Tab .");
    shop.refuse
        .push(Error::Refused(Refusal::new(Code::DuplicateReference).with("order", "KRFT-ZZ22ZZ")));
    shop.press("Ctrl-s");
    assert_eq!(shop.commands(), ["claim", "confirm", "release"]);
    // The person is elsewhere when all has been read.
    let mut shop = Shop::with(6);
    shop.press("Space");
    shop.silent = true;
    shop.press("c");
    let held = std::mem::take(&mut shop.desk.effects);
    shop.press("?");
    shop.desk.effects = held;
    shop.silent = false;
    shop.settle();
    assert_eq!(shop.commands(), ["claim", "release"]);
    assert_eq!(shop.desk.model.shell.overlays.len(), 1, "{}", shop.text());
}

#[test]
fn results_that_come_late_are_counted_and_open_over_nothing() {
    let mut shop = two_accounts();
    shop.press("Space Space c . Tab . Tab . Tab Tab . Tab . Tab .");
    shop.refuse = vec![Error::Refused(Refusal::new(Code::NoOpenProof)), Error::passing_in_test()];
    shop.press("Ctrl-s ?").send(Msg::Link(LinkState::Up));
    assert_eq!(confirmed(&shop).len(), 3, "{:?}", shop.done);
    assert_eq!(shop.desk.model.shell.overlays.len(), 1, "{}", shop.text());
    assert!(shop.text().contains("Pagos marcados: 1 confirmado, 1 no."), "{}", shop.text());
}

#[test]
fn two_proofs_of_one_order_are_told_apart() {
    let mut second = row(1);
    (second.order, second.number) = (order(0), "KRFT-7Q2M4X".into());
    let mut shop = Shop::open(vec![row(0), second, row(3)]).sized(80, 40);
    shop.press("Space Space Space c");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X · 1") && text.contains("KRFT-7Q2M4X · 2"), "{text}");
    assert!(text.contains("KRFT-2MHD7R   ") && !text.contains("KRFT-2MHD7R · 1"), "{text}");
}

#[test]
fn the_date_is_read_in_the_bank_and_offered_only() {
    let mut shop = Shop::with(1);
    shop.press("Space c Tab . Tab .");
    let text = shop.text();
    assert!(
        text.lines()
            .any(|line| line.contains("│ fecha     ") && line.matches("22/11").count() == 2),
        "{text}"
    );
    shop.press("Ctrl-s");
    assert!(
        confirmed(&shop).is_empty() && shop.text().contains("Falta este dato."),
        "{}",
        shop.text()
    );
    shop.press(". Ctrl-s");
    assert_eq!(confirmed(&shop).len(), 1, "{}", shop.text());
}

#[test]
fn what_is_marked_stays_so_under_another_filter() {
    let mut shop = two_accounts();
    // Nobody has it in hand: the view of what is mine leaves it out.
    shop.press("Space m");
    assert!(
        shop.text().contains("◉ 1 marcada") && !shop.text().contains("KRFT-7Q2M4X"),
        "{}",
        shop.text()
    );
    shop.press("c");
    assert!(shop.text().contains("Confirmar 1 pago marcado"), "{}", shop.text());
    shop.press("Esc m U");
    assert!(!shop.text().contains("marcada"), "{}", shop.text());
}
