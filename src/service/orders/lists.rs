//! The lists: review queue, orders, refunds, and the counts of what waits. Each is read in pages by key.

use super::Orders;
use super::view::{Counts, OrderFilter, OrderListing, OrderRow};
use crate::db::catalogue::places;
use crate::db::orders::filter::{OrderQuery, Walk};
use crate::db::orders::{counts, finding, how_many, list};
use crate::domain::actor::{Actor, Permission};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::unit_of_work::tolerance_rule;

impl Orders<'_> {
    /// A page of the orders, newest change first unless the filter sorts otherwise. With a period they come newest order first,
    /// and so do those of a name that many customers have.
    pub async fn list(&self, actor: &Actor, filter: &OrderFilter, after: Option<Cursor>, limit: u32) -> Result<Page<OrderRow>, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.order_query(filter).await?;
        let rows = list::page(self.shop.db(), &wanted, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, |record| record.key(&wanted), |record| record.row))
    }

    /// How long that list is, of how many orders; in which order it is, and in which it can be.
    pub async fn listing(&self, actor: &Actor, filter: &OrderFilter) -> Result<OrderListing, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.order_query(filter).await?;
        let all = how_many::count(self.shop.db(), &OrderQuery::default()).await?;
        let plain = OrderFilter {
            sort: filter.sort,
            ..OrderFilter::default()
        };
        let count = match *filter == plain {
            true => all,
            false => how_many::count(self.shop.db(), &wanted).await?,
        };
        Ok(OrderListing {
            count,
            all,
            sort: wanted.sorted(),
            sorts: wanted.sorts(),
        })
    }

    /// What waits for a person. Each count ends at 10000.
    pub async fn counts(&self, actor: &Actor) -> Result<Counts, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(counts::waiting(self.shop.db(), self.shop.now(), self.shop.today()).await?)
    }

    /// The filter with its names looked up.
    pub(crate) async fn order_query(&self, filter: &OrderFilter) -> Result<OrderQuery, Error> {
        let found = self.find_orders(filter).await?;
        let mut cities = match &filter.city {
            Some(city) => Some(places::cities(self.shop.db(), city).await?),
            None => None,
        };
        if let Some(zone) = &filter.zone {
            let of_zone = places::zones(self.shop.db(), zone).await?;
            cities = Some(match cities {
                Some(cities) => cities.into_iter().filter(|city| of_zone.contains(city)).collect(),
                None => of_zone,
            });
        }
        let mut payment = filter.payment.clone();
        payment.sort();
        payment.dedup();
        let mut production = filter.production.clone();
        production.sort();
        production.dedup();
        let mut wanted = OrderQuery {
            orders: found.orders,
            name: found.name,
            refund_due: filter.refund_due,
            surplus: filter.surplus.then(|| tolerance_rule(self.shop.settings())).transpose()?,
            payment,
            production,
            workshops: found.workshops,
            states: filter.state.iter().cloned().collect(),
            cities,
            delivery: filter.delivery,
            placed_from: filter.placed_from,
            placed_to: filter.placed_to,
            bank: filter.bank.clone(),
            amount: filter.amount.or(found.amount),
            few_by_placing: false,
            sort: filter.sort,
        };
        // A rare amount or name is a short list, whatever else is asked; a common one is looked for along the way.
        if wanted.orders.is_none()
            && let Some(range) = wanted.amount
            && let Some(few) = finding::of_amount(self.shop.db(), &range).await?
        {
            wanted.few_by_placing = matches!(wanted.walk(), Walk::Name | Walk::Placed);
            wanted.amount = None;
            wanted.orders = Some(few);
        }
        if wanted.orders.is_none()
            && let Some(few) = list::of_rare_name(self.shop.db(), &wanted.name).await?
        {
            wanted.few_by_placing = wanted.walk() == Walk::Name;
            wanted.name.clear();
            wanted.orders = Some(few);
        }
        Ok(wanted)
    }
}
