//! Looking for rows in several ways, each by its own index, and whether they are few enough to be a list of their own.

use super::Db;
use super::error::DbResult;
use super::row::{Cell, Found, found};
use super::statement::Query;
use crate::domain::amount_range::AmountRange;

/// Rows that are a list of their own, whatever else is asked; more are looked for along the walk.
const FEW: i64 = 500;

/// Ways of looking, as one statement. Each names its column `found`.
#[derive(Default)]
pub(in crate::db) struct Ways(Option<Query>);

impl Ways {
    /// Adds one, which answers `most` rows at most.
    pub(in crate::db) fn add(&mut self, most: i64, way: impl FnOnce(Query) -> Query) {
        let query = match self.0.take() {
            None => Query::new("SELECT found FROM ("),
            Some(query) => query.push(" UNION ALL SELECT found FROM ("),
        };
        self.0 = Some(way(query).push(" LIMIT ").bind(most).push(") x"));
    }

    /// Adds one that is asked whether its rows are few.
    pub(in crate::db) fn add_few(&mut self, way: impl FnOnce(Query) -> Query) {
        self.add(FEW + 1, way);
    }

    pub(in crate::db) fn query(self) -> Option<Query> {
        self.0
    }
}

/// What the ways find; nothing when that is not little.
pub(in crate::db) async fn few<T: Cell + Ord>(db: &Db, ways: Query) -> DbResult<Option<Vec<T>>> {
    let rows: Vec<Found<T>> = db.all(ways.planned_anew()).await?;
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) > FEW {
        return Ok(None);
    }
    let mut found = found(rows);
    found.sort();
    found.dedup();
    Ok(Some(found))
}

/// `(<amount> >= … AND <amount> <= … AND <currency> = …)`.
pub(in crate::db) fn within(query: Query, amount: &'static str, currency: &'static str, range: &AmountRange) -> Query {
    use super::value::Param::Amount;
    let mut query = query.push("(1 = 1");
    for (bound, sign) in [(range.least, " >= "), (range.most, " <= ")] {
        if let Some(bound) = bound {
            query = query.push(" AND ").push(amount).push(sign).bind(Amount(bound));
        }
    }
    if let Some(wanted) = range.currency {
        query = query.push(" AND ").push(currency).push(" = ").bind(wanted);
    }
    query.push(")")
}
