//! Which row has the titles, and what each column holds: what a person said, then what titles say, then what the values show.

use super::evidence::{self, column, is_amount, is_dated};
use super::titles;
use super::{Choices, Holds, MOST_COLUMNS, Titles};
use crate::service::bank::statement::date::DatePattern;
use crate::service::bank::statement::hints;
use crate::service::bank::statement::profile::Decimals;
use crate::service::bank::statement::row::{Cell, Row};

/// Titles stand above this row.
const LOOK: usize = 60;
/// Digits of the shortest reference that is known by itself.
const SHORTEST_REFERENCE: usize = 4;
/// Characters of a phone or a document alone in its cell.
const LONGEST_PHONE: usize = 16;
/// Characters of a description on average.
const SHORTEST_TEXT: usize = 5;

/// What a file tells.
pub struct Proposed {
    /// The row that names the columns, and its cells.
    pub titles: Option<(u32, Vec<String>)>,
    pub columns: Vec<Option<Holds>>,
    pub patterns: Vec<DatePattern>,
    /// How many of those read every day.
    pub fitting: usize,
    pub date: Option<DatePattern>,
    pub decimals: Option<Decimals>,
    pub incoming: Vec<String>,
    pub outgoing: Vec<String>,
    /// Letters of which nobody said what they are.
    pub unknown: Vec<String>,
}

