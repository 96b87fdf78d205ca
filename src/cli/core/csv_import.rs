//! A spreadsheet's file, read by the names of its columns: rows share transactions, and none takes another with it: a bad one is named
//! by its line and the rest goes on. What would come out wrong in every row, the encoding or the header, is refused before the first.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::context::Context;
use super::failure::Failure;
use super::feed::{TOGETHER, derived_operation, together};
use super::master_data;
use super::output;
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::domain::text::Safe;
use crate::service::core::receipt::Kept;
use crate::service::{Command, Krafta, Receipt};

/// Files larger than this are no list of workshops.
const LARGEST: u64 = 16 * 1024 * 1024;

pub struct Sheet {
    /// The operation the person named: every row has one made of it.
    operation: Option<OperationId>,
    columns: Vec<&'static str>,
    records: Vec<(u64, csv::StringRecord)>,
}

/// One row; a cell that is empty is not there.
pub struct Row {
    /// Of the command this row becomes.
    pub operation: OperationId,
    cells: HashMap<&'static str, String>,
}

impl Sheet {
    /// Reads `from` (`-` is stdin). The first row names columns, all of them among `known`, `needed` ones included.
    pub fn read(context: &Context, from: &Path, known: &[&'static str], needed: &[&str]) -> Result<Self, Failure> {
        let text = text_of(context, from)?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|fault| unreadable(from, fault))?.clone();
        let columns = columns(context, &header, known, needed)?;
        let mut records = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|fault| unreadable(from, fault))?;
            let line = record.position().map_or(0, |start| line_of(&text, start));
            if record.iter().any(|cell| !cell.is_empty()) {
                records.push((line, record));
            }
        }
        Ok(Self {
            operation: context.named_operation().map(|(id, _)| id),
            columns,
            records,
        })
    }

    /// The rows in order; one with more or fewer cells than the header is a failure of its own.
    fn rows(&self) -> impl Iterator<Item = (u64, Result<Row, Failure>)> + '_ {
        let mut seen: HashMap<[u8; 32], u32> = HashMap::new();
        self.records.iter().map(move |(line, record)| {
            let content = content(record);
            let nth = seen.entry(content).or_insert(0);
            *nth += 1;
            // The same file again under the same operation makes the same ids, also after its bad rows were mended.
            let operation = match self.operation {
                Some(named) => derived_operation("krafta-import", &[named.uuid().as_bytes(), &content, &nth.to_be_bytes()]),
                None => Krafta::new_operation(),
            };
            (*line, self.row(operation, record))
        })
    }

    /// Does what each row asks for, many rows in a transaction, and tells of each in order; ends with a failure when any row did.
    pub async fn import(
        &self,
        context: &Context,
        (shop, actor): (&Krafta, &Actor),
        command: impl Fn(&Row) -> Result<Command, Failure>,
        told: impl AsyncFn(&[(&Row, &Receipt)]) -> Vec<Result<RowOutcome, Failure>>,
    ) -> Result<(), Failure> {
        let mut tally = Tally::new(context);
        let mut rows = self.rows();
        let mut goes_on = true;
        while goes_on {
            let (mut asked, mut lines) = (Vec::new(), Vec::new());
            for (line, row) in rows.by_ref().take(TOGETHER) {
                let (made, row) = match row.and_then(|row| Ok((command(&row)?, row))) {
                    Ok((command, row)) => (Ok((actor.clone(), row.operation, command)), Some(row)),
                    Err(failure) => (Err(failure), None),
                };
                asked.push(made);
                lines.push((line, row));
            }
            goes_on = !lines.is_empty();
            let ended = together(shop, asked).await;
            let done = lines.iter().zip(&ended);
            // Of what could not be made there is no receipt.
            let done = done.filter_map(|((_, row), ended)| Some((row.as_ref()?, ended.as_ref().ok()?)));
            let mut outcomes = told(&done.collect::<Vec<_>>()).await.into_iter();
            for ((line, _), ended) in lines.iter().zip(ended) {
                let outcome = ended.map(|_| outcomes.next()).transpose();
                goes_on &= outcome
                    .map_or(Ok(true), |outcome| tally.tell(*line, outcome.flatten()))
                    .map_err(Failure::cut_short)?;
            }
        }
        tally.end()
    }

    fn row(&self, operation: OperationId, record: &csv::StringRecord) -> Result<Row, Failure> {
        if record.len() != self.columns.len() {
            return Err(Failure::Line {
                code: "line-columns",
                detail: format!("{} / {}", record.len(), self.columns.len()),
            });
        }
        let cells = self.columns.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
        Ok(Row {
            operation,
            cells: cells.map(|(column, cell)| (*column, unguarded(cell).to_owned())).collect(),
        })
    }
}

