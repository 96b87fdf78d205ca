//! Where answers are written: tables aligned by what the terminal shows, JSON, and lines. A reader that goes away early
//! (`| head`) ends the program quietly.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::failure::Failure;
use crate::domain::Time;
use crate::domain::text::{self, json_safe};
use crate::locale::{Catalogue, date_time};

/// A list for people: heads from the catalogue, cells as given.
pub struct Table<const N: usize> {
    heads: [&'static str; N],
    right: [bool; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// The catalogue's keys of the heads.
    pub const fn new(heads: [&'static str; N]) -> Self {
        Self {
            heads,
            right: [false; N],
            rows: Vec::new(),
        }
    }

    /// Sets a column to the right: numbers.
    #[must_use]
    pub const fn right(mut self, column: usize) -> Self {
        self.right[column] = true;
        self
    }

    pub fn row(&mut self, cells: [String; N]) {
        self.rows.push(cells);
    }

    /// Columns two spaces apart, as wide as their widest cell.
    pub fn lines(&self, catalogue: &Catalogue) -> String {
        let heads = self.heads.map(|head| catalogue.text(head, &[]));
        let mut widths = heads.each_ref().map(|head| head.width());
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let mut out = String::new();
        for row in std::iter::once(&heads).chain(&self.rows) {
            let mut line = String::new();
            for ((cell, width), right) in row.iter().zip(widths).zip(self.right) {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) = if right { (gap.as_str(), "") } else { ("", gap.as_str()) };
                line.push_str(&format!("{before}{cell}{after}  "));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// A record for people: names to the left, values aligned; rows without a value are left out.
pub fn record(rows: &[(String, String)]) -> String {
    let widest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    rows.iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}{}  {value}\n", " ".repeat(widest - name.width())))
        .collect()
}

/// Writes text to stdout as it is.
pub fn put(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes a line to stdout.
pub fn say(line: &str) -> Result<(), Failure> {
    put(&format!("{line}\n"))
}

/// Writes JSON to stdout, indented.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|fault| Failure::file("stdout", fault.into()))?;
    say(&json_safe(&text))
}

/// Writes JSON to stdout, on a line of its own.
pub fn json_line(value: &Value) -> Result<(), Failure> {
    say(&json_safe(&text::json(value)))
}

/// What a `--dry-run` would do, marked: nothing was done.
pub fn dry_run(would: &impl Serialize) -> Result<(), Failure> {
    json(&DryRun { dry_run: true, would })
}

#[derive(Serialize)]
struct DryRun<'a, T> {
    dry_run: bool,
    #[serde(flatten)]
    would: &'a T,
}

/// A line on stderr; there is nowhere to tell of its failure.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn written(outcome: io::Result<()>) -> Result<(), Failure> {
    outcome.map_err(unwritten)
}

/// What becomes of output that could not be written.
pub fn unwritten(fault: io::Error) -> Failure {
    match fault.kind() {
        io::ErrorKind::BrokenPipe => Failure::Unread,
        _ => Failure::file("stdout", fault),
    }
}

/// An instant as people read it.
pub fn time(at: Time) -> String {
    date_time(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn columns_align_by_what_is_seen() {
        let mut table = Table::new(["cli-head-number", "cli-head-amount"]).right(1);
        table.row(["KRFT-AAAAAA".into(), "Bs 1,00".into()]);
        table.row(["你好".into(), "Bs 1.000,00".into()]);
        insta::assert_snapshot!(table.lines(Catalogue::of(Locale::Es)), @r"
        pedido             monto
        KRFT-AAAAAA      Bs 1,00
        你好         Bs 1.000,00
        ");
    }
}
