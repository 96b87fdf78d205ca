//! Which bookings no longer fit when a limit is lowered, a day is closed or a workshop is paused (domain.md §3). Nothing is
//! unbooked by it: the person who makes the change sees them first. Used when capacity is changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::capacity::Limits;
use crate::domain::calendar::Holidays;
use crate::domain::dates::Time;
use crate::domain::ids::{AssignmentId, BookingId, OfferId};
use crate::domain::orders::status::AssignmentStatus;

/// What a workshop can take, all in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    pub limits: Limits,
    pub active: bool,
    pub paused: bool,
    /// The day on which it takes work again.
    pub paused_until: Option<NaiveDate>,
    /// Offers' own limits.
    pub offers: BTreeMap<OfferId, u32>,
}

impl Room {
    /// Units it can take on a day; nothing while it is paused or closed for good.
    pub fn limit(&self, day: NaiveDate, holidays: &Holidays) -> u32 {
        let rests = self.paused && self.paused_until.is_none_or(|until| day < until);
        if !self.active || rests {
            0
        } else {
            self.limits.limit(day, holidays)
        }
    }
}

/// A booking that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingBooking {
    pub booking: BookingId,
    pub assignment: AssignmentId,
    pub status: AssignmentStatus,
    pub offer: Option<OfferId>,
    pub day: NaiveDate,
    pub units: u32,
    /// It was let over the limit once; it is the first not to fit.
    pub overridden: bool,
    pub made: Time,
}

impl StandingBooking {
    /// The work is done, so its day does not matter any more.
    const fn is_made(&self) -> bool {
        matches!(
            self.status,
            AssignmentStatus::Ready | AssignmentStatus::HandedToDelivery | AssignmentStatus::Completed
        )
    }

    /// Who stays first: work that is done or begun, then what was accepted, then what was booked earlier.
    fn order(&self) -> (bool, bool, bool, bool, Time, BookingId) {
        (
            !self.is_made(),
            self.overridden,
            self.status != AssignmentStatus::InProduction,
            self.status != AssignmentStatus::Accepted,
            self.made,
            self.booking,
        )
    }
}

/// The bookings that fit before a change and do not after it.
pub fn no_longer_fit<'s>(
    standing: &'s [StandingBooking],
    holidays: (&Holidays, &Holidays),
    before: &Room,
    after: &Room,
) -> Vec<&'s StandingBooking> {
    let past = beyond(standing, holidays.0, before);
    let future = beyond(standing, holidays.1, after);
    let newly = |one: &&StandingBooking| future.contains(&one.booking) && !past.contains(&one.booking);
    let mut found: Vec<&StandingBooking> = standing.iter().filter(newly).collect();
    found.sort_by_key(|one| (one.day, one.made, one.booking));
    found
}

/// What passes a limit, of the day or of the offer, when bookings are taken in the order in which they deserve to stay.
fn beyond(standing: &[StandingBooking], holidays: &Holidays, room: &Room) -> BTreeSet<BookingId> {
    let mut all: Vec<&StandingBooking> = standing.iter().collect();
    all.sort_by_key(|one| one.order());
    let mut of_day: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    let mut of_offer: BTreeMap<(OfferId, NaiveDate), u64> = BTreeMap::new();
    let mut passing = BTreeSet::new();
    for one in all {
        let units = u64::from(one.units);
        let day = of_day.entry(one.day).or_default();
        let own = one.offer.and_then(|offer| Some((offer, *room.offers.get(&offer)?)));
        let own = own.map(|(offer, limit)| (of_offer.entry((offer, one.day)).or_default(), limit));
        let fits_day = *day + units <= u64::from(room.limit(one.day, holidays));
        let fits_offer = own.as_ref().is_none_or(|(held, limit)| **held + units <= u64::from(*limit));
        if one.is_made() || (fits_day && fits_offer) {
            *day += units;
            if let Some((held, _)) = own {
                *held += units;
            }
        } else {
            passing.insert(one.booking);
        }
    }
    passing
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(ahead: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + chrono::Days::new(ahead)
    }

    fn booking(n: u128, status: AssignmentStatus, on: NaiveDate, units: u32) -> StandingBooking {
        StandingBooking {
            booking: BookingId::from_uuid(Uuid::from_u128(n)),
            assignment: AssignmentId::from_uuid(Uuid::from_u128(n)),
            status,
            offer: Some(OfferId::from_uuid(Uuid::from_u128(7))),
            day: on,
            units,
            overridden: false,
            made: Time::from_timestamp(n as i64, 0).unwrap(),
        }
    }

    fn room(units: u32) -> Room {
        Room {
            limits: Limits {
                weekly: [units; 7],
                ..Limits::default()
            },
            active: true,
            ..Room::default()
        }
    }

    fn found(standing: &[StandingBooking], before: &Room, after: &Room) -> Vec<u128> {
        let none = Holidays::default();
        let found = no_longer_fit(standing, (&none, &none), before, after);
        found.iter().map(|one| one.booking.uuid().as_u128()).collect()
    }

    #[test]
    fn the_last_to_come_is_the_first_not_to_fit() {
        use AssignmentStatus::{Accepted, Completed, InProduction, Notified};
        let standing = [
            booking(1, Notified, day(0), 3),
            booking(2, Accepted, day(0), 3),
            booking(3, InProduction, day(1), 8),
            booking(4, Completed, day(2), 8),
        ];
        assert_eq!(found(&standing, &room(8), &room(8)), []);
        assert_eq!(found(&standing, &room(8), &room(5)), [1, 3]);
        assert_eq!(found(&standing, &room(8), &room(0)), [1, 2, 3]);
        // What did not fit before is no news.
        assert_eq!(found(&standing, &room(5), &room(4)), []);
    }

    #[test]
    fn a_pause_an_end_and_an_offers_limit_count_too() {
        use AssignmentStatus::Accepted;
        let standing = [booking(1, Accepted, day(0), 3), booking(2, Accepted, day(4), 3)];
        let paused = Room {
            paused: true,
            paused_until: Some(day(4)),
            ..room(8)
        };
        assert_eq!(found(&standing, &room(8), &paused), [1]);
        let ended = Room { active: false, ..room(8) };
        assert_eq!(found(&standing, &room(8), &ended), [1, 2]);
        let offer = OfferId::from_uuid(Uuid::from_u128(7));
        let tight = Room {
            offers: BTreeMap::from([(offer, 2)]),
            ..room(8)
        };
        assert_eq!(found(&standing, &room(8), &tight), [1, 2]);
        let holiday: Holidays = [day(4)].into_iter().collect();
        let closed = no_longer_fit(&standing, (&Holidays::default(), &holiday), &room(8), &room(8));
        assert_eq!(closed.len(), 1);
    }

    proptest! {
        #[test]
        fn what_stays_is_within_the_limit(units in proptest::collection::vec((0u64..3, 1u32..9), 0..12), before in 0u32..20, after in 0u32..20) {
            let standing: Vec<_> = units.iter().zip(1..).map(|(&(on, units), n)| booking(n, AssignmentStatus::Accepted, day(on), units)).collect();
            let none = Holidays::default();
            let gone = beyond(&standing, &none, &room(after));
            for on in 0..3 {
                let stays = standing.iter().filter(|one| one.day == day(on) && !gone.contains(&one.booking));
                prop_assert!(stays.map(|one| one.units).sum::<u32>() <= after);
            }
            if after >= before {
                prop_assert!(found(&standing, &room(before), &room(after)).len() <= gone.len());
            }
        }
    }
}
