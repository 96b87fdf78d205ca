//! P7, P10 and P17: a proof is rejected, a rejected one is looked at again, a confirmed payment turns out not to be there.

use super::already;
use super::commands::Reject;
use super::{confirm, early, refund, surplus};
use crate::db::payments::sent;
use crate::db::payments::submissions::{self, NewLog};
use crate::domain::ids::LogId;
use crate::domain::limits::LONGEST_NOTE;
use crate::domain::method::ProofState;
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

pub(in crate::service) async fn reject(work: &mut UnitOfWork<'_>, reject: &Reject) -> Result<Outcome, Error> {
    work.open(reject.order, Some(&reject.seen)).await?;
    already::not_yet(work, PaymentStatus::Rejected).await?;
    let proofs = work.proofs(Some(&reject.seen)).await?;
    let open = proofs.iter().filter(|proof| proof.state == ProofState::Open).map(|proof| proof.id);
    let first = open.clone().next().ok_or(Refusal::new(Code::NoOpenProof))?;
    let text = reject.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let text = text
        .map(|text| crate::domain::limits::bounded("note", text, LONGEST_NOTE))
        .transpose()?;
    let early = confirm::given(reject.early.as_deref())
        .map(|text| crate::domain::limits::bounded("early", text, LONGEST_NOTE))
        .transpose()?;
    if reject.reason == RejectionReason::NotFound && early.is_none() {
        let (zone, now) = (work.shop.zone(), work.now);
        let open = sent::open_of(&mut work.tx, reject.order).await?;
        if let Some(at) = early::until(&mut work.tx, zone, now, &open).await? {
            let number = work.order()?.number.as_str();
            return Err(Refusal::new(Code::TooEarly).with("order", number).with("at", at).into());
        }
    }
    let mut facts = work.facts()?;
    facts.rejection_text = text.is_some() || reject.reason != RejectionReason::Other;
    let say = EventDetails {
        submission: Some(first),
        reason_code: Some(reject.reason.as_str().to_owned()),
        text: text.clone(),
        payload: Payload::Rejected {
            shown: Some(reject.reason.shown_to_customer().to_string()),
            closed: open.collect(),
        },
        ..EventDetails::default()
    };
    work.walk(&[PaymentEdgeCode::P7], &facts, say)?;
    confirm::close_open(work, ProofState::Rejected)?;
    log_verdict(work, "REJECTED", (Some(reject.reason.as_str()), early), text)?;
    Ok(Outcome::Done)
}

/// P10: the last round's proofs wait for a verdict again, held by who reopened them.
pub(in crate::service) async fn reopen(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    let mut facts = work.facts()?;
    facts.reason.clone_from(&with.reason);
    let say = EventDetails {
        text: with.reason.clone(),
        internal: true,
        ..EventDetails::default()
    };
    work.walk(&[PaymentEdgeCode::P10], &facts, say)?;
    let (id, attempt) = (work.order()?.id, work.order()?.attempt);
    work.write(submissions::reopen_attempt(id, attempt));
    log_verdict(work, "REOPENED", (None, None), with.reason.clone())?;
    Ok(Outcome::Claimed { until: work.lease_end() })
}

/// P17: the order is held, its verified proofs are judged again.
pub(in crate::service) async fn reverse(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    let mut facts = work.facts()?;
    facts.reason.clone_from(&with.reason);
    facts.overridden = with.overridden;
    let say = EventDetails {
        text: with.reason.clone(),
        internal: true,
        ..EventDetails::default()
    };
    let all = refund::of_order(work).await?;
    facts.part_paid =
        all.iter().any(|refund| !refund.kind.is_whole() && !refund.paid.is_zero()) || surplus::credited_away(work).await?.is_positive();
    work.decide(&[PaymentEdgeCode::P17], &facts)?;
    refund::void_parts(work, &all, with.reason.as_deref()).await?;
    work.walk(&[PaymentEdgeCode::P17], &facts, say)?;
    let id = work.order()?.id;
    work.write(submissions::reopen_verified(id));
    log_verdict(work, "REVERSED", (None, None), with.reason.clone())?;
    Ok(Outcome::Claimed { until: work.lease_end() })
}

pub(super) fn log_verdict(
    work: &mut UnitOfWork<'_>,
    verdict: &'static str,
    (reason, early): (Option<&str>, Option<String>),
    text: Option<String>,
) -> Result<(), Error> {
    let (facts, operator) = (work.facts()?, work.operator()?);
    let order = work.order()?;
    let line = NewLog {
        id: LogId::from_uuid(crate::service::core::krafta::new_id()),
        order: order.id,
        submission: None,
        verdict,
        reason_code: reason.map(str::to_owned),
        reason_text: text,
        override_reason: early,
        credited: facts.credited,
        due: facts.due,
        tolerance: facts.tolerance,
        surplus: super::confirm::nothing(),
        operator,
        event_seq: order.event_seq,
    };
    work.logs.push(submissions::log(&line));
    Ok(())
}
