//! A1–A3, A5, A11: an order finds its workshop, which may refuse, and then another one.

use std::collections::BTreeSet;

use AssignmentStatus::{Notified, PendingAssignment, Rejected};
use chrono::TimeDelta;

use super::diary::Room;
use super::rows::{AssignmentRow, BookingRow, ExclusionRow, RankingRow, Word};
use super::shop::{Ledger, shared};
use super::story::{EventDetails, Story, Who};
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::fulfilment::workshop_choice::{Ranking, Wanted, WantedItem};
use crate::domain::ids::{ProductId, WorkshopId};
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy_lines::Terms;

/// Why a workshop says no.
const REFUSALS: &[(u32, (Word, &str))] = &[
    (34, ("NO_CAPACITY", "Semana llena.")),
    (18, ("NO_MATERIAL", "No llegó la tela.")),
    (12, ("DEADLINE", "No da tiempo para esa fecha.")),
    (12, ("MACHINE_DOWN", "La plancha está en reparación.")),
    (10, ("CANNOT_PRODUCE", "No trabajamos esa técnica.")),
    (14, ("NO_ANSWER", "")),
];
/// Why more is booked than a day has.
const HURRIES: &[Word] = &[
    "Es para una graduación del sábado.",
    "El taller hace horas extra, confirmado por teléfono.",
    "Cliente de todos los años: no puede esperar.",
];
/// What is known of the choice is kept so long.
const RANKED_DAYS: i64 = 14;
/// The version of the supply of a shop that was just filled.
const SUPPLY: i64 = 1;

