//! Which lines of the banks may be the money of the proofs that wait: matching asked with what the database holds. It proposes; an admin
//! confirms.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Bank;
use super::credits::{CreditRow, NEEDS};
use crate::db::bank::candidates::{self, LineQuery, LineRow, OpenRow};
use crate::db::bank::credit_list::{self, AccountName};
use crate::domain::actor::Actor;
use crate::domain::bank::matching::{self, Credit, Level, OpenProof, Reason, Refused};
use crate::domain::bank::statement::LineKind;
use crate::domain::ids::{AccountId, CreditId, OrderId, SubmissionId};
use crate::domain::money::{Currency, Money};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::tolerance_rule;

/// Proofs that are compared in one look: those that wait longest.
pub const MOST_PROOFS: i64 = 5_000;

/// A line as a reviewer is shown it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProposedLine {
    pub credit: CreditId,
    /// Its account's alias.
    pub account: Safe,
    pub date: chrono::NaiveDate,
    pub amount: Money,
    /// What of it pays nothing yet.
    pub left: Money,
    pub reference: Safe,
    pub description: Safe,
}

impl From<&CreditRow> for ProposedLine {
    fn from(row: &CreditRow) -> Self {
        Self {
            credit: row.id,
            account: row.account.clone(),
            date: row.value_date,
            amount: row.amount,
            left: row.free(),
            reference: row.reference.clone(),
            description: row.description.clone(),
        }
    }
}

/// A line that may be a proof's money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    pub level: Level,
    pub reasons: Vec<Reason>,
    pub line: ProposedLine,
}

/// A proof of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaidProof {
    #[serde(rename = "order")]
    pub number: String,
    pub amount: Money,
}

/// What no single pair explains: one line for several proofs, or several lines for one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Together {
    pub lines: Vec<ProposedLine>,
    pub proofs: Vec<PaidProof>,
    pub reasons: Vec<Reason>,
}

/// What was found for one proof that waits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    pub submission: SubmissionId,
    #[serde(rename = "order_id")]
    pub order: OrderId,
    #[serde(rename = "order")]
    pub number: String,
    pub amount: Money,
    /// The best first.
    pub candidates: Vec<Candidate>,
    /// What explains it with others.
    pub groups: Vec<Together>,
    /// The first candidate stands out.
    pub preselected: bool,
    /// One key confirms it: all fits, it is the only one, nothing stands on the proof, and so it is with each open proof of its order.
    pub fits: bool,
}

impl Proposal {
    /// Nothing was found.
    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty() && self.groups.is_empty()
    }

    /// The candidate that the cursor begins on.
    pub fn first(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|_| self.preselected)
    }
}

/// Why a line is no candidate of a proof.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Apart {
    pub submission: SubmissionId,
    pub line: ProposedLine,
    pub refused: Vec<Refused>,
}

impl Bank<'_> {
    /// What fits the proofs that wait, the longest waiting first; those for which nothing was found are not there.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub async fn proposals(&self, actor: &Actor) -> Result<Vec<Proposal>, Error> {
        actor.may(NEEDS)?;
        let proofs = candidates::open(self.shop.db(), MOST_PROOFS).await?;
        let accounts = credit_list::accounts(self.shop.db()).await?;
        let proofs = self.open_proofs(&proofs)?;
        let lines = self.lines_of(&proofs, &accounts).await?;
        let found = matched(&accounts, lines, proofs).await?;
        Ok(found.into_iter().filter(|proposal| !proposal.is_empty()).collect())
    }

    /// What fits the open proofs of one order, as all that wait are compared: each of its proofs is there.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub async fn proposals_of(&self, actor: &Actor, order: OrderId) -> Result<Vec<Proposal>, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let own = candidates::open_of(db, order).await?;
        let accounts = credit_list::accounts(db).await?;
        let mut proofs = self.open_proofs(&own)?;
        let lines = self.lines_of(&proofs, &accounts).await?;
        if !lines.is_empty() {
            let mut others = candidates::open(db, MOST_PROOFS).await?;
            others.retain(|proof| proof.order != order);
            let mut others = self.open_proofs(&others)?;
            let credits: Vec<_> = lines.iter().map(credit).collect();
            let mut near = matching::rivals(&credits, &others);
            proofs.append(&mut others);
            near.extend(matching::groups(&credits, &proofs).into_iter().flat_map(|group| group.proofs));
            proofs.retain(|proof| proof.order == order || near.contains(&proof.id));
        }
        let lines = self.lines_of(&proofs, &accounts).await?;
        let mut found = matched(&accounts, lines, proofs).await?;
        found.retain(|proposal| proposal.order == order);
        Ok(found)
    }

    pub(super) fn open_proofs(&self, rows: &[OpenRow]) -> Result<Vec<OpenProof>, Error> {
        let rule = tolerance_rule(self.shop.settings())?;
        rows.iter().map(|row| open_proof(row, rule.tolerance(row.due, row.rate)?)).collect()
    }

    pub(super) async fn lines_of(&self, proofs: &[OpenProof], accounts: &[AccountName]) -> Result<Vec<LineRow>, Error> {
        let wanted: Vec<_> = proofs.iter().flat_map(|proof| queries(proof, accounts)).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        Ok(candidates::lines(self.shop.db(), &wanted).await?)
    }

    /// Of each open proof of an order, the line that comes nearest among those that are no candidates of it, and why not.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub async fn near(&self, actor: &Actor, order: OrderId) -> Result<Vec<Apart>, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let accounts = credit_list::accounts(db).await?;
        let mut found = Vec::new();
        for proof in self.open_proofs(&candidates::open_of(db, order).await?)? {
            let wanted: Vec<_> = queries(&proof, &accounts).map(LineQuery::widened).collect();
            let lines = candidates::lines(db, &wanted).await?;
            let aliases: HashMap<AccountId, &Safe> = accounts.iter().map(|account| (account.id, &account.alias)).collect();
            let apart = lines.iter().map(|line| (matching::why_not(&credit(line), &proof), line));
            let nearest = apart
                .filter(|(refused, _)| !refused.is_empty())
                .min_by_key(|(refused, line)| (refused.len(), (line.value_date - proof.paid_on).num_days().abs(), line.id));
            found.extend(nearest.map(|(refused, line)| Apart {
                submission: proof.id,
                line: shown(line, &aliases),
                refused,
            }));
        }
        Ok(found)
    }
}

