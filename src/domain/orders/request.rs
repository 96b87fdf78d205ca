//! What the customer asks for by a site in another language, because only the service can do it.

use crate::domain::names::named;

named! {
    /// What is asked.
    pub enum RequestKind {
        /// P13, while nothing is made.
        Refund = "REFUND",
        /// A10: it arrived.
        Received = "RECEIVED",
    }
}

named! {
    /// The answer; none while nobody gave one.
    pub enum RequestOutcome {
        Done = "DONE",
        Refused = "REFUSED",
    }
}
