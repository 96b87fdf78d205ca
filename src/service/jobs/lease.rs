//! Of many programs on one database one at a time runs the jobs: whoever holds the lease. Should two think they do, the
//! jobs themselves do nothing twice.

use chrono::TimeDelta;
use uuid::Uuid;

use super::{JobReport, JobRun, Jobs};
use crate::db::jobs::due;
use crate::domain::actor::{Actor, Permission};
use crate::service::core::caution::SLACK;
use crate::service::core::error::Error;

/// A program that ended without a word is waited for so long.
const LEASE: TimeDelta = TimeDelta::seconds(90);

/// What came of wanting to run the jobs.
#[derive(Debug)]
pub enum Ran {
    Done(JobReport),
    /// Another program is at it.
    Busy,
}

impl Jobs<'_> {
    /// As [`Jobs::run_jobs`](super::Jobs::run_jobs), as long as no other program runs them. `holder` names this program.
    pub async fn run_jobs_alone(&self, actor: &Actor, holder: Uuid, run: JobRun) -> Result<Ran, Error> {
        actor.may(Permission::RunJobs)?;
        self.shop.require_clock().await?;
        if !self.hold_jobs(holder).await? {
            return Ok(Ran::Busy);
        }
        let ran = self.run_holding(holder, run).await;
        self.let_go_of_jobs(holder).await?;
        ran.map(Ran::Done)
    }

    async fn run_holding(&self, holder: Uuid, run: JobRun) -> Result<JobReport, Error> {
        let mut report = JobReport::new(run, self.shop.now());
        for job in run.jobs() {
            // A long one may have outlasted the lease.
            if !self.hold_jobs(holder).await? {
                break;
            }
            self.run_job(job, &mut report).await?;
        }
        Ok(report)
    }

    /// Takes the lease, or lengthens it; false while another program has it.
    pub async fn hold_jobs(&self, holder: Uuid) -> Result<bool, Error> {
        let now = self.shop.now();
        let lease = due::lease(self.shop.db()).await?;
        // One that ends later was taken by a clock that was wrong.
        let longest = now + LEASE + SLACK;
        match lease.filter(|lease| lease.until <= longest) {
            Some(lease) if lease.holder != holder && lease.until > now => return Ok(false),
            // Long enough for the next job.
            Some(lease) if lease.holder == holder && lease.until > now + LEASE / 2 => return Ok(true),
            _ => {}
        }
        let shop = self.shop.clone();
        whole(async move {
            let mut tx = shop.db().begin().await?;
            let held = due::hold(&mut tx, holder, now, now + LEASE, longest).await?;
            tx.commit().await?;
            Ok(held)
        })
        .await
    }

    /// Ends the lease, if it is this holder's.
    pub async fn let_go_of_jobs(&self, holder: Uuid) -> Result<(), Error> {
        let shop = self.shop.clone();
        whole(async move {
            let mut tx = shop.db().begin().await?;
            due::let_go(&mut tx, holder, shop.now()).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }
}

/// What writes goes on to its end, even when its caller stops waiting.
pub(super) async fn whole<T: Send + 'static>(work: impl Future<Output = Result<T, Error>> + Send + 'static) -> Result<T, Error> {
    tokio::spawn(work).await.map_err(|error| Error::Internal(error.to_string()))?
}
