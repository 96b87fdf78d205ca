//! The sheet of a draft: made the same way for who looks at it and for the command that freezes it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::view::{RunLineView, SheetView};
use crate::db::Reader;
use crate::db::runs::due::{self, PayableDue};
use crate::db::runs::run::{self, LockedRun};
use crate::domain::ids::WorkshopId;
use crate::domain::orders::rate::Rate;
use crate::domain::runs::sheet::{self, Draft, RefundDue, Terms, Whom, WorkshopDue};
use crate::domain::runs::state::LineState;
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::payables::MOST_LINES;

/// A line with what people call who is paid.
pub(super) struct Named {
    pub draft: Draft,
    pub who: Safe,
    /// Of a refund: the number of its order.
    pub number: Option<Safe>,
}

/// A sheet with all that freezing it needs.
pub(super) struct Sheet {
    pub lines: Vec<Named>,
    pub terms: Terms,
    pub digest: String,
}

/// What is due now, with what people chose.
pub(super) async fn read(reader: &mut impl Reader, run: &LockedRun, rate: Option<Rate>, today: chrono::NaiveDate) -> Result<Sheet, Error> {
    let terms = Terms {
        currency: run.currency,
        rate: run.rate.or(rate),
        cut_off: run.cut_off,
        today,
        most: MOST_LINES,
    };
    let choices = run::choices(reader, run.id).await?;
    let choice = |whom: Whom| choices.get(&whom).copied().unwrap_or_default();
    let mut lines = Vec::new();
    for (name, workshop) in workshops(due::payables(reader, run.cut_off).await?, today) {
        let draft = sheet::of_workshop(&workshop, choice(Whom::Workshop(workshop.workshop)), &terms)?;
        lines.extend(draft.map(|draft| Named {
            draft,
            who: Safe::new(&name),
            number: None,
        }));
    }
    for row in due::refunds(reader).await? {
        let due = RefundDue {
            refund: row.id,
            payee: row.payee,
            left: row.amount.checked_sub(row.paid)?,
        };
        lines.push(Named {
            draft: sheet::of_refund(&due, choice(Whom::Refund(row.id)), &terms)?,
            who: Safe::new(&row.customer),
            number: Some(Safe::new(&row.number)),
        });
    }
    let digest = digest(&lines, &terms)?;
    Ok(Sheet { lines, terms, digest })
}

/// Each workshop once, in the order of their names.
fn workshops(rows: Vec<PayableDue>, today: chrono::NaiveDate) -> Vec<(String, WorkshopDue)> {
    let mut order: Vec<WorkshopId> = Vec::new();
    let mut all: BTreeMap<WorkshopId, (String, WorkshopDue)> = BTreeMap::new();
    for row in rows {
        let (_, due) = all.entry(row.workshop).or_insert_with(|| {
            order.push(row.workshop);
            let due = WorkshopDue {
                workshop: row.workshop,
                payee: row.payee,
                paused: row.paused && row.paused_until.is_none_or(|until| today < until),
                payables: Vec::new(),
            };
            (row.name, due)
        });
        due.payables.push(row.line);
    }
    order.into_iter().filter_map(|id| all.remove(&id)).collect()
}

/// What is bound to a sheet that was seen: every line as it stood there, and the rate.
fn digest(lines: &[Named], terms: &Terms) -> Result<String, Error> {
    let said: Vec<_> = lines
        .iter()
        .map(|line| {
            let parts: Vec<_> = line.draft.parts.iter().map(|part| (part.payable, part.amount.minor())).collect();
            (&line.draft, parts)
        })
        .collect();
    let text = serde_json::to_vec(&(said, terms.rate, terms.currency)).map_err(|error| Error::Internal(error.to_string()))?;
    let hash = Sha256::digest(text);
    Ok(hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

impl Sheet {
    pub fn view(&self) -> Result<SheetView, Error> {
        let (total, total_usd) = self.total()?;
        let lines: Vec<RunLineView> = self.lines.iter().zip(1..).map(|(line, at)| line.view(at)).collect();
        Ok(SheetView {
            going: lines.iter().filter(|line| line.goes).count(),
            left_out: lines.iter().filter(|line| !line.goes).count(),
            rate: self.terms.rate,
            total,
            total_usd,
            digest: self.digest.clone(),
            lines,
        })
    }

    pub fn total(&self) -> Result<(crate::domain::money::Money, crate::domain::money::Money), Error> {
        let drafts: Vec<Draft> = self.lines.iter().map(|line| line.draft.clone()).collect();
        Ok(sheet::total(&drafts, &self.terms)?)
    }
}

impl Named {
    fn view(&self, position: i64) -> RunLineView {
        let draft = &self.draft;
        RunLineView {
            position,
            whom: draft.whom,
            who: self.who.clone(),
            number: self.number.clone(),
            payee: (&draft.payee).into(),
            owed: draft.owed,
            netted: draft.netted,
            amount: draft.amount,
            goes: draft.goes().is_some(),
            marks: draft.marks.clone(),
            state: LineState::Pending,
            reference: None,
            sent_on: None,
            seen_on: None,
            reason: None,
            settlement: None,
            refund_payment: None,
            credit: None,
            handled_by: None,
            handled_at: None,
        }
    }
}
