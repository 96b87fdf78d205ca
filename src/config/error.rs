//! What can be wrong with the settings. Each has a stable code and a sentence that names the place
//! and the way out; none repeats a value, which may be a password.

use std::io;
use std::path::PathBuf;

use super::database_url::Malformed;
use crate::locale::{Catalogue, Value};

/// Where a setting was given, as the person wrote it: `--database`, `DATABASE_URL`, a file.
pub type Place = String;

#[derive(Debug, thiserror::Error)]
#[error("{}", self.code())]
pub enum Error {
    /// No home folder, so no place for settings or data.
    NoHome,
    Unreadable {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    Unwritable {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    Syntax {
        path: PathBuf,
        line: usize,
        detail: String,
    },
    UnknownKey {
        path: PathBuf,
        line: usize,
        key: String,
        nearest: String,
    },
    Value {
        path: PathBuf,
        line: usize,
        key: String,
        wanted: Wanted,
    },
    Choice {
        place: Place,
        wanted: Wanted,
    },
    DatabaseUrl {
        place: Place,
        why: Malformed,
    },
    /// Other users of the machine see the arguments of every program.
    PasswordInArgument,
    /// A file with a password that others can read; the mode is its permission bits.
    ReadableByOthers {
        path: PathBuf,
        mode: u32,
    },
}

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Section,
    Whole {
        min: u32,
        max: u32,
    },
    OneOf(Vec<&'static str>),
    Amount,
    Text,
    TimeZone,
    DatabaseUrl,
    /// Channels that reach somebody who has no terminal of the shop's.
    NoAlert,
}

impl Error {
    /// The stable name, which is also the key of the sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoHome => "config-no-home",
            Self::Unreadable { .. } => "config-unreadable",
            Self::Unwritable { .. } => "config-unwritable",
            Self::Syntax { .. } => "config-syntax",
            Self::UnknownKey { .. } => "config-unknown-key",
            Self::Value { .. } => "config-value",
            Self::Choice { .. } => "config-choice",
            Self::DatabaseUrl { why, .. } => match why {
                Malformed::Scheme => "config-url-scheme",
                Malformed::NoFile => "config-url-no-file",
                Malformed::InMemory => "config-url-in-memory",
                Malformed::Postgres => "config-url-postgres",
                Malformed::SslMode => "config-url-sslmode",
            },
            Self::PasswordInArgument => "config-password-in-argument",
            Self::ReadableByOthers { .. } => "config-readable-by-others",
        }
    }

    /// What happened and what to do, for a person.
    pub fn sentence(&self, catalogue: &Catalogue) -> String {
        let path = |path: &PathBuf| Value::from(path.display().to_string());
        let args = match self {
            Self::NoHome | Self::PasswordInArgument => Vec::new(),
            Self::Unreadable { path: at, cause } | Self::Unwritable { path: at, cause } => {
                vec![
                    ("path", path(at)),
                    ("kind", kind(cause).into()),
                    ("detail", cause.to_string().into()),
                ]
            }
            Self::Syntax { path: at, line, detail } => vec![("path", path(at)), ("line", (*line).into()), ("detail", detail.into())],
            Self::UnknownKey {
                path: at,
                line,
                key,
                nearest,
            } => {
                vec![
                    ("path", path(at)),
                    ("line", (*line).into()),
                    ("key", key.into()),
                    ("nearest", nearest.into()),
                ]
            }
            Self::Value {
                path: at,
                line,
                key,
                wanted,
            } => {
                let wanted = wanted.sentence(catalogue);
                vec![
                    ("path", path(at)),
                    ("line", (*line).into()),
                    ("key", key.into()),
                    ("wanted", wanted.into()),
                ]
            }
            Self::Choice { place, wanted } => vec![("place", place.into()), ("wanted", wanted.sentence(catalogue).into())],
            Self::DatabaseUrl { place, .. } => vec![("place", place.into())],
            Self::ReadableByOthers { path: at, mode } => vec![("path", path(at)), ("mode", format!("{mode:03o}").into())],
        };
        catalogue.text(self.code(), &args)
    }
}

/// What the sentences about files tell apart.
pub(crate) fn kind(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::NotFound => "not-found",
        io::ErrorKind::PermissionDenied => "denied",
        io::ErrorKind::IsADirectory => "folder",
        io::ErrorKind::AlreadyExists => "exists",
        io::ErrorKind::StorageFull => "full",
        io::ErrorKind::ReadOnlyFilesystem => "read-only",
        io::ErrorKind::InvalidData => "not-text",
        io::ErrorKind::InvalidInput => "not-regular",
        io::ErrorKind::FileTooLarge => "too-large",
        _ => "other",
    }
}

impl Wanted {
    fn sentence(&self, catalogue: &Catalogue) -> String {
        let (key, args) = match self {
            Self::Section => ("config-wanted-section", Vec::new()),
            Self::Whole { min, max } => ("config-wanted-whole", vec![("min", (*min).into()), ("max", (*max).into())]),
            Self::OneOf(names) => ("config-wanted-one-of", vec![("names", names.join(", ").into())]),
            Self::Amount => ("config-wanted-amount", Vec::new()),
            Self::Text => ("config-wanted-text", Vec::new()),
            Self::TimeZone => ("config-wanted-time-zone", Vec::new()),
            Self::DatabaseUrl => ("config-wanted-database-url", Vec::new()),
            Self::NoAlert => ("config-wanted-no-alert", Vec::new()),
        };
        catalogue.text(key, &args)
    }
}
