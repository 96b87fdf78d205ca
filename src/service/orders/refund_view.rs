//! Refunds with what was paid of each.

use super::view::{DestinationView, RefundView};
use crate::db::payments::refund_list::RefundPaymentRecord;
use crate::domain::text::Safe;

pub(crate) fn with_payments(mut refunds: Vec<RefundView>, paid: &[RefundPaymentRecord]) -> Vec<RefundView> {
    for refund in &mut refunds {
        refund.to = std::mem::take(&mut refund.to).weighed();
        let of = paid.iter().filter(|part| part.refund == refund.id);
        refund.payments = of.map(|part| part.payment.clone()).collect();
    }
    refunds
}

impl DestinationView {
    /// What is known of it beside the method, in the order in which it is said.
    pub const fn parts(&self) -> [Option<&Safe>; 5] {
        [
            self.bank.as_ref(),
            self.account.as_ref(),
            self.phone.as_ref(),
            self.id_doc.as_ref(),
            self.name.as_ref(),
        ]
    }
}
