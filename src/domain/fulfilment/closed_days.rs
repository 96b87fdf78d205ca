//! Days on which a workshop proposes to be closed: it asks, staff answer. Only the answer closes anything.

use crate::domain::names::named;

named! {
    /// PROPOSED → ACCEPTED, DECLINED (with a reason) or WITHDRAWN by the workshop itself; answered once.
    pub enum ProposalStatus {
        Proposed = "PROPOSED",
        Accepted = "ACCEPTED",
        Declined = "DECLINED",
        Withdrawn = "WITHDRAWN",
    }
}
