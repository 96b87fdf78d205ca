//! The production half of an order's books: its assignments with their terms, days and lines, read by plain SQL, and what must
//! hold of them (domain.md §8). And the limits of all workshops, which no sequence of commands passes.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::books::row_structs;
use krafta::db::{Amount, Db, DbResult, FromRow, Query, Row};
use krafta::domain::ids::{AssignmentId, OfferId, OrderId, PayableId, PayablePaymentId, SettlementId, WorkshopId};
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payables::policy::PaymentPolicy;

row_structs! {
    Assignment {
        id: AssignmentId, status: AssignmentStatus, workshop_id: Option<WorkshopId>, cause: Option<String>, agreed_cost: Option<Amount>,
        currency: Currency, policy: Option<PaymentPolicy>, deposit_basis_points: Option<u32>, demands_deposit: bool,
        promised_ready_on: Option<NaiveDate>, cancel_share_basis_points: Option<u32>, accepted: bool, pickup_code: Option<String>,
    }
    Line {
        id: PayableId, assignment_id: AssignmentId, workshop_id: WorkshopId, kind: PayableKind, amount: Amount, currency: Currency,
        status: PayableStatus, due_on: NaiveDate, cut_on: Option<NaiveDate>, version: i64, paid: Amount,
    }
    /// Of a line: what was paid, or undone.
    Payment { id: PayablePaymentId, settlement_id: Option<SettlementId>, amount: Amount, undone: bool }
    Booking {
        assignment_id: AssignmentId, workshop_id: WorkshopId, offer_id: Option<OfferId>, day: NaiveDate, units: i64, held: bool, over: bool,
    }
    Exclusion { workshop_id: WorkshopId, reason_code: String }
    /// Units that the order takes of a workshop's days.
    Item { quantity: i64 }
    Answer { respond_by: Option<DateTime<Utc>> }
    /// A workshop's day that holds more than its limit, and none of it by an override.
    Overfull { workshop: WorkshopId, day: NaiveDate, units: i64, allowed: i64 }
}

/// What is made for an order, by whom, and what that is owed.
#[derive(Debug, Clone, PartialEq)]
pub struct Making {
    pub assignments: Vec<Assignment>,
    pub lines: Vec<Line>,
    pub payments: Vec<Payment>,
    pub bookings: Vec<Booking>,
    pub exclusions: Vec<Exclusion>,
    pub items: Vec<Item>,
    /// When the workshop that was told has to have answered.
    pub respond_by: Option<DateTime<Utc>>,
}

async fn rows<T: FromRow>(db: &Db, text: &'static str, order: OrderId, end: &'static str) -> Vec<T> {
    db.all(Query::new(text).bind(order).push(end)).await.expect("readable rows")
}

impl Making {
    pub async fn read(db: &Db, order: OrderId) -> Self {
        let assignments = "SELECT id, status, workshop_id, cause, agreed_cost, currency, policy, deposit_basis_points, demands_deposit, \
                           promised_ready_on, cancel_share_basis_points, accepted_at IS NOT NULL AS accepted, pickup_code \
                           FROM production_assignments WHERE order_id = ";
        let lines = "SELECT y.id, y.assignment_id, y.workshop_id, y.kind, y.amount, y.currency, y.status, y.due_on, y.cut_on, y.version, \
                     (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.payable_id = y.id) AS paid \
                     FROM workshop_payables y WHERE y.order_id = ";
        let payments = "SELECT p.id, p.settlement_id, p.amount, (p.reverses_id IS NOT NULL OR EXISTS \
                          (SELECT 1 FROM payable_payments r WHERE r.reverses_id = p.id)) AS undone \
                        FROM payable_payments p JOIN workshop_payables y ON y.id = p.payable_id WHERE y.order_id = ";
        let bookings = "SELECT b.assignment_id, b.workshop_id, b.offer_id, b.day, CAST(b.units AS bigint) AS units, b.state = 'HELD' AS held, \
                        b.override_reason IS NOT NULL AS over FROM capacity_bookings b \
                        JOIN production_assignments a ON a.id = b.assignment_id WHERE a.order_id = ";
        let exclusions = "SELECT workshop_id, reason_code FROM workshop_exclusions WHERE order_id = ";
        let items = "SELECT CAST(quantity AS bigint) AS quantity FROM order_items WHERE order_id = ";
        let answer = "SELECT respond_by FROM production_assignments WHERE order_id = ";
        Self {
            assignments: rows(db, assignments, order, " ORDER BY attempt").await,
            lines: rows(db, lines, order, " ORDER BY y.id").await,
            payments: rows(db, payments, order, " ORDER BY p.id").await,
            bookings: rows(db, bookings, order, " ORDER BY b.id").await,
            exclusions: rows(db, exclusions, order, " ORDER BY workshop_id").await,
            items: rows(db, items, order, "").await,
            respond_by: rows::<Answer>(db, answer, order, " AND status = 'NOTIFIED'")
                .await
                .pop()
                .and_then(|one| one.respond_by),
        }
    }

