//! What notifying a workshop would book and depart from, in sentences: the same before it is done, wherever it is asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Catalogue, format};
use crate::domain::orders::event::{OrderEvent, Payload};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::text::Safe;

/// Stands for a reason that is not typed yet.
const TO_COME: &str = "…";

/// What is said of a notification beside its workshop, cost and dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotificationSaid {
    /// The days and their units.
    pub days: Option<String>,
    /// That it goes over the limit, or is not the first of the ranking, and why all the same.
    pub departures: Vec<String>,
}

impl Catalogue {
    /// `12 × franela`, of the first item, the pieces in all and how many items there are; with how many others.
    pub fn ordered(&self, (item, pieces, items): (Option<&Safe>, i64, i64)) -> String {
        let item = item.map_or("", |name| name.as_str());
        match items {
            ..=1 => format!("{pieces} × {item}"),
            more => {
                let more = more - 1;
                self.text(
                    "talleres-pieces",
                    &[("pieces", pieces.into()), ("item", item.into()), ("more", more.into())],
                )
            }
        }
    }

    /// Where it goes: the city, or how it gets to its customer.
    pub fn goes_to(&self, city: Option<&Safe>, delivery: DeliveryMethod) -> String {
        match city {
            Some(city) if delivery != DeliveryMethod::Pickup => city.to_string(),
            _ => self.text(&format!("delivery-{delivery}"), &[]),
        }
    }

    /// Of the event that notifies (A3); nothing of any other.
    pub fn notification(&self, event: &OrderEvent) -> NotificationSaid {
        let Payload::Notified {
            days,
            excess,
            place,
            first,
            ..
        } = event.data.payload()
        else {
            return NotificationSaid::default();
        };
        // Several offers of one order may be made on one day.
        let mut booked: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        days.iter().for_each(|(day, units)| *booked.entry(*day).or_default() += units);
        let of_day = |(day, units): (NaiveDate, u32)| {
            let day = format::day_month(day);
            self.text("assign-books-day", &[("units", units.into()), ("day", day.into())])
        };
        let booked: Vec<String> = booked.into_iter().map(of_day).collect();
        let mut departures = Vec::new();
        if let Some(excess) = excess {
            departures.push(self.text("assign-exceeds", &[("units", (*excess).into())]));
        }
        if let Some((place, first)) = place.zip(first.as_deref()) {
            let first = Safe::new(first).into_string();
            departures.push(self.text("assign-not-first", &[("place", place.into()), ("first", first.into())]));
            if let Some(why) = event.text.as_deref().filter(|why| *why != TO_COME) {
                let why = Safe::new(why).into_string();
                departures.push(self.text("assign-because", &[("reason", why.into())]));
            }
        }
        NotificationSaid {
            days: (!booked.is_empty()).then(|| self.text("assign-books", &[("days", booked.join(", ").into())])),
            departures,
        }
    }
}
