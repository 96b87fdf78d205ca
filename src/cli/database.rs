//! `krafta db`: the schema's state, migrating, backups, checks and the roles of a PostgreSQL server.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use super::desk::Desk;
use super::failure::Failure;
use super::progress::Progress;
use super::screen::{self, Table};
use crate::service::database::{self, Backup, Status};

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Migrate,
    Status,
    Backup { file: PathBuf },
    Check,
    Roles,
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    match &what.what {
        Verb::Migrate => migrate(desk).await,
        Verb::Status => status(desk).await,
        Verb::Backup { file } => backup(desk, file).await,
        Verb::Check => super::check::run(desk).await,
        Verb::Roles => screen::put(database::ROLES),
    }
}

async fn migrate(desk: &Desk) -> Result<(), Failure> {
    let applied = database::migrate(&desk.configuration.database).await?;
    if desk.json {
        return screen::json(&json!({ "applied": applied }));
    }
    screen::say(&desk.catalogue.text("cli-db-migrated", &[("count", applied.into())]))
}

async fn status(desk: &Desk) -> Result<(), Failure> {
    let status = database::status(&desk.configuration.database).await?;
    if desk.json {
        return screen::json(&status);
    }
    screen::put(&told(desk, &status))
}

fn told(desk: &Desk, status: &Status) -> String {
    let schema = desk.catalogue.text(
        "cli-db-schema",
        &[
            ("found", status.schema.into()),
            ("known", status.newest.into()),
            ("pending", status.pending.len().into()),
        ],
    );
    let rows = [
        (desk.word("cli-db-engine"), format!("{} {}", status.engine, status.version)),
        (desk.word("cli-db-where"), status.database.clone()),
        (desk.word("cli-db-size"), status.bytes.map_or_else(String::new, size)),
        (desk.word("cli-db-schema-name"), schema),
    ];
    let mut table = Table::new(["cli-head-version", "cli-head-migration", "cli-head-applied"]).right(0);
    for migration in &status.migrations {
        table.row([
            migration.version.to_string(),
            migration.name.clone(),
            screen::time(migration.applied_at),
        ]);
    }
    for migration in &status.pending {
        table.row([
            migration.version.to_string(),
            migration.name.to_owned(),
            desk.word("cli-db-pending"),
        ]);
    }
    format!("{}\n{}", screen::record(&rows), table.lines(desk.catalogue))
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

async fn backup(desk: &Desk, file: &Path) -> Result<(), Failure> {
    let mut progress = Progress::new(None);
    let outcome = database::backup_watched(&desk.configuration.database, file, |written, about| progress.of(written, about)).await;
    progress.finish();
    let outcome = outcome?;
    let file = file.display().to_string();
    match outcome {
        Backup::Done { bytes } if desk.json => screen::json(&json!({ "file": file, "bytes": bytes })),
        Backup::Done { bytes } => screen::say(
            &desk
                .catalogue
                .text("cli-db-backed-up", &[("file", file.into()), ("size", size(bytes).into())]),
        ),
        Backup::ByServer { command } => Err(Failure::told(
            "by-server",
            desk.catalogue.text("cli-db-backup-by-server", &[("command", command.into())]),
        )),
    }
}
