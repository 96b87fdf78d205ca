//! What leaves is written down as it was shown; above the limit of the settings a second person agrees; and how a run ends.

use super::commands::{CloseRun, CountersignRun, FreezeRun, VoidRun};
use super::draft::{in_state, lock, outcome};
use super::sheet::{self, Named, Sheet};
use crate::db::payables::{payable, settlements};
use crate::db::runs::lines::{self, NewLine};
use crate::db::runs::run::{self, Frozen, LockedRun};
use crate::domain::ids::{PayableId, RunLineId};
use crate::domain::money::{Currency, Money};
use crate::domain::payables::settlement::Part;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::runs::sheet::Whom;
use crate::domain::runs::state::RunState;
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::orders::checkout;

/// # Errors
/// `run-moved` when a line is not as it was seen; `run-total` when the typed total is another one; `run-empty`; `run-state`.
pub(in crate::service) async fn freeze_run(work: &mut UnitOfWork<'_>, data: &FreezeRun) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let run = in_state(work, data.run, RunState::Draft).await?;
    let sheet = locked_sheet(work, &run).await?;
    if sheet.digest != data.seen {
        return Err(Refusal::new(Code::RunMoved).with("number", run.number).into());
    }
    let going: Vec<&Named> = sheet.lines.iter().filter(|line| line.draft.goes().is_some()).collect();
    if going.is_empty() {
        return Err(Refusal::new(Code::RunEmpty).with("number", run.number).into());
    }
    let (total, total_usd) = sheet.total()?;
    require_total(data.total, total)?;
    let limit = work.settings().runs.second_person_above;
    let frozen = Frozen {
        run: run.id,
        rate: sheet.terms.rate,
        lines: i64::try_from(going.len()).unwrap_or(i64::MAX),
        total,
        total_usd,
        needs_second: limit.is_some_and(|limit| total_usd.amount() > limit),
        by,
        at: work.now,
    };
    write_lines(work, &run, &going);
    work.write(run::freeze(&frozen));
    Ok(outcome(&run, going.len(), Some(total)))
}

/// The sheet with its workshops and payables held: nothing of it moves until it is written.
async fn locked_sheet(work: &mut UnitOfWork<'_>, run: &LockedRun) -> Result<Sheet, Error> {
    let today = work.shop.zone().day(work.now);
    let rate = checkout::rate_of(work, today).await.ok();
    let first = sheet::read(&mut work.tx, run, rate, today).await?;
    let workshops = first.lines.iter().filter_map(|line| match line.draft.whom {
        Whom::Workshop(workshop) => Some(workshop),
        Whom::Refund(_) => None,
    });
    let mut workshops: Vec<_> = workshops.collect();
    workshops.sort_unstable();
    for workshop in workshops {
        settlements::lock_payee(&mut work.tx, workshop).await?;
    }
    let ids: Vec<PayableId> = first
        .lines
        .iter()
        .flat_map(|line| line.draft.parts.iter().map(|part| part.payable))
        .collect();
    for some in ids.chunks(1_000) {
        payable::lock(&mut work.tx, some).await?;
    }
    sheet::read(&mut work.tx, run, rate, today).await
}

fn write_lines(work: &mut UnitOfWork<'_>, run: &LockedRun, going: &[&Named]) {
    let ids: Vec<RunLineId> = going.iter().map(|_| RunLineId::from_uuid(new_id())).collect();
    let rows = going.iter().zip(&ids).zip(1..).filter_map(|((line, id), position)| {
        Some(lines::insert(&NewLine {
            id: *id,
            run: run.id,
            position,
            whom: line.draft.whom,
            method: line.draft.payee.method?,
            payee: &line.draft.payee,
            owed: line.draft.owed,
            amount: line.draft.goes()?,
        }))
    });
    work.write_together(rows.collect::<Vec<_>>());
    let parts: Vec<(RunLineId, &Part)> = going
        .iter()
        .zip(&ids)
        .flat_map(|(line, id)| line.draft.parts.iter().map(|part| (*id, part)))
        .collect();
    if !parts.is_empty() {
        work.write(lines::payables(parts));
    }
}

fn require_total(typed: Money, computed: Money) -> Result<(), Refusal> {
    if typed == computed {
        return Ok(());
    }
    Err(Refusal::new(Code::RunTotal).with("typed", typed).with("computed", computed))
}

/// # Errors
/// `run-second-same` to who froze it; `run-total`; `run-state` when nobody has to agree, or somebody did.
pub(in crate::service) async fn countersign_run(work: &mut UnitOfWork<'_>, data: &CountersignRun) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let run = in_state(work, data.run, RunState::Frozen).await?;
    if run.needs_second != Some(true) || run.countersigned_by.is_some() {
        let state = Arg::Message("lote-state-AGREED".into());
        return Err(Refusal::new(Code::RunState).with("number", run.number).with("state", state).into());
    }
    if run.frozen_by == Some(by) {
        return Err(Refusal::new(Code::RunSecondSame).into());
    }
    require_total(data.total, run.total.unwrap_or_else(|| Money::zero(run.currency)))?;
    work.write(run::countersign(run.id, by, work.now));
    Ok(outcome(&run, 0, run.total))
}

/// Refused with `run-second` while somebody else has to agree.
pub(super) fn require_agreed(run: &LockedRun, limit: Option<rust_decimal::Decimal>) -> Result<(), Error> {
    if run.needs_second != Some(true) || run.countersigned_by.is_some() {
        return Ok(());
    }
    let above = Money::rounded(limit.unwrap_or_default(), Currency::Usd)?;
    Err(Refusal::new(Code::RunSecond).with("number", run.number).with("above", above).into())
}

/// # Errors
/// `run-waits` while a line waits to be paid or found; `run-state`.
pub(in crate::service) async fn close_run(work: &mut UnitOfWork<'_>, data: &CloseRun) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let run = in_state(work, data.run, RunState::Frozen).await?;
    let waiting = lines::waiting(&mut work.tx, run.id).await?;
    if waiting > 0 {
        return Err(Refusal::new(Code::RunWaits)
            .with("number", run.number)
            .with("count", waiting)
            .into());
    }
    work.write(run::end(run.id, RunState::Closed, None, by, work.now));
    Ok(outcome(&run, 0, run.total))
}

/// # Errors
/// `run-state` when it is over or something of it was paid; `reason-required`.
pub(in crate::service) async fn void_run(work: &mut UnitOfWork<'_>, data: &VoidRun) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let reason = required_reason(&data.reason)?;
    let run = lock(work, data.run).await?;
    let paid = lines::paid(&mut work.tx, run.id).await?;
    let state = match run.state {
        RunState::Draft | RunState::Frozen if paid == 0 => None,
        RunState::Draft | RunState::Frozen => Some("lote-state-PAID".to_owned()),
        over => Some(format!("lote-state-{over}")),
    };
    if let Some(state) = state {
        return Err(Refusal::new(Code::RunState)
            .with("number", run.number)
            .with("state", Arg::Message(state))
            .into());
    }
    work.write(run::end(run.id, RunState::Voided, Some(&reason), by, work.now));
    Ok(outcome(&run, 0, run.total))
}
