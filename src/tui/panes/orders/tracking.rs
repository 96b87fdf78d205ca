//! The order as its customer sees it: label and description word by word, what is owed, what happened.

use crate::domain::orders::status::PaymentStatus;
use crate::locale::{Catalogue, date_time, t};
use crate::service::orders::view::Tracking;
use crate::tui::core::theme::Tone;

pub fn lines(catalogue: &Catalogue, seen: &Tracking) -> Vec<(Tone, String)> {
    let mut lines = vec![
        (Tone::Strong, catalogue.label(seen.key)),
        (Tone::Plain, catalogue.label_description(seen.key)),
    ];
    if let Some((reason, text)) = &seen.rejection {
        let said = catalogue.rejection(*reason, text.as_ref().map(|text| text.as_str()));
        lines.push((Tone::Waits, said));
    }
    lines.push((Tone::Plain, String::new()));
    lines.push((
        Tone::Plain,
        t!(catalogue, "pedidos-tracking-total", total = seen.total, due = seen.due),
    ));
    if seen.missing.is_positive() && seen.key == PaymentStatus::Pending.as_str() {
        let said = t!(
            catalogue,
            "pedidos-tracking-missing",
            missing = seen.missing,
            until = seen.quote_expires_at
        );
        lines.push((Tone::Plain, said));
    }
    lines.push((Tone::Plain, String::new()));
    for step in &seen.history {
        lines.push((Tone::Past, format!("{}  {}", date_time(step.at), catalogue.label(step.key))));
    }
    lines
}
