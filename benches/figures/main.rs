//! What a user waits for, as one table: medians and ratios of one run, beside the figures to reach.
//! `cargo bench` measures SQLite; with `KRAFTA_BENCH_POSTGRES` (or through scripts/with-postgres) PostgreSQL too.
//! `KRAFTA_BENCH_ORDERS` sets how many orders the shop has (default 1,000,000).

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints its table"
)]

mod confirms;
mod shop;
mod table;

use table::Table;

fn main() {
    // `cargo test --benches` only checks that it builds and starts.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|part| name.contains(part.as_str()));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let mut table = Table::default();
    if wanted("confirms") {
        runtime.block_on(confirms::measure(&mut table));
    }
    println!("{table}");
}
