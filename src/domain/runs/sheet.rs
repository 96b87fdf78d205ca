//! The sheet of a run: who would be paid what, from what is due, what people chose, and the rate.

use chrono::NaiveDate;
use serde::Serialize;

use super::payee::RunPayee;
use crate::domain::ids::{PayableId, RefundId, WorkshopId};
use crate::domain::money::{Currency, Money};
use crate::domain::names::named;
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::{Payable, PayableStatus};
use crate::domain::payables::settlement::{self, Part, Wanted};
use crate::domain::refusal::Ruling;

named! {
    /// What a line of a sheet is marked with. The first ones keep it out of the run.
    pub enum Mark {
        /// A person left it out.
        Excluded = "EXCLUDED",
        /// Nobody said how it is paid, or in cash.
        Method = "METHOD",
        /// It is paid in another currency than the run's.
        Currency = "CURRENCY",
        Bank = "BANK",
        Account = "ACCOUNT",
        Phone = "PHONE",
        Document = "DOCUMENT",
        Name = "NAME",
        /// There is no rate for the day.
        Rate = "RATE",
        /// All that is due is held.
        AllHeld = "ALL_HELD",
        /// What they owe takes all of it.
        Nothing = "NOTHING",
        // What follows only warns.
        CheckDigit = "CHECK_DIGIT",
        Paused = "PAUSED",
        /// Something of theirs is held and stays unpaid.
        Held = "HELD",
        /// A person lowered it.
        Part = "PART",
        /// What they owe was taken off.
        Netted = "NETTED",
        /// Something of it is not due today.
        Early = "EARLY",
        /// There is more that is due than one transfer takes.
        More = "MORE",
        // Of a line that is frozen.
        PayeeChanged = "PAYEE_CHANGED",
        HeldSince = "HELD_SINCE",
        TakenBack = "TAKEN_BACK",
    }
}

impl Mark {
    /// Keeps a line out of its run.
    pub const fn blocks(self) -> bool {
        matches!(
            self,
            Self::Excluded
                | Self::Method
                | Self::Currency
                | Self::Bank
                | Self::Account
                | Self::Phone
                | Self::Document
                | Self::Name
                | Self::Rate
                | Self::AllHeld
                | Self::Nothing
        )
    }
}

/// What a sheet is made with.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Of the account that pays.
    pub currency: Currency,
    /// Bolívares for a dollar, where there is one for the day.
    pub rate: Option<Rate>,
    pub cut_off: NaiveDate,
    pub today: NaiveDate,
    /// Payables of one transfer at most.
    pub most: usize,
}

/// What a person said of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice {
    pub excluded: bool,
    /// So much of what is owed, in its currency.
    pub amount: Option<Money>,
}

/// What a workshop is owed and owes, as far as no other run holds it.
#[derive(Debug, Clone)]
pub struct WorkshopDue {
    pub workshop: WorkshopId,
    pub payee: RunPayee,
    pub paused: bool,
    pub payables: Vec<Payable>,
}

/// What is left of a refund that is due.
#[derive(Debug, Clone)]
pub struct RefundDue {
    pub refund: RefundId,
    pub payee: RunPayee,
    pub left: Money,
}

/// Who a line pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    Workshop(WorkshopId),
    Refund(RefundId),
}

/// A line as it would be paid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    pub whom: Whom,
    pub payee: RunPayee,
    /// What is owed and would be paid.
    pub owed: Money,
    /// What leaves for it, where there is a rate.
    pub amount: Option<Money>,
    /// What is taken off for what they owe.
    pub netted: Money,
    #[serde(skip)]
    pub parts: Vec<Part>,
    pub marks: Vec<Mark>,
}

impl Draft {
    /// What leaves, unless something keeps it out.
    pub fn goes(&self) -> Option<Money> {
        self.amount
            .filter(|amount| amount.is_positive() && !self.marks.iter().any(|mark| mark.blocks()))
    }
}

/// The line of a workshop; none where nothing of theirs is due by the day.
///
/// # Errors
/// `payment-exceeds`, `amount-not-positive`, `amount-currency` of a chosen amount.
pub fn of_workshop(due: &WorkshopDue, choice: Choice, terms: &Terms) -> Ruling<Option<Draft>> {
    let owed = |line: &&Payable| line.left().is_positive() && line.due_on <= terms.cut_off;
    let Some(currency) = due.payables.iter().find(owed).map(|line| line.amount.currency()) else {
        return Ok(None);
    };
    let of_currency = |line: &&Payable| line.amount.currency() == currency;
    let mut lines: Vec<Payable> = due.payables.iter().filter(owed).filter(of_currency).copied().collect();
    let held = lines.iter().any(|line| line.status == PayableStatus::OnHold);
    lines.retain(|line| line.status.takes_payments());
    lines.sort_by_key(|line| (line.due_on, line.id));
    let more = lines.len() > terms.most;
    lines.truncate(terms.most);
    let back: Vec<Payable> = due
        .payables
        .iter()
        .filter(|line| line.left().is_negative())
        .filter(of_currency)
        .copied()
        .collect();
    let mut marks = due.payee.marks(terms.currency);
    marks.extend(choice.excluded.then_some(Mark::Excluded));
    if lines.is_empty() {
        marks.push(Mark::AllHeld);
        return Ok(Some(draft(
            Whom::Workshop(due.workshop),
            &due.payee,
            Money::zero(currency),
            Vec::new(),
            marks,
            terms,
        )));
    }
    let chosen = chosen(&lines, &back, choice.amount)?;
    let settling = settlement::settle(&chosen, &back)?;
    let mark = |marked: bool, mark: Mark| marked.then_some(mark);
    let early = chosen.iter().any(|one| one.line.due_on > terms.today);
    let warnings = [
        mark(settling.transfer.is_zero(), Mark::Nothing),
        mark(due.paused, Mark::Paused),
        mark(held, Mark::Held),
        mark(choice.amount.is_some(), Mark::Part),
        mark(settling.netted.is_positive(), Mark::Netted),
        mark(early, Mark::Early),
        mark(more, Mark::More),
    ];
    marks.extend(warnings.into_iter().flatten());
    let mut line = draft(
        Whom::Workshop(due.workshop),
        &due.payee,
        settling.transfer,
        settling.parts,
        marks,
        terms,
    );
    line.netted = settling.netted;
    Ok(Some(line))
}

