//! The list of orders, in pages.

use serde::Serialize;

use super::filter::{Column, OrderQuery, OrderSort, SortBy, Walk, beyond, every_fragment};
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{self, Key, micros};
use crate::db::engine::record::record;
use crate::db::engine::row::{Found, found};
use crate::db::engine::statement::Query;
use crate::db::engine::{Db, Dialect};
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::text::Safe;

const LISTED: &str = "SELECT o.id, o.number, o.version, o.customer_name, o.total_amount, o.currency, o.due_amount, o.due_currency, \
    o.on_hold, w.name AS workshop, c.name AS city, o.placed_at, o.last_event_at";
/// Of one value of a column, as its index has them.
const PIECE: &str = "p.id, p.last_event_at FROM (SELECT o.id, o.last_event_at FROM orders o WHERE ";
const PLACES: &str = " LEFT JOIN workshops w ON w.id = o.workshop_id LEFT JOIN cities c ON c.id = o.city_id";

record! {
    /// A row of the list of orders.
    #[derive(Serialize)]
    pub struct OrderRow {
        pub id: OrderId,
        pub number: String,
        pub version: i64,
        pub customer: Safe = "customer_name",
        pub total: Money = money("total_amount", "currency"),
        pub due: Money = money("due_amount", "due_currency"),
        pub payment: PaymentStatus = "payment_status",
        pub production: Option<AssignmentStatus> = "production_status",
        pub on_hold: bool,
        pub workshop: Option<Safe>,
        pub city: Option<Safe>,
        pub placed_at: Time,
        pub last_event_at: Time,
    }

    /// A row, and the number it is walked by where names are.
    pub struct OrderRecord {
        pub row: OrderRow = row,
        walked: i64,
    }
}

/// A place in a list of statuses one after the other: which of them in its upper bits, and the instant below them.
const TURN: u32 = 52;

impl OrderRecord {
    /// Its place in a list that is walked so.
    pub fn key(&self, wanted: &OrderQuery) -> page::Key {
        let key = match wanted.walk() {
            Walk::Statuses => {
                let turn = wanted.turns().iter().position(|status| *status == self.row.payment);
                (i64::try_from(turn.unwrap_or_default()).unwrap_or_default() << TURN) | micros(self.row.last_event_at)
            }
            Walk::Placed | Walk::FewNamed => micros(self.row.placed_at),
            Walk::Name if self.walked == 0 => micros(self.row.placed_at),
            Walk::Name => self.walked,
            Walk::Few | Walk::Pieces(_) | Walk::Changed => micros(self.row.last_event_at),
        };
        page::Key {
            key,
            id: self.row.id.uuid(),
        }
    }
}

