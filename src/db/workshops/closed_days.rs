//! Days on which workshops propose to be closed, as rows: one is written when it is proposed and once more when it is answered.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::Key;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::fulfilment::closed_days::ProposalStatus;
use crate::domain::ids::{OperatorId, ProposalId, WorkshopId};
use crate::domain::text::Safe;

const PROPOSALS: &str = "SELECT p.id, p.workshop_id, w.name AS workshop, p.from_day, p.until_day, p.reason, p.status, b.display_name AS proposed_by, \
    p.created_at, a.display_name AS answered_by, p.answered_at, p.answer FROM closed_day_proposals p JOIN workshops w ON w.id = p.workshop_id \
    JOIN operators b ON b.id = p.proposed_by LEFT JOIN operators a ON a.id = p.answered_by WHERE ";

statement! {
    ADD = "INSERT INTO closed_day_proposals (id, workshop_id, from_day, until_day, reason, proposed_by) VALUES ($1, $2, $3, $4, $5, $6)"
}

statement! {
    LOCK = "SELECT p.id, p.workshop_id, p.from_day, p.until_day, p.reason, p.status FROM closed_day_proposals p WHERE p.id = $1", for_update
}

statement! {
    ANSWER = "UPDATE closed_day_proposals SET status = $2, answered_by = $3, answered_at = $4, answer = $5 WHERE id = $1"
}

statement! {
    /// At most one: days that are proposed are proposed once.
    OPEN_ON = "SELECT p.id AS found FROM closed_day_proposals p WHERE p.workshop_id = $1 AND p.status = 'PROPOSED' AND p.from_day <= $2 \
      AND p.until_day >= $2"
}

record! {
    /// A proposal and its answer, to show.
    #[derive(Eq, Serialize)]
    pub struct ClosedDaysRow {
        pub id: ProposalId,
        pub workshop_id: WorkshopId,
        pub workshop: Safe,
        pub from: NaiveDate = "from_day",
        /// The last day, included.
        pub until: NaiveDate = "until_day",
        pub reason: Safe,
        pub status: ProposalStatus,
        pub proposed_by: Safe,
        pub proposed_at: Time = "created_at",
        pub answered_by: Option<Safe>,
        pub answered_at: Option<Time>,
        /// What staff said to it.
        pub answer: Option<Safe>,
    }

    /// A proposal under lock.
    pub struct LockedProposal {
        pub id: ProposalId,
        pub workshop: WorkshopId = "workshop_id",
        pub from: NaiveDate = "from_day",
        pub until: NaiveDate = "until_day",
        pub reason: String,
        pub status: ProposalStatus,
    }
}

impl ClosedDaysRow {
    /// Ids are made in the order of time.
    pub fn key(&self) -> Key {
        Key {
            key: self.proposed_at.timestamp_micros(),
            id: self.id.uuid(),
        }
    }
}

/// What is proposed.
pub struct NewProposal<'a> {
    pub id: ProposalId,
    pub workshop: WorkshopId,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub reason: &'a str,
    pub by: OperatorId,
}

/// What is answered.
pub struct ProposalAnswer<'a> {
    pub proposal: ProposalId,
    pub status: ProposalStatus,
    pub by: OperatorId,
    pub at: Time,
    pub answer: Option<&'a str>,
}

/// The statement of a page, the newest first; also asked for its plan by a test.
pub fn compose(workshop: Option<WorkshopId>, open: bool, after: Option<Key>, limit: i64) -> Query {
    let mut query = Query::new(PROPOSALS).push(if open { "p.status = 'PROPOSED'" } else { "1 = 1" });
    if let Some(workshop) = workshop {
        query = query.push(" AND p.workshop_id = ").bind(workshop);
    }
    if let Some(Key { id, .. }) = after {
        query = query.push(" AND p.id < ").bind(id);
    }
    query.push(" ORDER BY p.id DESC LIMIT ").bind(limit)
}

impl Db {
    pub async fn closed_days(
        &self,
        workshop: Option<WorkshopId>,
        open: bool,
        after: Option<Key>,
        limit: i64,
    ) -> DbResult<Readable<ClosedDaysRow>> {
        self.readable(compose(workshop, open, after, limit)).await
    }

    pub async fn closed_days_one(&self, proposal: ProposalId) -> DbResult<Option<ClosedDaysRow>> {
        self.opt(Query::new(PROPOSALS).push("p.id = ").bind(proposal)).await
    }

    /// The open proposal of a workshop that this day is part of.
    pub async fn closed_days_on(&self, workshop: WorkshopId, day: NaiveDate) -> DbResult<Option<ProposalId>> {
        let found = self.opt::<Found<ProposalId>>(OPEN_ON.with(bind![workshop, day]));
        Ok(found.await?.map(|found| found.0))
    }
}

impl Tx {
    pub async fn propose_closed_days(&mut self, new: &NewProposal<'_>) -> DbResult<()> {
        let values = bind![new.id, new.workshop, new.from, new.until, new.reason, new.by];
        self.exec(ADD.with(values)).await.map(drop)
    }

    pub async fn lock_closed_days(&mut self, proposal: ProposalId) -> DbResult<Option<LockedProposal>> {
        self.opt(LOCK.with(bind![proposal])).await
    }

    pub async fn answer_closed_days(&mut self, it: &ProposalAnswer<'_>) -> DbResult<()> {
        let values = bind![it.proposal, it.status, it.by, it.at, it.answer];
        self.exec(ANSWER.with(values)).await.map(drop)
    }
}
