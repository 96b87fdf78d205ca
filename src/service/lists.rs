//! The lists: review queue, orders, refunds, and the counts of what waits. Each is read in pages by key.

use super::pages::{page, reading};
use super::view::{ClaimView, Counts, Cursor, HolderFilter, OrderFilter, OrderRow, Page, QueueFilter, QueueRow, QueueSort};
use super::{Error, Krafta};
use crate::db::read::order_filter::{OrderQuery, Walk};
use crate::db::read::page::Seek;
use crate::db::read::queue::{self, QueueQuery, QueueRecord};
use crate::db::read::{accounts, counts, order_list, places};
use crate::domain::actor::{Actor, Permission};
use crate::domain::payment::PaymentStatus;
use crate::domain::payment_facts::Claim;
use crate::domain::signal::SignalFound;
use crate::domain::text::{Safe, fold};

impl Krafta {
    /// A page of the review queue: open proofs, longest waiting first unless the filter sorts otherwise.
    pub async fn queue(&self, actor: &Actor, filter: &QueueFilter, after: Option<Cursor>, limit: u32) -> Result<Page<QueueRow>, Error> {
        self.queue_page(actor, filter, Seek::After(after.map(Into::into)), limit).await
    }

    /// The page before a place, or the last one.
    pub async fn queue_before(
        &self,
        actor: &Actor,
        filter: &QueueFilter,
        before: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<QueueRow>, Error> {
        self.queue_page(actor, filter, Seek::Before(before.map(Into::into)), limit).await
    }

    /// A page of the orders, newest change first. With a period they come newest order first, and so do
    /// those of a name that many customers have.
    pub async fn orders(&self, actor: &Actor, filter: &OrderFilter, after: Option<Cursor>, limit: u32) -> Result<Page<OrderRow>, Error> {
        self.orders_page(actor, filter, Seek::After(after.map(Into::into)), limit).await
    }

    /// The page before a place, or the last one.
    pub async fn orders_before(
        &self,
        actor: &Actor,
        filter: &OrderFilter,
        before: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<OrderRow>, Error> {
        self.orders_page(actor, filter, Seek::Before(before.map(Into::into)), limit).await
    }

    /// What waits for a person. Each count ends at 10000.
    pub async fn counts(&self, actor: &Actor) -> Result<Counts, Error> {
        actor.may(Permission::ReadOrders)?;
        let waiting = counts::waiting(self.db(), self.now(), self.today()).await?;
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

    async fn queue_page(&self, actor: &Actor, filter: &QueueFilter, seek: Seek, limit: u32) -> Result<Page<QueueRow>, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.queue_query(filter).await?;
        let rows = queue::page(self.db(), &wanted, seek, reading(limit)).await?;
        Ok(page(rows, seek, limit, QueueRecord::key, queue_row))
    }

    async fn queue_query(&self, filter: &QueueFilter) -> Result<QueueQuery, Error> {
        let found = self.find_in_queue(filter).await?;
        let held = match filter.holder {
            HolderFilter::Operator(operator) => Some(queue::claimed_by(self.db(), operator).await?),
            HolderFilter::Anyone | HolderFilter::Nobody => None,
        };
        let orders = match (held, found.orders) {
            (Some(held), Some(found)) => Some(held.into_iter().filter(|id| found.contains(id)).collect()),
            (held, found) => held.or(found),
        };
        let (mut orders, mut name) = (orders, found.name);
        if orders.is_none()
            && let Some(few) = order_list::of_rare_name(self.db(), &name).await?
        {
            name.clear();
            orders = Some(few);
        }
        let accounts = match &filter.account {
            Some(alias) => {
                let wanted = fold(alias.trim());
                let all = accounts::all(self.db()).await?;
                Some(all.iter().filter(|a| fold(&a.alias).contains(&wanted)).map(|a| a.id).collect())
            }
            None => None,
        };
        Ok(QueueQuery {
            orders,
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

    async fn orders_page(&self, actor: &Actor, filter: &OrderFilter, seek: Seek, limit: u32) -> Result<Page<OrderRow>, Error> {
        actor.may(Permission::ReadOrders)?;
        let wanted = self.order_query(filter).await?;
        let walk = wanted.walk();
        let rows = order_list::page(self.db(), &wanted, seek, reading(limit)).await?;
        Ok(page(rows, seek, limit, |row| row.key(walk), order_row))
    }

    /// The filter with its names looked up.
    pub(super) async fn order_query(&self, filter: &OrderFilter) -> Result<OrderQuery, Error> {
        let found = self.find_orders(filter).await?;
        let mut cities = match &filter.city {
            Some(city) => Some(places::cities(self.db(), city).await?),
            None => None,
        };
        if let Some(zone) = &filter.zone {
            let of_zone = places::zones(self.db(), zone).await?;
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
            && let Some(few) = order_list::of_rare_name(self.db(), &wanted.name).await?
        {
            wanted.few_by_placing = wanted.walk() == Walk::Name;
            wanted.name.clear();
            wanted.orders = Some(few);
        }
        Ok(wanted)
    }
}

pub(super) fn claim_view(claim: &Claim) -> ClaimView {
    ClaimView {
        holder: claim.holder,
        name: Safe::new(&claim.holder_name),
        since: claim.since,
        until: claim.until,
    }
}

/// Signals as they were stored; one that this program does not know is left out.
pub(super) fn stored_signals(stored: &serde_json::Value) -> Vec<SignalFound> {
    let each = stored.as_array().map(Vec::as_slice).unwrap_or_default();
    each.iter()
        .filter_map(|signal| serde_json::from_value(signal.clone()).ok())
        .collect()
}

fn queue_row(row: QueueRecord) -> QueueRow {
    QueueRow {
        submission: row.submission,
        order: row.order,
        number: row.number,
        version: row.version,
        payment: row.payment,
        customer: Safe::from(row.customer),
        method: row.method,
        amount: row.amount,
        account: row.account.map(Safe::from),
        reference: row.reference.map(Safe::from),
        reported_at: row.reported_at,
        attempt: row.attempt,
        signals: stored_signals(&row.signals),
        claim: row.claim.as_ref().map(claim_view),
    }
}

fn order_row(row: order_list::OrderRecord) -> OrderRow {
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
