//! What waits for a workshop, and what workshops have on their hands, as the columns of a file.

use super::work_list::WorkRow;
use crate::service::core::sheet::{Cell, Column, column, moment};

/// The columns of a file of assignments.
pub const WORK_COLUMNS: &[Column<WorkRow>] = &[
    column("number", |row| Cell::name(&row.number)),
    moment("created_at", |row| Cell::Time(row.since)),
    column("customer", |row| Cell::text(&row.customer)),
    column("production", |row| Cell::word("production-", row.status)),
    column("on_hold", |row| Cell::Yes(row.on_hold)),
    column("workshop", |row| Cell::maybe(row.workshop.as_ref(), Cell::text)),
    column("item", |row| Cell::maybe(row.item.as_ref(), Cell::text)),
    column("items", |row| Cell::number(row.items)),
    column("pieces", |row| Cell::number(row.pieces)),
    column("delivery", |row| Cell::word("delivery-", row.delivery)),
    column("city", |row| Cell::maybe(row.city.as_ref(), Cell::text)),
    column("cost", |row| Cell::maybe(row.cost, Cell::amount)),
    column("currency", |row| Cell::maybe(row.cost, Cell::currency)),
    moment("respond_by", |row| Cell::maybe(row.respond_by, Cell::Time)),
    column("promised_on", |row| Cell::maybe(row.promised, Cell::Day)),
    column("late", |row| Cell::Yes(row.late)),
    column("attempt", |row| Cell::number(row.attempt)),
];
