//! No workshop fits: how many failed what, the nearest day one would, and what would help most cheaply. For sentences
//! such as "0 de 9: 4 fuera de zona, 3 sin cupo hasta el 12/12, 2 pausados".

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::filters::Miss;
use super::{Misfit, Wanted, favour};
use crate::domain::ids::{ProductId, WorkshopId};
use crate::domain::money::Money;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shortfall {
    /// Workshops looked at.
    pub total: u32,
    /// The most frequent reason first.
    pub tallies: Vec<Tally>,
    /// The first day on which a full or paused workshop that fails nothing else would fit.
    pub nearest: Option<NaiveDate>,
    pub change: Option<Change>,
}

/// How many workshops failed for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub reason: Misfit,
    pub workshops: u32,
    /// The first day on which one of them is back or has room.
    pub until: Option<NaiveDate>,
}

/// One change to one workshop that fails nothing else. Its bookings were not looked at, unless it is a wait.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Change {
    /// Up to what it asks.
    RaiseCeiling {
        workshop: WorkshopId,
        to: Money,
    },
    Unpause {
        workshop: WorkshopId,
    },
    /// For national shipping, let it ship; for pickup, let it host.
    ExtendZone {
        workshop: WorkshopId,
    },
    Wait {
        workshop: WorkshopId,
        until: NaiveDate,
    },
    /// An offer of it for this product, or one that takes this quantity.
    AddOffer {
        workshop: WorkshopId,
        product: ProductId,
    },
}

impl Change {
    pub const fn workshop(self) -> WorkshopId {
        match self {
            Self::RaiseCeiling { workshop, .. }
            | Self::Unpause { workshop }
            | Self::ExtendZone { workshop }
            | Self::Wait { workshop, .. }
            | Self::AddOffer { workshop, .. } => workshop,
        }
    }
}

/// Which change is proposed first: what Krafta decides alone and knows the price of, then what takes a word with a
/// workshop, then time, then a price nobody knows yet. What repairs an inactive or excluded workshop is never proposed.
const CHEAPEST_FIRST: [Misfit; 6] = [
    Misfit::OverCeiling,
    Misfit::Paused,
    Misfit::OutOfZone,
    Misfit::NoCapacity,
    Misfit::NoOffer,
    Misfit::Quantity,
];

impl Shortfall {
    pub(crate) fn of(wanted: &Wanted, misses: &[Miss<'_>]) -> Self {
        let alone = || misses.iter().filter(|miss| miss.alone);
        let changes = alone().filter_map(|miss| Some((miss.price_of_change(wanted)?, miss.change()?)));
        Self {
            total: count(misses.iter()),
            tallies: tallies(misses),
            nearest: alone().filter_map(|miss| miss.until).min(),
            change: changes.min_by(|(one, _), (other, _)| one.cmp(other)).map(|(_, change)| change),
        }
    }
}

fn count<'a>(misses: impl Iterator<Item = &'a Miss<'a>>) -> u32 {
    u32::try_from(misses.count()).unwrap_or(u32::MAX)
}

fn tallies(misses: &[Miss<'_>]) -> Vec<Tally> {
    let of = |&reason: &Misfit| {
        let with_reason = || misses.iter().filter(move |miss| miss.reason == reason);
        Tally {
            reason,
            workshops: count(with_reason()),
            until: with_reason().filter_map(|miss| miss.until).min(),
        }
    };
    let mut tallies: Vec<Tally> = Misfit::ALL.iter().map(of).filter(|tally| tally.workshops > 0).collect();
    tallies.sort_by_key(|tally| Reverse(tally.workshops));
    tallies
}

impl Miss<'_> {
    fn change(&self) -> Option<Change> {
        let workshop = self.workshop.id;
        match self.reason {
            Misfit::OverCeiling => self.plan.as_ref().ok().map(|plan| Change::RaiseCeiling { workshop, to: plan.cost }),
            Misfit::Paused => Some(Change::Unpause { workshop }),
            Misfit::OutOfZone => Some(Change::ExtendZone { workshop }),
            Misfit::NoCapacity => self.until.map(|until| Change::Wait { workshop, until }),
            Misfit::NoOffer | Misfit::Quantity => {
                let product = self.plan.as_ref().err().and_then(|lack| lack.product);
                product.map(|product| Change::AddOffer { workshop, product })
            }
            Misfit::Inactive | Misfit::Excluded => None,
        }
    }

    /// Smaller is cheaper: the kind; days to wait or offers to add; then as candidates are ordered.
    fn price_of_change(&self, wanted: &Wanted) -> Option<impl Ord + use<>> {
        let kind = CHEAPEST_FIRST.iter().position(|reason| *reason == self.reason)?;
        let effort = match (&self.plan, self.until) {
            (Err(lack), _) => i64::try_from(lack.products).unwrap_or(i64::MAX),
            (Ok(_), Some(day)) if self.reason == Misfit::NoCapacity => i64::from(day.num_days_from_ce()),
            (Ok(_), _) => 0,
        };
        let facts = self.workshop;
        let price = self.plan.as_ref().ok().map(|plan| wanted.price(plan.cost));
        Some((kind, effort, price, favour(facts.acceptance, 0, facts.id)))
    }
}
