//! What every order of the shop refers to, and what orders leave for one another: capacity, settlements, references that
//! somebody sends twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::accounts::Staff;
use super::calendar::{self, DAYS, Rates};
use super::goods::Goods;
use super::picture::Pictures;
use super::places::Places;
use super::random::{Ids, mix};
use super::rows::{
    AccountRow, CapacityRow, ExchangeRateRow, OfferRow, OperatorRow, ProductRow, SettlementRow, ShippingRateRow, WorkshopRow,
    WorkshopZoneRow,
};
use super::workshops::Workshops;
use crate::db::bulk::Encoder;
use crate::db::{Db, DbError};
use crate::domain::Time;
use crate::domain::ids::AccountId;
use crate::domain::money::{Currency, Money};
use crate::domain::number::OrderNumber;
use crate::domain::receipt_file::Sha256Hex;

/// The same for all orders.
pub struct Shop {
    pub seed: u64,
    pub until: Time,
    pub goods: Goods,
    pub places: Places,
    pub staff: Staff,
    pub rates: Rates,
    pub workshops: Workshops,
}

/// The rows of all that, written once.
pub struct Reference {
    products: Vec<ProductRow>,
    shipping: Vec<ShippingRateRow>,
    accounts: Vec<AccountRow>,
    operators: Vec<OperatorRow>,
    rates: Vec<ExchangeRateRow>,
    workshops: Vec<WorkshopRow>,
    zones: Vec<WorkshopZoneRow>,
    offers: Vec<OfferRow>,
}

impl Shop {
    /// A shop that opened two years before `until`, in the places that the database knows.
    pub async fn found(db: &Db, seed: u64, until: Time) -> Result<(Self, Reference), DbError> {
        let opened = until - TimeDelta::days(DAYS + 2);
        let mut tx = db.begin().await?;
        let (places, shipping) = Places::read(&mut tx, opened, seed).await?;
        tx.rollback().await?;
        let (goods, products) = Goods::new(opened, seed);
        let (staff, accounts, operators) = Staff::new(opened, seed, &db.operators().await?);
        let (rates, rate_rows) = Rates::new(until, seed).map_err(DbError::Refused)?;
        let (workshops, described) = Workshops::new(opened, until, seed, &places, &goods);
        let shop = Self {
            seed,
            until,
            goods,
            places,
            staff,
            rates,
            workshops,
        };
        let reference = Reference {
            products,
            shipping,
            accounts,
            operators,
            rates: rate_rows,
            workshops: described.workshops,
            zones: described.zones,
            offers: described.offers,
        };
        Ok((shop, reference))
    }
}

impl Reference {
    pub fn write(&self, encoder: &mut Encoder) {
        self.products.iter().for_each(|row| encoder.add(row));
        self.shipping.iter().for_each(|row| encoder.add(row));
        self.accounts.iter().for_each(|row| encoder.add(row));
        self.operators.iter().for_each(|row| encoder.add(row));
        self.rates.iter().for_each(|row| encoder.add(row));
        self.workshops.iter().for_each(|row| encoder.add(row));
        self.zones.iter().for_each(|row| encoder.add(row));
        self.offers.iter().for_each(|row| encoder.add(row));
    }
}

/// A proof that another order may repeat.
#[derive(Clone)]
pub struct Prior {
    pub order: OrderNumber,
    pub account: AccountId,
    pub reference: String,
    pub receipt: Option<(Sha256Hex, i64)>,
}

/// What grows from order to order.
pub struct Ledger {
    pub pictures: Pictures,
    /// Verified proofs, the newest few.
    pub priors: Vec<Prior>,
    /// Claims that are still to be held and to have lapsed when the shop opens.
    pub live_claims: u32,
    pub lapsed_claims: u32,
    /// Units held, by workshop and day.
    held: BTreeMap<(usize, NaiveDate), i64>,
    settled: BTreeMap<(usize, Time), (Uuid, i64)>,
    /// References given out, by account and length.
    references: BTreeMap<(Uuid, u32), u64>,
    seed: u64,
    ids: Ids,
}

