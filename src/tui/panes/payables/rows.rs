//! Workshops and lines as cells: what is owed, until when, what was paid and what is left.

use chrono::{Datelike, NaiveDate};

use super::lines::{Key, payable};
use crate::domain::money::{Currency, Money};
use crate::domain::payables::line::{PayableStatus, Readiness};
use crate::locale::{Catalogue, date, day_month, t};
use crate::service::payables::view::PayableRow;
use crate::tui::core::theme::Tone;
use crate::tui::pane::status::payable_tone;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::{Column, Sort, columns_sorted};

/// What a row is written with.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    pub catalogue: &'a Catalogue,
    pub today: NaiveDate,
}

/// Number or workshop, policy, kind, due, amount, paid, left, status. Amounts are never cut: a part of one is another.
pub fn columns(catalogue: &Catalogue, currency: Option<Currency>, sort: Option<Sort>) -> [Column; 8] {
    let title = |key| {
        let title = catalogue.text(key, &[]);
        match currency {
            Some(currency) => format!("{title} {}", currency.sign()),
            None => title,
        }
    };
    let sum = |key, priority| Column::new(title(key), 0, priority).right();
    let columns = [
        Column::new(t!(catalogue, "liquidaciones-column-line"), 13, 0).shares(1).runs(),
        Column::new(t!(catalogue, "liquidaciones-column-policy"), 6, 6),
        Column::new(t!(catalogue, "liquidaciones-column-kind"), 6, 3),
        Column::new(t!(catalogue, "liquidaciones-column-due"), 7, 1),
        sum("liquidaciones-column-amount", 4),
        sum("liquidaciones-column-paid", 5),
        sum("liquidaciones-column-left", 0),
        Column::new(t!(catalogue, "liquidaciones-column-status"), 11, 2),
    ];
    columns_sorted(columns, sort)
}

impl Pen<'_> {
    /// The currency of all rows, which the titles say then.
    pub fn only_currency(&self, rows: &[PayableRow]) -> Option<Currency> {
        let first = rows.first()?.amount.currency();
        rows.iter().all(|row| row.amount.currency() == first).then_some(first)
    }

    /// A workshop and the sums of its lines; while some are not read yet, no sum is shown.
    pub fn workshop(&self, first: &PayableRow, lines: &[PayableRow], whole: bool, only: Option<Currency>) -> Row<Key> {
        let sum = |of: fn(&PayableRow) -> Money| {
            let text = if whole {
                sums(lines.iter().map(of), only)
            } else {
                "…".to_owned()
            };
            Cell::toned(Tone::Strong, text)
        };
        let count = t!(self.catalogue, "liquidaciones-lines", count = lines.len());
        let mut paid = sum(|line| line.paid);
        if whole && lines.iter().all(|line| line.paid.is_zero()) {
            paid = Cell::default();
        }
        Row {
            id: Key::Workshop(first.workshop),
            cells: vec![
                Cell::toned(Tone::Strong, first.workshop_name.as_str()),
                Cell::default(),
                Cell::default(),
                Cell::default(),
                sum(|line| line.amount),
                paid,
                sum(|line| line.left),
                Cell::toned(Tone::Past, if whole { count } else { String::new() }),
            ],
        }
    }

    pub fn line(&self, line: &PayableRow, only: Option<Currency>) -> Row<Key> {
        let said = |key: String| self.catalogue.text(&key, &[]);
        let quiet = if line.status.is_over() { Tone::Past } else { Tone::Plain };
        let paid = if line.paid.is_zero() {
            String::new()
        } else {
            written(line.paid, only)
        };
        Row {
            id: Key::Line(line.id),
            cells: vec![
                Cell::toned(quiet, format!("  {}", line.number)),
                Cell::toned(Tone::Past, said(format!("policy-{}.short", line.policy))),
                Cell::toned(quiet, said(format!("payable-kind-{}.short", line.kind))),
                self.due(line),
                Cell::toned(quiet, written(line.amount, only)),
                Cell::toned(Tone::Past, paid),
                Cell::toned(if line.left.is_negative() { Tone::Accent } else { quiet }, written(line.left, only)),
                self.status(line),
            ],
        }
    }

    /// `24/11`, `▲ 21/11` when it is over; with the year where it is another one.
    fn due(&self, line: &PayableRow) -> Cell {
        let day = self.day(line.due_on);
        if line.overdue {
            return Cell::toned(Tone::Wrong, format!("▲ {day}"));
        }
        let tone = match line.due_on == self.today && payable(line) {
            true => Tone::Waits,
            false if line.status.is_over() => Tone::Past,
            false => Tone::Plain,
        };
        Cell::toned(tone, day)
    }

    /// Its status, but what is late, is taken off or has not come to its day says that.
    fn status(&self, line: &PayableRow) -> Cell {
        let said = |key: &str| self.catalogue.text(key, &[]);
        if line.overdue && line.status == PayableStatus::Due {
            return Cell::toned(Tone::Wrong, said("liquidaciones-overdue"));
        }
        if line.left.is_negative() && !line.status.is_over() {
            return Cell::toned(Tone::Accent, said("liquidaciones-to-net"));
        }
        if line.readiness == Readiness::NotDue && line.status == PayableStatus::Due {
            return Cell::toned(Tone::Plain, said("payable-when-NOT_DUE"));
        }
        Cell::toned(payable_tone(line.status), said(&format!("payable-{}.short", line.status)))
    }

    pub fn day(&self, day: NaiveDate) -> String {
        if day.year() == self.today.year() {
            day_month(day)
        } else {
            date(day)
        }
    }
}

/// Without its currency where the title says it.
pub fn written(amount: Money, only: Option<Currency>) -> String {
    match only {
        Some(_) => amount.digits(),
        None => amount.to_string(),
    }
}

/// One sum a currency: `412,00`, `USD 412,00 + Bs 3,00`.
pub fn sums(amounts: impl Iterator<Item = Money>, only: Option<Currency>) -> String {
    let mut totals: Vec<Money> = Vec::new();
    for amount in amounts {
        match totals.iter_mut().find(|total| total.currency() == amount.currency()) {
            Some(total) => *total = total.checked_add(amount).unwrap_or(*total),
            None => totals.push(amount),
        }
    }
    let texts: Vec<String> = totals.into_iter().map(|total| written(total, only)).collect();
    texts.join(" + ")
}
