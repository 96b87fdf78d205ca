//! Orders that were not paid in time are cancelled (P11), where that is configured.

use super::Jobs;
use crate::db::orders::order;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::OrderId;
use crate::service::commands::JobCommand;
use crate::service::core::command::OnOrder;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

/// An order whose deadline passed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Expired {
    pub order: OrderId,
    pub number: String,
    pub since: Time,
    /// Why it was left alone, by code; none when it was cancelled (or would be, in a dry run).
    pub left: Option<&'static str>,
}

impl Jobs<'_> {
    /// Cancels (or with `dry_run` names) the orders nobody paid in time: PENDING and REJECTED ones without verified
    /// money, oldest first, at most `limit`. Nothing happens while `expiry.unpaid_after_hours` is unset.
    pub async fn expire_unpaid(&self, actor: &Actor, dry_run: bool, limit: u32) -> Result<Vec<Expired>, Error> {
        actor.may(Permission::RunJobs)?;
        let Some(hours) = self.shop.settings().expiry.unpaid_after_hours else {
            return Ok(Vec::new());
        };
        let before = self.shop.now() - chrono::TimeDelta::hours(i64::from(hours));
        let mut expired = Vec::new();
        for due in order::unpaid_since(self.shop.db(), before, limit).await? {
            let left = self.expire_one(due.id, dry_run).await?;
            expired.push(Expired {
                order: due.id,
                number: due.number,
                since: due.since,
                left,
            });
        }
        Ok(expired)
    }

    /// The code of the refusal when the order moved meanwhile.
    async fn expire_one(&self, order: OrderId, dry_run: bool) -> Result<Option<&'static str>, Error> {
        let (system, due) = (Actor::system(), JobCommand::Expire(OnOrder { order }));
        let ended = match dry_run {
            true => self.rehearse(&system, due).await.map(|_| ()),
            false => self.perform(&system, Krafta::new_operation(), due).await.map(|_| ()),
        };
        match ended {
            Ok(()) => Ok(None),
            Err(Error::Refused(refusal)) => Ok(Some(refusal.code.as_str())),
            Err(error) => Err(error),
        }
    }
}
