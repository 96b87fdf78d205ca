//! What may be done with the money beside refunding all of it: what applies is offered, each with its form.

use super::given::{bs, in_production, order, to_refund};
use super::shop::{Shop, opened};
use crate::domain::payments::refund::RefundKind;
use crate::domain::refusal::{Code, Refusal};
use crate::tui::core::client::{Command, Error};

fn with_surplus() -> Shop {
    let mut timeline = in_production("María");
    timeline.order.surplus = bs(150_000);
    opened(timeline)
}

#[test]
fn a_surplus_is_shown_and_credited_to_another_order() {
    let mut shop = with_surplus();
    assert!(shop.text().contains("Sobran Bs 1.500,00"), "{}", shop.text());
    shop.press("D acreditar Enter")
        .type_text("KRFT-ABCDEF")
        .press("Tab 1000,00 Tab")
        .type_text("pidió usarlo en el otro")
        .press("Ctrl-s");
    assert!(shop.text().contains("Bs 1.000,00 pasan a KRFT-ABCDEF"), "{}", shop.text());
    shop.press("KRFT-7Q2M4X Enter Enter");
    let Some(Command::CreditSurplus(credit)) = shop.done.last() else {
        panic!("{}", shop.text())
    };
    assert_eq!(
        (credit.order, credit.to.as_str(), credit.amount),
        (order(1), "KRFT-ABCDEF", Some(bs(100_000)))
    );
    assert_eq!(credit.seen.as_ref().map(|seen| seen.version), Some(7));
}

#[test]
fn another_customers_order_is_refused_at_its_field() {
    let mut shop = with_surplus();
    shop.refuse = vec![Error::Refused(Refusal::new(Code::SurplusOrder).with("order", "KRFT-ABCDEF"))];
    shop.press("D acreditar Enter")
        .type_text("KRFT-ABCDEF")
        .press("Tab Tab")
        .type_text("por error")
        .press("Ctrl-s KRFT-7Q2M4X Enter Enter");
    assert!(
        shop.text().contains("KRFT-ABCDEF no es otro pedido del mismo cliente."),
        "{}",
        shop.text()
    );
}

#[test]
fn a_part_is_given_back_with_who_bears_it() {
    let mut shop = with_surplus();
    shop.press("D atención Enter 100,00 Tab Right Tab")
        .type_text("llegó tarde")
        .press("Ctrl-s KRFT-7Q2M4X Enter Enter");
    let Some(Command::PartialRefund(part)) = shop.done.last() else {
        panic!("{}", shop.text())
    };
    assert_eq!((part.kind, part.amount, part.share), (RefundKind::Goodwill, Some(bs(10_000)), None));
    assert!(part.borne_by.is_some());
}

#[test]
fn where_a_refund_goes_is_corrected_from_what_is_known() {
    let mut shop = opened(to_refund());
    shop.press("D").press("dónde Enter Tab Tab Tab");
    let known = shop.text();
    assert!(known.contains("A dónde va el reembolso"), "{known}");
    shop.press("Ctrl-s");
    let Some(Command::DirectRefund(direct)) = shop.done.last() else {
        panic!("{}", shop.text())
    };
    assert!(direct.to.method.is_some() && direct.refund.is_some());
}

#[test]
fn what_does_not_apply_is_not_offered() {
    let mut shop = opened(in_production("María"));
    shop.press("D");
    let offered = shop.text();
    assert!(offered.contains("devolver una parte como atención"), "{offered}");
    assert!(!offered.contains("excedente"), "{offered}");
}
