//! What is due: the settings say when, the database what.

use super::{Job, JobState, Jobs, JobsStatus};
use crate::db::jobs::due::{self, DueOrder};
use crate::db::orders::{order, requests};
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::service::core::error::Error;

/// Nobody waits for a longer count.
const COUNTED: u32 = 1_000;

impl Jobs<'_> {
    /// Whether a run would find anything. Reads little, writes nothing.
    pub async fn jobs_due(&self) -> Result<bool, Error> {
        for job in Job::ALL {
            if self.count_due(*job, 1).await? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many items of each job are due, and whether a program is at it.
    pub async fn jobs_status(&self, actor: &Actor) -> Result<JobsStatus, Error> {
        actor.may(Permission::ReadOrders)?;
        let mut standings = Vec::new();
        for &job in Job::ALL {
            standings.push(JobState {
                job,
                off: self.is_off(job),
                due: self.count_due(job, COUNTED).await?,
            });
        }
        let lease = due::lease(self.shop.db(), super::lease::NAME).await?;
        let settings = &self.shop.settings().jobs;
        let (now, until) = (self.shop.now(), lease.map(|lease| lease.until));
        Ok(JobsStatus {
            enabled: settings.enabled,
            every_seconds: settings.every_seconds,
            running_until: until.filter(|until| *until > now),
            last_run: until.filter(|until| *until <= now),
            jobs: standings,
        })
    }

    fn is_off(&self, job: Job) -> bool {
        let settings = self.shop.settings();
        match job {
            Job::Reminders => settings.assignment.remind_after_hours == 0,
            Job::UnpaidExpiry => settings.expiry.unpaid_after_hours.is_none(),
            Job::AutoCompletion => settings.assignment.complete_after_days.is_none(),
            _ => false,
        }
    }

    async fn count_due(&self, job: Job, limit: u32) -> Result<u32, Error> {
        let count = match job {
            Job::Requests => requests::open(self.shop.db(), None, limit).await?.len(),
            Job::PayableCuts => due::cut(self.shop.db(), self.shop.today(), limit).await?.len(),
            _ => self.due_orders(job, limit).await?.len(),
        };
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The orders a job is for, the longest due first; none where a setting keeps it off.
    pub(super) async fn due_orders(&self, job: Job, limit: u32) -> Result<Vec<DueOrder>, Error> {
        let (db, now, settings) = (self.shop.db(), self.shop.now(), self.shop.settings());
        if self.is_off(job) {
            return Ok(Vec::new());
        }
        let hours = |hours: u32| now - chrono::TimeDelta::hours(i64::from(hours));
        let due = match job {
            Job::AnswerDeadlines => due::unanswered(db, now, limit).await?,
            Job::Reminders => due::unreminded(db, now, hours(settings.assignment.remind_after_hours), limit).await?,
            Job::LapsedClaims => due::lapsed_claims(db, now, now + self.shop.longest_claim(), limit).await?,
            Job::UnpaidExpiry => {
                let before = hours(settings.expiry.unpaid_after_hours.unwrap_or_default());
                let unpaid = order::unpaid_since(db, before, limit).await?;
                unpaid.into_iter().map(DueOrder::from).collect()
            }
            Job::AutoCompletion => {
                let days = settings.assignment.complete_after_days.unwrap_or_default();
                due::long_handed(db, now - chrono::TimeDelta::days(i64::from(days)), limit).await?
            }
            Job::Unassigned => due::unassigned(db, self.day_began(), limit).await?,
            Job::Requests | Job::PayableCuts => Vec::new(),
        };
        Ok(due)
    }

    fn day_began(&self) -> Time {
        self.shop.zone().start_of(self.shop.today())
    }
}

impl From<order::Unpaid> for DueOrder {
    fn from(unpaid: order::Unpaid) -> Self {
        Self {
            order: unpaid.id,
            number: unpaid.number,
            assignment: None,
            since: unpaid.since,
        }
    }
}
