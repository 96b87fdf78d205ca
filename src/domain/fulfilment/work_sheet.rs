//! The work sheet of an order: all that its workshop needs to make it and hand it over, as far as it may know it now. Written out by
//! the catalogue for the terminal, for paper, and for the message that the workshop gets.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::dates::Time;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;

/// Of the order's active assignment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkSheet {
    pub order: OrderId,
    pub number: String,
    pub status: AssignmentStatus,
    /// The payment is doubted: the work does not go on.
    pub on_hold: bool,
    /// None while none was chosen.
    pub workshop: Option<Safe>,
    pub items: Vec<SheetItem>,
    /// Notes that the customer may read too.
    pub notes: Vec<SheetNote>,
    pub delivery: DeliveryMethod,
    pub city: Option<Safe>,
    pub state: Option<Safe>,
    /// None before the workshop accepted.
    pub recipient: Option<Recipient>,
    /// Offered until the workshop accepts, agreed from then on.
    pub cost: Option<Money>,
    pub policy: Option<PaymentPolicy>,
    /// Of the cost paid in advance, with the policy that has a deposit.
    pub deposit_basis_points: Option<u32>,
    pub promised: Option<NaiveDate>,
    /// While the workshop has not answered.
    pub respond_by: Option<Time>,
}

/// A line of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetItem {
    pub name: Safe,
    pub sku: Safe,
    pub quantity: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetNote {
    pub at: Time,
    pub text: Safe,
}

/// Who gets it, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recipient {
    pub name: Safe,
    /// Shown form, `0414-555.12.34`.
    pub phone: Safe,
    /// None of a pickup.
    pub address: Option<Safe>,
}

impl WorkSheet {
    pub fn pieces(&self) -> u64 {
        self.items.iter().map(|item| u64::from(item.quantity)).sum()
    }

    /// Its cost is agreed.
    pub fn is_agreed(&self) -> bool {
        knows_recipient(self.status)
    }
}

/// Whether a workshop with an assignment in this status may know for whom it works.
pub fn knows_recipient(status: AssignmentStatus) -> bool {
    status.is_active() && status >= AssignmentStatus::Accepted
}

#[cfg(test)]
pub mod given;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_known_from_the_acceptance_on() {
        use AssignmentStatus::{Accepted, Completed, HandedToDelivery, InProduction, Ready};
        for status in AssignmentStatus::ALL {
            let known = [Accepted, InProduction, Ready, HandedToDelivery, Completed].contains(status);
            assert_eq!(knows_recipient(*status), known, "{status}");
        }
    }
}
