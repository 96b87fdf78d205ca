//! P6 and P8: an admin found the money in the bank. All of it confirms the order; a part is kept and the balance quoted anew.

use std::collections::BTreeSet;

use super::commands::{Attestation, RequestRefund, Verify};
use super::{already, line, surplus};
use crate::db::orders::order;
use crate::db::payments::submissions::{self, NewEvidence, NewLog, Submission};
use crate::domain::Time;
use crate::domain::dates;
use crate::domain::ids::{EvidenceId, LogId, OrderId, SubmissionId};
use crate::domain::limits::LONGEST_NOTE;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::{Banked, Payload};
use crate::domain::orders::rate::credit;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::bank_credit::{self, Taken};
use crate::domain::payments::departure::{self, Payment};
use crate::domain::payments::guards::PaymentFacts;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::reference::Reference;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;
use crate::service::core::command::Seen;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::assign::{self, Reassignment};
use crate::service::orders::checkout;

pub(in crate::service) async fn confirm(work: &mut UnitOfWork<'_>, verify: &Verify) -> Result<Outcome, Error> {
    let weighed = weigh(work, &Found::of(verify)).await?;
    work.decide(&[PaymentEdgeCode::P6], &weighed.facts)?;
    weighed.explained?;
    let (facts, evidence, others) = (weighed.facts, weighed.evidence, weighed.others);
    keep_evidence(work, &evidence)?;
    if !others.is_empty() {
        // They are not needed any more: the order is paid.
        close_open(work, ProofState::Withdrawn)?;
    }
    let surplus = facts.credited.less(facts.due).max_zero();
    work.credit(&facts)?;
    work.walk(&[PaymentEdgeCode::P6], &facts, said(verify, &evidence, &facts, others, None))?;
    log_evidence(work, "CONFIRMED", Why::of(verify), &evidence, &facts)?;
    assign::open_assignment(work, Reassignment::default()).await?;
    Ok(Outcome::Confirmed {
        credited: facts.credited,
        surplus,
    })
}

pub(in crate::service) async fn part(work: &mut UnitOfWork<'_>, verify: &Verify) -> Result<Outcome, Error> {
    let weighed = weigh(work, &Found::of(verify)).await?;
    work.decide(&[PaymentEdgeCode::P8], &weighed.facts)?;
    weighed.explained?;
    let (facts, evidence, others) = (weighed.facts, weighed.evidence, weighed.others);
    keep_evidence(work, &evidence)?;
    if !others.is_empty() {
        // They were looked for and not found.
        close_open(work, ProofState::Rejected)?;
    }
    work.credit(&facts)?;
    let (rate, expires_at) = checkout::todays_rate(work).await?;
    let (id, seq) = (work.order()?.id, work.order()?.quote_seq + 1);
    let quote = work.order()?.quote.balance(facts.credited, rate, work.now, expires_at)?;
    work.write_each(order::requote(id, seq, &quote));
    let missing = quote.due.less(facts.credited);
    let say = said(verify, &evidence, &facts, others, Some((missing, expires_at)));
    work.walk(&[PaymentEdgeCode::P8], &facts, say)?;
    log_evidence(work, "PART", Why::of(verify), &evidence, &facts)?;
    Ok(Outcome::PartlyPaid {
        credited: facts.credited,
        missing,
        expires_at,
    })
}

/// What was found, weighed.
struct Weighed {
    facts: PaymentFacts,
    evidence: Vec<NewEvidence>,
    /// The proofs without evidence that wait too.
    others: Vec<SubmissionId>,
    /// Whether what the bank shows otherwise than it was declared has a reason.
    explained: Ruling<()>,
}

/// A surplus is on no bank's books, and departs from nothing.
fn explained(reason: Option<&str>, evidence: &[NewEvidence], proofs: &[Submission]) -> Ruling<()> {
    let declared = proofs.iter().filter(|proof| proof.surplus_of.is_none());
    for declared in declared {
        let Some(shown) = evidence.iter().find(|shown| shown.submission == declared.id) else {
            continue;
        };
        let declared = Payment {
            account: declared.account,
            amount: declared.amount,
            reference: declared.reference.as_deref(),
        };
        let shown = Payment {
            account: Some(shown.account),
            amount: shown.amount,
            reference: Some(&shown.bank_reference),
        };
        departure::require_explained(declared, shown, reason)?;
    }
    Ok(())
}

