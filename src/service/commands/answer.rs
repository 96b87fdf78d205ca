//! How a request of a customer's site is answered: its command runs as any, in the customer's name, and the answer is written in
//! the same transaction, be it a receipt or a refusal. The request's id names the operation, so that it is done once however
//! often it is tried.

use std::time::Instant;

use super::Command;
use super::execute::{content, is_worth_another, pause, same};
use super::table::Task;
use crate::db::operations::register;
use crate::db::orders::requests;
use crate::domain::actor::Actor;
use crate::domain::ids::{OperationId, RequestId};
use crate::domain::refusal::Refusal;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::unit_of_work::UnitOfWork;

/// What became of a request.
#[derive(Debug)]
pub(in crate::service) enum Answer {
    Done,
    Refused(Refusal),
    /// Another program gives the answer, or has given it.
    Elsewhere,
}

impl Krafta {
    /// Does `command` for the customer who asked for it, or refuses it, and answers the request.
    ///
    /// # Errors
    /// A fault of the database or of this program is no answer: the request stays open.
    pub(in crate::service) async fn answer(&self, request: RequestId, customer: Actor, command: Command) -> Result<Answer, Error> {
        let shop = self.clone();
        // A transaction is never dropped in its middle, however impatient the caller is.
        let work = tokio::spawn(async move {
            let task = Task::from(command);
            let (began, mut tries) = (Instant::now(), 0);
            loop {
                tries += 1;
                match shop.answer_once(request, &customer, &task).await {
                    Err(error) if is_worth_another(&error, tries, began) => tokio::time::sleep(pause(tries)).await,
                    ended => return ended,
                }
            }
        });
        let ended = work.await.map_err(|error| Error::Internal(error.to_string()))?;
        tracing::info!(%request, answer = ?ended.as_ref().map(Answer::said).map_err(Error::code), "asked by the site");
        ended
    }

    async fn answer_once(&self, request: RequestId, customer: &Actor, task: &Task) -> Result<Answer, Error> {
        let tx = self.db().begin().await?;
        let mut work = UnitOfWork::over(self, tx, customer, OperationId::from_uuid(request.uuid()));
        match answered(&mut work, request, task).await {
            Ok(answer) => {
                work.tx.commit().await?;
                Ok(answer)
            }
            Err(error) => {
                // The fault is what matters; a connection that cannot even roll back is thrown away.
                let _ = work.abandon().await;
                Err(error)
            }
        }
    }
}

impl Answer {
    /// For the log; refusals carry people's data and stay out of it.
    const fn said(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused(refusal) => refusal.code.as_str(),
            Self::Elsewhere => "elsewhere",
        }
    }
}

async fn answered(work: &mut UnitOfWork<'_>, request: RequestId, task: &Task) -> Result<Answer, Error> {
    if !requests::lock(&mut work.tx, request).await? {
        return Ok(Answer::Elsewhere);
    }
    work.tx.savepoint().await?;
    let (answer, given) = match done(work, task).await {
        Ok(receipt) => (Answer::Done, requests::done(request, work.now, receipt)),
        Err(Error::Refused(refusal)) => {
            work.tx.rollback_to_savepoint().await?;
            let given = requests::refused(request, work.now, refusal.code.as_str());
            (Answer::Refused(refusal), given)
        }
        Err(error) => return Err(error),
    };
    work.tx.exec(given).await?;
    Ok(answer)
}

/// The receipt; of what was done before by this very operation, the first one.
async fn done(work: &mut UnitOfWork<'_>, task: &Task) -> Result<serde_json::Value, Error> {
    let content = content(work.actor, task, None)?;
    if let Some(done) = register::find(&mut work.tx, work.operation).await? {
        return Ok(same(done, work.operation, task, &content)?.receipt);
    }
    let outcome = task.perform(work).await?;
    let receipt = work.conclude(task.name(), &content, outcome).await?;
    serde_json::to_value(&receipt).map_err(|error| Error::Internal(error.to_string()))
}
