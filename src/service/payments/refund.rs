//! P13, P14, P16: money is to go back, all of it or a part, or after all is not. Paying it is `refund_payment`.

use super::commands::{DirectRefund, PartialRefund, RequestRefund, VoidRefund};
use super::{confirm, surplus};
use crate::db::payments::refunds::{self, LockedRefund, NewRefund};
use crate::db::payments::submissions;
use crate::domain::ids::RefundId;
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::guards::PaymentFacts;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::refund::{Bearer, RefundKind, refundable};
use crate::domain::payments::surplus::is_decided;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::{EventDetails, required_reason};
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::assign::{self, Reassignment};
use crate::service::fulfilment::withdraw;

pub(super) const WAYS: &[PaymentEdgeCode] = &[PaymentEdgeCode::P13, PaymentEdgeCode::P14];

pub(in crate::service) async fn request_refund(work: &mut UnitOfWork<'_>, request: &RequestRefund) -> Result<Outcome, Error> {
    let (facts, evidence) = confirm::weigh_returned(work, request).await?;
    let from = work.order()?.payment;
    work.decide(WAYS, &facts)?;
    if !evidence.is_empty() {
        confirm::keep_evidence(work, &evidence)?;
        work.credit(&facts)?;
        // What is due is read from it.
        work.flush().await?;
    }
    let delivered = is_delivered(work)?;
    let (kind, borne_by) = match (delivered, request.borne_by) {
        (false, _) => (RefundKind::Cancellation, None),
        (true, None) => return Err(Refusal::new(Code::BearerRequired).into()),
        (true, by) => (RefundKind::Return, by),
    };
    if delivered {
        require_bearer_gives(borne_by, request.share)?;
    }
    let all = of_order(work).await?;
    void_parts(work, &all, Some(request.reason.trim())).await?;
    let verified = verified_money(work).await?;
    let paid = all.iter().filter(|refund| refund.stands()).map(|refund| refund.paid);
    let away = surplus::credited_away(work).await?;
    let amount = verified.checked_sub(counted(work, paid.chain([away]), verified.currency())?)?;
    if !amount.is_positive() {
        return Err(Refusal::new(Code::NothingVerified).into());
    }
    let refund = insert(work, kind, borne_by, amount, request.reason.trim()).await?;
    let given_back = match delivered {
        true => withdraw::claw_back_share(work, refund, request.share.unwrap_or_default(), request.reason.trim()).await?,
        false => None,
    };
    let say = EventDetails {
        refund: Some(refund),
        text: Some(request.reason.trim().to_owned()),
        submission: evidence.first().map(|one| one.submission),
        payload: Payload::RefundDue {
            amount: Some(amount),
            evidence: confirm::banked(&evidence),
            kind: delivered.then(|| kind.to_string()),
            borne_by: borne_by.map(|by| by.to_string()),
            given_back,
        },
        ..EventDetails::default()
    };
    work.walk(WAYS, &facts, say)?;
    if !evidence.is_empty() {
        let why = confirm::Why {
            reason: Some(&request.reason),
            overridden: request.overridden.then_some(request.reason.as_str()),
        };
        confirm::log_evidence(work, "RETURNED", why, &evidence, &facts)?;
    }
    if from == PaymentStatus::UnderReview {
        confirm::close_open(work, ProofState::Withdrawn)?;
    }
    if !delivered {
        withdraw::cancel_assignment(work, Some(request.reason.trim()), request.overridden, request.share).await?;
    }
    Ok(Outcome::RefundDue { refund, amount })
}

/// What is due of a part is not given back by itself any more: all of it is, or its money is doubted.
pub(super) async fn void_parts(work: &mut UnitOfWork<'_>, all: &[LockedRefund], reason: Option<&str>) -> Result<(), Error> {
    for part in all.iter().filter(|refund| refund.is_due() && !refund.kind.is_whole()) {
        void_part(work, part, reason).await?;
    }
    Ok(())
}

async fn void_part(work: &mut UnitOfWork<'_>, part: &LockedRefund, reason: Option<&str>) -> Result<(), Error> {
    if !part.paid.is_zero() {
        return Err(Refusal::new(Code::RefundPartPaid).into());
    }
    work.write(refunds::close(part.id, "VOIDED", work.actor.id, work.now));
    withdraw::undo_share(work, part.id, reason).await?;
    let say = EventDetails {
        refund: Some(part.id),
        text: reason.map(str::to_owned),
        ..EventDetails::default()
    };
    let actor = work.actor.clone();
    work.note(&actor, "REFUND_VOIDED", say)
}

/// A part is not given back after all.
pub(in crate::service) async fn void_refund(work: &mut UnitOfWork<'_>, void: &VoidRefund) -> Result<Outcome, Error> {
    work.open(void.order, void.seen.as_ref()).await?;
    let text = required_reason(&void.reason)?;
    let all = of_order(work).await?;
    let parts = all.into_iter().filter(|refund| !refund.kind.is_whole()).collect();
    let part = which(parts, void.refund)?;
    void_part(work, &part, Some(&text)).await?;
    Ok(Outcome::Done)
}

