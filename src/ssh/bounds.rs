//! What the server gives at most, and who holds how much of it. What is held is given back when its holder is dropped, however it ends.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Connections that have not signed in: all, and of one network.
pub const WAITING: usize = 32;
pub const WAITING_OF_ONE: usize = 4;
/// How long signing in may take, and beginning something after it.
pub const SIGN_IN: Duration = Duration::from_secs(20);
/// Sessions: all, and of one operator.
pub const SESSIONS: usize = 64;
pub const SESSIONS_OF_ONE: usize = 3;
/// Keys that one connection may try.
pub const ATTEMPTS: u32 = 3;
/// How soon a frame has to be taken.
pub const TAKEN: Duration = Duration::from_secs(5);
/// The least time between two frames of a flood.
pub const FRAME: Duration = Duration::from_millis(50);
/// Bytes of one packet.
pub const PACKET: usize = 4 * 1024;
/// Bytes of a paste, and bytes that wait to be read as keys.
pub const PASTE: usize = 64 * 1024;
/// Keys, clicks and pastes in a second.
pub const EVENTS: u32 = 200;
/// Bytes that a line of the command line may be given.
pub const STDIN: usize = 8 * 1024 * 1024;
/// Bytes of such a line.
pub const LINE: usize = 32 * 1024;
/// Times that nothing is answered before a connection is lost, the last one included.
pub const UNANSWERED: usize = 3;
/// What an end may take that is told.
pub const FAREWELL: Duration = Duration::from_secs(4);
/// What a line of the command line is given to finish when the server stops.
pub const FINISH: Duration = Duration::from_secs(10);

/// Counts what is held, by whom.
#[derive(Debug)]
pub struct Counter<K> {
    held: Arc<Mutex<HashMap<K, usize>>>,
    most: usize,
    most_of_one: usize,
}

/// Why nothing more is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// All of it is held.
    All,
    /// This one holds as much as one may.
    One,
}

/// One of what is counted.
#[derive(Debug)]
pub struct Held<K: Hash + Eq> {
    held: Arc<Mutex<HashMap<K, usize>>>,
    by: K,
}

impl<K: Copy + Hash + Eq> Counter<K> {
    pub fn new(most: usize, most_of_one: usize) -> Self {
        Self {
            held: Arc::default(),
            most,
            most_of_one,
        }
    }

    /// # Errors
    /// As much is held as may be.
    pub fn hold(&self, by: K) -> Result<Held<K>, Full> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.values().sum::<usize>() >= self.most {
            return Err(Full::All);
        }
        let count = held.entry(by).or_insert(0);
        if *count >= self.most_of_one {
            return Err(Full::One);
        }
        *count += 1;
        Ok(Held {
            held: Arc::clone(&self.held),
            by,
        })
    }

    pub fn count(&self) -> usize {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

impl<K: Hash + Eq> Drop for Held<K> {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.by) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                held.remove(&self.by);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_given_back_however_it_ends() {
        let counter = Counter::new(3, 2);
        let first = counter.hold('a').unwrap();
        let second = counter.hold('a').unwrap();
        assert_eq!(counter.hold('a').unwrap_err(), Full::One);
        let third = counter.hold('b').unwrap();
        assert_eq!(counter.hold('c').unwrap_err(), Full::All);
        drop(first);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            let _held = second;
            panic!("a session's end");
        }));
        assert!(panicked.is_err());
        assert_eq!(counter.count(), 1);
        drop(third);
        assert_eq!(counter.count(), 0);
        assert!(counter.held.lock().unwrap().is_empty(), "nobody is remembered");
    }
}
