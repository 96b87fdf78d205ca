//! How every command runs: once, whole, in one transaction of its own that cannot be cancelled; repeated, it answers the
//! first receipt.

use std::time::{Duration, Instant};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Command;
use super::table::Task;
use super::together::Named;
use crate::db::operations::register::{self, Content};
use crate::db::{DbError, Dialect};
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Receipt;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::people::operators;

/// How often a command that met another transaction is run again, and until when: who waits wants an answer.
const TRIES: u32 = 6;
pub(super) const RETRY_WITHIN: Duration = Duration::from_secs(2);

/// What became of an operation before.
#[derive(Debug)]
pub enum Earlier {
    Nothing,
    /// The line that was typed did it; its receipt is marked `repeated`.
    Same(Box<Receipt>),
    /// It was done, by another line, another person or another face: what `operation-reused` is refused with.
    Other(Refusal),
}

impl Krafta {
    /// A new name for a command. Keep it to repeat the command safely.
    pub fn new_operation() -> OperationId {
        OperationId::from_uuid(crate::service::core::krafta::new_id())
    }

    /// Does `command` for `actor`, or says why not; then nothing was written.
    ///
    /// The same `operation` again with the same content answers the first receipt, marked `repeated`, and changes
    /// nothing; with other content it is refused with `operation-reused`. The work goes on to its end even when the
    /// caller stops waiting.
    pub async fn execute(&self, actor: &Actor, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        self.execute_as_typed(actor, operation, command, None).await
    }

    /// As [`Krafta::execute`], for a command made of a typed line and of what was found for it. The line is remembered, so
    /// that [`Krafta::earlier`] knows it again.
    ///
    /// # Errors
    /// As [`Krafta::execute`].
    pub async fn execute_as_typed(
        &self,
        actor: &Actor,
        operation: OperationId,
        command: Command,
        typed: Option<&str>,
    ) -> Result<Receipt, Error> {
        self.execute_task(actor, operation, command.into(), typed).await
    }

    pub(in crate::service) async fn execute_task(
        &self,
        actor: &Actor,
        operation: OperationId,
        task: Task,
        typed: Option<&str>,
    ) -> Result<Receipt, Error> {
        self.require_writing()?;
        let content = content(actor, &task, typed)?;
        let (shop, actor) = (self.clone(), actor.clone());
        if self.db().dialect() == Dialect::Sqlite {
            let named = Named {
                actor,
                operation,
                task,
                content,
            };
            return shop.in_company(named).await;
        }
        let work = tokio::spawn(async move { shop.run(&actor, operation, &task, &content).await });
        work.await.map_err(|error| Error::Internal(error.to_string()))?
    }

    /// What this operation did before, if anything, and whether the same person typed the same line for it. For a face that
    /// looks at things before it can make the command: once it is done they are other things.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn earlier(&self, actor: &Actor, operation: OperationId, typed: &str) -> Result<Earlier, Error> {
        let Some(done) = register::find(&mut self.db(), operation).await? else {
            return Ok(Earlier::Nothing);
        };
        if done.content.typed != Some(digest(actor, &typed)?) {
            return Ok(Earlier::Other(reused(operation)));
        }
        Ok(Earlier::Same(Box::new(repeated(done)?)))
    }

    pub(super) async fn run(&self, actor: &Actor, operation: OperationId, command: &Task, content: &Content) -> Result<Receipt, Error> {
        let began = Instant::now();
        let mut tries = 0;
        loop {
            tries += 1;
            match self.attempt(actor, operation, command, content).await {
                Ok(receipt) => {
                    let done = Ok(receipt);
                    log(command, operation, &done);
                    return done;
                }
                Err(error) if is_worth_another(&error, tries, began) => tokio::time::sleep(pause(tries)).await,
                Err(error) => return self.done_before(operation, command, content, error).await,
            }
        }
    }

    async fn attempt(&self, actor: &Actor, operation: OperationId, command: &Task, content: &Content) -> Result<Receipt, Error> {
        let mut tx = self.db().begin().await?;
        let actor = match operators::current(&mut tx, actor).await {
            Ok(actor) => actor,
            Err(error) => {
                let _ = tx.rollback().await;
                return Err(error);
            }
        };
        let mut work = UnitOfWork::over(self, tx, &actor, operation);
        match command.perform(&mut work).await {
            Ok(outcome) => work.finish(command.name(), content, outcome).await,
            Err(error) => {
                // The refusal is what matters; a connection that cannot even roll back is thrown away.
                let _ = work.abandon().await;
                Err(error)
            }
        }
    }

    /// A command that failed may have been done before, by this very operation: then its receipt is the answer.
    async fn done_before(&self, operation: OperationId, command: &Task, content: &Content, error: Error) -> Result<Receipt, Error> {
        let done = match &error {
            Error::Database(DbError::Unavailable(_)) => None,
            _ => register::find(&mut self.db(), operation).await?,
        };
        let Some(done) = done else {
            let not_done = Err(error);
            log(command, operation, &not_done);
            return not_done;
        };
        repeated(same(done, operation, command, content)?)
    }
}

