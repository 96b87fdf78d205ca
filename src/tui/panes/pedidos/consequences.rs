//! What cancelling or refunding would do, in sentences, before it is done.

use super::status;
use crate::domain::assignment::AssignmentStatus;
use crate::locale::{Catalogue, t};
use crate::service::view::Consequences;
use crate::tui::theme::Tone;

/// Money back, the assignment and its place, and who will be told.
pub fn lines(catalogue: &Catalogue, consequences: &Consequences) -> Vec<(Tone, String)> {
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
    for (template, recipient) in &consequences.messages {
        lines.push((Tone::Plain, told(catalogue, template, recipient)));
    }
    if consequences.messages.is_empty() {
        lines.push((Tone::Plain, t!(catalogue, "pedidos-would-tell-nobody")));
    }
    lines
}

/// "Se avisa al cliente: reembolso pedido."
pub fn told(catalogue: &Catalogue, template: &str, recipient: &str) -> String {
    let whom = catalogue.text(&format!("pedidos-to-{recipient}"), &[]);
    let edge = template.rsplit('-').next().unwrap_or_default();
    t!(catalogue, "pedidos-would-tell", whom = whom, what = catalogue.event_name(edge))
}

/// From here on the workshop's work is lost too.
pub fn is_late(consequences: &Consequences) -> bool {
    consequences
        .assignment_cancelled
        .is_some_and(|status| status.is_active() && status >= AssignmentStatus::InProduction)
}
