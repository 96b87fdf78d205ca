//! What a sender takes, and what it notes of each try. One sender at a time has the lease; what it takes carries its token, so that
//! one who was lost changes nothing that another took since.

use uuid::Uuid;

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{NotificationId, OrderId, WorkshopId};
use crate::domain::messages::backoff;
use crate::domain::messages::channel::{AttemptOutcome, Channel, MessageState, Recipient};

/// Nothing waits until then: what seems to was noted by a clock that was wrong.
fn beyond(now: Time) -> Time {
    now + backoff::LONGEST_WAIT
}

statement! {
    /// Of one order and recipient the earlier message goes first: while it waits, those after it do too.
    TAKE = "UPDATE notifications SET state = 'SENDING', lease = $1, lease_until = $2 WHERE state IN ('PENDING', 'FAILED') AND id IN ( \
      SELECT n.id FROM notifications n WHERE n.recipient_kind = $3 AND n.state IN ('PENDING', 'FAILED', 'SENDING') AND n.state <> 'SENDING' \
        AND n.created_at >= $4 AND (n.not_before IS NULL OR n.not_before <= $5 OR n.not_before > $7) \
        AND NOT EXISTS (SELECT 1 FROM notifications e WHERE e.order_id = n.order_id AND e.recipient_kind = n.recipient_kind \
          AND (e.event_seq < n.event_seq OR (e.event_seq = n.event_seq AND e.id < n.id)) \
          AND e.state IN ('PENDING', 'FAILED', 'SENDING') AND e.created_at >= $4) \
      ORDER BY n.id LIMIT $6) \
      RETURNING id, order_id, event_seq, kind, recipient_kind, recipient, workshop_id, template, data, attempts, maybe_twice, created_at"
}

statement! {
    /// Whether one may leave now, or was left behind by a sender that was lost.
    DUE = "SELECT n.created_at AS found FROM notifications n WHERE n.recipient_kind = $1 AND n.state IN ('PENDING', 'FAILED', 'SENDING') \
      AND n.created_at >= $2 AND CASE WHEN n.state = 'SENDING' THEN n.lease_until < $3 OR n.lease_until > $4 \
        ELSE n.not_before IS NULL OR n.not_before <= $3 OR n.not_before > $4 END \
      ORDER BY n.id LIMIT 1"
}

statement! {
    KEEP = "UPDATE notifications SET lease_until = $2 WHERE state IN ('PENDING', 'FAILED', 'SENDING') AND state = 'SENDING' AND lease = $1"
}

statement! {
    /// What a sender had that was lost: it may have left.
    LOST = "UPDATE notifications SET state = 'PENDING', lease = NULL, lease_until = NULL, maybe_twice = $2 \
      WHERE state IN ('PENDING', 'FAILED', 'SENDING') AND state = 'SENDING' AND (lease_until < $1 OR lease_until > $3) RETURNING id"
}

statement! {
    LEFT = "UPDATE notifications SET state = 'SENT', sent_at = $3, attempts = attempts + 1, channel = $4, sent_to = $5, subject = $6, \
      body = $7, maybe_twice = maybe_twice OR $8, lease = NULL, lease_until = NULL, not_before = NULL, last_error = NULL \
      WHERE id = $1 AND state = 'SENDING' AND lease = $2"
}

statement! {
    STAYED = "UPDATE notifications SET state = $3, attempts = attempts + $4, not_before = $5, last_error = $6, \
      maybe_twice = maybe_twice OR $7, lease = NULL, lease_until = NULL WHERE id = $1 AND state = 'SENDING' AND lease = $2"
}

statement! {
    /// Once, also where it is not known whether it was noted already.
    ATTEMPT = "INSERT INTO message_attempts (notification_id, seq, channel, address, outcome, began_at, took_ms, error_class, answer) \
      SELECT $1, coalesce(max(a.seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM message_attempts a WHERE a.notification_id = $1 \
      HAVING sum(CASE WHEN a.began_at = $5 AND a.outcome = $4 THEN 1 ELSE 0 END) IS NULL \
        OR sum(CASE WHEN a.began_at = $5 AND a.outcome = $4 THEN 1 ELSE 0 END) = 0"
}

