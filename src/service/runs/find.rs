//! The lines of a run in the imported statements: what fits one line alone is found, the rest is for a person to choose.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::Runs;
use super::lists::NEEDS;
use super::view::{FoundLine, FoundLines};
use crate::db::runs::{lines, list};
use crate::domain::actor::Actor;
use crate::domain::bank::NEAR_DAYS;
use crate::domain::ids::{CreditId, RunId, RunLineId};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::runs::finding::{self, Debit, FoundBy, Sent};
use crate::domain::runs::state::LineState;
use crate::domain::text::Safe;
use crate::service::core::error::Error;

impl Runs<'_> {
    /// What the statements show of a run's lines that wait. `on` is the day they left, where nobody said it of a line: the day it was
    /// frozen, by default.
    ///
    /// # Errors
    /// `run-unknown`.
    pub async fn find(&self, actor: &Actor, id: RunId, on: Option<NaiveDate>) -> Result<FoundLines, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let unknown = || Refusal::new(Code::RunUnknown).with("input", id.to_string());
        let run = list::one(db, id).await?.ok_or_else(unknown)?;
        let Some(frozen_at) = run.frozen_at else {
            return Ok(FoundLines::default());
        };
        let day = on.unwrap_or_else(|| self.shop.zone().day(frozen_at));
        let mut waiting = list::lines(db, id).await?;
        waiting.retain(|line| line.state == LineState::Pending || line.state == LineState::Paid && line.credit.is_none());
        let sent: Vec<Sent> = waiting
            .iter()
            .map(|line| Sent {
                line: line.id,
                amount: line.amount,
                on: line.sent_on.unwrap_or(day),
                reference: line.reference.as_ref().map(ToString::to_string),
                name: line.payee.name.clone(),
                id_doc: line.payee.id_doc.clone(),
                account: line.payee.account_digits(),
                phone: line.payee.phone.clone(),
            })
            .collect();
        let Some((first, last)) = around(&sent) else {
            return Ok(FoundLines::default());
        };
        let debits = lines::debits(&mut &*db, run.account_id, first, last).await?;
        let findings = finding::find(&sent, &debits);
        let by_id: BTreeMap<RunLineId, &list::LineRecord> = waiting.iter().map(|line| (line.id, line)).collect();
        let by_debit: BTreeMap<CreditId, &Debit> = debits.iter().map(|debit| (debit.id, debit)).collect();
        let shown = |line: RunLineId, debit: CreditId, by: &[FoundBy]| Some(shown(by_id.get(&line)?, by_debit.get(&debit)?, by));
        let found: Vec<FoundLine> = findings
            .found
            .iter()
            .filter_map(|one| shown(one.line, one.debit, &one.by))
            .collect();
        let unsure = findings
            .unsure
            .iter()
            .flat_map(|(line, debits)| debits.iter().map(move |debit| (*line, *debit)));
        let unsure: Vec<FoundLine> = unsure.filter_map(|(line, debit)| shown(line, debit, &[])).collect();
        let seen = |position: i64| found.iter().chain(&unsure).any(|one| one.line == position);
        let missing = waiting
            .iter()
            .map(|line| line.position)
            .filter(|position| !seen(*position))
            .collect();
        Ok(FoundLines { found, unsure, missing })
    }
}

/// The days that any of them may be shown on.
fn around(sent: &[Sent]) -> Option<(NaiveDate, NaiveDate)> {
    let near = Days::new(NEAR_DAYS);
    let first = sent.iter().map(|one| one.on).min()?.checked_sub_days(near)?;
    let last = sent.iter().map(|one| one.on).max()?.checked_add_days(near)?;
    Some((first, last))
}

fn shown(line: &list::LineRecord, debit: &Debit, by: &[FoundBy]) -> FoundLine {
    FoundLine {
        line: line.position,
        who: line.workshop.clone().or_else(|| line.customer.clone()).unwrap_or_default(),
        amount: line.amount,
        paid: line.state == LineState::Paid,
        debit: debit.id,
        date: debit.date,
        reference: Safe::new(&debit.reference),
        description: Safe::new(&debit.description),
        by: by.to_vec(),
    }
}
