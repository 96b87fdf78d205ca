//! `krafta jobs`: what time brings, done from the command line or a timer of the machine; and how it stands.

use std::time::Duration;

use clap::Subcommand;
use uuid::Uuid;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::service::Krafta;
use crate::service::jobs::{Fate, Job, JobReport, JobRun, JobsStatus, Ran};

/// How often the lease of another program is asked for again, and how long it is waited for in between.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(300);

#[derive(clap::Args)]
pub struct JobsArgs {
    #[command(subcommand)]
    command: JobsCommand,
}

#[derive(Subcommand)]
enum JobsCommand {
    Run {
        #[arg(long)]
        dry_run: bool,
        #[arg(long, value_parser = choice(Job::ALL, Job::as_str), ignore_case = true)]
        only: Option<Job>,
        #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        limit: u32,
    },
    Status,
}

pub async fn run(args: &JobsArgs, context: &Context) -> Result<(), Failure> {
    context.refuse_operation("jobs")?;
    let (shop, actor) = context.shop().await?;
    match args.command {
        JobsCommand::Run { dry_run, only, limit } => {
            let run = JobRun { dry_run, only, limit };
            match ran(&shop, &actor, run).await? {
                Ran::Done(report) => told(context, &report),
                Ran::Busy if context.json => output::json(&serde_json::json!({ "busy": true })),
                Ran::Busy => output::say(&context.word("jobs-busy")),
            }
        }
        JobsCommand::Status => status(context, &shop.jobs().jobs_status(&actor).await?),
    }
}

/// A dry run is in nobody's way; another waits a little for whoever is at it.
async fn ran(shop: &Krafta, actor: &Actor, run: JobRun) -> Result<Ran, Failure> {
    if run.dry_run {
        return Ok(Ran::Done(shop.jobs().run_jobs(actor, run).await?));
    }
    let holder = Uuid::now_v7();
    for _ in 1..TRIES {
        match shop.jobs().run_jobs_alone(actor, holder, run).await? {
            Ran::Busy => tokio::time::sleep(PAUSE).await,
            done @ Ran::Done(_) => return Ok(done),
        }
    }
    Ok(shop.jobs().run_jobs_alone(actor, holder, run).await?)
}

fn told(context: &Context, report: &JobReport) -> Result<(), Failure> {
    if context.json {
        return output::json(report);
    }
    if report.items.is_empty() {
        return output::say(&context.word("jobs-nothing"));
    }
    let mut table = Table::new(["jobs-head-job", "cli-head-number", "cli-head-since", "jobs-head-outcome"]);
    for item in &report.items {
        table.row([
            context.word(&format!("jobs-name-{}", item.job)),
            item.order.clone(),
            output::time(item.since),
            fate(context, item.job, &item.fate),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

fn fate(context: &Context, job: Job, fate: &Fate) -> String {
    let did = || context.word(&format!("jobs-did-{job}"));
    match fate {
        Fate::Done => did(),
        Fate::Would => context.catalogue.text("jobs-would", &[("did", did().into())]),
        Fate::Chosen { workshop, notified } => {
            let key = if *notified { "jobs-chosen-notified" } else { "jobs-chosen" };
            let workshop = workshop.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
            context.catalogue.text(key, &[("workshop", workshop.into())])
        }
        Fate::Nobody => context.word("jobs-nobody"),
        Fate::Left { why, .. } | Fate::Refused { why, .. } => {
            let key = if matches!(fate, Fate::Left { .. }) {
                "jobs-left"
            } else {
                "jobs-refused"
            };
            let why = context.catalogue.failure(&why.message_key(), &why.facts());
            context.catalogue.text(key, &[("why", why.into())])
        }
    }
}

fn status(context: &Context, status: &JobsStatus) -> Result<(), Failure> {
    if context.json {
        return output::json(status);
    }
    let mut table = Table::new(["jobs-head-job", "jobs-head-due", "jobs-head-what"]).right(1);
    for one in &status.jobs {
        let due = if one.off { context.word("jobs-off") } else { one.due.to_string() };
        table.row([
            context.word(&format!("jobs-name-{}", one.job)),
            due,
            context.word(&format!("jobs-what-{}", one.job)),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    let every = [("seconds", status.every_seconds.to_string().into())];
    let key = if status.enabled { "jobs-by-themselves" } else { "jobs-by-hand" };
    output::say(&context.catalogue.text(key, &every))?;
    match status.running_until {
        Some(until) => output::say(&context.catalogue.text("jobs-running", &[("until", until.into())])),
        None => Ok(()),
    }?;
    match status.last_run {
        Some(at) => output::say(&context.catalogue.text("jobs-last", &[("at", at.into())])),
        None => Ok(()),
    }
}
