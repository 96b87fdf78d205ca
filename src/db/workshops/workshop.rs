//! Workshops as they are kept up to date: what they are, their zones and their offers. Each is written
//! under the lock of its own row, which a booking takes too.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::page::padded;
use crate::db::engine::record::record;
use crate::db::engine::row::Named;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::table::table;
use crate::db::engine::value::{Amount, Param, bind};
use crate::db::engine::{Db, Tx};
use crate::domain::ids::{CityId, OfferId, ProductId, WorkshopId, ZoneId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::policy::PaymentPolicy;

table! {
    /// A row of `workshops`. What is shown in another form than it is kept in is not for programs here.
    #[derive(Eq, Serialize)]
    pub struct WorkshopRecord<T> of "workshops" {
        pub id: WorkshopId,
        pub name: T,
        /// `VE-G`.
        #[serde(skip)]
        pub state: T = "state_code",
        #[serde(skip)]
        pub city: Option<CityId> = "city_id",
        pub address: Option<T>,
        pub contact: Option<T> = "contact_name",
        #[serde(skip)]
        pub phone: Option<T>,
        pub email: Option<T>,
        #[serde(skip)]
        pub rif: Option<T>,
        pub active: bool => true,
        #[serde(skip)]
        pub paused: bool,
        #[serde(skip)]
        pub paused_until: Option<NaiveDate>,
        #[serde(skip)]
        pub pause_reason: Option<T>,
        pub hosts_pickup: bool,
        pub ships_nationally: bool => true,
        pub policy: PaymentPolicy => PaymentPolicy::OnReady,
        pub deposit_basis_points: u32 => 5_000,
        pub demands_deposit: bool,
        #[serde(skip)]
        pub payee_method: Option<PaymentMethod>,
        #[serde(skip)]
        pub payee_bank: Option<T> = "payee_bank_code",
        #[serde(skip)]
        pub payee_account: Option<T>,
        #[serde(skip)]
        pub payee_name: Option<T>,
        #[serde(skip)]
        pub payee_document: Option<T> = "payee_id_doc",
        pub version: i64,
    }
    read ALL = "";
    read ONE = " WHERE id = $1";
    read LOCK = " WHERE id = $1", for_update;
    add ADD;
    set SET;
}

statement! { LOCK_ALL = "SELECT id, name FROM workshops ORDER BY id", for_update }
statement! { NAMES = "SELECT id, name FROM workshops" }
statement! { CITIES = "SELECT id, name FROM cities" }

statement! {
    ZONES = "SELECT w.workshop_id, z.id AS zone_id, z.name FROM workshop_zones w JOIN service_zones z ON z.id = w.zone_id ORDER BY z.name"
}
statement! {
    ZONES_OF = "SELECT w.workshop_id, z.id AS zone_id, z.name FROM workshop_zones w JOIN service_zones z ON z.id = w.zone_id \
      WHERE w.workshop_id = $1 ORDER BY z.name"
}
statement! { ZONE_IN = "INSERT INTO workshop_zones (workshop_id, zone_id) VALUES ($1, $2)" }
statement! { ZONE_OUT = "DELETE FROM workshop_zones WHERE workshop_id = $1 AND zone_id = $2" }

statement! {
    OFFERS = "SELECT f.id, f.workshop_id, w.name AS workshop, f.product_id, p.sku, p.name AS product, f.unit_cost_amount, f.currency, f.capacity_units, f.lead_days, \
      f.daily_limit, f.min_quantity, f.max_quantity, f.valid_from, f.valid_to, f.active \
      FROM workshop_offers f JOIN products p ON p.id = f.product_id JOIN workshops w ON w.id = f.workshop_id"
}
statement! {
    OFFERS_OF = "SELECT f.id, f.workshop_id, w.name AS workshop, f.product_id, p.sku, p.name AS product, f.unit_cost_amount, f.currency, f.capacity_units, f.lead_days, \
      f.daily_limit, f.min_quantity, f.max_quantity, f.valid_from, f.valid_to, f.active \
      FROM workshop_offers f JOIN products p ON p.id = f.product_id JOIN workshops w ON w.id = f.workshop_id WHERE f.workshop_id = $1"
}
statement! {
    OFFER_ADD = "INSERT INTO workshop_offers (id, workshop_id, product_id, unit_cost_amount, currency, capacity_units, lead_days, \
      daily_limit, min_quantity, max_quantity, valid_from, valid_to, active) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
}
statement! {
    OFFER_SET = "UPDATE workshop_offers SET unit_cost_amount = $2, currency = $3, capacity_units = $4, lead_days = $5, daily_limit = $6, \
      min_quantity = $7, max_quantity = $8, valid_from = $9, valid_to = $10, active = $11 WHERE id = $1"
}

record! {
    /// A zone that a workshop serves.
    #[derive(Eq)]
    pub struct ServedZone {
        pub workshop: WorkshopId = "workshop_id",
        pub zone: ZoneId = "zone_id",
        pub name: String,
    }

    /// An offer.
    #[derive(Serialize)]
    pub struct OfferRecord<T> {
        pub id: OfferId,
        pub workshop: T,
        #[serde(skip)]
        pub workshop_id: WorkshopId,
        #[serde(skip)]
        pub product_id: ProductId,
        pub sku: T,
        pub product: T,
        pub unit_cost: Money = money("unit_cost_amount", "currency"),
        /// Units of the day's limit that one piece takes.
        pub capacity_units: u32,
        pub daily_limit: Option<u32>,
        pub lead_days: u32,
        pub min_quantity: u32,
        pub max_quantity: Option<u32>,
        pub valid_from: Option<NaiveDate>,
        pub valid_to: Option<NaiveDate>,
        pub active: bool,
    }
}

impl Db {
    /// In no order.
    pub async fn workshop_records(&self) -> DbResult<Vec<WorkshopRecord>> {
        self.all(ALL.with([])).await
    }

    pub async fn workshop_record(&self, id: WorkshopId) -> DbResult<Option<WorkshopRecord>> {
        self.opt(ONE.with(bind![id])).await
    }

    pub async fn workshop_names(&self) -> DbResult<Vec<Named<WorkshopId>>> {
        self.all(NAMES.with([])).await
    }

    pub async fn city_names(&self) -> DbResult<Vec<Named<CityId>>> {
        self.all(CITIES.with([])).await
    }

    /// Those of these ids, in no order.
    pub async fn workshops_of(&self, ids: &[WorkshopId]) -> DbResult<Vec<WorkshopRecord>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.all(Query::from(&ALL).push(" WHERE id IN (").bind_list(few(ids)).push(")"))
            .await
    }

    /// The zones of every workshop, or of these, by name.
    pub async fn served_zones(&self, of: Option<&[WorkshopId]>) -> DbResult<Vec<ServedZone>> {
        let Some(ids) = of else { return self.all(ZONES.with([])).await };
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let query = Query::new(
            "SELECT w.workshop_id, z.id AS zone_id, z.name FROM workshop_zones w JOIN service_zones z ON z.id = w.zone_id \
             WHERE w.workshop_id IN (",
        );
        self.all(query.bind_list(few(ids)).push(") ORDER BY z.name")).await
    }

    /// Every workshop's offers, or one's, in no order.
    pub async fn offer_records(&self, of: Option<WorkshopId>) -> DbResult<Vec<OfferRecord>> {
        match of {
            Some(workshop) => self.all(OFFERS_OF.with(bind![workshop])).await,
            None => self.all(OFFERS.with([])).await,
        }
    }
}

