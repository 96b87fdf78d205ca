//! What checkout and reports look up: products, cities, shipping rates, exchange rates and our accounts.

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::bind;
use crate::db::engine::{Reader, Tx};
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::ids::{CityId, ProductId, ShippingRateId, ZoneId};
use crate::domain::money::Money;
use crate::domain::orders::geography::State;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::{DeliveryMethod, Scope, ShippingRate};
use crate::domain::payments::proof::OurAccount;

statement! {
    CITIES = "SELECT c.id, c.name, c.state_code FROM cities c ORDER BY c.name, c.state_code"
}

statement! {
    ZONES_OF_CITY = "SELECT zone_id FROM service_zone_cities WHERE city_id = $1"
}

statement! {
    SHIPPING = "SELECT id, method, city_id, state_code, zone_id, amount, currency FROM shipping_rates WHERE active AND method = $1"
}

statement! {
    RATE_FROM = "SELECT value_date, rate FROM exchange_rates WHERE ended IS NULL AND value_date >= $1 ORDER BY value_date LIMIT 1"
}

statement! {
    ACCOUNT = "SELECT id, alias, method, currency, active FROM bank_accounts WHERE alias = $1"
}

statement! {
    OFFERED = "SELECT alias, method, currency, bank_code, number, phone, email, holder_name, holder_id FROM bank_accounts \
      WHERE active AND CASE $1", as_text, " WHEN 'PICKUP' THEN offered_pickup WHEN 'LOCAL_DELIVERY' THEN offered_local_delivery \
      ELSE offered_national_shipping END ORDER BY offered_order, alias"
}

record! {
    /// What can be ordered.
    pub struct Product {
        pub id: ProductId,
        pub sku: String,
        pub name: String,
        pub unit_price: Money = money("unit_price_amount", "unit_price_currency"),
    }
}

record! {
        pub struct City {
        pub id: CityId,
        pub name: String,
        pub state: State = read(city_state),
    }
}

fn city_state(row: &Row<'_>) -> DbResult<State> {
    state(&row.get::<String>("state_code")?)
}

fn state(code: &str) -> DbResult<State> {
    code.parse().map_err(|_| DbError::Value(format!("{code} is no state")))
}

record! {
    struct Zone(ZoneId = "zone_id");
}

impl FromRow for ShippingRate {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let scope = if let Some(city) = row.get::<Option<CityId>>("city_id")? {
            Scope::City(city)
        } else if let Some(code) = row.get::<Option<String>>("state_code")? {
            Scope::State(state(&code)?)
        } else {
            Scope::Zone(row.get("zone_id")?)
        };
        Ok(Self {
            id: row.get::<ShippingRateId>("id")?,
            method: row.get("method")?,
            scope,
            amount: row.money("amount", "currency")?,
        })
    }
}

record! {
    struct DatedRate(chrono::NaiveDate = "value_date", Rate = "rate");
}

record! {
    /// One of our accounts, by its alias.
    pub struct Account {
        pub alias: String,
        pub ours: OurAccount = read(our_account),
    }
}

pub fn our_account(row: &Row<'_>) -> DbResult<OurAccount> {
    Ok(OurAccount {
        id: row.get("id")?,
        method: row.get("method")?,
        currency: row.get("currency")?,
        active: row.get("active")?,
    })
}

/// The active ones among these stock numbers.
pub async fn products(tx: &mut Tx, skus: impl IntoIterator<Item = &str>) -> DbResult<Vec<Product>> {
    let skus = skus.into_iter().map(Into::into);
    tx.all(
        Query::new("SELECT id, sku, name, unit_price_amount, unit_price_currency FROM products WHERE active AND sku IN (")
            .bind_list(skus)
            .push(")"),
    )
    .await
}

pub async fn cities(tx: &mut Tx) -> DbResult<Vec<City>> {
    tx.all(CITIES.with(bind![])).await
}

pub async fn zones_of(tx: &mut Tx, city: CityId) -> DbResult<Vec<ZoneId>> {
    Ok(tx
        .all::<Zone>(ZONES_OF_CITY.with(bind![city]))
        .await?
        .into_iter()
        .map(|zone| zone.0)
        .collect())
}

pub async fn shipping_rates(tx: &mut Tx, method: DeliveryMethod) -> DbResult<Vec<ShippingRate>> {
    tx.all(SHIPPING.with(bind![method])).await
}

/// The first rate in use not before `day`, which stays so until the end, for [`crate::domain::orders::rate::choose`].
pub async fn exchange_rates_from(tx: &mut Tx, day: chrono::NaiveDate) -> DbResult<Vec<(chrono::NaiveDate, Rate)>> {
    tx.read_rates().await?;
    rates_now(tx, day).await
}

/// The same, as it is now and may change.
pub async fn rates_now(reader: &mut impl Reader, day: chrono::NaiveDate) -> DbResult<Vec<(chrono::NaiveDate, Rate)>> {
    let rows = reader.all::<DatedRate>(RATE_FROM.with(bind![day])).await?;
    Ok(rows.into_iter().map(|row| (row.0, row.1)).collect())
}

impl FromRow for OfferedAccount {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            alias: row.get("alias")?,
            method: row.get("method")?,
            currency: row.get("currency")?,
            bank: row.get("bank_code")?,
            number: row.get("number")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
            holder: row.get("holder_name")?,
            holder_id: row.get("holder_id")?,
        })
    }
}

/// Where who gets their order this way may pay now, in the order it is offered.
pub async fn offered_accounts(reader: &mut impl Reader, delivery: DeliveryMethod) -> DbResult<Vec<OfferedAccount>> {
    reader.all(OFFERED.with(bind![delivery.as_str()])).await
}

pub async fn account(tx: &mut Tx, alias: &str) -> DbResult<Option<Account>> {
    tx.opt(ACCOUNT.with(bind![alias])).await
}
