//! Lists as the text of a file: what the command line's `export` writes by default.

use std::fmt::Display;

use crate::domain::actor::Actor;
use crate::domain::ids::WorkshopId;
use crate::domain::text::fold;
use crate::locale::{Catalogue, Key, zone};
use crate::service::core::sheet::{self, Column, Style};
use crate::service::payables::view::{PayableFilter, PayableRow, SettlementRow};
use crate::service::payables::{PAYABLE_COLUMNS, SETTLEMENT_COLUMNS, STATEMENT_COLUMNS, StatementLine, StatementPeriod};
use crate::service::{Error, Krafta};

/// Rows under their headings, with moments of the shop's zone.
pub fn text<'r, R: 'static>(columns: &'static [Column<R>], rows: impl IntoIterator<Item = &'r R>) -> String {
    // Writing to memory cannot fail.
    sheet::text(columns, Style::plain(zone()), rows).unwrap_or_default()
}

/// Every line of what is owed that a filter finds.
pub async fn payables(krafta: &Krafta, actor: &Actor, filter: &PayableFilter) -> Result<String, Error> {
    let mut rows = Vec::new();
    let each = |row: PayableRow| -> Result<(), Error> {
        rows.push(row);
        Ok(())
    };
    krafta.payables().export_payables(actor, filter, each).await?;
    Ok(text(PAYABLE_COLUMNS, &rows))
}

/// Every transfer to one workshop, or to all.
pub async fn settlements(krafta: &Krafta, actor: &Actor, workshop: Option<WorkshopId>) -> Result<String, Error> {
    let mut rows = Vec::new();
    let each = |row: SettlementRow| -> Result<(), Error> {
        rows.push(row);
        Ok(())
    };
    krafta.payables().export_settlements(actor, workshop, each).await?;
    Ok(text(SETTLEMENT_COLUMNS, &rows))
}

/// Every line of a statement.
pub async fn statement(krafta: &Krafta, actor: &Actor, period: StatementPeriod) -> Result<String, Error> {
    let mut rows = Vec::new();
    let each = |row: StatementLine| -> Result<(), Error> {
        rows.push(row);
        Ok(())
    };
    krafta.payables().export_statement(actor, period, each).await?;
    Ok(text(STATEMENT_COLUMNS, &rows))
}

/// What a file with a list is called, in the person's language: `pedidos-2026-11-22.csv`.
pub fn file_name(catalogue: &Catalogue, list: Key, of: impl Display) -> String {
    format!("{}-{of}.csv", file_stem(catalogue, list))
}

/// What is in a file, as the beginning of its name.
pub fn file_stem(catalogue: &Catalogue, what: Key) -> String {
    fold(&catalogue.text(what, &[])).replace(' ', "-")
}