/// Each proof with its candidates.
async fn matched(accounts: &[AccountName], lines: Vec<LineRow>, proofs: Vec<OpenProof>) -> Result<Vec<Proposal>, Error> {
    let credits: Vec<_> = lines.iter().map(credit).collect();
    let work = move || (matching::propose(&credits, &proofs), matching::groups(&credits, &proofs), proofs);
    let (proposals, groups, proofs) = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let by_id: HashMap<CreditId, &LineRow> = lines.iter().map(|line| (line.id, line)).collect();
    let aliases: HashMap<AccountId, &Safe> = accounts.iter().map(|account| (account.id, &account.alias)).collect();
    let by_proof: HashMap<SubmissionId, &OpenProof> = proofs.iter().map(|proof| (proof.id, proof)).collect();
    let proposed = |proof: &OpenProof| Proposal {
        submission: proof.id,
        order: proof.order,
        number: proof.order_number.clone(),
        amount: proof.amount,
        candidates: (proposals.of(proof.id).iter())
            .filter_map(|pair| {
                Some(Candidate {
                    level: pair.level,
                    reasons: pair.reasons.clone(),
                    line: shown(by_id.get(&pair.credit)?, &aliases),
                })
            })
            .collect(),
        groups: (groups.iter())
            .filter(|group| group.proofs.contains(&proof.id))
            .map(|group| Together {
                lines: group
                    .credits
                    .iter()
                    .filter_map(|credit| Some(shown(by_id.get(credit)?, &aliases)))
                    .collect(),
                proofs: (group.proofs.iter())
                    .filter_map(|id| by_proof.get(id))
                    .map(|proof| PaidProof {
                        number: proof.order_number.clone(),
                        amount: proof.amount,
                    })
                    .collect(),
                reasons: group.reasons.clone(),
            })
            .collect(),
        preselected: proposals.preselected(proof.id).is_some(),
        fits: proposals.one_key(proof.id).is_some(),
    };
    let mut all: Vec<Proposal> = proofs.iter().map(proposed).collect();
    // An order is confirmed as a whole.
    let apart: HashSet<OrderId> = all
        .iter()
        .filter(|proposal| !proposal.fits)
        .map(|proposal| proposal.order)
        .collect();
    for proposal in &mut all {
        proposal.fits &= !apart.contains(&proposal.order);
    }
    Ok(all)
}

fn shown(line: &LineRow, aliases: &HashMap<AccountId, &Safe>) -> ProposedLine {
    ProposedLine {
        credit: line.id,
        account: aliases.get(&line.account).map_or_else(Safe::default, |alias| (*alias).clone()),
        date: line.value_date,
        amount: line.amount,
        left: line.amount.less(line.allocated),
        reference: Safe::new(&line.reference),
        description: Safe::new(&line.description),
    }
}

pub(super) fn credit(line: &LineRow) -> Credit {
    Credit {
        id: line.id,
        account: line.account,
        date: line.value_date,
        amount: line.amount,
        left: line.amount.less(line.allocated),
        reference: line.reference.clone(),
        description: line.description.clone(),
        payer_phone: line.payer_phone.clone(),
        payer_document: line.payer_document.clone(),
        proposable: line.kind == LineKind::Payment && !line.set_aside,
    }
}

/// The tolerance is in bolívares; of a proof in another currency it is what that is by the order's rate.
fn open_proof(row: &OpenRow, tolerance: Money) -> Result<OpenProof, Error> {
    let currency = row.amount.currency();
    let tolerance = match currency {
        Currency::Ves => tolerance,
        _ => row.rate.to_dollars(tolerance, currency)?,
    };
    Ok(OpenProof {
        id: row.id,
        order: row.order,
        order_number: row.number.clone(),
        account: row.account,
        amount: row.amount,
        tolerance,
        paid_on: row.paid_on,
        reference: row.reference.clone(),
        payer_phone: row.payer_phone.clone(),
        payer_document: row.payer_id_doc.clone(),
        signals: row.signals,
    })
}

/// What the database is asked for one proof: of its own account, or of each in its currency.
fn queries<'a>(proof: &OpenProof, accounts: &'a [AccountName]) -> impl Iterator<Item = LineQuery> + use<'a> {
    let keys = matching::search_keys(proof);
    let (own, currency) = (keys.account, proof.amount.currency());
    accounts
        .iter()
        .filter(move |account| own.map_or(account.currency == currency, |own| own == account.id))
        .map(move |account| LineQuery {
            account: account.id,
            tail: keys.reference_suffix.clone(),
            named: keys.order.map(|number| number.iter().map(|sign| char::from(*sign)).collect()),
            first: *keys.dates.start(),
            last: *keys.dates.end(),
            least_minor: keys.least.minor(),
            most_minor: keys.most.minor(),
            least: keys.least.plain(),
            most: keys.most.plain(),
        })
}
