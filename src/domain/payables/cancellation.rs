//! What becomes of the lines of an assignment that is cancelled: one formula for every state (domain.md §4).

use chrono::NaiveDate;
use serde::Serialize;

use super::line::{Payable, PayableKind};
use super::policy_lines::{Line, Terms};
use crate::domain::calendar::Holidays;
use crate::domain::ids::PayableId;
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::Ruling;

/// What is closed and what is made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cancellation {
    /// Lines whose unpaid rest is not owed any more; what was paid of them stays paid.
    pub void: Vec<PayableId>,
    pub new: Vec<Line>,
    /// What the workshop keeps in the end: the share of the agreed cost.
    pub owed: Money,
    pub paid: Money,
}

/// The share owed when nobody says another: half of it, and all once the product is ready.
pub const fn usual_share(from: AssignmentStatus) -> u32 {
    match from {
        AssignmentStatus::Ready | AssignmentStatus::HandedToDelivery => 10_000,
        _ => 5_000,
    }
}

/// What the workshop still gets of `share` basis points of the cost when `paid` was paid: positive a fee, negative what it
/// gives back.
pub fn still_owed(cost: Money, share: u32, paid: Money) -> Ruling<Money> {
    cost.basis_points(share.min(10_000))?.checked_sub(paid)
}

/// The workshop keeps `share` basis points of the agreed cost: the rest of every line is void; what was paid less than the
/// share becomes a fee, what was paid more is clawed back. Adjustments stand by themselves. Running it again makes nothing.
pub fn cancellation(terms: &Terms, share: u32, lines: &[Payable], day: NaiveDate, holidays: &Holidays) -> Ruling<Cancellation> {
    let ended = |line: &Payable| matches!(line.kind, PayableKind::CancellationFee | PayableKind::Clawback);
    let ours = || lines.iter().filter(|line| line.kind != PayableKind::Adjustment && !ended(line));
    let paid = Money::sum(terms.cost.currency(), ours().map(|line| line.paid))?;
    let missing = still_owed(terms.cost, share, paid)?;
    let kind = if missing.is_positive() {
        PayableKind::CancellationFee
    } else {
        PayableKind::Clawback
    };
    let new = (!missing.is_zero() && !lines.iter().any(ended)).then(|| Line::due(kind, missing, day, 2, holidays));
    Ok(Cancellation {
        void: ours().filter(|line| !line.status.is_over()).map(|line| line.id).collect(),
        new: new.into_iter().collect(),
        owed: paid.checked_add(missing)?,
        paid,
    })
}
