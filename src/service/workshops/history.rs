//! Who changed what a workshop is or can take, when and why.

use super::Workshops;
use super::{reads, unknown};
use crate::domain::actor::Actor;
use crate::service::core::error::Error;

pub use crate::db::workshops::capacity_changes::ChangeView;

impl Workshops<'_> {
    /// The changes of a workshop, the newest first.
    pub async fn history(&self, actor: &Actor, workshop: &str, limit: u32) -> Result<Vec<ChangeView>, Error> {
        let own = reads(actor)?;
        let id = self.id_of(workshop).await?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(workshop).into());
        }
        Ok(self.shop.db().workshop_changes(id, limit.clamp(1, 1_000)).await?)
    }
}
