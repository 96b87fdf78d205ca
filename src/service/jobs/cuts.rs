//! A cut is over when its day is, in the shop's time zone: the lines that waited for it are due.

use super::{Fate, Job, JobItem, JobReport, Jobs};
use crate::db::jobs::due::{self, DueLine};
use crate::service::commands::JobCommand;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::payables::commands::CutPayables;

/// Lines in one transaction.
const AT_ONCE: u32 = 500;

impl Jobs<'_> {
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
            request: None,
            since: self.shop.zone().start_of(next),
            fate,
        }
    }
}
