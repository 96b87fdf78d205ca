//! What can go wrong with a database, in classes that the layers above treat differently.

use sqlx::error::DatabaseError;
use sqlx::postgres::{PgDatabaseError, PgSeverity};

use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::text::Safe;

pub type DbResult<T> = Result<T, DbError>;

/// A failure of the database. Its text is for the log; people read the sentence of its code.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The database said no, as the domain would have.
    #[error("refused by the database: {0}")]
    Refused(Refusal),
    /// A row with this key exists; the name of the constraint or index.
    #[error("{0} is not unique")]
    NotUnique(String),
    /// Another transaction was in the way; running the whole thing again may succeed.
    #[error("conflict with another transaction: {0}")]
    Retry(String),
    /// No connection, or no answer in time. Later may be better.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// The address of a server makes no sense.
    #[error("the address is not understood: {0}")]
    Address(String),
    /// The server has as many connections as it takes.
    #[error("too many connections: {0}")]
    TooMany(String),
    /// The server does not speak TLS, which the address asks for.
    #[error("no TLS: {0}")]
    NoTls(String),
    /// The server's certificate is not accepted: by whom it was issued, its name, or its time.
    #[error("certificate not accepted: {detail}")]
    Certificate { why: Distrust, detail: String },
    /// A file of the address with a certificate or a key cannot be read.
    #[error("{path}: {fault}")]
    TlsFile { path: String, fault: String },
    /// No encrypted connection came about.
    #[error("TLS: {0}")]
    Tls(String),
    /// The server does not accept this user's password.
    #[error("login refused: {0}")]
    Login(String),
    /// The server has no such user, or lets nobody in that way.
    #[error("not admitted: {0}")]
    NotAdmitted(String),
    /// The server has no such database.
    #[error("no such database: {0}")]
    NoDatabase(String),
    /// There is no such SQLite file.
    #[error("no database at {0}")]
    Missing(String),
    /// A folder stands where the SQLite file should be.
    #[error("{0} is a folder")]
    Folder(String),
    /// The operating system does not let this user read the file.
    #[error("not permitted to open {0}")]
    Denied(String),
    /// The disk failed to read or to write.
    #[error("the disk failed: {0}")]
    Io(String),
    /// A backup would write over this file.
    #[error("{0} exists")]
    Exists(String),
    #[error("the database is read-only: {0}")]
    ReadOnly(String),
    #[error("the disk is full: {0}")]
    Full(String),
    #[error("not a database of ours: {0}")]
    NotADatabase(String),
    #[error("damaged: {0}")]
    Corrupt(String),
    /// The schema is newer than this program: its number, and ours.
    #[error("schema {found} is newer than this program's {known}")]
    NewerSchema { found: i64, known: i64 },
    /// The schema is older and has to be migrated first.
    #[error("schema {found} is older than this program's {known}")]
    OlderSchema { found: i64, known: i64 },
    /// A migration that did not end, or whose text is not the one we know.
    #[error("migration {version} {fault}")]
    Migration { version: i64, fault: String },
    /// Rows that a migration's bounds do not take.
    #[error("rows out of bounds: {}", .0.join("; "))]
    UnfitRows(Vec<String>),
    /// The database cannot keep every text.
    #[error("encoding {found}, not UTF8")]
    Encoding { found: String },
    /// A setting of the database is not what we need.
    #[error("setting {name} is {found}, not {wanted}")]
    Setting {
        name: &'static str,
        found: String,
        wanted: &'static str,
    },
    /// A value that the schema cannot hold, or a row that the program cannot read.
    #[error("{0}")]
    Value(String),
    #[error("not permitted: {0}")]
    NotPermitted(String),
    #[error("{0}")]
    Other(String),
}

named! {
    /// Why a certificate is not accepted.
    pub enum Distrust {
        Issuer = "issuer",
        Name = "name",
        Time = "time",
    }
}

impl DbError {
    /// Stable, for logs and `--json`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code.as_str(),
            Self::NotUnique(_) => "db-not-unique",
            Self::Retry(_) => "db-busy",
            Self::Unavailable(_) => "db-unavailable",
            Self::Address(_) => "db-address",
            Self::TooMany(_) => "db-too-many",
            Self::NoTls(_) => "db-no-tls",
            Self::Certificate { .. } => "db-certificate",
            Self::TlsFile { .. } => "db-tls-file",
            Self::Tls(_) => "db-tls",
            Self::Login(_) => "db-login",
            Self::NotAdmitted(_) => "db-not-admitted",
            Self::NoDatabase(_) => "db-no-database",
            Self::Missing(_) => "db-missing",
            Self::Folder(_) => "db-folder",
            Self::Denied(_) => "db-denied",
            Self::Io(_) => "db-io",
            Self::Exists(_) => "db-exists",
            Self::ReadOnly(_) => "db-read-only",
            Self::Full(_) => "db-full",
            Self::NotADatabase(_) => "db-not-ours",
            Self::Corrupt(_) => "db-damaged",
            Self::NewerSchema { .. } => "db-newer-schema",
            Self::OlderSchema { .. } => "db-older-schema",
            Self::Migration { .. } => "db-migration",
            Self::UnfitRows(_) => "db-unfit-rows",
            Self::Encoding { .. } => "db-encoding",
            Self::Setting { .. } => "db-setting",
            Self::Value(_) => "db-value",
            Self::NotPermitted(_) => "db-not-permitted",
            Self::Other(_) => "db-failed",
        }
    }

    /// The facts that the sentence of the code shows.
    pub fn facts(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Refused(refusal) => refusal.args.clone(),
            Self::Missing(path) | Self::Exists(path) | Self::Folder(path) | Self::Denied(path) => vec![("path", path.as_str().into())],
            Self::NewerSchema { found, known } | Self::OlderSchema { found, known } => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            Self::Migration { version, .. } => vec![("version", (*version).into())],
            Self::UnfitRows(rows) => vec![("rows", Safe::from(rows.join("; ")).into_string().into())],
            Self::Certificate { why, .. } => vec![("why", why.as_str().into())],
            Self::TlsFile { path, .. } => vec![("path", path.as_str().into())],
            Self::Encoding { found } => vec![("found", found.as_str().into())],
            Self::Setting { name, found, wanted } => {
                vec![
                    ("name", (*name).into()),
                    ("found", found.as_str().into()),
                    ("wanted", (*wanted).into()),
                ]
            }
            _ => Vec::new(),
        }
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(inner) => classify(inner),
            sqlx::Error::Tls(fault) => tls(fault.to_string()),
            sqlx::Error::Io(fault) if fault.kind() == std::io::ErrorKind::InvalidData => tls(fault.to_string()),
            sqlx::Error::Configuration(fault) => Self::Address(fault.to_string()),
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Self::Unavailable(error.to_string())
            }
            sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => Self::Value(error.to_string()),
            other => Self::Other(other.to_string()),
        }
    }
}

