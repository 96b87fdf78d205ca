//! What rehearsing a command answered, in sentences: the last question of a step shows this and nothing else.

use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{Catalogue, t};
use crate::service::core::receipt::Outcome;
use crate::tui::core::client::Rehearsal;
use crate::tui::core::theme::Tone;

/// Money that goes back, the assignment that ends with its days and cost, and who will be notified.
pub fn rehearsed(catalogue: &Catalogue, would: &Rehearsal) -> Vec<(Tone, String)> {
    let mut lines = Vec::new();
    if let Outcome::RefundDue { amount, .. } = would.receipt.outcome {
        lines.push((Tone::Strong, t!(catalogue, "pedidos-would-pay-back", amount = amount)));
    }
    if let Some(end) = &would.end {
        let key = match end.status {
            AssignmentStatus::PendingAssignment => "pedidos-would-not-assign",
            _ => "pedidos-would-free",
        };
        let status = catalogue.text(&format!("production-{}", end.status), &[]);
        lines.push((Tone::Waits, catalogue.text(key, &[("status", status.into())])));
        lines.extend(catalogue.assignment_end(end).into_iter().map(|line| (Tone::Waits, line)));
    }
    for message in &would.messages {
        let whom = catalogue.text(&format!("pedidos-to-{}", message.to), &[]);
        let text = catalogue.message(&message.template, &message.data);
        lines.push((Tone::Plain, t!(catalogue, "pedidos-would-tell", whom = whom, text = text)));
    }
    if would.messages.is_empty() {
        lines.push((Tone::Plain, t!(catalogue, "pedidos-would-tell-nobody")));
    }
    lines
}
