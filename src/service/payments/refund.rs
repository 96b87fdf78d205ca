//! P13–P16: money goes back. A refund is due as a whole and paid in parts; it closes when the parts are the whole.

use super::commands::{PayRefund, RequestRefund};
use super::{Payments, confirm};
use crate::db::payments::refunds::{self, DueRefund, NewRefundPayment};
use crate::db::payments::submissions;
use crate::domain::ids::{RefundId, RefundPaymentId};
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::reference::Reference;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::assign::{self, Reassignment};
use crate::service::fulfilment::withdraw;

/// Characters of a link to a receipt.
const LONGEST_LINK: usize = 500;
pub(super) const WAYS: &[PaymentEdgeCode] = &[PaymentEdgeCode::P13, PaymentEdgeCode::P14];

pub(in crate::service) async fn request_refund(work: &mut UnitOfWork<'_>, request: &RequestRefund) -> Result<Outcome, Error> {
    work.open(request.order, request.seen.as_ref()).await?;
    let mut facts = work.facts()?;
    facts.reason = Some(request.reason.clone());
    facts.overridden = request.overridden;
    let (order, from) = (work.order()?.id, work.order()?.payment);
    work.decide(WAYS, &facts)?;
    let amount = verified_money(work).await?;
    let refund = RefundId::from_uuid(crate::service::core::krafta::new_id());
    work.write(refunds::insert(
        refund,
        order,
        amount,
        request.reason.trim(),
        (work.actor.role, work.actor.id),
    ));
    let say = EventDetails {
        refund: Some(refund),
        text: Some(request.reason.trim().to_owned()),
        payload: Payload::RefundDue { amount: Some(amount) },
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    if from == PaymentStatus::UnderReview {
        confirm::close_open(work, ProofState::Withdrawn)?;
    }
    withdraw::cancel_assignment(work, Some(request.reason.trim()), request.overridden, request.share).await?;
    Ok(Outcome::RefundDue { refund, amount })
}

/// What was verified, in the currency it came in; in bolívares when it came in several.
async fn verified_money(work: &mut UnitOfWork<'_>) -> Result<Money, Error> {
    let (id, credited) = (work.order()?.id, work.order()?.credited);
    let verified = submissions::verified(&mut work.tx, id).await?;
    let currency = verified.first().map_or(Currency::Ves, |money| money.currency());
    if verified.iter().all(|money| money.currency() == currency) && !verified.is_empty() {
        return Ok(Money::sum(currency, verified)?);
    }
    Ok(credited)
}

pub(in crate::service) async fn pay_refund(work: &mut UnitOfWork<'_>, pay: &PayRefund) -> Result<Outcome, Error> {
    work.open(pay.order, Some(&pay.seen)).await?;
    let due = due_refund(work).await?;
    let left = due.amount.checked_sub(due.paid)?;
    let amount = work
        .shop
        .payments()
        .check_refund_payment(work.actor, pay, &due, left, work.order()?.quote.rate)?;
    let reference = Reference::parse(&pay.reference, pay.method)?.as_str().to_owned();
    let link = pay.receipt_url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    let link = link
        .map(|url| crate::domain::limits::bounded("receipt-url", url, LONGEST_LINK))
        .transpose()?;
    let new = NewRefundPayment {
        id: RefundPaymentId::from_uuid(crate::service::core::krafta::new_id()),
        refund: due.id,
        order: pay.order,
        amount,
        method: pay.method,
        reference: reference.clone(),
        receipt_url: link.clone(),
        by: work.operator()?,
        at: work.now,
    };
    work.write(refunds::pay(&new));
    let (paid, left) = (due.paid.checked_add(amount)?, left.checked_sub(amount)?);
    let say = EventDetails {
        refund: Some(due.id),
        payload: Payload::RefundPaid {
            amount: Some(amount),
            method: Some(pay.method),
            reference: Some(reference),
            receipt_url: link,
            paid: Some(paid),
            left: Some(left),
        },
        ..EventDetails::default()
    };
    if left.is_zero() {
        let mut facts = work.facts()?;
        (facts.refund_due, facts.refund_paid) = (Some(due.amount), Some(paid));
        work.write(refunds::close(due.id, "PAID", work.actor.id, work.now));
        work.walk(&[PaymentEdgeCode::P15], &facts, say)?;
    } else {
        let actor = work.actor.clone();
        work.note(&actor, "REFUND_PAID", say)?;
    }
    Ok(Outcome::RefundPaid {
        refund: due.id,
        paid,
        left,
    })
}

async fn due_refund(work: &mut UnitOfWork<'_>) -> Result<DueRefund, Error> {
    let id = work.order()?.id;
    Ok(refunds::due(&mut work.tx, id)
        .await?
        .ok_or_else(|| Refusal::new(Code::NoRefundDue))?)
}

/// P16: the order goes on after all.
pub(in crate::service) async fn reinstate(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    let mut facts = work.facts()?;
    facts.reason.clone_from(&with.reason);
    let id = work.order()?.id;
    let due = refunds::due(&mut work.tx, id).await?;
    (facts.refund_due, facts.refund_paid) = (due.as_ref().map(|due| due.amount), due.as_ref().map(|due| due.paid));
    let say = EventDetails {
        refund: due.as_ref().map(|due| due.id),
        text: with.reason.clone(),
        ..EventDetails::default()
    };
    work.walk(&[PaymentEdgeCode::P16], &facts, say)?;
    if let Some(due) = due {
        work.write(refunds::close(due.id, "VOIDED", work.actor.id, work.now));
    }
    assign::open_assignment(work, Reassignment::default()).await?;
    Ok(Outcome::Done)
}

impl Payments<'_> {
    /// A part of a refund: of its currency, not more than is left, and above the configured amount by a second admin.
    fn check_refund_payment(
        &self,
        actor: &crate::domain::actor::Actor,
        pay: &PayRefund,
        due: &DueRefund,
        left: Money,
        rate: crate::domain::orders::rate::Rate,
    ) -> Ruling<Money> {
        let amount = pay.amount.require_positive()?;
        if amount.currency() != due.amount.currency() {
            return Err(Refusal::new(Code::AmountCurrency)
                .with("input", amount)
                .with("found", amount.currency().as_str())
                .with("expected", due.amount.currency().as_str()));
        }
        if amount.minor() > left.minor() {
            return Err(Refusal::new(Code::RefundExceeds).with("amount", amount).with("left", left));
        }
        if let Some(threshold) = self.shop.settings().refunds.second_admin_above {
            let dollars = match due.amount.currency() {
                Currency::Ves => rate.to_usd(due.amount)?,
                Currency::Usd | Currency::Usdt => due.amount,
            };
            if dollars.amount() > threshold && due.requested_by.is_some() && due.requested_by == actor.id {
                return Err(Refusal::new(Code::SecondAdminRequired).with("above", Money::rounded(threshold, Currency::Usd)?));
            }
        }
        Ok(amount)
    }
}