/// What somebody found in the bank of an order, as they saw it.
struct Found<'a> {
    order: OrderId,
    seen: Option<&'a Seen>,
    evidence: &'a [Attestation],
    override_reason: Option<&'a String>,
    /// Why it is accepted although it differs.
    reason: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn of(verify: &'a Verify) -> Self {
        Self {
            order: verify.order,
            seen: Some(&verify.seen),
            evidence: &verify.evidence,
            override_reason: verify.override_reason.as_ref(),
            reason: given(verify.reason.as_deref()).or_else(|| given(verify.override_reason.as_deref())),
        }
    }
}

/// Why a verdict was given; and why a blocked duplicate was accepted.
#[derive(Clone, Copy)]
pub(super) struct Why<'a> {
    pub reason: Option<&'a str>,
    pub overridden: Option<&'a str>,
}

impl<'a> Why<'a> {
    fn of(verify: &'a Verify) -> Self {
        Self {
            reason: verify.reason.as_deref(),
            overridden: verify.override_reason.as_deref(),
        }
    }
}

/// The facts of P13 and P14: where money is verified in order to be returned, with its evidence as values.
pub(super) async fn weigh_returned(work: &mut UnitOfWork<'_>, request: &RequestRefund) -> Result<(PaymentFacts, Vec<NewEvidence>), Error> {
    let (mut facts, evidence) = if request.evidence.is_empty() {
        work.open(request.order, request.seen.as_ref()).await?;
        (work.facts()?, Vec::new())
    } else {
        let found = Found {
            order: request.order,
            seen: request.seen.as_ref(),
            evidence: &request.evidence,
            override_reason: Some(&request.reason).filter(|_| request.overridden),
            reason: given(Some(&request.reason)),
        };
        let weighed = weigh(work, &found).await?;
        (weighed.facts, weighed.evidence)
    };
    facts.reason = Some(request.reason.clone());
    facts.overridden = request.overridden;
    Ok((facts, evidence))
}

/// The facts of a verdict: the evidence as values and what it adds up to.
async fn weigh(work: &mut UnitOfWork<'_>, found: &Found<'_>) -> Result<Weighed, Error> {
    work.open(found.order, found.seen).await?;
    already::not_yet(work, PaymentStatus::Confirmed).await?;
    let proofs = work.proofs(found.seen).await?;
    let mut facts = work.facts()?;
    facts.reason = found.override_reason.cloned();
    facts.overridden = found.override_reason.is_some();
    let evidence = read_all(work, found.evidence, &proofs, &mut facts).await?;
    Ok(Weighed {
        others: open_without(&evidence, &proofs),
        explained: explained(found.reason, &evidence, &proofs),
        facts,
        evidence,
    })
}

/// All that was found in the bank, as values. The facts say what it adds up to, and whether it paid another order already.
pub(super) async fn read_all(
    work: &mut UnitOfWork<'_>,
    found: &[Attestation],
    proofs: &[Submission],
    facts: &mut PaymentFacts,
) -> Result<Vec<NewEvidence>, Error> {
    submissions::hold_money(&mut work.tx, keys(found, proofs)).await?;
    let mut evidence = Vec::with_capacity(found.len());
    for attested in found {
        let (one, paid_already) = read_evidence(work, attested, proofs).await?;
        facts.credited = facts.credited.checked_add(one.credited)?;
        let shared = shares_credit(work, &one, &evidence, proofs, facts.overridden).await?;
        facts.duplicate_of = facts.duplicate_of.take().or(paid_already.filter(|_| !shared));
        if !shared && evidence.iter().any(|other| same_money(other, &one)) {
            facts.duplicate_of = facts.duplicate_of.take().or(Some(work.order()?.number.clone()));
        }
        if evidence.iter().any(|other: &NewEvidence| other.submission == one.submission) {
            return Err(Refusal::new(Code::EvidenceTwice).into());
        }
        evidence.push(one);
    }
    facts.evidenced = !evidence.is_empty();
    Ok(evidence)
}

