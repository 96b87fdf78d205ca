//! A11, A12: an assignment ends before its order is done: days are freed, lines of its cost voided, kept or clawed back.

use super::assign::{self, Reassignment};
use super::commands::Withdraw;
use crate::db::fulfilment::assignments::{self, LockedAssignment};
use crate::db::fulfilment::supply;
use crate::db::payables::owed::{self, Debt};
use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::assignment_edges::{self, AssignmentEdgeCode, Cause};
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::ids::{PayableId, RefundId};
use crate::domain::money::Money;
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::cancellation::{cancellation, usual_share};
use crate::domain::payables::line::{Payable, PayableKind};
use crate::domain::payables::policy_lines::{Line, Moment, lines};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::{EventDetails, reason};
use crate::service::core::unit_of_work::UnitOfWork;

/// The workshop is taken off the order, which waits for another one. One that gives back itself what it had accepted is not
/// offered it again.
pub(in crate::service) async fn withdraw(work: &mut UnitOfWork<'_>, withdraw: &Withdraw) -> Result<Outcome, Error> {
    work.open(withdraw.order, withdraw.seen.as_ref()).await?;
    let text = reason(Some(&withdraw.reason))?;
    let (id, from) = work.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
    let (order, avoid) = (work.order()?.id, work.order()?.workshop);
    let actor = work.actor.clone();
    let gives_back = actor.role == Role::Workshop;
    if gives_back && withdraw.workshop.is_some() {
        // Who is next is staff's to say.
        return Err(actor
            .forbidden("edge-A2", assignment_edges::parties(&[AssignmentEdgeCode::A2]))
            .into());
    }
    cancel_as(work, &actor, text.as_deref(), withdraw.overridden, withdraw.share).await?;
    if let Some(workshop) = avoid.filter(|_| gives_back) {
        work.write(assignments::exclude(order, workshop, id, WorkshopRefusal::Other.as_str()));
    }
    let held = work.order()?.on_hold;
    if work.order()?.payment == crate::domain::orders::status::PaymentStatus::Confirmed && !held {
        let again = Reassignment {
            avoid,
            choose: withdraw.workshop,
            because: text.as_deref(),
            // Who was chosen and not notified was refused by staff: they choose the next.
            stop: (from == AssignmentStatus::PendingAssignment).then_some(Cause::Withdrawn),
        };
        return assign::open_assignment(work, again).await;
    }
    Ok(Outcome::Done)
}

/// The order goes no further, its assignment with it; by the system until production.
pub(in crate::service) async fn cancel_assignment(
    work: &mut UnitOfWork<'_>,
    reason: Option<&str>,
    overridden: bool,
    share: Option<u32>,
) -> Result<(), Error> {
    let Some((_, from)) = work.order()?.assignment else {
        return Ok(());
    };
    let actor = if from >= AssignmentStatus::InProduction {
        work.actor.clone()
    } else {
        Actor::system()
    };
    cancel_as(work, &actor, reason, overridden, share).await
}

async fn cancel_as(
    work: &mut UnitOfWork<'_>,
    actor: &Actor,
    reason: Option<&str>,
    overridden: bool,
    share: Option<u32>,
) -> Result<(), Error> {
    let (id, from) = work.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
    let late = from >= AssignmentStatus::InProduction;
    let share = late.then(|| share.unwrap_or(usual_share(from)));
    let mut facts = work.assignment_facts(reason)?;
    (facts.overridden, facts.share) = (overridden, share);
    assignment_edges::decide(Some(from), AssignmentStatus::Cancelled, actor, &facts)?;
    work.flush().await?;
    let assignment = assignments::lock(&mut work.tx, id).await?;
    // Before its lines, as a settlement locks them.
    let workshop = match assignment.workshop.filter(|_| from > AssignmentStatus::PendingAssignment) {
        Some(workshop) => supply::lock(&mut work.tx, workshop).await?,
        None => None,
    };
    let given_back_by = workshop.as_ref().filter(|_| actor.role == Role::Workshop);
    let given_back_by = given_back_by.map(|locked| locked.name.clone());
    if let Some(id) = assignment.workshop.filter(|_| workshop.is_some()) {
        work.reach_workshop(id, workshop.and_then(|locked| locked.phone));
    }
    let say = EventDetails {
        text: reason.map(str::to_owned),
        payload: Payload::AssignmentEnded { share, given_back_by },
        ..EventDetails::default()
    };
    work.produce_as(actor, AssignmentStatus::Cancelled, &facts, say)?;
    work.write(assignments::ended(id, None, reason, share, work.now));
    owe_cancellation(work, &assignment, share.unwrap_or_default(), reason).await
}

