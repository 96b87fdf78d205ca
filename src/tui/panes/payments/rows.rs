//! A row of the queue as cells: how long it waits, what was declared, what looks odd, who looks at it.

use chrono::TimeDelta;

use crate::domain::Time;
use crate::domain::ids::{OperatorId, SubmissionId};
use crate::domain::payments::signal::{Severity, SignalFound};
use crate::locale::{Catalogue, Value, span, t};
use crate::service::orders::view::ClaimView;
use crate::service::payments::view::{QueueRow, QueueSort};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

/// What a row is written with.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    pub catalogue: &'a Catalogue,
    pub now: Time,
    pub me: Option<OperatorId>,
    /// How long a proof may wait.
    pub target: TimeDelta,
}

/// Wait, number, customer, amount, signals, who looks at it, how the bank's line fits. What is odd and in whose hands it is decide
/// what to do: the bank's goes first, which has a list of its own, then the customer.
pub fn columns(catalogue: &Catalogue, sort: QueueSort, matched: bool) -> [Column; 7] {
    [
        Column::new(t!(catalogue, "pagos-column-wait"), 6, 0).sorted(sort == QueueSort::Wait),
        Column::new(t!(catalogue, "pagos-column-order"), 11, 0),
        Column::new(t!(catalogue, "pagos-column-customer"), 10, 3).shares(3),
        Column::new(t!(catalogue, "pagos-column-amount"), 8, 0).right(),
        Column::new(t!(catalogue, "pagos-column-signals"), 10, 1).shares(4),
        Column::new(t!(catalogue, "pagos-column-reviewer"), 6, 2).shares(2),
        Column::new(t!(catalogue, "pagos-column-bank"), 5, 4).shares(4).when(matched),
    ]
}

impl Pen<'_> {
    pub fn row(&self, row: &QueueRow, bank: Cell) -> Row<SubmissionId> {
        Row {
            id: row.submission,
            cells: vec![
                self.wait(row.reported_at),
                Cell::new(row.number.clone()),
                Cell::new(row.customer.as_str()),
                Cell::new(row.amount.to_string()),
                self.signals(&row.signals),
                self.holder(row.claim.as_ref()),
                bank,
            ],
        }
    }

    /// `!` at four fifths of the target, `!!` past it.
    fn wait(&self, since: Time) -> Cell {
        let tone = self.wait_tone(since);
        let mark = match tone {
            Tone::Wrong => " !!",
            Tone::Waits => " !",
            _ => "",
        };
        Cell::toned(tone, format!("{}{mark}", span(self.now - since)))
    }

    pub fn wait_tone(&self, since: Time) -> Tone {
        match self.now - since {
            waits if waits >= self.target => Tone::Wrong,
            waits if waits >= self.target * 4 / 5 => Tone::Waits,
            _ => Tone::Plain,
        }
    }

    /// The loudest, and how many more: that goes first, since a narrow column cuts the end.
    fn signals(&self, found: &[SignalFound]) -> Cell {
        let Some(loudest) = found.iter().rev().max_by_key(|found| found.severity()) else {
            return Cell::default();
        };
        let more = if found.len() > 1 {
            format!("+{} ", found.len() - 1)
        } else {
            String::new()
        };
        let (glyph, tone) = glyph(loudest);
        Cell::toned(tone, format!("{glyph} {more}{}", said(self.catalogue, loudest)))
    }

    fn holder(&self, claim: Option<&ClaimView>) -> Cell {
        let Some(claim) = claim else { return Cell::default() };
        if claim.until <= self.now {
            return Cell::toned(Tone::Past, t!(self.catalogue, "pagos-claim-lapsed", by = first(&claim.name)));
        }
        let since = self.now - claim.since;
        // Under a minute is now.
        let since = if since.num_seconds() < 60 { String::new() } else { span(since) };
        if Some(claim.holder) == self.me {
            return Cell::toned(Tone::Accent, t!(self.catalogue, "pagos-claim-mine", since = since).trim_end());
        }
        Cell::toned(Tone::Past, format!("{} {since}", first(&claim.name)).trim_end())
    }
}

/// `▲` look twice, `✖` something is wrong.
pub fn glyph(found: &SignalFound) -> (&'static str, Tone) {
    match found.severity() {
        Severity::Warn => ("▲", Tone::Waits),
        Severity::Wrong => ("✖", Tone::Wrong),
    }
}

/// A signal in a few words.
pub fn said(catalogue: &Catalogue, found: &SignalFound) -> String {
    catalogue.text(&found.key(), &facts(found))
}

/// A signal in a sentence.
pub fn explained(catalogue: &Catalogue, found: &SignalFound) -> String {
    catalogue.text(&format!("{}.description", found.key()), &facts(found))
}

fn facts(found: &SignalFound) -> Vec<(&str, Value<'_>)> {
    found
        .args
        .iter()
        .map(|(name, fact)| (name.as_str(), Value::from(fact.as_str())))
        .collect()
}

/// Who looks at a proof and since when, in a sentence.
pub fn held(catalogue: &Catalogue, claim: &ClaimView, now: Time) -> String {
    let since = now - claim.since;
    let since = match since.num_seconds() {
        ..60 => t!(catalogue, "pagos-moment"),
        _ => span(since),
    };
    t!(catalogue, "pagos-held", by = claim.name.as_str(), since = since)
}

/// The first of a person's names: enough in a column.
fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
