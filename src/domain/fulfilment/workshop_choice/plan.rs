//! How one workshop would make one order: an offer for each item, all in one currency, and what that costs and takes.
//! Used by the ranking, and by bookings and acceptances of a workshop that was chosen.

use chrono::NaiveDate;

use super::{Horizon, Misfit, Offer, Wanted, WantedItem, WorkshopFacts};
use crate::domain::calendar::business_days_after;
use crate::domain::fulfilment::capacity::{Need, Slot};
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money};

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
pub struct Lack {
    /// `NoOffer` or `Quantity`.
    pub reason: Misfit,
    /// How many products lack an offer (that takes their quantity).
    pub products: usize,
    /// The first of them. None when every product has an offer, but no one amount can pay them all: mixed currencies, or beyond all money.
    pub product: Option<ProductId>,
}

impl<'a> Plan<'a> {
    /// How `workshop` would make it with its offers of `today`.
    pub fn of(wanted: &Wanted, workshop: &'a WorkshopFacts, today: NaiveDate) -> Result<Self, Lack> {
        let offered = wanted.items.iter().map(|item| (item, workshop.offer(item.product, today)));
        let lack = |reason, lacks: fn(&WantedItem, Option<&Offer>) -> bool| {
            let mut lacking = offered
                .clone()
                .filter(|(item, offer)| lacks(item, *offer))
                .map(|(item, _)| item.product);
            let product = lacking.next();
            let products = usize::from(product.is_some()) + lacking.count();
            if products == 0 {
                Ok(())
            } else {
                Err(Lack { reason, products, product })
            }
        };
        lack(Misfit::NoOffer, |_, offer| offer.is_none())?;
        lack(Misfit::Quantity, |item, offer| {
            !offer.is_some_and(|offer| offer.takes(item.quantity))
        })?;
        let lines = || offered.clone().filter_map(|(item, offer)| Some((offer?, item.quantity)));
        let cost = cost(lines()).ok_or(Lack {
            reason: Misfit::NoOffer,
            products: wanted.items.len(),
            product: None,
        })?;
        Ok(Self {
            offers: lines().map(|(offer, _)| offer).collect(),
            needs: lines().map(|(offer, quantity)| offer.need(quantity)).collect(),
            cost,
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

/// What all pieces cost; none when there is no one amount.
fn cost<'a>(mut lines: impl Iterator<Item = (&'a Offer, u32)> + Clone) -> Option<Money> {
    let currency = lines.clone().next().map_or(Currency::Usd, |(offer, _)| offer.unit_cost.currency());
    lines.try_fold(Money::zero(currency), |sum, (offer, quantity)| {
        sum.checked_add(offer.unit_cost.times(quantity).ok()?).ok()
    })
}

impl Offer {
    pub fn takes(&self, quantity: u32) -> bool {
        self.min_quantity <= quantity && self.max_quantity.is_none_or(|max| quantity <= max)
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
    /// The first day of the horizon on which it works at all; the first one when it works on none.
    pub fn first_day_of_work(&self, horizon: Horizon<'_>) -> NaiveDate {
        let mut days = horizon.from.iter_days().take_while(|day| *day <= horizon.until);
        days.find(|day| self.limits.limit(*day, horizon.holidays) > 0)
            .unwrap_or(horizon.from)
    }

    fn offer(&self, product: ProductId, day: NaiveDate) -> Option<&Offer> {
        let mut of_product = self.offers.iter().filter(|offer| offer.product == product);
        of_product.find(|offer| offer.valid_on(day))
    }
}

impl Wanted {
    /// Compares costs of any currency; what has no price in dollars comes last.
    pub(crate) fn price(&self, cost: Money) -> (bool, i64) {
        self.dollars(cost).map_or((true, cost.minor()), |cents| (false, cents))
    }

    /// What a price leaves after what the workshop asks; of two currencies in dollars, and none where no rate compares them.
    pub fn margin(&self, price: Money, cost: Money) -> Option<Money> {
        if price.currency() == cost.currency() {
            return price.checked_sub(cost).ok();
        }
        let left = self.dollars(price)?.checked_sub(self.dollars(cost)?)?;
        Some(Money::of_minor(left, Currency::Usd))
    }

    pub(crate) fn is_over_ceiling(&self, cost: Money) -> bool {
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
