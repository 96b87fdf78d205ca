//! A profile for a file that none reads, made from its first rows: what can be told from titles and values is proposed, the rest is
//! said by a person, and what the reader makes of it is seen before it is kept. No files here: `own_profiles.rs` keeps them.

mod columns;
mod evidence;
mod made;
mod titles;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use self::columns::Proposed;
pub use self::made::rivals;
use super::date::DatePattern;
use super::decode::{self, Shape};
use super::profile::{Decimals, Profile, TextEncoding};
use super::row::{Row, Sink};
use super::{BOTH, read, records, sheet_rows};
use crate::domain::bank::statement::Statement;
use crate::domain::money::Currency;
use crate::domain::names::named;
use crate::domain::refusal::{Refusal, Ruling};
use crate::domain::text::Safe;

/// Rows that are looked at for what they tell.
const EVIDENCE: usize = 2_000;
/// Of those, how many a person sees.
const SEEN: usize = 60;
/// Cells of a row, and characters of one of them, that a person sees.
const MOST_COLUMNS: usize = 40;
const WIDEST: usize = 60;

named! {
    /// What a column holds, by its name in a profile.
    pub enum Holds {
        Date = "date",
        Reference = "reference",
        Description = "description",
        Detail = "detail",
        Amount = "amount",
        Credit = "credit",
        Debit = "debit",
        Balance = "balance",
        Type = "type",
        Phone = "phone",
        Document = "document",
    }
}

named! {
    /// What a person still has to say, or to look at.
    pub enum Doubt {
        /// No column has the day.
        NoDate = "no-date",
        /// No column has the amount, or only one of two.
        NoAmount = "no-amount",
        /// The days can be read by several patterns.
        DateFormat = "date-format",
        /// No pattern reads the days.
        DateUnread = "date-unread",
        /// No amount shows which mark parts its cents.
        Decimals = "decimals",
        /// The column of letters has some of which nobody said what they are.
        Letters = "letters",
        /// No amount is below zero and no column says which way the money went.
        OneWay = "one-way",
    }
}

/// What a person said; what they did not is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    pub encoding: Option<TextEncoding>,
    /// What parts the cells of a text.
    pub mark: Option<char>,
    pub titles: Titles,
    /// By column, from 0; none for one that is not read.
    pub columns: BTreeMap<usize, Option<Holds>>,
    pub date: Option<DatePattern>,
    pub decimals: Option<Decimals>,
    /// The letters of money that came, and of money that left.
    pub letters: Option<(Vec<String>, Vec<String>)>,
}

/// Which row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Titles {
    #[default]
    Proposed,
    /// The row of the file, from 1.
    Row(u32),
    /// Columns are known by their place.
    None,
}

impl Choices {
    /// A column holds this, which no other does then.
    pub fn hold(&mut self, column: usize, holds: Option<Holds>) {
        let others = self.columns.iter_mut().filter(|(_, held)| holds.is_some() && **held == holds);
        others.for_each(|(_, held)| *held = None);
        self.columns.insert(column, holds);
    }
}

/// How a profile is called, and whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    pub name: String,
    pub title: String,
    /// The bank's four digits; none when several write so.
    pub bank: Option<String>,
}

/// What a file is, as far as one knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Guided {
    /// `CSV`, `XLSX`, `XLS`, `HTML`.
    pub kind: &'static str,
    /// Nothing where the kind of file says it.
    pub encoding: Option<&'static str>,
    pub mark: Option<char>,
    /// The first rows, each with its number in the file.
    pub rows: Vec<(u32, Vec<Safe>)>,
    /// How many columns the rows have.
    pub width: usize,
    pub titles: Option<u32>,
    pub columns: Vec<Option<Holds>>,
    /// The patterns that read every day, the likeliest first; then the others.
    pub patterns: Vec<DatePattern>,
    pub date: Option<DatePattern>,
    pub decimals: Option<Decimals>,
    pub incoming: Vec<String>,
    pub outgoing: Vec<String>,
    pub doubts: Vec<Doubt>,
    /// None while a day or an amount has no column.
    pub profile: Option<Box<Profile>>,
    /// What that profile reads of the whole file.
    pub read: Option<Result<Box<Statement>, Refusal>>,
}

impl Guided {
    /// Where this stands, from 0.
    pub fn column_of(&self, holds: Holds) -> Option<usize> {
        self.columns.iter().position(|held| *held == Some(holds))
    }
}

/// What a file tells, with what a person said of it, as it would be read in this currency.
///
/// # Errors
/// What refuses a whole file: `statement-large`, `statement-empty`, `statement-encoding`, `statement-damaged`, `statement-unpacked`.
pub fn guide(bytes: &[u8], choices: &Choices, naming: &Naming, currency: Currency) -> Ruling<Guided> {
    let file = Opened::of(bytes, choices)?;
    let proposed = Proposed::of(&file.rows, choices);
    let profile = made::profile(&file, choices, &proposed, naming);
    let statement = profile.as_ref().map(|profile| read(bytes, profile, currency).map(Box::new));
    let doubts = made::doubts(&proposed, statement.as_ref().and_then(|read| read.as_ref().ok()).map(AsRef::as_ref));
    let seen = file.rows.iter().take(SEEN);
    let rows = seen.map(|row| {
        let cells = row.cells.iter().take(MOST_COLUMNS);
        (row.line, cells.map(|cell| Safe::bounded(&cell.shown(), WIDEST)).collect())
    });
    Ok(Guided {
        kind: file.kind(),
        encoding: file.encoding,
        mark: file.mark,
        rows: rows.collect(),
        width: proposed.columns.len(),
        titles: proposed.titles.map(|(line, _)| line),
        columns: proposed.columns,
        patterns: proposed.patterns,
        date: proposed.date,
        decimals: proposed.decimals,
        incoming: proposed.incoming,
        outgoing: proposed.outgoing,
        doubts,
        profile: profile.map(Box::new),
        read: statement,
    })
}

/// The first rows of a file, and what it is.
struct Opened {
    shape: Shape,
    encoding: Option<&'static str>,
    mark: Option<char>,
    rows: Vec<Row<'static>>,
}

impl Opened {
    fn of(bytes: &[u8], choices: &Choices) -> Ruling<Self> {
        let shape = Shape::of(bytes)?;
        let encodings = choices.encoding.map_or_else(|| BOTH.to_vec(), |one| vec![one]);
        let mut rows = Vec::new();
        let take: &mut Sink<'_> = &mut |row| {
            rows.push(row.to_owned_row());
            match rows.len() < EVIDENCE {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        };
        let (mut encoding, mut mark) = (None, None);
        match shape {
            Shape::Text => {
                let (text, name) = decode::named_text(bytes, &encodings)?;
                let by = choices.mark.unwrap_or_else(|| char::from(records::delimiter(&text)));
                records::cells(&text, Some(by), take)?;
                (encoding, mark) = (Some(name), Some(by));
            }
            Shape::Html => {
                sheet_rows(bytes, shape, &encodings, take)?;
                encoding = Some(decode::named_text(bytes, &encodings)?.1);
            }
            Shape::Xlsx | Shape::Xls => sheet_rows(bytes, shape, &encodings, take)?,
        }
        Ok(Self {
            shape,
            encoding,
            mark,
            rows,
        })
    }

    const fn kind(&self) -> &'static str {
        match self.shape {
            Shape::Xlsx => "XLSX",
            Shape::Xls => "XLS",
            Shape::Html => "HTML",
            Shape::Text => "CSV",
        }
    }
}
