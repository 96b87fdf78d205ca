//! What a customer sees of their order: one label, the steps it went through, and why a proof was rejected.

use super::Orders;
use super::view::{Tracking, TrackingStep};
use crate::db::bank::accounts;
use crate::db::catalogue::checkout_lookup;
use crate::db::orders::{history, numbers};
use crate::domain::actor::{Actor, Permission};
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::identity::Phone;
use crate::domain::orders::event::{Change, OrderEvent, Payload};
use crate::domain::orders::label::public_key;
use crate::domain::orders::number::OrderNumber;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::payment_edges::{self, PaymentEdgeCode};
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

/// The steps of a customer who reports a payment.
const REPORTED: &[PaymentEdgeCode] = &[PaymentEdgeCode::P2, PaymentEdgeCode::P3, PaymentEdgeCode::P9];

impl Orders<'_> {
    /// The public view of the order with this number (any case, prefix optional). A customer's own phone is what shows
    /// that it is theirs; `phone`, where given, must be the order's for anybody else too. An order that does not exist
    /// and one of somebody else are refused alike, with `order-unknown`.
    pub async fn track(&self, actor: &Actor, number: &str, phone: Option<&str>) -> Result<Tracking, Error> {
        actor.may(Permission::ReadOwnOrder)?;
        let number = OrderNumber::parse(number)?.to_string();
        let unknown = || Refusal::new(Code::OrderUnknown).with("order", number.as_str());
        let id = numbers::id_of(self.shop.db(), &number).await?.ok_or_else(unknown)?;
        let head = match self.head(actor, id).await {
            Err(Error::Refused(_)) => return Err(unknown().into()),
            head => head?,
        };
        let stated = phone.map(|typed| Phone::parse(typed).map(Phone::e164)).transpose()?;
        if stated.is_some_and(|stated| stated != head.phone) {
            return Err(unknown().into());
        }
        let order = head.order;
        let events = history::of(&mut self.shop.db(), id).await?;
        let owed = order.missing.is_positive() && payment_edges::along(REPORTED, Some(order.payment)).is_ok();
        let accounts = if owed {
            self.where_to_pay(&events, order.delivery).await?
        } else {
            Vec::new()
        };
        Ok(Tracking {
            key: order.label,
            total: order.total,
            due: order.due,
            missing: order.missing,
            quote_expires_at: order.quote_expires_at,
            placed_at: order.placed_at,
            accounts,
            history: steps(&events),
            rejection: (order.payment == PaymentStatus::Rejected).then(|| rejection(&events)).flatten(),
            number: order.number,
        })
    }
}

impl Orders<'_> {
    /// The accounts that were offered with the order and are still in use; for an order without them, those offered now.
    async fn where_to_pay(&self, events: &[OrderEvent], delivery: DeliveryMethod) -> Result<Vec<OfferedAccount>, Error> {
        let db = self.shop.db();
        let kept = events.iter().find_map(|event| match event.data.payload() {
            Payload::Placed { accounts, .. } if !accounts.is_empty() => Some(accounts.clone()),
            _ => None,
        });
        let Some(mut offered) = kept else {
            return Ok(checkout_lookup::offered_accounts(&mut &*db, delivery).await?);
        };
        let in_use = accounts::all(db).await?;
        offered.retain(|kept| in_use.iter().any(|account| account.active && account.alias == kept.alias));
        Ok(offered)
    }
}

impl Krafta {
    /// The actor a customer is once their phone is known.
    ///
    /// # Errors
    /// What is wrong with the phone.
    pub fn customer(phone: &str) -> Result<Actor, Error> {
        Ok(Actor::customer(Phone::parse(phone)?.e164()))
    }
}

/// The labels the order had, each from when it was first read so. A claim and its release are not the customer's business:
/// both statuses read the same.
fn steps(events: &[OrderEvent]) -> Vec<TrackingStep> {
    let (mut payment, mut active): (Option<PaymentStatus>, Option<AssignmentStatus>) = (None, None);
    let mut steps: Vec<TrackingStep> = Vec::new();
    for event in events {
        match event.change {
            Change::Payment { to, .. } => payment = Some(to),
            Change::Production { to, .. } => active = to.is_active().then_some(to),
            Change::Note => continue,
        }
        let Some(payment) = payment else { continue };
        let key = public_key(payment, active);
        if steps.last().is_none_or(|last| read_as(last.key) != read_as(key)) {
            steps.push(TrackingStep { key, at: event.at });
        }
    }
    steps
}

/// REPORTED and UNDER_REVIEW have one label (domain.md §6).
fn read_as(key: &'static str) -> &'static str {
    if key == PaymentStatus::UnderReview.as_str() {
        PaymentStatus::Reported.as_str()
    } else {
        key
    }
}

/// The newest rejection, as the customer may read it: a suspicion is never told, nor what was written about it.
fn rejection(events: &[OrderEvent]) -> Option<(RejectionReason, Option<Safe>)> {
    let rejected = events.iter().rev().find(|event| event.edge == "P7")?;
    let reason: RejectionReason = rejected.reason_code.as_deref()?.parse().ok()?;
    let shown = reason.shown_to_customer();
    let text = rejected.text.as_ref().filter(|_| shown == reason).map(Safe::from);
    Some((shown, text))
}
