//! Orders for a file, a page at a time, so that a million of them take no more memory than one page.

use super::view::{ExportRow, OrderFilter};
use super::{Orders, head};
use crate::db::engine::page::Seek;
use crate::db::orders::export::{self, ExportRecord};
use crate::domain::actor::{Actor, Permission};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

/// Rows read at once.
const ROWS: u32 = 500;

/// What a role must be allowed to export orders.
pub const NEEDS: Permission = Permission::Export;

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
        Ok(page(rows, Seek::After(after), limit, ExportRecord::key, export_row))
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

fn export_row(order: ExportRecord) -> ExportRow {
    ExportRow {
        number: order.number,
        placed_at: order.placed_at,
        customer: Safe::from(order.customer),
        phone: Safe::from(head::phone(&order.phone)),
        id_doc: order.id_doc.as_deref().map(|id| Safe::from(head::id_doc(id))),
        email: order.email.map(Safe::from),
        delivery: order.delivery,
        state: order.state.map(Safe::from),
        city: order.city.map(Safe::from),
        address: order.address.map(Safe::from),
        subtotal: order.subtotal,
        shipping: order.shipping,
        total: order.total,
        due: order.due,
        rate: order.rate,
        credited: order.credited,
        payment: order.payment,
        production: order.production,
        on_hold: order.on_hold,
        workshop: order.workshop.map(Safe::from),
        attempt: order.attempt,
        last_event_at: order.last_event_at,
    }
}
