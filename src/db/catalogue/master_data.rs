//! Keeping what orders refer to: products, shipping rates and our accounts, each listed, added and changed.

use serde::Serialize;

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::statement;
use crate::db::engine::value::{Amount, bind};
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{AccountId, CityId, ProductId, ShippingRateId, ZoneId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::text::Safe;

statement!(PRODUCTS = "SELECT id, sku, name, unit_price_amount, unit_price_currency, active FROM products ORDER BY sku");
statement!(PRODUCT = "SELECT id, sku, name, unit_price_amount, unit_price_currency, active FROM products WHERE sku = $1");
statement!(PRODUCT_BY_ID = "SELECT id, sku, name, unit_price_amount, unit_price_currency, active FROM products WHERE id = $1");
statement!(PRODUCT_ADD = "INSERT INTO products (id, sku, name, unit_price_amount, unit_price_currency) VALUES ($1, $2, $3, $4, $5)");
statement!(PRODUCT_SET = "UPDATE products SET name = $2, unit_price_amount = $3, active = $4 WHERE id = $1");

statement!(
    SHIPPING = "SELECT r.id, r.method, c.name AS city, coalesce(r.state_code, c.state_code) AS state, z.name AS zone, \
    r.amount, r.currency, r.active, r.created_at FROM shipping_rates r LEFT JOIN cities c ON c.id = r.city_id \
    LEFT JOIN service_zones z ON z.id = r.zone_id ORDER BY r.active DESC, r.method, state, city, zone, r.created_at"
);
statement!(
    SHIPPING_ADD =
        "INSERT INTO shipping_rates (id, method, city_id, state_code, zone_id, amount, currency) VALUES ($1, $2, $3, $4, $5, $6, $7)"
);
statement!(SHIPPING_CLOSE = "UPDATE shipping_rates SET active = $2 WHERE id = $1 AND active");
statement!(
    SHIPPING_HOLDING = "SELECT id FROM shipping_rates WHERE active AND method = $1 \
    AND (city_id = $2 OR state_code = $3 OR zone_id = $4)"
);
statement!(
    ZONES = "SELECT z.id, z.name, c.name AS city FROM service_zones z LEFT JOIN service_zone_cities s ON s.zone_id = z.id \
    LEFT JOIN cities c ON c.id = s.city_id ORDER BY z.name, c.name"
);

statement!(
    ACCOUNTS = "SELECT id, alias, method, bank_code, number, holder_name, holder_id, phone, email, currency, active, \
    offered_pickup, offered_local_delivery, offered_national_shipping, offered_order \
    FROM bank_accounts ORDER BY active DESC, offered_order, alias"
);
statement!(
    ACCOUNT = "SELECT id, alias, method, bank_code, number, holder_name, holder_id, phone, email, currency, active, \
    offered_pickup, offered_local_delivery, offered_national_shipping, offered_order \
    FROM bank_accounts WHERE alias = $1"
);
statement!(
    ACCOUNT_BY_ID = "SELECT id, alias, method, bank_code, number, holder_name, holder_id, phone, email, currency, active, \
    offered_pickup, offered_local_delivery, offered_national_shipping, offered_order \
    FROM bank_accounts WHERE id = $1"
);
statement!(
    ACCOUNT_ADD = "INSERT INTO bank_accounts (id, alias, method, bank_code, number, holder_name, holder_id, phone, email, currency, \
    offered_pickup, offered_local_delivery, offered_national_shipping, offered_order) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
);
statement!(
    ACCOUNT_SET = "UPDATE bank_accounts SET bank_code = $2, number = $3, holder_name = $4, holder_id = $5, phone = $6, email = $7, \
    active = $8, offered_pickup = $9, offered_local_delivery = $10, offered_national_shipping = $11, offered_order = $12 \
    WHERE id = $1"
);

record! {
    /// What can be ordered, and its price from now on.
    #[derive(Serialize)]
    pub struct ProductRecord<T> {
        #[serde(skip)]
        pub id: ProductId,
        pub sku: T,
        pub name: T,
        pub price: Money = money("unit_price_amount", "unit_price_currency"),
        pub active: bool,
    }

    /// A shipping rate. One of city and zone is set, or neither when it holds for the state.
    #[derive(Serialize)]
    pub struct ShippingRecord {
        pub id: ShippingRateId,
        pub method: DeliveryMethod,
        pub city: Option<Safe>,
        /// The ISO code, `VE-G`.
        pub state: Option<Safe>,
        pub zone: Option<Safe>,
        pub price: Money = money("amount", "currency"),
        pub active: bool,
        pub created_at: Time,
    }
}

/// The place of a shipping rate: exactly one of the three.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub city: Option<CityId>,
    pub state: Option<String>,
    pub zone: Option<ZoneId>,
}

record! {
    /// A zone with one of its cities.
    #[derive(Eq)]
    pub struct ZoneCity {
        pub id: ZoneId,
        pub name: Safe,
        pub city: Option<Safe>,
    }

    /// An account of ours, whole.
    #[derive(Eq, Serialize)]
    pub struct AccountRecord<T> {
        #[serde(skip)]
        pub id: AccountId,
        pub alias: T,
        pub method: PaymentMethod,
        pub bank: Option<T> = "bank_code",
        pub number: Option<T>,
        pub holder: T = "holder_name",
        pub holder_id: Option<T>,
        pub phone: Option<T>,
        pub email: Option<T>,
        pub currency: Currency,
        pub active: bool,
        /// To whom it is offered: by how their order reaches them.
        pub offered_for: Vec<DeliveryMethod> = read(offered_for),
        /// Smaller ones are offered first.
        pub position: u32 = "offered_order",
    }

