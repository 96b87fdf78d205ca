//! What a line and a proof say of each other, before anybody judges it: digits, amounts, days, who.

use super::line_keys::{LineKeys, payer_key, phone_key, reference_key, shared_digits};
use super::{Credit, OpenProof};
use crate::domain::money::Money;
use crate::domain::order_number::OrderNumber;

/// A line with its keys.
pub(super) struct Line<'a> {
    pub credit: &'a Credit,
    pub keys: LineKeys,
}

impl<'a> Line<'a> {
    pub fn of(credit: &'a Credit) -> Self {
        let (phone, document) = (credit.payer_phone.as_deref(), credit.payer_document.as_deref());
        let keys = LineKeys::of(&credit.reference, &credit.description, phone, document);
        Self { credit, keys }
    }
}

/// A proof with its keys.
pub(super) struct Wanted<'a> {
    pub proof: &'a OpenProof,
    pub reference: String,
    pub order: Option<[u8; 6]>,
    pub payer: Option<(char, u32)>,
    pub phone: Option<u64>,
}

impl<'a> Wanted<'a> {
    pub fn of(proof: &'a OpenProof) -> Self {
        Self {
            proof,
            reference: proof.reference.as_deref().map(reference_key).unwrap_or_default(),
            order: OrderNumber::parse(&proof.order_number).ok().map(|number| number.alike_key()),
            payer: proof.payer_document.as_deref().and_then(payer_key),
            phone: proof.payer_phone.as_deref().and_then(phone_key),
        }
    }

    pub fn phone_ending(&self) -> Option<u16> {
        self.phone.and_then(|phone| u16::try_from(phone % 10_000).ok())
    }
}

/// Who paid, as far as the line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    Document,
    Phone,
    /// The last digits of a masked phone.
    PhoneEnding,
    /// The bank names a payer, and the proof another.
    OtherDocument,
    Unknown,
}

impl Identity {
    pub const fn is_payer(self) -> bool {
        matches!(self, Self::Document | Self::Phone | Self::PhoneEnding)
    }

    fn of(keys: &LineKeys, wanted: &Wanted<'_>) -> Self {
        let named = |payer| keys.names_payer(payer);
        if wanted.payer.is_some_and(named) {
            Self::Document
        } else if wanted.payer.is_some() && keys.payer.is_some() {
            Self::OtherDocument
        } else if wanted.phone.is_some_and(|phone| keys.phones.contains(&phone)) {
            Self::Phone
        } else if wanted.phone_ending().is_some_and(|ending| keys.phone_endings.contains(&ending)) {
            Self::PhoneEnding
        } else {
            Self::Unknown
        }
    }
}

/// Of a line and a proof that may be of one account and are in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    pub account_named: bool,
    /// Shared with the reference.
    pub digits: usize,
    pub names_order: bool,
    /// Both have a reference.
    pub both_referenced: bool,
    /// What the line has left less what the proof declares, in hundredths.
    pub off: i64,
    /// In hundredths.
    pub tolerance: u64,
    /// From the proof's day to the line's.
    pub days: i64,
    pub identity: Identity,
}

impl Evidence {
    pub fn between(line: &Line<'_>, wanted: &Wanted<'_>) -> Self {
        let (credit, proof) = (line.credit, wanted.proof);
        Self {
            account_named: proof.account.is_some(),
            digits: shared_digits(&line.keys.reference, &wanted.reference),
            names_order: wanted.order.is_some_and(|order| line.keys.orders.contains(&order)),
            both_referenced: !line.keys.reference.is_empty() && !wanted.reference.is_empty(),
            off: credit.left.less(proof.amount).minor(),
            tolerance: tolerance(proof.tolerance),
            days: (credit.date - proof.paid_on).num_days(),
            identity: Identity::of(&line.keys, wanted),
        }
    }
}

fn tolerance(tolerance: Money) -> u64 {
    tolerance.max_zero().minor().unsigned_abs()
}
