//! Who was switched off is cut, whoever did it and by whatever program: the one change feed of the process says that something changed, and
//! the keys of those who are here are looked at again. And who does nothing, or has been here as long as one may.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::live::{Ending, Present};
use super::serve::Server;
use crate::service::core::change_feed::Watch;
use crate::service::core::error::Error;

/// A key's own end comes without a change.
const LOOK: Duration = Duration::from_secs(30);
/// Changes that follow each other closely are looked at together.
const TOGETHER: Duration = Duration::from_millis(250);

/// Looks at the keys of who is here, whenever something changed.
pub async fn keys(server: Arc<Server>) {
    loop {
        match server.shop.watch().await {
            Ok(mut changes) => {
                while let Ok(()) = next(&mut changes).await {
                    if let Err(error) = look(&server).await {
                        tracing::warn!(code = error.code(), "keys could not be looked at");
                    }
                    sleep(TOGETHER).await;
                }
            }
            Err(error) => tracing::warn!(code = error.code(), "changes are not followed"),
        }
        sleep(Duration::from_secs(2)).await;
    }
}

async fn next(changes: &mut Watch) -> Result<(), Error> {
    timeout(LOOK, changes.next()).await.unwrap_or(Ok(()))
}

async fn look(server: &Server) -> Result<(), Error> {
    let keys = server.live.keys();
    if keys.is_empty() {
        return Ok(());
    }
    for key in server.shop.people().ended_keys(&keys).await? {
        for session in server.live.of_key(key) {
            server.live.cut(session, Ending::Revoked);
        }
    }
    Ok(())
}

/// Cuts this session when it is idle or old; what it answers becomes true when the session is to end, for whatever reason.
pub fn limits(server: &Server, present: &Present) -> watch::Receiver<bool> {
    let (ends, is_to_end) = watch::channel(false);
    let (live, id, activity) = (server.live.clone(), present.id, present.activity.clone());
    let (mut end, limits) = (present.end.clone(), server.limits);
    server.handle.spawn(async move {
        loop {
            let idle = activity.last() + limits.idle;
            let old = activity.began() + limits.longest;
            tokio::select! {
                why = end.wait_for(Option::is_some) => {
                    if why.is_ok() {
                        ends.send_replace(true);
                    }
                    return;
                }
                () = sleep_until(Instant::from_std(idle.min(old))) => {}
            }
            let now = std::time::Instant::now();
            if old <= now {
                live.cut(id, Ending::TooLong);
            } else if activity.last() + limits.idle <= now {
                live.cut(id, Ending::Idle);
            }
        }
    });
    is_to_end
}
