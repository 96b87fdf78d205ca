//! How one workshop would make one order: an offer for each item, all of one currency, and what that costs and takes.
//! Used by the ranking, and by bookings and acceptances of a workshop that was chosen.

use chrono::NaiveDate;

use super::super::calendar::business_days_after;
use super::super::capacity::{Need, Slot};
use super::super::ids::ProductId;
use super::super::money::{Currency, Money};
use super::{Horizon, Misfit, Offer, Wanted, WantedItem, WorkshopFacts};

#[derive(Debug, Clone, PartialEq)]
pub struct Plan<'a> {
    /// One for each item, in the items' order.
    pub offers: Vec<&'a Offer>,
    pub needs: Vec<Need>,
    /// The whole order, at the offers' unit costs.
    pub cost: Money,
}

/// Why there is no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lack {
    /// `NoOffer` or `Quantity`.
    pub reason: Misfit,
    /// The first product without an offer (that takes its quantity), and how many are.
    pub product: Option<ProductId>,
    pub products: usize,
}

impl<'a> Plan<'a> {
    /// The cheapest way for `workshop` with its offers of `today`; none when an item has no offer that takes its quantity.
    pub fn of(wanted: &Wanted, workshop: &'a WorkshopFacts, today: NaiveDate) -> Option<Self> {
        let plans = Currency::ALL
            .iter()
            .filter_map(|&currency| Self::in_currency(currency, wanted, workshop, today));
        plans.min_by_key(|plan| wanted.price(plan.cost))
    }

    fn in_currency(currency: Currency, wanted: &Wanted, workshop: &'a WorkshopFacts, today: NaiveDate) -> Option<Self> {
        let cheapest = |item: &WantedItem| {
            let fitting = workshop
                .offers_of(item.product, today)
                .filter(|offer| offer.unit_cost.currency() == currency && offer.takes(item.quantity));
            fitting.min_by_key(|offer| (offer.unit_cost.minor(), offer.id))
        };
        let offers: Vec<&Offer> = wanted.items.iter().map(cheapest).collect::<Option<_>>()?;
        let lines = offers.iter().zip(&wanted.items);
        let cost = lines.clone().try_fold(Money::zero(currency), |sum, (offer, item)| {
            sum.checked_add(offer.unit_cost.times(item.quantity)?)
        });
        let needs = lines.map(|(offer, item)| offer.need(item.quantity)).collect();
        Some(Self {
            needs,
            cost: cost.ok()?,
            offers,
        })
    }

    /// The day to promise: for each offer the business days it takes after its last slot, and of those the last.
    pub fn ready_on(&self, slots: &[Slot], horizon: Horizon<'_>) -> NaiveDate {
        let ready = self.offers.iter().map(|offer| {
            let mut of_offer = slots.iter().rev().filter(|slot| slot.offer == offer.id);
            let last = of_offer.next().map_or(horizon.from, |slot| slot.day);
            business_days_after(last, offer.lead_days, horizon.holidays)
        });
        ready.max().unwrap_or(horizon.from)
    }
}

impl Lack {
    /// Offers of several currencies, or a cost beyond all money, are no offer.
    pub(super) fn of(wanted: &Wanted, workshop: &WorkshopFacts, today: NaiveDate) -> Self {
        let lack = |reason, takes: fn(&Offer, u32) -> bool| {
            let has = |item: &WantedItem| workshop.offers_of(item.product, today).any(|offer| takes(offer, item.quantity));
            let mut lacking = wanted.items.iter().filter(|item| !has(item));
            let product = lacking.next()?.product;
            let products = 1 + lacking.count();
            Some(Self {
                reason,
                product: Some(product),
                products,
            })
        };
        let many = Self {
            reason: Misfit::NoOffer,
            product: None,
            products: wanted.items.len(),
        };
        lack(Misfit::NoOffer, |_, _| true)
            .or_else(|| lack(Misfit::Quantity, Offer::takes))
            .unwrap_or(many)
    }
}

impl Offer {
    pub fn takes(&self, quantity: u32) -> bool {
        self.min_quantity.is_none_or(|min| min <= quantity) && self.max_quantity.is_none_or(|max| quantity <= max)
    }

    pub fn valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    fn need(&self, quantity: u32) -> Need {
        Need {
            offer: self.id,
            units: u64::from(quantity) * u64::from(self.capacity_units),
            daily_limit: self.daily_limit,
        }
    }
}

impl WorkshopFacts {
    fn offers_of(&self, product: ProductId, day: NaiveDate) -> impl Iterator<Item = &Offer> {
        let of_product = self.offers.iter().filter(move |offer| offer.product == product);
        of_product.filter(move |offer| offer.valid_on(day))
    }
}

impl Wanted {
    /// Compares costs of any currency; what has no price in dollars comes last.
    pub(super) fn price(&self, cost: Money) -> (bool, i64) {
        self.dollars(cost).map_or((true, cost.minor()), |cents| (false, cents))
    }

    pub(super) fn is_over_ceiling(&self, cost: Money) -> bool {
        let over = |ceiling: Money| match (self.dollars(cost), self.dollars(ceiling)) {
            _ if cost.currency() == ceiling.currency() => cost.minor() > ceiling.minor(),
            (Some(cost), Some(ceiling)) => cost > ceiling,
            _ => true,
        };
        self.ceiling.is_some_and(over)
    }

    fn dollars(&self, cost: Money) -> Option<i64> {
        match cost.currency() {
            Currency::Usd | Currency::Usdt => Some(cost.minor()),
            Currency::Ves => self.rate.and_then(|rate| rate.to_usd(cost).ok()).map(Money::minor),
        }
    }
}
