//! Keeping master data: every command of it leaves one receipt, is repeated safely, and leaves rows that say who changed
//! what.

use chrono::NaiveDate;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, Shop, Text, token, write};
use krafta::config::Settings;
use krafta::db::{Db, DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::fulfilment::workshop::ZoneMode;
use krafta::domain::ids::{OperationId, OperatorId, ShippingRateId};
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::rate::Rate;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::service::commands::{
    AccountDetails, AddAccount, AddHolidays, AddKey, AddOperator, AddProduct, AddRate, AddShipping, CapacityChange, ChangeAccount,
    ChangeCapacity, ChangeOperator, ChangeProduct, CloseShipping, Consent, CorrectRate, ExpireKey, NewHoliday, OfferDetails, Offering,
    PutOffer, PutWorkshop, PutZone, RemoveHoliday, RemoveRate, RenameHoliday, ResumeWorkshop, RevokeKey, SeedHolidays, Wanted, Where,
    WorkshopDetails,
};
use krafta::service::{Command, Error, Krafta, Receipt};

on_both_engines!(
    every_command_leaves_one_receipt_and_says_who,
    a_change_from_outside_says_so,
    the_documents_hold_every_column,
    what_changed_stays_written,
);

/// Done once, under an operation of its own.
pub async fn keep(shop: &Krafta, actor: &Actor, command: Command) -> Result<Receipt, Error> {
    shop.execute(actor, Krafta::new_operation(), command).await
}

pub async fn change_capacity(
    shop: &Krafta,
    actor: &Actor,
    workshop: &str,
    change: CapacityChange,
    consent: &Consent,
) -> Result<Receipt, Error> {
    let command = ChangeCapacity {
        workshop: workshop.to_owned(),
        change,
        consent: consent.clone(),
    };
    keep(shop, actor, Command::ChangeCapacity(command)).await
}

pub async fn resume(shop: &Krafta, actor: &Actor, workshop: &str, consent: &Consent) -> Result<Receipt, Error> {
    let command = ResumeWorkshop {
        workshop: workshop.to_owned(),
        consent: consent.clone(),
    };
    keep(shop, actor, Command::ResumeWorkshop(command)).await
}

/// The tables whose changes are noted.
const TABLES: &[&str] = &[
    "products",
    "exchange_rates",
    "shipping_rates",
    "bank_accounts",
    "operators",
    "operator_keys",
    "workshops",
    "workshop_offers",
    "workshop_zones",
    "service_zones",
    "service_zone_cities",
    "capacity_weekly",
    "capacity_overrides",
    "holidays",
];

/// A row of `master_changes`.
#[derive(Debug, PartialEq)]
struct Change {
    table: String,
    origin: String,
    role: Option<String>,
    actor: Option<OperatorId>,
    name: Option<String>,
    login: Option<String>,
    old: Option<serde_json::Value>,
    new: Option<serde_json::Value>,
}

impl FromRow for Change {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            table: row.get("table_name")?,
            origin: row.get("origin")?,
            role: row.get("actor_role")?,
            actor: row.get("actor_id")?,
            name: row.get("actor_name")?,
            login: row.get("login")?,
            old: row.get("old")?,
            new: row.get("new")?,
        })
    }
}

