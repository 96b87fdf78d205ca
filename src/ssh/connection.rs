//! One connection: who signs in is the operator of the key that signed, and what they may have is one channel with a terminal or a line of
//! the command line. Everything else that SSH offers is refused. What the client says of itself (user name, version, environment,
//! terminal) is text of a stranger: a user name opens nothing, variables are not looked at.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use russh::keys::{HashAlg, PublicKey};
use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId, ChannelOpenFailure, ChannelWriteHalf, MethodKind, MethodSet, Pty, Sig};
use tokio::sync::{oneshot, watch};

use super::bounds::{ATTEMPTS, Full, Held, LINE, PACKET};
use super::exec::{self, Asked, Exec};
use super::live::Present;
use super::seat::{Person, Screen, Seat};
use super::serve::Server;
use crate::domain::ids::OperatorId;
use crate::service::people::keys::KeyHolder;
use crate::tui::terminal::connected;

/// Characters of a terminal's name.
const LONGEST_TERM: usize = 40;
/// Exit codes, as the command line's own.
const REFUSED: u32 = 1;
const USAGE: u32 = 2;

/// Why a connection ends.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Protocol(#[from] russh::Error),
    #[error("too many keys")]
    Attempts,
    #[error("a packet larger than was agreed")]
    Packet,
    #[error("more input than a person makes")]
    Flood,
}

/// What the connection's task knows of what the handler came to.
#[derive(Debug, Default)]
pub struct Progress {
    /// Keys that were not taken.
    pub failed: AtomicU32,
    pub signed_in: watch::Sender<Option<watch::Receiver<bool>>>,
    /// A terminal or a line has begun.
    pub begun: AtomicBool,
}

/// What runs in the channel.
#[derive(Debug)]
enum Work {
    None,
    Terminal(Seat),
    Line(Exec),
}

/// The handler of one connection.
pub struct Connection {
    server: Arc<Server>,
    peer: SocketAddr,
    progress: Arc<Progress>,
    signed: Option<Signed>,
    channel: Option<Arc<ChannelWriteHalf<Msg>>>,
    screen: Option<Screen>,
    work: Work,
    over: Option<oneshot::Sender<()>>,
}

/// Somebody who has signed in.
struct Signed {
    holder: KeyHolder,
    present: Present,
    /// Given back when the connection ends.
    place: Result<Held<OperatorId>, Full>,
}

impl Connection {
    /// `over` hears when what was begun in the channel has ended.
    pub fn new(server: Arc<Server>, peer: SocketAddr, progress: Arc<Progress>, over: oneshot::Sender<()>) -> Self {
        Self {
            server,
            peer,
            progress,
            signed: None,
            channel: None,
            screen: None,
            work: Work::None,
            over: Some(over),
        }
    }

    /// Whose key this is. What goes wrong in looking is no reason to let anybody in.
    async fn holder(&self, key: &PublicKey) -> Option<KeyHolder> {
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        match self.server.shop.people().holder(&fingerprint).await {
            Ok(holder) => holder,
            Err(error) => {
                tracing::warn!(code = error.code(), "a key could not be looked for");
                None
            }
        }
    }

    fn refused(&self) -> Result<Auth, Fault> {
        if self.progress.failed.fetch_add(1, Ordering::SeqCst) + 1 > ATTEMPTS {
            return Err(Fault::Attempts);
        }
        Ok(Auth::Reject {
            proceed_with_methods: Some(only_keys()),
            partial_success: false,
        })
    }

    fn sign_in(&mut self, holder: KeyHolder) {
        let Some(operator) = holder.actor.id else { return };
        let present = self.server.live.enter(operator, holder.key);
        let place = self.server.places.hold(operator);
        tracing::info!(
            session = %present.id,
            operator = %operator,
            key = %holder.key,
            from = %self.peer.ip(),
            place = place.is_ok(),
            "signed in over ssh"
        );
        let _ = self.progress.signed_in.send(Some(self.server.idle_watch(&present)));
        self.signed = Some(Signed { holder, present, place });
    }

