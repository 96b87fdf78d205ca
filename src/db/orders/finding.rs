//! Finds the orders that a number, a phone, a cédula or a reference may mean, each by its own index.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::few::{self, Ways, within};
use crate::db::engine::page::padded;
use crate::db::engine::row::found;
use crate::db::engine::statement::Query;
use crate::db::engine::value::Param;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::OrderId;

/// Most orders that one way of looking answers; whoever types so little that there are more types another digit.
const MOST: i64 = 300;
/// Above any character of a number, a phone or a reference's key, under any collation.
const LAST: &str = "ZZZZZZZZZZZZZZZZZZZZZ";

/// What a text may mean. Values are in their stored form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchKeys {
    pub numbers: Vec<String>,
    /// `KRFT-7Q`.
    pub number_start: Option<String>,
    pub phones: Vec<String>,
    /// `+58412555`.
    pub phone_start: Option<String>,
    pub id_docs: Vec<String>,
    pub reference_keys: Vec<String>,
    /// Endings of references, backwards.
    pub reference_ends: Vec<String>,
}

impl SearchKeys {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Orders that fit any of the needles, in no order.
pub async fn orders(db: &Db, needles: &SearchKeys) -> DbResult<Vec<OrderId>> {
    match compose(needles) {
        Some(query) => {
            let mut ids = found(db.all(query).await?);
            ids.sort();
            ids.dedup();
            Ok(ids)
        }
        None => Ok(Vec::new()),
    }
}

/// The statement; also asked for its plan by a test.
pub fn compose(needles: &SearchKeys) -> Option<Query> {
    let mut ways = Ways::default();
    any(
        &mut ways,
        "SELECT o.id AS found FROM orders o WHERE o.number IN (",
        &needles.numbers,
    );
    starting(
        &mut ways,
        "SELECT o.id AS found FROM orders o WHERE o.number >= ",
        " AND o.number <= ",
        needles.number_start.as_deref(),
    );
    any(
        &mut ways,
        "SELECT o.id AS found FROM orders o WHERE o.customer_phone IN (",
        &needles.phones,
    );
    starting(
        &mut ways,
        "SELECT o.id AS found FROM orders o WHERE o.customer_phone >= ",
        " AND o.customer_phone <= ",
        needles.phone_start.as_deref(),
    );
    any(
        &mut ways,
        "SELECT o.id AS found FROM orders o WHERE o.customer_id_doc IN (",
        &needles.id_docs,
    );
    any(
        &mut ways,
        "SELECT s.order_id AS found FROM payment_submissions s WHERE s.reference_key IN (",
        &needles.reference_keys,
    );
    for end in &needles.reference_ends {
        starting(
            &mut ways,
            "SELECT s.order_id AS found FROM payment_submissions s WHERE s.reference_reversed >= ",
            " AND s.reference_reversed <= ",
            Some(end),
        );
    }
    ways.query()
}

/// Orders of an amount that few have: their total, what is due, or what a proof declares. Nothing when many have.
pub async fn of_amount(db: &Db, range: &AmountRange) -> DbResult<Option<Vec<OrderId>>> {
    few::few(db, compose_amount(range)).await
}

/// The statement; also asked for its plan by a test.
pub fn compose_amount(range: &AmountRange) -> Query {
    let mut ways = Ways::default();
    for (start, amount, currency) in [
        ("SELECT o.id AS found FROM orders o WHERE ", "o.total_amount", "o.currency"),
        ("SELECT o.id AS found FROM orders o WHERE ", "o.due_amount", "o.due_currency"),
        (
            "SELECT s.order_id AS found FROM payment_submissions s WHERE ",
            "s.amount",
            "s.currency",
        ),
    ] {
        ways.add_few(|query| within(query.push(start), amount, currency, range));
    }
    ways.query().unwrap_or_default()
}

fn any(ways: &mut Ways, start: &'static str, values: &[String]) {
    if !values.is_empty() {
        let values = padded(values.iter().map(Param::from).collect());
        ways.add(MOST, |query| query.push(start).bind_list(values).push(")"));
    }
}

fn starting(ways: &mut Ways, from: &'static str, to: &'static str, start: Option<&str>) {
    if let Some(start) = start {
        ways.add(MOST, |query| query.push(from).bind(start).push(to).bind(format!("{start}{LAST}")));
    }
}
