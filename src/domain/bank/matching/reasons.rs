//! Why a line is proposed for a proof, and why not: what fits and what differs, each with its value, for a screen that marks it.

use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, Identity, Line, Wanted};
use super::level::{CENT, Level, is_near};
use super::{Credit, OpenProof};
use crate::domain::money::Money;
use crate::domain::reference::{FEWEST, STRONG};

/// One thing that a line and a proof, or several of either, say of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// So many digits of the reference are alike, from the end.
    ReferenceDigits(u8),
    OtherReference,
    /// The line names the order.
    OrderNumber,
    AmountEqual,
    /// What the bank shows, or has left, less what is declared.
    AmountOff(Money),
    /// Part of the credit paid something else; so much is left.
    NotEnoughLeft(Money),
    SameDay,
    /// From the declared day to the bank's.
    DaysApart(i64),
    Phone,
    /// All that the bank shows of it: four digits.
    PhoneEnding,
    Document,
    OtherDocument,
    /// The proof does not say where it was paid.
    NoAccount,
    OnlyCandidate,
    /// So many proofs are paid together, by one credit.
    PaidTogether(u8),
    /// One proof was paid in so many parts.
    PaidInParts(u8),
}

impl Reason {
    /// Whether it speaks for the pair; what does not is marked.
    pub const fn fits(self) -> bool {
        !matches!(
            self,
            Self::OtherReference | Self::AmountOff(_) | Self::NotEnoughLeft(_) | Self::DaysApart(_) | Self::OtherDocument | Self::NoAccount
        )
    }
}

/// In the order of a reader's eye: reference, amount, day, who.
pub(super) fn of(evidence: &Evidence, credit: &Credit) -> Vec<Reason> {
    let mut reasons = Vec::with_capacity(5);
    let digits = u8::try_from(evidence.digits).unwrap_or(u8::MAX);
    if evidence.digits >= FEWEST {
        reasons.push(Reason::ReferenceDigits(digits));
    } else if evidence.both_referenced {
        reasons.push(Reason::OtherReference);
    }
    if evidence.names_order {
        reasons.push(Reason::OrderNumber);
    }
    reasons.push(amount(evidence, credit));
    reasons.push(day(evidence.days));
    reasons.extend(who(evidence.identity));
    reasons.extend((!evidence.account_named).then_some(Reason::NoAccount));
    reasons
}

fn amount(evidence: &Evidence, credit: &Credit) -> Reason {
    let used = credit.left != credit.amount;
    if evidence.off == 0 {
        Reason::AmountEqual
    } else if used && evidence.off < 0 && !evidence.is_tolerated() {
        Reason::NotEnoughLeft(credit.left)
    } else {
        Reason::AmountOff(Money::of_minor(evidence.off, credit.left.currency()))
    }
}

pub(super) const fn day(days: i64) -> Reason {
    match days {
        0 => Reason::SameDay,
        days => Reason::DaysApart(days),
    }
}

pub(super) const fn who(identity: Identity) -> Option<Reason> {
    match identity {
        Identity::Document => Some(Reason::Document),
        Identity::Phone => Some(Reason::Phone),
        Identity::PhoneEnding => Some(Reason::PhoneEnding),
        Identity::OtherDocument => Some(Reason::OtherDocument),
        Identity::Unknown => None,
    }
}

/// What keeps a line from being a candidate for a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// A fee, an own transfer, a reversal, or set aside by somebody.
    NotProposable,
    OtherAccount,
    OtherCurrency,
    NothingLeft,
    /// Neither has a reference that fits, nor does the line name the order or who paid.
    NothingInCommon,
    /// So few digits of the reference count only with the very amount.
    ShortReference(u8),
    /// What the bank shows, or has left, less what is declared.
    AmountOff(Money),
    /// From the declared day to the bank's.
    DaysApart(i64),
    OtherDocument,
    /// An amount alone counts only for a proof that says where it was paid.
    NoAccount,
    /// The amount alone counts only while no other line or proof is like it.
    AmountAlone,
}

/// Why a line is no candidate for a proof by itself; empty when it is one, whatever other lines there are.
pub fn why_not(credit: &Credit, proof: &OpenProof) -> Vec<Refused> {
    if let Some(barred) = barred(credit, proof) {
        return vec![barred];
    }
    let evidence = Evidence::between(&Line::of(credit), &Wanted::of(proof));
    if Level::of(&evidence).is_some() {
        return Vec::new();
    }
    let mut refused = Vec::new();
    let payer = evidence.identity.is_payer();
    let strong = evidence.is_strong();
    let short = (FEWEST..STRONG).contains(&evidence.digits);
    if short {
        refused.push(Refused::ShortReference(u8::try_from(evidence.digits).unwrap_or_default()));
    } else if !strong && !payer {
        refused.push(Refused::NothingInCommon);
    }
    let allowed = match () {
        () if strong || payer => evidence.tolerance.max(CENT),
        () => 0,
    };
    if evidence.off.unsigned_abs() > allowed {
        refused.push(Refused::AmountOff(Money::of_minor(evidence.off, credit.left.currency())));
    }
    if !is_near(&evidence) {
        refused.push(Refused::DaysApart(evidence.days));
    }
    if evidence.identity == Identity::OtherDocument {
        refused.push(Refused::OtherDocument);
    }
    if !evidence.account_named && !strong && !payer && !short {
        refused.push(Refused::NoAccount);
    }
    if Level::by_amount_alone(&evidence) {
        refused.push(Refused::AmountAlone);
    }
    refused
}

/// What no likeness makes good.
pub(super) fn barred(credit: &Credit, proof: &OpenProof) -> Option<Refused> {
    if !credit.proposable {
        Some(Refused::NotProposable)
    } else if proof.account.is_some_and(|account| account != credit.account) {
        Some(Refused::OtherAccount)
    } else if proof.amount.currency() != credit.left.currency() {
        Some(Refused::OtherCurrency)
    } else {
        (!credit.left.is_positive()).then_some(Refused::NothingLeft)
    }
}
