//! Commands that share a transaction, since making one durable takes longest: those that were all known before the first is done
//! (lines of a feed, rows of a sheet), and those that came while a file's one writer was at work for another.

use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use tokio::sync::oneshot::{self, Sender};

use super::Command;
use super::execute::{RETRY_WITHIN, content, log, met_another, repeated, same};
use super::table::Task;
use crate::db::operations::register::{self, Content};
use crate::db::{DbError, Tx};
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::names::Known;
use crate::service::core::receipt::Receipt;
use crate::service::core::unit_of_work::{UnitOfWork, end_step};
use crate::service::people::operators;

/// As long as others may wait for the writer of a file.
const SHARED: Duration = Duration::from_millis(100);

pub(super) struct Named {
    pub actor: Actor,
    pub operation: OperationId,
    pub task: Task,
    pub content: Content,
}

type Answer = Result<Receipt, Error>;
type Waiter = (Named, Sender<Answer>, Instant);

/// Those that wait for the one writer of a file. Whoever came first leads: it does what came meanwhile together, until nobody waits.
/// None while nobody leads.
#[derive(Default)]
struct Waiting(Mutex<Option<Vec<Waiter>>>);

impl Waiting {
    /// Joins them; true for the one who has to lead.
    fn join(&self, one: Waiter) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let leads = waiting.is_none();
        waiting.get_or_insert_default().push(one);
        leads
    }

    /// For the one who leads: all that came meanwhile. With nobody the lead is over.
    fn take(&self) -> Option<Vec<Waiter>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let came = waiting.take().filter(|came| !came.is_empty());
        *waiting = came.is_some().then(Vec::new);
        came
    }
}

fn others_write() -> Error {
    DbError::Retry("others have been writing all the while".into()).into()
}

impl Krafta {
    /// Does each command in turn, or says why not, as [`Krafta::execute`] would. What is refused takes no other with it, and nothing
    /// is answered before it is durable. The work goes on to its end even when the caller stops waiting. At a database in trouble it
    /// ends: those after the one that says so are not tried, and the answers are fewer than the commands.
    pub async fn execute_each(&self, commands: Vec<(Actor, OperationId, Command)>) -> Vec<Result<Receipt, Error>> {
        let shop = self.clone();
        let work = tokio::spawn(async move { shop.each(commands).await });
        work.await.unwrap_or_else(|error| vec![Err(Error::Internal(error.to_string()))])
    }

    async fn each(&self, commands: Vec<(Actor, OperationId, Command)>) -> Vec<Result<Receipt, Error>> {
        let mut ended = Vec::with_capacity(commands.len());
        let mut end = |answer: Answer| ended.push(answer);
        let mut named = Vec::with_capacity(commands.len());
        for (actor, operation, command) in commands {
            let task = Task::from(command);
            match content(&actor, &task, None) {
                Ok(content) => named.push(Named {
                    actor,
                    operation,
                    task,
                    content,
                }),
                // What cannot even be written down stands between two transactions.
                Err(error) => {
                    if !self.all_of(&std::mem::take(&mut named), &mut end).await {
                        return ended;
                    }
                    end(Err(error));
                }
            }
        }
        self.all_of(&named, &mut end).await;
        ended
    }

    /// As one of those that wait for the writer of a file: it is done with them, and answered when that is durable.
    pub(super) async fn in_company(&self, named: Named) -> Answer {
        let (told, answer) = oneshot::channel();
        let waiting = self.memo().get_or_default::<Waiting>();
        if waiting.join((named, told, Instant::now())) {
            let shop = self.clone();
            // The work goes on to its end even when nobody waits for it any more.
            tokio::spawn(async move {
                let mut busy = false;
                while let Some(mut waiters) = waiting.take() {
                    if busy {
                        // They have waited as long as the one before, for the same.
                        let stale = |(_, _, since): &mut Waiter| since.elapsed() >= RETRY_WITHIN;
                        for (_, teller, _) in waiters.extract_if(.., stale) {
                            let _ = teller.send(Err(others_write()));
                        }
                    }
                    // Who is not told because of a panic finds the channel closed; the others still have somebody who leads.
                    busy = AssertUnwindSafe(shop.tell_all(waiters)).catch_unwind().await.unwrap_or_default();
                }
            });
        }
        answer
            .await
            .map_err(|_| Error::Internal("the command ended without an answer".into()))?
    }

