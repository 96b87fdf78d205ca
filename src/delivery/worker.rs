//! The sender of a database: looks for what may leave, hands it over, notes how it ended. What was taken by the outside is noted for as
//! long as it takes; a sender that is lost in between leaves the only doubt there is, and it is marked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::post::{Parcel, Post, parcels, put_back};
use super::render::Words;
use crate::domain::Time;
use crate::domain::messages::backoff;
use crate::domain::messages::channel::{Channel, MessageState};
use crate::service::Krafta;
use crate::service::core::error::Error;
use crate::service::messages::reach::Reach;
use crate::service::messages::sending::{Ended, MessageSender, Outgoing, Settled};

/// Messages of each recipient taken at once, for each that is handed over at a time.
const TAKEN: usize = 16;
/// Endings noted in one transaction.
const NOTED: usize = 64;
/// Old messages are looked for so often.
const ERASES: Duration = Duration::from_secs(3600);

/// What a sender did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Delivered {
    pub sent: u64,
    /// To be tried again.
    pub failed: u64,
    /// Somebody has to look at them.
    pub dead: u64,
    /// Another program sends.
    pub busy: bool,
}

/// A sender with its ways out.
pub struct Delivery {
    sender: MessageSender,
    post: Post,
    erased: Option<Instant>,
}

impl Delivery {
    pub fn new(shop: Krafta, words: Words) -> Self {
        Self {
            sender: MessageSender::new(shop.clone()),
            post: Post::new(shop, words),
            erased: None,
        }
    }

    /// Sends all that may leave now, if no other program is at it. Looks first, and writes nothing where there is nothing to do.
    ///
    /// # Errors
    /// Those of the database; what was handed over until then is noted.
    pub async fn once(&mut self) -> Result<Delivered, Error> {
        let mut delivered = Delivered::default();
        if !self.sender.waits().await? {
            // Nothing is to be sent: time to look for what is old.
            if self.erased.is_none_or(|at| at.elapsed() >= ERASES) {
                while self.sender.erase().await? > 0 {}
                self.erased = Some(Instant::now());
            }
            return Ok(delivered);
        }
        if !self.sender.hold().await? {
            delivered.busy = true;
            return Ok(delivered);
        }
        let ended = self.all(&mut delivered).await;
        self.sender.let_go().await?;
        ended.map(|()| delivered)
    }

    async fn all(&mut self, delivered: &mut Delivered) -> Result<(), Error> {
        self.sender.begin().await?;
        let limit = u32::try_from(self.post.width() * TAKEN).unwrap_or(u32::MAX);
        loop {
            if !self.sender.hold().await? {
                return Ok(());
            }
            let taken = self.sender.take(limit).await?;
            if taken.is_empty() {
                return Ok(());
            }
            self.batch(taken, delivered).await;
        }
    }

    /// Hands a batch over, noting endings as they come, and keeps it its own meanwhile.
    async fn batch(&self, taken: Vec<Outgoing>, delivered: &mut Delivered) {
        let resting = self.sender.resting().await.unwrap_or_default();
        let (now, later): (Vec<_>, Vec<_>) = taken.into_iter().partition(|out| rests(out, &resting).is_none());
        let back = later.iter().filter_map(|out| Some(put_back(out.message.id, rests(out, &resting)?)));
        self.note(back.collect(), delivered).await;
        let heard = Heard::default();
        let handed = futures_util::stream::iter(parcels(now)).map(|parcel| self.hand_over(parcel, &heard));
        let mut handed = std::pin::pin!(handed.buffer_unordered(self.post.width()).ready_chunks(NOTED));
        let lease = self.sender.shop().settings().messages.lease_seconds;
        let mut keep = tokio::time::interval(Duration::from_secs(u64::from(lease)) / 3);
        keep.tick().await;
        loop {
            tokio::select! {
                some = handed.next() => {
                    let Some(some) = some else { break };
                    self.note(some.into_iter().flatten().collect(), delivered).await;
                }
                _ = keep.tick() => {
                    // A database that is away is waited for when endings are noted.
                    if let Err(error) = tokio::try_join!(self.sender.hold(), self.sender.keep()) {
                        tracing::warn!(code = error.code(), "messages not kept");
                    }
                }
            }
        }
        for (channel, error) in heard.of_each() {
            if let Some(error) = &error {
                tracing::warn!(channel = channel.as_str(), error, "channel does not answer");
            }
            if let Err(error) = self.sender.note_channel(channel, error).await {
                tracing::warn!(code = error.code(), "channel not noted");
            }
        }
    }

