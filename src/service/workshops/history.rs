//! Who changed what a workshop is or can take, when and why.

use serde::Serialize;

use super::{find_workshop, reads, unknown};
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

/// A change, to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeView {
    pub at: Time,
    pub by: Safe,
    /// `weekly`, `dated`, `paused` …: message `cli-change-<what>`.
    pub what: Safe,
    pub reason: Option<Safe>,
    /// What it was and what it became, as JSON.
    pub data: serde_json::Value,
}

impl Krafta {
    /// The changes of a workshop, the newest first.
    pub async fn workshop_history(&self, actor: &Actor, workshop: &str, limit: u32) -> Result<Vec<ChangeView>, Error> {
        let own = reads(actor)?;
        let id = find_workshop(&self.db().workshop_names().await?, workshop)?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(workshop).into());
        }
        let changes = self.db().workshop_changes(id, limit.clamp(1, 1_000)).await?;
        let view = |change: crate::db::workshops::capacity_changes::ChangeRecord| ChangeView {
            at: change.at,
            by: Safe::from(change.by),
            what: Safe::from(change.what),
            reason: change.reason.map(Safe::from),
            data: change.data,
        };
        Ok(changes.into_iter().map(view).collect())
    }
}
