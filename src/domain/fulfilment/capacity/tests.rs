//! Limits, and the spread of units over days: a table, then properties over any limits, bookings and needs.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const OFFERS: [OfferId; 3] = [offer(1), offer(2), offer(3)];

const fn offer(n: u128) -> OfferId {
    OfferId::from_uuid(Uuid::from_u128(n))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday 23 November 2026 and the days after it.
fn nth(n: u64) -> NaiveDate {
    day("2026-11-23") + Days::new(n)
}

fn every_day(limit: u32) -> Limits {
    Limits {
        weekly: [limit; 7],
        ..Limits::default()
    }
}

fn need(offer: OfferId, units: u64, daily_limit: Option<u32>) -> Need {
    Need { offer, units, daily_limit }
}

fn shown(slots: Result<Vec<Slot>, NoRoom>) -> String {
    let slots = slots.map(|slots| {
        let slots = slots.iter().map(|slot| {
            let offer = slot.offer.uuid().as_u128();
            format!("{}: {}×{offer}", slot.day.format("%d/%m"), slot.units)
        });
        slots.collect::<Vec<_>>().join(", ")
    });
    slots.unwrap_or_else(|no_room| format!("{:?}", no_room.next_free.map(|day| day.to_string())))
}

#[test]
fn what_is_put_on_a_day_over_its_limit_is_counted() {
    let booked: Booked = [(nth(0), Some(OFFERS[0]), 9)].into_iter().collect();
    let above = |needs: &[Need], on: u64| excess(needs, nth(on), &every_day(10), &Holidays::default(), &booked);
    assert_eq!(above(&[need(OFFERS[0], 3, None)], 0), 2);
    assert_eq!(above(&[need(OFFERS[0], 3, None)], 1), 0);
    assert_eq!(
        above(&[need(OFFERS[0], 3, Some(4)), need(OFFERS[1], 5, Some(2))], 1),
        3,
        "an offer's own"
    );
    assert_eq!(above(&[need(OFFERS[0], 3, Some(4))], 0), 3, "no more than was put there");
}

#[test]
fn a_holiday_has_the_last_word_and_an_override_the_one_before() {
    let holidays: Holidays = [nth(1), nth(2)].into_iter().collect();
    let limits = Limits {
        weekly: [5, 5, 5, 5, 5, 2, 0],
        overrides: [(nth(2), 9), (nth(3), 0), (nth(6), 4)].into(),
    };
    let of_week: Vec<u32> = (0..8).map(|n| limits.limit(nth(n), &holidays)).collect();
    assert_eq!(of_week, [5, 0, 0, 0, 5, 2, 4, 5]);
}

#[test]
fn the_earliest_free_days_are_taken() {
    let [a, b, c] = OFFERS;
    let weekdays = Limits {
        weekly: [4, 4, 4, 4, 4, 0, 0],
        ..Limits::default()
    };
    let full = (0..5).map(|n| (nth(n), Some(c), 4));
    let cases: [(&str, &[Need], Vec<Row>, &str); 9] = [
        ("nothing", &[need(a, 0, None)], vec![], ""),
        ("one day", &[need(a, 4, None)], vec![], "23/11: 4×1"),
        (
            "more than a day goes on",
            &[need(a, 9, None)],
            vec![],
            "23/11: 4×1, 24/11: 4×1, 25/11: 1×1",
        ),
        (
            "over the weekend",
            &[need(a, 6, None)],
            full.clone().take(4).collect(),
            "27/11: 4×1, 30/11: 2×1",
        ),
        (
            "beside what is booked",
            &[need(a, 3, None)],
            vec![(nth(1), Some(b), 4), (nth(0), Some(b), 1), (nth(0), None, 2)],
            "23/11: 1×1, 25/11: 2×1",
        ),
        (
            "the offer's limit",
            &[need(a, 3, Some(2))],
            vec![(nth(0), Some(a), 1)],
            "23/11: 1×1, 24/11: 2×1",
        ),
        (
            "the slow offer first",
            &[need(a, 6, None), need(b, 4, Some(1))],
            vec![],
            "23/11: 3×1, 23/11: 1×2, 24/11: 3×1, 24/11: 1×2, 25/11: 1×2, 26/11: 1×2",
        ),
        (
            "the same offer twice",
            &[need(a, 1, Some(2)), need(a, 1, Some(2))],
            vec![],
            "23/11: 2×1",
        ),
        (
            "over the limit by an override",
            &[need(a, 1, None)],
            vec![(nth(0), Some(b), u64::MAX), (nth(0), None, 1)],
            "24/11: 1×1",
        ),
    ];
    for (name, needs, booked, expected) in cases {
        let booked = booked.into_iter().collect();
        let slots = spread(needs, &weekdays, &Holidays::default(), &booked, nth(0), nth(13));
        assert_eq!(shown(slots), expected, "{name}");
    }
}

#[test]
fn a_full_workshop_tells_its_next_free_day() {
    let a = OFFERS[0];
    let (none, billion) = (Holidays::default(), 1_000_000_000);
    let until = nth(13);
    let fits = |units, limits: &Limits| shown(spread(&[need(a, units, None)], limits, &none, &Booked::default(), nth(0), until));
    assert_eq!(fits(14, &every_day(1)).matches("1×1").count(), 14);
    assert_eq!(fits(15, &every_day(1)), "Some(\"2026-12-07\")");
    assert_eq!(fits(14 + FURTHER_DAYS, &every_day(1)), format!("Some(\"{}\")", last_look(until)));
    assert_eq!(fits(15 + FURTHER_DAYS, &every_day(1)), "None");
    assert_eq!(fits(1, &every_day(0)), "None");
    assert_eq!(fits(billion, &every_day(billion as u32)), "23/11: 1000000000×1");
    assert_eq!(fits(billion, &every_day(1)), "None");
    assert_eq!(fits(u64::MAX, &every_day(u32::MAX)), "None");
    let blocked = spread(&[need(a, 1, Some(0))], &every_day(9), &none, &Booked::default(), nth(0), until);
    assert_eq!(blocked, Err(NoRoom { next_free: None }));
    let ended = spread(
        &[need(a, 1, None)],
        &every_day(1),
        &none,
        &Booked::default(),
        NaiveDate::MAX,
        NaiveDate::MAX,
    );
    assert_eq!(ended, Err(NoRoom { next_free: None }));
}

fn limit() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), 1u32..8, Just(1_000_000_000)]
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    let units = prop_oneof![0u64..12, Just(1_000_000_000)];
    let one = (0..OFFERS.len(), units, proptest::option::of(limit()));
    vec(one, 0..4).prop_map(|needs| needs.into_iter().map(|(n, units, limit)| need(OFFERS[n], units, limit)).collect())
}

