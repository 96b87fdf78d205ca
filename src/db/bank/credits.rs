//! Bank credits as a verdict looks at them: which line a typed one is, and what is left of it.

use chrono::NaiveDate;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::{Amount, bind};
use crate::domain::ids::{AccountId, CreditId};
use crate::domain::money::Money;

statement! {
    LOCK = "SELECT c.id, c.account_id, c.value_date, c.amount, c.allocated, c.currency, c.reference, \
      c.direction = 'IN' AND c.kind = 'PAYMENT' AND NOT c.set_aside AS pays, \
      (SELECT min(o.number) FROM bank_allocations a JOIN payment_evidence e ON e.id = a.evidence_id JOIN orders o ON o.id = e.order_id \
        JOIN payment_submissions s ON s.id = e.submission_id AND s.state = 'VERIFIED' WHERE a.credit_id = c.id) AS paid_order \
      FROM bank_credits c WHERE c.id = $1", for_update
}

statement! {
    /// Lines of an account near a day whose reference ends as this one, with at least so much left.
    ENDING = "SELECT c.id, c.account_id, c.value_date, c.amount, c.allocated, c.currency, c.reference, NOT c.set_aside AS pays, \
      CAST(NULL AS text) AS paid_order FROM bank_credits c WHERE c.account_id = $1 AND c.reference_tail = $2 \
      AND c.value_date BETWEEN $3 AND $4 AND c.amount - c.allocated >= $5 AND c.direction = 'IN' AND c.kind = 'PAYMENT' \
      AND c.origin <> 'ATTESTED' AND NOT c.set_aside ORDER BY c.value_date, c.id LIMIT 20"
}

record! {
    /// A credit under lock.
    pub struct LockedCredit {
        pub id: CreditId,
        pub account: AccountId = "account_id",
        pub value_date: NaiveDate,
        pub amount: Money = money("amount", "currency"),
        /// What stands of it in orders.
        pub allocated: Money = money("allocated", "currency"),
        /// As printed; empty where the bank prints none.
        pub reference: String,
        /// Money that came, and that nobody set aside.
        pub pays: bool,
        /// An order that it paid.
        pub paid_order: Option<String>,
    }
}

/// The credit of this id, under lock.
pub async fn lock(tx: &mut Tx, id: CreditId) -> DbResult<Option<LockedCredit>> {
    tx.opt(LOCK.with(bind![id])).await
}

/// Lines from one day to another whose reference ends in these six signs, with at least so much left.
pub async fn ending(
    tx: &mut Tx,
    account: AccountId,
    tail: &str,
    days: (NaiveDate, NaiveDate),
    least: Money,
) -> DbResult<Vec<LockedCredit>> {
    tx.all(ENDING.with(bind![account, tail, days.0, days.1, Amount(least.amount())]))
        .await
}
