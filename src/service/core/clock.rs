//! Where the service gets its time. The domain is given instants; tests give their own.

use std::sync::Mutex;
use std::time::Duration;

use crate::domain::Time;

/// Tells the time, to the microsecond.
pub trait Clock: Send + Sync {
    fn now(&self) -> Time;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        truncated(chrono::Utc::now())
    }
}

/// A clock that stands still until it is moved: for tests and for replaying history.
pub struct ManualClock(Mutex<Time>);

impl ManualClock {
    pub const fn at(time: Time) -> Self {
        Self(Mutex::new(time))
    }

    pub fn set(&self, time: Time) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = time;
    }

    pub fn advance(&self, by: Duration) {
        let mut time = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *time += by;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Both databases keep microseconds; an instant must come back as it went in.
fn truncated(time: Time) -> Time {
    chrono::DateTime::from_timestamp_micros(time.timestamp_micros()).unwrap_or(time)
}
