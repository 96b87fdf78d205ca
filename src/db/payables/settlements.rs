//! Transfers to workshops and the payments they are made of. Any number of payments is one trip.

use chrono::NaiveDate;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::ids::{OperatorId, PayableId, PayablePaymentId, RunLineId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;

statement! {
    PAYEE = "SELECT w.id, w.name, w.payee_name, w.payee_id_doc, w.payee_bank_code, w.payee_account FROM workshops w WHERE w.id = $1", for_no_key_update
}

statement! {
    SAME_REFERENCE = "SELECT s.id, s.amount, s.currency, s.reference, s.paid_at FROM settlements s \
      WHERE s.workshop_id = $1 AND ltrim(s.reference, '0') = ltrim($2, '0') ORDER BY s.paid_at DESC LIMIT 1"
}

statement! {
    INSERT = "INSERT INTO settlements (id, workshop_id, amount, currency, method, reference, receipt_url, note, repeats_reason, payee_name, \
      payee_id_doc, payee_bank_code, payee_account, paid_by, paid_at, sent_on, sent_amount, sent_currency, rate, run_line_id) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
}

statement! {
    PAY = sqlite [
      "INSERT INTO payable_payments (id, payable_id, settlement_id, amount, currency, method, reference, receipt_url, paid_by, paid_at, \
        sent_amount, sent_currency, rate) \
        SELECT unhex(j.value ->> 'id', '-'), unhex(j.value ->> 'payable', '-'), $2, j.value ->> 'minor', $3, $4, $5, $6, $7, $8, \
        j.value ->> 'sent_minor', $9, $10 \
        FROM json_each($1) j"
    ] postgres [
      "INSERT INTO payable_payments (id, payable_id, settlement_id, amount, currency, method, reference, receipt_url, paid_by, paid_at, \
        sent_amount, sent_currency, rate) \
        SELECT j.id, j.payable, $2, j.amount, $3, $4, $5, $6, $7, $8, j.sent, $9, $10 \
        FROM jsonb_to_recordset($1) AS j(id uuid, payable uuid, amount numeric, sent numeric)"
    ]
}

statement! {
    /// A reversing row says what its payment says, with the other sign.
    REVERSE = sqlite [
      "INSERT INTO payable_payments (id, payable_id, settlement_id, amount, currency, method, reference, receipt_url, reverses_id, reason, \
        paid_by, paid_at, sent_amount, sent_currency, rate) \
        SELECT unhex(j.value ->> 'id', '-'), y.payable_id, y.settlement_id, -y.amount, y.currency, y.method, y.reference, y.receipt_url, y.id, \
        $2, $3, $4, -y.sent_amount, y.sent_currency, y.rate FROM json_each($1) j CROSS JOIN payable_payments y WHERE y.id = unhex(j.value ->> 'reverses', '-')"
    ] postgres [
      "INSERT INTO payable_payments (id, payable_id, settlement_id, amount, currency, method, reference, receipt_url, reverses_id, reason, \
        paid_by, paid_at, sent_amount, sent_currency, rate) \
        SELECT j.id, y.payable_id, y.settlement_id, -y.amount, y.currency, y.method, y.reference, y.receipt_url, y.id, $2, $3, $4, \
        -y.sent_amount, y.sent_currency, y.rate \
        FROM jsonb_to_recordset($1) AS j(id uuid, reverses uuid) JOIN payable_payments y ON y.id = j.reverses"
    ]
}

statement! {
    WORKSHOP_OF_PAYMENT = "SELECT p.workshop_id FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id WHERE y.id = $1"
}

statement! {
    WORKSHOP_OF_SETTLEMENT = "SELECT workshop_id FROM settlements WHERE id = $1"
}

record! {
    /// Whom a workshop's money goes to.
    pub struct Payee {
        pub workshop: WorkshopId = "id",
        pub workshop_name: String = "name",
        pub name: Option<String> = "payee_name",
        pub id_doc: Option<String> = "payee_id_doc",
        pub bank_code: Option<String> = "payee_bank_code",
        pub account: Option<String> = "payee_account",
    }

    /// Another settlement of the workshop with the same reference.
    pub struct Repeated {
        pub amount: Money = money("amount", "currency"),
        pub reference: String,
        pub paid_at: Time,
    }

    /// A payment that may be undone.
    #[derive(Copy)]
    pub struct MadePayment {
        pub id: PayablePaymentId,
        pub payable: PayableId = "payable_id",
        pub amount: Money = money("amount", "currency"),
        pub reversed: bool,
    }
}

statement! {
    /// A reversing row is no payment to be undone.
    PAYMENT = "SELECT y.id, y.payable_id, y.amount, y.currency, \
      EXISTS (SELECT 1 FROM payable_payments r WHERE r.reverses_id = y.id) AS reversed \
      FROM payable_payments y WHERE y.id = $1 AND (y.reverses_id IS NULL) = TRUE"
}

statement! {
    /// The condition is written so that SQLite does not walk all that is no reversal by its index.
    PAYMENTS_OF = "SELECT y.id, y.payable_id, y.amount, y.currency, \
      EXISTS (SELECT 1 FROM payable_payments r WHERE r.reverses_id = y.id) AS reversed \
      FROM payable_payments y WHERE y.settlement_id = $1 AND (y.reverses_id IS NULL) = TRUE ORDER BY y.payable_id"
}

record! {
    struct Workshop(WorkshopId = "workshop_id");
}

/// A new transfer. The payee's details are copied: they stay as they were when it was paid.
pub struct NewSettlement {
    pub id: SettlementId,
    pub payee: Payee,
    pub amount: Money,
    pub sent_on: NaiveDate,
    /// What left, with its rate, where that is another currency than the lines'.
    pub sent: Option<(Money, Rate)>,
    pub method: PaymentMethod,
    pub reference: String,
    pub receipt_url: Option<String>,
    pub note: Option<String>,
    pub repeats_reason: Option<String>,
    /// The line of a payment run that it was sent by.
    pub run_line: Option<RunLineId>,
    pub by: OperatorId,
    pub at: Time,
}

/// What a transfer pays of a line, and its share of what left.
pub struct NewPart {
    pub id: PayablePaymentId,
    pub payable: PayableId,
    pub amount: Money,
    pub sent: Option<Money>,
}

/// Locks the workshop: its money moves one settlement at a time.
pub async fn lock_payee(tx: &mut Tx, workshop: WorkshopId) -> DbResult<Option<Payee>> {
    tx.opt(PAYEE.with(bind![workshop])).await
}

pub async fn same_reference(tx: &mut Tx, workshop: WorkshopId, reference: &str) -> DbResult<Option<Repeated>> {
    tx.opt(SAME_REFERENCE.with(bind![workshop, reference])).await
}

pub async fn workshop_of_payment(tx: &mut Tx, payment: PayablePaymentId) -> DbResult<Option<WorkshopId>> {
    Ok(tx.opt(WORKSHOP_OF_PAYMENT.with(bind![payment])).await?.map(|Workshop(id)| id))
}

pub async fn workshop_of_settlement(tx: &mut Tx, settlement: SettlementId) -> DbResult<Option<WorkshopId>> {
    Ok(tx.opt(WORKSHOP_OF_SETTLEMENT.with(bind![settlement])).await?.map(|Workshop(id)| id))
}

pub async fn payment(tx: &mut Tx, payment: PayablePaymentId) -> DbResult<Option<MadePayment>> {
    tx.opt(PAYMENT.with(bind![payment])).await
}

pub async fn payments_of(tx: &mut Tx, settlement: SettlementId) -> DbResult<Vec<MadePayment>> {
    tx.all(PAYMENTS_OF.with(bind![settlement])).await
}

pub fn insert(new: &NewSettlement) -> Bound {
    INSERT.with(bind![
        new.id,
        new.payee.workshop,
        Amount(new.amount.amount()),
        new.amount.currency(),
        new.method,
        &new.reference,
        &new.receipt_url,
        &new.note,
        &new.repeats_reason,
        &new.payee.name,
        &new.payee.id_doc,
        &new.payee.bank_code,
        &new.payee.account,
        new.by,
        new.at,
        new.sent_on,
        new.sent.map(|(sent, _)| Amount(sent.amount())),
        new.sent.map(|(sent, _)| sent.currency()),
        new.sent.map(|(_, rate)| rate),
        new.run_line,
    ])
}

/// All payments of a settlement.
pub fn pay(of: &NewSettlement, parts: impl IntoIterator<Item = NewPart>) -> Bound {
    let parts = parts.into_iter().map(|part| {
        serde_json::json!({
            "id": part.id, "payable": part.payable, "minor": part.amount.minor(), "amount": part.amount.plain(),
            "sent_minor": part.sent.map(Money::minor), "sent": part.sent.map(Money::plain),
        })
    });
    PAY.with(bind![
        serde_json::Value::Array(parts.collect()),
        of.id,
        of.amount.currency(),
        of.method,
        &of.reference,
        &of.receipt_url,
        of.by,
        of.at,
        of.sent.map(|(sent, _)| sent.currency()),
        of.sent.map(|(_, rate)| rate),
    ])
}

/// Reversing rows: new id, and the payment it undoes.
pub fn reverse(payments: impl IntoIterator<Item = (PayablePaymentId, PayablePaymentId)>, reason: &str, by: OperatorId, at: Time) -> Bound {
    let payments = payments
        .into_iter()
        .map(|(id, reverses)| serde_json::json!({ "id": id, "reverses": reverses }));
    REVERSE.with(bind![serde_json::Value::Array(payments.collect()), reason, by, at])
}
