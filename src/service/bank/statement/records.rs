//! Text files that become rows: cells between marks, lines of fixed width, QIF and MT940.

use std::ops::ControlFlow;

use super::profile::{Container, Profile};
use super::row::{Cell, Row, Sink};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::csv_file::line_of;

/// Gives the rows of a text to the sink.
///
/// # Errors
/// `statement-kind` for a container that is no text.
pub fn rows(text: &str, container: Container, profile: &Profile, sink: &mut Sink<'_>) -> Ruling<()> {
    match container {
        Container::Csv => cells(text, profile.delimiter, sink),
        Container::Tsv => cells(text, Some('\t'), sink),
        Container::Fixed => fixed(text, sink),
        Container::Qif => qif(text, sink),
        Container::Mt940 => mt940(text, sink),
        Container::Xlsx | Container::Xls | Container::Html | Container::Notice => Err(Refusal::new(Code::StatementKind)),
    }
}

/// The commonest of the marks in the first lines.
pub fn delimiter(text: &str) -> u8 {
    let head = || text.lines().take(60).flat_map(str::bytes);
    let count = |mark: u8| head().filter(|byte| *byte == mark).count();
    // A comma also parts decimals: another mark that is there at all comes first.
    let marks = [b'\t', b';', b'|'];
    let best = marks.into_iter().max_by_key(|mark| count(*mark)).filter(|mark| count(*mark) > 1);
    best.unwrap_or(b',')
}

fn number(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Cells parted by the mark, or by the one that the text uses.
pub fn cells(text: &str, mark: Option<char>, sink: &mut Sink<'_>) -> Ruling<()> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark.and_then(|mark| u8::try_from(mark).ok()).unwrap_or_else(|| delimiter(text)))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| Refusal::new(Code::StatementDamaged))? {
        let line = record.position().map_or(0, |start| line_of(text, start));
        let row = Row {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            cells: record.iter().map(Cell::text).collect(),
        };
        if sink(&row).is_break() {
            break;
        }
    }
    Ok(())
}

/// A line is one cell, which the profile's slices part.
fn fixed(text: &str, sink: &mut Sink<'_>) -> Ruling<()> {
    for (index, line) in text.lines().enumerate() {
        let row = Row {
            line: number(index + 1),
            cells: vec![Cell::text(line)],
        };
        if sink(&row).is_break() {
            break;
        }
    }
    Ok(())
}

/// A record ends with `^`; its cells are the values of D, T, N, P and M, in this order.
fn qif(text: &str, sink: &mut Sink<'_>) -> Ruling<()> {
    const FIELDS: &str = "DTNPM";
    let mut cells = vec![Cell::text(""); FIELDS.len()];
    let mut begun = None;
    for (index, line) in text.lines().enumerate() {
        let mut letters = line.chars();
        let letter = letters.next();
        if letter == Some('!') || line.trim().is_empty() {
            continue;
        }
        if letter == Some('^') {
            let full = std::mem::replace(&mut cells, vec![Cell::text(""); FIELDS.len()]);
            let line = begun.take().unwrap_or(index + 1);
            if sink(&row_of(line, full)).is_break() {
                return Ok(());
            }
            continue;
        }
        begun.get_or_insert(index + 1);
        if let Some(cell) = letter.and_then(|it| FIELDS.find(it)).and_then(|at| cells.get_mut(at)) {
            *cell = Cell::text(letters.as_str());
        }
    }
    // A record that the file cuts off before its `^`: nobody can be sure of its amount.
    if let Some(line) = begun {
        cells[1] = Cell::text("…");
        let _ = sink(&row_of(line, cells));
    }
    Ok(())
}

fn row_of(line: usize, cells: Vec<Cell<'_>>) -> Row<'_> {
    Row { line: number(line), cells }
}

/// `:60F:` and `:62F:` give the tag, sign, date and amount. `:61:` with its `:86:` gives the tag, date, sign, amount, reference,
/// description and balance.
fn mt940(text: &str, sink: &mut Sink<'_>) -> Ruling<()> {
    let mut fields = tags(text).peekable();
    while let Some(field) = fields.next() {
        let told = fields.next_if(|next| field.tag == "61" && next.tag == "86");
        let cells = match field.tag {
            "60F" | "60M" | "62F" | "62M" => balance(field.tag, &field.value),
            "61" => movement(&field.value, told.as_ref().map_or("", |it| it.value.as_str())),
            _ => continue,
        };
        // What is not understood still has to be seen: its date and amount are refused.
        let cells = cells.unwrap_or_else(|| [field.tag, "?", "", "?", "", field.value.as_str(), ""].map(str::to_owned).to_vec());
        let row = Row {
            line: number(field.line),
            cells: cells.into_iter().map(Cell::text).collect(),
        };
        if let ControlFlow::Break(()) = sink(&row) {
            break;
        }
    }
    Ok(())
}

struct Tagged<'a> {
    line: usize,
    tag: &'a str,
    value: String,
}

fn tags(text: &str) -> impl Iterator<Item = Tagged<'_>> {
    let mut lines = text.lines().enumerate().peekable();
    std::iter::from_fn(move || {
        loop {
            let (index, line) = lines.next()?;
            let Some((tag, value)) = tag(line) else { continue };
            let mut value = value.trim_end().to_owned();
            while let Some((_, more)) = lines.next_if(|(_, next)| tag_of(next).is_none() && !next.starts_with('-')) {
                if !more.starts_with('?') && !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(more.trim_end());
            }
            return Some(Tagged {
                line: index + 1,
                tag,
                value,
            });
        }
    })
}

fn tag(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix(':')?
        .split_once(':')
        .filter(|(tag, _)| (2..=3).contains(&tag.len()))
}

fn tag_of(line: &str) -> Option<&str> {
    tag(line).map(|(tag, _)| tag)
}

/// `C261101VES1234,56`.
fn balance(tag: &str, value: &str) -> Option<Vec<String>> {
    let (sign, rest) = value.split_at_checked(1)?;
    let (date, rest) = rest.split_at_checked(6)?;
    let (_, amount) = rest.split_at_checked(3)?;
    Some([tag, sign, date, amount].map(str::to_owned).to_vec())
}

/// `2611011101C1234,56NTRF12345//000123456789`, and `?00text?20terminal?21balance`.
fn movement(value: &str, told: &str) -> Option<Vec<String>> {
    let (date, rest) = value.split_at_checked(6)?;
    let after_entry_day = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let sign_length = 1 + usize::from(after_entry_day.starts_with('R'));
    let (sign, rest) = after_entry_day.split_at_checked(sign_length)?;
    // A third letter of the currency may stand before the amount.
    let rest = rest.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))?;
    let (amount, rest) = rest.split_at(end);
    let own = rest.get(4..).unwrap_or_default();
    let reference = rest.split_once("//").map_or(own, |(_, reference)| reference);
    let part = |code: &str| {
        let (_, after) = told.split_once(code)?;
        Some(after.split('?').next().unwrap_or_default().trim())
    };
    let description = part("?00").unwrap_or(told);
    let balance = part("?21").unwrap_or_default();
    Some(
        ["61", date, sign, amount, reference, description, balance]
            .map(str::to_owned)
            .to_vec(),
    )
}
