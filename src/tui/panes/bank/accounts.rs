//! Our accounts and how each stands with its bank: until when it was imported, what waits, what is missing.

use super::{BankPane, Context, Within};
use crate::domain::bank::credit::ChainState;
use crate::domain::dates::shown;
use crate::locale::{Catalogue, day_time, t};
use crate::service::bank::credits::{ImportRow, Waiting};
use crate::tui::core::client::{AccountStatus, Error, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::State;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key, least, priority| Column::new(catalogue.text(key, &[]), least, priority);
    vec![
        column("banco-column-account", 14, 0).shares(3),
        column("banco-column-until", 10, 0),
        column("banco-column-balance", 8, 3).right(),
        column("banco-column-in", 6, 0).right(),
        column("banco-column-out", 6, 2).right(),
        column("banco-column-unseen", 6, 2).right(),
        column("banco-column-gaps", 8, 1),
    ]
}

/// `12 · Bs 45.120,30`.
pub fn waiting(waiting: &Waiting) -> String {
    match waiting.lines {
        0 => String::new(),
        lines => format!("{lines} · {}", waiting.sum),
    }
}

/// The import that reaches furthest.
fn newest(account: &AccountStatus) -> Option<&ImportRow> {
    account.imports.iter().max_by_key(|import| import.last_day)
}

fn row(catalogue: &Catalogue, at: usize, account: &AccountStatus) -> Row<usize> {
    let newest = newest(account);
    let until = newest.and_then(|import| import.last_day);
    let faults = faults(account);
    let said = match faults {
        0 => String::new(),
        faults => format!("▲ {}", t!(catalogue, "banco-faults", count = faults)),
    };
    let waits = |of: &Waiting| Cell::toned(if of.lines > 0 { Tone::Waits } else { Tone::Past }, waiting(of));
    Row {
        id: at,
        cells: vec![
            Cell::new(account.account.as_str()),
            match until {
                Some(day) => Cell::new(shown(day)),
                None => Cell::toned(Tone::Past, catalogue.text("bank-never", &[])),
            },
            Cell::new(
                newest
                    .and_then(|import| import.closing)
                    .map_or_else(String::new, |closing| closing.to_string()),
            ),
            waits(&account.unmatched_in),
            waits(&account.unmatched_out),
            waits(&account.unseen),
            Cell::toned(Tone::Waits, said),
        ],
    }
}

/// Days and balances that do not follow.
fn faults(account: &AccountStatus) -> usize {
    let broken = account.imports.iter().filter(|import| import.chain == ChainState::Breaks).count();
    account.gaps.len() + account.breaks.len() + broken
}

/// What is missing, and the imports, the newest first.
pub fn told(catalogue: &Catalogue, account: &AccountStatus) -> Said {
    let name = account.account.as_str();
    let mut said = vec![(Tone::Strong, name.to_owned())];
    for (key, of) in [
        ("banco-sum-in", &account.unmatched_in),
        ("banco-sum-out", &account.unmatched_out),
        ("banco-sum-unseen", &account.unseen),
    ] {
        if of.lines > 0 {
            said.push((
                Tone::Waits,
                catalogue.text(key, &[("lines", of.lines.into()), ("sum", of.sum.into())]),
            ));
        }
    }
    said.extend(account.gaps.iter().map(|(until, from)| {
        let text = t!(catalogue, "bank-gap", account = name, until = shown(*until), from = shown(*from));
        (Tone::Wrong, text)
    }));
    said.extend(account.breaks.iter().map(|(closing, opening)| {
        let text = t!(catalogue, "bank-break", account = name, closing = *closing, opening = *opening);
        (Tone::Wrong, text)
    }));
    if account.imports.is_empty() {
        said.push((Tone::Past, t!(catalogue, "banco-no-imports")));
        return said;
    }
    said.push((Tone::Plain, String::new()));
    said.push((Tone::Accent, t!(catalogue, "banco-imports")));
    said.extend(account.imports.iter().flat_map(|import| imported(catalogue, import)));
    said
}

fn imported(catalogue: &Catalogue, import: &ImportRow) -> Said {
    let day = |day: Option<chrono::NaiveDate>| day.map(shown).unwrap_or_default();
    let (first, last) = (day(import.first_day), day(import.last_day));
    let mut said = vec![
        (Tone::Plain, t!(catalogue, "banco-import-days", first = first, last = last)),
        (
            Tone::Past,
            t!(
                catalogue,
                "banco-import-counts",
                added = import.added,
                known = import.known,
                refused = import.refused,
                profile = import.profile.as_str(),
                who = import.who.as_str(),
                at = day_time(import.created_at)
            ),
        ),
    ];
    let balances = import.opening.zip(import.closing);
    said.extend(balances.map(|(opening, closing)| {
        let args = [("opening", opening.into()), ("closing", closing.into())];
        match import.chain {
            ChainState::Holds => Tone::Done.marked(catalogue.text("banco-chain-holds", &args)),
            ChainState::Breaks => Tone::Wrong.marked(catalogue.text("banco-chain-breaks", &args)),
            ChainState::Unknown => (Tone::Past, catalogue.text("banco-chain-unknown", &args)),
        }
    }));
    said
}

impl BankPane {
    pub(crate) fn status_came(&mut self, cx: &mut Context<'_>, status: Result<Vec<AccountStatus>, Error>) {
        match status {
            Ok(status) => {
                let rows = status.iter().enumerate().map(|(at, account)| row(cx.shell.catalogue, at, account));
                self.accounts.replace(rows.collect());
                self.accounts_state = State::Ready;
                self.status = status;
            }
            Err(error) if self.status.is_empty() => self.accounts_state = State::Failed(sentence(cx.shell.catalogue, &error)),
            Err(error) if error.is_passing() => {}
            Err(error) => cx.say_failure(&error),
        }
    }

    pub(crate) fn account(&self) -> Option<&AccountStatus> {
        self.status.get(self.accounts.selected()?)
    }

    /// The lines of the selected account.
    pub(crate) fn open_account(&mut self, cx: &mut Context<'_>) {
        if let Some(account) = self.account() {
            self.within = Some(Within::Account(account.id, account.account.to_string()));
            self.read_anew(cx);
        }
    }
}
