//! Exchange rates: of a value date one is in use, those that were corrected or removed are kept; and who was quoted with one.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Dialect, Tx};
use crate::domain::Time;
use crate::domain::ids::ExchangeRateId;
use crate::domain::money::Money;
use crate::domain::orders::rate::{Rate, RateEnd};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::text::Safe;

statement!(
    RATES = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates \
    WHERE ended IS NULL ORDER BY value_date DESC LIMIT $1"
);
statement!(
    RATES_ALL = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates \
    ORDER BY value_date DESC, created_at DESC LIMIT $1"
);
statement!(
    RATES_OF = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates \
    WHERE value_date >= $1 AND value_date <= $2 ORDER BY value_date, created_at, id"
);
statement!(
    RATE = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates \
    WHERE value_date = $1 AND ended IS NULL"
);
statement!(
    RATE_BEFORE = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates \
    WHERE value_date < $1 AND ended IS NULL ORDER BY value_date DESC LIMIT 1"
);
statement!(
    RATE_AFTER = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates \
    WHERE value_date > $1 AND ended IS NULL ORDER BY value_date LIMIT 1"
);
statement!(RATE_BY_ID = "SELECT id, value_date, rate, source, ended, ended_reason, created_at FROM exchange_rates WHERE id = $1");
statement!(RATE_ADD = "INSERT INTO exchange_rates (id, value_date, rate, source) VALUES ($1, $2, $3, $4)");
statement!(RATE_END = "UPDATE exchange_rates SET ended = $2, ended_reason = $3 WHERE id = $1 AND ended IS NULL");
statement! {
    /// Whoever quotes waits while a rate is changed, and the other way round: nobody is quoted with a rate that was found
    /// unused. SQLite has one writer anyway.
    RATES_READ = sqlite ["SELECT 1 AS held"]
      postgres ["SELECT 1 AS held FROM pg_advisory_xact_lock_shared(hashtextextended('krafta.exchange_rates', 0))"]
}
statement! {
    RATES_CHANGED = sqlite ["SELECT 1 AS held"]
      postgres ["SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended('krafta.exchange_rates', 0))"]
}
statement!(
    QUOTED = "SELECT x.number, x.customer_name, x.payment_status, q.seq, q.total_amount, q.currency, q.due_amount, q.due_currency, \
    q.rate, q.quoted_at FROM order_quotes q JOIN orders x ON x.id = q.order_id \
    WHERE q.quoted_at >= $1 AND q.quoted_at < $2 AND q.rate = $3 ORDER BY q.quoted_at, q.order_id LIMIT $4"
);
statement!(QUOTES_COUNTED = "SELECT count(*) AS n FROM order_quotes q WHERE q.quoted_at >= $1 AND q.quoted_at < $2 AND q.rate = $3");

record! {
    /// Bolívares for one dollar on a value date.
    #[derive(Serialize)]
    pub struct RateRecord {
        #[serde(skip)]
        pub id: ExchangeRateId,
        pub value_date: NaiveDate,
        pub rate: Rate,
        pub source: Safe,
        pub created_at: Time,
        /// Of one that is in use no more, and why.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ended: Option<RateEnd>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ended_reason: Option<Safe>,
    }

    /// A quote made with a rate, and its order.
    pub struct Quoted {
        pub order: String = "number",
        pub customer: Safe = "customer_name",
        pub payment: PaymentStatus = "payment_status",
        pub seq: i64,
        pub total: Money = money("total_amount", "currency"),
        pub due: Money = money("due_amount", "due_currency"),
        pub rate: Rate,
        pub quoted_at: Time,
    }

    struct Held(i64 = "held");
    struct Counted(i64 = "n");
}

/// Quotes of one rate, from an instant to another that is not included.
#[derive(Debug, Clone, Copy)]
pub struct QuotesOf {
    pub rate: Rate,
    pub from: Time,
    pub to: Time,
}

impl Db {
    /// The newest first; with those that are in use no more, if asked.
    pub async fn rate_records(&self, limit: u32, all: bool) -> DbResult<Vec<RateRecord>> {
        let statement = if all { &RATES_ALL } else { &RATES };
        self.all(statement.with(bind![limit])).await
    }

    pub async fn rate_by_id(&self, id: ExchangeRateId) -> DbResult<Option<RateRecord>> {
        self.opt(RATE_BY_ID.with(bind![id])).await
    }

    /// The oldest first.
    pub async fn quoted(&self, quotes: QuotesOf, limit: u32) -> DbResult<Vec<Quoted>> {
        let QuotesOf { rate, from, to } = quotes;
        self.all(QUOTED.with(bind![from, to, rate, limit])).await
    }
}

/// All rates of these value dates, in use or not, the oldest first.
pub async fn rates_of(reader: &mut impl Reader, from: NaiveDate, to: NaiveDate) -> DbResult<Vec<RateRecord>> {
    reader.all(RATES_OF.with(bind![from, to])).await
}

impl Tx {
    /// Waits until no rate is being changed, and keeps them until the end.
    pub async fn read_rates(&mut self) -> DbResult<()> {
        match self.dialect() {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => self.one::<Held>(RATES_READ.with(bind![])).await.map(drop),
        }
    }

    /// Waits until nobody quotes, and lets nobody until the end.
    pub async fn change_rates(&mut self) -> DbResult<()> {
        match self.dialect() {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => self.one::<Held>(RATES_CHANGED.with(bind![])).await.map(drop),
        }
    }

    /// The one in use.
    pub async fn rate_record(&mut self, day: NaiveDate) -> DbResult<Option<RateRecord>> {
        self.opt(RATE.with(bind![day])).await
    }

    /// The one in use with the last value date before; if there is none, the next.
    pub async fn rate_beside(&mut self, day: NaiveDate) -> DbResult<Option<RateRecord>> {
        match self.opt(RATE_BEFORE.with(bind![day])).await? {
            Some(before) => Ok(Some(before)),
            None => self.opt(RATE_AFTER.with(bind![day])).await,
        }
    }

    /// False when the day has a rate.
    pub async fn add_rate(&mut self, id: ExchangeRateId, day: NaiveDate, rate: Rate, source: &str) -> DbResult<bool> {
        match self.exec(RATE_ADD.with(bind![id, day, rate, source])).await {
            Ok(rows) => Ok(rows > 0),
            Err(DbError::NotUnique(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub async fn end_rate(&mut self, id: ExchangeRateId, how: RateEnd, reason: &str) -> DbResult<()> {
        self.exec(RATE_END.with(bind![id, how, reason])).await.map(drop)
    }

    pub async fn count_quotes(&mut self, quotes: QuotesOf) -> DbResult<i64> {
        let QuotesOf { rate, from, to } = quotes;
        Ok(self.one::<Counted>(QUOTES_COUNTED.with(bind![from, to, rate])).await?.0)
    }
}
