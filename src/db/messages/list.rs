//! Messages to look at: pages by state, order or recipient; one with its tries and what people did with it; how many wait.

use serde::Serialize;

use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::Key;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{NotificationId, OperationId, OperatorId, OrderId, WorkshopId};
use crate::domain::messages::channel::{AttemptOutcome, Channel, MessageAct, MessageState, Recipient};
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT n.id, n.order_id, o.number, n.event_seq, n.kind, n.recipient_kind, coalesce(w.name, o.customer_name) AS whom, \
    n.recipient, n.workshop_id, n.channel, n.template, n.data, n.state, n.created_at, n.not_before, n.sent_at, n.cancelled_at, n.sent_to, n.subject, n.body, n.attempts, \
    n.last_error, n.maybe_twice, n.resent_of, n.erased_at \
    FROM notifications n LEFT JOIN orders o ON o.id = n.order_id LEFT JOIN workshops w ON w.id = n.workshop_id WHERE ";

statement! {
    ATTEMPTS = "SELECT seq, channel, address, outcome, began_at, took_ms, error_class, answer FROM message_attempts \
      WHERE notification_id = $1 ORDER BY seq"
}

statement! {
    ACTS = "SELECT m.act, m.reason, m.created_at, p.display_name AS who FROM message_acts m JOIN operators p ON p.id = m.operator_id \
      WHERE m.notification_id = $1 ORDER BY m.id"
}

statement! {
    STEPS_AFTER = "SELECT edge, at FROM order_events WHERE order_id = $1 AND seq > $2 ORDER BY seq"
}

statement! {
    LAST_RESENT = "SELECT m.created_at AS found FROM message_acts m WHERE m.notification_id = $1 AND m.act = 'RESENT' ORDER BY m.id DESC LIMIT 1"
}

statement! {
    RESENT_BEFORE = "SELECT count(*) AS found FROM notifications n WHERE n.order_id = $1 AND n.resent_of = $2"
}

statement! {
    ACT = "INSERT INTO message_acts (notification_id, act, reason, operator_id, operation_id) VALUES ($1, $2, $3, $4, $5)"
}

statement! {
    AGAIN = "UPDATE notifications SET state = 'PENDING', attempts = 0, not_before = NULL, last_error = NULL WHERE id = $1 AND state = $2"
}

statement! {
    END = "UPDATE notifications SET state = $3, cancelled_at = $4 WHERE id = $1 AND state = $2"
}

statement! {
    /// The longest wait of those that may leave: of each recipient, one entry of an index.
    OLDEST = "SELECT n.created_at AS found FROM notifications n WHERE n.recipient_kind = $1 AND n.state IN ('PENDING', 'FAILED', 'SENDING') \
      AND n.created_at >= $2 ORDER BY n.id LIMIT 1"
}

statement! {
    LATE = "SELECT count(*) AS found FROM (SELECT 1 AS one FROM notifications n WHERE n.recipient_kind = $1 \
      AND n.state IN ('PENDING', 'FAILED', 'SENDING') AND n.created_at >= $2 AND n.created_at < $3 LIMIT 1000) AS few"
}

statement! {
    WAITING = "SELECT count(*) AS found FROM (SELECT 1 AS one FROM notifications n WHERE n.recipient_kind = $1 \
      AND n.state IN ('PENDING', 'FAILED', 'SENDING') LIMIT 1000) AS few"
}

statement! {
    ENDED = "SELECT count(*) AS found FROM (SELECT 1 AS one FROM notifications n WHERE n.state IN ('DEAD', 'CANCELLED', 'SUPERSEDED') \
      AND n.state = $1 LIMIT 1000) AS few"
}

record! {
    /// A message, to show.
    #[derive(Serialize)]
    pub struct MessageRow {
        pub id: NotificationId,
        #[serde(rename = "order_id")]
        pub order: Option<OrderId> = "order_id",
        #[serde(rename = "order")]
        pub number: Option<Safe>,
        pub event_seq: Option<i64>,
        pub kind: Safe,
        pub recipient_kind: Recipient,
        /// The customer, or the workshop.
        pub whom: Option<Safe>,
        #[serde(skip)]
        pub recipient: Option<Safe>,
        #[serde(skip)]
        pub workshop: Option<WorkshopId> = "workshop_id",
        pub channel: Safe,
        pub template: Safe,
        pub data: serde_json::Value,
        pub state: MessageState,
        pub created_at: Time,
        pub not_before: Option<Time>,
        pub sent_at: Option<Time>,
        /// It was not to be sent any more.
        pub cancelled_at: Option<Time>,
        pub sent_to: Option<Safe>,
        pub subject: Option<Safe>,
        pub body: Option<Safe>,
        pub attempts: i64,
        pub last_error: Option<Safe>,
        pub maybe_twice: bool,
        pub resent_of: Option<NotificationId>,
        pub erased_at: Option<Time>,
        /// Nothing is sent to whom it is for.
        pub switched_off: bool = filled,
    }

