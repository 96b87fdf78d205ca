//! P4–P8, P10–P12, P17: a proof is claimed, judged, looked at again; an order that will not be paid ends.

use chrono::TimeDelta;

use super::calendar;
use super::rows::{EvidenceRow, LogRow, Word};
use super::shop::{Ledger, Prior, shared};
use super::story::{EventDetails, Story, Who};
use crate::domain::ids::AccountId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::{Banked, Payload};
use crate::domain::orders::rate;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::rejection::RejectionReason;

/// Minutes of a claim.
const LEASE: i64 = 15;

/// Reasons to reject, by how common, with what the customer reads.
const REASONS: &[(u32, (RejectionReason, Option<&str>))] = &[
    (34, (RejectionReason::NotFound, None)),
    (
        18,
        (
            RejectionReason::RefMismatch,
            Some("La referencia no coincide con ningún movimiento; envíanos los últimos 8 dígitos."),
        ),
    ),
    (14, (RejectionReason::AmountMismatch, None)),
    (
        10,
        (
            RejectionReason::Illegible,
            Some("La foto del comprobante no se lee. ¿Puedes enviarla de nuevo?"),
        ),
    ),
    (8, (RejectionReason::IncompleteData, None)),
    (
        6,
        (
            RejectionReason::WrongAccount,
            Some("Ese pago llegó a una cuenta que ya no usamos; te ayudamos a ubicarlo."),
        ),
    ),
    (4, (RejectionReason::WrongCurrency, None)),
    (3, (RejectionReason::RefReused, None)),
    (2, (RejectionReason::SuspectedFraud, None)),
    (
        1,
        (
            RejectionReason::Other,
            Some("El banco devolvió la operación por mantenimiento; por favor repítela."),
        ),
    ),
];

