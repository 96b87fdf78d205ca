//! What else can happen while a workshop's answer is typed: a pause, other terms, the deadline, a refusal, a cancellation, and
//! its payment.

use crate::asked::Asked;
use crate::books::Books;
use crate::capacity_races::{named, rounds, write};
use crate::counter::{opening, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::races::{other, race, split};
use crate::yard::{Yard, dollars, forward, refuse, withdraw};
use krafta::config::Settings;
use krafta::db::{DbResult, FromRow, Param, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::ids::PayableId;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::service::Command;
use krafta::service::commands::JobCommand;
use krafta::service::core::command::OnOrder;
use krafta::service::fulfilment::commands::Forward;
use krafta::service::payables::commands::{Sent, Settle, SettleLine};
use krafta::service::payments::commands::RequestRefund;

on_both_engines!(
    a_workshop_paused_while_it_accepts,
    terms_changed_while_it_accepts,
    a_late_acceptance_and_the_deadline_at_once,
    a_refusal_and_an_acceptance_at_once,
    a_cancellation_and_an_acceptance_at_once,
    a_settlement_and_a_withdrawal_at_once,
);

struct Id(PayableId);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

/// Starts the command while the change of the workshop is written and not yet kept.
async fn meanwhile(
    yard: &Yard,
    actor: &Actor,
    command: Command,
    change: &'static str,
    value: impl Into<Param>,
) -> Result<(), &'static str> {
    let mut tx = yard.counter.shop.db().begin().await.expect("a transaction");
    let update = Query::new(change).bind(value).push(" WHERE id = ").bind(yard.makers[0].id);
    tx.exec(update).await.expect("a changed workshop");
    let (shop, actor) = (yard.counter.shop.clone(), actor.clone());
    let running = tokio::spawn(async move { shop.execute(&actor, operation(), command).await });
    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    tx.commit().await.expect("a commit");
    running.await.expect("no panic").map(drop).map_err(|error| error.code())
}

async fn a_workshop_paused_while_it_accepts(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let hands = yard.makers[0].hands.clone();
    let accept = || Command::Accept(forward(&order));
    let outcome = meanwhile(&yard, &hands, accept(), "UPDATE workshops SET paused = ", true).await;
    assert_eq!(outcome, Err("workshop-paused"));
    let books = Books::read(&fresh.db, order.id).await;
    books.check();
    assert_eq!(books.head.production_status, Some(AssignmentStatus::Notified));
    assert!(yard.lines(&order).await.is_empty());
    // Back again, it accepts what it still holds.
    let outcome = meanwhile(&yard, &hands, accept(), "UPDATE workshops SET paused = ", false).await;
    assert_eq!(outcome, Ok(()));
    // A pause after the answer changes nothing of it.
    yard.set(&yard.makers[0], "UPDATE workshops SET paused = ", true).await;
    yard.done(&hands, Command::Start(forward(&order))).await;
}

async fn terms_changed_while_it_accepts(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let hands = yard.makers[0].hands.clone();
    let accept = Command::Accept(forward(&order));
    let prepaid = PaymentPolicy::Prepaid;
    let outcome = meanwhile(&yard, &hands, accept, "UPDATE workshops SET policy = ", prepaid).await;
    assert_eq!(outcome, Ok(()));
    let lines = yard.lines(&order).await;
    assert_eq!(
        (lines.len(), lines[0].kind, lines[0].amount),
        (1, PayableKind::Deposit, dollars(750))
    );
    // The next order is offered what holds now.
    let next = yard.accepted("482914").await;
    let lines = yard.lines(&next).await;
    assert_eq!((lines.len(), lines[0].kind, lines[0].amount), (1, PayableKind::Full, dollars(1500)));
}

async fn a_late_acceptance_and_the_deadline_at_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let there = other(&fresh, &yard.counter, Settings::default()).await;
    for at in 0..rounds(8) {
        yard.counter.clock.set(opening());
        let order = yard.notified(&format!("{}", 400_000 + at)).await;
        yard.counter.minutes_pass(24 * 60);
        let workshop = yard.made(order.id).await[0].workshop.expect("a workshop");
        let maker = yard.makers.iter().find(|maker| maker.id == workshop).expect("a maker").clone();
        // Who was asked is too late; staff may still vouch for it.
        let typed = Command::Accept(forward(&order));
        assert_eq!(yard.refused(&maker.hands, typed).await, "answer-late");
        let vouched = Command::Accept(Forward {
            note: Some("llamó a tiempo".into()),
            ..forward(&order)
        });
        let lapse = JobCommand::LapseAnswer(OnOrder { order: order.id });
        let mut runners = vec![
            (
                yard.counter.shop.clone(),
                yard.coordinator.clone(),
                operation(),
                Asked::from(vouched),
            ),
            (there.clone(), Actor::system(), operation(), lapse.into()),
        ];
        if at % 2 == 0 {
            runners.reverse();
        }
        let (done, refused) = split(race(&fresh, &order, runners).await);
        assert_eq!((done.len(), refused.len()), (1, 1), "{done:?} {refused:?}");
        assert_eq!(refused[0].code(), "assignment-edge");
        let made = yard.made(order.id).await;
        match made[0].status {
            AssignmentStatus::Accepted => assert_eq!(made.len(), 1),
            AssignmentStatus::Rejected => assert_eq!(made[1].status, AssignmentStatus::PendingAssignment),
            other => panic!("{other}"),
        }
        Books::read(&fresh.db, order.id).await.check();
    }
    there.db().close().await;
}

