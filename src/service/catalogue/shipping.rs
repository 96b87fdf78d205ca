//! What a delivery costs where, from now on: by city, by state or by zone. A price is changed by closing one rate and
//! adding another.

use serde::Serialize;

use super::cities::find_city;
use crate::db::catalogue::checkout_lookup;
use crate::db::catalogue::master_data::{Place, ShippingRecord};
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::{ShippingRateId, ZoneId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::geography::State;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};

/// A shipping rate, to show. One of city and zone is set, or neither when it holds for the state.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShippingView {
    pub id: ShippingRateId,
    pub method: DeliveryMethod,
    pub city: Option<Safe>,
    /// The ISO code, `VE-G`.
    pub state: Option<Safe>,
    pub zone: Option<Safe>,
    pub price: Money,
    pub active: bool,
    pub created_at: Time,
}

/// Where a new rate holds, as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    City { name: String, state: Option<String> },
    State(String),
    Zone(String),
}

/// A zone and its cities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ZoneView {
    pub name: Safe,
    pub cities: Vec<Safe>,
}

impl Krafta {
    /// Active ones first.
    pub async fn shipping_rates(&self, actor: &Actor) -> Result<Vec<ShippingView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.db().shipping_records().await?.iter().map(view).collect())
    }

    /// The zones a rate can hold for.
    pub async fn zones(&self, actor: &Actor) -> Result<Vec<ZoneView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let mut zones: Vec<ZoneView> = Vec::new();
        for row in self.db().zone_cities().await? {
            let name = Safe::new(&row.name);
            if zones.last().is_none_or(|zone| zone.name != name) {
                zones.push(ZoneView { name, cities: Vec::new() });
            }
            if let (Some(zone), Some(city)) = (zones.last_mut(), row.city) {
                zone.cities.push(Safe::new(&city));
            }
        }
        Ok(zones)
    }

    /// Adds a rate in USD; with `replace` the one that holds there now is closed in the same step.
    ///
    /// # Errors
    /// `shipping-exists` when one holds there and `replace` was not asked for; `city-unknown`, `state-unknown`, `area-unknown`.
    pub async fn add_shipping(
        &self,
        actor: &Actor,
        method: DeliveryMethod,
        place: &Where,
        price: Money,
        replace: bool,
    ) -> Result<ShippingRateId, Error> {
        actor.may(Permission::KeepReference)?;
        if price.currency() != Currency::Usd || price.is_negative() {
            return Err(Refusal::new(Code::AmountCurrency)
                .with("input", price.to_string())
                .with("found", price.currency().as_str())
                .with("expected", Currency::Usd.as_str())
                .into());
        }
        let zones = self.db().zone_cities().await?;
        let mut tx = self.db().begin().await?;
        let found = match place {
            Where::City { name, state } => {
                let cities = checkout_lookup::cities(&mut tx).await?;
                Place {
                    city: Some(find_city(&cities, name, state.as_deref())?.id),
                    ..Place::default()
                }
            }
            Where::State(name) => Place {
                state: Some(State::parse(name)?.as_str().to_owned()),
                ..Place::default()
            },
            Where::Zone(name) => Place {
                zone: Some(zone(zones.iter().map(|zone| (zone.id, zone.name.as_str())), name)?),
                ..Place::default()
            },
        };
        let holding = tx.shipping_holding(method, &found).await?;
        match holding {
            Some(id) if replace => {
                tx.close_shipping(id).await?;
            }
            Some(_) => return Err(taken(method, place)),
            None => {}
        }
        let id = ShippingRateId::from_uuid(new_id());
        if !tx.add_shipping(id, method, &found, price).await? {
            return Err(taken(method, place));
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, rate = %id, replaced = ?holding, "shipping rate added");
        Ok(id)
    }

    /// # Errors
    /// `shipping-unknown` when no active rate has this id.
    pub async fn close_shipping(&self, actor: &Actor, id: ShippingRateId) -> Result<(), Error> {
        actor.may(Permission::KeepReference)?;
        let mut tx = self.db().begin().await?;
        if !tx.close_shipping(id).await? {
            return Err(Refusal::new(Code::ShippingUnknown).with("id", id.to_string()).into());
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, rate = %id, "shipping rate closed");
        Ok(())
    }
}

fn zone<'z>(mut zones: impl Iterator<Item = (ZoneId, &'z str)>, wanted: &str) -> Result<ZoneId, Refusal> {
    let folded = fold(wanted.trim());
    zones
        .find(|(_, name)| fold(name) == folded)
        .map(|(id, _)| id)
        .ok_or_else(|| Refusal::new(Code::AreaUnknown).with("input", excerpt(wanted)))
}

fn taken(method: DeliveryMethod, place: &Where) -> Error {
    let (Where::City { name, .. } | Where::State(name) | Where::Zone(name)) = place;
    Refusal::new(Code::ShippingExists)
        .with("method", Arg::Message(format!("delivery-{method}")))
        .with("place", excerpt(name))
        .into()
}

fn view(rate: &ShippingRecord) -> ShippingView {
    let safe = |text: &Option<String>| text.as_deref().map(Safe::new);
    ShippingView {
        id: rate.id,
        method: rate.method,
        city: safe(&rate.city),
        state: safe(&rate.state),
        zone: safe(&rate.zone),
        price: rate.amount,
        active: rate.active,
        created_at: rate.created_at,
    }
}
