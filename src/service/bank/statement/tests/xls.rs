//! A table as an old spreadsheet, whose records are written here.

use chrono::{Datelike, NaiveDate};

use super::super::compound::wrap;
use crate::demo::statements::Value;

pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

fn halves(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut data = halves(&[row, column, 0, u16::try_from(units.len()).unwrap()]);
    data.push(1);
    data.extend(halves(&units));
    record(0x0204, &data)
}

fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[halves(&[row, column, format]), value.to_le_bytes().to_vec()].concat())
}

pub fn cell(row: u16, column: u16, value: &Value) -> Vec<u8> {
    match value {
        Value::Text(text) if text.is_empty() => Vec::new(),
        Value::Text(text) => label(row, column, text),
        Value::Amount(money) => number(row, column, 0, money.plain().parse().unwrap()),
        Value::Day(date) => number(
            row,
            column,
            1,
            f64::from((*date - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days() as i32),
        ),
    }
}

/// The stream of a workbook with one sheet of these records.
pub fn stream(cells: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &halves(&[0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0]));
    let name = b"\x01\x00M";
    let format = |id: u16| record(0x00e0, &[halves(&[0, id]), vec![0; 16]].concat());
    let before = [bof(5), format(0), format(14)].concat();
    let sheet = |at: u32| record(0x0085, &[at.to_le_bytes().as_slice(), &[0, 0], name].concat());
    let at = u32::try_from(before.len() + sheet(0).len() + 4).unwrap();
    let dimensions = record(0x0200, &[0; 14]);
    [
        before,
        sheet(at),
        record(0x000a, &[]),
        bof(16),
        dimensions,
        cells.to_vec(),
        record(0x000a, &[]),
    ]
    .concat()
}

pub fn write(table: &[Vec<Value>]) -> Vec<u8> {
    let mut cells = Vec::new();
    for (row, values) in table.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            cells.extend(cell(u16::try_from(row).unwrap(), u16::try_from(column).unwrap(), value));
        }
    }
    wrap(&stream(&cells)).unwrap()
}

#[test]
fn a_day_is_counted_from_1900() {
    assert_eq!(NaiveDate::from_ymd_opt(1899, 12, 30).unwrap().num_days_from_ce(), 693_594);
}
