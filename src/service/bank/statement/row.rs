//! Rows of cells, as every kind of file gives them.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::number::bare;
use super::profile::Slice;

/// A cell of this size is no text of a bank: its row is refused.
pub const LONGEST_CELL: usize = 4096;
/// Above this a number of a spreadsheet has lost digits.
const EXACT: f64 = 1_000_000_000_000_000.0;

#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Date(NaiveDate),
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if bare(text).is_empty())
    }

    /// As people would read it; a number that has lost digits reads as none.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(bare(text)),
            Self::Number(value) if value.fract() == 0.0 && value.abs() < EXACT => Cow::Owned(format!("{value:.0}")),
            Self::Number(value) => Cow::Owned(format!("{value:E}")),
            Self::Date(date) => Cow::Owned(date.to_string()),
        }
    }

    fn to_owned_cell(&self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::text(text.clone().into_owned()),
            Self::Number(value) => Cell::Number(*value),
            Self::Date(date) => Cell::Date(*date),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The line or row of the file, from 1.
    pub line: u32,
    pub cells: Vec<Cell<'a>>,
}

/// Takes rows one by one, and may have seen enough.
pub type Sink<'s> = dyn FnMut(&Row<'_>) -> ControlFlow<()> + 's;

/// Where a column of this file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Cell(usize),
    Slice(Slice),
}

impl Row<'_> {
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }

    /// For what outlives the file's text.
    pub fn to_owned_row(&self) -> Row<'static> {
        Row {
            line: self.line,
            cells: self.cells.iter().map(Cell::to_owned_cell).collect(),
        }
    }

    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_blank()).count()
    }

    /// What stands there; nothing when it is blank.
    pub fn at(&self, spot: Spot) -> Option<Cow<'_, Cell<'_>>> {
        let cell = match spot {
            Spot::Cell(at) => Cow::Borrowed(self.cells.get(at)?),
            Spot::Slice([from, to]) => match self.cells.first()? {
                Cell::Text(line) => Cow::Owned(Cell::text(slice(line, from, to))),
                _ => return None,
            },
        };
        (!cell.is_blank()).then_some(cell)
    }
}

/// Characters, not bytes: a letter with an accent is one column wide.
fn slice(line: &str, from: usize, to: usize) -> &str {
    if line.is_ascii() {
        return line.get(from.min(line.len())..to.min(line.len())).unwrap_or_default();
    }
    let place = |at: usize| line.char_indices().nth(at).map_or(line.len(), |(place, _)| place);
    line.get(place(from)..place(to)).unwrap_or_default()
}
