//! A row of the queue as cells: how long it waits, what was declared, what looks odd, who looks at it.

use chrono::TimeDelta;

use crate::domain::Time;
use crate::domain::ids::{OperatorId, SubmissionId};
use crate::domain::money::Money;
use crate::domain::signal::{Severity, SignalFound};
use crate::locale::{Catalogue, Value, span, t};
use crate::service::view::{ClaimView, QueueRow};
use crate::tui::theme::Tone;
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

pub fn columns(catalogue: &Catalogue) -> [Column; 6] {
    [
        Column::new(t!(catalogue, "pagos-column-wait"), 10, 0),
        Column::new(t!(catalogue, "pagos-column-order"), 11, 0),
        Column::new(t!(catalogue, "pagos-column-customer"), 16, 4).grows(),
        Column::new(t!(catalogue, "pagos-column-amount"), 16, 2).right(),
        Column::new(t!(catalogue, "pagos-column-signals"), 19, 1),
        Column::new(t!(catalogue, "pagos-column-reviewer"), 12, 3),
    ]
}

impl Pen<'_> {
    pub fn row(&self, row: &QueueRow) -> Row<SubmissionId> {
        Row {
            id: row.submission,
            cells: vec![
                self.wait(row.reported_at),
                Cell::new(row.number.clone()),
                Cell::new(row.customer.as_str()),
                Cell::new(padded(row.amount)),
                self.signals(&row.signals),
                self.holder(row.claim.as_ref()),
            ],
        }
    }

    /// `!` at four fifths of the target, `!!` past it.
    fn wait(&self, since: Time) -> Cell {
        let waits = self.now - since;
        let (mark, tone) = match waits {
            _ if waits >= self.target => (" !!", Tone::Wrong),
            _ if waits >= self.target * 4 / 5 => (" !", Tone::Waits),
            _ => ("", Tone::Plain),
        };
        Cell::toned(tone, format!("{}{mark}", span(waits)))
    }

    /// The loudest, and how many more.
    fn signals(&self, found: &[SignalFound]) -> Cell {
        let Some(loudest) = found.iter().rev().max_by_key(|found| found.severity()) else {
            return Cell::default();
        };
        let more = if found.len() > 1 {
            format!(" +{}", found.len() - 1)
        } else {
            String::new()
        };
        let (glyph, tone) = glyph(loudest);
        Cell::toned(tone, format!("{glyph} {}{more}", said(self.catalogue, loudest)))
    }

    fn holder(&self, claim: Option<&ClaimView>) -> Cell {
        let Some(claim) = claim else { return Cell::default() };
        if claim.until <= self.now {
            return Cell::toned(Tone::Past, t!(self.catalogue, "pagos-claim-lapsed", by = claim.name.as_str()));
        }
        let since = span(self.now - claim.since);
        if Some(claim.holder) == self.me {
            return Cell::toned(Tone::Accent, t!(self.catalogue, "pagos-claim-mine", since = since));
        }
        Cell::toned(Tone::Past, format!("{} {since}", claim.name))
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
pub fn told(catalogue: &Catalogue, found: &SignalFound) -> String {
    catalogue.text(&format!("{}.description", found.key()), &facts(found))
}

fn facts(found: &SignalFound) -> Vec<(&str, Value<'_>)> {
    found
        .args
        .iter()
        .map(|(name, fact)| (name.as_str(), Value::from(fact.as_str())))
        .collect()
}

/// `Bs   4.512,30`: the signs under each other, the cents too.
fn padded(money: Money) -> String {
    format!("{:<3} {:>12}", money.currency().sign(), money.digits())
}
