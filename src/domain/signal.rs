//! Signals on a proof (domain.md §5): what a reviewer should look at. They never decide by themselves.

use serde::{Deserialize, Serialize};

use super::names::named;

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
    }
}

/// A signal with the facts its sentence shows (`signal-<SIGNAL>` in the catalogue): order numbers, amounts, dates as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalFound {
    pub signal: Signal,
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub args: std::collections::BTreeMap<String, String>,
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
