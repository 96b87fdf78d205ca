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
    /// The order that was chosen; without one, or where no index gives it, the walk's own.
    pub sort: Option<OrderSort>,
}

/// What a list of orders can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The last change.
    #[default]
    Changed,
    /// The day it was placed.
    Placed,
    /// The status of the payment, of each the newest change first.
    Payment,
}

/// In which order a list of orders is; newest change first unless it says otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrderSort {
    pub by: SortBy,
    pub ascends: bool,
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
    /// By the day they were placed.
    Placed,
    /// All, by their last change.
    Changed,
    /// A piece of the index of payment statuses after the other.
    Statuses,
}

/// A column whose values have a piece of an index each, in order of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Workshop,
    Production,
    Payment,
    State,
}

impl Column {
    pub(crate) const fn equals(self) -> &'static str {
        match self {
            Self::Workshop => "o.workshop_id = ",
            Self::Production => "o.production_status = ",
            Self::Payment => "o.payment_status = ",
            Self::State => "o.state_code = ",
        }
    }
}

/// Beyond this many values, merging pieces costs more than walking all.
const MOST_PIECES: usize = 8;

impl OrderQuery {
    /// As its conditions and its order have it.
    pub fn walk(&self) -> Walk {
        match (self.way(), self.sorted().by) {
            (Walk::Few | Walk::FewNamed, SortBy::Placed) => Walk::FewNamed,
            (Walk::Few | Walk::FewNamed, _) => Walk::Few,
            (Walk::Changed, SortBy::Placed) => Walk::Placed,
            (_, SortBy::Payment) => Walk::Statuses,
            (way, _) => way,
        }
    }

    /// What it can be sorted by: an index gives the order, or the orders are few.
    pub fn sorts(&self) -> &'static [SortBy] {
        match self.way() {
            Walk::Few | Walk::FewNamed => &[SortBy::Changed, SortBy::Placed],
            Walk::Name | Walk::Placed => &[SortBy::Placed],
            Walk::Pieces(Column::Payment) => &[SortBy::Changed, SortBy::Payment],
            Walk::Pieces(_) => &[SortBy::Changed],
            Walk::Changed | Walk::Statuses => &[SortBy::Changed, SortBy::Placed, SortBy::Payment],
        }
    }

    /// The order that it has.
    pub fn sorted(&self) -> OrderSort {
        let by = match self.way() {
            Walk::Name | Walk::Placed | Walk::FewNamed => SortBy::Placed,
            Walk::Few | Walk::Pieces(_) | Walk::Changed | Walk::Statuses => SortBy::Changed,
        };
        let served = self.sort.filter(|sort| self.sorts().contains(&sort.by));
        served.unwrap_or(OrderSort { by, ascends: false })
    }

    /// The payment statuses one after the other, where that is the order.
    pub(crate) fn turns(&self) -> Vec<PaymentStatus> {
        let wanted = |status: &PaymentStatus| self.payment.is_empty() || self.payment.contains(status);
        let mut turns: Vec<PaymentStatus> = PaymentStatus::ALL.iter().copied().filter(wanted).collect();
        if !self.sorted().ascends {
            turns.reverse();
        }
        turns
    }

    /// How its conditions are found.
    pub(crate) fn way(&self) -> Walk {
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
            let walked = walk == Walk::Pieces(column) || (walk == Walk::Statuses && column == Column::Payment);
            if set && !walked {
                query = any_of_for(query, sqlite, postgres, self.values(column).into_iter());
            }
        }
        if let Some(cities) = &self.cities {
            query = any_of(query, " AND o.city_id IN (", cities.iter().map(Param::from));
        }
        if let Some(delivery) = self.delivery {
            query = query.push(" AND o.delivery_method = ").bind(delivery);
        }
        query = self.within_period(query, walk);
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
                .push_for(")", " OFFSET 0)");
        }
        query
    }

    pub(crate) fn within_period(&self, mut query: Query, walk: Walk) -> Query {
        for (bound, sqlite, postgres) in [
            (self.placed_from, " AND +o.placed_at >= ", " AND o.placed_at >= "),
            (self.placed_to, " AND +o.placed_at < ", " AND o.placed_at < "),
        ] {
            if let Some(bound) = bound {
                let sqlite = if walk == Walk::Placed { postgres } else { sqlite };
                query = query.push_for(sqlite, postgres).bind(bound);
            }
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

/// Rows beyond a place, by the columns of a walk.
pub(crate) fn beyond(query: Query, walk: Walk, ascends: bool, key: Option<page::Key>) -> Query {
    let columns = match walk {
        Walk::Placed | Walk::FewNamed => "(o.placed_at, o.id)",
        Walk::Few | Walk::Changed | Walk::Pieces(_) | Walk::Statuses => "(o.last_event_at, o.id)",
        Walk::Name => return beyond_name(query, ascends, key),
    };
    page::beyond(query, columns, ascends, key)
}

/// SQLite walks names by row number, PostgreSQL by the time of the order: the key is of its own engine.
fn beyond_name(query: Query, ascends: bool, key: Option<page::Key>) -> Query {
    let Some(page::Key { key, id }) = key else { return query };
    let (sqlite, postgres) = match ascends {
        true => (
            " AND orders_search.rowid > ",
            " AND (o.placed_at, o.id) > ('epoch'::timestamptz + interval '1 microsecond' * ",
        ),
        false => (
            " AND orders_search.rowid < ",
            " AND (o.placed_at, o.id) < ('epoch'::timestamptz + interval '1 microsecond' * ",
        ),
    };
    query
        .push_for(sqlite, postgres)
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
