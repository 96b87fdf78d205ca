//! What the workbook of an old spreadsheet would take before it is read: a few bytes may claim a sheet of billions of cells.

use crate::domain::refusal::{Code, Refusal, Ruling};

/// Rows times columns of all sheets together: more than 50,000 lines of a dozen columns.
const MOST_CELLS: usize = 800_000;
const MOST_SHEETS: usize = 64;
/// The format has no more columns.
const MOST_COLUMNS: u16 = 256;

const END_OF_SHEET: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const CELLS: [u16; 10] = [0x0006, 0x00bd, 0x00be, 0x00d6, 0x00fd, 0x0201, 0x0203, 0x0204, 0x0205, 0x027e];

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|half| u16::from_le_bytes(*half))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

/// Checks every sheet, and takes away what they claim of their size: the cells themselves say it.
///
/// # Errors
/// `statement-damaged`, `statement-unpacked`.
pub fn bound(stream: &mut [u8]) -> Ruling<()> {
    let mut sheets = Vec::new();
    let mut at = 0;
    while let Some((kind, from, length)) = record(stream, at) {
        at = from + length;
        match kind {
            END_OF_SHEET => break,
            SHEET => sheets.extend(u32_at(stream, from).and_then(|place| usize::try_from(place).ok())),
            _ => {}
        }
    }
    if sheets.len() > MOST_SHEETS {
        return Err(Refusal::new(Code::StatementUnpacked));
    }
    let mut cells = 0_usize;
    for sheet in sheets {
        cells = cells.saturating_add(area(stream, sheet)?);
    }
    if cells > MOST_CELLS {
        return Err(Refusal::new(Code::StatementUnpacked));
    }
    Ok(())
}

/// The cells between the outermost ones of a sheet.
fn area(stream: &mut [u8], mut at: usize) -> Ruling<usize> {
    let (mut rows, mut columns) = ((u16::MAX, 0), (u16::MAX, 0));
    while let Some((kind, from, length)) = record(stream, at) {
        at = from + length;
        if kind == END_OF_SHEET {
            break;
        }
        if kind == DIMENSIONS {
            stream[from..from + length].fill(0);
        }
        if !CELLS.contains(&kind) {
            continue;
        }
        let place = (length >= 6).then(|| (u16_at(stream, from), u16_at(stream, from + 2), u16_at(stream, from + length - 2)));
        let Some((Some(row), Some(column), Some(last))) = place else {
            return Err(Refusal::new(Code::StatementDamaged));
        };
        let last = if matches!(kind, 0x00bd | 0x00be) { last } else { column };
        if column >= MOST_COLUMNS || last >= MOST_COLUMNS {
            return Err(Refusal::new(Code::StatementUnpacked));
        }
        rows = (rows.0.min(row), rows.1.max(row));
        columns = (columns.0.min(column), columns.1.max(last));
    }
    let span = |(first, last): (u16, u16)| usize::from(last.saturating_sub(first)) + 1;
    Ok(span(rows) * span(columns))
}

/// Kind, place and length of the record that stands there.
fn record(stream: &[u8], at: usize) -> Option<(u16, usize, usize)> {
    let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
    (at + 4 + length <= stream.len()).then_some((kind, at + 4, length))
}
