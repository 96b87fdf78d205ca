//! A1–A3: an order finds its workshop. The choice is made and stored with all its candidates; the workshop is told with its
//! days booked in the same transaction, so that nobody else can take them.

use serde_json::{Map, Value, json};

use super::commands::{Choose, Notify};
use super::supply::{ChoiceFacts, ChoiceRequest, unfit};
use crate::db::fulfilment::assignments::{self, Choice, LockedAssignment, Notified};
use crate::db::fulfilment::bookings::{self, NewBooking};
use crate::db::fulfilment::supply::{self, LockedWorkshop};
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::fulfilment::assignment_edges::{self, Cause};
use crate::domain::fulfilment::capacity::{Slot, spread};
use crate::domain::fulfilment::workshop_choice::{Misfit, Plan, Ranking, misfit};
use crate::domain::ids::{AssignmentId, BookingId, OrderId, WorkshopId};
use crate::domain::orders::event::Change;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy_lines::Terms;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::command::OnOrder;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

/// How an order's next assignment is chosen, when it had one before.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reassignment {
    /// Nobody is chosen: staff decide.
    pub stop: Option<Cause>,
    /// Not chosen by itself: it was just taken off the order.
    pub avoid: Option<WorkshopId>,
    /// Chosen by hand.
    pub choose: Option<WorkshopId>,
}

