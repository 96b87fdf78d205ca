//! What is owed and what was paid, as the faces show it. Texts from outside are [`Safe`].

use chrono::NaiveDate;
use serde::Serialize;

use super::commands::SettleLine;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::WorkshopId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::line::PayableStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payables::statement::Statement;
use crate::domain::text::Safe;
use crate::service::core::filter_text::Days;
use crate::service::core::page::HowMany;

pub use crate::db::payables::history::PayableHappened;
pub use crate::db::payables::list::{PayableRow, PayableSort, WorkshopAging};
pub use crate::db::payables::settlement_list::{PayeeView, ReversedView, SettledLine, SettlementRow, SettlementView};
pub use crate::db::payables::statement::StatementAbout;

/// Which lines. All that is set holds together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PayableFilter {
    pub workshop: Option<WorkshopId>,
    /// A part of the workshop's name.
    pub workshop_name: Option<String>,
    /// Of any of these; all when empty.
    pub statuses: Vec<PayableStatus>,
    pub policies: Vec<PaymentPolicy>,
    /// Only what is still owed.
    pub open: bool,
    /// Only what is late.
    pub overdue: bool,
    /// An order's number, phone, cédula or reference, or a part of a workshop's name.
    pub text: Option<String>,
    /// The amount, or what is left of it.
    pub amount: Option<AmountRange>,
    /// The days on which it is due.
    pub due: Days,
    pub sort: PayableSort,
}

/// How many lines a list has, of how many that are owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayableCounts {
    pub count: HowMany,
    pub open: HowMany,
}

impl PayableFilter {
    /// Everything that is still owed.
    pub fn open() -> Self {
        Self {
            open: true,
            ..Self::default()
        }
    }
}

/// Which transfers. All that is set holds together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettlementFilter {
    pub workshop: Option<WorkshopId>,
    /// A part of the workshop's name.
    pub workshop_name: Option<String>,
    /// How the reference ends.
    pub reference: Option<String>,
    pub method: Option<PaymentMethod>,
    /// A part of a workshop's name, or the ending of a reference.
    pub text: Option<String>,
    /// What was transferred.
    pub amount: Option<AmountRange>,
    /// The days on which it was paid.
    pub paid: Days,
}

impl From<Option<WorkshopId>> for SettlementFilter {
    fn from(workshop: Option<WorkshopId>) -> Self {
        Self {
            workshop,
            ..Self::default()
        }
    }
}

/// A line with all that happened to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayableView {
    #[serde(flatten)]
    pub row: PayableRow,
    /// Why it is held back now.
    pub held_because: Option<Safe>,
    pub history: Vec<PayableHappened>,
}

/// A transfer before it is made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettlementPreview {
    pub workshop: WorkshopId,
    pub workshop_name: Safe,
    /// Where the money is to go, as it is kept now.
    pub payee: PayeeView,
    /// What would be paid, and what would be netted (negative).
    pub parts: Vec<PreviewPart>,
    pub paid: Money,
    pub netted: Money,
    /// What is to be transferred: the total that the command asks for.
    pub transfer: Money,
    /// The lines as the command takes them.
    pub lines: Vec<SettleLine>,
    /// Some of them have not come to their day.
    pub early: bool,
    /// What is open at the workshop in the currency of the lines.
    pub open: WorkshopAging,
}

/// How much of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreviewPart {
    pub line: PayableRow,
    pub amount: Money,
}

/// What is open in one currency, at all workshops.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PayableTotals {
    pub owed: Money,
    pub overdue: Money,
    pub held: Money,
    /// What workshops owe Krafta.
    pub to_net: Money,
    /// What is to be paid now, what has not come to its day and what has not come to its cut.
    pub now: Money,
    pub later: Money,
    pub not_cut: Money,
    /// What would be transferred now, each workshop's debts taken off its own money.
    pub transfer: Money,
    pub lines: i64,
    /// Workshops that anything is owed to, and those it is owed to too late.
    pub workshops: u32,
    pub overdue_workshops: u32,
}

/// A workshop's account over a period, one for each currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementView {
    pub workshop: WorkshopId,
    pub workshop_name: Safe,
    pub from: NaiveDate,
    /// Included.
    pub until: NaiveDate,
    pub accounts: Vec<Statement<StatementAbout>>,
}