    /// One try.
    #[derive(Serialize)]
    pub struct AttemptView {
        pub seq: i64,
        pub channel: Channel,
        pub address: Option<Safe>,
        pub outcome: AttemptOutcome,
        pub began_at: Time,
        pub took_ms: i64,
        pub error_class: Option<Safe>,
        pub answer: Option<Safe>,
    }

    /// What somebody did with it.
    #[derive(Serialize)]
    pub struct ActView {
        pub act: MessageAct,
        pub reason: Option<Safe>,
        pub created_at: Time,
        pub who: Safe,
    }
}

record! {
    /// What happened to an order, and when.
    pub struct StepRow {
        pub edge: Safe,
        pub at: Time,
    }
}

impl MessageRow {
    /// Its place in a list: the newest first.
    pub fn key(&self) -> Key {
        Key {
            key: self.created_at.timestamp_micros(),
            id: self.id.uuid(),
        }
    }
}

/// Which messages a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Messages {
    #[default]
    All,
    /// Pending, failed and being sent.
    Waiting,
    /// Of those, what is tried again.
    Failed,
    Sent,
    Dead,
    /// Cancelled before it left.
    Cancelled,
    Superseded,
    OfOrder(OrderId),
}

pub async fn page(db: &Db, of: Messages, after: Option<Key>, limit: i64) -> DbResult<Readable<MessageRow>> {
    db.readable(compose(of, after, limit)).await
}

/// The statement of a page, the newest first; also asked for its plan by a test.
pub fn compose(of: Messages, after: Option<Key>, limit: i64) -> Query {
    let query = Query::new(COLUMNS);
    let beyond = |query: Query| match after {
        Some(place) => query.push(" AND n.id < ").bind(place.id),
        None => query,
    };
    let last = |query: Query| query.push(" ORDER BY n.id DESC LIMIT ").bind(limit);
    match of {
        Messages::All => last(beyond(query.push("1 = 1"))),
        Messages::OfOrder(order) => last(beyond(query.push("n.order_id = ").bind(order))),
        Messages::Sent => last(beyond(query.push("n.state = 'SENT'"))),
        Messages::Failed => last(beyond(
            query.push("n.state IN ('PENDING', 'FAILED', 'SENDING') AND n.state = 'FAILED'"),
        )),
        Messages::Dead => last(beyond(
            query.push("n.state IN ('DEAD', 'CANCELLED', 'SUPERSEDED') AND n.state = 'DEAD'"),
        )),
        Messages::Cancelled => last(beyond(
            query.push("n.state IN ('DEAD', 'CANCELLED', 'SUPERSEDED') AND n.state = 'CANCELLED'"),
        )),
        Messages::Superseded => last(beyond(
            query.push("n.state IN ('DEAD', 'CANCELLED', 'SUPERSEDED') AND n.state = 'SUPERSEDED'"),
        )),
        Messages::Waiting => {
            // The newest of each recipient, each from its part of the index.
            let mut query = query.push("n.id IN (");
            for (at, whom) in Recipient::ALL.iter().enumerate() {
                query = query
                    .push(if at == 0 { "" } else { " UNION ALL " })
                    .push("SELECT id FROM (SELECT n.id FROM notifications n WHERE n.state IN ('PENDING', 'FAILED', 'SENDING') AND n.recipient_kind = ")
                    .bind(*whom);
                query = last(beyond(query)).push(") AS of_one");
            }
            last(query.push(")"))
        }
    }
}

/// A page of those about some orders and to some workshops.
pub async fn page_about(
    db: &Db,
    whose: (&[OrderId], &[WorkshopId]),
    of: Messages,
    after: Option<Key>,
    limit: i64,
) -> DbResult<Readable<MessageRow>> {
    db.readable(compose_about(whose, of, after, limit)).await
}

