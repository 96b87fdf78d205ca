//! What can be asked of an order's assignment: domain.md §3, edge by edge. All are about the order's active assignment.

use serde::{Deserialize, Serialize};

use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::status::AssignmentStatus;
use crate::service::core::command::Seen;

/// A2: a workshop chosen by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choose {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    pub workshop: WorkshopId,
    /// Needed when it is not the first of the ranking.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A3: the workshop is told and its days are booked. Another workshop than the chosen one is chosen first (A2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notify {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    /// The chosen one when absent.
    #[serde(default)]
    pub workshop: Option<WorkshopId>,
    /// Needed when it is not the first of the ranking.
    #[serde(default)]
    pub reason: Option<String>,
    /// Why it may go over the workshop's limit; marked on the booking for ever.
    #[serde(default)]
    pub over_limit: Option<String>,
}

/// A5 by the workshop, or by staff on its behalf.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refuse {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    pub reason: WorkshopRefusal,
    /// Needed with OTHER. Staff say how they know, whatever the reason.
    #[serde(default)]
    pub text: Option<String>,
}

/// A4, A6, A7: a step forward that needs at most a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forward {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    /// Staff who accept on a workshop's behalf say how they know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A8.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOver {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    /// The courier of a national shipment, or who carries a local delivery.
    #[serde(default)]
    pub carrier: Option<String>,
    /// National shipments have one.
    #[serde(default)]
    pub tracking_number: Option<String>,
    #[serde(default)]
    pub tracking_url: Option<String>,
}

/// A9, for a pickup; A10, for what was handed to delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Complete {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    /// What the customer was told when the order was ready for pickup. An admin may do without it, with a note.
    #[serde(default)]
    pub code: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A13: rework (to IN_PRODUCTION), returned (to READY), or marked by mistake (to ACCEPTED).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepBack {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    pub to: AssignmentStatus,
    pub reason: String,
}

/// A11, from production on A12: the workshop is taken off the order, which waits for another one (A1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Withdraw {
    pub order: OrderId,
    #[serde(default)]
    pub seen: Option<Seen>,
    pub reason: String,
    /// Chosen for the new assignment.
    #[serde(default)]
    pub workshop: Option<WorkshopId>,
    /// From IN_PRODUCTION on.
    #[serde(default)]
    pub overridden: bool,
    /// Share of the agreed cost still owed, in basis points, from IN_PRODUCTION on.
    #[serde(default)]
    pub share: Option<u32>,
}
