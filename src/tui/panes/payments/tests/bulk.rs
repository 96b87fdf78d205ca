//! Marked rows, confirmed together.

use super::shop::{LUIS, Shop, claim, order, proof};
use crate::domain::refusal::{Code, Refusal};
use crate::service::Command;
use crate::tui::core::client::{Error, Query};

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
    shop.press("Tab")
        .type_text("22/11")
        .press("Tab = Tab = Tab")
        .type_text("1,00")
        .press("Tab")
        .type_text("9999");
    assert!(shop.text().contains("KRFT-7Q2M4X · ✓ Confirma el pago."), "{}", shop.text());
    shop.press("Ctrl-s");
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
    shop.press("Tab").type_text("22/11").press("Tab = Tab = Tab = Tab =");
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
    shop.press("Tab").type_text("22/11").press("Tab = Tab");
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
    shop.press("Tab").type_text("22/11").press("Tab = Ctrl-s");
    assert_eq!(shop.commands(), ["claim", "claim", "confirm", "release"]);
    let mut shop = Shop::with(6);
    shop.press("Space c");
    shop.press("Tab").type_text("22/11").press("Tab =");
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
