//! One order under review as the person sees it: what was declared, what is owed, what typed evidence would come to.

use chrono::NaiveDate;

use super::compare::{How, Line};
use crate::domain::bank::codes::BankCode;
use crate::domain::dates::{self, Zone};
use crate::domain::identity::Phone;
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::{Rate, credit};
use crate::domain::payments::signal_rules::blocking_duplicate;
use crate::locale::{Catalogue, t};
use crate::service::core::command::Seen;
use crate::service::orders::view::{AccountView, ProofView};
use crate::service::payments::commands::Attestation;
use crate::service::payments::view::Review;

/// What evidence adds up to, with what was credited before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    pub credited: Money,
    pub due: Money,
    pub tolerance: Money,
}

impl Sum {
    pub fn covers(&self) -> bool {
        self.credited.amount() + self.tolerance.amount() >= self.due.amount()
    }

    pub const fn missing(&self) -> Money {
        self.due.less(self.credited).max_zero()
    }

    pub const fn surplus(&self) -> Money {
        self.credited.less(self.due).max_zero()
    }
}

pub fn open_proofs(review: &Review) -> impl Iterator<Item = &ProofView> {
    review.proofs.iter().filter(|proof| proof.state == ProofState::Open)
}

/// A decision is bound to this.
pub fn seen(review: &Review) -> Seen {
    Seen {
        version: review.order.version,
        proofs: Some(review.proofs_digest.clone()),
    }
}

/// What these amounts come to, at the order's rate; none when one cannot be converted.
pub fn sum(review: &Review, amounts: impl IntoIterator<Item = Money>) -> Option<Sum> {
    let rate = Rate::new(review.order.rate).ok()?;
    let mut credited = review.order.credited;
    for amount in amounts {
        credited = credited.checked_add(credit(amount, rate).ok()?).ok()?;
    }
    Some(Sum {
        credited,
        due: review.order.due,
        tolerance: review.tolerance,
    })
}

/// The order that a reference of an open proof already paid.
pub fn duplicate(review: &Review) -> Option<&str> {
    open_proofs(review).find_map(|proof| blocking_duplicate(&proof.signals))
}

/// What is still owed, in the currency of a proof.
fn owed(review: &Review, currency: Currency) -> Option<Money> {
    match currency {
        Currency::Ves => Some(review.order.missing),
        other => {
            let dollars = Rate::new(review.order.rate).ok()?.to_usd(review.order.missing).ok()?;
            Some(Money::of_minor(dollars.minor(), other))
        }
    }
}

/// `0102·4821`, or the alias where there is no bank.
pub fn account(account: &AccountView) -> String {
    match &account.bank {
        Some(bank) => format!("{bank}·{}", account.tail),
        None => account.alias.to_string(),
    }
}

/// `0102 Venezuela`.
pub fn bank(code: &str) -> String {
    BankCode::parse(code).map_or_else(|_| code.to_owned(), |bank| format!("{} {}", bank.as_str(), bank.name()))
}

fn day(date: NaiveDate) -> String {
    crate::locale::day_month(date)
}

/// What was seen in the bank so far, kept or only typed.
#[derive(Clone, Debug, Default)]
pub struct Banked {
    pub account: Option<String>,
    pub date: Option<NaiveDate>,
    pub amount: Option<Money>,
    pub reference: Option<String>,
}

impl Banked {
    /// The evidence kept with a proof.
    pub fn kept(proof: &ProofView, accounts: &[AccountView]) -> Self {
        let Some(last) = proof.evidence.last() else {
            return Self::default();
        };
        Self {
            account: Some(shown(accounts, last.account.as_str())),
            date: Some(last.date),
            amount: Some(last.amount),
            reference: Some(last.bank_reference.to_string()),
        }
    }

    pub fn typed(attested: &Attestation, accounts: &[AccountView]) -> Self {
        Self {
            account: Some(shown(accounts, &attested.account)),
            date: Some(attested.date),
            amount: Some(attested.amount),
            reference: Some(attested.bank_reference.clone()),
        }
    }
}

/// An account by its alias, as the comparison shows it.
pub fn shown(accounts: &[AccountView], alias: &str) -> String {
    accounts
        .iter()
        .find(|it| it.alias.as_str() == alias)
        .map_or_else(|| alias.to_owned(), account)
}

/// The comparison of one proof, line by line.
pub fn lines(catalogue: &Catalogue, review: &Review, proof: &ProofView, banked: &Banked, zone: Zone) -> Vec<Line> {
    let order = &review.order;
    let currency = proof.amount.currency();
    let label = |key| t!(catalogue, key);
    // One of the accounts must have it; only when there is just one is it known which.
    let mut fitting = review.accounts.iter().filter(|it| it.active && it.method == proof.method);
    let only = match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(account(only)),
        _ => None,
    };
    let ordered_on = zone.day(order.placed_at);
    let mut lines = vec![
        Line::new(label("pagos-line-amount"), how_amount(review))
            .wanted(owed(review, currency).map(plain_amount))
            .declared(Some(plain_amount(proof.amount)))
            .banked(banked.amount.map(plain_amount)),
        Line::new(label("pagos-line-date"), How::Judged(proof.paid_on >= ordered_on))
            .wanted(Some(day(ordered_on)))
            .declared(Some(day(proof.paid_on)))
            .banked(banked.date.map(day)),
        Line::new(label("pagos-line-account"), How::Exactly)
            .wanted(only)
            .declared(proof.account.as_ref().map(account))
            .banked(banked.account.clone()),
        Line::new(label("pagos-line-reference"), How::Reference)
            .declared(proof.reference.as_ref().map(ToString::to_string))
            .banked(banked.reference.clone()),
        Line::new(label("pagos-line-payer"), How::Exactly)
            .wanted(order.id_doc.as_deref().map(plain_id))
            .declared(proof.payer_id_doc.as_ref().map(|it| plain_id(it))),
    ];
    if let Some(phone) = &proof.payer_phone {
        lines.push(
            Line::new(label("pagos-line-phone"), How::Exactly)
                .wanted(Some(order.phone.clone()))
                .declared(Some(shown_phone(phone))),
        );
    }
    lines
}

/// Of a split payment the parts together are held against what is owed.
fn how_amount(review: &Review) -> How {
    if open_proofs(review).count() < 2 {
        return How::Exactly;
    }
    let together = sum(review, open_proofs(review).map(|proof| proof.amount));
    How::Judged(together.is_some_and(|sum| sum.covers()))
}

/// Bolívares go without saying; anything else is named.
fn plain_amount(amount: Money) -> String {
    match amount.currency() {
        Currency::Ves => amount.digits(),
        _ => amount.to_string(),
    }
}

/// `V12345678`, however it is written.
fn plain_id(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn shown_phone(phone: &str) -> String {
    Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.to_string())
}

/// `22/11/2026`, as the evidence form offers it.
pub fn long_day(date: NaiveDate) -> String {
    dates::shown(date)
}
