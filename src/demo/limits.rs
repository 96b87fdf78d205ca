//! How much the workshops can make a day: as a rule somewhat more than is asked of them lately, here less, there more;
//! closed now and then, and working more before a feast.

use chrono::{NaiveDate, TimeDelta};

use super::calendar::{self, DAYS};
use super::checkouts;
use super::goods::Goods;
use super::places::Places;
use super::random::Dice;
use super::rows::{CapacityRow, OverrideRow};
use super::workshops::Workshops;
use crate::domain::Time;
use crate::domain::fulfilment::capacity::Limits;
use crate::domain::fulfilment::workshop_choice::{Wanted, WantedItem};
use crate::domain::ids::ProductId;

/// Orders that are drawn to see who would make them.
const SAMPLE: u64 = 1_500;
/// Of a hundred orders, how many are made; and how many more come lately than on average.
const MADE: u64 = 85;
const LATELY: u64 = 175;

const CLOSED: &[&str] = &[
    "Sin luz en la zona",
    "Mantenimiento de las máquinas",
    "Duelo en la familia",
    "Fumigación del local",
];
const MORE: &[&str] = &["Turno extra por Navidad", "Llegó una ayudante", "Sábado de adelantar"];
const LESS: &[&str] = &["Media jornada", "Falta una costurera"];

/// Thousandths of units that each workshop would be asked for on a day of late, if all that fit had an equal part.
pub fn demand(workshops: &Workshops, places: &Places, goods: &Goods, until: Time, orders: u64, seed: u64) -> Vec<u64> {
    let mut dice = Dice::new(seed, 0xdead);
    let mut load = vec![0_u64; workshops.list.len()];
    for _ in 0..SAMPLE {
        let place = &places.list[places.draw(&mut dice)];
        let (delivery, _) = checkouts::delivery(place, &mut dice);
        let items = goods.draw(&mut dice);
        let units: u64 = items.iter().map(|(_, quantity)| u64::from(*quantity)).sum();
        let wanted = Wanted {
            delivery,
            zones: Some(place.zones.clone()),
            items: items
                .iter()
                .map(|&(at, quantity)| WantedItem {
                    product: ProductId::from_uuid(goods.products[at].id),
                    quantity,
                })
                .collect(),
            excluded: std::collections::BTreeSet::new(),
            ceiling: None,
            rate: None,
        };
        let fitting: Vec<usize> = workshops.fitting(&wanted, until).collect();
        let share = units * 1_000 / u64::try_from(fitting.len().max(1)).unwrap_or(1);
        fitting.into_iter().for_each(|at| load[at] += share);
    }
    let days = u64::try_from(DAYS).unwrap_or(730) * 100 * 100 * SAMPLE;
    load.into_iter().map(|load| load * orders * MADE * LATELY / days).collect()
}

/// The limits of each workshop by what is asked of it, with their rows.
pub fn draw(
    workshops: &Workshops,
    demand: &[u64],
    until: Time,
    opened: Time,
    seed: u64,
) -> (Vec<Limits>, Vec<CapacityRow>, Vec<OverrideRow>) {
    let (mut all, mut rows, mut dated) = (Vec::new(), Vec::new(), Vec::new());
    let mut dice = Dice::new(seed, 0xcafe);
    for (workshop, demand) in workshops.list.iter().zip(demand) {
        let percent = *dice.weigh(&[(22, 85_u64), (34, 110), (28, 140), (16, 190)]);
        let least = *dice.weigh(&[(3, 2_u64), (3, 3), (3, 4), (2, 6), (2, 8), (1, 12)]);
        let least = least + if workshop.facts(opened).offers.len() > 40 { 10 } else { 0 };
        let weekday = u32::try_from((demand * 7 * percent / 500_000).max(least)).unwrap_or(u32::MAX);
        let saturday = if dice.permille(600) { weekday.div_ceil(2) } else { 0 };
        let mut limits = Limits {
            weekly: [weekday, weekday, weekday, weekday, weekday, saturday, 0],
            ..Limits::default()
        };
        for (weekday, units) in (1_i64..).zip(limits.weekly) {
            rows.push(CapacityRow {
                workshop_id: workshop.id,
                weekday,
                units: i64::from(units),
            });
        }
        for (day, units, reason) in exceptions(weekday, calendar::day(until), &mut dice) {
            limits.overrides.insert(day, units);
            dated.push(OverrideRow {
                workshop_id: workshop.id,
                day,
                units: i64::from(units),
                reason,
                created_at: (calendar::at(day, chrono::NaiveTime::MIN) - TimeDelta::days(9)).min(until - TimeDelta::hours(5)),
            });
        }
        all.push(limits);
    }
    (all, rows, dated)
}

/// Days of a few weeks around the present that are not as the others.
fn exceptions(weekday: u32, today: NaiveDate, dice: &mut Dice) -> Vec<(NaiveDate, u32, &'static str)> {
    let mut days: Vec<(NaiveDate, u32, &'static str)> = Vec::new();
    for _ in 0..dice.below(4) {
        let day = today + TimeDelta::days(dice.between(-25, 24));
        if days.iter().any(|(taken, ..)| *taken == day) {
            continue;
        }
        days.push(match dice.below(3) {
            0 => (day, 0, *dice.pick(CLOSED)),
            1 => (day, weekday + weekday.div_ceil(2), *dice.pick(MORE)),
            _ => (day, weekday.div_ceil(2), *dice.pick(LESS)),
        });
    }
    days
}
