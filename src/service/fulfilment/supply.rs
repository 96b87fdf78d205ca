//! What workshops can take and what an order asks of them: the facts of a choice. The supply is kept from one choice to the
//! next while its version in the database stays the same; bookings are read each time.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};

use super::Fulfilment;
use crate::db::Reader;
use crate::db::fulfilment::bookings::{self, Held};
use crate::db::fulfilment::supply::{self, WantedRow};
use crate::domain::Time;
use crate::domain::calendar::Holidays;
use crate::domain::fulfilment::capacity::{Booked, last_look};
use crate::domain::fulfilment::workshop_choice::{self, Horizon, Misfit, Ranking, Screened, Wanted, WantedItem, WorkshopFacts};
use crate::domain::ids::{CityId, OrderId, ProductId, WorkshopId, ZoneId};
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::core::error::Error;

/// How far back answers count for the acceptance rate, and how old that rate may be.
const ACCEPTANCE_DAYS: i64 = 90;
const ACCEPTANCE_LASTS: TimeDelta = TimeDelta::hours(1);
/// Workshops whose bookings are asked for at once.
const WORKSHOPS_AT_ONCE: usize = 1000;

/// All workshops, as of one version.
pub(crate) struct Supply {
    pub version: i64,
    pub workshops: Vec<WorkshopFacts>,
    pub holidays: Holidays,
    places: HashMap<WorkshopId, usize>,
    /// Overrides from this day on were read.
    day: NaiveDate,
    counted_at: Time,
}

impl Supply {
    pub fn workshop(&self, id: WorkshopId) -> Option<&WorkshopFacts> {
        self.places.get(&id).and_then(|&at| self.workshops.get(at))
    }

    fn serves(&self, version: i64, today: NaiveDate, now: Time) -> bool {
        self.version == version && self.day <= today && now - self.counted_at < ACCEPTANCE_LASTS
    }
}

/// An order, as far as a choice looks at it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChoiceRequest {
    pub order: OrderId,
    pub delivery: DeliveryMethod,
    pub city: Option<CityId>,
    pub subtotal: Money,
    pub rate: Rate,
}

/// The facts of one choice.
pub(crate) struct ChoiceFacts {
    pub wanted: Wanted,
    /// Its zone sends orders to workshops by itself.
    pub automatic: bool,
    pub supply: Arc<Supply>,
    pub today: NaiveDate,
    pub until: NaiveDate,
}

impl ChoiceFacts {
    pub fn horizon(&self) -> Horizon<'_> {
        Horizon {
            from: self.today,
            until: self.until,
            holidays: &self.supply.holidays,
        }
    }

    /// The workshop, if it may be asked: room apart, the order's filters let it through.
    pub fn fits(&self, workshop: WorkshopId) -> Result<&WorkshopFacts, Refusal> {
        let facts = self.supply.workshop(workshop).ok_or(Refusal::new(Code::WorkshopUnknown))?;
        match workshop_choice::misfit(&self.wanted, facts, self.today) {
            Some(misfit) => Err(self::unfit(facts.name.as_str(), misfit)),
            None => Ok(facts),
        }
    }

    /// Everyone after the filters that need no bookings.
    pub fn screened(&self) -> Screened<'_> {
        workshop_choice::screen(&self.wanted, &self.supply.workshops, self.today)
    }

    /// Everyone, in order or with the reason.
    pub async fn ranking(&self, reader: &mut impl Reader) -> Result<Ranking, Error> {
        let screened = self.screened();
        let passing: Vec<WorkshopId> = screened.passing().map(|workshop| workshop.id).collect();
        let booked = self.booked(reader, &passing).await?;
        Ok(workshop_choice::order(&self.wanted, screened, self.horizon(), |workshop| {
            booked.get(&workshop)
        }))
    }

    /// What these workshops hold.
    pub async fn booked(&self, reader: &mut impl Reader, workshops: &[WorkshopId]) -> Result<HashMap<WorkshopId, Booked>, Error> {
        let mut booked = HashMap::new();
        for some in workshops.chunks(WORKSHOPS_AT_ONCE) {
            let held: Vec<Held> = reader
                .all(bookings::held(some.iter().copied(), self.today, last_look(self.until)))
                .await?;
            for of_one in held.chunk_by(|one, next| one.workshop == next.workshop) {
                let rows = of_one.iter().map(|held| (held.day, held.offer, u64::from(held.units)));
                if let Some(first) = of_one.first() {
                    booked.insert(first.workshop, rows.collect());
                }
            }
        }
        Ok(booked)
    }
}

