//! How the messages of the shop are: what waits, what somebody has to look at, which channel does not answer.

use serde::Serialize;

use super::Messages;
use super::reach::{Addressee, reach};
use crate::db::messages::contacts;
use crate::db::messages::sending::ChannelRow;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::messages::channel::{Channel, Lack, MessageState, Reach, Recipient};
use crate::domain::text::Safe;
use crate::service::core::caution::{Caution, CautionKind};
use crate::service::core::error::Error;

/// Of one kind of recipient.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecipientHealth {
    pub whom: Recipient,
    /// By what they are sent messages, the first that reaches them.
    pub channels: Vec<Channel>,
    /// Since when; absent until the first sender ran.
    pub since: Option<Time>,
    /// Up to a thousand.
    pub waiting: i64,
    /// When the oldest was written of those that may leave.
    pub oldest: Option<Time>,
}

/// Of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelHealth {
    pub channel: Channel,
    /// In a row.
    pub failures: i64,
    /// It rests until then.
    pub resting_until: Option<Time>,
    pub last_error: Option<Safe>,
}

/// How the messages are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessagesHealth {
    pub recipients: Vec<RecipientHealth>,
    pub channels: Vec<ChannelHealth>,
    /// Not tried again until somebody asks; up to a thousand.
    pub dead: i64,
    /// Written before anybody sent messages, or untrue before they left; up to a thousand.
    pub superseded: i64,
    /// Workshops that take orders and hear of none, with what they lack.
    pub unreachable_workshops: Vec<(Safe, Vec<Lack>)>,
}

impl MessagesHealth {
    /// Whether one waits longer than it should.
    pub fn waits_since(&self, longest: chrono::TimeDelta, now: Time) -> Option<Time> {
        let oldest = self.recipients.iter().filter_map(|one| one.oldest).min();
        oldest.filter(|oldest| now - *oldest > longest)
    }
}

/// The row in which it is noted since when somebody is sent messages.
pub(super) fn since(rows: &[ChannelRow], whom: Recipient) -> Option<Time> {
    rows.iter().find(|row| row.name == whom.as_str()).and_then(|row| row.on_since)
}

impl Messages<'_> {
    /// What people should know of them: some did not leave, or the oldest waits too long.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn cautions(&self) -> Result<Vec<Caution>, Error> {
        let (db, now) = (self.shop.db(), self.shop.now());
        let settings = &self.shop.settings().messages;
        let rows = db.message_channels().await?;
        let longest = chrono::TimeDelta::minutes(i64::from(settings.warn_after_minutes));
        let (mut oldest, mut waiting): (Option<Time>, i64) = (None, 0);
        for whom in Recipient::ALL {
            let since = since(&rows, *whom).filter(|_| !settings.to(*whom).is_empty());
            let Some(since) = since else { continue };
            let late = db.oldest_message(*whom, since).await?.filter(|oldest| now - *oldest > longest);
            if late.is_some() {
                waiting += db.late_messages(*whom, since, now - longest).await?;
            }
            oldest = [oldest, late].into_iter().flatten().min();
        }
        let dead = db.ended_messages(MessageState::Dead).await?;
        let told = [
            ((dead > 0).then_some(now), CautionKind::Dead, dead),
            (oldest, CautionKind::Late, waiting),
        ];
        let told = told.into_iter().filter_map(|(found, kind, count)| {
            let (found, wanted) = (found?, now);
            Some(Caution {
                kind,
                found,
                wanted,
                count,
            })
        });
        Ok(told.collect())
    }

    /// # Errors
    /// `forbidden` to who may not read orders.
    pub async fn health(&self, actor: &Actor) -> Result<MessagesHealth, Error> {
        actor.may(Permission::ReadOrders)?;
        let db = self.shop.db();
        let rows = db.message_channels().await?;
        let mut recipients = Vec::new();
        for whom in Recipient::ALL {
            let channels = self.shop.settings().messages.to(*whom).to_vec();
            let since = since(&rows, *whom);
            let oldest = match since {
                Some(since) if !channels.is_empty() => db.oldest_message(*whom, since).await?,
                _ => None,
            };
            recipients.push(RecipientHealth {
                whom: *whom,
                channels,
                since,
                waiting: db.waiting_messages(*whom).await?,
                oldest,
            });
        }
        let channel = |row: ChannelRow| {
            Some(ChannelHealth {
                channel: row.name.parse().ok()?,
                failures: row.failures,
                resting_until: row.open_until,
                last_error: row.last_error.as_deref().map(Safe::new),
            })
        };
        let settings = &self.shop.settings().messages;
        let lacks = |workshop: contacts::WorkshopContact| {
            let one = Addressee::from(workshop);
            match reach(settings, Recipient::Workshop, std::slice::from_ref(&one)) {
                Reach::Unreachable { lacks } => Some((one.name, lacks)),
                Reach::Reached { .. } | Reach::SwitchedOff => None,
            }
        };
        let workshops = contacts::workshops(&mut &*db).await?;
        Ok(MessagesHealth {
            recipients,
            channels: rows.into_iter().filter_map(channel).collect(),
            dead: db.ended_messages(MessageState::Dead).await?,
            superseded: db.ended_messages(MessageState::Superseded).await?,
            unreachable_workshops: workshops.into_iter().filter_map(lacks).collect(),
        })
    }
}
