//! A1–A3: an order finds its workshop. The choice is made and stored with all its candidates; the workshop is notified and
//! its days are booked in the same transaction, so that no other order can take them.

use serde_json::Value;

use super::commands::{Choose, Notify};
use super::supply::{ChoiceFacts, ChoiceRequest, unfit};
use crate::db::fulfilment::assignments::{self, Choice, LockedAssignment, Notified};
use crate::db::fulfilment::bookings::{self, NewBooking};
use crate::db::fulfilment::supply::{self, LockedWorkshop};
use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::assignment_edges::{self, Cause};
use crate::domain::fulfilment::capacity::{Booked, Slot, excess, spread};
use crate::domain::fulfilment::workshop_choice::{Misfit, Plan, Ranking, WorkshopFacts, misfit};
use crate::domain::ids::{AssignmentId, BookingId, OrderId, WorkshopId};
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy_lines::Terms;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::command::OnOrder;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::{EventDetails, reason};
use crate::service::core::unit_of_work::UnitOfWork;

/// How an order's next assignment is chosen, when it had one before.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reassignment<'a> {
    /// Nobody is chosen: staff decide.
    pub stop: Option<Cause>,
    /// Not chosen by itself: it was just taken off the order.
    pub avoid: Option<WorkshopId>,
    /// Chosen by hand.
    pub choose: Option<WorkshopId>,
    /// Why it departs from the ranking, where it does.
    pub because: Option<&'a str>,
}

/// A1: the paid order gets an assignment, with a workshop or the cause why not; in a zone that assigns by itself the
/// workshop is notified at once (A3).
pub(in crate::service) async fn open_assignment(work: &mut UnitOfWork<'_>, again: Reassignment<'_>) -> Result<Outcome, Error> {
    if work.order()?.assignment.is_some() {
        return Ok(Outcome::Done);
    }
    let system = Actor::system();
    let facts = work.assignment_facts(None)?;
    let edge = assignment_edges::decide(None, AssignmentStatus::PendingAssignment, &system, &facts)?;
    // What this command wrote so far (days freed, a workshop excluded) counts.
    work.flush().await?;
    let choosing = choosing(work).await?;
    let ranking = choosing.ranking(&mut work.tx).await?;
    let candidates: Vec<WorkshopId> = match again {
        Reassignment {
            choose: Some(workshop), ..
        } => {
            choosing.fits(workshop)?;
            vec![workshop]
        }
        Reassignment { stop: Some(_), .. } => Vec::new(),
        _ => ranking.workshops().filter(|one| Some(*one) != again.avoid).collect(),
    };
    let chosen = candidates.first().copied();
    let departs = chosen.is_some() && chosen != ranking.workshops().next();
    let cause = match chosen {
        Some(_) => None,
        None => Some(again.stop.unwrap_or(Cause::NoCandidate)),
    };
    let (id, order) = (AssignmentId::from_uuid(crate::service::core::krafta::new_id()), work.order()?.id);
    let choice = Choice {
        workshop: chosen,
        cause,
        at: work.now,
        supply: choosing.supply.version,
    };
    work.write(assignments::open(id, order, &choice));
    let say = EventDetails {
        reason_code: cause.map(|cause| cause.as_str().to_owned()),
        text: again.because.filter(|_| departs).map(str::to_owned),
        payload: ranked(&choosing, &ranking, chosen),
        ..EventDetails::default()
    };
    work.move_assignment(&system, edge, (id, None, AssignmentStatus::PendingAssignment), say)?;
    show_chosen(work, chosen)?;
    let stored = stored(&ranking)?;
    work.logs.push(assignments::keep_ranking(id, work.now, stored));
    notify_by_itself(work, &choosing, candidates).await
}

