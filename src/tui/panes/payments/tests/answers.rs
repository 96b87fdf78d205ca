//! Claims whose news, receipt and order come in any order, and keys that come before them.

use super::shop::{ANA, Shop, claim, order};
use crate::tui::core::msg::Msg;

#[test]
fn the_news_of_a_claim_may_come_before_its_receipt() {
    let mut shop = Shop::with(3);
    shop.press("n");
    shop.silent = true;
    shop.desk.press("c");
    let claiming = std::mem::take(&mut shop.desk.effects);
    shop.silent = false;
    shop.set_claim(order(0), Some(claim(ANA, "ana", 0)));
    shop.send(Msg::Changed);
    assert!(shop.selected_row().contains("KRFT-7Q2M4X"), "{}", shop.text());
    shop.desk.effects = claiming;
    shop.settle();
    assert!(shop.text().contains("Confirmar el pago de KRFT-7Q2M4X"), "{}", shop.text());
}

#[test]
fn a_form_waits_for_the_order_as_its_claim_left_it() {
    let mut shop = Shop::with(2);
    shop.set_claim(order(0), Some(claim(ANA, "ana", 0)));
    shop.silent = true;
    shop.desk.send(Msg::Changed);
    // The list answers first.
    let wanted = std::mem::take(&mut shop.desk.effects);
    let (later, now): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|effect| format!("{effect:?}").contains("Review("));
    assert!(!later.is_empty() && !now.is_empty(), "{later:?} {now:?}");
    shop.desk.effects = now;
    shop.silent = false;
    shop.settle();
    shop.silent = true;
    shop.desk.press("c");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    shop.desk.effects.extend(later);
    shop.silent = false;
    shop.settle();
    assert!(shop.text().contains("Confirmar el pago de KRFT-7Q2M4X"), "{}", shop.text());
}

#[test]
fn keys_pressed_faster_than_the_answer_open_one_form() {
    let mut shop = Shop::with(2);
    shop.silent = true;
    shop.desk.press("c");
    let mut wanted = std::mem::take(&mut shop.desk.effects);
    shop.desk.press("c");
    wanted.append(&mut shop.desk.effects);
    shop.desk.effects = wanted;
    shop.silent = false;
    shop.settle();
    assert_eq!(shop.desk.model.shell.overlays.len(), 1);
}
