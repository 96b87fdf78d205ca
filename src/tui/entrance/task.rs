//! What the entrance has done in the background, and what comes of it.

use std::path::PathBuf;
use std::pin::Pin;

use crate::config::{Configuration, DatabaseUrl};
use crate::domain::actor::Actor;
use crate::service::admin::database::{self, Backup, Status};
use crate::service::people::trust::Trust;
use crate::service::{Error, Krafta};

#[derive(Debug)]
pub enum Task {
    Open(Box<Configuration>),
    /// How it is, changing nothing.
    Look(DatabaseUrl),
    /// Makes it, if it is a missing file, and migrates it; a copy of the file first.
    Make {
        url: DatabaseUrl,
        backup: Option<PathBuf>,
    },
    /// A throw-away shop of invented orders.
    Demonstrate,
}

#[derive(Debug)]
pub enum Done {
    Opened(Result<Box<Opened>, Error>),
    Looked(Result<Status, Error>),
    Made(Result<Made, Error>),
}

/// An open shop, and who is at the keyboard.
pub struct Opened {
    pub krafta: Krafta,
    pub actor: Actor,
    pub trust: Trust,
    pub configuration: Configuration,
    /// To be said first.
    pub welcome: Option<String>,
    /// What lives as long as the shop is open: the throw-away folder of a demonstration.
    pub keeps: Option<Box<dyn Send>>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("actor", &self.actor).finish_non_exhaustive()
    }
}

/// What was done to a database.
#[derive(Debug)]
pub struct Made {
    pub backup: Option<PathBuf>,
    pub created: Option<PathBuf>,
    pub applied: usize,
}

/// Makes the demonstration; the command line knows how.
pub type Demonstration = fn(Configuration) -> Pin<Box<dyn Future<Output = Result<Opened, Error>> + Send>>;

pub async fn perform(task: Task, configuration: Configuration, demonstration: Option<Demonstration>) -> Done {
    match task {
        Task::Open(configuration) => Done::Opened(open(*configuration).await),
        Task::Look(url) => Done::Looked(database::status(&url).await),
        Task::Make { url, backup } => {
            let made = make(&url, backup).await;
            if made.as_ref().is_ok_and(|made| made.applied == database::all_migrations()) {
                Krafta::begins_anew(&configuration, &url);
            }
            Done::Made(made)
        }
        Task::Demonstrate => match demonstration {
            Some(demonstration) => Done::Opened(demonstration(configuration).await.map(Box::new)),
            None => Done::Opened(open(configuration).await),
        },
    }
}

/// Opens what is configured and signs in; the first person ever becomes its administrator.
pub async fn open(configuration: Configuration) -> Result<Box<Opened>, Error> {
    let krafta = Krafta::open(&configuration).await?;
    let login = krafta.people().login_of(&configuration).await?;
    let signed_in = krafta.people().sign_in(&login).await?;
    let words = crate::locale::Catalogue::of(configuration.locale);
    let login = signed_in.actor.name.as_str();
    let welcome = signed_in.first.then(|| words.text("cli-first-admin", &[("login", login.into())]));
    Ok(Box::new(Opened {
        trust: krafta.people().trust(&configuration.database).await?,
        krafta,
        actor: signed_in.actor,
        configuration,
        welcome,
        keeps: None,
    }))
}

async fn make(url: &DatabaseUrl, backup: Option<PathBuf>) -> Result<Made, Error> {
    if let Some(path) = &backup {
        let Backup::Done { .. } = database::backup(url, path).await? else {
            return Err(Error::Internal("a file is not copied by a server".into()));
        };
    }
    let created = match url {
        DatabaseUrl::Sqlite(path) if !path.exists() => Some(path.clone()),
        _ => None,
    };
    let applied = database::migrate(url).await?;
    Ok(Made { backup, created, applied })
}
