//! Finds the signals on a proof (domain.md §5) from facts the service has loaded. Asked when a proof is reported and again
//! when it is opened; what a signal is and how loud lives in `signal`.

use chrono::NaiveDate;

use super::proof::{OurAccount, ProofDraft};
use super::receipt_file::Sha256Hex;
use super::reference::{Reference, Relation};
use super::signal::{Signal, SignalFound};
use crate::domain::dates::{self, Time, Zone};
use crate::domain::identity::Payer;
use crate::domain::ids::AccountId;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::Money;
use crate::domain::orders::number::OrderNumber;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::rate;

/// What a proof is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub proof: &'a ProofDraft,
    pub reported_at: Time,
    pub zone: Zone,
    /// The order's calendar day.
    pub ordered_on: NaiveDate,
    /// The order's quote in force.
    pub quote: &'a Quote,
    /// VES: due, less what is verified and less what the order's other open proofs declare.
    pub outstanding: Money,
    /// VES.
    pub tolerance: Money,
    /// The account the proof names, if there is one.
    pub account: Option<OurAccount>,
    /// The customer's own cédula or RIF, where known.
    pub customer: Option<Payer>,
    /// The value date of the bank line or attestation, once there is one.
    pub banked_on: Option<NaiveDate>,
    /// Proofs that share something with this one; others do no harm.
    pub others: &'a [OtherProof],
}

/// Another proof, of this order or of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherProof {
    pub order: OrderNumber,
    pub same_order: bool,
    pub state: ProofState,
    pub account: Option<AccountId>,
    pub reference: Option<Reference>,
    pub receipt: Option<Sha256Hex>,
}

/// The signals on a proof, each at most once, in the order of [`Signal::ALL`].
pub fn find(facts: &Facts<'_>) -> Vec<SignalFound> {
    let mut found: Vec<SignalFound> = [
        reference(facts),
        image(facts),
        amount(facts),
        late(facts),
        date(facts),
        account(facts),
    ]
    .into_iter()
    .chain([payer(facts), currency(facts)])
    .flatten()
    .collect();
    found.sort_by_key(|found| found.signal);
    found
}

/// What was found, with what was true when the proof was reported and lasts: that it came late, and what that means.
pub fn with_lasting(mut found: Vec<SignalFound>, stored: &[SignalFound]) -> Vec<SignalFound> {
    let lasting = |one: &&SignalFound| matches!(one.signal, Signal::Late | Signal::NoShipping);
    for one in stored.iter().filter(lasting) {
        found.retain(|found| found.signal != one.signal);
        found.push(one.clone());
    }
    found.sort_by_key(|found| found.signal);
    found
}

/// The order that already paid with this reference: confirming is refused without an override and a reason.
pub fn blocking_duplicate(found: &[SignalFound]) -> Option<&str> {
    let blocking = found.iter().find(|found| found.signal == Signal::RefReused)?;
    blocking.args.get("order").map(String::as_str)
}

impl OtherProof {
    /// A proof of the same order that was rejected or withdrawn is what a new attempt repeats, not a reuse.
    fn counts(&self) -> bool {
        !self.same_order || matches!(self.state, ProofState::Open | ProofState::Verified)
    }
}

/// The strongest relation to a reference of the same account.
fn reference(facts: &Facts<'_>) -> Option<SignalFound> {
    let account = facts.proof.account?;
    let reference = Reference::stored(facts.proof.reference.as_deref()?);
    let candidates = facts.others.iter().filter(|other| other.counts() && other.account == Some(account));
    let (_, _, found) = candidates
        .filter_map(|other| {
            let relation = reference.relation(other.reference.as_ref()?);
            let order = other.order.to_string();
            Some(match relation {
                Relation::Same if other.state == ProofState::Verified && !other.same_order => {
                    (2, 0, SignalFound::new(Signal::RefReused).with("order", order))
                }
                Relation::Same => (1, usize::MAX, similar(order, reference.as_str().len(), true)),
                Relation::Suffix { digits, strong } => (1, digits, similar(order, digits, strong)),
                Relation::Different => return None,
            })
        })
        .max_by_key(|(kind, digits, _)| (*kind, *digits))?;
    Some(found)
}

fn similar(order: String, digits: usize, strong: bool) -> SignalFound {
    SignalFound::new(Signal::RefSimilar)
        .with("order", order)
        .with("digits", digits.to_string())
        .with("strength", if strong { "strong" } else { "weak" })
}

fn image(facts: &Facts<'_>) -> Option<SignalFound> {
    let receipt = facts.proof.receipt?;
    let same = facts.others.iter().find(|other| other.counts() && other.receipt == Some(receipt))?;
    Some(SignalFound::new(Signal::ImageReused).with("order", same.order.to_string()))
}

fn amount(facts: &Facts<'_>) -> Option<SignalFound> {
    let credit = rate::credit(facts.proof.amount, facts.quote.rate).ok()?;
    let missing = facts.outstanding.checked_sub(credit).ok()?;
    let surplus = -missing;
    if missing > facts.tolerance {
        Some(SignalFound::new(Signal::AmountShort).with("missing", missing.to_string()))
    } else if surplus > facts.tolerance {
        Some(SignalFound::new(Signal::AmountOver).with("surplus", surplus.to_string()))
    } else {
        None
    }
}

/// Reported after the quote expired, unless the payment itself is of an earlier day.
fn late(facts: &Facts<'_>) -> Option<SignalFound> {
    let expires_at = facts.quote.expires_at;
    let late = facts.reported_at > expires_at && facts.proof.paid_on >= facts.zone.day(expires_at);
    late.then(|| SignalFound::new(Signal::Late).with("expired", facts.zone.long(expires_at)))
}

fn date(facts: &Facts<'_>) -> Option<SignalFound> {
    let declared = facts.proof.paid_on;
    let reported_on = facts.zone.day(facts.reported_at);
    let expected = match facts.banked_on {
        Some(banked_on) if banked_on != declared => banked_on,
        Some(_) => return None,
        None if declared < facts.ordered_on => facts.ordered_on,
        None if declared > reported_on => reported_on,
        None => return None,
    };
    Some(
        SignalFound::new(Signal::DateMismatch)
            .with("declared", dates::shown(declared))
            .with("expected", dates::shown(expected)),
    )
}

fn account(facts: &Facts<'_>) -> Option<SignalFound> {
    let wrong = match facts.account {
        Some(account) => !account.active || account.method != facts.proof.method || Some(account.id) != facts.proof.account,
        None => facts.proof.method != PaymentMethod::Cash,
    };
    wrong.then(|| SignalFound::new(Signal::WrongAccount))
}

fn payer(facts: &Facts<'_>) -> Option<SignalFound> {
    let customer = facts.customer?;
    let declared = Payer::parse(facts.proof.payer_id.as_deref()?).ok()?;
    let other = !declared.same_as(customer);
    other.then(|| {
        SignalFound::new(Signal::ThirdPartyPayer)
            .with("declared", declared.to_string())
            .with("customer", customer.to_string())
    })
}

fn currency(facts: &Facts<'_>) -> Option<SignalFound> {
    let account = facts.account?;
    let declared = facts.proof.amount.currency();
    (declared != account.currency).then(|| {
        SignalFound::new(Signal::CurrencyMismatch)
            .with("declared", declared.as_str())
            .with("account", account.currency.as_str())
    })
}

#[cfg(test)]
mod tests;
