//! What a command would do: the very command runs in a transaction that is taken back. Every preview, dry run and last
//! question comes from here, so that what a person agrees to is what is booked.

use std::time::Instant;

use super::Command;
use super::execute::{content, is_worth_another, pause};
use super::table::Task;
use crate::db::orders::history;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::ids::OrderId;
use crate::domain::orders::event::OrderEvent;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Receipt;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::cancellation_preview::end_between;
use crate::service::orders::assignments;
use crate::service::payables::settlements;
use crate::service::payables::view::SettledLine;
use crate::service::people::operators;

/// What a command would leave. Its ids, drawn numbers and instants are those of this run.
#[derive(Debug, Clone, PartialEq)]
pub struct Rehearsal {
    pub receipt: Receipt,
    /// What the history of its order would gain.
    pub events: Vec<OrderEvent>,
    /// What the order's assignment would come to, where the command ends it.
    pub end: Option<AssignmentEnd>,
    /// What a transfer to a workshop would pay of each line; negative for what is netted.
    pub settled: Vec<SettledLine>,
    pub messages: Vec<RehearsedMessage>,
}

/// A message that would go out.
#[derive(Debug, Clone, PartialEq)]
pub struct RehearsedMessage {
    /// `CUSTOMER`, `ADMINS` or `WORKSHOP`.
    pub to: &'static str,
    /// The catalogue's key of its text, which `data` fills.
    pub template: String,
    pub data: serde_json::Value,
}

impl Krafta {
    /// Runs `command` for `actor` as [`Krafta::execute`] would, answers what it would leave, and takes it back: nothing is
    /// written, and no feed wakes. It holds the writer no longer than the command itself.
    ///
    /// # Errors
    /// The refusal or conflict that the command would meet.
    pub async fn rehearse(&self, actor: &Actor, command: Command) -> Result<Rehearsal, Error> {
        self.rehearse_task(actor, command.into()).await
    }

    pub(in crate::service) async fn rehearse_task(&self, actor: &Actor, command: Task) -> Result<Rehearsal, Error> {
        let rows = self.rehearse_tasks(actor, vec![command]).await?;
        let nothing = || Err(Error::Internal("nothing was rehearsed".into()));
        rows.into_iter().next().unwrap_or_else(nothing)
    }

    /// Rehearses commands that would be done one after the other: each sees what those before it would leave, and one that is
    /// refused leaves nothing to those after it. All are taken back together.
    ///
    /// # Errors
    /// For each command, the refusal or conflict that it would meet; for all of them, `operator-inactive` and a database that
    /// does not answer.
    pub async fn rehearse_each(&self, actor: &Actor, commands: Vec<Command>) -> Result<Vec<Result<Rehearsal, Error>>, Error> {
        self.rehearse_tasks(actor, commands.into_iter().map(Task::from).collect()).await
    }

    async fn rehearse_tasks(&self, actor: &Actor, commands: Vec<Task>) -> Result<Vec<Result<Rehearsal, Error>>, Error> {
        let shop = self.clone();
        let actor = actor.clone();
        // A transaction is never dropped in its middle, however impatient the caller is.
        let work = tokio::spawn(async move {
            let (began, mut tries) = (Instant::now(), 0);
            loop {
                tries += 1;
                let ended = shop.run_and_take_back(&actor, &commands).await;
                let again = match &ended {
                    Ok(rows) => rows
                        .iter()
                        .any(|row| row.as_ref().is_err_and(|error| is_worth_another(error, tries, began))),
                    Err(error) => is_worth_another(error, tries, began),
                };
                if !again {
                    return ended;
                }
                tokio::time::sleep(pause(tries)).await;
            }
        });
        work.await.map_err(|error| Error::Internal(error.to_string()))?
    }

    async fn run_and_take_back(&self, actor: &Actor, commands: &[Task]) -> Result<Vec<Result<Rehearsal, Error>>, Error> {
        let mut tx = self.db().begin().await?;
        let (actor, mut ended) = match operators::current(&mut tx, actor).await {
            Ok(actor) => (actor, Ok(Vec::with_capacity(commands.len()))),
            Err(error) => (actor.clone(), Err(error)),
        };
        for command in commands {
            let Ok(rows) = &mut ended else { break };
            if commands.len() > 1 {
                tx.begin_step().await?;
            }
            let mut work = UnitOfWork::over(self, tx, &actor, Self::new_operation());
            let row = self.observe(&mut work, command).await;
            tx = work.tx;
            match row {
                // The transaction itself is spoilt.
                Err(error @ Error::Database(_)) => ended = Err(error),
                row => {
                    match &row {
                        _ if commands.len() == 1 => {}
                        Ok(_) => tx.keep_step().await?,
                        Err(_) => tx.take_step_back().await?,
                    }
                    rows.push(row);
                }
            }
        }
        // What was seen is what matters; a connection that cannot even roll back is thrown away.
        let _ = tx.rollback().await;
        ended
    }

    async fn observe(&self, work: &mut UnitOfWork<'_>, command: &Task) -> Result<Rehearsal, Error> {
        let content = content(work.actor, command, None)?;
        let outcome = command.perform(work).await?;
        let receipt = work.conclude(command.name(), &content, outcome).await?;
        work.tx.check_deferred().await?;
        let order = receipt.on.as_ref().map(|on| on.order_id);
        let (events, end) = match order {
            Some(order) => (
                self.new_events(work, order, &receipt).await?,
                self.assignment_ended(work, order).await?,
            ),
            None => (Vec::new(), None),
        };
        let messages = work.messages.iter().map(|message| RehearsedMessage {
            to: message.recipient_kind,
            template: message.template.clone(),
            data: undrawn(message.data.clone()),
        });
        Ok(Rehearsal {
            events,
            end,
            settled: settlements::paid_by(&mut work.tx, &receipt).await?,
            receipt,
            messages: messages.collect(),
        })
    }

    async fn new_events(&self, work: &mut UnitOfWork<'_>, order: OrderId, receipt: &Receipt) -> Result<Vec<OrderEvent>, Error> {
        let mut events = history::of(&mut work.tx, order).await?;
        events.retain(|event| receipt.events.contains(&event.seq));
        Ok(events)
    }

    /// The others still see the order as it was: this transaction holds its lock.
    async fn assignment_ended(&self, work: &mut UnitOfWork<'_>, order: OrderId) -> Result<Option<AssignmentEnd>, Error> {
        let before = self.orders().assignments_of(order).await?;
        let Some(active) = before.into_iter().find(|one| one.status.is_active()) else {
            return Ok(None);
        };
        let after = assignments::read(&mut work.tx, order).await?;
        let ended = after.into_iter().find(|one| one.id == active.id && !one.status.is_active());
        Ok(ended.map(|ended| end_between(active, &ended)).transpose()?)
    }
}

/// What a message carries that is drawn anew each time, and stands for nothing when it is rehearsed.
pub const PICKUP_CODE: &str = "pickup_code";
/// In its place.
pub const UNDRAWN: &str = "…";

fn undrawn(mut data: serde_json::Value) -> serde_json::Value {
    if let Some(code) = data.get_mut(PICKUP_CODE).filter(|code| code.is_string()) {
        *code = UNDRAWN.into();
    }
    data
}
