//! Days on which a workshop proposes to be closed: it proposes its own and may withdraw them; who keeps capacity accepts, which closes
//! the days in the same transaction, or declines and says why.

use chrono::NaiveDate;

use super::capacity::{change_capacity, period};
use super::commands::{
    AcceptClosedDays, CapacityChange, ChangeCapacity, Consent, DeclineClosedDays, ProposeClosedDays, WithdrawClosedDays,
};
use super::{LONGEST_TEXT, Workshops, bounded, reads, reason, unknown};
use crate::db::workshops::closed_days::{LockedProposal, NewProposal, ProposalAnswer};
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::closed_days::ProposalStatus;
use crate::domain::ids::{OperatorId, ProposalId, WorkshopId};
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::receipt::{Kept, MasterRow, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::workshops::closed_days::ClosedDaysRow;

/// What a role must be allowed to read proposals; a workshop its own alone.
pub const NEEDS: Permission = Permission::ReadWorkshops;

impl Workshops<'_> {
    /// A page of proposals, the newest first; only those that wait for an answer where that is asked for.
    ///
    /// # Errors
    /// `forbidden`.
    pub async fn closed_days(&self, actor: &Actor, open: bool, after: Option<Cursor>, limit: u32) -> Result<Page<ClosedDaysRow>, Error> {
        let own = reads(actor)?;
        let rows = self.shop.db().closed_days(own, open, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, ClosedDaysRow::key, |row| row))
    }

    /// A proposal with its answer.
    ///
    /// # Errors
    /// `closed-days-unknown`, also for another workshop's.
    pub async fn closed_days_one(&self, actor: &Actor, proposal: ProposalId) -> Result<ClosedDaysRow, Error> {
        let own = reads(actor)?;
        let found = self.shop.db().closed_days_one(proposal).await?;
        let theirs = found.filter(|row| own.is_none_or(|own| own == row.workshop_id));
        Ok(theirs.ok_or_else(|| Refusal::new(Code::ClosedDaysUnknown))?)
    }

    /// The proposal of a workshop that waits for an answer and that this day is part of.
    ///
    /// # Errors
    /// `workshop-unknown`, also when a workshop asks about another; `closed-days-unknown`.
    pub async fn closed_days_on(&self, actor: &Actor, workshop: &str, day: NaiveDate) -> Result<ProposalId, Error> {
        let own = reads(actor)?;
        let id = self.id_of(workshop).await?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(workshop).into());
        }
        let found = self.shop.db().closed_days_on(id, day).await?;
        Ok(found.ok_or_else(|| Refusal::new(Code::ClosedDaysUnknown))?)
    }
}

/// # Errors
/// `period-backwards`, `period-long`, `closed-days-past`, `reason-required`, `closed-days-proposed` where some of the days are proposed
/// already.
pub(in crate::service) async fn propose_closed_days(work: &mut UnitOfWork<'_>, data: &ProposeClosedDays) -> Result<Outcome, Error> {
    let (workshop, by) = theirs(work.actor)?;
    period(data.from, data.until)?;
    ahead(work.shop.today(), data.from)?;
    let reason = said(&data.reason)?;
    let new = NewProposal {
        id: ProposalId::from_uuid(new_id()),
        workshop,
        from: data.from,
        until: data.until,
        reason: &reason,
        by,
    };
    work.tx.propose_closed_days(&new).await?;
    kept(work, Kept::Added, new.id, workshop).await
}

/// # Errors
/// `closed-days-unknown`, also for another workshop's; `closed-days-state` when it was answered.
pub(in crate::service) async fn withdraw_closed_days(work: &mut UnitOfWork<'_>, data: &WithdrawClosedDays) -> Result<Outcome, Error> {
    let (workshop, _) = theirs(work.actor)?;
    let proposal = waiting(work, data.proposal).await?;
    if proposal.workshop != workshop {
        return Err(Refusal::new(Code::ClosedDaysUnknown).into());
    }
    answer(work, &proposal, ProposalStatus::Withdrawn, None).await
}

