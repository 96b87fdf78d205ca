//! All assignments of one order, with their days and lines.

use super::view::AssignmentView;
use crate::db::fulfilment::work_list;
use crate::db::fulfilment::work_list::{DayRecord, LineRecord};
use crate::db::{DbResult, Tx};
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
        let db = self.shop.db();
        let (mut one, mut two, mut three) = (db, db, db);
        let (all, days, lines) = tokio::try_join!(
            work_list::of_order(&mut one, order),
            work_list::days_of_order(&mut two, order),
            work_list::lines_of_order(&mut three, order)
        )?;
        Ok(together(all, days, lines))
    }
}

/// The order's assignments as a transaction at work sees them.
pub(in crate::service) async fn read(tx: &mut Tx, order: OrderId) -> DbResult<Vec<AssignmentView>> {
    let all = work_list::of_order(tx, order).await?;
    let days = work_list::days_of_order(tx, order).await?;
    let lines = work_list::lines_of_order(tx, order).await?;
    Ok(together(all, days, lines))
}

fn together(mut all: Vec<AssignmentView>, days: Vec<DayRecord>, lines: Vec<LineRecord>) -> Vec<AssignmentView> {
    for record in days {
        if let Some(one) = all.iter_mut().find(|one| one.id == record.assignment) {
            one.days.push(record.day);
        }
    }
    for record in lines {
        if let Some(one) = all.iter_mut().find(|one| one.id == record.assignment) {
            one.lines.push(record.line);
        }
    }
    all
}
