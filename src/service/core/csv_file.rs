//! A spreadsheet's file, read by the names of its columns. What would come out wrong in every row, the encoding or the header, is
//! refused before the first; a row that says nothing is refused by itself.

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::Error;
use crate::config::read_regular;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, yes_or_no};

/// Larger files are no lists of a shop.
const LARGEST: u64 = 16 * 1024 * 1024;

pub struct CsvFile {
    columns: Vec<&'static str>,
    records: Vec<(u64, csv::StringRecord)>,
}

/// A line of the file.
pub struct CsvLine {
    pub number: u64,
    /// What tells one row from another.
    pub content: [u8; 32],
    /// Refused when it has more or fewer cells than the header.
    pub row: Ruling<CsvRow>,
}

/// The cells of one row; one that is empty is not there.
pub struct CsvRow(HashMap<&'static str, String>);

impl CsvFile {
    /// Its bytes; of an ordinary file alone, so that nobody waits for a pipe.
    ///
    /// # Errors
    /// It cannot be read; `sheet-too-large`.
    pub fn bytes(from: &Path) -> Result<Vec<u8>, Error> {
        read_regular(from, LARGEST).map_err(|fault| match fault.kind() {
            io::ErrorKind::FileTooLarge => Refusal::new(Code::SheetTooLarge).into(),
            _ => unreadable(&from.display().to_string(), fault),
        })
    }

    /// The same of what is open already; `named` is what people call it.
    ///
    /// # Errors
    /// As of [`CsvFile::bytes`].
    pub fn bytes_of(named: &str, source: impl Read) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = source
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|fault| unreadable(named, fault))?;
        if read as u64 > LARGEST {
            return Err(Refusal::new(Code::SheetTooLarge).into());
        }
        Ok(bytes)
    }

    /// The first row names columns, all of them among `known`, `needed` ones included.
    ///
    /// # Errors
    /// `sheet-not-text`, `sheet-header`.
    pub fn parse(named: &str, bytes: Vec<u8>, known: &[&'static str], needed: &[&str]) -> Result<Self, Error> {
        let text = text(bytes)?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|fault| unreadable(named, fault))?.clone();
        let columns = columns(&header, known, needed)?;
        let mut records = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|fault| unreadable(named, fault))?;
            let line = record.position().map_or(0, |start| line_of(&text, start));
            if record.iter().any(|cell| !cell.is_empty()) {
                records.push((line, record));
            }
        }
        Ok(Self { columns, records })
    }

    /// The rows in order.
    pub fn lines(&self) -> impl Iterator<Item = CsvLine> + '_ {
        self.records.iter().map(|(number, record)| CsvLine {
            number: *number,
            content: content(record),
            row: self.row(record),
        })
    }

    fn row(&self, record: &csv::StringRecord) -> Ruling<CsvRow> {
        if record.len() != self.columns.len() {
            let detail = format!("{} / {}", record.len(), self.columns.len());
            return Err(Refusal::new(Code::LineColumns).with("detail", detail));
        }
        let cells = self.columns.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(column, cell)| (*column, unguarded(cell).to_owned()));
        Ok(CsvRow(cells.collect()))
    }
}

impl CsvRow {
    pub fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }

    /// # Errors
    /// `line-cell-missing`.
    pub fn need(&self, column: &'static str) -> Ruling<&str> {
        self.get(column)
            .ok_or_else(|| Refusal::new(Code::LineCellMissing).with("detail", column))
    }

    /// A text that may be missing; `-` takes away what was there.
    pub fn text(&self, column: &str) -> Option<String> {
        self.get(column)
            .map(|cell| if cell == "-" { String::new() } else { cell.to_owned() })
    }

    /// A cell read by `read`.
    pub fn value<T>(&self, column: &str, read: impl FnOnce(&str) -> Ruling<T>) -> Ruling<Option<T>> {
        self.get(column).map(read).transpose()
    }

    /// As [`CsvRow::value`], where `-` takes away what was there.
    pub fn optional<T>(&self, column: &str, read: impl FnOnce(&str) -> Ruling<T>) -> Ruling<Option<Option<T>>> {
        match self.get(column) {
            Some("-") => Ok(Some(None)),
            _ => Ok(self.value(column, read)?.map(Some)),
        }
    }

    /// One of a few names, in either case.
    pub fn choice<T: Copy>(&self, column: &'static str, all: &[T], name: fn(T) -> &'static str) -> Ruling<Option<T>> {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        Ok(self.one_of(column, &names)?.and_then(|at| all.get(at).copied()))
    }

    /// As [`CsvRow::choice`], by its place among the names.
    pub fn one_of(&self, column: &'static str, names: &[&str]) -> Ruling<Option<usize>> {
        self.value(column, |cell| {
            let found = names.iter().position(|name| name.eq_ignore_ascii_case(cell));
            found.ok_or_else(|| bad_cell(column, cell))
        })
    }

    pub fn yes_or_no(&self, column: &'static str) -> Ruling<Option<bool>> {
        self.value(column, |cell| yes_or_no(cell).ok_or_else(|| bad_cell(column, cell)))
    }
}

