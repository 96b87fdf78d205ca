//! How a face comes by the shop: a database opened for work, or made ready first.

use crate::config::Configuration;
use crate::db::Db;
use crate::db::engine::migrate::MIGRATIONS;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

impl Krafta {
    /// Over the configured database, whose schema has to be this program's.
    ///
    /// # Errors
    /// `db-missing`, `db-older-schema`, `db-newer-schema`, `db-not-ours`, … each with nothing touched.
    pub async fn open(configuration: &Configuration) -> Result<Self, Error> {
        let db = Db::open(&configuration.database.expose()).await?;
        db.require_current().await?;
        Ok(Self::over(db, configuration))
    }

    /// As [`Krafta::open`], making a missing SQLite file and migrating an older schema first; a new database begins with
    /// Venezuela's holidays.
    pub async fn create(configuration: &Configuration) -> Result<Self, Error> {
        let db = Db::create(&configuration.database.expose()).await?;
        let applied = db.migrate().await?;
        let shop = Self::over(db, configuration);
        if applied == MIGRATIONS.len() {
            crate::service::workshops::holidays::seed(shop.db(), shop.today()).await?;
        }
        Ok(shop)
    }

    fn over(db: Db, configuration: &Configuration) -> Self {
        Self::new(db, configuration.settings.clone()).with_receipts(&configuration.receipts)
    }
}
