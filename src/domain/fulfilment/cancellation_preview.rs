//! What ending an assignment early does to its workshop's days and money, as facts to show before it is done.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::text::Safe;

/// The end of an order's active assignment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssignmentEnd {
    pub status: AssignmentStatus,
    pub workshop: Option<Safe>,
    /// Days of the workshop that would be free again.
    pub days: Vec<HeldDay>,
    /// Of the agreed cost still owed, in basis points; none before production.
    pub share: Option<u32>,
    /// What was agreed, and how much of it was paid.
    pub cost: Option<Money>,
    pub paid: Option<Money>,
    /// What would no longer be owed, what a new line would keep for the workshop, and what it would give back.
    pub voided: Option<Money>,
    pub fee: Option<Money>,
    pub clawback: Option<Money>,
}

/// Units held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HeldDay {
    pub day: NaiveDate,
    pub units: u32,
}
