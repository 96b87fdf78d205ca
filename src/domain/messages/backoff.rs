//! When a message that did not leave is tried again: 10 seconds, doubled with each try, up to an hour, spread a little so that many
//! do not come back at once.

use chrono::TimeDelta;

const FIRST: i64 = 10_000;
const LONGEST: i64 = 3_600_000;
/// Longer than any message rests, and than any sender has one without lengthening its lease.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::hours(2);
/// How many failures in a row close a channel for a while.
pub const OPENS_AFTER: i64 = 3;

/// The pause after the try of this number (from 1). `spread` in 0..1 moves it by up to a fifth either way.
pub fn pause(tries: i64, spread: f64) -> TimeDelta {
    let doubled = FIRST.saturating_mul(1 << (tries - 1).clamp(0, 12));
    let pause = doubled.min(LONGEST);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a few milliseconds more or less are what it is for"
    )]
    let moved = (pause as f64 * (spread.clamp(0.0, 1.0) - 0.5) * 0.4) as i64;
    TimeDelta::milliseconds((pause + moved).min(LONGEST))
}

/// For how long a channel rests after so many failures in a row; not at all before the third.
pub fn rest(failures: i64) -> Option<TimeDelta> {
    (failures >= OPENS_AFTER).then(|| pause(failures - OPENS_AFTER + 2, 0.5).min(TimeDelta::minutes(10)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_up_to_an_hour_and_is_spread_a_little() {
        let seconds: Vec<i64> = (1..=12).map(|tries| pause(tries, 0.5).num_seconds()).collect();
        assert_eq!(seconds, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
        assert_eq!(
            (pause(1, 0.0).num_milliseconds(), pause(1, 1.0).num_milliseconds()),
            (8_000, 12_000)
        );
        assert!((0..100).all(|tries| pause(tries, 1.0) <= TimeDelta::hours(1)));
    }

    #[test]
    fn a_channel_rests_from_the_third_failure_on() {
        assert_eq!(
            (rest(2), rest(3), rest(4)),
            (None, Some(TimeDelta::seconds(20)), Some(TimeDelta::seconds(40)))
        );
        assert_eq!(rest(60), Some(TimeDelta::minutes(10)));
    }
}
