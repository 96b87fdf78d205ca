//! Two programs at one counter: separate handles on one database do things to one order at the same moment. One wins,
//! the other is told who did what, and the books are right whoever it was.

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::asked::Asked;
use crate::books::Books;
use crate::counter::{Counter, Placed, checkout, on, operation, report};
use crate::fresh::{Fresh, on_both_engines};
use krafta::config::Settings;
use krafta::db::{Db, Query};
use krafta::domain::actor::Actor;
use krafta::domain::ids::OperationId;
use krafta::domain::refusal::Arg;
use krafta::service::core::command::OnOrder;
use krafta::service::payments::commands::RequestRefund;
use krafta::service::{Command, Error, Krafta, Receipt};

on_both_engines!(
    one_of_two_confirms,
    one_of_two_claims,
    one_operation_from_two_programs_is_done_once,
    a_report_and_a_claim_at_once,
    a_refund_asked_while_the_order_is_confirmed,
    one_payment_confirms_one_of_two_orders,
    a_storm_of_commands,
);

/// The shop as another program has it open.
pub async fn other(fresh: &Fresh, counter: &Counter, settings: Settings) -> Krafta {
    let db = Db::open(&fresh.url).await.expect("the database opens twice");
    Krafta::with_clock(db, settings, counter.clock.clone())
}

pub type Outcome = Result<Receipt, Error>;

/// Starts each command while the order is locked by a third, in this order, and then lets them go.
pub async fn race(fresh: &Fresh, order: &Placed, runners: Vec<(Krafta, Actor, OperationId, impl Into<Asked>)>) -> Vec<Outcome> {
    let mut held = fresh.db.begin().await.expect("a transaction");
    let lock = Query::new("SELECT id FROM orders WHERE id = ")
        .bind(order.id)
        .push_for("", " FOR UPDATE");
    held.exec(lock).await.expect("a lock");
    let mut running: Vec<JoinHandle<Outcome>> = Vec::new();
    for (shop, actor, operation, command) in runners {
        let command = command.into();
        running.push(tokio::spawn(async move { command.execute(&shop, &actor, operation).await }));
        tokio::time::sleep(Duration::from_millis(8)).await;
    }
    held.rollback().await.expect("let go");
    let mut outcomes = Vec::new();
    for one in running {
        outcomes.push(one.await.expect("no panic"));
    }
    outcomes
}

pub fn split(outcomes: Vec<Outcome>) -> (Vec<Receipt>, Vec<Error>) {
    let (done, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    (
        done.into_iter().filter_map(Result::ok).collect(),
        refused.into_iter().filter_map(Result::err).collect(),
    )
}

async fn one_of_two_confirms(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (here, there) = (counter.shop.clone(), other(&fresh, &counter, Settings::default()).await);
    for at in 0..100 {
        let reference = format!("{}", 710_000 + at);
        let (order, submission) = counter.reported_and_claimed(&reference).await;
        let verify = counter.verify(&order, &[(submission, order.due, &reference)]).await;
        let runner = |shop: &Krafta| (shop.clone(), counter.ana.clone(), operation(), Command::Confirm(verify.clone()));
        let (first, second) = (runner(&here), runner(&there));
        let outcomes = if at < 50 {
            let (one, two) = tokio::join!(
                here.execute(&first.1, first.2, first.3),
                there.execute(&second.1, second.2, second.3)
            );
            vec![one, two]
        } else {
            race(&fresh, &order, vec![second, first]).await
        };
        let (done, refused) = split(outcomes);
        assert_eq!(done.len(), 1, "{refused:?}");
        match &refused[0] {
            Error::Conflict(conflict) => {
                assert_eq!((&*conflict.changes[0].who, conflict.changes[0].edge.as_str()), ("ana", "P6"));
            }
            other => panic!("{other:?}"),
        }
        Books::read(&fresh.db, order.id).await.check();
    }
    there.db().close().await;
}

async fn one_of_two_claims(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (here, there) = (counter.shop.clone(), other(&fresh, &counter, Settings::default()).await);
    for at in 0..40 {
        let order = counter.place().await;
        counter.report(&order, &format!("{}", 720_000 + at)).await;
        let claim = || Command::Claim(OnOrder { order: order.id });
        let runners = vec![
            (here.clone(), counter.ana.clone(), operation(), claim()),
            (there.clone(), counter.luis.clone(), operation(), claim()),
        ];
        let (done, refused) = split(race(&fresh, &order, runners).await);
        assert_eq!(done.len(), 1, "{refused:?}");
        let books = Books::read(&fresh.db, order.id).await;
        books.check();
        let winner = if books.head.claim_operator_id == counter.ana.id {
            "ana"
        } else {
            "luis"
        };
        match &refused[0] {
            Error::Refused(refusal) => {
                assert_eq!(refusal.code.as_str(), "claim-held");
                assert_eq!(refusal.args[0], ("by", Arg::Text(winner.into())));
            }
            other => panic!("{other:?}"),
        }
    }
    there.db().close().await;
}

async fn one_operation_from_two_programs_is_done_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (here, there) = (counter.shop.clone(), other(&fresh, &counter, Settings::default()).await);
    for at in 0..30 {
        let order = counter.place().await;
        let name = operation();
        let command = match at % 2 {
            0 => Command::Report(report(&order, order.due, &format!("{}", 730_000 + at))),
            _ => Command::Checkout(checkout()),
        };
        let runner = |shop: &Krafta| (shop.clone(), counter.customer.clone(), name, command.clone());
        let (done, refused) = split(race(&fresh, &order, vec![runner(&here), runner(&there)]).await);
        assert!(refused.is_empty(), "{refused:?}");
        assert_eq!(done.iter().filter(|receipt| receipt.repeated).count(), 1);
        assert_eq!(done[0].on, done[1].on);
        assert_eq!(done[0].outcome, done[1].outcome);
        let books = Books::read(&fresh.db, on(&done[0]).order_id).await;
        books.check();
        assert_eq!(books.proofs.len(), usize::from(at % 2 == 0));
    }
    there.db().close().await;
}

