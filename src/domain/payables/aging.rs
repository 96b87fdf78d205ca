//! How late what is owed is, in the buckets people pay by.

use chrono::NaiveDate;
use serde::Serialize;

use super::line::{Payable, PayableStatus};
use crate::domain::money::{Currency, Money};
use crate::domain::names::named;
use crate::domain::refusal::Ruling;

named! {
    /// How many days ago a line was to be paid.
    pub enum Bucket {
        NotDue = "NOT_DUE",
        Week = "WEEK",
        Month = "MONTH",
        Older = "OLDER",
    }
}

impl Bucket {
    /// Today is not late yet; 1–7, 8–30 and more than 30 days are.
    pub fn of(due_on: NaiveDate, today: NaiveDate) -> Self {
        match (today - due_on).num_days() {
            ..=0 => Self::NotDue,
            1..=7 => Self::Week,
            8..=30 => Self::Month,
            _ => Self::Older,
        }
    }
}

/// What is owed in one currency, by how late it is; apart from it, what is held back and what the workshop owes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Aging {
    pub not_due: Money,
    pub week: Money,
    pub month: Money,
    pub older: Money,
    /// On hold: owed, but not to be paid now.
    pub held: Money,
    /// Open clawbacks, as a positive amount.
    pub to_net: Money,
}

impl Aging {
    pub const fn none(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self {
            not_due: zero,
            week: zero,
            month: zero,
            older: zero,
            held: zero,
            to_net: zero,
        }
    }

    /// The lines of one currency.
    pub fn of<'a>(currency: Currency, lines: impl IntoIterator<Item = &'a Payable>, today: NaiveDate) -> Ruling<Self> {
        let mut aging = Self::none(currency);
        for line in lines.into_iter().filter(|line| !line.status.is_over()) {
            aging.add(line.left(), line.status, line.due_on, today)?;
        }
        Ok(aging)
    }

    /// Counts what is left of a line.
    pub fn add(&mut self, left: Money, status: PayableStatus, due_on: NaiveDate, today: NaiveDate) -> Ruling<()> {
        let (sum, amount) = match (status, Bucket::of(due_on, today)) {
            (_, _) if left.is_negative() => (&mut self.to_net, -left),
            (PayableStatus::OnHold, _) => (&mut self.held, left),
            (_, Bucket::NotDue) => (&mut self.not_due, left),
            (_, Bucket::Week) => (&mut self.week, left),
            (_, Bucket::Month) => (&mut self.month, left),
            (_, Bucket::Older) => (&mut self.older, left),
        };
        *sum = sum.checked_add(amount)?;
        Ok(())
    }

    /// All that Krafta owes, what is held back included, clawbacks not taken off.
    pub fn owed(&self) -> Ruling<Money> {
        self.overdue()?.checked_add(self.not_due)?.checked_add(self.held)
    }

    pub fn overdue(&self) -> Ruling<Money> {
        self.week.checked_add(self.month)?.checked_add(self.older)
    }
}
