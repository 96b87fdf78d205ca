//! What a coordinator and a payer wait for in the big shop: the board, the candidates, what is owed, a long settlement.

use std::time::Instant;

use chrono::Days;
use rust_decimal::Decimal;

use crate::big::Big;
use crate::queries::{repeat, shown};
use crate::table::{Table, milliseconds};
use krafta::db::{Amount, DbResult, FromRow, Query, Row};
use krafta::domain::ids::{PayableId, WorkshopId};
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::service::fulfilment::work_list::WaitingFilter;
use krafta::service::payables::StatementPeriod;
use krafta::service::payables::commands::{Sent, Settle};
use krafta::service::payables::view::PayableFilter;
use krafta::service::workshops::board::BoardFilter;
use krafta::service::{Command, Krafta};

/// Rows that a terminal of 24 lines asks for at once.
const PAGE: u32 = 48;

pub async fn measure(table: &mut Table, big: &Big) {
    let (krafta, ana) = (&big.krafta, &big.ana);
    let lite = big.engine == "SQLite";
    let what = |name: &str| format!("{name}, {} orders, {} workshops", big.orders, big.workshops);
    let all = BoardFilter::default();
    let board = repeat(async || drop(krafta.workshops().board(ana, &all, None, 1_000).await.expect("a board"))).await;
    table.row(&what("board of all, 14 days"), big.engine, "p50 ≤ 15 ms", shown(board));
    let screen = repeat(async || drop(krafta.workshops().board(ana, &all, None, 40).await.expect("a board"))).await;
    table.row(&what("board of one screen, 14 days"), big.engine, "p50 ≤ 1.5 ms", shown(screen));

    let waiting = krafta
        .fulfilment()
        .waiting(ana, &WaitingFilter::default(), None, PAGE)
        .await
        .expect("a page");
    let order = waiting.rows.first().expect("an order that waits").order;
    let candidates = repeat(async || drop(krafta.fulfilment().candidates(ana, order).await.expect("candidates"))).await;
    table.row(
        &what("candidates of one order"),
        big.engine,
        if lite { "≤ 3 ms" } else { "≤ 4 ms" },
        shown(candidates),
    );
    let queue = repeat(async || {
        drop(
            krafta
                .fulfilment()
                .waiting(ana, &WaitingFilter::default(), None, PAGE)
                .await
                .expect("a page"),
        )
    })
    .await;
    table.row(
        &what("queue without workshop, first page"),
        big.engine,
        if lite { "p50 ≤ 0.6 ms" } else { "p50 ≤ 1 ms" },
        shown(queue),
    );

    let open = PayableFilter {
        open: true,
        ..PayableFilter::default()
    };
    for (name, filter) in [
        ("payables, first page", PayableFilter::default()),
        ("payables still open, first page", open),
    ] {
        let page = repeat(async || drop(krafta.payables().list(ana, &filter, None, PAGE).await.expect("a page"))).await;
        table.row(
            &what(name),
            big.engine,
            if lite { "p50 ≤ 0.6 ms" } else { "p50 ≤ 1 ms" },
            shown(page),
        );
    }
    let busiest = busiest(krafta).await;
    let (from, until) = (krafta.today() - Days::new(365), krafta.today());
    let period = StatementPeriod {
        workshop: busiest,
        from,
        until,
    };
    let year = repeat(async || {
        krafta.payables().statement_totals(ana, period).await.expect("a statement");
        krafta
            .payables()
            .statement_lines(ana, period, None, PAGE)
            .await
            .expect("a page of it");
    })
    .await;
    table.row(&what("statement of a year"), big.engine, "≤ 15 ms", shown(year));
    settle(table, big, busiest).await;
}

struct Busiest(WorkshopId);

impl FromRow for Busiest {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("workshop_id").map(Self)
    }
}

/// The workshop that is paid most often.
async fn busiest(krafta: &Krafta) -> WorkshopId {
    let query = Query::new("SELECT workshop_id FROM workshop_payables GROUP BY workshop_id ORDER BY count(*) DESC LIMIT 1");
    krafta.db().all_in_its_time::<Busiest>(query).await.expect("a workshop").remove(0).0
}

struct Line(PayableId);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

/// So many lines of ten dollars that a workshop is owed beside all else.
async fn lines(krafta: &Krafta, workshop: WorkshopId) -> Vec<PayableId> {
    let there = Query::new("SELECT id FROM workshop_payables WHERE kind = 'ADJUSTMENT' AND workshop_id = ").bind(workshop);
    let there = krafta.db().all::<Line>(there).await.expect("the lines");
    if !there.is_empty() {
        return there.into_iter().map(|line| line.0).collect();
    }
    let mut tx = krafta.db().begin().await.expect("a transaction");
    let query = Query::new("INSERT INTO workshop_payables (assignment_id, order_id, workshop_id, kind, policy, amount, currency, status, due_on) SELECT a.id, a.order_id, a.workshop_id, 'ADJUSTMENT', a.policy, ")
        .bind(Amount(Decimal::new(1_000, 2)))
        .push(", 'USD', 'DUE', ")
        .bind(krafta.today())
        .push(" FROM production_assignments a WHERE a.status = 'COMPLETED' AND a.workshop_id = ")
        .bind(workshop)
        .push(" LIMIT 500");
    tx.exec(query).await.expect("new lines");
    tx.commit().await.expect("a commit");
    let query = Query::new("SELECT id FROM workshop_payables WHERE kind = 'ADJUSTMENT' AND workshop_id = ").bind(workshop);
    let lines = krafta.db().all::<Line>(query).await.expect("the lines");
    lines.into_iter().map(|line| line.0).collect()
}

/// One transfer over all of them, a dollar each time.
async fn settle(table: &mut Table, big: &Big, workshop: WorkshopId) {
    let lines = lines(&big.krafta, workshop).await;
    let wanted: Vec<_> = lines
        .iter()
        .map(|line| (*line, Some(Money::of_minor(100, Currency::Usd))))
        .collect();
    let mut times = Vec::new();
    for nth in 0..7_u32 {
        let preview = big
            .krafta
            .payables()
            .settlement_preview(&big.ana, &wanted, None)
            .await
            .expect("a preview");
        let settle = Settle {
            workshop,
            lines: preview.lines,
            total: preview.transfer,
            method: PaymentMethod::BankTransfer,
            reference: format!("{:09}", 900_000_000 + nth),
            receipt_url: None,
            note: None,
            repeats_reason: None,
            early: true,
            sent: Sent::default(),
        };
        let start = Instant::now();
        let done = big.krafta.execute(&big.ana, Krafta::new_operation(), Command::Settle(settle)).await;
        done.expect("a settlement");
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let name = format!("settlement of {} lines, {} orders", lines.len(), big.orders);
    table.row(
        &name,
        big.engine,
        "≤ 25 ms",
        format!("p50 {}", milliseconds(times[times.len() / 2])),
    );
}
