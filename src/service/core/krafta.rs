//! The shop: a database, the settings, a clock. What every use case is given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::change_feed::SharedFeed;
use super::clock::{Clock, SystemClock};
use super::error::Error;
use super::memo::Memo;
use super::seen::Seen;
use crate::config::Settings;
use crate::db::Db;
use crate::db::people::operators::OwnLogin;
use crate::domain::Time;
use crate::domain::dates::Zone;
use crate::domain::ids::OperatorId;
use crate::domain::refusal::{Code, Refusal};

/// The shop: a database, the settings, a clock. Cheap to clone; every face holds one.
#[derive(Clone)]
pub struct Krafta {
    inner: Arc<Inner>,
}

#[derive(Clone)]
struct Inner {
    db: Db,
    settings: Settings,
    clock: Arc<dyn Clock>,
    /// The clock is a machine's: the server's wins over it.
    machine: bool,
    receipts: Option<PathBuf>,
    seen: Option<Seen>,
    memo: Arc<Memo>,
    feed: Arc<SharedFeed>,
    /// Whose own the database login is; nobody's where it writes for anybody.
    own: Option<OwnLogin>,
    /// Somebody asked to look and not to touch.
    only_reading: bool,
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
                memo: Arc::default(),
                feed: Arc::default(),
                own: None,
                only_reading: false,
            }),
        }
    }

    /// With a folder for the pictures of payments; it is made (0700) when the first is kept.
    #[must_use]
    pub fn with_receipts(self, folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        self.with(|inner| inner.receipts = Some(folder))
    }

    /// Remembering in this file the newest event of the database with this name.
    #[must_use]
    pub fn remembering(self, file: impl Into<PathBuf>, name: impl Into<String>) -> Self {
        let seen = Seen::new(file.into(), name.into());
        self.with(|inner| inner.seen = Some(seen))
    }

    /// By a database login that is one operator's own, where it is.
    #[must_use]
    pub fn by_login(self, own: OwnLogin) -> Self {
        self.with(|inner| inner.own = Some(own))
    }

    /// To look at: every command is refused with `only-reading`.
    #[must_use]
    pub fn only_reading(self) -> Self {
        self.with(|inner| inner.only_reading = true)
    }

    /// The operator whose own the database login is: nobody else signs in by it, and no jobs run.
    pub fn own_operator(&self) -> Option<OperatorId> {
        self.inner.own.as_ref()?.id
    }

    /// # Errors
    /// `login-runs-no-jobs` by the login of one person: time, messages and other people's requests are not theirs to act for.
    pub fn require_shared_login(&self) -> Result<(), Error> {
        match self.own_operator() {
            None => Ok(()),
            Some(_) => Err(Refusal::new(Code::LoginRunsNoJobs).into()),
        }
    }

    /// The database login, on a server.
    pub fn database_login(&self) -> Option<&str> {
        self.inner.own.as_ref()?.login.as_deref()
    }

    fn with(self, change: impl FnOnce(&mut Inner)) -> Self {
        let mut inner = Inner::clone(&self.inner);
        inner.memo = Arc::default();
        change(&mut inner);
        Self { inner: Arc::new(inner) }
    }

    /// Nothing can be written: every command is refused, with `db-read-only` or, where it was opened to look, with `only-reading`.
    pub fn is_read_only(&self) -> bool {
        self.inner.db.is_read_only() || self.inner.only_reading
    }

    /// # Errors
    /// `only-reading` where it was opened to look.
    pub(in crate::service) fn require_writing(&self) -> Result<(), Error> {
        match self.inner.only_reading {
            false => Ok(()),
            true => Err(Refusal::new(Code::OnlyReading).into()),
        }
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
