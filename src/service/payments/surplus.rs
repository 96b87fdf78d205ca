//! What came beyond what an order needs (domain.md §2): it is given back as a refund, or becomes a proof of another open order of the
//! same customer, which is reported and reviewed like any other. Its evidence is the order it comes from.

use super::commands::{Attestation, CreditSurplus, RecordSurplus};
use super::confirm::{self, Why};
use super::{refund, report};
use crate::db::orders::order;
use crate::db::payments::refunds::LockedRefund;
use crate::db::payments::submissions::{self, NewEvidence, NewSubmission, Submission};
use crate::db::payments::surplus as credits;
use crate::domain::ids::EvidenceId;
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::payments::guards::Guard;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::surplus;
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
    if !surplus::is_decided(source.payment) || source.on_hold {
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
    // The receipt is about the order that is credited.
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
        payload: report::reported(&submission, None),
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    Ok(Outcome::SurplusCredited {
        submission: submission.id,
        amount,
        from: source.number,
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
    Ok(credits::credited_away(&mut work.tx, order).await?)
}

/// Bolívares of the open order's surplus that are neither refunded nor credited.
pub(super) async fn left(work: &mut UnitOfWork<'_>, all: &[LockedRefund]) -> Result<Money, Error> {
    let away = credited_away(work).await?;
    let order = work.order()?;
    let lowering = |refund: &&LockedRefund| refund.stands() && surplus::lowers(order.payment, refund.kind);
    let back: Vec<_> = all.iter().filter(lowering).map(|refund| refund.amount).collect();
    Ok(surplus::left(order.payment, &order.quote, order.credited, away, &back)?)
}

/// A payment of an order that needs no more: its proof is verified as it is written, and the order walks no edge.
pub(in crate::service) async fn record_surplus(work: &mut UnitOfWork<'_>, record: &RecordSurplus) -> Result<Outcome, Error> {
    let id = report::order_named(work, &record.report.order).await?;
    work.open(id, record.seen.as_ref()).await?;
    if !surplus::is_decided(work.order()?.payment) {
        let number = work.order()?.number.clone();
        return Err(Refusal::new(Code::NotSurplus).with("order", number).into());
    }
    let reason = required_reason(record.report.note.as_deref().unwrap_or_default())?;
    let named = record
        .report
        .account
        .as_deref()
        .ok_or_else(|| Refusal::new(Code::EvidenceMissing))?;
    let account = report::account(work, named.trim()).await?;
    let draft = report::read_draft(work, &record.report, Some(&account))?;
    let proofs = work.proofs(None).await?;
    let mut proof = report::new_submission(work, &draft, &proofs, &[]).await?;
    let mut facts = work.facts()?;
    (facts.reason, facts.overridden) = (Some(reason.clone()), record.overridden);
    // What was read in the bank is what was reported.
    let attested = Attestation {
        submission: proof.id,
        account: account.alias.clone(),
        date: draft.paid_on,
        amount: draft.amount,
        bank_reference: draft.reference.clone().ok_or_else(|| Refusal::new(Code::EvidenceMissing))?,
        whole: record.whole,
        credit: None,
        note: None,
    };
    let waiting = waiting(&proof);
    let evidence = confirm::read_all(work, &[attested], &[waiting], &mut facts).await?;
    Guard::NoBlockedDuplicate.check(work.actor, &facts)?;
    let credited = facts.credited.less(work.order()?.credited);
    proof.credited = Some(credited);
    work.write(submissions::insert(&proof));
    let (order, operator) = (work.order()?.id, work.operator()?);
    for one in &evidence {
        work.write(submissions::insert_evidence(order, one, operator));
    }
    work.credit(&facts)?;
    let why = Why {
        reason: Some(&reason),
        overridden: record.overridden.then_some(reason.as_str()),
    };
    let say = EventDetails {
        submission: Some(proof.id),
        text: Some(reason.clone()),
        payload: report::reported(&proof, Some(account.alias)),
        ..EventDetails::default()
    };
    work.note_to_customer("SURPLUS_RECORDED", say)?;
    confirm::log_evidence(work, "SURPLUS", why, &evidence, &facts)?;
    let all = refund::of_order(work).await?;
    Ok(Outcome::SurplusRecorded {
        submission: proof.id,
        credited,
        surplus: left(work, &all).await?,
    })
}

/// The proof as a verdict looks at it.
fn waiting(proof: &NewSubmission) -> Submission {
    Submission {
        id: proof.id,
        seq: proof.seq,
        attempt: proof.attempt,
        state: ProofState::Open,
        method: proof.method,
        amount: proof.amount,
        paid_on: proof.paid_on,
        account: proof.account,
        reference: proof.reference.clone(),
        reference_key: proof.reference_key.clone(),
        surplus_of: None,
        digest: proof.digest.clone(),
    }
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
        credit: None,
        credited: proof.amount,
    })
}
