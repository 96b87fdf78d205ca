//! What the faces are given to show. Every text from outside is [`Safe`] here; amounts, times and statuses are values.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Time;
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::ids::{AssignmentId, OperatorId, OrderId, RefundId, SubmissionId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::event::{Lane, OrderEvent};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payables::line::Payable;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payments::signal::SignalFound;
use crate::domain::refusal::Refusal;
use crate::domain::text::Safe;

/// Numbers for the header: what waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Open proofs nobody is looking at, and those somebody is.
    pub to_review: i64,
    pub in_review: i64,
    pub oldest: Option<Time>,
    /// Orders confirmed whose refund or workshop waits for staff.
    pub refunds_due: i64,
    pub unassigned: i64,
    /// Workshops that were told and have not answered, and those of them whose time is over.
    pub to_answer: i64,
    pub answers_late: i64,
    pub in_production: i64,
    /// Payable lines due today or before.
    pub payables_due: i64,
}

/// Whose claim, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimView {
    pub holder: OperatorId,
    pub name: Safe,
    pub since: Time,
    pub until: Time,
}

/// The order itself, for every detail view.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderHead {
    pub id: OrderId,
    pub number: String,
    pub version: i64,
    pub payment: PaymentStatus,
    pub production: Option<AssignmentStatus>,
    pub on_hold: bool,
    /// The key of the label the customer reads.
    pub label: &'static str,
    pub customer: Safe,
    /// Shown form, `0414-555.12.34`.
    pub phone: String,
    pub id_doc: Option<String>,
    pub email: Option<Safe>,
    pub delivery: DeliveryMethod,
    pub city: Option<Safe>,
    pub state: Option<Safe>,
    pub address: Option<Safe>,
    pub subtotal: Money,
    pub shipping: Money,
    pub total: Money,
    pub due: Money,
    pub rate: rust_decimal::Decimal,
    pub quoted_at: Time,
    pub quote_expires_at: Time,
    pub credited: Money,
    /// Still owed, in bolívares.
    pub missing: Money,
    pub attempt: u32,
    pub claim: Option<ClaimView>,
    /// Of the active assignment.
    pub workshop: Option<Safe>,
    pub placed_at: Time,
    pub last_event_at: Time,
    pub items: Vec<ItemView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemView {
    pub name: Safe,
    pub quantity: u32,
    pub unit_price: Money,
    pub line: Money,
}

/// One proof as declared, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProofView {
    pub id: SubmissionId,
    pub seq: u32,
    pub attempt: u32,
    pub state: crate::domain::method::ProofState,
    pub method: PaymentMethod,
    pub amount: Money,
    pub paid_on: chrono::NaiveDate,
    pub account: Option<AccountView>,
    pub origin_bank: Option<Safe>,
    pub reference: Option<Safe>,
    pub payer_name: Option<Safe>,
    pub payer_id_doc: Option<Safe>,
    pub payer_phone: Option<Safe>,
    pub payer_email: Option<Safe>,
    pub receipt: Option<ReceiptFile>,
    pub reported_at: Time,
    pub reported_by: crate::domain::actor::Role,
    pub signals: Vec<SignalFound>,
    pub verified: Option<Money>,
    pub evidence: Vec<EvidenceView>,
}

/// A kept receipt: its digest names the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptFile {
    pub digest: String,
    pub kind: String,
    pub bytes: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceView {
    pub account: Safe,
    pub date: chrono::NaiveDate,
    pub amount: Money,
    pub bank_reference: Safe,
    pub note: Option<Safe>,
    pub by: Safe,
}

/// One of our accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountView {
    pub id: crate::domain::ids::AccountId,
    pub alias: Safe,
    pub method: PaymentMethod,
    pub bank: Option<String>,
    /// The last four digits, or the phone or address money is sent to.
    pub tail: Safe,
    pub currency: crate::domain::money::Currency,
    pub active: bool,
}

/// A row of the list of orders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderRow {
    pub id: OrderId,
    pub number: String,
    pub version: i64,
    pub customer: Safe,
    pub total: Money,
    pub due: Money,
    pub payment: PaymentStatus,
    pub production: Option<AssignmentStatus>,
    pub on_hold: bool,
    pub workshop: Option<Safe>,
    pub city: Option<Safe>,
    pub placed_at: Time,
    pub last_event_at: Time,
}

/// Which orders. `text` finds by number, phone, cédula, reference or name, whichever it looks like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderFilter {
    pub text: Option<String>,
    pub payment: Vec<PaymentStatus>,
    pub production: Vec<AssignmentStatus>,
    pub state: Option<String>,
    pub delivery: Option<DeliveryMethod>,
    pub placed_from: Option<Time>,
    /// Not included.
    pub placed_to: Option<Time>,
    pub refund_due: bool,
    pub number: Option<String>,
    /// A fragment of the customer's name.
    pub customer: Option<String>,
    pub phone: Option<String>,
    pub id_doc: Option<String>,
    pub reference: Option<String>,
    /// The payer's bank, a 4-digit code.
    pub bank: Option<String>,
    /// Names, or parts of them.
    pub workshop: Option<String>,
    pub city: Option<String>,
    pub zone: Option<String>,
}

