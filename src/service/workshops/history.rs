//! Who changed what a workshop is or can take, when and why.

use super::{find_workshop, reads, unknown};
use crate::domain::actor::Actor;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;

pub use crate::db::workshops::capacity_changes::ChangeView;

impl Krafta {
    /// The changes of a workshop, the newest first.
    pub async fn workshop_history(&self, actor: &Actor, workshop: &str, limit: u32) -> Result<Vec<ChangeView>, Error> {
        let own = reads(actor)?;
        let id = find_workshop(&self.db().workshop_names().await?, workshop)?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(workshop).into());
        }
        Ok(self.db().workshop_changes(id, limit.clamp(1, 1_000)).await?)
    }
}
