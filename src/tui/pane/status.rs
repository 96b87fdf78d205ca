//! The names of statuses for staff, and what they mean at a glance: the same in every pane.

use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payables::line::PayableStatus;
use crate::locale::Catalogue;
use crate::tui::core::theme::Tone;

pub fn payment(catalogue: &Catalogue, status: PaymentStatus) -> String {
    catalogue.text(&format!("payment-{status}"), &[])
}

pub fn production(catalogue: &Catalogue, status: AssignmentStatus) -> String {
    catalogue.text(&format!("production-{status}"), &[])
}

/// Under a heading, or beside the lane's name.
pub fn short_payment(catalogue: &Catalogue, status: PaymentStatus) -> String {
    catalogue.text(&format!("payment-{status}.short"), &[])
}

pub fn short_production(catalogue: &Catalogue, status: AssignmentStatus) -> String {
    catalogue.text(&format!("production-{status}.short"), &[])
}

pub const fn payment_tone(status: PaymentStatus) -> Tone {
    match status {
        PaymentStatus::Pending => Tone::Plain,
        PaymentStatus::Reported | PaymentStatus::UnderReview | PaymentStatus::RefundPending => Tone::Waits,
        PaymentStatus::Confirmed => Tone::Done,
        PaymentStatus::Rejected => Tone::Wrong,
        PaymentStatus::Cancelled | PaymentStatus::Refunded => Tone::Past,
    }
}

pub const fn production_tone(status: AssignmentStatus) -> Tone {
    match status {
        AssignmentStatus::PendingAssignment | AssignmentStatus::Notified => Tone::Waits,
        AssignmentStatus::Accepted | AssignmentStatus::InProduction => Tone::Plain,
        AssignmentStatus::Ready | AssignmentStatus::HandedToDelivery | AssignmentStatus::Completed => Tone::Done,
        AssignmentStatus::Rejected => Tone::Wrong,
        AssignmentStatus::Cancelled => Tone::Past,
    }
}

pub const fn payable_tone(status: PayableStatus) -> Tone {
    match status {
        PayableStatus::Due | PayableStatus::PartiallyPaid | PayableStatus::OnHold => Tone::Waits,
        PayableStatus::Paid => Tone::Done,
        PayableStatus::Voided => Tone::Past,
        PayableStatus::Scheduled => Tone::Plain,
    }
}

/// Whether the time an order stands there is worth counting: somebody is expected to move it.
pub const fn payment_waits(status: PaymentStatus) -> bool {
    !matches!(
        status,
        PaymentStatus::Confirmed | PaymentStatus::Cancelled | PaymentStatus::Refunded
    )
}

pub const fn production_waits(status: AssignmentStatus) -> bool {
    status.is_active() && !matches!(status, AssignmentStatus::Completed)
}
