//! What changed in the shop, whoever changed it: the faces that stay open follow it.

use super::{Error, Krafta};
use crate::db::{self, Feed};
use crate::domain::ids::OrderId;

/// Something changed, perhaps by ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Order(OrderId),
    /// Anything; also after a connection was lost, since then nobody knows.
    Anything,
}

/// A stream of changes. An error ends it: watch again.
pub struct Watch(Feed);

impl Krafta {
    /// Starts watching; that it succeeds shows that the database answers.
    pub async fn watch(&self) -> Result<Watch, Error> {
        Ok(Watch(self.db().watch().await?))
    }
}

impl Watch {
    /// The next change, whenever it comes.
    pub async fn next(&mut self) -> Result<Change, Error> {
        Ok(match self.0.next().await? {
            db::Change::Order(order) => Change::Order(order),
            db::Change::Anything => Change::Anything,
        })
    }
}
