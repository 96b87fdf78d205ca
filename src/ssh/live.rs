//! Who is connected, and the way to end that: by session, by person, by key, or all.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use uuid::Uuid;

use crate::domain::ids::{OperatorId, OperatorKeyId};
use crate::domain::names::named;

named! {
    /// Why a session ends that its person did not end.
    pub enum Ending {
        /// Their key was revoked or is over, or they were switched off.
        Revoked = "revoked",
        /// An administrator ended it.
        Locked = "locked",
        Idle = "idle",
        /// It lasted as long as one may.
        TooLong = "too-long",
        /// The server stops.
        Restart = "restart",
    }
}

/// What is known of a session from outside of it.
#[derive(Debug)]
struct Entry {
    operator: OperatorId,
    key: OperatorKeyId,
    end: watch::Sender<Option<Ending>>,
}

/// All sessions of the process. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Live(Arc<Mutex<HashMap<Uuid, Entry>>>);

/// A session's place among the others, until it is dropped.
#[derive(Debug)]
pub struct Present {
    live: Live,
    pub id: Uuid,
    /// Why it is to end, once it is.
    pub end: watch::Receiver<Option<Ending>>,
    pub activity: Activity,
}

impl Live {
    pub fn enter(&self, operator: OperatorId, key: OperatorKeyId) -> Present {
        let (sender, end) = watch::channel(None);
        let id = Uuid::now_v7();
        let entry = Entry {
            operator,
            key,
            end: sender,
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, entry);
        Present {
            live: self.clone(),
            id,
            end,
            activity: Activity::default(),
        }
    }

    /// Ends a session; false when there is none of this id any more.
    pub fn cut(&self, id: Uuid, why: Ending) -> bool {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(entry) = entries.get(&id) else { return false };
        // The first reason is the one that is told.
        entry.end.send_if_modified(|end| {
            let first = end.is_none();
            if first {
                *end = Some(why);
            }
            first
        });
        true
    }

    pub fn of_operator(&self, operator: OperatorId) -> Vec<Uuid> {
        self.which(|entry| entry.operator == operator)
    }

    pub fn of_key(&self, key: OperatorKeyId) -> Vec<Uuid> {
        self.which(|entry| entry.key == key)
    }

    pub fn all(&self) -> Vec<Uuid> {
        self.which(|_| true)
    }

    /// The keys by which sessions came, each once.
    pub fn keys(&self) -> Vec<OperatorKeyId> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut keys: Vec<_> = entries.values().map(|entry| entry.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn which(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<Uuid> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().filter(|(_, entry)| wanted(entry)).map(|(id, _)| *id).collect()
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.live.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// Waits until a session is to end.
pub async fn ending(end: &mut watch::Receiver<Option<Ending>>) -> Ending {
    match end.wait_for(Option::is_some).await.map(|why| *why) {
        Ok(Some(why)) => why,
        // Whoever could end it is gone.
        _ => std::future::pending().await,
    }
}

/// When a person last did something.
#[derive(Clone, Debug)]
pub struct Activity {
    start: Instant,
    last: Arc<AtomicU64>,
}

impl Default for Activity {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            last: Arc::default(),
        }
    }
}

impl Activity {
    pub fn touch(&self) {
        let since = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.fetch_max(since, Ordering::Relaxed);
    }

    pub fn last(&self) -> Instant {
        self.start + Duration::from_millis(self.last.load(Ordering::Relaxed))
    }

    pub const fn began(&self) -> Instant {
        self.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_found_and_ended_by_whose_they_are() {
        let live = Live::default();
        let [ana, eva] = [1, 2].map(|id| OperatorId::from_uuid(Uuid::from_u128(id)));
        let [laptop, phone, other] = [3, 4, 5].map(|id| OperatorKeyId::from_uuid(Uuid::from_u128(id)));
        let (one, two) = (live.enter(ana, laptop), live.enter(ana, phone));
        let three = live.enter(eva, other);
        assert_eq!(
            (live.of_operator(ana).len(), live.of_key(phone), live.keys().len()),
            (2, vec![two.id], 3)
        );
        assert!(live.cut(one.id, Ending::Revoked) && live.cut(one.id, Ending::Idle));
        assert_eq!(*one.end.borrow(), Some(Ending::Revoked), "the first reason stays");
        assert_eq!(*two.end.borrow(), None);
        let id = three.id;
        drop(three);
        assert!(!live.cut(id, Ending::Locked) && live.of_operator(eva).is_empty());
    }
}
