//! The lines of a run: written when it is frozen, then only what became of each.

use chrono::NaiveDate;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::{Found, FromRow, Row};
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::db::runs::run::parts;
use crate::domain::Time;
use crate::domain::ids::{
    AccountId, CreditId, OperatorId, OrderId, PayableId, RefundId, RefundPaymentId, RunId, RunLineId, SettlementId, WorkshopId,
};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::settlement::Part;
use crate::domain::runs::finding::Debit;
use crate::domain::runs::payee::RunPayee;
use crate::domain::runs::sheet::Whom;
use crate::domain::runs::state::LineState;

statement! {
    INSERT = "INSERT INTO payment_run_lines (id, run_id, position, workshop_id, refund_id, method, payee_name, payee_id_doc, payee_bank, payee_account, \
      payee_phone, owed, owed_currency, amount, currency) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
}

statement! {
    PAYABLES = sqlite [
      "INSERT INTO payment_run_payables (line_id, payable_id, amount) \
        SELECT unhex(j.value ->> 'line', '-'), unhex(j.value ->> 'payable', '-'), j.value ->> 'minor' FROM json_each($1) j"
    ] postgres [
      "INSERT INTO payment_run_payables (line_id, payable_id, amount) \
        SELECT j.line, j.payable, j.amount FROM jsonb_to_recordset($1) AS j(line uuid, payable uuid, amount numeric)"
    ]
}

statement! {
    LOCK = "SELECT l.id, l.position, l.workshop_id, l.refund_id, f.order_id, l.method, l.payee_name, l.payee_id_doc, l.payee_bank, l.payee_account, \
      l.payee_phone, l.owed, l.owed_currency, l.amount, l.currency, l.state, l.reference, l.sent_on, l.settlement_id, l.refund_payment_id, l.credit_id \
      FROM payment_run_lines l LEFT JOIN refunds f ON f.id = l.refund_id WHERE l.run_id = $1 AND l.position = $2"
}

statement! {
    PARTS = "SELECT x.payable_id, x.amount, p.currency FROM payment_run_payables x JOIN workshop_payables p ON p.id = x.payable_id \
      WHERE x.line_id = $1 ORDER BY x.payable_id"
}

statement! {
    WAITING = "SELECT count(*) AS found FROM payment_run_lines l WHERE l.run_id = $1 AND (l.state = 'PENDING' OR l.state = 'PAID' AND l.credit_id IS NULL)"
}

statement! {
    PAID = "SELECT count(*) AS found FROM payment_run_lines l WHERE l.run_id = $1 AND l.state IN ('PAID', 'EXPLAINED')"
}

statement! {
    FAIL = "UPDATE payment_run_lines SET state = 'FAILED', reason = $2, handled_by = $3, handled_at = $4 WHERE id = $1"
}

statement! {
    EXPLAIN = "UPDATE payment_run_lines SET state = 'EXPLAINED', reason = $2, handled_by = $3, handled_at = $4 WHERE id = $1"
}

statement! {
    ALLOCATE = "INSERT INTO bank_allocations (credit_id, settlement_id, refund_payment_id, amount) VALUES ($1, $2, $3, $4)"
}

statement! {
    DEBITS = "SELECT c.id, c.value_date, c.amount, c.allocated, c.currency, c.reference, c.description, c.payer_phone, c.payer_document \
      FROM bank_credits c WHERE c.account_id = $1 AND c.value_date BETWEEN $2 AND $3 AND c.direction = 'OUT' AND c.kind = 'PAYMENT' \
      AND c.origin <> 'ATTESTED' AND NOT c.set_aside AND c.allocated < c.amount ORDER BY c.value_date, c.id LIMIT 10000"
}

statement! {
    DEBIT = "SELECT c.id, c.account_id, c.value_date, c.amount, c.allocated, c.currency, c.reference, c.description, c.payer_phone, c.payer_document \
      FROM bank_credits c WHERE c.id = $1 AND c.direction = 'OUT' AND c.origin <> 'ATTESTED' AND NOT c.set_aside", for_update
}

record! {
    /// A line as a command looks at it.
    pub struct RunLine {
        pub id: RunLineId,
        pub position: i64,
        pub whom: Whom = read(whom),
        /// Of a refund.
        pub order: Option<OrderId> = "order_id",
        pub method: PaymentMethod,
        pub payee: RunPayee = read(payee),
        pub owed: Money = money("owed", "owed_currency"),
        pub amount: Money = money("amount", "currency"),
        pub state: LineState,
        pub reference: Option<String>,
        pub sent_on: Option<NaiveDate>,
        pub settlement: Option<SettlementId> = "settlement_id",
        pub refund_payment: Option<RefundPaymentId> = "refund_payment_id",
        pub credit: Option<CreditId> = "credit_id",
    }

