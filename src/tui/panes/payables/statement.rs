//! A workshop's statement: the period asked for, the account as rows, and that it adds up.

use chrono::{Datelike, Months, NaiveDate};

use super::PayablesPane;
use super::rows::Pen;
use crate::domain::ids::WorkshopId;
use crate::domain::money::Money;
use crate::domain::payables::statement::{EntryKind, Totals};
use crate::domain::payments::reference::Reference;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, day_time, t};
use crate::service::payables::statement::{Place, StatementLine, StatementPeriod, StatementTotals};
use crate::service::payables::view::StatementAbout;
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

pub const FROM: Handle<NaiveDate> = Handle::new("from");
pub const UNTIL: Handle<NaiveDate> = Handle::new("until");

/// Whose statement, and of which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub workshop: WorkshopId,
    pub name: Safe,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Period {
    /// The month before this one.
    pub fn last_month(workshop: WorkshopId, name: Safe, today: NaiveDate) -> Self {
        let first = today.with_day(1).unwrap_or(today);
        Self {
            workshop,
            name,
            from: first.checked_sub_months(Months::new(1)).unwrap_or(first),
            until: first.pred_opt().unwrap_or(first),
        }
    }

    pub const fn wanted(&self) -> StatementPeriod {
        StatementPeriod {
            workshop: self.workshop,
            from: self.from,
            until: self.until,
        }
    }

    pub fn form(&self, catalogue: &Catalogue, today: NaiveDate) -> Form {
        let title = t!(catalogue, "liquidaciones-statement-title", workshop = self.name.as_str());
        let day = |field, label, day: NaiveDate| Field::date(field, label, today).with(&crate::locale::date(day)).required();
        Form::new(title, t!(catalogue, "liquidaciones-statement-yes"))
            .field(day(FROM, t!(catalogue, "liquidaciones-field-from"), self.from))
            .field(day(UNTIL, t!(catalogue, "liquidaciones-field-until"), self.until))
    }
}

/// The statement that is shown: what it comes to, and its lines as far as they have been read.
#[derive(Debug, Default)]
pub struct Account {
    pub period: Option<Period>,
    pub totals: Option<Box<StatementTotals>>,
    pub lines: PagedList<ask::StatementLines>,
}

impl Account {
    pub fn new(period: Period) -> Self {
        Self {
            period: Some(period),
            ..Self::default()
        }
    }

    /// The order of the selected entry.
    pub fn number(&self) -> Option<&str> {
        Some(self.lines.selected()?.about.as_ref()?.number.as_str())
    }
}

impl ListPane<ask::StatementLines> for PayablesPane {
    type Shown = Place;

    fn paged(&mut self) -> &mut PagedList<ask::StatementLines> {
        &mut self.account.lines
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::StatementLines> {
        let period = self.account.period.as_ref().map(Period::wanted)?;
        Some(ask::StatementLines {
            period,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<Place>> {
        let pen = Self::pen(shell);
        self.account
            .lines
            .rows()
            .iter()
            .skip(from)
            .map(|line| pen.statement_line(line))
            .collect()
    }
}

pub fn columns(catalogue: &Catalogue) -> [Column; 7] {
    [
        Column::new(t!(catalogue, "liquidaciones-column-when"), 11, 0),
        Column::new(t!(catalogue, "liquidaciones-column-entry"), 9, 0),
        Column::new(t!(catalogue, "liquidaciones-column-order"), 11, 2),
        Column::new(t!(catalogue, "liquidaciones-column-kind"), 11, 3),
        Column::new(t!(catalogue, "liquidaciones-column-facts"), 10, 4).shares(1),
        Column::new(t!(catalogue, "liquidaciones-column-change"), 9, 1).right(),
        Column::new(t!(catalogue, "liquidaciones-column-balance"), 9, 0).right(),
    ]
}

impl Pen<'_> {
    fn statement_line(&self, line: &StatementLine) -> Row<Place> {
        let catalogue = self.catalogue;
        let about = line.about.as_ref();
        let tone = match line.entry {
            EntryKind::Opening | EntryKind::Closing => Tone::Strong,
            EntryKind::Line => Tone::Plain,
            EntryKind::Payment => Tone::Done,
            EntryKind::Void => Tone::Past,
            EntryKind::Reversal => Tone::Waits,
        };
        let entry = match line.entry {
            EntryKind::Opening => t!(catalogue, "liquidaciones-opening"),
            EntryKind::Closing => t!(catalogue, "liquidaciones-closing"),
            moved => catalogue.text(&format!("payable-entry-{moved}"), &[]),
        };
        let when = line.at.map(day_time).or_else(|| line.day.map(crate::locale::date));
        let balance = if line.at.is_none() { tone } else { Tone::Plain };
        Row {
            id: line.place,
            cells: vec![
                Cell::toned(Tone::Past, when.unwrap_or_default()),
                Cell::toned(tone, entry),
                Cell::new(about.map(|about| about.number.clone()).unwrap_or_default()),
                Cell::new(
                    about
                        .map(|about| catalogue.text(&format!("payable-kind-{}.short", about.kind), &[]))
                        .unwrap_or_default(),
                ),
                Cell::toned(Tone::Past, about.map(|about| self.facts(about)).unwrap_or_default()),
                Cell::toned(tone, line.change.map(signed).unwrap_or_default()),
                Cell::toned(balance, line.balance.to_string()),
            ],
        }
    }

    fn facts(&self, about: &StatementAbout) -> String {
        let catalogue = self.catalogue;
        let mut facts = Vec::new();
        facts.extend(about.method.map(|method| catalogue.method(method)));
        facts.extend(
            about
                .reference
                .as_ref()
                .and_then(|kept| Reference::of_a_bank(kept.as_str()))
                .map(|reference| t!(catalogue, "liquidaciones-ref", reference = reference)),
        );
        if let Some((sent, rate)) = about.sent.zip(about.rate) {
            facts.push(t!(catalogue, "liquidaciones-sum-sent", sent = sent, rate = rate.to_string()));
        }
        facts.extend(about.sent_on.map(|day| t!(catalogue, "liquidaciones-sent-on", day = day)));
        facts.extend(about.reason.as_ref().map(|reason| format!("«{}»", reason.as_str())));
        facts.join(" · ")
    }
}

/// "Saldo inicial + cargos − anulaciones − pagos + reversos = saldo final", with its amounts.
pub fn sum(catalogue: &Catalogue, account: &Totals) -> String {
    t!(
        catalogue,
        "liquidaciones-adds-up",
        opening = account.opening,
        lines = signed(account.lines),
        voided = signed(account.voided),
        paid = signed(account.paid),
        reversed = signed(account.reversed),
        closing = account.closing
    )
}

/// `+ USD 3,00`, `− USD 3,00`.
fn signed(amount: Money) -> String {
    if amount.is_negative() {
        format!("− {}", -amount)
    } else {
        format!("+ {amount}")
    }
}
