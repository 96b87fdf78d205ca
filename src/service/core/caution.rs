//! What people should know before they trust what they see: clocks that disagree, a database that is behind what was seen of it, a
//! file that is another since. Shown by every face; a wrong clock stops the jobs.

use chrono::TimeDelta;

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::krafta::Krafta;
use super::receipt::Outcome;
use super::transitions::required_reason;
use super::unit_of_work::UnitOfWork;
use crate::db::jobs::due;
use crate::db::orders::order;
use crate::domain::Time;
use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal};

/// Clocks may differ by so much.
pub(in crate::service) const SLACK: TimeDelta = TimeDelta::seconds(60);

named! {
    pub enum CautionKind {
        /// This machine's clock and the server's.
        Skew = "skew",
        /// Events of a file from after now.
        Ahead = "ahead",
        /// The newest event is older than one that was seen.
        Behind = "behind",
        /// Another file stands where the database was.
        Replaced = "replaced",
        /// Rows of a list could not be read, and are not in it.
        Unread = "unread",
        /// Messages did not leave, and are not tried again.
        Dead = "dead",
        /// Messages wait longer than they should.
        Late = "late",
        /// The shop's own words have a fault: no message is sent with them.
        Words = "words",
    }
}

/// One of them, with the two times that do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caution {
    pub kind: CautionKind,
    pub found: Time,
    pub wanted: Time,
    /// Of messages, how many; up to a thousand.
    pub count: i64,
}

impl Caution {
    /// The catalogue's key of the sentence, and of the word for a header.
    pub fn message_key(&self) -> String {
        format!("db-caution-{}", self.kind)
    }

    pub fn word_key(&self) -> String {
        format!("shell-caution-{}", self.kind)
    }

    pub fn facts(&self) -> Vec<(&'static str, Arg)> {
        vec![
            ("found", self.found.into()),
            ("wanted", self.wanted.into()),
            ("count", self.count.into()),
        ]
    }

    /// Two times, and nothing to count.
    pub const fn of_times(kind: CautionKind, found: Time, wanted: Time) -> Self {
        Self {
            kind,
            found,
            wanted,
            count: 0,
        }
    }

    /// Whether time has to be believed first.
    pub const fn is_of_clocks(&self) -> bool {
        matches!(self.kind, CautionKind::Skew | CautionKind::Ahead)
    }
}

impl Krafta {
    /// All there is to say; one short look at the database. What was seen of it is remembered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn cautions(&self) -> Result<Vec<Caution>, Error> {
        let newest = order::newest_event(self.db()).await?;
        let now = self.now();
        let mut all: Vec<_> = self.clock(newest).await?.into_iter().collect();
        if let Some(before) = self.seen().and_then(|seen| seen.note(newest)) {
            all.push(Caution::of_times(CautionKind::Behind, newest.unwrap_or_default(), before));
        }
        let of_now = [
            (self.db().was_replaced(), CautionKind::Replaced),
            (self.unread_rows() > 0, CautionKind::Unread),
        ];
        let holding = of_now.iter().filter(|(holds, _)| *holds);
        all.extend(holding.map(|(_, kind)| Caution::of_times(*kind, newest.unwrap_or_default(), now)));
        Ok(all)
    }

    /// Whether the command line is still to say that the database is behind.
    pub fn says_behind(&self) -> bool {
        self.seen().is_some_and(super::seen::Seen::tell_once)
    }

    /// What time brings is done only where time can be believed.
    pub(in crate::service) async fn require_clock(&self) -> Result<(), Error> {
        match self.cautions().await?.into_iter().find(Caution::is_of_clocks) {
            None => Ok(()),
            Some(caution) => Err(Refusal::new(Code::ClockAstray)
                .with("kind", caution.kind.as_str())
                .with("found", caution.found)
                .with("wanted", caution.wanted)
                .into()),
        }
    }

    /// What is the matter with the clock, unless an admin has looked into it.
    async fn clock(&self, newest: Option<Time>) -> Result<Option<Caution>, Error> {
        Ok(match self.clocks(newest) {
            Some(ahead) if ahead.kind == CautionKind::Ahead => {
                let accepted = due::accepted_clock(self.db()).await?;
                (accepted < Some(ahead.found)).then_some(ahead)
            }
            other => other,
        })
    }

    /// What is ahead of this machine's clock, if anything is.
    pub(in crate::service) async fn ahead(&self) -> Result<Option<Caution>, Error> {
        let caution = self.clock(order::newest_event(self.db()).await?).await?;
        Ok(caution.filter(|one| one.kind == CautionKind::Ahead))
    }

    fn clocks(&self, newest: Option<Time>) -> Option<Caution> {
        let machine = self.machine_time()?;
        match (self.db().server_time(), newest) {
            (Some(server), _) => ((machine - server).abs() > SLACK).then_some(Caution::of_times(CautionKind::Skew, machine, server)),
            (None, Some(newest)) => (newest > machine + SLACK).then_some(Caution::of_times(CautionKind::Ahead, newest, machine)),
            (None, None) => None,
        }
    }
}

/// The machine's clock is right, and the events ahead of it are not: the jobs need not wait until that time comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptClock {
    /// Why; kept with who said so.
    pub reason: String,
}

/// Holds until an event comes that is newer still.
///
/// # Errors
/// `clock-agrees` where nothing is ahead of it, or it was accepted already: also on a server, whose own clock counts.
pub(in crate::service) async fn accept_clock(work: &mut UnitOfWork<'_>, data: &AcceptClock) -> Result<Outcome, Error> {
    let reason = required_reason(&data.reason)?;
    let ahead = work.shop.ahead().await?.ok_or_else(|| Refusal::new(Code::ClockAgrees))?;
    due::accept_clock(&mut work.tx, ahead.found, &reason).await?;
    Ok(Outcome::Done)
}