impl Tx {
    pub async fn workshop_names(&mut self) -> DbResult<Vec<Named<WorkshopId>>> {
        self.all(NAMES.with([])).await
    }

    /// The workshop, which nobody else changes or books until this transaction ends.
    pub async fn lock_workshop(&mut self, id: WorkshopId) -> DbResult<Option<WorkshopRecord<String>>> {
        self.opt(LOCK.with(bind![id])).await
    }

    /// Every workshop, as [`Tx::lock_workshop`].
    pub async fn lock_workshops(&mut self) -> DbResult<Vec<Named<WorkshopId>>> {
        self.all(LOCK_ALL.with([])).await
    }

    /// False when the name is taken.
    pub async fn add_workshop(&mut self, workshop: &WorkshopRecord<String>) -> DbResult<bool> {
        written(self.exec(workshop.added()).await)
    }

    /// False when the name is taken.
    pub async fn set_workshop(&mut self, workshop: &WorkshopRecord<String>) -> DbResult<bool> {
        written(self.exec(workshop.changed()).await)
    }

    pub async fn served_zones(&mut self, workshop: WorkshopId) -> DbResult<Vec<ServedZone>> {
        self.all(ZONES_OF.with(bind![workshop])).await
    }

    pub async fn move_zones(&mut self, workshop: WorkshopId, come: &[ZoneId], go: &[ZoneId]) -> DbResult<()> {
        for &zone in come {
            self.exec(ZONE_IN.with(bind![workshop, zone])).await?;
        }
        for &zone in go {
            self.exec(ZONE_OUT.with(bind![workshop, zone])).await?;
        }
        Ok(())
    }

    pub async fn offer_records(&mut self, workshop: WorkshopId) -> DbResult<Vec<OfferRecord<String>>> {
        self.all(OFFERS_OF.with(bind![workshop])).await
    }

    /// False when the workshop offers the product already.
    pub async fn add_offer(&mut self, offer: &OfferRecord<String>) -> DbResult<bool> {
        let cost = Amount(offer.unit_cost.amount());
        let currency = offer.unit_cost.currency();
        let OfferRecord {
            id,
            workshop_id,
            product_id,
            capacity_units,
            lead_days,
            daily_limit,
            min_quantity,
            max_quantity,
            valid_from,
            valid_to,
            active,
            ..
        } = offer;
        let values = bind![
            id,
            workshop_id,
            product_id,
            cost,
            currency,
            capacity_units,
            lead_days,
            daily_limit,
            min_quantity,
            max_quantity,
            valid_from,
            valid_to,
            active
        ];
        written(self.exec(OFFER_ADD.with(values)).await)
    }

    pub async fn set_offer(&mut self, offer: &OfferRecord<String>) -> DbResult<()> {
        let cost = Amount(offer.unit_cost.amount());
        let currency = offer.unit_cost.currency();
        let OfferRecord {
            id,
            capacity_units,
            lead_days,
            daily_limit,
            min_quantity,
            max_quantity,
            valid_from,
            valid_to,
            active,
            ..
        } = offer;
        let values = bind![
            id,
            cost,
            currency,
            capacity_units,
            lead_days,
            daily_limit,
            min_quantity,
            max_quantity,
            valid_from,
            valid_to,
            active
        ];
        self.exec(OFFER_SET.with(values)).await.map(drop)
    }
}

fn few(ids: &[WorkshopId]) -> Vec<Param> {
    padded(ids.iter().map(|&id| id.into()).collect())
}

/// Whether a row was written, rather than met another with its key.
fn written(outcome: DbResult<u64>) -> DbResult<bool> {
    match outcome {
        Ok(rows) => Ok(rows > 0),
        Err(DbError::NotUnique(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
