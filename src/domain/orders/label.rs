//! The one label the customer reads (domain.md §6): a total function of the two statuses.

use super::status::{AssignmentStatus, PaymentStatus};

/// The public key: its label is the catalogue's `label-<key>`, its description `label-<key>.description`.
///
/// `active` is the active assignment's status; one that was refused or cancelled is never public and counts as none.
pub const fn public_key(payment: PaymentStatus, active: Option<AssignmentStatus>) -> &'static str {
    match (payment, active) {
        (PaymentStatus::Confirmed, Some(production)) => match production {
            AssignmentStatus::PendingAssignment | AssignmentStatus::Rejected | AssignmentStatus::Cancelled => {
                PaymentStatus::Confirmed.as_str()
            }
            shown => shown.as_str(),
        },
        (payment, _) => payment.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confirmed_shows_production_once_a_workshop_knows() {
        for &production in AssignmentStatus::ALL {
            let expected = match production {
                AssignmentStatus::PendingAssignment | AssignmentStatus::Rejected | AssignmentStatus::Cancelled => "CONFIRMED",
                other => other.as_str(),
            };
            assert_eq!(public_key(PaymentStatus::Confirmed, Some(production)), expected);
        }
        assert_eq!(public_key(PaymentStatus::Confirmed, None), "CONFIRMED");
    }

    #[test]
    fn any_other_payment_status_hides_production() {
        for &payment in PaymentStatus::ALL.iter().filter(|&&p| p != PaymentStatus::Confirmed) {
            for active in AssignmentStatus::ALL.iter().copied().map(Some).chain([None]) {
                assert_eq!(public_key(payment, active), payment.as_str());
            }
        }
    }
}
