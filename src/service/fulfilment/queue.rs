//! The queue of orders without a workshop, each with whether one could be found for it now and what is in the way: by the steps by
//! which one is chosen and refused.

use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;

use serde::Serialize;

use super::Fulfilment;
use super::candidates::ShortfallView;
use super::work_list::{WaitingFilter, WorkRow};
use crate::domain::actor::Actor;
use crate::domain::fulfilment::workshop_choice::{self, Shortfall};
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page};

/// An order that waits for a workshop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaitingRow {
    #[serde(flatten)]
    pub work: WorkRow,
    /// Exactly when no workshop fits now.
    pub shortfall: Option<ShortfallView>,
}

impl WaitingRow {
    /// It cannot be assigned now, whatever was found when it was last looked at.
    pub const fn is_stuck(&self) -> bool {
        self.work.on_hold || self.shortfall.is_some()
    }
}

impl Deref for WaitingRow {
    type Target = WorkRow;

    fn deref(&self) -> &WorkRow {
        &self.work
    }
}

impl Fulfilment<'_> {
    /// A page of [`waiting`](Self::waiting), each row with what is in its way. In which part of the list a row stands was found when
    /// it was last looked at; what is said of it is so now.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn queue(&self, actor: &Actor, filter: &WaitingFilter, after: Option<Cursor>, limit: u32) -> Result<Page<WaitingRow>, Error> {
        let page = self.waiting(actor, filter, after, limit).await?;
        let orders: Vec<OrderId> = page.rows.iter().map(|row| row.order).collect();
        let mut shortfalls = self.shortfalls(&orders).await?;
        let rows = page.rows.into_iter().map(|work| WaitingRow {
            shortfall: shortfalls.remove(&work.order),
            work,
        });
        Ok(Page {
            rows: rows.collect(),
            next: page.next,
            unread: page.unread,
        })
    }

    /// Of these orders those that nobody could make now, and why.
    async fn shortfalls(&self, orders: &[OrderId]) -> Result<HashMap<OrderId, ShortfallView>, Error> {
        let choices = match orders.is_empty() {
            true => Vec::new(),
            false => self.facts_of_choices(orders).await?,
        };
        let Some((_, any)) = choices.first() else {
            return Ok(HashMap::new());
        };
        let screened: Vec<_> = choices.iter().map(|(_, facts)| facts.screened()).collect();
        let passing: BTreeSet<WorkshopId> = screened.iter().flat_map(|one| one.passing().map(|workshop| workshop.id)).collect();
        // The days looked at are the same for all of them.
        let booked = any.booked(&mut self.shop.db(), &passing.into_iter().collect::<Vec<_>>()).await?;
        let found = choices.iter().zip(screened).filter_map(|((order, facts), screened)| {
            let short = workshop_choice::shortfall(&facts.wanted, screened, facts.horizon(), |workshop| booked.get(&workshop));
            let name = |workshop| {
                facts
                    .supply
                    .workshop(workshop)
                    .map_or_else(|| Safe::new("–"), |one| one.name.clone())
            };
            let view = |shortfall: Shortfall| ShortfallView {
                workshop: shortfall.change.map(|change| name(change.workshop())),
                shortfall,
            };
            Some((*order, view(short?)))
        });
        Ok(found.collect())
    }
}
