//! The configuration file: TOML with the line of everything, so that a mistake is named where it is.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::NAMES;
use super::{Error, Settings, Wanted};

/// Reads the settings from a file's content; `path` is for the error alone.
pub fn parse(path: &Path, content: &str) -> Result<Settings, Error> {
    let at = |span: Range<usize>| line_of(content, span.start);
    let document = DeTable::parse(content).map_err(|error| Error::Syntax {
        path: path.to_owned(),
        line: at(error.span().unwrap_or(0..0)),
        detail: error.message().to_owned(),
    })?;
    let sections = document.get_ref();
    for (section, names) in sections {
        let known = NAMES.iter().find(|(name, _)| *name == section.get_ref());
        let Some((_, known)) = known else {
            let nearest = nearest(section.get_ref(), NAMES.iter().map(|(name, _)| *name));
            return Err(unknown(path, at(section.span()), section.get_ref(), nearest.to_owned()));
        };
        let Some(table) = names.get_ref().as_table() else {
            let (key, line) = (section.get_ref().to_string(), at(section.span()));
            return Err(Error::Value {
                path: path.to_owned(),
                line,
                key,
                wanted: Wanted::Section,
            });
        };
        if let Some((name, _)) = table.iter().find(|(name, _)| !known.contains(&name.get_ref().as_ref())) {
            let nearest = format!("{}.{}", section.get_ref(), nearest(name.get_ref(), known.iter().copied()));
            let key = format!("{}.{}", section.get_ref(), name.get_ref());
            return Err(unknown(path, at(name.span()), &key, nearest));
        }
    }
    Settings::read(|name| Section {
        name,
        table: sections.get(name).and_then(|section| section.get_ref().as_table()),
        path,
        content,
    })
}

fn unknown(path: &Path, line: usize, key: &str, nearest: String) -> Error {
    Error::UnknownKey {
        path: path.to_owned(),
        line,
        key: key.to_owned(),
        nearest,
    }
}

fn line_of(content: &str, offset: usize) -> usize {
    content.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    names
        .max_by(|a, b| strsim::jaro(given, a).total_cmp(&strsim::jaro(given, b)))
        .unwrap_or_default()
}

/// One section of the file while it is read; absent sections read as empty.
pub struct Section<'a> {
    name: &'static str,
    table: Option<&'a DeTable<'a>>,
    path: &'a Path,
    content: &'a str,
}

impl Section<'_> {
    /// Puts the value of `name` in `target`, if the file has one.
    pub fn read<T>(&self, name: &str, target: &mut T, read: impl Fn(&DeValue<'_>) -> Result<T, Wanted>) -> Result<(), Error> {
        let Some(value) = self.table.and_then(|table| table.get(name)) else {
            return Ok(());
        };
        *target = read(Spanned::get_ref(value)).map_err(|wanted| Error::Value {
            path: PathBuf::from(self.path),
            line: line_of(self.content, value.span().start),
            key: format!("{}.{name}", self.name),
            wanted,
        })?;
        Ok(())
    }
}
