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
        let mut changes = self.shop.db().workshop_changes(id, limit.clamp(1, 1_000)).await?;
        if own.is_some() {
            changes.iter_mut().for_each(|change| without_customers(&mut change.data));
        }
        Ok(changes)
    }
}

/// For whom it makes what, a workshop reads on its sheets, once it accepted.
fn without_customers(data: &mut serde_json::Value) {
    let left = data.get_mut("no_longer_fits").and_then(serde_json::Value::as_array_mut);
    for one in left.into_iter().flatten().filter_map(serde_json::Value::as_object_mut) {
        one.remove("customer");
    }
}
