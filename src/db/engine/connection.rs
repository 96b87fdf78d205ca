//! A connection to a SQLite file. It runs a statement on the thread that asks: that takes microseconds, and to go to another thread and
//! back a hundred times as long.

use std::cell::Cell;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::answer::Rows;
use super::error::{DbError, DbResult};
use super::row::Row;
use super::statement::Bound;
use super::value::{Param, sqlite_value};

/// Statements that a connection keeps ready.
const KEPT: usize = 256;
/// Steps of SQLite's machine between two looks at the clock: some tenths of a millisecond.
const STEPS: i32 = 20_000;
/// No deadline.
const NEVER: u64 = u64::MAX;

/// How a file is opened.
#[derive(Clone)]
pub(super) struct Options {
    pub read_only: bool,
    /// Nobody writes it, so that no lock is taken and nothing is made beside it.
    pub immutable: bool,
    /// Run first, once.
    pub settings: &'static str,
}

pub(super) struct LiteConnection {
    inner: Connection,
    opened: Instant,
    /// Milliseconds after `opened`.
    deadline: Arc<AtomicU64>,
}

impl LiteConnection {
    pub(super) fn open(path: &Path, options: &Options) -> DbResult<Self> {
        let access = match options.read_only {
            true => OpenFlags::SQLITE_OPEN_READ_ONLY,
            false => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let inner = Connection::open_with_flags(uri(path, options.immutable), flags)?;
        inner.set_prepared_statement_cache_capacity(KEPT);
        let (opened, deadline) = (Instant::now(), Arc::new(AtomicU64::new(NEVER)));
        let until = Arc::clone(&deadline);
        let is_over = move || opened.elapsed().as_millis() > u128::from(until.load(Ordering::Relaxed));
        inner.progress_handler(STEPS, Some(is_over))?;
        // Who waits for a lock waits where others can go on, not here.
        inner.busy_timeout(Duration::ZERO)?;
        inner.execute_batch(options.settings)?;
        Ok(Self { inner, opened, deadline })
    }

    /// What takes longer from now on is ended, as `db-unavailable`.
    fn within(&self, longest: Option<Duration>) {
        let until = longest.and_then(|longest| u64::try_from((self.opened.elapsed() + longest).as_millis()).ok());
        self.deadline.store(until.unwrap_or(NEVER), Ordering::Relaxed);
    }

    pub(super) fn all(&mut self, bound: &Bound, rows: &mut dyn Rows, longest: Option<Duration>) -> DbResult<()> {
        self.within(longest);
        self.run(bound, |row| rows.take(&Row::Sqlite(*row)))
    }

    /// Answers how many rows changed.
    pub(super) fn exec(&mut self, bound: &Bound, longest: Duration) -> DbResult<u64> {
        self.within(Some(longest));
        self.run(bound, |_| Ok(()))?;
        Ok(self.inner.changes())
    }

    fn run(&mut self, bound: &Bound, mut take: impl FnMut(&LiteRow<'_>) -> DbResult<()>) -> DbResult<()> {
        let text = bound.sqlite.as_str();
        let mut run = |statement: &mut rusqlite::Statement<'_>| -> DbResult<()> {
            bind(statement, &bound.params)?;
            let columns = Columns::of(statement);
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                take(&LiteRow { row, columns: &columns })?;
            }
            Ok(())
        };
        if bound.kept {
            let mut statement = self.inner.prepare_cached(text)?;
            return run(&mut statement);
        }
        let mut statement = self.inner.prepare(text)?;
        run(&mut statement)
    }

    /// Statements one after the other, without parameters.
    pub(super) fn script(&mut self, text: &str, longest: Option<Duration>) -> DbResult<()> {
        self.within(longest);
        Ok(self.inner.execute_batch(text)?)
    }

    /// Waits for locks here, on this thread, so long at most.
    pub(super) fn wait_for_locks(&self, longest: Duration) -> DbResult<()> {
        Ok(self.inner.busy_timeout(longest)?)
    }

    /// One value of one row.
    pub(super) fn value<T: rusqlite::types::FromSql>(&self, text: &str) -> DbResult<T> {
        self.within(None);
        Ok(self.inner.prepare_cached(text)?.query_row([], |row| row.get(0))?)
    }

    /// A statement with its values in the order of its places.
    #[cfg(feature = "demo")]
    pub(super) fn put(&self, text: &str, values: &[impl rusqlite::ToSql]) -> DbResult<()> {
        let mut statement = self.inner.prepare_cached(text)?;
        for (at, value) in values.iter().enumerate() {
            statement.raw_bind_parameter(at + 1, value)?;
        }
        statement.raw_execute()?;
        Ok(())
    }
}

/// The names of a statement's columns, which SQLite would have to be asked for one by one, in one piece of memory.
struct Columns {
    names: String,
    /// Where each begins and ends.
    places: Vec<(usize, usize)>,
    /// The column after the one that was asked for last: rows are read in the order of their columns.
    next: Cell<usize>,
}

impl Columns {
    fn of(statement: &rusqlite::Statement<'_>) -> Self {
        let (mut names, mut places) = (String::new(), Vec::with_capacity(statement.column_count()));
        for name in statement.column_names() {
            places.push((names.len(), names.len() + name.len()));
            names.push_str(name);
        }
        Self {
            names,
            places,
            next: Cell::new(0),
        }
    }

    fn place(&self, name: &str) -> Option<usize> {
        let next = self.next.get();
        let is = |at: &usize| self.places.get(*at).and_then(|&(from, to)| self.names.get(from..to)) == Some(name);
        let found = (next..self.places.len()).chain(0..next).find(is)?;
        self.next.set(found + 1);
        Some(found)
    }
}

/// A row with the names of its columns.
#[derive(Clone, Copy)]
pub struct LiteRow<'r> {
    row: &'r rusqlite::Row<'r>,
    columns: &'r Columns,
}

impl LiteRow<'_> {
    pub(super) fn value(&self, name: &str) -> DbResult<ValueRef<'_>> {
        let at = self.columns.place(name);
        let at = at.ok_or_else(|| DbError::Other(format!("no column {name}")))?;
        Ok(self.row.get_ref(at)?)
    }
}

/// Values stand at `$n`, which SQLite takes for names and numbers as they come.
fn bind(statement: &mut rusqlite::Statement<'_>, params: &[Param]) -> DbResult<()> {
    for at in 1..=statement.parameter_count() {
        let number = statement.parameter_name(at).and_then(|name| name.get(1..)?.parse::<usize>().ok());
        let param = number.and_then(|number| params.get(number.checked_sub(1)?));
        let param = param.ok_or_else(|| DbError::Value(format!("no value for parameter {at}")))?;
        statement.raw_bind_parameter(at, sqlite_value(param)?)?;
    }
    Ok(())
}

/// What stands for itself in the address of a file.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');

fn uri(path: &Path, immutable: bool) -> String {
    let path = percent_encode(path.as_os_str().as_bytes(), PLAIN);
    format!("file:{path}{}", if immutable { "?immutable=1" } else { "" })
}
