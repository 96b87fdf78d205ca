//! Service zones: sets of cities that workshops serve, and whether an order there is sent to its workshop by itself.

use serde::Serialize;

use super::{Done, Kept, LONGEST_NAME, bounded};
use crate::db::Tx;
use crate::db::catalogue::checkout_lookup::{self, City};
use crate::db::workshops::zones::{CityOfZone, ZoneRecord};
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::ids::{CityId, ZoneId};
use crate::domain::orders::geography::State;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::catalogue::cities::find_city;
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};

/// A zone, to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceZoneView {
    pub id: ZoneId,
    pub name: Safe,
    pub mode: ZoneMode,
    /// `Valencia, Carabobo`.
    pub cities: Vec<Safe>,
    /// How many workshops serve it.
    pub workshops: i64,
}

/// What changes of a zone; the rest stays. A city is `Valencia`, or `Valencia, Carabobo` where the name alone is not enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ZoneChange {
    pub name: Option<String>,
    pub mode: Option<ZoneMode>,
    pub come: Vec<String>,
    pub go: Vec<String>,
}

impl Krafta {
    /// Every zone, by name.
    pub async fn service_zones(&self, actor: &Actor) -> Result<Vec<ServiceZoneView>, Error> {
        actor.may(Permission::ReadWorkshops)?;
        let cities = self.db().cities_of_zones().await?;
        let mut zones = self.db().service_zones().await?;
        zones.sort_by_cached_key(|zone| fold(&zone.name));
        Ok(zones.into_iter().map(|zone| view(zone, &cities)).collect())
    }

    /// # Errors
    /// `service-zone-taken`, `city-unknown`.
    pub async fn add_service_zone(&self, actor: &Actor, name: &str, cities: &[String], mode: ZoneMode) -> Result<ServiceZoneView, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut tx = self.db().begin().await?;
        let zone = ZoneRecord {
            id: ZoneId::from_uuid(new_id()),
            name: bounded("name", name, LONGEST_NAME)?,
            mode,
            workshops: 0,
        };
        free(&mut tx, &zone).await?;
        let come = named(&checkout_lookup::cities(&mut tx).await?, cities)?;
        if !tx.add_zone(&zone).await? {
            return Err(taken(name).into());
        }
        tx.move_cities(zone.id, &come, &[]).await?;
        tx.commit().await?;
        tracing::info!(by = ?actor.id, zone = %zone.id, "zone added");
        Ok(view(zone, &self.db().cities_of_zones().await?))
    }

    /// # Errors
    /// `service-zone-unknown`, `service-zone-taken`, `city-unknown`.
    pub async fn change_service_zone(&self, actor: &Actor, name: &str, change: &ZoneChange) -> Result<Done<ServiceZoneView>, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut tx = self.db().begin().await?;
        let mut zones = tx.service_zones().await?;
        let at = zones.iter().position(|zone| fold(&zone.name) == fold(name.trim()));
        let before = zones.swap_remove(at.ok_or_else(|| missing(name))?);
        let mut zone = before.clone();
        if let Some(name) = &change.name {
            zone.name = bounded("name", name, LONGEST_NAME)?;
            free(&mut tx, &zone).await?;
        }
        zone.mode = change.mode.unwrap_or(zone.mode);
        let cities = checkout_lookup::cities(&mut tx).await?;
        let of = tx.cities_of_zones().await?;
        let inside = |city: &CityId| of.iter().any(|one| one.zone == zone.id && one.city == *city);
        let mut come = named(&cities, &change.come)?;
        let mut go = named(&cities, &change.go)?;
        come.retain(|city| !inside(city));
        go.retain(inside);
        let kept = if zone == before && come.is_empty() && go.is_empty() {
            Kept::Unchanged
        } else {
            tx.set_zone(&zone, &come, &go).await?;
            tx.commit().await?;
            tracing::info!(by = ?actor.id, zone = %zone.id, mode = %zone.mode, "zone changed");
            Kept::Changed
        };
        Ok(Done {
            kept,
            view: view(zone, &self.db().cities_of_zones().await?),
            no_longer_fits: Vec::new(),
        })
    }

    /// The zone of this name, whatever its case and accents.
    pub(in crate::service) async fn service_zone_id(&self, wanted: &str) -> Result<ZoneId, Error> {
        let folded = fold(wanted.trim());
        let zones = self.db().service_zones().await?;
        let found = zones.into_iter().find(|zone| fold(&zone.name) == folded).map(|zone| zone.id);
        Ok(found.ok_or_else(|| missing(wanted))?)
    }
}

fn missing(wanted: &str) -> Refusal {
    Refusal::new(Code::ServiceZoneUnknown).with("input", excerpt(wanted))
}

fn taken(name: &str) -> Refusal {
    Refusal::new(Code::ServiceZoneTaken).with("input", excerpt(name))
}

/// Refuses a name that another zone has, whatever its case and accents.
async fn free(tx: &mut Tx, zone: &ZoneRecord) -> Result<(), Error> {
    let folded = fold(&zone.name);
    let others = tx.service_zones().await?;
    match others.iter().find(|other| other.id != zone.id && fold(&other.name) == folded) {
        Some(other) => Err(taken(&other.name).into()),
        None => Ok(()),
    }
}

fn named(cities: &[City], wanted: &[String]) -> Ruling<Vec<CityId>> {
    let mut ids = Vec::new();
    for name in wanted {
        let (city, state) = name
            .split_once(',')
            .map_or((name.as_str(), None), |(city, state)| (city, Some(state)));
        let id = find_city(cities, city, state)?.id;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn view(zone: ZoneRecord, cities: &[CityOfZone]) -> ServiceZoneView {
    let place = |city: &CityOfZone| {
        let state = city.state.parse::<State>().map_or("", State::name);
        Safe::from(format!("{}, {state}", city.name))
    };
    ServiceZoneView {
        id: zone.id,
        name: Safe::from(zone.name),
        mode: zone.mode,
        cities: cities.iter().filter(|city| city.zone == zone.id).map(place).collect(),
        workshops: zone.workshops,
    }
}
