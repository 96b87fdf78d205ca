//! What taking an assignment off its workshop would do, before it is done: days freed, lines of its cost voided, what is
//! kept and what comes back. The same formula as when it is done.

use super::Fulfilment;
use crate::domain::actor::{Actor, Permission};
use crate::domain::calendar::Holidays;
use crate::domain::fulfilment::cancellation_preview::{AssignmentEnd, HeldDay};
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::cancellation::{cancellation, usual_share};
use crate::domain::payables::line::{Payable, PayableKind, PayableStatus};
use crate::domain::payables::policy_lines::Terms;
use crate::domain::refusal::Ruling;
use crate::service::core::error::Error;
use crate::service::orders::view::{AssignmentView, DayView};

impl Fulfilment<'_> {
    /// What ending the order's active assignment would do, at the usual share. None without an active assignment.
    pub async fn assignment_end(&self, actor: &Actor, order: OrderId) -> Result<Option<AssignmentEnd>, Error> {
        actor.may(Permission::ReadAssignments)?;
        let all = self.shop.orders().assignments(actor, order).await?;
        let Some(active) = all.into_iter().find(|one| one.status.is_active()) else {
            return Ok(None);
        };
        Ok(Some(self.end_of(active)?))
    }

    fn end_of(&self, active: AssignmentView) -> Result<AssignmentEnd, Error> {
        let late = active.status >= AssignmentStatus::InProduction;
        let share = late.then(|| usual_share(active.status));
        let mut end = AssignmentEnd {
            status: active.status,
            workshop: active.workshop,
            days: active
                .days
                .iter()
                .map(|held| HeldDay {
                    day: held.day,
                    units: held.units,
                })
                .collect(),
            share,
            cost: None,
            paid: None,
            voided: None,
            fee: None,
            clawback: None,
        };
        let agreed = active
            .cost
            .zip(active.policy)
            .filter(|_| active.status >= AssignmentStatus::Accepted);
        let Some((cost, policy)) = agreed else { return Ok(end) };
        let terms = Terms {
            policy,
            deposit_basis_points: active.deposit_basis_points.unwrap_or_default(),
            cost,
        };
        // Only amounts are looked at: no holiday changes them.
        let (share, today) = (share.unwrap_or_default(), self.shop.today());
        let ends = cancellation(&terms, share, &active.lines, today, &Holidays::default())?;
        let rest = active.lines.iter().filter(|line| ends.void.contains(&line.id)).map(Payable::left);
        let new = |kind: PayableKind| ends.new.iter().find(|line| line.kind == kind).map(|line| line.amount);
        end.voided = Some(Money::sum(cost.currency(), rest)?);
        end.fee = new(PayableKind::CancellationFee);
        end.clawback = new(PayableKind::Clawback);
        (end.cost, end.paid) = (Some(cost), Some(ends.paid));
        Ok(end)
    }
}

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
