//! The shop: a database, the settings, a clock. What every use case is given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::change_feed::SharedFeed;
use super::clock::{Clock, SystemClock};
use super::memo::Memo;
use super::seen::Seen;
use crate::config::Settings;
use crate::db::Db;
use crate::domain::Time;
use crate::domain::dates::Zone;

/// The shop: a database, the settings, a clock. Cheap to clone; every face holds one.
#[derive(Clone)]
pub struct Krafta {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    settings: Settings,
    clock: Arc<dyn Clock>,
    /// The clock is a machine's: the server's wins over it.
    machine: bool,
    receipts: Option<PathBuf>,
    seen: Option<Seen>,
    memo: Memo,
    feed: Arc<SharedFeed>,
}

impl Krafta {
    /// Over an open, migrated database.
    pub fn new(db: Db, settings: Settings) -> Self {
        Self::on_machine(db, settings, Arc::new(SystemClock))
    }

    /// On a machine with this clock, which gives way to that of a server.
    pub fn on_machine(db: Db, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self::made(db, settings, clock, true)
    }

    /// With a clock of the caller's: tests, replayed history.
    pub fn with_clock(db: Db, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self::made(db, settings, clock, false)
    }

    fn made(db: Db, settings: Settings, clock: Arc<dyn Clock>, machine: bool) -> Self {
        Self {
            inner: Arc::new(Inner {
                db,
                settings,
                clock,
                machine,
                receipts: None,
                seen: None,
                memo: Memo::default(),
                feed: Arc::default(),
            }),
        }
    }

    /// With a folder for the pictures of payments; it is made (0700) when the first is kept.
    #[must_use]
    pub fn with_receipts(self, folder: impl Into<PathBuf>) -> Self {
        let (folder, seen) = (Some(folder.into()), self.inner.seen.clone());
        self.with(folder, seen)
    }

    /// Remembering in this file the newest event of the database with this name.
    #[must_use]
    pub fn remembering(self, file: impl Into<PathBuf>, name: impl Into<String>) -> Self {
        let seen = Seen::new(file.into(), name.into());
        let folder = self.inner.receipts.clone();
        self.with(folder, Some(seen))
    }

    fn with(self, receipts: Option<PathBuf>, seen: Option<Seen>) -> Self {
        let inner = &*self.inner;
        Self {
            inner: Arc::new(Inner {
                db: inner.db.clone(),
                settings: inner.settings.clone(),
                clock: Arc::clone(&inner.clock),
                machine: inner.machine,
                receipts,
                seen,
                memo: Memo::default(),
                feed: Arc::clone(&inner.feed),
            }),
        }
    }

    /// Its database may be read and not written; every command is refused with `db-read-only`.
    pub fn is_read_only(&self) -> bool {
        self.inner.db.is_read_only()
    }

    /// Rows of lists that could not be read, and are not in them; `krafta db check` names them.
    pub fn unread_rows(&self) -> u64 {
        self.inner.db.unread_rows()
    }

    /// Closes the connections: a file's log is folded into it.
    pub async fn close(&self) {
        self.inner.db.close().await;
    }

    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The folder for the pictures of payments, if one was given.
    pub(in crate::service) fn receipts_folder(&self) -> Option<&Path> {
        self.inner.receipts.as_deref()
    }

    pub(super) fn shared_feed(&self) -> &SharedFeed {
        &self.inner.feed
    }

    pub(in crate::service) fn memo(&self) -> &Memo {
        &self.inner.memo
    }

    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// By the server's clock, where there is one; else by the machine's.
    pub fn now(&self) -> Time {
        let server = if self.inner.machine { self.inner.db.server_time() } else { None };
        server.unwrap_or_else(|| self.inner.clock.now())
    }

    /// What the machine's clock shows, unless the caller keeps the time.
    pub(super) fn machine_time(&self) -> Option<Time> {
        self.inner.machine.then(|| self.inner.clock.now())
    }

    pub(super) fn seen(&self) -> Option<&Seen> {
        self.inner.seen.as_ref()
    }

    /// A claim that ends later from now was made by a clock that was wrong, and counts as lapsed.
    pub(in crate::service) fn longest_claim(&self) -> chrono::TimeDelta {
        chrono::TimeDelta::minutes(i64::from(self.inner.settings.review.lease_minutes)) + super::caution::SLACK
    }

    /// The shop's calendar.
    pub fn zone(&self) -> Zone {
        Zone::from(self.inner.settings.locale.time_zone)
    }

    /// The calendar day it is.
    pub fn today(&self) -> chrono::NaiveDate {
        self.zone().day(self.now())
    }
}

/// A new identity: UUIDv7, so that rows made together lie together.
pub(crate) fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
