//! That something changed in the shop, by this program or another: the faces that stay open follow it.

use super::error::Error;
use super::krafta::Krafta;
use crate::db::Feed;

/// A stream of changes. An error ends it: watch again.
pub struct Watch(Feed);

impl Krafta {
    /// Starts watching; that it succeeds shows that the database answers.
    pub async fn watch(&self) -> Result<Watch, Error> {
        Ok(Watch(self.db().watch().await?))
    }
}

impl Watch {
    /// Waits for the next change, by whomever; also by ourselves.
    pub async fn next(&mut self) -> Result<(), Error> {
        Ok(self.0.next().await?)
    }
}
