//! All assignments of one order, with their days and lines.

use super::view::AssignmentView;
use crate::db::fulfilment::work_list;
use crate::db::{DbResult, Reader};
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::OrderId;
use crate::service::core::error::Error;
use crate::service::orders::Orders;

impl Orders<'_> {
    /// Every assignment the order had, with its days and its lines.
    pub async fn assignments(&self, actor: &Actor, order: OrderId) -> Result<Vec<AssignmentView>, Error> {
        actor.may(Permission::ReadAssignments)?;
        self.head(actor, order).await?;
        let mut all = self.assignments_of(order).await?;
        all.retain(|one| actor.role != Role::Workshop || one.workshop_id == actor.workshop);
        Ok(all)
    }

    pub(in crate::service) async fn assignments_of(&self, order: OrderId) -> DbResult<Vec<AssignmentView>> {
        read(&mut self.shop.db(), order).await
    }
}

/// The order's assignments as `reader` sees them: the database, or a transaction at work.
pub(in crate::service) async fn read(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<AssignmentView>> {
    let mut all = work_list::of_order(reader, order).await?;
    for record in work_list::days_of_order(reader, order).await? {
        if let Some(one) = all.iter_mut().find(|one| one.id == record.assignment) {
            one.days.push(record.day);
        }
    }
    for record in work_list::lines_of_order(reader, order).await? {
        if let Some(one) = all.iter_mut().find(|one| one.id == record.assignment) {
            one.lines.push(record.line);
        }
    }
    Ok(all)
}
