//! Which orders a list shows: conditions on `orders o`, each with the index that walks it.

use crate::db::engine::few::within;
use crate::db::engine::page::{self, any_of, any_of_for};
use crate::db::engine::statement::Query;
use crate::db::engine::value::{Amount, Param};
use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::{CityId, OrderId, WorkshopId};
use crate::domain::orders::quote::ToleranceRule;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};

/// Conditions that all hold. A list of several values means any of them; an empty `Vec` sets no condition, an empty
/// list inside `Some` fits no order.
#[derive(Debug, Clone, Default)]
pub struct OrderQuery {
    /// Only these, a short list.
    pub orders: Option<Vec<OrderId>>,
    /// Fragments of the customer's name, all of which must occur.
    pub name: Vec<String>,
    /// Only those with a refund still to be paid, which are few at any time.
    pub refund_due: bool,
    /// Only orders with more surplus than this rule lets pass, neither refunded nor credited.
    pub surplus: Option<ToleranceRule>,
    pub payment: Vec<PaymentStatus>,
    pub production: Vec<AssignmentStatus>,
    pub workshops: Option<Vec<WorkshopId>>,
    pub states: Vec<String>,
    pub cities: Option<Vec<CityId>>,
    pub delivery: Option<DeliveryMethod>,
    pub placed_from: Option<Time>,
    /// Not included.
    pub placed_to: Option<Time>,
    /// The payer's bank of any proof.
    pub bank: Option<String>,
    /// Its total, what is due, or what a proof of it declares.
    pub amount: Option<AmountRange>,
    /// A short list in the order of names: newest order first.
    pub few_by_placing: bool,
}

/// How a list is walked. Each way is an index that gives its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// A few orders, sorted by newest change.
    Few,
    /// A few orders of a name, sorted by newest order.
    FewNamed,
    /// By name, newest order first.
    Name,
    /// A piece of an index for each value of this column, merged by newest change.
    Pieces(Column),
    /// By the day they were placed, newest first.
    Placed,
    /// All, newest change first.
    Changed,
}

/// A column whose values have a piece of an index each, in order of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Workshop,
    Production,
    Payment,
    State,
}

/// Beyond this many values, merging pieces costs more than walking all.
const MOST_PIECES: usize = 8;

impl OrderQuery {
    pub fn walk(&self) -> Walk {
        if self.is_few() {
            return if self.few_by_placing { Walk::FewNamed } else { Walk::Few };
        }
        let named = !self.name.is_empty();
        let dated = self.placed_from.is_some() || self.placed_to.is_some();
        let column = [Column::Workshop, Column::Production, Column::Payment, Column::State]
            .into_iter()
            .find(|&column| (1..=MOST_PIECES).contains(&self.values(column).len()) && (!(dated || named) || self.is_narrow(column)));
        match column {
            Some(column) => Walk::Pieces(column),
            None if named => Walk::Name,
            None if dated => Walk::Placed,
            None => Walk::Changed,
        }
    }

    /// A short list, found before it is put in order.
    pub(crate) const fn is_few(&self) -> bool {
        self.orders.is_some() || self.refund_due || self.surplus.is_some()
    }

    pub(crate) fn values(&self, column: Column) -> Vec<Param> {
        match column {
            Column::Workshop => self.workshops.iter().flatten().map(Param::from).collect(),
            Column::Production => self.production.iter().map(Param::from).collect(),
            Column::Payment => self.payment.iter().map(Param::from).collect(),
            Column::State => self.states.iter().map(Param::from).collect(),
        }
    }

    /// Few enough orders to look through them all for a name or a period.
    fn is_narrow(&self, column: Column) -> bool {
        match column {
            Column::Workshop => true,
            Column::Production => !self.production.contains(&AssignmentStatus::Completed),
            Column::Payment => self.payment.iter().all(|status| {
                matches!(
                    status,
                    PaymentStatus::Reported | PaymentStatus::UnderReview | PaymentStatus::Rejected | PaymentStatus::RefundPending
                )
            }),
            Column::State => false,
        }
    }