impl Change {
    fn edge(&self) -> Edge {
        match (&self.old, &self.new) {
            (None, _) => Edge::Added,
            (_, None) => Edge::Removed,
            _ => Edge::Changed,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Added,
    Changed,
    Removed,
}

const COLUMNS: &str = "SELECT table_name, origin, actor_role, actor_id, actor_name, login, old, new FROM master_changes WHERE ";

async fn changes_of(db: &Db, operation: OperationId) -> Vec<Change> {
    let query = Query::new(COLUMNS).push("operation_id = ").bind(operation).push(" ORDER BY id");
    db.all(query).await.expect("changes")
}

async fn count(db: &Db, table: &'static str) -> i64 {
    let counted: Number = db.one(Query::new("SELECT count(*) AS n FROM ").push(table)).await.expect("a count");
    counted.0
}

pub fn usd(cents: i64) -> Money {
    Money::of_minor(cents, Currency::Usd)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn consent() -> Consent {
    Consent {
        seen: None,
        reason: Some("una máquina menos".into()),
        confirmed: true,
    }
}

/// Every command of master data, with a table it writes and how. A rate that was added is closed by its id.
fn all(closed: ShippingRateId) -> Vec<(Command, &'static str, Edge)> {
    [catalogue(closed), people(), workshops(), holidays()].concat()
}

fn catalogue(closed: ShippingRateId) -> Vec<(Command, &'static str, Edge)> {
    let product = AddProduct {
        sku: "BOLSO".into(),
        name: "Bolso".into(),
        price: usd(900),
    };
    let dearer = ChangeProduct {
        sku: "BOLSO".into(),
        price: Some(usd(950)),
        ..ChangeProduct::default()
    };
    let rate = AddRate {
        value_date: day("2031-03-03"),
        rate: Rate::typed("245,5").expect("a rate"),
        source: "BCV".into(),
        confirmed: true,
    };
    let corrected = CorrectRate {
        value_date: day("2031-03-03"),
        rate: Rate::typed("245,6").expect("a rate"),
        source: None,
        reason: "mal copiada".into(),
        confirmed: true,
    };
    let removed = RemoveRate {
        value_date: day("2031-03-03"),
        reason: "de otro año".into(),
    };
    let account = AddAccount {
        alias: "ZELLE-2".into(),
        method: PaymentMethod::Zelle,
        currency: Currency::Usd,
        holder: "Krafta".into(),
        details: AccountDetails {
            email: Some("pagos@krafta.example".into()),
            ..AccountDetails::default()
        },
        offering: Offering::default(),
    };
    let closed_account = ChangeAccount {
        alias: "ZELLE-2".into(),
        active: Some(false),
        ..ChangeAccount::default()
    };
    vec![
        (Command::AddProduct(product), "products", Edge::Added),
        (Command::ChangeProduct(dearer), "products", Edge::Changed),
        (Command::AddRate(rate), "exchange_rates", Edge::Added),
        (Command::CorrectRate(corrected), "exchange_rates", Edge::Changed),
        (Command::RemoveRate(removed), "exchange_rates", Edge::Changed),
        (Command::AddShipping(shipping("Zulia")), "shipping_rates", Edge::Added),
        (
            Command::CloseShipping(CloseShipping { rate: closed }),
            "shipping_rates",
            Edge::Changed,
        ),
        (Command::AddAccount(account), "bank_accounts", Edge::Added),
        (Command::ChangeAccount(closed_account), "bank_accounts", Edge::Changed),
    ]
}

fn shipping(state: &str) -> AddShipping {
    AddShipping {
        method: DeliveryMethod::NationalShipping,
        place: Where::State(state.into()),
        price: usd(700),
        replace: false,
    }
}

fn people() -> Vec<(Command, &'static str, Edge)> {
    let carla = AddOperator {
        db_role: None,
        login: "carla".into(),
        name: None,
        role: Role::Coordinator,
        workshop: None,
    };
    let renamed = ChangeOperator {
        login: "carla".into(),
        name: Some("Carla".into()),
        ..ChangeOperator::default()
    };
    let key = AddKey {
        login: "carla".into(),
        key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDfN9YTJbmDsvPbZ6XZrFpgrkJ0PLJ7k9OCjmGbZSYdn".into(),
        name: Some("portátil".into()),
        expires_on: None,
    };
    let print = "IrVsVa4t1Ya8i4OrVmyL";
    let expire = ExpireKey {
        key: print.into(),
        expires_on: chrono::Utc::now().date_naive() + chrono::Days::new(9),
    };
    let revoke = RevokeKey {
        key: print.into(),
        reason: "la perdió".into(),
    };
    vec![
        (Command::AddOperator(carla), "operators", Edge::Added),
        (Command::ChangeOperator(renamed), "operators", Edge::Changed),
        (Command::AddKey(key), "operator_keys", Edge::Added),
        (Command::ExpireKey(expire), "operator_keys", Edge::Changed),
        (Command::RevokeKey(revoke), "operator_keys", Edge::Changed),
    ]
}

fn workshops() -> Vec<(Command, &'static str, Edge)> {
    let zone = |wanted, come: &[&str], go: &[&str]| {
        Command::PutZone(PutZone {
            zone: "Centro".into(),
            wanted,
            name: None,
            mode: Some(ZoneMode::Automatic),
            come: come.iter().map(|city| (*city).to_owned()).collect(),
            go: go.iter().map(|city| (*city).to_owned()).collect(),
        })
    };
    let workshop = |wanted, details| {
        Command::PutWorkshop(Box::new(PutWorkshop {
            workshop: "Taller Nuevo".into(),
            wanted,
            details,
            consent: consent(),
        }))
    };
    let new = WorkshopDetails {
        state: Some("Carabobo".into()),
        zones: Some(vec!["Centro".into()]),
        weekly: Some([8; 7]),
        ..WorkshopDetails::default()
    };
    let moved = WorkshopDetails {
        address: Some("Av. Bolívar".into()),
        zones: Some(Vec::new()),
        ..WorkshopDetails::default()
    };
    let capacity = |change| {
        Command::ChangeCapacity(ChangeCapacity {
            workshop: "Taller Nuevo".into(),
            change,
            consent: consent(),
        })
    };
    let (from, until) = (day("2031-05-05"), day("2031-05-06"));
    let resume = ResumeWorkshop {
        workshop: "Taller Nuevo".into(),
        consent: consent(),
    };
    let offer = |daily_limit| {
        Command::PutOffer(PutOffer {
            workshop: "Taller Nuevo".into(),
            sku: "TAZA".into(),
            wanted: Wanted::Either,
            details: OfferDetails {
                unit_cost: Some(usd(400)),
                daily_limit: Some(daily_limit),
                ..OfferDetails::default()
            },
            consent: consent(),
        })
    };
    vec![
        (zone(Wanted::New, &["Valencia, Carabobo"], &[]), "service_zones", Edge::Added),
        (
            zone(Wanted::There, &[], &["Valencia, Carabobo"]),
            "service_zone_cities",
            Edge::Removed,
        ),
        (workshop(Wanted::New, new), "workshop_zones", Edge::Added),
        (workshop(Wanted::There, moved), "workshops", Edge::Changed),
        (capacity(CapacityChange::Week([5; 7])), "capacity_weekly", Edge::Changed),
        (
            capacity(CapacityChange::Days { from, until, units: 3 }),
            "capacity_overrides",
            Edge::Added,
        ),
        (capacity(CapacityChange::Usual { from, until }), "capacity_overrides", Edge::Removed),
        (capacity(CapacityChange::Pause { until: None }), "workshops", Edge::Changed),
        (Command::ResumeWorkshop(resume), "workshops", Edge::Changed),
        (offer(Some(4)), "workshop_offers", Edge::Added),
        (offer(None), "workshop_offers", Edge::Changed),
    ]
}

fn holidays() -> Vec<(Command, &'static str, Edge)> {
    let day = day("2031-05-07");
    let add = AddHolidays {
        days: vec![NewHoliday { day, name: "Duelo".into() }],
        ..AddHolidays::default()
    };
    let seed = SeedHolidays {
        year: Some(2032),
        ..SeedHolidays::default()
    };
    let rename = RenameHoliday {
        day,
        name: "Fiesta".into(),
    };
    vec![
        (Command::AddHolidays(add), "holidays", Edge::Added),
        (Command::SeedHolidays(seed), "holidays", Edge::Added),
        (Command::RenameHoliday(rename), "holidays", Edge::Changed),
        (Command::RemoveHoliday(RemoveHoliday { day }), "holidays", Edge::Removed),
    ]
}

/// The plain shop, its service and its administrator.
pub async fn opened(fresh: &Fresh) -> (Shop, Krafta, Actor) {
    let shop = Shop::open(fresh.db.clone()).await;
    let ana = Actor::staff(Role::Admin, OperatorId::from_uuid(shop.operator), "Ana");
    (shop, Krafta::new(fresh.db.clone(), Settings::default()), ana)
}

/// Runs all of them, the rate that one closes added first.
async fn every_command(krafta: &Krafta, ana: &Actor) -> Vec<(OperationId, Command, &'static str, Edge)> {
    let added = keep(krafta, ana, Command::AddShipping(shipping("Lara"))).await.expect("a rate");
    let closed = ShippingRateId::from_uuid(added.row().expect("a row").id);
    let commands = all(closed).into_iter();
    commands
        .map(|(command, table, edge)| (Krafta::new_operation(), command, table, edge))
        .collect()
}

async fn every_command_leaves_one_receipt_and_says_who(fresh: Fresh) {
    let (shop, krafta, ana) = opened(&fresh).await;
    for (operation, command, table, edge) in every_command(&krafta, &ana).await {
        let (receipts, changes) = (count(&shop.db, "operations").await, count(&shop.db, "master_changes").await);
        let name = command.name();
        // What travels as JSON is the same command.
        let json = serde_json::to_string(&command).expect("JSON");
        assert_eq!(serde_json::from_str::<Command>(&json).expect(name), command, "{json}");

        let first = krafta.execute(&ana, operation, command.clone()).await.expect(name);
        assert!(!first.repeated, "{name}");
        assert_eq!(count(&shop.db, "operations").await, receipts + 1, "{name}");
        let written = changes_of(&shop.db, operation).await;
        assert!(
            written.iter().any(|change| change.table == table && change.edge() == edge),
            "{name}: {table} {edge:?} in {written:#?}"
        );
        assert_eq!(
            count(&shop.db, "master_changes").await - changes,
            i64::try_from(written.len()).expect("few"),
            "{name}"
        );
        for change in &written {
            let who = (change.origin.as_str(), change.role.as_deref(), change.actor, change.name.as_deref());
            assert_eq!(who, ("PROGRAM", Some("ADMIN"), ana.id, Some("Ana")), "{name}");
            assert_ne!(change.old, change.new, "{name}");
        }

        let again = krafta.execute(&ana, operation, command).await.expect(name);
        assert_eq!(again, Receipt { repeated: true, ..first }, "{name}");
        assert_eq!(count(&shop.db, "operations").await, receipts + 1, "{name}");
        assert_eq!(changes_of(&shop.db, operation).await, written, "{name}");
    }
}

async fn a_change_from_outside_says_so(fresh: Fresh) {
    let (shop, krafta, ana) = opened(&fresh).await;
    let dearer = ChangeProduct {
        sku: "TAZA".into(),
        price: Some(usd(1_100)),
        ..ChangeProduct::default()
    };
    keep(&krafta, &ana, Command::ChangeProduct(dearer)).await.expect("a price");
    // The same connection may have served the command: nobody's name is left on it.
    write(&shop.db, Query::new("UPDATE products SET name = 'Jarra' WHERE sku = 'TAZA'"))
        .await
        .expect("a name");
    // What changes nothing is no change.
    write(&shop.db, Query::new("UPDATE products SET name = 'Jarra' WHERE sku = 'TAZA'"))
        .await
        .expect("the same name");
    let query = Query::new(COLUMNS).push("table_name = 'products' ORDER BY id");
    let changes: Vec<Change> = shop.db.all(query).await.expect("changes");
    let [added, priced, named] = &changes[..] else {
        panic!("{changes:#?}")
    };
    assert_eq!((added.origin.as_str(), priced.origin.as_str()), ("OUTSIDE", "PROGRAM"));
    assert_eq!(named.origin, "OUTSIDE");
    assert_eq!((&named.role, named.actor, &named.name), (&None, None, &None));
    let name = |document: &Option<serde_json::Value>| document.as_ref().map(|document| document["name"].clone());
    assert_eq!((name(&named.old), name(&named.new)), (Some("Taza".into()), Some("Jarra".into())));
    match shop.db.dialect() {
        Dialect::Sqlite => assert_eq!(named.login, None),
        Dialect::Postgres => {
            let login: Text = shop.db.one(Query::new("SELECT session_user::text AS t")).await.expect("a login");
            assert_eq!(named.login, Some(login.0));
        }
    }
}

async fn the_documents_hold_every_column(fresh: Fresh) {
    let (shop, krafta, ana) = opened(&fresh).await;
    for (operation, command, ..) in every_command(&krafta, &ana).await {
        krafta.execute(&ana, operation, command).await.expect("done");
    }
    for table in TABLES {
        let columns = Query::new("SELECT ")
            .push_for("name", "column_name::text")
            .push(" AS t FROM ")
            .push_for(
                "pragma_table_info(",
                "information_schema.columns WHERE table_schema = current_schema() AND table_name = (",
            );
        let columns: Vec<Text> = shop.db.all(columns.bind(*table).push(")")).await.expect("columns");
        let mut columns: Vec<String> = columns.into_iter().map(|column| column.0).collect();
        columns.sort();
        for document in ["new", "old"] {
            let query = Query::new(COLUMNS).push("table_name = ").bind(*table).push(" AND ").push(document);
            let changes: Vec<Change> = shop.db.all(query.push(" IS NOT NULL ORDER BY id")).await.expect("changes");
            for change in changes {
                let document = if document == "new" { change.new } else { change.old };
                let fields = document.as_ref().and_then(|document| document.as_object()).expect("an object");
                let mut fields: Vec<String> = fields.keys().cloned().collect();
                fields.sort();
                assert_eq!(fields, columns, "{table}");
            }
        }
    }
}

async fn what_changed_stays_written(fresh: Fresh) {
    let (shop, ..) = opened(&fresh).await;
    let mut statements = vec!["UPDATE master_changes SET actor_name = 'otro'", "DELETE FROM master_changes"];
    statements.push(match shop.db.dialect() {
        Dialect::Sqlite => "INSERT OR REPLACE INTO master_changes SELECT * FROM master_changes",
        Dialect::Postgres => "TRUNCATE master_changes",
    });
    for statement in statements {
        assert_eq!(token(write(&shop.db, Query::new(statement)).await), "append-only", "{statement}");
    }
}
