//! The review queue and refunds for a file. They hold people's data: who may export orders may export these.

use super::Payments;
use super::view::{QueueFilter, QueueRow, RefundSearch};
use crate::domain::actor::Actor;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page};
use crate::service::core::sheet::{Cell, Column, column, moment};
use crate::service::orders::export::NEEDS;
use crate::service::orders::view::RefundView;

/// The columns of a file of the queue.
pub const QUEUE_COLUMNS: &[Column<QueueRow>] = &[
    column("number", |row| Cell::name(&row.number)),
    moment("reported_at", |row| Cell::Time(row.reported_at)),
    column("customer", |row| Cell::text(&row.customer)),
    column("payment", |row| Cell::word("payment-", row.payment)),
    column("method", |row| Cell::word("method-", row.method)),
    column("amount", |row| Cell::amount(row.amount)),
    column("currency", |row| Cell::currency(row.amount)),
    column("account", |row| Cell::maybe(row.account.as_ref(), Cell::text)),
    column("reference", |row| Cell::maybe(row.reference.as_ref(), Cell::text)),
    column("attempt", |row| Cell::number(row.attempt)),
    column("signals", |row| {
        let signals: Vec<_> = row.signals.iter().map(|found| found.signal.as_str()).collect();
        Cell::name(signals.join(" "))
    }),
    column("reviewer", |row| {
        Cell::maybe(row.claim.as_ref(), |claim| Cell::Text(claim.name.to_string()))
    }),
];

/// The columns of a file of refunds.
pub const REFUND_COLUMNS: &[Column<RefundView>] = &[
    column("number", |row| Cell::name(&row.number)),
    moment("created_at", |row| Cell::Time(row.created_at)),
    column("customer", |row| Cell::text(&row.customer)),
    column("status", |row| Cell::word("cli-refund-", &row.status)),
    column("amount", |row| Cell::amount(row.amount)),
    column("paid", |row| Cell::amount(row.paid)),
    column("left", |row| Cell::amount(row.left)),
    column("currency", |row| Cell::currency(row.amount)),
    column("reason", |row| Cell::text(&row.reason)),
    column("requested_by", |row| Cell::maybe(row.requested_by.as_ref(), Cell::text)),
    moment("closed_at", |row| Cell::maybe(row.closed_at, Cell::Time)),
];

impl Payments<'_> {
    /// A page of the queue for a file.
    ///
    /// # Errors
    /// Not allowed to export.
    pub async fn export_queue(
        &self,
        actor: &Actor,
        filter: &QueueFilter,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<QueueRow>, Error> {
        actor.may(NEEDS)?;
        self.queue(actor, filter, after, limit).await
    }

    /// A page of the refunds for a file.
    ///
    /// # Errors
    /// Not allowed to export.
    pub async fn export_refunds(
        &self,
        actor: &Actor,
        search: &RefundSearch,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<RefundView>, Error> {
        actor.may(NEEDS)?;
        self.refunds(actor, search.clone(), after, limit).await
    }
}
