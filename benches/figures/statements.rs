//! A bank's file comes in by the program itself, one proof is matched beside a million stored credits, and what fits is confirmed together.

use std::fmt::Write as _;
use std::time::Instant;

use crate::program::run;
use crate::shop::{Shop, engines};
use crate::table::{Table, milliseconds, percentiles};
use krafta::db::Query;
use krafta::domain::ids::OrderId;
use krafta::service::Command;
use krafta::service::core::command::Seen;
use krafta::service::payments::commands::{Attestation, Verify};

/// Payments that wait, all with a line that fits.
const OPEN: u64 = 1_000;
/// Of them, confirmed together.
const MARKED: usize = 200;

pub async fn measure(table: &mut Table) {
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (lines, stored) = (number("KRAFTA_BENCH_LINES", 50_000), number("KRAFTA_BENCH_CREDITS", 1_000_000));
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("movimientos.csv"), statement(lines)).expect("a statement");
    for (engine, url) in engines(folder.path(), "statements") {
        let (shop, url) = Shop::opened(&url, "statements").await;
        let most = if engine == "SQLite" {
            "≤ 5 s, ≤ 60 MB"
        } else {
            "≤ 8 s, ≤ 60 MB"
        };
        for (what, more, figure) in [
            ("tried", " --dry-run", "≤ 2 s"),
            ("imported", "", most),
            ("imported again", "", most),
        ] {
            let line = format!("bank import movimientos.csv --account pm{more}");
            let (time, memory) = run(folder.path(), &url, &line);
            let measured = format!("{:.2} s · {memory} MB", time.as_secs_f64());
            table.row(&format!("{lines} lines of a statement, {what}"), engine, figure, measured);
        }
        let mut orders = Vec::new();
        for number in 0..OPEN {
            orders.push(shop.ready(number).await.verify);
        }
        store(&shop, engine, stored).await;
        let size = format!("beside {OPEN} that wait and {stored} stored credits");
        one_proof(&shop, table, (engine, &size), &orders).await;
        together(&shop, table, (engine, &size), orders).await;
        shop.krafta.close().await;
    }
}

fn statement(lines: u64) -> String {
    let mut text = String::from("Fecha;Referencia;Descripción;Monto\n");
    for n in 0..lines {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:02}/10/2026;{:012};PAGO MOVIL RECIBIDO;{},{:02}",
            1 + n % 28,
            700_000_000 + n,
            100 + n % 9_000,
            n % 100
        );
    }
    text
}

/// Lines that are stored in one statement.
const PART: u64 = 50_000;

/// A line that fits each payment that waits, and so many that have nothing to do with them, in the days around.
async fn store(shop: &Shop, engine: &str, count: u64) {
    let columns = "INSERT INTO bank_credits (account_id, direction, origin, kind, value_date, amount, currency, reference, description, \
       reference_tail, line_key, import_id, line_no, operator_id)";
    let open = format!(
        "{columns} SELECT s.account_id, 'IN', 'STATEMENT', 'PAYMENT', s.paid_on, s.amount, s.currency, s.reference, 'PAGO MOVIL RECIBIDO', \
           substr(s.reference, length(s.reference) - 5), 'open:' || s.reference, i.id, 1, i.operator_id \
           FROM payment_submissions s CROSS JOIN (SELECT * FROM bank_imports LIMIT 1) i WHERE s.state = 'OPEN'"
    );
    let part = |first: u64| {
        let next = (first + PART).min(count);
        let (numbers, day, cents, reference) = match engine {
            "SQLite" => (
                format!("(WITH RECURSIVE n(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM n WHERE n + 1 < {next}) SELECT n FROM n) n"),
                "date('now', '-4 hours', '-' || (n.n % 300) || ' days')",
                "100000 + n.n % 900000",
                "printf('%012d', 900000000 + n.n)",
            ),
            _ => (
                format!("generate_series({first}, {}) AS n(n)", next - 1),
                "(now() AT TIME ZONE 'America/Caracas')::date - (n.n % 300)::int",
                "(100000 + n.n % 900000) / 100.0",
                "lpad((900000000 + n.n)::text, 12, '0')",
            ),
        };
        format!(
            "{columns} SELECT i.account_id, 'IN', 'STATEMENT', 'PAYMENT', {day}, {cents}, 'VES', {reference}, 'PAGO MOVIL RECIBIDO', \
               substr({reference}, 7), 'stored:' || {reference}, i.id, n.n + 1, i.operator_id \
               FROM {numbers} CROSS JOIN (SELECT * FROM bank_imports LIMIT 1) i"
        )
    };
    let parts = (0..count).step_by(usize::try_from(PART).expect("few")).map(part);
    for text in std::iter::once(open).chain(parts) {
        let mut tx = shop.krafta.db().begin().await.expect("a transaction");
        tx.exec(Query::new(text.leak())).await.expect("stored credits");
        tx.commit().await.expect("a commit");
    }
}

async fn one_proof(shop: &Shop, table: &mut Table, (engine, size): (&str, &str), orders: &[Verify]) {
    let mut times = Vec::new();
    for verify in orders.iter().take(MARKED) {
        let begun = Instant::now();
        let found = shop.krafta.bank().proposals_of(&shop.ana, verify.order).await.expect("proposals");
        times.push(begun.elapsed());
        assert!(found.iter().any(|proposal| proposal.fits), "{found:?}");
    }
    let (median, slow) = percentiles(times);
    let measured = format!("p50 {} · p99 {}", milliseconds(median), milliseconds(slow));
    table.row(&format!("one proof matched {size}"), engine, "≤ 5 ms", measured);
    let begun = Instant::now();
    let all = shop.krafta.bank().proposals(&shop.ana).await.expect("proposals");
    let fit = all.iter().filter(|proposal| proposal.fits).count();
    let measured = format!("{} · {fit} fit", milliseconds(begun.elapsed()));
    table.row(&format!("all that wait matched {size}"), engine, "≤ 300 ms", measured);
}

/// As marked rows are confirmed: each with the line that was proposed for it.
async fn together(shop: &Shop, table: &mut Table, (engine, size): (&str, &str), orders: Vec<Verify>) {
    let all = shop.krafta.bank().proposals(&shop.ana).await.expect("proposals");
    let line_of = |order: OrderId| {
        all.iter()
            .find(|one| one.order == order)
            .and_then(|one| one.first().map(|best| (one.clone(), best.clone())))
    };
    let begun = Instant::now();
    let mut done = 0;
    for verify in orders.into_iter().take(MARKED) {
        let (proposal, best) = line_of(verify.order).expect("a line");
        let review = shop.krafta.payments().review(&shop.ana, verify.order).await.expect("a review");
        let attested = Attestation {
            submission: proposal.submission,
            account: best.line.account.to_string(),
            date: best.line.date,
            amount: proposal.amount,
            bank_reference: best.line.reference.to_string(),
            whole: None,
            credit: Some(best.line.credit),
            note: None,
        };
        let seen = Seen {
            version: review.order.version,
            proofs: Some(review.proofs_digest),
        };
        shop.run(
            &shop.ana,
            Command::Confirm(Verify {
                seen,
                evidence: vec![attested],
                ..verify
            }),
        )
        .await;
        done += 1;
    }
    let measured = format!("{:.2} s · {done} done", begun.elapsed().as_secs_f64());
    table.row(
        &format!("{MARKED} that fit, confirmed by marking, {size}"),
        engine,
        "≤ 3 s",
        measured,
    );
}
