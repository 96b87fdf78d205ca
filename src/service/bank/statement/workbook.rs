//! Spreadsheets, new and old: the values of the first sheet that has any. Formulas, macros and pictures are not looked at, and nothing
//! is unpacked before it is known how large it gets.

use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx};
use chrono::NaiveDate;
use zip::ZipArchive;

use super::row::{Cell, Row, Sink};
use super::{biff, compound};
use crate::domain::refusal::{Code, Refusal, Ruling};

/// What all parts of a file may unpack to: 50,000 lines take a third of it.
const MOST_UNPACKED: u64 = 40 * 1024 * 1024;
const MOST_PARTS: usize = 1_000;
/// Cells further to the right are no columns of a statement.
const MOST_COLUMNS: u32 = 256;

fn damaged() -> Refusal {
    Refusal::new(Code::StatementDamaged)
}

/// # Errors
/// `statement-unpacked`, `statement-damaged`.
pub fn xlsx(bytes: &[u8], sink: &mut Sink<'_>) -> Ruling<()> {
    bound(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| damaged())?;
        let mut any = false;
        let mut row = Row {
            line: 0,
            cells: Vec::new(),
        };
        while let Some(cell) = reader.next_cell().map_err(|_| damaged())? {
            let (line, column) = cell.get_position();
            let line = line.saturating_add(1);
            if column >= MOST_COLUMNS {
                continue;
            }
            if line != row.line {
                any |= !row.is_blank();
                if row.line > 0 && sink(&row).is_break() {
                    return Ok(());
                }
                row.line = line;
                row.cells.clear();
            }
            put(&mut row, column, of_xlsx(cell.get_value()));
        }
        any |= !row.is_blank();
        if row.line > 0 && sink(&row).is_break() || any {
            return Ok(());
        }
    }
    Ok(())
}

/// # Errors
/// `statement-unpacked`, `statement-damaged`.
pub fn xls(bytes: &[u8], sink: &mut Sink<'_>) -> Ruling<()> {
    let mut stream = compound::workbook(bytes)?;
    biff::bound(&mut stream)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(compound::wrap(&stream)?)).map_err(|_| damaged())?;
    for (_, range) in book.worksheets() {
        let (top, left) = range.start().unwrap_or_default();
        let mut any = false;
        for (index, cells) in range.rows().enumerate() {
            let mut row = Row {
                line: top.saturating_add(u32::try_from(index + 1).unwrap_or(u32::MAX)),
                cells: Vec::new(),
            };
            for (column, cell) in (left..).zip(cells) {
                put(&mut row, column, of_xls(cell));
            }
            any |= !row.is_blank();
            if sink(&row).is_break() {
                return Ok(());
            }
        }
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// Unpacks every part once into nothing: what a file says of its sizes is looked at first, and need not be true.
fn bound(bytes: &[u8]) -> Ruling<()> {
    let unpacked = || Refusal::new(Code::StatementUnpacked);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_PARTS {
        return Err(unpacked());
    }
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        stated = stated.saturating_add(archive.by_index(index).map_err(|_| damaged())?.size());
    }
    let mut left = MOST_UNPACKED;
    if stated > left {
        return Err(unpacked());
    }
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| damaged())?;
        left = left.checked_sub(read).ok_or_else(unpacked)?;
    }
    Ok(())
}

fn put<'a>(row: &mut Row<'a>, column: u32, cell: Cell<'a>) {
    let column = usize::try_from(column).unwrap_or_default();
    while row.cells.len() <= column {
        row.cells.push(Cell::text(""));
    }
    row.cells[column] = cell;
}

fn of_xlsx<'a>(value: &DataRef<'a>) -> Cell<'a> {
    match value {
        DataRef::Int(value) => integer(*value),
        DataRef::Float(value) => Cell::Number(*value),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text.clone()),
        DataRef::DateTime(at) => day(at),
        DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => Cell::text(""),
    }
}

fn of_xls(value: &Data) -> Cell<'_> {
    match value {
        Data::Int(value) => integer(*value),
        Data::Float(value) => Cell::Number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text.as_str()),
        Data::DateTime(at) => day(at),
        Data::Bool(_) | Data::Error(_) | Data::Empty => Cell::text(""),
    }
}

fn integer<'a>(value: i64) -> Cell<'a> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a cell is a double; one that is not exact reads as scientific"
    )]
    Cell::Number(value as f64)
}

fn day<'a>(at: &ExcelDateTime) -> Cell<'a> {
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    match date {
        Some(date) if at.is_datetime() => Cell::Date(date),
        _ => Cell::text("?"),
    }
}
