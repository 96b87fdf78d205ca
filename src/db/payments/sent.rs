//! How and when the money of proofs that wait was sent.

use chrono::NaiveDate;

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::method::PaymentMethod;

statement! {
    OPEN_OF = "SELECT s.method, s.paid_on, s.reported_at, s.origin_bank, a.bank_code FROM payment_submissions s \
      LEFT JOIN bank_accounts a ON a.id = s.account_id WHERE s.order_id = $1 AND s.state = 'OPEN' AND s.surplus_of IS NULL"
}

record! {
    /// A payment as its customer told it.
    pub struct SentProof {
        pub method: PaymentMethod,
        pub paid_on: NaiveDate,
        pub reported_at: Time,
        /// The payer's bank and ours, by code.
        pub from: Option<String> = "origin_bank",
        pub to: Option<String> = "bank_code",
    }
}

pub async fn open_of(reader: &mut impl Reader, order: OrderId) -> DbResult<Vec<SentProof>> {
    reader.all(OPEN_OF.with(bind![order])).await
}
