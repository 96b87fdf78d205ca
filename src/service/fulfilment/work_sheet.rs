//! The work sheet of an order, for staff and for the workshop that makes it.

use super::Fulfilment;
use crate::db::fulfilment::work_sheet::{self, SheetRecord};
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::fulfilment::work_sheet::{Recipient, WorkSheet, knows_recipient};
use crate::domain::ids::OrderId;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::error::Error;

/// What a role must be allowed to read a work sheet. A workshop reads its own alone.
pub const NEEDS: Permission = Permission::ReadAssignments;

impl Fulfilment<'_> {
    /// All that the order's workshop needs. Who gets it and where is on it once the workshop accepted, whoever reads it: what staff
    /// print or pass on is what the workshop may know.
    ///
    /// # Errors
    /// `order-unknown`; `no-assignment`; to a workshop `not-your-assignment` of all that it was not notified of.
    pub async fn work_sheet(&self, actor: &Actor, order: OrderId) -> Result<WorkSheet, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let found = work_sheet::of(db, order).await?;
        let found = found.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", order.to_string()))?;
        let status = seen_by(actor, &found)?;
        let (items, notes) = tokio::try_join!(work_sheet::items(db, order), work_sheet::notes(db, order))?;
        Ok(WorkSheet {
            order,
            status,
            items,
            notes,
            recipient: knows_recipient(status).then_some(Recipient {
                name: found.customer,
                phone: found.phone,
                address: found.address,
            }),
            number: found.number,
            on_hold: found.on_hold,
            workshop: found.workshop,
            delivery: found.delivery,
            city: found.city,
            state: found.state,
            cost: found.cost,
            policy: found.policy,
            // Every assignment keeps its workshop's share; this policy alone goes by it.
            deposit_basis_points: found
                .deposit_basis_points
                .filter(|_| found.policy == Some(PaymentPolicy::DepositBalance)),
            promised: found.promised,
            respond_by: found.respond_by.filter(|_| status == AssignmentStatus::Notified),
        })
    }
}

/// The status of the assignment, if the actor may read its sheet.
fn seen_by(actor: &Actor, found: &SheetRecord) -> Ruling<AssignmentStatus> {
    let told = |status: &AssignmentStatus| *status > AssignmentStatus::PendingAssignment;
    let theirs = actor.workshop.is_some() && actor.workshop == found.workshop_id && found.status.as_ref().is_some_and(told);
    if actor.role == Role::Workshop && !theirs {
        return Err(Refusal::new(Code::NotYourAssignment).with("order", found.number.as_str()));
    }
    found.status.ok_or(Refusal::new(Code::NoAssignment))
}
