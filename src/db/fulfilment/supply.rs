//! What workshops can take, read whole: the choice looks at all of them. And what an order asks of a workshop.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::db::engine::error::DbResult;
use crate::db::engine::page::padded;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::db::engine::{Db, Reader, Tx};
use crate::domain::Time;
use crate::domain::calendar::Holidays;
use crate::domain::fulfilment::capacity::Limits;
use crate::domain::fulfilment::workshop_choice::{Offer, Pause, WorkshopFacts};
use crate::domain::ids::{CityId, OrderId, ProductId, WorkshopId, ZoneId};
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::payables::policy::PaymentPolicy;

statement!(VERSION = "SELECT version FROM supply_state");

statement! {
    WORKSHOPS = "SELECT id, name, active, paused, paused_until, pause_reason, ships_nationally, hosts_pickup FROM workshops ORDER BY id"
}

statement!(ZONES = "SELECT workshop_id, zone_id FROM workshop_zones");

statement! {
    OFFERS = "SELECT workshop_id, id, product_id, unit_cost_amount, currency, capacity_units, daily_limit, lead_days, min_quantity, \
      max_quantity, valid_from, valid_to FROM workshop_offers WHERE active"
}

statement!(WEEKLY = "SELECT workshop_id, weekday, units FROM capacity_weekly");
statement!(OVERRIDES = "SELECT workshop_id, day, units FROM capacity_overrides WHERE day >= $1");
statement!(HOLIDAYS = "SELECT day FROM holidays");

statement! {
    /// Accepted of what was answered since, by workshop.
    ACCEPTANCE = "SELECT workshop_id, count(*) AS asked, count(accepted_at) AS accepted FROM production_assignments \
      WHERE notified_at >= $1 AND workshop_id IS NOT NULL AND (accepted_at IS NOT NULL OR status = 'REJECTED') GROUP BY workshop_id"
}

statement! {
    /// One question for all that a choice asks of an order.
    WANTED = "SELECT 'ITEM' AS what, i.product_id AS id, i.quantity AS number FROM order_items i WHERE i.order_id = $1 \
      UNION ALL SELECT 'ZONE', z.zone_id, CASE s.mode WHEN 'AUTOMATIC' THEN 1 ELSE 0 END FROM orders o \
      JOIN service_zone_cities z ON z.city_id = o.city_id JOIN service_zones s ON s.id = z.zone_id WHERE o.id = $1 \
      UNION ALL SELECT 'EXCLUDED', x.workshop_id, 0 FROM workshop_exclusions x WHERE x.order_id = $1 \
      UNION ALL SELECT 'SUPPLY', o.id, v.version FROM supply_state v JOIN orders o ON o.id = $1"
}

statement! {
    /// A workshop whose days are about to be booked, or whose terms are about to be offered.
    LOCK = "SELECT id, name, phone, active, paused, paused_until, policy, deposit_basis_points, demands_deposit, version \
      FROM workshops WHERE id = $1", for_no_key_update
}

record! {
    /// A part of what an order asks.
    pub struct WantedRow {
        pub what: String,
        pub id: uuid::Uuid,
        pub number: i64,
    }
}

pub async fn wanted(tx: &mut impl Reader, order: OrderId) -> DbResult<Vec<WantedRow>> {
    tx.all(WANTED.with(bind![order])).await
}

record! {
    /// What a choice looks at in an order's own row.
    pub struct RequestedRow {
        pub order: OrderId = "id",
        pub delivery: DeliveryMethod = "delivery_method",
        pub city: Option<CityId> = "city_id",
        pub subtotal: Money = money("subtotal_amount", "currency"),
        pub rate: Rate,
    }

    /// A part of what one of several orders asks.
    pub struct WantedOfOrder {
        pub order: OrderId = "order_id",
        pub wanted: WantedRow = row,
    }
}

/// The rows of these orders, a short list.
pub async fn requested(db: &Db, orders: &[OrderId]) -> DbResult<Vec<RequestedRow>> {
    db.all(compose_requested(orders)).await
}

/// The statement of these rows; also asked for its plan by a test.
pub fn compose_requested(orders: &[OrderId]) -> Query {
    let query = Query::new("SELECT o.id, o.city_id, o.subtotal_amount, o.currency, o.rate").push_for(
        ", o.delivery_method FROM orders o WHERE o.id IN (",
        ", o.delivery_method::text AS delivery_method FROM orders o WHERE o.id IN (",
    );
    listed(query, orders)
}

/// [`wanted`] of several orders, a short list; without the supply.
pub async fn wanted_of(db: &Db, orders: &[OrderId]) -> DbResult<Vec<WantedOfOrder>> {
    db.all(compose_wanted(orders)).await
}

/// The statement of these rows; also asked for its plan by a test.
pub fn compose_wanted(orders: &[OrderId]) -> Query {
    let query =
        Query::new("SELECT i.order_id, 'ITEM' AS what, i.product_id AS id, i.quantity AS number FROM order_items i WHERE i.order_id IN (");
    let query = listed(query, orders).push(
        " UNION ALL SELECT o.id, 'ZONE', z.zone_id, CASE s.mode WHEN 'AUTOMATIC' THEN 1 ELSE 0 END FROM orders o \
         JOIN service_zone_cities z ON z.city_id = o.city_id JOIN service_zones s ON s.id = z.zone_id WHERE o.id IN (",
    );
    let query = listed(query, orders)
        .push(" UNION ALL SELECT x.order_id, 'EXCLUDED', x.workshop_id, 0 FROM workshop_exclusions x WHERE x.order_id IN (");
    listed(query, orders)
}

