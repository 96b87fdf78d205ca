//! What the banks show, line by line: of each list what decides what to do with it.

use chrono::{Datelike, NaiveDate};

use super::sections::Section;
use super::{BankPane, Context, Within};
use crate::domain::bank::credit::CreditOrigin;
use crate::domain::bank::statement::{Direction, LineKind};
use crate::domain::dates::shown;
use crate::domain::ids::CreditId;
use crate::locale::{Catalogue, day_month, t, zone};
use crate::tui::core::client::{CreditRow, WhichCredits, ask};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

/// Days after which money without an order is late, and long past.
const LATE: i64 = 7;
const LONG: i64 = 30;

impl ListPane<ask::Credits> for BankPane {
    type Shown = CreditId;

    fn paged(&mut self) -> &mut PagedList<ask::Credits> {
        &mut self.lines
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Credits> {
        let which = match &self.within {
            Some(Within::Account(account, _)) => WhichCredits::OfAccount(*account),
            Some(Within::Import(import, _)) => WhichCredits::OfImport(*import),
            None => self.section.which()?,
        };
        Some(ask::Credits {
            which,
            text: self.line.text().to_owned(),
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        self.columns(shell.catalogue)
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<CreditId>> {
        let today = zone().day(shell.now);
        let rows = self.lines.rows().iter().skip(from);
        rows.map(|row| self.row(shell.catalogue, row, today)).collect()
    }

    fn listed(&mut self, cx: &mut Context<'_>, anew: bool) {
        if anew {
            self.read_detail(cx);
        }
        self.moved(cx);
    }

    fn read_on(&mut self, cx: &mut Context<'_>) {
        // Words may be far from each other.
        if !self.line.text().is_empty() {
            self.want_more(cx);
        }
    }
}

impl BankPane {
    /// Whether all of the list waits for the same.
    fn waits(&self) -> bool {
        self.within.is_none() && matches!(self.section, Section::Free | Section::Unseen)
    }

    pub(crate) fn columns(&self, catalogue: &Catalogue) -> Vec<Column> {
        let column = |key, least, priority| Column::new(catalogue.text(key, &[]), least, priority);
        let of_account = matches!(self.within, Some(Within::Account(..)));
        let free = self.waits() && self.section == Section::Free;
        let partly = free && self.lines.rows().iter().any(|row| !row.allocated.is_zero());
        let state = match (self.waits(), self.section) {
            (true, Section::Free) => "banco-column-guess",
            (true, _) => "banco-column-noted",
            (false, _) => "banco-column-state",
        };
        vec![
            column("banco-column-date", 5, 0),
            column("banco-column-age", 4, 4).when(self.waits()),
            column("banco-column-account", 8, 3).shares(2).when(!of_account),
            column("banco-column-reference", 12, 2).shares(3),
            column("banco-column-text", 10, 5).shares(4),
            column("banco-column-amount", 8, 0).right(),
            column("banco-column-left", 6, 2).right().when(partly),
            column(state, 14, 1).shares(3),
        ]
    }

    fn row(&self, catalogue: &Catalogue, row: &CreditRow, today: NaiveDate) -> Row<CreditId> {
        let past = row.direction == Direction::Out || row.set_aside;
        let plain = if past { Tone::Past } else { Tone::Plain };
        let left = match row.free() == row.amount {
            true => String::new(),
            false => row.free().to_string(),
        };
        Row {
            id: row.id,
            cells: vec![
                Cell::toned(plain, day(row.value_date, today)),
                age(catalogue, row.value_date, today),
                Cell::toned(plain, row.account.as_str()),
                Cell::toned(plain, row.reference.as_str()),
                Cell::toned(plain, row.description.as_str()),
                Cell::toned(plain, amount(row)),
                Cell::toned(Tone::Waits, left),
                self.state(catalogue, row),
            ],
        }
    }

    /// Whose it may be, who noted it, or where it stands.
    fn state(&self, catalogue: &Catalogue, row: &CreditRow) -> Cell {
        match (self.waits(), self.section) {
            (true, Section::Free) => self.guess(catalogue, row),
            (true, _) => Cell::new(t!(catalogue, "banco-noted-by", who = row.who.as_str(), at = row.created_at)),
            (false, _) => {
                let (tone, said) = standing(catalogue, row);
                Cell::toned(tone, said)
            }
        }
    }
}

/// What left has its sign.
pub fn amount(row: &CreditRow) -> String {
    match row.direction {
        Direction::In => row.amount.to_string(),
        Direction::Out => format!("−{}", row.amount),
    }
}

/// `22/11`, with its year when that is another one.
fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { day_month(day) } else { shown(day) }
}

/// `12 d`.
fn age(catalogue: &Catalogue, day: NaiveDate, today: NaiveDate) -> Cell {
    let days = (today - day).num_days();
    let tone = match days {
        LONG.. => Tone::Wrong,
        LATE.. => Tone::Waits,
        _ => Tone::Plain,
    };
    let mark = match tone {
        Tone::Wrong => " !!",
        Tone::Waits => " !",
        _ => "",
    };
    Cell::toned(tone, format!("{}{mark}", t!(catalogue, "banco-days", days = days.max(0))))
}

/// What a line is, or whether it waits for somebody.
pub fn standing(catalogue: &Catalogue, row: &CreditRow) -> (Tone, String) {
    let said = |tone: Tone, key: &str| (tone, catalogue.text(key, &[]));
    match row {
        _ if row.origin == CreditOrigin::Attested && row.line.is_some() => said(Tone::Done, "banco-state-reconciled"),
        _ if row.origin == CreditOrigin::Attested => said(Tone::Plain, "banco-state-attested"),
        _ if row.set_aside => said(Tone::Past, "banco-state-aside"),
        _ if row.kind != LineKind::Payment => (Tone::Past, catalogue.text(&format!("banco-kind-{}", row.kind), &[])),
        _ if row.free().is_zero() => said(Tone::Done, "banco-state-used"),
        _ if row.direction == Direction::Out => said(Tone::Plain, "banco-state-out"),
        _ if row.allocated.is_zero() => Tone::Waits.marked(catalogue.text("banco-state-free", &[])),
        _ => Tone::Waits.marked(t!(catalogue, "banco-state-part", left = row.free())),
    }
}
