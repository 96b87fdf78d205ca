//! The table of results: what, the figure to reach, and what was measured.

use std::fmt;
use std::time::Duration;

#[derive(Default)]
pub struct Table(Vec<[String; 4]>);

impl Table {
    /// A row: what was measured, on which engine, the figure to reach, and the result.
    pub fn row(&mut self, what: &str, engine: &str, figure: &str, measured: String) {
        println!("{what} · {engine}: {measured} (to reach: {figure})");
        self.0.push([what.to_owned(), engine.to_owned(), figure.to_owned(), measured]);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n| what | engine | figure | measured |\n|---|---|---|---|")?;
        self.0
            .iter()
            .try_for_each(|[what, engine, figure, measured]| writeln!(f, "| {what} | {engine} | {figure} | {measured} |"))
    }
}

/// The median and the 99th percentile.
pub fn percentiles(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get((times.len() * share / 100).min(times.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    };
    (at(50), at(99))
}

pub fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}