/// Its statement; also asked for its plan by a test.
pub fn compose_about((orders, workshops): (&[OrderId], &[WorkshopId]), of: Messages, after: Option<Key>, limit: i64) -> Query {
    let query = Query::new(COLUMNS).push("n.id IN (SELECT a.id FROM notifications a WHERE a.order_id IN (NULL");
    let query = orders.iter().fold(query, |query, order| query.push(", ").bind(*order));
    let query = query.push(") UNION SELECT b.id FROM notifications b WHERE b.workshop_id IN (NULL");
    let query = workshops.iter().fold(query, |query, workshop| query.push(", ").bind(*workshop));
    let query = query.push("))");
    let mut query = match of {
        Messages::All => query,
        Messages::Waiting => query.push(" AND n.state IN ('PENDING', 'FAILED', 'SENDING')"),
        Messages::Failed => query.push(" AND n.state = 'FAILED'"),
        Messages::Sent => query.push(" AND n.state = 'SENT'"),
        Messages::Dead => query.push(" AND n.state = 'DEAD'"),
        Messages::Cancelled => query.push(" AND n.state = 'CANCELLED'"),
        Messages::Superseded => query.push(" AND n.state = 'SUPERSEDED'"),
        Messages::OfOrder(order) => query.push(" AND n.order_id = ").bind(order),
    };
    if let Some(place) = after {
        query = query.push(" AND n.id < ").bind(place.id);
    }
    query.push(" ORDER BY n.id DESC LIMIT ").bind(limit)
}

pub async fn one(reader: &mut impl Reader, id: NotificationId) -> DbResult<Option<MessageRow>> {
    reader.opt(Query::new(COLUMNS).push("n.id = ").bind(id)).await
}

pub async fn attempts(db: &Db, id: NotificationId) -> DbResult<Vec<AttemptView>> {
    db.all(ATTEMPTS.with(bind![id])).await
}

pub async fn acts(db: &Db, id: NotificationId) -> DbResult<Vec<ActView>> {
    db.all(ACTS.with(bind![id])).await
}

/// The order's events after this one.
pub async fn steps_after(db: &Db, order: OrderId, seq: i64) -> DbResult<Vec<StepRow>> {
    db.all(STEPS_AFTER.with(bind![order, seq])).await
}

impl Db {
    /// How many wait for this recipient, up to a thousand.
    pub async fn waiting_messages(&self, whom: Recipient) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(WAITING.with(bind![whom])).await?.0)
    }

    /// How many of those that may leave were written before an instant, up to a thousand.
    pub async fn late_messages(&self, whom: Recipient, since: Time, before: Time) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(LATE.with(bind![whom, since, before])).await?.0)
    }

    /// How many ended like this without having been sent, up to a thousand.
    pub async fn ended_messages(&self, state: MessageState) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(ENDED.with(bind![state])).await?.0)
    }

    /// When the oldest was written of those that may leave.
    pub async fn oldest_message(&self, whom: Recipient, since: Time) -> DbResult<Option<Time>> {
        Ok(self.opt::<Found<Time>>(OLDEST.with(bind![whom, since])).await?.map(|row| row.0))
    }
}

impl Tx {
    pub async fn note_message_act(
        &mut self,
        id: NotificationId,
        act: MessageAct,
        reason: Option<String>,
        by: OperatorId,
        operation: OperationId,
    ) -> DbResult<()> {
        let values: [Param; 5] = bind![id, act, reason, by, operation];
        self.exec(ACT.with(values)).await.map(drop)
    }

    /// Whether it was still in this state, and is tried again at once.
    pub async fn retry_message(&mut self, id: NotificationId, state: MessageState) -> DbResult<bool> {
        Ok(self.exec(AGAIN.with(bind![id, state])).await? > 0)
    }

    /// Whether it was still in this state, and is not sent any more.
    /// Ends it as `CANCELLED` or `SUPERSEDED`.
    pub async fn end_message(&mut self, id: NotificationId, (from, to): (MessageState, MessageState), now: Time) -> DbResult<bool> {
        Ok(self.exec(END.with(bind![id, from, to, now])).await? > 0)
    }

    pub async fn last_resent(&mut self, id: NotificationId) -> DbResult<Option<Time>> {
        Ok(self.opt::<Found<Time>>(LAST_RESENT.with(bind![id])).await?.map(|row| row.0))
    }

    pub async fn times_resent(&mut self, order: OrderId, id: NotificationId) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(RESENT_BEFORE.with(bind![order, id])).await?.0)
    }
}
