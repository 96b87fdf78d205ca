//! A shop with its counter open, for stories told in commands: two admins, a support person, a customer, one product,
//! accounts in both currencies, a rate for the day and a clock that is moved by hand.

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, TimeZone, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::asked::Asked;
use crate::fresh::Fresh;
use krafta::config::Settings;
use krafta::db::{Amount, Db, DbResult, FromRow, Param, Query, Row};
use krafta::domain::Time;
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::{OperationId, OperatorId, OrderId, SubmissionId};
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::rate::Rate;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::payments::proof::set_digest;
use krafta::domain::payments::receipt_file::Sha256Hex;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::clock::{Clock, ManualClock};
use krafta::service::core::command::{OnOrder, Seen, WithReason};
use krafta::service::core::receipt::{OrderState, Outcome};
use krafta::service::orders::commands::{Checkout, Customer, Delivery, Line};
use krafta::service::payments::commands::{Attestation, Reject, Report, Verify};
use krafta::service::{Command, Error, Krafta, Receipt};

pub const PHONE: &str = "+584145551234";

/// The order that a receipt is about.
pub fn on(receipt: &Receipt) -> &OrderState {
    receipt.on.as_ref().expect("a receipt about an order")
}

/// The shop and the people of its stories.
pub struct Counter {
    pub shop: Krafta,
    pub clock: Arc<ManualClock>,
    pub ana: Actor,
    pub luis: Actor,
    pub support: Actor,
    pub customer: Actor,
}

/// A placed order: its identity, number and how much it owes.
pub struct Placed {
    pub id: OrderId,
    pub number: String,
    pub due: Money,
}

pub fn opening() -> Time {
    Utc.with_ymd_and_hms(2026, 11, 22, 14, 0, 0).single().expect("an instant")
}

pub fn bolivares(cents: i64) -> Money {
    Money::of_minor(cents, Currency::Ves)
}

pub async fn insert(db: &Db, text: &'static str, values: impl IntoIterator<Item = Param>) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.exec(Query::new(text).push(" VALUES (").bind_list(values).push(")"))
        .await
        .expect("an inserted row");
    tx.commit().await.expect("a commit");
}

impl Counter {
    pub async fn open(fresh: &Fresh) -> Self {
        Self::open_with(fresh, Settings::default()).await
    }

    pub async fn open_with(fresh: &Fresh, settings: Settings) -> Self {
        let db = &fresh.db;
        let clock = Arc::new(ManualClock::at(opening()));
        let mut people = Vec::new();
        for (login, role) in [("ana", Role::Admin), ("luis", Role::Admin), ("sofia", Role::Support)] {
            let id = OperatorId::from_uuid(Uuid::now_v7());
            let row: [Param; 4] = [id.into(), login.into(), login.into(), role.into()];
            insert(db, "INSERT INTO operators (id, login, display_name, role)", row).await;
            people.push(Actor::staff(role, id, login));
        }
        let shirt: [Param; 4] = [
            "FRANELA".into(),
            "Franela estampada".into(),
            Amount(Decimal::new(1250, 2)).into(),
            Currency::Usd.into(),
        ];
        insert(
            db,
            "INSERT INTO products (sku, name, unit_price_amount, unit_price_currency)",
            shirt,
        )
        .await;
        for (alias, method, currency) in [
            ("pm-venezuela", PaymentMethod::PagoMovil, Currency::Ves),
            ("banesco", PaymentMethod::BankTransfer, Currency::Ves),
            ("zelle", PaymentMethod::Zelle, Currency::Usd),
        ] {
            let row: [Param; 4] = [alias.into(), method.into(), "Krafta C.A.".into(), currency.into()];
            insert(db, "INSERT INTO bank_accounts (alias, method, holder_name, currency)", row).await;
        }
        let workshop: [Param; 2] = ["Taller".into(), "VE-A".into()];
        insert(db, "INSERT INTO workshops (name, state_code)", workshop).await;
        for (date, rate) in [("2026-11-23", 930_371), ("2026-11-27", 1_000_000), ("2026-11-30", 1_000_000)] {
            let day: NaiveDate = date.parse().expect("a date");
            let rate = Rate::new(Decimal::new(rate, 4)).expect("a rate");
            insert(
                db,
                "INSERT INTO exchange_rates (value_date, rate, source)",
                [day.into(), rate.into(), "BCV".into()],
            )
            .await;
        }
        for method in [DeliveryMethod::NationalShipping, DeliveryMethod::LocalDelivery] {
            let row: [Param; 4] = [
                method.into(),
                "VE-G".into(),
                Amount(Decimal::new(400, 2)).into(),
                Currency::Usd.into(),
            ];
            insert(db, "INSERT INTO shipping_rates (method, state_code, amount, currency)", row).await;
        }
        let [ana, luis, support] = <[Actor; 3]>::try_from(people).expect("three people");
        Self {
            shop: Krafta::with_clock(db.clone(), settings, Arc::clone(&clock) as Arc<dyn Clock>)
                .with_receipts(fresh.folder.join("receipts")),
            clock,
            ana,
            luis,
            support,
            customer: Actor::customer(PHONE),
        }
    }