/// An order with its whole history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    pub order: OrderHead,
    #[serde(skip)]
    pub events: Vec<EventView>,
    pub proofs: Vec<ProofView>,
    pub refunds: Vec<RefundView>,
    pub messages: Vec<MessageView>,
    pub assignments: Vec<self::AssignmentView>,
    #[serde(skip)]
    pub next: Vec<NextStep>,
}

/// An event whose texts are safe to show.
#[derive(Debug, Clone, PartialEq)]
pub struct EventView {
    pub event: OrderEvent,
    pub who: Safe,
    pub text: Option<Safe>,
    /// How long the lane had stood in the status this event left.
    pub stood: Option<chrono::TimeDelta>,
}

impl EventView {
    pub const fn lane(&self) -> Lane {
        self.event.change.lane()
    }
}

/// A step out of the present status: allowed for this actor, or why not.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// `P11`, `A3` …
    pub edge: &'static str,
    /// `payment-CANCELLED`, `production-NOTIFIED` …: the catalogue's key of where it leads.
    pub to: String,
    pub ruling: Result<(), Refusal>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefundView {
    pub id: RefundId,
    pub order: OrderId,
    pub number: String,
    /// The order's, which a payment is bound to.
    pub version: i64,
    pub customer: Safe,
    pub status: String,
    pub amount: Money,
    pub paid: Money,
    pub left: Money,
    pub reason: Safe,
    pub requested_by: Option<Safe>,
    pub created_at: Time,
    pub closed_at: Option<Time>,
    pub payments: Vec<RefundPaymentView>,
}

/// An order as it is written to a file. Names are stable.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportRow {
    pub number: String,
    pub placed_at: Time,
    pub customer: Safe,
    pub phone: Safe,
    pub id_doc: Option<Safe>,
    pub email: Option<Safe>,
    pub delivery: DeliveryMethod,
    pub state: Option<Safe>,
    pub city: Option<Safe>,
    pub address: Option<Safe>,
    pub subtotal: Money,
    pub shipping: Money,
    pub total: Money,
    pub due: Money,
    pub rate: rust_decimal::Decimal,
    pub credited: Money,
    pub payment: PaymentStatus,
    pub production: Option<AssignmentStatus>,
    pub on_hold: bool,
    pub workshop: Option<Safe>,
    pub attempt: u32,
    pub last_event_at: Time,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefundPaymentView {
    pub amount: Money,
    pub method: PaymentMethod,
    pub reference: Safe,
    pub receipt_url: Option<Safe>,
    pub by: Safe,
    pub at: Time,
}

/// A message in the outbox.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageView {
    pub kind: String,
    pub recipient_kind: String,
    pub channel: String,
    pub template: String,
    pub data: serde_json::Value,
    pub created_at: Time,
    pub sent_at: Option<Time>,
}

/// The public view: what a customer sees of their order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tracking {
    pub number: String,
    /// The key of label and description.
    pub key: &'static str,
    pub total: Money,
    pub due: Money,
    pub missing: Money,
    pub quote_expires_at: Time,
    pub placed_at: Time,
    pub history: Vec<TrackingStep>,
    /// The reason a proof was rejected, as the customer may read it, and the text that goes with it.
    pub rejection: Option<(crate::domain::payments::rejection::RejectionReason, Option<Safe>)>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackingStep {
    pub key: &'static str,
    pub at: Time,
}

/// All assignments of one order, the first one first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssignmentView {
    pub id: AssignmentId,
    pub attempt: u32,
    pub status: AssignmentStatus,
    pub workshop_id: Option<WorkshopId>,
    pub workshop: Option<Safe>,
    pub cause: Option<Cause>,
    pub cost: Option<Money>,
    pub policy: Option<PaymentPolicy>,
    pub deposit_basis_points: Option<u32>,
    /// It begins when its deposit is paid.
    pub demands_deposit: bool,
    pub respond_by: Option<Time>,
    pub promised: Option<NaiveDate>,
    pub notified_at: Option<Time>,
    pub accepted_at: Option<Time>,
    pub started_at: Option<Time>,
    pub ready_at: Option<Time>,
    pub handed_at: Option<Time>,
    pub completed_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub reason_code: Option<Safe>,
    pub reason_text: Option<Safe>,
    /// Of its cost still owed when it was cancelled, in basis points.
    pub share: Option<u32>,
    pub carrier: Option<Safe>,
    pub tracking_number: Option<Safe>,
    pub tracking_url: Option<Safe>,
    pub days: Vec<DayView>,
    pub lines: Vec<Payable>,
}

/// Units held on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayView {
    pub day: NaiveDate,
    pub units: u32,
    pub over_limit: Option<Safe>,
}
