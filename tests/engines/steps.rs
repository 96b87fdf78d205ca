//! What people may do at the counter, drawn at random: any command by anybody, in and out of turn, with too little, too
//! much or the wrong money, late, twice, or about something that has moved meanwhile.

use krafta::domain::actor::Actor;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payment::RejectionReason;
use krafta::domain::proof::set_digest;
use krafta::domain::quote::ToleranceRule;
use krafta::domain::shipping::DeliveryMethod;
use krafta::service::command::{
    Attestation, Checkout, Command, Line, Note, OnOrder, PayRefund, Reject, Report, RequestRefund, Seen, Verify, WithReason,
};
use proptest::prelude::*;

use crate::books::Books;
use crate::counter::{Counter, checkout};

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Who {
    Ana,
    Luis,
    Support,
    Coordinator,
    Customer,
    Stranger,
    System,
    Workshop,
}

/// How much, of what is owed or left.
#[derive(Debug, Clone, Copy)]
pub enum Portion {
    Full,
    Half,
    /// Just within the tolerance, and a cent less.
    Short,
    TooShort,
    Over,
    Cent,
}

#[derive(Debug, Clone)]
pub struct Look {
    pub portion: Portion,
    pub every_proof: bool,
    pub reference: u8,
    pub overridden: bool,
}

#[derive(Debug, Clone)]
pub enum Act {
    Report { dollars: bool, portion: Portion, reference: u8 },
    Claim,
    Renew,
    Release,
    TakeOver,
    Confirm(Look),
    Part(Look),
    Reject(RejectionReason),
    Reopen,
    Cancel,
    RequestRefund,
    PayRefund(Portion),
    Reinstate,
    Reverse,
    Note,
    Expire,
}

#[derive(Debug, Clone)]
pub enum Step {
    Place {
        pieces: u32,
        pickup: bool,
    },
    Do {
        who: Who,
        order: usize,
        act: Act,
        reason: bool,
        overridden: bool,
        stale: bool,
    },
    /// What most likely comes next, by whoever does that.
    Onward {
        order: usize,
        pick: u8,
    },
    Minutes(u64),
    /// The last command that was done, again by the same operation, or its operation with another command.
    Again,
    Reuse,
    /// Production takes a step.
    Make {
        order: usize,
    },
}

fn portion() -> impl Strategy<Value = Portion> {
    use Portion::{Cent, Full, Half, Over, Short, TooShort};
    prop_oneof![6 => Just(Full), 2 => Just(Half), 2 => Just(Short), 1 => Just(TooShort), 2 => Just(Over), 1 => Just(Cent)]
}

fn look() -> impl Strategy<Value = Look> {
    (portion(), any::<bool>(), 0..4_u8, any::<bool>()).prop_map(|(portion, every_proof, reference, overridden)| Look {
        portion,
        every_proof,
        reference,
        overridden,
    })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (prop::bool::weighted(0.3), portion(), 0..4_u8)
            .prop_map(|(dollars, portion, reference)| Act::Report { dollars, portion, reference }),
        3 => Just(Act::Claim),
        1 => Just(Act::Renew),
        2 => Just(Act::Release),
        1 => Just(Act::TakeOver),
        4 => look().prop_map(Act::Confirm),
        2 => look().prop_map(Act::Part),
        2 => prop::sample::select(RejectionReason::ALL).prop_map(Act::Reject),
        1 => Just(Act::Reopen),
        1 => Just(Act::Cancel),
        2 => Just(Act::RequestRefund),
        3 => portion().prop_map(Act::PayRefund),
        2 => Just(Act::Reinstate),
        2 => Just(Act::Reverse),
        1 => Just(Act::Note),
        1 => Just(Act::Expire),
    ]
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![
        10 => Just(Who::Ana),
        4 => Just(Who::Luis),
        4 => Just(Who::Customer),
        1 => Just(Who::Support),
        1 => Just(Who::Coordinator),
        1 => Just(Who::Stranger),
        1 => Just(Who::System),
        1 => Just(Who::Workshop),
    ]
}

pub fn step() -> impl Strategy<Value = Step> {
    let done = (
        who(),
        0..3_usize,
        act(),
        prop::bool::weighted(0.8),
        any::<bool>(),
        prop::bool::weighted(0.05),
    );
    prop_oneof![
        1 => (1..6_u32, any::<bool>()).prop_map(|(pieces, pickup)| Step::Place { pieces, pickup }),
        10 => done.prop_map(|(who, order, act, reason, overridden, stale)| Step::Do { who, order, act, reason, overridden, stale }),
        12 => (0..3_usize, any::<u8>()).prop_map(|(order, pick)| Step::Onward { order, pick }),
        1 => prop::sample::select(&[1_u64, 4, 10, 16, 24 * 60, 49 * 60][..]).prop_map(Step::Minutes),
        1 => Just(Step::Again),
        1 => Just(Step::Reuse),
        1 => (0..3_usize).prop_map(|order| Step::Make { order }),
    ]
}