proptest! {
    #[test]
    fn every_limit_holds_and_the_earliest_days_are_used(
        mut needs in needs(),
        weekly in prop::array::uniform7(limit()),
        overrides in btree_map((0u64..40).prop_map(nth), limit(), 0..6),
        closed in btree_set((0u64..40).prop_map(nth), 0..6),
        rows in vec((0u64..40, 0..=OFFERS.len(), 0u64..6), 0..40),
        length in 0u64..40,
    ) {
        let limits = Limits { weekly, overrides };
        let holidays: Holidays = closed.into_iter().collect();
        let booked: Booked = rows.into_iter().map(|(n, offer, units)| (nth(n), OFFERS.get(offer).copied(), units)).collect();
        let (from, until) = (nth(0), nth(length));
        let spread_now = |needs: &[Need], until| spread(needs, &limits, &holidays, &booked, from, until);
        let result = spread_now(&needs, until);
        needs.reverse();
        prop_assert_eq!(&result, &spread_now(&needs, until));
        let slots = match result {
            Ok(slots) => slots,
            Err(NoRoom { next_free: None }) => return Ok(()),
            Err(NoRoom { next_free: Some(day) }) => {
                prop_assert!(day > until && spread_now(&needs, day - Days::new(1)).is_err());
                spread_now(&needs, day).unwrap()
            }
        };

        let wanted = |offer| needs.iter().filter(|need| need.offer == offer).map(|need| need.units).sum::<u64>();
        let limit_of = |offer| needs.iter().filter(|need| need.offer == offer).filter_map(|need| need.daily_limit).min();
        let units = |keep: &dyn Fn(&Slot) -> bool| slots.iter().filter(|slot| keep(slot)).map(|slot| u64::from(slot.units)).sum::<u64>();
        for offer in OFFERS {
            prop_assert_eq!(units(&|slot| slot.offer == offer), wanted(offer));
        }
        prop_assert!(slots.iter().all(|slot| slot.units > 0 && slot.day >= from));
        for slot in &slots {
            let free = u64::from(limits.limit(slot.day, &holidays)).saturating_sub(booked.on(slot.day));
            prop_assert!(units(&|other| other.day == slot.day) <= free);
            for earlier in from.iter_days().take_while(|day| *day < slot.day) {
                let free = u64::from(limits.limit(earlier, &holidays)).saturating_sub(booked.on(earlier));
                let all_taken = units(&|other| other.day == earlier) >= free;
                let of_offer = units(&|other| other.day == earlier && other.offer == slot.offer) + booked.of(slot.offer, earlier);
                let offer_full = limit_of(slot.offer).is_some_and(|limit| of_offer >= u64::from(limit));
                prop_assert!(all_taken || offer_full, "{} could be made on {}", slot.day, earlier);
            }
            if let Some(limit) = limit_of(slot.offer) {
                let of_offer = units(&|other| other.day == slot.day && other.offer == slot.offer);
                prop_assert!(of_offer + booked.of(slot.offer, slot.day) <= u64::from(limit));
            }
        }
    }
}