    pub fn minutes_pass(&self, minutes: u64) {
        self.clock.advance(Duration::from_secs(60 * minutes));
    }

    /// A day later ana holds the review of the order again.
    pub async fn next_day(&self, order: &Placed) {
        self.minutes_pass(24 * 60);
        self.claim(order).await;
    }

    pub async fn run(&self, actor: &Actor, command: impl Into<Asked>) -> Result<Receipt, Error> {
        command.into().execute(&self.shop, actor, Krafta::new_operation()).await
    }

    /// Does it, or fails the test with the code of the refusal.
    pub async fn done(&self, actor: &Actor, command: impl Into<Asked>) -> Receipt {
        let command = command.into();
        let name = command.name();
        self.run(actor, command)
            .await
            .unwrap_or_else(|error| panic!("{name}: {} {error:?}", error.code()))
    }

    /// The code of the refusal, which there must be.
    pub async fn refused(&self, actor: &Actor, command: impl Into<Asked>) -> &'static str {
        let command = command.into();
        let name = command.name();
        match self.run(actor, command).await {
            Ok(receipt) => panic!("{name} was done: {receipt:?}"),
            Err(error) => error.code(),
        }
    }

    pub async fn place(&self) -> Placed {
        self.place_as(checkout()).await
    }

    pub async fn place_as(&self, checkout: Checkout) -> Placed {
        let receipt = self.done(&self.customer, Command::Checkout(checkout)).await;
        let Outcome::Placed { due, .. } = receipt.outcome else {
            panic!("not placed: {receipt:?}")
        };
        Placed {
            id: on(&receipt).order_id,
            number: on(&receipt).number.clone(),
            due,
        }
    }

    /// The customer reports the whole amount by pago móvil with this reference.
    pub async fn report(&self, order: &Placed, reference: &str) -> SubmissionId {
        self.report_amount(order, order.due, reference).await
    }

    pub async fn report_amount(&self, order: &Placed, amount: Money, reference: &str) -> SubmissionId {
        let receipt = self.done(&self.customer, Command::Report(report(order, amount, reference))).await;
        match receipt.outcome {
            Outcome::Reported { submission, .. } => submission,
            other => panic!("not reported: {other:?}"),
        }
    }

    pub async fn claim(&self, order: &Placed) {
        self.done(&self.ana, Command::Claim(OnOrder { order: order.id })).await;
    }

    /// A paid order, reviewed by ana.
    pub async fn reported_and_claimed(&self, reference: &str) -> (Placed, SubmissionId) {
        let order = self.place().await;
        let submission = self.report(&order, reference).await;
        self.claim(&order).await;
        (order, submission)
    }

    pub async fn confirmed(&self, reference: &str) -> Placed {
        let order = self.place().await;
        self.confirm(order, reference).await
    }

    pub async fn confirmed_pickup(&self, reference: &str) -> Placed {
        let delivery = Delivery {
            method: DeliveryMethod::Pickup,
            city: None,
            state: None,
            address: None,
        };
        let order = self.place_as(Checkout { delivery, ..checkout() }).await;
        self.confirm(order, reference).await
    }

    pub async fn confirm(&self, order: Placed, reference: &str) -> Placed {
        let submission = self.report(&order, reference).await;
        self.claim(&order).await;
        let verify = self.verify(&order, &[(submission, order.due, reference)]).await;
        self.done(&self.ana, Command::Confirm(verify)).await;
        order
    }

    /// What a reviewer sees now.
    pub async fn seen(&self, order: &Placed) -> Seen {
        let version: Version = self.order_row(order).await;
        let open = Query::new("SELECT id, digest FROM payment_submissions WHERE state = 'OPEN' AND order_id = ").bind(order.id);
        let proofs: Vec<OpenProof> = self.shop.db().all(open).await.expect("proofs");
        Seen {
            version: version.0,
            proofs: Some(set_digest(proofs.into_iter().map(|proof| (proof.0, proof.1))).to_string()),
        }
    }

    pub async fn order_row<T: FromRow>(&self, order: &Placed) -> T {
        let row = Query::new("SELECT version, credited_amount, on_hold FROM orders WHERE id = ").bind(order.id);
        self.shop.db().one(row).await.expect("an order")
    }

    pub async fn verify(&self, order: &Placed, money: &[(SubmissionId, Money, &str)]) -> Verify {
        Verify {
            order: order.id,
            seen: self.seen(order).await,
            evidence: money
                .iter()
                .map(|(submission, amount, reference)| Attestation {
                    submission: *submission,
                    account: "pm-venezuela".into(),
                    date: self.shop.today(),
                    amount: *amount,
                    bank_reference: (*reference).to_owned(),
                    whole: None,
                    credit: None,
                    note: None,
                })
                .collect(),
            override_reason: None,
            reason: Some("así está en el banco".into()),
        }
    }

    pub async fn reject(&self, order: &Placed, reason: RejectionReason) -> Reject {
        Reject {
            order: order.id,
            seen: self.seen(order).await,
            reason,
            text: None,
            early: Some("el banco ya cerró el día".into()),
        }
    }

    pub async fn because(&self, order: &Placed, reason: &str) -> WithReason {
        WithReason {
            order: order.id,
            seen: Some(self.seen(order).await),
            reason: Some(reason.to_owned()),
            overridden: false,
        }
    }
}

