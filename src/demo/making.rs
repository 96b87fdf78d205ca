//! A1–A13: a workshop is found and makes the order.

use chrono::TimeDelta;
use serde_json::json;

use super::accounts::Staff;
use super::calendar;
use super::rows::{AssignmentRow, BookingRow, ExclusionRow, RankingRow, Word};
use super::shop::{Ledger, shared};
use super::story::{Say, Story, Who};
use crate::domain::assignment::{self, AssignmentStatus};
use crate::domain::event::Lane;
use crate::domain::shipping::DeliveryMethod;

use AssignmentStatus::{Accepted, Cancelled, Completed, HandedToDelivery, InProduction, Notified, PendingAssignment, Ready, Rejected};

/// Couriers of parcels.
const COURIERS: &[&str] = &["MRW", "Zoom", "Tealca", "Domesa", "Liberty Express"];
/// Who carries what stays in town.
const RIDERS: &[&str] = &[
    "Motorizado Eleazar",
    "Motorizado Keiber",
    "Bicimensajería Turpial",
    "Camioneta de la tienda",
];
/// Why a workshop says no.
const REFUSALS: &[(u32, (Word, &str))] = &[
    (34, ("NO_CAPACITY", "Semana llena.")),
    (18, ("NO_MATERIAL", "No llegó la tela.")),
    (12, ("DEADLINE", "No da tiempo para esa fecha.")),
    (12, ("MACHINE_DOWN", "La plancha está en reparación.")),
    (10, ("CANNOT_PRODUCE", "No trabajamos esa técnica.")),
    (14, ("NO_ANSWER", "")),
];
/// Candidates older than this were cleared away.
const KEPT_DAYS: i64 = 14;

