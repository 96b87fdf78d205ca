//! What the review queue and the review of one order show.

use serde::Serialize;

use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::OrderId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::service::core::filter_text::{Days, HolderFilter};
use crate::service::orders::view::{AccountView, OrderHead, ProofView};

pub use crate::db::payments::queue::QueueRow;

/// Which rows of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueFilter {
    /// Only of these orders.
    pub orders: Option<Vec<OrderId>>,
    /// Not of these.
    pub besides: Vec<OrderId>,
    pub holder: HolderFilter,
    pub with_signals: bool,
    /// Reported before this instant.
    pub older_than: Option<Time>,
    pub method: Option<PaymentMethod>,
    /// The payer's bank, a 4-digit code.
    pub bank: Option<String>,
    /// The alias of our account, or a part of it.
    pub account: Option<String>,
    /// A number, a phone, a cédula, a reference, or a fragment of a name.
    pub text: Option<String>,
    pub number: Option<String>,
    pub customer: Option<String>,
    pub phone: Option<String>,
    pub id_doc: Option<String>,
    pub reference: Option<String>,
    /// What the proof declares.
    pub amount: Option<AmountRange>,
    /// The days on which it was reported.
    pub reported: Days,
    pub sort: QueueSort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QueueSort {
    /// Oldest first.
    #[default]
    Wait,
    /// Newest first.
    Newest,
}

/// Everything a reviewer compares: what the order needs and what was declared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    pub order: OrderHead,
    /// Digest of the open proofs: a decision is bound to it.
    pub proofs_digest: String,
    pub proofs: Vec<ProofView>,
    pub tolerance: Money,
    /// The accounts money can arrive at, for the evidence form.
    pub accounts: Vec<AccountView>,
    /// Until then the money of an open proof need not be seen in our account.
    pub early_until: Option<Time>,
}

/// Which refunds: those still due, longest waiting first, or all, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RefundFilter {
    #[default]
    Due,
    All,
}

/// Which refunds, and what of them somebody looks for. All that is set holds together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefundSearch {
    pub which: RefundFilter,
    /// A number, a phone, a cédula, a reference, or a fragment of a name.
    pub text: Option<String>,
    pub number: Option<String>,
    pub customer: Option<String>,
    pub phone: Option<String>,
    pub id_doc: Option<String>,
    /// Of a proof, or the one it was paid with.
    pub reference: Option<String>,
    pub amount: Option<AmountRange>,
    /// The days on which it was asked for.
    pub asked: Days,
}

impl From<RefundFilter> for RefundSearch {
    fn from(which: RefundFilter) -> Self {
        Self { which, ..Self::default() }
    }
}
