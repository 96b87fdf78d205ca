//! What customers' sites ask of the back office, to look at. The jobs answer it.

use super::Orders;
use crate::db::orders::requests;
use crate::domain::actor::{Actor, Permission};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

pub use crate::db::orders::requests::RequestView;

impl Orders<'_> {
    /// A page of the requests: with `open` those that wait, the longest waiting first; else all, the newest first.
    pub async fn requests(&self, actor: &Actor, open: bool, after: Option<Cursor>, limit: u32) -> Result<Page<RequestView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let rows = requests::page(self.shop.db(), open, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, RequestView::key, |request| request))
    }
}
