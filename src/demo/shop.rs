//! What every order of the shop refers to, and what orders leave for one another: capacity, settlements, references that
//! somebody sends twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::accounts::Staff;
use super::calendar::{self, DAYS, Rates};
use super::diary::Diary;
use super::fill::Options;
use super::goods::Goods;
use super::limits;
use super::picture::Pictures;
use super::places::{Place, Places};
use super::random::mix;
use super::rows::{AccountRow, CapacityRow, ExchangeRateRow, HolidayRow, OperatorRow, OverrideRow, ProductRow, ShippingRateRow};
use super::settlements::Settlements;
use super::workshops::{Described, Workshops};
use crate::config::Settings;
use crate::db::engine::load::record::Encoder;
use crate::db::workshops::capacity;
use crate::db::{Db, DbError};
use crate::domain::Time;
use crate::domain::calendar::{Holidays, venezuelan};
use crate::domain::ids::{AccountId, ZoneId};
use crate::domain::orders::number::OrderNumber;
use crate::domain::payments::receipt_file::Sha256Hex;

/// The same for all orders.
pub struct Shop {
    pub seed: u64,
    pub orders: u64,
    pub until: Time,
    pub settings: Settings,
    pub holidays: Holidays,
    pub goods: Goods,
    pub places: Places,
    pub staff: Staff,
    pub rates: Rates,
    pub workshops: Workshops,
    /// Zones whose orders are sent to a workshop by themselves.
    pub automatic: BTreeSet<ZoneId>,
}

/// The rows of all that, written once.
pub struct Reference {
    products: Vec<ProductRow>,
    shipping: Vec<ShippingRateRow>,
    accounts: Vec<AccountRow>,
    operators: Vec<OperatorRow>,
    rates: Vec<ExchangeRateRow>,
    holidays: Vec<HolidayRow>,
    described: Described,
    weekly: Vec<CapacityRow>,
    dated: Vec<OverrideRow>,
}

/// Orders of these cities' zones wait for no coordinator.
const AUTOMATIC: &[&str] = &["Maracaibo", "Barquisimeto", "Porlamar"];

impl Shop {
    /// A shop that opened two years before its present, in the places that the database knows.
    pub async fn found(db: &Db, options: &Options) -> Result<(Self, Reference), DbError> {
        let &Options { seed, orders, until, .. } = options;
        let opened = until - TimeDelta::days(DAYS + 2);
        let mut tx = db.begin().await?;
        let (places, shipping) = Places::read(&mut tx, opened, seed).await?;
        tx.rollback().await?;
        let (holidays, holiday_rows) = free_days(db, until).await?;
        let (goods, products) = Goods::new(opened, seed);
        let (rates, rate_rows) = Rates::new(until, seed, &holidays).map_err(DbError::Refused)?;
        let (mut workshops, described) = Workshops::new(options.workshops, opened, until, seed, &places, &goods);
        let demand = limits::demand(&workshops, &places, &goods, until, orders, seed);
        let (limits, weekly, dated) = limits::draw(&workshops, &demand, until, opened, seed);
        workshops.limit(limits);
        let (staff, accounts, operators) = Staff::new(opened, seed, &db.operators().await?, &workshops.list);
        let in_automatic = |place: &&Place| AUTOMATIC.contains(&place.name.as_str());
        let automatic = places
            .list
            .iter()
            .filter(in_automatic)
            .flat_map(|place| place.zones.iter().copied())
            .collect();
        let shop = Self {
            seed,
            orders,
            until,
            settings: Settings::default(),
            holidays,
            goods,
            places,
            staff,
            rates,
            workshops,
            automatic,
        };
        let reference = Reference {
            products,
            shipping,
            accounts,
            operators,
            rates: rate_rows,
            holidays: holiday_rows,
            described,
            weekly,
            dated,
        };
        Ok((shop, reference))
    }
}

/// The holidays of the shop's life and the year after, with rows for those that the database does not know.
async fn free_days(db: &Db, until: Time) -> Result<(Holidays, Vec<HolidayRow>), DbError> {
    let years = calendar::day(until).year() - 3..=calendar::day(until).year() + 1;
    let around = TimeDelta::days(5 * 366);
    let known = capacity::holidays(&mut { db }, calendar::day(until - around), calendar::day(until + around)).await?;
    let known: BTreeSet<NaiveDate> = known.into_iter().map(|holiday| holiday.day).collect();
    let rows: Vec<HolidayRow> = years
        .flat_map(venezuelan)
        .filter(|(day, _)| !known.contains(day))
        .map(|(day, name)| HolidayRow { day, name })
        .collect();
    Ok((known.into_iter().chain(rows.iter().map(|row| row.day)).collect(), rows))
}

impl Reference {
    pub fn write(&self, encoder: &mut Encoder) {
        self.products.iter().for_each(|row| encoder.add(row));
        self.shipping.iter().for_each(|row| encoder.add(row));
        self.accounts.iter().for_each(|row| encoder.add(row));
        self.operators.iter().for_each(|row| encoder.add(row));
        self.rates.iter().for_each(|row| encoder.add(row));
        self.holidays.iter().for_each(|row| encoder.add(row));
        self.described.workshops.iter().for_each(|row| encoder.add(row));
        self.described.zones.iter().for_each(|row| encoder.add(row));
        self.described.offers.iter().for_each(|row| encoder.add(row));
        self.weekly.iter().for_each(|row| encoder.add(row));
        self.dated.iter().for_each(|row| encoder.add(row));
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
    /// Yesterday's that nobody saw to, and nothing is odd about.
    pub plain_cases: u32,
    pub lapsed_claims: u32,
    /// What the workshops hold.
    pub diary: Diary,
    pub settlements: Settlements,
    /// References given out, by account and length.
    references: BTreeMap<(Uuid, u32), u64>,
    seed: u64,
}

const PRIORS: usize = 200;

impl Ledger {
    pub fn new(shop: &Shop, pictures: Pictures) -> Self {
        Self {
            pictures,
            priors: Vec::with_capacity(PRIORS),
            live_claims: 4,
            plain_cases: 1,
            lapsed_claims: 2,
            diary: Diary::new(shop.workshops.list.len()),
            settlements: Settlements::new(shop),
            references: BTreeMap::new(),
            seed: shop.seed,
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
}

/// Shared words, made once.
pub fn shared(text: &str) -> Arc<str> {
    text.into()
}
