//! What Krafta owes a workshop for an assignment, in lines (domain.md §4): which lines a policy makes, what a cancellation
//! leaves of them, how a transfer is spread over them, and what a statement of them says. The service and the faces ask here.

use chrono::NaiveDate;

use crate::domain::ids::PayableId;
use crate::domain::money::Money;
use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};

named! {
    /// What a line is for. One of each kind at most for an assignment.
    pub enum PayableKind {
        Full = "FULL",
        Deposit = "DEPOSIT",
        Balance = "BALANCE",
        CancellationFee = "CANCELLATION_FEE",
        /// Negative: the workshop owes it to Krafta.
        Clawback = "CLAWBACK",
        Adjustment = "ADJUSTMENT",
    }
}

named! {
    /// Where a line stands. Overdue is derived: see [`Payable::is_overdue`].
    pub enum PayableStatus {
        Scheduled = "SCHEDULED",
        Due = "DUE",
        PartiallyPaid = "PARTIALLY_PAID",
        Paid = "PAID",
        OnHold = "ON_HOLD",
        Voided = "VOIDED",
    }
}

impl PayableStatus {
    /// A payment may be made.
    pub const fn takes_payments(self) -> bool {
        matches!(self, Self::Scheduled | Self::Due | Self::PartiallyPaid)
    }

    /// Nothing is owed any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Paid | Self::Voided)
    }
}

named! {
    /// When what is left of a line is paid.
    pub enum Readiness {
        /// Its day has come.
        Now = "NOW",
        NotDue = "NOT_DUE",
        /// Its cut has not come.
        NotCut = "NOT_CUT",
        Held = "HELD",
        /// The workshop owes it: the next transfer is lessened by it.
        ToNet = "TO_NET",
        /// Nothing is left.
        Over = "OVER",
    }
}

/// Until a row is held against a day.
impl Default for Readiness {
    fn default() -> Self {
        Self::Over
    }
}

/// A line with what was paid of it.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Payable {
    pub id: PayableId,
    pub kind: PayableKind,
    /// Negative for a clawback.
    pub amount: Money,
    pub paid: Money,
    pub status: PayableStatus,
    pub due_on: NaiveDate,
    /// The cut it waits for; none for the policies without one.
    pub cut_on: Option<NaiveDate>,
}

impl Payable {
    /// What is left to pay, with the amount's sign; nothing of a voided line.
    pub const fn left(&self) -> Money {
        match self.status {
            PayableStatus::Voided => Money::zero(self.amount.currency()),
            _ => self.amount.less(self.paid),
        }
    }

    /// Late: something is to be paid, and its day is over.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.status.takes_payments() && self.left().is_positive() && self.due_on < today
    }

    /// When what is left is paid.
    pub fn readiness(&self, today: NaiveDate) -> Readiness {
        match self.status {
            PayableStatus::Paid | PayableStatus::Voided => Readiness::Over,
            PayableStatus::OnHold => Readiness::Held,
            _ if self.left().is_negative() => Readiness::ToNet,
            _ if self.due_on <= today => Readiness::Now,
            PayableStatus::Scheduled => Readiness::NotCut,
            PayableStatus::Due | PayableStatus::PartiallyPaid => Readiness::NotDue,
        }
    }

    /// Where the line stands when `paid` of it is paid and nobody holds it back.
    pub fn standing(&self, paid: Money, today: NaiveDate) -> PayableStatus {
        if paid == self.amount {
            PayableStatus::Paid
        } else if !paid.is_zero() {
            PayableStatus::PartiallyPaid
        } else if self.cut_on.is_some_and(|cut| today <= cut) {
            PayableStatus::Scheduled
        } else {
            PayableStatus::Due
        }
    }

    /// Refused unless the line takes a payment: `payable-held`, `payable-not-open`.
    pub fn require_open(&self) -> Ruling<()> {
        match self.status {
            status if status.takes_payments() => Ok(()),
            PayableStatus::OnHold => Err(Refusal::new(Code::PayableHeld)),
            status => Err(Refusal::new(Code::PayableNotOpen).with("status", Arg::Message(format!("payable-{status}")))),
        }
    }
}

#[cfg(test)]
mod tests;
