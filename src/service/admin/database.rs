//! The keeper's work on a database: its state, migrating it, copying it. Used by `krafta db` and by the first start.

use std::path::Path;

use serde::Serialize;

use crate::config::{DatabaseUrl, create_private_file};
use crate::db::engine::migrate::{MIGRATIONS, newest};
use crate::db::{Db, DbError};
use crate::domain::Time;
use crate::domain::dates::Zone;
use crate::service::core::clock::{Clock, SystemClock};
use crate::service::core::error::Error;

/// The roles of a PostgreSQL server, as SQL that its DBA reads and runs.
pub const ROLES: &str = include_str!("../../db/roles.sql");

/// What there is to know about a database before working on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    pub engine: &'static str,
    /// The engine's.
    pub version: String,
    /// The URL, without a password.
    pub database: String,
    pub bytes: Option<u64>,
    /// The schema's number, and this program's.
    pub schema: i64,
    pub newest: i64,
    pub migrations: Vec<AppliedMigration>,
    pub pending: Vec<PendingMigration>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppliedMigration {
    pub version: i64,
    pub name: String,
    pub applied_at: Time,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingMigration {
    pub version: i64,
    pub name: &'static str,
}

/// Reads the state without changing anything; a newer schema than the program's is no error here.
pub async fn status(url: &DatabaseUrl) -> Result<Status, Error> {
    let db = Db::open(&url.expose()).await?;
    let about = db.about().await?;
    let applied = db.migrations().await?;
    db.close().await;
    let schema = applied.last().map_or(0, |last| last.version);
    Ok(Status {
        engine: about.engine,
        version: about.version,
        database: url.to_string(),
        bytes: u64::try_from(about.bytes).ok(),
        schema,
        newest: newest(),
        pending: MIGRATIONS
            .iter()
            .filter(|migration| migration.version > schema)
            .map(|migration| PendingMigration {
                version: migration.version,
                name: migration.name,
            })
            .collect(),
        migrations: applied
            .into_iter()
            .map(|migration| AppliedMigration {
                version: migration.version,
                name: migration.name,
                applied_at: migration.at,
            })
            .collect(),
    })
}

/// Brings the schema up to date, making a missing SQLite file first; answers how many migrations were applied. A new
/// database begins with Venezuela's holidays.
pub async fn migrate(url: &DatabaseUrl) -> Result<usize, Error> {
    let db = Db::create(&url.expose()).await?;
    let applied = db.migrate().await?;
    if applied == MIGRATIONS.len() {
        // The settings with the shop's zone are not read here; at worst the years around are told from the day beside.
        let today = Zone::default().day(SystemClock.now());
        crate::service::workshops::holidays::seed(&db, today).await?;
    }
    db.close().await;
    tracing::info!(applied, "migrated");
    Ok(applied)
}

/// How many there are: a database that was given all of them is new.
pub const fn all_migrations() -> usize {
    MIGRATIONS.len()
}

/// How often a long copy is looked at.
const LOOK: std::time::Duration = std::time::Duration::from_millis(200);

/// What became of the wish for a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backup {
    Done {
        bytes: u64,
    },
    /// A server is copied by its own program; this is the command, without a password.
    ByServer {
        command: String,
    },
}

/// Copies a SQLite database into a new private file, as of one instant, while others go on working.
///
/// # Errors
/// `db-exists` rather than writing over a file; a copy that failed is removed.
pub async fn backup(url: &DatabaseUrl, file: &Path) -> Result<Backup, Error> {
    backup_watched(url, file, |_, _| {}).await
}

/// As [`backup`]; `progress` is told how many bytes of about how many are written.
pub async fn backup_watched(url: &DatabaseUrl, file: &Path, mut progress: impl FnMut(u64, u64)) -> Result<Backup, Error> {
    if let DatabaseUrl::Postgres(_) = url {
        let command = format!(
            "pg_dump --format=custom --file={} {}",
            quoted(&file.display().to_string()),
            quoted(&url.to_string())
        );
        return Ok(Backup::ByServer { command });
    }
    let db = Db::open(&url.expose()).await?;
    db.migrations().await?;
    let failed = |fault| Error::File {
        path: file.display().to_string(),
        fault,
    };
    match create_private_file(file) {
        Ok(_) => {}
        Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(DbError::Exists(file.display().to_string()).into());
        }
        Err(fault) => return Err(failed(fault)),
    }
    let copied = async {
        let about = u64::try_from(db.about().await?.bytes).unwrap_or(0);
        let mut copying = std::pin::pin!(db.copy_into(file));
        loop {
            match tokio::time::timeout(LOOK, &mut copying).await {
                Ok(copied) => break copied?,
                Err(_) => progress(std::fs::metadata(file).map_or(0, |file| file.len()), about),
            }
        }
        db.close().await;
        // SQLite does not wait for the disk here; a backup has to.
        let copy = tokio::fs::File::options().write(true).open(file).await.map_err(failed)?;
        copy.sync_all().await.map_err(failed)?;
        Ok(copy.metadata().await.map_err(failed)?.len())
    };
    match copied.await {
        Ok(bytes) => Ok(Backup::Done { bytes }),
        Err(error) => {
            // Half a backup is worse than none; if even this fails, the error told is the first one.
            let _ = std::fs::remove_file(file);
            Err(error)
        }
    }
}

/// For a shell, whatever is in it.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_server_is_copied_by_its_own_program() {
        let url: DatabaseUrl = "postgres://ana:s3cret@db/krafta".parse().unwrap();
        let told = backup(&url, Path::new("it's.dump")).await.unwrap();
        let command = r"pg_dump --format=custom --file='it'\''s.dump' 'postgres://ana@db/krafta'".to_owned();
        assert_eq!(told, Backup::ByServer { command });
    }

    #[tokio::test]
    async fn a_copy_is_private_whole_and_never_over_another_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let url: DatabaseUrl = format!("sqlite:{}", folder.path().join("krafta.db").display()).parse().unwrap();
        assert_eq!(migrate(&url).await.unwrap(), MIGRATIONS.len());
        let copy = folder.path().join("copy.db");
        assert!(matches!(backup(&url, &copy).await.unwrap(), Backup::Done { bytes } if bytes > 0));
        assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(backup(&url, &copy).await.unwrap_err().code(), "db-exists");
        let copied: DatabaseUrl = format!("sqlite:{}", copy.display()).parse().unwrap();
        assert!(status(&copied).await.unwrap().pending.is_empty());
    }
}
