//! How a face comes by the shop: a database opened for work, or made ready first.

use std::path::PathBuf;

use crate::config::{Configuration, DatabaseUrl};
use crate::db::Db;
use crate::db::engine::migrate::MIGRATIONS;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::seen::Seen;

impl Krafta {
    /// Over the configured database, whose schema has to be this program's.
    ///
    /// # Errors
    /// `db-missing`, `db-older-schema`, `db-newer-schema`, `db-not-ours`, … each with nothing touched.
    pub async fn open(configuration: &Configuration) -> Result<Self, Error> {
        let db = Db::open(&configuration.database.expose()).await?;
        db.require_current().await?;
        let own = db.own_login().await?;
        let shop = Self::over(db, configuration).by_login(own);
        Ok(if configuration.read_only { shop.only_reading() } else { shop })
    }

    /// As [`Krafta::open`], making a missing SQLite file and migrating an older schema first; a new database begins with
    /// Venezuela's holidays.
    pub async fn create(configuration: &Configuration) -> Result<Self, Error> {
        let db = Db::create(&configuration.database.expose()).await?;
        let applied = db.migrate().await?;
        let shop = Self::over(db, configuration);
        if applied == MIGRATIONS.len() {
            Self::begins_anew(configuration, &configuration.database);
            crate::service::workshops::holidays::seed(shop.db(), shop.today()).await?;
        }
        Ok(shop)
    }

    fn over(db: Db, configuration: &Configuration) -> Self {
        Self::new(db, configuration.settings.clone())
            .with_receipts(&configuration.receipts)
            .remembering(seen_file(configuration), seen_name(&configuration.database))
    }

    /// A database that was made just now has lost nothing, whatever was seen at its place before.
    pub fn begins_anew(configuration: &Configuration, url: &DatabaseUrl) {
        Seen::new(seen_file(configuration), seen_name(url)).forget();
    }
}

/// Where this machine remembers what it saw of each database.
fn seen_file(configuration: &Configuration) -> PathBuf {
    configuration.places.state.join("seen.json")
}

/// The same however the database is named.
fn seen_name(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string(),
        DatabaseUrl::Postgres(url) => DatabaseUrl::Postgres(url.clone()).to_string(),
    }
}
