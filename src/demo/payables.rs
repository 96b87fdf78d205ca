//! What the workshop is owed for an order, by the domain's own rules (domain.md §4): lines made, voided, clawed back.

use chrono::TimeDelta;
use uuid::Uuid;

use super::calendar;
use super::rows::{PayableEventRow, PayableRow, Word};
use super::settlements::pay_day;
use super::shop::shared;
use super::story::{Story, Who};
use crate::domain::Time;
use crate::domain::ids::PayableId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::cancellation::cancellation;
use crate::domain::payables::line::{Payable, PayableKind, PayableStatus};
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payables::policy_lines::{Line, Moment, lines};

/// A line and what is meant to become of it.
pub struct Owed {
    pub row: PayableRow,
    pub kind: PayableKind,
    /// When it is paid, if it is.
    pub pay: Option<Time>,
    /// Paid at once and for good: others wait for it, or its assignment has ended.
    pub plainly: bool,
}

impl Owed {
    fn is_of(&self, assignment: Uuid) -> bool {
        self.row.assignment_id == assignment
    }

    /// The line as it stands at a time of the story.
    fn at(&self, now: Time) -> Payable {
        let paid = self.pay.is_some_and(|day| day <= now);
        let status = match (self.row.status, paid) {
            ("VOIDED", _) => PayableStatus::Voided,
            (_, true) => PayableStatus::Paid,
            (_, false) => PayableStatus::Due,
        };
        Payable {
            id: PayableId::from_uuid(self.row.id),
            kind: self.kind,
            amount: self.row.amount,
            paid: if paid { self.row.amount } else { Money::zero(Currency::Usd) },
            status,
            due_on: self.row.due_on,
            cut_on: self.row.cut_on,
        }
    }
}

impl Story<'_> {
    /// The lines that a moment makes. One reached again makes none again.
    pub fn owe_at(&mut self, moment: Moment) {
        let (Some(terms), Some(assignment)) = (self.terms, self.assignments.last().map(|row| row.id)) else {
            return;
        };
        let mine = self.payables.iter().filter(|owed| owed.is_of(assignment));
        let kinds: Vec<PayableKind> = mine.map(|owed| owed.kind).collect();
        let today = calendar::day(self.at);
        for line in lines(&terms, moment, self.delivery, today, &kinds, &self.shop.holidays).unwrap_or_default() {
            self.owe(&line, None);
        }
    }

    fn owe(&mut self, line: &Line, reason: Option<&str>) {
        let Some(assignment) = self.assignments.last() else { return };
        let (Some(workshop_id), Some(policy)) = (assignment.workshop_id, assignment.policy) else {
            return;
        };
        let awaited = assignment.demands_deposit
            && match self.terms.map(|terms| terms.policy) {
                Some(PaymentPolicy::DepositBalance) => line.kind == PayableKind::Deposit,
                Some(PaymentPolicy::Prepaid) => line.kind == PayableKind::Full,
                _ => false,
            };
        let row = PayableRow {
            id: self.ids.next(),
            assignment_id: assignment.id,
            order_id: self.order.id,
            workshop_id,
            kind: line.kind.as_str(),
            policy,
            amount: line.amount,
            currency: "USD",
            status: line.status.as_str(),
            due_on: line.due_on,
            cut_on: line.cut_on,
            reason: reason.map(shared),
            version: 0,
            created_at: self.at,
        };
        let pay = match self.dice.below(1000) {
            _ if awaited => Some(calendar::at(line.due_on, chrono::NaiveTime::MIN) + TimeDelta::hours(11)),
            0..2 => None,
            2..14 => Some(pay_day(line.due_on) + TimeDelta::days(7 * self.dice.between(1, 5))),
            _ => Some(pay_day(line.due_on)),
        };
        self.payables.push(Owed {
            row,
            kind: line.kind,
            pay,
            plainly: awaited,
        });
    }

    /// Some workshops begin when their deposit has arrived.
    pub fn wait_for_deposit(&mut self) -> Option<()> {
        let last = self.assignments.last()?.id;
        let awaited = self.payables.iter().find(|owed| owed.is_of(last) && owed.plainly);
        if let Some(arrives) = awaited.and_then(|owed| owed.pay) {
            self.at = self.at.max(arrives + TimeDelta::minutes(30));
        }
        (self.at <= self.shop.until).then_some(())
    }

    /// The assignment ended at `from`: what is unpaid is void; from production on the share is kept.
    pub fn owe_cancellation(&mut self, who: Who, from: AssignmentStatus, share: Option<i64>, reason: Option<&str>) {
        let (Some(terms), Some(assignment)) = (self.terms, self.assignments.last().map(|row| row.id)) else {
            return;
        };
        if from < AssignmentStatus::Accepted {
            return;
        }
        let now = self.at;
        let mine = self.payables.iter().filter(|owed| owed.is_of(assignment));
        let there: Vec<Payable> = mine.map(|owed| owed.at(now)).collect();
        let share = share.and_then(|share| u32::try_from(share).ok()).unwrap_or(0);
        let Ok(ends) = cancellation(&terms, share, &there, calendar::day(now), &self.shop.holidays) else {
            return;
        };
        for line in &there {
            let void = ends.void.contains(&line.id);
            let Some(owed) = self.payables.iter_mut().find(|owed| owed.row.id == line.id.uuid()) else {
                continue;
            };
            owed.plainly = true;
            if void {
                (owed.row.status, owed.pay, owed.row.reason) = ("VOIDED", None, reason.map(shared));
                owed.row.version += 1;
                let id = owed.row.id;
                self.happened(id, "VOIDED", who, now, reason, Some(line.left()));
            }
        }
        for line in &ends.new {
            self.owe(line, reason);
        }
    }

    /// Adds to a line's history.
    pub fn happened(&mut self, payable: Uuid, kind: Word, who: Who, at: Time, reason: Option<&str>, amount: Option<Money>) {
        let before = self.payable_events.iter().filter(|event| event.payable_id == payable).count();
        let (actor_id, actor_name) = self.name(who);
        self.payable_events.push(PayableEventRow {
            payable_id: payable,
            seq: i64::try_from(before).unwrap_or(i64::MAX) + 1,
            at,
            kind,
            actor_role: self.role(who).as_str(),
            actor_id,
            actor_name,
            reason: reason.map(shared),
            amount,
            created_at: at,
        });
    }
}
