//! One order as it happened: its rows, and the events that brought it where it is. A step that would lie after the
//! shop's present does not happen (`None`), and the story ends there.

use std::sync::Arc;

use chrono::TimeDelta;
use uuid::Uuid;

use super::calendar;
use super::payables::Owed;
use super::people::Customer;
use super::random::{Dice, Ids};
use super::rows::{
    AssignmentRow, BookingRow, EventRow, EvidenceRow, ExclusionRow, ItemRow, Json, LogRow, NotificationRow, OrderRow, PayableEventRow,
    PayablePaymentRow, QuoteRow, RankingRow, RefundPaymentRow, RefundRow, SubmissionRow, Word,
};
use super::shop::{Ledger, Shop};
use super::workshops::Workshop;
use crate::db::engine::load::record::Encoder;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::WorkshopId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::{Lane, Payload};
use crate::domain::orders::number::OrderNumber;
use crate::domain::orders::quote::{Quote, ToleranceRule};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payables::policy_lines::Terms;
use crate::domain::payments::payment_edges::{PAYMENT_EDGES, PaymentEdgeCode, PaymentEffect};
use crate::domain::text;

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Customer,
    System,
    /// By place in the staff.
    Staff(usize),
    /// By place among the workshops.
    Workshop(usize),
}

/// What an event says beyond its move.
#[derive(Default)]
pub struct EventDetails {
    pub submission: Option<Uuid>,
    pub refund: Option<Uuid>,
    pub assignment: Option<Uuid>,
    pub reason_code: Option<Word>,
    pub text: Option<Arc<str>>,
    pub internal: bool,
    pub payload: Payload,
}

pub struct Story<'s> {
    pub shop: &'s Shop,
    pub dice: Dice,
    pub ids: Ids,
    /// The story's present.
    pub at: Time,
    pub number: OrderNumber,
    pub order: OrderRow,
    pub status: PaymentStatus,
    pub customer: Customer,
    /// Where it goes, by place in the list.
    pub place: usize,
    pub delivery: DeliveryMethod,
    pub goods: Vec<(usize, u32)>,
    /// One of the newest orders, of which more is kept.
    pub newest: bool,
    /// Chosen for the latest assignment, by place in the list.
    pub workshop: Option<usize>,
    /// What the workshop was offered, and the last of the days it holds for it.
    pub terms: Option<Terms>,
    pub last_day: Option<chrono::NaiveDate>,
    pub quote: Quote,
    pub items: Vec<ItemRow>,
    pub quotes: Vec<QuoteRow>,
    pub events: Vec<EventRow>,
    pub submissions: Vec<SubmissionRow>,
    /// For each, the reference as the bank shows it.
    pub banked: Vec<String>,
    pub evidence: Vec<EvidenceRow>,
    pub logs: Vec<LogRow>,
    pub refunds: Vec<RefundRow>,
    pub refund_payments: Vec<RefundPaymentRow>,
    pub assignments: Vec<AssignmentRow>,
    pub rankings: Vec<RankingRow>,
    pub exclusions: Vec<ExclusionRow>,
    pub bookings: Vec<BookingRow>,
    pub payables: Vec<Owed>,
    pub payable_events: Vec<PayableEventRow>,
    pub payable_payments: Vec<PayablePaymentRow>,
    pub notifications: Vec<NotificationRow>,
}

impl<'s> Story<'s> {
    /// Lets time pass, in seconds. Nothing happens after the shop's present.
    pub fn pass(&mut self, from: i64, to: i64) -> Option<()> {
        let at = self.at + TimeDelta::microseconds(self.dice.between(from * 1_000_000, to * 1_000_000));
        (at <= self.shop.until).then(|| self.at = at)
    }

    /// As [`Story::pass`], on to working hours.
    pub fn pass_to_work(&mut self, from: i64, to: i64) -> Option<()> {
        let at = self.at + TimeDelta::microseconds(self.dice.between(from * 1_000_000, to * 1_000_000));
        let at = calendar::office(at, &mut self.dice);
        (at <= self.shop.until).then(|| self.at = at)
    }

