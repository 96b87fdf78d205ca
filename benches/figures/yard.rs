//! Workshops behind the counter of a fresh database: in zones of their own, all making the one product.

use rust_decimal::Decimal;
use uuid::Uuid;

use krafta::db::{Amount, Db, DbResult, FromRow, Param, Query, Row};
use krafta::domain::ids::{OfferId, WorkshopId, ZoneId};
use krafta::domain::money::Currency;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::payables::policy::PaymentPolicy;

/// A city of each zone, and its state.
pub const CITIES: [(&str, &str); 8] = [
    ("Caracas", "VE-A"),
    ("Valencia", "VE-G"),
    ("Maracay", "VE-D"),
    ("Barquisimeto", "VE-K"),
    ("Maracaibo", "VE-V"),
    ("Barcelona", "VE-B"),
    ("Ciudad Guayana", "VE-F"),
    ("Porlamar", "VE-O"),
];

/// Units of a workshop on each day of the week.
pub const DAILY: i64 = 40;

struct Id(Uuid);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

/// Opens `count` workshops, by turns in the zones of the cities, and delivery to all of them.
pub async fn open(db: &Db, count: usize) {
    let product: Id = db.one(Query::new("SELECT id FROM products")).await.expect("a product");
    let mut tx = db.begin().await.expect("a transaction");
    let mut add = async |text: &'static str, values: Vec<Param>| {
        let query = Query::new(text).push(" VALUES (").bind_list(values).push(")");
        tx.exec(query).await.expect("an inserted row");
    };
    let mut zones = Vec::new();
    for (city, _) in CITIES {
        let zone =
            Query::new("SELECT z.zone_id AS id FROM service_zone_cities z JOIN cities c ON c.id = z.city_id WHERE c.name = ").bind(city);
        let zone = ZoneId::from_uuid(db.one::<Id>(zone).await.expect("a zone").0);
        let rate: Vec<Param> = vec![
            DeliveryMethod::LocalDelivery.into(),
            zone.into(),
            Amount(Decimal::new(200, 2)).into(),
            Currency::Usd.into(),
        ];
        add("INSERT INTO shipping_rates (method, zone_id, amount, currency)", rate).await;
        zones.push(zone);
    }
    for nth in 0..count {
        let (id, (_, state)) = (WorkshopId::from_uuid(Uuid::now_v7()), CITIES[nth % CITIES.len()]);
        let name = format!("Taller {nth}");
        let row: Vec<Param> = vec![
            id.into(),
            name.as_str().into(),
            state.into(),
            "+584121112233".into(),
            PaymentPolicy::DepositBalance.into(),
            true.into(),
        ];
        add("INSERT INTO workshops (id, name, state_code, phone, policy, hosts_pickup)", row).await;
        add(
            "INSERT INTO workshop_zones (workshop_id, zone_id)",
            vec![id.into(), zones[nth % zones.len()].into()],
        )
        .await;
        let offer: Vec<Param> = vec![
            OfferId::from_uuid(Uuid::now_v7()).into(),
            id.into(),
            product.0.into(),
            Amount(Decimal::new(500 + (nth % 7) as i64 * 20, 2)).into(),
            Currency::Usd.into(),
            2_i64.into(),
        ];
        add(
            "INSERT INTO workshop_offers (id, workshop_id, product_id, unit_cost_amount, currency, lead_days)",
            offer,
        )
        .await;
        for weekday in 1..=7_i64 {
            add(
                "INSERT INTO capacity_weekly (workshop_id, weekday, units)",
                vec![id.into(), weekday.into(), DAILY.into()],
            )
            .await;
        }
    }
    tx.commit().await.expect("a commit");
}

struct Days(i64);

impl FromRow for Days {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("days").map(Self)
    }
}

/// Days on which a workshop holds more than it can make.
pub async fn days_over(db: &Db) -> i64 {
    let query = Query::new(
        "SELECT count(*) AS days FROM (SELECT 1 AS over FROM capacity_bookings WHERE state = 'HELD' \
         GROUP BY workshop_id, day HAVING sum(units) > ",
    );
    db.one::<Days>(query.bind(DAILY).push(") d")).await.expect("a count").0
}
