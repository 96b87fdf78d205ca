//! Keeps the change feed open, says when the database is away and tries again, ever more slowly.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use tokio::sync::Notify;

use crate::tui::core::client::{Feed, LinkState, Source};
use crate::tui::core::msg::Msg;
use crate::tui::terminal::input::Incoming;

/// The longest wait between two attempts.
const LONGEST: Duration = Duration::from_secs(15);

/// Between a doubt and the next look.
const PAUSE: Duration = Duration::from_millis(50);

/// 0.25, 0.5, 1, 2, 4, 8, 15, 15 … seconds.
pub fn back_off(attempt: u32) -> Duration {
    let doubled = Duration::from_millis(250) * 2_u32.saturating_pow(attempt.saturating_sub(1).min(10));
    doubled.min(LONGEST)
}

/// Runs until the loop is gone. `doubt` is notified by whoever got no answer from the database.
pub async fn keep<S: Source>(source: S, to: Sender<Incoming>, doubt: Arc<Notify>) {
    let tell = |msg| to.send(Incoming::Msg(msg)).is_ok();
    let mut first = true;
    let mut lost = None;
    let mut attempt = 0;
    loop {
        match source.watch().await {
            Ok(feed) => {
                // What changed while nobody watched is not known, and somebody may wait to repeat a write.
                lost = None;
                if !first && !tell(Msg::Link(LinkState::Up)) {
                    return;
                }
                (first, attempt) = (false, 0);
                if !follow(feed, &tell, &doubt).await {
                    return;
                }
                // A link that is doubted again and again is not asked without end.
                tokio::time::sleep(PAUSE).await;
            }
            Err(_) => {
                attempt += 1;
                let wait = back_off(attempt);
                let now = Utc::now();
                let since = *lost.get_or_insert(now);
                let next = now + TimeDelta::from_std(wait).unwrap_or_default();
                first = false;
                if !tell(Msg::Link(LinkState::Retrying { attempt, since, next })) {
                    return;
                }
                tokio::time::sleep(wait).await;
            }
        }
    }
}

/// Passes changes on until the feed fails or somebody doubts the link; false when nobody listens any more.
async fn follow<F: Feed>(mut feed: F, tell: &impl Fn(Msg) -> bool, doubt: &Notify) -> bool {
    loop {
        let change = tokio::select! {
            change = feed.next() => change,
            () = doubt.notified() => return true,
        };
        match change {
            Ok(()) if tell(Msg::Changed) => {}
            Ok(_) => return false,
            Err(_) => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_ever_more_slowly() {
        let waits: Vec<_> = (1..=9).map(|attempt| back_off(attempt).as_millis()).collect();
        assert_eq!(waits, [250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    }

    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc::channel;

    use crate::domain::ids::OperationId;
    use crate::tui::core::client::{Answer, Command, Error, Query, Receipt};

    /// Away for the second and third attempt to watch it.
    #[derive(Clone, Default)]
    struct Flaky(Arc<AtomicU32>);

    impl Source for Flaky {
        type Feed = Self;

        async fn read(&self, _query: Query) -> Result<Answer, Error> {
            Err(Error::passing_in_test())
        }

        async fn write(&self, _operation: OperationId, _command: Command) -> Result<Receipt, Error> {
            Err(Error::passing_in_test())
        }

        async fn watch(&self) -> Result<Self, Error> {
            match self.0.fetch_add(1, Ordering::SeqCst) {
                1 | 2 => Err(Error::passing_in_test()),
                _ => Ok(self.clone()),
            }
        }
    }

    impl Feed for Flaky {
        async fn next(&mut self) -> Result<(), Error> {
            std::future::pending().await
        }
    }

    #[tokio::test]
    async fn a_doubted_link_is_tried_until_it_is_back() {
        let (to, from) = channel();
        let doubt = Arc::new(Notify::new());
        let task = tokio::spawn(keep(Flaky::default(), to, Arc::clone(&doubt)));
        doubt.notify_one();
        let told = tokio::task::spawn_blocking(move || (0..3).map(|_| from.recv().unwrap()).collect::<Vec<_>>());
        let told = told.await.unwrap();
        task.abort();
        let attempts: Vec<_> = told
            .iter()
            .map(|incoming| match incoming {
                Incoming::Msg(Msg::Link(LinkState::Retrying { attempt, .. })) => Some(*attempt),
                Incoming::Msg(Msg::Link(LinkState::Up)) => None,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(attempts, [Some(1), Some(2), None]);
    }
}
