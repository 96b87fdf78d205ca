//! Which lines the life of an assignment makes, by the policy frozen when it was accepted (domain.md §4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::line::{PayableKind, PayableStatus};
use super::policy::{PaymentPolicy, cut_on};
use crate::domain::calendar::{Holidays, business_days_after};
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::refusal::Ruling;

/// What the workshop and Krafta agreed on; frozen from ACCEPTED on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    pub policy: PaymentPolicy,
    /// The deposit's share of the cost, where the policy has one.
    pub deposit_basis_points: u32,
    pub cost: Money,
}

/// What happened to the assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    Accepted,
    Ready,
    Handed,
    Completed,
}

/// A line to make.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Line {
    pub kind: PayableKind,
    pub amount: Money,
    pub due_on: NaiveDate,
    /// The cut it waits for.
    pub cut_on: Option<NaiveDate>,
    pub status: PayableStatus,
}

impl Line {
    /// Due on a business day, and at once to be paid.
    pub(crate) fn due(kind: PayableKind, amount: Money, day: NaiveDate, business_days: u32, holidays: &Holidays) -> Self {
        Self {
            kind,
            amount,
            due_on: business_days_after(day, business_days, holidays),
            cut_on: None,
            status: PayableStatus::Due,
        }
    }

    /// To be paid after the cut that `day` belongs to.
    fn cut(amount: Money, cut: NaiveDate, holidays: &Holidays) -> Self {
        Self {
            cut_on: Some(cut),
            status: PayableStatus::Scheduled,
            ..Self::due(PayableKind::Full, amount, cut, 3, holidays)
        }
    }
}

/// The lines that a moment on `day` (of the shop's calendar) makes, beyond those of a kind that exists. Nothing is owed by
/// a line of zero, so there is none. Over a whole life the lines are the agreed cost exactly.
pub fn lines(
    terms: &Terms,
    moment: Moment,
    delivery: DeliveryMethod,
    day: NaiveDate,
    existing: &[PayableKind],
    holidays: &Holidays,
) -> Ruling<Vec<Line>> {
    use PayableKind::{Balance, Deposit, Full};
    let cost = terms.cost;
    let deposit = cost.basis_points(terms.deposit_basis_points.min(10_000))?;
    let delivered = match delivery {
        DeliveryMethod::Pickup => Moment::Completed,
        DeliveryMethod::LocalDelivery | DeliveryMethod::NationalShipping => Moment::Handed,
    };
    let due = |kind, amount, business_days| Line::due(kind, amount, day, business_days, holidays);
    let line = match (terms.policy, moment) {
        (PaymentPolicy::Prepaid, Moment::Accepted) => Some(due(Full, cost, 1)),
        (PaymentPolicy::DepositBalance, Moment::Accepted) => Some(due(Deposit, deposit, 1)),
        (PaymentPolicy::DepositBalance, Moment::Ready) => Some(due(Balance, cost.checked_sub(deposit)?, 2)),
        (PaymentPolicy::OnReady, Moment::Ready) | (PaymentPolicy::OnDelivery, Moment::Completed) => Some(due(Full, cost, 2)),
        (policy, moment) if moment == delivered => cut_on(policy, day).map(|cut| Line::cut(cost, cut, holidays)),
        _ => None,
    };
    Ok(line
        .filter(|line| !line.amount.is_zero() && !existing.contains(&line.kind))
        .into_iter()
        .collect())
}