async fn read_evidence(
    work: &mut UnitOfWork<'_>,
    attested: &Attestation,
    proofs: &[Submission],
) -> Result<(NewEvidence, Option<String>), Error> {
    let unknown = || Refusal::new(Code::SubmissionUnknown).with("submission", attested.submission.to_string());
    let proof = proofs.iter().find(|proof| proof.id == attested.submission).ok_or_else(unknown)?;
    if proof.state != ProofState::Open {
        return Err(Refusal::new(Code::SubmissionDecided)
            .with("submission", proof.seq)
            .with("state", proof.state.as_str())
            .into());
    }
    if proof.surplus_of.is_some() {
        return Ok((surplus::evidence(proof, attested)?, None));
    }
    let found = submissions::paid_by(&mut work.tx, attested.account.trim(), &bank_key(attested), proof).await?;
    let (account, paid_already) = found.ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(&attested.account)))?;
    let ordered_on = work.shop.zone().day(work.order()?.placed_at);
    let line = line::chosen(work, attested, &account).await?;
    let amount = attested.amount.require_positive()?;
    if amount.currency() != account.currency {
        return Err(Refusal::new(Code::AmountCurrency)
            .with("input", amount)
            .with("found", amount.currency().as_str())
            .with("expected", account.currency.as_str())
            .into());
    }
    let evidence = NewEvidence {
        id: EvidenceId::from_uuid(crate::service::core::krafta::new_id()),
        submission: proof.id,
        account: account.id,
        value_date: dates::check_paid_on(
            line.as_ref().map_or(attested.date, |line| line.value_date),
            work.shop.today(),
            ordered_on,
        )?,
        amount,
        bank_reference: match &line {
            Some(line) => line::reference(line),
            None => Reference::parse(&attested.bank_reference, account.method)?.as_str().to_owned(),
        },
        note: attested
            .note
            .as_deref()
            .map(|note| crate::domain::limits::bounded("note", note, LONGEST_NOTE))
            .transpose()?,
        whole: line
            .as_ref()
            .map_or(attested.whole, |line| (line.amount != amount).then_some(line.amount)),
        credit: line.map(|line| line.id),
        credited: credit(amount, work.order()?.quote.rate)?,
    };
    Ok((evidence, paid_already))
}

/// Whether other proofs were paid by the same bank credit, and enough of it is left (domain.md §8, 16). Whoever overrides a used
/// reference takes no more than the credit is all the same.
async fn shares_credit(
    work: &mut UnitOfWork<'_>,
    one: &NewEvidence,
    before: &[NewEvidence],
    proofs: &[Submission],
    overridden: bool,
) -> Result<bool, Error> {
    if proofs.iter().any(|proof| proof.id == one.submission && proof.surplus_of.is_some()) {
        return Ok(false);
    }
    if let Some(line) = one.credit {
        line::pays(work, line, one.amount, before).await?;
        return Ok(true);
    }
    let key = Reference::stored(one.bank_reference.as_str()).key();
    let mut taken = submissions::taken(&mut work.tx, one.account, &key, one.value_date).await?;
    let number = work.order()?.number.clone();
    let same = before
        .iter()
        .filter(|other| same_money(other, one) && other.value_date == one.value_date);
    taken.extend(same.map(|other| Taken {
        amount: other.amount,
        whole: other.whole,
        order: number.clone(),
    }));
    match bank_credit::pays(&taken, one.amount, one.whole) {
        Ok(()) => Ok(!taken.is_empty()),
        // Until somebody overrides it, it is a used reference like another.
        Err(refusal) if refusal.code == Code::CreditExceeded && one.whole.is_none() && !overridden => Ok(false),
        Err(refusal) => Err(refusal.into()),
    }
}

pub(super) fn keep_evidence(work: &mut UnitOfWork<'_>, evidence: &[NewEvidence]) -> Result<(), Error> {
    let (order, operator) = (work.order()?.id, work.operator()?);
    for one in evidence {
        work.write_together(submissions::verify(order, one, operator));
    }
    Ok(())
}

pub(in crate::service) fn close_open(work: &mut UnitOfWork<'_>, state: ProofState) -> Result<(), Error> {
    let order = work.order()?.id;
    work.write(submissions::close_open(order, state));
    Ok(())
}

