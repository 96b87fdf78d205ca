//! The seam to the service: what panes may ask, what comes back, and who answers.
//!
//! A read is a variant of `Query`, the variant of `Answer` it gets, and one arm in the `Source` of the service.

use std::future::Future;

use chrono::NaiveDate;

use crate::domain::Time;
use crate::domain::ids::{OperationId, OrderId, PayableId, SettlementId, WorkshopId};

pub use super::picture::Scan;
pub use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
pub use crate::service::commands::rehearse::Rehearsal;
pub use crate::service::core::error::NoLongerFit;
pub use crate::service::core::page::{Cursor, Page};
pub use crate::service::fulfilment::candidates::Candidates;
pub use crate::service::fulfilment::work_list::{WaitingFilter, WorkRow, WorksFilter};
pub use crate::service::orders::view::{Consequences, Counts, OrderFilter, OrderRow, ReceiptFile, Timeline, Tracking};
pub use crate::service::payables::view::{
    PayableFilter, PayableRow, PayableView, SettlementPreview, SettlementRow, SettlementView, StatementView, WorkshopAging,
};
pub use crate::service::payments::view::{QueueFilter, QueueRow, Review};
pub use crate::service::workshops::board::{BoardFilter, BoardRow, CellRow};
pub use crate::service::workshops::commands::{CapacityChange, ChangeCapacity, Consent, ResumeWorkshop};
pub use crate::service::workshops::zones::ServiceZoneView;
pub use crate::service::{Command, Error, Receipt};

/// A question of a pane. Reads can be cancelled, and an answer that comes late is dropped.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    Counts,
    /// A page of the review queue.
    Queue {
        filter: QueueFilter,
        after: Option<Cursor>,
    },
    /// Everything a reviewer compares.
    Review(OrderId),
    /// A page of the orders.
    Orders {
        filter: OrderFilter,
        after: Option<Cursor>,
    },
    Timeline(OrderId),
    /// Numbers of orders like this one, which is nobody's.
    Nearest(String),
    /// A kept receipt as a picture of at most `width` × `height` points.
    Receipt {
        file: ReceiptFile,
        width: u32,
        height: u32,
    },
    /// What the customer sees of the order with this number.
    Tracking(String),
    /// What cancelling would do.
    Cancelling(OrderId),
    /// What asking for a refund would do.
    Refunding(OrderId),
    /// A page of the board of workshops by day.
    Board {
        filter: BoardFilter,
        after: Option<Cursor>,
    },
    /// Orders that wait for a workshop.
    Waiting {
        filter: WaitingFilter,
        after: Option<Cursor>,
    },
    /// What workshops have on their hands.
    Works {
        filter: WorksFilter,
        after: Option<Cursor>,
    },
    /// Who could make an order, and why the others could not.
    Candidates(OrderId),
    /// What taking its workshop off an order would do.
    Ending(OrderId),
    /// What this very command would do.
    Rehearse(Box<Command>),
    /// Service zones, by name.
    Zones,
    /// Which bookings would no longer fit after a change of what a workshop can take.
    NoLongerFits {
        workshop: WorkshopId,
        change: CapacityChange,
    },
    /// What fills a day of a workshop.
    Cell {
        workshop: WorkshopId,
        day: NaiveDate,
    },
    /// A page of what is owed to workshops.
    Payables {
        filter: PayableFilter,
        after: Option<Cursor>,
    },
    /// What is owed in all, and how late it is.
    Owed,
    /// One line with all that happened to it.
    Payable(PayableId),
    /// What paying these lines in full would come to.
    Settling(Vec<PayableId>),
    /// A page of the transfers to one workshop, or to all.
    Transfers {
        workshop: Option<WorkshopId>,
        after: Option<Cursor>,
    },
    Transfer(SettlementId),
    Statement {
        workshop: WorkshopId,
        from: NaiveDate,
        until: NaiveDate,
    },
    /// All the lines of a filter, all the transfers, as the text of a file.
    PayablesFile(PayableFilter),
    TransfersFile(Option<WorkshopId>),
}

/// What came back for a `Query`.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Counts(Counts),
    Queue(Page<QueueRow>),
    Review(Box<Review>),
    Orders(Page<OrderRow>),
    Timeline(Box<Timeline>),
    Nearest(Vec<String>),
    Picture(Box<Scan>),
    Tracking(Box<Tracking>),
    Consequences(Box<Consequences>),
    Board(Page<BoardRow>),
    Cell(Vec<CellRow>),
    Zones(Vec<ServiceZoneView>),
    NoLongerFits(Vec<NoLongerFit>),
    Works(Page<WorkRow>),
    Candidates(Box<Candidates>),
    Ending(Option<Box<AssignmentEnd>>),
    Rehearsal(Box<Rehearsal>),
    Payables(Page<PayableRow>),
    Owed(Vec<WorkshopAging>),
    Payable(Box<PayableView>),
    Settling(Box<SettlementPreview>),
    Transfers(Page<SettlementRow>),
    Transfer(Box<SettlementView>),
    Statement(Box<StatementView>),
    File(String),
}

/// The state of the link to the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    #[default]
    Up,
    Retrying {
        attempt: u32,
        since: Time,
        next: Time,
    },
}

/// Who answers: the service in the product. Cloned into every task.
pub trait Source: Clone + Send + Sync + 'static {
    /// Changes as they come; an error of `next` ends it.
    type Feed: Feed;

    fn read(&self, query: Query) -> impl Future<Output = Result<Answer, Error>> + Send;
    /// Never cancelled; the same operation id again returns the first receipt.
    fn write(&self, operation: OperationId, command: Command) -> impl Future<Output = Result<Receipt, Error>> + Send;
    /// Opens the feed, which also shows that the database answers.
    fn watch(&self) -> impl Future<Output = Result<Self::Feed, Error>> + Send;
}

pub trait Feed: Send + 'static {
    fn next(&mut self) -> impl Future<Output = Result<(), Error>> + Send;
}

/// The sentence for an error; a conflict has an overlay of its own besides.
pub fn sentence(catalogue: &crate::locale::Catalogue, error: &Error) -> String {
    catalogue.failure(&error.message_key(), &error.facts())
}