impl UnitOfWork<'_> {
    /// A1: the paid order gets an assignment, with a workshop or the cause why not; in a zone that assigns by itself the
    /// workshop is told at once (A3).
    pub(crate) async fn open_assignment(&mut self, again: Reassignment) -> Result<(), Error> {
        if self.order()?.assignment.is_some() {
            return Ok(());
        }
        let system = Actor::system();
        let facts = self.assignment_facts(None)?;
        let edge = assignment_edges::decide(None, AssignmentStatus::PendingAssignment, &system, &facts)?;
        // What this command wrote so far (days freed, a workshop excluded) counts.
        self.flush().await?;
        let choosing = self.choosing().await?;
        let ranking = choosing.ranking(&mut self.tx).await?;
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
        let cause = match chosen {
            Some(_) => None,
            None => Some(again.stop.unwrap_or(Cause::NoCandidate)),
        };
        let (id, order) = (AssignmentId::from_uuid(crate::service::core::krafta::new_id()), self.order()?.id);
        let choice = Choice {
            workshop: chosen,
            cause,
            at: self.now,
            supply: choosing.supply.version,
        };
        self.write(assignments::open(id, order, &choice));
        let change = Change::Production {
            assignment: id,
            from: None,
            to: AssignmentStatus::PendingAssignment,
        };
        let say = EventDetails {
            reason_code: cause.map(|cause| cause.as_str().to_owned()),
            data: told_of(&choosing, &ranking, chosen),
            ..EventDetails::default()
        };
        self.append(&system, change, edge.code.as_str(), say)?;
        self.chosen(chosen)?;
        let stored = stored(&ranking)?;
        self.write(assignments::keep_ranking(id, self.now, stored));
        self.tell_by_itself(&choosing, candidates).await
    }

    /// In a zone that sends orders by itself the first candidate is told that has room still, now that it is locked. When all
    /// of it was taken meanwhile nobody is chosen, as if nobody had fitted: what led here is not refused for it.
    async fn tell_by_itself(&mut self, choosing: &ChoiceFacts, candidates: Vec<WorkshopId>) -> Result<(), Error> {
        if !choosing.automatic || candidates.is_empty() {
            return Ok(());
        }
        self.flush().await?;
        let assignment = self.assignment().await?;
        for workshop in candidates {
            if Some(workshop) != self.order()?.workshop {
                self.write(assignments::choose(assignment.id, Some(workshop), None));
                self.chosen(Some(workshop))?;
                self.flush().await?;
            }
            match self.tell_workshop(&Actor::system(), &assignment, workshop, choosing, None).await {
                Err(Error::Refused(refusal)) if matches!(refusal.code, Code::NoRoom | Code::WorkshopUnfit) => {}
                told => return told.map(drop),
            }
        }
        self.write(assignments::choose(assignment.id, None, Some(Cause::NoCandidate)));
        self.chosen(None)
    }

    /// The candidates looked at again while nobody is chosen, or by staff while nobody was told.
    pub(crate) async fn rank_again(&mut self, on: &OnOrder) -> Result<Outcome, Error> {
        self.actor.may(Permission::Assign)?;
        self.open(on.order, None).await?;
        let assignment = self.assignment().await?;
        let by_itself = self.actor.role == Role::System;
        let mine = assignment.workshop.is_none() && assignment.cause.is_none_or(|cause| cause == Cause::NoCandidate);
        if assignment.status != AssignmentStatus::PendingAssignment || (by_itself && !mine) {
            return Err(no_longer(assignment.status));
        }
        if self.order()?.on_hold {
            return Err(Refusal::new(Code::OnHold).into());
        }
        let choosing = self.choosing().await?;
        let ranking = choosing.ranking(&mut self.tx).await?;
        let chosen = ranking.fitting.first().map(|one| one.workshop);
        self.write(assignments::ranked(assignment.id, self.now, choosing.supply.version));
        let cause = chosen.is_none().then_some(Cause::NoCandidate);
        self.write(assignments::choose(assignment.id, chosen, cause));
        let stored = stored(&ranking)?;
        self.write(assignments::keep_ranking(assignment.id, self.now, stored));
        let say = EventDetails {
            reason_code: cause.map(|cause| cause.as_str().to_owned()),
            internal: true,
            data: told_of(&choosing, &ranking, chosen),
            ..EventDetails::default()
        };
        let actor = self.actor.clone();
        self.append(&actor, Change::Note, "RANKED", say)?;
        self.chosen(chosen)?;
        self.tell_by_itself(&choosing, ranking.workshops().collect()).await?;
        Ok(Outcome::Chosen {
            workshop: self.order()?.workshop,
            candidates: u32::try_from(ranking.fitting.len()).unwrap_or(u32::MAX),
        })
    }

    /// A2.
    pub(crate) async fn choose(&mut self, choose: &Choose) -> Result<Outcome, Error> {
        self.actor.may(Permission::Assign)?;
        self.open(choose.order, choose.seen.as_ref()).await?;
        let assignment = self.assignment().await?;
        let choosing = self.choosing().await?;
        self.choose_by_hand(&assignment, choose.workshop, choose.reason.as_deref(), &choosing, false)
            .await?;
        Ok(Outcome::Chosen {
            workshop: Some(choose.workshop),
            candidates: 0,
        })
    }

    /// A3, after A2 when another workshop is named.
    pub(crate) async fn notify(&mut self, notify: &Notify) -> Result<Outcome, Error> {
        self.actor.may(Permission::Assign)?;
        self.open(notify.order, notify.seen.as_ref()).await?;
        let mut assignment = self.assignment().await?;
        let choosing = self.choosing().await?;
        let over_limit = notify.over_limit.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        if let Some(workshop) = notify.workshop.filter(|workshop| Some(*workshop) != assignment.workshop) {
            let reason = notify.reason.as_deref().or(over_limit);
            self.choose_by_hand(&assignment, workshop, reason, &choosing, over_limit.is_some())
                .await?;
            assignment.workshop = Some(workshop);
            self.flush().await?;
        }
        let workshop = assignment.workshop.ok_or(Refusal::new(Code::NoWorkshopChosen))?;
        let actor = self.actor.clone();
        self.tell_workshop(&actor, &assignment, workshop, &choosing, over_limit).await
    }

    async fn choose_by_hand(
        &mut self,
        assignment: &LockedAssignment,
        workshop: WorkshopId,
        reason: Option<&str>,
        choosing: &ChoiceFacts,
        over_limit: bool,
    ) -> Result<(), Error> {
        let facts = choosing.fits(workshop)?;
        let stored = assignments::last_ranking(&mut self.tx, assignment.id).await?;
        let first = stored.and_then(|ranking| serde_json::from_value::<Ranking>(ranking).ok());
        let first = first.and_then(|ranking| ranking.fitting.first().map(|one| one.workshop));
        let mut facts_of_edge = self.assignment_facts(reason)?;
        facts_of_edge.follows_ranking = first == Some(workshop) && !over_limit;
        let say = EventDetails {
            text: reason.map(str::to_owned),
            internal: true,
            data: json!({ "workshop": facts.name.as_str() }),
            ..EventDetails::default()
        };
        self.write(assignments::choose(assignment.id, Some(workshop), None));
        let actor = self.actor.clone();
        self.produce_as(&actor, AssignmentStatus::PendingAssignment, &facts_of_edge, say, Map::new())?;
        self.chosen(Some(workshop))
    }

    /// The days are booked, the terms offered, the workshop told.
    async fn tell_workshop(
        &mut self,
        actor: &Actor,
        assignment: &LockedAssignment,
        workshop: WorkshopId,
        choosing: &ChoiceFacts,
        over_limit: Option<&str>,
    ) -> Result<Outcome, Error> {
        let mut facts = self.assignment_facts(over_limit)?;
        facts.overridden = over_limit.is_some();
        let from = Some(assignment.status);
        assignment_edges::decide(from, AssignmentStatus::Notified, actor, &facts)?;
        let found = supply::lock(&mut self.tx, workshop).await?;
        let locked = found.ok_or(Refusal::new(Code::WorkshopUnknown))?;
        let offered = choosing.supply.workshop(workshop).ok_or(Refusal::new(Code::WorkshopUnknown))?;
        let misfit = misfit(&choosing.wanted, offered, choosing.today)
            .or_else(|| (!locked.active).then_some(Misfit::Inactive))
            .or_else(|| locked.paused_on(choosing.today).then_some(Misfit::Paused));
        if let Some(misfit) = misfit {
            return Err(unfit(&locked.name, misfit).into());
        }
        let plan = Plan::of(&choosing.wanted, offered, choosing.today).map_err(|lack| unfit(&locked.name, lack.reason))?;
        let booked = choosing.booked(&mut self.tx, &[workshop]).await?;
        let booked = booked.get(&workshop).cloned().unwrap_or_default();
        let horizon = choosing.horizon();
        let room = spread(&plan.needs, &offered.limits, horizon.holidays, &booked, horizon.from, horizon.until);
        let (slots, over) = match (room, over_limit) {
            (Ok(slots), None) => (slots, None),
            (_, Some(reason)) => {
                let day = offered.first_day_of_work(horizon);
                let slots = plan.needs.iter().map(|need| Slot {
                    offer: need.offer,
                    day,
                    units: u32::try_from(need.units).unwrap_or(u32::MAX),
                });
                (slots.collect(), Some((reason, self.actor.id)))
            }
            (Err(full), None) => return Err(no_room(&locked, full.next_free).into()),
        };
        let told = Notified {
            terms: Terms {
                policy: locked.policy,
                deposit_basis_points: locked.deposit_basis_points,
                cost: plan.cost,
            },
            demands_deposit: locked.demands_deposit,
            respond_by: self.now + chrono::TimeDelta::hours(i64::from(self.settings().assignment.answer_hours)),
            ready_on: plan.ready_on(&slots, horizon),
            at: self.now,
        };
        for &slot in &slots {
            let booking = NewBooking {
                assignment: assignment.id,
                workshop,
                slot,
                over_limit: over,
            };
            self.write(bookings::book(
                BookingId::from_uuid(crate::service::core::krafta::new_id()),
                &booking,
            ));
        }
        self.write(assignments::notified(assignment.id, &told));
        let days: Vec<_> = slots.iter().map(|slot| json!([slot.day, slot.units])).collect();
        let say = EventDetails {
            data: json!({
                "workshop": locked.name, "cost": told.terms.cost, "ready_on": told.ready_on, "respond_by": told.respond_by,
                "days": days, "over_limit": over.map(|(reason, _)| reason),
            }),
            ..EventDetails::default()
        };
        let outcome = Outcome::Notified {
            workshop: locked.name.clone(),
            cost: told.terms.cost,
            ready_on: told.ready_on,
            respond_by: told.respond_by,
        };
        let mut shown = Map::new();
        shown.insert("cost".into(), json!(told.terms.cost));
        shown.insert("respond_by".into(), json!(told.respond_by));
        shown.insert("ready_on".into(), json!(told.ready_on));
        self.workshop_phone = locked.phone;
        self.produce_as(actor, AssignmentStatus::Notified, &facts, say, shown)?;
        Ok(outcome)
    }

    /// The workshop's row shows on the order as the database has it.
    fn chosen(&mut self, workshop: Option<WorkshopId>) -> Result<(), Error> {
        let order = self.order.as_mut().ok_or_else(|| Error::Internal("no order is open".into()))?;
        order.workshop = workshop;
        Ok(())
    }

    pub(crate) async fn choosing(&mut self) -> Result<ChoiceFacts, Error> {
        let order = self.order()?;
        let asking = ChoiceRequest {
            order: order.id,
            delivery: order.delivery,
            city: order.city,
            subtotal: order.subtotal,
            rate: order.quote.rate,
        };
        self.shop.facts_of_choice(&mut self.tx, asking).await
    }

    /// The order's active assignment, locked.
    pub(crate) async fn assignment(&mut self) -> Result<LockedAssignment, Error> {
        let (id, _) = self.order()?.assignment.ok_or(Refusal::new(Code::NoAssignment))?;
        Ok(assignments::lock(&mut self.tx, id).await?)
    }
}

