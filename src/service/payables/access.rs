//! Whose payables an actor may see, and rows as views.

use chrono::NaiveDate;

use super::view::{PayableHappened, PayableRow};
use crate::db::payables::history::Happened;
use crate::db::payables::list::PayableRecord;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::Safe;

/// What a role must be allowed to see what is owed.
pub const NEEDS: Permission = Permission::ReadPayables;

/// The only workshop that the actor sees the payables of; none is every workshop's.
pub(super) fn reach(actor: &Actor) -> Ruling<Option<WorkshopId>> {
    actor.may(NEEDS)?;
    match (actor.role, actor.workshop) {
        (Role::Workshop, None) => Err(Refusal::new(Code::NotYourAssignment)),
        (Role::Workshop, own) => Ok(own),
        _ => Ok(None),
    }
}

/// Refused with `code` when the workshop is not the actor's to see: nobody learns that there is another's.
pub(super) fn require(reach: Option<WorkshopId>, workshop: WorkshopId, code: Code) -> Ruling<()> {
    if reach.is_none_or(|own| own == workshop) {
        return Ok(());
    }
    Err(Refusal::new(code))
}

pub(super) fn row(record: PayableRecord, today: NaiveDate) -> PayableRow {
    let line = record.line;
    PayableRow {
        id: line.id,
        workshop: record.workshop,
        workshop_name: Safe::from(record.workshop_name),
        order: record.order,
        number: record.number,
        assignment: record.assignment,
        kind: line.kind,
        policy: record.policy,
        amount: line.amount,
        paid: line.paid,
        left: line.left(),
        status: line.status,
        due_on: line.due_on,
        cut_on: line.cut_on,
        overdue: line.is_overdue(today),
        days_late: (today - line.due_on).num_days(),
        version: record.version,
        reason: record.reason.map(Safe::from),
        created_at: record.created_at,
    }
}

pub(super) fn happened(record: Happened) -> PayableHappened {
    PayableHappened {
        at: record.at,
        what: record.what,
        by: Safe::from(record.by),
        reason: record.reason.map(Safe::from),
        amount: record.amount,
        payment: record.payment,
        settlement: record.settlement,
        method: record.method,
        reference: record.reference.map(Safe::from),
        receipt_url: record.receipt_url.map(Safe::from),
        reversed: record.reversed,
    }
}
