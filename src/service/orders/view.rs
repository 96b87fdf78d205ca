//! What the faces are given to show: rows as they are read, in which every text from outside is [`Safe`], and what is made of them.

use serde::Serialize;

use crate::domain::Time;
use crate::domain::amount_range::AmountRange;
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::money::Money;
use crate::domain::orders::event::{Lane, OrderEvent};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::refusal::Refusal;
use crate::domain::text::Safe;
use crate::service::core::page::HowMany;

pub use crate::db::bank::accounts::AccountView;
pub use crate::db::fulfilment::work_list::{AssignmentView, DayView};
pub use crate::db::messages::of_order::MessageView;
pub use crate::db::orders::counts::Counts;
pub use crate::db::orders::export::ExportRow;
pub use crate::db::orders::filter::{OrderSort, SortBy};
pub use crate::db::orders::head::{ItemView, OrderHead};
pub use crate::db::orders::list::OrderRow;
pub use crate::db::orders::requests::RequestView;
pub use crate::db::payments::proofs::{EvidenceView, ProofView, ReceiptFile};
pub use crate::db::payments::refund_list::{DestinationView, RefundPaymentView, RefundView};
pub use crate::domain::payments::guards::Claim as ClaimView;

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
    /// Some refund of it is still to be paid: of the whole, or of a part.
    pub refund_due: bool,
    /// More than it needs, neither refunded nor credited to another order, beyond the tolerance.
    pub surplus: bool,
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
    /// Its total, what is due, or what a proof of it declares.
    pub amount: Option<AmountRange>,
    /// Kept to where an index gives it.
    pub sort: Option<OrderSort>,
}

/// What is known of a list of orders as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderListing {
    pub count: HowMany,
    /// Without a filter.
    pub all: HowMany,
    /// The order that the list has, and what it can be sorted by.
    pub sort: OrderSort,
    pub sorts: &'static [SortBy],
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
    /// What its customer asked for by a site in another language, with the answers.
    pub requests: Vec<RequestView>,
    #[serde(skip)]
    pub next: Vec<NextStep>,
}

impl Timeline {
    /// The refunds of which something is still to be paid.
    pub fn refunds_due(&self) -> Vec<&RefundView> {
        self.refunds.iter().filter(|refund| refund.is_due()).collect()
    }
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
    /// Where to pay, while a payment can be reported: as it was offered, without what was closed since.
    pub accounts: Vec<OfferedAccount>,
    pub history: Vec<TrackingStep>,
    /// The reason a proof was rejected, as the customer may read it, and the text that goes with it.
    pub rejection: Option<(crate::domain::payments::rejection::RejectionReason, Option<Safe>)>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackingStep {
    pub key: &'static str,
    pub at: Time,
}