/// In a zone that sends orders by itself the first candidate is notified that has room still, now that it is locked. When all
/// of it was taken meanwhile nobody is chosen, as if nobody had fitted: what led here is not refused for it.
async fn notify_by_itself(work: &mut UnitOfWork<'_>, choosing: &ChoiceFacts, candidates: Vec<WorkshopId>) -> Result<Outcome, Error> {
    if !choosing.automatic || candidates.is_empty() {
        return Ok(Outcome::Done);
    }
    work.flush().await?;
    let assignment = assignment(work).await?;
    for workshop in candidates {
        if Some(workshop) != work.order()?.workshop {
            work.write(assignments::choose(assignment.id, Some(workshop), None));
            show_chosen(work, Some(workshop))?;
            work.flush().await?;
        }
        match notify_workshop(work, &Actor::system(), &assignment, workshop, choosing, Telling::default()).await {
            Err(Error::Refused(refusal)) if matches!(refusal.code, Code::NoRoom | Code::WorkshopUnfit) => {}
            notified => return notified,
        }
    }
    work.write(assignments::choose(assignment.id, None, Some(Cause::NoCandidate)));
    show_chosen(work, None)?;
    Ok(Outcome::Done)
}

/// The candidates looked at again while nobody is chosen, or by staff while no workshop is notified.
pub(in crate::service) async fn rank_again(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    let assignment = assignment(work).await?;
    let by_itself = work.actor.role == Role::System;
    let mine = assignment.workshop.is_none() && assignment.cause.is_none_or(|cause| cause == Cause::NoCandidate);
    if assignment.status != AssignmentStatus::PendingAssignment || (by_itself && !mine) {
        return Err(no_longer(assignment.status));
    }
    if work.order()?.on_hold {
        return Err(Refusal::new(Code::OnHold).into());
    }
    let choosing = choosing(work).await?;
    let ranking = choosing.ranking(&mut work.tx).await?;
    let chosen = ranking.fitting.first().map(|one| one.workshop);
    work.write(assignments::ranked(assignment.id, work.now, choosing.supply.version));
    let cause = chosen.is_none().then_some(Cause::NoCandidate);
    work.write(assignments::choose(assignment.id, chosen, cause));
    let stored = stored(&ranking)?;
    work.logs.push(assignments::keep_ranking(assignment.id, work.now, stored));
    let say = EventDetails {
        reason_code: cause.map(|cause| cause.as_str().to_owned()),
        internal: true,
        payload: ranked(&choosing, &ranking, chosen),
        ..EventDetails::default()
    };
    let actor = work.actor.clone();
    work.note(&actor, "RANKED", say)?;
    show_chosen(work, chosen)?;
    notify_by_itself(work, &choosing, ranking.workshops().collect()).await?;
    Ok(Outcome::Chosen {
        workshop: work.order()?.workshop,
        candidates: u32::try_from(ranking.fitting.len()).unwrap_or(u32::MAX),
    })
}

/// A2.
pub(in crate::service) async fn choose(work: &mut UnitOfWork<'_>, choose: &Choose) -> Result<Outcome, Error> {
    work.open(choose.order, choose.seen.as_ref()).await?;
    let assignment = assignment(work).await?;
    let choosing = choosing(work).await?;
    choose_by_hand(work, &assignment, choose.workshop, choose.reason.as_deref(), &choosing, false).await?;
    Ok(Outcome::Chosen {
        workshop: Some(choose.workshop),
        candidates: 0,
    })
}

/// What is special about a notification.
#[derive(Default)]
struct Telling<'a> {
    /// Why it may go over the workshop's limit.
    over_limit: Option<&'a str>,
    /// Where the workshop stands in the ranking of now, when it is not the first, and why it goes all the same.
    standing: Option<Standing>,
    reason: Option<String>,
}

struct Standing {
    place: u32,
    first: String,
}

impl Telling<'_> {
    /// A departure from the ranking that nobody explained says who is the first now.
    fn unexplained(&self, refusal: Refusal, workshop: &str) -> Refusal {
        match &self.standing {
            Some(standing) if refusal.code == Code::ReasonRequired => Refusal::new(Code::OffRanking)
                .with("workshop", workshop)
                .with("place", standing.place)
                .with("first", standing.first.as_str()),
            _ => refusal,
        }
    }
}

