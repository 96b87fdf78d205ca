//! Alerts: the messages of administrators and workshops, as they stand in the terminals of whom they are for.

use serde::Serialize;
use uuid::Uuid;

use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::Key;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{NotificationId, OperatorId, OrderId, WorkshopId};
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT n.id, n.order_id, o.number, n.template, n.data, n.created_at FROM notifications n \
    JOIN orders o ON o.id = n.order_id WHERE ";

statement! {
    READ = "INSERT INTO alert_reads (operator_id, notification_id) VALUES ($1, $2) ON CONFLICT (operator_id) DO UPDATE \
      SET notification_id = excluded.notification_id, read_at = excluded.read_at WHERE alert_reads.notification_id < excluded.notification_id"
}

statement!(READ_UNTIL = "SELECT notification_id AS found FROM alert_reads WHERE operator_id = $1");

record! {
    /// An alert, to show to one person.
    #[derive(Serialize)]
    pub struct AlertView {
        pub id: NotificationId,
        #[serde(skip)]
        pub order: OrderId = "order_id",
        #[serde(rename = "order")]
        pub number: Safe,
        pub template: Safe,
        pub data: serde_json::Value,
        pub created_at: Time,
        /// This person has seen it.
        pub read: bool = filled,
    }
}

impl AlertView {
    pub fn key(&self) -> Key {
        Key {
            key: self.created_at.timestamp_micros(),
            id: self.id.uuid(),
        }
    }
}

/// Whose alerts: the administrators', or those of one workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertsOf {
    Admins,
    Workshop(WorkshopId),
}

/// What is shown of them: what came after an identity, which has its time in it, and was not taken back, when its time has come.
fn shown(query: Query, of: AlertsOf, from: Uuid, now: Time) -> Query {
    let query = match of {
        AlertsOf::Admins => query.push("n.recipient_kind = 'ADMINS'"),
        AlertsOf::Workshop(workshop) => query.push("n.workshop_id = ").bind(workshop),
    };
    query
        .push(" AND n.id > ")
        .bind(from)
        .push(" AND n.cancelled_at IS NULL AND (n.not_before IS NULL OR n.attempts > 0 OR n.not_before <= ")
        .bind(now)
        .push(")")
}

/// The identity that stands before all of this instant.
pub fn identity(at: Time) -> Uuid {
    let milliseconds = u128::try_from(at.timestamp_millis()).unwrap_or_default();
    Uuid::from_u128(milliseconds << 80)
}

/// The statement of a page, the newest first; also asked for its plan by a test.
pub fn compose(of: AlertsOf, from: Uuid, now: Time, after: Option<Key>, limit: i64) -> Query {
    let query = shown(Query::new(COLUMNS), of, from, now);
    let query = match after {
        Some(place) => query.push(" AND n.id < ").bind(place.id),
        None => query,
    };
    query.push(" ORDER BY n.id DESC LIMIT ").bind(limit)
}

/// The statement of how many there are, up to a hundred.
pub fn compose_count(of: AlertsOf, from: Uuid, now: Time) -> Query {
    let query = Query::new("SELECT count(*) AS found FROM (SELECT 1 AS one FROM notifications n WHERE ");
    shown(query, of, from, now).push(" LIMIT 100) AS found_rows")
}

impl Db {
    pub async fn alerts(&self, of: AlertsOf, from: Uuid, now: Time, after: Option<Key>, limit: i64) -> DbResult<Readable<AlertView>> {
        self.readable(compose(of, from, now, after, limit)).await
    }

    pub async fn count_alerts(&self, of: AlertsOf, from: Uuid, now: Time) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(compose_count(of, from, now)).await?.0)
    }

    /// The newest alert that this person has seen.
    pub async fn alerts_read(&self, operator: OperatorId) -> DbResult<Option<NotificationId>> {
        Ok(self
            .opt::<Found<NotificationId>>(READ_UNTIL.with(bind![operator]))
            .await?
            .map(|row| row.0))
    }
}

impl Tx {
    /// They have seen all up to this one.
    pub async fn read_alerts(&mut self, operator: OperatorId, newest: NotificationId) -> DbResult<()> {
        self.exec(READ.with(bind![operator, newest])).await.map(drop)
    }
}