fn listed(query: Query, orders: &[OrderId]) -> Query {
    query.bind_list(padded(orders.iter().map(Param::from).collect())).push(")")
}

record! {
    /// A workshop under lock.
    pub struct LockedWorkshop {
        pub id: WorkshopId,
        pub name: String,
        pub phone: Option<String>,
        pub active: bool,
        pub paused: bool,
        pub paused_until: Option<NaiveDate>,
        pub policy: PaymentPolicy,
        pub deposit_basis_points: u32,
        pub demands_deposit: bool,
    }
}

impl LockedWorkshop {
    pub fn paused_on(&self, day: NaiveDate) -> bool {
        self.paused && self.paused_until.is_none_or(|back| day < back)
    }
}

pub async fn lock(tx: &mut Tx, workshop: WorkshopId) -> DbResult<Option<LockedWorkshop>> {
    tx.opt(LOCK.with(bind![workshop])).await
}

record! {
    struct Version(i64 = "version");
}

pub async fn version(tx: &mut impl Reader) -> DbResult<i64> {
    Ok(tx.one::<Version>(VERSION.with(bind![])).await?.0)
}

/// The workshops with their offers and limits, and the shop's holidays.
pub struct Loaded {
    pub workshops: Vec<WorkshopFacts>,
    pub holidays: Holidays,
}

/// Reads everything; overrides from `today` on.
pub async fn load(tx: &mut impl Reader, today: NaiveDate) -> DbResult<Loaded> {
    let mut zones: HashMap<WorkshopId, Vec<ZoneId>> = HashMap::new();
    for Pair(workshop, zone) in tx.all(ZONES.with(bind![])).await? {
        zones.entry(workshop).or_default().push(zone);
    }
    let mut offers: HashMap<WorkshopId, Vec<Offer>> = HashMap::new();
    for OfferRow(workshop, offer) in tx.all(OFFERS.with(bind![])).await? {
        offers.entry(workshop).or_default().push(offer);
    }
    let mut limits: HashMap<WorkshopId, Limits> = HashMap::new();
    for Weekly(workshop, weekday, units) in tx.all(WEEKLY.with(bind![])).await? {
        if let Some(day) = limits
            .entry(workshop)
            .or_default()
            .weekly
            .get_mut(weekday.saturating_sub(1) as usize)
        {
            *day = units;
        }
    }
    for Override(workshop, day, units) in tx.all(OVERRIDES.with(bind![today])).await? {
        limits.entry(workshop).or_default().overrides.insert(day, units);
    }
    let holidays = tx.all::<Day>(HOLIDAYS.with(bind![])).await?.into_iter().map(|row| row.0).collect();
    let mut workshops: Vec<WorkshopFacts> = tx.all(WORKSHOPS.with(bind![])).await?;
    for workshop in &mut workshops {
        workshop.zones = zones.remove(&workshop.id).unwrap_or_default();
        workshop.offers = offers.remove(&workshop.id).unwrap_or_default();
        workshop.limits = limits.remove(&workshop.id).unwrap_or_default();
    }
    Ok(Loaded { workshops, holidays })
}

/// Of what each workshop answered since, how much it accepted, per thousand.
pub async fn acceptance(tx: &mut impl Reader, since: Time) -> DbResult<BTreeMap<WorkshopId, u16>> {
    let rows: Vec<Accepted> = tx.all(ACCEPTANCE.with(bind![since])).await?;
    Ok(rows.into_iter().map(|row| (row.workshop, row.permille)).collect())
}

record! {
    struct Accepted {
        workshop: WorkshopId = "workshop_id",
        permille: u16 = read(permille),
    }
}

fn permille(row: &Row<'_>) -> DbResult<u16> {
    let (asked, accepted): (i64, i64) = (row.get("asked")?, row.get("accepted")?);
    Ok(u16::try_from(accepted * 1000 / asked.max(1)).unwrap_or(1000))
}

impl FromRow for WorkshopFacts {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let pause = Pause {
            until: row.get("paused_until")?,
            reason: row.or_default("pause_reason")?,
        };
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            active: row.get("active")?,
            paused: row.get::<bool>("paused")?.then_some(pause),
            zones: Vec::new(),
            ships_nationally: row.get("ships_nationally")?,
            hosts_pickup: row.get("hosts_pickup")?,
            offers: Vec::new(),
            limits: Limits::default(),
            acceptance: None,
        })
    }
}

fn offer(row: &Row<'_>) -> DbResult<Offer> {
    Ok(Offer {
        id: row.get("id")?,
        product: row.get::<ProductId>("product_id")?,
        unit_cost: row.money("unit_cost_amount", "currency")?,
        capacity_units: row.get("capacity_units")?,
        daily_limit: row.get("daily_limit")?,
        lead_days: row.get("lead_days")?,
        min_quantity: row.get("min_quantity")?,
        max_quantity: row.get("max_quantity")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
    })
}

record! {
    struct Pair(WorkshopId = "workshop_id", ZoneId = "zone_id");

    struct OfferRow(WorkshopId = "workshop_id", Offer = read(offer));
}

record! {
    struct Weekly(WorkshopId = "workshop_id", u32 = "weekday", u32 = "units");

    struct Override(WorkshopId = "workshop_id", NaiveDate = "day", u32 = "units");

    struct Day(NaiveDate = "day");
}
