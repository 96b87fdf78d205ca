//! A command at work: its transaction, the order it locked, and what it will leave behind (events, messages, receipt).

use super::command::Seen;
use super::error::{Conflict, ConflictChange, Error, Moved};
use super::krafta::Krafta;
use super::names::{Known, Names};
use super::receipt::{OrderState, Outcome, Receipt};
use crate::config::Settings;
use crate::db::messages::notifications::{self, NewNotification};
use crate::db::operations::register::{self, Content, NewOperation};
use crate::db::orders::events;
use crate::db::orders::order::{self, LockedOrder};
use crate::db::payments::submissions::{self, Submission};
use crate::db::{Bound, DbError, Tx};
use crate::domain::Time;
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{OperationId, OperatorId, OrderId, SubmissionId, WorkshopId};
use crate::domain::method::ProofState;
use crate::domain::orders::event::OrderEvent;
use crate::domain::orders::quote::ToleranceRule;
use crate::domain::payments::guards::{Claim, PaymentFacts};
use crate::domain::payments::proof::set_digest;
use crate::domain::refusal::{Code, Refusal};

/// Ends a step of a transaction that others go on in: what failed is taken back, and takes nothing with it. Where that was more than
/// this one's own failure, the transaction is over.
pub(crate) async fn end_step<T>(
    mut tx: Tx,
    row: Result<T, Error>,
    own: impl FnOnce(&Error) -> bool,
) -> Result<(Result<T, Error>, Tx), Error> {
    match row {
        Ok(_) => tx.release_savepoint().await?,
        Err(error) if !own(&error) => {
            // What was in the way is what matters; a connection that cannot even roll back is thrown away.
            let _ = tx.rollback().await;
            return Err(error);
        }
        Err(_) => tx.rollback_to_savepoint().await?,
    }
    Ok((row, tx))
}

/// One command in its transaction.
pub(crate) struct UnitOfWork<'a> {
    pub shop: &'a Krafta,
    pub tx: Tx,
    pub actor: &'a Actor,
    pub operation: OperationId,
    pub now: Time,
    /// The order this command is about, as it is now within the transaction.
    pub order: Option<LockedOrder>,
    /// The workshop concerned and its phone, once its row was read.
    pub told_workshop: Option<(WorkshopId, Option<String>)>,
    pub events: Vec<OrderEvent>,
    pub messages: Vec<NewNotification>,
    /// A message of an earlier command that is said again: written already.
    pub said_again: Option<(OrderId, NewNotification)>,
    /// Lines of logs (of verdicts, of rankings): nothing looks at them, so they go last, together.
    pub logs: Vec<Bound>,
    /// What was read once, by the commands before in this transaction too.
    pub known: Known,
    /// The person is named to the database, which notes who changes master data.
    named: bool,
    /// Writes that wait to be sent: groups in order.
    writes: Vec<Vec<Bound>>,
}

impl<'a> UnitOfWork<'a> {
    /// The workshops' names as they are within the transaction.
    pub async fn workshop_names(&mut self) -> Result<&mut Names, Error> {
        if self.known.names.is_none() {
            self.known.names = Some(Names::new(self.tx.workshop_names().await?));
        }
        Ok(self.known.names.get_or_insert_with(|| Names::new(Vec::new())))
    }

    /// Over a transaction that was just begun, for an actor as the database has them now.
    pub fn over(shop: &'a Krafta, tx: Tx, actor: &'a Actor, operation: OperationId) -> Self {
        Self {
            shop,
            tx,
            actor,
            operation,
            now: shop.now(),
            order: None,
            told_workshop: None,
            events: Vec::new(),
            messages: Vec::new(),
            said_again: None,
            logs: Vec::new(),
            known: Known::default(),
            named: false,
            writes: Vec::new(),
        }
    }

    /// Names the person to the database: what it notes of changed master data says who, under which operation.
    pub async fn name_person(&mut self) -> Result<(), Error> {
        self.named = true;
        Ok(self.tx.act_as(self.actor, Some(self.operation)).await?)
    }

    pub fn settings(&self) -> &Settings {
        self.shop.settings()
    }

