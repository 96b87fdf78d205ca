//! What a command would do: the very command runs in a transaction that is taken back. Every preview, dry run and last
//! question comes from here, so that what a person agrees to is what is booked.

use std::time::Instant;

use super::Command;
use super::execute::{content, is_worth_another, pause};
use super::table::Task;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::ids::OrderId;
use crate::domain::messages::channel::Recipient;
use crate::domain::money::Money;
use crate::domain::orders::event::{Change, OrderEvent, Payload};
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Receipt;
use crate::service::core::unit_of_work::{UnitOfWork, end_step};
use crate::service::fulfilment::cancellation_preview::end_between;
use crate::service::messages::reach::{Reach, addressees, reach};
use crate::service::orders::assignments;
use crate::service::orders::view::AssignmentView;
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

impl Rehearsal {
    /// What the workshop would give back of the agreed cost, where money goes back after the work was done.
    pub fn given_back(&self) -> Option<Money> {
        self.events.iter().find_map(|event| match event.data.payload() {
            Payload::RefundDue { given_back, .. } | Payload::PartDue { given_back, .. } => *given_back,
            _ => None,
        })
    }
}

/// A message that would go out.
#[derive(Debug, Clone, PartialEq)]
pub struct RehearsedMessage {
    pub to: Recipient,
    /// By what it would leave, and to where.
    pub reach: Reach,
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
            Ok(actor) => (actor, Vec::with_capacity(commands.len())),
            Err(error) => {
                let _ = tx.rollback().await;
                return Err(error);
            }
        };
        for command in commands {
            // One alone is taken back with all there is.
            let is_step = commands.len() > 1;
            if is_step {
                tx.savepoint().await?;
            }
            let mut work = UnitOfWork::over(self, tx, &actor, Self::new_operation());
            let row = Self::observe(&mut work, command).await;
            tx = work.tx;
            let row = match row {
                row if is_step => {
                    let (row, back) = end_step(tx, row, Error::is_of_one).await?;
                    tx = back;
                    row
                }
                Err(error) if !error.is_of_one() => {
                    let _ = tx.rollback().await;
                    return Err(error);
                }
                row => row,
            };
            ended.push(row);
        }
        // What was seen is what matters; a connection that cannot even roll back is thrown away.
        let _ = tx.rollback().await;
        let mut rehearsals = Vec::new();
        for row in ended {
            rehearsals.push(match row {
                Ok((rehearsal, ended)) => Ok(self.with_end(rehearsal, ended).await?),
                Err(error) => Err(error),
            });
        }
        Ok(rehearsals)
    }

    /// What the command would leave, and the assignment it would end.
    async fn observe(work: &mut UnitOfWork<'_>, command: &Task) -> Result<(Rehearsal, Option<AssignmentView>), Error> {
        let content = content(work.actor, command, None)?;
        let outcome = command.perform(work).await?;
        let receipt = work.conclude(command.name(), &content, outcome).await?;
        let ended = match &receipt.on {
            Some(on) => assignment_ended(work, on.order_id).await?,
            None => None,
        };
        let messages = reached(work, receipt.on.as_ref().map(|on| on.order_id)).await?;
        let rehearsal = Rehearsal {
            events: std::mem::take(&mut work.events),
            end: None,
            settled: settlements::paid_by(&mut work.tx, &receipt).await?,
            receipt,
            messages,
        };
        Ok((rehearsal, ended))
    }

    /// Now that it is taken back, the assignment is again as it was before it would end.
    async fn with_end(&self, rehearsal: Rehearsal, ended: Option<AssignmentView>) -> Result<Rehearsal, Error> {
        let (Some(ended), Some(on)) = (ended, &rehearsal.receipt.on) else {
            return Ok(rehearsal);
        };
        let before = self.orders().assignments_of(on.order_id).await?;
        let before = before.into_iter().find(|one| one.id == ended.id);
        let end = before.map(|before| end_between(before, &ended)).transpose()?;
        Ok(Rehearsal { end, ..rehearsal })
    }
}

/// The messages that would go out, and whether anybody would be reached by each.
async fn reached(work: &mut UnitOfWork<'_>, order: Option<OrderId>) -> Result<Vec<RehearsedMessage>, Error> {
    let mut messages = Vec::new();
    let again = work.said_again.take().map(|(order, message)| (Some(order), message));
    let all = std::mem::take(&mut work.messages).into_iter().map(|message| (order, message));
    for (order, message) in all.chain(again) {
        let whom = message.recipient_kind;
        let addressees = addressees(&mut work.tx, whom, order, message.workshop).await?;
        messages.push(RehearsedMessage {
            to: whom,
            reach: reach(&work.settings().messages, whom, &addressees),
            template: message.template,
            data: undrawn(message.data),
        });
    }
    Ok(messages)
}

/// The assignment that an event of the command ended, as the transaction sees it.
async fn assignment_ended(work: &mut UnitOfWork<'_>, order: OrderId) -> Result<Option<AssignmentView>, Error> {
    let ended = work.events.iter().find_map(|event| match event.change {
        Change::Production { assignment, to, .. } if !to.is_active() => Some(assignment),
        _ => None,
    });
    let Some(id) = ended else { return Ok(None) };
    let after = assignments::read(&mut work.tx, order).await?;
    Ok(after.into_iter().find(|one| one.id == id))
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
