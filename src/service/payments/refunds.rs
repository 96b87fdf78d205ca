//! Refunds to look at: those that are due, all of them, or one.

use super::Payments;
use super::view::{RefundFilter, RefundSearch};
use crate::db::orders::finding;
use crate::db::payments::refund_list::{self, RefundQuery};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::RefundId;
use crate::domain::payments::reference::Reference;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::orders::refund_view::with_payments;
use crate::service::orders::search::SearchTerms;
use crate::service::orders::search_terms;
use crate::service::orders::view::RefundView;

/// What a typed reference is compared by.
fn key(reference: &str) -> String {
    Reference::stored(reference).key()
}

impl Payments<'_> {
    /// A page of the refunds, with what was paid of each.
    pub async fn refunds(
        &self,
        actor: &Actor,
        search: impl Into<RefundSearch>,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<RefundView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.refund_query(&search.into()).await?;
        let rows = refund_list::page(self.shop.db(), &wanted, after.map(Into::into), reading(limit)).await?;
        let mut page = page(rows, limit, RefundView::key, |refund| refund);
        let ids: Vec<RefundId> = page.rows.iter().map(|refund| refund.id).collect();
        page.rows = with_payments(page.rows, &refund_list::payments(self.shop.db(), &ids).await?);
        Ok(page)
    }

    async fn refund_query(&self, search: &RefundSearch) -> Result<RefundQuery, Error> {
        let db = self.shop.db();
        let terms = SearchTerms {
            text: search.text.as_deref(),
            number: search.number.as_deref(),
            customer: search.customer.as_deref(),
            phone: search.phone.as_deref(),
            id_doc: search.id_doc.as_deref(),
            reference: None,
            workshop: None,
        };
        // What it was paid with is as good as a proof's reference.
        let paid_with = match search.text.as_deref().or(search.reference.as_deref()) {
            Some(text) => refund_list::paid_with(db, &key(text)).await?,
            None => Vec::new(),
        };
        let mut found = match (&search.text, paid_with.is_empty()) {
            (Some(_), false) => {
                let others = SearchTerms { text: None, ..terms };
                self.shop.orders().find(&others).await?
            }
            _ => self.shop.orders().find(&terms).await?,
        };
        if search.text.is_some() && !paid_with.is_empty() {
            found.narrow(paid_with.clone());
        }
        if let Some(reference) = &search.reference {
            let mut orders = finding::orders(db, &search_terms::of_reference(reference)).await?;
            orders.extend(if search.text.is_none() {
                paid_with
            } else {
                refund_list::paid_with(db, &key(reference)).await?
            });
            found.narrow(orders);
        }
        let amount = search.amount.or(found.amount);
        if found.orders.is_none()
            && let Some(range) = &amount
            && let Some(few) = refund_list::of_amount(db, range).await?
        {
            found.orders = Some(few);
        }
        let (asked_from, asked_to) = search.asked.instants(self.shop.zone());
        Ok(RefundQuery {
            due: search.which == RefundFilter::Due,
            orders: found.orders,
            name: found.name,
            asked_from,
            asked_to,
            amount,
        })
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
