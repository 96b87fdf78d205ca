//! P20: who gave a verdict takes it back, before anything came of it. All that it did is undone in one transaction, and the
//! order is theirs to review again.

use crate::db::messages::notifications;
use crate::db::orders::order;
use crate::db::payments::verdicts;
use crate::domain::ids::SubmissionId;
use crate::domain::orders::event::Payload;
use crate::domain::payments::payment_edges::{self, PaymentEdgeCode};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::command::OnOrder;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::withdraw;
use crate::service::orders::verdict::{self, Given};

const WAYS: &[PaymentEdgeCode] = &[PaymentEdgeCode::P20];

pub(in crate::service) async fn undo_verdict(work: &mut UnitOfWork<'_>, on: &OnOrder) -> Result<Outcome, Error> {
    work.open(on.order, None).await?;
    if payment_edges::along(WAYS, Some(work.order()?.payment)).is_err() {
        return Err(Refusal::new(Code::UndoNothing).into());
    }
    let seconds = work.settings().review.undo_seconds;
    let given = hold_messages(work, seconds).await?;
    let mut facts = work.facts()?;
    facts.verdict = given.as_ref().map(|given| given.verdict.clone());
    work.decide(WAYS, &facts)?;
    let given = given.ok_or_else(|| Refusal::new(Code::UndoNothing))?;
    close_assignment(work, &given).await?;
    let say = EventDetails {
        internal: true,
        payload: Payload::Undone {
            verdict: Some(given.verdict.edge.to_string()),
        },
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    reopen_proofs(work, &given).await?;
    if given.verdict.edge == PaymentEdgeCode::P8 {
        requote(work).await?;
    }
    work.reload(on.order).await?;
    super::reject::log_verdict(work, "REOPENED", (None, None), None)?;
    Ok(Outcome::Undone {
        verdict: given.verdict.edge.to_string(),
        until: work.lease_end(),
    })
}

/// The verdict. Its messages that wait are cancelled before it is asked whether one left, so that none can leave meanwhile.
async fn hold_messages(work: &mut UnitOfWork<'_>, seconds: u32) -> Result<Option<Given>, Error> {
    let order = work.order()?.id;
    let Some(mut given) = verdict::last(&mut work.tx, order, seconds).await? else {
        return Ok(None);
    };
    work.write(notifications::cancel_waiting(order, given.seq, work.now));
    work.flush().await?;
    given.verdict.sent_at = verdicts::first_sent(&mut work.tx, order, given.seq).await?;
    Ok(Some(given))
}

/// A11 by the system for the assignment that the verdict opened. Nobody heard of it, so nobody hears of its end.
async fn close_assignment(work: &mut UnitOfWork<'_>, given: &Given) -> Result<(), Error> {
    let active = work.order()?.assignment.map(|(id, _)| id);
    if active.is_some() && active == given.opened {
        withdraw::cancel_assignment(work, None, false, None).await?;
        work.messages.clear();
    }
    Ok(())
}

/// The proofs that the verdict verified, rejected or withdrew wait again.
async fn reopen_proofs(work: &mut UnitOfWork<'_>, given: &Given) -> Result<(), Error> {
    let (order, seq, operator) = (work.order()?.id, work.order()?.event_seq, work.operator()?);
    let verified = verdicts::verified_by(&mut work.tx, order, given.seq).await?;
    let all = verified.into_iter().chain(given.closed.iter().copied());
    for proof in all.collect::<std::collections::BTreeSet<SubmissionId>>() {
        for write in verdicts::reopen(proof, seq, operator) {
            work.write(write);
        }
    }
    Ok(())
}

/// The quote before the part payment is in force again, as a new row with the same figures and term.
async fn requote(work: &mut UnitOfWork<'_>) -> Result<(), Error> {
    let (id, seq) = (work.order()?.id, work.order()?.quote_seq);
    if let Some(before) = order::quote_of(&mut work.tx, id, seq - 1).await? {
        work.write_each(order::requote(id, seq + 1, &before));
    }
    Ok(())
}