impl Story<'_> {
    /// The active assignment, if there is one.
    pub fn active(&self) -> Option<usize> {
        let last = self.assignments.len().checked_sub(1)?;
        let ended = matches!(self.assignments[last].status, "REJECTED" | "CANCELLED");
        (!ended).then_some(last)
    }

    /// A1, unless an assignment is active: the best workshop that fits, or none with the cause.
    pub fn open_assignment(&mut self, excluded: &[usize]) -> Option<()> {
        if self.active().is_some() {
            return Some(());
        }
        let fitting = self.shop.workshops.fitting(&self.wanted(excluded));
        let chosen = (!fitting.is_empty()).then(|| {
            // Whoever is ranked first depends on cost and free days; here on chance, with a head start for those nearby.
            fitting[self.dice.below(u32::try_from(fitting.len()).unwrap_or(1)) as usize]
        });
        let id = self.ids.next();
        let all = self.shop.workshops.list.len();
        self.assignments.push(AssignmentRow {
            id,
            order_id: self.order.id,
            attempt: i64::try_from(self.assignments.len()).ok()? + 1,
            status: "PENDING_ASSIGNMENT",
            workshop_id: chosen.map(|at| self.shop.workshops.list[at].id),
            cause: chosen.is_none().then_some("NO_CANDIDATE"),
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
            event_seq: 0,
            version: 0,
            created_at: self.at,
        });
        self.workshop = chosen;
        self.keep_candidates(&fitting, chosen);
        let data = json!({ "fitting": fitting.len(), "of": all }).to_string();
        self.produce(Who::System, None, PendingAssignment, Say { data, ..Say::default() })
    }

    /// The first three of those that fit, the chosen one first.
    fn keep_candidates(&mut self, fitting: &[usize], chosen: Option<usize>) {
        if (self.shop.until - self.at).num_days() >= KEPT_DAYS {
            return;
        }
        let Some(assignment_id) = self.assignments.last().map(|assignment| assignment.id) else {
            return;
        };
        let others = fitting.iter().copied().filter(|at| Some(*at) != chosen);
        let ranked: Vec<usize> = chosen.into_iter().chain(others).take(3).collect();
        let fitting = (1_u32..).zip(ranked).map(|(rank, at)| {
            let ready = calendar::business_days_after(calendar::day(self.at), 2 + rank);
            json!({ "workshop": self.shop.workshops.list[at].id, "cost": self.shop.workshops.cost(at, &self.goods), "ready_on": ready })
        });
        let ranking = json!({ "fitting": fitting.collect::<Vec<_>>() }).to_string();
        self.rankings.push(RankingRow {
            assignment_id,
            seq: 1,
            at: self.at,
            ranking,
            created_at: self.at,
        });
    }

    /// Walks an edge of the active assignment, as the trigger of the database would.
    pub fn produce(&mut self, who: Who, from: Option<AssignmentStatus>, to: AssignmentStatus, mut say: Say) -> Option<()> {
        let edge = assignment::edge(from, to)?;
        debug_assert!(
            edge.who.iter().any(|party| party.role == self.role(who)),
            "{} by {who:?}",
            edge.code
        );
        let last = self.assignments.last()?;
        say.assignment = Some(last.id);
        let (from, word) = (from.map(AssignmentStatus::as_str), to.as_str());
        self.event(who, Lane::Production, edge.code.as_str(), from, Some(word), say);
        let (seq, at) = (self.order.event_seq, self.at);
        let assignment = self.assignments.last_mut()?;
        (assignment.status, assignment.event_seq) = (word, seq);
        assignment.version += 1;
        match to {
            Notified => assignment.notified_at = Some(at),
            Accepted => assignment.accepted_at = assignment.accepted_at.or(Some(at)),
            InProduction => assignment.started_at = assignment.started_at.or(Some(at)),
            Ready => assignment.ready_at = assignment.ready_at.or(Some(at)),
            HandedToDelivery => assignment.handed_at = Some(at),
            Completed => assignment.completed_at = Some(at),
            Cancelled | Rejected => assignment.closed_at = Some(at),
            PendingAssignment => {}
        }
        let shown = to.is_active();
        self.order.production_status = shown.then_some(word);
        self.order.workshop_id = assignment.workshop_id.filter(|_| shown);
        self.payables_on(to);
        Some(())
    }

    /// A3: the workshop is told, and its day is booked.
    pub fn notify(&mut self, ledger: &mut Ledger) -> Option<()> {
        let workshop = self.workshop?;
        if self.dice.permille(780) {
            self.pass(2, 40)?;
        } else {
            self.pass_to_work(600, 9_000)?;
        }
        let who = if self.dice.permille(850) { Who::System } else { self.coordinator() };
        let day = calendar::business_days_after(calendar::day(self.at), 1 + self.dice.below(3));
        let units = self.goods.iter().map(|(_, quantity)| i64::from(*quantity)).sum();
        let booking = BookingRow {
            id: self.ids.next(),
            assignment_id: self.assignments.last()?.id,
            workshop_id: self.shop.workshops.list[workshop].id,
            day,
            units,
            state: "HELD",
            freed_at: None,
            created_at: self.at,
        };
        self.bookings.push(booking);
        ledger.hold(workshop, day, units);
        self.assignments.last_mut()?.respond_by = Some(self.at + TimeDelta::hours(24));
        let data = json!({ "workshop": &*self.shop.workshops.list[workshop].name, "day": day }).to_string();
        self.produce(who, Some(PendingAssignment), Notified, Say { data, ..Say::default() })
    }

    /// A5, and A1 again with somebody else.
    pub fn refuse(&mut self, excluded: &mut Vec<usize>) -> Option<()> {
        let workshop = self.workshop?;
        let (code, text) = *self.dice.weigh(REFUSALS);
        let who = if code == "NO_ANSWER" {
            self.pass(24 * 3600, 24 * 3600 + 900)?;
            Who::System
        } else {
            self.pass_to_work(900, 30_000)?;
            Who::Workshop(workshop)
        };
        let text = (!text.is_empty()).then(|| shared(text));
        let say = Say {
            reason_code: Some(code),
            text: text.clone(),
            ..Say::default()
        };
        self.produce(who, Some(Notified), Rejected, say)?;
        self.free_bookings();
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
        excluded.push(workshop);
        self.open_assignment(excluded)
    }

    /// A4: cost and policy are frozen.
    pub fn accept(&mut self) -> Option<()> {
        self.pass_to_work(900, 40_000)?;
        let at = self.workshop?;
        let workshop = &self.shop.workshops.list[at];
        let cost = self.shop.workshops.cost(at, &self.goods);
        let ready = calendar::business_days_after(calendar::day(self.at), 3 + self.dice.below(5));
        let assignment = self.assignments.last_mut()?;
        assignment.agreed_cost = Some(cost);
        assignment.policy = Some(workshop.policy);
        assignment.deposit_basis_points = (workshop.policy == "DEPOSIT_BALANCE").then_some(i64::from(workshop.deposit_basis_points));
        assignment.promised_ready_on = Some(ready);
        let (who, text) = if self.dice.permille(740) {
            (Who::Workshop(at), None)
        } else {
            (self.coordinator(), Some(shared("Confirmó por teléfono.")))
        };
        let data = json!({ "cost": cost, "policy": workshop.policy, "ready_on": ready }).to_string();
        self.produce(
            who,
            Some(Notified),
            Accepted,
            Say {
                text,
                data,
                ..Say::default()
            },
        )
    }

    /// A6, A7 and, once in a while, back and again (A13).
    pub fn make(&mut self) -> Option<()> {
        self.start()?;
        self.pass_to_work(20 * 3600, 5 * 86_400)?;
        self.produce_by_maker(Some(InProduction), Ready, Say::default())?;
        if self.dice.permille(9) {
            let (who, text) = (self.admin(), Some(shared("Salió con el color cambiado.")));
            self.pass_to_work(1_800, 20_000)?;
            self.produce(who, Some(Ready), InProduction, Say { text, ..Say::default() })?;
            self.pass_to_work(20_000, 2 * 86_400)?;
            self.produce_by_maker(Some(InProduction), Ready, Say::default())?;
        }
        Some(())
    }

    /// A6, once the deposit is paid where the workshop asks for it.
    pub fn start(&mut self) -> Option<()> {
        self.wait_for_deposit()?;
        self.pass_to_work(2 * 3600, 86_400)?;
        self.produce_by_maker(Some(Accepted), InProduction, Say::default())
    }

    /// A8 and A10, or A9.
    pub fn deliver(&mut self) -> Option<()> {
        if self.delivery == DeliveryMethod::Pickup {
            self.pass_to_work(4 * 3600, 4 * 86_400)?;
            return self.produce_by_maker(Some(Ready), Completed, Say::default());
        }
        self.pass_to_work(3_600, 40 * 3600)?;
        let national = self.delivery == DeliveryMethod::NationalShipping;
        let carrier = *self.dice.pick(if national { COURIERS } else { RIDERS });
        let tracking = national.then(|| self.dice.digits(11));
        let data = json!({ "carrier": carrier, "tracking": tracking }).to_string();
        let assignment = self.assignments.last_mut()?;
        (assignment.carrier, assignment.tracking_number) = (Some(carrier), tracking);
        self.produce_by_maker(Some(Ready), HandedToDelivery, Say { data, ..Say::default() })?;
        if national {
            self.pass(22 * 3600, 5 * 86_400)?;
        } else {
            self.pass(1_800, 20_000)?;
        }
        let who = if self.dice.permille(550) {
            Who::Customer
        } else {
            self.coordinator()
        };
        self.produce(who, Some(HandedToDelivery), Completed, Say::default())
    }

    /// A11, or A12 from production on: the order goes no further, its assignment with it.
    pub fn cancel_assignment(&mut self, who: Who, reason: Option<&str>, share: Option<i64>) -> Option<()> {
        let Some(active) = self.active() else { return Some(()) };
        let from: AssignmentStatus = self.assignments[active].status.parse().ok()?;
        let late = from >= InProduction;
        let actor = if late { who } else { Who::System };
        let share = late.then(|| share.unwrap_or(if from >= Ready { 10_000 } else { 5_000 }));
        let say = Say {
            assignment: Some(self.assignments[active].id),
            text: reason.map(shared),
            data: json!({ "share": share }).to_string(),
            ..Say::default()
        };
        let edge = assignment::edge(Some(from), Cancelled)?;
        self.event(
            actor,
            Lane::Production,
            edge.code.as_str(),
            Some(from.as_str()),
            Some("CANCELLED"),
            say,
        );
        let (seq, at) = (self.order.event_seq, self.at);
        let assignment = &mut self.assignments[active];
        (assignment.status, assignment.event_seq, assignment.closed_at) = ("CANCELLED", seq, Some(at));
        assignment.version += 1;
        assignment.reason_text = reason.map(shared);
        assignment.cancel_share_basis_points = share;
        (self.order.production_status, self.order.workshop_id) = (None, None);
        self.free_bookings();
        self.cancel_payables(from, share);
        Some(())
    }

    fn produce_by_maker(&mut self, from: Option<AssignmentStatus>, to: AssignmentStatus, say: Say) -> Option<()> {
        let who = self.maker();
        self.produce(who, from, to, say)
    }

    fn free_bookings(&mut self) {
        let at = self.at;
        for booking in self.bookings.iter_mut().filter(|booking| booking.state == "HELD") {
            (booking.state, booking.freed_at) = ("FREED", Some(at));
        }
    }

    /// Who tells of production: mostly the workshop.
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