impl Story<'_> {
    /// P4.
    pub fn claim(&mut self, who: Who) -> Option<()> {
        self.walk(who, PaymentStatus::UnderReview, EventDetails::default())
    }

    /// Whoever holds the order from now on.
    pub fn hold(&mut self, who: Who) {
        if let Who::Staff(at) = who {
            self.order.claim_operator_id = Some(self.shop.staff.operators[at].id);
            self.order.claimed_at = Some(self.at);
            self.order.claim_expires_at = Some(self.at + TimeDelta::minutes(LEASE));
        }
    }

    /// P5 by the holder, or by another admin with a reason.
    pub fn release(&mut self, who: Who, holder: Who, reason: Option<&str>) -> Option<()> {
        let say = EventDetails {
            text: reason.map(shared),
            internal: true,
            payload: Payload::Released {
                holder: Some(self.called(holder).to_owned()),
                lapsed: false,
            },
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::Reported, say)
    }

    /// P5 by the system: the lease is over.
    pub fn lapse(&mut self, holder: Who) -> Option<()> {
        let say = EventDetails {
            internal: true,
            payload: Payload::Released {
                holder: Some(self.called(holder).to_owned()),
                lapsed: true,
            },
            ..EventDetails::default()
        };
        self.walk(Who::System, PaymentStatus::Reported, say)
    }

    pub fn called(&self, who: Who) -> &str {
        match who {
            Who::Staff(at) => &self.shop.staff.operators[at].name,
            _ => "",
        }
    }

    /// P6 when the open proofs cover what is owed, else P8. Then the order is CONFIRMED or PENDING with a new quote.
    pub fn verify(&mut self, ledger: &mut Ledger, who: Who) -> Option<()> {
        let open: Vec<usize> = (0..self.submissions.len())
            .filter(|at| self.submissions[*at].state == "OPEN")
            .collect();
        let first = self.submissions[*open.first()?].id;
        let mut evidence = Vec::with_capacity(open.len());
        for at in &open {
            self.attest(ledger, *at, who)?;
            let proof = self.evidence.last()?;
            evidence.push(Banked {
                amount: Some(proof.amount),
                reference: Some(proof.bank_reference.clone()),
                date: Some(proof.value_date),
            });
        }
        let (credited, due) = (self.order.credited_amount, self.quote.due);
        let surplus = credited.less(due).max_zero();
        let covered = credited.minor() + self.tolerance().minor() >= due.minor();
        let tolerance = self.tolerance();
        let (verdict, to, balance) = if covered {
            ("CONFIRMED", PaymentStatus::Confirmed, None)
        } else {
            let rate = self.shop.rates.on(calendar::day(self.at));
            let quote = self.quote.balance(credited, rate, self.at, calendar::end_of_day(self.at)).ok()?;
            self.requote(quote);
            ("PART", PaymentStatus::Pending, Some((self.owed(), quote.expires_at)))
        };
        let say = EventDetails {
            submission: Some(first),
            payload: Payload::Verified {
                evidence,
                credited: Some(credited),
                due: Some(due),
                surplus: Some(surplus),
                duplicate_of: None,
                missing: balance.map(|(missing, _)| missing),
                expires_at: balance.map(|(_, expires_at)| expires_at),
                closed: Vec::new(),
            },
            ..EventDetails::default()
        };
        self.walk(who, to, say)?;
        for at in open {
            let sums = (credited, due, tolerance, surplus);
            self.log(Some(self.submissions[at].id), verdict, None, None, sums, who);
        }
        if covered {
            self.open_assignment(ledger, None, None)?;
        }
        Some(())
    }

    /// What the bank shows for one proof, which thereby is verified.
    fn attest(&mut self, ledger: &mut Ledger, at: usize, who: Who) -> Option<()> {
        let Who::Staff(staff) = who else { return None };
        let id = self.ids.next();
        let (proof, banked) = (&mut self.submissions[at], &self.banked[at]);
        let account = self
            .shop
            .staff
            .accounts
            .iter()
            .find(|account| Some(account.id) == proof.account_id)?;
        // The bank knows one currency an account; what was declared in another arrived in the account's own.
        let amount = match (account.ours.currency, proof.amount.currency()) {
            (Currency::Ves, Currency::Usd | Currency::Usdt) => self.quote.rate.to_ves(proof.amount).ok()?,
            _ => proof.amount,
        };
        let credited = rate::credit(amount, self.quote.rate).ok()?;
        proof.state = "VERIFIED";
        proof.verified_amount = Some(amount);
        proof.verified_currency = Some(amount.currency().as_str());
        proof.credited_amount = Some(credited);
        self.evidence.push(EvidenceRow {
            id,
            submission_id: proof.id,
            order_id: self.order.id,
            account_id: account.id,
            value_date: proof.paid_on,
            amount,
            currency: amount.currency().as_str(),
            bank_reference: banked.clone(),
            note: None,
            operator_id: self.shop.staff.operators[staff].id,
            created_at: self.at,
        });
        self.order.credited_amount = self.order.credited_amount.checked_add(credited).ok()?;
        let receipt = proof
            .receipt_digest
            .as_deref()
            .and_then(|digest| digest.parse().ok())
            .zip(proof.receipt_bytes);
        let reference = proof.reference.clone().unwrap_or_default();
        let account = AccountId::from_uuid(account.id);
        ledger.remember(Prior {
            order: self.number,
            account,
            reference,
            receipt,
        });
        Some(())
    }

    /// P7.
    pub fn reject(&mut self, who: Who) -> Option<()> {
        let (reason, text) = *self.dice.weigh(REASONS);
        let first = self.submissions.iter().find(|proof| proof.state == "OPEN")?.id;
        let say = EventDetails {
            submission: Some(first),
            reason_code: Some(reason.as_str()),
            text: text.map(shared),
            payload: Payload::Rejected {
                shown: Some(reason.shown_to_customer().to_string()),
                closed: Vec::new(),
            },
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::Rejected, say)?;
        self.close_open("REJECTED");
        self.log_verdict("REJECTED", Some(reason.as_str()), text, who);
        Some(())
    }

    /// P10: the last round's proofs wait for a verdict again.
    pub fn reopen(&mut self, who: Who, reason: &str) -> Option<()> {
        let say = EventDetails {
            text: Some(shared(reason)),
            internal: true,
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::UnderReview, say)?;
        let attempt = self.order.attempt;
        for proof in self
            .submissions
            .iter_mut()
            .filter(|proof| proof.state == "REJECTED" && proof.attempt == attempt)
        {
            proof.state = "OPEN";
        }
        self.log_verdict("REOPENED", None, Some(reason), who);
        Some(())
    }

    /// P17: the order is held, its verified proofs are judged again.
    pub fn reverse(&mut self, who: Who, reason: &str) -> Option<()> {
        let say = EventDetails {
            text: Some(shared(reason)),
            internal: true,
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::UnderReview, say)?;
        for proof in self.submissions.iter_mut().filter(|proof| proof.state == "VERIFIED") {
            proof.state = "OPEN";
            (proof.verified_amount, proof.verified_currency, proof.credited_amount) = (None, None, None);
        }
        self.order.credited_amount = Money::zero(Currency::Ves);
        self.log_verdict("REVERSED", None, Some(reason), who);
        Some(())
    }

    /// P11, P12.
    pub fn cancel(&mut self, who: Who, reason: Option<&str>) -> Option<()> {
        let say = EventDetails {
            text: reason.map(shared),
            payload: Payload::Cancelled { deadline: None },
            ..EventDetails::default()
        };
        self.walk(who, PaymentStatus::Cancelled, say)?;
        self.close_open("WITHDRAWN");
        self.cancel_assignment(who, reason, None)
    }

    pub fn close_open(&mut self, state: Word) {
        for proof in self.submissions.iter_mut().filter(|proof| proof.state == "OPEN") {
            proof.state = state;
        }
    }

    fn log_verdict(&mut self, verdict: Word, reason: Option<Word>, text: Option<&str>, who: Who) {
        let nothing = Money::zero(Currency::Ves);
        let sums = (self.order.credited_amount, self.quote.due, self.tolerance(), nothing);
        self.log(None, verdict, reason, text, sums, who);
    }

    /// A line of the log: credited, due, tolerance and surplus as they were.
    fn log(
        &mut self,
        submission: Option<uuid::Uuid>,
        verdict: Word,
        reason: Option<Word>,
        text: Option<&str>,
        (credited, due, tolerance, surplus): (Money, Money, Money, Money),
        who: Who,
    ) {
        let Who::Staff(staff) = who else { return };
        let row = LogRow {
            id: self.ids.next(),
            order_id: self.order.id,
            submission_id: submission,
            verdict,
            reason_code: reason,
            reason_text: text.map(shared),
            override_reason: None,
            credited_amount: credited,
            due_amount: due,
            tolerance_amount: tolerance,
            surplus_amount: surplus,
            operator_id: self.shop.staff.operators[staff].id,
            event_seq: self.order.event_seq,
            created_at: self.at,
        };
        self.logs.push(row);
    }
}
