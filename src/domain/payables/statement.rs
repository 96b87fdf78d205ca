//! A workshop's account over a period: what was owed at its start, every line and payment in it, and what is owed at its
//! end. It adds up by construction; the entries come in order of time.

use serde::Serialize;

use crate::domain::dates::Time;
use crate::domain::money::Money;
use crate::domain::names::named;
use crate::domain::refusal::Ruling;

named! {
    /// What an entry is. A line raises what is owed; what is voided, paid or given back by the workshop changes it by its sign.
    /// What was owed at the start and at the end moves nothing.
    pub enum EntryKind {
        Opening = "OPENING",
        Line = "LINE",
        Void = "VOID",
        Payment = "PAYMENT",
        Reversal = "REVERSAL",
        Closing = "CLOSING",
    }
}

/// One movement: what it changed, and what was owed after it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry<T> {
    pub at: Time,
    pub kind: EntryKind,
    /// Signed: positive raises what Krafta owes.
    pub change: Money,
    pub balance: Money,
    pub about: T,
}

/// What a period came to, in one currency. Negative: the workshop owes Krafta.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    pub opening: Money,
    /// What the entries of each kind sum to.
    pub lines: Money,
    pub voided: Money,
    pub paid: Money,
    pub reversed: Money,
    pub closing: Money,
}

/// The account over a period, of one currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement<T> {
    #[serde(flatten)]
    pub totals: Totals,
    pub entries: Vec<Entry<T>>,
}

impl Totals {
    /// What changes of each kind make of an opening balance.
    ///
    /// # Errors
    /// `amount-too-large`, and `currencies-differ` where a change is of another currency.
    pub fn new(opening: Money, changes: impl IntoIterator<Item = (EntryKind, Money)>) -> Ruling<Self> {
        let none = Money::zero(opening.currency());
        let mut totals = Self {
            opening,
            lines: none,
            voided: none,
            paid: none,
            reversed: none,
            closing: opening,
        };
        for (kind, change) in changes {
            let sum = match kind {
                EntryKind::Line => &mut totals.lines,
                EntryKind::Void => &mut totals.voided,
                EntryKind::Payment => &mut totals.paid,
                EntryKind::Reversal => &mut totals.reversed,
                EntryKind::Opening | EntryKind::Closing => continue,
            };
            *sum = sum.checked_add(change)?;
            totals.closing = totals.closing.checked_add(change)?;
        }
        Ok(totals)
    }
}
