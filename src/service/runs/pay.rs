//! A line of a run is paid by the command that pays a workshop or a refund; here it only says what was frozen, and which debit shows it.

use super::commands::{OnRunLine, PayRunLine};
use super::draft::{in_state, outcome};
use super::freeze::require_agreed;
use crate::db::payables::payable;
use crate::db::payables::settlements::Payee;
use crate::db::runs::lines::{self, LockedDebit, RunLine};
use crate::db::runs::run::LockedRun;
use crate::domain::ids::{PayableId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::payables::settlement::Part;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::runs::sheet::Whom;
use crate::domain::runs::state::{LineState, RunState};
use crate::service::core::command::Seen;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::payables::commands::{Sent, Settle, SettleLine};
use crate::service::payables::settle::{self, AsFrozen};
use crate::service::payments::commands::PayRefund;
use crate::service::payments::refund_payment;

/// A line that waits is booked; one that was paid is joined with its debit.
///
/// # Errors
/// `run-state`, `run-second`, `run-line-unknown`, `run-line-state`, `run-line-unlike` for a debit of another amount; what paying a
/// workshop or a refund refuses.
pub(in crate::service) async fn pay_run_line(work: &mut UnitOfWork<'_>, data: &PayRunLine) -> Result<Outcome, Error> {
    let run = in_state(work, data.run, RunState::Frozen).await?;
    require_agreed(&run, work.settings().runs.second_person_above)?;
    let line = line(work, &run, data.line).await?;
    let debit = match data.debit {
        Some(id) => Some(debit(work, &run, &line, id).await?),
        None => None,
    };
    let done = match (line.state, &debit) {
        (LineState::Pending, _) => book(work, &run, &line, data, debit.as_ref()).await?,
        (LineState::Paid, Some(_)) if line.credit.is_none() => outcome(&run, 1, Some(line.amount)),
        _ => return Err(wrong_state(&line)),
    };
    if let Some(debit) = debit {
        // What was just booked is read from the line, which followed it.
        work.flush().await?;
        let line = self::line(work, &run, data.line).await?;
        work.write(lines::allocate(debit.debit.id, line.settlement, line.refund_payment, line.amount));
    }
    Ok(done)
}

async fn book(
    work: &mut UnitOfWork<'_>,
    run: &LockedRun,
    line: &RunLine,
    data: &PayRunLine,
    debit: Option<&LockedDebit>,
) -> Result<Outcome, Error> {
    let shown = debit.map(|debit| debit.debit.reference.clone());
    let reference = data.reference.clone().or(shown).unwrap_or_default();
    let sent_on = data.sent_on.or(debit.map(|debit| debit.debit.date));
    let rate = (line.owed.currency() != line.amount.currency()).then_some(run.rate).flatten();
    let sent = Sent {
        on: sent_on,
        currency: Some(line.amount.currency()),
        amount: Some(line.amount),
        rate: rate.map(|rate| rate.value()),
        rate_confirmed: rate.is_some(),
    };
    match (line.whom, line.order) {
        (Whom::Workshop(workshop), _) => settle_line(work, line, workshop, (sent, reference, data.repeats_reason.clone())).await,
        (Whom::Refund(refund), Some(order)) => {
            work.open(order, None).await?;
            let pay = PayRefund {
                order,
                seen: Seen {
                    version: work.order()?.version,
                    proofs: None,
                },
                refund: Some(refund),
                amount: line.amount,
                rate: sent.rate,
                rate_confirmed: sent.rate_confirmed,
                sent_on,
                method: line.method,
                reference,
                receipt_url: None,
                repeats_reason: data.repeats_reason.clone(),
            };
            refund_payment::pay_by(work, &pay, Some(line.id)).await
        }
        (Whom::Refund(_), None) => Err(Error::Internal("a refund of no order".into())),
    }
}

async fn settle_line(
    work: &mut UnitOfWork<'_>,
    line: &RunLine,
    workshop: WorkshopId,
    (sent, reference, repeats_reason): (Sent, String, Option<String>),
) -> Result<Outcome, Error> {
    let now = settle::payee(work, workshop).await?;
    let parts = lines::parts_of(&mut work.tx, line.id).await?;
    let (paid, netted): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.amount.is_positive());
    let ids: Vec<PayableId> = paid.iter().map(|part| part.payable).collect();
    let found = payable::lock(&mut work.tx, &ids).await?;
    let version = |id: PayableId| found.iter().find(|line| line.line.id == id).map_or(0, |line| line.version);
    let command = Settle {
        workshop,
        lines: paid
            .iter()
            .map(|part| SettleLine {
                payable: part.payable,
                version: version(part.payable),
                amount: Some(part.amount),
            })
            .collect(),
        early: true,
        total: line.owed,
        sent,
        method: line.method,
        reference,
        receipt_url: None,
        note: None,
        repeats_reason,
    };
    let frozen = AsFrozen {
        line: line.id,
        payee: Payee {
            name: line.payee.name.clone(),
            id_doc: line.payee.id_doc.clone(),
            bank_code: line.payee.bank.clone(),
            account: line.payee.account.clone(),
            ..now
        },
        netted: netted.iter().map(|part| part.payable).collect(),
    };
    settle::transfer(work, &command, Some(&frozen)).await
}

