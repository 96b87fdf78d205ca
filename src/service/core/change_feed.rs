//! That something changed in the shop, by this program or another: the faces that stay open follow it. One look at the database
//! serves all that follow it in a process.

use tokio::sync::Mutex;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender, WeakSender, channel};

use super::error::Error;
use super::krafta::Krafta;
use crate::db::{DbError, Feed};

/// Changes kept for a slow follower: several are one to it anyway.
const BUFFERED: usize = 8;

/// A stream of changes. An error ends it: watch again.
pub struct Watch(Receiver<()>);

/// The feed of this process, while anybody follows it.
#[derive(Default)]
pub(super) struct SharedFeed(Mutex<Option<WeakSender<()>>>);

impl Krafta {
    /// Starts watching; that it succeeds shows that the database answers.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn watch(&self) -> Result<Watch, Error> {
        let mut shared = self.shared_feed().0.lock().await;
        if let Some(sender) = shared.as_ref().and_then(WeakSender::upgrade) {
            self.db().answers().await?;
            return Ok(Watch(sender.subscribe()));
        }
        self.db().take_on_replaced().await?;
        let feed = self.db().watch().await?;
        let (sender, receiver) = channel(BUFFERED);
        *shared = Some(sender.downgrade());
        tokio::spawn(poll(feed, sender));
        Ok(Watch(receiver))
    }
}

/// Until nobody follows any more, or the database does not answer: followers learn that by its end.
async fn poll(mut feed: Feed, sender: Sender<()>) {
    loop {
        let change = tokio::select! {
            change = feed.next() => change,
            () = sender.closed() => {
                // Nobody may join a feed that is ending.
                drop(sender);
                return feed.close().await;
            }
        };
        if let Err(error) = change {
            tracing::debug!(code = error.code(), "change feed ended");
            return;
        }
        // An error says that nobody follows just now.
        let _ = sender.send(());
    }
}

impl Watch {
    /// Waits for the next change, by whomever; also by ourselves.
    ///
    /// # Errors
    /// The database does not answer any more.
    pub async fn next(&mut self) -> Result<(), Error> {
        match self.0.recv().await {
            Ok(()) | Err(RecvError::Lagged(_)) => Ok(()),
            Err(RecvError::Closed) => Err(DbError::Unavailable("the change feed ended".to_owned()).into()),
        }
    }
}
