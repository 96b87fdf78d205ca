//! What can be asked of the shop: one struct a use case, one enum over all of them. The same values come from the
//! terminal, the command line, a site's feed in JSON and the property tests.

mod production;
mod settlement;

use serde::{Deserialize, Serialize};

use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::payment::RejectionReason;
use crate::domain::shipping::DeliveryMethod;

pub use production::{Choose, Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
pub use settlement::{CutPayables, OnPayable, ReversePayment, Settle, SettleLine, Undone};

/// One use case with its data. Answered by a [`Receipt`](super::receipt::Receipt) or refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// P1.
    Checkout(Checkout),
    /// P2, P3, P9.
    Report(Report),
    /// P4; a lapsed claim of somebody else is released first (P5).
    Claim(OnOrder),
    /// Lengthens the holder's lease.
    Renew(OnOrder),
    /// P5.
    Release(WithReason),
    /// P5 by another admin, and P4.
    TakeOver(WithReason),
    /// P6.
    Confirm(Verify),
    /// P8.
    Part(Verify),
    /// P7.
    Reject(Reject),
    /// P10.
    Reopen(WithReason),
    /// P11, P12.
    Cancel(WithReason),
    /// P13, P14.
    RequestRefund(RequestRefund),
    /// P15 when it completes what is due.
    PayRefund(PayRefund),
    /// P16.
    Reinstate(WithReason),
    /// P17.
    Reverse(WithReason),
    Note(Note),
    /// P11 by the system, for an order whose deadline passed.
    Expire(OnOrder),
    /// The candidates of an assignment without a workshop, looked at again.
    Rank(OnOrder),
    /// A2.
    Choose(Choose),
    /// A3.
    Notify(Notify),
    /// A4.
    Accept(Forward),
    /// A5.
    Refuse(Refuse),
    /// A5 by the system: the workshop did not answer in time.
    LapseAnswer(OnOrder),
    /// The workshop is reminded of its answer.
    Remind(OnOrder),
    /// A6.
    Start(Forward),
    /// A7.
    Ready(Forward),
    /// A8.
    HandOver(HandOver),
    /// A9 for a pickup, A10 for what was handed to delivery.
    Complete(Complete),
    /// A13.
    StepBack(StepBack),
    /// A11, A12, and A1 again.
    Withdraw(Withdraw),
    /// Pays lines of one workshop with one transfer.
    Settle(Settle),
    HoldPayable(OnPayable),
    ReleasePayable(OnPayable),
    /// Undoes a payment to a workshop, or a whole transfer.
    ReversePayment(ReversePayment),
    /// Lines whose cut is over fall due; by the system.
    CutPayables(CutPayables),
}

/// What the person saw when they decided. If the order or its proofs moved since, nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub version: i64,
    /// The digest of the open proofs, where the decision is about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proofs: Option<String>,
}

/// A customer's order, as the site or a member of staff enters it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkout {
    pub customer: Customer,
    pub delivery: Delivery,
    pub items: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    pub name: String,
    /// Any form of domain.md §9.
    pub phone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_doc: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Where it goes. A pickup needs neither city nor address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub method: DeliveryMethod,
    /// The city's name, or its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The state's code or name, where the city's name alone is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub sku: String,
    pub quantity: u32,
}

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
    /// The SHA-256 of a receipt already kept with [`Krafta::keep_receipt`](super::Krafta::keep_receipt).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Staff who report on behalf of a customer say why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Just the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OnOrder {
    pub order: OrderId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WithReason {
    pub order: OrderId,
    /// Absent where nothing was seen that could have moved: releasing one's own claim.
    #[serde(default)]
    pub seen: Option<Seen>,
    #[serde(default)]
    pub reason: Option<String>,
    /// An explicit override, where the edge asks for one.
    #[serde(default)]
    pub overridden: bool,
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
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestRefund {
    pub order: OrderId,
    pub seen: Option<Seen>,
    pub reason: String,
    /// From IN_PRODUCTION on.
    #[serde(default)]
    pub overridden: bool,
    /// Share of the agreed cost still owed to the workshop, in basis points, from IN_PRODUCTION on.
    #[serde(default)]
    pub share: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PayRefund {
    pub order: OrderId,
    pub seen: Seen,
    pub amount: Money,
    pub method: PaymentMethod,
    pub reference: String,
    #[serde(default)]
    pub receipt_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub order: OrderId,
    pub text: String,
    /// Internal notes are not for the customer.
    #[serde(default = "yes")]
    pub internal: bool,
}

const fn yes() -> bool {
    true
}

impl Command {
    /// The stable name: logs, the register of operations, `--json`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Checkout(_) => "checkout",
            Self::Report(_) => "report",
            Self::Claim(_) => "claim",
            Self::Renew(_) => "renew",
            Self::Release(_) => "release",
            Self::TakeOver(_) => "take-over",
            Self::Confirm(_) => "confirm",
            Self::Part(_) => "part",
            Self::Reject(_) => "reject",
            Self::Reopen(_) => "reopen",
            Self::Cancel(_) => "cancel",
            Self::RequestRefund(_) => "request-refund",
            Self::PayRefund(_) => "pay-refund",
            Self::Reinstate(_) => "reinstate",
            Self::Reverse(_) => "reverse",
            Self::Note(_) => "note",
            Self::Expire(_) => "expire",
            Self::Rank(_) => "rank",
            Self::Choose(_) => "choose",
            Self::Notify(_) => "notify",
            Self::Accept(_) => "accept",
            Self::Refuse(_) => "refuse",
            Self::LapseAnswer(_) => "lapse-answer",
            Self::Remind(_) => "remind",
            Self::Start(_) => "start",
            Self::Ready(_) => "ready",
            Self::HandOver(_) => "hand-over",
            Self::Complete(_) => "complete",
            Self::StepBack(_) => "step-back",
            Self::Withdraw(_) => "withdraw",
            Self::Settle(_) => "settle",
            Self::HoldPayable(_) => "hold-payable",
            Self::ReleasePayable(_) => "release-payable",
            Self::ReversePayment(_) => "reverse-payment",
            Self::CutPayables(_) => "cut-payables",
        }
    }
}
