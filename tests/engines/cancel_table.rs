//! Every way to end an order or to take its workshop off it, in every state of its payment and its assignment, by everybody,
//! with and without a reason and an override. What ought to happen is read from the edges of domain.md §2 and §3; what did is
//! read from the rows: statuses, freed days, and the money of the workshop.

use crate::books::Books;
use crate::counter::{Placed, bolivares};
use crate::fresh::{Fresh, on_both_engines};
use crate::making::cents;
use crate::ways::in_status;
use crate::yard::{Yard, complete, dollars, forward, hand_over, notify_other};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::fulfilment::assignment_edges::{self, AssignmentFacts};
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::quote::ToleranceRule;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payments::guards::{Claim, PaymentFacts};
use krafta::domain::payments::payment_edges::{self, PaymentEdgeCode};
use krafta::domain::payments::refund::Bearer;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::domain::refusal::{Code, Refusal};
use krafta::service::commands::CommandKind;
use krafta::service::core::command::WithReason;
use krafta::service::fulfilment::commands::Withdraw;
use krafta::service::payables::commands::{Sent, Settle, SettleLine};
use krafta::service::payments::commands::RequestRefund;
use krafta::service::{Command, Error};

on_both_engines!(every_end_of_an_order_is_one_of_the_table);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Ask {
    Cancel,
    Refund,
    Withdraw,
}

/// A way to ask.
#[derive(Debug, Clone, Copy)]
struct Way {
    ask: Ask,
    who: usize,
    reason: bool,
    overridden: bool,
}

fn ways(people: usize) -> impl Iterator<Item = Way> {
    let asks = [Ask::Cancel, Ask::Refund, Ask::Withdraw].into_iter();
    asks.flat_map(move |ask| (0..people * 4).map(move |at| (ask, at)))
        .map(|(ask, at)| Way {
            ask,
            who: at / 4,
            reason: at % 2 == 0,
            overridden: at % 4 < 2,
        })
}

const PRODUCTION: [AssignmentStatus; 7] = [
    AssignmentStatus::PendingAssignment,
    AssignmentStatus::Notified,
    AssignmentStatus::Accepted,
    AssignmentStatus::InProduction,
    AssignmentStatus::Ready,
    AssignmentStatus::HandedToDelivery,
    AssignmentStatus::Completed,
];

/// The states an order can be in: before it was ever paid and after it ended without production, and paid or doubted (P17)
/// with an active assignment.
fn states() -> Vec<(PaymentStatus, Option<AssignmentStatus>)> {
    use PaymentStatus::{Confirmed, Pending, Rejected, Reported, UnderReview};
    let without = PaymentStatus::ALL
        .iter()
        .filter(|status| **status != Confirmed)
        .map(|status| (*status, None));
    let with = [Confirmed, UnderReview, Reported, Rejected, Pending];
    let with = with
        .into_iter()
        .flat_map(|payment| PRODUCTION.map(|production| (payment, Some(production))));
    without.chain(with).collect()
}

/// An order in that state. From the acceptance on a third of the deposit is paid.
async fn brought(yard: &Yard, payment: PaymentStatus, production: Option<AssignmentStatus>, number: u32) -> Placed {
    let reference = format!("{}", 500_000 + number);
    let counter = &yard.counter;
    let Some(production) = production else {
        return in_status(counter, payment, &reference).await;
    };
    let order = counter.confirmed(&reference).await;
    let hands = yard.makers[0].hands.clone();
    for status in PRODUCTION.iter().skip(1).take_while(|status| **status <= production) {
        match status {
            AssignmentStatus::Notified => {
                let told = notify_other(&order, &yard.makers[0], Some("es el de siempre"), None);
                yard.done(&yard.coordinator, told).await;
            }
            AssignmentStatus::Accepted => {
                yard.done(&hands, Command::Accept(forward(&order))).await;
                third_of_deposit(yard, &order, &reference).await;
            }
            AssignmentStatus::InProduction => drop(yard.done(&hands, Command::Start(forward(&order))).await),
            AssignmentStatus::Ready => drop(yard.done(&hands, Command::Ready(forward(&order))).await),
            AssignmentStatus::HandedToDelivery => drop(yard.done(&hands, hand_over(&order, Some("MRW"), Some("77"))).await),
            _ => drop(yard.done(&counter.customer, Command::Complete(complete(&order))).await),
        }
    }
    doubted(yard, &order, payment, &reference).await;
    order
}

async fn third_of_deposit(yard: &Yard, order: &Placed, reference: &str) {
    let books = Books::read(yard.counter.shop.db(), order.id).await;
    let deposit = &books.making.lines[0];
    let settle = Settle {
        workshop: deposit.workshop_id,
        lines: vec![SettleLine {
            payable: deposit.id,
            version: deposit.version,
            amount: Some(dollars(250)),
        }],
        total: dollars(250),
        method: krafta::domain::method::PaymentMethod::BankTransfer,
        reference: reference.into(),
        receipt_url: None,
        note: None,
        repeats_reason: None,
        early: true,
        sent: Sent::default(),
    };
    // What the workshop owes for others is not to be netted with it.
    let held = "UPDATE workshop_payables SET status = 'VOIDED' WHERE status = 'DUE' AND kind = ";
    let mut tx = yard.counter.shop.db().begin().await.expect("a transaction");
    tx.exec(krafta::db::engine::statement::Query::new(held).bind(PayableKind::Clawback))
        .await
        .expect("no clawbacks");
    tx.commit().await.expect("a commit");
    yard.done(&yard.counter.ana, Command::Settle(settle)).await;
}

