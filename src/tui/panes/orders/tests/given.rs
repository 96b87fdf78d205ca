//! Orders for the tests: one in production, one whose refund is due, one whose names are hostile.

use serde_json::json;
use uuid::Uuid;

use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, AssignmentId, NotificationId, OrderId, RefundId, SubmissionId};
use crate::domain::messages::channel::MessageState;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::{Change, EventData, OrderEvent};
use crate::domain::orders::label::public_key;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::signal::{Signal, SignalFound};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::orders::view::{
    AccountView, EventView, EvidenceView, ItemView, MessageView, NextStep, OrderHead, OrderRow, ProofView, RefundView, Timeline,
};

pub const HOSTILE: &str = "Ana\u{1b}]52;c;eA\u{7}\u{202e}ziul\u{200b} \u{1F9F5}漢字";

pub fn time(text: &str) -> Time {
    text.parse().unwrap()
}

pub fn bs(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

pub fn usd(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Usd)
}

pub fn order(n: u128) -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(n))
}

pub fn rows() -> Vec<OrderRow> {
    let row = |n: u128, number: &str, customer: &str, payment, production, at: &str| OrderRow {
        id: order(n),
        number: number.into(),
        version: 3,
        customer: Safe::new(customer),
        total: usd(4_850 + i64::try_from(n).unwrap() * 70_000),
        due: bs(451_230),
        payment,
        production,
        on_hold: n == 4,
        workshop: production.map(|_| Safe::new("Taller Orinoco")),
        city: Some(Safe::new("Valencia")),
        placed_at: time("2026-11-20T12:00:00Z"),
        last_event_at: time(at),
    };
    use PaymentStatus::{Confirmed, RefundPending, Refunded, Rejected, UnderReview};
    vec![
        row(
            1,
            "KRFT-7Q2M4X",
            "María Fernández",
            Confirmed,
            Some(AssignmentStatus::InProduction),
            "2026-11-22T18:20:56Z",
        ),
        row(2, "KRFT-P8H3TD", HOSTILE, Rejected, None, "2026-11-22T15:00:00Z"),
        row(
            3,
            "KRFT-K4W9ZC",
            "Textiles Orinoco C.A. y Asociados",
            RefundPending,
            Some(AssignmentStatus::Cancelled),
            "2026-11-21T15:00:00Z",
        ),
        row(4, "KRFT-2MHD7R", "Ana P. Guédez", UnderReview, None, "2026-11-20T15:00:00Z"),
        row(5, "KRFT-XW23TA", "José L. Rondón", Refunded, None, "2025-03-02T15:00:00Z"),
    ]
}

pub fn row_of(timeline: &Timeline) -> OrderRow {
    let order = &timeline.order;
    OrderRow {
        id: order.id,
        number: order.number.clone(),
        version: order.version,
        customer: order.customer.clone(),
        total: order.total,
        due: order.due,
        payment: order.payment,
        production: order.production,
        on_hold: order.on_hold,
        workshop: None,
        city: order.city.clone(),
        placed_at: order.placed_at,
        last_event_at: order.last_event_at,
    }
}

fn head(customer: &str, payment: PaymentStatus, production: Option<AssignmentStatus>) -> OrderHead {
    OrderHead {
        id: order(1),
        number: "KRFT-7Q2M4X".into(),
        version: 7,
        payment,
        production,
        on_hold: false,
        label: public_key(payment, production),
        customer: Safe::new(customer),
        phone: "0414-555.12.34".into(),
        id_doc: Some("V-12.345.678".into()),
        email: None,
        delivery: DeliveryMethod::NationalShipping,
        city: Some(Safe::new("Valencia")),
        state: Some(Safe::new("Carabobo")),
        address: Some(Safe::new("Av. Bolívar 12")),
        subtotal: usd(4_450),
        shipping: usd(400),
        total: usd(4_850),
        due: bs(451_230),
        rate: "93.0371".parse().unwrap(),
        quoted_at: time("2026-11-22T14:05:12Z"),
        quote_expires_at: time("2026-11-23T03:59:59Z"),
        credited: bs(0),
        missing: bs(451_230),
        surplus: Money::zero(Currency::Ves),
        attempt: 1,
        claim: None,
        workshop: production.map(|_| Safe::new("Taller Orinoco")),
        placed_at: time("2026-11-22T14:05:12Z"),
        last_event_at: time("2026-11-22T18:20:56Z"),
        items: vec![ItemView {
            name: Safe::new("Franela estampada"),
            quantity: 2,
            unit_price: usd(2_225),
            line: usd(4_450),
        }],
    }
}

struct Events(Vec<EventView>);

