//! Nobody fits: the numbers, the nearest day, and which change is proposed.

use super::*;

fn shortfall(order: &Wanted, shop: &[WorkshopFacts]) -> Shortfall {
    ranked(order, shop).shortfall.unwrap()
}

fn full_until(n: u128, free: NaiveDate) -> WorkshopFacts {
    with(n, |it| {
        it.limits.weekly = [0; 7];
        it.limits.overrides.insert(free, 1);
    })
}

#[test]
fn nobody_of_nine() {
    let elsewhere = |n| with(n, |it| it.zones = vec![VALENCIA]);
    let away = |n, until| with(n, |it| it.paused = pause(until));
    let shop = [
        away(1, None),
        away(2, Some(nth(25))),
        elsewhere(3),
        elsewhere(4),
        elsewhere(5),
        elsewhere(6),
        full_until(7, nth(20)),
        full_until(8, nth(19)),
        with(9, |it| it.limits.weekly = [0; 7]),
    ];
    let order = Wanted {
        zones: Some(vec![CARACAS]),
        ..wanted(1)
    };
    let found = shortfall(&order, &shop);
    let tally = |reason, workshops, until| Tally { reason, workshops, until };
    assert_eq!(
        found,
        Shortfall {
            total: 9,
            tallies: vec![
                tally(Misfit::OutOfZone, 4, None),
                tally(Misfit::NoCapacity, 3, Some(nth(19))),
                tally(Misfit::Paused, 2, Some(nth(25))),
            ],
            nearest: Some(nth(19)),
            change: Some(Change::Unpause { workshop: workshop_id(1) }),
        }
    );
    assert_eq!(ranked(&order, &[workshop(1)]).shortfall, None);
    let nobody = shortfall(&order, &[]);
    assert_eq!((nobody.total, nobody.tallies, nobody.change), (0, vec![], None));
}

/// Each workshop could be made to fit by one change; without it, the next one is proposed.
#[test]
fn the_cheapest_change_comes_first() {
    let order = Wanted {
        ceiling: Some(usd(500)),
        excluded: [workshop_id(1)].into(),
        ..wanted(1)
    };
    let dear = |n, cents| {
        let to = usd(cents);
        let workshop = workshop_id(n);
        (with(n, |it| it.offers[0].unit_cost = to), Change::RaiseCeiling { workshop, to })
    };
    let full = |n, day| {
        let (workshop, until) = (workshop_id(n), nth(day));
        (full_until(n, until), Change::Wait { workshop, until })
    };
    let lacking = |facts, n| {
        let (workshop, product) = (workshop_id(n), CAKE);
        (facts, Change::AddOffer { workshop, product })
    };
    let in_order = [
        dear(9, 550),
        dear(8, 560),
        (
            with(7, |it| it.paused = pause(Some(nth(90)))),
            Change::Unpause { workshop: workshop_id(7) },
        ),
        (with(6, |it| it.zones.clear()), Change::ExtendZone { workshop: workshop_id(6) }),
        full(5, 30),
        full(4, 31),
        lacking(with(3, |it| it.offers.clear()), 3),
        lacking(with(2, |it| it.offers[0].min_quantity = 2), 2),
    ];
    let mut shop: Vec<_> = in_order.iter().map(|(workshop, _)| workshop.clone()).collect();
    shop.push(workshop(1)); // refused this order: never proposed
    shop.push(with(10, |it| it.active = false));
    for (_, change) in in_order {
        assert_eq!(shortfall(&order, &shop).change, Some(change));
        shop.remove(0);
    }
    assert_eq!(shortfall(&order, &shop).change, None);
}

#[test]
fn a_change_that_would_not_be_enough_is_not_proposed() {
    let order = Wanted {
        ceiling: Some(usd(499)),
        excluded: [workshop_id(2)].into(),
        ..wanted(1)
    };
    let twice = [
        with(1, |it| it.paused = pause(Some(nth(3)))),
        with(2, |it| {
            it.zones.clear();
            it.offers[0].unit_cost = usd(1);
        }),
        full_until(3, nth(20)),
    ];
    let found = shortfall(&order, &twice);
    assert_eq!((found.change, found.nearest), (None, None));
}
