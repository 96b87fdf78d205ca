//! What a sender does with the database: one at a time, under a lease. It takes what may leave, with whom it is for, and notes how
//! each try ended. Nothing here talks to anybody.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::health::since;
use super::reach::{Addressee, Reach, addressees, reach};
use crate::db::messages::sending::ChannelRow;
use crate::domain::Time;
use crate::domain::actor::Permission;
use crate::domain::ids::NotificationId;
use crate::domain::messages::backoff;
use crate::domain::messages::channel::{Channel, Recipient};
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::lease::{self, whole};

pub use crate::db::messages::sending::{Attempt, Settled, TakenMessage};

/// What a role must be allowed to send what waits.
pub const NEEDS: Permission = Permission::RunJobs;
/// The name of the lease: one sender for all.
const NAME: &str = "delivery";
/// The row that says up to when old messages were erased.
const ERASED: &str = "ERASED";
/// Minutes: what was written so shortly before somebody is sent messages at all leaves too; a shop that is set up has orders already.
const BEFORE: i64 = 60;
/// Messages erased at once.
const AT_ONCE: u32 = 200;
/// What stays of an erased message: what happened, and for how much.
const FACTS: &[&str] = &[
    "order",
    "by",
    "delivery",
    "label",
    "total",
    "due",
    "credited",
    "expires_at",
    "amount",
    "missing",
    "paid",
    "left",
    "given_back",
    "method",
    "reason",
    "kind",
    "cost",
    "ready_on",
    "respond_by",
];

/// A message that a sender has, and whom it is for.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub message: TakenMessage,
    pub addressees: Vec<Addressee>,
    pub reach: Reach,
}

/// How it went with a message: the try, if there was one, and what becomes of it.
#[derive(Debug, Clone)]
pub struct Ended {
    pub message: NotificationId,
    pub attempt: Option<Attempt>,
    pub settled: Settled,
}

/// A sender: its place among those of a database.
#[derive(Clone)]
pub struct MessageSender {
    shop: Krafta,
    token: Uuid,
}

impl MessageSender {
    pub fn new(shop: Krafta) -> Self {
        Self {
            shop,
            token: Uuid::now_v7(),
        }
    }

    pub const fn shop(&self) -> &Krafta {
        &self.shop
    }

