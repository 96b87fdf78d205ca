//! What the passing of time does: what customers' sites asked for, answers that did not come, claims that lapsed, orders nobody paid, cuts that are over,
//! orders that wait for a workshop. `krafta jobs run` and every open program do it, one of them at a time (`lease`).

mod cuts;
mod due;
pub mod keeper;
mod lease;
mod report;
mod requests;
mod unassigned;
pub mod unpaid;

use super::commands::rehearse::Rehearsal;
use super::commands::{Command, JobCommand, Task};
use crate::db::jobs::due::DueOrder;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::{OperationId, OrderId};
use crate::domain::names::named;
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Receipt;
use crate::service::fulfilment::commands::Complete;

pub use crate::service::jobs::lease::Ran;
pub use crate::service::jobs::report::{Fate, JobItem, JobReport, JobState, JobsStatus};

named! {
    /// In the order in which they run: what one frees, the last one gives to somebody else.
    pub enum Job {
        /// P13 and A10, asked for by the customer on a site in another language.
        Requests = "requests",
        /// A5: the workshop did not answer in time.
        AnswerDeadlines = "answer-deadlines",
        /// The workshop has still to answer.
        Reminders = "reminders",
        /// P5: the reviewer's lease is over.
        LapsedClaims = "lapsed-claims",
        /// P11: nobody paid.
        UnpaidExpiry = "unpaid-expiry",
        /// A10: it was handed over so long ago that it has arrived.
        AutoCompletion = "auto-completion",
        /// Lines whose cut is over are due.
        PayableCuts = "cuts",
        /// A1 again, for orders that nobody could make.
        Unassigned = "unassigned",
    }
}

/// What is to be run.
#[derive(Debug, Clone, Copy)]
pub struct JobRun {
    /// Says what there is to do, and writes nothing.
    pub dry_run: bool,
    /// All jobs when absent.
    pub only: Option<Job>,
    /// Items of each job at most.
    pub limit: u32,
}

impl JobRun {
    pub fn jobs(&self) -> impl Iterator<Item = Job> {
        let only = self.only;
        Job::ALL.iter().copied().filter(move |job| only.is_none_or(|only| only == *job))
    }
}

impl Jobs<'_> {
    /// Does what is due, and says for each item what became of it. Done again at once, it does nothing.
    ///
    /// # Errors
    /// `clock-astray` where time cannot be believed. The database is away; what was done until then stays done.
    pub async fn run_jobs(&self, actor: &Actor, run: JobRun) -> Result<JobReport, Error> {
        actor.may(Permission::RunJobs)?;
        if !run.dry_run {
            self.shop.require_shared_login()?;
            self.shop.require_clock().await?;
        }
        let mut report = JobReport::new(run, self.shop.now());
        for job in run.jobs() {
            self.run_job(job, &mut report).await?;
        }
        Ok(report)
    }

    /// Does one thing that is due, as the jobs do: in the system's name, never in a person's.
    ///
    /// # Errors
    /// `forbidden` to anybody else; else as [`Krafta::execute`].
    pub async fn perform(&self, actor: &Actor, operation: OperationId, due: JobCommand) -> Result<Receipt, Error> {
        in_the_systems_name(actor)?;
        self.shop.execute_task(actor, operation, due.into(), None).await
    }

    /// What [`Jobs::perform`] would leave.
    ///
    /// # Errors
    /// `forbidden` to anybody else; else as [`Krafta::rehearse`].
    pub async fn rehearse(&self, actor: &Actor, due: JobCommand) -> Result<Rehearsal, Error> {
        in_the_systems_name(actor)?;
        self.shop.rehearse_task(actor, due.into()).await
    }

    async fn run_job(&self, job: Job, report: &mut JobReport) -> Result<(), Error> {
        match job {
            Job::Requests => self.run_requests(report).await,
            Job::PayableCuts => self.run_cuts(report).await,
            Job::Unassigned => self.look_again(report).await,
            _ => {
                for due in self.due_orders(job, report.limit).await? {
                    let fate = match command(job, due.order) {
                        Some(command) if report.dry_run => self.would(command).await?,
                        Some(command) => self.by_the_system(command).await?.map_or_else(Fate::left, |_| Fate::Done),
                        None => Fate::Would,
                    };
                    report.tell(job, due, fate);
                }
                Ok(())
            }
        }
    }

    /// Does it in the system's name. What is the matter with one order is no reason to leave the others.
    async fn by_the_system(&self, task: impl Into<Task>) -> Result<Result<Receipt, Box<Error>>, Error> {
        let system = Actor::system();
        match self.shop.execute_task(&system, Krafta::new_operation(), task.into(), None).await {
            Err(error) if !error.is_of_one() => Err(error),
            other => Ok(other.map_err(Box::new)),
        }
    }

    /// What [`Self::by_the_system`] would come to.
    async fn would(&self, task: impl Into<Task>) -> Result<Fate, Error> {
        match self.shop.rehearse_task(&Actor::system(), task.into()).await {
            Ok(_) => Ok(Fate::Would),
            Err(error) if !error.is_of_one() => Err(error),
            Err(error) => Ok(Fate::left(Box::new(error))),
        }
    }
}

impl JobReport {
    fn tell(&mut self, job: Job, due: DueOrder, fate: Fate) {
        self.items.push(JobItem {
            job,
            order: due.number,
            order_id: due.order,
            payable: None,
            request: None,
            since: due.since,
            fate,
        });
    }
}

/// What a job does to an order; none for those that are no command about one.
fn command(job: Job, order: OrderId) -> Option<Task> {
    let on = OnOrder { order };
    Some(match job {
        Job::AnswerDeadlines => JobCommand::LapseAnswer(on).into(),
        Job::Reminders => JobCommand::Remind(on).into(),
        Job::LapsedClaims => Command::Release(WithReason {
            order,
            seen: None,
            reason: None,
            overridden: false,
        })
        .into(),
        Job::UnpaidExpiry => JobCommand::Expire(on).into(),
        Job::AutoCompletion => Command::Complete(Complete {
            order,
            seen: None,
            code: None,
            note: None,
        })
        .into(),
        Job::Unassigned => Command::Rank(on).into(),
        Job::Requests | Job::PayableCuts => return None,
    })
}

/// The questions and jobs of this room: `krafta.jobs()`.
#[derive(Clone, Copy)]
pub struct Jobs<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn jobs(&self) -> Jobs<'_> {
        Jobs { shop: self }
    }
}

fn in_the_systems_name(actor: &Actor) -> Result<(), Error> {
    match actor.role {
        Role::System => Ok(()),
        _ => Err(actor.forbidden("permission-run-jobs", [Role::System].into_iter()).into()),
    }
}
