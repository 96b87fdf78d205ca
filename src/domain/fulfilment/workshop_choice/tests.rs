//! The choice: each filter, their order, the ordering, the shortfall, the JSON; then properties over any shop.

use chrono::Days;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::*;
use crate::domain::money::Currency;

mod properties;
mod shortfalls;

const TODAY: &str = "2026-11-23"; // a Monday
const CAKE: ProductId = ProductId::from_uuid(Uuid::from_u128(1));
const MUG: ProductId = ProductId::from_uuid(Uuid::from_u128(2));
const CARACAS: ZoneId = ZoneId::from_uuid(Uuid::from_u128(1));
const VALENCIA: ZoneId = ZoneId::from_uuid(Uuid::from_u128(2));

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn nth(n: u64) -> NaiveDate {
    day(TODAY) + Days::new(n)
}

fn workshop_id(n: u128) -> WorkshopId {
    WorkshopId::from_uuid(Uuid::from_u128(n))
}

fn usd(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Usd)
}

fn offer(id: u128, product: ProductId, unit_cost: Money) -> Offer {
    Offer {
        id: OfferId::from_uuid(Uuid::from_u128(id)),
        product,
        unit_cost,
        capacity_units: 1,
        daily_limit: None,
        lead_days: 0,
        min_quantity: 1,
        max_quantity: None,
        valid_from: None,
        valid_to: None,
    }
}

/// Active, in Caracas, makes ten cakes a day at USD 5 each.
fn workshop(n: u128) -> WorkshopFacts {
    WorkshopFacts {
        id: workshop_id(n),
        name: Safe::new("Taller"),
        active: true,
        paused: None,
        zones: vec![CARACAS],
        ships_nationally: false,
        hosts_pickup: false,
        offers: vec![offer(n, CAKE, usd(500))],
        limits: Limits {
            weekly: [10; 7],
            ..Limits::default()
        },
        acceptance: None,
    }
}

fn with(n: u128, change: impl FnOnce(&mut WorkshopFacts)) -> WorkshopFacts {
    let mut workshop = workshop(n);
    change(&mut workshop);
    workshop
}

/// Cakes to Caracas.
fn wanted(quantity: u32) -> Wanted {
    Wanted {
        delivery: DeliveryMethod::LocalDelivery,
        zones: Some(vec![VALENCIA, CARACAS]),
        items: vec![WantedItem { product: CAKE, quantity }],
        excluded: BTreeSet::new(),
        ceiling: None,
        rate: None,
    }
}

fn ranked(wanted: &Wanted, workshops: &[WorkshopFacts]) -> Ranking {
    let holidays = Holidays::default();
    let horizon = Horizon {
        from: nth(0),
        until: nth(13),
        holidays: &holidays,
    };
    rank(wanted, workshops, nth(0), horizon, |_| None)
}

fn reason(wanted: &Wanted, workshop: WorkshopFacts) -> Option<Misfit> {
    let reason = misfit(wanted, &workshop, nth(0));
    let ranking = ranked(wanted, std::slice::from_ref(&workshop));
    let in_ranking = ranking.failed.first().map(|failed| failed.reason);
    assert!(in_ranking == reason || in_ranking == Some(Misfit::NoCapacity));
    assert_eq!(ranking.fitting.is_empty(), in_ranking.is_some());
    in_ranking
}

fn pause(until: Option<NaiveDate>) -> Option<Pause> {
    let reason = Safe::new("vacaciones");
    Some(Pause { until, reason })
}

#[test]
fn the_first_filter_failed_is_the_reason() {
    let mut order = wanted(1);
    order.excluded.insert(workshop_id(1));
    order.ceiling = Some(usd(499));
    let mut all = with(1, |it| {
        it.active = false;
        it.paused = pause(None);
        it.zones.clear();
        it.offers[0].valid_to = Some(nth(0) - Days::new(1));
        it.offers[0].min_quantity = 2;
        it.limits = Limits::default();
    });
    let repairs: [fn(&mut WorkshopFacts, &mut Wanted); 8] = [
        |it, _| it.active = true,
        |it, _| it.paused = None,
        |it, _| it.zones.push(CARACAS),
        |it, _| it.offers[0].valid_to = Some(nth(0)),
        |it, _| it.offers[0].min_quantity = 1,
        |it, _| it.limits.weekly = [1; 7],
        |_, order| order.excluded.clear(),
        |_, order| order.ceiling = Some(usd(500)),
    ];
    for (&expected, repair) in Misfit::ALL.iter().zip(repairs) {
        assert_eq!(reason(&order, all.clone()), Some(expected));
        repair(&mut all, &mut order);
    }
    assert_eq!(reason(&order, all), None);
}

#[test]
fn a_pause_ends_on_its_day_of_return() {
    for (until, expected) in [
        (None, Some(Misfit::Paused)),
        (Some(nth(1)), Some(Misfit::Paused)),
        (Some(nth(0)), None),
    ] {
        let paused = with(1, |it| it.paused = pause(until));
        assert_eq!(reason(&wanted(1), paused), expected, "{until:?}");
    }
}

#[test]
fn where_an_order_can_be_made() {
    use DeliveryMethod::{LocalDelivery, NationalShipping, Pickup};
    let here = Some(vec![CARACAS]);
    let elsewhere = Some(vec![VALENCIA]);
    for (delivery, zones, ships, hosts, fits) in [
        (LocalDelivery, &here, false, false, true),
        (LocalDelivery, &elsewhere, true, true, false),
        (LocalDelivery, &None, true, true, false),
        (NationalShipping, &here, false, true, false),
        (NationalShipping, &elsewhere, true, false, true),
        (NationalShipping, &None, true, false, true),
        (Pickup, &here, true, false, false),
        (Pickup, &here, false, true, true),
        (Pickup, &elsewhere, false, true, false),
        (Pickup, &None, false, true, true),
    ] {
        let order = Wanted {
            delivery,
            zones: zones.clone(),
            ..wanted(1)
        };
        let workshop = with(1, |it| (it.ships_nationally, it.hosts_pickup) = (ships, hosts));
        let expected = (!fits).then_some(Misfit::OutOfZone);
        assert_eq!(reason(&order, workshop), expected, "{delivery} {zones:?}");
    }
}

