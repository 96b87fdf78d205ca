//! A workshop's account: its movements by page, and what all before a place in it summed to. The ledger and its sums by month
//! are kept by the database as lines, payments and their undoing are written.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::{PayableId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::PayableKind;
use crate::domain::payables::statement::EntryKind;
use crate::domain::text::Safe;

statement! {
    PAGE = "SELECT m.seq, m.at, m.entry, m.change, m.currency, p.id AS payable_id, p.kind, o.number, y.settlement_id, y.method, y.reference, \
      CASE m.entry WHEN 'LINE' THEN p.reason WHEN 'VOID' THEN \
        (SELECT e.reason FROM payable_events e WHERE e.payable_id = p.id AND e.kind = 'VOIDED' ORDER BY e.seq LIMIT 1) ELSE y.reason END AS reason, \
      s.sent_on, y.sent_amount, y.sent_currency, y.rate \
      FROM workshop_movements m LEFT JOIN payable_payments y ON y.id = m.source_id \
      JOIN workshop_payables p ON p.id = coalesce(y.payable_id, m.source_id) JOIN orders o ON o.id = p.order_id \
      LEFT JOIN settlements s ON s.id = y.settlement_id \
      WHERE m.workshop_id = $1 AND m.currency = $2 AND (m.at, m.seq) > ($3, $4) AND m.at < $5 ORDER BY m.at, m.seq LIMIT $6"
}

statement! {
    SUMS = "SELECT currency, entry, sum(change) AS change FROM ( \
      SELECT m.currency, m.entry, m.change FROM workshop_months m WHERE m.workshop_id = $1 AND m.month < $2 \
      UNION ALL SELECT m.currency, m.entry, m.change FROM workshop_movements m \
        WHERE m.workshop_id = $1 AND m.currency IN ('USD', 'VES', 'USDT') AND m.at >= $3 AND (m.at, m.seq) <= ($4, $5)) x \
      GROUP BY currency, entry ORDER BY currency, entry"
}

record! {
    /// A movement of the account.
    pub struct MovementRecord {
        /// In the order in which they were booked.
        pub seq: i64,
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

    /// What the movements of a kind summed to.
    pub struct MovedRecord {
        pub entry: EntryKind,
        pub change: Money = money("change", "currency"),
    }
}

/// A place in an account: just after the movement `seq` of an instant; before all of that instant where it is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub at: Time,
    pub seq: i64,
}

impl After {
    /// Before all that happened at an instant or later.
    pub const fn all_before(at: Time) -> Self {
        Self { at, seq: 0 }
    }
}

/// The movements in a currency after a place, until before an instant, in order.
pub async fn page(
    db: &Db,
    (workshop, currency): (WorkshopId, Currency),
    after: After,
    until: Time,
    limit: i64,
) -> DbResult<Readable<MovementRecord>> {
    db.readable(PAGE.with(bind![workshop, currency, after.at, after.seq, until, limit]))
        .await
}

/// What the movements up to a place summed to, by currency and kind: whole months by their sums, of the last one each.
pub async fn sums(db: &Db, workshop: WorkshopId, after: After) -> DbResult<Vec<MovedRecord>> {
    let day = after.at.date_naive();
    let month = day.with_day(1).unwrap_or(day);
    let begun = month.and_time(NaiveTime::MIN).and_utc();
    db.all(SUMS.with(bind![workshop, month, begun, after.at, after.seq])).await
}
