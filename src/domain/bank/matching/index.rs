//! Finds the proofs that a line may have something to do with, without a look at each.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{Days, NaiveDate};

use super::OpenProof;
use super::evidence::{Line, Wanted};
use super::level::days_looked_at;
use super::line_keys::ending;
use crate::domain::money::Currency;
use crate::domain::reference::FEWEST;

type Places<K> = HashMap<K, Vec<usize>>;

/// The proofs by what a line may share with them. A place is one in `wanted`.
pub(super) struct Index<'a> {
    pub wanted: Vec<Wanted<'a>>,
    days: Places<NaiveDate>,
    endings: Places<[u8; FEWEST]>,
    orders: Places<[u8; 6]>,
    pub documents: Places<u32>,
    pub phones: Places<u64>,
    phone_endings: Places<u16>,
    amounts: Places<(Currency, i64, NaiveDate)>,
}

impl<'a> Index<'a> {
    pub fn of(proofs: &'a [OpenProof]) -> Self {
        let mut index = Self {
            wanted: proofs.iter().map(Wanted::of).collect(),
            days: Places::new(),
            endings: Places::new(),
            orders: Places::new(),
            documents: Places::new(),
            phones: Places::new(),
            phone_endings: Places::new(),
            amounts: Places::new(),
        };
        for (place, wanted) in index.wanted.iter().enumerate() {
            let amount = wanted.proof.amount;
            put(&mut index.endings, ending(&wanted.reference), place);
            put(&mut index.orders, wanted.order, place);
            put(&mut index.documents, wanted.payer.map(|(_, number)| number), place);
            put(&mut index.phones, wanted.phone, place);
            put(&mut index.phone_endings, wanted.phone_ending(), place);
            for day in around(wanted.proof.paid_on, days_looked_at()) {
                put(&mut index.days, Some(day), place);
            }
            for day in around(wanted.proof.paid_on, 1) {
                put(&mut index.amounts, Some((amount.currency(), amount.minor(), day)), place);
            }
        }
        index
    }

    /// Whether any proof could be paid by a line of that day.
    pub fn looks_at(&self, day: NaiveDate) -> bool {
        self.days.contains_key(&day)
    }

    /// The proofs that share the reference's end, the order or the payer with a line.
    pub fn linked(&self, line: &Line<'_>) -> Vec<usize> {
        let keys = &line.keys;
        let mut places = Vec::new();
        take(&self.endings, ending(&keys.reference), &mut places);
        take(&self.orders, keys.orders.iter().copied(), &mut places);
        let documents = keys.documents.iter().map(|document| document.number);
        take(&self.documents, documents.chain(keys.payer.map(|(_, number)| number)), &mut places);
        take(&self.phones, keys.phones.iter().copied(), &mut places);
        take(&self.phone_endings, keys.phone_endings.iter().copied(), &mut places);
        places.sort_unstable();
        places.dedup();
        places
    }

    /// And those of the same amount, within a day.
    pub fn candidates(&self, line: &Line<'_>) -> Vec<usize> {
        let (mut places, left) = (self.linked(line), line.credit.left);
        take(&self.amounts, [(left.currency(), left.minor(), line.credit.date)], &mut places);
        places.sort_unstable();
        places.dedup();
        places
    }
}

pub(super) fn around(day: NaiveDate, days: u64) -> impl Iterator<Item = NaiveDate> {
    let first = day.checked_sub_days(Days::new(days)).unwrap_or(day);
    let last = day.checked_add_days(Days::new(days)).unwrap_or(day);
    first.iter_days().take_while(move |day| *day <= last)
}

fn put<K: Eq + Hash>(places: &mut Places<K>, key: Option<K>, place: usize) {
    if let Some(key) = key {
        places.entry(key).or_default().push(place);
    }
}

fn take<K: Eq + Hash>(places: &Places<K>, keys: impl IntoIterator<Item = K>, found: &mut Vec<usize>) {
    let known = keys.into_iter().filter_map(|key| places.get(&key));
    known.for_each(|known| found.extend_from_slice(known));
}