    /// As [`Story::pass_to_work`]; the orders of the last days keep people from their rest, so that none of them waits over a
    /// Sunday, longer than those that are to be found waiting.
    pub fn pass_briskly(&mut self, from: i64, to: i64) -> Option<()> {
        const LAST_DAYS: TimeDelta = TimeDelta::days(5);
        if self.order.placed_at > self.shop.until - LAST_DAYS {
            return self.pass(from / 4, to / 4);
        }
        self.pass_to_work(from, to)
    }

    /// Lets time pass until some hour of a day, if it is not over; to working hours.
    pub fn pass_to_day(&mut self, day: chrono::NaiveDate) -> Option<()> {
        let hour = TimeDelta::minutes(self.dice.between(8 * 60, 15 * 60));
        let at = calendar::at(day, chrono::NaiveTime::MIN) + hour;
        if at <= self.at {
            return Some(());
        }
        (at <= self.shop.until).then(|| self.at = at)
    }

    /// Sets the time, for what must have happened so long before the shop's present.
    pub fn minutes_ago(&mut self, minutes: i64) {
        let jitter = self.dice.between(0, 59_999_999);
        self.at = self
            .at
            .max(self.shop.until - TimeDelta::minutes(minutes) - TimeDelta::microseconds(jitter));
    }

    /// Walks a payment edge, as the trigger of the database would.
    pub fn walk(&mut self, who: Who, to: PaymentStatus, say: EventDetails) -> Option<()> {
        // Of several edges of a pair the first: nothing is taken back in this history.
        let edge = PAYMENT_EDGES
            .iter()
            .find(|edge| edge.to == to && edge.from.contains(&Some(self.status)))?;
        debug_assert!(
            edge.who.iter().any(|party| party.role == self.role(who)),
            "{} by {who:?}",
            edge.code
        );
        let (from, facts) = (self.status, self.message_facts(&say));
        self.event(who, Lane::Payment, edge.code.as_str(), Some(from.as_str()), Some(to.as_str()), say);
        self.status = to;
        let order = &mut self.order;
        order.payment_status = to.as_str();
        order.on_hold = edge.has(PaymentEffect::Hold) || (order.on_hold && !edge.has(PaymentEffect::LiftHold));
        match edge.code {
            PaymentEdgeCode::P9 | PaymentEdgeCode::P18 => order.attempt += 1,
            PaymentEdgeCode::P2 => order.attempt = order.attempt.max(1),
            _ => {}
        }
        if edge.has(PaymentEffect::ClearClaim) {
            (order.claim_operator_id, order.claimed_at, order.claim_expires_at) = (None, None, None);
        }
        if edge.has(PaymentEffect::Claim) {
            self.hold(who);
        }
        self.message_payment(edge, facts);
        Some(())
    }

    /// Appends an event.
    pub fn event(&mut self, who: Who, lane: Lane, edge: Word, from: Option<Word>, to: Option<Word>, say: EventDetails) {
        let seq = self.order.event_seq + 1;
        let (actor_id, actor_name) = self.name(who);
        self.events.push(EventRow {
            order_id: self.order.id,
            seq,
            at: self.at,
            lane: lane.as_str(),
            edge,
            from_status: from,
            to_status: to,
            assignment_id: say.assignment,
            submission_id: say.submission,
            refund_id: say.refund,
            actor_role: self.role(who).as_str(),
            actor_id,
            actor_name,
            reason_code: say.reason_code,
            text: say.text,
            internal: say.internal,
            data: Json((say.payload != Payload::Nothing).then(|| text::json(&say.payload.stored()))),
            created_at: self.at,
        });
        self.order.event_seq = seq;
        self.order.version = seq;
        self.order.last_event_at = self.at;
    }

