//! P11, P12: an order that will not be paid ends, by its customer, by an admin, or by the system at the deadline.

use super::{already, confirm};
use crate::domain::actor::Role;
use crate::domain::method::ProofState;
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::withdraw;

/// From what is unpaid, and from what is reported.
pub(super) const WAYS: &[PaymentEdgeCode] = &[PaymentEdgeCode::P11, PaymentEdgeCode::P12];

pub(in crate::service) async fn cancel(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    already::not_yet(work, PaymentStatus::Cancelled).await?;
    end(work, with.reason.clone(), with.overridden).await
}

/// By the system, once the configured time without a payment is over.
pub(in crate::service) async fn expire(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    end(work, None, false).await
}

async fn end(work: &mut UnitOfWork<'_>, reason: Option<String>, overridden: bool) -> Result<Outcome, Error> {
    let mut facts = work.facts()?;
    facts.reason.clone_from(&reason);
    facts.deadline = work.shop.orders().lapses_at(work.order()?.last_event_at);
    let open = work.order()?.payment;
    let say = EventDetails {
        text: reason.clone(),
        payload: Payload::Cancelled {
            deadline: facts.deadline.filter(|_| work.actor.role == Role::System),
        },
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    if matches!(open, PaymentStatus::Reported | PaymentStatus::UnderReview) {
        confirm::close_open(work, ProofState::Withdrawn)?;
    }
    withdraw::cancel_assignment(work, reason.as_deref(), overridden, None).await?;
    Ok(Outcome::Done)
}