    /// Where from and by which key, for the log: no names.
    fn origin(&self, holder: &KeyHolder) -> String {
        format!("ssh {} {}", self.peer.ip(), holder.fingerprint)
    }

    /// The channel, where nothing has begun in it yet.
    fn free(&mut self, channel: ChannelId) -> Option<Arc<ChannelWriteHalf<Msg>>> {
        let out = self.channel.clone().filter(|out| out.id() == channel)?;
        let first = !self.progress.begun.swap(true, Ordering::SeqCst);
        first.then_some(out)
    }

    /// Says why nothing is begun, and ends.
    fn say_no(&mut self, out: Arc<ChannelWriteHalf<Msg>>, key: &'static str, code: u32) {
        let (server, over) = (Arc::clone(&self.server), self.over.take());
        self.server.handle.spawn(async move {
            exec::refuse(&server, &out, key, code).await;
            let _ = over.map(|over| over.send(()));
        });
    }

    /// Why this person gets nothing, if they do not.
    fn no_place(&self) -> Option<&'static str> {
        match self.signed.as_ref().map(|signed| &signed.place) {
            Some(Ok(_)) => None,
            Some(Err(Full::One)) => Some("visit-too-many-of-one"),
            Some(Err(Full::All)) | None => Some("visit-too-many"),
        }
    }

    fn begin_terminal(&mut self, out: Arc<ChannelWriteHalf<Msg>>, screen: Screen) {
        let (Some(signed), Some(over)) = (&self.signed, self.over.take()) else {
            return;
        };
        let person = Person {
            origin: self.origin(&signed.holder),
            holder: signed.holder.clone(),
            end: signed.present.end.clone(),
        };
        match Seat::begin(&self.server, person, screen, Arc::clone(&out), over) {
            Ok(seat) => self.work = Work::Terminal(seat),
            Err(fault) => {
                tracing::error!(%fault, "a session could not begin");
                self.say_no(out, "visit-too-many", REFUSED);
            }
        }
    }

    fn begin_line(&mut self, out: Arc<ChannelWriteHalf<Msg>>, line: &[u8]) {
        let line = std::str::from_utf8(line)
            .ok()
            .filter(|line| line.len() <= LINE && !line.contains('\0'));
        let Some(line) = line else {
            return self.say_no(out, "visit-line-unreadable", USAGE);
        };
        let (Some(signed), Some(over)) = (&self.signed, self.over.take()) else {
            return;
        };
        let asked = Asked {
            line: line.to_owned(),
            login: signed.holder.login.to_string(),
            origin: self.origin(&signed.holder),
            terminal: self.screen.is_some(),
            end: signed.present.end.clone(),
            activity: signed.present.activity.clone(),
        };
        match Exec::begin(&self.server, asked, Arc::clone(&out), over) {
            Ok(exec) => self.work = Work::Line(exec),
            Err(fault) => {
                tracing::error!(%fault, "a line could not be run");
                self.say_no(out, "visit-too-many", REFUSED);
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(signed) = &self.signed {
            let lasted = signed.present.activity.began().elapsed().as_secs();
            tracing::info!(session = %signed.present.id, seconds = lasted, "left ssh");
        }
    }
}

/// The one way to sign in.
pub fn only_keys() -> MethodSet {
    MethodSet::from(&[MethodKind::PublicKey][..])
}

impl Handler for Connection {
    type Error = Fault;

    /// Whether it is worth signing with this key: says nothing of who is there.
    async fn auth_publickey_offered(&mut self, _user: &str, offer: PublicKeyOffer<'_>) -> Result<Auth, Fault> {
        match self.holder(offer.public_key).await {
            Some(_) => Ok(Auth::Accept),
            None => self.refused(),
        }
    }

    /// The key that signed says who it is.
    async fn auth_publickey(&mut self, _user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Fault> {
        match self.holder(key.public_key).await {
            Some(holder) => {
                self.sign_in(holder);
                Ok(Auth::Accept)
            }
            None => self.refused(),
        }
    }

    async fn channel_open_session(&mut self, channel: Channel<Msg>, reply: ChannelOpenHandle, _: &mut Session) -> Result<(), Fault> {
        if self.channel.is_some() || self.signed.is_none() {
            reply.reject(ChannelOpenFailure::AdministrativelyProhibited).await;
            return Ok(());
        }
        // What comes is given to this handler; nobody else listens.
        let (_, out) = channel.split();
        self.channel = Some(Arc::new(out));
        reply.accept().await;
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Fault> {
        if self.progress.begun.load(Ordering::SeqCst) {
            return Ok(session.channel_failure(channel)?);
        }
        let plain = term.len() <= LONGEST_TERM && term.bytes().all(|byte| byte.is_ascii_graphic());
        self.screen = Some(Screen {
            term: if plain { term.to_owned() } else { String::new() },
            size: connected::size(columns, rows),
        });
        Ok(session.channel_success(channel)?)
    }

    async fn window_change_request(&mut self, _: ChannelId, columns: u32, rows: u32, _: u32, _: u32, _: &mut Session) -> Result<(), Fault> {
        if let Work::Terminal(seat) = &self.work {
            seat.resized(connected::size(columns, rows));
        }
        Ok(())
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Fault> {
        let Some(out) = self.free(channel) else {
            return Ok(session.channel_failure(channel)?);
        };
        session.channel_success(channel)?;
        match (self.no_place(), self.screen.clone()) {
            (Some(key), _) => self.say_no(out, key, REFUSED),
            (None, None) => self.say_no(out, "visit-no-shell", USAGE),
            (None, Some(screen)) => self.begin_terminal(out, screen),
        }
        Ok(())
    }

    async fn exec_request(&mut self, channel: ChannelId, line: &[u8], session: &mut Session) -> Result<(), Fault> {
        let Some(out) = self.free(channel) else {
            return Ok(session.channel_failure(channel)?);
        };
        session.channel_success(channel)?;
        match self.no_place() {
            Some(key) => self.say_no(out, key, REFUSED),
            None => self.begin_line(out, line),
        }
        Ok(())
    }

    async fn data(&mut self, _: ChannelId, bytes: &[u8], _: &mut Session) -> Result<(), Fault> {
        if bytes.len() > PACKET {
            return Err(Fault::Packet);
        }
        if let Some(signed) = &self.signed {
            signed.present.activity.touch();
        }
        match &mut self.work {
            Work::None => Ok(()),
            Work::Terminal(seat) => seat.typed(bytes).map_err(|_| Fault::Flood),
            Work::Line(exec) => exec.typed(bytes).map_err(|_| Fault::Flood),
        }
    }

    async fn channel_eof(&mut self, _: ChannelId, _: &mut Session) -> Result<(), Fault> {
        if let Work::Line(exec) = &mut self.work {
            exec.ended();
        }
        Ok(())
    }

    /// The client wants nothing more of it.
    async fn channel_close(&mut self, _: ChannelId, _: &mut Session) -> Result<(), Fault> {
        self.work = Work::None;
        Ok(())
    }

    /// An interrupted line ends; a terminal has its own keys.
    async fn signal(&mut self, _: ChannelId, signal: Sig, _: &mut Session) -> Result<(), Fault> {
        if matches!(signal, Sig::INT | Sig::TERM | Sig::HUP | Sig::KILL) && matches!(self.work, Work::Line(_)) {
            self.work = Work::None;
        }
        Ok(())
    }

    async fn env_request(&mut self, channel: ChannelId, _: &str, _: &str, session: &mut Session) -> Result<(), Fault> {
        Ok(session.channel_failure(channel)?)
    }

    async fn subsystem_request(&mut self, channel: ChannelId, _: &str, session: &mut Session) -> Result<(), Fault> {
        Ok(session.channel_failure(channel)?)
    }

    async fn x11_request(&mut self, channel: ChannelId, _: bool, _: &str, _: &str, _: u32, session: &mut Session) -> Result<(), Fault> {
        Ok(session.channel_failure(channel)?)
    }
}
