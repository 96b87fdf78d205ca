//! Who could make an order, now and when the choice was made; and the queue of orders that wait for a workshop.

use std::collections::HashMap;

use serde::Serialize;

use super::Fulfilment;
use super::supply::{ChoiceFacts, ChoiceRequest};
use crate::db::fulfilment::rankings;
use crate::db::orders::head::{self, HeadRecord};
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::workshop_choice::{Misfit, Ranking, Shortfall};
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;

/// Everyone who was looked at for an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidates {
    pub order: OrderId,
    pub number: String,
    pub version: i64,
    /// Of the order's items.
    pub price: Money,
    pub status: Option<AssignmentStatus>,
    /// The workshop of the assignment.
    pub workshop: Option<WorkshopId>,
    /// When the choice was made; none for one made just now.
    pub at: Option<Time>,
    pub fitting: Vec<CandidateView>,
    pub failed: Vec<MisfitView>,
    /// Exactly when nobody fits.
    pub shortfall: Option<ShortfallView>,
}

/// A workshop that could make it, the one to ask first comes first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateView {
    pub workshop: WorkshopId,
    pub name: Safe,
    pub ready_on: chrono::NaiveDate,
    pub cost: Money,
    /// What the price of the order's items leaves of it; none where no rate compares them.
    pub margin: Option<Money>,
    /// Of what it was asked in 90 days, per thousand; none without history.
    pub acceptance: Option<u16>,
    /// Units it holds already.
    pub load: u64,
}

/// A workshop that could not, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MisfitView {
    pub workshop: WorkshopId,
    pub name: Safe,
    pub reason: Misfit,
    /// Paused: the day of return. No capacity: the day by which the order would fit.
    pub until: Option<chrono::NaiveDate>,
}

/// Nobody fits: in numbers, and what would help.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShortfallView {
    #[serde(flatten)]
    pub shortfall: Shortfall,
    /// The workshop that the change is about.
    pub workshop: Option<Safe>,
}

impl Fulfilment<'_> {
    /// Who could take the order as things are now.
    pub async fn candidates(&self, actor: &Actor, order: OrderId) -> Result<Candidates, Error> {
        actor.may(Permission::ReadOrders)?;
        let head = self.known(order).await?;
        let facts = self.facts_of_choice(&mut self.shop.db(), asking(&head)).await?;
        let ranking = facts.ranking(&mut self.shop.db()).await?;
        Ok(candidates(&head, &facts, ranking, None))
    }

    /// How the choices of the order's active assignment looked when they were made, the last one first.
    pub async fn rankings(&self, actor: &Actor, order: OrderId) -> Result<Vec<Candidates>, Error> {
        actor.may(Permission::ReadOrders)?;
        let head = self.known(order).await?;
        let Some(assignment) = head.assignment else {
            return Ok(Vec::new());
        };
        let facts = self.facts_of_choice(&mut self.shop.db(), asking(&head)).await?;
        let kept = rankings::of(self.shop.db(), assignment).await?;
        let views = kept.into_iter().map(|kept| {
            let ranking = serde_json::from_value(kept.ranking).map_err(|error| Error::Internal(error.to_string()))?;
            Ok(candidates(&head, &facts, ranking, Some(kept.at)))
        });
        views.collect()
    }

    async fn known(&self, order: OrderId) -> Result<HeadRecord, Error> {
        let head = head::of(self.shop.db(), order).await?;
        Ok(head.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", order.to_string()))?)
    }
}

pub(crate) fn asking(head: &HeadRecord) -> ChoiceRequest {
    ChoiceRequest {
        order: head.order.id,
        delivery: head.order.delivery,
        city: head.city,
        subtotal: head.order.subtotal,
        rate: head.quote.rate,
    }
}

fn candidates(head: &HeadRecord, facts: &ChoiceFacts, ranking: Ranking, at: Option<Time>) -> Candidates {
    let names: HashMap<WorkshopId, &Safe> = facts.supply.workshops.iter().map(|one| (one.id, &one.name)).collect();
    let name = |workshop: WorkshopId| names.get(&workshop).map_or_else(|| Safe::new("–"), |name| (*name).clone());
    let shortfall = ranking.shortfall.map(|shortfall| ShortfallView {
        workshop: shortfall.change.map(|change| name(change.workshop())),
        shortfall,
    });
    Candidates {
        order: head.order.id,
        number: head.order.number.clone(),
        version: head.order.version,
        price: head.order.subtotal,
        status: head.order.production,
        workshop: head.workshop,
        at,
        fitting: ranking
            .fitting
            .into_iter()
            .map(|one| CandidateView {
                workshop: one.workshop,
                name: name(one.workshop),
                ready_on: one.ready_on,
                cost: one.cost,
                margin: facts.wanted.margin(head.order.subtotal, one.cost),
                acceptance: one.acceptance,
                load: one.load,
            })
            .collect(),
        failed: ranking
            .failed
            .into_iter()
            .map(|one| MisfitView {
                workshop: one.workshop,
                name: name(one.workshop),
                reason: one.reason,
                until: one.until,
            })
            .collect(),
        shortfall,
    }
}