    /// Staff have a row; whoever has none cannot sign for anything.
    pub fn operator(&self) -> Result<OperatorId, Error> {
        Ok(self
            .actor
            .id
            .ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", self.actor.name.as_str()))?)
    }

    /// The order, which [`Self::open`] or checkout put there.
    pub fn order(&self) -> Result<&LockedOrder, Error> {
        self.order.as_ref().ok_or_else(|| Error::Internal("no order is open".into()))
    }

    pub fn open_order(&mut self) -> Result<&mut LockedOrder, Error> {
        self.order.as_mut().ok_or_else(|| Error::Internal("no order is open".into()))
    }

    /// Locks the order and checks that it is the actor's to touch and has not moved since they looked.
    pub async fn open(&mut self, id: OrderId, seen: Option<&Seen>) -> Result<(), Error> {
        let order = order::lock(&mut self.tx, id)
            .await?
            .ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", id.to_string()))?;
        if self.actor.role == Role::Customer && self.actor.phone.as_deref() != Some(&order.customer_phone) {
            return Err(Refusal::new(Code::NotYourOrder).with("order", order.number.as_str()).into());
        }
        let theirs = || self.actor.workshop.is_some() && self.actor.workshop == order.notified_workshop();
        if self.actor.role == Role::Workshop && !theirs() {
            return Err(Refusal::new(Code::NotYourAssignment).with("order", order.number.as_str()).into());
        }
        let moved = seen.is_some_and(|seen| seen.version != order.version);
        let conflict = moved.then(|| (order.number.clone(), order.version));
        self.order = Some(order);
        match (conflict, seen) {
            (Some((number, now)), Some(seen)) => Err(self.conflict(id, number, seen.version, now).await?),
            _ => Ok(()),
        }
    }

    /// The next write. It is sent with others, at the latest when the command ends; nothing that was written this way
    /// can be read before [`Self::flush`].
    pub fn write(&mut self, statement: Bound) {
        self.writes.push(vec![statement]);
    }

    /// The next writes, each of which finds what was written before it.
    pub fn write_each(&mut self, statements: impl IntoIterator<Item = Bound>) {
        self.writes.extend(statements.into_iter().map(|statement| vec![statement]));
    }

    /// The next writes, which do not look at each other's work.
    pub fn write_together(&mut self, statements: impl IntoIterator<Item = Bound>) {
        self.writes.push(statements.into_iter().collect());
    }

    pub async fn flush(&mut self) -> Result<(), Error> {
        let mut groups = std::mem::take(&mut self.writes);
        groups.retain(|group| !group.is_empty());
        if !groups.is_empty() {
            self.tx.exec_groups(groups).await?;
        }
        Ok(())
    }

    /// Puts a new order in place of a locked one.
    pub async fn reload(&mut self, id: OrderId) -> Result<(), Error> {
        self.flush().await?;
        self.order = order::lock(&mut self.tx, id).await?;
        Ok(())
    }

    /// What happened since the version a person saw.
    async fn conflict(&mut self, id: OrderId, number: String, seen: i64, now: i64) -> Result<Error, Error> {
        // An order's history is not a workshop's to read, least of all another's: that it moved is all it is told.
        let changes = match self.actor.role {
            Role::Workshop => Vec::new(),
            _ => events::since(&mut self.tx, id, seen).await?,
        };
        Ok(Error::Conflict(Box::new(Conflict {
            what: Moved::Order,
            order: number,
            seen,
            now,
            changes: changes
                .into_iter()
                .map(|event| ConflictChange {
                    at: event.at,
                    who: crate::domain::text::Safe::new(&event.actor_name),
                    edge: event.edge,
                    text: event.text.as_deref().map(crate::domain::text::Safe::new),
                })
                .collect(),
        })))
    }

    /// The order's proofs; refuses when the open ones are not those the person saw.
    pub async fn proofs(&mut self, seen: Option<&Seen>) -> Result<Vec<Submission>, Error> {
        let id = self.order()?.id;
        let proofs = submissions::of_order(&mut self.tx, id).await?;
        if let Some(digest) = seen.and_then(|seen| seen.proofs.as_ref())
            && *digest != open_digest(proofs.iter().map(|proof| (proof.id, proof.state, proof.digest.as_str())))?
        {
            let (number, version) = (self.order()?.number.clone(), self.order()?.version);
            return Err(self.conflict(id, number, version, version).await?);
        }
        Ok(proofs)
    }

    /// The facts the guards look at, before the command adds its own.
    pub fn facts(&self) -> Result<PaymentFacts, Error> {
        let order = self.order()?;
        let review = &self.settings().review;
        Ok(PaymentFacts {
            now: self.now,
            claim: order.claim.clone().map(|claim| Claim {
                until: if claim.until > self.now + self.shop.longest_claim() {
                    self.now
                } else {
                    claim.until
                },
                ..claim
            }),
            open_proofs: 0,
            max_open: review.max_open,
            attempts: order.attempt,
            max_attempts: review.max_attempts,
            credited: order.credited,
            due: order.quote.due,
            tolerance: self.tolerance_rule()?.tolerance(order.quote.due, order.quote.rate)?,
            evidenced: false,
            duplicate_of: None,
            reason: None,
            overridden: false,
            rejection_text: false,
            production: order.assignment.map(|(_, status)| status),
            refund_due: None,
            refund_paid: None,
            part_paid: false,
            deadline: None,
            verdict: None,
        })
    }

    pub fn tolerance_rule(&self) -> Result<ToleranceRule, Error> {
        Ok(tolerance_rule(self.settings())?)
    }

    /// Writes the messages and the receipt, and makes it all durable.
    pub async fn finish(mut self, command: &str, content: &Content, outcome: Outcome) -> Result<Receipt, Error> {
        let receipt = self.conclude(command, content, outcome).await?;
        self.tx.commit().await?;
        Ok(receipt)
    }

    /// Writes the messages and the receipt; nothing of it lasts yet.
    pub async fn conclude(&mut self, command: &str, content: &Content, outcome: Outcome) -> Result<Receipt, Error> {
        self.rest_messages();
        let order = self.order.take();
        let id = order.as_ref().map(|order| order.id);
        let receipt = Receipt {
            operation: self.operation,
            command: command.to_owned(),
            on: order.map(|order| OrderState {
                order_id: order.id,
                number: order.number,
                version: order.version,
                payment: order.payment,
                production: order.assignment.map(|(_, status)| status),
            }),
            events: self.events.iter().map(|event| event.seq).collect(),
            at: self.now,
            outcome,
            repeated: false,
        };
        let line = NewOperation {
            id: self.operation,
            kind: command,
            content,
            role: self.actor.role,
            operator: self.actor.id,
            order: id,
            receipt: serde_json::to_value(&receipt).map_err(|error| Error::Internal(error.to_string()))?,
        };
        let last = notifications::insert(id, &self.messages)
            .into_iter()
            .chain([register::insert(line)]);
        // Logs that were written last go along.
        let group = self.logs.drain(..).chain(last).collect::<Vec<_>>();
        self.write_together(group);
        self.flush().await?;
        if self.named {
            self.tx.act_no_more().await?;
        }
        Ok(receipt)
    }

    pub async fn abandon(self) -> Result<(), DbError> {
        self.tx.rollback().await
    }
}

/// The digest of the proofs that wait for a verdict: what a decision is bound to.
pub(in crate::service) fn open_digest<'a>(proofs: impl Iterator<Item = (SubmissionId, ProofState, &'a str)>) -> Result<String, Error> {
    let open = proofs.filter(|(_, state, _)| *state == ProofState::Open);
    let digests = open.map(|(id, _, digest)| {
        let digest = digest.parse();
        Ok((id, digest.map_err(|_| Error::Internal(format!("proof {id} has no digest")))?))
    });
    Ok(set_digest(digests.collect::<Result<Vec<_>, Error>>()?).to_string())
}

/// The rule of domain.md §5 with the configured numbers.
pub(crate) fn tolerance_rule(settings: &Settings) -> Result<ToleranceRule, Refusal> {
    use crate::domain::money::{Currency, Money};
    Ok(ToleranceRule {
        floor: Money::exact(settings.tolerance.floor_ves, Currency::Ves)?,
        basis_points: settings.tolerance.basis_points,
        ceiling: Money::exact(settings.tolerance.cap_usd, Currency::Usd)?,
    })
}
