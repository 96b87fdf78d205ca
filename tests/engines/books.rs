//! One order as the database keeps it, read by plain SQL, and what must hold of it (domain.md §8). Tests of sequences,
//! races and crashes all ask the same question here.

use chrono::{DateTime, Utc};

use crate::making::{Assignment, Making};
use krafta::db::{Amount, Db, DbResult, FromRow, Param, Query, Row};
use krafta::domain::actor::Role;
use krafta::domain::audit::replay::replay;
use krafta::domain::ids::{AssignmentId, OperationId, OperatorId, OrderId, RefundId, RefundPaymentId, SubmissionId, WorkshopId};
use krafta::domain::method::ProofState;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::event::Change;
use krafta::domain::orders::label::public_key;
use krafta::domain::orders::quote::ToleranceRule;
use krafta::domain::orders::rate::Rate;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payments::refund::RefundKind;

/// A row struct read by column names.
macro_rules! row_structs {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $(pub $field: $type),+ }

        impl FromRow for $name {
            fn from_row(row: &Row<'_>) -> DbResult<Self> {
                Ok(Self { $($field: row.get(stringify!($field))?),+ })
            }
        }
    )+};
}
pub(crate) use row_structs;

row_structs! {
    Head {
        number: String, version: i64, event_seq: i64, payment_status: PaymentStatus, production_status: Option<AssignmentStatus>,
        workshop_id: Option<WorkshopId>,        on_hold: bool, delivery_method: DeliveryMethod, due_amount: Amount, rate: Rate, credited_amount: Amount, attempt: i64,
        claim_operator_id: Option<OperatorId>, claim_expires_at: Option<DateTime<Utc>>, last_event_at: DateTime<Utc>,
    }
    Event {
        seq: i64, at: DateTime<Utc>, lane: String, edge: String, from_status: Option<String>, to_status: Option<String>,
        assignment_id: Option<AssignmentId>, operation_id: Option<OperationId>, actor_role: Role,
    }
    Proof {
        id: SubmissionId, state: ProofState, digest: String, amount: Amount, currency: Currency, verified_amount: Option<Amount>,
        verified_currency: Option<Currency>, credited_amount: Option<Amount>, evidence: i64,
    }
    Refund { id: RefundId, kind: RefundKind, amount: Amount, currency: Currency, status: String, paid: Amount, payment: Option<RefundPaymentId> }
    /// A register line of the order: its receipt.
    Operation { id: OperationId, receipt: serde_json::Value }
    /// Everything else that a command writes, counted.
    Counts { messages: i64, orphans: i64, logs: i64, quotes: i64, credited_away: Amount }
    Number { n: i64 }
}

/// An order and everything of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Books {
    pub order: OrderId,
    pub head: Head,
    pub events: Vec<Event>,
    pub making: Making,
    pub proofs: Vec<Proof>,
    pub refunds: Vec<Refund>,
    pub operations: Vec<Operation>,
    pub counts: Counts,
}

/// 16: bank credits that paid more than they are, over all orders.
pub async fn over_credits(db: &Db) -> i64 {
    let credits = "SELECT count(*) AS n FROM (SELECT e.account_id FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id \
                   WHERE s.state = 'VERIFIED' AND s.surplus_of IS NULL \
                   AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) \
                   AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id) \
                   GROUP BY e.account_id, ltrim(e.bank_reference, '0'), e.value_date \
                   HAVING count(*) > 1 AND sum(e.amount) > coalesce(max(e.credit_amount), 0)) x";
    db.one::<Number>(Query::new(credits)).await.expect("a count").n
}

async fn rows<T: FromRow>(db: &Db, text: &'static str, order: OrderId, end: &'static str) -> Vec<T> {
    let query = Query::new(text).bind(Param::from(order)).push(end);
    db.all(query).await.expect("readable rows")
}

