//! What is owed, transfers and statements, as the columns of a file.

use super::statement::StatementLine;
use super::view::{PayableFilter, PayableRow, SettlementFilter, SettlementRow, WorkshopAging};
use super::{Payables, access};
use crate::domain::actor::Actor;
use crate::service::core::error::Error;
use crate::service::core::sheet::{Cell, Column, column, moment};

/// Rows read at once.
const ROWS: u32 = 500;

/// The columns of a file of what is owed.
pub const PAYABLE_COLUMNS: &[Column<PayableRow>] = &[
    column("id", |row| Cell::name(row.id)),
    column("workshop", |row| Cell::text(&row.workshop_name)),
    column("order", |row| Cell::name(&row.number)),
    column("kind", |row| Cell::word("payable-kind-", row.kind)),
    column("policy", |row| Cell::word("policy-", row.policy)),
    column("currency", |row| Cell::currency(row.amount)),
    column("amount", |row| Cell::amount(row.amount)),
    column("paid", |row| Cell::amount(row.paid)),
    column("left", |row| Cell::amount(row.left)),
    column("status", |row| Cell::word("payable-", row.status)),
    column("due_on", |row| Cell::Day(row.due_on)),
    column("cut_on", |row| Cell::maybe(row.cut_on, Cell::Day)),
    column("days_late", |row| Cell::number(row.days_late)),
    column("paid_when", |row| Cell::word("payable-when-", row.readiness)),
];

/// The columns of a file of transfers.
pub const SETTLEMENT_COLUMNS: &[Column<SettlementRow>] = &[
    column("id", |row| Cell::name(row.id)),
    moment("paid_at", |row| Cell::Time(row.paid_at)),
    column("workshop", |row| Cell::text(&row.workshop_name)),
    column("currency", |row| Cell::currency(row.amount)),
    column("amount", |row| Cell::amount(row.amount)),
    column("method", |row| Cell::word("method-", row.method)),
    column("reference", |row| Cell::text(&row.reference)),
    column("lines", |row| Cell::number(row.lines)),
    column("reversed", |row| Cell::number(row.reversed)),
    column("paid_by", |row| Cell::text(&row.paid_by)),
    column("sent_on", |row| Cell::maybe(row.sent_on, Cell::Day)),
    column("sent_currency", |row| Cell::maybe(row.sent, Cell::currency)),
    column("sent_amount", |row| Cell::maybe(row.sent, Cell::amount)),
    column("rate", |row| Cell::maybe(row.rate, |rate| Cell::number(rate.value()))),
];

/// The columns of a file of a statement.
pub const STATEMENT_COLUMNS: &[Column<StatementLine>] = &[
    moment("at", |line| match line.at {
        Some(at) => Cell::Time(at),
        None => Cell::maybe(line.day, Cell::Day),
    }),
    column("entry", |line| Cell::word("payable-entry-", line.entry)),
    column("order", |line| Cell::maybe(line.about.as_ref(), |about| Cell::name(&about.number))),
    column("kind", |line| {
        Cell::maybe(line.about.as_ref(), |about| Cell::word("payable-kind-", about.kind))
    }),
    column("currency", |line| Cell::currency(line.balance)),
    column("change", |line| Cell::maybe(line.change, Cell::amount)),
    column("balance", |line| Cell::amount(line.balance)),
    column("method", |line| {
        let method = line.about.as_ref().and_then(|about| about.method);
        Cell::maybe(method, |method| Cell::word("method-", method))
    }),
    column("reference", |line| {
        Cell::maybe(line.about.as_ref().and_then(|about| about.reference.as_ref()), Cell::text)
    }),
    column("reason", |line| {
        Cell::maybe(line.about.as_ref().and_then(|about| about.reason.as_ref()), Cell::text)
    }),
    column("sent_on", |line| {
        Cell::maybe(line.about.as_ref().and_then(|about| about.sent_on), Cell::Day)
    }),
    column("sent_currency", |line| {
        Cell::maybe(line.about.as_ref().and_then(|about| about.sent), Cell::currency)
    }),
    column("sent_amount", |line| {
        Cell::maybe(line.about.as_ref().and_then(|about| about.sent), Cell::amount)
    }),
    column("rate", |line| {
        let rate = line.about.as_ref().and_then(|about| about.rate);
        Cell::maybe(rate, |rate| Cell::number(rate.value()))
    }),
];

/// The columns of a file of how late what is owed is.
pub const AGING_COLUMNS: &[Column<WorkshopAging>] = &[
    column("workshop", |row| Cell::text(&row.workshop_name)),
    column("currency", |row| Cell::currency(row.owed)),
    column("owed", |row| Cell::amount(row.owed)),
    column("not_due", |row| Cell::amount(row.aging.not_due)),
    column("week", |row| Cell::amount(row.aging.week)),
    column("month", |row| Cell::amount(row.aging.month)),
    column("older", |row| Cell::amount(row.aging.older)),
    column("held", |row| Cell::amount(row.aging.held)),
    column("to_net", |row| Cell::amount(row.aging.to_net)),
    column("now", |row| Cell::amount(row.aging.now)),
    column("later", |row| Cell::amount(row.aging.later)),
    column("not_cut", |row| Cell::amount(row.aging.not_cut)),
    column("transfer", |row| Cell::amount(row.transfer)),
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

    /// Gives every transfer of a filter to `each`, newest first; ends and answers like the other one.
    pub async fn export_settlements<E: From<Error>>(
        &self,
        actor: &Actor,
        filter: impl Into<SettlementFilter>,
        mut each: impl FnMut(SettlementRow) -> Result<(), E>,
    ) -> Result<u64, E> {
        let filter = filter.into();
        let (mut after, mut count) = (None, 0);
        loop {
            let page = self.settlements(actor, filter.clone(), after, ROWS).await?;
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
