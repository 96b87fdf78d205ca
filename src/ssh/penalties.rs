//! Who came without signing in is refused for a while, by network, as OpenSSH does it; and what is said of it in the log: one line a
//! minute and network, never one a try.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// For keys that were not taken, and for who tried none.
const FAILED: Duration = Duration::from_secs(5);
const SILENT: Duration = Duration::from_secs(1);
/// What has gathered so far is held against nobody.
const LEAST: Duration = Duration::from_secs(15);
const MOST: Duration = Duration::from_secs(600);
/// Networks that are remembered.
const REMEMBERED: usize = 4_096;
/// Lines of the log in a minute.
const LINES: usize = 64;

/// An address as it is counted: of IPv6, the network that one customer is given.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let bits = address.to_bits() & (u128::MAX << 64);
            IpAddr::V6(bits.into())
        }
        IpAddr::V4(address) => IpAddr::V4(address),
    }
}

/// How a connection ended that did not sign in, or never began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Its keys were not taken.
    Failed,
    /// It tried none.
    Silent,
    /// It was closed at once.
    Refused,
}

/// What came of one network since the last line of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    pub failed: u32,
    pub silent: u32,
    pub refused: u32,
}

impl Turns {
    const fn sum(self) -> u32 {
        self.failed.saturating_add(self.silent).saturating_add(self.refused)
    }
}

#[derive(Debug)]
struct Entry {
    until: Instant,
    /// It has gathered enough to be refused until then.
    refused: bool,
    seen: Instant,
    turns: Turns,
}

/// Shared by all connections.
#[derive(Debug, Default)]
pub struct Penalties(Mutex<HashMap<IpAddr, Entry>>);

impl Penalties {
    pub fn is_refused(&self, network: IpAddr, now: Instant) -> bool {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(&network).is_some_and(|entry| entry.refused && now < entry.until)
    }

    /// Notes a turn, and what it costs.
    pub fn note(&self, network: IpAddr, turn: Turn, now: Instant) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= REMEMBERED && !entries.contains_key(&network) {
            let oldest = entries.iter().min_by_key(|(_, entry)| entry.seen).map(|(network, _)| *network);
            oldest.map(|network| entries.remove(&network));
        }
        let entry = entries.entry(network).or_insert(Entry {
            until: now,
            refused: false,
            seen: now,
            turns: Turns::default(),
        });
        entry.seen = now;
        let (count, cost) = match turn {
            Turn::Failed => (&mut entry.turns.failed, FAILED),
            Turn::Silent => (&mut entry.turns.silent, SILENT),
            Turn::Refused => (&mut entry.turns.refused, Duration::ZERO),
        };
        *count = count.saturating_add(1);
        if entry.until <= now {
            (entry.until, entry.refused) = (now, false);
        }
        entry.until = (entry.until + cost).min(now + MOST);
        entry.refused |= entry.until - now >= LEAST;
    }

    /// What is to be logged of the time since this was last asked: of each network, the busiest first, and of all others together.
    pub fn told(&self, now: Instant) -> (Vec<(IpAddr, Turns)>, Turns) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told: Vec<_> = entries
            .iter_mut()
            .filter(|(_, entry)| entry.turns.sum() > 0)
            .map(|(network, entry)| (*network, std::mem::take(&mut entry.turns)))
            .collect();
        entries.retain(|_, entry| now < entry.until);
        told.sort_by_key(|(network, turns)| (std::cmp::Reverse(turns.sum()), *network));
        let others = told.split_off(told.len().min(LINES)).into_iter();
        let others = others.fold(Turns::default(), |sum, (_, turns)| Turns {
            failed: sum.failed.saturating_add(turns.failed),
            silent: sum.silent.saturating_add(turns.silent),
            refused: sum.refused.saturating_add(turns.refused),
        });
        (told, others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        network(text.parse().unwrap())
    }

    #[test]
    fn a_network_is_an_address_or_what_one_customer_has() {
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:2"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_eq!(address("::ffff:10.0.0.1"), address("10.0.0.1"));
        assert_ne!(address("10.0.0.1"), address("10.0.0.2"));
    }

    #[test]
    fn who_fails_again_and_again_is_refused_for_a_while() {
        let (penalties, start, one) = (Penalties::default(), Instant::now(), address("10.0.0.1"));
        for _ in 0..2 {
            penalties.note(one, Turn::Failed, start);
            assert!(!penalties.is_refused(one, start));
        }
        penalties.note(one, Turn::Failed, start);
        assert!(penalties.is_refused(one, start));
        assert!(!penalties.is_refused(address("10.0.0.2"), start));
        let later = start + Duration::from_secs(16);
        assert!(!penalties.is_refused(one, later));
        penalties.note(one, Turn::Silent, later);
        assert!(!penalties.is_refused(one, later), "it begins anew");
        for _ in 0..1_000 {
            penalties.note(one, Turn::Failed, later);
        }
        assert!(penalties.is_refused(one, later + Duration::from_secs(599)));
        assert!(!penalties.is_refused(one, later + Duration::from_secs(601)));
    }

    #[test]
    fn as_many_are_remembered_as_may_be_and_few_lines_said() {
        let (penalties, start) = (Penalties::default(), Instant::now());
        for number in 0..10_000_u32 {
            let at = start + Duration::from_millis(u64::from(number));
            penalties.note(IpAddr::V4(number.into()), Turn::Silent, at);
        }
        assert_eq!(penalties.0.lock().unwrap().len(), REMEMBERED);
        let (told, others) = penalties.told(start + Duration::from_secs(60));
        assert_eq!((told.len(), others.silent as usize), (LINES, REMEMBERED - LINES));
        assert!(penalties.told(start).0.is_empty(), "once");
        assert!(penalties.0.lock().unwrap().is_empty(), "nothing is held against them any more");
    }
}
