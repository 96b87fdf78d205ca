//! Of many programs on one database one at a time runs the jobs: whoever holds the lease. Should two think they do, the
//! jobs themselves do nothing twice.

use chrono::TimeDelta;
use uuid::Uuid;

use super::{JobReport, JobRun, Jobs};
use crate::domain::actor::{Actor, Permission};
use crate::service::core::error::Error;
use crate::service::core::lease;

/// The name of the lease.
pub(super) const NAME: &str = "jobs";

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
        lease::hold(self.shop, NAME, holder, LEASE).await
    }

    /// Ends the lease, if it is this holder's.
    pub async fn let_go_of_jobs(&self, holder: Uuid) -> Result<(), Error> {
        lease::let_go(self.shop, NAME, holder).await
    }
}
