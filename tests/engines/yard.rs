//! The counter with workshops behind it: three of them with offers, room and terms, and the people who work with them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::asked::Asked;
use crate::counter::{Counter, Placed, insert};
use crate::fresh::Fresh;
use krafta::config::Settings;
use krafta::db::{Amount, DbResult, FromRow, Param, Query, Row};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::ids::{AssignmentId, OfferId, OperatorId, OrderId, ProductId, WorkshopId};
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::status::AssignmentStatus;
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::service::fulfilment::commands::{Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
use krafta::service::{Command, Receipt};

/// A workshop of the yard.
#[derive(Clone)]
pub struct Maker {
    pub id: WorkshopId,
    pub offer: OfferId,
    /// Its own operator.
    pub hands: Actor,
}

pub struct Yard {
    pub counter: Counter,
    pub coordinator: Actor,
    /// The cheapest first: 5,00, 6,00 and 7,00 USD a shirt.
    pub makers: Vec<Maker>,
}

/// How a workshop is at the start: ten units on every day, half in advance.
pub const DAILY: u32 = 10;

impl Yard {
    pub async fn open(fresh: &Fresh) -> Self {
        Self::open_with(fresh, Settings::default()).await
    }

    pub async fn open_with(fresh: &Fresh, settings: Settings) -> Self {
        let counter = Counter::open_with(fresh, settings).await;
        let db = &fresh.db;
        let shirt: Id = db.one(Query::new("SELECT id FROM products")).await.expect("a product");
        let shirt = ProductId::from_uuid(shirt.0);
        let mut makers = Vec::new();
        for (name, cents) in [("Taller Orinoco", 500), ("Costura Bello Monte", 600), ("Serigrafía Petare", 700)] {
            let (id, offer) = (WorkshopId::from_uuid(Uuid::now_v7()), OfferId::from_uuid(Uuid::now_v7()));
            let row: [Param; 6] = [
                id.into(),
                name.into(),
                "VE-G".into(),
                "+584121112233".into(),
                PaymentPolicy::DepositBalance.into(),
                true.into(),
            ];
            insert(db, "INSERT INTO workshops (id, name, state_code, phone, policy, hosts_pickup)", row).await;
            let row: [Param; 5] = [
                offer.into(),
                id.into(),
                shirt.into(),
                Amount(Decimal::new(cents, 2)).into(),
                Currency::Usd.into(),
            ];
            insert(
                db,
                "INSERT INTO workshop_offers (id, workshop_id, product_id, unit_cost_amount, currency)",
                row,
            )
            .await;
            for weekday in 1..=7_i64 {
                let row: [Param; 3] = [id.into(), weekday.into(), DAILY.into()];
                insert(db, "INSERT INTO capacity_weekly (workshop_id, weekday, units)", row).await;
            }
            let operator = OperatorId::from_uuid(Uuid::now_v7());
            let login = format!("taller-{cents}");
            let row: [Param; 5] = [
                operator.into(),
                login.as_str().into(),
                name.into(),
                Role::Workshop.into(),
                id.into(),
            ];
            insert(db, "INSERT INTO operators (id, login, display_name, role, workshop_id)", row).await;
            let hands = Actor::of_workshop(id, operator, name);
            makers.push(Maker { id, offer, hands });
        }
        let id = OperatorId::from_uuid(Uuid::now_v7());
        let row: [Param; 4] = [id.into(), "rosa".into(), "Rosa".into(), Role::Coordinator.into()];
        insert(db, "INSERT INTO operators (id, login, display_name, role)", row).await;
        Self {
            counter,
            coordinator: Actor::staff(Role::Coordinator, id, "Rosa"),
            makers,
        }
    }

    pub async fn done(&self, actor: &Actor, command: impl Into<Asked>) -> Receipt {
        self.counter.done(actor, command).await
    }

    pub async fn refused(&self, actor: &Actor, command: impl Into<Asked>) -> &'static str {
        self.counter.refused(actor, command).await
    }

    /// Changes one workshop's row.
    pub async fn set(&self, maker: &Maker, change: &'static str, value: impl Into<Param>) {
        let mut tx = self.counter.shop.db().begin().await.expect("a transaction");
        let update = Query::new(change).bind(value).push(" WHERE id = ").bind(maker.id);
        tx.exec(update).await.expect("a changed workshop");
        tx.commit().await.expect("a commit");
    }

    /// A confirmed order whose first candidate was told.
    pub async fn notified(&self, reference: &str) -> Placed {
        let order = self.counter.confirmed(reference).await;
        self.done(&self.coordinator, notify(&order)).await;
        order
    }

    pub async fn accepted(&self, reference: &str) -> Placed {
        let order = self.notified(reference).await;
        self.done(&self.makers[0].hands, Command::Accept(forward(&order))).await;
        order
    }

    /// Pays everything that the order's workshop is owed, by hand.
    pub async fn lines(&self, order: &Placed) -> Vec<Owed> {
        let lines = Query::new("SELECT y.kind, y.amount, y.currency, y.status, y.due_on FROM workshop_payables y WHERE y.order_id = ")
            .bind(order.id)
            .push(" ORDER BY y.created_at, y.id");
        self.counter.shop.db().all(lines).await.expect("lines")
    }

    pub async fn made(&self, order: OrderId) -> Vec<Made> {
        let made = Query::new("SELECT id, status, workshop_id, cause, agreed_cost, currency, promised_ready_on, pickup_code FROM production_assignments WHERE order_id = ")
            .bind(order)
            .push(" ORDER BY attempt");
        self.counter.shop.db().all(made).await.expect("assignments")
    }

    /// Days and units that the workshop holds.
    pub async fn held(&self, maker: &Maker) -> Vec<(NaiveDate, u32)> {
        let held =
            Query::new("SELECT day, CAST(sum(units) AS bigint) AS units FROM capacity_bookings WHERE state = 'HELD' AND workshop_id = ")
                .bind(maker.id)
                .push(" GROUP BY day ORDER BY day");
        let rows: Vec<HeldDay> = self.counter.shop.db().all(held).await.expect("bookings");
        rows.into_iter().map(|row| (row.0, row.1)).collect()
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn dollars(cents: i64) -> Money {
    Money::of_minor(cents, Currency::Usd)
}

pub fn forward(order: &Placed) -> Forward {
    Forward {
        order: order.id,
        seen: None,
        note: None,
    }
}

pub fn notify(order: &Placed) -> Command {
    Command::Notify(Notify {
        order: order.id,
        seen: None,
        workshop: None,
        reason: None,
        over_limit: None,
    })
}

pub fn notify_other(order: &Placed, maker: &Maker, reason: Option<&str>, over_limit: Option<&str>) -> Command {
    Command::Notify(Notify {
        order: order.id,
        seen: None,
        workshop: Some(maker.id),
        reason: reason.map(str::to_owned),
        over_limit: over_limit.map(str::to_owned),
    })
}

pub fn refuse(order: &Placed, reason: WorkshopRefusal) -> Command {
    Command::Refuse(Refuse {
        order: order.id,
        seen: None,
        reason,
        text: None,
    })
}

pub fn hand_over(order: &Placed, carrier: Option<&str>, tracking: Option<&str>) -> Command {
    Command::HandOver(HandOver {
        order: order.id,
        seen: None,
        carrier: carrier.map(str::to_owned),
        tracking_number: tracking.map(str::to_owned),
        tracking_url: None,
    })
}

pub fn complete(order: &Placed) -> Complete {
    Complete {
        order: order.id,
        seen: None,
        code: None,
        note: None,
    }
}

pub fn back(order: &Placed, to: AssignmentStatus) -> Command {
    Command::StepBack(StepBack {
        order: order.id,
        seen: None,
        to,
        reason: "quedó mal impresa".into(),
    })
}

pub fn withdraw(order: &Placed) -> Withdraw {
    Withdraw {
        order: order.id,
        seen: None,
        reason: "no contesta el teléfono".into(),
        workshop: None,
        overridden: false,
        share: None,
    }
}

struct Id(Uuid);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

struct HeldDay(NaiveDate, u32);

impl FromRow for HeldDay {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("day")?, row.get("units")?))
    }
}

/// A payable line as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    pub kind: PayableKind,
    pub amount: Money,
    pub status: PayableStatus,
    pub due_on: NaiveDate,
}

impl FromRow for Owed {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            kind: row.get("kind")?,
            amount: row.money("amount", "currency")?,
            status: row.get("status")?,
            due_on: row.get("due_on")?,
        })
    }
}

/// An assignment as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub id: AssignmentId,
    pub status: AssignmentStatus,
    pub workshop: Option<WorkshopId>,
    pub cause: Option<String>,
    pub cost: Option<Money>,
    pub promised: Option<NaiveDate>,
    pub pickup_code: Option<String>,
}

impl FromRow for Made {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            status: row.get("status")?,
            workshop: row.get("workshop_id")?,
            cause: row.get("cause")?,
            cost: row.money_opt("agreed_cost", "currency")?,
            promised: row.get("promised_ready_on")?,
            pickup_code: row.get("pickup_code")?,
        })
    }
}
