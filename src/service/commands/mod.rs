//! What can be asked of the shop: one struct a use case, one enum over all of them. The same values come from the
//! terminal, the command line, a site's feed in JSON and the property tests.

mod access;
mod answer;
mod execute;
#[cfg(feature = "terminal")]
pub mod import;
pub mod rehearse;
pub mod session;
mod table;
mod together;

pub use crate::service::bank::commands::{AccountDetails, AddAccount, ChangeAccount, Offering};
pub use crate::service::catalogue::commands::{
    AddProduct, AddRate, AddShipping, ChangeProduct, CloseShipping, CorrectRate, RemoveRate, Where,
};
pub use crate::service::commands::access::{Access, Risk};
pub(in crate::service) use crate::service::commands::answer::Answer;
pub use crate::service::commands::execute::Earlier;
pub(in crate::service) use crate::service::commands::table::Task;
pub use crate::service::commands::table::{Command, CommandKind, JobCommand};
pub use crate::service::core::caution::AcceptClock;
pub use crate::service::fulfilment::commands::{Choose, Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
pub use crate::service::payables::commands::{CutPayables, OnPayable, ReversePayment, Settle, SettleLine, Undone};
pub use crate::service::people::commands::{AddKey, AddOperator, ChangeOperator, ExpireKey, RevokeKey};
pub use crate::service::people::views::{RemoveView, SaveView};
pub use crate::service::workshops::commands::{
    AcceptClosedDays, AddHolidays, CapacityChange, ChangeCapacity, Consent, DeclineClosedDays, NewHoliday, OfferDetails, PayeeDetails,
    ProposeClosedDays, PutOffer, PutWorkshop, PutZone, RemoveHoliday, RenameHoliday, ResumeWorkshop, SeedHolidays, Wanted,
    WithdrawClosedDays, WorkshopDetails,
};
