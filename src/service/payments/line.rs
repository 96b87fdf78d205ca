//! The line of a statement that pays a proof: the one that was chosen, or the only one that what was typed can be.

use chrono::Days;

use super::commands::Attestation;
use crate::db::bank::credits::{self, LockedCredit};
use crate::db::payments::submissions::NewEvidence;
use crate::domain::bank::NEAR_DAYS;
use crate::domain::bank::matching::{Level, LineKeys};
use crate::domain::ids::{CreditId, SubmissionId};
use crate::domain::money::Money;
use crate::domain::payments::bank_credit::{self, Taken};
use crate::domain::payments::proof::OurAccount;
use crate::domain::payments::reference::{Reference, Relation};
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::service::bank::credits::CreditRow;
use crate::service::bank::proposals::Candidate;
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::UnitOfWork;

/// The bank's line of what was attested. What was typed is a line when exactly one near that day ends as its reference and has its
/// amount; else it stays a credit of its own.
///
/// # Errors
/// `credit-unknown` when the chosen line is not there, was set aside, or is no money that came; `credit-other` when what was attested is
/// not what it shows.
pub(super) async fn chosen(work: &mut UnitOfWork<'_>, attested: &Attestation, account: &OurAccount) -> Result<Option<LockedCredit>, Error> {
    let Some(id) = attested.credit else {
        return found(work, attested, account).await;
    };
    let unknown = || Refusal::new(Code::CreditUnknown);
    let line = credits::lock(&mut work.tx, id)
        .await?
        .filter(|line| line.pays)
        .ok_or_else(unknown)?;
    let other = |what: &str| Err(Refusal::new(Code::CreditOther).with("what", Arg::Message(what.to_owned())).into());
    if line.account != account.id {
        other("field-account")
    } else if line.value_date != attested.date {
        other("field-date")
    } else if reference(&line) != attested.bank_reference.trim() {
        other("field-reference")
    } else {
        Ok(Some(line))
    }
}

async fn found(work: &mut UnitOfWork<'_>, attested: &Attestation, account: &OurAccount) -> Result<Option<LockedCredit>, Error> {
    let typed = Reference::stored(attested.bank_reference.trim());
    let keys = LineKeys::of(typed.as_str(), "", None, None);
    let Some(tail) = keys.reference_suffix() else { return Ok(None) };
    let from = attested.date.checked_sub_days(Days::new(NEAR_DAYS)).unwrap_or(attested.date);
    let to = attested.date.checked_add_days(Days::new(NEAR_DAYS)).unwrap_or(attested.date);
    let near = credits::ending(&mut work.tx, account.id, tail, (from, to), attested.amount).await?;
    let mut fitting = near.into_iter().filter(|line| {
        line.amount == attested.whole.unwrap_or(attested.amount)
            && matches!(
                Reference::stored(line.reference.as_str()).relation(&typed),
                Relation::Same | Relation::Suffix { strong: true, .. }
            )
    });
    Ok(fitting.next().filter(|_| fitting.next().is_none()))
}

/// The reference of a line as evidence keeps it: where the bank prints none, that there is none.
pub(super) fn reference(line: &LockedCredit) -> String {
    printed(&line.reference)
}

fn printed(reference: &str) -> String {
    if reference.is_empty() { "S/R" } else { reference }.to_owned()
}

/// Whether what is left of a line pays `amount`, beside what the same verdict takes of it.
///
/// # Errors
/// `credit-exceeded`
pub(super) async fn pays(work: &mut UnitOfWork<'_>, line: CreditId, amount: Money, before: &[NewEvidence]) -> Result<(), Error> {
    let locked = credits::lock(&mut work.tx, line)
        .await?
        .ok_or_else(|| Refusal::new(Code::CreditUnknown))?;
    let number = work.order()?.number.clone();
    let of_verdict = before.iter().filter(|other| other.credit == Some(line));
    let mut taken: Vec<_> = of_verdict
        .map(|other| Taken {
            amount: other.amount,
            whole: Some(locked.amount),
            order: number.clone(),
        })
        .collect();
    if locked.allocated.is_positive() {
        taken.push(Taken {
            amount: locked.allocated,
            whole: Some(locked.amount),
            order: locked.paid_order.unwrap_or(number),
        });
    }
    Ok(bank_credit::pays(&taken, amount, Some(locked.amount))?)
}

/// What a proof takes of a line: all that is left where the two are the same payment, give or take the tolerance; else what was declared,
/// if so much is left.
fn share(left: Money, declared: Money, same: bool) -> Money {
    if same || left.minor() < declared.minor() { left } else { declared }
}

impl Attestation {
    /// What a candidate shows of a proof.
    pub fn of_candidate(proof: SubmissionId, declared: Money, candidate: &Candidate) -> Self {
        let line = &candidate.line;
        let same = matches!(candidate.level, Level::Exact | Level::Strong | Level::Identity);
        Self {
            submission: proof,
            account: line.account.to_string(),
            date: line.date,
            amount: share(line.left, declared, same),
            bank_reference: printed(line.reference.as_str()),
            whole: None,
            credit: Some(line.credit),
            note: None,
        }
    }

    /// What a line shows of a proof.
    pub fn of_credit(proof: SubmissionId, declared: Money, credit: &CreditRow) -> Self {
        Self {
            submission: proof,
            account: credit.account.to_string(),
            date: credit.value_date,
            amount: share(credit.free(), declared, false),
            bank_reference: printed(credit.reference.as_str()),
            whole: None,
            credit: Some(credit.id),
            note: None,
        }
    }
}
