//! A cut is over when its day is, in the shop's time zone: the lines that waited for it are due.

use super::{Fate, Job, JobItem, JobReport, Jobs};
use crate::db::jobs::due::{self, DueLine};
use crate::db::payables::payable;
use crate::domain::actor::{Actor, Permission};
use crate::service::commands::JobCommand;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Outcome;
use crate::service::payables::commands::CutPayables;

/// Lines in one transaction.
const AT_ONCE: u32 = 500;

impl Jobs<'_> {
    /// Makes the lines due whose cut is over, at most `limit` of them (with `dry_run` none); answers how many.
    /// Idempotent: a line falls due once.
    pub async fn cut_payables(&self, actor: &Actor, dry_run: bool, limit: u32) -> Result<u32, Error> {
        actor.may(Permission::RunJobs)?;
        // As many as a command's one trip takes.
        let limit = limit.min(500);
        let waiting = payable::cuts_waiting(self.shop.db(), self.shop.today(), limit).await?;
        if dry_run || waiting == 0 {
            return Ok(waiting);
        }
        let due = JobCommand::CutPayables(CutPayables { limit });
        match self.perform(Krafta::new_operation(), due).await?.outcome {
            Outcome::Cut { lines, .. } => Ok(lines),
            _ => Ok(0),
        }
    }

    pub(super) async fn run_cuts(&self, report: &mut JobReport) -> Result<(), Error> {
        if report.dry_run {
            let lines = due::cut(self.shop.db(), self.shop.today(), report.limit).await?;
            report.items.extend(lines.into_iter().map(|line| self.line(line, Fate::Would)));
            return Ok(());
        }
        let mut left = report.limit;
        while left > 0 {
            let lines = due::cut(self.shop.db(), self.shop.today(), left.min(AT_ONCE)).await?;
            let found = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            if found == 0 {
                break;
            }
            left -= found;
            let receipt = match self.by_the_system(JobCommand::CutPayables(CutPayables { limit: found })).await? {
                Ok(receipt) => receipt,
                Err(why) => return Err(*why),
            };
            // Another program may have cut some of them meanwhile.
            let Outcome::Cut { payables, .. } = receipt.outcome else { break };
            let done = lines.into_iter().filter(|line| payables.contains(&line.payable));
            report.items.extend(done.map(|line| self.line(line, Fate::Done)));
        }
        Ok(())
    }

    fn line(&self, line: DueLine, fate: Fate) -> JobItem {
        let next = line.cut_on.succ_opt().unwrap_or(line.cut_on);
        JobItem {
            job: Job::PayableCuts,
            order: line.number,
            order_id: line.order,
            payable: Some(line.payable),
            since: self.shop.zone().start_of(next),
            fate,
        }
    }
}