statement! {
    /// Not sent while nobody sent messages: a few at a time.
    PASS_OVER = "UPDATE notifications SET state = 'SUPERSEDED', cancelled_at = $3 WHERE state IN ('PENDING', 'FAILED') AND id IN ( \
      SELECT n.id FROM notifications n WHERE n.recipient_kind = $1 AND n.state IN ('PENDING', 'FAILED', 'SENDING') AND n.state <> 'SENDING' \
        AND n.created_at < $2 ORDER BY n.id LIMIT 1000)"
}

statement! {
    CHANNELS = "SELECT name, on_since, failures, open_until, last_error FROM message_channels ORDER BY name"
}

statement! {
    PUT_CHANNEL = "INSERT INTO message_channels (name, on_since, failures, open_until, last_error) VALUES ($1, $2, $3, $4, $5) \
      ON CONFLICT (name) DO UPDATE SET on_since = excluded.on_since, failures = excluded.failures, open_until = excluded.open_until, \
      last_error = excluded.last_error"
}

statement! {
    /// Messages of long ago whose names, addresses and words still stand: from an identity on, which has its time in it.
    TO_ERASE = "SELECT n.id, n.data FROM notifications n WHERE n.id > $1 AND n.created_at < $2 AND n.erased_at IS NULL \
      AND n.state IN ('SENT', 'CANCELLED', 'SUPERSEDED', 'DEAD') ORDER BY n.id LIMIT $3"
}

statement! {
    ERASE = "UPDATE notifications SET erased_at = $2, recipient = NULL, sent_to = NULL, subject = NULL, body = NULL, last_error = NULL, \
      data = $3 WHERE id = $1"
}

statement! {
    ERASE_TRIES = "UPDATE message_attempts SET address = NULL, answer = NULL WHERE notification_id = $1 AND (address IS NOT NULL OR answer IS NOT NULL)"
}

record! {
    /// A message that a sender has.
    pub struct TakenMessage {
        pub id: NotificationId,
        pub order: Option<OrderId> = "order_id",
        pub event_seq: Option<i64>,
        pub kind: String,
        pub recipient_kind: Recipient,
        pub recipient: Option<String>,
        pub workshop: Option<WorkshopId> = "workshop_id",
        pub template: String,
        pub data: serde_json::Value,
        /// Tries that failed before.
        pub attempts: i64,
        pub maybe_twice: bool,
        pub created_at: Time,
    }

    /// A message whose names and words are to be erased.
    pub struct OldMessage {
        pub id: NotificationId,
        pub data: serde_json::Value,
    }

    struct LostMessage {
        id: NotificationId,
    }

    /// How a channel is, or since when somebody is sent messages.
    pub struct ChannelRow {
        pub name: String,
        pub on_since: Option<Time>,
        /// In a row.
        pub failures: i64,
        /// It rests until then.
        pub open_until: Option<Time>,
        pub last_error: Option<String>,
    }
}

/// One try, to be noted.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub message: NotificationId,
    pub channel: Channel,
    pub address: Option<String>,
    pub outcome: AttemptOutcome,
    pub began_at: Time,
    pub took_ms: i64,
    pub error_class: Option<String>,
    pub answer: Option<String>,
}

/// What becomes of a message after a try.
#[derive(Debug, Clone)]
pub enum Settled {
    Sent {
        at: Time,
        channel: Channel,
        to: String,
        subject: String,
        body: String,
        maybe_twice: bool,
    },
    /// Tried again later, or not at all; a try counts, an outage does not.
    Stays {
        state: MessageState,
        counts: bool,
        not_before: Option<Time>,
        error: String,
        maybe_twice: bool,
    },
}

impl Attempt {
    fn insert(&self) -> Bound {
        ATTEMPT.with(bind![
            self.message,
            self.channel,
            &self.address,
            self.outcome,
            self.began_at,
            self.took_ms,
            &self.error_class,
            &self.answer,
        ])
    }
}

