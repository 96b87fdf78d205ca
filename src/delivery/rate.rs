//! At most so many a minute by one channel.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

/// When the next one may leave.
#[derive(Debug)]
pub struct Rate {
    between: Duration,
    next: Mutex<Instant>,
}

impl Rate {
    /// As many as it takes when absent.
    pub fn new(per_minute: Option<u32>) -> Self {
        let between = per_minute.map_or(Duration::ZERO, |count| Duration::from_secs(60) / count.max(1));
        Self {
            between,
            next: Mutex::new(Instant::now()),
        }
    }

    pub async fn wait(&self) {
        if self.between.is_zero() {
            return;
        }
        let at = {
            let mut next = self.next.lock().await;
            let at = (*next).max(Instant::now());
            *next = at + self.between;
            at
        };
        tokio::time::sleep_until(at).await;
    }
}
