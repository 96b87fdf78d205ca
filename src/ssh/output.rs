//! What a session draws, on its way to its person: one frame at a time, each taken within its time or the session is over. The thread
//! that draws waits here, so that what changed meanwhile is one frame.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use russh::ChannelWriteHalf;
use russh::server::Msg;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::bounds::TAKEN;

/// One frame, and the right to have it under way.
type Frame = (Vec<u8>, OwnedSemaphorePermit);

/// The writer of a session. Clones write to the same place, each what it was flushed with.
pub struct Frames {
    handle: Handle,
    to: UnboundedSender<Frame>,
    one: Arc<Semaphore>,
    lost: Arc<AtomicBool>,
    held: Vec<u8>,
}

impl Clone for Frames {
    fn clone(&self) -> Self {
        Self {
            handle: self.handle.clone(),
            to: self.to.clone(),
            one: Arc::clone(&self.one),
            lost: Arc::clone(&self.lost),
            held: Vec::new(),
        }
    }
}

impl Frames {
    /// Begins to send to `out`; the task ends when no writer is left, or when nothing is taken any more, which `lost` is told.
    pub fn start(handle: &Handle, out: Arc<ChannelWriteHalf<Msg>>, lost: impl FnOnce() + Send + 'static) -> (Self, JoinHandle<()>) {
        let (to, from) = unbounded_channel();
        let frames = Self {
            handle: handle.clone(),
            to,
            one: Arc::new(Semaphore::new(1)),
            lost: Arc::default(),
            held: Vec::new(),
        };
        let task = handle.spawn(send(from, out, Arc::clone(&frames.lost), lost));
        (frames, task)
    }
}

async fn send(mut from: UnboundedReceiver<Frame>, out: Arc<ChannelWriteHalf<Msg>>, is_lost: Arc<AtomicBool>, lost: impl FnOnce()) {
    while let Some((bytes, permit)) = from.recv().await {
        if !matches!(timeout(TAKEN, out.data_bytes(bytes)).await, Ok(Ok(()))) {
            is_lost.store(true, Ordering::SeqCst);
            return lost();
        }
        drop(permit);
    }
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let bytes = mem::take(&mut self.held);
        if self.lost.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let one = Arc::clone(&self.one);
        // The time is counted by the runtime, which this thread is not one of.
        match self.handle.block_on(async { timeout(TAKEN, one.acquire_owned()).await }) {
            Ok(Ok(permit)) => self.to.send((bytes, permit)).map_err(|_| io::ErrorKind::BrokenPipe.into()),
            _ => {
                self.lost.store(true, Ordering::SeqCst);
                Err(io::ErrorKind::TimedOut.into())
            }
        }
    }
}