    /// The conditions, except those the walk itself satisfies. A plus keeps SQLite, which keeps no statistics of values,
    /// from leaving the walk for the index of a condition: it would have to sort all that fits.
    pub(crate) fn conditions(&self, mut query: Query, walk: Walk) -> Query {
        if let Some(orders) = &self.orders {
            query = any_of(query, " AND o.id IN (", orders.iter().map(Param::from));
        }
        if self.refund_due {
            query = query
                .push_for(" AND o.id IN (", " AND o.id = ANY (ARRAY(")
                .push("SELECT r.order_id FROM refunds r WHERE r.status = 'DUE' ORDER BY r.created_at, r.id")
                .push_for(")", "))");
        }
        if let Some(rule) = &self.surplus {
            query = with_surplus(query, rule);
        }
        if walk != Walk::Name {
            query = named(query, &self.name);
        }
        for (column, sqlite, postgres) in [
            (Column::Payment, " AND +o.payment_status IN (", " AND o.payment_status IN ("),
            (
                Column::Production,
                " AND +o.production_status IN (",
                " AND o.production_status IN (",
            ),
            (Column::State, " AND +o.state_code IN (", " AND o.state_code IN ("),
            (Column::Workshop, " AND +o.workshop_id IN (", " AND o.workshop_id IN ("),
        ] {
            let set = !self.values(column).is_empty() || (column == Column::Workshop && self.workshops.is_some());
            if walk != Walk::Pieces(column) && set {
                query = any_of_for(query, sqlite, postgres, self.values(column).into_iter());
            }
        }
        if let Some(cities) = &self.cities {
            query = any_of(query, " AND o.city_id IN (", cities.iter().map(Param::from));
        }
        if let Some(delivery) = self.delivery {
            query = query.push(" AND o.delivery_method = ").bind(delivery);
        }
        for (bound, sqlite, postgres) in [
            (self.placed_from, " AND +o.placed_at >= ", " AND o.placed_at >= "),
            (self.placed_to, " AND +o.placed_at < ", " AND o.placed_at < "),
        ] {
            if let Some(bound) = bound {
                let sqlite = if walk == Walk::Placed { postgres } else { sqlite };
                query = query.push_for(sqlite, postgres).bind(bound);
            }
        }
        if let Some(range) = &self.amount {
            query = within(query.push(" AND ("), "+o.total_amount", "o.currency", range);
            query = within(query.push(" OR "), "+o.due_amount", "o.due_currency", range);
            query = query.push(" OR EXISTS (SELECT 1 FROM payment_submissions s WHERE s.order_id = o.id AND ");
            // PostgreSQL would rather read all proofs once, were it not for the offset.
            query = within(query, "+s.amount", "s.currency", range).push_for("))", " OFFSET 0))");
        }
        if let Some(bank) = &self.bank {
            query = query
                .push(" AND EXISTS (SELECT 1 FROM payment_submissions s WHERE s.order_id = o.id AND s.origin_bank = ")
                .bind(bank)
                .push(")");
        }
        query
    }
}

/// By the index of orders that were credited more than their due.
fn with_surplus(query: Query, rule: &ToleranceRule) -> Query {
    // Of its own accord SQLite would walk all that were ever confirmed.
    query
        .push_for(" AND +o.payment_status IN ", " AND o.payment_status IN ")
        .push("('CONFIRMED', 'REFUND_PENDING', 'REFUNDED') AND o.id IN (SELECT c.id FROM orders c")
        .push_for(" INDEXED BY orders_surplus", "")
        .push(
            " WHERE c.payment_status = 'CONFIRMED' AND c.credited_amount > c.due_amount \
                UNION ALL SELECT l.order_id FROM payment_verification_logs l WHERE l.verdict = 'SURPLUS') \
              AND o.credited_amount - CASE o.payment_status WHEN 'CONFIRMED' THEN o.due_amount ELSE 0 END \
              - (SELECT coalesce(sum(x.amount), 0) FROM payment_submissions x WHERE x.surplus_of = o.id AND x.state IN ('OPEN', 'VERIFIED')) \
              - (SELECT coalesce(sum(CASE WHEN r.currency = o.due_currency THEN r.amount ELSE r.amount * CAST(o.rate AS numeric) END), 0) \
                FROM refunds r WHERE r.order_id = o.id AND (r.kind = 'SURPLUS' OR o.payment_status <> 'CONFIRMED') AND r.status <> 'VOIDED') > ",
        )
        .push_for("min(max(", "least(greatest(")
        .bind(Amount(rule.floor.amount()))
        .push(", o.due_amount * ")
        .bind(i64::from(rule.basis_points))
        .push(" / 10000), ")
        .bind(Amount(rule.ceiling.amount()))
        .push(" * CAST(o.rate AS numeric))")
}

