//! The rules as the migrations leave them: every trigger, function, constraint and view with the digest of its text.
//! `migrations/<engine>.objects` has those of a new database, and a check compares: a trigger with an empty body of the same name is no rule.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::db::engine::error::DbResult;
use crate::db::engine::row::{Found, found};
use crate::db::engine::statement::Query;
use crate::db::engine::{Db, Dialect};

/// Each as its kind and name, a line break and its text. The indexes of a search and PostgreSQL's wording of a view are no rules.
const SQLITE: &str = "SELECT type || ' ' || name || char(10) || sql AS found FROM sqlite_schema WHERE sql IS NOT NULL \
  AND type IN ('table', 'trigger', 'view') AND name NOT LIKE 'orders_search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
  AND (type <> 'table' OR sql LIKE '%STRICT%')";
const POSTGRES: &str = "SELECT 'function ' || p.proname || chr(10) || p.prosrc || p.prosecdef AS found FROM pg_catalog.pg_proc p \
  WHERE p.pronamespace = current_schema()::regnamespace AND (p.proname LIKE 'krafta\\_%' OR p.proname = 'uuid_v7') \
  UNION ALL SELECT 'trigger ' || t.tgname || ' ' || c.relname || chr(10) || f.proname || ' ' || t.tgtype || ' ' || (t.tgenabled <> 'D') || ' ' \
    || (t.tgqual IS NOT NULL) || ' ' || t.tgattr::text || encode(t.tgargs, 'hex') FROM pg_catalog.pg_trigger t \
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid \
  WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace \
  UNION ALL SELECT 'constraint ' || c.conname || ' ' || r.relname || chr(10) || pg_get_constraintdef(c.oid) || c.convalidated \
  FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class r ON r.oid = c.conrelid \
  WHERE c.contype = 'c' AND c.connamespace = current_schema()::regnamespace";

const KNOWN_SQLITE: &str = include_str!("../../../migrations/sqlite.objects");
const KNOWN_POSTGRES: &str = include_str!("../../../migrations/postgres.objects");

/// A rule of the schema that is not what the migrations left: gone, other, or nobody's of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Altered {
    Missing(String),
    Other(String),
    Unknown(String),
}

impl Db {
    /// Each rule of this database and the digest of its text, a line each.
    ///
    /// # Errors
    /// As every question to the database.
    pub async fn schema_objects(&self) -> DbResult<BTreeMap<String, String>> {
        let texts = found(
            self.all_in_its_time::<Found<String>>(Query::default().push_for(SQLITE, POSTGRES))
                .await?,
        );
        let digest = |text: &str| Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(texts
            .iter()
            .filter_map(|text| text.split_once('\n'))
            .map(|(name, text)| (name.to_owned(), digest(text)))
            .collect())
    }

    /// How this database's rules differ from the migrations'.
    ///
    /// # Errors
    /// As every question to the database.
    pub async fn altered_objects(&self) -> DbResult<Vec<Altered>> {
        let mut live = self.schema_objects().await?;
        let known = match self.dialect() {
            Dialect::Sqlite => KNOWN_SQLITE,
            Dialect::Postgres => KNOWN_POSTGRES,
        };
        let mut altered = Vec::new();
        for (digest, name) in known.lines().filter_map(|line| line.split_once(' ')) {
            match live.remove(name) {
                None => altered.push(Altered::Missing(name.to_owned())),
                Some(found) if found != digest => altered.push(Altered::Other(name.to_owned())),
                Some(_) => {}
            }
        }
        altered.extend(live.into_keys().map(Altered::Unknown));
        Ok(altered)
    }
}
