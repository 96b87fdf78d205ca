//! Work that waits for the one writer of a file. Whoever came first leads: it does what came meanwhile together, until nothing more
//! waits.

use std::any::Any;
use std::sync::{Mutex, PoisonError};

/// What waits while somebody leads; none when nobody does.
#[derive(Default)]
pub(in crate::service) struct Waiting(Mutex<Option<Vec<Box<dyn Any + Send>>>>);

impl Waiting {
    /// Joins those who wait; true for the one who has to lead, which takes what it joined with first.
    pub fn join<T: Any + Send>(&self, one: T) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let leads = waiting.is_none();
        waiting.get_or_insert_default().push(Box::new(one));
        leads
    }

    /// For the one who leads: all that came meanwhile. With none the lead is over.
    pub fn take<T: Any + Send>(&self) -> Option<Vec<T>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let came = std::mem::take(waiting.as_mut()?);
        if came.is_empty() {
            *waiting = None;
            return None;
        }
        Some(came.into_iter().filter_map(|one| one.downcast().ok().map(|one| *one)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Waiting;

    #[test]
    fn the_first_leads_until_nothing_waits() {
        let waiting = Waiting::default();
        assert!(waiting.join(1));
        assert!(!waiting.join(2), "somebody leads");
        assert_eq!(waiting.take(), Some(vec![1, 2]));
        assert!(!waiting.join(3), "it still leads");
        assert_eq!(waiting.take(), Some(vec![3]));
        assert_eq!(waiting.take::<i32>(), None);
        assert!(waiting.join(4), "nobody leads any more");
    }
}
