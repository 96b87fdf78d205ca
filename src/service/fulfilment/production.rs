//! A4–A10, A13: the workshop answers, makes the order and hands it over.

use std::borrow::Cow;

use super::assign::{self, Reassignment};
use super::commands::{Complete, Forward, HandOver, Refuse, StepBack};
use super::withdraw;
use crate::db::fulfilment::assignments::{self, Carried, LockedAssignment};
use crate::db::fulfilment::{bookings, supply};
use crate::domain::actor::{Actor, Role};
use crate::domain::calendar::{business_days_after, business_days_between};
use crate::domain::fulfilment::assignment_edges::{self, Cause};
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::limits::LONGEST_LINK;
use crate::domain::orders::event::Payload;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::line::{PayableKind, PayableStatus};
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payables::policy_lines::Moment;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::identifier;
use crate::service::core::command::OnOrder;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::{EventDetails, reason};
use crate::service::core::unit_of_work::UnitOfWork;

/// Characters of a carrier, a tracking number and its link.
const LONGEST_CARRIER: usize = 120;
const LONGEST_TRACKING: usize = 60;

/// A4: cost and policy are frozen as they were offered, the day is promised.
pub(in crate::service) async fn accept(work: &mut UnitOfWork<'_>, forward: &Forward) -> Result<Outcome, Error> {
    let assignment = producing(work, forward).await?;
    forwards(&assignment, AssignmentStatus::Notified, AssignmentStatus::Accepted)?;
    let mut facts = work.assignment_facts(forward.note.as_deref())?;
    facts.overdue = is_overdue(work, &assignment);
    if facts.overdue && work.actor.role == Role::Workshop && assignment.status == AssignmentStatus::Notified {
        return Err(Refusal::new(Code::AnswerLate).into());
    }
    work.decide_production(AssignmentStatus::Accepted, &facts)?;
    let (workshop, terms) = assignment
        .workshop
        .zip(assignment.terms)
        .ok_or(Refusal::new(Code::NoWorkshopChosen))?;
    let locked = supply::lock(&mut work.tx, workshop).await?;
    let today = work.shop.today();
    if let Some(paused) = locked.filter(|locked| locked.paused_on(today) || !locked.active) {
        return Err(Refusal::new(Code::WorkshopPaused).with("workshop", paused.name).into());
    }
    let ready_on = promised_day(work, &assignment).await?;
    work.write(assignments::accepted(assignment.id, ready_on, work.now));
    let say = EventDetails {
        text: reason(forward.note.as_deref())?,
        payload: Payload::Accepted {
            cost: Some(terms.cost),
            policy: Some(terms.policy.to_string()),
            ready_on: Some(ready_on),
        },
        ..EventDetails::default()
    };
    work.produce(AssignmentStatus::Accepted, &facts, say)?;
    withdraw::owe(work, &assignment, Moment::Accepted).await?;
    Ok(Outcome::Accepted {
        cost: terms.cost,
        ready_on,
    })
}

/// The planned day; later by as many business days as the answer came after the last day that was booked.
async fn promised_day(work: &mut UnitOfWork<'_>, assignment: &LockedAssignment) -> Result<chrono::NaiveDate, Error> {
    let today = work.shop.today();
    let planned = assignment.promised_ready_on.unwrap_or(today);
    let last = bookings::last_day(&mut work.tx, assignment.id).await?.unwrap_or(planned);
    if today <= last {
        return Ok(planned);
    }
    let supply = work.shop.fulfilment().supply(&mut work.tx).await?;
    let lead = business_days_between(last, planned, &supply.holidays);
    Ok(business_days_after(today, lead, &supply.holidays))
}