pub async fn page(db: &Db, wanted: &OrderQuery, after: Option<Key>, limit: i64) -> DbResult<Readable<OrderRecord>> {
    db.readable(compose(wanted, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(wanted: &OrderQuery, after: Option<Key>, limit: i64) -> Query {
    match wanted.walk() {
        Walk::Name => by_name(wanted, after, limit),
        Walk::Pieces(column) => merged(wanted, column, after, limit),
        Walk::Statuses => in_turn(wanted, after, limit),
        walk => walked(wanted, walk, after, limit),
    }
}

/// Statuses as text: a statement that is planned anew may have no columns of the schema's own types.
fn listed() -> Query {
    Query::new(LISTED).push_for(
        ", o.payment_status, o.production_status, o.rowno AS walked",
        ", o.payment_status::text AS payment_status, o.production_status::text AS production_status, 0::bigint AS walked",
    )
}

fn walked(wanted: &OrderQuery, walk: Walk, after: Option<Key>, limit: i64) -> Query {
    let sort = wanted.sorted();
    let query = listed().push(" FROM orders o").push(PLACES).push(" WHERE 1 = 1");
    let query = beyond(wanted.conditions(query, walk), walk, sort.ascends, after);
    let few = matches!(walk, Walk::Few | Walk::FewNamed);
    ordered(query, sort, few).push(" LIMIT ").bind(limit)
}

/// The plus keeps SQLite from walking all orders for the sake of their order: a few are found by their ids.
fn ordered(query: Query, sort: OrderSort, few: bool) -> Query {
    let (few_of_sqlite, plain) = match (sort.by, sort.ascends) {
        (SortBy::Placed, false) => (" ORDER BY +o.placed_at DESC, o.id DESC", " ORDER BY o.placed_at DESC, o.id DESC"),
        (SortBy::Placed, true) => (" ORDER BY +o.placed_at, o.id", " ORDER BY o.placed_at, o.id"),
        (_, false) => (
            " ORDER BY +o.last_event_at DESC, o.id DESC",
            " ORDER BY o.last_event_at DESC, o.id DESC",
        ),
        (_, true) => (" ORDER BY +o.last_event_at, o.id", " ORDER BY o.last_event_at, o.id"),
    };
    query.push_for(if few { few_of_sqlite } else { plain }, plain)
}

/// A page of each value's own piece of the index, and the first rows of all of them together.
fn merged(wanted: &OrderQuery, column: Column, after: Option<Key>, limit: i64) -> Query {
    let sort = wanted.sorted();
    let mut query = listed().push(" FROM (");
    for (at, value) in wanted.values(column).into_iter().enumerate() {
        query = query
            .push(if at == 0 { "SELECT " } else { " UNION ALL SELECT " })
            .push(PIECE)
            .push(column.equals())
            .bind(value);
        query = beyond(
            wanted.conditions(query, Walk::Pieces(column)),
            Walk::Pieces(column),
            sort.ascends,
            after,
        );
        query = ordered(query, sort, false).push(" LIMIT ").bind(limit).push(") p");
    }
    let last = match sort.ascends {
        true => " ORDER BY k.last_event_at, k.id LIMIT ",
        false => " ORDER BY k.last_event_at DESC, k.id DESC LIMIT ",
    };
    query.push(") k JOIN orders o ON o.id = k.id").push(PLACES).push(last).bind(limit)
}

/// One payment status after the other, from that where the last page ended; of each the newest change first.
fn in_turn(wanted: &OrderQuery, after: Option<Key>, limit: i64) -> Query {
    let turns = wanted.turns();
    let from = after.map_or(0, |place| usize::try_from(place.key >> TURN).unwrap_or_default());
    let from = from.min(turns.len().saturating_sub(1));
    let after = after.map(|place| Key {
        key: place.key & ((1 << TURN) - 1),
        ..place
    });
    // The page is cut before it is read: PostgreSQL would read all orders for the few rows of each piece.
    let mut query = listed().push(" FROM (SELECT u.turn, u.id, u.last_event_at FROM (");
    for (at, status) in turns.into_iter().enumerate().skip(from) {
        query = query
            .push(if at == from { "SELECT CAST(" } else { " UNION ALL SELECT CAST(" })
            .bind(i64::try_from(at).unwrap_or(i64::MAX))
            .push(" AS bigint) AS turn, ")
            .push(PIECE)
            .push(Column::Payment.equals())
            .bind(status);
        query = beyond(
            wanted.conditions(query, Walk::Statuses),
            Walk::Statuses,
            false,
            after.filter(|_| at == from),
        );
        query = ordered(query, OrderSort::default(), false).push(" LIMIT ").bind(limit).push(") p");
    }
    query
        .push(") u ORDER BY u.turn, u.last_event_at DESC, u.id DESC LIMIT ")
        .bind(limit)
        .push(") k JOIN orders o ON o.id = k.id")
        .push(PLACES)
        .push(" ORDER BY k.turn, k.last_event_at DESC, k.id DESC")
}

/// The orders of a name that few customers have; nothing when many do. PostgreSQL would read as much to tell as to answer,
/// and picks its index by itself.
pub async fn of_rare_name(db: &Db, fragments: &[String]) -> DbResult<Option<Vec<OrderId>>> {
    const FEW: i64 = 200;
    if db.dialect() == Dialect::Postgres || fragments.is_empty() {
        return Ok(None);
    }
    // Counted in the index alone: rows are only read when they are few.
    let count = Query::new("SELECT count(*) AS found FROM (SELECT 1 AS one FROM ")
        .push_for("orders_search WHERE orders_search MATCH ", "orders o WHERE 1 = 1");
    let count = every_fragment(count, fragments).push(" LIMIT ").bind(FEW + 1).push(") x");
    let Found(count): Found<i64> = db.one(count).await?;
    if count > FEW {
        return Ok(None);
    }
    let query = Query::new("SELECT o.id AS found FROM ")
        .push_for("orders_search CROSS JOIN orders o ON o.rowno = orders_search.rowid", "orders o")
        .push_for(" WHERE orders_search MATCH ", " WHERE 1 = 1");
    Ok(Some(found(db.all(every_fragment(query, fragments)).await?)))
}

/// SQLite's full-text index gives rows by their number, newest first; PostgreSQL picks its index by how common the fragment is.
fn by_name(wanted: &OrderQuery, after: Option<Key>, limit: i64) -> Query {
    let query = listed()
        .push_for(
            " FROM orders_search CROSS JOIN orders o ON o.rowno = orders_search.rowid",
            " FROM orders o",
        )
        .push(PLACES)
        .push_for(" WHERE orders_search MATCH ", " WHERE 1 = 1");
    let query = wanted.conditions(every_fragment(query, &wanted.name), Walk::Name);
    let ascends = wanted.sorted().ascends;
    let query = beyond(query, Walk::Name, ascends, after);
    let query = match ascends {
        true => query.push_for(" ORDER BY orders_search.rowid", " ORDER BY o.placed_at, o.id"),
        false => query.push_for(" ORDER BY orders_search.rowid DESC", " ORDER BY o.placed_at DESC, o.id DESC"),
    };
    query.push(" LIMIT ").bind(limit).planned_anew()
}
