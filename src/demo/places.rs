//! Where orders come from: the cities of the schema by how much is ordered there, and what it costs to send something.

use uuid::Uuid;

use super::random::{Dice, Ids, mix};
use super::rows::ShippingRateRow;
use crate::db::catalogue::checkout_lookup::{self, City};
use crate::db::{DbError, Tx};
use crate::domain::Time;
use crate::domain::ids::{ShippingRateId, ZoneId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::geography::State;
use crate::domain::orders::shipping::{self, DeliveryMethod, Destination, Scope, ShippingRate};

/// Of a thousand orders, and dollars in cents to send a parcel there from Caracas.
const fn state_facts(state: State) -> (u32, i64) {
    match state {
        State::DistritoCapital => (235, 250),
        State::Miranda => (165, 300),
        State::Carabobo => (120, 400),
        State::Zulia => (105, 600),
        State::Aragua => (78, 400),
        State::Lara => (70, 450),
        State::Anzoategui => (48, 550),
        State::Bolivar => (44, 650),
        State::Tachira => (30, 600),
        State::Merida => (26, 600),
        State::NuevaEsparta => (20, 800),
        State::LaGuaira => (17, 300),
        State::Falcon => (16, 550),
        State::Monagas => (14, 600),
        State::Portuguesa => (13, 500),
        State::Barinas => (11, 550),
        State::Sucre => (10, 600),
        State::Yaracuy => (9, 450),
        State::Trujillo => (8, 550),
        State::Guarico => (8, 450),
        State::Cojedes => (5, 450),
        State::Apure => (4, 700),
        State::DeltaAmacuro => (2, 850),
        State::Amazonas => (2, 950),
    }
}

/// A city, and what it costs to deliver there.
pub struct Place {
    pub id: Uuid,
    pub state: State,
    pub name: String,
    pub zones: Vec<ZoneId>,
    pub national: Money,
    /// Where the shop delivers itself.
    pub local: Option<Money>,
}

pub struct Places {
    pub list: Vec<Place>,
    weights: Vec<(u32, usize)>,
}

impl Places {
    /// From the cities and zones of the schema, with rates that reach all of them.
    pub async fn read(tx: &mut Tx, at: Time, seed: u64) -> Result<(Self, Vec<ShippingRateRow>), DbError> {
        let mut cities = checkout_lookup::cities(tx).await?;
        // The schema lists each state's largest city first.
        cities.sort_by_key(|city| city.id);
        let mut zoned = Vec::with_capacity(cities.len());
        for city in cities {
            let zones = checkout_lookup::zones_of(tx, city.id).await?;
            zoned.push((city, zones));
        }
        let rates = rates(&zoned, at, seed);
        let rows = rates.iter().map(|rate| row(rate, at)).collect();
        let list: Vec<Place> = zoned.into_iter().map(|(city, zones)| place(city, zones, &rates)).collect();
        let weights = weights(&list);
        Ok((Self { list, weights }, rows))
    }

    pub fn draw(&self, dice: &mut Dice) -> usize {
        *dice.weigh(&self.weights)
    }
}

/// The k-th city of a state has a k-th of its first one's orders.
fn weights(list: &[Place]) -> Vec<(u32, usize)> {
    let share = |at: usize| {
        let before = list[..at].iter().rev().take_while(|other| other.state == list[at].state).count();
        1000 / (u32::try_from(before).unwrap_or(u32::MAX - 1) + 1)
    };
    let whole = |state: State| (0..list.len()).filter(|&at| list[at].state == state).map(share).sum::<u32>();
    let weight = |at: usize| (state_facts(list[at].state).0 * share(at) * 10 / whole(list[at].state).max(1)).max(1);
    (0..list.len()).map(|at| (weight(at), at)).collect()
}

fn place(city: City, zones: Vec<ZoneId>, rates: &[ShippingRate]) -> Place {
    let to = Destination {
        city: Some(city.id),
        state: city.state,
        zones: &zones,
    };
    let cost = |method| shipping::cost(method, &to, rates).ok().map(|cost| cost.amount);
    Place {
        national: cost(DeliveryMethod::NationalShipping).unwrap_or(Money::zero(Currency::Usd)),
        local: cost(DeliveryMethod::LocalDelivery),
        id: city.id.uuid(),
        state: city.state,
        name: city.name,
        zones,
    }
}

/// National shipping by state, dearer to a few cities; local delivery by zone.
fn rates(zoned: &[(City, Vec<ZoneId>)], at: Time, seed: u64) -> Vec<ShippingRate> {
    let mut ids = Ids::new(at, mix(seed ^ 0x5419));
    let mut rate = |method, scope, cents| ShippingRate {
        id: ShippingRateId::from_uuid(ids.next()),
        method,
        scope,
        amount: Money::of_minor(cents, Currency::Usd),
    };
    let mut rates = Vec::new();
    for &state in State::ALL {
        rates.push(rate(DeliveryMethod::NationalShipping, Scope::State(state), state_facts(state).1));
    }
    let far = ["Caicara del Orinoco", "El Callao", "Güiria", "Guasdualito", "Machiques"];
    for (city, _) in zoned.iter().filter(|(city, _)| far.contains(&city.name.as_str())) {
        let dearer = state_facts(city.state).1 + 250;
        rates.push(rate(DeliveryMethod::NationalShipping, Scope::City(city.id), dearer));
    }
    let mut zones: Vec<ZoneId> = zoned.iter().flat_map(|(_, zones)| zones.iter().copied()).collect();
    zones.sort();
    zones.dedup();
    for (nth, zone) in zones.into_iter().enumerate() {
        let cents = 200 + 50 * i64::try_from(nth % 5).unwrap_or_default();
        rates.push(rate(DeliveryMethod::LocalDelivery, Scope::Zone(zone), cents));
    }
    rates
}

fn row(rate: &ShippingRate, at: Time) -> ShippingRateRow {
    let (city_id, state_code, zone_id) = match rate.scope {
        Scope::City(city) => (Some(city.uuid()), None, None),
        Scope::State(state) => (None, Some(state.as_str()), None),
        Scope::Zone(zone) => (None, None, Some(zone.uuid())),
    };
    ShippingRateRow {
        id: rate.id.uuid(),
        method: rate.method.as_str(),
        city_id,
        state_code,
        zone_id,
        amount: rate.amount,
        currency: "USD",
        created_at: at,
    }
}
