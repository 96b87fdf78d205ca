//! One step for all that is marked.

use super::given::{conflict, order, work};
use super::shop::Shop;
use crate::domain::actor::Role;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::service::Command;
use crate::service::fulfilment::work_list::WorkRow;

fn with(works: Vec<WorkRow>) -> Shop {
    let mut shop = Shop::with(7).sized(120, 40).by(Role::Admin);
    shop.works = works;
    shop.press("w");
    shop
}

fn made(of: u32) -> WorkRow {
    work(of, AssignmentStatus::InProduction)
}

#[test]
fn a_step_is_taken_on_every_marked_row_that_can_take_it() {
    let mut shop = with(vec![made(0), work(1, AssignmentStatus::Accepted), made(2), made(3)]);
    shop.press("Space Space Space");
    assert!(shop.text().contains("3 marcados"), "{}", shop.text());
    shop.press("l");
    let text = shop.text();
    assert!(text.contains("marcar como listo · 2 pedidos"), "{text}");
    // What cannot is said before anything is asked.
    assert!(text.contains("KRFT-P8H3TD · "), "{text}");
    assert!(
        text.contains("KRFT-7Q2M4X · ✓ se hará") && text.contains("KRFT-K4W9ZC · ✓ se hará"),
        "{text}"
    );
    assert!(shop.commands().is_empty());
    shop.press("Ctrl-s");
    let done = shop.commands();
    let orders: Vec<_> = done
        .iter()
        .map(|command| match command {
            Command::Ready(forward) => (forward.order, forward.seen.is_some()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(orders, [(order(0), true), (order(2), true)]);
    let text = shop.text();
    assert!(text.contains("Resultado"), "{text}");
    assert!(
        text.contains("✓ KRFT-7Q2M4X · hecho") && text.contains("▲ KRFT-P8H3TD · "),
        "{text}"
    );
    // What was not done is still marked.
    shop.press("Esc");
    assert!(shop.text().contains("1 marcado"), "{}", shop.text());
}

#[test]
fn what_each_row_needs_is_asked_of_each_and_what_is_common_once() {
    let ready = |of| WorkRow {
        delivery: DeliveryMethod::NationalShipping,
        ..work(of, AssignmentStatus::Ready)
    };
    let mut shop = with(vec![ready(0), ready(1)]);
    shop.press("Space Space e").type_text("MRW").press("Ctrl-s");
    assert!(shop.commands().is_empty(), "{}", shop.text());
    shop.type_text("111").press("Tab").type_text("222").press("Ctrl-s");
    let done = shop.commands();
    let sent: Vec<_> = done
        .iter()
        .map(|command| match command {
            Command::HandOver(it) => (it.order, it.carrier.as_deref(), it.tracking_number.as_deref()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(sent, [(order(0), Some("MRW"), Some("111")), (order(1), Some("MRW"), Some("222"))]);
}

#[test]
fn a_row_that_is_refused_leaves_the_others() {
    let mut shop = with(vec![made(0), made(1)]);
    shop.press("Space Space l");
    // Somebody else was quicker with the first.
    shop.refuse.push(conflict());
    shop.press("Ctrl-s");
    let text = shop.text();
    assert!(text.contains("✖ KRFT-7Q2M4X") && text.contains("✓ KRFT-P8H3TD · hecho"), "{text}");
}

#[test]
fn what_is_decided_one_by_one_says_so() {
    let mut shop = with(vec![made(0), made(1)]);
    shop.press("Space Space d");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    assert!(shop.text().contains("uno por uno"), "{}", shop.text());
    shop.press("U");
    assert!(!shop.text().contains("marcado"), "{}", shop.text());
    shop.refuse.push(Refusal::new(Code::OnHold).into());
    shop.press("i");
    assert!(shop.commands().is_empty());
}

#[test]
fn leaving_the_form_does_nothing_and_keeps_the_marks() {
    let mut shop = with(vec![made(0), made(1)]);
    shop.press("Space Space l Esc");
    assert!(shop.commands().is_empty());
    assert!(shop.text().contains("2 marcados"), "{}", shop.text());
    shop.press("l");
    assert!(shop.text().contains("2 pedidos"), "{}", shop.text());
}
