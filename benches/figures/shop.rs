//! Databases to measure on: fresh ones of either engine, with one product, account, rate and two admins.

use chrono::Days;
use rust_decimal::Decimal;

use crate::yard::CITIES;
use krafta::config::Settings;
use krafta::db::{Amount, Db, Param, Query};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::{OperatorId, OrderId, SubmissionId};
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::service::core::command::{OnOrder, Seen};
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::{Checkout, Customer, Delivery, Line};
use krafta::service::payments::commands::{Attestation, Report, Verify};
use krafta::service::{Command, Krafta, Receipt};

/// An order ready to be confirmed, and the command that does it.
pub struct Ready {
    pub verify: Verify,
}

pub struct Shop {
    pub krafta: Krafta,
    pub ana: Actor,
    /// Orders are delivered to the zones of the workshops by turns; without any they are picked up.
    delivers: bool,
}

async fn insert(db: &Db, text: &'static str, values: impl IntoIterator<Item = Param>) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.exec(Query::new(text).push(" VALUES (").bind_list(values).push(")"))
        .await
        .expect("an inserted row");
    tx.commit().await.expect("a commit");
}

/// Where the benchmark's databases are: each engine's name, and a URL of a new one.
pub fn engines(folder: &std::path::Path, name: &str) -> Vec<(&'static str, String)> {
    let mut engines = vec![("SQLite", format!("sqlite:{}", folder.join(format!("{name}.db")).display()))];
    if let Ok(url) = std::env::var("KRAFTA_BENCH_POSTGRES").or_else(|_| std::env::var("KRAFTA_TEST_POSTGRES")) {
        engines.push(("PostgreSQL", url));
    }
    engines
}

impl Shop {
    /// A migrated database with what checkout needs. On PostgreSQL a new database of the given server.
    pub async fn open(url: &str, name: &str) -> Self {
        Self::opened(url, name).await.0
    }

    /// As [`Self::open`], with its URL.
    pub async fn opened(url: &str, name: &str) -> (Self, String) {
        let url = match url.strip_prefix("postgres") {
            Some(_) => new_database(url, name).await,
            None => url.to_owned(),
        };
        let db = Db::create(&url).await.expect("a database");
        db.migrate().await.expect("a migrated database");
        let ana = OperatorId::from_uuid(uuid::Uuid::now_v7());
        let row: [Param; 4] = [ana.into(), "ana".into(), "Ana".into(), Role::Admin.into()];
        insert(&db, "INSERT INTO operators (id, login, display_name, role)", row).await;
        let price = Amount(Decimal::new(1250, 2));
        let shirt: [Param; 4] = ["FRANELA".into(), "Franela".into(), price.into(), Currency::Usd.into()];
        insert(
            &db,
            "INSERT INTO products (sku, name, unit_price_amount, unit_price_currency)",
            shirt,
        )
        .await;
        let account: [Param; 4] = ["pm".into(), PaymentMethod::PagoMovil.into(), "Krafta".into(), Currency::Ves.into()];
        insert(&db, "INSERT INTO bank_accounts (alias, method, holder_name, currency)", account).await;
        let krafta = Krafta::new(db.clone(), Settings::default());
        let tomorrow = krafta.today() + Days::new(1);
        let rate = krafta::domain::orders::rate::Rate::new(Decimal::new(930_371, 4)).expect("a rate");
        insert(
            &db,
            "INSERT INTO exchange_rates (value_date, rate, source)",
            [tomorrow.into(), rate.into(), "BCV".into()],
        )
        .await;
        let shop = Self {
            krafta,
            ana: Actor::staff(Role::Admin, ana, "Ana"),
            delivers: false,
        };
        (shop, url)
    }

    /// The same with so many workshops.
    pub async fn with_workshops(url: &str, name: &str, count: usize) -> Self {
        let mut shop = Self::open(url, name).await;
        crate::yard::open(shop.krafta.db(), count).await;
        shop.delivers = true;
        shop
    }

