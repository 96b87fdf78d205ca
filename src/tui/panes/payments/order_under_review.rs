//! One order under review as the person sees it: what was declared, what is owed, what typed evidence would come to.

use chrono::NaiveDate;

use super::compare::{How, Line};
use crate::domain::bank::codes::BankCode;
use crate::domain::dates;
use crate::domain::identity::Phone;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::{Rate, credit};
use crate::domain::payments::signal_rules::blocking_duplicate;
use crate::locale::{Catalogue, day_month as day, zone};
use crate::service::core::command::Seen;
use crate::service::orders::view::{AccountView, ProofView};
use crate::service::payments::view::Review;

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

/// Whether these amounts, at the order's rate and with what was verified before, are all that is owed; none when one cannot be
/// converted.
pub fn covers(review: &Review, amounts: impl IntoIterator<Item = Money>) -> Option<bool> {
    let rate = Rate::new(review.order.rate).ok()?;
    let mut credited = review.order.credited;
    for amount in amounts {
        credited = credited.checked_add(credit(amount, rate).ok()?).ok()?;
    }
    Some(credited.amount() + review.tolerance.amount() >= review.order.due.amount())
}

/// The account of a method, where there is just one.
pub fn only_account(review: &Review, method: PaymentMethod) -> Option<&AccountView> {
    let mut fitting = review.accounts.iter().filter(|it| it.active && it.method == method);
    fitting.next().filter(|_| fitting.next().is_none())
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
}

/// An account by its alias, as the comparison shows it.
pub fn shown(accounts: &[AccountView], alias: &str) -> String {
    accounts
        .iter()
        .find(|it| it.alias.as_str() == alias)
        .map_or_else(|| alias.to_owned(), account)
}

/// The comparison of one proof, line by line.
pub fn lines(catalogue: &Catalogue, review: &Review, proof: &ProofView, banked: &Banked) -> Vec<Line> {
    let order = &review.order;
    let currency = proof.amount.currency();
    // One of the accounts must have it; only when there is just one is it known which.
    let only = only_account(review, proof.method).map(account);
    let ordered_on = zone().day(order.placed_at);
    let line = |label, how, columns| Line {
        label: catalogue.text(label, &[]),
        how,
        columns,
    };
    let mut lines = vec![
        line(
            "pagos-line-amount",
            how_amount(review),
            [
                owed(review, currency).map(plain_amount),
                Some(plain_amount(proof.amount)),
                banked.amount.map(plain_amount),
            ],
        ),
        line(
            "pagos-line-date",
            How::Judged(proof.paid_on >= ordered_on),
            [Some(day(ordered_on)), Some(day(proof.paid_on)), banked.date.map(day)],
        ),
        line(
            "pagos-line-account",
            How::Exactly,
            [only, proof.account.as_ref().map(account), banked.account.clone()],
        ),
        line(
            "pagos-line-reference",
            How::Reference,
            [None, proof.reference.as_ref().map(ToString::to_string), banked.reference.clone()],
        ),
        line(
            "pagos-line-payer",
            How::Exactly,
            [
                order.id_doc.as_deref().map(plain_id),
                proof.payer_id_doc.as_ref().map(|it| plain_id(it)),
                None,
            ],
        ),
    ];
    if let Some(phone) = &proof.payer_phone {
        let shown = Phone::parse(phone).map_or_else(|_| phone.to_string(), |phone| phone.to_string());
        lines.push(line(
            "pagos-line-phone",
            How::Exactly,
            [Some(order.phone.clone()), Some(shown), None],
        ));
    }
    lines
}

/// Of a split payment the parts together are held against what is owed.
fn how_amount(review: &Review) -> How {
    if open_proofs(review).count() < 2 {
        return How::Exactly;
    }
    let together = covers(review, open_proofs(review).map(|proof| proof.amount));
    How::Judged(together.unwrap_or(false))
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

/// `22/11/2026`, as the evidence form offers it.
pub fn long_day(date: NaiveDate) -> String {
    dates::shown(date)
}
