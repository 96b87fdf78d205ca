//! P2, P3, P9, P18: a payment is reported, by its customer or by staff on their behalf, with the signals a reviewer will
//! see; for a cancelled order, by an admin.

use super::Payments;
use super::already;
use super::commands::Report;
use crate::db::catalogue::checkout_lookup::{self, Account};
use crate::db::orders::order::{self, LockedOrder};
use crate::db::payments::related;
use crate::db::payments::submissions::{self, NewSubmission, Submission};
use crate::domain::dates;
use crate::domain::identity::Payer;
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::limits::{LONGEST_NOTE, bounded};
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::number::OrderNumber;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::proof::{ProofDraft, Reporting};
use crate::domain::payments::receipt_file::Sha256Hex;
use crate::domain::payments::reference::Reference;
use crate::domain::payments::signal::{Signal, SignalFound};
use crate::domain::payments::signal_rules::{self, OtherProof};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::excerpt;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::orders::checkout;

const WAYS: &[PaymentEdgeCode] = &[PaymentEdgeCode::P2, PaymentEdgeCode::P3, PaymentEdgeCode::P9, PaymentEdgeCode::P18];

pub(in crate::service) async fn report(work: &mut UnitOfWork<'_>, report: &Report) -> Result<Outcome, Error> {
    let id = order_named(work, &report.order).await?;
    work.open(id, None).await?;
    let account = match report.account.as_deref().map(str::trim).filter(|alias| !alias.is_empty()) {
        Some(alias) => Some(account(work, alias).await?),
        None => None,
    };
    let draft = read_draft(work, report, account.as_ref())?;
    let proofs = work.proofs(None).await?;
    let mut facts = work.facts()?;
    facts.open_proofs = count_open(&proofs);
    facts.reason = report.note.as_deref().map(|note| bounded("note", note, LONGEST_NOTE)).transpose()?;
    // Decided before anything is written; walking the edge asks again, of the same facts.
    work.decide(WAYS, &facts)?;
    let quoted = work.order()?.quote_seq;
    let late = match work.order()?.payment {
        PaymentStatus::Cancelled => revive(work).await?,
        _ => Vec::new(),
    };
    let order = work.order()?;
    let requoted = (order.quote_seq != quoted).then_some(order.quote.due);
    let found = signals(work, &draft, account.as_ref(), &proofs).await?;
    let found = signal_rules::with_lasting(found, &late);
    let submission = new_submission(work, &draft, &proofs, &found).await?;
    work.write(submissions::insert(&submission));
    let say = EventDetails {
        submission: Some(submission.id),
        text: facts.reason.clone(),
        payload: reported(&submission, account.map(|account| account.alias)),
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    Ok(Outcome::Reported {
        submission: submission.id,
        signals: found.iter().map(|found| found.signal).collect(),
        requoted,
    })
}

/// What an event says of a proof.
pub(super) fn reported(proof: &NewSubmission, account: Option<String>) -> Payload {
    Payload::Reported {
        method: Some(proof.method),
        amount: Some(proof.amount),
        reference: proof.reference.clone(),
        bank: proof.origin_bank.clone(),
        account,
        paid_on: Some(proof.paid_on),
        // A credit's reference is the order that it comes from.
        surplus_of: proof.surplus_of.and(proof.reference.clone()),
    }
}

/// What a cancelled order needs to be reviewed again: total and shipping stay, a quote that lapsed is made anew with the
/// day's rate. Answers the signals that say so: late, and if nothing is shipped there any more.
async fn revive(work: &mut UnitOfWork<'_>) -> Result<Vec<SignalFound>, Error> {
    let before = work.order()?.quote;
    let mut late = vec![if before.expired(work.now) {
        SignalFound::new(Signal::Late).with("expired", work.shop.zone().long(before.expires_at))
    } else {
        let at = already::arrival(work, PaymentStatus::Cancelled)
            .await?
            .map_or(work.now, |event| event.at);
        let cancelled = work.shop.zone().long(at);
        SignalFound::new(Signal::Late)
            .with("cause", "CANCELLED")
            .with("cancelled", cancelled)
    }];
    if before.expired(work.now) {
        let (rate, expires_at) = checkout::todays_rate(work).await?;
        let (id, seq) = (work.order()?.id, work.order()?.quote_seq + 1);
        let quote = before.balance(work.order()?.credited, rate, work.now, expires_at)?;
        work.write_each(order::requote(id, seq, &quote));
        let order = work.open_order()?;
        (order.quote, order.quote_seq) = (quote, seq);
    }
    if !checkout::ships(work).await? {
        late.push(SignalFound::new(Signal::NoShipping));
    }
    Ok(late)
}

pub(in crate::service) async fn order_named(work: &mut UnitOfWork<'_>, number: &str) -> Result<OrderId, Error> {
    let number = OrderNumber::parse(number)?.to_string();
    let found = order::id_of_number(&mut work.tx, &number).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", number))?)
}

pub(in crate::service) async fn account(work: &mut UnitOfWork<'_>, alias: &str) -> Result<Account, Error> {
    let found = checkout_lookup::account(&mut work.tx, alias).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(alias)))?)
}

