//! Which bank line may be the money of which reported proof: ranked, explained, never decided (an admin confirms). Used by the
//! review queue and the detail of a proof. Only lines of the proof's own account, in its currency, are compared.
//!
//! [`propose`] compares every line with every proof; [`search_keys`] says which lines a query needs to fetch for one proof.
//! [`groups`] finds what no single pair explains, [`why_not`] what keeps a pair apart, [`expected`] when money can be there.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{AccountId, CreditId, OrderId, SubmissionId};
use crate::domain::money::Money;

mod evidence;
pub mod expected;
mod groups;
mod index;
mod level;
mod line_keys;
mod proposals;
mod reasons;
mod search_keys;

pub use crate::domain::bank::matching::groups::{Group, groups};
pub use crate::domain::bank::matching::level::Level;
pub use crate::domain::bank::matching::line_keys::{Document, LineKeys};
pub use crate::domain::bank::matching::proposals::{Proposals, propose, rivals};
pub use crate::domain::bank::matching::reasons::{Reason, Refused, why_not};
pub use crate::domain::bank::matching::search_keys::{Keys, search_keys};

/// Money that came, as the bank shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    pub id: CreditId,
    pub account: AccountId,
    /// The value date.
    pub date: NaiveDate,
    pub amount: Money,
    /// Not yet allocated.
    pub left: Money,
    /// As printed.
    pub reference: String,
    pub description: String,
    /// Whole, or masked like `0414***1234`.
    pub payer_phone: Option<String>,
    pub payer_document: Option<String>,
    /// False for a fee, an own transfer, a reversal, and what was set aside.
    pub proposable: bool,
}

/// A reported proof that waits for its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenProof {
    pub id: SubmissionId,
    pub order: OrderId,
    pub order_number: String,
    /// Ours, that it says it was paid to.
    pub account: Option<AccountId>,
    pub amount: Money,
    /// Of the order's quote, an amount in the proof's currency.
    pub tolerance: Money,
    pub paid_on: NaiveDate,
    pub reference: Option<String>,
    pub payer_phone: Option<String>,
    pub payer_document: Option<String>,
    /// There is an alert that nobody acknowledged.
    pub signals: bool,
}

/// A line that may be a proof's money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub credit: CreditId,
    pub proof: SubmissionId,
    pub level: Level,
    /// What fits and what differs.
    pub reasons: Vec<Reason>,
}

#[cfg(test)]
mod tests;
