//! A shop in memory that answers the pane's questions and does its commands.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::config::Settings;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, OperationId, OperatorId, OrderId, SubmissionId};
use crate::domain::messages::channel::{Channel, Reach, Recipient};
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::signal::{Signal, SignalFound};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::commands::rehearse::RehearsedMessage;
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::filter_text::HolderFilter;
use crate::service::core::page::{Cursor, Page};
use crate::service::core::receipt::OrderState;
use crate::service::core::receipt::Outcome;
use crate::service::orders::view::{AccountView, ClaimView, Counts, ItemView, OrderHead, ProofView, ReceiptFile};
use crate::service::payments::commands::Verify;
use crate::service::payments::view::{QueueFilter, QueueRow, Review};
use crate::tui::app::testing::Stock;
use crate::tui::core::client::{Answer, Apart, Command, Error, Proposal, Query, Receipt, Rehearsal, SavedView, Scan, TrackRecord};
use crate::tui::core::msg::{Msg, Wake};
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
        surplus_of: None,
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
        surplus_of: row.surplus_of.clone(),
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
            surplus: Money::zero(Currency::Ves),
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
        early_until: None,
        proofs: rows.iter().map(proof_view).collect(),
        tolerance: ves(2_256),
        accounts: vec![account()],
    }
}

/// The proofs that wait for a verdict, answered in pages of so many rows.
#[derive(Clone)]
pub struct Payments {
    pub views: Vec<SavedView>,
    pub rows: Vec<QueueRow>,
    pub page: usize,
    /// Damaged rows of each page.
    pub unread: usize,
    pub scan: Scan,
    /// What every order owes; none: what its proofs declare.
    pub due: Option<Money>,
    /// Ours.
    pub accounts: Vec<AccountView>,
    /// Until then the money need not be seen.
    pub early_until: Option<Time>,
    /// Nothing looks odd any more when an order is opened.
    pub calm: bool,
    /// What of the banks' lines may be their money.
    pub proposals: Vec<Proposal>,
    /// How often each level was right.
    pub record: TrackRecord,
    /// The lines that come near, each of a proof.
    pub apart: Vec<Apart>,
}

pub type Shop = crate::tui::app::testing::Shop<Payments>;

impl Shop {
    pub fn open(rows: Vec<QueueRow>) -> Self {
        let stock = Payments {
            views: Vec::new(),
            rows,
            page: 200,
            unread: 0,
            scan: Scan::Elsewhere,
            due: None,
            accounts: vec![account()],
            early_until: None,
            calm: false,
            proposals: Vec::new(),
            record: TrackRecord::default(),
            apart: Vec::new(),
        };
        Self::opened(Mounted::boxed(PaymentsPane::new(&Settings::default())), stock)
    }

    pub fn with(count: u32) -> Self {
        Self::open((0..count).map(row).collect())
    }

    /// Minutes pass.
    pub fn wait(&mut self, minutes: i64) -> &mut Self {
        for _ in 0..minutes {
            self.desk.now += TimeDelta::minutes(1);
            self.send(Msg::Wake(Wake::Minute));
        }
        self
    }

    /// What was done since the last look.
    pub fn commands(&mut self) -> Vec<&'static str> {
        self.done.drain(..).map(|command| command.name()).collect()
    }
}

