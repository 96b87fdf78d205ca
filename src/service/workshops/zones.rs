//! Service zones: sets of cities that workshops serve, and whether an order there is sent to its workshop by itself.

use super::Workshops;
use super::commands::{PutZone, Wanted};
use super::{LONGEST_NAME, bounded};
use crate::db::Tx;
use crate::db::workshops::zones::CityOfZone;
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::ids::{CityId, ZoneId};
use crate::domain::orders::geography::State;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::core::cities::Cities;
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::workshops::zones::ServiceZoneView;

impl Workshops<'_> {
    /// Every zone, by name.
    pub async fn zones(&self, actor: &Actor) -> Result<Vec<ServiceZoneView>, Error> {
        actor.may(Permission::ReadWorkshops)?;
        let cities = self.shop.db().cities_of_zones().await?;
        let mut zones = self.shop.db().service_zones().await?;
        zones.sort_by_cached_key(|zone| fold(&zone.name));
        for zone in &mut zones {
            zone.cities = cities.iter().filter(|city| city.zone == zone.id).map(place).collect();
        }
        Ok(zones)
    }

    /// # Errors
    /// `service-zone-unknown`.
    pub async fn zone(&self, actor: &Actor, id: ZoneId) -> Result<ServiceZoneView, Error> {
        let found = self.zones(actor).await?.into_iter().find(|zone| zone.id == id);
        Ok(found.ok_or_else(|| missing(&id.to_string()))?)
    }

    /// The zone of this name, whatever its case and accents.
    pub(in crate::service) async fn zone_id(&self, wanted: &str) -> Result<ZoneId, Error> {
        let folded = fold(wanted.trim());
        let zones = self.shop.db().service_zones().await?;
        let found = zones.into_iter().find(|zone| fold(&zone.name) == folded).map(|zone| zone.id);
        Ok(found.ok_or_else(|| missing(wanted))?)
    }
}

/// Adds the zone or changes what is given of it, as is wanted.
///
/// # Errors
/// `service-zone-unknown`, `service-zone-taken`, `city-unknown`.
pub(in crate::service) async fn put_zone(work: &mut UnitOfWork<'_>, data: &PutZone) -> Result<Outcome, Error> {
    let mut zones = work.tx.service_zones().await?;
    let at = zones.iter().position(|zone| fold(&zone.name) == fold(data.zone.trim()));
    match (at, data.wanted) {
        (Some(at), Wanted::There | Wanted::Either) => change(work, zones.swap_remove(at), data).await,
        (None, Wanted::There) => Err(missing(&data.zone).into()),
        (_, _) => add(work, data).await,
    }
}

async fn add(work: &mut UnitOfWork<'_>, data: &PutZone) -> Result<Outcome, Error> {
    let zone = ServiceZoneView {
        id: ZoneId::from_uuid(new_id()),
        name: bounded("name", &data.zone, LONGEST_NAME)?,
        mode: data.mode.unwrap_or(ZoneMode::Suggest),
        cities: Vec::new(),
        workshops: 0,
    };
    free(&mut work.tx, &zone).await?;
    let come = named(&*work.cities().await?, &data.come)?;
    if !work.tx.add_zone(&zone).await? {
        return Err(taken(&data.zone).into());
    }
    work.tx.move_cities(zone.id, &come, &[]).await?;
    Ok(Outcome::kept(Kept::Added, zone.id.uuid(), &zone.name))
}

async fn change(work: &mut UnitOfWork<'_>, before: ServiceZoneView<String>, data: &PutZone) -> Result<Outcome, Error> {
    let mut zone = before.clone();
    if let Some(name) = &data.name {
        zone.name = bounded("name", name, LONGEST_NAME)?;
        free(&mut work.tx, &zone).await?;
    }
    zone.mode = data.mode.unwrap_or(zone.mode);
    let cities = work.cities().await?;
    let of = work.tx.cities_of_zones().await?;
    let inside = |city: &CityId| of.iter().any(|one| one.zone == zone.id && one.city == *city);
    let mut come = named(&cities, &data.come)?;
    let mut go = named(&cities, &data.go)?;
    come.retain(|city| !inside(city));
    go.retain(inside);
    let same = zone == before && come.is_empty() && go.is_empty();
    if !same {
        work.tx.set_zone(&zone, &come, &go).await?;
    }
    let kept = if same { Kept::Unchanged } else { Kept::Changed };
    Ok(Outcome::kept(kept, zone.id.uuid(), &zone.name))
}

fn missing(wanted: &str) -> Refusal {
    Refusal::new(Code::ServiceZoneUnknown).with("input", excerpt(wanted))
}

fn taken(name: &str) -> Refusal {
    Refusal::new(Code::ServiceZoneTaken).with("input", excerpt(name))
}

/// Refuses a name that another zone has, whatever its case and accents.
async fn free(tx: &mut Tx, zone: &ServiceZoneView<String>) -> Result<(), Error> {
    let folded = fold(&zone.name);
    let others = tx.service_zones().await?;
    match others.iter().find(|other| other.id != zone.id && fold(&other.name) == folded) {
        Some(other) => Err(taken(&other.name).into()),
        None => Ok(()),
    }
}

fn named(cities: &Cities, wanted: &[String]) -> Ruling<Vec<CityId>> {
    let mut ids = Vec::new();
    for name in wanted {
        let (city, state) = name
            .split_once(',')
            .map_or((name.as_str(), None), |(city, state)| (city, Some(state)));
        let id = cities.find(city, state)?.id;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn place(city: &CityOfZone) -> Safe {
    let state = city.state.parse::<State>().map_or("", State::name);
    Safe::from(format!("{}, {state}", city.name))
}
