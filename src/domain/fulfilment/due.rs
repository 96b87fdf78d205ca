//! How far away the day is that a workshop promised, in the groups by which people plan their day. Used by lists of work.

use chrono::{Days, NaiveDate};

use crate::domain::Time;
use crate::domain::names::named;
use crate::domain::orders::status::AssignmentStatus;

named! {
    /// Each assignment under way is in exactly one.
    pub enum Due {
        /// Its day is over, whatever its status, or so is the time to answer.
        Late = "LATE",
        Today = "TODAY",
        Tomorrow = "TOMORROW",
        /// Within seven days.
        Week = "WEEK",
        Later = "LATER",
    }
}

/// Days of [`Due::Week`], today not counted.
const WEEK: u64 = 7;

impl Due {
    /// An assignment without a promise has time.
    pub fn of(status: AssignmentStatus, respond_by: Option<Time>, promised: Option<NaiveDate>, now: Time, today: NaiveDate) -> Self {
        let unanswered = status == AssignmentStatus::Notified && respond_by.is_some_and(|by| by <= now);
        let Some(day) = promised.filter(|_| !unanswered) else {
            return if unanswered { Self::Late } else { Self::Later };
        };
        let within = |due: &&Self| {
            let (first, last) = due.days(today);
            first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
        };
        Self::ALL.iter().find(within).copied().unwrap_or(Self::Late)
    }

    /// The first and the last promised day; what is late may be so by its answer alone.
    pub fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let ahead = |days| today.checked_add_days(Days::new(days));
        match self {
            Self::Late => (None, today.pred_opt()),
            Self::Today => (Some(today), Some(today)),
            Self::Tomorrow => (ahead(1), ahead(1)),
            Self::Week => (ahead(2), ahead(WEEK)),
            Self::Later => (ahead(WEEK + 1), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_assignment_is_in_one_group() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let now = Time::from_timestamp(1_795_372_325, 0).unwrap();
        let due = |status, ahead: Option<i64>, answer: Option<i64>| {
            let by = answer.map(|hours| now + chrono::TimeDelta::hours(hours));
            let day = ahead.map(|days| today + chrono::TimeDelta::days(days));
            Due::of(status, by, day, now, today)
        };
        for status in [
            AssignmentStatus::Accepted,
            AssignmentStatus::Ready,
            AssignmentStatus::HandedToDelivery,
        ] {
            let groups: Vec<Due> = [-400, -1, 0, 1, 2, 7, 8, 400].map(|days| due(status, Some(days), Some(-1))).into();
            use Due::{Late, Later, Today, Tomorrow, Week};
            assert_eq!(groups, [Late, Late, Today, Tomorrow, Week, Week, Later, Later], "{status}");
        }
        assert_eq!(due(AssignmentStatus::Accepted, None, None), Due::Later);
        assert_eq!(due(AssignmentStatus::Notified, Some(3), Some(0)), Due::Late);
        assert_eq!(due(AssignmentStatus::Notified, Some(3), Some(1)), Due::Week);
        assert_eq!(due(AssignmentStatus::Notified, Some(-1), Some(1)), Due::Late);
    }
}
