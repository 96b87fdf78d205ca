//! What a command answers: what was done. It is stored with the operation, so that asking twice does it once.

use serde::{Deserialize, Serialize};

use super::error::NoLongerFit;
use crate::domain::Time;
use crate::domain::bank::credit::ChainState;
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::ids::{BankImportId, OperationId, OrderId, PayableId, RefundId, RunId, SettlementId, SubmissionId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::signal::Signal;
use crate::domain::text::Safe;

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

    /// The row of master data it was about; none for a command about an order, a payable or holidays.
    pub const fn row(&self) -> Option<&MasterRow> {
        match &self.outcome {
            Outcome::Kept(row) => Some(row),
            _ => None,
        }
    }

    /// What became of the row it was about; one of no row changed something.
    pub fn kept(&self) -> Kept {
        match &self.outcome {
            Outcome::Kept(row) => row.kept,
            Outcome::Holidays { added, .. } if added.is_empty() => Kept::Unchanged,
            Outcome::Holidays { .. } => Kept::Added,
            _ => Kept::Changed,
        }
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

/// What became of something that was put there, whether it was there before or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    Added,
    Changed,
    /// It was so already; nothing was written.
    Unchanged,
}

/// A row of master data as a command left it. What else it holds is read by its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MasterRow {
    pub kept: Kept,
    pub id: uuid::Uuid,
    /// What people call it: a SKU, an alias, a login, the name of a workshop.
    pub name: Safe,
    /// What stays booked although it no longer fits.
    #[serde(default)]
    pub no_longer_fits: Vec<NoLongerFit>,
}

pub use crate::db::workshops::capacity::HolidayView;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    pub import: BankImportId,
    pub account: Safe,
    pub profile: String,
    /// Lines that were not known yet, and those that were.
    pub added: u32,
    pub known: u32,
    pub refused: u32,
    /// Credits that were attested and turned out to be lines of it.
    pub reconciled: u32,
    /// Lines whose id the bank gave before, to another amount or day; they were left as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<i64>,
    /// Orders that were paid with money that the bank takes back in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<String>,
    pub first_day: Option<chrono::NaiveDate>,
    pub last_day: Option<chrono::NaiveDate>,
    pub came: Money,
    pub left: Money,
    pub opening: Option<Money>,
    pub closing: Option<Money>,
    pub chain: ChainState,
    /// The last day that an earlier import reaches, where this one begins later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_since: Option<chrono::NaiveDate>,
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
        /// Where the customer may pay, the first first.
        #[serde(default)]
        accounts: Vec<OfferedAccount>,
    },
    Reported {
        submission: SubmissionId,
        signals: Vec<Signal>,
        /// What the order owes by the quote that was made anew with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        requoted: Option<Money>,
    },
    Claimed {
        until: Time,
    },
    /// Credited in all, and what is over; in bolívares.
    Confirmed {
        credited: Money,
        surplus: Money,
    },
    /// A payment that the order did not need: what it counts for, and the surplus there is now; in bolívares.
    SurplusRecorded {
        submission: SubmissionId,
        credited: Money,
        surplus: Money,
    },
    /// Bolívares of the surplus of another order became a proof of this one.
    SurplusCredited {
        submission: SubmissionId,
        amount: Money,
        from: String,
    },
    /// A verdict was taken back, by its edge; theirs again until then.
    Undone {
        verdict: String,
        until: Time,
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
    /// A payment of a refund was taken back: what stays paid, and what is left to pay again.
    RefundReversed {
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
        /// What left, where that was another currency, and the bolívares for a dollar.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sent: Option<Money>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rate: Option<rust_decimal::Decimal>,
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
    /// A payment run, or lines of it: how many the command was about, and what they come to.
    Run {
        run: RunId,
        number: i64,
        lines: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        total: Option<Money>,
    },
    /// A statement came in.
    Imported(Box<Imported>),
    /// One row of master data was added, changed, or was so already.
    Kept(MasterRow),
    Holidays {
        added: Vec<HolidayView>,
        /// There already, whatever their name.
        known: Vec<HolidayView>,
        no_longer_fits: Vec<NoLongerFit>,
    },
}

impl Outcome {
    /// A row of master data that leaves nobody out.
    pub(in crate::service) fn kept(kept: Kept, id: uuid::Uuid, name: &str) -> Self {
        Self::kept_with(kept, id, name, Vec::new())
    }

    pub(in crate::service) fn kept_with(kept: Kept, id: uuid::Uuid, name: &str, no_longer_fits: Vec<NoLongerFit>) -> Self {
        Self::Kept(MasterRow {
            kept,
            id,
            name: Safe::new(name),
            no_longer_fits,
        })
    }
}
