//! Orders that no workshop could make, looked at again once the supply changed, days were freed or a new day began.

use super::{Fate, Job, JobReport, Jobs};
use crate::db::fulfilment::assignments;
use crate::domain::Time;
use crate::domain::ids::AssignmentId;
use crate::domain::orders::status::AssignmentStatus;
use crate::service::commands::Command;
use crate::service::core::command::OnOrder;
use crate::service::core::error::Error;
use crate::service::core::receipt::{Outcome, Receipt};

impl Jobs<'_> {
    pub(super) async fn look_again(&self, report: &mut JobReport) -> Result<(), Error> {
        // Before the look: what changes during it is looked at the next time.
        let looked_at = self.shop.now();
        let mut nobody = Vec::new();
        for due in self.due_orders(Job::Unassigned, report.limit).await? {
            let fate = match self.shop.somebody_fits(due.order).await {
                Err(error) if !error.is_of_one() => return Err(error),
                Err(error) => Fate::left(Box::new(error)),
                Ok((true, _)) if report.dry_run => Fate::Would,
                Ok((true, _)) => match self.by_the_system(Command::Rank(OnOrder { order: due.order })).await? {
                    Ok(receipt) => self.chosen_of(&receipt).await?,
                    Err(why) => Fate::left(why),
                },
                Ok((false, supply)) => {
                    nobody.extend(due.assignment.map(|assignment| (assignment, supply)));
                    Fate::Nobody
                }
            };
            report.tell(Job::Unassigned, due, fate);
        }
        if report.dry_run || nobody.is_empty() {
            return Ok(());
        }
        let shop = self.shop.clone();
        crate::service::core::lease::whole(async move { shop.jobs().still_nobody(nobody, looked_at).await }).await
    }

    /// They are looked at again when something changes after this look, which saw these versions of the supply.
    async fn still_nobody(&self, looked: Vec<(AssignmentId, i64)>, at: Time) -> Result<(), Error> {
        let mut tx = self.shop.db().begin().await?;
        let marks = looked
            .iter()
            .map(|&(assignment, supply)| assignments::ranked(assignment, at, supply));
        tx.exec_groups(vec![marks.collect()]).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn chosen_of(&self, receipt: &Receipt) -> Result<Fate, Error> {
        let Outcome::Chosen {
            workshop: Some(chosen), ..
        } = receipt.outcome
        else {
            return Ok(Fate::Nobody);
        };
        let supply = self.shop.fulfilment().supply(&mut self.shop.db()).await?;
        let status = receipt.on.as_ref().and_then(|on| on.production);
        Ok(Fate::Chosen {
            workshop: supply.workshop(chosen).map(|found| found.name.clone()),
            notified: status == Some(AssignmentStatus::Notified),
        })
    }
}
