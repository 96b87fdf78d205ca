//! Credits to look at, and what people say about them.

use serde::Serialize;

use super::Bank;
use super::commands::{OnCredit, ReconcileCredit};
use crate::db::bank::{credit_list, imports, notes};
use crate::domain::actor::{Actor, Permission};
use crate::domain::bank::credit::{CreditAct, CreditOrigin};
use crate::domain::bank::statement::Direction;
use crate::domain::ids::{AccountId, CreditId};
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::bank::credit_list::{AccountName, CreditRow, CreditUse, ImportRow, Waiting, Which};
pub use crate::db::bank::notes::CreditNote;

/// What a role must be allowed to look at what the banks show.
pub const NEEDS: Permission = Permission::ReadBank;

/// A credit with what it pays and what people said about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CreditDetail {
    #[serde(flatten)]
    pub credit: CreditRow,
    pub uses: Vec<CreditUse>,
    pub notes: Vec<CreditNote>,
}

/// Where an account stands: its imports, and what waits for somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountStatus {
    #[serde(skip)]
    pub id: AccountId,
    pub account: Safe,
    pub currency: Currency,
    /// The newest first.
    pub imports: Vec<ImportRow>,
    /// Days between two imports that no import holds: the last day before, the first after.
    pub gaps: Vec<(chrono::NaiveDate, chrono::NaiveDate)>,
    /// Neighbouring imports whose balances do not meet: the closing one and the opening one after it.
    pub breaks: Vec<(crate::domain::money::Money, crate::domain::money::Money)>,
    /// Money that came and pays nothing yet.
    pub unmatched_in: Waiting,
    /// Money that left, and is no refund or settlement that is known.
    pub unmatched_out: Waiting,
    /// Attested, in use, and not in the statement that holds its day.
    pub unseen: Waiting,
}

impl Bank<'_> {
    /// A page of credits: the oldest first where somebody has to do something, else the newest first.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub async fn credits(&self, actor: &Actor, which: &Which, after: Option<Cursor>, limit: u32) -> Result<Page<CreditRow>, Error> {
        actor.may(NEEDS)?;
        let accounts = credit_list::accounts(self.shop.db()).await?;
        let ids: Vec<_> = accounts.iter().map(|account| account.id).collect();
        let rows = credit_list::page(self.shop.db(), which, &ids, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, CreditRow::key, |row| row))
    }

    /// # Errors
    /// `credit-unknown`.
    pub async fn credit(&self, actor: &Actor, id: CreditId) -> Result<CreditDetail, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let credit = credit_list::one(&mut &*db, id)
            .await?
            .ok_or_else(|| Refusal::new(Code::CreditUnknown))?;
        Ok(CreditDetail {
            uses: credit_list::uses(&mut &*db, id).await?,
            notes: notes::of_credit(&mut &*db, id).await?,
            credit,
        })
    }

    /// How each open account stands with its bank.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub async fn status(&self, actor: &Actor) -> Result<Vec<AccountStatus>, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let mut all = Vec::new();
        for account in credit_list::accounts(db).await?.into_iter().filter(|account| account.active) {
            let imports = credit_list::imports(db, account.id).await?;
            let (unmatched_in, unmatched_out, unseen) = credit_list::waiting(db, account.id).await?;
            let (gaps, breaks) = between(&imports);
            all.push(AccountStatus {
                id: account.id,
                account: account.alias,
                currency: account.currency,
                imports,
                gaps,
                breaks,
                unmatched_in,
                unmatched_out,
                unseen,
            });
        }
        Ok(all)
    }
}

type Gaps = Vec<(chrono::NaiveDate, chrono::NaiveDate)>;
type Breaks = Vec<(crate::domain::money::Money, crate::domain::money::Money)>;

