//! One transfer to a workshop: how its money is spread over the lines it pays, and how open clawbacks lessen it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::line::{Payable, Readiness};
use crate::domain::ids::PayableId;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};

/// What a settlement pays of one line; negative for a clawback that is netted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    pub payable: PayableId,
    pub amount: Money,
}

/// A line to pay, and how much of it: all that is left unless said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted<'a> {
    pub line: &'a Payable,
    pub amount: Option<Money>,
}

/// A transfer and what it is made of: `transfer = paid − netted`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settling {
    /// The lines paid, then the clawbacks netted.
    pub parts: Vec<Part>,
    pub paid: Money,
    /// What the workshop gives back by it; never more than `paid`.
    pub netted: Money,
    pub transfer: Money,
}

/// The transfer that pays the lines wanted, less the workshop's open clawbacks.
///
/// Refused: no line, a line twice or not open, an amount that is zero, negative, of another currency or more than is left.
pub fn settle(wanted: &[Wanted<'_>], clawbacks: &[Payable]) -> Ruling<Settling> {
    let currency = wanted
        .first()
        .ok_or_else(|| Refusal::new(Code::NothingToSettle))?
        .line
        .amount
        .currency();
    let mut named = BTreeSet::new();
    let mut parts = Vec::with_capacity(wanted.len() + clawbacks.len());
    for one in wanted {
        if !named.insert(one.line.id) {
            return Err(Refusal::new(Code::PayableTwice));
        }
        parts.push(Part {
            payable: one.line.id,
            amount: payment(one, currency)?,
        });
    }
    let paid = total(currency, &parts)?;
    let back = net(paid, clawbacks)?;
    let netted = -total(currency, &back)?;
    parts.extend(back);
    Ok(Settling {
        parts,
        paid,
        netted,
        transfer: paid.checked_sub(netted)?,
    })
}

/// Refused with `payable-not-due` when the day of a line has not come: what is paid before it is asked for by itself.
pub fn require_due(wanted: &[Wanted<'_>], today: NaiveDate) -> Ruling<()> {
    let early = |one: &&Wanted<'_>| matches!(one.line.readiness(today), Readiness::NotDue | Readiness::NotCut);
    let early: Vec<_> = wanted.iter().filter(early).collect();
    let Some(first) = early.iter().min_by_key(|one| one.line.due_on) else {
        return Ok(());
    };
    Err(Refusal::new(Code::PayableNotDue)
        .with("count", i64::try_from(early.len()).unwrap_or(i64::MAX))
        .with("day", first.line.due_on))
}

fn payment(wanted: &Wanted<'_>, currency: Currency) -> Ruling<Money> {
    wanted.line.require_open()?;
    let left = wanted.line.left();
    let amount = wanted.amount.unwrap_or(left);
    for money in [left, amount] {
        require_currency(money, currency)?;
    }
    if amount.require_positive()?.minor() > left.minor() {
        return Err(Refusal::new(Code::PaymentExceeds).with("amount", amount).with("left", left));
    }
    Ok(amount)
}

/// Spreads an amount over lines, the oldest due first; the last one may be paid in part. The parts are the amount exactly.
///
/// Refused: an amount that is zero, negative, of another currency, or more than is left of all lines.
pub fn allocate(lines: &[Payable], amount: Money) -> Ruling<Vec<Part>> {
    let mut rest = amount.require_positive()?;
    let open = oldest_first(lines, Money::is_positive);
    let owed = Money::sum(amount.currency(), open.iter().map(|line| line.left()))?;
    if amount.minor() > owed.minor() {
        return Err(Refusal::new(Code::PaymentExceeds).with("amount", amount).with("left", owed));
    }
    let mut parts = Vec::new();
    for line in open {
        let amount = rest.min(line.left())?;
        if amount.is_positive() {
            parts.push(Part { payable: line.id, amount });
            rest = rest.less(amount);
        }
    }
    Ok(parts)
}

/// What left in another currency, spread over the parts of its transfer in their order: each has what its rounded sum with
/// those before it adds, so that all of them are exactly what left.
pub fn shares(parts: &[Part], transfer: Money, sent: Money) -> Vec<Money> {
    let (mut paid, mut given) = (0_i128, 0_i64);
    let share = |part: &Part| {
        paid += i128::from(part.amount.minor());
        let (whole, of) = (i128::from(sent.minor()) * paid * 2, i128::from(transfer.minor()) * 2);
        let reached = if of == 0 { 0 } else { (whole + of / 2).div_euclid(of) };
        let reached = i64::try_from(reached).unwrap_or(given);
        let share = Money::of_minor(reached - given, sent.currency());
        given = reached;
        share
    };
    parts.iter().map(share).collect()
}

/// What open clawbacks of the same currency take off a payment, the oldest first, up to all of it.
pub fn net(paid: Money, clawbacks: &[Payable]) -> Ruling<Vec<Part>> {
    let mut rest = paid;
    let mut parts = Vec::new();
    for line in oldest_first(clawbacks, Money::is_negative) {
        if line.amount.currency() != paid.currency() {
            continue;
        }
        let back = rest.min(-line.left())?;
        if back.is_positive() {
            parts.push(Part {
                payable: line.id,
                amount: -back,
            });
            rest = rest.less(back);
        }
    }
    Ok(parts)
}

/// The lines that take payments and whose rest has the sign asked for.
fn oldest_first(lines: &[Payable], sign: impl Fn(Money) -> bool) -> Vec<&Payable> {
    let mut open: Vec<_> = lines
        .iter()
        .filter(|line| line.status.takes_payments() && sign(line.left()))
        .collect();
    open.sort_by_key(|line| (line.due_on, line.id));
    open
}

fn total(currency: Currency, parts: &[Part]) -> Ruling<Money> {
    Money::sum(currency, parts.iter().map(|part| part.amount))
}

fn require_currency(money: Money, currency: Currency) -> Ruling<()> {
    if money.currency() == currency {
        return Ok(());
    }
    Err(Refusal::new(Code::AmountCurrency)
        .with("input", money)
        .with("found", money.currency().as_str())
        .with("expected", currency.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_what_left_are_all_of_it() {
        let part = |n: u128, minor| Part {
            payable: PayableId::from_uuid(uuid::Uuid::from_u128(n)),
            amount: Money::of_minor(minor, Currency::Usd),
        };
        let ves = |minor| Money::of_minor(minor, Currency::Ves);
        for (amounts, sent) in [
            (vec![333, 333, 334], 100_001),
            (vec![1_000, 500, -250], 139_556),
            (vec![100, -99], 7),
            (vec![1, 1, 1], 1),
        ] {
            let transfer = Money::of_minor(amounts.iter().sum(), Currency::Usd);
            let parts: Vec<Part> = amounts.into_iter().zip(1..).map(|(minor, n)| part(n, minor)).collect();
            let shares = shares(&parts, transfer, ves(sent));
            assert_eq!(Money::sum(Currency::Ves, shares.iter().copied()), Ok(ves(sent)), "{shares:?}");
        }
    }
}
