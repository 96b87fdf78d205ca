//! How long a list of orders is: the first rows of its walk are looked at, so that a count costs the same in any shop.

use super::filter::{OrderQuery, Walk, every_fragment};
use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{HowMany, MOST_COUNTED};
use crate::db::engine::statement::Query;

/// What conditions look at.
const LOOKED_AT: &str = "SELECT o.id, o.customer_name, o.payment_status, o.production_status, o.state_code, o.workshop_id, o.city_id, \
    o.delivery_method, o.placed_at, o.last_event_at, o.total_amount, o.currency, o.due_amount, o.due_currency, o.credited_amount, o.rate";

pub async fn count(db: &Db, wanted: &OrderQuery) -> DbResult<HowMany> {
    db.one(compose(wanted, MOST_COUNTED)).await
}

/// The statement, which looks at so many rows; also asked for its plan by a test.
pub fn compose(wanted: &OrderQuery, most: i64) -> Query {
    let way = wanted.way();
    let query = Query::new("SELECT count(*) AS looked, count(*) FILTER (WHERE 1 = 1");
    let query = match way {
        // They are few, and all conditions are asked of them below.
        Walk::Few | Walk::FewNamed => query,
        way => wanted.conditions(query, way),
    };
    let query = walked(query.push(") AS found FROM ("), wanted, way, most).push(" LIMIT ");
    let query = query.bind(most).push(") o");
    if wanted.name.is_empty() { query } else { query.planned_anew() }
}

fn looked_at(query: Query) -> Query {
    query.push(LOOKED_AT).push_for(", o.rowno", "")
}

/// The rows of a walk, before its other conditions.
fn walked(query: Query, wanted: &OrderQuery, way: Walk, most: i64) -> Query {
    if let Walk::Pieces(column) = way {
        let mut query = looked_at(query).push(" FROM (");
        for (at, value) in wanted.values(column).into_iter().enumerate() {
            query = looked_at(query.push(if at == 0 { "" } else { " UNION ALL " })).push(" FROM (");
            query = looked_at(query)
                .push(" FROM orders o WHERE ")
                .push(column.equals())
                .bind(value)
                .push(" ORDER BY o.last_event_at DESC, o.id DESC LIMIT ")
                .bind(most)
                .push(") o");
        }
        return query.push(") o");
    }
    let query = looked_at(query);
    match way {
        Walk::Name => {
            let query = query.push_for(
                " FROM orders_search CROSS JOIN orders o ON o.rowno = orders_search.rowid WHERE orders_search MATCH ",
                " FROM orders o WHERE 1 = 1",
            );
            every_fragment(query, &wanted.name)
        }
        Walk::Few | Walk::FewNamed => wanted.conditions(query.push(" FROM orders o WHERE 1 = 1"), way),
        Walk::Placed => wanted
            .within_period(query.push(" FROM orders o WHERE 1 = 1"), way)
            .push(" ORDER BY o.placed_at DESC, o.id DESC"),
        Walk::Pieces(_) | Walk::Changed | Walk::Statuses => query.push(" FROM orders o ORDER BY o.last_event_at DESC, o.id DESC"),
    }
}
