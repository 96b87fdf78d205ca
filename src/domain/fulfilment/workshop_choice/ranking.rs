//! The answer of the choice: who fits, in order, and why the others do not. Stored whole with the assignment, so its JSON
//! is compact: those that failed are grouped, `[reason, until, [workshop, …]]`.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Shortfall;
use crate::domain::fulfilment::capacity::Slot;
use crate::domain::ids::WorkshopId;
use crate::domain::money::Money;
use crate::domain::names::named;

named! {
    /// The hard filters, in the order they are looked at; the first one failed is the reason.
    pub enum Misfit {
        Inactive = "INACTIVE",
        Paused = "PAUSED",
        OutOfZone = "OUT_OF_ZONE",
        NoOffer = "NO_OFFER",
        Quantity = "QUANTITY",
        NoCapacity = "NO_CAPACITY",
        Excluded = "EXCLUDED",
        OverCeiling = "OVER_CEILING",
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// The one to ask first comes first.
    pub fitting: Vec<Candidate>,
    /// By reason, day and id.
    #[serde(serialize_with = "grouped", deserialize_with = "ungrouped")]
    pub failed: Vec<Misfitted>,
    /// Exactly when nobody fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Shortfall>,
}

/// Candidates whose days are kept with the ranking.
const DAYS_KEPT: usize = 3;

impl Ranking {
    /// Who could make it, the one to ask first first.
    pub fn workshops(&self) -> impl Iterator<Item = WorkshopId> {
        self.fitting.iter().map(|one| one.workshop)
    }

    /// Without the days of all but the first few: as it is stored, since nobody asks what the last one would have booked.
    pub fn shorten(&mut self) {
        let rest = self.fitting.iter_mut().skip(DAYS_KEPT);
        rest.for_each(|candidate| candidate.slots = Vec::new());
    }
}

/// A workshop that could make the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    pub workshop: WorkshopId,
    /// The day it could promise.
    pub ready_on: NaiveDate,
    pub cost: Money,
    /// Per thousand; none without history.
    pub acceptance: Option<u16>,
    /// Units it holds already, for fairness.
    pub load: u64,
    /// What would be booked.
    pub slots: Vec<Slot>,
}

/// A workshop that could not, with the first reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misfitted {
    pub reason: Misfit,
    /// Paused: its day of return. No capacity: the day by which the order would fit. None when it is not known.
    pub until: Option<NaiveDate>,
    pub workshop: WorkshopId,
}

type Group = (Misfit, Option<NaiveDate>, Vec<WorkshopId>);

fn grouped<S: Serializer>(failed: &[Misfitted], serializer: S) -> Result<S::Ok, S::Error> {
    let groups = failed.chunk_by(|one, next| (one.reason, one.until) == (next.reason, next.until));
    serializer.collect_seq(groups.filter_map(|group| {
        let first = group.first()?;
        let workshops = group.iter().map(|one| one.workshop).collect();
        Some::<Group>((first.reason, first.until, workshops))
    }))
}

fn ungrouped<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Misfitted>, D::Error> {
    let groups = Vec::<Group>::deserialize(deserializer)?;
    let workshops = groups
        .into_iter()
        .flat_map(|(reason, until, workshops)| workshops.into_iter().map(move |workshop| Misfitted { reason, until, workshop }));
    Ok(workshops.collect())
}
