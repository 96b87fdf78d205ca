//! Somebody at work: who they are is read again whenever something changed in the shop, so that a person who was made inactive or
//! given another role does not go on as before.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use super::Command;
use super::rehearse::Rehearsal;
use crate::domain::Time;
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
    origin: String,
    opened_at: Time,
    operator: RwLock<Actor>,
    /// Something changed since the operator was read.
    stale: AtomicBool,
}

impl Session {
    /// `origin` says where the person is, for the log: a terminal, an address.
    pub fn open(shop: Krafta, operator: Actor, origin: impl Into<String>) -> Self {
        let origin = origin.into();
        tracing::info!(role = operator.role.as_str(), %origin, "session opened");
        let inner = Inner {
            origin,
            opened_at: shop.now(),
            operator: RwLock::new(operator),
            stale: AtomicBool::new(false),
        };
        Self {
            shop,
            inner: Arc::new(inner),
        }
    }

    pub const fn shop(&self) -> &Krafta {
        &self.shop
    }

    pub fn origin(&self) -> &str {
        &self.inner.origin
    }

    pub fn opened_at(&self) -> Time {
        self.inner.opened_at
    }

    /// Something changed in the shop: the operator is read before the next question.
    pub fn changed(&self) {
        self.inner.stale.store(true, Ordering::SeqCst);
    }

    /// The operator as they are now.
    ///
    /// # Errors
    /// `operator-inactive` and `operator-unknown`: the session is over.
    pub async fn operator(&self) -> Result<Actor, Error> {
        let known = self.inner.operator.read().map(|known| known.clone()).map_err(poisoned)?;
        if !self.inner.stale.swap(false, Ordering::SeqCst) {
            return Ok(known);
        }
        let current = operators::current(&mut self.shop.db(), &known).await;
        match current {
            Ok(current) => {
                *self.inner.operator.write().map_err(poisoned)? = current.clone();
                Ok(current)
            }
            Err(error) => {
                // Asked again at the next question.
                self.changed();
                Err(error)
            }
        }
    }

    /// See [`Krafta::execute`].
    ///
    /// # Errors
    /// As there.
    pub async fn execute(&self, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        // The transaction reads the operator itself.
        let known = self.inner.operator.read().map(|known| known.clone()).map_err(poisoned)?;
        self.shop.execute(&known, operation, command).await
    }

    /// See [`Krafta::rehearse`].
    ///
    /// # Errors
    /// As there.
    pub async fn rehearse(&self, command: Command) -> Result<Rehearsal, Error> {
        let known = self.inner.operator.read().map(|known| known.clone()).map_err(poisoned)?;
        self.shop.rehearse(&known, command).await
    }
}

fn poisoned<T>(_: std::sync::PoisonError<T>) -> Error {
    Error::Internal("a thread panicked while it read the operator".to_owned())
}