/// A5 by the workshop, or by staff who heard it from the workshop and say how.
pub(in crate::service) async fn refuse(work: &mut UnitOfWork<'_>, refuse: &Refuse) -> Result<Outcome, Error> {
    work.open(refuse.order, refuse.seen.as_ref()).await?;
    let assignment = assign::assignment(work).await?;
    let text = reason(refuse.text.as_deref())?;
    let on_behalf = work.actor.role != Role::Workshop;
    let missing = text.is_none() && (on_behalf || refuse.reason == WorkshopRefusal::Other);
    let facts = work.assignment_facts((!missing).then_some(refuse.reason.as_str()))?;
    let actor = work.actor.clone();
    work.decide_production(AssignmentStatus::Rejected, &facts)?;
    if on_behalf {
        reach_its_workshop(work, &assignment).await?;
    }
    end_refused(work, &actor, &assignment, refuse.reason, text, facts).await
}

/// A5 by the system: nobody answered.
pub(in crate::service) async fn lapse_answer(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    let assignment = assign::assignment(work).await?;
    let mut facts = work.assignment_facts(None)?;
    facts.overdue = is_overdue(work, &assignment);
    reach_its_workshop(work, &assignment).await?;
    end_refused(work, &Actor::system(), &assignment, WorkshopRefusal::NoAnswer, None, facts).await
}

/// Where the messages to the assignment's workshop go.
async fn reach_its_workshop(work: &mut UnitOfWork<'_>, assignment: &LockedAssignment) -> Result<(), Error> {
    if let Some(workshop) = assignment.workshop {
        let locked = supply::lock(&mut work.tx, workshop).await?;
        work.reach_workshop(workshop, locked.and_then(|locked| locked.phone));
    }
    Ok(())
}

async fn end_refused(
    work: &mut UnitOfWork<'_>,
    actor: &Actor,
    assignment: &LockedAssignment,
    why: WorkshopRefusal,
    text: Option<String>,
    facts: assignment_edges::AssignmentFacts,
) -> Result<Outcome, Error> {
    let (order, workshop) = (work.order()?.id, assignment.workshop.ok_or(Refusal::new(Code::NoWorkshopChosen))?);
    let say = EventDetails {
        reason_code: Some(why.as_str().to_owned()),
        text: text.clone(),
        internal: true,
        ..EventDetails::default()
    };
    work.produce_as(actor, AssignmentStatus::Rejected, &facts, say)?;
    work.write(assignments::ended(
        assignment.id,
        Some(why.as_str()),
        text.as_deref(),
        None,
        work.now,
    ));
    work.write(assignments::exclude(order, workshop, assignment.id, why.as_str()));
    work.flush().await?;
    let refused = assignments::refusals(&mut work.tx, order).await?;
    let stop = match why {
        WorkshopRefusal::SpecUnclear => Some(Cause::SpecUnclear),
        WorkshopRefusal::Cost => Some(Cause::Cost),
        _ if refused >= work.settings().assignment.attempts => Some(Cause::Attempts),
        _ => None,
    };
    debug_assert_eq!(why.stops_for_staff(), matches!(stop, Some(Cause::SpecUnclear | Cause::Cost)));
    // While the payment is doubted nobody new is asked; staff go on from the order.
    if work.order()?.payment == crate::domain::orders::status::PaymentStatus::Confirmed {
        let again = Reassignment {
            stop,
            ..Reassignment::default()
        };
        return assign::open_assignment(work, again).await;
    }
    Ok(Outcome::Done)
}

/// The workshop is reminded once of its answer.
pub(in crate::service) async fn remind(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    let assignment = assign::assignment(work).await?;
    if assignment.status != AssignmentStatus::Notified || assignment.reminded_at.is_some() || is_overdue(work, &assignment) {
        return Err(Refusal::new(Code::NotYetDue).into());
    }
    work.write(assignments::reminded(assignment.id, work.now));
    let say = EventDetails {
        internal: true,
        payload: Payload::Reminded {
            respond_by: assignment.respond_by,
        },
        ..EventDetails::default()
    };
    reach_its_workshop(work, &assignment).await?;
    work.remind_workshop(&Actor::system(), say)?;
    Ok(Outcome::Done)
}

