//! What a database says of itself: its engine's version and its size.

use super::error::DbResult;
use super::row::{FromRow, Row};
use super::statement::statement;
use super::{Db, Dialect};

/// What an engine is, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub engine: &'static str,
    pub version: String,
    pub bytes: i64,
}

struct Told {
    version: String,
    bytes: i64,
}

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            version: row.get("version")?,
            bytes: row.get("bytes")?,
        })
    }
}

statement!(ABOUT =
    sqlite ["SELECT sqlite_version() AS version, page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()"]
    postgres ["SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes"]
);

impl Db {
    pub async fn about(&self) -> DbResult<About> {
        let told: Told = self.one(ABOUT.with([])).await?;
        Ok(About {
            engine: match self.dialect() {
                Dialect::Sqlite => "SQLite",
                Dialect::Postgres => "PostgreSQL",
            },
            version: told.version,
            bytes: told.bytes,
        })
    }
}