    pub fn of(&self, assignment: AssignmentId) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.assignment_id == assignment)
    }

    pub fn active(&self) -> Option<&Assignment> {
        self.assignments.iter().find(|one| one.status.is_active())
    }

    /// What of domain.md §8 does not hold.
    pub fn faults(&self, delivery: DeliveryMethod) -> Vec<String> {
        let mut faults = Vec::new();
        let units: i64 = self.items.iter().map(|item| item.quantity).sum();
        for (at, one) in self.assignments.iter().enumerate() {
            let held: Vec<_> = self
                .bookings
                .iter()
                .filter(|booking| booking.assignment_id == one.id && booking.held)
                .collect();
            let told = one.status.is_active() && one.status != AssignmentStatus::PendingAssignment;
            let of_it = held.iter().map(|booking| booking.units).sum::<i64>();
            if of_it != if told { units } else { 0 } {
                faults.push(format!("9: a {} assignment holds {of_it} of {units} units", one.status));
            }
            if held.iter().any(|booking| Some(booking.workshop_id) != one.workshop_id) {
                faults.push("9: days of another workshop".into());
            }
            // 12
            let refused = one.status == AssignmentStatus::Rejected;
            let again = self.assignments[at + 1..].iter().any(|later| later.workshop_id == one.workshop_id);
            if refused && again {
                faults.push("12: a workshop that refused was chosen again".into());
            }
            if refused && !self.exclusions.iter().any(|out| Some(out.workshop_id) == one.workshop_id) {
                faults.push("12: a workshop that refused is not excluded".into());
            }
            if one.accepted && (one.agreed_cost.is_none() || one.policy.is_none() || one.promised_ready_on.is_none()) {
                faults.push("4: accepted, and nothing agreed".into());
            }
            faults.extend(self.money_faults(one, delivery));
        }
        faults
    }

    /// 5 and 6.
    fn money_faults(&self, one: &Assignment, delivery: DeliveryMethod) -> Vec<String> {
        use AssignmentStatus::{Cancelled, Completed};
        let mut faults = Vec::new();
        for line in self.of(one.id) {
            let (amount, paid) = (cents(line.amount), cents(line.paid));
            let within = if amount < 0 {
                (amount..=0).contains(&paid)
            } else {
                (0..=amount).contains(&paid)
            };
            if !within {
                faults.push(format!("6: {paid} paid of {amount}"));
            }
            let agrees = match line.status {
                PayableStatus::Scheduled | PayableStatus::Due => paid == 0 && amount != 0,
                PayableStatus::PartiallyPaid => paid != 0 && paid != amount,
                PayableStatus::Paid => paid == amount,
                PayableStatus::OnHold => paid != amount,
                PayableStatus::Voided => true,
            };
            if !agrees {
                faults.push(format!("6: {} with {paid} paid of {amount}", line.status));
            }
            if Some(line.workshop_id) != one.workshop_id || line.currency != one.currency {
                faults.push("6: a line of another workshop or currency".into());
            }
        }
        // What is owed or was paid in the end.
        let owed: i64 = self
            .of(one.id)
            .filter(|line| line.kind != PayableKind::Adjustment)
            // What is given back of delivered work stands beside its cost.
            .filter(|line| one.status != Completed || line.kind != PayableKind::Clawback)
            .map(left_of)
            .sum();
        let cost = one.agreed_cost.map_or(0, cents);
        let bounds = if !one.accepted {
            (0, 0)
        } else if one.status == Cancelled {
            let share = one.cancel_share_basis_points.unwrap_or_default();
            let kept = Money::of_minor(cost, one.currency).basis_points(share).expect("a share").minor();
            (kept, kept)
        } else if one.status == Completed {
            (cost, cost)
        } else {
            (least(one, cost, delivery), cost)
        };
        if !(bounds.0..=bounds.1).contains(&owed) {
            faults.push(format!("5: {} owes {owed} of {cost}, not {bounds:?}", one.status));
        }
        faults
    }

    /// 4: what two readings of one order may not differ in.
    pub fn frozen(&self, before: &Self) -> Vec<String> {
        let mut faults = Vec::new();
        for was in before.assignments.iter().filter(|one| one.accepted) {
            let terms = |one: &Assignment| {
                let cost = (one.agreed_cost.map(cents), one.currency, one.policy);
                (
                    one.workshop_id,
                    cost,
                    one.deposit_basis_points,
                    one.demands_deposit,
                    one.promised_ready_on,
                )
            };
            if !self.assignments.iter().any(|one| one.id == was.id && terms(one) == terms(was)) {
                faults.push(format!("4: {was:?} was agreed"));
            }
        }
        for was in &before.lines {
            let facts = |line: &Line| (line.kind, cents(line.amount), line.due_on, line.cut_on, line.workshop_id);
            if !self.lines.iter().any(|line| line.id == was.id && facts(line) == facts(was)) {
                faults.push(format!("6: {was:?} was owed"));
            }
        }
        faults
    }
}