impl Books {
    pub async fn read(db: &Db, order: OrderId) -> Self {
        let heads = "SELECT number, version, event_seq, payment_status, production_status, workshop_id, on_hold, delivery_method, due_amount, rate, \
                     credited_amount, CAST(attempt AS bigint) AS attempt, claim_operator_id, claim_expires_at, last_event_at FROM orders WHERE id = ";
        let proofs = "SELECT s.id, s.state, s.digest, s.amount, s.currency, s.verified_amount, s.verified_currency, s.credited_amount, \
                      (SELECT count(*) FROM payment_evidence e WHERE e.submission_id = s.id \
                       AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id)) AS evidence \
                      FROM payment_submissions s WHERE s.order_id = ";
        let refunds = "SELECT r.id, r.kind, r.amount, r.currency, CAST(r.status AS text) AS status, \
                       (SELECT coalesce(sum(p.amount), 0) FROM refund_payments p WHERE p.refund_id = r.id) AS paid, \
                       (SELECT p.id FROM refund_payments p WHERE p.refund_id = r.id AND p.reverses_id IS NULL AND NOT EXISTS \
                         (SELECT 1 FROM refund_payments x WHERE x.reverses_id = p.id) ORDER BY p.paid_at DESC, p.id DESC LIMIT 1) AS payment \
                       FROM refunds r WHERE r.order_id = ";
        let events = "SELECT seq, at, CAST(lane AS text) AS lane, edge, from_status, to_status, assignment_id, operation_id, actor_role \
                      FROM order_events WHERE order_id = ";
        let counts = "SELECT (SELECT count(*) FROM notifications n WHERE n.order_id = o.id) AS messages, \
                      (SELECT count(*) FROM notifications n WHERE n.order_id = o.id AND NOT EXISTS \
                        (SELECT 1 FROM order_events e WHERE e.order_id = o.id AND e.seq = n.event_seq)) AS orphans, \
                      (SELECT count(*) FROM payment_verification_logs l WHERE l.order_id = o.id) AS logs, \
                      (SELECT count(*) FROM order_quotes q WHERE q.order_id = o.id) AS quotes, \
                      (SELECT coalesce(sum(s.amount), 0) FROM payment_submissions s WHERE s.surplus_of = o.id AND s.state = 'VERIFIED') AS credited_away \
                      FROM orders o WHERE o.id = ";
        Self {
            order,
            head: rows(db, heads, order, "").await.remove(0),
            events: rows(db, events, order, " ORDER BY seq").await,
            making: Making::read(db, order).await,
            proofs: rows(db, proofs, order, " ORDER BY s.seq").await,
            refunds: rows(db, refunds, order, " ORDER BY r.created_at, r.id").await,
            operations: rows(db, "SELECT id, receipt FROM operations WHERE order_id = ", order, " ORDER BY id").await,
            counts: rows(db, counts, order, "").await.remove(0),
        }
    }

    pub fn due(&self) -> Money {
        Money::new(self.head.due_amount.0, Currency::Ves)
    }

    pub fn credited(&self) -> Money {
        Money::new(self.head.credited_amount.0, Currency::Ves)
    }

    /// What is still to be paid.
    pub fn owed(&self) -> Money {
        self.due().less(self.credited()).max_zero()
    }

    pub fn open(&self) -> impl Iterator<Item = &Proof> {
        self.proofs.iter().filter(|proof| proof.state == ProofState::Open)
    }

    pub fn active(&self) -> impl Iterator<Item = &Assignment> {
        self.making.assignments.iter().filter(|assignment| assignment.status.is_active())
    }

    /// Fails the test with what does not hold.
    pub fn check(&self) {
        let faults = self.faults();
        assert!(faults.is_empty(), "{faults:#?}\n{self:#?}");
    }

