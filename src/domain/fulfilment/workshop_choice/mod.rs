//! Who can make an order, and who should (domain.md §3, "Choosing a workshop"): hard filters, then an ordering. Used by
//! assignments, by the queue without workshop and by the list of candidates. In two steps, so that only workshops
//! the filters let through need their bookings read: [`screen`], then [`order`].

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::capacity::{Booked, Limits, spread};
use crate::domain::calendar::Holidays;
use crate::domain::fulfilment::workshop_choice::filters::{Miss, Passing};
use crate::domain::ids::{OfferId, ProductId, WorkshopId, ZoneId};
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::text::Safe;

pub mod filters;
mod plan;
mod ranking;
mod shortfall;

pub use crate::domain::fulfilment::workshop_choice::filters::{Screened, misfit, screen};
pub use crate::domain::fulfilment::workshop_choice::plan::{Lack, Plan};
pub use crate::domain::fulfilment::workshop_choice::ranking::{Candidate, Misfit, Misfitted, Ranking};
pub use crate::domain::fulfilment::workshop_choice::shortfall::{Change, Shortfall, Tally};

/// The acceptance of a workshop without history, per thousand.
const UNKNOWN_ACCEPTANCE: u16 = 500;

/// What an order asks of a workshop.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub delivery: DeliveryMethod,
    /// The zones of the city the order names; none when it names no city.
    pub zones: Option<Vec<ZoneId>>,
    pub items: Vec<WantedItem>,
    /// Workshops that refused this order, or were taken off it.
    pub excluded: BTreeSet<WorkshopId>,
    /// The most the workshop's work may cost.
    pub ceiling: Option<Money>,
    /// Compares costs in bolívares with costs in dollars; without it the former come last and are
    /// over any ceiling in the latter. USDT counts as USD.
    pub rate: Option<Rate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedItem {
    pub product: ProductId,
    pub quantity: u32,
}

/// A workshop as the choice sees it.
#[derive(Debug, Clone)]
pub struct WorkshopFacts {
    pub id: WorkshopId,
    pub name: Safe,
    pub active: bool,
    pub paused: Option<Pause>,
    pub zones: Vec<ZoneId>,
    pub ships_nationally: bool,
    pub hosts_pickup: bool,
    /// The active ones.
    pub offers: Vec<Offer>,
    pub limits: Limits,
    /// Accepted of what it was asked in 90 days, per thousand; none without history.
    pub acceptance: Option<u16>,
}

#[derive(Debug, Clone)]
pub struct Pause {
    /// The day of its return, on which it works again; none when nobody knows.
    pub until: Option<NaiveDate>,
    pub reason: Safe,
}

/// What a workshop asks for making one product; it has one for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub id: OfferId,
    pub product: ProductId,
    pub unit_cost: Money,
    /// Units of capacity one piece takes.
    pub capacity_units: u32,
    /// Units per day, beside the workshop's own limit.
    pub daily_limit: Option<u32>,
    /// Business days from the last day of work to the promised one.
    pub lead_days: u32,
    pub min_quantity: u32,
    pub max_quantity: Option<u32>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
}

/// The days in which an order may be made, both included. Bookings are read up to [`super::capacity::last_look`]`(until)`.
#[derive(Debug, Clone, Copy)]
pub struct Horizon<'a> {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub holidays: &'a Holidays,
}

/// Both steps at once, for who has every booking at hand.
pub fn rank<'a, 'b>(
    wanted: &Wanted,
    workshops: impl IntoIterator<Item = &'a WorkshopFacts>,
    today: NaiveDate,
    horizon: Horizon<'_>,
    booked: impl Fn(WorkshopId) -> Option<&'b Booked>,
) -> Ranking {
    order(wanted, screen(wanted, workshops, today), horizon, booked)
}

/// The second step: who has room in the horizon, and in which order to ask them: soonest ready, cheapest, most accepting,
/// least loaded, id. `booked` gives what a passing workshop already holds; none is nothing.
pub fn order<'b>(
    wanted: &Wanted,
    screened: Screened<'_>,
    horizon: Horizon<'_>,
    booked: impl Fn(WorkshopId) -> Option<&'b Booked>,
) -> Ranking {
    let (mut fitting, mut misses) = (Vec::new(), screened.failed);
    for passing in screened.passing {
        let held = booked(passing.workshop.id);
        match place(passing, horizon, held) {
            Ok(candidate) => fitting.push(candidate),
            Err(miss) => misses.push(miss),
        }
    }
    fitting.sort_by_cached_key(|one| (one.ready_on, wanted.price(one.cost), favour(one.acceptance, one.load, one.workshop)));
    let shortfall = fitting.is_empty().then(|| Shortfall::of(wanted, &misses));
    let mut failed: Vec<Misfitted> = misses.iter().map(Miss::misfitted).collect();
    failed.sort_unstable();
    Ranking {
        fitting,
        failed,
        shortfall,
    }
}

/// Whether nobody fits, by the same steps as [`order`], which ends here with the first who does: for the queue, which asks it of
/// every order that waits.
pub fn shortfall<'b>(
    wanted: &Wanted,
    screened: Screened<'_>,
    horizon: Horizon<'_>,
    booked: impl Fn(WorkshopId) -> Option<&'b Booked>,
) -> Option<Shortfall> {
    let mut misses = screened.failed;
    for passing in screened.passing {
        let held = booked(passing.workshop.id);
        misses.push(place(passing, horizon, held).err()?);
    }
    Some(Shortfall::of(wanted, &misses))
}

/// A workshop that passed the filters before the room: its days, or what it fails after all.
fn place<'a>(passing: Passing<'a>, horizon: Horizon<'_>, held: Option<&Booked>) -> Result<Candidate, Miss<'a>> {
    let Passing { workshop, plan, later } = passing;
    let nothing = Booked::default();
    let held = held.unwrap_or(&nothing);
    let slots = spread(&plan.needs, &workshop.limits, horizon.holidays, held, horizon.from, horizon.until);
    match (slots, later.first()) {
        (Ok(slots), None) => Ok(Candidate {
            workshop: workshop.id,
            ready_on: plan.ready_on(&slots, horizon),
            cost: plan.cost,
            acceptance: workshop.acceptance,
            load: held.total(),
            slots,
        }),
        (Ok(_), Some(&reason)) => Err(Miss {
            workshop,
            plan: Ok(plan),
            reason,
            until: None,
            alone: later.len() == 1,
        }),
        (Err(full), _) => Err(Miss {
            workshop,
            plan: Ok(plan),
            reason: Misfit::NoCapacity,
            until: full.next_free,
            alone: later.is_empty(),
        }),
    }
}

/// Smaller is asked sooner, when day and cost are alike: the more accepting, then the less loaded, then the id.
fn favour(acceptance: Option<u16>, load: u64, workshop: WorkshopId) -> impl Ord {
    (Reverse(acceptance.unwrap_or(UNKNOWN_ACCEPTANCE)), load, workshop)
}

#[cfg(test)]
mod tests;
