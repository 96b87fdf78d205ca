//! Orders for a file, a page at a time, so that a million of them take no more memory than one page.

use super::Orders;
use super::view::{ExportRow, OrderFilter};
use crate::db::orders::export::{self, ExportRecord};
use crate::domain::actor::{Actor, Permission};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::sheet::{Cell, Column, column, moment};

/// Rows read at once.
const ROWS: u32 = 500;

/// What a role must be allowed to export orders.
pub const NEEDS: Permission = Permission::Export;

/// The columns of a file of orders; money has its currency beside it.
pub const ORDER_COLUMNS: &[Column<ExportRow>] = &[
    column("number", |row| Cell::name(&row.number)),
    moment("placed_at", |row| Cell::Time(row.placed_at)),
    column("customer", |row| Cell::text(&row.customer)),
    column("phone", |row| Cell::text(&row.phone)),
    column("id_doc", |row| Cell::maybe(row.id_doc.as_ref(), Cell::text)),
    column("email", |row| Cell::maybe(row.email.as_ref(), Cell::text)),
    column("delivery", |row| Cell::word("delivery-", row.delivery)),
    column("state", |row| Cell::maybe(row.state.as_ref(), Cell::text)),
    column("city", |row| Cell::maybe(row.city.as_ref(), Cell::text)),
    column("address", |row| Cell::maybe(row.address.as_ref(), Cell::text)),
    column("subtotal", |row| Cell::amount(row.subtotal)),
    column("shipping", |row| Cell::amount(row.shipping)),
    column("total", |row| Cell::amount(row.total)),
    column("currency", |row| Cell::currency(row.total)),
    column("due", |row| Cell::amount(row.due)),
    column("credited", |row| Cell::amount(row.credited)),
    column("due_currency", |row| Cell::currency(row.due)),
    column("rate", |row| Cell::number(row.rate.normalize())),
    column("payment", |row| Cell::word("payment-", row.payment)),
    column("production", |row| {
        Cell::maybe(row.production, |status| Cell::word("production-", status))
    }),
    column("on_hold", |row| Cell::Yes(row.on_hold)),
    column("workshop", |row| Cell::maybe(row.workshop.as_ref(), Cell::text)),
    column("attempt", |row| Cell::number(row.attempt)),
    moment("last_event_at", |row| Cell::Time(row.last_event_at)),
];

impl Orders<'_> {
    /// A page of the orders of a filter, in the order they were placed. Changes meanwhile neither lose nor repeat any.
    pub async fn export_page(
        &self,
        actor: &Actor,
        filter: &OrderFilter,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ExportRow>, Error> {
        actor.may(NEEDS)?;
        let wanted = self.order_query(filter).await?;
        let after = after.map(Into::into);
        let rows = export::page(self.shop.db(), &wanted, after, reading(limit)).await?;
        Ok(page(rows, limit, ExportRecord::key, |record| record.row))
    }

    /// Gives every order of a filter to `each`, which ends it by an error; answers how many there were.
    pub async fn export<E: From<Error>>(
        &self,
        actor: &Actor,
        filter: &OrderFilter,
        mut each: impl FnMut(ExportRow) -> Result<(), E>,
    ) -> Result<u64, E> {
        let (mut after, mut count) = (None, 0);
        loop {
            let page = self.export_page(actor, filter, after, ROWS).await?;
            for row in page.rows {
                each(row)?;
                count += 1;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(count),
            }
        }
    }
}