    struct PartRow {
        payable: PayableId = "payable_id",
        amount: Money = money("amount", "currency"),
    }

    /// A debit under lock, and whose account shows it.
    pub struct LockedDebit {
        pub account: AccountId = "account_id",
        pub debit: Debit = row,
    }
}

impl FromRow for Debit {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let (amount, allocated) = (row.money("amount", "currency")?, row.money("allocated", "currency")?);
        Ok(Self {
            id: row.get("id")?,
            date: row.get("value_date")?,
            left: amount.less(allocated),
            reference: row.get("reference")?,
            description: row.get("description")?,
            payer_phone: row.get("payer_phone")?,
            payer_document: row.get("payer_document")?,
        })
    }
}

/// Who a line pays: one of two columns.
pub(super) fn whom(row: &Row<'_>) -> DbResult<Whom> {
    match row.get::<Option<WorkshopId>>("workshop_id")? {
        Some(workshop) => Ok(Whom::Workshop(workshop)),
        None => Ok(Whom::Refund(row.get::<RefundId>("refund_id")?)),
    }
}

pub(super) fn payee(row: &Row<'_>) -> DbResult<RunPayee> {
    Ok(RunPayee {
        method: Some(row.get("method")?),
        name: row.get("payee_name")?,
        id_doc: row.get("payee_id_doc")?,
        bank: row.get("payee_bank")?,
        account: row.get("payee_account")?,
        phone: row.get("payee_phone")?,
    })
}

/// A line to be written.
pub struct NewLine<'a> {
    pub id: RunLineId,
    pub run: RunId,
    pub position: i64,
    pub whom: Whom,
    pub method: PaymentMethod,
    pub payee: &'a RunPayee,
    pub owed: Money,
    pub amount: Money,
}

pub fn insert(new: &NewLine<'_>) -> Bound {
    let (workshop, refund) = parts(new.whom);
    INSERT.with(bind![
        new.id,
        new.run,
        new.position,
        workshop,
        refund,
        new.method,
        &new.payee.name,
        &new.payee.id_doc,
        &new.payee.bank,
        &new.payee.account,
        &new.payee.phone,
        Amount(new.owed.amount()),
        new.owed.currency(),
        Amount(new.amount.amount()),
        new.amount.currency(),
    ])
}

/// What the lines to workshops pay.
pub fn payables<'a>(lines: impl IntoIterator<Item = (RunLineId, &'a Part)>) -> Bound {
    let rows = lines.into_iter().map(|(line, part)| {
        serde_json::json!({ "line": line, "payable": part.payable, "minor": part.amount.minor(), "amount": part.amount.plain() })
    });
    PAYABLES.with(bind![serde_json::Value::Array(rows.collect())])
}

/// The line at a place of a run.
pub async fn at(tx: &mut Tx, run: RunId, position: i64) -> DbResult<Option<RunLine>> {
    tx.opt(LOCK.with(bind![run, position])).await
}

/// What a line pays of payables.
pub async fn parts_of(tx: &mut Tx, line: RunLineId) -> DbResult<Vec<Part>> {
    let rows: Vec<PartRow> = tx.all(PARTS.with(bind![line])).await?;
    let parts = rows.into_iter().map(|PartRow { payable, amount }| Part { payable, amount });
    Ok(parts.collect())
}

/// Lines that keep a run open.
pub async fn waiting(tx: &mut Tx, run: RunId) -> DbResult<i64> {
    Ok(tx.one::<Found<i64>>(WAITING.with(bind![run])).await?.0)
}

/// Lines that were paid.
pub async fn paid(tx: &mut Tx, run: RunId) -> DbResult<i64> {
    Ok(tx.one::<Found<i64>>(PAID.with(bind![run])).await?.0)
}

pub fn fail(line: RunLineId, reason: &str, by: OperatorId, at: Time) -> Bound {
    FAIL.with(bind![line, reason, by, at])
}

pub fn explain(line: RunLineId, reason: &str, by: OperatorId, at: Time) -> Bound {
    EXPLAIN.with(bind![line, reason, by, at])
}

/// The debit shows what was paid; the line of its run follows.
pub fn allocate(credit: CreditId, settlement: Option<SettlementId>, refund: Option<RefundPaymentId>, amount: Money) -> Bound {
    ALLOCATE.with(bind![credit, settlement, refund, Amount(amount.amount())])
}

/// What left an account between two days and nothing is known of.
pub async fn debits(reader: &mut impl Reader, account: AccountId, first: NaiveDate, last: NaiveDate) -> DbResult<Vec<Debit>> {
    reader.all(DEBITS.with(bind![account, first, last])).await
}

/// The debit of this id, under lock.
pub async fn debit(tx: &mut Tx, id: CreditId) -> DbResult<Option<LockedDebit>> {
    tx.opt(DEBIT.with(bind![id])).await
}
