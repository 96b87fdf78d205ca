//! What is owed and what was paid, as the faces show it. Texts from outside are [`Safe`].

use chrono::NaiveDate;
use serde::Serialize;

use super::commands::SettleLine;
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, OrderId, PayableId, PayablePaymentId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::aging::Aging;
use crate::domain::payables::line::{PayableKind, PayableStatus};
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payables::statement::Statement;
use crate::domain::text::Safe;

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
}

/// A line of what is owed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayableRow {
    pub id: PayableId,
    pub workshop: WorkshopId,
    pub workshop_name: Safe,
    pub order: OrderId,
    pub number: String,
    pub assignment: AssignmentId,
    pub kind: PayableKind,
    pub policy: PaymentPolicy,
    /// Negative when the workshop owes it.
    pub amount: Money,
    pub paid: Money,
    pub left: Money,
    pub status: PayableStatus,
    pub due_on: NaiveDate,
    /// The cut it belongs to.
    pub cut_on: Option<NaiveDate>,
    pub overdue: bool,
    /// Days after the day it was due; negative before it.
    pub days_late: i64,
    /// What a command about it has to have seen.
    pub version: i64,
    /// Why it was made, where somebody said so.
    pub reason: Option<Safe>,
    pub created_at: Time,
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

/// A payment, a reversal, or what else happened to a line: message `event-PAYABLE_<what>`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayableHappened {
    pub at: Time,
    pub what: String,
    pub by: Safe,
    pub reason: Option<Safe>,
    pub amount: Option<Money>,
    pub payment: Option<PayablePaymentId>,
    pub settlement: Option<SettlementId>,
    pub method: Option<PaymentMethod>,
    pub reference: Option<Safe>,
    pub receipt_url: Option<Safe>,
    /// A payment that was undone later.
    pub reversed: bool,
}

/// Where a workshop's money goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PayeeView {
    pub name: Option<Safe>,
    pub id_doc: Option<Safe>,
    pub bank_code: Option<Safe>,
    pub account: Option<Safe>,
}

/// A transfer to a workshop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettlementRow {
    pub id: SettlementId,
    pub workshop: WorkshopId,
    pub workshop_name: Safe,
    pub amount: Money,
    pub method: PaymentMethod,
    pub reference: Safe,
    pub paid_by: Safe,
    pub paid_at: Time,
    /// Payments it is made of, and how many of them were undone.
    pub lines: i64,
    pub reversed: i64,
}

/// A transfer with what it paid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettlementView {
    #[serde(flatten)]
    pub row: SettlementRow,
    /// As it was when it was paid.
    pub payee: PayeeView,
    pub receipt_url: Option<Safe>,
    pub note: Option<Safe>,
    /// Why its reference is another one's too.
    pub repeats_reason: Option<Safe>,
    pub payments: Vec<SettledLine>,
}

/// A line that a transfer paid; negative for a clawback that was netted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettledLine {
    pub payment: PayablePaymentId,
    pub payable: PayableId,
    pub order: OrderId,
    pub number: String,
    pub kind: PayableKind,
    pub amount: Money,
    pub reversed: Option<ReversedView>,
}

/// How a payment was undone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReversedView {
    pub at: Time,
    pub by: Safe,
    pub reason: Option<Safe>,
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
}

/// How much of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreviewPart {
    pub line: PayableRow,
    pub amount: Money,
}

/// What is open at one workshop, in one currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkshopAging {
    pub workshop: WorkshopId,
    pub workshop_name: Safe,
    pub lines: i64,
    pub owed: Money,
    pub overdue: Money,
    pub aging: Aging,
}

/// What is open in one currency, at all workshops.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PayableTotals {
    pub owed: Money,
    pub overdue: Money,
    pub held: Money,
    /// What workshops owe Krafta.
    pub to_net: Money,
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

/// What an entry of a statement is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementAbout {
    pub payable: PayableId,
    pub kind: PayableKind,
    pub number: String,
    pub settlement: Option<SettlementId>,
    pub method: Option<PaymentMethod>,
    pub reference: Option<Safe>,
    pub reason: Option<Safe>,
}
