//! Whether a whole database is as it ought to be: settings, schema, edges and triggers, every history replayed against the
//! stored state, links, the file itself, and the kept receipts. Reads only, while others go on working.

use std::collections::BTreeMap;

use crate::config::{Configuration, DatabaseUrl};
use crate::db::audit::check::{StoredAssignment, StoredEdge, StoredEvent, StoredOrder};
use crate::db::audit::check_books::RULES;
use crate::db::audit::objects::Altered;
use crate::db::{Db, DbError};
use crate::domain::audit::replay::{Fault, replay};
use crate::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use crate::domain::ids::OrderId;
use crate::domain::orders::event::Change;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::payment_edges::PAYMENT_EDGES;
use crate::domain::payments::receipt_file::Sha256Hex;
use crate::domain::refusal::Arg;
use crate::domain::text::excerpt;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

/// Orders read at once.
const ORDERS: u32 = 500;
/// Receipts read at once.
const RECEIPTS: u32 = 200;
/// Findings of one kind that are listed; the rest is counted.
const LISTED: u64 = 20;

/// One thing that is not as it ought to be. Its sentence is the catalogue's `db-check-<code>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub code: &'static str,
    pub facts: Vec<(&'static str, Arg)>,
    /// Worth knowing, but nothing is wrong with the data.
    pub advice: bool,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    pub orders: u64,
    pub events: u64,
    pub receipts: u64,
    pub findings: Vec<Finding>,
    /// How many of each kind there are in all.
    pub counts: BTreeMap<&'static str, u64>,
}

impl Report {
    /// Nothing is wrong; advice does not count.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.advice)
    }

    fn add(&mut self, code: &'static str, facts: Vec<(&'static str, Arg)>) {
        self.note(code, facts, false);
    }

    fn note(&mut self, code: &'static str, facts: Vec<(&'static str, Arg)>, advice: bool) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= LISTED {
            self.findings.push(Finding { code, facts, advice });
        }
    }
}

/// Checks the configured database. `progress` is told how many orders of how many were replayed.
///
/// # Errors
/// What keeps it from being read at all: missing, newer, not ours, unavailable.
pub async fn check(configuration: &Configuration, mut progress: impl FnMut(u64, u64)) -> Result<Report, Error> {
    let shop = Krafta::open(configuration).await?;
    let mut report = Report::default();
    let outcome = check_all(&shop, &mut report, &mut progress).await;
    match outcome {
        // What cannot be read any further is a finding too.
        Err(Error::Database(DbError::Corrupt(detail))) => report.add("integrity", vec![("detail", excerpt(&detail).into())]),
        other => other?,
    }
    if let DatabaseUrl::Sqlite(path) = &configuration.database {
        let mode = std::fs::metadata(path).map_or(0, |file| std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777);
        if mode & 0o077 != 0 {
            let facts = vec![("path", path.display().to_string().into()), ("mode", format!("{mode:03o}").into())];
            report.add("file-mode", facts);
        }
    }
    Ok(report)
}

async fn check_all(shop: &Krafta, report: &mut Report, progress: &mut impl FnMut(u64, u64)) -> Result<(), Error> {
    let db = shop.db();
    for fault in db.integrity_faults().await? {
        report.add("integrity", vec![("detail", excerpt(&fault).into())]);
    }
    settings(db, report).await?;
    edges(db, report).await?;
    for altered in db.altered_objects().await? {
        let (code, name) = match altered {
            Altered::Missing(name) => ("rule-missing", name),
            Altered::Other(name) => ("rule-altered", name),
            Altered::Unknown(name) => ("rule-unknown", name),
        };
        report.add(code, vec![("name", excerpt(&name).into())]);
    }
    if !db.clock_applies().await? {
        report.note("clock-rule", Vec::new(), true);
    }
    for row in db.unfit_rows().await? {
        report.add("unfit-row", vec![("row", excerpt(&row).into())]);
    }
    for found in db.dangling().await? {
        report.add("foreign-key", vec![("table", found.table.into()), ("parent", found.parent.into())]);
    }
    histories(db, report, progress).await?;
    production(db, report).await?;
    for rule in RULES {
        for found in db.broken(rule).await? {
            report.add(rule.code, vec![("found", excerpt(&found).into())]);
        }
    }
    receipts(shop, report).await
}