    struct Id(ShippingRateId = "id");
}

/// Each delivery method with the column that says whether an account is offered for it.
const OFFERED: [(DeliveryMethod, &str); 3] = [
    (DeliveryMethod::Pickup, "offered_pickup"),
    (DeliveryMethod::LocalDelivery, "offered_local_delivery"),
    (DeliveryMethod::NationalShipping, "offered_national_shipping"),
];

fn offered_for(row: &Row<'_>) -> DbResult<Vec<DeliveryMethod>> {
    let mut offered = Vec::new();
    for (method, column) in OFFERED {
        if row.get(column)? {
            offered.push(method);
        }
    }
    Ok(offered)
}

impl Db {
    pub async fn product(&self, id: ProductId) -> DbResult<Option<ProductRecord>> {
        self.opt(PRODUCT_BY_ID.with(bind![id])).await
    }

    pub async fn product_records(&self) -> DbResult<Vec<ProductRecord>> {
        self.all(PRODUCTS.with([])).await
    }

    pub async fn shipping_records(&self) -> DbResult<Vec<ShippingRecord>> {
        self.all(SHIPPING.with([])).await
    }

    pub async fn zone_cities(&self) -> DbResult<Vec<ZoneCity>> {
        self.all(ZONES.with([])).await
    }

    pub async fn account(&self, id: AccountId) -> DbResult<Option<AccountRecord>> {
        self.opt(ACCOUNT_BY_ID.with(bind![id])).await
    }

    pub async fn account_records(&self) -> DbResult<Vec<AccountRecord>> {
        self.all(ACCOUNTS.with([])).await
    }
}

impl Tx {
    pub async fn product_record(&mut self, sku: &str) -> DbResult<Option<ProductRecord<String>>> {
        self.opt(PRODUCT.with(bind![sku])).await
    }

    /// False when the SKU is taken.
    pub async fn add_product(&mut self, product: &ProductRecord<String>) -> DbResult<bool> {
        let price = Amount(product.price.amount());
        let currency = product.price.currency();
        let statement = PRODUCT_ADD.with(bind![product.id, &product.sku, &product.name, price, currency]);
        added(self.exec(statement).await)
    }

    pub async fn set_product(&mut self, product: &ProductRecord<String>) -> DbResult<()> {
        let price = Amount(product.price.amount());
        self.exec(PRODUCT_SET.with(bind![product.id, &product.name, price, product.active]))
            .await
            .map(drop)
    }

    /// False when an active rate holds there already.
    pub async fn add_shipping(&mut self, id: ShippingRateId, method: DeliveryMethod, place: &Place, price: Money) -> DbResult<bool> {
        let Place { city, state, zone } = place;
        let amount = Amount(price.amount());
        added(
            self.exec(SHIPPING_ADD.with(bind![id, method, city, state, zone, amount, price.currency()]))
                .await,
        )
    }

    /// The active rate of exactly this place.
    pub async fn shipping_holding(&mut self, method: DeliveryMethod, place: &Place) -> DbResult<Option<ShippingRateId>> {
        let Place { city, state, zone } = place;
        let found: Option<Id> = self.opt(SHIPPING_HOLDING.with(bind![method, city, state, zone])).await?;
        Ok(found.map(|found| found.0))
    }

    /// False when there is no such active rate.
    pub async fn close_shipping(&mut self, id: ShippingRateId) -> DbResult<bool> {
        Ok(self.exec(SHIPPING_CLOSE.with(bind![id, false])).await? > 0)
    }

    pub async fn account_record(&mut self, alias: &str) -> DbResult<Option<AccountRecord<String>>> {
        self.opt(ACCOUNT.with(bind![alias])).await
    }

    /// All of them, to compare a new one with.
    pub async fn account_records(&mut self) -> DbResult<Vec<AccountRecord<String>>> {
        self.all(ACCOUNTS.with([])).await
    }

    /// False when the alias is taken.
    pub async fn add_account(&mut self, account: &AccountRecord<String>) -> DbResult<bool> {
        let AccountRecord {
            id,
            alias,
            method,
            bank,
            number,
            holder,
            holder_id,
            phone,
            email,
            currency,
            position,
            ..
        } = account;
        let [pickup, local, national] = OFFERED.map(|(method, _)| account.offered_for.contains(&method));
        let values = bind![
            id, alias, method, bank, number, holder, holder_id, phone, email, currency, pickup, local, national, *position
        ];
        added(self.exec(ACCOUNT_ADD.with(values)).await)
    }

    pub async fn set_account(&mut self, account: &AccountRecord<String>) -> DbResult<()> {
        let AccountRecord {
            id,
            bank,
            number,
            holder,
            holder_id,
            phone,
            email,
            active,
            position,
            ..
        } = account;
        let [pickup, local, national] = OFFERED.map(|(method, _)| account.offered_for.contains(&method));
        let values = bind![
            id, bank, number, holder, holder_id, phone, email, active, pickup, local, national, *position
        ];
        self.exec(ACCOUNT_SET.with(values)).await.map(drop)
    }
}

/// Whether a row was added, rather than met another with its key.
fn added(outcome: DbResult<u64>) -> DbResult<bool> {
    match outcome {
        Ok(rows) => Ok(rows > 0),
        Err(DbError::NotUnique(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