impl Proposed {
    pub fn of(rows: &[Row<'static>], choices: &Choices) -> Self {
        let titles = titled(rows, choices.titles);
        let below = titles.as_ref().map_or(0, |(line, _)| *line);
        let rows: Vec<&Row<'static>> = rows.iter().filter(|row| row.line > below).collect();
        let width = rows
            .iter()
            .map(|row| row.cells.len())
            .chain(titles.iter().map(|(_, cells)| cells.len()));
        let width = width.max().unwrap_or(0).min(MOST_COLUMNS);
        let mut assigned = Assigned::new(width, choices);
        for (at, title) in titles.iter().flat_map(|(_, cells)| cells.iter().enumerate()) {
            assigned.title(at, title);
        }
        if assigned.at(Holds::Date).is_none() {
            assigned.propose(most_dated(&rows, &assigned), Holds::Date);
        }
        let day = assigned.at(Holds::Date);
        let dated = |row: &&Row<'static>| day.is_some_and(|at| row.cells.get(at).is_some_and(is_dated));
        let mut movements: Vec<&Row<'static>> = rows.iter().copied().filter(dated).collect();
        if movements.is_empty() {
            movements = rows.iter().copied().filter(|row| row.filled() > 1).collect();
        }
        by_values(&movements, &mut assigned, titles.is_some());
        let cells = |holds: Holds| assigned.at(holds).into_iter().flat_map(|at| column(&movements, at));
        let (patterns, fitting, date) = evidence::days(cells(Holds::Date));
        let money = [Holds::Amount, Holds::Credit, Holds::Debit, Holds::Balance];
        let decimals = evidence::decimals(money.into_iter().flat_map(cells));
        let [incoming, outgoing, unknown] = said(evidence::letters(cells(Holds::Type)), choices);
        Self {
            patterns,
            fitting,
            date: choices.date.or(date),
            decimals: choices.decimals.or(decimals),
            incoming,
            outgoing,
            unknown,
            columns: assigned.columns,
            titles,
        }
    }

    pub fn at(&self, holds: Holds) -> Option<usize> {
        self.columns.iter().position(|held| *held == Some(holds))
    }
}

/// What a person said the letters are; the others as they are known.
fn said(known: [Vec<String>; 3], choices: &Choices) -> [Vec<String>; 3] {
    let Some((incoming, outgoing)) = &choices.letters else {
        return evidence::complete(known);
    };
    let all = known.concat();
    let unsaid = all
        .into_iter()
        .filter(|letter| !incoming.contains(letter) && !outgoing.contains(letter));
    [incoming.clone(), outgoing.clone(), unsaid.collect()]
}

fn titled(rows: &[Row<'static>], said: Titles) -> Option<(u32, Vec<String>)> {
    let cells = |row: &Row<'static>| (row.line, row.cells.iter().map(|cell| cell.shown().into_owned()).collect());
    match said {
        Titles::None => None,
        Titles::Row(line) => rows.iter().find(|row| row.line == line).map(cells),
        Titles::Proposed => {
            let head = rows.iter().take(LOOK);
            let best = head.map(|row| (known_titles(row), row)).rev().max_by_key(|(known, _)| *known);
            let known = best.filter(|(known, _)| *known >= 2).map(|(_, row)| cells(row));
            known.or_else(|| above_the_first_day(rows).map(cells))
        }
    }
}

/// How many of a row's cells are titles of different columns; none when one of its values is a day.
fn known_titles(row: &Row<'_>) -> usize {
    if row.cells.iter().any(is_dated) {
        return 0;
    }
    let mut held: Vec<Holds> = row.cells.iter().filter_map(|cell| titles::holds(&cell.shown())).collect();
    held.sort_unstable();
    held.dedup();
    held.len()
}

/// Titles of which no word is known: as many as the first movement below them has values, each a text.
fn above_the_first_day<'a>(rows: &'a [Row<'static>]) -> Option<&'a Row<'static>> {
    let first = rows.iter().position(|row| row.cells.iter().any(is_dated) && row.filled() > 1)?;
    let above = rows[..first].iter().rfind(|row| !row.is_blank())?;
    let is_word = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if text.trim().starts_with(char::is_alphabetic));
    let words = above.cells.iter().filter(|cell| !cell.is_blank()).all(is_word);
    (words && above.filled() > 2 && above.filled() >= rows[first].filled()).then_some(above)
}

fn most_dated(rows: &[&Row<'static>], assigned: &Assigned) -> Option<usize> {
    let count = |at: usize| rows.iter().filter(|row| row.cells.get(at).is_some_and(is_dated)).count();
    let free = (0..assigned.columns.len()).filter(|at| assigned.is_free(*at));
    let counted = free.map(|at| (count(at), at)).filter(|(count, _)| *count > 0);
    // The leftmost of those that have as many.
    counted.max_by_key(|(count, at)| (*count, usize::MAX - at)).map(|(_, at)| at)
}

/// What each column holds while it is found out.
struct Assigned {
    columns: Vec<Option<Holds>>,
    /// A person said so.
    said: Vec<bool>,
}

impl Assigned {
    fn new(width: usize, choices: &Choices) -> Self {
        let of = |at: usize| choices.columns.get(&at);
        Self {
            columns: (0..width).map(|at| of(at).copied().flatten()).collect(),
            said: (0..width).map(|at| of(at).is_some()).collect(),
        }
    }

    fn at(&self, holds: Holds) -> Option<usize> {
        self.columns.iter().position(|held| *held == Some(holds))
    }

    fn is_free(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(Option::is_none) && !self.said[at]
    }

    /// An amount stands in one column or in two.
    fn excludes(&self, holds: Holds) -> bool {
        match holds {
            Holds::Amount => self.at(Holds::Credit).or(self.at(Holds::Debit)).is_some(),
            Holds::Credit | Holds::Debit => self.at(Holds::Amount).is_some(),
            _ => false,
        }
    }

    fn propose(&mut self, at: Option<usize>, holds: Holds) {
        if let Some(at) = at.filter(|at| self.is_free(*at) && self.at(holds).is_none() && !self.excludes(holds)) {
            self.columns[at] = Some(holds);
        }
    }

    /// A second text is a detail.
    fn title(&mut self, at: usize, title: &str) {
        let Some(holds) = titles::holds(title) else { return };
        // Of several days that of the value counts.
        let valued = holds == Holds::Date && titles::is_of_value(title);
        if let Some(other) = self.at(holds).filter(|other| valued && !self.said[*other]) {
            self.columns[other] = None;
        }
        let second = holds == Holds::Description && self.at(holds).is_some();
        self.propose(Some(at), if second { Holds::Detail } else { holds });
    }
}

/// What the values of the columns that nobody named show. Under a title that
/// nobody knows a number may be anything: it is no reference before somebody says so.
fn by_values(rows: &[&Row<'static>], assigned: &mut Assigned, titled: bool) {
    let letters = |at: usize| {
        let [incoming, outgoing, unknown] = evidence::letters(column(rows, at));
        (!incoming.is_empty() || !outgoing.is_empty()) && unknown.is_empty()
    };
    // «Tipo» names letters, or kinds of movements, which are none.
    if let Some(at) = assigned.at(Holds::Type).filter(|at| !assigned.said[*at] && !letters(*at)) {
        assigned.columns[at] = None;
    }
    let width = assigned.columns.len();
    let free = |assigned: &Assigned, fits: &dyn Fn(usize) -> bool| (0..width).find(|at| assigned.is_free(*at) && fits(*at));
    assigned.propose(free(assigned, &letters), Holds::Type);
    amounts(rows, assigned);
    let every = |at: usize, is: &dyn Fn(&str) -> bool| {
        let mut cells = column(rows, at).peekable();
        cells.peek().is_some() && cells.all(|cell| is(&cell.shown()))
    };
    let phone = |at: usize| every(at, &|text| hints::phone(text).is_some() && text.len() <= LONGEST_PHONE);
    assigned.propose(free(assigned, &phone), Holds::Phone);
    let document = |at: usize| every(at, &|text| hints::document(text).is_some() && text.len() <= LONGEST_PHONE);
    assigned.propose(free(assigned, &document), Holds::Document);
    let reference = |at: usize| {
        every(at, &|text| {
            text.len() >= SHORTEST_REFERENCE && text.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let distinct = |at: usize| {
        let mut texts: Vec<String> = column(rows, at).map(|cell| cell.shown().into_owned()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    };
    if !titled {
        let numbers = (0..width).filter(|at| assigned.is_free(*at) && reference(*at));
        let best = numbers.max_by_key(|at| (distinct(*at), usize::MAX - at));
        assigned.propose(best, Holds::Reference);
    }
    let length = |at: usize| {
        let texts: Vec<usize> = column(rows, at).map(|cell| worded(&cell.shown())).collect();
        texts.iter().sum::<usize>() / texts.len().max(1)
    };
    let texts = (0..width).filter(|at| assigned.is_free(*at) && length(*at) > SHORTEST_TEXT);
    let best = texts.max_by_key(|at| (length(*at), usize::MAX - at));
    assigned.propose(best, Holds::Description);
}

fn worded(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Columns of money, where the values leave no doubt which is which: one that is always filled, and one behind it that is a balance.
/// Of two that take turns nobody can say which is which, unless one is below zero.
fn amounts(rows: &[&Row<'static>], assigned: &mut Assigned) {
    let money = |at: &usize| {
        let mut cells = column(rows, *at).peekable();
        let proves = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => evidence::mark(text).is_some(),
            Cell::Number(value) => value.fract() != 0.0,
            Cell::Date(_) => false,
        };
        cells.peek().is_some() && column(rows, *at).all(is_amount) && cells.any(proves)
    };
    let free: Vec<usize> = (0..assigned.columns.len())
        .filter(|at| assigned.is_free(*at))
        .filter(money)
        .collect();
    let filled = |at: usize| {
        rows.iter()
            .filter(|row| row.cells.get(at).is_some_and(|cell| !cell.is_blank()))
            .count()
    };
    let (full, part): (Vec<usize>, Vec<usize>) = free.into_iter().partition(|at| filled(*at) == rows.len());
    let known = [Holds::Amount, Holds::Credit, Holds::Debit]
        .into_iter()
        .any(|holds| assigned.at(holds).is_some());
    match (full.as_slice(), part.as_slice()) {
        (balance, [one, other]) if !known && filled(*one) + filled(*other) == rows.len() => {
            let below = |at: usize| column(rows, at).all(|cell| cell.shown().contains('-'));
            match (below(*one), below(*other)) {
                (true, false) => two(assigned, (*other, *one)),
                (false, true) => two(assigned, (*one, *other)),
                _ => {}
            }
            assigned.propose(balance.first().copied(), Holds::Balance);
        }
        ([amount, rest @ ..], []) if !known => {
            assigned.propose(Some(*amount), Holds::Amount);
            assigned.propose(rest.first().copied(), Holds::Balance);
        }
        ([balance, ..], _) if known => assigned.propose(Some(*balance), Holds::Balance),
        _ => {}
    }
}

fn two(assigned: &mut Assigned, (credit, debit): (usize, usize)) {
    assigned.propose(Some(credit), Holds::Credit);
    assigned.propose(Some(debit), Holds::Debit);
}
