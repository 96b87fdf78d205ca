//! Rows as a file: one mechanism for every list, with its columns as a table. Plain for programs, or as a spreadsheet in the
//! reader's language opens it by a double click. Texts from outside never become formulas.

use chrono::NaiveDate;

use crate::domain::Time;
use crate::domain::dates::Zone;
use crate::domain::money::Money;
use crate::domain::text::Safe;

#[cfg(feature = "terminal")]
mod file;
#[cfg(feature = "terminal")]
pub use file::{Sheet, seen, text};

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
    pub timed: bool,
    pub cell: fn(&R) -> Cell,
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
