//! One value that a use case keeps from one run to the next, such as the supply that a choice looks at.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

/// Shared by all clones of a [`Krafta`](super::krafta::Krafta).
#[derive(Default)]
pub(in crate::service) struct Memo(Mutex<Option<Arc<dyn Any + Send + Sync>>>);

impl Memo {
    /// The kept value, if there is one of this type.
    pub fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        kept.and_then(|kept| kept.downcast().ok())
    }

    pub fn put<T: Any + Send + Sync>(&self, value: &Arc<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(value) as Arc<dyn Any + Send + Sync>);
    }
}
