//! Signals on a proof (domain.md §5): what a reviewer should look at. They never decide by themselves.

use serde::{Deserialize, Serialize};

use crate::domain::names::named;

named! {
    /// domain.md §5.
    pub enum Signal {
        RefReused = "REF_REUSED",
        RefSimilar = "REF_SIMILAR",
        ImageReused = "IMAGE_REUSED",
        AmountShort = "AMOUNT_SHORT",
        AmountOver = "AMOUNT_OVER",
        Late = "LATE",
        DateMismatch = "DATE_MISMATCH",
        WrongAccount = "WRONG_ACCOUNT",
        ThirdPartyPayer = "THIRD_PARTY_PAYER",
        CurrencyMismatch = "CURRENCY_MISMATCH",
        /// Nothing is shipped there any more; said of money that comes for a cancelled order.
        NoShipping = "NO_SHIPPING",
    }
}

/// A signal with the facts its sentence shows (`signal-<SIGNAL>` in the catalogue): order numbers, amounts, dates as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalFound {
    pub signal: Signal,
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub args: std::collections::BTreeMap<String, String>,
}

impl SignalFound {
    pub const fn new(signal: Signal) -> Self {
        Self {
            signal,
            args: std::collections::BTreeMap::new(),
        }
    }

    /// Adds a fact for the sentence, as it is shown.
    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), fact.into());
        self
    }

    /// The signal's own severity; a reference that shares six digits or more is as bad as wrong.
    pub fn severity(&self) -> Severity {
        match self.args.get("strength").map(String::as_str) {
            Some("strong") => Severity::Wrong,
            _ => self.signal.severity(),
        }
    }

    /// The message that says it in a few words; `.description` says it in a sentence.
    pub fn key(&self) -> String {
        format!("signal-{}", self.signal)
    }
}

/// How loudly a signal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// ▲ look twice.
    Warn,
    /// ✖ something is wrong.
    Wrong,
}

impl Signal {
    pub const fn severity(self) -> Severity {
        match self {
            Self::RefReused | Self::ImageReused | Self::WrongAccount | Self::CurrencyMismatch => Severity::Wrong,
            _ => Severity::Warn,
        }
    }
}
