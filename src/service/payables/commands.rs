//! What is asked about the money of workshops: to pay it, to hold it back, to undo a payment.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{PayableId, PayablePaymentId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;

/// One transfer to a workshop. What the workshop owes is netted by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settle {
    pub workshop: WorkshopId,
    pub lines: Vec<SettleLine>,
    /// Lines whose day has not come are paid too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub early: bool,
    /// What is transferred, as the person reads it in the bank: it has to be what the lines and the netting come to.
    pub total: Money,
    pub method: PaymentMethod,
    /// May be empty where nothing is transferred.
    pub reference: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why a reference that the workshop was paid with before is used again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats_reason: Option<String>,
}

/// A line to pay, as it was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettleLine {
    pub payable: PayableId,
    pub version: i64,
    /// All that is left, unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// A line of what is owed, the version seen, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnPayable {
    pub payable: PayableId,
    pub seen: i64,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReversePayment {
    pub what: Undone,
    pub reason: String,
}

/// What did not happen after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undone {
    Payment(PayablePaymentId),
    /// All its payments that are not undone yet.
    Settlement(SettlementId),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutPayables {
    /// Lines at most.
    pub limit: u32,
}
