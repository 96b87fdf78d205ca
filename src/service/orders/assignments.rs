//! All assignments of one order, with their days and lines.

use std::collections::HashMap;

use super::view::{AssignmentView, DayView};
use crate::db::fulfilment::work_list::{self, AssignmentRecord};
use crate::db::{DbResult, Reader};
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::{AssignmentId, OrderId};
use crate::domain::payables::line::Payable;
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::orders::Orders;

fn assignment_view(record: AssignmentRecord, days: Vec<DayView>, lines: Vec<Payable>) -> AssignmentView {
    let [notified_at, accepted_at, started_at, ready_at, handed_at, completed_at, closed_at] = record.times;
    AssignmentView {
        id: record.id,
        attempt: record.attempt,
        status: record.status,
        workshop_id: record.workshop_id,
        workshop: record.workshop.as_ref().map(Safe::from),
        cause: record.cause,
        cost: record.cost,
        policy: record.policy,
        deposit_basis_points: record.deposit_basis_points,
        demands_deposit: record.demands_deposit,
        respond_by: record.respond_by,
        promised: record.promised,
        notified_at,
        accepted_at,
        started_at,
        ready_at,
        handed_at,
        completed_at,
        closed_at,
        reason_code: record.reason_code.as_ref().map(Safe::from),
        reason_text: record.reason_text.as_ref().map(Safe::from),
        share: record.share,
        carrier: record.carrier.as_ref().map(Safe::from),
        tracking_number: record.tracking_number.as_ref().map(Safe::from),
        tracking_url: record.tracking_url.as_ref().map(Safe::from),
        days,
        lines,
    }
}

impl Orders<'_> {
    /// Every assignment the order had, with its days and its lines.
    pub async fn assignments(&self, actor: &Actor, order: OrderId) -> Result<Vec<AssignmentView>, Error> {
        actor.may(Permission::ReadAssignments)?;
        self.head(actor, order).await?;
        let mut all = self.assignments_of(order).await?;
        all.retain(|one| actor.role != Role::Workshop || one.workshop_id == actor.workshop);
        Ok(all)
    }

    pub(in crate::service) async fn assignments_of(&self, order: OrderId) -> DbResult<Vec<AssignmentView>> {
        read(&mut self.shop.db(), order).await
    }
}

/// The order's assignments as `reader` sees them: the database, or a transaction at work.
pub(in crate::service) async fn read(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<AssignmentView>> {
    let all = work_list::of_order(reader, order).await?;
    let days = work_list::days_of_order(reader, order).await?;
    let lines = work_list::lines_of_order(reader, order).await?;
    let mut by_assignment: HashMap<AssignmentId, (Vec<DayView>, Vec<Payable>)> = HashMap::new();
    for day in days {
        by_assignment.entry(day.assignment).or_default().0.push(DayView {
            day: day.day,
            units: day.units,
            over_limit: day.over_limit.as_ref().map(Safe::from),
        });
    }
    for line in lines {
        by_assignment.entry(line.assignment).or_default().1.push(line.line);
    }
    let view = |record: AssignmentRecord| {
        let (days, lines) = by_assignment.remove(&record.id).unwrap_or_default();
        assignment_view(record, days, lines)
    };
    Ok(all.into_iter().map(view).collect())
}
