//! A shop that owes its workshops: paid orders with their assignments, and lines of what is owed for them, written as the
//! life of an assignment would.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::counter::{Counter, Placed};
use crate::fresh::Fresh;
use krafta::config::Settings;
use krafta::db::payables::owed::{self, Debt};
use krafta::db::{Amount, Bound, DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::Time;
use krafta::domain::actor::Actor;
use krafta::domain::ids::{AssignmentId, OrderId, PayableId, WorkshopId};
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::domain::payables::policy_lines::Line;
use krafta::service::core::receipt::Outcome;
use krafta::service::payables::commands::{OnPayable, ReversePayment, Sent, Settle, SettleLine, Undone};
use krafta::service::payables::view::{PayableRow, PayableView};
use krafta::service::{Command, Receipt};

/// Kinds of lines that are to be paid.
pub const KINDS: [PayableKind; 5] = [
    PayableKind::Full,
    PayableKind::Deposit,
    PayableKind::Balance,
    PayableKind::CancellationFee,
    PayableKind::Adjustment,
];

pub fn usd(cents: i64) -> Money {
    Money::of_minor(cents, Currency::Usd)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub struct Debts {
    pub counter: Counter,
    pub taller: WorkshopId,
    pub other: WorkshopId,
    /// Lines are made at the shop's time and not at the database's.
    dated: bool,
}

/// A line made at an instant.
fn dated(id: PayableId, debt: Debt, line: &Line, at: Time) -> Bound {
    let values = [
        id.into(),
        debt.assignment.into(),
        debt.order.into(),
        debt.workshop.into(),
        line.kind.into(),
        debt.policy.into(),
        Amount(line.amount.amount()).into(),
        line.amount.currency().into(),
        line.status.into(),
        line.due_on.into(),
        at.into(),
    ];
    let query = Query::new(
        "INSERT INTO workshop_payables (id, assignment_id, order_id, workshop_id, kind, policy, amount, currency, status, due_on, created_at) VALUES (",
    );
    query.bind_list(values).push(")").into()
}

struct Id(Uuid);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

impl Debts {
    pub async fn open(fresh: &Fresh) -> Self {
        Self::open_with(fresh, Settings::default()).await
    }

    pub async fn open_with(fresh: &Fresh, settings: Settings) -> Self {
        let counter = Counter::open_with(fresh, settings).await;
        let other = WorkshopId::from_uuid(Uuid::now_v7());
        let mut tx = fresh.db.begin().await.expect("a transaction");
        let insert =
            Query::new("INSERT INTO workshops (id, name, state_code, payee_name, payee_bank_code, payee_account) VALUES (").bind(other);
        tx.exec(insert.push(", 'Bordados Ávila', 'VE-A', 'Bordados C.A.', '0102', '01020000000000000000')"))
            .await
            .expect("a workshop");
        tx.commit().await.expect("a commit");
        let taller: Id = fresh
            .db
            .one(Query::new("SELECT id FROM workshops WHERE name = 'Taller'"))
            .await
            .expect("the workshop");
        Self {
            counter,
            taller: WorkshopId::from_uuid(taller.0),
            other,
            dated: false,
        }
    }

    /// As if the database's clock were the shop's, which a test can move on.
    pub async fn dated(fresh: &Fresh) -> Self {
        let unstamp = match fresh.db.dialect() {
            Dialect::Sqlite => "DROP TRIGGER workshop_payables_stamped",
            Dialect::Postgres => "ALTER TABLE workshop_payables DISABLE TRIGGER workshop_payables_stamped",
        };
        fresh.db.script(unstamp).await.expect("a script");
        Self {
            dated: true,
            ..Self::open(fresh).await
        }
    }

    /// A paid order.
    pub async fn order(&self, reference: &str) -> Placed {
        self.counter.confirmed(reference).await
    }

    async fn assignment(&self, order: OrderId) -> AssignmentId {
        let query = Query::new("SELECT id FROM production_assignments WHERE order_id = ").bind(order);
        let found: Id = self.counter.shop.db().one(query).await.expect("an assignment");
        AssignmentId::from_uuid(found.0)
    }

    /// A line that is owed to a workshop for an order.
    pub async fn owe(&self, workshop: WorkshopId, order: &Placed, kind: PayableKind, amount: Money, due_on: &str) -> PayableId {
        self.line(workshop, order, kind, amount, due_on, None).await
    }

    pub async fn line(
        &self,
        workshop: WorkshopId,
        order: &Placed,
        kind: PayableKind,
        amount: Money,
        due_on: &str,
        cut_on: Option<&str>,
    ) -> PayableId {
        let id = PayableId::from_uuid(Uuid::now_v7());
        let debt = Debt {
            assignment: self.assignment(order.id).await,
            order: order.id,
            workshop,
            policy: PaymentPolicy::OnReady,
            refund: None,
        };
        let line = Line {
            kind,
            amount,
            due_on: day(due_on),
            cut_on: cut_on.map(day),
            status: cut_on.map_or(PayableStatus::Due, |_| PayableStatus::Scheduled),
        };
        let shop = &self.counter.shop;
        let mut tx = shop.db().begin().await.expect("a transaction");
        let insert = if self.dated {
            dated(id, debt, &line, shop.now())
        } else {
            owed::insert(id, debt, &line, None)
        };
        tx.exec(insert).await.expect("a line");
        let created = owed::event(id, "CREATED", &Actor::system(), None, None, shop.now());
        tx.exec(created).await.expect("its first event");
        tx.commit().await.expect("a commit");
        id
    }

    pub async fn see(&self, payable: PayableId) -> PayableView {
        self.counter.shop.payables().line(&self.counter.ana, payable).await.expect("a line")
    }

    pub async fn row(&self, payable: PayableId) -> PayableRow {
        self.see(payable).await.row
    }

    /// The command that pays these lines, as they are now.
    pub async fn paying(&self, workshop: WorkshopId, parts: &[(PayableId, Option<Money>)], total: Money, reference: &str) -> Settle {
        let mut lines = Vec::new();
        for (payable, amount) in parts {
            lines.push(SettleLine {
                payable: *payable,
                version: self.row(*payable).await.version,
                amount: *amount,
            });
        }
        Settle {
            workshop,
            lines,
            total,
            method: PaymentMethod::BankTransfer,
            reference: reference.into(),
            receipt_url: None,
            note: None,
            repeats_reason: None,
            early: true,
            sent: Sent::default(),
        }
    }

    pub async fn settle(&self, parts: &[(PayableId, Option<Money>)], total: Money, reference: &str) -> Receipt {
        let command = self.paying(self.taller, parts, total, reference).await;
        self.counter.done(&self.counter.ana, Command::Settle(command)).await
    }

    pub async fn on(&self, payable: PayableId, reason: &str) -> OnPayable {
        OnPayable {
            payable,
            seen: self.row(payable).await.version,
            reason: reason.into(),
        }
    }
}

/// The transfer that a receipt is about, and what was netted.
pub fn settled(receipt: &Receipt) -> (krafta::domain::ids::SettlementId, Money, Money) {
    match receipt.outcome {
        Outcome::Settled {
            settlement,
            transfer,
            netted,
            ..
        } => (settlement, transfer, netted),
        ref other => panic!("not settled: {other:?}"),
    }
}

pub fn undo(what: Undone, reason: &str) -> Command {
    Command::ReversePayment(ReversePayment {
        what,
        reason: reason.into(),
    })
}
