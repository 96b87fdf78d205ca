//! What a delivery costs where, from now on: by city, by state or by zone. A price is changed by closing one rate and
//! adding another.

use serde::Serialize;

use super::Catalogue;
use super::commands::{AddShipping, CloseShipping, Where};
use crate::db::catalogue::master_data::Place;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::{ShippingRateId, ZoneId};
use crate::domain::money::Currency;
use crate::domain::orders::geography::State;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::catalogue::master_data::ShippingRecord;

/// A zone and its cities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ZoneView {
    pub name: Safe,
    pub cities: Vec<Safe>,
}

impl Catalogue<'_> {
    /// Active ones first.
    pub async fn shipping_rates(&self, actor: &Actor) -> Result<Vec<ShippingRecord>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().shipping_records().await?)
    }

    /// The zones a rate can hold for.
    pub async fn zones(&self, actor: &Actor) -> Result<Vec<ZoneView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let mut zones: Vec<ZoneView> = Vec::new();
        for row in self.shop.db().zone_cities().await? {
            if zones.last().is_none_or(|zone| zone.name != row.name) {
                zones.push(ZoneView {
                    name: row.name,
                    cities: Vec::new(),
                });
            }
            if let (Some(zone), Some(city)) = (zones.last_mut(), row.city) {
                zone.cities.push(city);
            }
        }
        Ok(zones)
    }
}

/// # Errors
/// `shipping-exists` when one holds there and `replace` was not asked for; `city-unknown`, `state-unknown`, `area-unknown`.
pub(in crate::service) async fn add_shipping(work: &mut UnitOfWork<'_>, data: &AddShipping) -> Result<Outcome, Error> {
    let (method, place, price) = (data.method, &data.place, data.price);
    if price.currency() != Currency::Usd || price.is_negative() {
        return Err(Refusal::new(Code::AmountCurrency)
            .with("input", price.to_string())
            .with("found", price.currency().as_str())
            .with("expected", Currency::Usd.as_str())
            .into());
    }
    let found = find(work, place).await?;
    match work.tx.shipping_holding(method, &found).await? {
        Some(id) if data.replace => {
            work.tx.close_shipping(id).await?;
        }
        Some(_) => return Err(taken(method, place)),
        None => {}
    }
    let id = ShippingRateId::from_uuid(new_id());
    if !work.tx.add_shipping(id, method, &found, price).await? {
        return Err(taken(method, place));
    }
    Ok(Outcome::kept(Kept::Added, id.uuid(), named(place)))
}

/// # Errors
/// `shipping-unknown` when no active rate has this id.
pub(in crate::service) async fn close_shipping(work: &mut UnitOfWork<'_>, data: &CloseShipping) -> Result<Outcome, Error> {
    if !work.tx.close_shipping(data.rate).await? {
        return Err(Refusal::new(Code::ShippingUnknown).with("id", data.rate.to_string()).into());
    }
    Ok(Outcome::kept(Kept::Changed, data.rate.uuid(), &data.rate.to_string()))
}

/// The place that people named.
async fn find(work: &mut UnitOfWork<'_>, place: &Where) -> Result<Place, Error> {
    Ok(match place {
        Where::City { name, state } => {
            let cities = work.cities().await?;
            Place {
                city: Some(cities.find(name, state.as_deref())?.id),
                ..Place::default()
            }
        }
        Where::State(name) => Place {
            state: Some(State::parse(name)?.as_str().to_owned()),
            ..Place::default()
        },
        Where::Zone(name) => {
            let zones = work.tx.service_zones().await?;
            Place {
                zone: Some(zone(zones.iter().map(|zone| (zone.id, zone.name.as_str())), name)?),
                ..Place::default()
            }
        }
    })
}

fn named(place: &Where) -> &str {
    let (Where::City { name, .. } | Where::State(name) | Where::Zone(name)) = place;
    name
}

fn zone<'z>(mut zones: impl Iterator<Item = (ZoneId, &'z str)>, wanted: &str) -> Result<ZoneId, Refusal> {
    let folded = fold(wanted.trim());
    zones
        .find(|(_, name)| fold(name) == folded)
        .map(|(id, _)| id)
        .ok_or_else(|| Refusal::new(Code::AreaUnknown).with("input", excerpt(wanted)))
}

fn taken(method: DeliveryMethod, place: &Where) -> Error {
    Refusal::new(Code::ShippingExists)
        .with("method", Arg::Message(format!("delivery-{method}")))
        .with("place", excerpt(named(place)))
        .into()
}
