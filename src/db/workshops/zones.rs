//! Service zones and their cities: which workshops reach a destination, and whether they are chosen by themselves.

use serde::Serialize;

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::ids::{CityId, ZoneId};

statement! {
    ZONES = "SELECT z.id, z.name, z.mode, (SELECT count(*) FROM workshop_zones w WHERE w.zone_id = z.id) AS workshops \
      FROM service_zones z ORDER BY z.name"
}

statement! {
    CITIES = "SELECT s.zone_id, s.city_id, c.name, c.state_code FROM service_zone_cities s JOIN cities c ON c.id = s.city_id \
      ORDER BY c.name, c.state_code"
}

statement! { ADD = "INSERT INTO service_zones (id, name, mode) VALUES ($1, $2, $3)" }
statement! { SET = "UPDATE service_zones SET name = $2, mode = $3 WHERE id = $1" }
statement! { CITY_IN = "INSERT INTO service_zone_cities (zone_id, city_id) VALUES ($1, $2)" }
statement! { CITY_OUT = "DELETE FROM service_zone_cities WHERE zone_id = $1 AND city_id = $2" }

record! {
    /// A zone. Its cities are filled in to be shown: `Valencia, Carabobo`.
    #[derive(Eq, Serialize)]
    pub struct ServiceZoneView<T> {
        pub id: ZoneId,
        pub name: T,
        pub mode: ZoneMode,
        pub cities: Vec<T> = filled,
        /// How many workshops serve it.
        pub workshops: i64,
    }

    /// A city of a zone.
    #[derive(Eq)]
    pub struct CityOfZone {
        pub zone: ZoneId = "zone_id",
        pub city: CityId = "city_id",
        pub name: String,
        pub state: String = "state_code",
    }
}

impl Db {
    /// By name.
    pub async fn service_zones(&self) -> DbResult<Vec<ServiceZoneView>> {
        self.all(ZONES.with([])).await
    }

    pub async fn cities_of_zones(&self) -> DbResult<Vec<CityOfZone>> {
        self.all(CITIES.with([])).await
    }
}

impl Tx {
    pub async fn service_zones(&mut self) -> DbResult<Vec<ServiceZoneView<String>>> {
        self.all(ZONES.with([])).await
    }

    pub async fn cities_of_zones(&mut self) -> DbResult<Vec<CityOfZone>> {
        self.all(CITIES.with([])).await
    }

    /// False when the name is taken.
    pub async fn add_zone(&mut self, zone: &ServiceZoneView<String>) -> DbResult<bool> {
        match self.exec(ADD.with(bind![zone.id, &zone.name, zone.mode])).await {
            Ok(_) => Ok(true),
            Err(DbError::NotUnique(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Writes the zone and which cities come in and go out.
    pub async fn set_zone(&mut self, zone: &ServiceZoneView<String>, come: &[CityId], go: &[CityId]) -> DbResult<()> {
        self.exec(SET.with(bind![zone.id, &zone.name, zone.mode])).await?;
        self.move_cities(zone.id, come, go).await
    }

    pub async fn move_cities(&mut self, zone: ZoneId, come: &[CityId], go: &[CityId]) -> DbResult<()> {
        let come = come.iter().map(|&city| CITY_IN.with(bind![zone, city]));
        let moves: Vec<Bound> = come.chain(go.iter().map(|&city| CITY_OUT.with(bind![zone, city]))).collect();
        for one in moves {
            self.exec(one).await?;
        }
        Ok(())
    }
}