/// A6.
pub(in crate::service) async fn start(work: &mut UnitOfWork<'_>, forward: &Forward) -> Result<Outcome, Error> {
    let assignment = producing(work, forward).await?;
    forwards(&assignment, AssignmentStatus::Accepted, AssignmentStatus::InProduction)?;
    let mut facts = work.assignment_facts(None)?;
    facts.deposit_paid = deposit_paid(work, &assignment).await?;
    work.write(assignments::started(assignment.id, Some(work.now)));
    go_on(work, AssignmentStatus::InProduction, &facts, forward)
}

/// A7. A pickup gets the code that its customer will say.
pub(in crate::service) async fn ready(work: &mut UnitOfWork<'_>, forward: &Forward) -> Result<Outcome, Error> {
    let assignment = producing(work, forward).await?;
    forwards(&assignment, AssignmentStatus::InProduction, AssignmentStatus::Ready)?;
    let facts = work.assignment_facts(None)?;
    let pickup = work.order()?.delivery == DeliveryMethod::Pickup;
    let code = pickup.then(pickup_code).transpose()?;
    work.write(assignments::ready(assignment.id, Some(work.now), code.as_deref()));
    let say = EventDetails {
        text: reason(forward.note.as_deref())?,
        pickup_code: code,
        ..EventDetails::default()
    };
    work.produce(AssignmentStatus::Ready, &facts, say)?;
    withdraw::owe(work, &assignment, Moment::Ready).await?;
    Ok(Outcome::Done)
}

/// A8.
pub(in crate::service) async fn hand_over(work: &mut UnitOfWork<'_>, with: &HandOver) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    let assignment = assign::assignment(work).await?;
    let field = |name, text: &Option<String>, limit| {
        let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        text.map(|text| crate::domain::limits::bounded(name, text, limit)).transpose()
    };
    let carrier = field("carrier", &with.carrier, LONGEST_CARRIER)?;
    let number = with.tracking_number.as_deref().map(identifier).map(Cow::into_owned);
    let tracking = field("tracking-number", &number, LONGEST_TRACKING)?;
    let link = field("tracking-url", &with.tracking_url, LONGEST_LINK)?;
    let mut facts = work.assignment_facts(None)?;
    let national = work.order()?.delivery == DeliveryMethod::NationalShipping;
    facts.hand_over = carrier.is_some() && (!national || tracking.is_some());
    let carried = Carried {
        carrier: carrier.as_deref(),
        tracking_number: tracking.as_deref(),
        tracking_url: link.as_deref(),
        at: Some(work.now),
    };
    work.decide_production(AssignmentStatus::HandedToDelivery, &facts)?;
    work.write(assignments::handed(assignment.id, &carried));
    let say = EventDetails {
        payload: Payload::HandedOver {
            carrier,
            tracking_number: tracking,
            tracking_url: link,
        },
        ..EventDetails::default()
    };
    work.produce(AssignmentStatus::HandedToDelivery, &facts, say)?;
    withdraw::owe(work, &assignment, Moment::Handed).await?;
    Ok(Outcome::Done)
}

/// A9 for a pickup, A10 for what was handed to delivery.
pub(in crate::service) async fn complete(work: &mut UnitOfWork<'_>, complete: &Complete) -> Result<Outcome, Error> {
    work.open(complete.order, complete.seen.as_ref()).await?;
    let assignment = assign::assignment(work).await?;
    let note = reason(complete.note.as_deref())?;
    let mut facts = work.assignment_facts(note.as_deref())?;
    facts.overdue = is_long_delivered(work, &assignment);
    work.decide_production(AssignmentStatus::Completed, &facts)?;
    if let Some(code) = assignment
        .pickup_code
        .as_deref()
        .filter(|_| assignment.status == AssignmentStatus::Ready)
    {
        let said = complete.code.as_deref().map(identifier);
        let vouched = work.actor.role == Role::Admin && note.is_some() && said.is_none();
        if said.as_deref() != Some(code) && !vouched {
            return Err(Refusal::new(Code::PickupCode).into());
        }
    }
    work.write(assignments::completed(assignment.id, work.now));
    let say = EventDetails {
        text: note,
        ..EventDetails::default()
    };
    work.produce(AssignmentStatus::Completed, &facts, say)?;
    withdraw::owe(work, &assignment, Moment::Completed).await?;
    Ok(Outcome::Done)
}

