//! Whose payables an actor may see, and rows as views.

use chrono::NaiveDate;

use super::view::PayableRow;
use crate::db::payables::list::PayableRecord;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal, Ruling};

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

/// The line as it stands on a day.
pub(super) fn row(record: PayableRecord, today: NaiveDate) -> PayableRow {
    PayableRow {
        overdue: record.line.is_overdue(today),
        readiness: record.line.readiness(today),
        days_late: (today - record.line.due_on).num_days(),
        ..record.row
    }
}
