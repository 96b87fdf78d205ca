//! The register of commands: each operation id once, with the fingerprint of its content and its receipt.

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::bind;
use crate::domain::actor::Role;
use crate::domain::ids::{OperationId, OperatorId, OrderId};

statement! {
    FIND = "SELECT kind, fingerprint, receipt FROM operations WHERE id = $1"
}

statement! {
    INSERT = "INSERT INTO operations (id, kind, fingerprint, actor_role, actor_id, order_id, receipt) VALUES ($1, $2, $3, $4, $5, $6, $7)"
}

/// The digest of what was typed is kept beside the receipt, in its column.
const TYPED: &str = "typed";

/// What a command was asked to do, as digests that name who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Of the command itself.
    pub fingerprint: String,
    /// Of the line that was typed, where the command line made the command of it and of what it found.
    pub typed: Option<String>,
}

/// A command that was done.
#[derive(Debug, Clone)]
pub struct Done {
    pub kind: String,
    pub content: Content,
    pub receipt: serde_json::Value,
}

impl FromRow for Done {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let mut receipt: serde_json::Value = row.get("receipt")?;
        let typed = receipt.as_object_mut().and_then(|fields| fields.remove(TYPED));
        Ok(Self {
            kind: row.get("kind")?,
            content: Content {
                fingerprint: row.get("fingerprint")?,
                typed: typed.and_then(|typed| typed.as_str().map(str::to_owned)),
            },
            receipt,
        })
    }
}

/// One line of the register.
pub struct NewOperation<'a> {
    pub id: OperationId,
    pub kind: &'a str,
    pub content: &'a Content,
    pub role: Role,
    pub operator: Option<OperatorId>,
    pub order: Option<OrderId>,
    pub receipt: serde_json::Value,
}

pub async fn find(reader: &mut impl Reader, id: OperationId) -> DbResult<Option<Done>> {
    reader.opt(FIND.with(bind![id])).await
}

/// Refused with `NotUnique` when the id was used meanwhile.
pub fn insert(mut new: NewOperation<'_>) -> Bound {
    if let (Some(typed), Some(fields)) = (&new.content.typed, new.receipt.as_object_mut()) {
        fields.insert(TYPED.to_owned(), typed.as_str().into());
    }
    INSERT.with(bind![
        new.id,
        new.kind,
        &new.content.fingerprint,
        new.role,
        new.operator,
        new.order,
        new.receipt
    ])
}
