//! What cannot be taken back, against the real service: what was shown is what is booked.

use crate::domain::money::Money;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::refund::{Bearer, RefundKind};
use crate::locale::money;
use crate::service::orders::view::{OrderFilter, Timeline};
use crate::service::payments::commands::PartialRefund;
use crate::service::{Command, Krafta};
use crate::tui::app::testing::Real;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::orders::OrdersPane;

/// The desk with an order like this one open.
fn opened(filter: &OrderFilter) -> (Real, String) {
    let mut real = Real::real(Mounted::boxed(OrdersPane::default()));
    let number = real.order(filter).number;
    real.press(&format!(": {} Enter", number.to_lowercase()));
    assert!(real.text().contains(&format!("› {number}")), "{}", real.text());
    (real, number)
}

fn in_production() -> OrderFilter {
    OrderFilter {
        payment: vec![PaymentStatus::Confirmed],
        production: vec![AssignmentStatus::InProduction],
        ..OrderFilter::default()
    }
}

fn timeline(real: &Real, number: &str) -> Timeline {
    let filter = OrderFilter {
        number: Some(number.to_owned()),
        ..OrderFilter::default()
    };
    let id = real.order(&filter).id;
    real.wait(real.krafta.orders().timeline(&real.actor, id)).unwrap()
}

#[test]
fn a_refund_asked_for_and_paid_is_what_was_shown() {
    let (mut real, number) = opened(&in_production());
    real.press("d Right Tab Tab").type_text("se quemó el taller").press("Ctrl-s");
    let shown = real.text();
    real.press(&format!("{number} Enter Enter"));
    let after = timeline(&real, &number);
    assert_eq!(after.order.payment, PaymentStatus::RefundPending, "{}", real.text());
    let ended = after.assignments.last().unwrap();
    assert_eq!(ended.status, AssignmentStatus::Cancelled);
    let due = after.refunds.last().unwrap();
    assert!(
        shown.contains(&format!("Se devuelven {} al cliente.", money(due.amount))),
        "{shown}"
    );
    let fee = ended.lines.last().unwrap().amount;
    assert!(shown.contains(&money(fee)), "{} in {shown}", money(fee));
    // All of it but one: what stays is what the form said.
    real.press("p =");
    assert!(real.text().contains("Con esto el reembolso queda completo."), "{}", real.text());
    real.press("Tab Tab 00482913 Ctrl-s");
    real.press(&format!("{} Enter Enter", due.amount.digits()));
    let after = timeline(&real, &number);
    assert_eq!(after.order.payment, PaymentStatus::Refunded, "{}", real.text());
}

#[test]
fn a_confirmation_is_reversed_as_it_was_shown() {
    let filter = OrderFilter {
        production: vec![AssignmentStatus::PendingAssignment, AssignmentStatus::Notified],
        ..in_production()
    };
    let (mut real, number) = opened(&filter);
    real.press("R Right Tab").type_text("el banco lo devolvió").press("Ctrl-s");
    let shown = real.text();
    real.press(&format!("{number} Enter Enter"));
    let after = timeline(&real, &number);
    assert_eq!(after.order.payment, PaymentStatus::UnderReview, "{}", real.text());
    let told = after.messages.iter().any(|message| message.kind == "P17");
    assert_eq!(told, !shown.contains("No se avisa a nadie."), "{shown}");
}

#[test]
fn work_in_production_is_taken_off_as_it_was_shown() {
    let (mut real, number) = opened(&in_production());
    let before = timeline(&real, &number);
    real.press("a quitar Enter Right Tab Tab")
        .type_text("se quemó el taller")
        .press("Ctrl-s");
    let shown = real.text();
    real.press(&format!("{number} Enter Enter"));
    let after = timeline(&real, &number);
    let (was, is) = (
        before.assignments.last().unwrap(),
        after.assignments.iter().find(|one| one.id == before.assignments.last().unwrap().id),
    );
    assert_eq!(is.unwrap().status, AssignmentStatus::Cancelled, "{}", real.text());
    assert!(shown.contains(&format!("Costo acordado {}", money(was.cost.unwrap()))), "{shown}");
}

/// The order stays confirmed: no status tells that money is owed.
#[test]
fn a_part_that_is_due_is_found_and_paid() {
    let filter = OrderFilter {
        payment: vec![PaymentStatus::Confirmed],
        ..OrderFilter::default()
    };
    let (mut real, number) = opened(&filter);
    let shown = timeline(&real, &number);
    let order = shown.order;
    // It goes back as it came.
    let paid = shown.proofs.iter().find(|proof| proof.verified.is_some()).unwrap();
    let part = Command::PartialRefund(PartialRefund {
        order: order.id,
        seen: None,
        kind: RefundKind::Goodwill,
        amount: Some(Money::of_minor(100, paid.amount.currency())),
        reason: "una costura".into(),
        borne_by: Some(Bearer::Krafta),
        share: None,
    });
    real.wait(real.krafta.execute(&real.actor, Krafta::new_operation(), part)).unwrap();
    let due = OrderFilter {
        refund_due: true,
        number: Some(number.clone()),
        ..OrderFilter::default()
    };
    assert_eq!(real.order(&due).number, number);
    real.press("Ctrl-r p =");
    assert!(real.text().contains("Con esto el reembolso queda completo."), "{}", real.text());
    real.press("Tab Tab 00482913 Ctrl-s 1,00 Enter Enter");
    let after = timeline(&real, &number);
    assert!(after.refunds.last().unwrap().left.is_zero(), "{}", real.text());
    assert_eq!(after.order.payment, PaymentStatus::Confirmed);
    real.press("p");
    assert!(real.text().contains("No hay ningún reembolso por pagar."), "{}", real.text());
}

#[test]
fn a_return_says_what_it_would_do_before_all_of_it_is_filled_in() {
    let filter = OrderFilter {
        production: vec![AssignmentStatus::Completed],
        ..in_production()
    };
    let (real, number) = opened(&filter);
    let mut real = real.sized(120, 50);
    real.press("d Right");
    assert!(real.text().contains("Se devuelven"), "{}", real.text());
    assert!(!real.text().contains("Ningún taller tiene este pedido."), "{}", real.text());
    real.press("Tab Right Tab Right Right Right Right Tab")
        .type_text("talla equivocada");
    let shown = real.text();
    let cost = timeline(&real, &number).assignments.last().unwrap().cost.unwrap();
    let said = format!("El taller devuelve {}", money(cost));
    assert!(shown.contains(&said), "{said}: {shown}");
    real.press("Ctrl-s");
    assert!(real.text().contains(&said), "{}", real.text());
    real.press(&format!("{number} Enter Enter"));
    let after = timeline(&real, &number);
    assert_eq!(after.order.payment, PaymentStatus::RefundPending, "{}", real.text());
}
