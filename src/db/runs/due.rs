//! What is due and stands in no run that is on its way: lines of workshops with where they are paid, refunds with where they go.

use chrono::NaiveDate;

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::ids::{OrderId, RefundId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::line::Payable;
use crate::domain::runs::payee::RunPayee;

statement! {
    PAYABLES = sqlite [
      "SELECT p.id, p.workshop_id, w.name AS workshop, w.payee_method, w.payee_bank_code, w.payee_account, w.payee_name, w.payee_id_doc, \
        w.paused, w.paused_until, p.kind, p.amount, p.currency, p.status, p.due_on, p.cut_on, \
        (SELECT coalesce(sum(y.amount), 0) FROM payable_payments y WHERE y.payable_id = p.id) AS paid \
        FROM workshop_payables p INDEXED BY workshop_payables_open JOIN workshops w ON w.id = p.workshop_id \
        WHERE p.status NOT IN ('PAID', 'VOIDED') AND (p.due_on <= $1 OR p.amount < 0) \
        AND NOT EXISTS (SELECT 1 FROM payment_run_payables x WHERE x.payable_id = p.id AND x.pending) ORDER BY w.name, p.due_on, p.id"
    ] postgres [
      "SELECT p.id, p.workshop_id, w.name AS workshop, w.payee_method, w.payee_bank_code, w.payee_account, w.payee_name, w.payee_id_doc, \
        w.paused, w.paused_until, p.kind, p.amount, p.currency, p.status, p.due_on, p.cut_on, \
        (SELECT coalesce(sum(y.amount), 0) FROM payable_payments y WHERE y.payable_id = p.id) AS paid \
        FROM workshop_payables p JOIN workshops w ON w.id = p.workshop_id \
        WHERE p.status NOT IN ('PAID', 'VOIDED') AND (p.due_on <= $1 OR p.amount < 0) \
        AND NOT EXISTS (SELECT 1 FROM payment_run_payables x WHERE x.payable_id = p.id AND x.pending) ORDER BY w.name, p.due_on, p.id"
    ]
}

statement! {
    REFUNDS = "SELECT r.id, r.order_id, o.number, o.customer_name, r.amount, r.currency, r.to_method, r.to_bank, r.to_account, r.to_phone, \
      r.to_id_doc, r.to_name, coalesce((SELECT sum(p.amount) FROM refund_payments p WHERE p.refund_id = r.id), 0) AS paid \
      FROM refunds r JOIN orders o ON o.id = r.order_id WHERE r.status = 'DUE' \
      AND NOT EXISTS (SELECT 1 FROM payment_run_lines l WHERE l.refund_id = r.id AND l.state = 'PENDING') ORDER BY r.created_at, r.id"
}

record! {
    /// A line of what a workshop is owed or owes.
    pub struct PayableDue {
        pub workshop: WorkshopId = "workshop_id",
        pub name: String = "workshop",
        pub payee: RunPayee = read(workshop_payee),
        pub paused: bool,
        pub paused_until: Option<NaiveDate>,
        pub line: Payable = read(Payable::from_row),
    }

    /// A refund that is due.
    pub struct RefundDueRow {
        pub id: RefundId,
        pub order: OrderId = "order_id",
        pub number: String,
        pub customer: String = "customer_name",
        pub payee: RunPayee = read(refund_payee),
        pub amount: Money = money("amount", "currency"),
        pub paid: Money = money("paid", "currency"),
    }
}

/// A pago móvil of a workshop goes to the phone that stands as its account.
fn workshop_payee(row: &Row<'_>) -> DbResult<RunPayee> {
    let method: Option<PaymentMethod> = row.get("payee_method")?;
    let account: Option<String> = row.get("payee_account")?;
    Ok(RunPayee {
        method,
        name: row.get("payee_name")?,
        id_doc: row.get("payee_id_doc")?,
        bank: row.get("payee_bank_code")?,
        phone: account.clone().filter(|_| method == Some(PaymentMethod::PagoMovil)),
        account,
    })
}

fn refund_payee(row: &Row<'_>) -> DbResult<RunPayee> {
    Ok(RunPayee {
        method: row.get("to_method")?,
        name: row.get("to_name")?,
        id_doc: row.get("to_id_doc")?,
        bank: row.get("to_bank")?,
        account: row.get("to_account")?,
        phone: row.get("to_phone")?,
    })
}

/// What workshops are owed until a day, and all that they owe, by name.
pub async fn payables(reader: &mut impl Reader, cut_off: NaiveDate) -> DbResult<Vec<PayableDue>> {
    reader.all(PAYABLES.with(bind![cut_off])).await
}

/// Refunds that are due, the oldest first.
pub async fn refunds(reader: &mut impl Reader) -> DbResult<Vec<RefundDueRow>> {
    reader.all(REFUNDS.with(bind![])).await
}
