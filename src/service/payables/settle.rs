//! One transfer over many lines of one workshop, all or nothing. What the workshop owes is netted by itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::commands::Settle;
use crate::db::payables::history::{self, PayableHappened};
use crate::db::payables::payable::{self, LockedPayable};
use crate::db::payables::settlements::{self, NewPart, NewSettlement, Payee};
use crate::domain::dates;
use crate::domain::ids::{PayableId, PayablePaymentId, RunLineId, SettlementId, WorkshopId};
use crate::domain::limits::{LONGEST_LINK, LONGEST_NOTE, bounded};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::Payable;
use crate::domain::payables::settlement::{self, Part, Wanted};
use crate::domain::payments::reference::Reference;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::{Conflict, ConflictChange, Error, Moved};
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::orders::exchange::{self, SaidRate};

/// Lines that one transfer may pay.
pub const MOST_LINES: usize = 1_000;

/// What a payment run froze of a transfer: it is booked as it left, whatever was changed meanwhile.
pub(in crate::service) struct AsFrozen {
    pub line: RunLineId,
    pub payee: Payee,
    /// What was taken off, and nothing else.
    pub netted: Vec<PayableId>,
}

pub(in crate::service) async fn settle(work: &mut UnitOfWork<'_>, command: &Settle) -> Result<Outcome, Error> {
    transfer(work, command, None).await
}

/// The same for a line of a payment run.
pub(in crate::service) async fn transfer(work: &mut UnitOfWork<'_>, command: &Settle, frozen: Option<&AsFrozen>) -> Result<Outcome, Error> {
    let by = work.operator()?;
    if command.lines.len() > MOST_LINES {
        return Err(Refusal::new(Code::SettlementTooLong).with("limit", count(MOST_LINES)).into());
    }
    let now = payee(work, command.workshop).await?;
    let seen: Vec<_> = command.lines.iter().map(|line| (line.payable, line.version)).collect();
    let lines = lines_as_seen(work, &seen, Some(command.workshop)).await?;
    let mut clawbacks = clawbacks(work, command, &lines).await?;
    if let Some(frozen) = frozen {
        clawbacks.retain(|line| frozen.netted.contains(&line.id));
    }
    let wanted = wanted(command, &lines)?;
    let settling = settlement::settle(&wanted, &clawbacks)?;
    if !command.early {
        settlement::require_due(&wanted, work.shop.zone().day(work.now))?;
    }
    if command.total != settling.transfer {
        return Err(Refusal::new(Code::SettlementTotal)
            .with("typed", command.total)
            .with("computed", settling.transfer)
            .into());
    }
    let sent_on = sent_on(work, command, &lines)?;
    let sent = sent(work, command, settling.transfer, sent_on).await?;
    let reference = reference(work, command, settling.transfer).await?;
    let optional = |name, text: &Option<String>, most| {
        let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        text.map(|text| bounded(name, text, most)).transpose()
    };
    let new = NewSettlement {
        id: SettlementId::from_uuid(new_id()),
        payee: frozen.map_or(now, |frozen| frozen.payee.clone()),
        amount: settling.transfer,
        sent_on,
        sent,
        method: command.method,
        reference,
        receipt_url: optional("receipt-url", &command.receipt_url, LONGEST_LINK)?,
        note: optional("note", &command.note, LONGEST_NOTE)?,
        repeats_reason: optional("reason", &command.repeats_reason, LONGEST_NOTE)?,
        run_line: frozen.map(|frozen| frozen.line),
        by,
        at: work.now,
    };
    let all: Vec<Payable> = lines.values().map(|line| line.line).chain(clawbacks).collect();
    work.write(settlements::insert(&new));
    pay_parts(work, &new, &all, &settling.parts)?;
    Ok(Outcome::Settled {
        settlement: new.id,
        transfer: settling.transfer,
        netted: settling.netted,
        sent: sent.map(|(sent, _)| sent),
        rate: sent.map(|(_, rate)| rate.value()),
        lines: u32::try_from(command.lines.len()).unwrap_or(u32::MAX),
    })
}

