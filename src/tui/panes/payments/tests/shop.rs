//! A shop in memory that answers the pane's questions and does its commands.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::config::Settings;
use crate::domain::Time;
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{AccountId, OperationId, OperatorId, OrderId, SubmissionId};
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::signal::{Signal, SignalFound};
use crate::domain::text::Safe;
use crate::service::core::filter_text::HolderFilter;
use crate::service::core::page::{Cursor, Page};
use crate::service::core::receipt::Outcome;
use crate::service::orders::view::{AccountView, ClaimView, Counts, ItemView, OrderHead, ProofView, ReceiptFile};
use crate::service::payments::view::{QueueRow, Review};
use crate::tui::app::testing::Desk;
use crate::tui::core::client::{Answer, Command, Error, Query, Receipt, Scan};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::payments::PaymentsPane;

pub const ANA: u128 = 1;
pub const LUIS: u128 = 2;

pub fn order(number: u32) -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(1000 + u128::from(number)))
}

pub fn proof(number: u32) -> SubmissionId {
    SubmissionId::from_uuid(Uuid::from_u128(5000 + u128::from(number)))
}

pub fn ves(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

pub fn now() -> Time {
    DateTime::<Utc>::from_timestamp(1_795_372_325, 0).unwrap()
}

pub fn account() -> AccountView {
    AccountView {
        id: AccountId::from_uuid(Uuid::from_u128(9)),
        alias: Safe::new("Venezuela 4821"),
        method: PaymentMethod::PagoMovil,
        bank: Some("0102".into()),
        tail: Safe::new("4821"),
        currency: Currency::Ves,
        active: true,
    }
}

const CODES: [&str; 6] = ["7Q2M4X", "P8H3TD", "K4W9ZC", "2MHD7R", "XW23TA", "B5NV8Q"];
const NAMES: [&str; 6] = [
    "María Fernández",
    "José L. Rondón",
    "Textiles Orinoco, compañía anónima de hilanderos asociados",
    "Ana \u{1b}[31mP. Gu\u{202e}édez\u{200b}",
    "Luis Ñáñez",
    "日本 Comercial",
];

pub fn number(of: u32) -> String {
    let code = CODES[of as usize % CODES.len()];
    if (of as usize) < CODES.len() {
        format!("KRFT-{code}")
    } else {
        format!("KRFT-{:06}", of)
    }
}

pub fn row(of: u32) -> QueueRow {
    let signals = match of % 6 {
        1 => vec![SignalFound::new(Signal::AmountShort).with("missing", "Bs 540,00")],
        2 => vec![
            SignalFound::new(Signal::RefReused).with("order", "KRFT-XX22YY"),
            SignalFound::new(Signal::Late).with("expired", "21/11/2026 23:59"),
        ],
        _ => Vec::new(),
    };
    QueueRow {
        submission: proof(of),
        order: order(of),
        number: number(of),
        version: 3,
        payment: PaymentStatus::Reported,
        customer: Safe::new(NAMES[of as usize % NAMES.len()]),
        method: PaymentMethod::PagoMovil,
        amount: ves(451_230 + i64::from(of) * 100_000),
        account: Some(account().alias),
        reference: Some(Safe::new("482913")),
        reported_at: now() - TimeDelta::minutes(192 - i64::from(of) * 24),
        attempt: 1,
        signals,
        claim: None,
    }
}

pub fn claim(of: u128, name: &str, minutes: i64) -> ClaimView {
    ClaimView {
        holder: OperatorId::from_uuid(Uuid::from_u128(of)),
        name: Safe::new(name),
        since: now() - TimeDelta::minutes(minutes),
        until: now() + TimeDelta::minutes(15 - minutes),
    }
}

fn proof_view(row: &QueueRow) -> ProofView {
    ProofView {
        id: row.submission,
        seq: 1,
        attempt: 1,
        state: ProofState::Open,
        method: row.method,
        amount: row.amount,
        paid_on: "2026-11-22".parse().unwrap(),
        account: Some(account()),
        origin_bank: Some(Safe::new("0134")),
        reference: row.reference.clone(),
        payer_name: Some(row.customer.clone()),
        payer_id_doc: Some(Safe::new("V12345678")),
        payer_phone: Some(Safe::new("+584145551234")),
        payer_email: None,
        receipt: Some(ReceiptFile {
            digest: "00".repeat(32),
            kind: "PNG".into(),
            bytes: 182_000,
        }),
        reported_at: row.reported_at,
        reported_by: Role::Customer,
        signals: row.signals.clone(),
        verified: None,
        evidence: Vec::new(),
    }
}

pub fn review(rows: &[QueueRow]) -> Review {
    let row = &rows[0];
    let due = rows.iter().fold(ves(0), |sum, row| sum.checked_add(row.amount).unwrap());
    Review {
        order: OrderHead {
            id: row.order,
            number: row.number.clone(),
            version: row.version,
            payment: row.payment,
            production: None,
            on_hold: false,
            label: "REPORTED",
            customer: row.customer.clone(),
            phone: "0414-555.12.34".into(),
            id_doc: Some("V-12.345.678".into()),
            email: None,
            delivery: DeliveryMethod::Pickup,
            city: None,
            state: None,
            address: None,
            subtotal: Money::of_minor(4_450, Currency::Usd),
            shipping: Money::of_minor(400, Currency::Usd),
            total: Money::of_minor(4_850, Currency::Usd),
            due,
            rate: "93.0371".parse().unwrap(),
            quoted_at: now() - TimeDelta::hours(5),
            quote_expires_at: now() + TimeDelta::hours(9),
            credited: ves(0),
            missing: due,
            attempt: 1,
            claim: row.claim.clone(),
            workshop: None,
            placed_at: now() - TimeDelta::hours(5),
            last_event_at: row.reported_at,
            items: vec![ItemView {
                name: Safe::new("franela"),
                quantity: 2,
                unit_price: Money::of_minor(2_225, Currency::Usd),
                line: Money::of_minor(4_450, Currency::Usd),
            }],
        },
        proofs_digest: "d1".into(),
        proofs: rows.iter().map(proof_view).collect(),
        tolerance: ves(2_256),
        accounts: vec![account()],
    }
}

/// A desk in front of a shop.
pub struct Shop {
    pub desk: Desk,
    pub rows: Vec<QueueRow>,
    pub page: usize,
    /// What was asked and done since the last look.
    pub asked: Vec<Query>,
    pub done: Vec<Command>,
    /// The answer to the next write, in place of doing it.
    pub refuse: Vec<Error>,
    /// Leave questions unanswered.
    pub silent: bool,
    pub scan: Scan,
}

impl Shop {
    pub fn open(rows: Vec<QueueRow>) -> Self {
        let desk = Desk::with(vec![Mounted::boxed(PaymentsPane::new(&Settings::default()))]);
        let mut shop = Self {
            desk,
            rows,
            page: 200,
            asked: Vec::new(),
            done: Vec::new(),
            refuse: Vec::new(),
            silent: false,
            scan: Scan::Pdf,
        };
        shop.settle();
        shop
    }

    pub fn with(count: u32) -> Self {
        Self::open((0..count).map(row).collect())
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.desk = self.desk.sized(width, height);
        self
    }

    pub fn role(mut self, role: Role) -> Self {
        let id = OperatorId::from_uuid(Uuid::from_u128(ANA));
        self.desk.model.shell.operator = Actor::staff(role, id, "ana");
        self
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            if key.starts_with("Ctrl-")
                || key.chars().count() == 1
                || "Enter Esc Tab BackTab Space Up Down Left Right Home End PgDn PgUp Backspace".contains(key)
            {
                self.desk.press(key);
                self.settle();
            } else {
                self.type_text(key);
            }
        }
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.desk.type_text(&c.to_string());
            self.settle();
        }
        self
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        self.desk.send(msg);
        self.settle();
        self
    }

    /// Minutes pass.
    pub fn wait(&mut self, minutes: i64) -> &mut Self {
        for _ in 0..minutes {
            self.desk.now += TimeDelta::minutes(1);
            self.send(Msg::Wake(crate::tui::core::msg::Wake::Minute));
        }
        self
    }

    /// Answers until nothing more is wanted.
    pub fn settle(&mut self) {
        let mut open = std::mem::take(&mut self.desk.effects);
        while !open.is_empty() && !self.silent {
            let mut next = Vec::new();
            for effect in std::mem::take(&mut open) {
                let msg = match effect {
                    Effect::Read { ticket, query, .. } => {
                        let result = Ok(self.answer(&query));
                        self.asked.push(query);
                        Msg::Answer { ticket, result }
                    }
                    Effect::Write { operation, command } => {
                        let result = match self.refuse.pop() {
                            Some(error) => Err(error),
                            None => Ok(self.perform(operation, &command)),
                        };
                        self.done.push(command);
                        Msg::Written { operation, result }
                    }
                    other => {
                        next.push(other);
                        continue;
                    }
                };
                self.desk.send(msg);
                next.append(&mut self.desk.effects);
            }
            let (again, rest): (Vec<_>, Vec<_>) = next
                .into_iter()
                .partition(|effect| matches!(effect, Effect::Read { .. } | Effect::Write { .. }));
            self.desk.effects = rest;
            open = again;
        }
    }

    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Counts => Answer::Counts(Counts {
                to_review: self.rows.iter().filter(|row| row.claim.is_none()).count().try_into().unwrap(),
                in_review: self.rows.iter().filter(|row| row.claim.is_some()).count().try_into().unwrap(),
                oldest: self.rows.first().map(|row| row.reported_at),
                ..Counts::default()
            }),
            Query::Queue { filter, after } => {
                let shown = |row: &&QueueRow| {
                    (!filter.with_signals || !row.signals.is_empty())
                        && match filter.holder {
                            HolderFilter::Anyone => true,
                            HolderFilter::Nobody => row.claim.is_none(),
                            HolderFilter::Operator(who) => row.claim.as_ref().is_some_and(|claim| claim.holder == who),
                        }
                };
                let from = after.map_or(0, |cursor| usize::try_from(cursor.key).unwrap());
                let rows: Vec<_> = self.rows.iter().filter(shown).skip(from).take(self.page).cloned().collect();
                let next = (rows.len() == self.page).then(|| Cursor {
                    key: i64::try_from(from + self.page).unwrap(),
                    id: Uuid::nil(),
                });
                Answer::Queue(Page {
                    rows,
                    previous: None,
                    next,
                })
            }
            Query::Review(id) => {
                let mut rows: Vec<_> = self.rows.iter().filter(|row| row.order == *id).cloned().collect();
                if rows.is_empty() {
                    rows.push(row(u32::try_from(id.uuid().as_u128() - 1000).unwrap()));
                }
                Answer::Review(Box::new(review(&rows)))
            }
            Query::Receipt { .. } => Answer::Receipt(Box::new(self.scan.clone())),
            other => panic!("not asked by this pane: {other:?}"),
        }
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        let until = now() + TimeDelta::minutes(15);
        let (id, outcome) = match command {
            Command::Claim(on) | Command::Renew(on) => {
                self.set_claim(on.order, Some(claim(ANA, "ana", 0)));
                (on.order, Outcome::Claimed { until })
            }
            Command::TakeOver(with) => {
                self.set_claim(with.order, Some(claim(ANA, "ana", 0)));
                (with.order, Outcome::Claimed { until })
            }
            Command::Release(with) => {
                self.set_claim(with.order, None);
                (with.order, Outcome::Done)
            }
            Command::Confirm(verify) => {
                self.rows.retain(|row| row.order != verify.order);
                let credited = verify.evidence[0].amount;
                (verify.order, Outcome::Confirmed { credited, surplus: ves(0) })
            }
            Command::Part(verify) => {
                self.rows.retain(|row| row.order != verify.order);
                let credited = verify.evidence[0].amount;
                let expires_at = until;
                (
                    verify.order,
                    Outcome::PartlyPaid {
                        credited,
                        missing: ves(100),
                        expires_at,
                    },
                )
            }
            Command::Reject(reject) => {
                self.rows.retain(|row| row.order != reject.order);
                (reject.order, Outcome::Done)
            }
            other => panic!("not done by this pane: {other:?}"),
        };
        let number = u32::try_from(id.uuid().as_u128() - 1000).unwrap();
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: Some(crate::service::core::receipt::OrderState {
                order_id: id,
                number: self::number(number),
                version: 4,
                payment: PaymentStatus::UnderReview,
                production: None,
            }),
            events: Vec::new(),
            at: self.desk.now,
            outcome,
            repeated: false,
        }
    }

    pub fn set_claim(&mut self, id: OrderId, claim: Option<ClaimView>) {
        for row in self.rows.iter_mut().filter(|row| row.order == id) {
            row.claim.clone_from(&claim);
            row.version += 1;
            row.payment = if row.claim.is_some() {
                PaymentStatus::UnderReview
            } else {
                PaymentStatus::Reported
            };
        }
    }

    pub fn text(&self) -> String {
        self.desk.text()
    }

    /// The row with the cursor.
    pub fn front(&self) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with('▌'));
        line.unwrap_or_default().to_owned()
    }

    pub fn commands(&mut self) -> Vec<&'static str> {
        self.done.drain(..).map(|command| command.name()).collect()
    }
}
