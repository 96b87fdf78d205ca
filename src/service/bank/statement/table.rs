//! From rows to lines, by a profile: finds the header, the columns, what is no movement, and reads the rest or refuses it.

use std::ops::ControlFlow;

use super::amount::{Amount, Found};
use super::date;
use super::hints::{self, KindWords};
use super::number;
use super::profile::{BalanceRecord, Columns, Place, Profile, Rows, Types};
use super::row::{Cell, LONGEST_CELL, Row, Spot};
use crate::domain::amount::is_scientific;
use crate::domain::bank::statement::{Balances, Direction, LineKind, RefusedLine, Statement, StatementLine};
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold, identifier};

/// A file of more lines is imported in parts.
pub const MOST_LINES: usize = 50_000;
const LONGEST_REFERENCE: usize = 64;
const LONGEST_DESCRIPTION: usize = 500;
/// A row with fewer values is a remark of the bank, when it has neither a date nor an amount.
const FEWEST_VALUES: usize = 3;

/// A statement while it is read.
pub struct Reading<'p> {
    profile: &'p Profile,
    currency: Currency,
    kinds: KindWords,
    columns: Option<Columns<Spot>>,
    /// Cells of the header, when there is one.
    width: Option<usize>,
    tokens: Vec<String>,
    /// The words of rows that are no movements, folded once.
    rows: Rows,
    lines: Vec<StatementLine>,
    refused: Vec<RefusedLine>,
    skipped: u32,
    stated: Balances,
    too_many: bool,
}

/// What a row turned out to be.
enum Outcome {
    Line(Box<StatementLine>),
    Skip,
    Opening(Option<Money>),
    Closing(Option<Money>),
}

impl<'p> Reading<'p> {
    pub fn new(profile: &'p Profile, currency: Currency) -> Self {
        let columns = if profile.slices.suffice() {
            Some(profile.slices.map(|slice| Some(Spot::Slice(*slice))))
        } else if profile.header.is_none() {
            Some(profile.columns.map(|place| match place {
                Place::Position(at) => Some(Spot::Cell(at.saturating_sub(1))),
                Place::Name(_) | Place::Names(_) => None,
            }))
        } else {
            None
        };
        let tokens = profile.header.iter().flat_map(|header| &header.tokens);
        Self {
            profile,
            currency,
            kinds: KindWords::of(&profile.kinds),
            columns,
            width: None,
            tokens: tokens.map(|token| title(token)).collect(),
            rows: profile.rows.folded(),
            lines: Vec::new(),
            refused: Vec::new(),
            skipped: 0,
            stated: Balances::default(),
            too_many: false,
        }
    }

