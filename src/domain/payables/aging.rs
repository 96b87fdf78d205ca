//! How late what is owed is, in the buckets people pay by.

use chrono::NaiveDate;
use serde::Serialize;

use super::line::{Payable, PayableStatus, Readiness};
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
    /// Of `to_net`, what is not held: the next transfer is lessened by it.
    pub nettable: Money,
    /// What is owed and not held, once more by when it is paid: its day has come, has not come, its cut has not come.
    pub now: Money,
    pub later: Money,
    pub not_cut: Money,
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
            nettable: zero,
            now: zero,
            later: zero,
            not_cut: zero,
        }
    }

    /// The lines of one currency.
    pub fn of<'a>(currency: Currency, lines: impl IntoIterator<Item = &'a Payable>, today: NaiveDate) -> Ruling<Self> {
        let mut aging = Self::none(currency);
        for line in lines.into_iter().filter(|line| !line.status.is_over()) {
            aging.add(line, today)?;
        }
        Ok(aging)
    }

    /// Counts what is left of a line.
    fn add(&mut self, line: &Payable, today: NaiveDate) -> Ruling<()> {
        let left = line.left();
        let (sum, amount) = match (line.status, Bucket::of(line.due_on, today)) {
            (_, _) if left.is_negative() => (&mut self.to_net, -left),
            (PayableStatus::OnHold, _) => (&mut self.held, left),
            (_, Bucket::NotDue) => (&mut self.not_due, left),
            (_, Bucket::Week) => (&mut self.week, left),
            (_, Bucket::Month) => (&mut self.month, left),
            (_, Bucket::Older) => (&mut self.older, left),
        };
        *sum = sum.checked_add(amount)?;
        let paid_when = match line.readiness(today) {
            Readiness::Now => &mut self.now,
            Readiness::NotDue => &mut self.later,
            Readiness::NotCut => &mut self.not_cut,
            Readiness::ToNet => &mut self.nettable,
            Readiness::Held | Readiness::Over => return Ok(()),
        };
        *paid_when = paid_when.checked_add(amount)?;
        Ok(())
    }

    /// What would be transferred now: what is to be paid, less what the workshop owes.
    pub fn transfer(&self) -> Ruling<Money> {
        Ok(self.now.less(self.now.min(self.nettable)?))
    }

    /// All that Krafta owes, what is held back included, clawbacks not taken off.
    pub fn owed(&self) -> Ruling<Money> {
        self.overdue()?.checked_add(self.not_due)?.checked_add(self.held)
    }

    pub fn overdue(&self) -> Ruling<Money> {
        self.week.checked_add(self.month)?.checked_add(self.older)
    }
}
