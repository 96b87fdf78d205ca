//! How far a long work is, on stderr, when a person watches it there and it takes more than a moment.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

pub struct Progress {
    total: Option<u64>,
    since: Instant,
    bar: Option<ProgressBar>,
    watched: bool,
}

impl Progress {
    /// Of a work whose size is known or not.
    pub fn new(total: Option<u64>) -> Self {
        Self {
            total,
            since: Instant::now(),
            bar: None,
            watched: io::stderr().is_terminal(),
        }
    }

    pub fn advance(&mut self, position: u64) {
        if self.watched && self.bar.is_none() && self.since.elapsed() > PATIENCE {
            self.bar = Some(match self.total {
                Some(total) => ProgressBar::new(total).with_style(style("{wide_bar} {percent} % {eta}")),
                None => ProgressBar::new_spinner().with_style(style("{spinner} {elapsed}")),
            });
        }
        if let Some(bar) = &self.bar {
            bar.set_position(position);
        }
    }

    /// As [`Progress::advance`], of a work whose size is known only once it began.
    pub fn of(&mut self, position: u64, total: u64) {
        self.total = Some(total);
        self.advance(position);
    }

    /// Writes something without the bar in its way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