async fn a_report_and_a_claim_at_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (here, there) = (counter.shop.clone(), other(&fresh, &counter, Settings::default()).await);
    for at in 0..30 {
        let order = counter.place().await;
        counter.report(&order, &format!("{}", 740_000 + at)).await;
        let second = Command::Report(report(&order, order.due, &format!("{}", 750_000 + at)));
        let mut runners = vec![
            (here.clone(), counter.customer.clone(), operation(), second),
            (
                there.clone(),
                counter.ana.clone(),
                operation(),
                Command::Claim(OnOrder { order: order.id }),
            ),
        ];
        if at % 2 == 0 {
            runners.reverse();
        }
        let (done, refused) = split(race(&fresh, &order, runners).await);
        let books = Books::read(&fresh.db, order.id).await;
        books.check();
        assert!(!done.is_empty() && books.head.claim_operator_id == counter.ana.id, "{refused:?}");
        // A proof that came too late is told that somebody looks at the order already.
        assert!(refused.iter().all(|error| error.code() == "payment-edge"), "{refused:?}");
        assert_eq!(books.open().count(), 2 - refused.len());
    }
    there.db().close().await;
}

async fn a_refund_asked_while_the_order_is_confirmed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (here, there) = (counter.shop.clone(), other(&fresh, &counter, Settings::default()).await);
    for at in 0..20 {
        let reference = format!("{}", 760_000 + at);
        let (order, submission) = counter.reported_and_claimed(&reference).await;
        let verify = counter.verify(&order, &[(submission, order.due, &reference)]).await;
        let refund = Command::RequestRefund(RequestRefund {
            evidence: Vec::new(),
            order: order.id,
            seen: None,
            reason: "no va".into(),
            overridden: false,
            share: None,
            borne_by: None,
        });
        let runners = vec![
            (here.clone(), counter.ana.clone(), operation(), Command::Confirm(verify)),
            (there.clone(), counter.luis.clone(), operation(), refund),
        ];
        let (_, refused) = split(race(&fresh, &order, runners).await);
        // Whoever waited sees the assignment that was opened meanwhile, and cancels it with the order.
        Books::read(&fresh.db, order.id).await.check();
        assert!(
            refused
                .iter()
                .all(|error| ["nothing-verified", "claim-held"].contains(&error.code())),
            "{refused:?}"
        );
    }
    there.db().close().await;
}

async fn one_payment_confirms_one_of_two_orders(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (here, there) = (counter.shop.clone(), other(&fresh, &counter, Settings::default()).await);
    for at in 0..30 {
        // Each customer declared another ending of it; the bank shows one payment.
        let (first, first_proof) = counter.reported_and_claimed(&format!("{}", 1_770_000 + at)).await;
        let (second, second_proof) = counter.reported_and_claimed(&format!("{}", 2_770_000 + at)).await;
        let banked = format!("000{}", 9_770_000 + at);
        let one = counter.verify(&first, &[(first_proof, first.due, &banked)]).await;
        let two = counter.verify(&second, &[(second_proof, second.due, &banked)]).await;
        let (one, two) = tokio::join!(
            here.execute(&counter.ana, operation(), Command::Confirm(one)),
            there.execute(&counter.ana, operation(), Command::Confirm(two)),
        );
        let (done, refused) = split(vec![one, two]);
        assert_eq!(done.len(), 1, "{refused:?}");
        assert_eq!(refused[0].code(), "duplicate-reference");
    }
    there.db().close().await;
}

async fn a_storm_of_commands(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.push(counter.place().await);
    }
    let mut running = Vec::new();
    for worker in 0..8_u32 {
        let shop = if worker % 2 == 0 {
            counter.shop.clone()
        } else {
            other(&fresh, &counter, Settings::default()).await
        };
        let (ana, customer) = (counter.ana.clone(), counter.customer.clone());
        let ids: Vec<_> = orders.iter().map(|order| (order.id, report(order, order.due, "1234"))).collect();
        running.push(tokio::spawn(async move {
            for at in 0..25_u32 {
                let (order, mut report) = ids[((worker + at) % 3) as usize].clone();
                report.reference = Some(format!("{}", 780_000 + worker * 100 + at));
                let (actor, command) = match (worker + at / 3) % 4 {
                    0 => (&customer, Command::Report(report)),
                    1 => (&ana, Command::Claim(OnOrder { order })),
                    2 => (
                        &ana,
                        Command::Release(krafta::service::core::command::WithReason {
                            order,
                            seen: None,
                            reason: None,
                            overridden: false,
                        }),
                    ),
                    _ => (&ana, Command::Renew(OnOrder { order })),
                };
                match shop.execute(actor, operation(), command).await {
                    Ok(_) | Err(Error::Refused(_)) => {}
                    Err(other) => panic!("{other:?}"),
                }
            }
        }));
    }
    for one in running {
        one.await.expect("no panic");
    }
    for order in &orders {
        Books::read(&fresh.db, order.id).await.check();
    }
}
