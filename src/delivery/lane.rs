//! A thread with a conversation of its own. Who gives it a mail waits so long and no longer: a server that answers a byte a second
//! has its lane left behind, and ends nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use tokio::sync::{Mutex, oneshot};

use super::email::{self, Conversation};
use super::mail::Mail;
use super::outcome::Ending;
use crate::config::Smtp;
use crate::domain::messages::channel::AttemptOutcome;

struct Errand {
    mail: Mail,
    stage: Arc<AtomicU8>,
    answer: oneshot::Sender<Ending>,
}

/// One lane to the mail server.
pub struct Lane {
    smtp: Smtp,
    errands: Mutex<Option<mpsc::Sender<Errand>>>,
}

impl Lane {
    pub fn new(smtp: Smtp) -> Self {
        Self {
            smtp,
            errands: Mutex::new(None),
        }
    }

    /// Sends a mail, and says how it ended, at the latest after the time the settings give for the whole of it.
    pub async fn send(&self, mail: Mail) -> Ending {
        let mut errands = self.errands.lock().await;
        let stage = Arc::new(AtomicU8::new(email::CONNECTING));
        let (answer, answered) = oneshot::channel();
        let errand = Errand {
            mail,
            stage: Arc::clone(&stage),
            answer,
        };
        if errands.is_none() {
            match self.begin() {
                Ok(lane) => *errands = Some(lane),
                Err(fault) => return Ending::failed(AttemptOutcome::Outage, "thread", &fault.to_string()),
            }
        }
        let given = errands.as_ref().is_some_and(|lane| lane.send(errand).is_ok());
        // One deadline for greeting, envelope, text and answer; each read and write has the same within it.
        let most = Duration::from_secs(u64::from(self.smtp.timeout_seconds)) + Duration::from_secs(1);
        if given && let Ok(Ok(ending)) = tokio::time::timeout(most, answered).await {
            return ending;
        }
        // The thread ends when the server lets it, and hands nothing over that it has not by now.
        *errands = None;
        match stage.swap(email::ABANDONED, Ordering::SeqCst) {
            email::HANDED_OVER => Ending::failed(AttemptOutcome::Unknown, "no-answer", ""),
            _ => Ending::failed(AttemptOutcome::Outage, "timeout", ""),
        }
    }

    fn begin(&self) -> std::io::Result<mpsc::Sender<Errand>> {
        let (lane, errands) = mpsc::channel::<Errand>();
        let smtp = self.smtp.clone();
        std::thread::Builder::new().name("mail".into()).spawn(move || {
            let mut conversation = Conversation::default();
            for errand in errands {
                let ending = conversation.send(&smtp, &errand.mail, &errand.stage);
                if errand.answer.send(ending).is_err() {
                    return;
                }
            }
        })?;
        Ok(lane)
    }
}
