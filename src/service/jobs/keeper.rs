//! The timed jobs inside an open program, one loop for all of its sessions: looked for now and then, done under the lease, ended with
//! the program. What they change reaches the sessions as anybody's change does.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::{Job, JobRun, Ran};
use crate::db::engine::page::Key;
use crate::domain::actor::Actor;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

/// Items of one job at a time: what is left waits for the next time, and who leaves does not wait long.
const AT_A_TIME: JobRun = JobRun {
    dry_run: false,
    only: None,
    limit: 100,
};

/// How long a customer's request waits to be seen. The look reads the first entry of an index that holds what waits alone.
const ASKED: Duration = Duration::from_secs(2);

/// The task, while the program is open.
#[derive(Debug)]
pub struct JobLoop {
    enough: Arc<Notify>,
    task: Option<JoinHandle<()>>,
}

/// Begins, where the settings want it.
pub fn start(handle: &Handle, krafta: Krafta) -> JobLoop {
    let enough = Arc::new(Notify::new());
    let wanted = krafta.settings().jobs.enabled;
    let task = wanted.then(|| handle.spawn(keep(krafta, Arc::clone(&enough))));
    JobLoop { enough, task }
}

impl JobLoop {
    /// Ends; what is being done just now is waited for, at most this long.
    pub fn finish(self, most: Duration) {
        let deadline = Instant::now() + most;
        self.enough.notify_one();
        while self.task.as_ref().is_some_and(|task| !task.is_finished()) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

async fn keep(krafta: Krafta, enough: Arc<Notify>) {
    let every = Duration::from_secs(u64::from(krafta.settings().jobs.every_seconds));
    let mut keeper = Keeper {
        krafta,
        holder: Uuid::now_v7(),
        left: None,
    };
    let mut all_at = Instant::now() + every;
    loop {
        let pause = all_at.saturating_duration_since(Instant::now());
        tokio::select! {
            () = enough.notified() => return,
            () = tokio::time::sleep(pause.min(ASKED)) => {}
        }
        let all = Instant::now() >= all_at;
        if all {
            all_at = Instant::now() + every;
        }
        // Whoever looks at the panes has nothing to do with it; the next time may be better.
        if let Err(error) = keeper.once(all).await {
            tracing::warn!(code = error.code(), detail = %error, "jobs not run");
        }
    }
}

/// What one loop remembers.
struct Keeper {
    krafta: Krafta,
    holder: Uuid,
    /// The youngest request that could not be answered: older ones wait for the next look at all jobs.
    left: Option<Key>,
}

impl Keeper {
    /// A look that writes nothing, at all jobs or at what is asked, and the jobs when there is something to do.
    async fn once(&mut self, all: bool) -> Result<(), Error> {
        let jobs = self.krafta.jobs();
        let due = match all {
            true => jobs.jobs_due().await?,
            false => jobs.is_asked(self.left).await?,
        };
        if !due {
            return Ok(());
        }
        let run = JobRun {
            only: (!all).then_some(Job::Requests),
            ..AT_A_TIME
        };
        match jobs.run_jobs_alone(&Actor::system(), self.holder, run).await? {
            Ran::Done(report) => {
                self.left = report.request_left();
                tracing::info!(items = report.items.len(), "jobs run");
            }
            Ran::Busy => tracing::debug!("another program runs the jobs"),
        }
        Ok(())
    }
}
