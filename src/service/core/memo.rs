//! Values that use cases keep from one run to the next, one of each type, such as the supply that a choice looks at.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

type Kept = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// Shared by all clones of a [`Krafta`](super::krafta::Krafta).
#[derive(Default)]
pub(in crate::service) struct Memo(Mutex<Kept>);

impl Memo {
    /// The kept value of this type, if there is one.
    pub fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let kept = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&TypeId::of::<T>())
            .cloned();
        kept.and_then(|kept| kept.downcast().ok())
    }

    /// The kept value of this type; a new one, which is kept, where there is none.
    pub fn get_or_default<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = Arc::clone(kept.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())));
        drop(kept);
        value.downcast().unwrap_or_default()
    }

    pub fn put<T: Any + Send + Sync>(&self, value: &Arc<T>) {
        let value = Arc::clone(value) as Arc<dyn Any + Send + Sync>;
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(TypeId::of::<T>(), value);
    }
}
