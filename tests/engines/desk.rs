//! Where drawn steps become commands: what is seen of an order now, and what somebody would ask for next.

use crate::asked::Asked;
use crate::books::Books;
use crate::counter::{Counter, checkout};
use crate::steps::{Act, Look, Portion, Who};
use crate::yard::Yard;
use krafta::domain::actor::Actor;
use krafta::domain::ids::RefundPaymentId;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::quote::ToleranceRule;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::domain::payments::proof::set_digest;
use krafta::domain::payments::refund::{Bearer, RefundKind};
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::Command;
use krafta::service::commands::JobCommand;
use krafta::service::core::command::{OnOrder, Seen, WithReason};
use krafta::service::orders::commands::{Checkout, Line, Note};
use krafta::service::payments::commands::{
    Attestation, CreditSurplus, PartialRefund, PayRefund, RecordSurplus, Reject, Report, RequestRefund, ReverseRefund, Verify, VoidRefund,
};

/// Where commands are made from steps: what is seen, and the words of one run that no other run uses.
pub struct Desk<'a> {
    pub yard: &'a Yard,
    pub counter: &'a Counter,
    pub run: u32,
}

impl Desk<'_> {
    pub fn actor(&self, who: Who, books: &Books) -> Actor {
        let counter = self.counter;
        let makers = &self.yard.makers;
        let own = makers
            .iter()
            .position(|maker| Some(maker.id) == books.head.workshop_id)
            .unwrap_or(0);
        match who {
            Who::Ana => counter.ana.clone(),
            Who::Luis => counter.luis.clone(),
            Who::Support => counter.support.clone(),
            Who::Coordinator => self.yard.coordinator.clone(),
            Who::Hands => makers[own].hands.clone(),
            Who::OtherHands => makers[(own + 1) % makers.len()].hands.clone(),
            Who::Customer => counter.customer.clone(),
            Who::Stranger => Actor::customer("+584140000000"),
            Who::System => Actor::system(),
        }
    }

    fn reference(&self, number: u8) -> String {
        format!("{:06}{number}", self.run)
    }

    pub fn placing(&self, pieces: u32, delivery: u8) -> Command {
        let mut checkout: Checkout = checkout();
        checkout.delivery.method = DeliveryMethod::ALL[usize::from(delivery) % DeliveryMethod::ALL.len()];
        checkout.items = vec![Line {
            sku: "FRANELA".into(),
            quantity: pieces,
        }];
        Command::Checkout(checkout)
    }

    /// What the status asks for next; mostly the happy way.
    pub fn onward(&self, books: &Books, pick: u8) -> (Who, Act) {
        use krafta::domain::orders::status::PaymentStatus::{
            Cancelled, Confirmed, Pending, RefundPending, Refunded, Rejected, Reported, UnderReview,
        };
        let head = &books.head;
        // Mostly another each time: a bank credit pays no more than it is.
        let reference = pick;
        let look = |portion| Look {
            portion,
            every_proof: true,
            reference,
            overridden: true,
        };
        let report = |portion| Act::Report {
            dollars: pick.is_multiple_of(5),
            portion,
            reference,
        };
        let record = Act::Record {
            dollars: pick.is_multiple_of(5),
            portion: Portion::Half,
            reference,
        };
        let surplus_back = Act::RefundPart {
            surplus: true,
            portion: Portion::Full,
        };
        let holder = if head.claim_operator_id == self.counter.luis.id {
            Who::Luis
        } else {
            Who::Ana
        };
        let lapsed = head.claim_expires_at.is_some_and(|until| until <= self.counter.shop.now());
        match (head.payment_status, pick % 8) {
            (Rejected, 0) => (Who::Luis, Act::Reopen),
            (Rejected | Pending, 3) => (Who::Ana, Act::Undo),
            (Rejected | Pending, 1) => (Who::Customer, Act::Cancel),
            (Pending, 2) => (Who::Ana, Act::RequestRefund),
            (Pending | Rejected, _) => (Who::Customer, report(Portion::Full)),
            (Reported, 0..2) => (Who::Customer, report(Portion::Half)),
            (Reported, 2) => (Who::Ana, Act::Cancel),
            (Reported, _) => (Who::Ana, Act::Claim),
            (UnderReview, _) if lapsed => (Who::Luis, Act::Claim),
            (UnderReview, 0..2) => (holder, Act::Part(look(Portion::Half))),
            (UnderReview, 2) => (holder, Act::Reject(RejectionReason::NotFound)),
            (UnderReview, 3) => (Who::Luis, Act::TakeOver),
            (UnderReview, 4) if pick >= 192 => (holder, Act::Return(look(Portion::Full))),
            (UnderReview, 5) => (holder, Act::Confirm(look(Portion::Over))),
            (UnderReview, _) => (holder, Act::Confirm(look(Portion::Full))),
            (Confirmed, 6) if pick >= 192 => (Who::Ana, record),
            (RefundPending | Refunded, 6) => (Who::Ana, record),
            (Confirmed, 4..6) if books.credited() > books.due() => (Who::Luis, surplus_back),
            (RefundPending | Refunded, 5) => (Who::Luis, surplus_back),
            (Confirmed, 7) => (Who::Ana, Act::Undo),
            (Confirmed, _) => self.onward_making(books, pick),
            (Cancelled, 0..3) => (Who::Ana, report(Portion::Full)),
            (Cancelled, _) => (Who::Luis, Act::RequestRefund),
            (RefundPending, 0..3) => (Who::Ana, Act::Reinstate),
            (RefundPending, _) => (Who::Ana, Act::PayRefund(Portion::Full)),
            (Refunded, 0..3) => (Who::Ana, Act::ReverseRefund),
            (Refunded, _) => (Who::Ana, Act::Note),
        }
    }

    pub fn command(&self, act: &Act, books: &Books, reason: bool, overridden: bool, stale: bool) -> Asked {
        let order = books.order;
        let digests = books.open().map(|proof| (proof.id, proof.digest.parse().expect("a digest")));
        let seen = Seen {
            version: books.head.version - i64::from(stale),
            proofs: Some(set_digest(digests).to_string()),
        };
        let why = reason.then(|| "porque sí".to_owned());
        let because = |seen: Seen| WithReason {
            order,
            seen: Some(seen),
            reason: why.clone(),
            overridden,
        };
        let command = match act {
            Act::Make(make) => return self.making(make, books, why, overridden, seen),
            Act::Report {
                dollars,
                portion,
                reference,
            } => Command::Report(self.report(books, *dollars, *portion, *reference, why)),
            Act::Claim => Command::Claim(OnOrder { order }),
            Act::Undo => Command::UndoVerdict(OnOrder { order }),
            Act::Renew => Command::Renew(OnOrder { order }),
            Act::Expire => return JobCommand::Expire(OnOrder { order }).into(),
            Act::Release => Command::Release(because(seen)),
            Act::TakeOver => Command::TakeOver(because(seen)),
            Act::Reopen => Command::Reopen(because(seen)),
            Act::Cancel => Command::Cancel(because(seen)),
            Act::Reinstate => Command::Reinstate(because(seen)),
            Act::Reverse => Command::Reverse(because(seen)),
            Act::Confirm(look) => Command::Confirm(self.verify(books, look, seen)),
            Act::Part(look) => Command::Part(self.verify(books, look, seen)),
            Act::Reject(reason) => Command::Reject(Reject {
                order,
                seen,
                reason: *reason,
                text: why,
                early: Some("el banco ya cerró el día".into()),
            }),
            Act::RequestRefund => Command::RequestRefund(RequestRefund {
                evidence: Vec::new(),
                order,
                seen: Some(seen),
                reason: why.unwrap_or_default(),
                overridden,
                share: books
                    .making
                    .active()
                    .is_some_and(|active| active.status == AssignmentStatus::Completed)
                    .then_some(2_000),
                borne_by: overridden.then_some(Bearer::Workshop),
            }),
            Act::Return(look) => Command::RequestRefund(RequestRefund {
                evidence: self.verify(books, look, seen.clone()).evidence,
                order,
                seen: Some(seen),
                reason: why.unwrap_or_default(),
                overridden,
                share: None,
                borne_by: None,
            }),
            Act::Record {
                dollars,
                portion,
                reference,
            } => Command::RecordSurplus(RecordSurplus {
                report: self.report(books, *dollars, *portion, *reference, why),
                seen: Some(seen),
                whole: None,
                overridden,
            }),
            Act::RefundPart { surplus, portion } => Command::PartialRefund(PartialRefund {
                order,
                seen: Some(seen),
                kind: if *surplus { RefundKind::Surplus } else { RefundKind::Goodwill },
                amount: (!surplus).then(|| portion.of(books.credited(), tolerance(books))),
                reason: why.unwrap_or_default(),
                borne_by: overridden.then_some(Bearer::Workshop),
                share: (overridden && !surplus).then_some(1_000),
            }),
            Act::VoidRefund => Command::VoidRefund(VoidRefund {
                order,
                seen: Some(seen),
                refund: books.refunds.iter().rfind(|refund| refund.status == "DUE").map(|refund| refund.id),
                reason: why.unwrap_or_default(),
            }),
            Act::ReverseRefund => Command::ReverseRefund(ReverseRefund {
                order,
                seen: Some(seen),
                payment: books
                    .refunds
                    .iter()
                    .rev()
                    .find_map(|refund| refund.payment)
                    .unwrap_or(RefundPaymentId::from_uuid(order.uuid())),
                reason: why.unwrap_or_default(),
                overridden,
            }),
            Act::PayRefund(portion) => Command::PayRefund(pay(books, *portion, seen)),
            Act::Note => Command::Note(Note {
                order,
                text: why.unwrap_or_default(),
                internal: overridden,
            }),
        };
        command.into()
    }

    /// Surplus of one order for another.
    pub fn crediting(&self, from: &Books, to: &Books, portion: Option<Portion>) -> Asked {
        let above = from.credited().less(from.due()).max_zero();
        let credit = CreditSurplus {
            order: from.order,
            seen: None,
            to: to.head.number.clone(),
            amount: portion.map(|portion| portion.of(above, tolerance(from))),
            reason: "lo pidió".into(),
        };
        Command::CreditSurplus(credit).into()
    }

    fn report(&self, books: &Books, dollars: bool, portion: Portion, reference: u8, note: Option<String>) -> Report {
        let owed = if books.owed().is_positive() { books.owed() } else { books.due() };
        let amount = portion.of(owed, tolerance(books));
        let amount = if dollars {
            books.head.rate.to_usd(amount).expect("dollars")
        } else {
            amount
        };
        let amount = Money::of_minor(amount.minor().max(1), amount.currency());
        let some = |text: &str| Some(text.to_owned());
        Report {
            order: books.head.number.clone(),
            method: if dollars { PaymentMethod::Zelle } else { PaymentMethod::PagoMovil },
            amount: amount.plain(),
            currency: amount.currency(),
            paid_on: self.counter.shop.today().to_string(),
            account: some(if dollars { "zelle" } else { "pm-venezuela" }),
            origin_bank: some("0105"),
            reference: Some(self.reference(reference)),
            payer_name: some("María"),
            payer_id_doc: some("V12345678"),
            payer_phone: some("04145551234"),
            payer_email: some("maria@correo.com"),
            receipt: None,
            note,
        }
    }

    fn verify(&self, books: &Books, look: &Look, seen: Seen) -> Verify {
        let proofs: Vec<_> = books.open().take(if look.every_proof { 9 } else { 1 }).collect();
        let whole = look.portion.of(books.owed(), tolerance(books));
        let share = Money::of_minor((whole.minor() / proofs.len().max(1) as i64).max(1), Currency::Ves);
        let evidence = proofs.iter().enumerate().map(|(at, proof)| {
            let dollars = proof.currency == Currency::Usd;
            let share = if at == 0 {
                share
                    .checked_add(Money::of_minor(whole.minor() % proofs.len() as i64, Currency::Ves))
                    .expect("a sum")
            } else {
                share
            };
            let amount = if dollars {
                books.head.rate.to_usd(share).expect("dollars")
            } else {
                share
            };
            Attestation {
                submission: proof.id,
                account: if dollars { "zelle".into() } else { "pm-venezuela".into() },
                date: self.counter.shop.today(),
                amount: Money::of_minor(amount.minor().max(1), amount.currency()),
                bank_reference: self.reference(look.reference.wrapping_add(at as u8)),
                whole: None,
                credit: None,
                note: None,
            }
        });
        Verify {
            order: books.order,
            seen,
            evidence: evidence.collect(),
            override_reason: look.overridden.then(|| "lo vi en el banco".to_owned()),
            reason: Some("así está en el banco".to_owned()),
        }
    }
}

fn tolerance(books: &Books) -> Money {
    ToleranceRule::default()
        .tolerance(books.due(), books.head.rate)
        .expect("a tolerance")
}

fn pay(books: &Books, portion: Portion, seen: Seen) -> PayRefund {
    let due = books.refunds.iter().find(|refund| refund.status == "DUE");
    let left = due.map_or(Money::of_minor(100, Currency::Ves), |due| {
        Money::new(due.amount.0 - due.paid.0, due.currency)
    });
    PayRefund {
        order: books.order,
        seen: Seen { proofs: None, ..seen },
        refund: due.map(|due| due.id),
        rate: None,
        rate_confirmed: false,
        sent_on: None,
        repeats_reason: None,
        amount: portion.of(left, Money::zero(left.currency())),
        method: match left.currency() {
            Currency::Ves => PaymentMethod::PagoMovil,
            Currency::Usd => PaymentMethod::Zelle,
            Currency::Usdt => PaymentMethod::BinancePay,
        },
        reference: format!("99{:06}", books.head.version),
        receipt_url: None,
    }
}
