//! Who changed what orders refer to: the rows that the database writes itself at each change of master data and of people
//! (boundary.md B10).

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::Key;
use crate::db::engine::record::record;
use crate::db::engine::statement::Query;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::audit::change::{MasterTable, Origin};
use crate::domain::text::Safe;
use serde_json::Value;
use uuid::Uuid;

record! {
    /// A change of one row.
    pub struct ChangeRecord {
        /// In the order in which they were written.
        pub id: i64,
        pub at: Time = "created_at",
        pub table: MasterTable = "table_name",
        pub row: Safe = "row_id",
        pub origin: Origin,
        pub role: Option<Role> = "actor_role",
        pub by: Option<Safe> = "actor_name",
        /// The database's own login; empty in a file, which has none.
        pub login: Safe = or_default("login"),
        pub operation: Option<Uuid> = "operation_id",
        /// The row's document before and after; none where it was added or removed.
        pub old: Option<Value>,
        pub new: Option<Value>,
    }
}

impl ChangeRecord {
    pub const fn key(&self) -> Key {
        Key {
            key: self.id,
            id: Uuid::nil(),
        }
    }
}

/// Which changes; all that is set holds together.
#[derive(Debug, Clone, Default)]
pub struct ChangeQuery {
    pub table: Option<MasterTable>,
    /// The row's key: an id, a day, a name; of several columns, parted by a slash.
    pub row: Option<String>,
    pub without_people: bool,
}

/// The newest first.
pub async fn page(db: &Db, wanted: &ChangeQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<ChangeRecord>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &ChangeQuery, after: Option<Key>, limit: i64) -> Query {
    let mut query = Query::new(
        "SELECT c.id, c.created_at, c.table_name, c.row_id, c.origin, c.actor_role, c.actor_name, c.login, c.operation_id, \
         c.old, c.new FROM master_changes c WHERE c.id < ",
    )
    .bind(after.map_or(i64::MAX, |after| after.key));
    if let Some(table) = wanted.table {
        query = query.push(" AND c.table_name = ").bind(table);
    }
    if let Some(row) = &wanted.row {
        query = query.push(" AND c.row_id = ").bind(row.clone());
    }
    if wanted.without_people {
        for table in MasterTable::OF_PEOPLE {
            query = query.push(" AND c.table_name <> ").bind(*table);
        }
    }
    query.push(" ORDER BY c.id DESC LIMIT ").bind(limit)
}

impl Db {
    /// An id as the documents of changes and their keys write it: hexadecimal alone in a file.
    pub fn change_key(&self, id: Uuid) -> String {
        match self.dialect() {
            crate::db::engine::Dialect::Sqlite => id.simple().to_string(),
            crate::db::engine::Dialect::Postgres => id.hyphenated().to_string(),
        }
    }
}