async fn a_refusal_and_an_acceptance_at_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let there = other(&fresh, &yard.counter, Settings::default()).await;
    for at in 0..rounds(8) {
        let order = yard.counter.confirmed(&format!("{}", 500_000 + at)).await;
        yard.done(&yard.coordinator, named(&order, &yard.makers[0])).await;
        let hands = yard.makers[0].hands.clone();
        let (accept, refusal) = (Command::Accept(forward(&order)), refuse(&order, WorkshopRefusal::NoMaterial));
        let mut runners = vec![
            (yard.counter.shop.clone(), hands.clone(), operation(), accept),
            (there.clone(), hands, operation(), refusal),
        ];
        if at % 2 == 0 {
            runners.reverse();
        }
        let (done, refused) = split(race(&fresh, &order, runners).await);
        assert_eq!((done.len(), refused.len()), (1, 1), "{done:?} {refused:?}");
        assert!(
            ["assignment-edge", "not-your-assignment"].contains(&refused[0].code()),
            "{refused:?}"
        );
        let made = yard.made(order.id).await;
        let accepted = made[0].status == AssignmentStatus::Accepted;
        assert_eq!((made.len() == 1, !yard.lines(&order).await.is_empty()), (accepted, accepted));
        Books::read(&fresh.db, order.id).await.check();
    }
    there.db().close().await;
}

async fn a_cancellation_and_an_acceptance_at_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let there = other(&fresh, &yard.counter, Settings::default()).await;
    for at in 0..rounds(8) {
        let order = yard.counter.confirmed(&format!("{}", 600_000 + at)).await;
        yard.done(&yard.coordinator, named(&order, &yard.makers[0])).await;
        let cancel = Command::RequestRefund(RequestRefund {
            evidence: Vec::new(),
            order: order.id,
            seen: None,
            reason: "ya no lo quiero".into(),
            overridden: false,
            share: None,
            borne_by: None,
        });
        let accept = Command::Accept(forward(&order));
        let mut runners = vec![
            (yard.counter.shop.clone(), yard.makers[0].hands.clone(), operation(), accept),
            (there.clone(), yard.counter.customer.clone(), operation(), cancel),
        ];
        if at % 2 == 0 {
            runners.reverse();
        }
        let (done, refused) = split(race(&fresh, &order, runners).await);
        assert!(done.iter().any(|receipt| receipt.command == "request-refund"), "{refused:?}");
        assert!(refused.iter().all(|error| error.code() == "not-your-assignment"), "{refused:?}");
        let books = Books::read(&fresh.db, order.id).await;
        books.check();
        assert_eq!(books.head.payment_status, PaymentStatus::RefundPending);
        assert_eq!(yard.made(order.id).await[0].status, AssignmentStatus::Cancelled);
        assert!(yard.held(&yard.makers[0]).await.is_empty(), "its days are free");
        let lines = yard.lines(&order).await;
        assert_eq!(lines.len(), done.len() - 1);
        assert!(lines.iter().all(|line| line.status == PayableStatus::Voided));
    }
    there.db().close().await;
}

/// The money that is paid while its order is taken away is weighed by the cancellation, or the payment is refused.
async fn a_settlement_and_a_withdrawal_at_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let there = other(&fresh, &yard.counter, Settings::default()).await;
    for at in 0..rounds(8) {
        let order = yard.counter.confirmed(&format!("{}", 700_000 + at)).await;
        yard.done(&yard.coordinator, named(&order, &yard.makers[0])).await;
        yard.done(&yard.makers[0].hands, Command::Accept(forward(&order))).await;
        let line = Query::new("SELECT id FROM workshop_payables WHERE order_id = ").bind(order.id);
        let line: Id = fresh.db.one(line).await.expect("a deposit");
        let settle = Command::Settle(Settle {
            workshop: yard.makers[0].id,
            lines: vec![SettleLine {
                payable: line.0,
                version: 0,
                amount: None,
            }],
            total: dollars(750),
            method: krafta::domain::method::PaymentMethod::BankTransfer,
            reference: format!("{}", 800_000 + at),
            receipt_url: None,
            note: None,
            repeats_reason: None,
            early: true,
            sent: Sent::default(),
        });
        let began = std::time::Instant::now();
        let (ana, rosa) = (yard.counter.ana.clone(), yard.coordinator.clone());
        let (paid, withdrawn) = tokio::join!(
            yard.counter.shop.execute(&ana, operation(), settle),
            there.execute(&rosa, operation(), Command::Withdraw(withdraw(&order))),
        );
        assert!(began.elapsed().as_millis() < 900, "nobody waits for a deadlock to be found");
        withdrawn.expect("withdrawn");
        let kinds: Vec<_> = yard.lines(&order).await.iter().map(|line| (line.kind, line.status)).collect();
        match paid {
            Ok(_) => {
                assert_eq!(kinds[0], (PayableKind::Deposit, PayableStatus::Paid));
                assert_eq!(kinds[1], (PayableKind::Clawback, PayableStatus::Due));
                // It is not netted by the next round's.
                let all = "UPDATE workshop_payables SET status = 'ON_HOLD' WHERE status = 'DUE' AND kind = ";
                write(&yard, Query::new(all).bind(PayableKind::Clawback)).await;
            }
            Err(refused) => {
                assert_eq!(refused.code(), "payable-moved");
                assert_eq!(kinds, [(PayableKind::Deposit, PayableStatus::Voided)]);
            }
        }
        Books::read(&fresh.db, order.id).await.check();
    }
    there.db().close().await;
}