const PRIORS: usize = 200;

impl Ledger {
    pub fn new(shop: &Shop, pictures: Pictures) -> Self {
        Self {
            pictures,
            priors: Vec::with_capacity(PRIORS),
            live_claims: 4,
            lapsed_claims: 2,
            held: BTreeMap::new(),
            settled: BTreeMap::new(),
            references: BTreeMap::new(),
            seed: shop.seed,
            ids: Ids::new(shop.until, mix(shop.seed ^ 0x5e77)),
        }
    }

    pub fn remember(&mut self, prior: Prior) {
        if self.priors.len() == PRIORS {
            self.priors.remove(0);
        }
        self.priors.push(prior);
    }

    /// So many digits that no other payment to the account ended with; more digits once those are used up.
    pub fn reference(&mut self, account: Uuid, digits: u32) -> String {
        let mut digits = digits;
        loop {
            let given = self.references.entry((account, digits)).or_default();
            let low = 10_u64.pow(digits - 1);
            if *given < 8 * low {
                *given += 1;
                // A step that shares no factor with their number visits all of them, in an order that looks like none.
                let (all, step) = (9 * low, (mix(self.seed) % low) / 30 * 30 + 7);
                let at = u128::from(*given) * u128::from(step) + u128::from(mix(account.as_u64_pair().1) % all);
                return (u128::from(low) + at % u128::from(all)).to_string();
            }
            digits += 2;
        }
    }

    pub fn hold(&mut self, workshop: usize, day: NaiveDate, units: i64) {
        *self.held.entry((workshop, day)).or_default() += units;
    }

    pub fn free(&mut self, workshop: usize, day: NaiveDate, units: i64) {
        *self.held.entry((workshop, day)).or_default() -= units;
    }

    /// The settlement of a workshop at an instant, which now covers this too.
    pub fn settle(&mut self, workshop: usize, at: Time, amount: Money) -> Uuid {
        let ids = &mut self.ids;
        let settlement = self.settled.entry((workshop, at)).or_insert_with(|| (ids.next(), 0));
        settlement.1 += amount.minor();
        settlement.0
    }

    /// The settlements, and for each workshop a week that has room for all that it ever held.
    pub fn write(self, shop: &Shop, encoder: &mut Encoder) {
        for ((workshop, at), (id, cents)) in self.settled {
            encoder.add(&SettlementRow {
                id,
                workshop_id: shop.workshops.list[workshop].id,
                amount: Money::of_minor(cents, Currency::Usd),
                currency: "USD",
                method: "BANK_TRANSFER",
                reference: settlement_reference(id),
                paid_by: shop.staff.operators[0].id,
                paid_at: at,
                created_at: at,
            });
        }
        for (at, workshop) in shop.workshops.list.iter().enumerate() {
            for weekday in 1..=7 {
                let days = self.held.range((at, NaiveDate::MIN)..=(at, NaiveDate::MAX));
                let most = days
                    .filter(|((_, day), _)| i64::from(day.weekday().number_from_monday()) == weekday)
                    .map(|(_, units)| *units)
                    .max();
                let units = match (weekday, most) {
                    (7, None) => 0,
                    (_, most) => (most.unwrap_or(0) * 23 / 20 + 4).max(8),
                };
                encoder.add(&CapacityRow {
                    workshop_id: workshop.id,
                    weekday,
                    units,
                });
            }
        }
    }
}

/// The bank's number of a transfer to a workshop: every payment it covers shows the same.
pub fn settlement_reference(settlement: Uuid) -> String {
    format!("{:010}", 1_000_000_000 + mix(settlement.as_u64_pair().1) % 9_000_000_000)
}

/// When workshops are paid: on the first Friday not before `due`, at three.
pub fn pay_day(due: NaiveDate) -> Time {
    let days = (4 + 7 - i64::from(due.weekday().num_days_from_monday())) % 7;
    calendar::at(due + TimeDelta::days(days), chrono::NaiveTime::MIN) + TimeDelta::hours(15)
}

/// Shared words, made once.
pub fn shared(text: &str) -> Arc<str> {
    text.into()
}