/// By the words of the driver and of its TLS library, which have no codes.
fn tls(detail: String) -> DbError {
    let words = detail.to_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if says(&["does not support tls"]) {
        DbError::NoTls(detail)
    } else if says(&["invalid peer certificate"]) {
        let why = match () {
            () if says(&["not valid for name", "notvalidforname"]) => Distrust::Name,
            () if says(&["expired", "not valid yet", "notvalidyet"]) => Distrust::Time,
            () => Distrust::Issuer,
        };
        DbError::Certificate { why, detail }
    } else {
        DbError::Tls(detail)
    }
}

/// By PostgreSQL's SQLSTATE.
fn classify(error: Box<dyn DatabaseError>) -> DbError {
    let message = error.message().to_owned();
    if let Some(refusal) = token(&message, error.constraint()) {
        return DbError::Refused(refusal);
    }
    let code = error.code().map(|code| code.into_owned()).unwrap_or_default();
    if error.is_unique_violation() || code == "23P01" {
        return DbError::NotUnique(error.constraint().map_or(message, str::to_owned));
    }
    // Whatever the reason, the server has closed the connection: a database that takes none for now, a full server.
    let ended = error
        .try_downcast_ref::<PgDatabaseError>()
        .is_some_and(|error| matches!(error.severity(), PgSeverity::Fatal | PgSeverity::Panic));
    match code.as_str() {
        "40001" | "40P01" | "55P03" => DbError::Retry(message),
        "57014" => DbError::Unavailable(message),
        "42501" => DbError::NotPermitted(message),
        "25006" => DbError::ReadOnly(message),
        "53100" => DbError::Full(message),
        "58030" => DbError::Io(message),
        "3D000" => DbError::NoDatabase(message),
        "53300" => DbError::TooMany(message),
        "28P01" => DbError::Login(message),
        _ if code.starts_with("28") => DbError::NotAdmitted(message),
        _ if ended || code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => DbError::Unavailable(message),
        _ => DbError::Other(format!("{code} {error}")),
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(failure, message) => {
                let message = message.unwrap_or_else(|| failure.to_string());
                by_result(failure.extended_code, message)
            }
            // Its own words hold the whole statement.
            rusqlite::Error::SqlInputError { error, msg, .. } => by_result(error.extended_code, msg),
            other => Self::Other(other.to_string()),
        }
    }
}

/// By SQLite's extended result code.
fn by_result(code: i32, message: String) -> DbError {
    use rusqlite::ffi;
    const IO_NO_SPACE: i32 = ffi::SQLITE_IOERR | (19 << 8);
    if let Some(refusal) = token(&message, None) {
        return DbError::Refused(refusal);
    }
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => return DbError::NotUnique(message),
        IO_NO_SPACE => return DbError::Full(message),
        _ => {}
    }
    // The low byte is the primary code.
    match code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => DbError::Retry(message),
        // Only a deadline interrupts.
        ffi::SQLITE_INTERRUPT => DbError::Unavailable(too_long()),
        ffi::SQLITE_FULL => DbError::Full(message),
        ffi::SQLITE_IOERR => DbError::Io(message),
        ffi::SQLITE_READONLY => DbError::ReadOnly(message),
        ffi::SQLITE_NOTADB => DbError::NotADatabase(message),
        ffi::SQLITE_CORRUPT => DbError::Corrupt(message),
        ffi::SQLITE_CANTOPEN => DbError::Unavailable(message),
        _ => DbError::Other(format!("{code} {message}")),
    }
}

/// What took longer than [`super::DEADLINE`].
pub(super) fn too_long() -> String {
    format!("no answer within {} s", super::DEADLINE.as_secs())
}

/// `krafta:<token> sentence`: the database's own rules speak with the domain's codes.
fn token(message: &str, constraint: Option<&str>) -> Option<Refusal> {
    let told = message
        .split_once("krafta:")
        .map(|(_, rest)| rest.split([' ', ':', '"', '\n']).next().unwrap_or(rest));
    let token = told.or_else(|| constraint.and_then(|name| name.strip_prefix("krafta:")))?;
    let code = token.parse().unwrap_or(Code::DatabaseRule);
    let words = message.split_once(token).map_or(message, |(_, words)| words.trim());
    Some(Refusal::new(code).with("detail", words))
}