/// Closes the days as well.
///
/// # Errors
/// `closed-days-unknown`, `closed-days-state`, `closed-days-past`; `no-longer-fits` with the list, unless confirmed.
pub(in crate::service) async fn accept_closed_days(work: &mut UnitOfWork<'_>, data: &AcceptClosedDays) -> Result<Outcome, Error> {
    let proposal = waiting(work, data.proposal).await?;
    ahead(work.shop.today(), proposal.until)?;
    let consent = Consent {
        seen: None,
        reason: Some(proposal.reason.clone()),
        confirmed: data.confirmed,
    };
    let change = ChangeCapacity {
        workshop: proposal.workshop.to_string(),
        change: CapacityChange::Days {
            // A day that is over stays as it was.
            from: proposal.from.max(work.shop.today()),
            until: proposal.until,
            units: 0,
        },
        consent,
    };
    let closed = change_capacity(work, &change).await?;
    let note = data
        .note
        .as_deref()
        .map(str::trim)
        .filter(|note| !note.is_empty())
        .map(said)
        .transpose()?;
    let answered = answer(work, &proposal, ProposalStatus::Accepted, note.as_deref()).await?;
    Ok(match (answered, closed) {
        (Outcome::Kept(proposal), Outcome::Kept(closed)) => Outcome::Kept(MasterRow {
            no_longer_fits: closed.no_longer_fits,
            ..proposal
        }),
        (answered, _) => answered,
    })
}

/// # Errors
/// `closed-days-unknown`, `closed-days-state`, `reason-required`.
pub(in crate::service) async fn decline_closed_days(work: &mut UnitOfWork<'_>, data: &DeclineClosedDays) -> Result<Outcome, Error> {
    let why = said(&data.reason)?;
    let proposal = waiting(work, data.proposal).await?;
    answer(work, &proposal, ProposalStatus::Declined, Some(&why)).await
}

/// Whose days the actor may speak of.
fn theirs(actor: &Actor) -> Ruling<(WorkshopId, OperatorId)> {
    actor.workshop.zip(actor.id).ok_or_else(|| unknown(""))
}

fn ahead(today: NaiveDate, day: NaiveDate) -> Ruling<()> {
    match day < today {
        true => Err(Refusal::new(Code::ClosedDaysPast).with("day", day)),
        false => Ok(()),
    }
}

fn said(text: &str) -> Ruling<String> {
    let consent = Consent {
        reason: Some(text.to_owned()),
        ..Consent::default()
    };
    let given = reason(&consent)?.ok_or_else(|| Refusal::new(Code::ReasonRequired))?;
    bounded("reason", &given, LONGEST_TEXT)
}

async fn waiting(work: &mut UnitOfWork<'_>, proposal: ProposalId) -> Result<LockedProposal, Error> {
    let found = work.tx.lock_closed_days(proposal).await?;
    let found = found.ok_or_else(|| Refusal::new(Code::ClosedDaysUnknown))?;
    if found.status == ProposalStatus::Proposed {
        return Ok(found);
    }
    let status = Arg::Message(format!("cierre-{}", found.status));
    Err(Refusal::new(Code::ClosedDaysState).with("status", status).into())
}

async fn answer(
    work: &mut UnitOfWork<'_>,
    proposal: &LockedProposal,
    status: ProposalStatus,
    answer: Option<&str>,
) -> Result<Outcome, Error> {
    let by = work.actor.id.ok_or_else(|| unknown(""))?;
    let answered = ProposalAnswer {
        proposal: proposal.id,
        status,
        by,
        at: work.now,
        answer,
    };
    work.tx.answer_closed_days(&answered).await?;
    kept(work, Kept::Changed, proposal.id, proposal.workshop).await
}

/// How its command left a proposal: it is called by its workshop.
async fn kept(work: &mut UnitOfWork<'_>, kept: Kept, proposal: ProposalId, workshop: WorkshopId) -> Result<Outcome, Error> {
    let names = work.workshop_names().await?;
    let name = names.find(&workshop.to_string()).map(|found| found.name.clone());
    Ok(Outcome::kept(kept, proposal.uuid(), &name.unwrap_or_default()))
}
