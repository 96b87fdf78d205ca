//! Lines whose cut is over fall due.

use super::commands::CutPayables;
use crate::db::payables::{owed, payable};
use crate::domain::payables::line::PayableStatus;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

pub(in crate::service) async fn cut_payables(work: &mut UnitOfWork<'_>, cut: &CutPayables) -> Result<Outcome, Error> {
    let today = work.shop.zone().day(work.now);
    let over = payable::cut_over(&mut work.tx, today, cut.limit).await?;
    let lines = payable::lock(&mut work.tx, &over).await?;
    // Somebody may have paid or held one before it was locked.
    let due: Vec<_> = lines
        .iter()
        .filter(|line| line.line.status == PayableStatus::Scheduled)
        .map(|line| line.line)
        .collect();
    work.write_together(
        due.iter()
            .map(|line| owed::event(line.id, "CUT", work.actor, None, None, work.now))
            .collect::<Vec<_>>(),
    );
    work.write(payable::restate(due.iter().map(|line| (line.id, line.standing(line.paid, today)))));
    Ok(Outcome::Cut {
        lines: u32::try_from(due.len()).unwrap_or(u32::MAX),
        payables: due.iter().map(|line| line.id).collect(),
    })
}
