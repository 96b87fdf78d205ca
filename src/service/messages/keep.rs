//! What people do with messages: try again, drop, say again; and note how somebody is reached.

use super::commands::{DropMessage, ResendMessage, RetryMessage, SetContact, Whose};
use crate::db::messages::contacts::{self, Contact, ContactOf};
use crate::db::messages::list::{self, MessageRow};
use crate::db::messages::notifications::{self, NewNotification};
use crate::db::orders::order;
use crate::domain::actor::Permission;
use crate::domain::identity::{self, Phone};
use crate::domain::ids::{NotificationId, OperatorId};
use crate::domain::messages::channel::{MessageAct, MessageState, Recipient};
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::workshops::find_workshop;

/// A message is said again once a minute at most.
const COOL_DOWN: chrono::TimeDelta = chrono::TimeDelta::seconds(60);

/// # Errors
/// `message-unknown`; `message-waits` for one that has not failed, or has left.
pub(in crate::service) async fn retry_message(work: &mut UnitOfWork<'_>, data: &RetryMessage) -> Result<Outcome, Error> {
    let message = found(work, data.message).await?;
    let tried = matches!(message.state, MessageState::Failed | MessageState::Dead);
    if !tried || !work.tx.retry_message(message.id, message.state).await? {
        return Err(unfit(&message).into());
    }
    act(work, message.id, MessageAct::Retried, None).await
}

/// # Errors
/// `message-unknown`; `message-waits` for one that is being sent, has left, or was dropped.
pub(in crate::service) async fn drop_message(work: &mut UnitOfWork<'_>, data: &DropMessage) -> Result<Outcome, Error> {
    let message = found(work, data.message).await?;
    let reason = required_reason(&data.reason)?;
    let waits = matches!(message.state, MessageState::Pending | MessageState::Failed | MessageState::Dead);
    let now = work.now;
    if !waits
        || !work
            .tx
            .end_message(message.id, (message.state, MessageState::Cancelled), now)
            .await?
    {
        return Err(unfit(&message).into());
    }
    act(work, message.id, MessageAct::Dropped, Some(reason)).await
}

/// # Errors
/// `message-unknown`; `message-waits` for one that has yet to leave; `message-erased`; `message-cool-down` within a minute of the last
/// time; `email-malformed`.
pub(in crate::service) async fn resend_message(work: &mut UnitOfWork<'_>, data: &ResendMessage) -> Result<Outcome, Error> {
    let message = found(work, data.message).await?;
    let root = message.resent_of.unwrap_or(message.id);
    if matches!(message.state, MessageState::Pending | MessageState::Sending | MessageState::Failed) {
        return Err(unfit(&message).into());
    }
    if message.erased_at.is_some() {
        return Err(Refusal::new(Code::MessageErased).into());
    }
    if let Some(last) = work.tx.last_resent(root).await?.filter(|last| *last + COOL_DOWN > work.now) {
        return Err(Refusal::new(Code::MessageCoolDown).with("at", last + COOL_DOWN).into());
    }
    let (Some(order), Some(seq)) = (message.order, message.event_seq) else {
        return Err(unfit(&message).into());
    };
    if let Some(email) = &data.email {
        correct(work, &message, identity::email(email)?).await?;
    }
    let times = work.tx.times_resent(order, root).await? + 1;
    let number = message.number.as_ref().map_or("", |number| number.as_str());
    let again = NewNotification {
        id: NotificationId::from_uuid(new_id()),
        event_seq: seq,
        kind: message.kind.to_string(),
        recipient_kind: message.recipient_kind,
        recipient: message.recipient.as_ref().map(ToString::to_string),
        channel: "AGAIN",
        template: message.template.to_string(),
        data: message.data.clone(),
        unique_key: format!("{number}:{seq}:{}:{times}:{}", message.recipient_kind, root.uuid().simple()),
        not_before: None,
        workshop: message.workshop,
        resent_of: Some(root),
    };
    if let Some(statement) = notifications::insert(Some(order), std::slice::from_ref(&again)) {
        work.tx.exec(statement).await?;
    }
    work.said_again = Some((order, again));
    // Said again, nobody has to look at it any longer.
    if message.state == MessageState::Dead {
        let now = work.now;
        work.tx
            .end_message(message.id, (MessageState::Dead, MessageState::Superseded), now)
            .await?;
    }
    act(work, root, MessageAct::Resent, data.email.clone()).await
}

