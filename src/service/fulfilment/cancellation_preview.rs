//! What taking an assignment off its workshop did, in a rehearsal: days freed, lines of its cost voided, what is kept and what
//! comes back.

use crate::domain::fulfilment::cancellation_preview::{AssignmentEnd, HeldDay};
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::line::{Payable, PayableKind, PayableStatus};
use crate::domain::refusal::Ruling;
use crate::service::orders::view::{AssignmentView, DayView};

/// What became of an assignment between two looks at it: days freed, and what of its cost is voided, kept or comes back.
pub(in crate::service) fn end_between(before: AssignmentView, after: &AssignmentView) -> Ruling<AssignmentEnd> {
    let still_held = |day: &DayView| after.days.iter().any(|held| held.day == day.day);
    let freed = before.days.iter().filter(|day| !still_held(day));
    let agreed = before.cost.filter(|_| before.status >= AssignmentStatus::Accepted);
    let mut end = AssignmentEnd {
        status: before.status,
        workshop: before.workshop.clone(),
        days: freed
            .map(|held| HeldDay {
                day: held.day,
                units: held.units,
            })
            .collect(),
        share: after.share,
        cost: agreed,
        paid: None,
        voided: None,
        fee: None,
        clawback: None,
    };
    let Some(cost) = agreed else { return Ok(end) };
    let line_before = |line: &Payable| before.lines.iter().find(|was| was.id == line.id);
    let voided = after.lines.iter().filter(|line| line.status == PayableStatus::Voided);
    let voided = voided.filter_map(line_before).map(Payable::left);
    let new = |kind: PayableKind| {
        let mut lines = after.lines.iter().filter(|line| line.kind == kind && line_before(line).is_none());
        lines.next().map(|line| line.amount)
    };
    end.voided = Some(Money::sum(cost.currency(), voided)?);
    end.fee = new(PayableKind::CancellationFee);
    end.clawback = new(PayableKind::Clawback);
    end.paid = Some(Money::sum(cost.currency(), before.lines.iter().map(|line| line.paid))?);
    Ok(end)
}