impl Tx {
    /// Takes what may leave now, the oldest first.
    pub async fn take_messages(
        &mut self,
        token: Uuid,
        until: Time,
        whom: Recipient,
        since: Time,
        now: Time,
        limit: u32,
    ) -> DbResult<Vec<TakenMessage>> {
        let mut taken: Vec<TakenMessage> = self
            .all(TAKE.with(bind![token, until, whom, since, now, limit, beyond(now)]))
            .await?;
        taken.sort_by_key(|message| message.id);
        Ok(taken)
    }

    /// Gives back what senders had that were lost, each marked, with a try whose end is not known.
    pub async fn recover_messages(&mut self, now: Time, channel: Channel) -> DbResult<usize> {
        let lost: Vec<LostMessage> = self.all(LOST.with(bind![now, true, beyond(now)])).await?;
        for message in &lost {
            let attempt = Attempt {
                message: message.id,
                channel,
                address: None,
                outcome: AttemptOutcome::Unknown,
                began_at: now,
                took_ms: 0,
                error_class: Some("interrupted".to_owned()),
                answer: None,
            };
            self.exec(attempt.insert()).await?;
        }
        Ok(lost.len())
    }

    /// Notes a try, if there was one, and what becomes of its message.
    pub async fn settle_message(&mut self, token: Uuid, id: NotificationId, attempt: Option<&Attempt>, settled: &Settled) -> DbResult<()> {
        let moved = match settled {
            Settled::Sent {
                at,
                channel,
                to,
                subject,
                body,
                maybe_twice,
            } => LEFT.with(bind![id, token, at, channel, to, subject, body, maybe_twice]),
            Settled::Stays {
                state,
                counts,
                not_before,
                error,
                maybe_twice,
            } => STAYED.with(bind![id, token, state, i64::from(*counts), not_before, error, maybe_twice]),
        };
        self.exec(moved).await?;
        match attempt {
            Some(attempt) => self.exec(attempt.insert()).await.map(drop),
            None => Ok(()),
        }
    }

    pub async fn keep_messages(&mut self, token: Uuid, until: Time) -> DbResult<()> {
        self.exec(KEEP.with(bind![token, until])).await.map(drop)
    }

    /// Passes over messages from before `since`; how many.
    pub async fn pass_over(&mut self, whom: Recipient, since: Time, now: Time) -> DbResult<u64> {
        self.exec(PASS_OVER.with(bind![whom, since, now])).await
    }

    pub async fn put_channel(&mut self, row: &ChannelRow) -> DbResult<()> {
        let values = bind![&row.name, row.on_since, row.failures, row.open_until, &row.last_error];
        self.exec(PUT_CHANNEL.with(values)).await.map(drop)
    }

    /// Keeps of a message only these facts.
    pub async fn erase_message(&mut self, id: NotificationId, facts: serde_json::Value, now: Time) -> DbResult<()> {
        self.exec(ERASE.with(bind![id, now, facts])).await?;
        self.exec(ERASE_TRIES.with(bind![id])).await.map(drop)
    }
}

impl ChannelRow {
    /// Of a name for which nothing is noted but an instant.
    pub fn since(name: &str, since: Time) -> Self {
        Self {
            name: name.to_owned(),
            on_since: Some(since),
            failures: 0,
            open_until: None,
            last_error: None,
        }
    }
}

impl Db {
    pub async fn message_channels(&self) -> DbResult<Vec<ChannelRow>> {
        self.all(CHANNELS.with([])).await
    }

    /// Whether a message may leave now, or was left behind by a sender that was lost.
    pub async fn is_message_due(&self, whom: Recipient, since: Time, now: Time) -> DbResult<bool> {
        Ok(self
            .opt::<Found<Time>>(DUE.with(bind![whom, since, now, beyond(now)]))
            .await?
            .is_some())
    }

    /// Messages made after `from` and before `before` that are to be erased, the oldest first.
    pub async fn old_messages(&self, from: Time, before: Time, limit: u32) -> DbResult<Vec<OldMessage>> {
        let milliseconds = u128::try_from(from.timestamp_millis()).unwrap_or_default();
        self.all(TO_ERASE.with(bind![Uuid::from_u128(milliseconds << 80), before, limit]))
            .await
    }
}