/// What became of a command, for the log.
pub(super) fn log(command: &Task, operation: OperationId, ended: &Result<Receipt, Error>) {
    let command = command.name();
    match ended {
        Ok(receipt) => {
            tracing::info!(command, order = receipt.number(), version = receipt.on.as_ref().map(|on| on.version), %operation, "done");
        }
        Err(error) => tracing::info!(command, code = error.code(), detail = ?log_detail(error), %operation, "not done"),
    }
}

pub(super) fn is_worth_another(error: &Error, tries: u32, began: Instant) -> bool {
    met_another(error) && tries < TRIES && began.elapsed() < RETRY_WITHIN
}

/// What was done by this operation, which was this very command.
pub(super) fn same(done: register::Done, operation: OperationId, command: &Task, content: &Content) -> Result<register::Done, Refusal> {
    if done.kind != command.name() || done.content.fingerprint != content.fingerprint {
        return Err(reused(operation));
    }
    Ok(done)
}

fn reused(operation: OperationId) -> Refusal {
    Refusal::new(Code::OperationReused).with("operation", operation.to_string())
}

pub(super) fn repeated(done: register::Done) -> Result<Receipt, Error> {
    let receipt: Receipt = serde_json::from_value(done.receipt).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Receipt { repeated: true, ..receipt })
}

/// Another transaction was in the way; or what was looked at before a workshop was locked was not so any more, as the database
/// saw when its days were booked: who looks again is told the next free day.
pub(super) fn met_another(error: &Error) -> bool {
    match error {
        Error::Database(DbError::Retry(_)) => true,
        Error::Refused(refusal) => refusal.code == Code::CapacityFull,
        _ => false,
    }
}

/// The driver's words, for the log; refusals carry people's data and stay out of it.
fn log_detail(error: &Error) -> Option<String> {
    match error {
        Error::Database(DbError::Refused(_)) => None,
        Error::Database(error) => Some(error.to_string()),
        Error::Internal(fault) => Some(fault.clone()),
        _ => None,
    }
}

/// Who asked for what. What they had seen is a condition, not content: asking again after the first time was done, a person
/// sees what it did.
pub(super) fn content(actor: &Actor, command: &Task, typed: Option<&str>) -> Result<Content, Error> {
    let mut fields = serde_json::to_value(command).map_err(|error| Error::Internal(error.to_string()))?;
    if let Some(fields) = fields.as_object_mut() {
        fields.remove("seen");
    }
    Ok(Content {
        fingerprint: digest(actor, &fields)?,
        typed: typed.map(|typed| digest(actor, &typed)).transpose()?,
    })
}

/// SHA-256 of a content and of who asked for it.
fn digest(actor: &Actor, content: &impl Serialize) -> Result<String, Error> {
    let content = serde_json::to_vec(&(actor.role, actor.id, &actor.phone, content)).map_err(|error| Error::Internal(error.to_string()))?;
    if holds_nul(&content) {
        return Err(Refusal::new(Code::TextUnstorable).into());
    }
    Ok(Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether some text of a JSON holds the one character that PostgreSQL cannot store.
fn holds_nul(json: &[u8]) -> bool {
    let mut bytes = json.iter();
    while let Some(byte) = bytes.next() {
        if *byte == b'\\' && bytes.next() == Some(&b'u') && bytes.as_slice().starts_with(b"0000") {
            return true;
        }
    }
    false
}

/// A little longer each time, and never the same for two who collided.
pub(super) fn pause(tries: u32) -> Duration {
    let random = u64::from(getrandom::u32().unwrap_or(0) % 8);
    Duration::from_millis(u64::from(1_u32 << tries.min(6)) + random)
}
