//! An order's events, in order.

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::reader::Reader;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::ids::OrderId;
use crate::domain::orders::event::{Change, EventData, Lane, OrderEvent};

statement! {
    EVENTS = "SELECT seq, at, lane, edge, from_status, to_status, assignment_id, submission_id, refund_id, actor_role, actor_id, \
      actor_name, reason_code, text, internal, data FROM order_events WHERE order_id = $1 ORDER BY seq"
}

impl FromRow for OrderEvent {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let edge: String = row.get("edge")?;
        Ok(Self {
            seq: row.get("seq")?,
            at: row.get("at")?,
            change: change(row)?,
            actor_role: row.get("actor_role")?,
            actor_id: row.get("actor_id")?,
            actor_name: row.get("actor_name")?,
            submission: row.get("submission_id")?,
            refund: row.get("refund_id")?,
            reason_code: row.get("reason_code")?,
            text: row.get("text")?,
            internal: row.get("internal")?,
            data: EventData::read(&edge, row.get("data")?),
            edge,
        })
    }
}

fn change(row: &Row<'_>) -> DbResult<Change> {
    Ok(match row.get("lane")? {
        Lane::Payment => Change::Payment {
            from: status(row, "from_status")?,
            to: status(row, "to_status")?.ok_or_else(|| missing("to_status"))?,
        },
        Lane::Production => Change::Production {
            assignment: row.get("assignment_id")?,
            from: status(row, "from_status")?,
            to: status(row, "to_status")?.ok_or_else(|| missing("to_status"))?,
        },
        Lane::Note => Change::Note,
    })
}

fn status<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> DbResult<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| DbError::Value(format!("{text} is no status"))))
        .transpose()
}

fn missing(column: &str) -> DbError {
    DbError::Value(format!("{column} is NULL"))
}

pub async fn of(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<OrderEvent>> {
    reader.all(EVENTS.with(bind![order])).await
}
