//! Rows as a file: one mechanism for every list, with its columns as a table. Plain for programs, or as a spreadsheet in the
//! reader's language opens it by a double click. Texts from outside never become formulas.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::domain::Time;
use crate::domain::dates::{self, Zone};
use crate::domain::money::Money;
use crate::domain::text::{Safe, csv_safe};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    /// From outside.
    Text(String),
    /// Ours: a number of an order, an id, a currency.
    Name(String),
    /// A stored value that the catalogue has a word for, by the prefix of its key.
    Word(&'static str, String),
    /// With a decimal point.
    Number(String),
    Yes(bool),
    Day(NaiveDate),
    Time(Time),
}

impl Cell {
    pub fn name(value: impl ToString) -> Self {
        Self::Name(value.to_string())
    }

    pub fn word(prefix: &'static str, value: impl ToString) -> Self {
        Self::Word(prefix, value.to_string())
    }

    pub fn number(value: impl ToString) -> Self {
        Self::Number(value.to_string())
    }

    /// The amount alone; its currency is another cell.
    pub fn amount(money: Money) -> Self {
        Self::Number(money.plain())
    }

    pub fn currency(money: Money) -> Self {
        Self::name(money.currency())
    }

    pub fn text(value: &Safe) -> Self {
        Self::Text(value.to_string())
    }

    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }
}

/// A column: its name, which is stable and that of JSON, and what it shows of a row.
pub struct Column<R> {
    pub name: &'static str,
    /// It has moments, of which the heading names the time zone.
    timed: bool,
    cell: fn(&R) -> Cell,
}

pub const fn column<R>(name: &'static str, cell: fn(&R) -> Cell) -> Column<R> {
    Column { name, timed: false, cell }
}

/// A column of moments.
pub const fn moment<R>(name: &'static str, cell: fn(&R) -> Cell) -> Column<R> {
    Column { name, timed: true, cell }
}

/// Answers the word of a key.
pub type Words<'a> = &'a (dyn Fn(&str) -> String + Sync);

/// How a file is written.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// The zone of its moments; none is UTC.
    pub zone: Option<Zone>,
    /// For a spreadsheet in the language of these words: a mark of UTF-8, `;`, decimal comma, days as people write them.
    pub spreadsheet: Option<Words<'a>>,
}

impl Style<'static> {
    /// For programs, with moments of a zone.
    pub const fn plain(zone: Zone) -> Self {
        Self {
            zone: Some(zone),
            spreadsheet: None,
        }
    }
}

impl Style<'_> {
    fn heading<R>(&self, column: &Column<R>) -> String {
        let Some(words) = self.spreadsheet else {
            return column.name.to_owned();
        };
        let word = words(&format!("column-{}", column.name.replace('_', "-")));
        if column.timed {
            format!("{word} ({})", self.zone.map_or("UTC", Zone::name))
        } else {
            word
        }
    }

    fn cell(&self, cell: Cell) -> String {
        match (cell, self.spreadsheet) {
            (Cell::Empty, _) => String::new(),
            (Cell::Text(text), _) => csv_safe(&text),
            (Cell::Name(name), _) | (Cell::Word(_, name), None) => name,
            (Cell::Number(number), None) => number,
            (Cell::Number(number), Some(_)) => number.replace('.', ","),
            (Cell::Word(prefix, value), Some(words)) => words(&format!("{prefix}{value}")),
            (Cell::Yes(yes), None) => yes.to_string(),
            (Cell::Yes(yes), Some(words)) => words(if yes { "column-yes" } else { "column-no" }),
            (Cell::Day(day), None) => day.to_string(),
            (Cell::Day(day), Some(_)) => dates::shown(day),
            (Cell::Time(at), None) => match self.zone {
                Some(zone) => zone.exact(at),
                None => at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            },
            (Cell::Time(at), Some(_)) => match self.zone {
                Some(zone) => zone.long(at),
                None => at.format("%d/%m/%Y %H:%M").to_string(),
            },
        }
    }
}

/// A file being written, its headings first.
pub struct Sheet<'a, R: 'static, W: Write> {
    out: csv::Writer<W>,
    columns: &'static [Column<R>],
    style: Style<'a>,
}

impl<'a, R: 'static, W: Write> Sheet<'a, R, W> {
    pub fn new(mut out: W, columns: &'static [Column<R>], style: Style<'a>) -> io::Result<Self> {
        let mut builder = csv::WriterBuilder::new();
        if style.spreadsheet.is_some() {
            out.write_all("\u{feff}".as_bytes())?;
            builder.delimiter(b';').terminator(csv::Terminator::CRLF);
        }
        let mut out = builder.from_writer(out);
        out.write_record(columns.iter().map(|column| style.heading(column)))?;
        Ok(Self { out, columns, style })
    }

    pub fn put(&mut self, row: &R) -> io::Result<()> {
        let style = self.style;
        let cells = self.columns.iter().map(|column| style.cell((column.cell)(row)));
        Ok(self.out.write_record(cells)?)
    }

    pub fn end(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// Rows as the text of a file.
pub fn text<'r, R: 'static>(columns: &'static [Column<R>], style: Style<'_>, rows: impl IntoIterator<Item = &'r R>) -> io::Result<String> {
    let mut sheet = Sheet::new(Vec::new(), columns, style)?;
    for row in rows {
        sheet.put(row)?;
    }
    String::from_utf8(sheet.end()?).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row(&'static str, Time, Money);

    const COLUMNS: &[Column<Row>] = &[
        column("customer", |row| Cell::Text(row.0.to_owned())),
        moment("at", |row| Cell::Time(row.1)),
        column("amount", |row| Cell::amount(row.2)),
        column("status", |_| Cell::word("payment-", "PAID")),
        column("on_hold", |_| Cell::Yes(true)),
        column("day", |row| Cell::Day(Zone::default().day(row.1))),
        column("none", |_| Cell::Empty),
    ];

    fn row() -> Row {
        // Ten to midnight in Caracas.
        let at = "2026-12-02T03:50:00Z".parse().unwrap();
        Row("=1+1; \"x\", y", at, Money::of_minor(123_456, crate::domain::money::Currency::Usd))
    }

    fn written(style: Style<'_>) -> String {
        text(COLUMNS, style, &[row()]).unwrap()
    }

    #[test]
    fn moments_are_of_the_shop_and_name_their_offset() {
        let plain = written(Style::plain(Zone::default()));
        assert_eq!(
            plain,
            "customer,at,amount,status,on_hold,day,none\n\"'=1+1; \"\"x\"\", y\",2026-12-01T23:50:00-04:00,1234.56,PAID,true,2026-12-01,\n"
        );
        let utc = written(Style {
            zone: None,
            spreadsheet: None,
        });
        assert!(utc.contains(",2026-12-02T03:50:00Z,"), "{utc}");
    }

    #[test]
    fn a_spreadsheet_opens_it_by_a_double_click() {
        let words = |key: &str| format!("<{key}>");
        let excel = written(Style {
            zone: Some(Zone::default()),
            spreadsheet: Some(&words),
        });
        assert_eq!(
            excel,
            "\u{feff}<column-customer>;<column-at> (America/Caracas);<column-amount>;<column-status>;<column-on-hold>;<column-day>;\
             <column-none>\r\n\"'=1+1; \"\"x\"\", y\";01/12/2026 23:50;1234,56;<payment-PAID>;<column-yes>;01/12/2026;\r\n"
        );
    }
}
