//! Refunds to look at: those that are due, all of them, or one.

use super::Payments;
use super::view::RefundFilter;
use crate::db::payments::refund_list;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::RefundId;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::orders::refund_view::with_payments;
use crate::service::orders::view::RefundView;

impl Payments<'_> {
    /// A page of the refunds, with what was paid of each.
    pub async fn refunds(&self, actor: &Actor, filter: RefundFilter, after: Option<Cursor>, limit: u32) -> Result<Page<RefundView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let after = after.map(Into::into);
        let rows = refund_list::page(self.shop.db(), filter == RefundFilter::Due, after, reading(limit)).await?;
        let mut page = page(rows, limit, RefundView::key, |refund| refund);
        let ids: Vec<RefundId> = page.rows.iter().map(|refund| refund.id).collect();
        page.rows = with_payments(page.rows, &refund_list::payments(self.shop.db(), &ids).await?);
        Ok(page)
    }

    /// One refund. Refused with `refund-unknown`.
    pub async fn refund(&self, actor: &Actor, refund: RefundId) -> Result<RefundView, Error> {
        actor.may(Permission::ReadOrders)?;
        let unknown = || Refusal::new(Code::RefundUnknown).with("refund", refund.to_string());
        let found = refund_list::by_id(self.shop.db(), refund).await?.ok_or_else(unknown)?;
        let paid = refund_list::payments(self.shop.db(), &[refund]).await?;
        let views = with_payments(vec![found], &paid);
        Ok(views.into_iter().next().ok_or_else(unknown)?)
    }
}
