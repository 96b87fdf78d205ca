//! The seam to the service: what panes may ask, what comes back, and who answers.
//!
//! A read is a row of `questions!` and one arm in the `Source` of the service.

use std::fmt::Debug;
use std::future::Future;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::delivery::Written;
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::ids::{
    CreditId, NotificationId, OperationId, OperatorId, OrderId, PayableId, ProposalId, RunId, SettlementId, SubmissionId, WorkshopId,
};
use crate::domain::text::Safe;

pub use super::picture::{Frame, Scan};
pub use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
pub use crate::domain::fulfilment::work_sheet::WorkSheet;
pub use crate::service::audit::changes::ChangeRow;
pub use crate::service::bank::accounts::AccountRecord;
pub use crate::service::bank::credits::{AccountStatus, CreditDetail, CreditRow, Which as WhichCredits};
pub use crate::service::bank::import::ReadFile;
pub use crate::service::bank::own_profiles::NewProfile;
pub use crate::service::bank::proposals::{Apart, Proposal};
pub use crate::service::bank::statement::{Guided, Naming};
pub use crate::service::bank::track_record::TrackRecord;
pub use crate::service::catalogue::products::ProductRecord;
pub use crate::service::catalogue::rates::RateRecord;
pub use crate::service::catalogue::shipping::ShippingRecord;
pub use crate::service::commands::import::{Import, ImportRow};
pub use crate::service::commands::rehearse::Rehearsal;
pub use crate::service::core::caution::Caution;
pub use crate::service::core::error::{NoLongerFit, Objection};
pub use crate::service::core::page::{Cursor, Page};
pub use crate::service::fulfilment::candidates::Candidates;
pub use crate::service::fulfilment::queue::WaitingRow;
pub use crate::service::fulfilment::work_list::{SectionCount, Standing, WaitingCounts, WaitingFilter, WorkCounts, WorkRow, WorksFilter};
pub use crate::service::jobs::{JobState, JobsStatus};
pub use crate::service::messages::alerts::AlertView;
pub use crate::service::messages::list::{MessageDetail, MessageRow, Which};
pub use crate::service::orders::view::{Counts, OrderFilter, OrderListing, OrderRow, ReceiptFile, Timeline, Tracking};
pub use crate::service::payables::statement::{Place, StatementLine, StatementPeriod, StatementTotals};
use crate::service::payables::view::{
    PayableCounts, PayableFilter, PayableRow, PayableView, SettlementPreview, SettlementRow, SettlementView, WorkshopAging,
};
pub use crate::service::payments::view::{QueueFilter, QueueRow, Review};
pub use crate::service::people::operators::OperatorView;
pub use crate::service::people::views::SavedView;
pub use crate::service::runs::bank_file::BankFile;
pub use crate::service::runs::view::{FoundLines, RunRow, RunView};
pub use crate::service::workshops::board::{BoardDay, BoardFilter, BoardRow, CellRow, ZoneLoad};
pub use crate::service::workshops::closed_days::ClosedDaysRow;
pub use crate::service::workshops::commands::{CapacityChange, ChangeCapacity, Consent, ResumeWorkshop};
pub use crate::service::workshops::holidays::HolidayView;
pub use crate::service::workshops::offers::OfferRecord;
pub use crate::service::workshops::profile::WorkshopView;
pub use crate::service::workshops::zones::ServiceZoneView;
pub use crate::service::{Command, Error, Receipt};

/// What a pane asks, by the type of its answer: what comes back cannot reach a place of another type.
pub trait Question: Debug + 'static {
    type Answer: 'static;
    fn query(self) -> Query;
    /// The answer to this question; none when it is another's.
    fn take(answer: Answer) -> Option<Self::Answer>;
}

