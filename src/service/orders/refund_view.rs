//! Refunds with what was paid of each.

use super::view::RefundView;
use crate::db::payments::refund_list::RefundPaymentRecord;

pub(crate) fn with_payments(mut refunds: Vec<RefundView>, paid: &[RefundPaymentRecord]) -> Vec<RefundView> {
    for refund in &mut refunds {
        refund.to = std::mem::take(&mut refund.to).weighed();
        let of = paid.iter().filter(|part| part.refund == refund.id);
        refund.payments = of.map(|part| part.payment.clone()).collect();
    }
    refunds
}
