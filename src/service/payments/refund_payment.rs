//! P15, P19: a refund is paid in parts, each a row; one that bounced or was a mistake is taken back by a row of its own.

use super::commands::{PayRefund, ReverseRefund};
use super::refund;
use crate::db::payments::refunds::{self, LockedRefund, NewRefundPayment};
use crate::domain::dates;
use crate::domain::ids::{RefundPaymentId, RunLineId};
use crate::domain::limits::{LONGEST_LINK, bounded};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::rate::Rate;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::reference::Reference;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::{EventDetails, reason, required_reason};
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::orders::exchange::{self, SaidRate};

pub(in crate::service) async fn pay_refund(work: &mut UnitOfWork<'_>, pay: &PayRefund) -> Result<Outcome, Error> {
    pay_by(work, pay, None).await
}

/// The same for a line of a payment run.
pub(in crate::service) async fn pay_by(work: &mut UnitOfWork<'_>, pay: &PayRefund, line: Option<RunLineId>) -> Result<Outcome, Error> {
    work.open(pay.order, Some(&pay.seen)).await?;
    let all = refund::of_order(work).await?;
    second_admin(work, &all)?;
    let due = refund::which(all, pay.refund)?;
    let new = NewRefundPayment {
        run_line: line,
        ..read(work, pay, &due).await?
    };
    work.write(refunds::pay(&new));
    let (paid, left) = (
        due.paid.checked_add(new.amount)?,
        due.amount.checked_sub(due.paid)?.checked_sub(new.amount)?,
    );
    let say = EventDetails {
        refund: Some(due.id),
        payload: Payload::RefundPaid {
            amount: Some(new.amount),
            method: Some(new.method),
            reference: Some(new.reference.clone()),
            receipt_url: new.receipt_url.clone(),
            paid: Some(paid),
            left: Some(left),
            sent: new.sent.map(|(sent, _)| sent),
            rate: new.sent.map(|(_, rate)| rate.value()),
            sent_on: Some(new.sent_on),
            kind: (!due.kind.is_whole()).then(|| due.kind.to_string()),
        },
        text: new.repeats_reason.clone(),
        internal: false,
        ..EventDetails::default()
    };
    if left.is_zero() {
        work.write(refunds::close(due.id, "PAID", work.actor.id, work.now));
    }
    match (left.is_zero(), due.kind.is_whole()) {
        (true, true) => {
            let mut facts = work.facts()?;
            (facts.refund_due, facts.refund_paid) = (Some(due.amount), Some(paid));
            work.walk(&[PaymentEdgeCode::P15], &facts, say)?;
        }
        (true, false) => work.note_to_customer("REFUND_PART_PAID", say)?,
        (false, _) => {
            let actor = work.actor.clone();
            work.note(&actor, "REFUND_PAID", say)?;
        }
    }
    Ok(Outcome::RefundPaid {
        refund: due.id,
        paid,
        left,
    })
}

/// The payment as it will be kept.
async fn read(work: &mut UnitOfWork<'_>, pay: &PayRefund, due: &LockedRefund) -> Result<NewRefundPayment, Error> {
    let left = due.amount.checked_sub(due.paid)?;
    let (amount, sent) = counted(work, pay, left).await?;
    if amount.minor() > left.minor() {
        return Err(Refusal::new(Code::RefundExceeds).with("amount", amount).with("left", left).into());
    }
    let reference = Reference::parse(&pay.reference, pay.method)?.as_str().to_owned();
    let repeats_reason = reason(pay.repeats_reason.as_deref())?;
    if repeats_reason.is_none()
        && let Some(earlier) = refunds::repeated(&mut work.tx, pay.method, &reference).await?
    {
        return Err(Refusal::new(Code::RefundRepeated)
            .with("reference", reference)
            .with("order", earlier.number)
            .with("at", earlier.paid_at)
            .into());
    }
    let link = pay.receipt_url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    let today = work.shop.today();
    let ordered_on = work.shop.zone().day(work.order()?.placed_at);
    let sent_on = dates::check_paid_on(pay.sent_on.unwrap_or(today), today, ordered_on)?;
    Ok(NewRefundPayment {
        id: RefundPaymentId::from_uuid(crate::service::core::krafta::new_id()),
        refund: due.id,
        order: pay.order,
        amount,
        sent,
        sent_on,
        method: pay.method,
        reference,
        receipt_url: link.map(|url| bounded("receipt-url", url, LONGEST_LINK)).transpose()?,
        repeats_reason,
        run_line: None,
        by: work.operator()?,
        at: work.now,
    })
}