impl Events {
    fn add(&mut self, at: &str, edge: &str, change: Change, who: (Role, &str), data: serde_json::Value) -> &mut OrderEvent {
        let seq = i64::try_from(self.0.len()).unwrap() + 1;
        self.0.push(EventView {
            who: Safe::new(who.1),
            text: None,
            stood: None,
            event: OrderEvent {
                seq,
                at: time(at),
                change,
                edge: edge.into(),
                actor_role: who.0,
                actor_id: None,
                actor_name: who.1.into(),
                submission: None,
                refund: None,
                reason_code: None,
                text: None,
                internal: false,
                data: EventData::read(edge, data),
            },
        });
        &mut self.0.last_mut().unwrap().event
    }
}

fn pay(from: Option<PaymentStatus>, to: PaymentStatus) -> Change {
    Change::Payment { from, to }
}

fn make(from: Option<AssignmentStatus>, to: AssignmentStatus) -> Change {
    Change::Production {
        assignment: AssignmentId::from_uuid(Uuid::from_u128(9)),
        from,
        to,
    }
}

pub fn submission() -> SubmissionId {
    SubmissionId::from_uuid(Uuid::from_u128(21))
}

pub fn account() -> AccountView {
    AccountView {
        id: AccountId::from_uuid(Uuid::from_u128(31)),
        alias: Safe::new("venezuela"),
        method: PaymentMethod::PagoMovil,
        bank: Some("0102".into()),
        tail: Safe::new("4821"),
        currency: Currency::Ves,
        active: true,
    }
}

fn proof() -> ProofView {
    ProofView {
        id: submission(),
        seq: 1,
        attempt: 1,
        state: ProofState::Verified,
        method: PaymentMethod::PagoMovil,
        amount: bs(451_230),
        paid_on: "2026-11-22".parse().unwrap(),
        account: Some(account()),
        origin_bank: Some(Safe::new("0102")),
        reference: Some(Safe::new("482913")),
        surplus_of: None,
        payer_name: Some(Safe::new(HOSTILE)),
        payer_id_doc: Some(Safe::new("V12345678")),
        payer_phone: Some(Safe::new("0414-555.12.34")),
        payer_email: None,
        receipt: None,
        reported_at: time("2026-11-22T15:02:40Z"),
        reported_by: Role::Customer,
        signals: vec![SignalFound::new(Signal::RefReused).with("order", "KRFT-P8H3TD")],
        verified: Some(bs(451_230)),
        evidence: vec![EvidenceView {
            account: Safe::new("venezuela"),
            date: "2026-11-22".parse().unwrap(),
            amount: bs(451_230),
            bank_reference: Safe::new("00482913"),
            note: None,
            by: Safe::new("ana"),
        }],
    }
}

fn step(edge: &'static str, to: &str, refused: Option<Code>) -> NextStep {
    NextStep {
        edge,
        to: to.into(),
        ruling: refused.map_or(Ok(()), |code| Err(Refusal::new(code))),
    }
}

fn until_confirmed(events: &mut Events) {
    use PaymentStatus::{Confirmed, Pending, Reported, UnderReview};
    let customer = (Role::Customer, "");
    let ana = (Role::Admin, "ana");
    events.add(
        "2026-11-22T14:05:12Z",
        "P1",
        pay(None, Pending),
        customer,
        json!({ "total": usd(4_850), "due": bs(451_230), "expires_at": "2026-11-23T03:59:59Z" }),
    );
    events
        .add(
            "2026-11-22T15:02:40Z",
            "P2",
            pay(Some(Pending), Reported),
            customer,
            json!({ "method": "PAGO_MOVIL", "bank": "0102", "reference": "482913", "amount": bs(451_230) }),
        )
        .submission = Some(submission());
    events.add("2026-11-22T18:10:00Z", "P4", pay(Some(Reported), UnderReview), ana, json!({}));
    events
        .add(
            "2026-11-22T18:20:55Z",
            "P6",
            pay(Some(UnderReview), Confirmed),
            ana,
            json!({ "evidence": [{ "amount": bs(451_230), "reference": "00482913" }], "credited": bs(451_230), "surplus": bs(0) }),
        )
        .submission = Some(submission());
}

/// On from there to the workshop; and what somebody noted meanwhile.
fn until_in_production(events: &mut Events) {
    use AssignmentStatus::{Accepted, InProduction, Notified, PendingAssignment};
    let (system, workshop, luis) = (
        (Role::System, "system"),
        (Role::Workshop, "Taller Orinoco"),
        (Role::Coordinator, "luis"),
    );
    for (at, edge, from, to, who) in [
        ("2026-11-22T18:20:55Z", "A1", None, PendingAssignment, system),
        ("2026-11-22T18:20:56Z", "A3", Some(PendingAssignment), Notified, system),
        ("2026-11-22T18:25:00Z", "A4", Some(Notified), Accepted, workshop),
        ("2026-11-22T18:31:00Z", "A6", Some(Accepted), InProduction, luis),
    ] {
        events.add(at, edge, make(from, to), who, json!({}));
    }
    let note = events.add("2026-11-22T18:31:30Z", "NOTE", Change::Note, (Role::Support, HOSTILE), json!({}));
    note.internal = true;
    note.text = Some(format!("llamó {HOSTILE}\nquiere otra talla"));
    if let Some(view) = events.0.last_mut() {
        view.text = view.event.text.as_deref().map(Safe::new);
    }
}

