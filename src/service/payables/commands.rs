//! What is asked about the money of workshops: to pay it, to hold it back, to undo a payment.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{PayableId, PayablePaymentId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};

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
    /// When and in which currency it left.
    #[serde(default, skip_serializing_if = "Sent::is_usual")]
    pub sent: Sent,
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

/// How a transfer left the bank. Nothing said: today, and in the currency of the lines.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The day it left the bank; today by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The currency that left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What left in it; by the rate unless said, and then what it comes to by the rate has to be the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Bolívares for a dollar, where that is not the currency of the lines; the day's by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// The rate is right although it is far from the day's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rate_confirmed: bool,
}

impl Sent {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
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
