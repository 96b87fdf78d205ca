//! Runs as people look at them: what stands in the list, the sheet of a draft, the lines of a frozen one.

use chrono::NaiveDate;
use serde::Serialize;

use crate::db::runs::list::LineRecord;
use crate::domain::Time;
use crate::domain::identity::{shown_account, shown_id_doc, shown_phone};
use crate::domain::ids::{CreditId, RefundPaymentId, SettlementId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::runs::finding::FoundBy;
use crate::domain::runs::payee::RunPayee;
use crate::domain::runs::sheet::{Mark, Whom};
use crate::domain::runs::state::LineState;
use crate::domain::text::Safe;

pub use crate::db::runs::list::RunRow;

/// Where money goes, as people write it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PayeeShown {
    pub method: Option<PaymentMethod>,
    pub name: Option<Safe>,
    pub id_doc: Option<Safe>,
    pub bank: Option<Safe>,
    pub account: Option<Safe>,
    pub phone: Option<Safe>,
}

impl From<&RunPayee> for PayeeShown {
    fn from(payee: &RunPayee) -> Self {
        Self {
            method: payee.method,
            name: payee.name.as_deref().map(Safe::new),
            id_doc: payee.id_doc.as_deref().map(shown_id_doc),
            bank: payee.bank.as_deref().map(Safe::new),
            account: payee.account.as_deref().map(shown_account),
            phone: payee.phone.as_deref().map(shown_phone),
        }
    }
}

/// A line of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunLineView {
    /// Its place; of a draft, only on this sheet.
    pub position: i64,
    pub whom: Whom,
    /// A workshop or a customer.
    pub who: Safe,
    /// Of a refund: its order.
    #[serde(rename = "order")]
    pub number: Option<Safe>,
    pub payee: PayeeShown,
    pub owed: Money,
    pub netted: Money,
    /// What leaves; none where there is no rate.
    pub amount: Option<Money>,
    /// It is paid by the run.
    pub goes: bool,
    pub marks: Vec<Mark>,
    pub state: LineState,
    pub reference: Option<Safe>,
    pub sent_on: Option<NaiveDate>,
    /// The day on which the bank shows it.
    pub seen_on: Option<NaiveDate>,
    pub reason: Option<Safe>,
    pub settlement: Option<SettlementId>,
    pub refund_payment: Option<RefundPaymentId>,
    pub credit: Option<CreditId>,
    pub handled_by: Option<Safe>,
    pub handled_at: Option<Time>,
}

impl From<LineRecord> for RunLineView {
    fn from(line: LineRecord) -> Self {
        Self {
            position: line.position,
            whom: line.whom,
            who: line.workshop.or(line.customer).unwrap_or_default(),
            number: line.number,
            payee: (&line.payee).into(),
            owed: line.owed,
            netted: Money::zero(line.owed.currency()),
            amount: Some(line.amount),
            goes: true,
            marks: line.marks,
            state: line.state,
            reference: line.reference,
            sent_on: line.sent_on,
            seen_on: line.seen_on,
            reason: line.reason,
            settlement: line.settlement,
            refund_payment: line.refund_payment,
            credit: line.credit,
            handled_by: line.handled_by,
            handled_at: line.handled_at,
        }
    }
}

/// Who would be paid what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetView {
    pub lines: Vec<RunLineView>,
    pub going: usize,
    pub left_out: usize,
    pub rate: Option<Rate>,
    pub total: Money,
    pub total_usd: Money,
    /// What freezing it is bound to.
    pub digest: String,
}

/// A run with its lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunView {
    #[serde(flatten)]
    pub run: RunRow,
    pub sheet: SheetView,
}

/// A line of the bank that shows a line of the run, or may.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundLine {
    pub line: i64,
    pub who: Safe,
    pub amount: Money,
    /// Paid already: only its line of the bank was missing.
    pub paid: bool,
    pub debit: CreditId,
    pub date: NaiveDate,
    pub reference: Safe,
    pub description: Safe,
    pub by: Vec<FoundBy>,
}

/// What the imported statements say of the lines that wait.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FoundLines {
    pub found: Vec<FoundLine>,
    /// Those that somebody has to choose among.
    pub unsure: Vec<FoundLine>,
    /// Lines that nothing fits.
    pub missing: Vec<i64>,
}
