//! One order under review as the person sees it: what was declared, what is owed, what typed evidence would come to.

use chrono::NaiveDate;

use super::chosen_line;
use crate::domain::bank::codes::BankCode;
use crate::domain::dates;
use crate::domain::identity::Phone;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::{Rate, credit};
use crate::domain::payments::signal_rules::blocking_duplicate;
use crate::locale::{Catalogue, day_month as day, t, zone};
use crate::service::bank::proposals::Candidate;
use crate::service::core::command::Seen;
use crate::service::orders::view::{AccountView, ProofView};
use crate::service::payments::view::Review;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::comparison::{How, Line, Standing};

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
    /// The amounts of all proofs of the order.
    pub together: Option<Money>,
}

impl Banked {
    /// The evidence kept with a proof.
    pub fn kept(proof: &ProofView, review: &Review) -> Self {
        let kept: Vec<Money> = open_proofs(review).filter_map(|it| Some(it.evidence.last()?.amount)).collect();
        let Some(last) = proof.evidence.last() else {
            return Self::default();
        };
        Self {
            account: Some(shown(&review.accounts, last.account.as_str())),
            date: Some(last.date),
            amount: Some(last.amount),
            reference: Some(last.bank_reference.to_string()),
            together: together(review, &kept),
        }
    }
}

impl Banked {
    /// What a line that was found would show.
    pub fn found(proof: &ProofView, review: &Review, candidate: &Candidate) -> Self {
        let shown = chosen_line::shows(proof, candidate);
        Self {
            account: Some(self::shown(&review.accounts, &shown.account)),
            date: Some(shown.date),
            amount: Some(shown.amount),
            reference: Some(shown.bank_reference),
            together: together(review, &[shown.amount]),
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
    // One of the accounts must have it; only when there is just one is it known which.
    let only = only_account(review, proof.method).map(account);
    let ordered_on = zone().day(order.placed_at);
    let line = |label, how, columns| Line {
        about: label,
        label: catalogue.text(label, &[]),
        how,
        columns,
    };
    let mut lines = amount_lines(catalogue, review, proof, banked);
    lines.extend([
        line(
            "pagos-line-date",
            How::Judged(Standing::of(proof.paid_on >= ordered_on)),
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
    ]);
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

/// The amount of a proof; of a split payment the parts together are what is held against what is owed.
fn amount_lines(catalogue: &Catalogue, review: &Review, proof: &ProofView, banked: &Banked) -> Vec<Line> {
    let line = |label, how, columns: [Option<Money>; 3]| Line {
        about: label,
        label: catalogue.text(label, &[]),
        how,
        columns: columns.map(|amount| amount.map(plain_amount)),
    };
    let (declared, shown) = (Some(proof.amount), banked.amount);
    let Some(sum) = declared_together(review) else {
        let how = How::Owed(standing(review, proof.amount));
        let owed = owed(review, proof.amount.currency());
        return vec![line("pagos-line-amount", how, [owed, declared, shown])];
    };
    let of_bank = banked.together.map_or(Standing::Other, |sum| standing(review, sum));
    let how = How::Sums(standing(review, sum), of_bank);
    let owed = owed(review, sum.currency());
    vec![
        line("pagos-line-amount", How::Exactly, [None, declared, shown]),
        line("pagos-line-sum", how, [owed, Some(sum), banked.together]),
    ]
}

/// What the open proofs declare together, when there are several.
pub fn declared_together(review: &Review) -> Option<Money> {
    let amounts: Vec<Money> = open_proofs(review).map(|proof| proof.amount).collect();
    together(review, &amounts).filter(|_| amounts.len() > 1)
}

/// In their currency when it is one, else in bolívares at the order's rate.
pub fn together(review: &Review, amounts: &[Money]) -> Option<Money> {
    let currency = amounts.first()?.currency();
    if amounts.iter().all(|amount| amount.currency() == currency) {
        return Money::sum(currency, amounts.iter().copied()).ok();
    }
    let rate = Rate::new(review.order.rate).ok()?;
    let credited: Vec<Money> = amounts.iter().map(|amount| credit(*amount, rate).ok()).collect::<Option<_>>()?;
    Money::sum(Currency::Ves, credited).ok()
}

/// How an amount stands to what is owed.
fn standing(review: &Review, amount: Money) -> Standing {
    let over = over(review, amount);
    if owed(review, amount.currency()) == Some(amount) || over.is_some_and(|over| over.minor() == 0) {
        Standing::Same
    } else if over.is_some_and(|over| over.minor().abs() <= review.tolerance.minor()) {
        Standing::Near
    } else {
        Standing::Other
    }
}

/// Bolívares that an amount is over what is owed; less than nothing when it is not all.
fn over(review: &Review, amount: Money) -> Option<Money> {
    let rate = Rate::new(review.order.rate).ok()?;
    Some(credit(amount, rate).ok()?.less(review.order.missing))
}

/// What several proofs declare together, in a sentence: all of it, how much is missing, or how much is over.
pub fn sum_said(catalogue: &Catalogue, review: &Review) -> Option<(Tone, String)> {
    let sum = declared_together(review)?;
    let over = over(review, sum)?;
    let missing = Money::zero(Currency::Ves).less(over);
    let standing = standing(review, sum);
    let near = standing == Standing::Near;
    Some(match standing {
        Standing::Same => Tone::Done.marked(t!(catalogue, "pagos-sum-all", sum = sum)),
        _ if over.is_positive() => Tone::Waits.marked(t!(catalogue, "pagos-sum-over", sum = sum, surplus = over, near = near.to_string())),
        _ => Tone::Waits.marked(t!(
            catalogue,
            "pagos-sum-short",
            sum = sum,
            missing = missing,
            near = near.to_string()
        )),
    })
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