/// One row is one question: its name, what it carries, what it is answered with. The `Source` has an arm for each.
macro_rules! questions {
    ($($(#[$meta:meta])* $name:ident $(($data:ty))? $({ $($field:ident: $kind:ty),+ })? => $answer:ty;)+) => {
        /// A question of a pane. Reads can be cancelled, and an answer that comes late is dropped.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Query {
            $($(#[$meta])* $name $(($data))? $({ $($field: $kind),+ })?,)+
        }

        /// What came back for the `Query` of the same name.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Answer {
            $($name($answer),)+
        }

        /// The questions, each with the type of its answer.
        pub mod ask {
            use super::*;

            $(questions!(@question $(#[$meta])* $name $(($data))? $({ $($field: $kind),+ })?);)+
        }

        $(questions!(@answer $name $(($data))? $({ $($field),+ })? => $answer);)+
    };
    (@question $(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name;
    };
    (@question $(#[$meta:meta])* $name:ident($data:ty)) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(pub $data);
    };
    (@question $(#[$meta:meta])* $name:ident { $($field:ident: $kind:ty),+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $(pub $field: $kind,)+
        }
    };
    (@answer $name:ident => $answer:ty) => {
        questions!(@impl $name, _it, Query::$name, $answer);
    };
    (@answer $name:ident($data:ty) => $answer:ty) => {
        questions!(@impl $name, it, Query::$name(it.0), $answer);
    };
    (@answer $name:ident { $($field:ident),+ } => $answer:ty) => {
        questions!(@impl $name, it, Query::$name { $($field: it.$field),+ }, $answer);
    };
    (@impl $name:ident, $it:ident, $query:expr, $answer:ty) => {
        impl Question for ask::$name {
            type Answer = $answer;

            fn query(self) -> Query {
                let $it = self;
                $query
            }

            fn take(answer: Answer) -> Option<$answer> {
                match answer {
                    Answer::$name(answer) => Some(answer),
                    _ => None,
                }
            }
        }
    };
}

questions! {
    /// Who is at the keyboard, as they are now, and what they should know.
    Operator => Box<Present>;
    Counts => Counts;
    /// One's own saved views and those that others share.
    Views => Vec<SavedView>;
    /// A page of the review queue.
    Queue { filter: QueueFilter, after: Option<Cursor>, rows: u32 } => Page<QueueRow>;
    /// Everything a reviewer compares.
    Review(OrderId) => Box<Review>;
    /// The same of the order with this number.
    ReviewOf(String) => Box<Review>;
    /// What of the banks' lines may be the money of all that waits.
    Proposals => Vec<Proposal>;
    /// The same of each open proof of one order.
    ProposalsOf(OrderId) => Vec<Proposal>;
    /// How often each level of a match was right here.
    TrackRecord => TrackRecord;
    /// The lines that come nearest to the open proofs of an order, and why they are not proposed.
    Near(OrderId) => Vec<Apart>;
    /// A page of what the banks show: of these, what the text says.
    Credits { which: WhichCredits, text: String, after: Option<Cursor>, rows: u32 } => Page<CreditRow>;
    /// One with what it pays and what people said of it.
    Credit(CreditId) => Box<CreditDetail>;
    /// The lines that what was attested may be.
    MayBe(CreditId) => Vec<CreditRow>;
    /// Files on this machine that may be a bank's, the newest first.
    StatementFiles => Vec<StatementFile>;
    /// One of them, or what was pasted, of the account with this alias, as it would be kept.
    ReadStatement { account: String, source: StatementSource, profile: Option<String> } => Box<ReadFile>;
    /// What such a file can be read by.
    Profiles => Vec<ProfileName>;
    /// What such a file tells of itself, with what a person said of it, and how a profile of it would be called.
    Guide { source: StatementSource, new: Box<NewProfile> } => Box<(Guided, Naming)>;
    /// Keeps that profile as a file of the shop's own, whole or not at all, also when nobody waits for the answer any more: its name.
    /// The database holds nothing of it, so it is no command.
    KeepProfile { source: StatementSource, new: Box<NewProfile> } => String;
    /// How each account stands with its bank.
    BankStatus => Vec<AccountStatus>;
    /// A page of the orders.
    Orders { filter: OrderFilter, after: Option<Cursor>, rows: u32 } => Page<OrderRow>;
    /// How long that list is, and in which order.
    OrderListing(OrderFilter) => OrderListing;
    Timeline(OrderId) => Box<Timeline>;
    /// Numbers of orders like this one, which is nobody's.
    Nearest(String) => Vec<String>;
    /// Orders, customers, workshops and operators of whose number or name this is a part.
    Find(String) => Box<Found>;
    /// A kept receipt, as what can be seen of it.
    Receipt { file: ReceiptFile, frame: Frame } => Box<Scan>;
    /// Its bytes, as they are kept.
    ReceiptBytes(ReceiptFile) => Vec<u8>;
    /// Where its file is on this machine; none where it is kept in the database.
    ReceiptPath(ReceiptFile) => Option<PathBuf>;
    /// What the customer sees of the order with this number.
    Tracking(String) => Box<Tracking>;
    /// A page of the board of workshops by day.
    Board { filter: BoardFilter, after: Option<Cursor>, rows: u32 } => Page<BoardRow>;
    /// What all the workshops of that board can take and hold, day by day.
    BoardTotals(BoardFilter) => Vec<BoardDay>;
    /// Orders that wait for a workshop.
    Waiting { filter: WaitingFilter, after: Option<Cursor>, rows: u32 } => Page<WaitingRow>;
    /// How many of them can be assigned, and how many are stuck.
    WaitingCounts(WaitingFilter) => WaitingCounts;
    /// What waits and is made in a part of the shop.
    Standing { filter: WaitingFilter, text: Option<String> } => Standing;
    /// What workshops have on their hands.
    Works { filter: WorksFilter, after: Option<Cursor>, rows: u32 } => Page<WorkRow>;
    /// How much of that is due when.
    WorkCounts(WorksFilter) => WorkCounts;
    /// How much is in each list of one's own work.
    SectionCounts => Vec<SectionCount>;
    /// A page of the days on which workshops propose to be closed: those that wait for an answer, or all.
    ClosedDays { open: bool, after: Option<Cursor>, rows: u32 } => Page<ClosedDaysRow>;
    /// What its workshop needs to make an order and hand it over.
    WorkSheet(OrderId) => Box<WorkSheet>;
    /// Who could make an order, and why the others could not.
    Candidates(OrderId) => Box<Candidates>;
    /// What this very command would do.
    Rehearse(Box<Command>) => Box<Rehearsal>;
    /// What these commands would do one after the other, each seeing what those before it leave.
    RehearseEach(Vec<Command>) => Vec<Result<Rehearsal, Objection>>;
    /// Service zones, by name, with how full their workshops are in these days.
    Zones { from: NaiveDate, days: u32 } => Vec<ZoneLoad>;
    /// What fills a day of a workshop.
    Cell { workshop: WorkshopId, day: NaiveDate } => Vec<CellRow>;
    /// A page of what is owed to workshops.
    Payables { filter: PayableFilter, after: Option<Cursor>, rows: u32 } => Page<PayableRow>;
    /// How long that list is.
    PayableCounts(PayableFilter) => PayableCounts;
    /// What is owed in all, and how late it is.
    Owed => Vec<WorkshopAging>;
    /// One line with all that happened to it.
    Payable(PayableId) => Box<PayableView>;
    /// What paying these lines in full would come to.
    Settling(Vec<PayableId>) => Box<SettlementPreview>;
    /// A page of the transfers to one workshop, or to all.
    Transfers { workshop: Option<WorkshopId>, after: Option<Cursor>, rows: u32 } => Page<SettlementRow>;
    Transfer(SettlementId) => Box<SettlementView>;
    /// A page of the payment runs.
    Runs { after: Option<Cursor>, rows: u32 } => Page<RunRow>;
    /// One with its lines.
    RunSheet(RunId) => Box<RunView>;
    /// What the banks' lines show of it.
    RunFind(RunId) => Box<FoundLines>;
    /// The names and titles of the files that banks take.
    RunFormats => Vec<(String, Safe)>;
    RunFile { run: RunId, profile: String } => Box<BankFile>;
    /// What a workshop's account came to in a period.
    Statement(StatementPeriod) => Box<StatementTotals>;
    /// A page of its lines.
    StatementLines { period: StatementPeriod, after: Option<Cursor>, rows: u32 } => Page<StatementLine>;
    /// All the lines of a filter, all the transfers, as the text of a file.
    PayablesFile(PayableFilter) => String;
    TransfersFile(Option<WorkshopId>) => String;
    StatementFile(StatementPeriod) => String;
    /// What the shop is made of, each list whole.
    Rates => Vec<RateRecord>;
    Products => Vec<ProductRecord<Safe>>;
    Accounts => Vec<AccountRecord<Safe>>;
    Shipping => Vec<ShippingRecord>;
    Operators => Vec<OperatorView>;
    Holidays => Vec<HolidayView>;
    /// What every workshop makes, for how much.
    Offers => Vec<OfferRecord>;
    /// The rows of a file on this machine, as the commands that they ask for.
    ImportFile { import: Import, path: String } => Vec<ImportRow>;
    /// How the timed jobs stand.
    Jobs => JobsStatus;
    /// A page of the shop's messages.
    Messages { filter: MessagesFilter, after: Option<Cursor>, rows: u32 } => Page<MessageRow>;
    /// One with its words and all that happened to it.
    Message(NotificationId) => Box<MessageSeen>;
    /// A page of the alerts of whoever asks.
    Alerts { after: Option<Cursor>, rows: u32 } => Page<AlertView>;
    /// The zones with their cities.
    ServiceZones => Vec<ServiceZoneView>;
    /// Every workshop, as it is registered.
    Workshops => Vec<WorkshopView>;
    /// A page of who changed it.
    Changes { after: Option<Cursor>, rows: u32 } => Page<ChangeRow>;
}

/// A file that may be a bank's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFile {
    pub path: PathBuf,
    pub bytes: u64,
    pub changed: Time,
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementSource {
    /// A path on this machine.
    File(String),
    Pasted(String),
}

/// A way to read a bank's file: its name, and what people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileName {
    pub name: String,
    pub title: Safe,
}

/// Which messages: in what state, and about whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagesFilter {
    pub which: Which,
    /// An order's number, or the name of a customer or a workshop; empty for all.
    pub text: String,
}

/// A message, and what it would say if it left now; nothing where the shop's own words have a fault.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageSeen {
    pub detail: MessageDetail,
    pub would: Option<Written>,
}

/// What a text is a part of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub orders: Vec<OrderRow>,
    /// No order has that number: these have one like it.
    pub alike: bool,
    pub customers: Vec<Safe>,
    pub workshops: Vec<(WorkshopId, Safe)>,
    pub operators: Vec<(OperatorId, Safe)>,
}

/// The person at the keyboard, and what they should know before they trust what they see.
#[derive(Clone, Debug, PartialEq)]
pub struct Present {
    pub operator: Actor,
    pub cautions: Vec<Caution>,
    /// Alerts that they have not seen.
    pub alerts: i64,
    /// The view that the terminal opens on.
    pub start: Option<SavedView>,
}

/// Questions whose answers are pages of one list.
macro_rules! paged {
    ($($name:ident => $row:ty;)+) => {$(
        impl PageQuestion for ask::$name {
            type Row = $row;

            fn from(mut self, after: Cursor) -> Self {
                self.after = Some(after);
                self
            }
        }
    )+};
}

/// A question for a page, which can be asked for the next one.
pub trait PageQuestion: Question<Answer = Page<Self::Row>> + Clone {
    type Row: Listed;

    #[must_use]
    fn from(self, after: Cursor) -> Self;
}

paged! {
    Queue => QueueRow;
    Orders => OrderRow;
    Board => BoardRow;
    Waiting => WaitingRow;
    Works => WorkRow;
    ClosedDays => ClosedDaysRow;
    Payables => PayableRow;
    Transfers => SettlementRow;
    Runs => RunRow;
    StatementLines => StatementLine;
    Changes => ChangeRow;
    Messages => MessageRow;
    Alerts => AlertView;
    Credits => CreditRow;
}

/// A row of a paged list, known by its identity however often it is read.
pub trait Listed: Clone + Debug + 'static {
    type Key: Copy + Ord + Debug + 'static;

    fn key(&self) -> Self::Key;
}

macro_rules! listed {
    ($($row:ty { $field:ident: $key:ty })+) => {$(
        impl Listed for $row {
            type Key = $key;

            fn key(&self) -> $key {
                self.$field
            }
        }
    )+};
}

listed! {
    QueueRow { submission: SubmissionId }
    OrderRow { id: OrderId }
    BoardRow { workshop: WorkshopId }
    WorkRow { order: OrderId }
    WaitingRow { order: OrderId }
    ClosedDaysRow { id: ProposalId }
    PayableRow { id: PayableId }
    SettlementRow { id: SettlementId }
    RunRow { id: RunId }
    StatementLine { place: Place }
    ChangeRow { id: i64 }
    MessageRow { id: NotificationId }
    AlertView { id: NotificationId }
    CreditRow { id: CreditId }
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

impl Query {
    /// About the row that the cursor stands on: while it moves on, nobody waits for the answer.
    pub const fn is_of_one_row(&self) -> bool {
        matches!(
            self,
            Self::Review(..)
                | Self::Near(..)
                | Self::Credit(..)
                | Self::Timeline(..)
                | Self::Candidates(..)
                | Self::WorkSheet(..)
                | Self::Payable(..)
                | Self::Transfer(..)
                | Self::Cell { .. }
        )
    }
}

pub trait Feed: Send + 'static {
    fn next(&mut self) -> impl Future<Output = Result<(), Error>> + Send;
}

/// The sentence for an error; a conflict has an overlay of its own besides.
pub fn sentence(catalogue: &crate::locale::Catalogue, error: &Error) -> String {
    catalogue.failure(&error.message_key(), &error.facts())
}
