//! Units a workshop makes per day, and the days an order takes of them (domain.md §3, "Capacity"). Used by choosing, by
//! bookings and by the board. What is free is the limit less the bookings, computed each time, never stored.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Holidays;
use crate::domain::ids::OfferId;

/// How many days past the last one asked about a full workshop's next free day is looked for.
pub const FURTHER_DAYS: u64 = 60;

/// Units per day of one workshop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// Monday first.
    pub weekly: [u32; 7],
    /// Dated limits; a closure is one of 0.
    pub overrides: BTreeMap<NaiveDate, u32>,
}

impl Limits {
    /// The weekly pattern, unless the day has a limit of its own; nothing on a holiday.
    pub fn limit(&self, day: NaiveDate, holidays: &Holidays) -> u32 {
        let weekly = || self.weekly[day.weekday().num_days_from_monday() as usize];
        let limit = self.overrides.get(&day).copied().unwrap_or_else(weekly);
        if limit == 0 || holidays.contains(day) { 0 } else { limit }
    }
}

/// What a workshop already holds: units by day and offer (none: of no offer in particular).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Booked(Vec<Row>);

type Row = (NaiveDate, Option<OfferId>, u64);

/// Rows as the database gives them, ordered by day or not, summed or not; in order they cost nothing more.
impl FromIterator<Row> for Booked {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        let mut rows: Vec<_> = rows.into_iter().collect();
        if !rows.is_sorted_by_key(|(day, ..)| *day) {
            rows.sort_unstable_by_key(|(day, ..)| *day);
        }
        Self(rows)
    }
}

impl Booked {
    /// Units of all days.
    pub fn total(&self) -> u64 {
        sum(&self.0)
    }

    pub fn on(&self, day: NaiveDate) -> u64 {
        sum(rows_of(self.since(day), day))
    }

    pub fn of(&self, offer: OfferId, day: NaiveDate) -> u64 {
        sum_of(rows_of(self.since(day), day), offer)
    }

    fn since(&self, day: NaiveDate) -> &[Row] {
        &self.0[self.0.partition_point(|(booked, ..)| *booked < day)..]
    }
}

/// The rows of `day`, which come first if they are there.
fn rows_of(rows: &[Row], day: NaiveDate) -> &[Row] {
    let end = rows.iter().position(|(booked, ..)| *booked != day);
    &rows[..end.unwrap_or(rows.len())]
}

fn sum(rows: &[Row]) -> u64 {
    rows.iter().fold(0, |sum, (.., units)| sum.saturating_add(*units))
}

fn sum_of(rows: &[Row], offer: OfferId) -> u64 {
    let of_offer = rows.iter().filter(|(_, booked, _)| *booked == Some(offer));
    of_offer.fold(0, |sum, (.., units)| sum.saturating_add(*units))
}

/// Units wanted of one offer. Needs of the same offer are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    pub offer: OfferId,
    pub units: u64,
    /// The offer's own limit per day, beside the workshop's.
    pub daily_limit: Option<u32>,
}

/// Units of one offer on one day. In JSON `[offer, day, units]`: a ranking holds many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(OfferId, NaiveDate, u32)", into = "(OfferId, NaiveDate, u32)")]
pub struct Slot {
    pub offer: OfferId,
    pub day: NaiveDate,
    pub units: u32,
}

impl From<(OfferId, NaiveDate, u32)> for Slot {
    fn from((offer, day, units): (OfferId, NaiveDate, u32)) -> Self {
        Self { offer, day, units }
    }
}

impl From<Slot> for (OfferId, NaiveDate, u32) {
    fn from(slot: Slot) -> Self {
        (slot.offer, slot.day, slot.units)
    }
}

/// The units do not all fit until the last day asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRoom {
    /// The first day by which they would, if it is within [`last_look`].
    pub next_free: Option<NaiveDate>,
}