/// The report's texts as values, and whether its method has what it needs.
pub(super) fn read_draft(work: &UnitOfWork<'_>, report: &Report, account: Option<&Account>) -> Result<ProofDraft, Error> {
    let today = work.shop.today();
    let ordered_on = work.shop.zone().day(work.order()?.placed_at);
    let draft = ProofDraft {
        account: account.map(|account| account.ours.id),
        origin_bank: filled(&report.origin_bank),
        reference: filled(&report.reference),
        payer_name: filled(&report.payer_name),
        payer_id: filled(&report.payer_id_doc),
        payer_phone: filled(&report.payer_phone),
        email: filled(&report.payer_email),
        receipt: report.receipt.as_deref().map(digest).transpose()?,
        ..ProofDraft::new(
            report.method,
            Money::typed(&report.amount, report.currency)?,
            dates::typed(&report.paid_on, today)?,
        )
    };
    let reporting = Reporting {
        today,
        ordered_on,
        account: account.map(|account| account.ours),
    };
    Ok(draft.validate(&reporting)?.to_draft())
}

/// The signals of domain.md §5 on a draft, against every proof that shares a reference or a picture with it.
async fn signals(
    work: &mut UnitOfWork<'_>,
    draft: &ProofDraft,
    account: Option<&Account>,
    proofs: &[Submission],
) -> Result<Vec<SignalFound>, Error> {
    let order = work.order()?.clone();
    let others = related::related(&mut work.tx, draft, order.id).await?;
    let open: Money = Money::sum(
        Currency::Ves,
        proofs
            .iter()
            .filter(|proof| proof.state == ProofState::Open)
            .map(|proof| crate::domain::orders::rate::credit(proof.amount, order.quote.rate))
            .collect::<Result<Vec<_>, _>>()?,
    )?;
    let outstanding = order.quote.due.less(order.credited).less(open);
    Ok(work.shop.payments().find_signals(&SignalSubject {
        draft,
        reported_at: work.now,
        order: &order,
        outstanding,
        account,
        others: &others,
    })?)
}

pub(super) async fn new_submission(
    work: &mut UnitOfWork<'_>,
    draft: &ProofDraft,
    proofs: &[Submission],
    found: &[SignalFound],
) -> Result<NewSubmission, Error> {
    let receipt = match draft.receipt {
        Some(digest) => Some((digest, work.shop.payments().kept_receipt(&mut work.tx, digest).await?)),
        None => None,
    };
    let order = work.order()?;
    let again = order.payment == PaymentStatus::Rejected;
    let reference = draft.reference.as_deref().map(Reference::stored);
    Ok(NewSubmission {
        id: SubmissionId::from_uuid(crate::service::core::krafta::new_id()),
        order: order.id,
        seq: proofs.last().map_or(1, |last| last.seq + 1),
        attempt: match order.payment {
            PaymentStatus::Rejected | PaymentStatus::Cancelled => order.attempt + 1,
            _ => order.attempt.max(1),
        },
        quote_seq: order.quote_seq,
        previous: proofs
            .iter()
            .rfind(|proof| again && proof.state == ProofState::Rejected)
            .map(|proof| proof.id),
        reported_by: work.actor.role,
        reported_by_id: work.actor.id,
        method: draft.method,
        amount: draft.amount,
        paid_on: draft.paid_on,
        account: draft.account,
        origin_bank: draft.origin_bank.clone(),
        reference: draft.reference.clone(),
        reference_key: reference.as_ref().map(Reference::key),
        reference_reversed: reference.as_ref().map(Reference::reversed_key),
        payer_name: draft.payer_name.clone(),
        payer_id_doc: draft.payer_id.clone(),
        payer_phone: draft.payer_phone.clone(),
        payer_email: draft.email.clone(),
        receipt: receipt.map(|(digest, kept)| (digest.to_string(), kept.kind.as_str().to_owned(), kept.size)),
        signals: serde_json::to_value(found).map_err(|error| Error::Internal(error.to_string()))?,
        digest: draft.digest().to_string(),
        reported_at: work.now,
        surplus_of: None,
        credited: None,
    })
}

/// A proof and what it is compared with.
pub(crate) struct SignalSubject<'a> {
    pub draft: &'a ProofDraft,
    pub reported_at: crate::domain::dates::Time,
    pub order: &'a LockedOrder,
    /// VES.
    pub outstanding: Money,
    pub account: Option<&'a Account>,
    pub others: &'a [OtherProof],
}

impl Payments<'_> {
    pub(crate) fn find_signals(&self, subject: &SignalSubject<'_>) -> Result<Vec<SignalFound>, Refusal> {
        let order = subject.order;
        let quote: &Quote = &order.quote;
        Ok(signal_rules::find(&signal_rules::Facts {
            proof: subject.draft,
            reported_at: subject.reported_at,
            zone: self.shop.zone(),
            ordered_on: self.shop.zone().day(order.placed_at),
            quote,
            outstanding: subject.outstanding,
            tolerance: crate::service::core::unit_of_work::tolerance_rule(self.shop.settings())?.tolerance(quote.due, quote.rate)?,
            account: subject.account.map(|account| account.ours),
            customer: order.customer_id_doc.as_deref().and_then(|id| Payer::parse(id).ok()),
            banked_on: None,
            others: subject.others,
        }))
    }
}

pub(super) fn count_open(proofs: &[Submission]) -> u32 {
    u32::try_from(proofs.iter().filter(|proof| proof.state == ProofState::Open).count()).unwrap_or(u32::MAX)
}

fn filled(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A digest as it is written.
pub(crate) fn digest(text: &str) -> Result<Sha256Hex, Refusal> {
    text.parse()
        .map_err(|_| Refusal::new(Code::ReceiptMissing).with("digest", excerpt(text)))
}