/// One log line a verified proof, all with the verdict's sums.
pub(super) fn log_evidence(
    work: &mut UnitOfWork<'_>,
    verdict: &'static str,
    why: Why<'_>,
    evidence: &[NewEvidence],
    facts: &PaymentFacts,
) -> Result<(), Error> {
    let (order, event_seq, operator) = (work.order()?.id, work.order()?.event_seq, work.operator()?);
    for one in evidence {
        let line = NewLog {
            id: LogId::from_uuid(crate::service::core::krafta::new_id()),
            order,
            submission: Some(one.submission),
            verdict,
            reason_code: None,
            reason_text: given(why.reason).map(str::to_owned),
            override_reason: why.overridden.map(str::to_owned),
            credited: facts.credited,
            due: facts.due,
            tolerance: facts.tolerance,
            surplus: facts.credited.less(facts.due).max_zero(),
            operator,
            event_seq,
        };
        work.logs.push(submissions::log(&line));
    }
    Ok(())
}

/// Any method's reference has a key; which signs it may have is known once the account is.
fn bank_key(attested: &Attestation) -> String {
    Reference::parse(&attested.bank_reference, PaymentMethod::Cash).map_or_else(|_| String::new(), |read| read.key())
}

/// What the money of a verdict goes by: in the bank, and as it was declared.
fn keys(found: &[Attestation], proofs: &[Submission]) -> BTreeSet<String> {
    let declared = proofs
        .iter()
        .filter(|proof| found.iter().any(|attested| attested.submission == proof.id));
    found
        .iter()
        .map(bank_key)
        .chain(declared.filter_map(|proof| proof.reference_key.clone()))
        .filter(|key| !key.is_empty())
        .collect()
}

/// Two proofs of one verdict that the bank shows as one payment. Zeros alone name none.
fn same_money(one: &NewEvidence, other: &NewEvidence) -> bool {
    let key = Reference::stored(one.bank_reference.as_str()).key();
    if one.credit.is_some() || other.credit.is_some() {
        return one.credit == other.credit;
    }
    one.account == other.account && !key.is_empty() && key == Reference::stored(other.bank_reference.as_str()).key()
}

fn open_without(evidence: &[NewEvidence], proofs: &[Submission]) -> Vec<SubmissionId> {
    let open = proofs.iter().filter(|proof| proof.state == ProofState::Open);
    let without = open.filter(|proof| !evidence.iter().any(|one| one.submission == proof.id));
    without.map(|proof| proof.id).collect()
}

/// The verdict's event: what the bank showed; of a part payment the balance too, and until when its quote holds.
fn said(
    verify: &Verify,
    evidence: &[NewEvidence],
    facts: &PaymentFacts,
    closed: Vec<SubmissionId>,
    balance: Option<(Money, Time)>,
) -> EventDetails {
    EventDetails {
        submission: evidence.first().map(|one| one.submission),
        text: why(verify),
        payload: Payload::Verified {
            evidence: banked(evidence),
            credited: Some(facts.credited),
            due: Some(facts.due),
            surplus: Some(facts.credited.less(facts.due).max_zero()),
            duplicate_of: facts.duplicate_of.clone(),
            missing: balance.map(|(missing, _)| missing),
            expires_at: balance.map(|(_, expires_at)| expires_at),
            closed,
        },
        ..EventDetails::default()
    }
}

/// What the bank showed, as an event says it.
pub(super) fn banked(evidence: &[NewEvidence]) -> Vec<Banked> {
    let one = |one: &NewEvidence| Banked {
        amount: Some(one.amount),
        reference: Some(one.bank_reference.clone()),
        date: Some(one.value_date),
    };
    evidence.iter().map(one).collect()
}

/// Why the verdict is accepted: a blocked duplicate, what differs or looks odd, or both.
fn why(verify: &Verify) -> Option<String> {
    let reasons = [given(verify.override_reason.as_deref()), given(verify.reason.as_deref())];
    let reasons: Vec<_> = reasons.into_iter().flatten().collect();
    (!reasons.is_empty()).then(|| reasons.join(" · "))
}

pub(super) fn given(reason: Option<&str>) -> Option<&str> {
    reason.map(str::trim).filter(|reason| !reason.is_empty())
}

/// Bolívares, of nothing.
pub(crate) const fn nothing() -> Money {
    Money::zero(Currency::Ves)
}
