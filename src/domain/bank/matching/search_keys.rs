//! What a query must look for so that every line that could be a proof's is fetched, and few others.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use super::evidence::Wanted;
use super::level::{CENT, days_looked_at};
use super::line_keys::{LineKeys, suffix};
use super::{Credit, OpenProof};
use crate::domain::ids::AccountId;
use crate::domain::money::Money;

/// A line is fetched when it is of the account (of any, when the proof names none), the currency and the days, and the
/// ending of its reference, an order it names or what is left of it is as here. Phone and document are for [`super::groups`],
/// whose lines have other amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    pub account: Option<AccountId>,
    pub dates: RangeInclusive<NaiveDate>,
    /// The last six characters of [`LineKeys::reference`].
    pub reference_suffix: Option<String>,
    /// One of [`LineKeys::orders`].
    pub order: Option<[u8; 6]>,
    /// In the currency that both are in.
    pub least: Money,
    pub most: Money,
    /// One of [`LineKeys::phones`]; its last four digits one of [`LineKeys::phone_endings`].
    pub phone: Option<u64>,
    /// Letter and number: [`LineKeys::payer`], or one of [`LineKeys::documents`].
    pub document: Option<(char, u32)>,
}

pub fn search_keys(proof: &OpenProof) -> Keys {
    let wanted = Wanted::of(proof);
    let day = proof.paid_on;
    let first = day.checked_sub_days(Days::new(days_looked_at())).unwrap_or(day);
    let last = day.checked_add_days(Days::new(days_looked_at())).unwrap_or(day);
    let currency = proof.amount.currency();
    let cent = i64::try_from(CENT).unwrap_or_default();
    let around = Money::of_minor(proof.tolerance.minor().max(cent), currency);
    Keys {
        account: proof.account,
        dates: first..=last,
        reference_suffix: suffix(&wanted.reference).map(str::to_owned),
        order: wanted.order,
        least: proof.amount.less(around),
        most: proof.amount.less(-around),
        phone: wanted.phone,
        document: wanted.payer,
    }
}

impl Keys {
    /// What the query does, for who has the lines at hand.
    pub fn finds(&self, credit: &Credit, keys: &LineKeys) -> bool {
        let same_ending = self.reference_suffix.is_some() && self.reference_suffix.as_deref() == keys.reference_suffix();
        let named = self.order.is_some_and(|order| keys.orders.contains(&order));
        let amount = self.least <= credit.left && credit.left <= self.most;
        self.account.is_none_or(|account| account == credit.account)
            && self.least.currency() == credit.left.currency()
            && self.dates.contains(&credit.date)
            && (same_ending || named || amount)
    }
}
