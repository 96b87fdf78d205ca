//! A workshop's account: every movement of a period, and what all before it summed to.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::Query;
use crate::domain::Time;
use crate::domain::ids::{PayableId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::PayableKind;
use crate::domain::payables::statement::EntryKind;
use crate::domain::text::Safe;

/// Lines raise what is owed; what is voided or paid lessens it, a reversal raises it again.
const MOVEMENTS: [&str; 3] = [
    "SELECT y.paid_at AS at, CASE WHEN y.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END AS entry, -y.amount AS change, p.currency, \
      p.id AS payable_id, p.kind, p.order_id, y.settlement_id, y.method, y.reference, y.reason, \
      s.sent_on, y.sent_amount, y.sent_currency, y.rate \
      FROM workshop_payables p JOIN payable_payments y ON y.payable_id = p.id LEFT JOIN settlements s ON s.id = y.settlement_id WHERE p.workshop_id = ",
    " UNION ALL SELECT coalesce((SELECT min(e.at) FROM payable_events e WHERE e.payable_id = p.id AND e.kind = 'CREATED'), p.created_at), \
      'LINE', p.amount, p.currency, p.id, p.kind, p.order_id, NULL, NULL, NULL, p.reason, NULL, NULL, NULL, NULL FROM workshop_payables p WHERE p.workshop_id = ",
    " UNION ALL SELECT e.at, 'VOID', -e.amount, p.currency, p.id, p.kind, p.order_id, NULL, NULL, NULL, e.reason, NULL, NULL, NULL, NULL \
      FROM workshop_payables p JOIN payable_events e ON e.payable_id = p.id AND e.kind = 'VOIDED' WHERE p.workshop_id = ",
];

record! {
    /// A movement of the account.
    pub struct MovementRecord {
        pub at: Time,
        pub entry: EntryKind,
        pub change: Money = money("change", "currency"),
        pub about: StatementAbout = row,
    }

    /// What an entry of a statement is about.
    #[derive(Serialize)]
    pub struct StatementAbout {
        pub payable: PayableId = "payable_id",
        pub kind: PayableKind,
        pub number: String,
        pub settlement: Option<SettlementId> = "settlement_id",
        pub method: Option<PaymentMethod>,
        pub reference: Option<Safe>,
        pub reason: Option<Safe>,
        /// The day a transfer left the bank; what left of it, where that was another currency, and the bolívares for a dollar.
        pub sent_on: Option<NaiveDate>,
        pub sent: Option<Money> = money_opt("sent_amount", "sent_currency"),
        pub rate: Option<Rate>,
    }

    struct Balance(Money = money("balance", "currency"));
}

fn movements(query: Query, workshop: WorkshopId) -> Query {
    MOVEMENTS.into_iter().fold(query, |query, part| query.push(part).bind(workshop))
}

/// The movements from one instant until before another, in order.
pub async fn between(db: &Db, workshop: WorkshopId, from: Time, until: Time) -> DbResult<Vec<MovementRecord>> {
    let query = Query::new(
        "SELECT m.at, m.entry, m.change, m.currency, m.payable_id, m.kind, o.number, m.settlement_id, m.method, m.reference, m.reason, \
         m.sent_on, m.sent_amount, m.sent_currency, m.rate FROM (",
    );
    let query = movements(query, workshop)
        .push(") m JOIN orders o ON o.id = m.order_id WHERE m.at >= ")
        .bind(from);
    db.all(query.push(" AND m.at < ").bind(until).push(" ORDER BY m.at, m.entry, m.payable_id"))
        .await
}

/// What was owed just before an instant, in each currency that anything was owed in.
pub async fn balances(db: &Db, workshop: WorkshopId, before: Time) -> DbResult<Vec<(Currency, Money)>> {
    let query = movements(Query::new("SELECT m.currency, sum(m.change) AS balance FROM ("), workshop)
        .push(") m WHERE m.at < ")
        .bind(before);
    let rows: Vec<Balance> = db.all(query.push(" GROUP BY m.currency ORDER BY m.currency")).await?;
    Ok(rows.into_iter().map(|Balance(money)| (money.currency(), money)).collect())
}
