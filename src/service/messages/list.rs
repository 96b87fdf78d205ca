//! Messages to look at.

use serde::Serialize;

use super::Messages;
use super::reach::{Reach, addressees, reach};
use crate::db::messages::list::{self, StepRow};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::{NotificationId, OrderId, WorkshopId};
use crate::domain::messages::channel::{Language, MessageState, Recipient, WithoutEffect, WrittenTo};
use crate::domain::messages::untrue;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

pub use crate::db::messages::list::{ActView, AttemptView, MessageRow, Messages as Which};

/// What is noted in one transaction has times this near to each other.
const AT_ONCE: chrono::TimeDelta = chrono::TimeDelta::seconds(1);

/// What a role must be allowed to look at messages.
pub const NEEDS: Permission = Permission::ReadOrders;

/// One message with all that happened to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageDetail {
    #[serde(flatten)]
    pub message: MessageRow,
    #[serde(rename = "tries")]
    pub attempts: Vec<AttemptView>,
    pub acts: Vec<ActView>,
    /// How it would leave just now.
    pub reach: Reach,
    /// Whom it would be written to now; none of the administrators, who are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_to: Option<WrittenTo>,
    /// Why it is without effect, if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_effect: Option<WithoutEffect>,
    /// In which it would be written; the shop's where nobody said.
    #[serde(skip)]
    pub language: Option<Language>,
}

impl Messages<'_> {
    /// A page of messages, the newest first.
    ///
    /// # Errors
    /// `forbidden` to who may not read orders.
    pub async fn list(&self, actor: &Actor, which: Which, after: Option<Cursor>, limit: u32) -> Result<Page<MessageRow>, Error> {
        actor.may(NEEDS)?;
        let rows = list::page(self.shop.db(), which, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, MessageRow::key, |row| self.seen(row)))
    }

    /// With whether it is passed over by these settings.
    fn seen(&self, row: MessageRow) -> MessageRow {
        MessageRow {
            switched_off: self.shop.settings().messages.passes_over(row.recipient_kind, row.state),
            ..row
        }
    }

    /// A page of those about these orders and to these workshops, the newest first.
    ///
    /// # Errors
    /// `forbidden` to who may not read orders.
    pub async fn list_about(
        &self,
        actor: &Actor,
        about: (&[OrderId], &[WorkshopId]),
        which: Which,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<MessageRow>, Error> {
        actor.may(NEEDS)?;
        let rows = list::page_about(self.shop.db(), about, which, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, MessageRow::key, |row| self.seen(row)))
    }

    /// # Errors
    /// `message-unknown`.
    pub async fn one(&self, actor: &Actor, id: NotificationId) -> Result<MessageDetail, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let found = list::one(&mut &*db, id).await?;
        let message = found.ok_or_else(|| Refusal::new(Code::MessageUnknown).with("message", id.to_string()))?;
        let (attempts, acts) = tokio::try_join!(list::attempts(db, id), list::acts(db, id))?;
        let whom = addressees(&mut &*db, message.recipient_kind, message.order, message.workshop).await?;
        Ok(MessageDetail {
            reach: reach(&self.shop.settings().messages, message.recipient_kind, &whom),
            language: whom.iter().find_map(|one| one.language),
            written_to: whom
                .into_iter()
                .next()
                .filter(|_| message.recipient_kind != Recipient::Admins)
                .map(WrittenTo::from),
            without_effect: self.without_effect(&message).await?,
            message: self.seen(message),
            attempts,
            acts,
        })
    }

    async fn without_effect(&self, message: &MessageRow) -> Result<Option<WithoutEffect>, Error> {
        let (MessageState::Superseded, Some(order), Some(seq)) = (message.state, message.order, message.event_seq) else {
            return Ok(None);
        };
        let ended = message.cancelled_at.unwrap_or(message.created_at);
        let (whom, kind) = (message.recipient_kind, message.kind.as_str());
        // What was passed over, and would have become untrue later, is not of that later step.
        let by_it = |step: &StepRow| untrue::makes_untrue(step.edge.as_str(), whom, kind) && (step.at - ended).abs() <= AT_ONCE;
        let steps = list::steps_after(self.shop.db(), order, seq).await?;
        Ok(Some(match steps.into_iter().find(by_it) {
            Some(step) => WithoutEffect::Step {
                step: step.edge,
                at: step.at,
            },
            None if message.last_error.is_some() => WithoutEffect::SaidAgain,
            None => WithoutEffect::WrittenBefore,
        }))
    }
}