    /// Reads a row; answers whether more are wanted.
    pub fn take(&mut self, row: &Row<'_>) -> ControlFlow<()> {
        let outcome = match self.columns.as_ref() {
            _ if row.is_blank() => Ok(Outcome::Skip),
            Some(columns) => self.read(row, columns),
            None => {
                self.skipped += 1;
                return self.look_for_header(row);
            }
        };
        match outcome {
            Ok(Outcome::Line(line)) => self.lines.push(*line),
            Ok(Outcome::Skip) => self.skipped += 1,
            Ok(Outcome::Opening(balance)) => {
                self.skipped += 1;
                self.stated.opening = self.stated.opening.or(balance);
            }
            Ok(Outcome::Closing(balance)) => {
                self.skipped += 1;
                self.stated.closing = balance.or(self.stated.closing);
            }
            Err(refusal) => self.refused.push(RefusedLine { line: row.line, refusal }),
        }
        if self.lines.len() + self.refused.len() > MOST_LINES {
            self.too_many = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Rows read so far that are movements, or should be.
    pub fn counts(&self) -> (usize, usize) {
        (self.lines.len(), self.refused.len())
    }

    /// How many of the profile's columns the file has.
    pub fn known_columns(&self) -> usize {
        let mut count = 0;
        if let Some(columns) = &self.columns {
            columns.map(|_| {
                count += 1;
                Some(())
            });
        }
        count
    }

    /// # Errors
    /// `statement-header`, `statement-many`.
    pub fn finish(self) -> Ruling<Statement> {
        if self.too_many {
            return Err(Refusal::new(Code::StatementMany));
        }
        if self.columns.is_none() {
            let tokens = self.profile.header.as_ref().map(|header| header.tokens.join(", "));
            return Err(Refusal::new(Code::StatementHeader).with("tokens", tokens.unwrap_or_default()));
        }
        Ok(Statement::new(
            &self.profile.name,
            self.lines,
            self.refused,
            self.skipped,
            self.stated,
        ))
    }

    fn look_for_header(&mut self, row: &Row<'_>) -> ControlFlow<()> {
        let titles: Vec<String> = row.cells.iter().map(|cell| title(&cell.shown())).collect();
        if self.tokens.iter().all(|token| titles.contains(token)) {
            let find = |name: &String| titles.iter().position(|it| *it == title(name)).map(Spot::Cell);
            let columns = self.profile.columns.map(|place| match place {
                Place::Position(at) => Some(Spot::Cell(at.saturating_sub(1))),
                Place::Name(name) => find(name),
                Place::Names(names) => names.iter().find_map(find),
            });
            if columns.suffice() {
                self.columns = Some(columns);
                self.width = titles.iter().rposition(|title| !title.is_empty()).map(|last| last + 1);
                return ControlFlow::Continue(());
            }
        }
        let look = self.profile.header.as_ref().map_or(0, |header| header.look);
        if row.line >= look {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn read(&self, row: &Row<'_>, columns: &Columns<Spot>) -> Ruling<Outcome> {
        check_cells(row)?;
        if let Some(outcome) = self.record(row) {
            return Ok(outcome);
        }
        let kind = columns.kind.and_then(|spot| row.at(spot)).map(|cell| title(&cell.shown()));
        let types = &self.profile.types;
        if let Some(kind) = &kind {
            match () {
                () if has(&types.opening, kind) => return Ok(Outcome::Opening(self.balance(row, columns))),
                () if has(&types.closing, kind) => return Ok(Outcome::Closing(self.balance(row, columns))),
                () if has(&types.skip, kind) => return Ok(Outcome::Skip),
                () => {}
            }
        }
        let date = columns.date.and_then(|spot| row.at(spot));
        let day = date.as_ref().and_then(|cell| self.day(cell));
        let looks_dated = date
            .as_ref()
            .is_some_and(|cell| cell.shown().starts_with(|c: char| c.is_ascii_digit()));
        if let Some(outcome) = self.balance_row(row, columns, looks_dated) {
            return Ok(outcome);
        }
        let amount = Amount {
            row,
            columns,
            profile: self.profile,
        }
        .found();
        if !looks_dated && !matches!(amount, Found::Is { .. }) && self.is_remark(row) {
            return Ok(Outcome::Skip);
        }
        self.check_width(row)?;
        let day = day.ok_or_else(|| {
            let shown = date.as_ref().map(|cell| cell.shown());
            Refusal::new(Code::StatementDate).with("input", excerpt(&shown.unwrap_or_default()))
        })?;
        let (minor, signed) = match amount {
            Found::Is { minor, direction } => (minor, direction),
            Found::Both => return Err(Refusal::new(Code::StatementTwoAmounts)),
            Found::None(input) => return Err(Refusal::new(Code::StatementAmount).with("input", excerpt(&input))),
        };
        let direction = direction(types, kind.as_deref(), signed, columns)?;
        let line = self.line(row, columns, day, Money::of_minor(minor.abs(), self.currency), direction)?;
        let taken_back = kind.is_some_and(|kind| has(&types.reversal, &kind));
        Ok(Outcome::Line(Box::new(StatementLine {
            kind: if taken_back { LineKind::Reversal } else { line.kind },
            ..line
        })))
    }

    fn line(
        &self,
        row: &Row<'_>,
        columns: &Columns<Spot>,
        date: chrono::NaiveDate,
        amount: Money,
        direction: Direction,
    ) -> Ruling<StatementLine> {
        let text = |spot: Option<Spot>| spot.and_then(|spot| row.at(spot)).map(|cell| cell.shown().into_owned());
        let reference = match columns.reference.and_then(|spot| row.at(spot)) {
            Some(cell) => reference(&cell.shown())?,
            None => String::new(),
        };
        let said = text(columns.description).unwrap_or_default() + " " + &text(columns.detail).unwrap_or_default();
        let description = squeezed(&said);
        if description.chars().count() > LONGEST_DESCRIPTION {
            return Err(Refusal::new(Code::StatementLong));
        }
        let phone = text(columns.phone).and_then(|text| hints::phone(&text));
        let document = text(columns.document).and_then(|text| hints::document(&text));
        let balance = columns.balance.and_then(|spot| row.at(spot));
        let balance = balance.map(|cell| self.money(&cell)).transpose()?;
        Ok(StatementLine {
            line: row.line,
            date,
            kind: self.kinds.kind(&description, direction),
            payer_phone: phone.or_else(|| hints::phone(&description)),
            payer_document: document.or_else(|| hints::document(&description)),
            bank_id: text(columns.bank_id),
            reference,
            description,
            amount,
            direction,
            balance,
        })
    }

    /// A row of another shape, when the profile has several.
    fn record(&self, row: &Row<'_>) -> Option<Outcome> {
        let records = self.profile.records.as_ref()?;
        let shape = row.cells.first().map(Cell::shown).unwrap_or_default();
        let is = |record: &Option<BalanceRecord>| record.clone().filter(|record| record.record == shape);
        if let Some(opening) = is(&records.opening) {
            return Some(Outcome::Opening(self.record_balance(row, &opening)));
        }
        if let Some(closing) = is(&records.closing) {
            return Some(Outcome::Closing(self.record_balance(row, &closing)));
        }
        (records.line != shape).then_some(Outcome::Skip)
    }

    fn record_balance(&self, row: &Row<'_>, record: &BalanceRecord) -> Option<Money> {
        let cell = |position: usize| row.cells.get(position.checked_sub(1)?);
        let money = self.money(cell(record.amount)?).ok()?;
        let sign = title(&cell(record.sign)?.shown());
        let types = &self.profile.types;
        match (has(&types.incoming, &sign), has(&types.out, &sign)) {
            (true, _) => Some(money),
            (_, true) => Some(-money),
            _ => None,
        }
    }

    /// A row that states a balance or a total: one of its cells says so, alone, or begins so in a row without a day.
    fn balance_row(&self, row: &Row<'_>, columns: &Columns<Spot>, looks_dated: bool) -> Option<Outcome> {
        let rows = &self.rows;
        let texts = row.cells.iter().filter_map(|cell| match cell {
            Cell::Text(text) => Some(number::bare(text)),
            _ => None,
        });
        let said: Vec<String> = texts
            .filter(|text| text.len() <= 60 && text.starts_with(char::is_alphabetic))
            .map(fold)
            .collect();
        let says = |words: &[String]| {
            words.iter().any(|word| {
                said.iter().any(|text| {
                    let text = text.trim_end_matches([':', ' ', '.']);
                    text == word || (!looks_dated && text.starts_with(word.as_str()))
                })
            })
        };
        match () {
            () if says(&rows.opening) => Some(Outcome::Opening(self.balance(row, columns))),
            () if says(&rows.closing) => Some(Outcome::Closing(self.balance(row, columns))),
            () if says(&rows.skip) => Some(Outcome::Skip),
            () => None,
        }
    }

    /// What a row of a balance states: in the column of balances, or in one of the amounts.
    fn balance(&self, row: &Row<'_>, columns: &Columns<Spot>) -> Option<Money> {
        let money = |spot: Option<Spot>| {
            let money = self.money(row.at(spot?)?.as_ref()).ok();
            money.filter(|money| !money.is_zero())
        };
        money(columns.balance)
            .or_else(|| money(columns.amount))
            .or_else(|| money(columns.credit))
            .or_else(|| money(columns.debit).map(|money| if money.is_negative() { money } else { -money }))
            .or_else(|| {
                // An account may have held nothing.
                let spots = [columns.balance, columns.amount, columns.credit];
                spots.into_iter().flatten().find_map(|spot| self.money(row.at(spot)?.as_ref()).ok())
            })
    }

    fn money(&self, cell: &Cell<'_>) -> Ruling<Money> {
        let minor = match cell {
            Cell::Text(text) => number::text(text, self.profile.decimals, self.profile.cents),
            Cell::Number(value) => number::number(*value, self.profile.decimals),
            Cell::Date(_) => None,
        };
        minor
            .map(|minor| Money::of_minor(minor, self.currency))
            .ok_or_else(|| Refusal::new(Code::StatementAmount).with("input", excerpt(&cell.shown())))
    }

    fn day(&self, cell: &Cell<'_>) -> Option<chrono::NaiveDate> {
        match cell {
            Cell::Date(day) => Some(*day),
            Cell::Text(_) | Cell::Number(_) => date::read(&cell.shown(), &self.profile.dates),
        }
    }

    /// Titles before the first line, a header once more, or a few words of the bank.
    fn is_remark(&self, row: &Row<'_>) -> bool {
        let few = row.filled() < FEWEST_VALUES && self.profile.width.is_none();
        let before = self.width.is_none() && self.lines.is_empty() && self.profile.records.is_none() && self.profile.width.is_none();
        let titles = || row.cells.iter().map(|cell| title(&cell.shown())).collect::<Vec<_>>();
        few || before
            || (!self.tokens.is_empty() && {
                let titles = titles();
                self.tokens.iter().all(|token| titles.contains(token))
            })
    }

    fn check_width(&self, row: &Row<'_>) -> Ruling<()> {
        let beyond = |width: usize| row.cells.iter().skip(width).any(|cell| !cell.is_blank());
        let long = |width: usize| row.cells.first().is_some_and(|cell| cell.shown().chars().count() > width);
        if self.width.is_some_and(beyond) || self.profile.width.is_some_and(long) {
            return Err(Refusal::new(Code::StatementColumns));
        }
        Ok(())
    }
}

fn check_cells(row: &Row<'_>) -> Ruling<()> {
    for cell in &row.cells {
        let Cell::Text(text) = cell else { continue };
        if text.len() >= LONGEST_CELL {
            return Err(Refusal::new(Code::StatementLong));
        }
        if text.contains('\0') {
            return Err(Refusal::new(Code::StatementText));
        }
        // A quote that is never closed swallows the lines behind it.
        if text.contains('\n') {
            return Err(Refusal::new(Code::StatementColumns));
        }
    }
    Ok(())
}

/// Which way the money went: by the column that says so, which the sign may not contradict.
fn direction(types: &Types, kind: Option<&str>, signed: Option<Direction>, columns: &Columns<Spot>) -> Ruling<Direction> {
    let refused = |input: &str| Refusal::new(Code::StatementSign).with("input", excerpt(input));
    if columns.kind.is_none() || (types.incoming.is_empty() && types.out.is_empty()) {
        return Ok(signed.unwrap_or(Direction::In));
    }
    let kind = kind.unwrap_or_default();
    let said = match (has(&types.incoming, kind), has(&types.out, kind)) {
        (true, false) => Direction::In,
        (false, true) => Direction::Out,
        _ => return Err(refused(kind)),
    };
    // Without a minus a signed column says nothing here.
    let silent = columns.amount.is_some() && signed == Some(Direction::In);
    match signed {
        Some(other) if other != said && !silent => Err(refused(kind)),
        _ => Ok(said),
    }
}

/// As printed, without what spreadsheets put around it; one that a spreadsheet has shortened is refused.
pub fn reference(shown: &str) -> Ruling<String> {
    let text = identifier(shown);
    if is_scientific(&text) {
        return Err(Refusal::new(Code::StatementReference).with("input", excerpt(&text)));
    }
    if text.chars().count() > LONGEST_REFERENCE {
        return Err(Refusal::new(Code::StatementLong));
    }
    Ok(text.into_owned())
}

/// A title as it is compared: small letters and digits alone.
pub fn title(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

fn has(words: &[String], kind: &str) -> bool {
    words.iter().any(|word| title(word) == kind)
}

/// One space between words.
fn squeezed(text: &str) -> String {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return String::new() };
    words.fold(first.to_owned(), |out, word| out + " " + word)
}
