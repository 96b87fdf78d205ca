//! Finds the orders that a number, a phone, a cédula or a reference may mean, each by its own index.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::padded;
use crate::db::engine::row::found;
use crate::db::engine::statement::Query;
use crate::db::engine::value::Param;
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
    let mut ways = Ways(None);
    ways.any("SELECT o.id AS found FROM orders o WHERE o.number IN (", &needles.numbers);
    ways.starting(
        "SELECT o.id AS found FROM orders o WHERE o.number >= ",
        " AND o.number <= ",
        needles.number_start.as_deref(),
    );
    ways.any("SELECT o.id AS found FROM orders o WHERE o.customer_phone IN (", &needles.phones);
    ways.starting(
        "SELECT o.id AS found FROM orders o WHERE o.customer_phone >= ",
        " AND o.customer_phone <= ",
        needles.phone_start.as_deref(),
    );
    ways.any("SELECT o.id AS found FROM orders o WHERE o.customer_id_doc IN (", &needles.id_docs);
    ways.any(
        "SELECT s.order_id AS found FROM payment_submissions s WHERE s.reference_key IN (",
        &needles.reference_keys,
    );
    for end in &needles.reference_ends {
        ways.starting(
            "SELECT s.order_id AS found FROM payment_submissions s WHERE s.reference_reversed >= ",
            " AND s.reference_reversed <= ",
            Some(end),
        );
    }
    ways.0
}

/// Ways of looking, as one statement.
struct Ways(Option<Query>);

impl Ways {
    fn any(&mut self, start: &'static str, values: &[String]) {
        if !values.is_empty() {
            let values = padded(values.iter().map(Param::from).collect());
            self.add(|query| query.push(start).bind_list(values).push(")"));
        }
    }

    fn starting(&mut self, from: &'static str, to: &'static str, start: Option<&str>) {
        if let Some(start) = start {
            self.add(|query| query.push(from).bind(start).push(to).bind(format!("{start}{LAST}")));
        }
    }

    fn add(&mut self, way: impl FnOnce(Query) -> Query) {
        let query = match self.0.take() {
            None => Query::new("SELECT found FROM ("),
            Some(query) => query.push(" UNION ALL SELECT found FROM ("),
        };
        self.0 = Some(way(query).push(" LIMIT ").bind(MOST).push(") x"));
    }
}
