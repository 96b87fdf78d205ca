//! Connections: taken within their bounds, held to signing in within their time, and closed when their session is over. Whatever goes
//! wrong with one of them, or with taking one, ends none of the others.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use russh::Disconnect;
use russh::server::run_stream;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::time::{sleep, sleep_until, timeout, timeout_at};

use super::bounds::{FAREWELL, FINISH, Held, SIGN_IN};
use super::connection::{Connection, Progress};
use super::line::{Closer, Line};
use super::penalties::{Turn, network};
use super::serve::Server;

/// After an error of taking, so that a lasting one does not keep a core busy.
const PAUSE: Duration = Duration::from_millis(100);
/// What a goodbye may take.
const GOODBYE: Duration = Duration::from_millis(500);
/// The log is told so often.
const MINUTE: Duration = Duration::from_secs(60);

/// Takes connections until it is dropped.
pub async fn listen(server: Arc<Server>, listener: TcpListener) {
    let mut faults = 0_u64;
    let mut told = Instant::now();
    loop {
        match listener.accept().await {
            Ok((socket, peer)) => take(&server, socket, peer),
            Err(fault) => {
                // No more file descriptors, or a connection that was gone again: neither ends the others.
                faults += 1;
                if faults == 1 || told.elapsed() >= MINUTE {
                    tracing::warn!(%fault, faults, "a connection could not be taken");
                    told = Instant::now();
                }
                sleep(PAUSE).await;
            }
        }
    }
}

/// Tells the log who came without signing in.
pub async fn tell(server: Arc<Server>) {
    loop {
        sleep(MINUTE).await;
        let (networks, others) = server.penalties.told(Instant::now());
        for (from, turns) in networks {
            tracing::info!(%from, failed = turns.failed, silent = turns.silent, refused = turns.refused, "came and did not sign in");
        }
        let sum = others.failed.saturating_add(others.silent).saturating_add(others.refused);
        if sum > 0 {
            tracing::info!(turns = sum, "many more came and did not sign in");
        }
    }
}

fn take(server: &Arc<Server>, socket: TcpStream, peer: SocketAddr) {
    let (from, now) = (network(peer.ip()), Instant::now());
    if server.penalties.is_refused(from, now) {
        return server.penalties.note(from, Turn::Refused, now);
    }
    match server.waiting.hold(from) {
        Ok(place) => drop(server.handle.spawn(hold(Arc::clone(server), (socket, peer), (from, place)))),
        Err(_) => server.penalties.note(from, Turn::Refused, now),
    }
}

/// One connection, from its beginning to its end.
async fn hold(server: Arc<Server>, (socket, peer): (TcpStream, SocketAddr), (from, waiting): (IpAddr, Held<IpAddr>)) {
    // A key and its answer are small and wanted at once.
    let _ = socket.set_nodelay(true);
    let Ok(closer) = Closer::of(&socket) else { return };
    let (over, mut is_over) = oneshot::channel();
    let progress = Arc::<Progress>::default();
    let mut signed_in = progress.signed_in.subscribe();
    let connection = Connection::new(Arc::clone(&server), peer, Arc::clone(&progress), over);
    let deadline = tokio::time::Instant::now() + SIGN_IN;
    let begun = timeout_at(deadline, run_stream(Arc::clone(&server.protocol), Line::new(socket), connection)).await;
    let Ok(Ok(mut session)) = begun else {
        return server.penalties.note(from, Turn::Silent, Instant::now());
    };
    tokio::select! {
        _ = &mut session => {}
        _ = signed_in.wait_for(Option::is_some) => {}
        () = sleep_until(deadline) => {}
    }
    let limits = signed_in.borrow().clone();
    let Some(limits) = limits else {
        closer.close();
        let turn = if progress.failed.load(Ordering::SeqCst) > 0 {
            Turn::Failed
        } else {
            Turn::Silent
        };
        return server.penalties.note(from, turn, Instant::now());
    };
    drop(waiting);
    tokio::select! {
        _ = &mut session => return,
        _ = &mut is_over => {}
        () = nothing_begun(&progress) => {}
        () = overdue(limits) => {}
    }
    // Who was told that their session is over leaves by themselves. A goodbye waits behind what is sent; the socket does not.
    if timeout(GOODBYE, &mut session).await.is_ok() {
        return;
    }
    let connection = session.handle();
    let goodbye = connection.disconnect(Disconnect::ByApplication, String::new(), String::new());
    let _ = timeout(GOODBYE, goodbye).await;
    let _ = timeout(GOODBYE, &mut session).await;
    closer.close();
}

/// Somebody signed in and wants nothing.
async fn nothing_begun(progress: &Progress) {
    sleep(SIGN_IN).await;
    if progress.begun.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
}

/// A session that was to end and did not, however long its own end may take.
async fn overdue(mut ends: watch::Receiver<bool>) {
    let _ = ends.wait_for(|ends| *ends).await;
    sleep(FAREWELL + FINISH).await;
}
