//! When a frame may be drawn: at once while the program has been quiet, then one an interval; a flood is one frame.

use std::time::{Duration, Instant};

/// Frames that may follow each other without waiting: a key, its answer, a change.
const BURST: u32 = 3;

#[derive(Debug)]
pub struct Pace {
    interval: Duration,
    /// The next frame of a steady stream would be due here; it lags behind by what has been saved up.
    due: Instant,
}

impl Pace {
    pub fn new(interval: Duration, now: Instant) -> Self {
        Self { interval, due: now }
    }

    /// When the next frame may be drawn; `now` when it may be at once.
    pub fn next(&self, now: Instant) -> Instant {
        let early = self.due.checked_sub(self.interval * (BURST - 1)).unwrap_or(now);
        early.max(now)
    }

    pub fn drawn(&mut self, now: Instant) {
        self.due = self.due.max(now) + self.interval;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_draws_at_once_and_a_flood_waits() {
        let start = Instant::now();
        let ms = Duration::from_millis;
        let mut pace = Pace::new(ms(16), start);
        for _ in 0..BURST {
            assert_eq!(pace.next(start), start);
            pace.drawn(start);
        }
        assert_eq!(pace.next(start), start + ms(16));
        pace.drawn(start + ms(16));
        assert_eq!(pace.next(start + ms(16)), start + ms(32));
        let later = start + ms(500);
        assert_eq!(pace.next(later), later);
    }
}