/// What workshops hold, agreed to and are owed (domain.md §8: 1, 5, 6, 9, 12).
async fn production(db: &Db, report: &mut Report) -> Result<(), Error> {
    for number in db.made_unpaid().await? {
        report.add("made-unpaid", vec![("order", number.into())]);
    }
    for day in db.overfull_days().await? {
        let facts = vec![
            ("workshop", excerpt(&day.workshop).into()),
            ("day", day.day.into()),
            ("units", day.units.into()),
            ("allowed", day.allowed.into()),
        ];
        // A limit lowered below what stands was lowered knowingly, and the board shows the excess.
        let code = if day.changed { "over-limit-since" } else { "over-limit" };
        report.note(code, facts, day.changed);
    }
    for one in db.finished_assignments().await? {
        let kept = one.cost.basis_points(one.share)?;
        if one.owed != kept {
            let facts = vec![("order", one.order.into()), ("owed", one.owed.into()), ("agreed", kept.into())];
            report.add("lines-sum", facts);
        }
    }
    for line in db.overpaid_lines().await? {
        let facts = vec![
            ("order", line.order.into()),
            ("kind", Arg::Message(format!("payable-kind-{}", line.kind))),
            ("paid", line.paid.into()),
            ("amount", line.amount.into()),
        ];
        report.add("paid-bounds", facts);
    }
    for told in db.workshops_told_again().await? {
        let facts = vec![("order", told.order.into()), ("workshop", excerpt(&told.workshop).into())];
        report.add("told-again", facts);
    }
    Ok(())
}

async fn settings(db: &Db, report: &mut Report) -> Result<(), Error> {
    for setting in db.required_settings() {
        let found = db.setting(setting).await?;
        if found != setting.wanted {
            let facts = vec![
                ("name", setting.name.into()),
                ("found", found.into()),
                ("wanted", setting.wanted.into()),
            ];
            let code = if setting.advice { "advice" } else { "setting" };
            report.note(code, facts, setting.advice);
        }
    }
    Ok(())
}

async fn edges(db: &Db, report: &mut Report) -> Result<(), Error> {
    let edge = |from: Option<&str>, to: &str, code: &str| StoredEdge {
        from: from.map(str::to_owned),
        to: to.to_owned(),
        code: code.to_owned(),
    };
    let payment = PAYMENT_EDGES.iter().flat_map(|row| {
        row.from
            .iter()
            .map(move |from| edge(from.map(|status| status.as_str()), row.to.as_str(), row.code.as_str()))
    });
    compare(payment.collect(), db.stored_payment_edges().await?, report);
    let assignment = ASSIGNMENT_EDGES.iter().flat_map(|row| {
        row.moves
            .iter()
            .map(move |(from, to)| edge(from.map(|status| status.as_str()), to.as_str(), row.code.as_str()))
    });
    compare(assignment.collect(), db.stored_assignment_edges().await?, report);
    Ok(())
}

fn compare(ours: Vec<StoredEdge>, theirs: Vec<StoredEdge>, report: &mut Report) {
    let facts = |edge: &StoredEdge| {
        let from = edge.from.clone().unwrap_or_else(|| "–".into());
        vec![
            ("edge", edge.code.clone().into()),
            ("from", from.into()),
            ("to", edge.to.clone().into()),
        ]
    };
    for edge in ours.iter().filter(|edge| !theirs.contains(edge)) {
        report.add("missing-edge", facts(edge));
    }
    for edge in theirs.iter().filter(|edge| !ours.contains(edge)) {
        report.add("extra-edge", facts(edge));
    }
}

/// Every order's events lead to what its row says.
async fn histories(db: &Db, report: &mut Report, progress: &mut impl FnMut(u64, u64)) -> Result<(), Error> {
    let total = db.count_orders().await?;
    let mut after: Option<OrderId> = None;
    loop {
        let orders = db.stored_orders(after, ORDERS).await?;
        let (Some(first), Some(last)) = (orders.first(), orders.last()) else {
            return Ok(());
        };
        let events = db.stored_events(first.id, last.id).await?;
        let assignments = db.stored_assignments(first.id, last.id).await?;
        after = Some(last.id);
        report.orders += orders.len() as u64;
        report.events += events.len() as u64;
        for order in &orders {
            let Some(mut fault) = replayed(order, of(&events, order.id), &assignments) else {
                continue;
            };
            // Somebody may have moved it between the three reads: only what is wrong twice is wrong.
            if let Some(again) = db.stored_order(order.id).await? {
                let events = db.stored_events(order.id, order.id).await?;
                let assignments = db.stored_assignments(order.id, order.id).await?;
                match replayed(&again, &events, &assignments) {
                    Some(still) => fault = still,
                    None => continue,
                }
            }
            let (code, mut facts) = fault;
            facts.insert(0, ("order", order.number.clone().into()));
            report.add(code, facts);
        }
        progress(report.orders, total);
    }
}

