//! Transfers to workshops, newest first, and what each of them paid.

use super::settlements::Payee;
use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{self, Key, micros};
use crate::db::engine::record::record;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::{OrderId, PayableId, PayablePaymentId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::line::PayableKind;

const LISTED: &str = "SELECT s.id, s.workshop_id, w.name AS workshop, s.amount, s.currency, s.method, s.reference, s.receipt_url, s.note, \
    s.repeats_reason, s.payee_name, s.payee_id_doc, s.payee_bank_code, s.payee_account, op.display_name AS paid_by, s.paid_at, \
    (SELECT count(*) FILTER (WHERE y.reverses_id IS NULL) FROM payable_payments y WHERE y.settlement_id = s.id) AS lines, \
    (SELECT count(y.reverses_id) FROM payable_payments y WHERE y.settlement_id = s.id) AS reversed \
    FROM settlements s JOIN workshops w ON w.id = s.workshop_id JOIN operators op ON op.id = s.paid_by WHERE 1 = 1";

statement! {
    /// The condition on what is no reversal is written so that SQLite does not walk all of those by their index.
    PAYMENTS = "SELECT y.id, y.payable_id, p.order_id, o.number, p.kind, y.amount, y.currency, y.paid_at, \
      r.paid_at AS reversed_at, r.reason AS reversed_reason, rop.display_name AS reversed_by \
      FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id JOIN orders o ON o.id = p.order_id \
      LEFT JOIN payable_payments r ON r.reverses_id = y.id LEFT JOIN operators rop ON rop.id = r.paid_by \
      WHERE y.settlement_id = $1 AND (y.reverses_id IS NULL) = TRUE ORDER BY p.due_on, p.id"
}

statement! {
    PAYEE = "SELECT id, name, payee_name, payee_id_doc, payee_bank_code, payee_account FROM workshops WHERE id = $1"
}

record! {
    /// A transfer.
    pub struct SettlementRecord {
        pub id: SettlementId,
        pub workshop: WorkshopId = "workshop_id",
        pub workshop_name: String = "workshop",
        pub amount: Money = money("amount", "currency"),
        pub method: PaymentMethod,
        pub reference: String,
        pub receipt_url: Option<String>,
        pub note: Option<String>,
        pub repeats_reason: Option<String>,
        pub payee_name: Option<String>,
        pub payee_id_doc: Option<String>,
        pub payee_bank_code: Option<String>,
        pub payee_account: Option<String>,
        pub paid_by: String,
        pub paid_at: Time,
        /// Payments it is made of, and how many of them were undone.
        pub lines: i64,
        pub reversed: i64,
    }
}

impl SettlementRecord {
    pub fn key(&self) -> Key {
        Key {
            key: micros(self.paid_at),
            id: self.id.uuid(),
        }
    }
}

record! {
    /// One line that a transfer paid.
    pub struct SettledRecord {
        pub id: PayablePaymentId,
        pub payable: PayableId = "payable_id",
        pub order: OrderId = "order_id",
        pub number: String,
        pub kind: PayableKind,
        pub amount: Money = money("amount", "currency"),
        pub reversed_at: Option<Time>,
        pub reversed_by: Option<String>,
        pub reversed_reason: Option<String>,
    }
}

pub async fn page(db: &Db, workshop: Option<WorkshopId>, after: Option<Key>, limit: i64) -> DbResult<Vec<SettlementRecord>> {
    db.all(compose(workshop, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(workshop: Option<WorkshopId>, after: Option<Key>, limit: i64) -> Query {
    let mut query = Query::new(LISTED);
    if let Some(workshop) = workshop {
        query = query.push(" AND s.workshop_id = ").bind(workshop);
    }
    page::beyond(query, "(s.paid_at, s.id)", false, after)
        .push(" ORDER BY s.paid_at DESC, s.id DESC LIMIT ")
        .bind(limit)
}

pub async fn by_id(db: &Db, id: SettlementId) -> DbResult<Option<SettlementRecord>> {
    db.opt(Query::new(LISTED).push(" AND s.id = ").bind(id)).await
}

pub async fn payments(db: &Db, id: SettlementId) -> DbResult<Vec<SettledRecord>> {
    db.all(PAYMENTS.with(bind![id])).await
}

/// Whom a workshop's money goes to, as it is kept now.
pub async fn payee(db: &Db, workshop: WorkshopId) -> DbResult<Option<Payee>> {
    db.opt(PAYEE.with(bind![workshop])).await
}