/// SURPLUS and GOODWILL: the order stays CONFIRMED.
pub(in crate::service) async fn refund_part(work: &mut UnitOfWork<'_>, part: &PartialRefund) -> Result<Outcome, Error> {
    work.open(part.order, part.seen.as_ref()).await?;
    let text = required_reason(&part.reason)?;
    let payment = work.order()?.payment;
    if payment != PaymentStatus::Confirmed && !(part.kind == RefundKind::Surplus && is_decided(payment)) {
        return Err(Refusal::new(Code::PaymentNotConfirmed).into());
    }
    let all = of_order(work).await?;
    let left = not_given_back(work, &all).await?;
    let most = if part.kind == RefundKind::Surplus {
        let surplus = surplus::left(work, &all).await?;
        least(counted(work, [surplus].into_iter(), left.currency())?, left)
    } else {
        left
    };
    // The workshop gives back of work that it delivered.
    let delivered = is_delivered(work)?;
    if part.share.is_some() && !(part.kind == RefundKind::Goodwill && delivered) {
        return Err(Refusal::new(Code::ShareUnfit).into());
    }
    require_bearer_gives(part.borne_by, part.share)?;
    let amount = part_amount(part, most)?;
    let borne_by = part.borne_by.filter(|_| part.kind == RefundKind::Goodwill);
    let refund = insert(work, part.kind, borne_by, amount, &text).await?;
    let given_back = match part.share {
        Some(share) => withdraw::claw_back_share(work, refund, share, &text).await?,
        None => None,
    };
    let say = EventDetails {
        refund: Some(refund),
        text: Some(text),
        payload: Payload::PartDue {
            amount: Some(amount),
            kind: Some(part.kind.to_string()),
            borne_by: borne_by.map(|by| by.to_string()),
            given_back,
        },
        ..EventDetails::default()
    };
    work.note_to_customer("REFUND_PART", say)?;
    Ok(Outcome::RefundDue { refund, amount })
}

/// A workshop gives back of its cost only what it bears itself.
fn require_bearer_gives(borne_by: Option<Bearer>, share: Option<u32>) -> Ruling<()> {
    match share {
        Some(1..) if borne_by != Some(Bearer::Workshop) => Err(Refusal::new(Code::ShareUnfit)),
        _ => Ok(()),
    }
}

fn part_amount(part: &PartialRefund, most: Money) -> Ruling<Money> {
    match (part.kind, part.amount) {
        (RefundKind::Cancellation | RefundKind::Return, _) => Err(Refusal::new(Code::WhichRefund)),
        (RefundKind::Surplus, _) if !most.is_positive() => Err(Refusal::new(Code::NoSurplus)),
        (RefundKind::Surplus, None) => Ok(most),
        (RefundKind::Goodwill, _) if part.borne_by.is_none() => Err(Refusal::new(Code::BearerRequired)),
        (RefundKind::Goodwill, None) => Err(Refusal::new(Code::AmountMissing)),
        (kind, Some(amount)) => {
            let amount = in_currency(amount.require_positive()?, most.currency())?;
            let left = most.max_zero();
            match kind {
                RefundKind::Goodwill if amount.minor() == most.minor() => Err(Refusal::new(Code::GoodwillIsPart)),
                _ if amount.minor() <= most.minor() => Ok(amount),
                RefundKind::Surplus => Err(Refusal::new(Code::SurplusExceeds).with("amount", amount).with("left", left)),
                _ => Err(Refusal::new(Code::RefundExceeds).with("amount", amount).with("left", left)),
            }
        }
    }
}

pub(super) fn in_currency(amount: Money, expected: Currency) -> Ruling<Money> {
    if amount.currency() == expected {
        return Ok(amount);
    }
    Err(Refusal::new(Code::AmountCurrency)
        .with("input", amount)
        .with("found", amount.currency().as_str())
        .with("expected", expected.as_str()))
}

async fn insert(
    work: &mut UnitOfWork<'_>,
    kind: RefundKind,
    borne_by: Option<Bearer>,
    amount: Money,
    reason: &str,
) -> Result<RefundId, Error> {
    let order = work.order()?.id;
    let refund = RefundId::from_uuid(crate::service::core::krafta::new_id());
    let to = refunds::came_from(&mut work.tx, order).await?;
    work.write(refunds::insert(&NewRefund {
        id: refund,
        order,
        kind,
        borne_by,
        amount,
        reason,
        by: (work.actor.role, work.actor.id),
        to,
    }));
    Ok(refund)
}

fn is_delivered(work: &UnitOfWork<'_>) -> Result<bool, Error> {
    let assignment = work.order()?.assignment;
    Ok(assignment.is_some_and(|(_, status)| status == AssignmentStatus::Completed))
}

/// All refunds of the order that is open.
pub(super) async fn of_order(work: &mut UnitOfWork<'_>) -> Result<Vec<LockedRefund>, Error> {
    let id = work.order()?.id;
    Ok(refunds::of_order(&mut work.tx, id).await?)
}

