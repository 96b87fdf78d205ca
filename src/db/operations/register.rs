//! The register of commands: each operation id once, with the fingerprint of its content and its receipt.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::bind;
use crate::domain::actor::Role;
use crate::domain::ids::{OperationId, OperatorId, OrderId};

statement! {
    FIND = "SELECT kind, fingerprint, actor_role, actor_id, receipt FROM operations WHERE id = $1"
}

statement! {
    INSERT = "INSERT INTO operations (id, kind, fingerprint, actor_role, actor_id, order_id, receipt) VALUES ($1, $2, $3, $4, $5, $6, $7)"
}

record! {
    /// A command that was done.
    pub struct Done {
        pub kind: String,
        pub fingerprint: String,
        pub role: Role = "actor_role",
        pub operator: Option<OperatorId> = "actor_id",
        pub receipt: serde_json::Value,
    }
}

/// One line of the register.
pub struct NewOperation<'a> {
    pub id: OperationId,
    pub kind: &'a str,
    pub fingerprint: &'a str,
    pub role: Role,
    pub operator: Option<OperatorId>,
    pub order: Option<OrderId>,
    pub receipt: serde_json::Value,
}

pub async fn find(db: &Db, id: OperationId) -> DbResult<Option<Done>> {
    db.opt(FIND.with(bind![id])).await
}

/// Refused with `NotUnique` when the id was used meanwhile.
pub fn insert(new: NewOperation<'_>) -> Bound {
    INSERT.with(bind![
        new.id,
        new.kind,
        new.fingerprint,
        new.role,
        new.operator,
        new.order,
        new.receipt
    ])
}
