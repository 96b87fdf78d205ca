//! The two statuses that advance in parallel on every order (domain.md §2, §3). Used by every rule and face.

use crate::domain::names::named;

named! {
    /// domain.md §2, S.
    pub enum PaymentStatus {
        Pending = "PENDING",
        Reported = "REPORTED",
        UnderReview = "UNDER_REVIEW",
        Confirmed = "CONFIRMED",
        Rejected = "REJECTED",
        Cancelled = "CANCELLED",
        RefundPending = "REFUND_PENDING",
        Refunded = "REFUNDED",
    }
}

named! {
    /// domain.md §3. The order of the forward ones is the order of production.
    pub enum AssignmentStatus {
        PendingAssignment = "PENDING_ASSIGNMENT",
        Notified = "NOTIFIED",
        Accepted = "ACCEPTED",
        InProduction = "IN_PRODUCTION",
        Ready = "READY",
        HandedToDelivery = "HANDED_TO_DELIVERY",
        Completed = "COMPLETED",
        Cancelled = "CANCELLED",
        Rejected = "REJECTED",
    }
}

impl AssignmentStatus {
    /// At most one assignment of an order is active.
    pub const fn is_active(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Rejected)
    }
}
