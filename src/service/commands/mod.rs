//! What can be asked of the shop: one struct a use case, one enum over all of them. The same values come from the
//! terminal, the command line, a site's feed in JSON and the property tests.

mod dispatch;
mod execute;
pub mod rehearse;

use serde::{Deserialize, Serialize};

use crate::service::core::command::{OnOrder, WithReason};
use crate::service::orders::commands::{Checkout, Note};
use crate::service::payments::commands::{PayRefund, Reject, Report, RequestRefund, Verify};

pub use crate::service::bank::commands::{AccountDetails, AddAccount, ChangeAccount};
pub use crate::service::catalogue::commands::{AddProduct, AddRate, AddShipping, ChangeProduct, CloseShipping, Where};
pub use crate::service::fulfilment::commands::{Choose, Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
pub use crate::service::payables::commands::{CutPayables, OnPayable, ReversePayment, Settle, SettleLine, Undone};
pub use crate::service::people::commands::{AddOperator, ChangeOperator};
pub use crate::service::workshops::commands::{
    AddHolidays, CapacityChange, ChangeCapacity, Consent, NewHoliday, OfferDetails, PayeeDetails, PutOffer, PutWorkshop, PutZone,
    RemoveHoliday, RenameHoliday, ResumeWorkshop, SeedHolidays, Wanted, WorkshopDetails,
};

/// One use case with its data. Answered by a [`Receipt`](crate::service::core::receipt::Receipt) or refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// P1.
    Checkout(Checkout),
    /// P2, P3, P9.
    Report(Report),
    /// P4; a lapsed claim of somebody else is released first (P5).
    Claim(OnOrder),
    /// Lengthens the holder's lease.
    Renew(OnOrder),
    /// P5.
    Release(WithReason),
    /// P5 by another admin, and P4.
    TakeOver(WithReason),
    /// P6.
    Confirm(Verify),
    /// P8.
    Part(Verify),
    /// P7.
    Reject(Reject),
    /// P10.
    Reopen(WithReason),
    /// P11, P12.
    Cancel(WithReason),
    /// P13, P14.
    RequestRefund(RequestRefund),
    /// P15 when it completes what is due.
    PayRefund(PayRefund),
    /// P16.
    Reinstate(WithReason),
    /// P17.
    Reverse(WithReason),
    Note(Note),
    /// P11 by the system, for an order whose deadline passed.
    Expire(OnOrder),
    /// The candidates of an assignment without a workshop, looked at again.
    Rank(OnOrder),
    /// A2.
    Choose(Choose),
    /// A3.
    Notify(Notify),
    /// A4.
    Accept(Forward),
    /// A5.
    Refuse(Refuse),
    /// A5 by the system: the workshop did not answer in time.
    LapseAnswer(OnOrder),
    /// The workshop is reminded of its answer.
    Remind(OnOrder),
    /// A6.
    Start(Forward),
    /// A7.
    Ready(Forward),
    /// A8.
    HandOver(HandOver),
    /// A9 for a pickup, A10 for what was handed to delivery.
    Complete(Complete),
    /// A13.
    StepBack(StepBack),
    /// A11, A12, and A1 again.
    Withdraw(Withdraw),
    /// Pays lines of one workshop with one transfer.
    Settle(Settle),
    HoldPayable(OnPayable),
    ReleasePayable(OnPayable),
    /// Undoes a payment to a workshop, or a whole transfer.
    ReversePayment(ReversePayment),
    /// Lines whose cut is over fall due; by the system.
    CutPayables(CutPayables),
    AddProduct(AddProduct),
    ChangeProduct(ChangeProduct),
    AddRate(AddRate),
    AddShipping(AddShipping),
    CloseShipping(CloseShipping),
    AddAccount(AddAccount),
    ChangeAccount(ChangeAccount),
    AddOperator(AddOperator),
    ChangeOperator(ChangeOperator),
    PutWorkshop(Box<PutWorkshop>),
    ChangeCapacity(ChangeCapacity),
    ResumeWorkshop(ResumeWorkshop),
    PutOffer(PutOffer),
    PutZone(PutZone),
    AddHolidays(AddHolidays),
    SeedHolidays(SeedHolidays),
    RenameHoliday(RenameHoliday),
    RemoveHoliday(RemoveHoliday),
}

