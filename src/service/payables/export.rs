//! What is owed, and statements, as the cells of a file that no spreadsheet executes.

use super::view::{PayableFilter, PayableRow, SettlementRow, StatementView};
use super::{Payables, access};
use crate::domain::actor::Actor;
use crate::domain::ids::WorkshopId;
use crate::domain::text::csv_safe;
use crate::service::core::error::Error;

/// Rows read at once.
const ROWS: u32 = 500;

/// The columns of [`PayableRow::cells`], which are also names in JSON.
pub const PAYABLE_COLUMNS: [&str; 13] = [
    "id",
    "workshop",
    "order",
    "kind",
    "policy",
    "currency",
    "amount",
    "paid",
    "left",
    "status",
    "due_on",
    "cut_on",
    "days_late",
];

/// The columns of [`SettlementRow::cells`].
pub const SETTLEMENT_COLUMNS: [&str; 10] = [
    "id",
    "paid_at",
    "workshop",
    "currency",
    "amount",
    "method",
    "reference",
    "lines",
    "reversed",
    "paid_by",
];

/// The columns of [`StatementView::cells`].
pub const STATEMENT_COLUMNS: [&str; 10] = [
    "at",
    "entry",
    "order",
    "kind",
    "currency",
    "change",
    "balance",
    "method",
    "reference",
    "reason",
];

impl Payables<'_> {
    /// Gives every line of a filter to `each`, in the list's order, which ends it by an error; answers how many there were.
    pub async fn export_payables<E: From<Error>>(
        &self,
        actor: &Actor,
        filter: &PayableFilter,
        mut each: impl FnMut(PayableRow) -> Result<(), E>,
    ) -> Result<u64, E> {
        actor.may(access::NEEDS).map_err(Error::from)?;
        let (mut after, mut count) = (None, 0);
        loop {
            let page = self.list(actor, filter, after, ROWS).await?;
            for row in page.rows {
                each(row)?;
                count += 1;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(count),
            }
        }
    }

    /// Gives every transfer to `each`, of one workshop or of all, newest first; ends and answers like the other one.
    pub async fn export_settlements<E: From<Error>>(
        &self,
        actor: &Actor,
        workshop: Option<WorkshopId>,
        mut each: impl FnMut(SettlementRow) -> Result<(), E>,
    ) -> Result<u64, E> {
        let (mut after, mut count) = (None, 0);
        loop {
            let page = self.settlements(actor, workshop, after, ROWS).await?;
            for row in page.rows {
                each(row)?;
                count += 1;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(count),
            }
        }
    }
}

impl SettlementRow {
    /// Machine values, texts safe from formulas; in the order of [`SETTLEMENT_COLUMNS`].
    pub fn cells(&self) -> [String; 10] {
        [
            self.id.to_string(),
            self.paid_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            csv_safe(&self.workshop_name),
            self.amount.currency().to_string(),
            self.amount.plain(),
            self.method.to_string(),
            csv_safe(&self.reference),
            self.lines.to_string(),
            self.reversed.to_string(),
            csv_safe(&self.paid_by),
        ]
    }
}

impl PayableRow {
    /// Machine values, texts safe from formulas; in the order of [`PAYABLE_COLUMNS`].
    pub fn cells(&self) -> [String; 13] {
        [
            self.id.to_string(),
            csv_safe(&self.workshop_name),
            self.number.clone(),
            self.kind.to_string(),
            self.policy.to_string(),
            self.amount.currency().to_string(),
            self.amount.plain(),
            self.paid.plain(),
            self.left.plain(),
            self.status.to_string(),
            self.due_on.to_string(),
            self.cut_on.map(|day| day.to_string()).unwrap_or_default(),
            self.days_late.to_string(),
        ]
    }
}

impl StatementView {
    /// The entries of all accounts, in the order of [`STATEMENT_COLUMNS`]; before each account's a row with its opening,
    /// after them one with its closing.
    pub fn cells(&self) -> Vec<[String; 10]> {
        let mut rows = Vec::new();
        for account in &self.accounts {
            let currency = account.opening.currency().to_string();
            let end = |entry: &str, day: String, balance: String| -> [String; 10] {
                let blank = String::new;
                [
                    day,
                    entry.to_owned(),
                    blank(),
                    blank(),
                    currency.clone(),
                    blank(),
                    balance,
                    blank(),
                    blank(),
                    blank(),
                ]
            };
            rows.push(end("OPENING", self.from.to_string(), account.opening.plain()));
            rows.extend(account.entries.iter().map(|entry| {
                let about = &entry.about;
                [
                    entry.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                    entry.kind.to_string(),
                    about.number.clone(),
                    about.kind.to_string(),
                    currency.clone(),
                    entry.change.plain(),
                    entry.balance.plain(),
                    about.method.map(|method| method.to_string()).unwrap_or_default(),
                    about.reference.as_deref().map(csv_safe).unwrap_or_default(),
                    about.reason.as_deref().map(csv_safe).unwrap_or_default(),
                ]
            }));
            rows.push(end("CLOSING", self.until.to_string(), account.closing.plain()));
        }
        rows
    }
}
