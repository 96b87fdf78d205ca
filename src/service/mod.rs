//! Use cases: authorise → load → decide (domain) → save + event + outbox, in one transaction. The terminal, the command
//! line and a customer site all come through here.

pub mod clock;
pub mod command;
pub mod error;
pub mod receipt;
pub mod view;

use std::sync::Arc;

pub use command::Command;
pub use error::Error;
pub use receipt::Receipt;

use self::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::db::Db;
use crate::domain::Time;

/// The shop: a database, the settings, a clock. Cheap to clone; every face holds one.
#[derive(Clone)]
pub struct Krafta {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    settings: Settings,
    clock: Arc<dyn Clock>,
}

impl Krafta {
    /// Over an open, migrated database.
    pub fn new(db: Db, settings: Settings) -> Self {
        Self::with_clock(db, settings, Arc::new(SystemClock))
    }

    /// With a clock of the caller's: tests, replayed history.
    pub fn with_clock(db: Db, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self {
            inner: Arc::new(Inner { db, settings, clock }),
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
}