/// None for the first; and for one without room, which is told that.
async fn standing(work: &mut UnitOfWork<'_>, choosing: &ChoiceFacts, workshop: WorkshopId) -> Result<Option<Standing>, Error> {
    let ranking = choosing.ranking(&mut work.tx).await?;
    let place = ranking.workshops().position(|one| one == workshop).filter(|place| *place > 0);
    let first = ranking.workshops().next().and_then(|first| choosing.supply.workshop(first));
    Ok(place.zip(first).map(|(place, first)| Standing {
        place: u32::try_from(place + 1).unwrap_or(u32::MAX),
        first: first.name.to_string(),
    }))
}

/// A3, after A2 when another workshop is named. The choice may be of another day: it is held against the ranking of now.
pub(in crate::service) async fn notify(work: &mut UnitOfWork<'_>, notify: &Notify) -> Result<Outcome, Error> {
    work.open(notify.order, notify.seen.as_ref()).await?;
    let mut assignment = assignment(work).await?;
    let choosing = choosing(work).await?;
    let over_limit = notify.over_limit.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if let Some(workshop) = notify.workshop.filter(|workshop| Some(*workshop) != assignment.workshop) {
        let reason = notify.reason.as_deref().or(over_limit);
        choose_by_hand(work, &assignment, workshop, reason, &choosing, over_limit.is_some()).await?;
        assignment.workshop = Some(workshop);
        work.flush().await?;
    }
    let workshop = assignment.workshop.ok_or(Refusal::new(Code::NoWorkshopChosen))?;
    let standing = standing(work, &choosing, workshop).await?;
    let reason = match reason(notify.reason.as_deref())?.or(over_limit.map(str::to_owned)) {
        None if standing.is_some() => assignments::chosen_because(&mut work.tx, notify.order).await?,
        given => given,
    };
    let telling = Telling {
        over_limit,
        standing,
        reason,
    };
    let actor = work.actor.clone();
    notify_workshop(work, &actor, &assignment, workshop, &choosing, telling).await
}

async fn choose_by_hand(
    work: &mut UnitOfWork<'_>,
    assignment: &LockedAssignment,
    workshop: WorkshopId,
    reason: Option<&str>,
    choosing: &ChoiceFacts,
    over_limit: bool,
) -> Result<(), Error> {
    let facts = choosing.fits(workshop)?;
    let stored = assignments::last_ranking(&mut work.tx, assignment.id).await?;
    let first = stored.and_then(|ranking| serde_json::from_value::<Ranking>(ranking).ok());
    let first = first.and_then(|ranking| ranking.fitting.first().map(|one| one.workshop));
    let mut facts_of_edge = work.assignment_facts(reason)?;
    facts_of_edge.follows_ranking = first == Some(workshop) && !over_limit;
    let say = EventDetails {
        text: reason.map(str::to_owned),
        internal: true,
        payload: Payload::Chosen {
            workshop: Some(facts.name.to_string()),
        },
        ..EventDetails::default()
    };
    work.write(assignments::choose(assignment.id, Some(workshop), None));
    let actor = work.actor.clone();
    work.produce_as(&actor, AssignmentStatus::PendingAssignment, &facts_of_edge, say)?;
    show_chosen(work, Some(workshop))
}