impl Stock for Payments {
    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Counts => Answer::Counts(Counts {
                to_review: self.rows.iter().filter(|row| row.claim.is_none()).count().try_into().unwrap(),
                in_review: self.rows.iter().filter(|row| row.claim.is_some()).count().try_into().unwrap(),
                oldest: self.rows.first().map(|row| row.reported_at),
                ..Counts::default()
            }),
            Query::Queue { filter, after, .. } => Answer::Queue(self.listed(filter, *after)),
            Query::Proposals => Answer::Proposals(self.proposals.clone()),
            Query::ProposalsOf(order) => {
                let of_order = self.proposals.iter().filter(|proposal| proposal.order == *order);
                Answer::ProposalsOf(of_order.cloned().collect())
            }
            Query::TrackRecord => Answer::TrackRecord(self.record.clone()),
            Query::Near(order) => Answer::Near(self.near(*order)),
            Query::Views => Answer::Views(self.views.clone()),
            Query::Review(id) => Answer::Review(Box::new(self.review(*id))),
            Query::Receipt { .. } => Answer::Receipt(Box::new(self.scan.clone())),
            other => panic!("not asked by this pane: {other:?}"),
        }
    }

    fn refuses(&self, command: &Command) -> Option<Error> {
        let Command::Confirm(verify) = command else { return None };
        let review = self.review(verify.order);
        let verified = sum(verify);
        let missing = review.order.due.less(verified);
        let refusal = Refusal::new(Code::NotCovered)
            .with("verified", verified)
            .with("due", review.order.due)
            .with("missing", missing);
        (missing.minor() > review.tolerance.minor()).then_some(Error::Refused(refusal))
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        let until = now() + TimeDelta::minutes(15);
        let (id, outcome) = match command {
            Command::Claim(OnOrder { order }) | Command::Renew(OnOrder { order }) | Command::TakeOver(WithReason { order, .. }) => {
                self.set_claim(*order, Some(claim(ANA, "ana", 0)));
                (*order, Outcome::Claimed { until })
            }
            Command::Release(with) => {
                self.set_claim(with.order, None);
                (with.order, Outcome::Done)
            }
            Command::Confirm(verify) => {
                let (credited, due) = (sum(verify), self.review(verify.order).order.due);
                let surplus = credited.less(due).max_zero();
                self.rows.retain(|row| row.order != verify.order);
                (verify.order, Outcome::Confirmed { credited, surplus })
            }
            Command::Part(verify) => {
                let (credited, due) = (sum(verify), self.review(verify.order).order.due);
                self.rows.retain(|row| row.order != verify.order);
                let part = Outcome::PartlyPaid {
                    credited,
                    missing: due.less(credited),
                    expires_at: until,
                };
                (verify.order, part)
            }
            Command::Reject(reject) => {
                self.rows.retain(|row| row.order != reject.order);
                (reject.order, Outcome::Done)
            }
            Command::UndoVerdict(OnOrder { order }) => {
                let number = u32::try_from(order.uuid().as_u128() - 1000).unwrap();
                self.rows.insert(0, row(number));
                self.set_claim(*order, Some(claim(ANA, "ana", 0)));
                let verdict = "P6".to_owned();
                (*order, Outcome::Undone { verdict, until })
            }
            Command::SaveView(_) => (order(0), Outcome::Done),
            other => panic!("not done by this pane: {other:?}"),
        };
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: Some(OrderState {
                order_id: id,
                number: number(u32::try_from(id.uuid().as_u128() - 1000).unwrap()),
                version: 4,
                payment: PaymentStatus::UnderReview,
                production: None,
            }),
            events: Vec::new(),
            at: now(),
            outcome,
            repeated: false,
        }
    }

    fn rehearse(&self, command: &Command) -> Rehearsal {
        let receipt = self.clone().perform(OperationId::from_uuid(Uuid::from_u128(99)), command);
        let tells = match command {
            Command::Reject(reject) => Some((
                "P7",
                json!({ "order": receipt.number(), "reason": reject.reason, "text": reject.text }),
            )),
            Command::Confirm(_) => Some(("P6", json!({ "order": receipt.number() }))),
            _ => None,
        };
        let messages = tells.map(|(edge, data)| RehearsedMessage {
            to: Recipient::Customer,
            reach: Reach::Reached {
                channel: Channel::Email,
                to: vec![Safe::new("maria@correo.ve")],
            },
            template: format!("message-customer-{edge}"),
            data,
        });
        Rehearsal {
            receipt,
            events: Vec::new(),
            end: None,
            settled: Vec::new(),
            messages: messages.into_iter().collect(),
        }
    }
}

/// What was seen in the bank.
fn sum(verify: &Verify) -> Money {
    let amounts = verify.evidence.iter().map(|it| it.amount);
    Money::sum(Currency::Ves, amounts).unwrap()
}

impl Payments {
    fn listed(&self, filter: &QueueFilter, after: Option<Cursor>) -> Page<QueueRow> {
        let shown = |row: &&QueueRow| {
            let among = filter.orders.as_ref().is_none_or(|orders| orders.contains(&row.order));
            among
                && !filter.besides.contains(&row.order)
                && (!filter.with_signals || !row.signals.is_empty())
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
        Page {
            rows,
            next,
            unread: self.unread,
        }
    }

    fn near(&self, order: OrderId) -> Vec<Apart> {
        let of_order = |proof: SubmissionId| self.rows.iter().any(|row| row.order == order && row.submission == proof);
        let near = self.apart.iter().filter(|apart| of_order(apart.submission));
        near.cloned().collect()
    }

    fn review(&self, id: OrderId) -> Review {
        let mut rows: Vec<_> = self.rows.iter().filter(|row| row.order == id).cloned().collect();
        if rows.is_empty() {
            rows.push(row(u32::try_from(id.uuid().as_u128() - 1000).unwrap()));
        }
        let mut review = review(&rows);
        if let Some(due) = self.due {
            (review.order.due, review.order.missing) = (due, due);
        }
        review.accounts.clone_from(&self.accounts);
        review.early_until = self.early_until;
        for (proof, row) in review.proofs.iter_mut().zip(&rows) {
            let named = |it: &&AccountView| Some(&it.alias) == row.account.as_ref();
            proof.account = self.accounts.iter().find(named).cloned();
        }
        if self.calm {
            review.proofs.iter_mut().for_each(|proof| proof.signals.clear());
        }
        review
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
}
