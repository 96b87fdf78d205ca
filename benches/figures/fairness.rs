//! Eight processes writing one SQLite file: how long anybody waits, and what share everybody gets.

use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use crate::shop::Shop;
use crate::table::{Table, milliseconds};
use krafta::config::Settings;
use krafta::db::Db;
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Krafta};

const WRITERS: usize = 8;
const TIME: Duration = Duration::from_secs(4);
const WRITER: &str = "KRAFTA_BENCH_WRITER";

/// In a writer's process: writes notes on its order until the time is over, and prints how many and the longest wait.
pub fn as_writer(runtime: &tokio::runtime::Runtime) -> bool {
    let Ok(task) = std::env::var(WRITER) else { return false };
    let (url, order) = task.split_once(' ').expect("a URL and an order");
    runtime.block_on(async {
        let krafta = Krafta::new(Db::open(url).await.expect("the database"), Settings::default());
        let ana = krafta.people().who_is("ana").await.expect("an answer").expect("ana");
        let (order, start, mut count, mut longest) = (order.parse().expect("an order"), Instant::now(), 0_u64, Duration::ZERO);
        while start.elapsed() < TIME {
            let (asked, note) = (
                Instant::now(),
                Note {
                    order,
                    text: "turno".into(),
                    internal: true,
                },
            );
            krafta
                .execute(&ana, Krafta::new_operation(), Command::Note(note))
                .await
                .expect("a written note");
            longest = longest.max(asked.elapsed());
            count += 1;
        }
        println!("{count} {}", longest.as_micros());
    });
    true
}

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("fair.db").display());
    let shop = Shop::open(&url, "fair").await;
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let order = shop.ready(number as u64).await.verify.order;
        let program = std::env::current_exe().expect("this program");
        writers.push(
            Process::new(program)
                .env(WRITER, format!("{url} {order}"))
                .stdout(Stdio::piped())
                .spawn()
                .expect("a writer"),
        );
    }
    let results = writers.into_iter().map(|writer| {
        let output = writer.wait_with_output().expect("an ended writer");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let (count, longest) = text.trim().split_once(' ').expect("a count and a time");
        (
            count.parse::<u64>().expect("a count"),
            Duration::from_micros(longest.parse().expect("microseconds")),
        )
    });
    let results: Vec<(u64, Duration)> = results.collect();
    let all: u64 = results.iter().map(|(count, _)| count).sum();
    let least = results.iter().map(|(count, _)| *count).min().unwrap_or_default() as f64 * WRITERS as f64 / all as f64;
    let longest = results.iter().map(|(_, longest)| *longest).max().unwrap_or_default();
    let measured = format!(
        "longest wait {} · least share {:.0} % · {:.0} writes/s",
        milliseconds(longest),
        least * 100.0,
        all as f64 / TIME.as_secs_f64()
    );
    table.row("8 processes writing one file", "SQLite", "wait ≤ 1 s, share ≥ 50 %", measured);
}