/// The workshop, locked: its money moves one settlement at a time.
pub(in crate::service) async fn payee(work: &mut UnitOfWork<'_>, workshop: WorkshopId) -> Result<Payee, Error> {
    Ok(settlements::lock_payee(&mut work.tx, workshop)
        .await?
        .ok_or_else(|| Refusal::new(Code::WorkshopUnknown))?)
}

/// The lines under lock, if they are the workshop's and as the person saw them.
pub(in crate::service) async fn lines_as_seen(
    work: &mut UnitOfWork<'_>,
    seen: &[(PayableId, i64)],
    workshop: Option<WorkshopId>,
) -> Result<BTreeMap<PayableId, LockedPayable>, Error> {
    let ids: Vec<PayableId> = seen.iter().map(|(id, _)| *id).collect();
    let found = payable::lock(&mut work.tx, &ids).await?;
    let found: BTreeMap<_, _> = found.into_iter().map(|line| (line.line.id, line)).collect();
    let mut moved = Vec::new();
    for (id, version) in seen {
        let line = found.get(id).ok_or_else(|| Refusal::new(Code::PayableUnknown))?;
        if workshop.is_some_and(|workshop| workshop != line.workshop) {
            return Err(Refusal::new(Code::SettlementMixed).into());
        }
        if line.version != *version {
            moved.push((line, *version));
        }
    }
    match moved.first() {
        None => Ok(found),
        Some((first, version)) => {
            let conflict = Conflict {
                what: Moved::Payable,
                order: first.number.clone(),
                seen: *version,
                now: first.version,
                changes: unseen(work, &moved).await?,
            };
            Err(Error::Conflict(Box::new(conflict)))
        }
    }
}

/// Each version of a line after its first has something that happened: the last ones are those that were not seen.
async fn unseen(work: &mut UnitOfWork<'_>, moved: &[(&LockedPayable, i64)]) -> Result<Vec<ConflictChange>, Error> {
    let ids: Vec<PayableId> = moved.iter().map(|(line, _)| line.line.id).collect();
    let history = history::within(&mut work.tx, &ids).await?;
    let mut changes = Vec::new();
    for (line, seen) in moved {
        let of_line = history.iter().filter(|one| one.payable == line.line.id).map(|one| &one.what);
        let of_line: Vec<&PayableHappened> = of_line.collect();
        let unseen = usize::try_from(line.version - seen).unwrap_or(0).min(of_line.len());
        changes.extend(of_line[of_line.len() - unseen..].iter().map(|one| {
            ConflictChange {
                at: one.at,
                who: one.by.clone(),
                edge: format!("PAYABLE_{}", one.what),
                text: one
                    .amount
                    .map(|money| Safe::new(&format!("{}: {money}", line.number)))
                    .or_else(|| one.reason.clone()),
            }
        }));
    }
    Ok(changes)
}

/// What the workshop owes in the currency of the lines.
async fn clawbacks(work: &mut UnitOfWork<'_>, command: &Settle, lines: &BTreeMap<PayableId, LockedPayable>) -> Result<Vec<Payable>, Error> {
    let Some(currency) = lines.values().next().map(|line| line.line.amount.currency()) else {
        return Ok(Vec::new());
    };
    let open = payable::open_clawbacks(&mut work.tx, command.workshop, currency).await?;
    Ok(open.into_iter().map(|line| line.line).collect())
}

/// The day it left the bank: not after today, nor long before the newest line was made.
fn sent_on(work: &UnitOfWork<'_>, command: &Settle, lines: &BTreeMap<PayableId, LockedPayable>) -> Result<NaiveDate, Error> {
    let today = work.shop.zone().day(work.now);
    let Some(sent_on) = command.sent.on else { return Ok(today) };
    let made = lines.values().map(|line| work.shop.zone().day(line.made_at)).max();
    Ok(dates::check_sent_on(sent_on, today, made.unwrap_or(today))?)
}

