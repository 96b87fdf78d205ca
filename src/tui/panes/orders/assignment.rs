//! An assignment in full: its workshop and terms, the days it holds, who carries it, and the lines of what is owed for it.

use super::story::{Lines, fact, section};
use crate::locale::{Catalogue, date, date_time, day_month, money, t};
use crate::service::orders::view::AssignmentView;
use crate::tui::core::theme::Tone;

pub fn lines(catalogue: &Catalogue, assignment: &AssignmentView) -> Lines {
    let mut lines = Lines::new();
    let status = catalogue.text(&format!("production-{}", assignment.status), &[]);
    section(
        &mut lines,
        t!(catalogue, "pedidos-assignment", attempt = assignment.attempt, status = status),
    );
    let facts = [
        ("pedidos-field-workshop", assignment.workshop.as_ref().map(ToString::to_string)),
        ("pedidos-field-cost", assignment.cost.map(money)),
        (
            "pedidos-field-policy",
            assignment.policy.map(|policy| catalogue.text(&format!("policy-{policy}"), &[])),
        ),
        ("pedidos-field-respond", assignment.respond_by.map(date_time)),
        ("pedidos-field-promised", assignment.promised.map(date)),
        ("pedidos-field-carrier", assignment.carrier.as_ref().map(ToString::to_string)),
        (
            "pedidos-field-tracking",
            assignment.tracking_number.as_ref().map(ToString::to_string),
        ),
        (
            "pedidos-field-tracking-url",
            assignment.tracking_url.as_ref().map(ToString::to_string),
        ),
    ];
    lines.extend(facts.into_iter().filter_map(|(key, value)| Some(fact(catalogue, key, &value?))));
    if !assignment.days.is_empty() {
        let days = assignment
            .days
            .iter()
            .map(|held| format!("{} × {}", day_month(held.day), held.units));
        lines.push(fact(catalogue, "pedidos-field-days", &days.collect::<Vec<_>>().join(", ")));
    }
    let over = assignment.days.iter().find_map(|held| held.over_limit.as_ref());
    if let Some(reason) = over {
        lines.push((
            Tone::Waits,
            format!("▲ {}", t!(catalogue, "pedidos-over-limit", reason = reason.as_str())),
        ));
    }
    for line in &assignment.lines {
        let kind = catalogue.text(&format!("payable-kind-{}", line.kind), &[]);
        let status = catalogue.text(&format!("payable-{}", line.status), &[]);
        let said = t!(
            catalogue,
            "pedidos-line",
            kind = kind,
            amount = line.amount,
            paid = line.paid,
            status = status,
            due = date(line.due_on)
        );
        lines.push((Tone::Plain, said));
    }
    lines
}
