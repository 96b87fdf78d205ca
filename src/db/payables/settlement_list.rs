//! Transfers to workshops, newest first, and what each of them paid.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::few::{self, Ways, within};
use crate::db::engine::page::{self, Key, any_of, any_of_for, micros};
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{shown_account, shown_id_doc};
use crate::domain::ids::{OrderId, PayableId, PayablePaymentId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::PayableKind;
use crate::domain::payments::reference::Reference;
use crate::domain::text::Safe;

const LISTED: &str = "SELECT s.id, s.workshop_id, w.name AS workshop, s.amount, s.currency, s.method, s.reference, s.receipt_url, s.note, \
    s.repeats_reason, s.payee_name, s.payee_id_doc, s.payee_bank_code, s.payee_account, s.method AS payee_method, \
    s.sent_on, s.sent_amount, s.sent_currency, s.rate, op.display_name AS paid_by, s.paid_at, \
    (SELECT count(*) FILTER (WHERE y.reverses_id IS NULL) FROM payable_payments y WHERE y.settlement_id = s.id) AS lines, \
    (SELECT count(y.reverses_id) FROM payable_payments y WHERE y.settlement_id = s.id) AS reversed \
    FROM settlements s JOIN workshops w ON w.id = s.workshop_id JOIN operators op ON op.id = s.paid_by WHERE 1 = 1";

statement! {
    /// The condition on what is no reversal is written so that SQLite does not walk all of those by their index.
    PAYMENTS = "SELECT y.id, y.payable_id, p.order_id, o.number, p.kind, y.amount, y.currency, y.sent_amount, y.sent_currency, y.paid_at, \
      r.paid_at AS reversed_at, r.reason AS reversed_reason, rop.display_name AS reversed_by \
      FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id JOIN orders o ON o.id = p.order_id \
      LEFT JOIN payable_payments r ON r.reverses_id = y.id LEFT JOIN operators rop ON rop.id = r.paid_by \
      WHERE y.settlement_id = $1 AND (y.reverses_id IS NULL) = TRUE ORDER BY p.due_on, p.id"
}

statement! {
    PAYEE = "SELECT id, name, payee_name, payee_id_doc, payee_bank_code, payee_account, payee_method FROM workshops WHERE id = $1"
}

record! {
    /// A transfer to a workshop.
    #[derive(Serialize)]
    pub struct SettlementRow {
        pub id: SettlementId,
        pub workshop: WorkshopId = "workshop_id",
        pub workshop_name: Safe = "workshop",
        pub amount: Money = money("amount", "currency"),
        pub method: PaymentMethod,
        pub reference: Safe,
        pub paid_by: Safe,
        pub paid_at: Time,
        /// The day it left the bank, where somebody said so.
        pub sent_on: Option<NaiveDate>,
        /// What left, where that was another currency, and the bolívares for a dollar it was counted at.
        pub sent: Option<Money> = money_opt("sent_amount", "sent_currency"),
        pub rate: Option<Rate>,
        /// Payments it is made of, and how many of them were undone.
        pub lines: i64,
        pub reversed: i64,
    }

    /// A transfer with what it paid.
    #[derive(Serialize)]
    pub struct SettlementView {
        #[serde(flatten)]
        pub row: SettlementRow = row,
        /// As it was when it was paid.
        pub payee: PayeeView = row,
        pub receipt_url: Option<Safe>,
        pub note: Option<Safe>,
        /// Why its reference is another one's too.
        pub repeats_reason: Option<Safe>,
        pub payments: Vec<SettledLine> = filled,
    }

    /// Where a workshop's money goes.
    #[derive(Eq, Default, Serialize)]
    pub struct PayeeView {
        pub name: Option<Safe> = "payee_name",
        pub id_doc: Option<Safe> = "payee_id_doc",
        pub bank_code: Option<Safe> = "payee_bank_code",
        pub account: Option<Safe> = "payee_account",
        pub method: Option<PaymentMethod> = "payee_method",
    }

    /// A line that a transfer paid; negative for a clawback that was netted.
    #[derive(Serialize)]
    pub struct SettledLine {
        pub payment: PayablePaymentId = "id",
        pub payable: PayableId = "payable_id",
        pub order: OrderId = "order_id",
        pub number: String,
        pub kind: PayableKind,
        pub amount: Money = money("amount", "currency"),
        /// Its share of what left in another currency.
        pub sent: Option<Money> = money_opt("sent_amount", "sent_currency"),
        pub reversed: Option<ReversedView> = read(reversed),
    }

    /// How a payment was undone.
    #[derive(Serialize)]
    pub struct ReversedView {
        pub at: Time = "reversed_at",
        pub by: Safe = or_default("reversed_by"),
        pub reason: Option<Safe> = "reversed_reason",
    }
}

fn reversed(row: &Row<'_>) -> DbResult<Option<ReversedView>> {
    let undone = row.get::<Option<Time>>("reversed_at")?.is_some();
    undone.then(|| ReversedView::from_row(row)).transpose()
}

impl PayeeView {
    /// As people read it: name, cédula or RIF, bank with its name, phone or account in groups; what is kept is copied whole.
    pub fn shown(&self) -> Vec<String> {
        let bank = self.bank_code.as_ref().map(|code| match BankCode::parse(code.as_str()) {
            Ok(bank) => format!("{bank} {}", bank.name()),
            Err(_) => code.to_string(),
        });
        let parts = [
            self.name.as_ref().map(Safe::to_string),
            self.id_doc.as_ref().map(|doc| shown_id_doc(doc.as_str()).to_string()),
            bank,
            self.account.as_ref().map(|account| shown_account(account.as_str()).to_string()),
        ];
        parts.into_iter().flatten().collect()
    }
}

impl SettlementRow {
    /// What left the bank.
    pub fn left_the_bank(&self) -> Money {
        self.sent.unwrap_or(self.amount)
    }

    pub fn key(&self) -> Key {
        Key {
            key: micros(self.paid_at),
            id: self.id.uuid(),
        }
    }
}

/// Which transfers. All that is set holds together; an empty list inside `Some` fits nothing.
#[derive(Debug, Clone, Default)]
pub struct SettlementQuery {
    pub workshop: Option<WorkshopId>,
    pub workshops: Option<Vec<WorkshopId>>,
    /// Only these, a short list.
    pub settlements: Option<Vec<SettlementId>>,
    /// How the reference ends.
    pub reference: Option<String>,
    pub method: Option<PaymentMethod>,
    pub paid_from: Option<Time>,
    /// Not included.
    pub paid_to: Option<Time>,
    /// The total, or what left in another currency.
    pub amount: Option<AmountRange>,
}

pub async fn page(db: &Db, wanted: &SettlementQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<SettlementRow>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &SettlementQuery, after: Option<Key>, limit: i64) -> Query {
    let mut query = Query::new(LISTED);
    if let Some(workshop) = wanted.workshop {
        query = query.push(" AND s.workshop_id = ").bind(workshop);
    }
    if let Some(workshops) = &wanted.workshops {
        query = any_of_for(
            query,
            " AND +s.workshop_id IN (",
            " AND s.workshop_id IN (",
            workshops.iter().map(Param::from),
        );
    }
    if let Some(settlements) = &wanted.settlements {
        query = any_of(query, " AND s.id IN (", settlements.iter().map(Param::from));
    }
    // The key has letters and digits only, and so has a reference as it is kept: nothing of it is a wildcard.
    match wanted.reference.as_deref().map(|text| Reference::stored(text).key()) {
        Some(end) if end.is_empty() => query = query.push(" AND 1 = 0"),
        Some(end) => query = query.push(" AND upper(s.reference) LIKE '%' || ").bind(end),
        None => {}
    }
    if let Some(method) = wanted.method {
        query = query.push(" AND s.method = ").bind(method);
    }
    if let Some(from) = wanted.paid_from {
        query = query.push(" AND s.paid_at >= ").bind(from);
    }
    if let Some(to) = wanted.paid_to {
        query = query.push(" AND s.paid_at < ").bind(to);
    }
    if let Some(range) = &wanted.amount {
        query = within(query.push(" AND ("), "+s.amount", "s.currency", range);
        query = within(query.push(" OR "), "+s.sent_amount", "s.sent_currency", range).push(")");
    }
    let query = page::beyond(query, "(s.paid_at, s.id)", false, after);
    if wanted.settlements.is_some() {
        // The plus keeps SQLite from walking all of them for the sake of their order: a few are found by their ids.
        query.push_for(
            " ORDER BY +s.paid_at DESC, s.id DESC LIMIT ",
            " ORDER BY s.paid_at DESC, s.id DESC LIMIT ",
        )
    } else {
        query.push(" ORDER BY s.paid_at DESC, s.id DESC LIMIT ")
    }
    .bind(limit)
}

/// Transfers of an amount that few have, or of which so much left in another currency. Nothing when many have.
pub async fn of_amount(db: &Db, range: &AmountRange) -> DbResult<Option<Vec<SettlementId>>> {
    few::few(db, compose_amount(range)).await
}

/// The statement; also asked for its plan by a test.
pub fn compose_amount(range: &AmountRange) -> Query {
    let mut ways = Ways::default();
    let start = "SELECT s.id AS found FROM settlements s WHERE ";
    ways.add_few(|query| within(query.push(start), "s.amount", "s.currency", range));
    ways.add_few(|query| within(query.push(start), "s.sent_amount", "s.sent_currency", range));
    ways.query().unwrap_or_default()
}

pub async fn by_id(db: &Db, id: SettlementId) -> DbResult<Option<SettlementView>> {
    db.opt(Query::new(LISTED).push(" AND s.id = ").bind(id)).await
}

pub async fn payments(db: &mut impl Reader, id: SettlementId) -> DbResult<Vec<SettledLine>> {
    db.all(PAYMENTS.with(bind![id])).await
}

/// Whom a workshop's money goes to, as it is kept now.
pub async fn payee(db: &Db, workshop: WorkshopId) -> DbResult<Option<PayeeView>> {
    db.opt(PAYEE.with(bind![workshop])).await
}
