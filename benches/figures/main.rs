//! What a user waits for, as one table: medians and ratios of one run, beside the figures to reach.
//!
//! `cargo bench` measures SQLite; PostgreSQL too when `KRAFTA_TEST_POSTGRES` names a server:
//! `KRAFTA_POSTGRES_DURABLE=1 scripts/with-postgres cargo bench`. A word after `--` picks measurements: `confirms`, `notify`,
//! `life`, `matching`, `messages`, `statements`, `volume` (imports and feeds), `fair`, `queries`, `works` (of workshops and what they are owed), `terminal`, `ssh`. `KRAFTA_BENCH_ORDERS` sets how many orders the big shop has (1,000,000), `KRAFTA_BENCH_LINES` how many
//! bank lines are matched (50,000).
//! `KRAFTA_BENCH_FOLDER` keeps the filled files of SQLite for the next run.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints its table"
)]

mod big;
mod confirms;
mod fairness;
mod floor;
mod life;
mod matching;
mod messages;
mod notify;
mod program;
mod queries;
mod screen;
mod shop;
mod ssh;
mod statements;
mod table;
mod terminal;
mod volume;
mod works;
mod yard;

use table::Table;

/// The shop that the big one is compared with: what grows with the orders shows.
const SMALL: u64 = 10_000;
/// Those of the big shop.
const WORKSHOPS: usize = 1_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    // `cargo test --benches` only checks that it builds and starts.
    if words.iter().any(|word| word == "--test") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    if fairness::as_writer(&runtime) {
        return;
    }
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    let mut table = Table::default();
    runtime.block_on(async {
        if wanted("confirms") {
            confirms::measure(&mut table).await;
        }
        if wanted("notify") {
            notify::measure(&mut table).await;
        }
        if wanted("life") {
            life::measure(&mut table).await;
        }
        if wanted("matching") {
            matching::measure(&mut table);
        }
        if wanted("messages") {
            messages::measure(&mut table).await;
        }
        if wanted("statements") {
            statements::measure(&mut table).await;
        }
        if wanted("volume") {
            volume::measure(&mut table).await;
        }
        if wanted("fair") {
            fairness::measure(&mut table).await;
        }
        if wanted("queries") || wanted("works") || wanted("terminal") || wanted("ssh") {
            let temporary = tempfile::tempdir().expect("a folder");
            let kept = std::env::var_os("KRAFTA_BENCH_FOLDER").map(std::path::PathBuf::from);
            let folder = kept.as_deref().unwrap_or(temporary.path());
            let home = tempfile::tempdir().expect("a home");
            if wanted("queries") {
                for small in big::fill(folder, &mut table, SMALL, krafta::demo::WORKSHOPS).await {
                    queries::measure(&mut table, &small).await;
                }
            }
            for big in big::fill(folder, &mut table, big::orders(), WORKSHOPS).await {
                if wanted("queries") {
                    queries::measure(&mut table, &big).await;
                }
                if wanted("works") {
                    works::measure(&mut table, &big).await;
                }
                if wanted("terminal") {
                    terminal::measure(&mut table, &big, home.path()).await;
                }
                if wanted("ssh") {
                    ssh::measure(&mut table, &big, home.path());
                }
            }
        }
    });
    println!("{table}");
}
