//! A verdict that was given before: who gave it and when, instead of a step that does not exist.

use crate::db::orders::history;
use crate::domain::actor::Role;
use crate::domain::orders::event::{Change, OrderEvent};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::UnitOfWork;

/// Refused with `payment-already` when the open order stands where the command would bring it. Customers do not learn who
/// works here.
pub(super) async fn not_yet(work: &mut UnitOfWork<'_>, to: PaymentStatus) -> Result<(), Error> {
    if work.order()?.payment != to || work.actor.role == Role::Customer {
        return Ok(());
    }
    let number = work.order()?.number.clone();
    match arrival(work, to).await? {
        Some(event) => Err(Refusal::new(Code::PaymentAlready)
            .with("order", number)
            .with("status", to.as_str())
            .with("by", Safe::new(&event.actor_name).into_string())
            .with("at", event.at)
            .into()),
        None => Ok(()),
    }
}

/// The last event that brought the open order to this status.
pub(super) async fn arrival(work: &mut UnitOfWork<'_>, to: PaymentStatus) -> Result<Option<OrderEvent>, Error> {
    let id = work.order()?.id;
    let events = history::of(&mut work.tx, id).await?;
    let came = |change: &Change| matches!(change, Change::Payment { to: there, .. } if *there == to);
    Ok(events.into_iter().rev().find(|event| came(&event.change)))
}
