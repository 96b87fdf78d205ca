//! What cancelling or refunding would do, in sentences, before it is done.

use serde_json::json;

use super::status;
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{Consequences, OrderHead};
use crate::tui::core::theme::Tone;

/// Money back, the assignment and its place, and who will be told.
pub fn lines(catalogue: &Catalogue, order: &OrderHead, consequences: &Consequences) -> Vec<(Tone, String)> {
    let mut lines = vec![match consequences.money_back {
        Some(amount) => (Tone::Strong, t!(catalogue, "pedidos-would-pay-back", amount = amount)),
        None => (Tone::Plain, t!(catalogue, "pedidos-would-pay-nothing")),
    }];
    lines.push(match consequences.assignment_cancelled {
        Some(status) => {
            let name = status::production(catalogue, status);
            let key = match status {
                AssignmentStatus::PendingAssignment => "pedidos-would-not-assign",
                _ => "pedidos-would-free",
            };
            (Tone::Waits, catalogue.text(key, &[("status", name.into())]))
        }
        None => (Tone::Plain, t!(catalogue, "pedidos-would-free-nothing")),
    });
    let data = json!({
        "order": order.number, "customer": order.customer, "amount": consequences.money_back,
        "due": order.due, "credited": order.credited,
    });
    for (template, recipient) in &consequences.messages {
        let whom = catalogue.text(&format!("pedidos-to-{recipient}"), &[]);
        let text = catalogue.message(template, &data);
        lines.push((Tone::Plain, t!(catalogue, "pedidos-would-tell", whom = whom, text = text)));
    }
    if consequences.messages.is_empty() {
        lines.push((Tone::Plain, t!(catalogue, "pedidos-would-tell-nobody")));
    }
    lines
}
