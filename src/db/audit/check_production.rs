//! What a check of a whole database reads of production: days, terms and money of workshops, whatever rules were switched off
//! when they were written. Each is one statement, so that nobody moves anything while it looks.

use chrono::NaiveDate;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::Query;
use crate::domain::money::Money;
use crate::domain::payables::line::PayableKind;

record! {
    /// A day of a workshop that holds more than its limit, or more of an offer than the offer's, and none of it by an override.
    #[derive(Eq)]
    pub struct Overfull {
        pub workshop: String,
        pub day: NaiveDate,
        pub units: i64,
        pub allowed: i64,
        /// The workshop or the calendar was changed since: it may have fitted when it was booked.
        pub changed: bool,
    }

    /// An assignment that came to its end, and what its lines come to; a voided line comes to what was paid of it. What a
    /// refund takes back of it is apart.
    pub struct Finished {
        pub order: String = "number",
        pub cost: Money = money("agreed_cost", "currency"),
        pub owed: Money = money("owed", "currency"),
        /// Kept when it was cancelled, in basis points; all of it when it was completed.
        pub share: u32,
    }

    /// A line of which less than nothing or more than all is paid.
    pub struct Overpaid {
        pub order: String = "number",
        pub kind: PayableKind,
        pub amount: Money = money("amount", "currency"),
        pub paid: Money = money("paid", "currency"),
    }

    /// A workshop that refused an order and was told of it again.
    #[derive(Eq)]
    pub struct ToldAgain {
        pub order: String = "number",
        pub workshop: String = "name",
    }

    struct Number(String = "number");
}

/// Days with more than their limit, as the bookings' own trigger counts them.
fn overfull() -> Query {
    let changed = "(EXISTS (SELECT 1 FROM holidays h WHERE h.day = d.day) OR EXISTS \
      (SELECT 1 FROM workshop_changes g WHERE g.workshop_id = d.workshop_id AND g.created_at >= d.since)) AS changed";
    Query::new("SELECT w.name AS workshop, d.day, CAST(d.units AS bigint) AS units, CAST(d.allowed AS bigint) AS allowed, ")
        .push(changed)
        .push(
            " FROM (SELECT b.workshop_id, b.day, sum(b.units) AS units, min(b.created_at) AS since, \
             CASE WHEN EXISTS (SELECT 1 FROM holidays h WHERE h.day = b.day) THEN 0 ELSE coalesce(\
             (SELECT v.units FROM capacity_overrides v WHERE v.workshop_id = b.workshop_id AND v.day = b.day), \
             (SELECT k.units FROM capacity_weekly k WHERE k.workshop_id = b.workshop_id AND k.weekday = ",
        )
        .push_for("(CAST(strftime('%w', b.day) AS INTEGER) + 6) % 7 + 1", "extract(isodow FROM b.day)")
        .push(
            "), 0) END AS allowed FROM capacity_bookings b WHERE b.state = 'HELD' GROUP BY b.workshop_id, b.day \
             HAVING count(b.override_reason) = 0 \
             UNION ALL SELECT b.workshop_id, b.day, sum(b.units), min(b.created_at), f.daily_limit FROM capacity_bookings b \
             JOIN workshop_offers f ON f.id = b.offer_id WHERE b.state = 'HELD' AND f.daily_limit IS NOT NULL \
             GROUP BY b.workshop_id, b.day, f.id, f.daily_limit HAVING count(b.override_reason) = 0) d \
             JOIN workshops w ON w.id = d.workshop_id WHERE d.units > d.allowed ORDER BY d.day, w.name",
        )
}

const FINISHED: &str = "SELECT o.number, f.agreed_cost, f.currency, f.owed, f.share FROM (\
  SELECT a.order_id, a.status, a.agreed_cost, a.currency, \
  CASE a.status WHEN 'COMPLETED' THEN 10000 ELSE coalesce(a.cancel_share_basis_points, 0) END AS share, \
  (SELECT coalesce(sum(CASE y.status WHEN 'VOIDED' THEN \
    (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = y.id) ELSE y.amount END), 0) \
    FROM workshop_payables y WHERE y.assignment_id = a.id AND y.kind <> 'ADJUSTMENT' AND y.refund_id IS NULL) AS owed \
  FROM production_assignments a WHERE a.agreed_cost IS NOT NULL AND a.accepted_at IS NOT NULL AND a.status IN ('COMPLETED', 'CANCELLED')) f \
  JOIN orders o ON o.id = f.order_id WHERE f.status = 'CANCELLED' OR f.owed <> f.agreed_cost";

const OVERPAID: &str = "SELECT o.number, f.kind, f.amount, f.currency, f.paid FROM (\
  SELECT y.order_id, y.kind, y.amount, y.currency, sum(p.amount) AS paid \
  FROM workshop_payables y JOIN payable_payments p ON p.payable_id = y.id GROUP BY y.id, y.order_id, y.kind, y.amount, y.currency) f \
  JOIN orders o ON o.id = f.order_id \
  WHERE CASE WHEN f.amount < 0 THEN f.paid > 0 OR f.paid < f.amount ELSE f.paid < 0 OR f.paid > f.amount END";

const TOLD_AGAIN: &str = "SELECT DISTINCT o.number, w.name FROM workshop_exclusions x \
  JOIN production_assignments r ON r.id = x.assignment_id \
  JOIN production_assignments a ON a.order_id = x.order_id AND a.workshop_id = x.workshop_id AND a.attempt > r.attempt \
  JOIN orders o ON o.id = x.order_id JOIN workshops w ON w.id = x.workshop_id \
  WHERE a.status <> 'PENDING_ASSIGNMENT' AND a.notified_at IS NOT NULL ORDER BY o.number, w.name";

impl Db {
    /// Days over their limit, by day and workshop.
    pub async fn overfull_days(&self) -> DbResult<Vec<Overfull>> {
        self.all_in_its_time(overfull()).await
    }

    /// The completed assignments whose lines are not their cost, and all that were cancelled after they were accepted.
    pub async fn finished_assignments(&self) -> DbResult<Vec<Finished>> {
        self.all_in_its_time(Query::new(FINISHED)).await
    }

    pub async fn overpaid_lines(&self) -> DbResult<Vec<Overpaid>> {
        self.all_in_its_time(Query::new(OVERPAID)).await
    }

    pub async fn workshops_told_again(&self) -> DbResult<Vec<ToldAgain>> {
        self.all_in_its_time(Query::new(TOLD_AGAIN)).await
    }

    /// Orders that are being made whose payment is neither confirmed nor doubted (P17). What was delivered may come back.
    pub async fn made_unpaid(&self) -> DbResult<Vec<String>> {
        let query = Query::new(
            "SELECT number FROM orders WHERE production_status IS NOT NULL AND payment_status <> 'CONFIRMED' \
              AND NOT (production_status = 'COMPLETED' AND payment_status IN ('REFUND_PENDING', 'REFUNDED')) AND on_hold = ",
        );
        let found: Vec<Number> = self.all_in_its_time(query.bind(false).push(" ORDER BY number")).await?;
        Ok(found.into_iter().map(|Number(number)| number).collect())
    }
}
