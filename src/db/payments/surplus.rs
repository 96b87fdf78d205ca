//! What of an order's surplus is a proof of another order.

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::ids::OrderId;
use crate::domain::money::{Currency, Money};

statement! {
    CREDITED_AWAY = "SELECT coalesce(sum(s.amount), 0) AS amount FROM payment_submissions s \
      WHERE s.surplus_of = $1 AND s.state IN ('OPEN', 'VERIFIED')"
}

record! {
    struct Bolivares(Money = money_in("amount", Currency::Ves));
}

/// Bolívares that were credited to other orders, or wait there for a verdict.
pub async fn credited_away(tx: &mut Tx, order: OrderId) -> DbResult<Money> {
    Ok(tx.one::<Bolivares>(CREDITED_AWAY.with(bind![order])).await?.0)
}
