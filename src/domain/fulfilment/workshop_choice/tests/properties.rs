//! Properties of the choice over any shop and order, and the size of what is stored.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// A workshop whose every fact is drawn from `bits`.
fn drawn(n: usize, bits: u32, weekly: u32, cents: i64) -> WorkshopFacts {
    let bit = |at: u32| bits >> at & 1 == 1;
    let sometimes = |at: u32| bit(at) && bit(at + 1) && bit(at + 2);
    with(n as u128, |it| {
        it.active = !sometimes(0);
        it.paused = if sometimes(3) { pause(bit(6).then(|| nth(9))) } else { None };
        if sometimes(7) {
            it.zones.clear();
        }
        it.offers[0].unit_cost = usd(cents);
        it.offers[0].max_quantity = sometimes(10).then_some(1);
        it.offers[0].lead_days = u32::from(bit(13));
        it.offers[0].daily_limit = bit(14).then_some(3);
        it.limits.weekly = [weekly; 7];
        it.acceptance = bit(16).then_some((bits % 3 * 400) as u16);
    })
}

fn shop() -> impl Strategy<Value = Vec<WorkshopFacts>> {
    let limit = prop_oneof![Just(0), 1u32..6, Just(1_000_000_000)];
    vec((any::<u32>(), limit, 1i64..4), 0..25).prop_map(|drawn_from| {
        let workshops = drawn_from.into_iter().enumerate();
        workshops.map(|(n, (bits, weekly, cents))| drawn(n, bits, weekly, cents)).collect()
    })
}

proptest! {
    #[test]
    fn the_input_order_does_not_matter_and_everybody_is_told(
        workshops in shop().prop_flat_map(|shop| (Just(shop.clone()), Just(shop).prop_shuffle())),
        quantity in prop_oneof![1u32..40, Just(1_000_000_000)],
        refused in vec(0u128..25, 0..6),
        ceiling in proptest::option::of(0i64..100),
    ) {
        let (workshops, shuffled) = workshops;
        let mut order = wanted(quantity);
        order.excluded = refused.iter().map(|n| workshop_id(*n)).collect();
        order.ceiling = ceiling.map(usd);
        let ranking = ranked(&order, &workshops);
        prop_assert_eq!(&ranked(&order, &shuffled), &ranking);
        prop_assert_eq!(ranking.fitting.len() + ranking.failed.len(), workshops.len());
        prop_assert_eq!(ranking.fitting.is_empty(), ranking.shortfall.is_some());
        for one in &ranking.fitting {
            let facts = workshops.iter().find(|facts| facts.id == one.workshop).unwrap();
            prop_assert!(facts.active && !order.excluded.contains(&one.workshop));
            prop_assert!(order.ceiling.is_none_or(|ceiling| one.cost <= ceiling));
            prop_assert_eq!(one.slots.iter().map(|slot| slot.units).sum::<u32>(), quantity);
            prop_assert!(one.slots.iter().all(|slot| slot.units <= facts.limits.weekly[0]));
            prop_assert!(one.slots.iter().all(|slot| slot.day <= one.ready_on));
        }
        let json = serde_json::to_string(&ranking).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ranking>(&json).unwrap(), ranking);
    }

    /// The queue asks less of the choice and is told the same.
    #[test]
    fn what_is_in_the_way_is_what_the_choice_finds(workshops in shop(), quantity in 1u32..9, ceiling in 0i64..20) {
        let mut order = wanted(quantity);
        order.ceiling = Some(usd(ceiling));
        let holidays = Holidays::default();
        let horizon = Horizon {
            from: nth(0),
            until: nth(13),
            holidays: &holidays,
        };
        let found = super::super::shortfall(&order, screen(&order, &workshops, nth(0)), horizon, |_| None);
        prop_assert_eq!(found, ranked(&order, &workshops).shortfall);
    }

    /// A proposed change that was made makes its workshop fit, as long as its days are free.
    #[test]
    fn a_proposed_change_helps(mut workshops in shop(), quantity in 1u32..9, ceiling in 0i64..20) {
        let mut order = wanted(quantity);
        order.ceiling = Some(usd(ceiling));
        for facts in &mut workshops {
            facts.limits.weekly = facts.limits.weekly.map(|limit| limit.max(9));
            facts.offers[0].daily_limit = None;
        }
        let Some(Shortfall { change: Some(change), .. }) = ranked(&order, &workshops).shortfall else { return Ok(()) };
        for facts in &mut workshops {
            match change {
                Change::RaiseCeiling { to, .. } => order.ceiling = Some(to),
                Change::Unpause { workshop } if workshop == facts.id => facts.paused = None,
                Change::ExtendZone { workshop } if workshop == facts.id => facts.zones.push(CARACAS),
                Change::AddOffer { workshop, .. } if workshop == facts.id => {
                    facts.offers[0].max_quantity = None;
                    order.ceiling = None;
                }
                Change::Wait { .. } => prop_assert!(false, "nobody is full"),
                _ => {}
            }
        }
        prop_assert!(!ranked(&order, &workshops).fitting.is_empty());
    }
}

#[test]
fn a_thousand_that_failed_take_little_room() {
    let shop: Vec<WorkshopFacts> = (0..1000)
        .map(|n| match n % 4 {
            0 => with(n, |it| it.zones.clear()),
            1 => with(n, |it| it.paused = pause(Some(nth(1 + n as u64 % 30)))),
            2 => with(n, |it| {
                it.limits.weekly = [0; 7];
                it.limits.overrides.insert(nth(14 + n as u64 % 60), 9);
            }),
            _ => with(n, |it| it.active = false),
        })
        .collect();
    let ranking = ranked(&wanted(1), &shop);
    assert_eq!(ranking.failed.len(), 1000);
    let json = serde_json::to_string(&ranking).unwrap();
    assert!(json.len() <= 45 * 1000, "{} bytes", json.len());
    assert_eq!(serde_json::from_str::<Ranking>(&json).unwrap(), ranking);
}

#[test]
fn the_stored_form() {
    let shop = [workshop(1), with(2, |it| it.active = false), with(3, |it| it.active = false)];
    let json = serde_json::to_string(&ranked(&wanted(1), &shop)).unwrap();
    let id = |n| format!("\"00000000-0000-0000-0000-{n:012}\"");
    let (one, two, three) = (id(1), id(2), id(3));
    let cost = r#"{"amount":"5.00","currency":"USD"}"#;
    let candidate =
        format!(r#"{{"workshop":{one},"ready_on":"{TODAY}","cost":{cost},"acceptance":null,"load":0,"slots":[[{one},"{TODAY}",1]]}}"#);
    assert_eq!(
        json,
        format!(r#"{{"fitting":[{candidate}],"failed":[["INACTIVE",null,[{two},{three}]]]}}"#)
    );
}