#[test]
fn every_item_needs_an_offer_and_one_currency_pays_them_all() {
    let mut order = wanted(3);
    order.items.push(WantedItem { product: MUG, quantity: 2 });
    let bolivares = |minor| Money::of_minor(minor, Currency::Ves);
    let with_offers = |offers: Vec<Offer>| with(1, |it| it.offers.extend(offers));
    assert_eq!(reason(&order, with_offers(vec![])), Some(Misfit::NoOffer));
    assert_eq!(
        reason(&order, with_offers(vec![offer(2, MUG, bolivares(9))])),
        Some(Misfit::NoOffer)
    );
    assert_eq!(reason(&order, with_offers(vec![offer(2, MUG, usd(9))])), None);

    let few = Offer {
        max_quantity: Some(1),
        ..offer(2, MUG, usd(1))
    };
    assert_eq!(reason(&order, with_offers(vec![few])), Some(Misfit::Quantity));
    assert_eq!(
        ranked(&order, &[with_offers(vec![offer(2, MUG, usd(9))])]).fitting[0].cost,
        usd(3 * 500 + 2 * 9)
    );
    let beyond_money = offer(2, MUG, usd(i64::MAX / 10));
    assert_eq!(reason(&order, with_offers(vec![beyond_money])), Some(Misfit::NoOffer));
}

#[test]
fn a_ceiling_compares_what_can_be_compared() {
    let bolivares = Money::of_minor(50_000, Currency::Ves);
    let rate = Some(Rate::new(Decimal::ONE_HUNDRED).unwrap());
    for (cost, rate, ceiling, over) in [
        (usd(500), None, usd(500), false),
        (usd(501), None, usd(500), true),
        (Money::of_minor(500, Currency::Usdt), None, usd(500), false),
        (bolivares, None, bolivares, false),
        (bolivares, None, usd(500), true),
        (bolivares, rate, usd(500), false),
        (bolivares, rate, usd(499), true),
    ] {
        let order = Wanted {
            ceiling: Some(ceiling),
            rate,
            ..wanted(1)
        };
        let workshop = with(1, |it| it.offers[0].unit_cost = cost);
        assert_eq!(reason(&order, workshop), over.then_some(Misfit::OverCeiling), "{cost} {ceiling}");
    }
}

#[test]
fn soonest_cheapest_most_accepting_least_loaded() {
    let shop = [
        with(1, |it| it.offers[0].lead_days = 1),
        with(2, |it| it.offers[0].unit_cost = usd(501)),
        with(3, |it| it.acceptance = Some(499)),
        with(4, |it| it.acceptance = Some(501)),
        with(5, |_| {}),
        with(6, |_| {}),
        with(7, |_| {}),
        with(8, |it| it.offers[0].unit_cost = Money::of_minor(1, Currency::Ves)),
    ];
    let holidays = Holidays::default();
    let horizon = Horizon {
        from: nth(0),
        until: nth(13),
        holidays: &holidays,
    };
    let loaded: Booked = [(nth(3), None, 1)].into_iter().collect();
    let booked = |workshop| (workshop == workshop_id(5)).then_some(&loaded);
    let ranking = rank(&wanted(1), &shop, nth(0), horizon, booked);
    let found: Vec<u128> = ranking.fitting.iter().map(|one| one.workshop.uuid().as_u128()).collect();
    assert_eq!(found, [4, 6, 7, 5, 3, 2, 8, 1]);
}

#[test]
fn the_promised_day_counts_from_the_last_slot_of_each_offer() {
    let mut order = wanted(25);
    order.items.push(WantedItem { product: MUG, quantity: 1 });
    let maker = with(1, |it| {
        it.offers.push(Offer {
            lead_days: 5,
            ..offer(2, MUG, usd(100))
        });
        it.offers[0].lead_days = 2;
    });
    let ranking = ranked(&order, std::slice::from_ref(&maker));
    let candidate = &ranking.fitting[0];
    let units: Vec<(u64, u32)> = candidate
        .slots
        .iter()
        .map(|slot| ((slot.day - nth(0)).num_days() as u64, slot.units))
        .collect();
    assert_eq!(units, [(0, 10), (1, 10), (2, 5), (2, 1)]);
    assert_eq!(candidate.ready_on, nth(9)); // the mug, on Wednesday, and five business days

    let plan = Plan::of(&order, &maker, nth(0)).unwrap();
    assert_eq!((plan.cost, plan.needs.len()), (candidate.cost, 2));
}

#[test]
fn bookings_are_asked_only_for_who_passed() {
    let shop = [workshop(1), with(2, |it| it.active = false)];
    let holidays = Holidays::default();
    let order_of = wanted(1);
    let screened = screen(&order_of, &shop, nth(0));
    assert_eq!(screened.passing().map(|it| it.id).collect::<Vec<_>>(), [workshop_id(1)]);
    let horizon = Horizon {
        from: nth(1),
        until: nth(1),
        holidays: &holidays,
    };
    let full: Booked = [(nth(1), None, 10)].into_iter().collect();
    let ranking = order(&order_of, screened, horizon, |id| {
        assert_eq!(id, workshop_id(1));
        Some(&full)
    });
    assert_eq!(ranking.failed[1].until, Some(nth(2)));
}