/// The days are booked, the terms offered, the workshop notified.
async fn notify_workshop(
    work: &mut UnitOfWork<'_>,
    actor: &Actor,
    assignment: &LockedAssignment,
    workshop: WorkshopId,
    choosing: &ChoiceFacts,
    telling: Telling<'_>,
) -> Result<Outcome, Error> {
    let over_limit = telling.over_limit;
    let mut facts = work.assignment_facts(telling.reason.as_deref())?;
    (facts.overridden, facts.follows_ranking) = (over_limit.is_some(), telling.standing.is_none());
    let named = choosing.supply.workshop(workshop).map_or("", |offered| offered.name.as_str());
    assignment_edges::decide(Some(assignment.status), AssignmentStatus::Notified, actor, &facts)
        .map_err(|refusal| telling.unexplained(refusal, named))?;
    let found = supply::lock(&mut work.tx, workshop).await?;
    let locked = found.ok_or(Refusal::new(Code::WorkshopUnknown))?;
    let offered = choosing.supply.workshop(workshop).ok_or(Refusal::new(Code::WorkshopUnknown))?;
    let plan = plan(choosing, offered, &locked)?;
    let booked = choosing.booked(&mut work.tx, &[offered.id]).await?;
    let booked = booked.get(&offered.id).cloned().unwrap_or_default();
    let (slots, excess) = match over_limit {
        Some(_) => overfill(choosing, offered, &plan, &booked),
        None => (spread_out(choosing, offered, &locked, &plan, &booked)?, None),
    };
    book(work, (assignment.id, workshop), &slots, over_limit);
    let (cost, ready_on) = (plan.cost, plan.ready_on(&slots, choosing.horizon()));
    let respond_by = work.now + chrono::TimeDelta::hours(i64::from(work.settings().assignment.answer_hours));
    let notified = Notified {
        terms: Terms {
            policy: locked.policy,
            deposit_basis_points: locked.deposit_basis_points,
            cost,
        },
        demands_deposit: locked.demands_deposit,
        respond_by,
        ready_on,
        at: work.now,
    };
    work.write(assignments::notified(assignment.id, &notified));
    let (place, first) = telling.standing.map(|standing| (standing.place, standing.first)).unzip();
    let say = EventDetails {
        text: telling.reason.filter(|_| place.is_some() && over_limit.is_none()),
        payload: Payload::Notified {
            workshop: Some(locked.name.clone()),
            cost: Some(cost),
            ready_on: Some(ready_on),
            respond_by: Some(respond_by),
            days: slots.iter().map(|slot| (slot.day, slot.units)).collect(),
            over_limit: over_limit.map(str::to_owned),
            excess,
            place,
            first,
        },
        ..EventDetails::default()
    };
    work.reach_workshop(workshop, locked.phone);
    work.produce_as(actor, AssignmentStatus::Notified, &facts, say)?;
    Ok(Outcome::Notified {
        workshop: locked.name,
        cost,
        ready_on,
        respond_by,
    })
}

fn book(work: &mut UnitOfWork<'_>, (assignment, workshop): (AssignmentId, WorkshopId), slots: &[Slot], over_limit: Option<&str>) {
    for &slot in slots {
        let booking = NewBooking {
            assignment,
            workshop,
            slot,
            over_limit: over_limit.map(|reason| (reason, work.actor.id)),
        };
        let id = BookingId::from_uuid(crate::service::core::krafta::new_id());
        work.write(bookings::book(id, &booking));
    }
}

/// How the workshop would make it, now that its row is locked; refused when it no longer fits.
fn plan<'a>(choosing: &ChoiceFacts, offered: &'a WorkshopFacts, locked: &LockedWorkshop) -> Result<Plan<'a>, Refusal> {
    let misfit = misfit(&choosing.wanted, offered, choosing.today)
        .or_else(|| (!locked.active).then_some(Misfit::Inactive))
        .or_else(|| locked.paused_on(choosing.today).then_some(Misfit::Paused));
    if let Some(misfit) = misfit {
        return Err(unfit(&locked.name, misfit));
    }
    Plan::of(&choosing.wanted, offered, choosing.today).map_err(|lack| unfit(&locked.name, lack.reason))
}

/// The days with room that the plan takes.
fn spread_out(
    choosing: &ChoiceFacts,
    offered: &WorkshopFacts,
    locked: &LockedWorkshop,
    plan: &Plan<'_>,
    booked: &Booked,
) -> Result<Vec<Slot>, Refusal> {
    let horizon = choosing.horizon();
    let room = spread(&plan.needs, &offered.limits, horizon.holidays, booked, horizon.from, horizon.until);
    room.map_err(|full| no_room(locked, full.next_free))
}

