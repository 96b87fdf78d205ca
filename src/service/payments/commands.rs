//! The data of the commands about payments and refunds.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{CreditId, OrderId, RefundId, RefundPaymentId, SubmissionId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::payments::refund::{Bearer, Destination, RefundKind};
use crate::domain::payments::rejection::RejectionReason;
use crate::service::core::command::Seen;

/// A proof of payment, as its payer declares it. Texts are as typed; the service reads them (domain.md §9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// `KRFT-XXXXXX`, any case, prefix optional.
    pub order: String,
    pub method: PaymentMethod,
    /// `4512.30`, or as people type it.
    pub amount: String,
    pub currency: Currency,
    /// `2026-11-22`, or as people type it.
    pub paid_on: String,
    /// The alias of our account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_bank: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id_doc: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_email: Option<String>,
    /// The SHA-256 of a receipt already kept with [`Payments::keep_receipt`](super::Payments::keep_receipt).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Staff who report on behalf of a customer say why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A verdict that money arrived: which proofs, and how each was seen in the bank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verify {
    pub order: OrderId,
    pub seen: Seen,
    pub evidence: Vec<Attestation>,
    /// Why a blocked duplicate is accepted all the same.
    #[serde(default)]
    pub override_reason: Option<String>,
    /// Why it is accepted although something differs or looks odd. Kept with the verdict; accepts no blocked duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What an admin read in the bank account for one proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attestation {
    pub submission: SubmissionId,
    /// The alias of our account.
    pub account: String,
    /// The bank's value date.
    pub date: chrono::NaiveDate,
    pub amount: Money,
    pub bank_reference: String,
    /// The whole credit, where it pays more than this order. Stated once; later evidence repeats it or leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Money>,
    /// The line of a statement that it is, where one was chosen; else the only line that fits is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<CreditId>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reject {
    pub order: OrderId,
    pub seen: Seen,
    pub reason: RejectionReason,
    /// What the customer will read; needed for OTHER, else the reason's own text is sent.
    #[serde(default)]
    pub text: Option<String>,
    /// Why NOT_FOUND is certain before the money could be seen; the customer does not read it.
    #[serde(default)]
    pub early: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestRefund {
    pub order: OrderId,
    pub seen: Option<Seen>,
    pub reason: String,
    /// From IN_PRODUCTION on.
    #[serde(default)]
    pub overridden: bool,
    /// Share of the agreed cost in basis points: what is still owed to the workshop from IN_PRODUCTION on, what it gives back
    /// once the order was delivered.
    #[serde(default)]
    pub share: Option<u32>,
    /// Who bears it; of a delivered order.
    #[serde(default)]
    pub borne_by: Option<Bearer>,
    /// From UNDER_REVIEW, what was found in the bank: it is verified in order to be returned, without being confirmed. An
    /// override accepts a reference that paid another order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attestation>,
}

/// A payment that an admin found in the bank for an order that needs no more: CONFIRMED, REFUND_PENDING or REFUNDED. It is
/// verified as it was reported, which takes the account and the bank's reference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordSurplus {
    /// Its note says why it is recorded.
    pub report: Report,
    pub seen: Option<Seen>,
    /// The whole credit, where it pays more than this order.
    #[serde(default)]
    pub whole: Option<Money>,
    /// A reference that paid another order is accepted all the same.
    #[serde(default)]
    pub overridden: bool,
}

/// A part of an order's money that goes back while the order stays as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartialRefund {
    pub order: OrderId,
    pub seen: Option<Seen>,
    /// SURPLUS or GOODWILL.
    pub kind: RefundKind,
    /// All of the surplus where it is not said.
    #[serde(default)]
    pub amount: Option<Money>,
    pub reason: String,
    /// Who bears it; of GOODWILL.
    #[serde(default)]
    pub borne_by: Option<Bearer>,
    /// What the workshop gives back of the agreed cost, in basis points; of GOODWILL.
    #[serde(default)]
    pub share: Option<u32>,
}

/// What came above an order's due becomes a proof of another open order of its customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreditSurplus {
    pub order: OrderId,
    pub seen: Option<Seen>,
    /// The number of the other order.
    pub to: String,
    /// Bolívares; all that is left of the surplus where it is not said.
    #[serde(default)]
    pub amount: Option<Money>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PayRefund {
    pub order: OrderId,
    pub seen: Seen,
    /// Which, where several are due.
    #[serde(default)]
    pub refund: Option<RefundId>,
    /// In the currency that left.
    pub amount: Money,
    /// Bolívares for a dollar, where that is not the refund's currency; the day's by default.
    #[serde(default)]
    pub rate: Option<rust_decimal::Decimal>,
    /// The rate is right although it is far from the day's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rate_confirmed: bool,
    /// The day it left the bank; today by default.
    #[serde(default)]
    pub sent_on: Option<chrono::NaiveDate>,
    pub method: PaymentMethod,
    pub reference: String,
    #[serde(default)]
    pub receipt_url: Option<String>,
    /// Why the reference of another refund's payment is used again.
    #[serde(default)]
    pub repeats_reason: Option<String>,
}

/// A payment of a refund that bounced or was a mistake is taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReverseRefund {
    pub order: OrderId,
    pub seen: Option<Seen>,
    pub payment: RefundPaymentId,
    pub reason: String,
    /// Needed where the refund was complete (P19).
    #[serde(default)]
    pub overridden: bool,
}

/// A part that is due is not given back after all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VoidRefund {
    pub order: OrderId,
    pub seen: Option<Seen>,
    /// Which, where several are due.
    #[serde(default)]
    pub refund: Option<RefundId>,
    pub reason: String,
}

/// Where a refund goes, corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DirectRefund {
    pub order: OrderId,
    pub seen: Option<Seen>,
    /// Which, where several are due.
    #[serde(default)]
    pub refund: Option<RefundId>,
    pub to: Destination,
}
