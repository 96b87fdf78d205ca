//! What the workshops hold, day by day and offer by offer, while the stories are told: nobody books beyond a limit.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::calendar;
use super::shop::Shop;
use crate::domain::Time;
use crate::domain::fulfilment::capacity::{Booked, Slot, spread};
use crate::domain::fulfilment::workshop_choice::{Candidate, Horizon, Plan, Ranking, Wanted, misfit, order, screen};
use crate::domain::ids::OfferId;
use crate::domain::money::Money;

/// Units by workshop, then by day and offer.
pub struct Diary(Vec<BTreeMap<(NaiveDate, OfferId), u64>>);

/// What a workshop would do for an order.
pub struct Room {
    pub slots: Vec<Slot>,
    pub ready_on: NaiveDate,
    pub cost: Money,
}

impl Diary {
    pub fn new(workshops: usize) -> Self {
        Self(vec![BTreeMap::new(); workshops])
    }

    pub fn hold(&mut self, workshop: usize, slots: &[Slot]) {
        for slot in slots {
            *self.0[workshop].entry((slot.day, slot.offer)).or_default() += u64::from(slot.units);
        }
    }

    pub fn free(&mut self, workshop: usize, day: NaiveDate, offer: Uuid, units: i64) {
        if let Some(held) = self.0[workshop].get_mut(&(day, OfferId::from_uuid(offer))) {
            *held = held.saturating_sub(u64::try_from(units).unwrap_or(0));
        }
    }

    fn booked(&self, workshop: usize, from: NaiveDate) -> Booked {
        let rows = self.0[workshop].range((from, OfferId::from_uuid(Uuid::nil()))..);
        rows.filter(|(_, units)| **units > 0)
            .map(|(&(day, offer), &units)| (day, Some(offer), units))
            .collect()
    }

    /// How this workshop would make the order from `today` on, if its limits and offers let it.
    pub fn room(&self, shop: &Shop, wanted: &Wanted, workshop: usize, at: Time) -> Option<Room> {
        let today = calendar::day(at);
        let facts = shop.workshops.list[workshop].facts(at);
        let plan = Plan::of(wanted, facts, today).ok()?;
        let horizon = horizon(today, shop);
        let slots = spread(
            &plan.needs,
            &facts.limits,
            horizon.holidays,
            &self.booked(workshop, today),
            today,
            horizon.until,
        );
        let slots = slots.ok()?;
        Some(Room {
            ready_on: plan.ready_on(&slots, horizon),
            cost: plan.cost,
            slots,
        })
    }

    /// All of it on the first day of work, full or not.
    pub fn over_limit(&self, shop: &Shop, wanted: &Wanted, workshop: usize, at: Time) -> Option<Room> {
        let today = calendar::day(at);
        let facts = shop.workshops.list[workshop].facts(at);
        let plan = Plan::of(wanted, facts, today).ok()?;
        let horizon = horizon(today, shop);
        let day = facts.first_day_of_work(horizon);
        let slots: Vec<Slot> = plan
            .needs
            .iter()
            .map(|need| Slot {
                offer: need.offer,
                day,
                units: u32::try_from(need.units).unwrap_or(u32::MAX),
            })
            .collect();
        Some(Room {
            ready_on: plan.ready_on(&slots, horizon),
            cost: plan.cost,
            slots,
        })
    }

    /// Somebody who fits and has room; where to begin to look is up to `start`.
    pub fn somebody(&self, shop: &Shop, wanted: &Wanted, at: Time, start: u64) -> Option<(usize, Room)> {
        let among = shop.workshops.within_reach(wanted);
        let start = usize::try_from(start % u64::try_from(among.len().max(1)).ok()?).ok()?;
        let today = calendar::day(at);
        let turned = among[start..].iter().chain(&among[..start]).copied();
        turned
            .filter(|place| misfit(wanted, shop.workshops.list[*place].facts(at), today).is_none())
            .find_map(|place| Some((place, self.room(shop, wanted, place, at)?)))
    }

    /// The choice as the service would make it.
    pub fn rank(&self, shop: &Shop, wanted: &Wanted, at: Time) -> Ranking {
        let today = calendar::day(at);
        let screened = screen(wanted, shop.workshops.list.iter().map(|workshop| workshop.facts(at)), today);
        let booked: BTreeMap<_, _> = screened
            .passing()
            .filter_map(|facts| Some((facts.id, self.booked(shop.workshops.place(facts.id)?, today))))
            .collect();
        order(wanted, screened, horizon(today, shop), |workshop| booked.get(&workshop))
    }
}

impl From<&Candidate> for Room {
    fn from(candidate: &Candidate) -> Self {
        Self {
            slots: candidate.slots.clone(),
            ready_on: candidate.ready_on,
            cost: candidate.cost,
        }
    }
}

fn horizon(today: NaiveDate, shop: &Shop) -> Horizon<'_> {
    Horizon {
        from: today,
        until: today + Days::new(u64::from(shop.settings.assignment.horizon_days)),
        holidays: &shop.holidays,
    }
}