pub fn cents(amount: Amount) -> i64 {
    Money::new(amount.0, Currency::Usd).minor()
}

/// What a line comes to: a voided one is closed with what was paid of it.
fn left_of(line: &Line) -> i64 {
    cents(if line.status == PayableStatus::Voided {
        line.paid
    } else {
        line.amount
    })
}

/// What is owed at least, so far. A step back takes no line away, so that more may be.
fn least(one: &Assignment, cost: i64, delivery: DeliveryMethod) -> i64 {
    use AssignmentStatus::{Accepted, HandedToDelivery, Ready};
    let (from, part) = match one.policy {
        Some(PaymentPolicy::Prepaid) => (Accepted, cost),
        Some(PaymentPolicy::DepositBalance) if one.status < Ready => {
            let deposit = Money::of_minor(cost, one.currency).basis_points(one.deposit_basis_points.unwrap_or_default());
            (Accepted, deposit.expect("a deposit").minor())
        }
        Some(PaymentPolicy::DepositBalance | PaymentPolicy::OnReady) => (Ready, cost),
        Some(PaymentPolicy::OnDelivery) | None => return 0,
        Some(_) if delivery == DeliveryMethod::Pickup => return 0,
        Some(_) => (HandedToDelivery, cost),
    };
    if one.status >= from { part } else { 0 }
}

/// 9: the days of all workshops that hold more than their limit, and the offers that hold more than theirs, where nobody
/// overrode it.
pub async fn overfull(db: &Db) -> Days {
    beyond(db, "b.units").await
}

/// The same of what is still to be made, from a day on, by workshops that take work: what no change leaves out without being
/// told.
pub async fn left_out(db: &Db, today: NaiveDate) -> Days {
    let open = "CASE WHEN a.status IN ('READY', 'HANDED_TO_DELIVERY', 'COMPLETED') OR w.paused OR NOT w.active THEN 0 ELSE b.units END";
    let mut days = beyond(db, open).await;
    days.retain(|(_, day), _| *day >= today);
    days
}

/// Units and the limit of a workshop's day.
pub type Days = BTreeMap<(WorkshopId, NaiveDate), (i64, i64)>;

async fn beyond(db: &Db, units: &'static str) -> Days {
    let held = " AS bigint) AS units, CAST(";
    let of = "FROM capacity_bookings b JOIN production_assignments a ON a.id = b.assignment_id \
              JOIN workshops w ON w.id = b.workshop_id JOIN workshop_offers f ON f.id = b.offer_id WHERE b.state = 'HELD'";
    let days = Query::new("SELECT b.workshop_id AS workshop, b.day, CAST(sum(")
        .push(units)
        .push(")")
        .push(held);
    let days = days.push(
        "CASE WHEN EXISTS (SELECT 1 FROM holidays h WHERE h.day = b.day) THEN 0 ELSE coalesce(\
         (SELECT v.units FROM capacity_overrides v WHERE v.workshop_id = b.workshop_id AND v.day = b.day), \
         (SELECT k.units FROM capacity_weekly k WHERE k.workshop_id = b.workshop_id AND k.weekday = ",
    );
    let days = days.push_for("(CAST(strftime('%w', b.day) AS INTEGER) + 6) % 7 + 1", "extract(isodow FROM b.day)");
    let days = days.push("), 0) END AS bigint) AS allowed ").push(of);
    let days = days.push(" GROUP BY b.workshop_id, b.day HAVING count(b.override_reason) = 0");
    let offers = Query::new("SELECT b.workshop_id AS workshop, b.day, CAST(sum(")
        .push(units)
        .push(")")
        .push(held);
    let offers = offers.push("f.daily_limit AS bigint) AS allowed ").push(of);
    let offers = offers
        .push(" AND f.daily_limit IS NOT NULL GROUP BY b.workshop_id, b.day, f.id, f.daily_limit HAVING count(b.override_reason) = 0");
    let mut over = BTreeMap::new();
    for query in [days, offers] {
        let rows: Vec<Overfull> = db.all(query).await.expect("days");
        let passing = rows.into_iter().filter(|one| one.units > one.allowed);
        over.extend(passing.map(|one| ((one.workshop, one.day), (one.units, one.allowed))));
    }
    over
}
