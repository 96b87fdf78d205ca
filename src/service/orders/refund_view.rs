//! Refunds as the faces show them, with what was paid of each.

use super::view::{RefundPaymentView, RefundView};
use crate::db::payments::refund_list::{RefundPaymentRecord, RefundRecord};
use crate::domain::text::Safe;

pub(crate) fn refund_view(refund: RefundRecord) -> RefundView {
    RefundView {
        id: refund.id,
        order: refund.order,
        number: refund.number,
        version: refund.version,
        customer: Safe::from(refund.customer),
        status: refund.status,
        amount: refund.amount,
        paid: refund.paid,
        left: refund.amount.less(refund.paid).max_zero(),
        reason: Safe::from(refund.reason),
        requested_by: refund.requested_name.map(Safe::from),
        created_at: refund.created_at,
        closed_at: refund.closed_at,
        payments: Vec::new(),
    }
}

pub(crate) fn with_payments(mut refunds: Vec<RefundView>, paid: &[RefundPaymentRecord]) -> Vec<RefundView> {
    for refund in &mut refunds {
        refund.payments = paid.iter().filter(|part| part.refund == refund.id).map(payment_view).collect();
    }
    refunds
}

fn payment_view(part: &RefundPaymentRecord) -> RefundPaymentView {
    RefundPaymentView {
        amount: part.amount,
        method: part.method,
        reference: Safe::new(&part.reference),
        receipt_url: part.receipt_url.as_ref().map(Safe::from),
        by: Safe::new(&part.paid_by),
        at: part.paid_at,
    }
}