    /// A paid order, for which a workshop is chosen.
    pub async fn confirmed(&self, number: u64) -> OrderId {
        let ready = self.ready(number).await;
        let order = ready.verify.order;
        self.run(&self.ana, Command::Confirm(ready.verify)).await;
        order
    }

    pub fn delivery(&self, number: u64) -> Delivery {
        if !self.delivers {
            return Delivery {
                method: DeliveryMethod::Pickup,
                city: None,
                state: None,
                address: None,
            };
        }
        let (city, state) = CITIES[number as usize % CITIES.len()];
        Delivery {
            method: DeliveryMethod::LocalDelivery,
            city: Some(city.into()),
            state: Some(state.into()),
            address: Some("Av. Bolívar, casa 7".into()),
        }
    }

    pub async fn run(&self, actor: &Actor, command: Command) -> Receipt {
        self.krafta
            .execute(actor, Krafta::new_operation(), command)
            .await
            .expect("a done command")
    }

    /// Places, reports and claims an order.
    pub async fn ready(&self, number: u64) -> Ready {
        let customer = Actor::customer("+584145551234");
        let checkout = Checkout {
            customer: Customer {
                name: "María Fernández".into(),
                phone: "0414-5551234".into(),
                id_doc: None,
                email: None,
            },
            delivery: self.delivery(number),
            items: vec![Line {
                sku: "FRANELA".into(),
                // Others pay other amounts.
                quantity: u32::try_from(1 + number % 97).expect("few"),
            }],
        };
        let placed = self.run(&customer, Command::Checkout(checkout)).await;
        let Outcome::Placed { due, .. } = placed.outcome else {
            unreachable!("a placed order")
        };
        let reference = format!("{:09}", 100_000_000 + number);
        let reported = self
            .run(
                &customer,
                Command::Report(report(placed.number(), due, &reference, self.krafta.today())),
            )
            .await;
        let Outcome::Reported { submission, .. } = reported.outcome else {
            unreachable!("a reported payment")
        };
        let order = reported.on.expect("a reported order").order_id;
        let claimed = self.run(&self.ana, Command::Claim(OnOrder { order })).await;
        Ready {
            verify: Verify {
                order,
                seen: Seen {
                    version: claimed.on.expect("a claimed order").version,
                    proofs: None,
                },
                evidence: vec![evidence(submission, due, &reference, self.krafta.today())],
                override_reason: None,
                reason: None,
            },
        }
    }
}

fn evidence(submission: SubmissionId, amount: Money, reference: &str, date: chrono::NaiveDate) -> Attestation {
    Attestation {
        submission,
        account: "pm".into(),
        date,
        amount,
        bank_reference: reference.into(),
        whole: None,
        credit: None,
        note: None,
    }
}

fn report(order: &str, due: Money, reference: &str, today: chrono::NaiveDate) -> Report {
    Report {
        order: order.into(),
        method: PaymentMethod::PagoMovil,
        amount: due.plain(),
        currency: Currency::Ves,
        paid_on: today.to_string(),
        account: Some("pm".into()),
        origin_bank: Some("0105".into()),
        reference: Some(reference.into()),
        payer_name: None,
        payer_id_doc: Some("V12345678".into()),
        payer_phone: Some("04145551234".into()),
        payer_email: None,
        receipt: None,
        note: None,
    }
}

/// A new database on the server of `url`, replacing one of an earlier run.
pub async fn new_database(url: &str, name: &str) -> String {
    use sqlx::{Connection, Executor};
    let name = format!("krafta_bench_{name}");
    let mut server = sqlx::PgConnection::connect(url).await.expect("the server answers");
    server
        .execute(sqlx::AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")))
        .await
        .expect("dropped");
    server
        .execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .await
        .expect("created");
    let (base, query) = url
        .split_once('?')
        .map_or((url, String::new()), |(base, query)| (base, format!("?{query}")));
    let (server, _) = base
        .rsplit_once('/')
        .filter(|(server, _)| server.contains("//") && !server.ends_with('/'))
        .unwrap_or((base, ""));
    format!("{server}/{name}{query}")
}
