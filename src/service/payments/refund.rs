//! P13–P16: money goes back. A refund is due as a whole and paid in parts; it closes when the parts are the whole.

use serde_json::json;

use super::commands::{PayRefund, RequestRefund};
use crate::db::payments::refunds::{self, DueRefund, NewRefundPayment};
use crate::db::payments::submissions;
use crate::domain::actor::Permission;
use crate::domain::ids::{RefundId, RefundPaymentId};
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Change;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::reference::Reference;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::assign::Reassignment;

/// Characters of a link to a receipt.
const LONGEST_LINK: usize = 500;
const REQUEST: &[PaymentEdgeCode] = &[PaymentEdgeCode::P13, PaymentEdgeCode::P14];

impl UnitOfWork<'_> {
    pub(crate) async fn request_refund(&mut self, request: &RequestRefund) -> Result<Outcome, Error> {
        self.actor.may(Permission::RequestRefund)?;
        self.open(request.order, request.seen.as_ref()).await?;
        let mut facts = self.facts()?;
        facts.reason = Some(request.reason.clone());
        facts.overridden = request.overridden;
        let (order, from) = (self.order()?.id, self.order()?.payment);
        self.decide(REQUEST, &facts)?;
        let amount = self.verified_money().await?;
        let refund = RefundId::from_uuid(crate::service::core::krafta::new_id());
        self.write(refunds::insert(
            refund,
            order,
            amount,
            request.reason.trim(),
            (self.actor.role, self.actor.id),
        ));
        let say = EventDetails {
            refund: Some(refund),
            text: Some(request.reason.trim().to_owned()),
            data: json!({ "amount": amount }),
            ..EventDetails::default()
        };
        self.walk(REQUEST, &facts, say)?;
        if from == PaymentStatus::UnderReview {
            self.close_open(ProofState::Withdrawn)?;
        }
        self.cancel_assignment(Some(request.reason.trim()), request.overridden, request.share)
            .await?;
        Ok(Outcome::RefundDue { refund, amount })
    }

    /// What was verified, in the currency it came in; in bolívares when it came in several.
    async fn verified_money(&mut self) -> Result<Money, Error> {
        let (id, credited) = (self.order()?.id, self.order()?.credited);
        let verified = submissions::verified(&mut self.tx, id).await?;
        let currency = verified.first().map_or(Currency::Ves, |money| money.currency());
        if verified.iter().all(|money| money.currency() == currency) && !verified.is_empty() {
            return Ok(Money::sum(currency, verified)?);
        }
        Ok(credited)
    }

    pub(crate) async fn pay_refund(&mut self, pay: &PayRefund) -> Result<Outcome, Error> {
        self.actor.may(Permission::PayRefund)?;
        self.open(pay.order, Some(&pay.seen)).await?;
        let due = self.due_refund().await?;
        let left = due.amount.checked_sub(due.paid)?;
        let amount = self
            .shop
            .check_refund_payment(self.actor, pay, &due, left, self.order()?.quote.rate)?;
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
            by: self.operator()?,
            at: self.now,
        };
        self.write(refunds::pay(&new));
        let (paid, left) = (due.paid.checked_add(amount)?, left.checked_sub(amount)?);
        let say = EventDetails {
            refund: Some(due.id),
            data: json!({ "amount": amount, "method": pay.method, "reference": reference, "receipt_url": link, "paid": paid, "left": left }),
            ..EventDetails::default()
        };
        if left.is_zero() {
            let mut facts = self.facts()?;
            (facts.refund_due, facts.refund_paid) = (Some(due.amount), Some(paid));
            self.write(refunds::close(due.id, "PAID", self.actor.id, self.now));
            self.walk(&[PaymentEdgeCode::P15], &facts, say)?;
        } else {
            let actor = self.actor.clone();
            self.append(&actor, Change::Note, "REFUND_PAID", say)?;
        }
        Ok(Outcome::RefundPaid {
            refund: due.id,
            paid,
            left,
        })
    }

    async fn due_refund(&mut self) -> Result<DueRefund, Error> {
        let id = self.order()?.id;
        Ok(refunds::due(&mut self.tx, id)
            .await?
            .ok_or_else(|| Refusal::new(Code::NoRefundDue))?)
    }

    /// P16: the order goes on after all.
    pub(crate) async fn reinstate(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        self.actor.may(Permission::RequestRefund)?;
        self.open(with.order, with.seen.as_ref()).await?;
        let mut facts = self.facts()?;
        facts.reason.clone_from(&with.reason);
        let id = self.order()?.id;
        let due = refunds::due(&mut self.tx, id).await?;
        (facts.refund_due, facts.refund_paid) = (due.as_ref().map(|due| due.amount), due.as_ref().map(|due| due.paid));
        let say = EventDetails {
            refund: due.as_ref().map(|due| due.id),
            text: with.reason.clone(),
            ..EventDetails::default()
        };
        self.walk(&[PaymentEdgeCode::P16], &facts, say)?;
        if let Some(due) = due {
            self.write(refunds::close(due.id, "VOIDED", self.actor.id, self.now));
        }
        self.open_assignment(Reassignment::default()).await?;
        Ok(Outcome::Done)
    }
}

impl Krafta {
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
        if let Some(threshold) = self.settings().refunds.second_admin_above {
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