    /// True when others held the file all the while.
    async fn tell_all(&self, waiters: Vec<Waiter>) -> bool {
        let (named, tellers): (Vec<_>, Vec<_>) = waiters.into_iter().map(|(named, teller, _)| (named, teller)).unzip();
        let (mut tellers, mut busy) = (tellers.into_iter(), false);
        let mut tell = |answer: Answer| {
            busy = matches!(&answer, Err(Error::Database(DbError::Retry(_))));
            if let Some(teller) = tellers.next() {
                // Nobody may wait for it any more.
                let _ = teller.send(answer);
            }
        };
        match &named[..] {
            [] => {}
            [one] => tell(self.run(&one.actor, one.operation, &one.task, &one.content).await),
            all => {
                self.all_of(all, &mut tell).await;
            }
        }
        for teller in tellers {
            // The one before was told what is the matter.
            let matter = match busy {
                true => others_write(),
                false => DbError::Unavailable("another command met a database in trouble".into()).into(),
            };
            let _ = teller.send(Err(matter));
        }
        busy
    }

    /// False when the database is in trouble, and not a command.
    async fn all_of(&self, mut waiting: &[Named], end: &mut (impl FnMut(Answer) + Send)) -> bool {
        while let [first, rest @ ..] = waiting {
            let began = Instant::now();
            match self.together(waiting).await {
                Ok(rows) => {
                    waiting = &waiting[rows.len()..];
                    rows.into_iter().for_each(&mut *end);
                    continue;
                }
                // It waited as long as one by itself would.
                Err(error) if met_another(&error) && began.elapsed() >= RETRY_WITHIN => {
                    end(Err(error));
                    return false;
                }
                Err(_) => {}
            }
            // Another was in the way of all, or the database fails: one by itself, tried again or told of.
            let row = self.run(&first.actor, first.operation, &first.task, &first.content).await;
            let goes_on = row.as_ref().map_or_else(Error::is_of_one, |_| true);
            end(row);
            if !goes_on {
                return false;
            }
            waiting = rest;
        }
        true
    }

    /// In one transaction as many as are done while nobody waits too long; at least one.
    async fn together(&self, commands: &[Named]) -> Result<Vec<Result<Receipt, Error>>, Error> {
        let began = Instant::now();
        let mut tx = self.db().begin().await?;
        let (mut ended, mut known) = (Vec::new(), Known::default());
        for named in commands {
            if !ended.is_empty() && began.elapsed() > SHARED {
                break;
            }
            let (row, back) = self.step(tx, &mut known, named).await?;
            tx = back;
            ended.push(row);
        }
        tx.commit().await?;
        for (named, row) in commands.iter().zip(&ended) {
            log(&named.task, named.operation, row);
        }
        Ok(ended)
    }

    /// One of them, which leaves nothing when it is refused. Fails when the whole transaction is spoilt.
    /// What is `known` is read once, and again after one that may have left a name that was taken back.
    async fn step(&self, mut tx: Tx, known: &mut Known, named: &Named) -> Result<(Result<Receipt, Error>, Tx), Error> {
        tx.savepoint().await?;
        let row = match operators::current(&mut tx, &named.actor).await {
            Ok(actor) => {
                let mut work = UnitOfWork::over(self, tx, &actor, named.operation);
                work.known = std::mem::take(known);
                let row = Self::done_in(&mut work, named).await;
                (tx, *known) = (work.tx, work.known);
                row
            }
            Err(error) => Err(error),
        };
        let (row, mut tx) = end_step(tx, row, |error| error.is_of_one() && !met_another(error)).await?;
        let Err(error) = row else { return Ok((row, tx)) };
        // A name that the row added is gone with it; cities are written by no command.
        known.names = None;
        let row = match register::find(&mut tx, named.operation).await? {
            Some(done) => same(done, named.operation, &named.task, &named.content)
                .map_err(Error::from)
                .and_then(repeated),
            None => Err(error),
        };
        Ok((row, tx))
    }

    async fn done_in(work: &mut UnitOfWork<'_>, named: &Named) -> Result<Receipt, Error> {
        let outcome = named.task.perform(work).await?;
        work.conclude(named.task.name(), &named.content, outcome).await
    }
}
