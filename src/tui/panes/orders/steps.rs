//! What may follow: the legal next steps, and for each refused one why.

use super::actions::{ACTIONS, Action, is_asked_for};
use crate::domain::refusal::Code;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{NextStep, Timeline};
use crate::tui::core::theme::Tone;

/// Every step with its ruling.
pub fn all(catalogue: &Catalogue, timeline: &Timeline) -> Vec<(Tone, String)> {
    let (open, refused): (Vec<&NextStep>, Vec<&NextStep>) = timeline.next.iter().partition(|step| is_open(step));
    let mut lines: Vec<(Tone, String)> = open
        .into_iter()
        .map(|step| (Tone::Plain, format!("  {}", described(catalogue, step))))
        .collect();
    if lines.is_empty() {
        lines.push((Tone::Past, t!(catalogue, "pedidos-no-steps")));
    }
    lines.extend(refused.into_iter().map(|step| (Tone::Past, refusal(catalogue, step))));
    lines
}

/// Those that may be walked, in one line, with the key where this pane does it: "siguiente: cancelar el pedido (x)".
pub fn next(catalogue: &Catalogue, timeline: &Timeline) -> String {
    let mut names: Vec<String> = Vec::new();
    for step in timeline.next.iter().filter(|step| is_open(step)) {
        let name = catalogue.text(&format!("edge-{}", step.edge), &[]);
        let name = match key(step.edge) {
            Some(key) => format!("{name} ({key})"),
            None => name,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return t!(catalogue, "pedidos-no-steps");
    }
    t!(catalogue, "pedidos-next", steps = names.join(" · "))
}

/// The key of the action that walks an edge.
fn key(edge: &str) -> Option<String> {
    let action = match edge {
        "P2" | "P3" | "P9" | "P18" => Action::Report,
        "P4" | "P5" | "P6" | "P7" | "P8" => Action::Review,
        "P10" => Action::Reopen,
        "P11" | "P12" => Action::Cancel,
        "P13" | "P14" => Action::Refund,
        "P15" => Action::PayRefund,
        "P16" => Action::Reinstate,
        "P17" => Action::Reverse,
        // Of the edges of production only the first begins by itself.
        edge if edge.starts_with('A') && edge != "A1" => Action::Produce,
        _ => return None,
    };
    let row = ACTIONS.iter().find(|row| row.id == action)?;
    row.keys.first().map(ToString::to_string)
}

/// "✖ anular el reembolso: ya se devolvió una parte…", for each that is refused.
pub fn refused(catalogue: &Catalogue, timeline: &Timeline) -> Vec<String> {
    let refused = timeline.next.iter().filter(|step| !is_open(step));
    refused.map(|step| refusal(catalogue, step)).collect()
}

fn refusal(catalogue: &Catalogue, step: &NextStep) -> String {
    let Err(refusal) = &step.ruling else { return String::new() };
    let why = catalogue.refusal(refusal);
    // A role's refusal names the step itself.
    if refusal.code == Code::Forbidden {
        return format!("✖ {why}");
    }
    format!("✖ {}: {why}", catalogue.text(&format!("edge-{}", step.edge), &[]))
}

fn described(catalogue: &Catalogue, step: &NextStep) -> String {
    let name = catalogue.text(&step.to, &[]);
    format!("{} → {name}", catalogue.text(&format!("edge-{}", step.edge), &[]))
}

/// What a form asks for does not stand in the way.
fn is_open(step: &NextStep) -> bool {
    step.ruling.as_ref().err().is_none_or(is_asked_for)
}