impl Story<'_> {
    /// What the order asks of a workshop.
    pub fn wanted(&self) -> Wanted {
        let items = self.goods.iter().map(|&(at, quantity)| WantedItem {
            product: ProductId::from_uuid(self.shop.goods.products[at].id),
            quantity,
        });
        let excluded: BTreeSet<_> = self.exclusions.iter().map(|row| WorkshopId::from_uuid(row.workshop_id)).collect();
        let points = self.shop.settings.assignment.ceiling_basis_points;
        Wanted {
            delivery: self.delivery,
            zones: Some(self.shop.places.list[self.place].zones.clone()),
            items: items.collect(),
            excluded,
            ceiling: self.order.subtotal_amount.basis_points(points).ok(),
            rate: Some(self.quote.rate),
        }
    }

    /// Whether its zone sends orders to workshops by itself.
    fn is_automatic(&self) -> bool {
        let zones = &self.shop.places.list[self.place].zones;
        zones.iter().any(|zone| self.shop.automatic.contains(zone))
    }

    /// A1, unless an assignment is active: the workshop that the choice finds, or none with the cause. `avoid` was just taken
    /// off the order.
    pub fn open_assignment(&mut self, ledger: &Ledger, stop: Option<Cause>, avoid: Option<usize>) -> Option<()> {
        if self.active().is_some() {
            return Some(());
        }
        let (id, attempt) = (self.ids.next(), i64::try_from(self.assignments.len()).ok()? + 1);
        let mut row = blank(id, self.order.id, attempt);
        (row.ranked_at, row.created_at) = (self.at, self.at);
        self.assignments.push(row);
        (self.terms, self.last_day) = (None, None);
        let payload = self.choose(ledger, stop, avoid);
        let cause = self.assignments.last()?.cause;
        let say = EventDetails {
            reason_code: cause,
            payload,
            ..EventDetails::default()
        };
        self.produce(Who::System, None, PendingAssignment, say)
    }

    /// Chooses for the latest assignment; answers what its event says.
    fn choose(&mut self, ledger: &Ledger, stop: Option<Cause>, avoid: Option<usize>) -> Payload {
        let shop = self.shop;
        let mut wanted = self.wanted();
        let (found, looked) = if self.is_ranked() {
            let ranking = ledger.diary.rank(shop, &wanted, self.at);
            let place = |id| shop.workshops.place(id).filter(|place| Some(*place) != avoid);
            let mut fitting = ranking.fitting.iter();
            let found = fitting.find_map(|one| Some((place(one.workshop)?, Room::from(one))));
            let looked = (ranking.fitting.len(), ranking.fitting.len() + ranking.failed.len());
            self.keep(ranking);
            (found, Some(looked))
        } else {
            wanted.excluded.extend(avoid.map(|at| shop.workshops.list[at].facts(self.at).id));
            let start = self.dice.bits();
            (ledger.diary.somebody(shop, &wanted, self.at, start), None)
        };
        let found = found.filter(|_| stop.is_none());
        self.workshop = found.as_ref().map(|(place, _)| *place);
        let cause = self.workshop.is_none().then(|| stop.unwrap_or(Cause::NoCandidate).as_str());
        if let Some(assignment) = self.assignments.last_mut() {
            assignment.workshop_id = self.workshop.map(|at| shop.workshops.list[at].id);
            (assignment.cause, assignment.ranked_at) = (cause, self.at);
        }
        let count = |count: usize| u32::try_from(count).ok();
        Payload::Ranked {
            workshop: found.as_ref().map(|(place, _)| shop.workshops.list[*place].name.to_string()),
            ready_on: found.as_ref().map(|(_, room)| room.ready_on),
            cost: found.as_ref().map(|(_, room)| room.cost),
            fitting: looked.and_then(|(fitting, _)| count(fitting)),
            of: looked.and_then(|(_, of)| count(of)),
        }
    }

    /// Of a choice of late it is kept how everybody looked.
    fn is_ranked(&self) -> bool {
        self.newest && (self.shop.until - self.at).num_days() < RANKED_DAYS
    }

    fn keep(&mut self, mut ranking: Ranking) {
        ranking.shorten();
        let Some(assignment) = self.assignments.last() else { return };
        let assignment_id = assignment.id;
        let seq = self.rankings.iter().filter(|row| row.assignment_id == assignment_id).count() + 1;
        self.rankings.push(RankingRow {
            assignment_id,
            seq: i64::try_from(seq).unwrap_or(i64::MAX),
            at: self.at,
            ranking: serde_json::to_string(&ranking).unwrap_or_default(),
            created_at: self.at,
        });
    }

    /// Nobody fits: it is looked at again each day, for a while.
    fn look_again(&mut self, ledger: &Ledger) -> Option<usize> {
        for _ in 0..12 {
            self.pass_to_work(20 * 3_600, 30 * 3_600)?;
            let payload = self.choose(ledger, None, None);
            if let Some(workshop) = self.workshop {
                let say = EventDetails {
                    internal: true,
                    payload,
                    ..EventDetails::default()
                };
                self.note(Who::System, "RANKED", say);
                self.order.workshop_id = self.assignments.last()?.workshop_id;
                return Some(workshop);
            }
        }
        None
    }

    /// A3: the workshop is notified, and its days are booked.
    pub fn notify(&mut self, ledger: &mut Ledger) -> Option<()> {
        let mut workshop = match self.workshop {
            Some(workshop) => workshop,
            None => self.look_again(ledger)?,
        };
        let automatic = self.is_automatic();
        if !automatic {
            self.pass_briskly(400, 9_000)?;
        }
        let who = if automatic { Who::System } else { self.coordinator() };
        let wanted = self.wanted();
        let mut room = ledger.diary.room(self.shop, &wanted, workshop, self.at);
        if room.is_none() {
            let start = self.dice.bits();
            let (other, found) = ledger.diary.somebody(self.shop, &wanted, self.at, start)?;
            self.choose_by_hand(other, "Ya no tiene cupo.")?;
            (workshop, room) = (other, Some(found));
        }
        let mut room = room?;
        let mut over = None;
        let of_late = (self.shop.until - self.at).num_days() < 5;
        if of_late && !automatic && self.dice.permille(400) {
            let all_at_once = ledger.diary.over_limit(self.shop, &wanted, workshop, self.at)?;
            if all_at_once.ready_on < room.ready_on {
                (room, over) = (all_at_once, Some(*self.dice.pick(HURRIES)));
            }
        }
        self.book(ledger, workshop, &room, who, over)
    }

    fn choose_by_hand(&mut self, workshop: usize, reason: &str) -> Option<()> {
        self.workshop = Some(workshop);
        self.assignments.last_mut()?.workshop_id = Some(self.shop.workshops.list[workshop].id);
        let say = EventDetails {
            text: Some(shared(reason)),
            internal: true,
            payload: Payload::Chosen {
                workshop: Some(self.shop.workshops.list[workshop].name.to_string()),
            },
            ..EventDetails::default()
        };
        let who = self.coordinator();
        self.produce(who, Some(PendingAssignment), PendingAssignment, say)
    }

    fn book(&mut self, ledger: &mut Ledger, place: usize, room: &Room, who: Who, over: Option<Word>) -> Option<()> {
        let workshop = &self.shop.workshops.list[place];
        let assignment_id = self.assignments.last()?.id;
        let by = match who {
            Who::Staff(at) => Some(self.shop.staff.operators[at].id),
            _ => None,
        };
        for slot in &room.slots {
            self.bookings.push(BookingRow {
                id: self.ids.next(),
                assignment_id,
                workshop_id: workshop.id,
                offer_id: slot.offer.uuid(),
                day: slot.day,
                units: i64::from(slot.units),
                state: "HELD",
                override_reason: over,
                override_by: over.and(by),
                freed_at: None,
                created_at: self.at,
            });
        }
        ledger.diary.hold(place, &room.slots);
        self.last_day = room.slots.last().map(|slot| slot.day);
        self.terms = Some(Terms {
            policy: workshop.policy,
            deposit_basis_points: workshop.deposit_basis_points,
            cost: room.cost,
        });
        let respond_by = self.at + TimeDelta::hours(i64::from(self.shop.settings.assignment.answer_hours));
        let assignment = self.assignments.last_mut()?;
        assignment.agreed_cost = Some(room.cost);
        assignment.policy = Some(workshop.policy.as_str());
        assignment.deposit_basis_points = Some(i64::from(workshop.deposit_basis_points));
        assignment.demands_deposit = workshop.demands_deposit;
        assignment.respond_by = Some(respond_by);
        assignment.promised_ready_on = Some(room.ready_on);
        assignment.cause = None;
        let say = EventDetails {
            payload: Payload::Notified {
                workshop: Some(workshop.name.to_string()),
                cost: Some(room.cost),
                ready_on: Some(room.ready_on),
                respond_by: Some(respond_by),
                days: room.slots.iter().map(|slot| (slot.day, slot.units)).collect(),
                over_limit: over.map(str::to_owned),
                excess: None,
                place: None,
                first: None,
            },
            ..EventDetails::default()
        };
        self.produce(who, Some(PendingAssignment), Notified, say)
    }

    /// A5 for one of the usual reasons, and A1 again with somebody else.
    pub fn refuse(&mut self, ledger: &Ledger) -> Option<()> {
        let (code, text) = *self.dice.weigh(REFUSALS);
        if code == "NO_ANSWER" {
            self.pass(24 * 3_600 + 5, 24 * 3_600 + 900)?;
        } else {
            self.pass_to_work(900, 30_000)?;
        }
        self.refuse_for(ledger, code, text, None)
    }

    /// A5, and A1 again unless `stop` leaves it to staff.
    pub fn refuse_for(&mut self, ledger: &Ledger, code: Word, text: &str, stop: Option<Cause>) -> Option<()> {
        let workshop = self.workshop?;
        let who = if code == "NO_ANSWER" {
            Who::System
        } else {
            Who::Workshop(workshop)
        };
        let text = (!text.is_empty()).then(|| shared(text));
        let say = EventDetails {
            reason_code: Some(code),
            text: text.clone(),
            internal: true,
            ..EventDetails::default()
        };
        self.produce(who, Some(Notified), Rejected, say)?;
        let at = self.at;
        let assignment = self.assignments.last_mut()?;
        (assignment.reason_code, assignment.reason_text) = (Some(code), text);
        let exclusion = ExclusionRow {
            order_id: assignment.order_id,
            workshop_id: self.shop.workshops.list[workshop].id,
            assignment_id: assignment.id,
            reason_code: code,
            created_at: at,
        };
        self.exclusions.push(exclusion);
        self.open_assignment(ledger, stop, None)
    }

    /// A11 by staff, and A1 again with somebody else; one that was not notified yet is replaced by hand.
    pub fn withdraw(&mut self, ledger: &Ledger, reason: &str) -> Option<()> {
        let avoid = self.workshop;
        let from: AssignmentStatus = self.assignments.last()?.status.parse().ok()?;
        let who = self.coordinator();
        self.end_assignment(who, Some(reason), None)?;
        let stop = (from == PendingAssignment).then_some(Cause::Withdrawn);
        self.open_assignment(ledger, stop, avoid)
    }
}

fn blank(id: uuid::Uuid, order_id: uuid::Uuid, attempt: i64) -> AssignmentRow {
    let at = crate::domain::dates::Time::UNIX_EPOCH;
    AssignmentRow {
        id,
        order_id,
        attempt,
        status: "PENDING_ASSIGNMENT",
        workshop_id: None,
        cause: None,
        agreed_cost: None,
        currency: "USD",
        policy: None,
        deposit_basis_points: None,
        respond_by: None,
        promised_ready_on: None,
        notified_at: None,
        accepted_at: None,
        started_at: None,
        ready_at: None,
        handed_at: None,
        completed_at: None,
        closed_at: None,
        reason_code: None,
        reason_text: None,
        cancel_share_basis_points: None,
        carrier: None,
        tracking_number: None,
        ranked_at: at,
        ranked_supply: SUPPLY,
        demands_deposit: false,
        reminded_at: None,
        pickup_code: None,
        event_seq: 0,
        version: 0,
        created_at: at,
    }
}