/// A paid order whose payment is doubted, as far as that status.
async fn doubted(yard: &Yard, order: &Placed, payment: PaymentStatus, reference: &str) {
    let counter = &yard.counter;
    if payment == PaymentStatus::Confirmed {
        return;
    }
    let mut because = counter.because(order, "el banco la devolvió").await;
    because.overridden = true;
    counter.done(&counter.ana, Command::Reverse(because)).await;
    match payment {
        PaymentStatus::Rejected => {
            let reject = counter.reject(order, RejectionReason::Reversed).await;
            counter.done(&counter.ana, Command::Reject(reject)).await;
        }
        PaymentStatus::Reported => {
            let because = counter.because(order, "que la vea otro").await;
            counter.done(&counter.ana, Command::Release(because)).await;
        }
        PaymentStatus::Pending => {
            let books = Books::read(counter.shop.db(), order.id).await;
            let proof = books.open().next().expect("an open proof").id;
            let verify = counter.verify(order, &[(proof, bolivares(100), reference)]).await;
            counter.done(&counter.ana, Command::Part(verify)).await;
        }
        _ => {}
    }
}

fn command(order: &Placed, way: Way) -> Command {
    let reason = way.reason.then(|| "no sigue".to_owned());
    let (order, overridden) = (order.id, way.overridden);
    match way.ask {
        Ask::Cancel => Command::Cancel(WithReason {
            order,
            seen: None,
            reason,
            overridden,
        }),
        Ask::Refund => Command::RequestRefund(RequestRefund {
            evidence: Vec::new(),
            order,
            seen: None,
            reason: reason.unwrap_or_default(),
            overridden,
            share: None,
            borne_by: Some(Bearer::Krafta),
        }),
        Ask::Withdraw => Command::Withdraw(Withdraw {
            order,
            seen: None,
            reason: reason.unwrap_or_default(),
            workshop: None,
            overridden,
            share: None,
        }),
    }
}

/// What the tables say of it.
fn expected(yard: &Yard, books: &Books, actor: &Actor, way: Way) -> Result<(), Refusal> {
    let (kind, edges): (_, &[PaymentEdgeCode]) = match way.ask {
        Ask::Cancel => (CommandKind::Cancel, &[PaymentEdgeCode::P11, PaymentEdgeCode::P12]),
        Ask::Refund => (CommandKind::RequestRefund, &[PaymentEdgeCode::P13, PaymentEdgeCode::P14]),
        Ask::Withdraw => (CommandKind::Withdraw, &[]),
    };
    kind.may(actor)?;
    let from = books.making.active().map(|active| active.status);
    if !edges.is_empty() {
        let payment = books.head.payment_status;
        payment_edges::decide(edges, Some(payment), actor, &payment_facts(yard, books, way))?;
    }
    let told = from.is_some_and(|from| from > AssignmentStatus::PendingAssignment);
    if actor.role == Role::Workshop && !told {
        return Err(Refusal::new(Code::NotYourAssignment));
    }
    let Some(from) = from else {
        return match way.ask {
            Ask::Withdraw => Err(Refusal::new(Code::NoAssignment)),
            _ => Ok(()),
        };
    };
    // What was delivered stays so, and comes back (domain.md P13).
    if way.ask == Ask::Refund && from == AssignmentStatus::Completed {
        return Ok(());
    }
    let late = from >= AssignmentStatus::InProduction;
    let facts = AssignmentFacts {
        payment: books.head.payment_status,
        on_hold: books.head.on_hold,
        has_active: true,
        delivery: books.head.delivery_method,
        reason: way.reason.then(|| "no sigue".to_owned()),
        overridden: way.overridden,
        share: late.then_some(5_000),
        follows_ranking: true,
        overdue: false,
        deposit_paid: false,
        hand_over: false,
    };
    let system = Actor::system();
    let by = if late || way.ask == Ask::Withdraw { actor } else { &system };
    assignment_edges::decide(Some(from), AssignmentStatus::Cancelled, by, &facts).map(drop)
}

fn payment_facts(yard: &Yard, books: &Books, way: Way) -> PaymentFacts {
    let head = &books.head;
    let claim = head.claim_operator_id.zip(head.claim_expires_at);
    PaymentFacts {
        now: yard.counter.shop.now(),
        claim: claim.map(|(holder, until)| Claim {
            holder,
            name: krafta::domain::text::Safe::default(),
            since: until,
            until,
        }),
        open_proofs: 0,
        max_open: 5,
        attempts: 1,
        max_attempts: 5,
        credited: books.credited(),
        due: books.due(),
        tolerance: ToleranceRule::default().tolerance(books.due(), head.rate).expect("a tolerance"),
        evidenced: false,
        duplicate_of: None,
        reason: way.reason.then(|| "no sigue".to_owned()),
        overridden: way.overridden,
        rejection_text: false,
        production: books.making.active().map(|active| active.status),
        refund_due: None,
        refund_paid: None,
        part_paid: false,
        deadline: None,
        verdict: None,
    }
}