impl crate::service::core::krafta::Krafta {
    /// Whether anybody fits an order now, and the version of the supply that says so.
    pub(crate) async fn somebody_fits(&self, order: OrderId) -> Result<(bool, i64), Error> {
        let head = crate::db::orders::head::of(self.db(), order).await?;
        let head = head.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", order.to_string()))?;
        let facts = self.facts_of_choice(&mut self.db(), super::candidates::asking(&head)).await?;
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

fn told_of(facts: &ChoiceFacts, ranking: &Ranking, chosen: Option<WorkshopId>) -> Value {
    let one = ranking.fitting.iter().find(|one| Some(one.workshop) == chosen);
    let name = chosen
        .and_then(|workshop| facts.supply.workshop(workshop))
        .map(|workshop| workshop.name.as_str());
    json!({
        "workshop": name, "ready_on": one.map(|one| one.ready_on), "cost": one.map(|one| one.cost),
        "fitting": ranking.fitting.len(), "of": ranking.fitting.len() + ranking.failed.len(),
    })
}

fn no_room(workshop: &LockedWorkshop, next_free: Option<chrono::NaiveDate>) -> Refusal {
    let next = next_free.map_or_else(|| Arg::Message("misfit-no-day".into()), Arg::Date);
    Refusal::new(Code::NoRoom)
        .with("workshop", workshop.name.as_str())
        .with("next", next)
}

fn no_longer(status: AssignmentStatus) -> Error {
    let name = |status: AssignmentStatus| Arg::Message(format!("production-{status}"));
    Refusal::new(Code::AssignmentEdge)
        .with("from", name(status))
        .with("to", name(AssignmentStatus::PendingAssignment))
        .into()
}
