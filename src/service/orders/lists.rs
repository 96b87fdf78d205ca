//! The lists: review queue, orders, refunds, and the counts of what waits. Each is read in pages by key.

use super::Orders;
use super::view::{ClaimView, Counts, OrderFilter, OrderRow};
use crate::db::catalogue::places;
use crate::db::orders::filter::{OrderQuery, Walk};
use crate::db::orders::{counts, list};
use crate::domain::actor::{Actor, Permission};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::guards::Claim;
use crate::domain::payments::signal::SignalFound;
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

impl Orders<'_> {
    /// A page of the orders, newest change first. With a period they come newest order first, and so do
    /// those of a name that many customers have.
    pub async fn list(&self, actor: &Actor, filter: &OrderFilter, after: Option<Cursor>, limit: u32) -> Result<Page<OrderRow>, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.order_query(filter).await?;
        let (walk, after) = (wanted.walk(), after.map(Into::into));
        let rows = list::page(self.shop.db(), &wanted, after, reading(limit)).await?;
        Ok(page(rows, after, limit, |row| row.key(walk), order_row))
    }

    /// What waits for a person. Each count ends at 10000.
    pub async fn counts(&self, actor: &Actor) -> Result<Counts, Error> {
        actor.may(Permission::ReadOrders)?;
        let waiting = counts::waiting(self.shop.db(), self.shop.now(), self.shop.today()).await?;
        Ok(Counts {
            to_review: (waiting.open_proofs - waiting.held_proofs).max(0),
            in_review: waiting.held_proofs,
            oldest: waiting.oldest,
            refunds_due: waiting.refunds_due,
            unassigned: waiting.unassigned,
            to_answer: waiting.to_answer,
            answers_late: waiting.answers_late,
            in_production: waiting.in_production,
            payables_due: waiting.payables_due,
        })
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
        if filter.refund_due && !payment.contains(&PaymentStatus::RefundPending) {
            payment.push(PaymentStatus::RefundPending);
        }
        payment.sort();
        payment.dedup();
        let mut production = filter.production.clone();
        production.sort();
        production.dedup();
        let mut wanted = OrderQuery {
            orders: found.orders,
            name: found.name,
            payment,
            production,
            workshops: found.workshops,
            states: filter.state.iter().cloned().collect(),
            cities,
            delivery: filter.delivery,
            placed_from: filter.placed_from,
            placed_to: filter.placed_to,
            bank: filter.bank.clone(),
            few_by_placing: false,
        };
        // A rare name is a short list, whatever else is asked; a common one is looked for along the way.
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

pub(crate) fn claim_view(claim: &Claim) -> ClaimView {
    ClaimView {
        holder: claim.holder,
        name: Safe::new(&claim.holder_name),
        since: claim.since,
        until: claim.until,
    }
}

/// Signals as they were stored; one that this program does not know is left out.
pub(crate) fn stored_signals(stored: &serde_json::Value) -> Vec<SignalFound> {
    let each = stored.as_array().map(Vec::as_slice).unwrap_or_default();
    each.iter()
        .filter_map(|signal| serde_json::from_value(signal.clone()).ok())
        .collect()
}

fn order_row(row: list::OrderRecord) -> OrderRow {
    OrderRow {
        id: row.id,
        number: row.number,
        version: row.version,
        customer: Safe::from(row.customer),
        total: row.total,
        due: row.due,
        payment: row.payment,
        production: row.production,
        on_hold: row.on_hold,
        workshop: row.workshop.map(Safe::from),
        city: row.city.map(Safe::from),
        placed_at: row.placed_at,
        last_event_at: row.last_event_at,
    }
}
