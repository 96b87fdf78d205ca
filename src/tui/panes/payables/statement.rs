//! A workshop's statement: the period asked for, the account as rows, and that it adds up.

use chrono::{Datelike, Months, NaiveDate};

use super::rows::Pen;
use crate::domain::ids::WorkshopId;
use crate::domain::money::Money;
use crate::domain::payables::statement::{Entry, EntryKind, Statement};
use crate::domain::payments::reference::Reference;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, day_time, t};
use crate::service::payables::view::{StatementAbout, StatementView};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle};
use crate::tui::dialogue::form::Form;
use crate::tui::widgets::list::{Cell, List, Row};
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

    pub fn form(&self, catalogue: &Catalogue, today: NaiveDate) -> Form {
        let title = t!(catalogue, "liquidaciones-statement-title", workshop = self.name.as_str());
        let day = |field, label, day: NaiveDate| Field::date(field, label, today).with(&crate::locale::date(day)).required();
        Form::new(title, t!(catalogue, "liquidaciones-statement-yes"))
            .field(day(FROM, t!(catalogue, "liquidaciones-field-from"), self.from))
            .field(day(UNTIL, t!(catalogue, "liquidaciones-field-until"), self.until))
    }
}

/// The statement that is shown.
#[derive(Debug)]
pub struct Account {
    pub period: Period,
    pub view: Option<Box<StatementView>>,
    /// Openings, entries and closings, numbered in the order of time.
    pub list: List<usize>,
    /// The order each row is about.
    numbers: Vec<Option<String>>,
    pub fault: Option<String>,
}

impl Account {
    pub fn new(period: Period) -> Self {
        Self {
            period,
            view: None,
            list: List::default(),
            numbers: Vec::new(),
            fault: None,
        }
    }

    pub fn put(&mut self, pen: &Pen<'_>, view: Box<StatementView>) {
        let (mut rows, mut numbers) = (Vec::new(), Vec::new());
        for account in &view.accounts {
            let mut push = |cells, number| {
                rows.push(Row { id: rows.len(), cells });
                numbers.push(number);
            };
            push(
                pen.balance("liquidaciones-opening", crate::locale::date(view.from), account.opening),
                None,
            );
            for entry in &account.entries {
                push(pen.entry(entry), Some(entry.about.number.clone()));
            }
            push(
                pen.balance("liquidaciones-closing", crate::locale::date(view.until), account.closing),
                None,
            );
        }
        self.list.replace(rows);
        self.numbers = numbers;
        self.view = Some(view);
        self.fault = None;
    }

    /// The order of the selected entry.
    pub fn number(&self) -> Option<&str> {
        self.numbers.get(self.list.selected()?)?.as_deref()
    }
}

pub fn columns(catalogue: &Catalogue, list: &List<usize>) -> [Column; 7] {
    [
        Column::new(t!(catalogue, "liquidaciones-column-when"), 11, 0),
        Column::new(t!(catalogue, "liquidaciones-column-entry"), 9, 0),
        Column::new(t!(catalogue, "liquidaciones-column-order"), 11, 2),
        Column::new(t!(catalogue, "liquidaciones-column-kind"), 11, 3),
        Column::new(t!(catalogue, "liquidaciones-column-facts"), 12, 4).grows(),
        Column::new(t!(catalogue, "liquidaciones-column-change"), list.widest(5, 9), 1).right(),
        Column::new(t!(catalogue, "liquidaciones-column-balance"), list.widest(6, 9), 0).right(),
    ]
}

impl Pen<'_> {
    fn balance(&self, key: &str, day: String, balance: Money) -> Vec<Cell> {
        vec![
            Cell::toned(Tone::Past, day),
            Cell::toned(Tone::Strong, self.catalogue.text(key, &[])),
            Cell::default(),
            Cell::default(),
            Cell::default(),
            Cell::default(),
            Cell::toned(Tone::Strong, balance.to_string()),
        ]
    }

    fn entry(&self, entry: &Entry<StatementAbout>) -> Vec<Cell> {
        let catalogue = self.catalogue;
        let about = &entry.about;
        let kind = catalogue.text(&format!("payable-kind-{}.short", about.kind), &[]);
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
        let tone = match entry.kind {
            EntryKind::Line => Tone::Plain,
            EntryKind::Payment => Tone::Done,
            EntryKind::Void => Tone::Past,
            EntryKind::Reversal => Tone::Waits,
        };
        vec![
            Cell::toned(Tone::Past, day_time(entry.at)),
            Cell::toned(tone, catalogue.text(&format!("payable-entry-{}", entry.kind), &[])),
            Cell::new(about.number.clone()),
            Cell::new(kind),
            Cell::toned(Tone::Past, facts.join(" · ")),
            Cell::toned(tone, signed(entry.change)),
            Cell::new(entry.balance.to_string()),
        ]
    }
}

/// "Saldo inicial + cargos − anulaciones − pagos + reversos = saldo final", with its amounts.
pub fn sum(catalogue: &Catalogue, account: &Statement<StatementAbout>) -> String {
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
