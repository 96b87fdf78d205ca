//! Delivery methods and the shipping rate frozen at checkout (domain.md §1).

use super::geography::State;
use crate::domain::ids::{CityId, ShippingRateId, ZoneId};
use crate::domain::money::{Currency, Money};
use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};

named! {
    /// domain.md §1, S.
    pub enum DeliveryMethod {
        Pickup = "PICKUP",
        LocalDelivery = "LOCAL_DELIVERY",
        NationalShipping = "NATIONAL_SHIPPING",
    }
}

/// What one delivery costs where. Exactly one place, as the database also demands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShippingRate {
    pub id: ShippingRateId,
    pub method: DeliveryMethod,
    pub scope: Scope,
    /// USD.
    pub amount: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    City(CityId),
    State(State),
    Zone(ZoneId),
}

/// Where an order goes. A city lies in one state and in any number of zones.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    pub city: Option<CityId>,
    pub state: State,
    pub zones: &'a [ZoneId],
}

/// The cost frozen in the order, and the rate it came from; pickup has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShippingCost {
    pub rate: Option<ShippingRateId>,
    pub amount: Money,
}

/// The rate of a delivery: the city's, else the state's, else the cheapest of its zones'. Pickup costs nothing.
/// Refused with `shipping-rate-missing` when the shop does not deliver there that way.
pub fn cost(method: DeliveryMethod, to: &Destination<'_>, rates: &[ShippingRate]) -> Ruling<ShippingCost> {
    if method == DeliveryMethod::Pickup {
        return Ok(ShippingCost {
            rate: None,
            amount: Money::zero(Currency::Usd),
        });
    }
    rates
        .iter()
        .filter(|rate| rate.method == method)
        .filter_map(|rate| Some((rank(rate.scope, to)?, rate.amount.minor(), rate.id, rate)))
        .min_by_key(|(rank, minor, id, _)| (*rank, *minor, *id))
        .map(|(.., rate)| ShippingCost {
            rate: Some(rate.id),
            amount: rate.amount,
        })
        .ok_or_else(|| {
            Refusal::new(Code::ShippingRateMissing)
                .with("method", Arg::Message(format!("delivery-{method}")))
                .with("state", to.state.name())
        })
}

/// How near a rate's place is to the destination; none when it does not hold there.
fn rank(scope: Scope, to: &Destination<'_>) -> Option<u8> {
    match scope {
        Scope::City(city) => (to.city == Some(city)).then_some(0),
        Scope::State(state) => (to.state == state).then_some(1),
        Scope::Zone(zone) => to.zones.contains(&zone).then_some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn rate(id: u128, method: DeliveryMethod, scope: Scope, minor: i64) -> ShippingRate {
        ShippingRate {
            id: ShippingRateId::from_uuid(Uuid::from_u128(id)),
            method,
            scope,
            amount: Money::of_minor(minor, Currency::Usd),
        }
    }

    const CITY: CityId = CityId::from_uuid(Uuid::from_u128(1));
    const ZONES: [ZoneId; 2] = [ZoneId::from_uuid(Uuid::from_u128(2)), ZoneId::from_uuid(Uuid::from_u128(3))];
    const VALENCIA: Destination<'_> = Destination {
        city: Some(CITY),
        state: State::Carabobo,
        zones: &ZONES,
    };

    #[test]
    fn city_then_state_then_zone() {
        use DeliveryMethod::{LocalDelivery, NationalShipping, Pickup};
        let mut rates = vec![
            rate(1, NationalShipping, Scope::Zone(ZONES[0]), 100),
            rate(2, NationalShipping, Scope::Zone(ZONES[1]), 90),
            rate(3, NationalShipping, Scope::State(State::Carabobo), 400),
            rate(4, NationalShipping, Scope::City(CITY), 500),
            rate(5, LocalDelivery, Scope::State(State::Zulia), 300),
        ];
        for expected in [500, 400, 90, 100] {
            let found = cost(NationalShipping, &VALENCIA, &rates).unwrap();
            assert_eq!(found.amount.minor(), expected);
            rates.retain(|rate| Some(rate.id) != found.rate);
        }
        assert_eq!(
            cost(NationalShipping, &VALENCIA, &rates).unwrap_err().code,
            Code::ShippingRateMissing
        );
        assert_eq!(cost(LocalDelivery, &VALENCIA, &rates).unwrap_err().code, Code::ShippingRateMissing);
        assert!(cost(Pickup, &VALENCIA, &[]).unwrap().amount.is_zero());
    }

    proptest! {
        #[test]
        fn the_order_of_rates_does_not_matter(amounts in proptest::collection::vec(0i64..5, 1..8)) {
            let scopes = [Scope::City(CITY), Scope::State(State::Carabobo), Scope::Zone(ZONES[0])];
            let mut rates: Vec<_> = amounts.iter().enumerate()
                .map(|(i, &minor)| rate(i as u128, DeliveryMethod::LocalDelivery, scopes[i % 3], minor)).collect();
            let found = cost(DeliveryMethod::LocalDelivery, &VALENCIA, &rates);
            rates.reverse();
            prop_assert_eq!(cost(DeliveryMethod::LocalDelivery, &VALENCIA, &rates), found);
        }
    }
}