/// All of the lines, or as much of them as makes the transfer that was chosen, the oldest first.
fn chosen<'a>(lines: &'a [Payable], back: &[Payable], transfer: Option<Money>) -> Ruling<Vec<Wanted<'a>>> {
    let all = || lines.iter().map(|line| Wanted { line, amount: None }).collect();
    let Some(transfer) = transfer else { return Ok(all()) };
    let open = back
        .iter()
        .filter(|line| line.status.takes_payments() && line.amount.currency() == transfer.currency());
    let owed = Money::sum(transfer.currency(), open.map(|line| -line.left()))?;
    let parts = settlement::allocate(lines, transfer.require_positive()?.checked_add(owed)?)?;
    let wanted = parts.iter().filter_map(|part| {
        let line = lines.iter().find(|line| line.id == part.payable)?;
        Some(Wanted {
            line,
            amount: Some(part.amount),
        })
    });
    Ok(wanted.collect())
}

/// The line of a refund.
///
/// # Errors
/// As of [`of_workshop`].
pub fn of_refund(due: &RefundDue, choice: Choice, terms: &Terms) -> Ruling<Draft> {
    let mut marks = due.payee.marks(terms.currency);
    marks.extend(choice.excluded.then_some(Mark::Excluded));
    marks.extend(choice.amount.map(|_| Mark::Part));
    let owed = match choice.amount {
        None => due.left,
        Some(amount) => {
            let whole = amount.require_positive()?.min(due.left)?;
            if whole != amount {
                return Err(crate::domain::refusal::Refusal::new(crate::domain::refusal::Code::RefundExceeds)
                    .with("amount", amount)
                    .with("left", due.left));
            }
            amount
        }
    };
    Ok(draft(Whom::Refund(due.refund), &due.payee, owed, Vec::new(), marks, terms))
}

fn draft(whom: Whom, payee: &RunPayee, owed: Money, parts: Vec<Part>, mut marks: Vec<Mark>, terms: &Terms) -> Draft {
    let amount = match (owed.currency() == terms.currency, terms.rate) {
        (true, _) => Some(owed),
        (false, Some(rate)) if [owed.currency(), terms.currency].contains(&Currency::Ves) => rate.exchange(owed, terms.currency).ok(),
        (false, _) => None,
    };
    if amount.is_none() && !marks.contains(&Mark::Currency) {
        let dollars = ![owed.currency(), terms.currency].contains(&Currency::Ves);
        marks.push(if dollars { Mark::Currency } else { Mark::Rate });
    }
    marks.sort_unstable();
    marks.dedup();
    Draft {
        whom,
        payee: payee.clone(),
        owed,
        amount,
        netted: Money::zero(owed.currency()),
        parts,
        marks,
    }
}

/// What goes of a sheet, and what that is in dollars.
///
/// # Errors
/// `amount-too-large`; `rate-missing` never, since what has no rate does not go.
pub fn total(lines: &[Draft], terms: &Terms) -> Ruling<(Money, Money)> {
    let going = lines.iter().filter_map(|line| Some((line.goes()?, line.owed)));
    let mut total = Money::zero(terms.currency);
    let mut dollars = Money::zero(Currency::Usd);
    for (amount, owed) in going {
        total = total.checked_add(amount)?;
        dollars = dollars.checked_add(in_dollars(amount, owed, terms)?)?;
    }
    Ok((total, dollars))
}

fn in_dollars(amount: Money, owed: Money, terms: &Terms) -> Ruling<Money> {
    let foreign = [owed, amount].into_iter().find(|money| money.currency() != Currency::Ves);
    match (foreign, terms.rate) {
        (Some(dollars), _) => Ok(Money::of_minor(dollars.minor(), Currency::Usd)),
        (None, Some(rate)) => rate.to_usd(amount),
        // Bolívares to bolívares without a rate: nobody can say, so it counts as nothing.
        (None, None) => Ok(Money::zero(Currency::Usd)),
    }
}

/// The payables of a line, as ids.
pub fn payables(parts: &[Part]) -> Vec<PayableId> {
    parts.iter().map(|part| part.payable).collect()
}

#[cfg(test)]
mod tests;
