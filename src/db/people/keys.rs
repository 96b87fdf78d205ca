//! The keys that operators sign in with over SSH, as rows.

use serde::Serialize;

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{OperatorId, OperatorKeyId};
use crate::domain::ssh_key::KeyAlgorithm;
use crate::domain::text::Safe;

record! {
    /// A key, to show.
    #[derive(Eq, Serialize)]
    pub struct OperatorKeyView {
        pub id: OperatorKeyId,
        pub login: Safe,
        pub name: Safe,
        pub algorithm: KeyAlgorithm,
        /// Its bytes in base64.
        pub public_key: Safe,
        pub fingerprint: Safe,
        pub created_at: Time,
        pub added_by: Safe = "added_by_name",
        /// It signs in before then.
        pub expires_at: Time,
        pub revoked_at: Option<Time>,
        pub revoked_by: Option<Safe> = "revoked_by_name",
        pub revoked_reason: Option<Safe>,
        /// Its operator is.
        pub active: bool,
        #[serde(skip)]
        pub operator: OperatorId = "operator_id",
        #[serde(skip)]
        pub role: Role,
    }
}

statement! {
    ALL = "SELECT k.id, k.operator_id, o.login, o.role, o.active, k.name, k.algorithm, k.public_key, k.fingerprint, k.created_at, \
      a.display_name AS added_by_name, k.expires_at, k.revoked_at, r.display_name AS revoked_by_name, k.revoked_reason \
      FROM operator_keys k JOIN operators o ON o.id = k.operator_id JOIN operators a ON a.id = k.added_by \
      LEFT JOIN operators r ON r.id = k.revoked_by ORDER BY o.login, k.id"
}
statement! {
    BY_FINGERPRINT = "SELECT k.id, k.operator_id, o.login, o.role, o.active, k.name, k.algorithm, k.public_key, k.fingerprint, k.created_at, \
      a.display_name AS added_by_name, k.expires_at, k.revoked_at, r.display_name AS revoked_by_name, k.revoked_reason \
      FROM operator_keys k JOIN operators o ON o.id = k.operator_id JOIN operators a ON a.id = k.added_by \
      LEFT JOIN operators r ON r.id = k.revoked_by WHERE k.fingerprint = $1"
}
statement! {
    INSERT = "INSERT INTO operator_keys (id, operator_id, name, algorithm, public_key, fingerprint, added_by, expires_at) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
}
statement!(EXPIRE = "UPDATE operator_keys SET expires_at = $2 WHERE id = $1");
statement!(REVOKE = "UPDATE operator_keys SET revoked_at = $2, revoked_by = $3, revoked_reason = $4 WHERE id = $1");

/// A row to insert.
#[derive(Debug)]
pub struct NewOperatorKey<'a> {
    pub id: OperatorKeyId,
    pub operator: OperatorId,
    pub name: &'a str,
    pub algorithm: KeyAlgorithm,
    pub public_key: &'a str,
    pub fingerprint: &'a str,
    pub added_by: OperatorId,
    pub expires_at: Time,
}

impl Db {
    pub async fn operator_keys(&self) -> DbResult<Vec<OperatorKeyView>> {
        self.all(ALL.with([])).await
    }

    pub async fn operator_key(&self, fingerprint: &str) -> DbResult<Option<OperatorKeyView>> {
        self.opt(BY_FINGERPRINT.with(bind![fingerprint])).await
    }
}

impl Tx {
    pub async fn operator_keys(&mut self) -> DbResult<Vec<OperatorKeyView>> {
        self.all(ALL.with([])).await
    }

    pub async fn insert_key(&mut self, key: &NewOperatorKey<'_>) -> DbResult<()> {
        let NewOperatorKey {
            id,
            operator,
            name,
            algorithm,
            public_key,
            fingerprint,
            added_by,
            expires_at,
        } = key;
        let values = bind![id, operator, name, algorithm, public_key, fingerprint, added_by, expires_at];
        self.exec(INSERT.with(values)).await.map(drop)
    }

    pub async fn expire_key(&mut self, id: OperatorKeyId, at: Time) -> DbResult<()> {
        self.exec(EXPIRE.with(bind![id, at])).await.map(drop)
    }

    pub async fn revoke_key(&mut self, id: OperatorKeyId, (at, by): (Time, OperatorId), reason: &str) -> DbResult<()> {
        self.exec(REVOKE.with(bind![id, at, by, reason])).await.map(drop)
    }
}
