//! Where a run and its lines stand. The database refuses what these do not allow.

use crate::domain::names::named;

named! {
    /// DRAFT → FROZEN → CLOSED, or given up before anything of it was paid.
    pub enum RunState {
        /// What is due is on it as it is now.
        Draft = "DRAFT",
        /// What leaves is written down and does not change.
        Frozen = "FROZEN",
        Closed = "CLOSED",
        Voided = "VOIDED",
    }
}

named! {
    pub enum LineState {
        /// Sent or about to be; no reference yet.
        Pending = "PENDING",
        Paid = "PAID",
        /// The bank did not take it, or it was never sent; it is due again.
        Failed = "FAILED",
        /// Paid, and not to be looked for in a statement.
        Explained = "EXPLAINED",
        /// Its run was given up.
        Voided = "VOIDED",
    }
}