/// The customer's name has every fragment, case and accents folded.
pub(crate) fn named(query: Query, fragments: &[String]) -> Query {
    if fragments.is_empty() {
        return query;
    }
    let query = query.push_for(" AND +o.rowno IN (SELECT rowid FROM orders_search WHERE orders_search MATCH ", "");
    every_fragment(query, fragments).push_for(")", "")
}

/// SQLite: a full-text expression of all fragments. PostgreSQL: a condition for each. Fragments are letters and digits only.
pub(crate) fn every_fragment(mut query: Query, fragments: &[String]) -> Query {
    for (at, fragment) in fragments.iter().enumerate() {
        query = query
            .push_for(
                if at == 0 { "'\"' || " } else { " AND \"' || " },
                " AND krafta_fold(o.customer_name) LIKE '%' || krafta_fold(",
            )
            .bind(folded(fragment))
            .push_for(" || '\"", ") || '%'");
    }
    query.push_for("'", "")
}

/// The letters that the index of names has without their accents, as the view `order_names` and `krafta_fold` have them.
const ACCENTED: &str = "áàâãäåÁÀÂÃÄÅéèêëÉÈÊËíìîïÍÌÎÏóòôõöÓÒÔÕÖúùûüÚÙÛÜñÑçÇýÿÝ";
const BARE: &str = "aaaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuuunnccyyy";

fn folded(fragment: &str) -> String {
    let pairs = ACCENTED.chars().zip(BARE.chars());
    let bare = |c: char| pairs.clone().find(|(accented, _)| *accented == c).map_or(c, |(_, bare)| bare);
    let mark = |c: &char| matches!(c, '\u{300}'..='\u{303}' | '\u{308}' | '\u{327}');
    fragment.chars().filter(|c| !mark(c)).map(bare).collect()
}

/// Rows beyond a place, newest first, by the columns of a walk.
pub(crate) fn beyond(query: Query, walk: Walk, key: Option<page::Key>) -> Query {
    let columns = match walk {
        Walk::Placed | Walk::FewNamed => "(o.placed_at, o.id)",
        Walk::Few | Walk::Changed | Walk::Pieces(_) => "(o.last_event_at, o.id)",
        Walk::Name => return beyond_name(query, key),
    };
    page::beyond(query, columns, false, key)
}

/// SQLite walks names by row number, PostgreSQL by the time of the order: the key is of its own engine.
fn beyond_name(query: Query, key: Option<page::Key>) -> Query {
    let Some(page::Key { key, id }) = key else { return query };
    query
        .push_for(
            " AND orders_search.rowid < ",
            " AND (o.placed_at, o.id) < ('epoch'::timestamptz + interval '1 microsecond' * ",
        )
        .bind(key)
        .push_for(" AND ", ", ")
        .bind(id)
        .push_for(" IS NOT NULL", ")")
}

#[cfg(test)]
mod tests {
    use super::{ACCENTED, BARE, folded};

    #[test]
    fn names_are_folded_alike_everywhere() {
        let postgres = include_str!("../../../migrations/postgres/0007_search_and_feed.sql");
        assert!(postgres.contains(&format!("'{ACCENTED}'")) && postgres.contains(&format!("'{BARE}'")));
        let sqlite = include_str!("../../../migrations/sqlite/0027_boundary.sql");
        for (accented, bare) in ACCENTED.chars().zip(BARE.chars()) {
            assert!(sqlite.contains(&format!(", '{accented}', '{bare}')")), "{accented}");
            assert_eq!(folded(&accented.to_string()), bare.to_string());
        }
        assert_eq!(folded("Nu\u{301}n\u{303}ez"), "Nunez");
    }
}
