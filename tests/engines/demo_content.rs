//! All that a filled shop says, line by line, to compare two of them.

use crate::demo::Line;
use krafta::db::{Db, Query};

/// What was written, in words that both engines spell alike.
const CONTENT: &[&str] = &[
    "SELECT number || customer_name || customer_phone || coalesce(address, '') || CAST(payment_status AS TEXT) || \
     coalesce(CAST(production_status AS TEXT), '') || event_seq || attempt AS line FROM orders ORDER BY id",
    "SELECT o.number || e.seq || e.edge || e.actor_name || coalesce(e.text, '') || e.lane AS line \
     FROM order_events e JOIN orders o ON o.id = e.order_id ORDER BY o.id, e.seq",
    "SELECT coalesce(reference, '') || coalesce(receipt_digest, '') || digest || state AS line FROM payment_submissions ORDER BY id",
    "SELECT a.bank_reference || coalesce(a.note, '') AS line FROM payment_evidence a ORDER BY a.id",
    "SELECT kind || status || CAST(due_on AS TEXT) AS line FROM workshop_payables ORDER BY id",
    "SELECT reference || method AS line FROM settlements ORDER BY id",
    "SELECT w.name || c.weekday || c.units AS line FROM capacity_weekly c JOIN workshops w ON w.id = c.workshop_id ORDER BY w.id, c.weekday",
];

/// The lines, in an order that depends on nothing but the shop.
pub async fn content(db: &Db) -> Vec<String> {
    let mut all = Vec::new();
    for text in CONTENT {
        let lines = db.all::<Line>(Query::new(text)).await.expect("readable");
        all.extend(lines.into_iter().map(|line| line.0));
    }
    all
}