/// The events of one order, of a list sorted by order.
fn of(events: &[StoredEvent], order: OrderId) -> &[StoredEvent] {
    let start = events.partition_point(|event| event.order < order);
    let length = events[start..].partition_point(|event| event.order == order);
    &events[start..start + length]
}

type Wrong = (&'static str, Vec<(&'static str, Arg)>);

fn replayed(order: &StoredOrder, events: &[StoredEvent], assignments: &[StoredAssignment]) -> Option<Wrong> {
    let mut changes = Vec::with_capacity(events.len());
    for event in events {
        match change(event) {
            Some(change) => changes.push((event.seq, change)),
            None => return Some(("history", vec![("seq", event.seq.into()), ("fault", "no-edge".into())])),
        }
    }
    let state = match replay(changes.iter().map(|(seq, change)| (*seq, change))) {
        Ok(state) => state,
        Err(broken) => {
            let fault = match broken.fault {
                Fault::Gap => "gap",
                Fault::WrongFrom => "wrong-from",
                Fault::NoEdge => "no-edge",
            };
            return Some(("history", vec![("seq", broken.seq.into()), ("fault", fault.into())]));
        }
    };
    let differs = |stored: &str, led: &str| Some(("state", vec![("stored", stored.into()), ("replayed", led.into())]));
    let payment = state.payment.map_or("–", |status| status.as_str());
    if payment != order.payment {
        return differs(&order.payment, payment);
    }
    if state.seq != order.seq {
        return differs(&order.seq.to_string(), &state.seq.to_string());
    }
    let own = assignments.iter().filter(|row| row.order == order.id);
    for row in own.clone() {
        let led = state.assignments.iter().find(|(id, _)| *id == row.id);
        let led = led.map_or("–", |(_, status)| status.as_str());
        if led != row.status {
            return differs(&row.status, led);
        }
    }
    if own.count() != state.assignments.len() {
        return differs("–", "+");
    }
    let mut active = state
        .assignments
        .iter()
        .map(|(_, status)| *status)
        .filter(|status| status.is_active());
    let active = active.next().map(AssignmentStatus::as_str);
    if active != order.production.as_deref() {
        return differs(order.production.as_deref().unwrap_or("–"), active.unwrap_or("–"));
    }
    None
}

fn change(event: &StoredEvent) -> Option<Change> {
    Some(match (event.lane.as_str(), event.assignment) {
        ("PAYMENT", _) => Change::Payment {
            from: event.from.as_deref().map(str::parse).transpose().ok()?,
            to: event.to.as_deref()?.parse().ok()?,
        },
        ("PRODUCTION", Some(assignment)) => Change::Production {
            assignment,
            from: event.from.as_deref().map(str::parse).transpose().ok()?,
            to: event.to.as_deref()?.parse().ok()?,
        },
        ("NOTE", _) => Change::Note,
        _ => return None,
    })
}

/// Every picture a proof names is there and is what was kept.
async fn receipts(shop: &Krafta, report: &mut Report) -> Result<(), Error> {
    let mut after = String::new();
    loop {
        let page = shop.db().stored_receipts(&after, RECEIPTS).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after.clone_from(&last.digest);
        for receipt in &page {
            report.receipts += 1;
            let wanted = receipt.digest.parse::<Sha256Hex>().ok();
            let stored = match wanted {
                Some(digest) => shop.payments().stored_receipt(digest).await?,
                None => None,
            };
            let code = match stored {
                None => "receipt-missing",
                Some(bytes) if Some(Sha256Hex::of(&bytes)) != wanted => "receipt-altered",
                Some(_) => continue,
            };
            report.add(code, vec![("digest", receipt.digest.clone().into())]);
        }
    }
}
