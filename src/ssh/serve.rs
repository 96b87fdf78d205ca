//! The server as a whole: begun over an open shop, and ended so that nothing stays half done.

use std::ffi::OsString;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::keys::PrivateKey;
use russh::server::Config;
use russh::{Limits as Rekeying, SshId};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::sleep;

use super::bounds::{ATTEMPTS, Counter, FAREWELL, FINISH, PACKET, SESSIONS, SESSIONS_OF_ONE, UNANSWERED, WAITING, WAITING_OF_ONE};
use super::connection::only_keys;
use super::live::{Ending, Live, Present};
use super::penalties::Penalties;
use super::{exec, listener, watch as watching};
use crate::config::Configuration;
use crate::domain::ids::OperatorId;
use crate::locale::Catalogue;
use crate::service::Krafta;
use crate::tui::start::Companions;
use crate::tui::terminal::panics;

/// How a wrong key is answered: not sooner, whatever was looked for.
const REJECTION: Duration = Duration::from_millis(300);
/// Bytes of a channel that may be under way to us.
const WINDOW: u32 = 64 * 1024;
/// Keys are exchanged anew after so many bytes, and so often.
const REKEY_BYTES: usize = 1 << 29;
const REKEY_TIME: Duration = Duration::from_secs(3_600);
/// How often an end is looked for that is waited for.
const LOOK: Duration = Duration::from_millis(20);

/// How long a session may do nothing, and last.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub idle: Duration,
    pub longest: Duration,
}

/// What all connections share.
pub struct Server {
    pub shop: Krafta,
    pub configuration: Configuration,
    pub catalogue: &'static Catalogue,
    pub handle: Handle,
    pub protocol: Arc<Config>,
    pub live: Live,
    pub places: Counter<OperatorId>,
    pub waiting: Counter<IpAddr>,
    pub penalties: Penalties,
    pub limits: Limits,
    /// The program that runs a line, and what it is told of the shop.
    pub program: (PathBuf, Vec<OsString>),
}

impl Server {
    /// Tells when this session is to end.
    pub fn idle_watch(&self, present: &Present) -> watch::Receiver<bool> {
        watching::limits(self, present)
    }
}

/// Serves the shop at an address until SIGTERM or SIGINT. `arguments` tell the program which shop it is; `ready` is called when
/// connections are taken.
///
/// # Errors
/// The address cannot be listened at, or the process cannot be told to end.
pub async fn serve(
    shop: Krafta,
    configuration: Configuration,
    (address, key): (SocketAddr, PrivateKey),
    arguments: Vec<OsString>,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let handle = Handle::current();
    let catalogue = Catalogue::of(configuration.locale);
    panics::report(configuration.places.state.clone(), catalogue);
    let listener = TcpListener::bind(address).await?;
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (companions, fault) = Companions::start(&handle, &shop, catalogue);
    if let Some(fault) = fault {
        tracing::warn!(%fault, "served without a sender of messages");
    }
    let settings = &configuration.settings.serve;
    let server = Arc::new(Server {
        protocol: Arc::new(protocol(key, Duration::from_secs(settings.keep_alive_seconds.into()))),
        limits: Limits {
            idle: Duration::from_secs(60 * u64::from(settings.idle_minutes)),
            longest: Duration::from_secs(3_600 * u64::from(settings.longest_hours)),
        },
        shop,
        configuration,
        catalogue,
        handle: handle.clone(),
        live: Live::default(),
        places: Counter::new(SESSIONS, SESSIONS_OF_ONE),
        waiting: Counter::new(WAITING, WAITING_OF_ONE),
        penalties: Penalties::default(),
        program: (exec::program()?, arguments),
    });
    let watches = [
        handle.spawn(watching::keys(Arc::clone(&server))),
        handle.spawn(listener::tell(Arc::clone(&server))),
    ];
    let at = listener.local_addr()?;
    tracing::info!(%at, "serving over ssh");
    ready(at);
    tokio::select! {
        () = listener::listen(Arc::clone(&server), listener) => {}
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    stop(&server, companions).await;
    for watch in watches {
        watch.abort();
    }
    Ok(())
}

/// Whoever is here is told, and what they are doing is waited for, within its bounds.
async fn stop(server: &Arc<Server>, companions: Companions) {
    let sessions = server.live.all();
    tracing::info!(sessions = sessions.len(), "the server stops");
    for session in sessions {
        server.live.cut(session, Ending::Restart);
    }
    let deadline = Instant::now() + FAREWELL + FINISH;
    while !server.live.all().is_empty() && Instant::now() < deadline {
        sleep(LOOK).await;
    }
    // It waits for what runs just now, and would keep this thread.
    let finished = tokio::task::spawn_blocking(move || companions.finish()).await;
    tracing::info!(
        left = server.live.all().len(),
        in_order = finished.is_ok(),
        "the server has stopped"
    );
}

fn protocol(key: PrivateKey, keep_alive: Duration) -> Config {
    Config {
        // Which version of what this is helps nobody.
        server_id: SshId::Standard("SSH-2.0-krafta".into()),
        methods: only_keys(),
        auth_rejection_time: REJECTION,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key],
        limits: Rekeying::new(REKEY_BYTES, REKEY_BYTES, REKEY_TIME),
        window_size: WINDOW,
        maximum_packet_size: PACKET as u32,
        // One frame waits while one is sent.
        channel_buffer_size: 1,
        event_buffer_size: 1,
        // The first try names no key.
        max_auth_attempts: ATTEMPTS as usize + 1,
        // Also what an end may take that the other side does not answer.
        inactivity_timeout: Some(keep_alive * 4),
        keepalive_interval: Some(keep_alive),
        keepalive_max: UNANSWERED - 1,
        nodelay: true,
        ..Config::default()
    }
}
