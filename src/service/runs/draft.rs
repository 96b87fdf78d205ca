//! A run begins as a draft: what is due stands on it by itself, and people leave out or lower what they like.

use super::commands::{ChooseRunLine, DraftRun};
use crate::db::catalogue::checkout_lookup;
use crate::db::runs::run::{self, LockedRun, NewRun};
use crate::domain::ids::RunId;
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::money::Currency;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::runs::sheet::Choice;
use crate::domain::runs::state::RunState;
use crate::domain::text::excerpt;
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::orders::exchange::{self, SaidRate};

/// # Errors
/// `account-unknown`, `run-other` for an account that is closed; what `exchange` refuses of a rate.
pub(in crate::service) async fn draft_run(work: &mut UnitOfWork<'_>, data: &DraftRun) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let alias = data.account.trim();
    let account = checkout_lookup::account(&mut work.tx, alias)
        .await?
        .map(|account| account.ours)
        .ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(alias)))?;
    if !account.active {
        return Err(Refusal::new(Code::RunOther).into());
    }
    let rate = match data.rate {
        None => None,
        said => {
            let said = SaidRate {
                rate: said,
                confirmed: data.rate_confirmed,
            };
            let pair = if account.currency == Currency::Ves {
                (Currency::Ves, Currency::Usd)
            } else {
                (account.currency, Currency::Ves)
            };
            exchange::rate_between(work, pair, said, work.shop.zone().day(work.now)).await?
        }
    };
    let new = NewRun {
        id: RunId::from_uuid(new_id()),
        account: account.id,
        currency: account.currency,
        cut_off: data.cut_off,
        rate,
        by,
    };
    work.write(run::insert(&new));
    work.flush().await?;
    let run = lock(work, new.id).await?;
    Ok(outcome(&run, 0, None))
}

/// # Errors
/// `run-state` when it is no draft.
pub(in crate::service) async fn choose_run_line(work: &mut UnitOfWork<'_>, data: &ChooseRunLine) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let run = in_state(work, data.run, RunState::Draft).await?;
    let reason = data.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let reason = reason.map(|reason| bounded("reason", reason, LONGEST_NOTE)).transpose()?;
    let choice = Choice {
        excluded: data.excluded,
        amount: data.amount.filter(|_| !data.excluded),
    };
    work.write(run::choose(new_id(), run.id, data.whom, choice, reason.as_deref(), by));
    Ok(outcome(&run, 0, None))
}

/// The run under lock.
pub(super) async fn lock(work: &mut UnitOfWork<'_>, id: RunId) -> Result<LockedRun, Error> {
    let found = run::lock(&mut work.tx, id).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::RunUnknown).with("input", id.to_string()))?)
}

/// The same, if it stands there.
pub(super) async fn in_state(work: &mut UnitOfWork<'_>, id: RunId, state: RunState) -> Result<LockedRun, Error> {
    let run = lock(work, id).await?;
    if run.state == state {
        return Ok(run);
    }
    Err(wrong_state(&run).into())
}

pub(super) fn wrong_state(run: &LockedRun) -> Refusal {
    Refusal::new(Code::RunState)
        .with("number", run.number)
        .with("state", Arg::Message(format!("lote-state-{}", run.state)))
}

pub(super) fn outcome(run: &LockedRun, lines: usize, total: Option<crate::domain::money::Money>) -> Outcome {
    Outcome::Run {
        run: run.id,
        number: run.number,
        lines: u32::try_from(lines).unwrap_or(u32::MAX),
        total,
    }
}