/// What an order asks, and of which version of the supply.
#[derive(Default)]
struct Parts {
    items: Vec<WantedItem>,
    zones: Vec<ZoneId>,
    excluded: BTreeSet<WorkshopId>,
    automatic: bool,
    version: i64,
}

impl Parts {
    fn of(rows: Vec<WantedRow>) -> Self {
        let mut parts = Self::default();
        for row in rows {
            match row.what.as_str() {
                "ITEM" => parts.items.push(WantedItem {
                    product: ProductId::from_uuid(row.id),
                    quantity: u32::try_from(row.number).unwrap_or(u32::MAX),
                }),
                "ZONE" => {
                    parts.zones.push(ZoneId::from_uuid(row.id));
                    parts.automatic |= row.number == 1;
                }
                "EXCLUDED" => drop(parts.excluded.insert(WorkshopId::from_uuid(row.id))),
                _ => parts.version = row.number,
            }
        }
        parts
    }
}

impl Fulfilment<'_> {
    /// What a choice for this order looks at.
    pub(crate) async fn facts_of_choice(&self, reader: &mut impl Reader, asking: ChoiceRequest) -> Result<ChoiceFacts, Error> {
        let parts = Parts::of(supply::wanted(reader, asking.order).await?);
        let supply = self.supply_of(reader, parts.version).await?;
        self.facts(&asking, parts, supply)
    }

    /// The same of several orders at once, a short list, each with its order.
    pub(crate) async fn facts_of_choices(&self, orders: &[OrderId]) -> Result<Vec<(OrderId, ChoiceFacts)>, Error> {
        let db = self.shop.db();
        let supply = self.supply(&mut self.shop.db()).await?;
        let mut wanted: HashMap<OrderId, Vec<WantedRow>> = HashMap::new();
        for row in supply::wanted_of(db, orders).await? {
            wanted.entry(row.order).or_default().push(row.wanted);
        }
        let requested = supply::requested(db, orders).await?.into_iter().map(|row| {
            let asking = ChoiceRequest {
                order: row.order,
                delivery: row.delivery,
                city: row.city,
                subtotal: row.subtotal,
                rate: row.rate,
            };
            let parts = Parts::of(wanted.remove(&row.order).unwrap_or_default());
            Ok((row.order, self.facts(&asking, parts, Arc::clone(&supply))?))
        });
        requested.collect()
    }

    fn facts(&self, asking: &ChoiceRequest, parts: Parts, supply: Arc<Supply>) -> Result<ChoiceFacts, Error> {
        let ceiling = asking.subtotal.basis_points(self.shop.settings().assignment.ceiling_basis_points)?;
        let today = self.shop.today();
        Ok(ChoiceFacts {
            wanted: Wanted {
                delivery: asking.delivery,
                zones: asking.city.map(|_| parts.zones),
                items: parts.items,
                excluded: parts.excluded,
                ceiling: Some(ceiling),
                rate: Some(asking.rate),
            },
            automatic: parts.automatic,
            supply,
            today,
            until: today + Days::new(u64::from(self.shop.settings().assignment.horizon_days)),
        })
    }

    /// The supply as it is now.
    pub(crate) async fn supply(&self, reader: &mut impl Reader) -> Result<Arc<Supply>, Error> {
        let version = supply::version(reader).await?;
        self.supply_of(reader, version).await
    }

    async fn supply_of(&self, reader: &mut impl Reader, version: i64) -> Result<Arc<Supply>, Error> {
        let (today, now) = (self.shop.today(), self.shop.now());
        if let Some(kept) = self.shop.memo().get::<Supply>().filter(|kept| kept.serves(version, today, now)) {
            return Ok(kept);
        }
        let loaded = supply::load(reader, today).await?;
        let acceptance = supply::acceptance(reader, now - TimeDelta::days(ACCEPTANCE_DAYS)).await?;
        let mut workshops = loaded.workshops;
        for workshop in &mut workshops {
            workshop.acceptance = acceptance.get(&workshop.id).copied();
        }
        let places = workshops.iter().enumerate().map(|(at, workshop)| (workshop.id, at)).collect();
        let supply = Arc::new(Supply {
            version,
            workshops,
            holidays: loaded.holidays,
            places,
            day: today,
            counted_at: now,
        });
        self.shop.memo().put(&supply);
        Ok(supply)
    }
}

pub(crate) fn unfit(workshop: &str, misfit: Misfit) -> Refusal {
    Refusal::new(Code::WorkshopUnfit)
        .with("workshop", workshop)
        .with("reason", Arg::Message(format!("misfit-{misfit}")))
}
