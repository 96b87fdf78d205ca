//! What a person types, as their terminal sends it: bytes to keys, no more of them in a second than a person makes. What is more waits, and
//! who sends more than may wait is no person.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::bounds::{EVENTS, PASTE};
use crate::tui::core::msg::{End, Msg};
use crate::tui::terminal::decode::Decoder;
use crate::tui::terminal::input::{ALONE, Incoming, incoming};

/// Where the bytes of a session go in.
#[derive(Debug)]
pub struct Input {
    to: UnboundedSender<Vec<u8>>,
    waiting: Arc<AtomicUsize>,
}

/// More came than may wait.
#[derive(Debug)]
pub struct Flood;

impl Input {
    /// Begins to read; the session hears of its end.
    pub fn start(handle: &Handle, session: Sender<Incoming>) -> Self {
        let (to, from) = unbounded_channel();
        let waiting = Arc::<AtomicUsize>::default();
        handle.spawn(read(from, Arc::clone(&waiting), session));
        Self { to, waiting }
    }

    /// # Errors
    /// More waits than may.
    pub fn push(&self, bytes: &[u8]) -> Result<(), Flood> {
        let before = self.waiting.fetch_add(bytes.len(), Ordering::SeqCst);
        if before + bytes.len() > PASTE {
            return Err(Flood);
        }
        // A session that has ended reads nothing more.
        let _ = self.to.send(bytes.to_vec());
        Ok(())
    }
}

async fn read(mut from: UnboundedReceiver<Vec<u8>>, waiting: Arc<AtomicUsize>, session: Sender<Incoming>) {
    let mut decoder = Decoder::taking(PASTE);
    let mut rate = Rate::new(Instant::now());
    loop {
        let events = if decoder.is_in_doubt() {
            match timeout(Duration::from_millis(u64::from(ALONE)), from.recv()).await {
                Ok(Some(bytes)) => fed(&mut decoder, &bytes, &waiting),
                Ok(None) => break,
                Err(_) => decoder.settle().into_iter().collect(),
            }
        } else {
            match from.recv().await {
                Some(bytes) => fed(&mut decoder, &bytes, &waiting),
                None => break,
            }
        };
        for incoming in events.into_iter().filter_map(|event| incoming(event, PASTE)) {
            sleep_until(rate.next(Instant::now())).await;
            if session.send(incoming).is_err() {
                return;
            }
        }
    }
    let _ = session.send(Incoming::Msg(Msg::End(End::Lost)));
}

fn fed(decoder: &mut Decoder, bytes: &[u8], waiting: &AtomicUsize) -> Vec<crossterm::event::Event> {
    waiting.fetch_sub(bytes.len(), Ordering::SeqCst);
    decoder.feed(bytes)
}

/// So many a second, and a second's worth at once after a rest.
#[derive(Debug)]
struct Rate {
    due: Instant,
}

impl Rate {
    const EACH: Duration = Duration::from_micros(1_000_000 / EVENTS as u64);

    const fn new(now: Instant) -> Self {
        Self { due: now }
    }

    /// When the next one may be.
    fn next(&mut self, now: Instant) -> Instant {
        let earliest = now.checked_sub(Duration::from_secs(1)).unwrap_or(now);
        self.due = self.due.max(earliest) + Self::EACH;
        self.due
    }
}

/// Sizes that follow each other closely are one: the last.
pub async fn settled_size(mut sizes: tokio::sync::watch::Receiver<ratatui::layout::Size>, session: Sender<Incoming>) {
    while sizes.changed().await.is_ok() {
        let size = *sizes.borrow_and_update();
        if session.send(Incoming::Msg(Msg::Resize(size))).is_err() {
            return;
        }
        sleep(super::bounds::FRAME).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_of_keys_comes_at_once_and_no_more() {
        let start = Instant::now();
        let mut rate = Rate::new(start);
        let later = start + Duration::from_secs(10);
        let due: Vec<_> = (0..=EVENTS).map(|_| rate.next(later)).collect();
        assert!(due[..EVENTS as usize].iter().all(|at| *at <= later));
        assert!(due[EVENTS as usize] > later);
        for _ in 0..EVENTS * 3 {
            rate.next(later);
        }
        assert!(rate.next(later) >= later + Duration::from_millis(2_990));
    }

    #[tokio::test]
    async fn who_sends_more_than_may_wait_is_told_apart_from_who_pastes() {
        let (to, from) = std::sync::mpsc::channel();
        let input = Input::start(&Handle::current(), to);
        input.push(b"\x1b[200~").unwrap();
        for _ in 0..100 {
            input.push(&[b'x'; 4_000]).unwrap();
            tokio::task::yield_now().await;
        }
        input.push(b"\x1b[201~").unwrap();
        let paste = loop {
            match from.try_recv() {
                Ok(Incoming::Msg(Msg::Paste { text, cut })) => break (text.len(), cut),
                _ => tokio::task::yield_now().await,
            }
        };
        assert_eq!(paste, (PASTE, true), "one paste, cut");
        let flooded = (0..100).any(|_| input.push(&[b'j'; 4_000]).is_err());
        assert!(flooded);
    }
}
