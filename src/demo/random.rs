//! Draws from a seed: the same seed and stream give the same draws, in any order of streams.

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use uuid::Uuid;

use crate::domain::Time;

/// One stream of draws.
pub struct Dice(StdRng);

impl Dice {
    /// A stream of its own for each `stream` of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(StdRng::seed_from_u64(mix(seed ^ mix(stream))))
    }

    /// True so many times in a thousand.
    pub fn permille(&mut self, times: u32) -> bool {
        self.below(1000) < times
    }

    /// From 0 to `end` exclusive.
    pub fn below(&mut self, end: u32) -> u32 {
        // The bias of a 32-bit multiplication is far below what a shop could notice.
        let wide = u64::from(self.0.next_u32()) * u64::from(end);
        u32::try_from(wide >> 32).unwrap_or_default()
    }

    /// Both ends included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.random_range(from..=to.max(from))
    }

    pub fn unit(&mut self) -> f64 {
        self.0.random()
    }

    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(u32::try_from(from.len()).unwrap_or(u32::MAX)) as usize]
    }

    /// By weight.
    pub fn weigh<'a, T>(&mut self, from: &'a [(u32, T)]) -> &'a T {
        let mut at = self.below(from.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in from {
            if at < *weight {
                return value;
            }
            at -= weight;
        }
        &from[from.len() - 1].1
    }

    /// So many digits, the first never zero.
    pub fn digits(&mut self, count: u32) -> String {
        let low = 10u64.pow(count.saturating_sub(1));
        (low + self.bits() % (9 * low)).to_string()
    }
}

/// Spreads the bits of a number over all 64.
pub const fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Makes the ids of an order's rows: version 7, in the order in which they are asked for, so that tables grow at their end.
pub struct Ids {
    millis: u64,
    salt: u64,
    next: u64,
}

impl Ids {
    pub fn new(at: Time, salt: u64) -> Self {
        Self {
            millis: u64::try_from(at.timestamp_millis()).unwrap_or_default(),
            salt,
            next: 0,
        }
    }

    pub fn next(&mut self) -> Uuid {
        self.next += 1;
        let random = mix(self.salt ^ (self.next << 48));
        let high = self.millis << 16 | 0x7000 | (self.salt & 0xff) << 4 | (self.next >> 8 & 0xf);
        let low = 0x8000_0000_0000_0000 | (self.next & 0xff) << 54 | random >> 10;
        Uuid::from_u64_pair(high, low)
    }
}

/// The `index`-th of all order numbers' codes in an order that looks like none: a permutation, so no two are equal.
pub fn code(seed: u64, index: u64) -> u64 {
    let mut at = index;
    loop {
        // Four rounds over two halves of fifteen bits; what falls beyond the codes walks on.
        let (mut left, mut right) = (at >> 15, at & 0x7fff);
        for round in 0..4 {
            (left, right) = (right, left ^ mix(seed ^ round << 32 ^ right) & 0x7fff);
        }
        at = left << 15 | right;
        if at < CODES {
            return at;
        }
    }
}

/// How many order numbers there are: six characters out of thirty-one.
pub const CODES: u64 = 31 * 31 * 31 * 31 * 31 * 31;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_code_comes_twice() {
        let codes: HashSet<_> = (0..50_000).map(|index| code(7, index)).collect();
        assert_eq!(codes.len(), 50_000);
        assert!(codes.iter().all(|code| *code < CODES));
    }

    #[test]
    fn ids_are_version_7_and_rise() {
        let mut ids = Ids::new(Time::UNIX_EPOCH + chrono::TimeDelta::days(20_000), mix(3));
        let made: Vec<_> = (0..600).map(|_| ids.next()).collect();
        assert!(made.is_sorted());
        assert!(
            made.iter()
                .all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122)
        );
    }

    #[test]
    fn streams_repeat() {
        let draws = |stream| {
            let mut dice = Dice::new(42, stream);
            (0..8).map(|_| dice.between(0, 1 << 40)).collect::<Vec<_>>()
        };
        assert_eq!(draws(1), draws(1));
        assert_ne!(draws(1), draws(2));
    }
}