/// What left and the rate, where it left in another currency than that of the lines.
async fn sent(work: &mut UnitOfWork<'_>, command: &Settle, transfer: Money, on: NaiveDate) -> Result<Option<(Money, Rate)>, Error> {
    let said = command.sent.amount.map(Money::require_positive).transpose()?;
    let currency = command.sent.currency.or(said.map(Money::currency)).unwrap_or(transfer.currency());
    let unfit = |found: Currency, expected: Currency| {
        Refusal::new(Code::AmountCurrency)
            .with("input", said.unwrap_or(transfer))
            .with("found", found.as_str())
            .with("expected", expected.as_str())
    };
    if let Some(said) = said.filter(|said| said.currency() != currency) {
        return Err(unfit(said.currency(), currency).into());
    }
    let wrong = |sent: Money, computed: Money| Refusal::new(Code::SettlementTotal).with("typed", sent).with("computed", computed);
    if transfer.is_zero() {
        return Ok(None);
    }
    command.method.require_currency(currency)?;
    let rate = SaidRate {
        rate: command.sent.rate,
        confirmed: command.sent.rate_confirmed,
    };
    let Some(rate) = exchange::rate_between(work, (currency, transfer.currency()), rate, on).await? else {
        return match said {
            _ if currency != transfer.currency() => Err(unfit(currency, transfer.currency()).into()),
            Some(said) if said != transfer => Err(wrong(said, transfer).into()),
            _ => Ok(None),
        };
    };
    let computed = rate.exchange(transfer, currency)?.require_positive()?;
    let sent = said.unwrap_or(computed);
    if sent != computed && rate.exchange(sent, transfer.currency())? != transfer {
        return Err(wrong(sent, computed).into());
    }
    Ok(Some((sent, rate)))
}

/// The reference as it is kept. Where nothing is transferred there is none, and the operation stands for it.
async fn reference(work: &mut UnitOfWork<'_>, command: &Settle, transfer: Money) -> Result<String, Error> {
    if transfer.is_zero() && command.reference.trim().is_empty() {
        return Ok(work.operation.to_string());
    }
    let reference = Reference::parse(&command.reference, command.method)?.as_str().to_owned();
    let reason = command.repeats_reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    match settlements::same_reference(&mut work.tx, command.workshop, &reference).await? {
        Some(same) if !reason => Err(Refusal::new(Code::SettlementRepeated)
            .with("reference", same.reference)
            .with("amount", same.amount)
            .with("at", same.paid_at)
            .into()),
        _ => Ok(reference),
    }
}

/// The payments and where their lines stand then.
fn pay_parts(work: &mut UnitOfWork<'_>, new: &NewSettlement, lines: &[Payable], parts: &[Part]) -> Result<(), Error> {
    let by_id: BTreeMap<PayableId, &Payable> = lines.iter().map(|line| (line.id, line)).collect();
    let today = work.shop.zone().day(work.now);
    let mut standing = Vec::with_capacity(parts.len());
    for part in parts {
        let line = by_id
            .get(&part.payable)
            .ok_or_else(|| Error::Internal("a part of no line".into()))?;
        standing.push((line.id, line.standing(line.paid.checked_add(part.amount)?, today)));
    }
    let shares = new
        .sent
        .map(|(sent, _)| settlement::shares(parts, new.amount, sent))
        .unwrap_or_default();
    let mut shares = shares.into_iter();
    let parts = parts.iter().map(|part| NewPart {
        id: PayablePaymentId::from_uuid(new_id()),
        payable: part.payable,
        amount: part.amount,
        sent: shares.next(),
    });
    work.write(settlements::pay(new, parts));
    work.write(payable::restate(standing));
    Ok(())
}

fn wanted<'a>(command: &Settle, lines: &'a BTreeMap<PayableId, LockedPayable>) -> Result<Vec<Wanted<'a>>, Error> {
    let each = command.lines.iter().map(|line| {
        let found = lines.get(&line.payable).ok_or_else(|| Refusal::new(Code::PayableUnknown))?;
        Ok(Wanted {
            line: &found.line,
            amount: line.amount,
        })
    });
    each.collect()
}

fn count(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
