//! What a run of the jobs says: each item with what became of it; and how the jobs stand while nobody runs them.

use serde::Serialize;

use super::{Job, JobRun};
use crate::domain::Time;
use crate::domain::ids::{OrderId, PayableId, RequestId};
use crate::domain::text::Safe;
use crate::service::core::error::Error;

#[derive(Debug, Serialize)]
pub struct JobReport {
    pub dry_run: bool,
    pub at: Time,
    pub items: Vec<JobItem>,
    #[serde(skip)]
    pub(super) limit: u32,
}

impl JobReport {
    pub(super) const fn new(run: JobRun, at: Time) -> Self {
        Self {
            dry_run: run.dry_run,
            at,
            items: Vec::new(),
            limit: run.limit,
        }
    }
}

#[derive(Debug, Serialize)]
pub struct JobItem {
    pub job: Job,
    /// `KRFT-XXXXXX`.
    pub order: String,
    pub order_id: OrderId,
    /// The line, where the job is about one.
    pub payable: Option<PayableId>,
    /// The site's request, where the job is about one.
    pub request: Option<RequestId>,
    /// Since when it has been due, or was last looked at.
    pub since: Time,
    #[serde(flatten)]
    pub fate: Fate,
}

/// What became of an item.
#[derive(Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Fate {
    /// A dry run would do it.
    Would,
    Done,
    /// The order has a workshop, which was told where the zone does so by itself.
    Chosen {
        workshop: Option<Safe>,
        notified: bool,
    },
    /// Still nobody can make it.
    Nobody,
    /// The customer was answered that it cannot be.
    Refused {
        code: &'static str,
        #[serde(skip)]
        why: Box<Error>,
    },
    /// It was left as it was.
    Left {
        code: &'static str,
        #[serde(skip)]
        why: Box<Error>,
    },
}

impl Fate {
    pub(super) fn refused(why: Box<Error>) -> Self {
        Self::Refused { code: why.code(), why }
    }

    pub(super) fn left(why: Box<Error>) -> Self {
        Self::Left { code: why.code(), why }
    }
}

/// What there is to do, and whether somebody is at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobsStatus {
    /// Open programs run them by themselves.
    pub enabled: bool,
    pub every_seconds: u32,
    /// A program runs them now, until this moment at most.
    pub running_until: Option<Time>,
    /// When the last program that ran them was done with it.
    pub last_run: Option<Time>,
    pub jobs: Vec<JobState>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct JobState {
    pub job: Job,
    /// A setting keeps it from doing anything.
    pub off: bool,
    /// Items that are due; counted up to 1000.
    pub due: u32,
}