    /// What of domain.md §8 does not hold.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.history_faults();
        faults.extend(self.making.faults(self.head.delivery_method));
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(what.to_owned());
            }
        };
        let head = &self.head;
        let status = head.payment_status;
        use PaymentStatus::{Cancelled, Confirmed, RefundPending, Refunded, Reported, UnderReview};
        // 1, 2, 8
        let active: Vec<_> = self.active().collect();
        must(active.len() <= 1, "2: more than one active assignment");
        must(
            head.production_status == active.first().map(|active| active.status),
            "the order shows another production status",
        );
        must(
            !matches!(status, Cancelled | RefundPending | Refunded) || active.iter().all(|one| one.status == AssignmentStatus::Completed),
            "1: an active assignment of an order that will not go on",
        );
        must(
            status == Confirmed || head.on_hold || active.iter().all(|one| one.status == AssignmentStatus::Completed),
            "1: an active assignment of an unpaid order",
        );
        must(status != Confirmed || !head.on_hold, "a confirmed order on hold");
        let delivered = self
            .events
            .iter()
            .any(|event| event.to_status.as_deref() == Some("HANDED_TO_DELIVERY"));
        must(
            !delivered || head.delivery_method != DeliveryMethod::Pickup,
            "8: a pickup was handed to delivery",
        );
        // 3
        let verified = self.proofs.iter().filter(|proof| proof.state == ProofState::Verified);
        let credited = verified.clone().fold(Money::zero(Currency::Ves), |sum, proof| {
            sum.checked_add(Money::new(proof.credited_amount.expect("credited").0, Currency::Ves))
                .expect("a sum")
        });
        must(
            credited == self.credited(),
            "the credited money is not the sum of the verified proofs",
        );
        let tolerance = ToleranceRule::default().tolerance(self.due(), head.rate).expect("a tolerance");
        must(
            status != Confirmed || credited.minor() + tolerance.minor() >= self.due().minor(),
            "3: confirmed, but not covered",
        );
        must(
            verified.clone().all(|proof| proof.evidence > 0),
            "a verified proof without evidence",
        );
        // Open proofs are there exactly while somebody is to look at them.
        must(
            matches!(status, Reported | UnderReview) == (self.open().count() > 0),
            "open proofs and the status do not agree",
        );
        must(
            (status == UnderReview) == head.claim_operator_id.is_some(),
            "a claim without a review, or a review that nobody holds",
        );
        // 7, 13
        let kept: Vec<_> = self.refunds.iter().filter(|refund| refund.status != "VOIDED").collect();
        let all_of_it: Vec<_> = kept.iter().filter(|refund| refund.kind.is_whole()).collect();
        let whole = all_of_it.len() == 1
            && all_of_it
                .iter()
                .all(|refund| refund.status == "PAID" && refund.paid.0 == refund.amount.0);
        must((status == Refunded) == whole, "13: REFUNDED and a refund paid in full do not agree");
        let due = all_of_it.iter().filter(|refund| refund.status == "DUE").count();
        must(
            (status == RefundPending) == (due == 1),
            "a refund is due exactly while one is pending",
        );
        for refund in &self.refunds {
            must(refund.paid.0 <= refund.amount.0, "7: a refund was overpaid");
            must(refund.status != "VOIDED" || refund.paid.0.is_zero(), "a voided refund was paid");
            // What is verified may change after a refund was voided, and only then.
            must(
                refund.status == "VOIDED" || refund.amount.0 <= self.verified_in(refund.currency, credited).amount(),
                "7: more is refunded than was verified",
            );
        }
        // 7, 17
        let sum = |of: &dyn Fn(&&&Refund) -> bool| kept.iter().filter(of).map(|refund| refund.amount.0).sum::<rust_decimal::Decimal>();
        let doubted = status == UnderReview || head.on_hold;
        match kept.first() {
            Some(first) if kept.iter().all(|refund| refund.currency == first.currency) => {
                let verified = self.verified_in(first.currency, credited).amount();
                must(doubted || sum(&|_| true) <= verified, "7: refunds of more than was verified");
            }
            // A cent of a dollar for the rounding of each.
            _ => {
                let slack = Money::of_minor(kept.len() as i64, Currency::Usd);
                let counted = kept
                    .iter()
                    .map(|refund| self.in_bolivares(Money::new(refund.amount.0, refund.currency)));
                let back: i64 = counted.map(|money| money.minor()).sum();
                let most = credited.minor() + self.in_bolivares(slack).minor();
                must(doubted || back <= most, "7: refunds of more than was verified, in bolívares");
            }
        }
        let above = credited.less(self.due()).max_zero();
        let surplus = |refund: &&&Refund| refund.kind == RefundKind::Surplus;
        let bolivares = kept.iter().all(|refund| refund.currency == Currency::Ves);
        let away = self.counts.credited_away.0;
        must(
            !bolivares || status != Confirmed || sum(&surplus) + away <= above.amount(),
            "17: more surplus was given back or credited than there is",
        );
        must(
            !bolivares || !matches!(status, RefundPending | Refunded) || sum(&|_| true) + away <= credited.amount(),
            "17: more was given back or credited than came",
        );
        // 11
        let told = active.first().filter(|active| active.status != AssignmentStatus::PendingAssignment);
        must(
            told.is_none() || told.map(|active| active.workshop_id) == Some(head.workshop_id),
            "the order shows another workshop",
        );
        must(
            !public_key(status, active.first().map(|active| active.status)).is_empty(),
            "11: no public label",
        );
        must(self.counts.orphans == 0, "a message about no event");
        faults
    }

    /// What was verified, in a refund's currency: as it came when all came in it, else in bolívares.
    fn verified_in(&self, currency: Currency, credited: Money) -> Money {
        let verified = self.proofs.iter().filter(|proof| proof.state == ProofState::Verified);
        let came: Vec<_> = verified
            .filter_map(|proof| Some(Money::new(proof.verified_amount?.0, proof.verified_currency?)))
            .collect();
        if came.iter().all(|money| money.currency() == currency) {
            return Money::sum(currency, came).expect("a sum");
        }
        if currency == Currency::Ves {
            return credited;
        }
        // Bolívares that came later; what came in dollars is given back in them.
        let same = came.into_iter().filter(|money| money.currency() == currency);
        Money::sum(currency, same).expect("a sum")
    }

    fn in_bolivares(&self, money: Money) -> Money {
        match money.currency() {
            Currency::Ves => money,
            _ => self.head.rate.to_ves(money).expect("bolívares"),
        }
    }

    /// 10 and 14: the events replay to the stored state, one for each change, in order, each of a command that is registered.
    fn history_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let head = &self.head;
        let moves: Vec<(i64, Change)> = self.events.iter().map(|event| (event.seq, change(event))).collect();
        match replay(moves.iter().map(|(seq, change)| (*seq, change))) {
            Err(broken) => faults.push(format!("10: {broken:?}")),
            Ok(replayed) => {
                let stored: Vec<_> = self.making.assignments.iter().map(|one| (one.id, one.status)).collect();
                if replayed.payment != Some(head.payment_status) || replayed.seq != head.event_seq || replayed.assignments != stored {
                    faults.push(format!("10: the events replay to {replayed:?}"));
                }
            }
        }
        if head.version != head.event_seq || self.events.len() as i64 != head.version {
            faults.push(format!("10: version {}, {} events", head.version, self.events.len()));
        }
        if self.events.windows(2).any(|pair| pair[0].at > pair[1].at)
            || self.events.last().map(|event| event.at) != Some(head.last_event_at)
        {
            faults.push("10: events out of time".into());
        }
        let mut confirmed = false;
        for event in &self.events {
            if event.lane == "PAYMENT" {
                confirmed = event.to_status.as_deref() == Some("CONFIRMED");
            } else if event.edge == "A1" && !confirmed {
                faults.push(format!("1: event {} opens an assignment of an unpaid order", event.seq));
            }
        }
        for operation in &self.operations {
            let made: Vec<i64> = self
                .events
                .iter()
                .filter(|event| event.operation_id == Some(operation.id))
                .map(|event| event.seq)
                .collect();
            if operation.receipt["events"] != serde_json::json!(made) {
                faults.push(format!("a receipt of other events than {made:?}: {}", operation.receipt));
            }
        }
        faults
    }
}

fn change(event: &Event) -> Change {
    let payment = |text: &Option<String>| text.as_deref().map(|text| text.parse().expect("a payment status"));
    let production = |text: &Option<String>| text.as_deref().map(|text| text.parse().expect("a production status"));
    match event.lane.as_str() {
        "PAYMENT" => Change::Payment {
            from: payment(&event.from_status),
            to: payment(&event.to_status).expect("a new status"),
        },
        "PRODUCTION" => Change::Production {
            assignment: event.assignment_id.expect("an assignment"),
            from: production(&event.from_status),
            to: production(&event.to_status).expect("a new status"),
        },
        _ => Change::Note,
    }
}
