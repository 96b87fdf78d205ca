//! The order's history: one event per status change, in order, with old and new values (domain.md §8, 10).
//! Events are how statuses move; replaying them gives the stored state.

mod payload;

pub use payload::{Banked, EventData, Payload};

use super::status::{AssignmentStatus, PaymentStatus};
use crate::domain::dates::Time;
use crate::domain::ids::{AssignmentId, OperatorId, RefundId, SubmissionId};
use crate::domain::names::named;

named! {
    /// Which of the two statuses an event moves, or neither.
    pub enum Lane {
        Payment = "PAYMENT",
        Production = "PRODUCTION",
        Note = "NOTE",
    }
}

/// The move an event records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Payment {
        from: Option<PaymentStatus>,
        to: PaymentStatus,
    },
    Production {
        assignment: AssignmentId,
        from: Option<AssignmentStatus>,
        to: AssignmentStatus,
    },
    /// Nothing moves: a note, a claim taken over, a refund paid in part.
    Note,
}

impl Change {
    pub const fn lane(self) -> Lane {
        match self {
            Self::Payment { .. } => Lane::Payment,
            Self::Production { .. } => Lane::Production,
            Self::Note => Lane::Note,
        }
    }
}

/// One line of an order's history.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderEvent {
    /// 1, 2, 3 … within the order.
    pub seq: i64,
    pub at: Time,
    pub change: Change,
    /// `P6`, `A1`, or what a note is about (`NOTE`, `REFUND_PAID`, …).
    pub edge: String,
    pub actor_role: crate::domain::actor::Role,
    pub actor_id: Option<OperatorId>,
    pub actor_name: String,
    pub submission: Option<SubmissionId>,
    pub refund: Option<RefundId>,
    pub reason_code: Option<String>,
    pub text: Option<String>,
    /// Internal events are not for the customer.
    pub internal: bool,
    /// Amounts, accounts, references: facts for the sentence of the timeline.
    pub data: EventData,
}
