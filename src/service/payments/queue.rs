//! The review queue: open proofs, read in pages by key.

use std::collections::HashSet;

use super::Payments;
use super::view::{QueueFilter, QueueRow, QueueSort};
use crate::db::bank::accounts;
use crate::db::orders::list as order_list;
use crate::db::payments::queue::{self, QueueQuery};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::OrderId;
use crate::domain::text::fold;
use crate::service::core::error::Error;
use crate::service::core::filter_text::HolderFilter;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::orders::search::{SearchResult, SearchTerms};

impl Payments<'_> {
    /// A page of the review queue: open proofs, longest waiting first unless the filter sorts otherwise.
    pub async fn queue(&self, actor: &Actor, filter: &QueueFilter, after: Option<Cursor>, limit: u32) -> Result<Page<QueueRow>, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.queue_query(filter).await?;
        let after = after.map(Into::into);
        let rows = queue::page(self.shop.db(), &wanted, after, reading(limit)).await?;
        Ok(page(rows, limit, QueueRow::key, |row| row))
    }

    async fn queue_query(&self, filter: &QueueFilter) -> Result<QueueQuery, Error> {
        let found = self.find_in_queue(filter).await?;
        let held = match filter.holder {
            HolderFilter::Operator(operator) => Some(queue::claimed_by(self.shop.db(), operator).await?),
            HolderFilter::Anyone | HolderFilter::Nobody => None,
        };
        let orders = [held, found.orders, filter.orders.clone()].into_iter().flatten().reduce(in_both);
        let (mut orders, mut name) = (orders, found.name);
        if orders.is_none()
            && let Some(few) = order_list::of_rare_name(self.shop.db(), &name).await?
        {
            name.clear();
            orders = Some(few);
        }
        let accounts = match &filter.account {
            Some(alias) => {
                let wanted = fold(alias.trim());
                let all = accounts::all(self.shop.db()).await?;
                Some(all.iter().filter(|a| fold(&a.alias).contains(&wanted)).map(|a| a.id).collect())
            }
            None => None,
        };
        let (reported_from, reported_to) = filter.reported.instants(self.shop.zone());
        Ok(QueueQuery {
            orders,
            besides: filter.besides.clone(),
            amount: filter.amount.or(found.amount),
            reported_from,
            reported_to,
            unclaimed: filter.holder == HolderFilter::Nobody,
            with_signals: filter.with_signals,
            older_than: filter.older_than,
            method: filter.method,
            bank: filter.bank.clone(),
            accounts,
            workshops: found.workshops,
            name,
            newest_first: filter.sort == QueueSort::Newest,
        })
    }

    pub(crate) async fn find_in_queue(&self, filter: &QueueFilter) -> Result<SearchResult, Error> {
        self.shop
            .orders()
            .find(&SearchTerms {
                text: filter.text.as_deref(),
                number: filter.number.as_deref(),
                customer: filter.customer.as_deref(),
                phone: filter.phone.as_deref(),
                id_doc: filter.id_doc.as_deref(),
                reference: filter.reference.as_deref(),
                workshop: None,
            })
            .await
    }
}

fn in_both(one: Vec<OrderId>, other: Vec<OrderId>) -> Vec<OrderId> {
    let other: HashSet<OrderId> = other.into_iter().collect();
    one.into_iter().filter(|id| other.contains(id)).collect()
}