fn bad_cell(column: &str, cell: &str) -> Refusal {
    let detail = Safe::bounded(&format!("{column}: {cell}"), 80);
    Refusal::new(Code::LineCell).with("detail", detail.into_string())
}

fn content(record: &csv::StringRecord) -> [u8; 32] {
    let mut digest = Sha256::new();
    for cell in record {
        digest.update((cell.len() as u64).to_be_bytes());
        digest.update(cell);
    }
    digest.finalize().into()
}

/// Our own files and spreadsheets guard a text that looks like a formula with `'`; it is no part of the text.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

/// The whole file as text; what is not UTF-8 is refused with the first line where it is not.
fn text(bytes: Vec<u8>) -> Ruling<String> {
    let text = String::from_utf8(bytes).map_err(|fault| {
        let before = &fault.as_bytes()[..fault.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Refusal::new(Code::SheetNotText).with("line", line.to_string())
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The line a record begins on: the reader counts empty lines before it as its own.
pub fn line_of(text: &str, start: &csv::Position) -> u64 {
    let before = text.get(usize::try_from(start.byte()).unwrap_or_default()..).unwrap_or_default();
    let empty = before.len() - before.trim_start_matches(['\n', '\r']).len();
    start.line() + before[..empty].matches('\n').count() as u64
}

/// Spreadsheets in Spanish part cells with `;`, since the comma parts decimals.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |mark: char| header.matches(mark).count();
    if count(';') > count(',') { b';' } else { b',' }
}

fn columns(header: &csv::StringRecord, known: &[&'static str], needed: &[&str]) -> Ruling<Vec<&'static str>> {
    let told = |given: &str| {
        Refusal::new(Code::SheetHeader)
            .with("given", Safe::bounded(given, 40).into_string())
            .with("known", known.join(", "))
    };
    let mut columns = Vec::new();
    for name in header {
        let wanted = name.to_lowercase().replace(' ', "_");
        let found = known.iter().copied().find(|known| *known == wanted);
        let found = found.filter(|found| !columns.contains(found)).ok_or_else(|| told(name))?;
        columns.push(found);
    }
    match needed.iter().find(|needed| !columns.contains(needed)) {
        None => Ok(columns),
        Some(missing) => Err(told(missing)),
    }
}

fn unreadable(named: &str, fault: impl Into<io::Error>) -> Error {
    Error::File {
        path: named.to_owned(),
        fault: fault.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_is_no_part_of_the_text() {
        for (cell, text) in [("'=1+1", "=1+1"), ("'@x", "@x"), ("'n Boom", "'n Boom"), ("=1", "=1"), ("'", "'")] {
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn cells_are_parted_as_the_header_is() {
        assert_eq!(delimiter("name;rif;weekly\na;b;8,8"), b';');
        assert_eq!(delimiter("name,rif\na;b,c"), b',');
    }

    #[test]
    fn a_row_of_another_length_is_refused_by_itself_and_lines_count_as_editors_do() {
        let file = CsvFile::parse("a.csv", b"name,mode\nuno,AUTO\n\ndos\n".to_vec(), &["name", "mode"], &["name"]).unwrap();
        let lines: Vec<_> = file
            .lines()
            .map(|line| (line.number, line.row.map_err(|refusal| refusal.code).err()))
            .collect();
        assert_eq!(lines, [(2, None), (4, Some(Code::LineColumns))]);
    }
}