    /// Hands a parcel over, unless its channel has just failed so often that it is about to rest.
    async fn hand_over(&self, parcel: Parcel, heard: &Heard) -> Vec<Ended> {
        let channel = parcel.messages.first().and_then(|out| match &out.reach {
            Reach::Reached { channel, .. } => Some(*channel),
            _ => None,
        });
        if channel.is_some_and(|channel| heard.is_silent(channel)) {
            let until = self.sender.shop().now() + backoff::pause(1, 0.5);
            return parcel.messages.iter().map(|out| put_back(out.message.id, until)).collect();
        }
        let (ended, said) = self.post.send(parcel).await;
        if let Some((channel, error)) = said {
            heard.note(channel, error);
        }
        ended
    }

    /// Notes endings, again and again: what left must be known to have left.
    async fn note(&self, ended: Vec<Ended>, delivered: &mut Delivered) {
        if ended.is_empty() {
            return;
        }
        let mut pause = Duration::from_millis(100);
        while let Err(error) = self.sender.settle(ended.clone()).await {
            tracing::warn!(code = error.code(), detail = %error, messages = ended.len(), "endings not noted yet");
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(5));
        }
        for one in &ended {
            match &one.settled {
                Settled::Sent { .. } => delivered.sent += 1,
                Settled::Stays { state, .. } if *state == MessageState::Dead => delivered.dead += 1,
                Settled::Stays { .. } => delivered.failed += 1,
            }
        }
    }
}

/// What each channel answered last within a batch: its failures in a row since it last answered.
#[derive(Default)]
struct Heard(Mutex<BTreeMap<Channel, Vec<Option<String>>>>);

impl Heard {
    fn note(&self, channel: Channel, error: Option<String>) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_channel = heard.entry(channel).or_default();
        if error.is_none() {
            of_channel.clear();
        }
        of_channel.push(error);
    }

    fn is_silent(&self, channel: Channel) -> bool {
        let heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = heard.get(&channel).map_or(0, |said| said.iter().flatten().count());
        i64::try_from(failures).is_ok_and(|failures| failures >= backoff::OPENS_AFTER)
    }

    fn of_each(&self) -> Vec<(Channel, Option<String>)> {
        let heard = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let each = heard
            .into_iter()
            .map(|(channel, said)| said.into_iter().map(move |one| (channel, one)));
        each.flatten().collect()
    }
}

fn rests(out: &Outgoing, resting: &BTreeMap<Channel, Time>) -> Option<Time> {
    match &out.reach {
        Reach::Reached { channel, .. } => resting.get(channel).copied(),
        _ => None,
    }
}

/// The task of an open program, one for all of its sessions.
#[derive(Debug)]
pub struct DeliveryLoop {
    enough: Arc<Notify>,
    task: Option<JoinHandle<()>>,
}

/// Begins, where the settings want it.
pub fn start(handle: &Handle, shop: Krafta, words: Words) -> DeliveryLoop {
    let enough = Arc::new(Notify::new());
    let wanted = shop.settings().messages.deliver;
    let task = wanted.then(|| handle.spawn(run(shop, words, Arc::clone(&enough))));
    DeliveryLoop { enough, task }
}

impl DeliveryLoop {
    /// Ends; what is being handed over just now is waited for, at most this long.
    pub fn finish(self, most: Duration) {
        let deadline = Instant::now() + most;
        self.enough.notify_one();
        while self.task.as_ref().is_some_and(|task| !task.is_finished()) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

async fn run(shop: Krafta, words: Words, enough: Arc<Notify>) {
    let every = Duration::from_secs(u64::from(shop.settings().messages.every_seconds));
    let mut delivery = Delivery::new(shop, words);
    loop {
        tokio::select! {
            () = enough.notified() => return,
            () = tokio::time::sleep(every) => {}
        }
        if let Err(error) = delivery.once().await {
            tracing::warn!(code = error.code(), detail = %error, "messages not sent");
        }
    }
}
