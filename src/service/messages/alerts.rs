//! Alerts of the person at the terminal: an administrator's, or those of their workshop.

use serde::Serialize;

use super::Messages;
use super::commands::ReadAlerts;
use crate::db::messages::alerts::{AlertsOf, identity};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::OperatorId;
use crate::domain::messages::notice;
use crate::domain::refusal::Ruling;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::messages::alerts::AlertView;

pub const NEEDS: Permission = Permission::ReadAlerts;

/// Alerts stand for so long.
const DAYS: i64 = 14;

/// A page of alerts, and how many were not seen (up to a hundred).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alerts {
    pub unread: i64,
    pub page: Page<AlertView>,
}

impl Messages<'_> {
    /// Their alerts of the last two weeks, the newest first.
    ///
    /// # Errors
    /// `forbidden` to who gets none.
    pub async fn alerts(&self, actor: &Actor, after: Option<Cursor>, limit: u32) -> Result<Alerts, Error> {
        let (of, operator) = whose(actor)?;
        let (db, now) = (self.shop.db(), self.shop.now());
        let from = identity(now - chrono::TimeDelta::days(DAYS));
        let seen = db.alerts_read(operator).await?.map(|alert| alert.uuid());
        let theirs = matches!(of, AlertsOf::Workshop(_));
        let rows = db.alerts(of, from, now, after.map(Into::into), reading(limit)).await?;
        let read = |alert: AlertView| AlertView {
            read: seen.is_some_and(|seen| alert.id.uuid() <= seen),
            data: if theirs { notice::for_workshop(alert.data) } else { alert.data },
            ..alert
        };
        Ok(Alerts {
            unread: db.count_alerts(of, from.max(seen.unwrap_or_default()), now).await?,
            page: page(rows, limit, AlertView::key, read),
        })
    }

    /// How many of their alerts were not seen, up to a hundred; none for who gets none.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn unread_alerts(&self, actor: &Actor) -> Result<i64, Error> {
        let Ok((of, operator)) = whose(actor) else { return Ok(0) };
        let (db, now) = (self.shop.db(), self.shop.now());
        let from = identity(now - chrono::TimeDelta::days(DAYS));
        let seen = db.alerts_read(operator).await?.map(|alert| alert.uuid()).unwrap_or_default();
        Ok(db.count_alerts(of, from.max(seen), now).await?)
    }
}

/// # Errors
/// `forbidden` to who gets no alerts.
pub(in crate::service) async fn read_alerts(work: &mut UnitOfWork<'_>, data: &ReadAlerts) -> Result<Outcome, Error> {
    let (_, operator) = whose(work.actor)?;
    work.tx.read_alerts(operator, data.newest).await?;
    Ok(Outcome::Done)
}

/// Whose alerts somebody sees: administrators those of all, a workshop's login its own.
fn whose(actor: &Actor) -> Ruling<(AlertsOf, OperatorId)> {
    actor.may(NEEDS)?;
    match (actor.id, actor.workshop) {
        (Some(operator), None) => Ok((AlertsOf::Admins, operator)),
        (Some(operator), Some(workshop)) => Ok((AlertsOf::Workshop(workshop), operator)),
        // Nobody but people has alerts.
        (None, _) => Err(actor.forbidden("permission-read-alerts", [].into_iter())),
    }
}
