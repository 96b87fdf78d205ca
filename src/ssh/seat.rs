//! A terminal over SSH: the panes on a thread of their own, drawn through the channel, until the person leaves or the session is ended.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::layout::Size;
use russh::ChannelWriteHalf;
use russh::server::Msg as Outgoing;
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use super::bounds::{FAREWELL, FRAME, TAKEN};
use super::input::{Flood, Input, settled_size};
use super::live::{Ending, ending};
use super::output::Frames;
use super::serve::Server;
use crate::locale::t;
use crate::service::people::keys::KeyHolder;
use crate::tui::core::msg::{End, Msg};
use crate::tui::start::{Visitor, play_visitor};
use crate::tui::terminal::connected;
use crate::tui::terminal::input::Incoming;

/// SIGTERM, as a session hears of an end that others make.
const TERMINATE: i32 = 15;
/// What was shown to begin with is gone, and a report lies with the server.
const FAULT: u32 = 1;

/// A terminal that is played. Dropped, its person is gone.
#[derive(Debug)]
pub struct Seat {
    input: Input,
    sizes: watch::Sender<Size>,
    to: Sender<Incoming>,
}

/// What a terminal says of itself.
#[derive(Clone, Debug)]
pub struct Screen {
    pub term: String,
    pub size: Size,
}

/// Whose session it is, where from, and how it is ended from outside.
#[derive(Debug)]
pub struct Person {
    pub holder: KeyHolder,
    pub origin: String,
    pub end: watch::Receiver<Option<Ending>>,
}

impl Seat {
    /// Begins; `over` hears that it has ended and everything was said.
    ///
    /// # Errors
    /// No more threads.
    pub fn begin(
        server: &Arc<Server>,
        person: Person,
        screen: Screen,
        out: Arc<ChannelWriteHalf<Outgoing>>,
        over: oneshot::Sender<()>,
    ) -> io::Result<Self> {
        let Person { holder, origin, end } = person;
        let visitor = Visitor {
            actor: holder.actor,
            origin,
            by: holder.name,
            term: screen.term,
        };
        let (lost, lost_to) = oneshot::channel();
        let (frames, sent) = Frames::start(&server.handle, Arc::clone(&out), move || {
            let _ = lost.send(());
        });
        let drawing = visitor.drawing(&server.configuration, screen.size);
        let (code, ended) = oneshot::channel();
        let (begun, began) = std::sync::mpsc::channel();
        let its = Arc::clone(server);
        thread::Builder::new().name("session".into()).spawn(move || {
            // Writing waits, which only a thread of its own may.
            let played = connected::take(frames, drawing)
                .map_err(|fault| fault.to_string())
                .and_then(|(terminal, to)| {
                    let _ = begun.send(to);
                    let frame = its.configuration.frame.max(FRAME);
                    play_visitor((terminal, &its.handle), &its.configuration, its.shop.clone(), visitor, frame)
                });
            let _ = code.send(played);
        })?;
        let to = began.recv().map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        let (sizes, changes) = watch::channel(screen.size);
        server.handle.spawn(settled_size(changes, to.clone()));
        let gone = to.clone();
        server.handle.spawn(async move {
            if lost_to.await.is_ok() {
                let _ = gone.send(Incoming::Msg(Msg::End(End::Lost)));
            }
        });
        server
            .handle
            .spawn(last_words(Arc::clone(server), (to.clone(), end), ended, (out, sent), over));
        Ok(Self {
            input: Input::start(&server.handle, to.clone()),
            sizes,
            to,
        })
    }

    /// # Errors
    /// More waits to be read than a person sends.
    pub fn typed(&self, bytes: &[u8]) -> Result<(), Flood> {
        self.input.push(bytes)
    }

    pub fn resized(&self, size: Size) {
        self.sizes.send_replace(size);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.to.send(Incoming::Msg(Msg::End(End::Lost)));
    }
}

/// Waits for the session's end, or brings it about, and says why on the screen that was given back.
async fn last_words(
    server: Arc<Server>,
    (to, mut end): (Sender<Incoming>, watch::Receiver<Option<Ending>>),
    mut ended: oneshot::Receiver<Result<u8, String>>,
    (out, sent): (Arc<ChannelWriteHalf<Outgoing>>, tokio::task::JoinHandle<()>),
    over: oneshot::Sender<()>,
) {
    let played = tokio::select! {
        played = &mut ended => Some(played),
        _ = ending(&mut end) => {
            let _ = to.send(Incoming::Msg(Msg::End(End::Signal(TERMINATE))));
            timeout(FAREWELL, &mut ended).await.ok()
        }
    };
    let why = *end.borrow();
    let (code, said) = match (played, why) {
        (Some(Ok(Ok(code))), None) => (u32::from(code), None),
        (Some(Ok(Err(report))), _) => {
            // Where the report lies is the server's own matter.
            tracing::error!(%report, "a session of ssh broke off");
            (FAULT, Some(t!(server.catalogue, "visit-broke-off")))
        }
        (_, Some(why)) => (FAULT, Some(server.catalogue.text(&format!("visit-ended-{why}"), &[]))),
        (_, None) => (FAULT, None),
    };
    // What was drawn last is sent before.
    let _ = timeout(TAKEN, sent).await;
    let close = async {
        if let Some(said) = said {
            out.data_bytes(format!("{said}\r\n").into_bytes()).await?;
        }
        out.exit_status(code).await?;
        out.eof().await?;
        out.close().await
    };
    // One that is gone hears nothing.
    let _ = timeout(TAKEN, close).await;
    let _ = over.send(());
}