async fn every_end_of_an_order_is_one_of_the_table(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let people = [
        yard.counter.ana.clone(),
        yard.counter.luis.clone(),
        yard.coordinator.clone(),
        yard.counter.support.clone(),
        yard.makers[0].hands.clone(),
        yard.counter.customer.clone(),
        Actor::system(),
    ];
    let (mut number, mut ended) = (0, 0);
    for (payment, production) in states() {
        // An order stays as it is while it is refused, and serves the next way.
        let mut standing: Option<(Placed, Books)> = None;
        for way in ways(people.len()) {
            let (order, before) = match standing.take() {
                Some(standing) => standing,
                None => {
                    number += 1;
                    let order = brought(&yard, payment, production, number).await;
                    let books = Books::read(&fresh.db, order.id).await;
                    (order, books)
                }
            };
            let actor = &people[way.who];
            let told = format!("{} by {} {way:?} in {payment} {production:?}", order.number, actor.role);
            let ought = expected(&yard, &before, actor, way);
            if ought.is_ok() {
                assert_eq!(Books::read(&fresh.db, order.id).await, before, "a refusal before {told}");
            }
            let outcome = yard.counter.run(actor, command(&order, way)).await;
            match (ought, outcome) {
                (Ok(()), Ok(_)) => {
                    ended += 1;
                    let after = Books::read(&fresh.db, order.id).await;
                    after.check();
                    weigh(&before, &after, way, &told);
                }
                (Err(ought), Err(Error::Refused(refusal))) => {
                    // What is so already is no edge either, and says by whom.
                    let code = match refusal.code {
                        Code::PaymentAlready => Code::PaymentEdge,
                        code => code,
                    };
                    assert_eq!(code, ought.code, "{told}");
                    standing = Some((order, before));
                }
                (ought, outcome) => panic!("{told}: {ought:?}, and {outcome:?}"),
            }
        }
        if let Some((order, before)) = standing {
            assert_eq!(
                Books::read(&fresh.db, order.id).await,
                before,
                "a refusal in {payment} {production:?}"
            );
        }
    }
    assert!(ended > 200, "{ended} of them were done");
}

/// What an end leaves: the statuses, the days and the money.
fn weigh(before: &Books, after: &Books, way: Way, told: &str) {
    let to = match way.ask {
        Ask::Cancel => PaymentStatus::Cancelled,
        Ask::Refund => PaymentStatus::RefundPending,
        Ask::Withdraw => before.head.payment_status,
    };
    assert_eq!(after.head.payment_status, to, "{told}");
    let goes_on = way.ask == Ask::Withdraw && to == PaymentStatus::Confirmed;
    let active = after.making.active().map(|active| active.status);
    let was = before.making.active().map(|was| was.status);
    if way.ask == Ask::Refund && was == Some(AssignmentStatus::Completed) {
        assert_eq!(active, was, "{told}");
        return;
    }
    assert_eq!(active, goes_on.then_some(AssignmentStatus::PendingAssignment), "{told}");
    let Some(was) = before.making.active() else { return };
    let is = after.making.assignments.iter().find(|one| one.id == was.id).expect("it stays");
    assert_eq!(is.status, AssignmentStatus::Cancelled, "{told}");
    assert!(after.making.bookings.iter().all(|booking| !booking.held), "{told}: days are held");
    if goes_on {
        let next = after.making.active().and_then(|next| next.workshop_id);
        assert!(next.is_none() || next != was.workshop_id, "{told}: the same workshop");
    }
    // Books have weighed the sum; here the share is the one of domain.md §4, and the rest of every line is void.
    let share = match was.status {
        AssignmentStatus::InProduction => Some(5_000),
        AssignmentStatus::Ready | AssignmentStatus::HandedToDelivery => Some(10_000),
        _ => None,
    };
    assert_eq!(is.cancel_share_basis_points, share, "{told}");
    let ended = |kind: PayableKind| matches!(kind, PayableKind::CancellationFee | PayableKind::Clawback);
    let lines = || after.making.of(was.id);
    assert!(
        lines().all(|line| ended(line.kind) || line.status == PayableStatus::Voided),
        "{told}: {:?}",
        after.making.lines
    );
    let kept = Money::of_minor(was.agreed_cost.map_or(0, cents), Currency::Usd);
    let kept = kept.basis_points(share.unwrap_or_default()).expect("a share").minor();
    let (paid, accepted) = (250, was.status >= AssignmentStatus::Accepted);
    let new: Vec<_> = lines().filter(|line| ended(line.kind)).map(|line| cents(line.amount)).collect();
    assert_eq!(new, if accepted { vec![kept - paid] } else { Vec::new() }, "{told}");
}
