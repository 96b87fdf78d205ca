//! `… export`: every row of a list into a file, page by page, for a spreadsheet or a program. One way for all lists.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::choices::choice;
use super::context::Context;
use super::failure::Failure;
use super::output;
use super::progress::Progress;
use crate::config::create_private_file;
use crate::domain::names::named;
use crate::domain::text::json_safe;
use crate::locale::zone;
use crate::service::Error;
use crate::service::core::page::{Cursor, Page};
use crate::service::core::sheet::{Column, Sheet, Style};

/// Rows read at once.
pub const ROWS: u32 = 500;

named! {
    /// The forms of an export.
    pub enum Format { Csv = "csv", Jsonl = "jsonl" }
}

/// Where a list is written, and how.
#[derive(clap::Args)]
pub struct ExportArgs {
    #[arg(long, value_parser = choice(Format::ALL, Format::as_str))]
    format: Option<Format>,
    #[arg(long, conflicts_with = "format")]
    excel: bool,
    #[arg(long)]
    utc: bool,
    #[arg(long)]
    out: Option<PathBuf>,
}

impl ExportArgs {
    pub const fn is_to_file(&self) -> bool {
        self.out.is_some()
    }

    /// Writes every row that `page` answers, from its first page on. `told` is the key of what is said of a file. Where that
    /// fails no half of a file stays.
    pub async fn write<R: Serialize + 'static>(
        &self,
        context: &Context,
        columns: &'static [Column<R>],
        told: &str,
        page: impl AsyncFnMut(Option<Cursor>) -> Result<Page<R>, Error>,
    ) -> Result<(), Failure> {
        let begun = self.out.as_deref().map(Begun::at).transpose()?;
        let written = self.rows(context, columns, begun.as_ref(), page).await;
        match (&written, &begun) {
            (Ok(count), Some(_)) => output::complain(&context.catalogue.text(told, &[("count", (*count).into())])),
            (Err(_), Some(begun)) => begun.remove(),
            (_, None) => {}
        }
        written.map(drop)
    }

    /// How many rows there were.
    async fn rows<R: Serialize + 'static>(
        &self,
        context: &Context,
        columns: &'static [Column<R>],
        file: Option<&Begun<'_>>,
        mut page: impl AsyncFnMut(Option<Cursor>) -> Result<Page<R>, Error>,
    ) -> Result<u64, Failure> {
        let words = |key: &str| context.catalogue.text(key, &[]);
        let style = Style {
            zone: (!self.utc).then(zone),
            spreadsheet: self.excel.then_some(&words),
        };
        let jsonl = !self.excel && self.format.map_or(context.json, |format| format == Format::Jsonl);
        let mut out = Out::open(file, jsonl, columns, style)?;
        let mut progress = Progress::new(None);
        let (mut after, mut count) = (None, 0_u64);
        let outcome = loop {
            let read = match page(after).await {
                Ok(read) => read,
                Err(error) => break Err(error.into()),
            };
            for row in &read.rows {
                out.put(row)?;
                count += 1;
                progress.advance(count);
            }
            match read.next {
                Some(next) => after = Some(next),
                None => break Ok(()),
            }
        };
        progress.finish();
        outcome.and_then(|()| out.end())?;
        Ok(count)
    }
}

/// A file that was begun here: new, and for its owner alone, since it holds people's data.
struct Begun<'a> {
    path: &'a Path,
    file: File,
}

impl<'a> Begun<'a> {
    fn at(path: &'a Path) -> Result<Self, Failure> {
        let file = create_private_file(path).map_err(|fault| Failure::file(path.display().to_string(), fault))?;
        Ok(Self { path, file })
    }

    fn out(&self) -> Result<File, Failure> {
        let file = self.file.try_clone();
        file.map_err(|fault| Failure::file(self.path.display().to_string(), fault))
    }

    /// Takes the file away, unless another stands in its place by now.
    fn remove(&self) {
        let which = |file: Metadata| (file.dev(), file.ino());
        let (ours, there) = (self.file.metadata().map(which), fs::symlink_metadata(self.path).map(which));
        if matches!((ours, there), (Ok(ours), Ok(there)) if ours == there) {
            // What made the export fail is told.
            let _ = fs::remove_file(self.path);
        }
    }
}

/// Where rows go, in which form.
enum Out<'a, R: 'static> {
    Sheet(Box<Sheet<'a, R, Box<dyn Write>>>),
    Jsonl(Box<dyn Write>),
}

impl<'a, R: Serialize + 'static> Out<'a, R> {
    fn open(file: Option<&Begun<'_>>, jsonl: bool, columns: &'static [Column<R>], style: Style<'a>) -> Result<Self, Failure> {
        let out: Box<dyn Write> = match file {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(file) => Box::new(BufWriter::new(file.out()?)),
        };
        if jsonl {
            return Ok(Self::Jsonl(out));
        }
        Ok(Self::Sheet(Box::new(Sheet::new(out, columns, style).map_err(output::unwritten)?)))
    }

    fn put(&mut self, row: &R) -> Result<(), Failure> {
        match self {
            Self::Sheet(sheet) => sheet.put(row),
            Self::Jsonl(out) => serde_json::to_string(row)
                .map_err(io::Error::from)
                .and_then(|line| writeln!(out, "{}", json_safe(&line))),
        }
        .map_err(output::unwritten)
    }

    fn end(self) -> Result<(), Failure> {
        match self {
            Self::Sheet(sheet) => sheet.end().and_then(|mut out| out.flush()),
            Self::Jsonl(mut out) => out.flush(),
        }
        .map_err(output::unwritten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_file_that_was_begun_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, moved) = (folder.path().join("out.csv"), folder.path().join("moved.csv"));
        Begun::at(&path).unwrap().remove();
        assert!(!path.exists());
        let begun = Begun::at(&path).unwrap();
        fs::rename(&path, &moved).unwrap();
        fs::write(&path, "another's").unwrap();
        begun.remove();
        assert!(path.exists() && moved.exists());
    }
}
