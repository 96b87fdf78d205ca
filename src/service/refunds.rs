//! Refunds to look at: those that are due, all of them, or one.

use super::pages::{page, reading};
use super::view::{Cursor, Page, RefundFilter, RefundPaymentView, RefundView};
use super::{Error, Krafta};
use crate::db::read::page::Seek;
use crate::db::read::refunds::{self, RefundPaymentRecord, RefundRecord};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::RefundId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;

impl Krafta {
    /// A page of the refunds, with what was paid of each.
    pub async fn refunds(&self, actor: &Actor, filter: RefundFilter, after: Option<Cursor>, limit: u32) -> Result<Page<RefundView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let seek = Seek::After(after.map(Into::into));
        let rows = refunds::page(self.db(), filter == RefundFilter::Due, seek, reading(limit)).await?;
        let mut page = page(rows, seek, limit, RefundRecord::key, refund_view);
        let ids: Vec<RefundId> = page.rows.iter().map(|refund| refund.id).collect();
        page.rows = with_payments(page.rows, &refunds::payments(self.db(), &ids).await?);
        Ok(page)
    }

    /// One refund. Refused with `refund-unknown`.
    pub async fn refund(&self, actor: &Actor, refund: RefundId) -> Result<RefundView, Error> {
        actor.may(Permission::ReadOrders)?;
        let unknown = || Refusal::new(Code::RefundUnknown).with("refund", refund.to_string());
        let found = refunds::by_id(self.db(), refund).await?.ok_or_else(unknown)?;
        let paid = refunds::payments(self.db(), &[refund]).await?;
        let views = with_payments(vec![refund_view(found)], &paid);
        Ok(views.into_iter().next().ok_or_else(unknown)?)
    }
}

pub(super) fn refund_view(refund: RefundRecord) -> RefundView {
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

pub(super) fn with_payments(mut refunds: Vec<RefundView>, paid: &[RefundPaymentRecord]) -> Vec<RefundView> {
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