    pub fn note(&mut self, who: Who, edge: Word, say: EventDetails) {
        self.event(who, Lane::Note, edge, None, None, say);
    }

    pub fn role(&self, who: Who) -> Role {
        match who {
            Who::Customer => Role::Customer,
            Who::System => Role::System,
            Who::Staff(at) => self.shop.staff.operators[at].role,
            Who::Workshop(_) => Role::Workshop,
        }
    }

    pub fn name(&self, who: Who) -> (Option<Uuid>, Arc<str>) {
        match who {
            Who::Customer => (None, Arc::clone(&self.shop.staff.customer)),
            Who::System => (None, Arc::clone(&self.shop.staff.system)),
            Who::Staff(at) => {
                let operator = &self.shop.staff.operators[at];
                (Some(operator.id), Arc::clone(&operator.name))
            }
            Who::Workshop(at) => (self.shop.staff.of_workshop(at), Arc::clone(&self.shop.workshops.list[at].name)),
        }
    }

    /// What may still be missing.
    pub fn tolerance(&self) -> Money {
        ToleranceRule::default()
            .tolerance(self.quote.due, self.quote.rate)
            .unwrap_or(Money::zero(Currency::Ves))
    }

    /// Still owed, in bolívares.
    pub fn owed(&self) -> Money {
        self.quote.due.less(self.order.credited_amount)
    }

    pub fn workshop_of(&self, id: Uuid) -> &'s Workshop {
        let place = self.shop.workshops.place(WorkshopId::from_uuid(id));
        &self.shop.workshops.list[place.unwrap_or_default()]
    }

    /// Replaces the quote by a newer one.
    pub fn requote(&mut self, quote: Quote) {
        let seq = i64::try_from(self.quotes.len()).unwrap_or(i64::MAX) + 1;
        self.quotes.push(quote_row(self.order.id, seq, &quote));
        let order = &mut self.order;
        (order.due_amount, order.rate) = (quote.due, quote.rate);
        (order.quoted_at, order.quote_expires_at) = (quote.quoted_at, quote.expires_at);
        self.quote = quote;
    }

    /// Writes all its rows.
    pub fn write(self, encoder: &mut Encoder, ledger: &mut Ledger) {
        for booking in self.bookings.iter().filter(|booking| booking.state == "FREED") {
            if let Some(at) = self.shop.workshops.place(WorkshopId::from_uuid(booking.workshop_id)) {
                ledger.diary.free(at, booking.day, booking.offer_id, booking.units);
            }
        }
        encoder.add(&self.order);
        self.items.iter().for_each(|row| encoder.add(row));
        self.quotes.iter().for_each(|row| encoder.add(row));
        self.submissions.iter().for_each(|row| encoder.add(row));
        self.evidence.iter().for_each(|row| encoder.add(row));
        self.refunds.iter().for_each(|row| encoder.add(row));
        self.refund_payments.iter().for_each(|row| encoder.add(row));
        self.assignments.iter().for_each(|row| encoder.add(row));
        self.events.iter().for_each(|row| encoder.add(row));
        self.logs.iter().for_each(|row| encoder.add(row));
        self.rankings.iter().for_each(|row| encoder.add(row));
        self.exclusions.iter().for_each(|row| encoder.add(row));
        self.bookings.iter().for_each(|row| encoder.add(row));
        self.payables.iter().for_each(|owed| encoder.add(&owed.row));
        self.payable_events.iter().for_each(|row| encoder.add(row));
        self.payable_payments.iter().for_each(|row| encoder.add(row));
        self.notifications.iter().for_each(|row| encoder.add(row));
    }
}

pub const fn quote_row(order_id: Uuid, seq: i64, quote: &Quote) -> QuoteRow {
    QuoteRow {
        order_id,
        seq,
        total_amount: quote.total,
        currency: "USD",
        due_amount: quote.due,
        due_currency: "VES",
        rate: quote.rate,
        quoted_at: quote.quoted_at,
        expires_at: quote.expires_at,
    }
}
