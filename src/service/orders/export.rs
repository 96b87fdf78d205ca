//! Orders for a file, a page at a time, so that a million of them take no more memory than one page.

use super::Orders;
use super::view::{ExportRow, OrderFilter};
use crate::db::orders::export::{self, ExportRecord};
use crate::domain::actor::{Actor, Permission};
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