struct Version(i64);

impl FromRow for Version {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("version")?))
    }
}

struct OpenProof(SubmissionId, Sha256Hex);

impl FromRow for OpenProof {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("id")?, row.get::<String>("digest")?.parse().expect("a digest")))
    }
}

/// Whether the order is on hold, and what is credited to it.
pub struct Standing(pub bool, pub Money);

impl FromRow for Standing {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("on_hold")?, row.money_in("credited_amount", Currency::Ves)?))
    }
}

pub fn checkout() -> Checkout {
    Checkout {
        customer: Customer {
            name: "María Fernández".into(),
            phone: "0414-555.12.34".into(),
            id_doc: Some("V-12345678".into()),
            email: None,
        },
        delivery: Delivery {
            method: DeliveryMethod::NationalShipping,
            city: Some("valencia".into()),
            state: None,
            address: Some("Av. Bolívar, casa 4".into()),
        },
        items: vec![Line {
            sku: "FRANELA".into(),
            quantity: 3,
        }],
    }
}

pub fn report(order: &Placed, amount: Money, reference: &str) -> Report {
    Report {
        order: order.number.clone(),
        method: PaymentMethod::PagoMovil,
        amount: amount.plain(),
        currency: amount.currency(),
        paid_on: "22/11/2026".into(),
        account: Some("pm-venezuela".into()),
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

/// An operation id that can be used twice.
pub fn operation() -> OperationId {
    Krafta::new_operation()
}
