//! A workshop's account over a period: what was owed at its start, every line and payment in it, and what is owed at its
//! end. It adds up by construction; the entries come in order of time.

use serde::Serialize;

use crate::domain::dates::Time;
use crate::domain::money::Money;
use crate::domain::names::named;
use crate::domain::refusal::Ruling;

named! {
    /// What an entry is. A line raises what is owed; what is voided, paid or given back by the workshop changes it by its sign.
    pub enum EntryKind {
        Line = "LINE",
        Void = "VOID",
        Payment = "PAYMENT",
        Reversal = "REVERSAL",
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

/// A movement whose balance is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement<T> {
    pub at: Time,
    pub kind: EntryKind,
    pub change: Money,
    pub about: T,
}

/// The account over a period, of one currency. Negative: the workshop owes Krafta.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement<T> {
    pub opening: Money,
    pub entries: Vec<Entry<T>>,
    /// What the entries of each kind sum to.
    pub lines: Money,
    pub voided: Money,
    pub paid: Money,
    pub reversed: Money,
    pub closing: Money,
}

/// The statement of movements in order of time after an opening balance.
pub fn statement<T>(opening: Money, movements: impl IntoIterator<Item = Movement<T>>) -> Ruling<Statement<T>> {
    let none = Money::zero(opening.currency());
    let mut statement = Statement {
        opening,
        entries: Vec::new(),
        lines: none,
        voided: none,
        paid: none,
        reversed: none,
        closing: opening,
    };
    for Movement { at, kind, change, about } in movements {
        let sum = match kind {
            EntryKind::Line => &mut statement.lines,
            EntryKind::Void => &mut statement.voided,
            EntryKind::Payment => &mut statement.paid,
            EntryKind::Reversal => &mut statement.reversed,
        };
        *sum = sum.checked_add(change)?;
        statement.closing = statement.closing.checked_add(change)?;
        statement.entries.push(Entry {
            at,
            kind,
            change,
            balance: statement.closing,
            about,
        });
    }
    Ok(statement)
}