async fn line(work: &mut UnitOfWork<'_>, run: &LockedRun, position: i64) -> Result<RunLine, Error> {
    let found = lines::at(&mut work.tx, run.id, position).await?;
    Ok(found.ok_or_else(|| {
        Refusal::new(Code::RunLineUnknown)
            .with("number", run.number)
            .with("input", position)
    })?)
}

/// A debit of the run's account with as much left as the line paid.
async fn debit(work: &mut UnitOfWork<'_>, run: &LockedRun, line: &RunLine, id: crate::domain::ids::CreditId) -> Result<LockedDebit, Error> {
    let found = lines::debit(&mut work.tx, id).await?;
    let found = found.ok_or_else(|| Refusal::new(Code::CreditUnknown))?;
    let enough = found.debit.left.currency() == line.amount.currency() && found.debit.left.minor() >= line.amount.minor();
    if found.account != run.account || !enough {
        return Err(unlike(line, found.debit.left).into());
    }
    Ok(found)
}

fn unlike(line: &RunLine, shown: Money) -> Refusal {
    Refusal::new(Code::RunLineUnlike)
        .with("line", line.position)
        .with("shown", shown)
        .with("paid", line.amount)
}

fn wrong_state(line: &RunLine) -> Error {
    let state = match (line.state, line.credit) {
        (LineState::Paid, Some(_)) => "FOUND".to_owned(),
        (state, _) => state.to_string(),
    };
    Refusal::new(Code::RunLineState)
        .with("line", line.position)
        .with("state", Arg::Message(format!("lote-line-{state}")))
        .into()
}

/// It was not paid: what is due is due again.
///
/// # Errors
/// `run-line-state` for one that was paid; `reason-required`.
pub(in crate::service) async fn fail_run_line(work: &mut UnitOfWork<'_>, data: &OnRunLine) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let reason = required_reason(&data.reason)?;
    let run = in_state(work, data.run, RunState::Frozen).await?;
    let line = line(work, &run, data.line).await?;
    if line.state != LineState::Pending {
        return Err(wrong_state(&line));
    }
    work.write(lines::fail(line.id, &reason, by, work.now));
    Ok(outcome(&run, 1, Some(line.amount)))
}

/// It was paid, and no statement will show it by itself.
///
/// # Errors
/// `run-line-state` for one that was not paid, or was found; `reason-required`.
pub(in crate::service) async fn explain_run_line(work: &mut UnitOfWork<'_>, data: &OnRunLine) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let reason = required_reason(&data.reason)?;
    let run = in_state(work, data.run, RunState::Frozen).await?;
    let line = line(work, &run, data.line).await?;
    if line.state != LineState::Paid || line.credit.is_some() {
        return Err(wrong_state(&line));
    }
    work.write(lines::explain(line.id, &reason, by, work.now));
    Ok(outcome(&run, 1, Some(line.amount)))
}