impl Portion {
    fn of(self, whole: Money, tolerance: Money) -> Money {
        let minor = match self {
            Self::Full => whole.minor(),
            Self::Half => whole.minor() / 2,
            Self::Short => whole.minor() - tolerance.minor(),
            Self::TooShort => whole.minor() - tolerance.minor() - 1,
            Self::Over => whole.minor() * 6 / 5,
            Self::Cent => 1,
        };
        Money::of_minor(minor.max(1), whole.currency())
    }
}

/// Where commands are made from steps: what is seen, and the words of one run that no other run uses.
pub struct Desk<'a> {
    pub counter: &'a Counter,
    pub run: u32,
}

impl Desk<'_> {
    pub fn actor(&self, who: Who) -> Actor {
        use krafta::domain::actor::Role;
        let counter = self.counter;
        let staff = |role, id: &Actor| Actor::staff(role, id.id.expect("an operator"), "otro");
        match who {
            Who::Ana => counter.ana.clone(),
            Who::Luis => counter.luis.clone(),
            Who::Support => counter.support.clone(),
            Who::Coordinator => staff(Role::Coordinator, &counter.support),
            Who::Workshop => staff(Role::Workshop, &counter.support),
            Who::Customer => counter.customer.clone(),
            Who::Stranger => Actor::customer("+584140000000"),
            Who::System => Actor::system(),
        }
    }

    fn reference(&self, number: u8) -> String {
        format!("{:06}{number}", self.run)
    }

    pub fn placing(&self, pieces: u32, pickup: bool) -> Command {
        let mut checkout: Checkout = checkout();
        if pickup {
            checkout.delivery.method = DeliveryMethod::Pickup;
        }
        checkout.items = vec![Line {
            sku: "FRANELA".into(),
            quantity: pieces,
        }];
        Command::Checkout(checkout)
    }

    /// What the status asks for next; mostly the happy way.
    pub fn onward(&self, books: &Books, pick: u8) -> (Who, Act) {
        use krafta::domain::payment::PaymentStatus::{
            Cancelled, Confirmed, Pending, RefundPending, Refunded, Rejected, Reported, UnderReview,
        };
        let head = &books.head;
        let reference = (head.version % 4) as u8;
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
        let holder = if head.claim_operator_id == self.counter.luis.id {
            Who::Luis
        } else {
            Who::Ana
        };
        let lapsed = head.claim_expires_at.is_some_and(|until| until <= self.counter.shop.now());
        match (head.payment_status, pick % 8) {
            (Rejected, 0) => (Who::Luis, Act::Reopen),
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
            (UnderReview, _) => (holder, Act::Confirm(look(Portion::Full))),
            (Confirmed, 0..4) => (Who::Luis, Act::Reverse),
            (Confirmed, _) | (Cancelled, _) => (Who::Luis, Act::RequestRefund),
            (RefundPending, 0..3) => (Who::Ana, Act::Reinstate),
            (RefundPending, _) => (Who::Ana, Act::PayRefund(Portion::Full)),
            (Refunded, _) => (Who::Ana, Act::Note),
        }
    }

    pub fn command(&self, act: &Act, books: &Books, reason: bool, overridden: bool, stale: bool) -> Command {
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
        match act {
            Act::Report {
                dollars,
                portion,
                reference,
            } => Command::Report(self.report(books, *dollars, *portion, *reference, why)),
            Act::Claim => Command::Claim(OnOrder { order }),
            Act::Renew => Command::Renew(OnOrder { order }),
            Act::Expire => Command::Expire(OnOrder { order }),
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
            }),
            Act::RequestRefund => Command::RequestRefund(RequestRefund {
                order,
                seen: Some(seen),
                reason: why.unwrap_or_default(),
                overridden,
                share: None,
            }),
            Act::PayRefund(portion) => Command::PayRefund(pay(books, *portion, seen)),
            Act::Note => Command::Note(Note {
                order,
                text: why.unwrap_or_default(),
                internal: overridden,
            }),
        }
    }

    fn report(&self, books: &Books, dollars: bool, portion: Portion, reference: u8, note: Option<String>) -> Report {
        let amount = portion.of(books.owed(), tolerance(books));
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
                bank_reference: self.reference(look.reference + at as u8),
                note: None,
            }
        });
        Verify {
            order: books.order,
            seen,
            evidence: evidence.collect(),
            override_reason: look.overridden.then(|| "lo vi en el banco".to_owned()),
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
        amount: portion.of(left, Money::zero(left.currency())),
        method: PaymentMethod::PagoMovil,
        reference: "99887766".into(),
        receipt_url: None,
    }
}