impl Row {
    pub fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    pub fn need(&self, column: &'static str) -> Result<&str, Failure> {
        self.get(column).ok_or_else(|| Failure::Line {
            code: "line-cell-missing",
            detail: column.to_owned(),
        })
    }

    /// A text that may be missing; `-` takes away what was there.
    pub fn text(&self, column: &str) -> Option<String> {
        self.get(column)
            .map(|cell| if cell == "-" { String::new() } else { cell.to_owned() })
    }

    /// A cell read by `read`.
    pub fn value<T, E: Into<Failure>>(&self, column: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Result<Option<T>, Failure> {
        self.get(column).map(read).transpose().map_err(Into::into)
    }

    /// As [`Row::value`], where `-` takes away what was there.
    pub fn optional<T, E: Into<Failure>>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<Option<T>>, Failure> {
        match self.get(column) {
            Some("-") => Ok(Some(None)),
            _ => Ok(self.value(column, read)?.map(Some)),
        }
    }

    /// One of a few names, in either case.
    pub fn choice<T: Copy>(&self, column: &'static str, all: &[T], name: fn(T) -> &'static str) -> Result<Option<T>, Failure> {
        self.value(column, |cell| {
            let found = all.iter().copied().find(|&value| name(value).eq_ignore_ascii_case(cell));
            found.ok_or_else(|| bad_cell(column, cell))
        })
    }

    /// As [`Row::choice`], by its place among the names.
    pub fn one_of(&self, column: &'static str, names: &[&str]) -> Result<Option<usize>, Failure> {
        self.value(column, |cell| {
            let found = names.iter().position(|name| name.eq_ignore_ascii_case(cell));
            found.ok_or_else(|| bad_cell(column, cell))
        })
    }

    pub fn yes_or_no(&self, column: &'static str) -> Result<Option<bool>, Failure> {
        self.value(column, |cell| super::choices::yes_or_no(cell).map_err(|_| bad_cell(column, cell)))
    }
}

/// What tells one row from another.
fn content(record: &csv::StringRecord) -> [u8; 32] {
    let mut digest = Sha256::new();
    for cell in record {
        digest.update((cell.len() as u64).to_be_bytes());
        digest.update(cell);
    }
    digest.finalize().into()
}

fn bad_cell(column: &str, cell: &str) -> Failure {
    Failure::Line {
        code: "line-cell",
        detail: Safe::bounded(&format!("{column}: {cell}"), 80).into_string(),
    }
}

/// Our own files and spreadsheets guard a text that looks like a formula with `'`; it is no part of the text.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

/// The whole file as text; what is not UTF-8 is refused with the first line where it is not.
fn text_of(context: &Context, from: &Path) -> Result<String, Failure> {
    let failed = |fault| Failure::file(from.display().to_string(), fault);
    let mut bytes = Vec::new();
    let read = if from == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        let file = File::open(from).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        file.take(LARGEST + 1).read_to_end(&mut bytes)
    };
    if read.map_err(failed)? as u64 > LARGEST {
        return Err(Failure::told("sheet-too-large", context.word("cli-sheet-too-large")));
    }
    let text = String::from_utf8(bytes).map_err(|fault| {
        let line = 1 + fault.as_bytes()[..fault.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count();
        let args = [("line", line.to_string().into())];
        Failure::told("sheet-not-text", context.catalogue.text("cli-sheet-not-text", &args))
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The line a record begins on: the reader counts empty lines before it as its own.
fn line_of(text: &str, start: &csv::Position) -> u64 {
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

fn columns(context: &Context, header: &csv::StringRecord, known: &[&'static str], needed: &[&str]) -> Result<Vec<&'static str>, Failure> {
    let told = |given: &str| {
        let args = [
            ("given", Safe::bounded(given, 40).into_string().into()),
            ("known", known.join(", ").into()),
        ];
        Failure::told("sheet-header", context.catalogue.text("cli-sheet-header", &args))
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

fn unreadable(from: &Path, fault: csv::Error) -> Failure {
    Failure::file(from.display().to_string(), fault.into())
}

/// What became of a row, and what to call it.
pub struct RowOutcome {
    pub kept: Kept,
    pub name: String,
    pub json: Value,
    /// It was done before, by the same operation.
    pub repeated: bool,
}

impl RowOutcome {
    /// Of each by itself.
    pub async fn each(done: &[(&Row, &Receipt)], one: impl AsyncFn(&Row, &Receipt) -> Result<Self, Failure>) -> Vec<Result<Self, Failure>> {
        let mut each = Vec::with_capacity(done.len());
        for (row, receipt) in done {
            each.push(one(row, receipt).await);
        }
        each
    }

    /// Of the row that a receipt is about; a program is shown it as it is now.
    pub async fn of<V: Serialize>(
        context: &Context,
        receipt: &Receipt,
        view: impl AsyncFnOnce() -> Result<V, Failure>,
    ) -> Result<Self, Failure> {
        let row = master_data::row(receipt)?;
        Ok(Self {
            kept: row.kept,
            name: row.name.to_string(),
            json: match context.json {
                true => json!(view().await?),
                false => Value::Null,
            },
            repeated: receipt.repeated,
        })
    }
}

/// Tells of each row, then of all of them.
struct Tally<'a> {
    context: &'a Context,
    counts: [u64; 3],
    failed: u64,
}

impl<'a> Tally<'a> {
    const fn new(context: &'a Context) -> Self {
        Self {
            context,
            counts: [0; 3],
            failed: 0,
        }
    }

    /// False when going on makes no sense: the database is in trouble, not the row.
    fn tell(&mut self, line: u64, outcome: Result<RowOutcome, Failure>) -> Result<bool, Failure> {
        match outcome {
            Ok(told) => {
                self.counts[told.kept as usize] += 1;
                self.done(line, told)?;
                Ok(true)
            }
            Err(failure) => {
                self.failed += 1;
                self.refused(line, &failure)?;
                Ok(!failure.is_of_the_database())
            }
        }
    }

    fn done(&self, line: u64, told: RowOutcome) -> Result<(), Failure> {
        if self.context.json {
            let mut row = json!({ "line": line, "ok": true, "kept": told.kept, "row": told.json });
            if told.repeated {
                row["repeated"] = json!(true);
            }
            return output::json_line(&row);
        }
        let key = match told.kept {
            Kept::Added => "cli-sheet-added",
            Kept::Changed => "cli-sheet-changed",
            Kept::Unchanged => "cli-sheet-unchanged",
        };
        let mut said = self.context.catalogue.text(key, &[("name", told.name.into())]);
        if told.repeated {
            said = format!("{} {said}", self.context.word("cli-done-before"));
        }
        output::say(&self.line(line, said))
    }

    fn refused(&self, line: u64, failure: &Failure) -> Result<(), Failure> {
        if self.context.json {
            let error = failure.json(self.context.catalogue);
            return output::json_line(&json!({ "line": line, "ok": false, "error": error }));
        }
        output::complain(&self.line(line, failure.sentence(self.context.catalogue)));
        Ok(())
    }

    fn line(&self, line: u64, told: String) -> String {
        let args = [("line", line.to_string().into()), ("told", told.into())];
        self.context.catalogue.text("cli-feed-line", &args)
    }

    /// The sum, on stderr so that stdout holds results alone; a failure when any row was one.
    fn end(self) -> Result<(), Failure> {
        let [added, changed, unchanged] = self.counts;
        if !self.context.json {
            let args = [
                ("added", added.into()),
                ("changed", changed.into()),
                ("unchanged", unchanged.into()),
                ("failed", self.failed.into()),
            ];
            output::complain(&self.context.catalogue.text("cli-sheet-sum", &args));
        }
        if self.failed > 0 { Err(Failure::Silent) } else { Ok(()) }
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
}
