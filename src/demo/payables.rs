//! What the workshop is owed for an order and what it was paid, by its policy (domain.md §4).

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use uuid::Uuid;

use super::calendar::{self, business_days_after};
use super::rows::{PayablePaymentRow, PayableRow, Word};
use super::shop::{Ledger, pay_day, settlement_reference, shared};
use super::story::Story;
use crate::domain::Time;
use crate::domain::assignment::AssignmentStatus;
use crate::domain::money::{Currency, Money};

impl Story<'_> {
    /// The lines that a status makes due. A status reached again makes none again.
    pub fn payables_on(&mut self, to: AssignmentStatus) {
        let Some(assignment) = self.assignments.last() else { return };
        let (Some(cost), Some(policy)) = (assignment.agreed_cost, assignment.policy) else {
            return;
        };
        let today = calendar::day(self.at);
        let basis_points = u32::try_from(assignment.deposit_basis_points.unwrap_or(5000)).unwrap_or(5000);
        let deposit = cost.basis_points(basis_points).unwrap_or(cost);
        let delivered = match to {
            AssignmentStatus::HandedToDelivery => true,
            AssignmentStatus::Completed => assignment.handed_at.is_none(),
            _ => false,
        };
        let line = match (policy, to) {
            ("PREPAID", AssignmentStatus::Accepted) => Some(("FULL", cost, business_days_after(today, 1))),
            ("DEPOSIT_BALANCE", AssignmentStatus::Accepted) => Some(("DEPOSIT", deposit, business_days_after(today, 1))),
            ("DEPOSIT_BALANCE", AssignmentStatus::Ready) => Some(("BALANCE", cost.less(deposit), business_days_after(today, 2))),
            ("ON_READY", AssignmentStatus::Ready) | ("ON_DELIVERY", AssignmentStatus::Completed) => {
                Some(("FULL", cost, business_days_after(today, 2)))
            }
            ("WEEKLY_CUT" | "BIWEEKLY_CUT" | "MONTHLY_CUT", _) if delivered => {
                Some(("FULL", cost, cut(policy, today) + TimeDelta::days(3)))
            }
            _ => None,
        };
        if let Some((kind, amount, due_on)) = line {
            self.owe(kind, amount, due_on, None);
        }
    }

    /// A line of the latest assignment, unless it has one of this kind.
    fn owe(&mut self, kind: Word, amount: Money, due_on: NaiveDate, reason: Option<&str>) {
        let Some(assignment) = self.assignments.last() else { return };
        let known = |row: &PayableRow| row.assignment_id == assignment.id && row.kind == kind;
        let (Some(workshop_id), Some(policy), false) = (assignment.workshop_id, assignment.policy, self.payables.iter().any(known)) else {
            return;
        };
        let row = PayableRow {
            id: self.ids.next(),
            assignment_id: assignment.id,
            order_id: self.order.id,
            workshop_id,
            kind,
            policy,
            amount,
            currency: "USD",
            status: "SCHEDULED",
            due_on,
            reason: reason.map(shared),
            created_at: self.at,
        };
        // Now and then one is overlooked; a deposit never is, since the workshop waits for it.
        let paid = kind == "DEPOSIT" || (amount.is_positive() && !self.dice.permille(12));
        self.pay_days.push(paid.then(|| pay_day(due_on)));
        self.payables.push(row);
    }

    /// Some workshops begin when their deposit has arrived.
    pub fn wait_for_deposit(&mut self) -> Option<()> {
        let demands = self.workshop.is_some_and(|at| self.shop.workshops.list[at].demands_deposit);
        let last = self.assignments.last()?.id;
        let deposit = self
            .payables
            .iter()
            .position(|row| row.kind == "DEPOSIT" && row.assignment_id == last);
        if let (true, Some(at)) = (demands, deposit) {
            let arrived = self.pay_days[at]? + TimeDelta::minutes(30);
            self.at = self.at.max(arrived);
        }
        (self.at <= self.shop.until).then_some(())
    }

    /// The assignment ends at `from`: what is unpaid is void, and from production on the share is kept.
    pub fn cancel_payables(&mut self, from: AssignmentStatus, share: Option<i64>) {
        let Some(assignment) = self.assignments.last() else { return };
        let (Some(cost), id) = (assignment.agreed_cost, assignment.id) else {
            return;
        };
        let mut paid = 0;
        for (row, day) in self
            .payables
            .iter_mut()
            .zip(&mut self.pay_days)
            .filter(|(row, _)| row.assignment_id == id)
        {
            if day.is_some_and(|day| day <= self.at) {
                paid += row.amount.minor();
            } else {
                (row.status, *day) = ("VOIDED", None);
            }
        }
        let points = u32::try_from(share.unwrap_or(0)).unwrap_or(0);
        let owed = if from >= AssignmentStatus::InProduction {
            cost.basis_points(points).map_or(0, Money::minor)
        } else {
            0
        };
        let (kind, cents) = if owed > paid {
            ("CANCELLATION_FEE", owed - paid)
        } else {
            ("CLAWBACK", owed - paid)
        };
        if cents != 0 {
            let due = business_days_after(calendar::day(self.at), 2);
            self.owe(kind, Money::of_minor(cents, Currency::Usd), due, Some("Asignación cancelada."));
        }
    }

    /// At the story's end: what was due by then was paid on the next Friday, or is still owed.
    pub fn settle(&mut self, ledger: &mut Ledger) {
        let today = calendar::day(self.shop.until);
        for at in 0..self.payables.len() {
            let (row, day) = (&self.payables[at], self.pay_days[at]);
            if row.status == "VOIDED" {
                continue;
            }
            let status = match day {
                Some(day) if day <= self.shop.until => {
                    self.pay_line(ledger, at, day);
                    "PAID"
                }
                _ if row.due_on > today => "SCHEDULED",
                _ if row.amount.minor() > 1_000 && self.dice.permille(150) => {
                    self.pay_partly(at);
                    "PARTIALLY_PAID"
                }
                _ => "DUE",
            };
            self.payables[at].status = status;
        }
    }

    fn pay_line(&mut self, ledger: &mut Ledger, at: usize, day: Time) {
        let row = &self.payables[at];
        let (workshop_id, amount) = (row.workshop_id, row.amount);
        let Some(workshop) = self.shop.workshops.list.iter().position(|workshop| workshop.id == workshop_id) else {
            return;
        };
        let settlement = ledger.settle(workshop, day, amount);
        self.pay_workshop(at, amount, Some(settlement), settlement_reference(settlement), day);
    }

    fn pay_partly(&mut self, at: usize) {
        let amount = Money::of_minor(self.payables[at].amount.minor() * self.dice.between(3, 6) / 10, Currency::Usd);
        let reference = self.dice.digits(10);
        self.pay_workshop(at, amount, None, reference, self.shop.until - TimeDelta::hours(3));
    }

    fn pay_workshop(&mut self, at: usize, amount: Money, settlement_id: Option<Uuid>, reference: String, paid_at: Time) {
        let payment = PayablePaymentRow {
            id: self.ids.next(),
            payable_id: self.payables[at].id,
            settlement_id,
            amount,
            currency: "USD",
            method: "BANK_TRANSFER",
            reference,
            paid_by: self.shop.staff.operators[0].id,
            paid_at,
            created_at: paid_at,
        };
        self.payable_payments.push(payment);
    }
}

/// The next cut on or after a day: Sunday; the 15th or the last; the last of the month.
fn cut(policy: Word, day: NaiveDate) -> NaiveDate {
    let last = last_of_month(day);
    match policy {
        "WEEKLY_CUT" => day + TimeDelta::days((6 - i64::from(day.weekday().days_since(Weekday::Mon))) % 7),
        "BIWEEKLY_CUT" if day.day() <= 15 => day.with_day(15).unwrap_or(day),
        _ => last,
    }
}

fn last_of_month(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first + chrono::Months::new(1) - TimeDelta::days(1)
}
