//! What came above an order's due (domain.md §2): it is given back as a refund, or becomes a proof of another open order of the
//! same customer, which is reported and reviewed like any other. Its evidence is the order it comes from.

use super::commands::{Attestation, CreditSurplus};
use super::{refund, report};
use crate::db::orders::order;
use crate::db::payments::refunds::LockedRefund;
use crate::db::payments::submissions::{self, NewEvidence, Submission};
use crate::db::payments::surplus;
use crate::domain::ids::EvidenceId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::refund::RefundKind;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::{EventDetails, required_reason};
use crate::service::core::unit_of_work::UnitOfWork;

const WAYS: &[PaymentEdgeCode] = &[PaymentEdgeCode::P2, PaymentEdgeCode::P3, PaymentEdgeCode::P9];

/// One event on each side. The receipt is about the order that is credited.
pub(in crate::service) async fn credit_surplus(work: &mut UnitOfWork<'_>, credit: &CreditSurplus) -> Result<Outcome, Error> {
    work.open(credit.order, credit.seen.as_ref()).await?;
    let note = required_reason(&credit.reason)?;
    let source = work.order()?.clone();
    if source.payment != PaymentStatus::Confirmed || source.on_hold {
        return Err(Refusal::new(Code::PaymentNotConfirmed).into());
    }
    let amount = amount(work, credit).await?;
    let id = report::order_named(work, &credit.to).await?;
    let target = order::lock(&mut work.tx, id).await?;
    let theirs = target.filter(|target| target.id != source.id && target.customer_phone == source.customer_phone);
    let target = theirs.ok_or_else(|| Refusal::new(Code::SurplusOrder).with("order", credit.to.trim()))?;
    let lies = submissions::where_it_is(&mut work.tx, source.id).await?;
    let lies = lies.ok_or_else(|| Refusal::new(Code::NoSurplus))?;
    let actor = work.actor.clone();
    let say = EventDetails {
        text: Some(note.clone()),
        payload: Payload::SurplusCredited {
            amount: Some(amount),
            order: Some(target.number.clone()),
        },
        ..EventDetails::default()
    };
    work.note(&actor, "SURPLUS_CREDITED", say)?;
    work.flush().await?;
    work.events.clear();
    work.order = Some(target);
    let draft = ProofDraft {
        account: Some(lies.account),
        reference: Some(source.number.clone()),
        ..ProofDraft::new(lies.method, amount, work.shop.today())
    };
    let proofs = work.proofs(None).await?;
    let mut facts = work.facts()?;
    facts.open_proofs = report::count_open(&proofs);
    facts.reason = Some(note.clone());
    work.decide(WAYS, &facts)?;
    let mut submission = report::new_submission(work, &draft, &proofs, &[]).await?;
    submission.surplus_of = Some(source.id);
    work.write(submissions::insert(&submission));
    let say = EventDetails {
        submission: Some(submission.id),
        text: Some(note),
        payload: Payload::Reported {
            method: Some(submission.method),
            amount: Some(amount),
            reference: submission.reference,
            bank: None,
            account: None,
            paid_on: Some(submission.paid_on),
        },
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    Ok(Outcome::Reported {
        submission: submission.id,
        signals: Vec::new(),
    })
}

async fn amount(work: &mut UnitOfWork<'_>, credit: &CreditSurplus) -> Result<Money, Error> {
    let all = refund::of_order(work).await?;
    let left = left(work, &all).await?;
    if !left.is_positive() {
        return Err(Refusal::new(Code::NoSurplus).into());
    }
    let amount = credit.amount.unwrap_or(left).require_positive()?;
    let amount = refund::in_currency(amount, Currency::Ves)?;
    if amount.minor() > left.minor() {
        return Err(Refusal::new(Code::SurplusExceeds).with("amount", amount).with("left", left).into());
    }
    Ok(amount)
}

/// Bolívares of the open order's surplus that were credited to other orders, or wait there for a verdict.
pub(super) async fn credited_away(work: &mut UnitOfWork<'_>) -> Result<Money, Error> {
    let order = work.order()?.id;
    Ok(surplus::credited_away(&mut work.tx, order).await?)
}

/// Bolívares of the open order's surplus that are neither refunded nor credited.
pub(super) async fn left(work: &mut UnitOfWork<'_>, all: &[LockedRefund]) -> Result<Money, Error> {
    let away = credited_away(work).await?;
    let order = work.order()?;
    let mut left = order.credited.less(order.quote.due).max_zero().checked_sub(away)?;
    for refund in all.iter().filter(|refund| refund.stands() && refund.kind == RefundKind::Surplus) {
        let bolivares = match refund.amount.currency() {
            Currency::Ves => refund.amount,
            Currency::Usd | Currency::Usdt => order.quote.rate.to_ves(refund.amount)?,
        };
        left = left.checked_sub(bolivares)?;
    }
    Ok(left)
}

/// The evidence of a proof that is a surplus: the order it comes from, the whole amount of it.
pub(super) fn evidence(proof: &Submission, attested: &Attestation) -> Ruling<NewEvidence> {
    if attested.amount != proof.amount {
        return Err(Refusal::new(Code::SurplusWhole)
            .with("amount", attested.amount)
            .with("whole", proof.amount));
    }
    let missing = || Refusal::new(Code::EvidenceMissing);
    Ok(NewEvidence {
        id: EvidenceId::from_uuid(crate::service::core::krafta::new_id()),
        submission: proof.id,
        account: proof.account.ok_or_else(missing)?,
        value_date: proof.paid_on,
        amount: proof.amount,
        bank_reference: proof.reference.clone().ok_or_else(missing)?,
        note: attested.note.clone(),
        whole: None,
        credited: proof.amount,
    })
}