/// A13.
pub(in crate::service) async fn step_back(work: &mut UnitOfWork<'_>, back: &StepBack) -> Result<Outcome, Error> {
    work.open(back.order, back.seen.as_ref()).await?;
    let assignment = assign::assignment(work).await?;
    let text = reason(Some(&back.reason))?;
    let facts = work.assignment_facts(text.as_deref())?;
    let edge = work.decide_production(back.to, &facts)?;
    if edge.code != assignment_edges::AssignmentEdgeCode::A13 {
        return Err(assignment_edges::no_edge(Some(assignment.status), back.to).into());
    }
    work.write(match back.to {
        AssignmentStatus::Accepted => assignments::started(assignment.id, None),
        AssignmentStatus::InProduction => assignments::ready(assignment.id, None, None),
        _ => assignments::handed(assignment.id, &Carried::default()),
    });
    let say = EventDetails {
        text,
        internal: true,
        ..EventDetails::default()
    };
    work.produce(back.to, &facts, say)?;
    Ok(Outcome::Done)
}

async fn producing(work: &mut UnitOfWork<'_>, forward: &Forward) -> Result<LockedAssignment, Error> {
    work.open(forward.order, forward.seen.as_ref()).await?;
    assign::assignment(work).await
}

fn go_on(
    work: &mut UnitOfWork<'_>,
    to: AssignmentStatus,
    facts: &assignment_edges::AssignmentFacts,
    forward: &Forward,
) -> Result<Outcome, Error> {
    let say = EventDetails {
        text: reason(forward.note.as_deref())?,
        ..EventDetails::default()
    };
    work.produce(to, facts, say)?;
    Ok(Outcome::Done)
}

fn is_overdue(work: &UnitOfWork<'_>, assignment: &LockedAssignment) -> bool {
    assignment.respond_by.is_some_and(|by| by <= work.now)
}

/// Handed over so long ago that it counts as delivered, where that is configured.
fn is_long_delivered(work: &UnitOfWork<'_>, assignment: &LockedAssignment) -> bool {
    let days = work.settings().assignment.complete_after_days;
    let since = assignment.handed_at.zip(days);
    since.is_some_and(|(handed, days)| handed + chrono::TimeDelta::days(i64::from(days)) <= work.now)
}

/// Whether what the workshop waits for before it begins was paid.
async fn deposit_paid(work: &mut UnitOfWork<'_>, assignment: &LockedAssignment) -> Result<bool, Error> {
    let awaited = match assignment.terms.map(|terms| terms.policy) {
        Some(PaymentPolicy::DepositBalance) => PayableKind::Deposit,
        Some(PaymentPolicy::Prepaid) => PayableKind::Full,
        _ => return Ok(true),
    };
    if !assignment.demands_deposit {
        return Ok(true);
    }
    let lines = crate::db::payables::owed::of_assignment(&mut work.tx, assignment.id).await?;
    let unpaid = |line: &crate::domain::payables::line::Payable| line.kind == awaited && line.status != PayableStatus::Paid;
    Ok(!lines.iter().any(unpaid))
}

/// A step forward leaves its own status: no command slips through the edge of another (A13) to the same one.
fn forwards(assignment: &LockedAssignment, from: AssignmentStatus, to: AssignmentStatus) -> Result<(), Refusal> {
    if assignment.status == from {
        return Ok(());
    }
    Err(assignment_edges::no_edge(Some(assignment.status), to))
}

/// Six digits from a cryptographic generator.
fn pickup_code() -> Result<String, Error> {
    let random = getrandom::u32().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{:06}", random % 1_000_000))
}
