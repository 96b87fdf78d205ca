//! What each workshop offers: which products, for how much, how many of them, how soon, and until when.

use chrono::TimeDelta;

use super::calendar;
use super::goods::Goods;
use super::random::{Dice, Ids};
use super::rows::OfferRow;
use super::workshop_names::ALL;
use crate::domain::Time;
use crate::domain::fulfilment::workshop_choice::{Offer, WorkshopFacts};
use crate::domain::ids::{OfferId, ProductId};
use crate::domain::money::{Currency, Money};

/// Nobody makes more than this of one product for one order.
pub const MOST: u32 = 240;

/// The offers of a workshop of these crafts, also put into its facts; `life`: from the shop's first day to its present.
pub fn draw(facts: &mut WorkshopFacts, crafts: u8, goods: &Goods, life: (Time, Time), ids: &mut Ids, dice: &mut Dice) -> Vec<OfferRow> {
    let whole = crafts == ALL;
    let lead = dice.between(1, if whole { 3 } else { 4 });
    let dear = dice.between(44, 60);
    let made = goods.products.iter().filter(|product| product.craft & crafts != 0);
    let mut rows = Vec::new();
    for product in made {
        // Whoever makes everything lets nobody down; the others choose.
        if !whole && dice.permille(110) {
            continue;
        }
        let percent = if !whole && dice.permille(12) {
            108
        } else {
            dear + dice.between(-3, 3)
        };
        let unit_cost = Money::of_minor(product.price.minor() * percent / 100, Currency::Usd);
        let today = calendar::day(life.1);
        let (valid_from, valid_to) = match dice.below(1000) {
            0..15 if !whole => (Some(today - TimeDelta::days(dice.between(20, 200))), None),
            15..30 if !whole => (None, Some(today + TimeDelta::days(dice.between(-40, 45)))),
            _ => (None, None),
        };
        let max = if whole { MOST } else { *dice.pick(&[24, 50, 60, 100, 120, MOST]) };
        let offer = Offer {
            id: OfferId::from_uuid(ids.next()),
            product: ProductId::from_uuid(product.id),
            unit_cost,
            capacity_units: if product.price.minor() > 3_500 { 2 } else { 1 },
            daily_limit: (!whole && dice.permille(220)).then(|| u32::try_from(dice.between(2, 9)).unwrap_or(4)),
            lead_days: u32::try_from(lead + dice.between(0, 1)).unwrap_or(2),
            min_quantity: if !whole && dice.permille(90) { *dice.pick(&[2, 3, 6]) } else { 1 },
            max_quantity: Some(max),
            valid_from,
            valid_to,
        };
        rows.push(row(facts, &offer, life.0));
        facts.offers.push(offer);
    }
    rows
}

fn row(facts: &WorkshopFacts, offer: &Offer, at: Time) -> OfferRow {
    OfferRow {
        id: offer.id.uuid(),
        workshop_id: facts.id.uuid(),
        product_id: offer.product.uuid(),
        unit_cost_amount: offer.unit_cost,
        currency: "USD",
        capacity_units: i64::from(offer.capacity_units),
        lead_days: i64::from(offer.lead_days),
        daily_limit: offer.daily_limit.map(i64::from),
        min_quantity: i64::from(offer.min_quantity),
        max_quantity: offer.max_quantity.map(i64::from),
        valid_from: offer.valid_from,
        valid_to: offer.valid_to,
        created_at: at,
    }
}
