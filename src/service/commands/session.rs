//! Somebody at work: who they are is read again whenever something changed in the shop, so that a person who was made inactive or
//! given another role does not go on as before.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::Command;
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Receipt;
use crate::service::people::operators;

/// Cheap to clone; what is asked and done through it is asked and done by its operator as they are now.
#[derive(Clone)]
pub struct Session {
    shop: Krafta,
    inner: Arc<Inner>,
}

struct Inner {
    operator: RwLock<Actor>,
    /// Changes of the shop since the session began, and how many there were when the operator was last read. A question that is
    /// given up while it reads leaves the next one to read again.
    changes: AtomicU64,
    read_at: AtomicU64,
}

impl Session {
    /// `origin` says where the person is, for the log: a terminal, an address.
    pub fn open(shop: Krafta, operator: Actor, origin: &str) -> Self {
        tracing::info!(role = operator.role.as_str(), %origin, "session opened");
        let inner = Inner {
            operator: RwLock::new(operator),
            changes: AtomicU64::new(0),
            read_at: AtomicU64::new(0),
        };
        Self {
            shop,
            inner: Arc::new(inner),
        }
    }

    pub const fn shop(&self) -> &Krafta {
        &self.shop
    }

    /// Something changed in the shop: the operator is read before the next question.
    pub fn changed(&self) {
        self.inner.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// The operator as they are now.
    ///
    /// # Errors
    /// `operator-inactive` and `operator-unknown`: the session is over.
    pub async fn operator(&self) -> Result<Actor, Error> {
        let seen = self.inner.changes.load(Ordering::SeqCst);
        let known = self.known();
        if seen == self.inner.read_at.load(Ordering::SeqCst) {
            return Ok(known);
        }
        let current = operators::current(&mut self.shop.db(), &known).await?;
        *self.inner.operator.write().unwrap_or_else(PoisonError::into_inner) = current.clone();
        self.inner.read_at.fetch_max(seen, Ordering::SeqCst);
        Ok(current)
    }

    /// See [`Krafta::execute`], which reads the operator in its transaction.
    ///
    /// # Errors
    /// As there.
    pub async fn execute(&self, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        self.shop.execute(&self.known(), operation, command).await
    }

    fn known(&self) -> Actor {
        self.inner.operator.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
