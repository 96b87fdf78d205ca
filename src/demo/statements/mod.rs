//! Statements as the banks write them, from a list of lines: what the invented shop downloads from its bank, and what the reader of
//! statements is tried with.

mod sheet;
mod text;

use chrono::NaiveDate;

pub use self::sheet::{Value, grid, html, tabbed, xlsx};
use crate::domain::bank::statement::{Direction, StatementLine};
use crate::domain::money::Money;
use crate::domain::names::named;

named! {
    /// By the profile that reads it.
    pub enum Layout {
        BancamigaXls = "bancamiga_xls",
        BanescoQif = "banesco_qif",
        BanescoXls = "banesco_xls",
        BanplusTxt = "banplus_txt",
        BdvFix = "bdv_fix",
        BdvXls = "bdv_xls",
        BncTsv = "bnc_tsv",
        BncXls = "bnc_xls",
        GenericCsv = "generic_csv",
        MercantilMt940 = "mercantil_mt940",
        MercantilTab = "mercantil_tab",
        MercantilTabImplied = "mercantil_tab_implied",
        MercantilXls = "mercantil_xls",
        ProvincialN43 = "provincial_n43",
        ProvincialXls = "provincial_xls",
        TesoroXls = "tesoro_xls",
    }
}

impl Layout {
    /// Whether it is a sheet, which banks send as a spreadsheet or as a page that calls itself one.
    pub const fn is_sheet(self) -> bool {
        matches!(
            self,
            Self::BancamigaXls
                | Self::BanescoXls
                | Self::BdvXls
                | Self::BncXls
                | Self::MercantilXls
                | Self::ProvincialXls
                | Self::TesoroXls
        )
    }

    /// Whether every line has its balance.
    pub const fn has_balances(self) -> bool {
        !matches!(
            self,
            Self::BanescoQif
                | Self::BdvXls
                | Self::MercantilTab
                | Self::MercantilTabImplied
                | Self::MercantilXls
                | Self::ProvincialN43
                | Self::ProvincialXls
        )
    }

    /// Whether it states what the account held before and after.
    pub const fn states_balances(self) -> bool {
        matches!(
            self,
            Self::BdvXls | Self::MercantilMt940 | Self::MercantilTab | Self::MercantilTabImplied | Self::ProvincialN43
        )
    }
}

/// How amounts are printed where a layout leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Print {
    /// `1.234,56`.
    #[default]
    Comma,
    /// `1,234.56`.
    Point,
    /// `1234.56`.
    Plain,
}

/// What differs between files of one layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub print: Print,
    /// Rows above the header.
    pub preamble: usize,
    /// A row of totals at the end.
    pub totals: bool,
    /// Values with a stray `'`.
    pub quoted: bool,
    /// Days and amounts as values of the spreadsheet, not as text.
    pub typed: bool,
    /// The leading zero of a day is lost.
    pub lost_zeros: bool,
}

/// A text in this layout, with `\n` at the end of its lines; a sheet with tabs between its cells.
pub fn write(layout: Layout, lines: &[StatementLine], opening: Money, style: &Style) -> String {
    let closing = lines.iter().fold(opening, |sum, line| sum.less(-line.signed()));
    match layout {
        Layout::BdvFix => text::bdv_fix(lines, opening),
        Layout::BanescoQif => text::banesco_qif(lines),
        Layout::MercantilMt940 => text::mercantil_mt940(lines, opening, closing),
        Layout::ProvincialN43 => text::provincial_n43(lines, opening, closing),
        Layout::GenericCsv => sheet::marked(&grid(layout, lines, opening, style), ';'),
        _ => tabbed(&grid(layout, lines, opening, style)),
    }
}

fn printed(money: Money, print: Print) -> String {
    match print {
        Print::Comma => money.digits(),
        Print::Plain => money.plain(),
        Print::Point => {
            let swap = |c| match c {
                '.' => ',',
                ',' => '.',
                other => other,
            };
            money.digits().chars().map(swap).collect()
        }
    }
}

/// Cents without a mark, filled with zeros.
fn implied(money: Money, width: usize) -> String {
    format!("{:0width$}", money.minor().unsigned_abs())
}

fn is_in(line: &StatementLine) -> bool {
    line.direction == Direction::In
}

fn day(date: NaiveDate, format: &str) -> String {
    date.format(format).to_string()
}
