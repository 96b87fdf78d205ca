//! Why a proof is rejected, and what the customer reads of it (domain.md §2).

use crate::domain::names::named;

named! {
    /// Why a proof was rejected; the customer reads the text of the reason (domain.md §2).
    pub enum RejectionReason {
        NotFound = "NOT_FOUND",
        AmountMismatch = "AMOUNT_MISMATCH",
        RefMismatch = "REF_MISMATCH",
        RefReused = "REF_REUSED",
        WrongAccount = "WRONG_ACCOUNT",
        Illegible = "ILLEGIBLE",
        IncompleteData = "INCOMPLETE_DATA",
        Reversed = "REVERSED",
        WrongCurrency = "WRONG_CURRENCY",
        SuspectedFraud = "SUSPECTED_FRAUD",
        Other = "OTHER",
    }
}

impl RejectionReason {
    /// The reason whose text the customer reads: a suspicion is never told to the suspect.
    pub const fn shown_to_customer(self) -> Self {
        match self {
            Self::SuspectedFraud => Self::NotFound,
            other => other,
        }
    }
}
