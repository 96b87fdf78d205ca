//! Who is looking at an order, read from its row.

use crate::db::engine::error::DbResult;
use crate::db::engine::row::Row;
use crate::domain::ids::OperatorId;
use crate::domain::payments::guards::Claim;

/// The claim of a row that has `claim_operator_id`, `claim_name`, `claimed_at` and `claim_expires_at`.
pub(crate) fn claim(row: &Row<'_>) -> DbResult<Option<Claim>> {
    let Some(holder) = row.get::<Option<OperatorId>>("claim_operator_id")? else {
        return Ok(None);
    };
    Ok(Some(Claim {
        holder,
        name: row.or_default("claim_name")?,
        since: row.get("claimed_at")?,
        until: row.get("claim_expires_at")?,
    }))
}
