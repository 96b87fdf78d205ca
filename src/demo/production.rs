//! A4–A13: a workshop answers, makes the order and hands it over; or it ends before.

use AssignmentStatus::{Accepted, Cancelled, Completed, HandedToDelivery, InProduction, Notified, PendingAssignment, Ready, Rejected};
use chrono::{NaiveDate, TimeDelta};

use super::accounts::Staff;
use super::calendar;
use super::shop::shared;
use super::story::{EventDetails, Story, Who};
use crate::domain::calendar::{business_days_after, business_days_between};
use crate::domain::fulfilment::assignment_edges::{self, AssignmentEffect};
use crate::domain::orders::event::{Lane, Payload};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy_lines::Moment;

/// Couriers of parcels.
const COURIERS: &[&str] = &["MRW", "Zoom", "Tealca", "Domesa", "Liberty Express"];
/// Who carries what stays in town.
const RIDERS: &[&str] = &[
    "Motorizado Eleazar",
    "Motorizado Keiber",
    "Bicimensajería Turpial",
    "Camioneta de la tienda",
];

impl Story<'_> {
    /// The active assignment, if there is one.
    pub fn active(&self) -> Option<usize> {
        let last = self.assignments.len().checked_sub(1)?;
        let ended = matches!(self.assignments[last].status, "REJECTED" | "CANCELLED");
        (!ended).then_some(last)
    }

    /// Walks an edge of the latest assignment, as the trigger of the database would.
    pub fn produce(&mut self, who: Who, from: Option<AssignmentStatus>, to: AssignmentStatus, mut say: EventDetails) -> Option<()> {
        let edge = assignment_edges::edge(from, to)?;
        debug_assert!(
            edge.who.iter().any(|party| party.role == self.role(who)),
            "{} by {who:?}",
            edge.code
        );
        let last = self.assignments.last()?;
        say.assignment = Some(last.id);
        // A workshop that an edge of the payment wrote to is not written to again.
        let knows = to.is_active() || (from > Some(PendingAssignment) && !self.wrote_to_workshop());
        let (from, word, mut facts) = (from.map(AssignmentStatus::as_str), to.as_str(), self.message_facts(&say));
        self.event(who, Lane::Production, edge.code.as_str(), from, Some(word), say);
        let (seq, at) = (self.order.event_seq, self.at);
        let assignment = self.assignments.last_mut()?;
        (assignment.status, assignment.event_seq) = (word, seq);
        assignment.version += 1;
        match to {
            Notified => assignment.notified_at = Some(at),
            Accepted => assignment.accepted_at = assignment.accepted_at.or(Some(at)),
            InProduction => assignment.started_at = assignment.started_at.or(Some(at)),
            Ready => {
                assignment.ready_at = assignment.ready_at.or(Some(at));
                facts.extend(
                    assignment
                        .pickup_code
                        .iter()
                        .map(|code| ("pickup_code".into(), code.as_str().into())),
                );
            }
            HandedToDelivery => assignment.handed_at = Some(at),
            Completed => (assignment.completed_at, assignment.closed_at) = (Some(at), Some(at)),
            Cancelled | Rejected => assignment.closed_at = Some(at),
            PendingAssignment => {}
        }
        let shown = to.is_active();
        self.order.production_status = shown.then_some(word);
        self.order.workshop_id = assignment.workshop_id.filter(|_| shown);
        if edge.has(AssignmentEffect::FreeCapacity) {
            self.free_bookings();
        }
        self.message_assignment(edge, self.role(who), knows, facts);
        if let Some(moment) = moment(to) {
            self.owe_at(moment);
        }
        Some(())
    }

    /// A4: cost and policy are frozen as they were offered; the day is promised.
    pub fn accept(&mut self) -> Option<()> {
        self.pass_briskly(900, 40_000)?;
        let (place, terms) = (self.workshop?, self.terms?);
        let ready = self.promised();
        self.assignments.last_mut()?.promised_ready_on = ready;
        let (who, text) = if self.dice.permille(740) {
            (Who::Workshop(place), None)
        } else {
            (self.coordinator(), Some(shared("Confirmó por teléfono.")))
        };
        let say = EventDetails {
            text,
            payload: Payload::Accepted {
                cost: Some(terms.cost),
                policy: Some(terms.policy.to_string()),
                ready_on: ready,
            },
            ..EventDetails::default()
        };
        self.produce(who, Some(Notified), Accepted, say)
    }

    /// The planned day; later when the answer came after the last day that was booked.
    fn promised(&self) -> Option<NaiveDate> {
        let planned = self.assignments.last()?.promised_ready_on?;
        let (today, last) = (calendar::day(self.at), self.last_day.unwrap_or(planned));
        if today <= last {
            return Some(planned);
        }
        let lead = business_days_between(last, planned, &self.shop.holidays);
        Some(business_days_after(today, lead, &self.shop.holidays))
    }

    /// A6, A7 and, once in a while, back and again (A13).
    pub fn make(&mut self) -> Option<()> {
        self.start()?;
        let promised = self.assignments.last()?.promised_ready_on?;
        let slip = *self.dice.weigh(&[(26, -1), (58, 0), (9, 1), (5, 3), (2, 6)]);
        let day = (promised + TimeDelta::days(slip)).max(self.last_day.unwrap_or(promised).min(promised));
        self.pass_to_day(day)?;
        self.pass_to_work(1_800, 9_000)?;
        self.ready()?;
        if self.dice.permille(9) {
            let (who, text) = (self.admin(), Some(shared("Salió con el color cambiado.")));
            self.pass_to_work(1_800, 20_000)?;
            let say = EventDetails {
                text,
                internal: true,
                ..EventDetails::default()
            };
            let assignment = self.assignments.last_mut()?;
            (assignment.ready_at, assignment.pickup_code) = (None, None);
            self.produce(who, Some(Ready), InProduction, say)?;
            self.pass_to_work(20_000, 2 * 86_400)?;
            self.ready()?;
        }
        Some(())
    }

    /// A6, on the first booked day or soon after, once the deposit is paid where the workshop asks for it.
    pub fn start(&mut self) -> Option<()> {
        self.wait_for_deposit()?;
        let id = self.assignments.last()?.id;
        let mine = self.bookings.iter().filter(|booking| booking.assignment_id == id);
        let first = mine.map(|booking| booking.day).min();
        self.pass_to_day(first?)?;
        self.pass_to_work(600, 4 * 3_600)?;
        self.produce_by_maker(Some(Accepted), InProduction, EventDetails::default())
    }

    /// A7. A pickup gets its code.
    fn ready(&mut self) -> Option<()> {
        let code = (self.delivery == DeliveryMethod::Pickup).then(|| self.dice.digits(6));
        self.assignments.last_mut()?.pickup_code = code;
        self.produce_by_maker(Some(InProduction), Ready, EventDetails::default())
    }

    /// A8 and A10, or A9.
    pub fn deliver(&mut self) -> Option<()> {
        if self.delivery == DeliveryMethod::Pickup {
            self.pass_to_work(4 * 3600, 4 * 86_400)?;
            return self.produce_by_maker(Some(Ready), Completed, EventDetails::default());
        }
        self.hand_over()?;
        if self.dice.permille(4) {
            self.pass_to_work(20 * 3600, 3 * 86_400)?;
            let (who, text) = (self.admin(), Some(shared("La dirección no existe; el envío volvió.")));
            let say = EventDetails {
                text,
                internal: true,
                ..EventDetails::default()
            };
            let assignment = self.assignments.last_mut()?;
            (assignment.handed_at, assignment.carrier, assignment.tracking_number) = (None, None, None);
            self.produce(who, Some(HandedToDelivery), Ready, say)?;
            self.hand_over()?;
        }
        if self.delivery == DeliveryMethod::NationalShipping {
            self.pass(22 * 3600, 5 * 86_400)?;
        } else {
            self.pass(1_800, 20_000)?;
        }
        let who = if self.dice.permille(550) {
            Who::Customer
        } else {
            self.coordinator()
        };
        self.produce(who, Some(HandedToDelivery), Completed, EventDetails::default())
    }

    fn hand_over(&mut self) -> Option<()> {
        self.pass_to_work(3 * 3600, 60 * 3600)?;
        let national = self.delivery == DeliveryMethod::NationalShipping;
        let carrier = *self.dice.pick(if national { COURIERS } else { RIDERS });
        let tracking = national.then(|| self.dice.digits(11));
        let say = EventDetails {
            payload: Payload::HandedOver {
                carrier: Some(carrier.to_owned()),
                tracking_number: tracking.clone(),
                tracking_url: None,
            },
            ..EventDetails::default()
        };
        let assignment = self.assignments.last_mut()?;
        (assignment.carrier, assignment.tracking_number) = (Some(carrier), tracking);
        self.produce_by_maker(Some(Ready), HandedToDelivery, say)
    }

    /// A11, or A12 from production on: the order goes no further, its assignment with it.
    pub fn cancel_assignment(&mut self, who: Who, reason: Option<&str>, share: Option<i64>) -> Option<()> {
        let Some(active) = self.active() else { return Some(()) };
        let from: AssignmentStatus = self.assignments[active].status.parse().ok()?;
        let actor = if from >= InProduction { who } else { Who::System };
        self.end_assignment(actor, reason, share)
    }

    /// The active assignment ends: its days are freed, its lines closed.
    pub fn end_assignment(&mut self, who: Who, reason: Option<&str>, share: Option<i64>) -> Option<()> {
        let active = self.active()?;
        let from: AssignmentStatus = self.assignments[active].status.parse().ok()?;
        let usual = if from >= Ready { 10_000 } else { 5_000 };
        let share = (from >= InProduction).then(|| share.unwrap_or(usual));
        let say = EventDetails {
            text: reason.map(shared),
            payload: Payload::AssignmentEnded {
                share: share.and_then(|share| share.try_into().ok()),
                given_back_by: None,
            },
            ..EventDetails::default()
        };
        self.produce(who, Some(from), Cancelled, say)?;
        let assignment = &mut self.assignments[active];
        assignment.reason_text = reason.map(shared);
        assignment.cancel_share_basis_points = share;
        self.owe_cancellation(who, from, share, reason);
        Some(())
    }

    fn produce_by_maker(&mut self, from: Option<AssignmentStatus>, to: AssignmentStatus, say: EventDetails) -> Option<()> {
        let who = self.maker();
        self.produce(who, from, to, say)
    }

    fn free_bookings(&mut self) {
        let at = self.at;
        for booking in self.bookings.iter_mut().filter(|booking| booking.state == "HELD") {
            (booking.state, booking.freed_at) = ("FREED", Some(at));
        }
    }

    /// Who reports on production: mostly the workshop.
    fn maker(&mut self) -> Who {
        match self.workshop {
            Some(at) if self.dice.permille(720) => Who::Workshop(at),
            _ => self.coordinator(),
        }
    }

    pub fn admin(&mut self) -> Who {
        Who::Staff(Staff::admin(&mut self.dice))
    }

    pub fn coordinator(&mut self) -> Who {
        Who::Staff(Staff::coordinator(&mut self.dice))
    }
}

/// What a status is to the policies.
const fn moment(to: AssignmentStatus) -> Option<Moment> {
    match to {
        Accepted => Some(Moment::Accepted),
        Ready => Some(Moment::Ready),
        HandedToDelivery => Some(Moment::Handed),
        Completed => Some(Moment::Completed),
        _ => None,
    }
}