    fn length(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.shop.settings().messages.lease_seconds))
    }

    /// Takes the lease, or lengthens it; false while another program sends.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn hold(&self) -> Result<bool, Error> {
        lease::hold(&self.shop, NAME, self.token, self.length()).await
    }

    /// # Errors
    /// Those of the database.
    pub async fn let_go(&self) -> Result<(), Error> {
        lease::let_go(&self.shop, NAME, self.token).await
    }

    /// Notes since when each recipient is sent messages, passes over what was written before, and gives back what a lost sender had.
    ///
    /// # Errors
    /// `clock-astray` where nobody knows since when; those of the database.
    pub async fn begin(&self) -> Result<(), Error> {
        let rows = self.shop.db().message_channels().await?;
        for whom in Recipient::ALL {
            if self.is_on(*whom) && since(&rows, *whom).is_none() {
                // By a clock that is wrong too many messages would be passed over, or too few.
                self.shop.require_clock().await?;
                self.switch_on(*whom).await?;
            }
        }
        // By what it was tried is not known; the first channel of most is the mail server.
        let (shop, now) = (self.shop.clone(), self.shop.now());
        whole(async move {
            let mut tx = shop.db().begin().await?;
            let lost = tx.recover_messages(now, Channel::Email).await?;
            tx.commit().await?;
            if lost > 0 {
                tracing::warn!(messages = lost, "a sender was lost");
            }
            Ok(())
        })
        .await
    }

    /// A program with other settings switches nobody off: what it does not send is sent by one that does.
    async fn switch_on(&self, whom: Recipient) -> Result<(), Error> {
        let (shop, now) = (self.shop.clone(), self.shop.now());
        let since = now - TimeDelta::minutes(BEFORE);
        whole(async move {
            let mut all = 0;
            loop {
                let mut tx = shop.db().begin().await?;
                let passed = tx.pass_over(whom, since, now).await?;
                if passed == 0 {
                    let row = ChannelRow::since(whom.as_str(), since);
                    tx.put_channel(&row).await?;
                }
                tx.commit().await?;
                all += passed;
                if passed == 0 {
                    tracing::info!(whom = whom.as_str(), passed = all, "messages leave from now on");
                    return Ok(());
                }
            }
        })
        .await
    }

    /// Takes up to `limit` messages of each recipient that may leave now, of channels that do not rest.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn take(&self, limit: u32) -> Result<Vec<Outgoing>, Error> {
        let (db, now) = (self.shop.db(), self.shop.now());
        let due = self.due(&db.message_channels().await?, now).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let (shop, token, until) = (self.shop.clone(), self.token, now + self.length());
        let taken = whole(async move {
            let mut tx = shop.db().begin().await?;
            let mut taken = Vec::new();
            for (whom, since) in due {
                taken.extend(tx.take_messages(token, until, whom, since, now, limit).await?);
            }
            tx.commit().await?;
            Ok(taken)
        })
        .await?;
        let mut outgoing = Vec::new();
        for message in taken {
            let whom = addressees(&mut &*db, message.recipient_kind, message.order, message.workshop).await?;
            let reach = reach(&self.shop.settings().messages, message.recipient_kind, &whom);
            outgoing.push(Outgoing {
                message,
                addressees: whom,
                reach,
            });
        }
        Ok(outgoing)
    }

    /// A look that writes nothing: whether there is anything to do.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn waits(&self) -> Result<bool, Error> {
        let rows = self.shop.db().message_channels().await?;
        let switched = |whom: &Recipient| self.is_on(*whom) && since(&rows, *whom).is_none();
        Ok(Recipient::ALL.iter().any(switched) || !self.due(&rows, self.shop.now()).await?.is_empty())
    }

    fn is_on(&self, whom: Recipient) -> bool {
        !self.shop.settings().messages.to(whom).is_empty()
    }

    /// Who has a message that may leave now, by a channel that does not rest; and since when they are sent any.
    async fn due(&self, rows: &[ChannelRow], now: Time) -> Result<Vec<(Recipient, Time)>, Error> {
        let mut due = Vec::new();
        for whom in Recipient::ALL {
            let awake = |channel: &Channel| rests_until(rows, *channel, now).is_none();
            let on = self.shop.settings().messages.to(*whom).iter().any(awake);
            if let Some(since) = since(rows, *whom).filter(|_| on)
                && self.shop.db().is_message_due(*whom, since, now).await?
            {
                due.push((*whom, since));
            }
        }
        Ok(due)
    }

    /// What it has stays its own for another while.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn keep(&self) -> Result<(), Error> {
        let (shop, token, until) = (self.shop.clone(), self.token, self.shop.now() + self.length());
        whole(async move {
            let mut tx = shop.db().begin().await?;
            tx.keep_messages(token, until).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }

    /// Notes how tries ended, all in one transaction.
    ///
    /// # Errors
    /// Those of the database: then nothing of them is noted, and the caller still has them.
    pub async fn settle(&self, ended: Vec<Ended>) -> Result<(), Error> {
        let (shop, token) = (self.shop.clone(), self.token);
        whole(async move {
            let mut tx = shop.db().begin().await?;
            for Ended { message, attempt, settled } in &ended {
                tx.settle_message(token, *message, attempt.as_ref(), settled).await?;
            }
            tx.commit().await?;
            Ok(())
        })
        .await
    }

    /// Notes whether a channel answered: from the third failure on it rests for a while, longer each time.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn note_channel(&self, channel: Channel, error: Option<String>) -> Result<(), Error> {
        let rows = self.shop.db().message_channels().await?;
        let before = rows.into_iter().find(|row| row.name == channel.as_str());
        let failed_before = before.as_ref().map_or(0, |row| row.failures);
        if error.is_none() && failed_before == 0 {
            return Ok(());
        }
        let failures = if error.is_some() { failed_before + 1 } else { 0 };
        let row = ChannelRow {
            name: channel.to_string(),
            on_since: None,
            failures,
            open_until: backoff::rest(failures).map(|rest| self.shop.now() + rest),
            last_error: error,
        };
        let shop = self.shop.clone();
        whole(async move {
            let mut tx = shop.db().begin().await?;
            tx.put_channel(&row).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }

    /// Until when each channel rests that does.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn resting(&self) -> Result<BTreeMap<Channel, Time>, Error> {
        let (rows, now) = (self.shop.db().message_channels().await?, self.shop.now());
        let resting = Channel::ALL
            .iter()
            .filter_map(|channel| Some((*channel, rests_until(&rows, *channel, now)?)));
        Ok(resting.collect())
    }

    /// Erases names, addresses and words of messages older than the settings keep them; how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn erase(&self) -> Result<usize, Error> {
        let Some(days) = self.shop.settings().messages.keep_days else {
            return Ok(0);
        };
        let now = self.shop.now();
        let before = now - TimeDelta::days(i64::from(days));
        let rows = self.shop.db().message_channels().await?;
        let from = rows.iter().find(|row| row.name == ERASED).and_then(|row| row.on_since);
        let from = from.unwrap_or(Time::UNIX_EPOCH);
        // Not looked at for each message.
        if from + TimeDelta::hours(1) > before {
            return Ok(0);
        }
        let old = self.shop.db().old_messages(from - TimeDelta::days(1), before, AT_ONCE).await?;
        let (shop, count) = (self.shop.clone(), old.len());
        whole(async move {
            let mut tx = shop.db().begin().await?;
            for message in old {
                tx.erase_message(message.id, facts(message.data), now).await?;
            }
            if count < AT_ONCE as usize {
                let row = ChannelRow::since(ERASED, before);
                tx.put_channel(&row).await?;
            }
            tx.commit().await?;
            Ok(count)
        })
        .await
    }
}

fn rests_until(rows: &[ChannelRow], channel: Channel, now: Time) -> Option<Time> {
    let row = rows.iter().find(|row| row.name == channel.as_str())?;
    row.open_until.filter(|until| *until > now && *until <= now + backoff::LONGEST_WAIT)
}

/// What stays of what a message carried.
fn facts(data: Value) -> Value {
    match data {
        Value::Object(mut all) => {
            all.retain(|name, _| FACTS.contains(&name.as_str()));
            Value::Object(all)
        }
        _ => Value::Object(Map::new()),
    }
}