/// What lies between imports that follow each other.
fn between(imports: &[ImportRow]) -> (Gaps, Breaks) {
    let mut by_day: Vec<_> = imports
        .iter()
        .filter_map(|import| Some((import.first_day?, import.last_day?, import)))
        .collect();
    by_day.sort_by_key(|(first, last, _)| (*first, *last));
    let (mut gaps, mut breaks) = (Vec::new(), Vec::new());
    let mut reached: Option<(chrono::NaiveDate, &ImportRow)> = None;
    for (first, last, import) in by_day {
        if let Some((until, before)) = reached
            && let Some(next) = until.succ_opt()
        {
            match before.closing.zip(import.opening) {
                // Between them nothing moved, or one follows the other.
                Some((closing, opening)) if closing == opening => {}
                Some(both) if next == first => breaks.push(both),
                _ if next < first => gaps.push((until, first)),
                _ => {}
            }
        }
        if reached.is_none_or(|(until, _)| until < last) {
            reached = Some((last, import));
        }
    }
    (gaps, breaks)
}

/// # Errors
/// `credit-unknown`; `reason-required` without a text.
pub(in crate::service) async fn note_credit(work: &mut UnitOfWork<'_>, data: &OnCredit) -> Result<Outcome, Error> {
    found(work, data.credit).await?;
    say(work, data.credit, CreditAct::Note, required_reason(&data.text)?).await
}

/// # Errors
/// `credit-unknown`; `reason-required`; `credit-used` for one that pays something.
pub(in crate::service) async fn set_aside_credit(work: &mut UnitOfWork<'_>, data: &OnCredit) -> Result<Outcome, Error> {
    let credit = found(work, data.credit).await?;
    if credit.allocated.is_positive() || credit.set_aside || credit.origin == CreditOrigin::Attested {
        return Err(Refusal::new(Code::CreditUsed).with("used", credit.allocated).into());
    }
    say(work, data.credit, CreditAct::SetAside, required_reason(&data.text)?).await
}

/// # Errors
/// `credit-unknown`; `credit-used` for one that nobody set aside.
pub(in crate::service) async fn restore_credit(work: &mut UnitOfWork<'_>, data: &OnCredit) -> Result<Outcome, Error> {
    let credit = found(work, data.credit).await?;
    if !credit.set_aside {
        return Err(Refusal::new(Code::CreditUsed).with("used", credit.allocated).into());
    }
    say(work, data.credit, CreditAct::Restored, required_reason(&data.text)?).await
}

/// # Errors
/// `credit-unknown`; `credit-apart` when the two are of other accounts or days, or one of them is no longer free to be joined;
/// `credit-exceeded` when the line is less than what was taken of it.
pub(in crate::service) async fn reconcile_credit(work: &mut UnitOfWork<'_>, data: &ReconcileCredit) -> Result<Outcome, Error> {
    let (attested, line) = (found(work, data.attested).await?, found(work, data.line).await?);
    let text = bounded("text", &data.text, LONGEST_NOTE)?;
    let joins = attested.origin == CreditOrigin::Attested
        && attested.line.is_none()
        && line.origin != CreditOrigin::Attested
        && line.direction == Direction::In
        && attested.account_id == line.account_id
        && !line.set_aside;
    if !joins {
        return Err(Refusal::new(Code::CreditApart).into());
    }
    work.tx.exec(imports::reconcile(data.attested, data.line)).await?;
    say(work, data.attested, CreditAct::Reconciled, text).await
}

async fn found(work: &mut UnitOfWork<'_>, id: CreditId) -> Result<CreditRow, Error> {
    let found = credit_list::one(&mut work.tx, id).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::CreditUnknown))?)
}

async fn say(work: &mut UnitOfWork<'_>, credit: CreditId, act: CreditAct, text: String) -> Result<Outcome, Error> {
    let (operator, operation) = (work.operator()?, work.operation);
    let text = Some(text).filter(|text| !text.is_empty());
    work.tx.exec(notes::insert(credit, act, text, operator, operation)).await?;
    Ok(Outcome::Done)
}
