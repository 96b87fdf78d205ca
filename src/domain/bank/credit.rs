//! A credit of a bank: money that came to an account of ours or left it, and what is known of it (bank.md).

use crate::domain::names::named;

named! {
    /// Where what is known of a credit comes from.
    pub enum CreditOrigin {
        /// A line of a statement.
        Statement = "STATEMENT",
        /// A message of the bank, pasted.
        Notice = "NOTICE",
        /// Typed by an admin who saw it in the account.
        Attested = "ATTESTED",
    }
}

named! {
    /// What a person said about a credit.
    pub enum CreditAct {
        Note = "NOTE",
        /// It belongs to no order, refund or settlement.
        SetAside = "SET_ASIDE",
        Restored = "RESTORED",
        /// What was attested is this line.
        Reconciled = "RECONCILED",
    }
}

named! {
    /// Whether the balances of a file follow from its lines.
    pub enum ChainState {
        Holds = "HOLDS",
        Breaks = "BREAKS",
        Unknown = "UNKNOWN",
    }
}
