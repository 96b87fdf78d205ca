//! The shop: a database, the settings, a clock. What every use case is given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::change_feed::SharedFeed;
use super::clock::{Clock, SystemClock};
use super::memo::Memo;
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
    receipts: Option<PathBuf>,
    memo: Memo,
    feed: Arc<SharedFeed>,
}

impl Krafta {
    /// Over an open, migrated database.
    pub fn new(db: Db, settings: Settings) -> Self {
        Self::with_clock(db, settings, Arc::new(SystemClock))
    }

    /// With a clock of the caller's: tests, replayed history.
    pub fn with_clock(db: Db, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self {
            inner: Arc::new(Inner {
                db,
                settings,
                clock,
                receipts: None,
                memo: Memo::default(),
                feed: Arc::default(),
            }),
        }
    }

    /// With a folder for the pictures of payments; it is made (0700) when the first is kept.
    #[must_use]
    pub fn with_receipts(self, folder: impl Into<PathBuf>) -> Self {
        Self {
            inner: Arc::new(Inner {
                db: self.inner.db.clone(),
                settings: self.inner.settings.clone(),
                clock: Arc::clone(&self.inner.clock),
                receipts: Some(folder.into()),
                memo: Memo::default(),
                feed: Arc::clone(&self.inner.feed),
            }),
        }
    }

    /// Its database may be read and not written; every command is refused with `db-read-only`.
    pub fn is_read_only(&self) -> bool {
        self.inner.db.is_read_only()
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

    pub fn now(&self) -> Time {
        self.inner.clock.now()
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