/// # Errors
/// `order-unknown`, `workshop-unknown`, `operator-unknown`; `forbidden` to who may not keep workshops or people; `email-malformed`,
/// `phone-malformed`; `contact-empty` where nothing is said.
pub(in crate::service) async fn set_contact(work: &mut UnitOfWork<'_>, data: &SetContact) -> Result<Outcome, Error> {
    if data.email.is_none() && data.phone.is_none() && data.language.is_none() {
        return Err(Refusal::new(Code::ContactEmpty).into());
    }
    let (of, name) = whose(work, &data.whose).await?;
    let before = contacts::contact(&mut work.tx, of).await?;
    let before = before.ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", name.as_str()))?;
    let email = data.email.as_deref().map(identity::email).transpose()?;
    let phone = data.phone.as_deref().map(phone).transpose()?;
    let contact = Contact {
        name: before.name.clone(),
        email: email.or_else(|| before.email.clone()),
        phone: phone.or_else(|| before.phone.clone()),
        language: data.language.or(before.language),
    };
    let id = match of {
        ContactOf::Customer(id) => id.uuid(),
        ContactOf::Workshop(id) => id.uuid(),
        ContactOf::Operator(id) => id.uuid(),
    };
    if contact == before {
        return Ok(Outcome::kept(Kept::Unchanged, id, &name));
    }
    let (by, operation) = (work.operator()?, work.operation);
    work.tx.insert_contact(of, &contact, by, operation).await?;
    Ok(Outcome::kept(Kept::Changed, id, &name))
}

async fn found(work: &mut UnitOfWork<'_>, id: NotificationId) -> Result<MessageRow, Error> {
    let found = list::one(&mut work.tx, id).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::MessageUnknown).with("message", id.to_string()))?)
}

/// It is in no state for this.
fn unfit(message: &MessageRow) -> Refusal {
    Refusal::new(Code::MessageWaits).with("state", Arg::Message(format!("mensajes-state-{}", message.state)))
}

async fn act(work: &mut UnitOfWork<'_>, message: NotificationId, act: MessageAct, reason: Option<String>) -> Result<Outcome, Error> {
    let (by, operation) = (work.operator()?, work.operation);
    work.tx.note_message_act(message, act, reason, by, operation).await?;
    Ok(Outcome::Done)
}

/// The address of whoever the message is for is this from now on.
async fn correct(work: &mut UnitOfWork<'_>, message: &MessageRow, email: String) -> Result<(), Error> {
    let of = match (message.recipient_kind, message.order, message.workshop) {
        (Recipient::Customer, Some(order), _) => ContactOf::Customer(order),
        (Recipient::Workshop, _, Some(workshop)) => {
            work.actor.may(Permission::KeepWorkshops)?;
            ContactOf::Workshop(workshop)
        }
        _ => return Err(Refusal::new(Code::ContactEmpty).into()),
    };
    let Some(before) = contacts::contact(&mut work.tx, of).await? else {
        return Ok(());
    };
    let contact = Contact {
        email: Some(email),
        ..before
    };
    let (by, operation) = (work.operator()?, work.operation);
    Ok(work.tx.insert_contact(of, &contact, by, operation).await?)
}

async fn whose(work: &mut UnitOfWork<'_>, whose: &Whose) -> Result<(ContactOf, String), Error> {
    match whose {
        Whose::Order(number) => {
            let number = number.trim().to_uppercase();
            let found = order::id_of_number(&mut work.tx, &number).await?;
            let id = found.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", excerpt(&number)))?;
            Ok((ContactOf::Customer(id), number))
        }
        Whose::Workshop(name) => {
            work.actor.may(Permission::KeepWorkshops)?;
            let id = find_workshop(work.workshop_names().await?, name)?;
            Ok((ContactOf::Workshop(id), Safe::new(name.trim()).into_string()))
        }
        Whose::Operator(login) => {
            work.actor.may(Permission::KeepOperators)?;
            let found = work.tx.operator_by_login(login.trim()).await?;
            let operator = found.ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", excerpt(login)))?;
            let id: OperatorId = operator.id;
            Ok((ContactOf::Operator(id), operator.login))
        }
    }
}

fn phone(text: &str) -> Ruling<String> {
    Ok(Phone::parse(text)?.e164())
}
