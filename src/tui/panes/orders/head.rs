//! Who an order is for, where it goes, what it costs: the lines above its history.

use crate::domain::orders::status::PaymentStatus;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{OrderHead, Timeline};
use crate::tui::core::theme::Tone;
use crate::tui::pane::status;

/// "María Fernández · 0414-555.12.34 · Valencia, Carabobo · envío nacional USD 4,00 · total USD 48,50 = Bs 4.512,30 a 93,0371"
pub fn facts(catalogue: &Catalogue, order: &OrderHead) -> String {
    parts(catalogue, order).join(" · ")
}

/// The same for a line that is broken: between facts, never within an amount.
pub fn breakable_facts(catalogue: &Catalogue, order: &OrderHead) -> String {
    let parts = parts(catalogue, order).into_iter().map(|part| part.replace(' ', "\u{a0}"));
    parts.collect::<Vec<_>>().join(" · ")
}

fn parts(catalogue: &Catalogue, order: &OrderHead) -> Vec<String> {
    let (place, delivery) = (place(order), freight(catalogue, order));
    let rate = order.rate.normalize().to_string().replace('.', ",");
    let total = t!(catalogue, "pedidos-total", total = order.total, due = order.due, rate = rate);
    let parts = [order.customer.as_str().to_owned(), order.phone.clone(), place, delivery, total];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// `Valencia, Carabobo`
fn place(order: &OrderHead) -> String {
    let parts = [&order.city, &order.state].into_iter().flatten().map(|part| part.as_str());
    parts.collect::<Vec<_>>().join(", ")
}

/// `envío nacional USD 4,00`
fn freight(catalogue: &Catalogue, order: &OrderHead) -> String {
    let method = catalogue.text(&format!("delivery-{}", order.delivery), &[]);
    if order.shipping.is_zero() {
        method
    } else {
        format!("{method} {}", crate::locale::money(order.shipping))
    }
}

/// `envío nacional USD 4,00 · Valencia, Carabobo`
pub fn delivery(catalogue: &Catalogue, order: &OrderHead) -> String {
    let parts = [freight(catalogue, order), place(order)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What stands out: a hold, money still missing or to be given back, who reviews it.
pub fn warnings(catalogue: &Catalogue, timeline: &Timeline) -> Vec<(Tone, String)> {
    let order = &timeline.order;
    let mut lines = Vec::new();
    if order.on_hold {
        lines.push((Tone::Wrong, format!("▲ {}", t!(catalogue, "pedidos-on-hold"))));
    }
    // A confirmed order may lack a little: that is what the tolerance is for.
    let unpaid = matches!(
        order.payment,
        PaymentStatus::Pending | PaymentStatus::Reported | PaymentStatus::UnderReview | PaymentStatus::Rejected
    );
    if unpaid && order.credited.is_positive() && order.missing.is_positive() {
        let said = t!(catalogue, "pedidos-part-paid", credited = order.credited, missing = order.missing);
        lines.push(Tone::Waits.marked(said));
    }
    if order.surplus.is_positive() {
        let said = t!(catalogue, "pedidos-surplus", surplus = order.surplus);
        lines.push(Tone::Waits.marked(said));
    }
    for refund in timeline.refunds_due() {
        let said = t!(
            catalogue,
            "pedidos-pay-what",
            amount = refund.amount,
            paid = refund.paid,
            left = refund.left
        );
        lines.push(Tone::Waits.marked(said));
    }
    for request in &timeline.requests {
        let what = catalogue.text(&format!("event-request-{}", request.kind), &[]);
        let answer = catalogue.request_answer(request.outcome, request.refusal.as_ref().map(|code| code.as_str()));
        let said = t!(catalogue, "pedidos-request", what = what, at = request.created_at, answer = answer);
        lines.push(match request.outcome {
            None => Tone::Waits.marked(said),
            Some(_) => (Tone::Past, said),
        });
    }
    if let Some(claim) = &order.claim {
        let said = t!(catalogue, "pedidos-claimed", name = claim.name.as_str(), since = claim.since);
        lines.push((Tone::Waits, said));
    }
    lines
}

/// "En producción", as the customer reads it.
pub fn seen_by_customer(catalogue: &Catalogue, order: &OrderHead) -> String {
    t!(catalogue, "pedidos-customer-sees", label = catalogue.label(order.label))
}

/// Both statuses with their names, for files.
pub fn statuses(catalogue: &Catalogue, order: &OrderHead) -> String {
    let payment = status::payment(catalogue, order.payment);
    match order.production {
        Some(production) => format!("{payment} · {}", status::production(catalogue, production)),
        None => payment,
    }
}

pub fn items(catalogue: &Catalogue, order: &OrderHead) -> Vec<String> {
    let one = |item: &crate::service::orders::view::ItemView| {
        t!(
            catalogue,
            "pedidos-item",
            quantity = item.quantity,
            name = item.name.as_str(),
            price = item.unit_price,
            line = item.line
        )
    };
    order.items.iter().map(one).collect()
}

pub fn delivered_to(catalogue: &Catalogue, order: &OrderHead) -> Option<String> {
    address(order).map(|address| t!(catalogue, "pedidos-address", address = address))
}

pub fn address(order: &OrderHead) -> Option<String> {
    let parts = [&order.address, &order.city, &order.state];
    let parts: Vec<&str> = parts.into_iter().flatten().map(|part| part.as_str()).collect();
    Some(parts.join(", ")).filter(|address| !address.is_empty())
}
