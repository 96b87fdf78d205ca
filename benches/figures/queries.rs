//! What lists and searches cost in the service: medians over many asks, on the big shop and on a small one.

use std::time::{Duration, Instant};

use crate::big::Big;
use crate::table::{Table, milliseconds, percentiles};
use krafta::service::core::page::Cursor;
use krafta::service::orders::view::OrderFilter;
use krafta::service::payments::view::QueueFilter;

const ASKS: usize = 200;
/// What takes long is asked less often.
const FEWEST: usize = 5;
const LONG: Duration = Duration::from_secs(3);
/// Rows of a page, as the terminal asks for them.
/// Rows that a terminal of 24 lines asks for at once.
const PAGE: u32 = 48;

pub async fn measure(table: &mut Table, big: &Big) {
    let what = |name: &str| format!("{name}, {} orders", big.orders);
    let lite = big.engine == "SQLite";
    let figure = if lite { "p50 ≤ 0.4 ms" } else { "p50 ≤ 0.7 ms" };
    let first = repeat(async || {
        drop(
            big.krafta
                .payments()
                .queue(&big.ana, &QueueFilter::default(), None, PAGE)
                .await
                .expect("a page"),
        )
    })
    .await;
    table.row(&what("queue, first page"), big.engine, figure, shown(first));
    let deep = deep_cursor(big).await;
    let deep = repeat(async || {
        drop(
            big.krafta
                .payments()
                .queue(&big.ana, &QueueFilter::default(), deep, PAGE)
                .await
                .expect("a page"),
        )
    })
    .await;
    table.row(&what("queue, deep page"), big.engine, figure, shown(deep));

    let all = |text: Option<String>| OrderFilter {
        text,
        ..OrderFilter::default()
    };
    let page = big.krafta.orders().list(&big.ana, &all(None), None, PAGE).await.expect("a page");
    let row = page.rows.get(40).expect("an order");
    let head = big.krafta.orders().timeline(&big.ana, row.id).await.expect("a timeline");
    let reference = head
        .proofs
        .iter()
        .find_map(|proof| proof.reference.clone())
        .map_or_else(|| "482913".to_owned(), |found| found.to_string());
    for (name, text, figure) in [
        ("order by number", row.number.clone(), "p50 ≤ 2 ms"),
        ("order by reference", reference, "p50 ≤ 2 ms"),
        ("order by phone", head.order.phone.clone(), "p50 ≤ 2 ms"),
        (
            "order by name fragment",
            "ernánd".to_owned(),
            if lite { "p50 ≤ 3 ms" } else { "p50 ≤ 8 ms" },
        ),
    ] {
        let filter = all(Some(text));
        let found = repeat(async || {
            let page = big.krafta.orders().list(&big.ana, &filter, None, PAGE).await.expect("a page");
            assert!(!page.rows.is_empty(), "{filter:?} finds nothing");
        });
        table.row(&what(name), big.engine, figure, shown(found.await));
    }
}

/// Where the queue is half read, or its end if it is short.
async fn deep_cursor(big: &Big) -> Option<Cursor> {
    let mut after = None;
    for _ in 0..5 {
        let page = big
            .krafta
            .payments()
            .queue(&big.ana, &QueueFilter::default(), after, PAGE)
            .await
            .expect("a page");
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    after
}

pub async fn repeat(ask: impl AsyncFn()) -> Vec<Duration> {
    ask().await;
    let mut times = Vec::with_capacity(ASKS);
    let begun = Instant::now();
    while times.len() < FEWEST || (times.len() < ASKS && begun.elapsed() < LONG) {
        let start = Instant::now();
        ask().await;
        times.push(start.elapsed());
    }
    times
}

pub fn shown(times: Vec<Duration>) -> String {
    let (median, most) = percentiles(times);
    format!("p50 {} · p99 {}", milliseconds(median), milliseconds(most))
}
