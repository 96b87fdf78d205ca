//! The lists in which a workshop sees its own work: what it is to answer, what it makes, what waits to leave, what is done.

use crate::domain::names::named;
use crate::domain::orders::status::AssignmentStatus;

named! {
    pub enum WorkSection {
        ToAnswer = "TO_ANSWER",
        Making = "MAKING",
        Ready = "READY",
        /// Out of the workshop's hands.
        Done = "DONE",
    }
}

impl WorkSection {
    pub const fn statuses(self) -> &'static [AssignmentStatus] {
        use AssignmentStatus as S;
        match self {
            Self::ToAnswer => &[S::Notified],
            Self::Making => &[S::Accepted, S::InProduction],
            Self::Ready => &[S::Ready],
            Self::Done => &[S::HandedToDelivery, S::Completed],
        }
    }

    /// The section of an assignment that its workshop knows of.
    pub fn of(status: AssignmentStatus) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.statuses().contains(&status))
    }
}
