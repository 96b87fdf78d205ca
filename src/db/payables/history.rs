//! What happened to lines: their payments and their events, in order of time. Each of them but the first gave the line a
//! new version, so the last ones are what a person who saw an older version did not see.

use serde::Serialize;

use crate::db::engine::error::DbResult;
use crate::db::engine::page::any_of;
use crate::db::engine::record::record;
use crate::db::engine::statement::Query;
use crate::db::engine::value::Param;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::ids::{PayableId, PayablePaymentId, SettlementId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::text::Safe;

record! {
    /// A payment, a reversal, or what else happened to a line: message `event-PAYABLE_<what>`.
    #[derive(Serialize)]
    pub struct PayableHappened {
        pub at: Time,
        /// `PAYMENT`, `REVERSAL`, or the event's name.
        pub what: String,
        pub by: Safe = "who",
        pub reason: Option<Safe>,
        /// Of a payment, a reversal, or what was voided.
        pub amount: Option<Money> = money_opt("amount", "currency"),
        pub payment: Option<PayablePaymentId> = "id",
        pub settlement: Option<SettlementId> = "settlement_id",
        pub method: Option<PaymentMethod>,
        pub reference: Option<Safe>,
        pub receipt_url: Option<Safe>,
        /// What left of a payment in another currency, and the bolívares for a dollar.
        pub sent: Option<Money> = money_opt("sent_amount", "sent_currency"),
        pub rate: Option<Rate>,
        /// A payment that was undone later.
        pub reversed: bool,
    }

    /// One thing that happened, and to which line.
    pub struct Happened {
        pub payable: PayableId = "payable_id",
        pub what: PayableHappened = row,
    }
}

pub async fn of(db: &Db, lines: &[PayableId]) -> DbResult<Vec<Happened>> {
    db.all(compose(lines)).await
}

pub async fn within(tx: &mut Tx, lines: &[PayableId]) -> DbResult<Vec<Happened>> {
    tx.all(compose(lines)).await
}

fn compose(lines: &[PayableId]) -> Query {
    let ids = || lines.iter().map(Param::from);
    let query = Query::new(
        "SELECT h.payable_id, h.at, h.what, h.who, h.reason, h.amount, h.currency, h.id, h.settlement_id, h.method, h.reference, h.receipt_url, \
        h.sent_amount, h.sent_currency, h.rate, \
        h.reversed FROM (SELECT y.payable_id, y.paid_at AS at, \
        CASE WHEN y.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END AS what, op.display_name AS who, y.reason, y.amount, y.currency, \
        y.id, y.settlement_id, y.method, y.reference, y.receipt_url, y.sent_amount, y.sent_currency, y.rate, \
        EXISTS (SELECT 1 FROM payable_payments r WHERE r.reverses_id = y.id) AS reversed, 1 AS later, y.created_at, 0 AS seq \
        FROM payable_payments y JOIN operators op ON op.id = y.paid_by WHERE 1 = 1",
    );
    let query = any_of(query, " AND y.payable_id IN (", ids()).push(
        " UNION ALL SELECT e.payable_id, e.at, e.kind AS what, e.actor_name AS who, e.reason, e.amount, p.currency, \
        NULL AS id, NULL AS settlement_id, NULL AS method, NULL AS reference, NULL AS receipt_url, NULL AS sent_amount, NULL AS sent_currency, NULL AS rate, FALSE AS reversed, CASE e.kind WHEN 'CREATED' THEN 0 ELSE 1 END AS later, e.created_at, e.seq \
        FROM payable_events e JOIN workshop_payables p ON p.id = e.payable_id WHERE 1 = 1",
    );
    any_of(query, " AND e.payable_id IN (", ids()).push(") h ORDER BY h.payable_id, h.at, h.later, h.created_at, h.seq, h.id")
}