/// The last day [`spread`] looks at when asked about the days until `until`: bookings must be known up to it.
pub fn last_look(until: NaiveDate) -> NaiveDate {
    until.checked_add_days(Days::new(FURTHER_DAYS)).unwrap_or(NaiveDate::MAX)
}

/// Puts the needs on the earliest free days from `from` to `until` (both included), in order of day and offer. Neither
/// the workshop's limit nor an offer's is passed on any day. Each day gives its units to the offers with the most
/// days of work still ahead, so that a slow offer does not wait for a quick one.
pub fn spread(
    needs: &[Need],
    limits: &Limits,
    holidays: &Holidays,
    booked: &Booked,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Slot>, NoRoom> {
    let mut open = Open::all(needs);
    let mut slots = Vec::new();
    if open.is_empty() {
        return Ok(slots);
    }
    let mut rows = booked.since(from);
    let last = last_look(until);
    for day in from.iter_days().take_while(|day| *day <= last) {
        let taken = rows_of(rows, day);
        rows = &rows[taken.len()..];
        let free = u64::from(limits.limit(day, holidays)).saturating_sub(sum(taken));
        if free == 0 {
            continue;
        }
        fill(day, free, taken, &mut open, &mut slots);
        open.retain(|need| need.left > 0);
        if open.is_empty() && day > until {
            return Err(NoRoom { next_free: Some(day) });
        }
        if open.is_empty() {
            slots.sort_unstable_by_key(|slot| (slot.day, slot.offer));
            return Ok(slots);
        }
    }
    Err(NoRoom { next_free: None })
}

/// How many of these units, all put on one day, are above what the day takes, or the offers on it.
pub fn excess(needs: &[Need], day: NaiveDate, limits: &Limits, holidays: &Holidays, booked: &Booked) -> u64 {
    let above = |held: u64, units: u64, limit: u32| held.saturating_add(units).saturating_sub(limit.into()).min(units);
    let units = needs.iter().fold(0, |sum: u64, need| sum.saturating_add(need.units));
    let of_offer = |need: &Need| {
        need.daily_limit
            .map_or(0, |limit| above(booked.of(need.offer, day), need.units, limit))
    };
    let of_offers = needs.iter().map(of_offer).fold(0, u64::saturating_add);
    above(booked.on(day), units, limits.limit(day, holidays)).max(of_offers)
}

/// A need with what is left of it.
struct Open {
    offer: OfferId,
    left: u64,
    daily_limit: u32,
}

impl Open {
    fn all(needs: &[Need]) -> Vec<Self> {
        let mut open: Vec<Self> = Vec::with_capacity(needs.len());
        for need in needs {
            let daily_limit = need.daily_limit.unwrap_or(u32::MAX);
            match open.iter_mut().find(|known| known.offer == need.offer) {
                Some(known) => {
                    known.left = known.left.saturating_add(need.units);
                    known.daily_limit = known.daily_limit.min(daily_limit);
                }
                None => open.push(Self {
                    offer: need.offer,
                    left: need.units,
                    daily_limit,
                }),
            }
        }
        open.retain(|need| need.left > 0);
        open
    }

    fn days_ahead(&self) -> u64 {
        self.left.div_ceil(u64::from(self.daily_limit.max(1)))
    }
}

/// Gives a day's free units to the open needs.
fn fill(day: NaiveDate, mut free: u64, taken: &[Row], open: &mut [Open], slots: &mut Vec<Slot>) {
    open.sort_unstable_by_key(|need| (Reverse(need.days_ahead()), need.offer));
    for need in open {
        let of_offer = u64::from(need.daily_limit).saturating_sub(sum_of(taken, need.offer));
        let units = u32::try_from(need.left.min(free).min(of_offer)).unwrap_or(u32::MAX);
        if units > 0 {
            need.left -= u64::from(units);
            free -= u64::from(units);
            slots.push(Slot {
                offer: need.offer,
                day,
                units,
            });
        }
    }
}

#[cfg(test)]
mod tests;
