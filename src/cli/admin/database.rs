//! `krafta db`: the schema's state, migrating, backups, checks and the roles of a PostgreSQL server.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::cli::core::progress::Progress;
use crate::service::admin::database::{self, Backup, Status};
use crate::service::commands::AcceptClock;
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct DatabaseArgs {
    #[command(subcommand)]
    command: DatabaseCommand,
}

#[derive(Subcommand)]
enum DatabaseCommand {
    Migrate,
    Status,
    Backup {
        file: PathBuf,
    },
    Check,
    Roles,
    AcceptClock {
        #[arg(long)]
        reason: String,
    },
}

pub async fn run(args: &DatabaseArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        DatabaseCommand::Migrate => migrate(context).await,
        DatabaseCommand::Status => status(context).await,
        DatabaseCommand::Backup { file } => backup(context, file).await,
        DatabaseCommand::Check => super::check::run(context).await,
        DatabaseCommand::Roles => output::put(database::ROLES),
        DatabaseCommand::AcceptClock { reason } => accept_clock(context, reason).await,
    }
}

async fn migrate(context: &Context) -> Result<(), Failure> {
    let configuration = &context.configuration;
    let applied = database::migrate(&configuration.database).await?;
    if applied == database::all_migrations() {
        Krafta::begins_anew(configuration, &configuration.database);
    }
    if context.json {
        return output::json(&json!({ "applied": applied }));
    }
    output::say(&context.catalogue.text("cli-db-migrated", &[("count", applied.into())]))
}

async fn accept_clock(context: &Context, reason: &str) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let accept = AcceptClock { reason: reason.to_owned() };
    let receipt = master_data::run(context, &shop, &actor, Command::AcceptClock(accept)).await?;
    if context.json {
        return master_data::json(&receipt, &json!({ "reason": reason.trim() }));
    }
    master_data::say(context, &receipt, "cli-db-clock-accepted", &[])
}

async fn status(context: &Context) -> Result<(), Failure> {
    let status = database::status(&context.configuration.database).await?;
    if context.json {
        return output::json(&status);
    }
    output::put(&told(context, &status))
}

fn told(context: &Context, status: &Status) -> String {
    let schema = context.catalogue.text(
        "cli-db-schema",
        &[
            ("found", status.schema.into()),
            ("known", status.newest.into()),
            ("pending", status.pending.len().into()),
        ],
    );
    let rows = [
        (context.word("cli-db-engine"), format!("{} {}", status.engine, status.version)),
        (context.word("cli-db-where"), status.database.clone()),
        (context.word("cli-db-size"), status.bytes.map_or_else(String::new, size)),
        (context.word("cli-db-schema-name"), schema),
    ];
    let mut table = Table::new(["cli-head-version", "cli-head-migration", "cli-head-applied"]).right(0);
    for migration in &status.migrations {
        table.row([
            migration.version.to_string(),
            migration.name.clone(),
            output::time(migration.applied_at),
        ]);
    }
    for migration in &status.pending {
        table.row([
            migration.version.to_string(),
            migration.name.to_owned(),
            context.word("cli-db-pending"),
        ]);
    }
    format!("{}\n{}", output::record(&rows), table.lines(context.catalogue))
}

/// `12,3 MB`.
pub fn size(bytes: u64) -> String {
    let (value, unit) = match bytes {
        ..1024 => return format!("{bytes} B"),
        1024..1_048_576 => (bytes * 10 / 1024, "KB"),
        1_048_576..1_073_741_824 => (bytes * 10 / 1_048_576, "MB"),
        _ => (bytes * 10 / 1_073_741_824, "GB"),
    };
    format!("{},{} {unit}", value / 10, value % 10)
}

async fn backup(context: &Context, file: &Path) -> Result<(), Failure> {
    let mut progress = Progress::new(None);
    let outcome = database::backup_watched(&context.configuration.database, file, |written, about| progress.of(written, about)).await;
    progress.finish();
    let outcome = outcome?;
    let file = file.display().to_string();
    match outcome {
        Backup::Done { bytes } if context.json => output::json(&json!({ "file": file, "bytes": bytes })),
        Backup::Done { bytes } => output::say(
            &context
                .catalogue
                .text("cli-db-backed-up", &[("file", file.into()), ("size", size(bytes).into())]),
        ),
        Backup::ByServer { command } => Err(Failure::told(
            "by-server",
            context.catalogue.text("cli-db-backup-by-server", &[("command", command.into())]),
        )),
    }
}