/// All of the plan on the first day of work, whatever its limit; and how many units are above that.
fn overfill(choosing: &ChoiceFacts, offered: &WorkshopFacts, plan: &Plan<'_>, booked: &Booked) -> (Vec<Slot>, Option<u32>) {
    let horizon = choosing.horizon();
    let day = offered.first_day_of_work(horizon);
    let slots = plan.needs.iter().map(|need| Slot {
        offer: need.offer,
        day,
        units: u32::try_from(need.units).unwrap_or(u32::MAX),
    });
    let above = excess(&plan.needs, day, &offered.limits, horizon.holidays, booked);
    (slots.collect(), u32::try_from(above).ok().filter(|above| *above > 0))
}

/// The workshop's row shows on the order as the database has it.
fn show_chosen(work: &mut UnitOfWork<'_>, workshop: Option<WorkshopId>) -> Result<(), Error> {
    work.open_order()?.workshop = workshop;
    Ok(())
}

pub(in crate::service) async fn choosing(work: &mut UnitOfWork<'_>) -> Result<ChoiceFacts, Error> {
    let order = work.order()?;
    let asking = ChoiceRequest {
        order: order.id,
        delivery: order.delivery,
        city: order.city,
        subtotal: order.subtotal,
        rate: order.quote.rate,
    };
    work.shop.fulfilment().facts_of_choice(&mut work.tx, asking).await
}

/// The order's active assignment, locked.
pub(in crate::service) async fn assignment(work: &mut UnitOfWork<'_>) -> Result<LockedAssignment, Error> {
    let (id, _) = work.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
    Ok(assignments::lock(&mut work.tx, id).await?)
}

impl crate::service::core::krafta::Krafta {
    /// Whether anybody fits an order now, and the version of the supply that says so.
    pub(crate) async fn somebody_fits(&self, order: OrderId) -> Result<(bool, i64), Error> {
        let head = crate::db::orders::head::of(self.db(), order).await?;
        let head = head.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", order.to_string()))?;
        let facts = self
            .fulfilment()
            .facts_of_choice(&mut self.db(), super::candidates::asking(&head))
            .await?;
        let ranking = facts.ranking(&mut self.db()).await?;
        Ok((!ranking.fitting.is_empty(), facts.supply.version))
    }
}

/// The choice as it is kept: everybody, with the days of the first few.
fn stored(ranking: &Ranking) -> Result<Value, Error> {
    let mut short = ranking.clone();
    short.shorten();
    serde_json::to_value(&short).map_err(|error| Error::Internal(error.to_string()))
}

fn ranked(facts: &ChoiceFacts, ranking: &Ranking, chosen: Option<WorkshopId>) -> Payload {
    let one = ranking.fitting.iter().find(|one| Some(one.workshop) == chosen);
    let name = chosen
        .and_then(|workshop| facts.supply.workshop(workshop))
        .map(|workshop| workshop.name.to_string());
    Payload::Ranked {
        workshop: name,
        ready_on: one.map(|one| one.ready_on),
        cost: one.map(|one| one.cost),
        fitting: u32::try_from(ranking.fitting.len()).ok(),
        of: u32::try_from(ranking.fitting.len() + ranking.failed.len()).ok(),
    }
}

fn no_room(workshop: &LockedWorkshop, next_free: Option<chrono::NaiveDate>) -> Refusal {
    let next = next_free.map_or_else(|| Arg::Message("misfit-no-day".into()), Arg::Date);
    Refusal::new(Code::NoRoom)
        .with("workshop", workshop.name.as_str())
        .with("next", next)
}

fn no_longer(status: AssignmentStatus) -> Error {
    assignment_edges::no_edge(Some(status), AssignmentStatus::PendingAssignment).into()
}