/// The amount in the refund's currency; and what left, with its rate, where that was another one. What is `left` of the refund,
/// exchanged, pays all of it: a cent of a dollar is many of a bolívar.
async fn counted(work: &mut UnitOfWork<'_>, pay: &PayRefund, left: Money) -> Result<(Money, Option<(Money, Rate)>), Error> {
    let (sent, currency) = (pay.amount.require_positive()?, left.currency());
    pay.method.require_currency(sent.currency())?;
    let day = pay.sent_on.unwrap_or(work.shop.today());
    let said = SaidRate {
        rate: pay.rate,
        confirmed: pay.rate_confirmed,
    };
    let Some(rate) = exchange::rate_between(work, (sent.currency(), currency), said, day).await? else {
        return Ok((refund::in_currency(sent, currency)?, None));
    };
    let amount = match rate.exchange(left, sent.currency())? {
        all if all == sent => left,
        _ => rate.exchange(sent, currency)?,
    };
    Ok((amount.require_positive()?, Some((sent, rate))))
}

/// Above the configured amount, in dollars over all refunds of the order, somebody else pays than who asked.
fn second_admin(work: &UnitOfWork<'_>, all: &[LockedRefund]) -> Result<(), Error> {
    let Some(threshold) = work.settings().refunds.second_admin_above else {
        return Ok(());
    };
    let rate = work.order()?.quote.rate;
    let mut dollars = rust_decimal::Decimal::ZERO;
    for refund in all.iter().filter(|refund| refund.stands()) {
        dollars += match refund.amount.currency() {
            Currency::Ves => rate.to_usd(refund.amount)?,
            Currency::Usd | Currency::Usdt => refund.amount,
        }
        .amount();
    }
    let asked = all
        .iter()
        .any(|refund| refund.is_due() && refund.requested_by.is_some() && refund.requested_by == work.actor.id);
    if dollars > threshold && asked {
        return Err(Refusal::new(Code::SecondAdminRequired)
            .with("above", Money::rounded(threshold, Currency::Usd)?)
            .into());
    }
    Ok(())
}

/// P19 where the refund was complete and moved the order; else its refund waits again for the amount.
pub(in crate::service) async fn reverse_refund(work: &mut UnitOfWork<'_>, reverse: &ReverseRefund) -> Result<Outcome, Error> {
    work.open(reverse.order, reverse.seen.as_ref()).await?;
    let text = required_reason(&reverse.reason)?;
    let payment = refunds::payment(&mut work.tx, reverse.order, reverse.payment)
        .await?
        .ok_or_else(|| Refusal::new(Code::RefundPaymentUnknown))?;
    if payment.reversed > 0 {
        return Err(Refusal::new(Code::RefundPaymentReversed)
            .with("reference", payment.reference)
            .into());
    }
    let all = refund::of_order(work).await?;
    let refund = all.into_iter().find(|one| one.id == payment.refund);
    let refund = refund.ok_or_else(|| Refusal::new(Code::RefundUnknown))?;
    let new = RefundPaymentId::from_uuid(crate::service::core::krafta::new_id());
    work.write(refunds::reverse(new, payment.id, &text, work.operator()?, work.now));
    let paid = refund.paid.checked_sub(payment.amount)?;
    let left = refund.amount.checked_sub(paid)?;
    let say = EventDetails {
        refund: Some(refund.id),
        text: Some(text.clone()),
        payload: Payload::RefundReversed {
            amount: Some(payment.amount),
            method: Some(payment.method),
            reference: Some(payment.reference),
            paid: Some(paid),
            left: Some(left),
        },
        ..EventDetails::default()
    };
    if !refund.is_due() {
        work.write(refunds::reopen(refund.id));
    }
    if !refund.is_due() && refund.kind.is_whole() {
        let mut facts = work.facts()?;
        (facts.reason, facts.overridden) = (Some(text), reverse.overridden);
        work.walk(&[PaymentEdgeCode::P19], &facts, say)?;
    } else {
        let actor = work.actor.clone();
        work.note(&actor, "REFUND_REVERSED", say)?;
    }
    Ok(Outcome::RefundReversed {
        refund: refund.id,
        paid,
        left,
    })
}
