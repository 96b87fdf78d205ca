//! What rehearsing a command answered, in sentences: the last question of a step shows this and nothing else.

use crate::domain::messages::channel::Reach;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, date, day_time, t};
use crate::service::core::receipt::Outcome;
use crate::tui::core::client::Rehearsal;
use crate::tui::core::theme::Tone;

/// Money that goes back, what is offered or agreed and for when, the assignment that ends with its days and cost, and who will be notified.
pub fn rehearsed(catalogue: &Catalogue, would: &Rehearsal) -> Vec<(Tone, String)> {
    let mut lines = Vec::new();
    match &would.receipt.outcome {
        Outcome::RefundDue { amount, .. } => {
            lines.push((Tone::Strong, t!(catalogue, "pedidos-would-pay-back", amount = *amount)));
            let given = would.given_back();
            lines.extend(given.map(|amount| (Tone::Strong, t!(catalogue, "pedidos-would-give-back", amount = amount))));
        }
        Outcome::Notified {
            workshop,
            cost,
            ready_on,
            respond_by,
        } => {
            let workshop = Safe::new(workshop);
            let said = [
                t!(catalogue, "talleres-notify-who", workshop = workshop.as_str(), cost = *cost),
                t!(catalogue, "talleres-notify-days", day = date(*ready_on)),
                t!(catalogue, "talleres-notify-answer", at = day_time(*respond_by)),
            ];
            lines.extend(said.map(|line| (Tone::Plain, line)));
            for said in would.events.iter().map(|event| catalogue.notification(event)) {
                lines.extend(said.days.map(|line| (Tone::Plain, line)));
                lines.extend(said.departures.into_iter().map(|line| (Tone::Waits, line)));
            }
        }
        Outcome::Accepted { cost, ready_on } => {
            let said = [
                t!(catalogue, "talleres-accept-cost", cost = *cost),
                t!(catalogue, "talleres-notify-days", day = date(*ready_on)),
            ];
            lines.extend(said.map(|line| (Tone::Plain, line)));
        }
        _ => {}
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
        let text = catalogue.message(&message.template, &message.data);
        let tone = match &message.reach {
            Reach::Unreachable { .. } => Tone::Waits,
            Reach::Reached { .. } | Reach::SwitchedOff => Tone::Plain,
        };
        lines.push((tone, catalogue.would_tell(message.to, &message.reach, &text)));
    }
    if would.messages.is_empty() {
        lines.push((Tone::Plain, t!(catalogue, "pedidos-would-tell-nobody")));
    }
    lines
}
