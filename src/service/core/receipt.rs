//! What a command answers: what was done. It is stored with the operation, so that asking twice does it once.

use serde::{Deserialize, Serialize};

use crate::domain::Time;
use crate::domain::ids::{OperationId, OrderId, PayableId, RefundId, SettlementId, SubmissionId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::signal::Signal;

/// The acknowledgement of a command that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub operation: OperationId,
    pub command: String,
    /// The order it was about; none where it was about a workshop.
    #[serde(flatten)]
    pub on: Option<OrderState>,
    /// The numbers of the events it made.
    pub events: Vec<i64>,
    pub at: Time,
    pub outcome: Outcome,
    /// It was done before, by the same operation id; nothing changed now.
    #[serde(default)]
    pub repeated: bool,
}

impl Receipt {
    /// The order's number; nothing where it was about no order.
    pub fn number(&self) -> &str {
        self.on.as_ref().map_or("", |on| &on.number)
    }

    pub fn is_on(&self, order: OrderId) -> bool {
        self.on.as_ref().is_some_and(|on| on.order_id == order)
    }
}

/// An order as a command left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderState {
    pub order_id: OrderId,
    /// `KRFT-XXXXXX`.
    #[serde(rename = "order")]
    pub number: String,
    pub version: i64,
    pub payment: PaymentStatus,
    pub production: Option<AssignmentStatus>,
}

/// What was made, beyond the move itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    Done,
    Placed {
        total: Money,
        shipping: Money,
        due: Money,
        rate: rust_decimal::Decimal,
        expires_at: Time,
    },
    Reported {
        submission: SubmissionId,
        signals: Vec<Signal>,
    },
    Claimed {
        until: Time,
    },
    /// Credited in all, and what is over; in bolívares.
    Confirmed {
        credited: Money,
        surplus: Money,
    },
    /// Kept so far, what is missing, and the new quote's end.
    PartlyPaid {
        credited: Money,
        missing: Money,
        expires_at: Time,
    },
    RefundDue {
        refund: RefundId,
        amount: Money,
    },
    RefundPaid {
        refund: RefundId,
        paid: Money,
        left: Money,
    },
    /// The workshop of an assignment, or none that fits; and how many do.
    Chosen {
        workshop: Option<WorkshopId>,
        candidates: u32,
    },
    /// What was offered, for when, and until when it is to be answered.
    Notified {
        workshop: String,
        cost: Money,
        ready_on: chrono::NaiveDate,
        respond_by: Time,
    },
    /// Agreed: the cost, and the day promised.
    Accepted {
        cost: Money,
        ready_on: chrono::NaiveDate,
    },
    /// Transferred, and taken off for what the workshop owed.
    Settled {
        settlement: SettlementId,
        transfer: Money,
        netted: Money,
        lines: u32,
    },
    /// Payments that were undone, and their sum.
    Reversed {
        payments: u32,
        amount: Money,
    },
    /// Lines that fell due.
    Cut {
        lines: u32,
        payables: Vec<PayableId>,
    },
}
