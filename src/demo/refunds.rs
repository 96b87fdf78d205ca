//! P13–P16: money goes back, whole or in parts, or after all does not.

use uuid::Uuid;

use super::rows::{RefundPaymentRow, RefundRow};
use super::shop::{Ledger, shared};
use super::story::{EventDetails, Story, Who};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::refund::refundable;

/// Why money goes back.
pub const WHY: &[&str] = &[
    "El cliente ya no necesita el pedido.",
    "No hay material para el color pedido.",
    "Llegaría después del evento.",
    "Pidió por duplicado.",
    "El taller no puede con la cantidad y el cliente no quiere esperar.",
];

impl Story<'_> {
    /// P13, P14. `share`: basis points of the agreed cost still owed to the workshop, from production on.
    pub fn request_refund(&mut self, who: Who, share: Option<i64>) -> Option<()> {
        let reason = *self.dice.pick(WHY);
        let (from, amount, id) = (self.status, self.verified_money()?, self.ids.next());
        let staff = match who {
            Who::Staff(at) => Some(self.shop.staff.operators[at].id),
            _ => None,
        };
        // As the service takes it from the last proof that was verified.
        let proof = self.submissions.iter().rfind(|proof| proof.verified_amount.is_some())?.clone();
        self.refunds.push(RefundRow {
            id,
            order_id: self.order.id,
            amount,
            currency: amount.currency().as_str(),
            status: "DUE",
            reason: shared(reason),
            requested_role: self.role(who).as_str(),
            requested_by: staff,
            closed_by: None,
            closed_at: None,
            created_at: self.at,
            to_method: Some(proof.method),
            to_bank: proof.origin_bank,
            to_account: proof.payer_email,
            to_phone: proof.payer_phone,
            to_id_doc: proof.payer_id_doc,
            to_name: proof.payer_name,
        });
        let say = EventDetails {
            refund: Some(id),
            text: Some(shared(reason)),
            payload: Payload::RefundDue {
                amount: Some(amount),
                evidence: Vec::new(),
                kind: None,
                borne_by: None,
                given_back: None,
            },
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::RefundPending, say)?;
        if from == PaymentStatus::UnderReview {
            self.close_open("WITHDRAWN");
        }
        self.cancel_assignment(who, Some(reason), share)
    }

    /// What was verified, as a refund gives it back.
    fn verified_money(&self) -> Option<Money> {
        let verified: Vec<Money> = self.submissions.iter().filter_map(|proof| proof.verified_amount).collect();
        refundable(&verified, self.order.credited_amount)
            .ok()
            .filter(|_| !verified.is_empty())
    }

    /// P15 with the last of `parts`.
    pub fn pay_refund(&mut self, parts: i64, who: Who) -> Option<()> {
        let due = self.refunds.last()?.amount;
        let mut paid = Money::zero(due.currency());
        for part in 1..=parts {
            if part > 1 {
                self.pass_to_work(3_600, 3 * 86_400)?;
            }
            let amount = if part == parts {
                due.less(paid)
            } else {
                Money::of_minor((due.minor() / parts).max(1), due.currency())
            };
            paid = paid.checked_add(amount).ok()?;
            self.pay_part(who, amount, paid, due.less(paid))?;
        }
        Some(())
    }

    /// One payment of the open refund; it closes when nothing is left.
    fn pay_part(&mut self, who: Who, amount: Money, paid: Money, left: Money) -> Option<()> {
        let Who::Staff(staff) = who else { return None };
        let operator = self.shop.staff.operators[staff].id;
        let (method, reference) = self.paid_by(amount.currency());
        let (id, refund) = (self.ids.next(), self.refunds.last()?.id);
        let payload = Payload::RefundPaid {
            amount: Some(amount),
            method: Some(method),
            reference: Some(reference.clone()),
            receipt_url: None,
            paid: Some(paid),
            left: Some(left),
            sent: None,
            rate: None,
            sent_on: None,
            kind: None,
        };
        self.refund_payments.push(RefundPaymentRow {
            id,
            refund_id: refund,
            order_id: self.order.id,
            amount,
            currency: amount.currency().as_str(),
            method: method.as_str(),
            reference,
            paid_by: operator,
            paid_at: self.at,
            created_at: self.at,
        });
        let say = EventDetails {
            refund: Some(refund),
            payload,
            ..EventDetails::default()
        };
        if left.is_zero() {
            self.close_refund("PAID", operator)?;
            return self.walk(who, PaymentStatus::Refunded, say);
        }
        self.note(who, "REFUND_PAID", say);
        Some(())
    }

    fn paid_by(&mut self, currency: Currency) -> (PaymentMethod, String) {
        let method = match currency {
            Currency::Ves => *self.dice.pick(&[PaymentMethod::PagoMovil, PaymentMethod::BankTransfer]),
            Currency::Usd => PaymentMethod::Zelle,
            Currency::Usdt => PaymentMethod::BinancePay,
        };
        (method, self.dice.digits(10))
    }

    fn close_refund(&mut self, status: &'static str, operator: Uuid) -> Option<()> {
        let at = self.at;
        let refund = self.refunds.last_mut()?;
        (refund.status, refund.closed_by, refund.closed_at) = (status, Some(operator), Some(at));
        Some(())
    }

    /// P16: the order goes on after all.
    pub fn reinstate(&mut self, ledger: &Ledger, who: Who) -> Option<()> {
        let Who::Staff(staff) = who else { return None };
        let say = EventDetails {
            refund: self.refunds.last().map(|refund| refund.id),
            text: Some(shared("El cliente decidió esperar.")),
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::Confirmed, say)?;
        self.close_refund("VOIDED", self.shop.staff.operators[staff].id)?;
        self.open_assignment(ledger, None, None)
    }
}
