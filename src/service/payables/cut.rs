//! Lines whose cut is over fall due.

use crate::db::{owed, payables};
use crate::domain::actor::{Actor, Permission};
use crate::domain::payable::PayableStatus;
use crate::service::command::{Command, CutPayables};
use crate::service::receipt::Outcome;
use crate::service::work::Work;
use crate::service::{Error, Krafta};

impl Work<'_> {
    pub(in crate::service) async fn cut_payables(&mut self, cut: &CutPayables) -> Result<Outcome, Error> {
        self.actor.may(Permission::RunJobs)?;
        let today = self.shop.zone().day(self.now);
        let over = payables::cut_over(&mut self.tx, today, cut.limit).await?;
        let lines = payables::lock(&mut self.tx, &over).await?;
        // Somebody may have paid or held one before it was locked.
        let due: Vec<_> = lines
            .iter()
            .filter(|line| line.line.status == PayableStatus::Scheduled)
            .map(|line| line.line)
            .collect();
        self.write_together(
            due.iter()
                .map(|line| owed::event(line.id, "CUT", self.actor, None, None, self.now))
                .collect::<Vec<_>>(),
        );
        self.write(payables::restate(due.iter().map(|line| (line.id, line.standing(line.paid, today)))));
        Ok(Outcome::Cut {
            lines: u32::try_from(due.len()).unwrap_or(u32::MAX),
            payables: due.iter().map(|line| line.id).collect(),
        })
    }
}

impl Krafta {
    /// Makes the lines due whose cut is over, at most `limit` of them (with `dry_run` none); answers how many.
    /// Idempotent: a line falls due once.
    pub async fn cut_payables(&self, actor: &Actor, dry_run: bool, limit: u32) -> Result<u32, Error> {
        actor.may(Permission::RunJobs)?;
        // As many as a command's one trip takes.
        let limit = limit.min(500);
        let waiting = payables::cuts_waiting(self.db(), self.today(), limit).await?;
        if dry_run || waiting == 0 {
            return Ok(waiting);
        }
        let command = Command::CutPayables(CutPayables { limit });
        match self.execute(&Actor::system(), Self::new_operation(), command).await?.outcome {
            Outcome::Cut { lines, .. } => Ok(lines),
            _ => Ok(0),
        }
    }
}
