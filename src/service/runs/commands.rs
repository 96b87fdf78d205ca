//! What is asked about payment runs.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{CreditId, RunId};
use crate::domain::money::Money;
use crate::domain::runs::sheet::Whom;

/// A new run: what is due until a day, paid from an account of ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftRun {
    /// The alias of the account.
    pub account: String,
    pub cut_off: NaiveDate,
    /// Bolívares for a dollar; the day's by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// The rate is right although it is far from the day's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rate_confirmed: bool,
}

/// What a person says of a payee while the run is a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChooseRunLine {
    pub run: RunId,
    pub whom: Whom,
    /// Left out of this run.
    pub excluded: bool,
    /// Only so much of what is owed, in its currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What leaves is written down, as it was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeRun {
    pub run: RunId,
    /// The digest of the sheet that was seen.
    pub seen: String,
    /// The grand total, as the person typed it.
    pub total: Money,
}

/// A second person agrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountersignRun {
    pub run: RunId,
    pub total: Money,
}

/// A line was sent: its reference, or the line of the bank that shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayRunLine {
    pub run: RunId,
    /// Its place in the run.
    pub line: i64,
    /// The reference of the debit where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The day it left; the debit's, else today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debit: Option<CreditId>,
    /// Why a reference that was used before is used again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats_reason: Option<String>,
}

impl PayRunLine {
    /// Sent, under this reference.
    pub const fn sent(run: RunId, line: i64, reference: String) -> Self {
        Self {
            run,
            line,
            reference: Some(reference),
            sent_on: None,
            debit: None,
            repeats_reason: None,
        }
    }

    /// As a debit of the bank shows it.
    pub const fn shown_by(run: RunId, line: i64, debit: CreditId) -> Self {
        Self {
            run,
            line,
            reference: None,
            sent_on: None,
            debit: Some(debit),
            repeats_reason: None,
        }
    }
}

/// A line that was not paid after all, or was and will not be found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnRunLine {
    pub run: RunId,
    pub line: i64,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseRun {
    pub run: RunId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoidRun {
    pub run: RunId,
    pub reason: String,
}
