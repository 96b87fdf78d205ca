//! A sheet as a file. Only the program writes files, so the library alone has no writer.

use std::io::{self, Write};

use super::{Cell, Column, Style};
use crate::domain::dates::{self, Zone};
use crate::domain::text::csv_safe;

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

/// A list as it is seen, under its heads. What it says is already in words; none of it becomes a formula.
pub fn seen(lines: impl IntoIterator<Item = Vec<String>>) -> io::Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    for line in lines {
        out.write_record(line.iter().map(|text| csv_safe(text)))?;
    }
    let text = out.into_inner().map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(text).map_err(io::Error::other)
}