impl Command {
    /// It changes what orders refer to, of which the database notes every change.
    const fn keeps_master_data(&self) -> bool {
        matches!(
            self,
            Self::AddProduct(_)
                | Self::ChangeProduct(_)
                | Self::AddRate(_)
                | Self::AddShipping(_)
                | Self::CloseShipping(_)
                | Self::AddAccount(_)
                | Self::ChangeAccount(_)
                | Self::AddOperator(_)
                | Self::ChangeOperator(_)
                | Self::PutWorkshop(_)
                | Self::ChangeCapacity(_)
                | Self::ResumeWorkshop(_)
                | Self::PutOffer(_)
                | Self::PutZone(_)
                | Self::AddHolidays(_)
                | Self::SeedHolidays(_)
                | Self::RenameHoliday(_)
                | Self::RemoveHoliday(_)
        )
    }

    /// The stable name: logs, the register of operations, `--json`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Checkout(_) => "checkout",
            Self::Report(_) => "report",
            Self::Claim(_) => "claim",
            Self::Renew(_) => "renew",
            Self::Release(_) => "release",
            Self::TakeOver(_) => "take-over",
            Self::Confirm(_) => "confirm",
            Self::Part(_) => "part",
            Self::Reject(_) => "reject",
            Self::Reopen(_) => "reopen",
            Self::Cancel(_) => "cancel",
            Self::RequestRefund(_) => "request-refund",
            Self::PayRefund(_) => "pay-refund",
            Self::Reinstate(_) => "reinstate",
            Self::Reverse(_) => "reverse",
            Self::Note(_) => "note",
            Self::Expire(_) => "expire",
            Self::Rank(_) => "rank",
            Self::Choose(_) => "choose",
            Self::Notify(_) => "notify",
            Self::Accept(_) => "accept",
            Self::Refuse(_) => "refuse",
            Self::LapseAnswer(_) => "lapse-answer",
            Self::Remind(_) => "remind",
            Self::Start(_) => "start",
            Self::Ready(_) => "ready",
            Self::HandOver(_) => "hand-over",
            Self::Complete(_) => "complete",
            Self::StepBack(_) => "step-back",
            Self::Withdraw(_) => "withdraw",
            Self::Settle(_) => "settle",
            Self::HoldPayable(_) => "hold-payable",
            Self::ReleasePayable(_) => "release-payable",
            Self::ReversePayment(_) => "reverse-payment",
            Self::CutPayables(_) => "cut-payables",
            Self::AddProduct(_) => "add-product",
            Self::ChangeProduct(_) => "change-product",
            Self::AddRate(_) => "add-rate",
            Self::AddShipping(_) => "add-shipping",
            Self::CloseShipping(_) => "close-shipping",
            Self::AddAccount(_) => "add-account",
            Self::ChangeAccount(_) => "change-account",
            Self::AddOperator(_) => "add-operator",
            Self::ChangeOperator(_) => "change-operator",
            Self::PutWorkshop(_) => "put-workshop",
            Self::ChangeCapacity(_) => "change-capacity",
            Self::ResumeWorkshop(_) => "resume-workshop",
            Self::PutOffer(_) => "put-offer",
            Self::PutZone(_) => "put-zone",
            Self::AddHolidays(_) => "add-holidays",
            Self::SeedHolidays(_) => "seed-holidays",
            Self::RenameHoliday(_) => "rename-holiday",
            Self::RemoveHoliday(_) => "remove-holiday",
        }
    }
}
