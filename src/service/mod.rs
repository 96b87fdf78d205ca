//! Use cases: authorise → load → decide (domain) → save + event + outbox, in one transaction. The terminal, the command
//! line and a customer site all come through here.

mod assign;
pub mod cancel;
pub mod candidates;
pub mod check;
mod checkout;
mod claims;
pub mod clock;
pub mod command;
pub mod database;
pub mod ending;
pub mod error;
mod execute;
mod export;
pub mod filter_text;
mod filter_words;
mod head;
pub mod jobs;
mod lists;
mod needles;
mod note;
mod numbers;
mod open;
pub mod operators;
mod outbox;
mod pages;
pub mod payables;
mod produce;
pub mod receipt;
mod receipts;
pub mod reference;
mod refund;
mod refunds;
mod reject;
mod report;
mod review;
mod search;
pub mod standing;
mod steps;
mod supply;
mod timeline;
mod tracking;
mod verify;
pub mod view;
pub mod watch;
mod withdraw;
mod work;
pub mod works;
pub mod workshops;

use std::path::PathBuf;
use std::sync::Arc;

pub use command::Command;
pub use error::Error;
pub use receipt::Receipt;

use self::clock::{Clock, SystemClock};
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
    supply: supply::Kept,
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
                supply: supply::Kept::default(),
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
                supply: supply::Kept::default(),
            }),
        }
    }

    pub fn db(&self) -> &Db {
        &self.inner.db
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
