//! P4, P5 and the lease: who looks at an order's proofs, and for how long.

use crate::db::orders::order;
use crate::domain::actor::Actor;
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::guards::Guard;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

/// Takes the order for review. One's own live claim is renewed; a lapsed one is released first, by the system.
pub(in crate::service) async fn claim(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    let facts = work.facts()?;
    match &facts.claim {
        Some(claim) if Some(claim.holder) == work.actor.id && !claim.lapsed(work.now) => return lengthen(work),
        Some(claim) if claim.lapsed(work.now) => release_lapsed(work)?,
        // Without a claim the edge decides; with somebody else's it refuses and names them.
        Some(_) => Guard::Unclaimed.check(work.actor, &facts)?,
        // Another program brought it under review and holds nothing.
        None if work.order()?.payment == PaymentStatus::UnderReview => release_lapsed(work)?,
        None => {}
    }
    take(work)
}

/// P5 by the system: the lease is over.
fn release_lapsed(work: &mut UnitOfWork<'_>) -> Result<(), Error> {
    let facts = work.facts()?;
    let holder = facts.claim.as_ref().map(|claim| claim.name.to_string());
    let say = EventDetails {
        internal: true,
        payload: Payload::Released { holder, lapsed: true },
        ..EventDetails::default()
    };
    work.walk_as(&Actor::system(), &[PaymentEdgeCode::P5], &facts, say)?;
    Ok(())
}

/// P4.
fn take(work: &mut UnitOfWork<'_>) -> Result<Outcome, Error> {
    let facts = work.facts()?;
    work.walk(&[PaymentEdgeCode::P4], &facts, EventDetails::default())?;
    Ok(Outcome::Claimed { until: work.lease_end() })
}

pub(in crate::service) async fn renew(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    Guard::Holder.check(work.actor, &work.facts()?)?;
    lengthen(work)
}

fn lengthen(work: &mut UnitOfWork<'_>) -> Result<Outcome, Error> {
    let (id, until) = (work.order()?.id, work.lease_end());
    work.write(order::renew(id, until));
    Ok(Outcome::Claimed { until })
}

/// P5: by the holder, by support when the lease is over, by another admin with a reason.
pub(in crate::service) async fn release(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    give_back(work, with.reason.as_deref())?;
    Ok(Outcome::Done)
}

fn give_back(work: &mut UnitOfWork<'_>, reason: Option<&str>) -> Result<(), Error> {
    let mut facts = work.facts()?;
    facts.reason = reason.map(str::to_owned);
    let say = EventDetails {
        text: facts.reason.clone(),
        internal: true,
        payload: Payload::Released {
            holder: facts.claim.as_ref().map(|claim| claim.name.to_string()),
            lapsed: false,
        },
        ..EventDetails::default()
    };
    work.walk(&[PaymentEdgeCode::P5], &facts, say)?;
    Ok(())
}

/// P5 by another admin with a reason, then P4.
pub(in crate::service) async fn take_over(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    give_back(work, with.reason.as_deref())?;
    take(work)
}