/// Delivered work comes back: the workshop gives back `share` basis points of the agreed cost because of this refund. Answers
/// how much, if anything.
pub(in crate::service) async fn claw_back_share(
    work: &mut UnitOfWork<'_>,
    refund: RefundId,
    share: u32,
    reason: &str,
) -> Result<Option<Money>, Error> {
    let assignment = hold_delivered(work).await?;
    let Some(terms) = assignment.terms else { return Ok(None) };
    let amount = terms.cost.basis_points(share.min(10_000))?;
    if amount.is_zero() {
        return Ok(None);
    }
    let line = in_two_days(work, PayableKind::Clawback, -amount).await?;
    add_lines(work, &assignment, &[line], Some(refund), Some(reason))?;
    Ok(Some(amount))
}

/// The refund is off: what the workshop was to give back for it is void, or paid back where a part of it was netted.
pub(in crate::service) async fn undo_share(work: &mut UnitOfWork<'_>, refund: RefundId, reason: Option<&str>) -> Result<(), Error> {
    let Some(clawback) = owed::given_back(&mut work.tx, refund).await? else {
        return Ok(());
    };
    let assignment = hold_delivered(work).await?;
    let there = owed::of_assignment(&mut work.tx, assignment.id).await?;
    let Some(clawback) = there.iter().find(|line| line.id == clawback) else {
        return Ok(());
    };
    if clawback.paid.is_zero() {
        void_line(work, clawback, reason);
        return Ok(());
    }
    // All of it: what is not netted yet nets against this.
    let line = in_two_days(work, PayableKind::Adjustment, -clawback.amount).await?;
    add_lines(work, &assignment, &[line], Some(refund), reason)
}

/// The delivered assignment, with its workshop's row locked before its lines, as a settlement locks them.
async fn hold_delivered(work: &mut UnitOfWork<'_>) -> Result<LockedAssignment, Error> {
    let (id, _) = work.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
    work.flush().await?;
    let assignment = assignments::lock(&mut work.tx, id).await?;
    if let Some(workshop) = assignment.workshop {
        let locked = supply::lock(&mut work.tx, workshop).await?;
        work.reach_workshop(workshop, locked.and_then(|locked| locked.phone));
    }
    Ok(assignment)
}

async fn in_two_days(work: &mut UnitOfWork<'_>, kind: PayableKind, amount: Money) -> Result<Line, Error> {
    let supply = work.shop.fulfilment().supply(&mut work.tx).await?;
    Ok(Line::due(kind, amount, work.shop.zone().day(work.now), 2, &supply.holidays))
}

fn add_lines(
    work: &mut UnitOfWork<'_>,
    assignment: &LockedAssignment,
    lines: &[Line],
    refund: Option<RefundId>,
    reason: Option<&str>,
) -> Result<(), Error> {
    let (Some(terms), Some(workshop)) = (assignment.terms, assignment.workshop) else {
        return Ok(());
    };
    let debt = Debt {
        assignment: assignment.id,
        order: work.order()?.id,
        workshop,
        policy: terms.policy,
        refund,
    };
    for line in lines {
        let id = PayableId::from_uuid(crate::service::core::krafta::new_id());
        work.write(owed::insert(id, debt, line, reason));
    }
    Ok(())
}

fn void_line(work: &mut UnitOfWork<'_>, line: &Payable, reason: Option<&str>) {
    let actor = work.actor.clone();
    work.write(owed::void(line.id, reason));
    work.write(owed::event(line.id, "VOIDED", &actor, reason, Some(line.left()), work.now));
}

/// The lines that the policy makes at this moment; those there are already are not made again.
pub(in crate::service) async fn owe(work: &mut UnitOfWork<'_>, assignment: &LockedAssignment, moment: Moment) -> Result<(), Error> {
    let Some(terms) = assignment.terms else { return Ok(()) };
    let supply = work.shop.fulfilment().supply(&mut work.tx).await?;
    let there = owed::of_assignment(&mut work.tx, assignment.id).await?;
    let kinds: Vec<_> = there.iter().map(|line| line.kind).collect();
    let (delivery, today) = (work.order()?.delivery, work.shop.zone().day(work.now));
    let new = lines(&terms, moment, delivery, today, &kinds, &supply.holidays)?;
    add_lines(work, assignment, &new, None, None)
}

async fn owe_cancellation(work: &mut UnitOfWork<'_>, assignment: &LockedAssignment, share: u32, reason: Option<&str>) -> Result<(), Error> {
    let Some(terms) = assignment.terms else { return Ok(()) };
    // A workshop that was only asked agreed to nothing.
    if assignment.status < AssignmentStatus::Accepted {
        return Ok(());
    }
    let there = owed::of_assignment(&mut work.tx, assignment.id).await?;
    let supply = work.shop.fulfilment().supply(&mut work.tx).await?;
    let today = work.shop.zone().day(work.now);
    let ends = cancellation(&terms, share, &there, today, &supply.holidays)?;
    for line in there.iter().filter(|line| ends.void.contains(&line.id)) {
        void_line(work, line, reason);
    }
    add_lines(work, assignment, &ends.new, None, reason)
}