/// Paid, and at the workshop; `customer` is its name.
pub fn in_production(customer: &str) -> Timeline {
    let mut events = Events(Vec::new());
    until_confirmed(&mut events);
    until_in_production(&mut events);
    Timeline {
        order: OrderHead {
            credited: bs(451_230),
            missing: bs(0),
            ..head(customer, PaymentStatus::Confirmed, Some(AssignmentStatus::InProduction))
        },
        events: events.0,
        proofs: vec![proof()],
        refunds: Vec::new(),
        assignments: Vec::new(),
        requests: Vec::new(),
        messages: vec![MessageView {
            id: NotificationId::from_uuid(Uuid::from_u128(70)),
            event_seq: Some(4),
            kind: "P6".into(),
            recipient_kind: "CUSTOMER".into(),
            channel: "SMS".into(),
            template: "message-customer-P6".into(),
            data: json!({}),
            created_at: time("2026-11-22T18:20:55Z"),
            state: MessageState::Pending,
            not_before: None,
            sent_at: None,
            cancelled_at: None,
            attempts: 0,
            last_error: None,
            switched_off: false,
        }],
        next: vec![
            step("P13", "payment-REFUND_PENDING", None),
            step("P17", "payment-UNDER_REVIEW", None),
            step("A7", "production-READY", None),
            step("A12", "production-CANCELLED", None),
            step("A13", "production-ACCEPTED", Some(Code::OnHold)),
        ],
    }
}

/// Waiting for its payment.
pub fn pending() -> Timeline {
    let mut events = Events(Vec::new());
    until_confirmed(&mut events);
    events.0.truncate(1);
    Timeline {
        order: head("María Fernández", PaymentStatus::Pending, None),
        events: events.0,
        proofs: Vec::new(),
        refunds: Vec::new(),
        messages: Vec::new(),
        assignments: Vec::new(),
        requests: Vec::new(),
        next: vec![
            step("P2", "payment-REPORTED", None),
            step("P11", "payment-CANCELLED", None),
            step("P14", "payment-REFUND_PENDING", Some(Code::NothingVerified)),
        ],
    }
}

/// Confirmed, then given back: nothing of it paid yet.
pub fn to_refund() -> Timeline {
    let mut events = Events(Vec::new());
    until_confirmed(&mut events);
    let refund = RefundId::from_uuid(Uuid::from_u128(41));
    events
        .add(
            "2026-11-22T18:30:00Z",
            "P13",
            pay(Some(PaymentStatus::Confirmed), PaymentStatus::RefundPending),
            (Role::Admin, "ana"),
            json!({ "amount": bs(451_230) }),
        )
        .refund = Some(refund);
    let order = OrderHead {
        credited: bs(451_230),
        missing: bs(0),
        ..head("María Fernández", PaymentStatus::RefundPending, None)
    };
    Timeline {
        events: events.0,
        proofs: vec![proof()],
        refunds: vec![RefundView {
            kind: crate::domain::payments::refund::RefundKind::Cancellation,
            borne_by: None,
            to: crate::service::orders::view::DestinationView {
                method: Some(PaymentMethod::PagoMovil),
                bank: Some("0105".into()),
                phone: Some("0414-555.12.34".into()),
                id_doc: Some("V-12.345.678".into()),
                name: Some("María Fernández".into()),
                ..Default::default()
            },
            id: refund,
            order: order.id,
            number: order.number.clone(),
            version: order.version,
            customer: order.customer.clone(),
            status: "DUE".into(),
            amount: bs(451_230),
            paid: bs(0),
            left: bs(451_230),
            reason: Safe::new("no hay tela"),
            requested_by: Some(Safe::new("ana")),
            created_at: time("2026-11-22T18:30:00Z"),
            closed_at: None,
            payments: Vec::new(),
        }],
        messages: Vec::new(),
        assignments: Vec::new(),
        requests: Vec::new(),
        next: vec![
            step("P15", "payment-REFUNDED", Some(Code::RefundIncomplete)),
            step("P16", "payment-CONFIRMED", None),
        ],
        order,
    }
}

/// Cancelled, and money came for it.
pub fn cancelled() -> Timeline {
    let mut timeline = pending();
    timeline.order.payment = PaymentStatus::Cancelled;
    timeline.next = vec![step("P18", "payment-REPORTED", None)];
    timeline
}