/// The one that is meant, or the only one that is due, of the whole before parts.
pub(super) fn which(all: Vec<LockedRefund>, wanted: Option<RefundId>) -> Ruling<LockedRefund> {
    let mut due: Vec<_> = all
        .into_iter()
        .filter(|refund| refund.is_due() && wanted.is_none_or(|wanted| wanted == refund.id))
        .collect();
    if let Some(whole) = due.iter().position(|refund| refund.kind.is_whole()) {
        return Ok(due.swap_remove(whole));
    }
    match (due.pop(), due.is_empty()) {
        (Some(_), false) => Err(Refusal::new(Code::WhichRefund)),
        (Some(only), true) => Ok(only),
        (None, _) => Err(Refusal::new(Code::NoRefundDue)),
    }
}

/// What was verified, as a refund gives it back.
async fn verified_money(work: &mut UnitOfWork<'_>) -> Result<Money, Error> {
    let (id, credited) = (work.order()?.id, work.order()?.credited);
    Ok(refundable(&submissions::verified(&mut work.tx, id).await?, credited)?)
}

/// What was verified, less the refunds that stand, due or paid, and the surplus that other orders were credited.
async fn not_given_back(work: &mut UnitOfWork<'_>, all: &[LockedRefund]) -> Result<Money, Error> {
    let verified = verified_money(work).await?;
    let standing = all.iter().filter(|refund| refund.stands()).map(|refund| refund.amount);
    let away = surplus::credited_away(work).await?;
    Ok(verified.checked_sub(counted(work, standing.chain([away]), verified.currency())?)?)
}

/// What it is together in this currency, at the open order's rate.
fn counted(work: &UnitOfWork<'_>, moneys: impl Iterator<Item = Money>, currency: Currency) -> Result<Money, Error> {
    let rate = work.order()?.quote.rate;
    let counted = moneys.map(|money| match money.currency() == currency {
        true => Ok(money),
        false => rate.exchange(money, currency),
    });
    Ok(Money::sum(currency, counted.collect::<Ruling<Vec<_>>>()?)?)
}

const fn least(one: Money, other: Money) -> Money {
    if one.minor() <= other.minor() { one } else { other }
}

/// P16: the order goes on after all.
pub(in crate::service) async fn reinstate(work: &mut UnitOfWork<'_>, with: &WithReason) -> Result<Outcome, Error> {
    work.open(with.order, with.seen.as_ref()).await?;
    let mut facts = work.facts()?;
    facts.reason.clone_from(&with.reason);
    let all = of_order(work).await?;
    keep_surplus_covered(work, &mut facts, &all).await?;
    let due = all.into_iter().find(|refund| refund.is_due() && refund.kind.is_whole());
    (facts.refund_due, facts.refund_paid) = (due.as_ref().map(|due| due.amount), due.as_ref().map(|due| due.paid));
    let say = EventDetails {
        refund: due.as_ref().map(|due| due.id),
        text: with.reason.clone(),
        ..EventDetails::default()
    };
    work.walk(&[PaymentEdgeCode::P16], &facts, say)?;
    let returned = due.as_ref().map(|due| due.id);
    if let Some(due) = due {
        work.write(refunds::close(due.id, "VOIDED", work.actor.id, work.now));
    }
    if is_delivered(work)? {
        if let Some(refund) = returned {
            withdraw::undo_share(work, refund, with.reason.as_deref()).await?;
        }
    } else {
        assign::open_assignment(work, Reassignment::default()).await?;
    }
    Ok(Outcome::Done)
}

/// What was given back or credited as surplus while the order had ended does not pay it: what is left covers all of its due
/// (domain.md §8, 17).
async fn keep_surplus_covered(work: &mut UnitOfWork<'_>, facts: &mut PaymentFacts, all: &[LockedRefund]) -> Result<(), Error> {
    let away = surplus::credited_away(work).await?;
    let given = all.iter().filter(|refund| refund.stands() && refund.kind == RefundKind::Surplus);
    let given = counted(work, given.map(|refund| refund.amount).chain([away]), Currency::Ves)?;
    if given.is_positive() {
        facts.credited = facts.credited.less(given);
        facts.tolerance = confirm::nothing();
    }
    Ok(())
}

/// Where a refund goes, corrected while it is due.
pub(in crate::service) async fn direct_refund(work: &mut UnitOfWork<'_>, direct: &DirectRefund) -> Result<Outcome, Error> {
    work.open(direct.order, direct.seen.as_ref()).await?;
    let refund = which(of_order(work).await?, direct.refund)?;
    let to = direct.to.checked()?;
    work.write(refunds::direct(refund.id, &to));
    let say = EventDetails {
        refund: Some(refund.id),
        internal: true,
        payload: Payload::Destination {
            method: to.method,
            bank: to.bank,
            account: to.account,
            phone: to.phone,
            id_doc: to.id_doc,
            name: to.name,
        },
        ..EventDetails::default()
    };
    let actor = work.actor.clone();
    work.note(&actor, "REFUND_DESTINATION", say)?;
    Ok(Outcome::Done)
}
