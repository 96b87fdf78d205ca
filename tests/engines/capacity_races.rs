//! Several programs at one workshop: whoever takes the last unit has it, the others are told the next free day, and no day
//! is ever given twice. What else can happen while an answer is typed: a pause, other terms, the deadline, a refusal, a
//! cancellation. `KRAFTA_RACES` asks for more rounds.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use krafta::config::Settings;
use krafta::db::{DbResult, FromRow, Param, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::assignment::{AssignmentStatus, WorkshopRefusal};
use krafta::domain::ids::PayableId;
use krafta::domain::payable::{PayableKind, PayableStatus};
use krafta::domain::payment::PaymentStatus;
use krafta::domain::policy::PaymentPolicy;
use krafta::domain::refusal::Arg;
use krafta::service::command::{Command, Forward, OnOrder, RequestRefund, Settle, SettleLine};
use krafta::service::receipt::Outcome;
use krafta::service::{Error, Krafta};

use crate::books::Books;
use crate::counter::{Placed, opening, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::races::{other, race, split};
use crate::yard::{Maker, Yard, day, dollars, forward, notify_other, refuse, withdraw};

on_both_engines!(
    of_two_who_take_the_last_unit_one_is_told_the_next_day,
    eight_clients_never_pass_the_limit,
    confirmations_that_send_to_one_workshop_all_hold,
    a_limit_lowered_meanwhile_is_kept,
    a_workshop_paused_while_it_accepts,
    terms_changed_while_it_accepts,
    a_late_acceptance_and_the_deadline_at_once,
    a_refusal_and_an_acceptance_at_once,
    a_cancellation_and_an_acceptance_at_once,
    a_settlement_and_a_withdrawal_at_once,
);

/// An order takes three units; a day of this workshop has so many.
const ONE_ORDER: u32 = 3;

struct Id(PayableId);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

/// How many rounds of a race.
fn rounds(usual: usize) -> usize {
    let asked = std::env::var("KRAFTA_RACES").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// A yard whose only workshop takes one order a day.
async fn narrow(fresh: &Fresh, horizon_days: u32) -> Yard {
    let mut settings = Settings::default();
    settings.assignment.horizon_days = horizon_days;
    let yard = Yard::open_with(fresh, settings).await;
    for maker in &yard.makers[1..] {
        yard.set(maker, "UPDATE workshops SET active = ", false).await;
    }
    limit(&yard, ONE_ORDER).await;
    yard
}

async fn write(yard: &Yard, query: Query) {
    let mut tx = yard.counter.shop.db().begin().await.expect("a transaction");
    tx.exec(query).await.expect("a change");
    tx.commit().await.expect("a commit");
}

async fn limit(yard: &Yard, units: u32) {
    write(yard, Query::new("UPDATE capacity_weekly SET units = ").bind(units)).await;
}

async fn shop(fresh: &Fresh, yard: &Yard, horizon_days: u32) -> Krafta {
    let mut settings = Settings::default();
    settings.assignment.horizon_days = horizon_days;
    other(fresh, &yard.counter, settings).await
}

/// The day that a told workshop has it ready, or the code of the refusal and the next free day.
fn told(outcome: Result<krafta::service::Receipt, Error>) -> Result<NaiveDate, (&'static str, Option<NaiveDate>)> {
    match outcome {
        Ok(receipt) => match receipt.outcome {
            Outcome::Notified { ready_on, .. } => Ok(ready_on),
            other => panic!("{other:?}"),
        },
        Err(Error::Refused(refusal)) => {
            let next = refusal.args.iter().find_map(|(name, arg)| match arg {
                Arg::Date(day) if *name == "next" => Some(*day),
                _ => None,
            });
            Err((refusal.code.as_str(), next))
        }
        Err(other) => panic!("{other:?}"),
    }
}

async fn of_two_who_take_the_last_unit_one_is_told_the_next_day(fresh: Fresh) {
    let yard = narrow(&fresh, 30).await;
    let (here, there) = (yard.counter.shop.clone(), shop(&fresh, &yard, 30).await);
    let (one, two) = (yard.counter.confirmed("100001").await, yard.counter.confirmed("100002").await);
    for _ in 0..rounds(10) {
        let (first, second) = tokio::join!(
            here.execute(&yard.coordinator, operation(), named(&one, &yard.makers[0])),
            there.execute(&yard.counter.ana, operation(), named(&two, &yard.makers[0])),
        );
        let mut days = vec![told(first).expect("told"), told(second).expect("told")];
        days.sort_unstable();
        assert_eq!(
            days,
            [day("2026-11-22"), day("2026-11-23")],
            "one has the last units, the other is told the next day"
        );
        assert_eq!(
            yard.held(&yard.makers[0]).await,
            [(day("2026-11-22"), ONE_ORDER), (day("2026-11-23"), ONE_ORDER)]
        );
        for order in [&one, &two] {
            yard.done(&yard.coordinator, Command::Withdraw(withdraw(order))).await;
        }
    }
    there.db().close().await;
}

/// The workshop by name: whoever was just withdrawn is not chosen again by itself.
fn named(order: &Placed, maker: &Maker) -> Command {
    notify_other(order, maker, Some("es el único"), None)
}

async fn eight_clients_never_pass_the_limit(fresh: Fresh) {
    // Today and three days more: four of the eight find room.
    let yard = narrow(&fresh, 3).await;
    let maker = yard.makers[0].clone();
    let (mut clients, mut orders) = (Vec::new(), Vec::new());
    for client in 0..8 {
        clients.push(shop(&fresh, &yard, 3).await);
        orders.push(yard.counter.confirmed(&format!("{}", 200_000 + client)).await);
    }
    let days: Vec<NaiveDate> = (0..4).map(|after| day("2026-11-22") + Days::new(after)).collect();
    for round in 0..rounds(15) {
        let mut running = Vec::new();
        for (client, order) in clients.iter().zip(&orders) {
            let (client, actor, command) = (client.clone(), yard.coordinator.clone(), named(order, &maker));
            running.push(tokio::spawn(async move { client.execute(&actor, operation(), command).await }));
        }
        let (mut taken, mut late) = (Vec::new(), 0);
        for (one, order) in running.into_iter().zip(&orders) {
            match told(one.await.expect("no panic")) {
                Ok(ready_on) => {
                    taken.push(ready_on);
                    let books = Books::read(&fresh.db, order.id).await;
                    assert_eq!(books.head.production_status, Some(AssignmentStatus::Notified));
                }
                Err(refused) => {
                    assert_eq!(refused, ("no-room", Some(day("2026-11-26"))), "round {round}");
                    late += 1;
                }
            }
        }
        taken.sort_unstable();
        assert_eq!((taken, late), (days.clone(), 4), "round {round}");
        let held: BTreeMap<_, _> = yard.held(&maker).await.into_iter().collect();
        assert!(held.values().all(|units| *units <= ONE_ORDER), "round {round}: {held:?}");
        for order in &orders {
            if yard.made(order.id).await.pop().map(|last| last.status) == Some(AssignmentStatus::Notified) {
                yard.done(&yard.coordinator, Command::Withdraw(withdraw(order))).await;
            }
        }
        assert!(yard.held(&maker).await.is_empty());
    }
    for order in &orders {
        Books::read(&fresh.db, order.id).await.check();
    }
    for client in clients {
        client.db().close().await;
    }
}

/// In a zone that assigns by itself: the money is confirmed whoever takes the last unit meanwhile.
async fn confirmations_that_send_to_one_workshop_all_hold(fresh: Fresh) {
    let yard = narrow(&fresh, 1).await;
    write(&yard, Query::new("UPDATE service_zones SET mode = ").bind("AUTOMATIC")).await;
    let mut clients = Vec::new();
    for _ in 0..4 {
        clients.push(shop(&fresh, &yard, 1).await);
    }
    for round in 0..rounds(6) {
        let (mut running, mut orders) = (Vec::new(), Vec::new());
        for (at, client) in clients.iter().enumerate() {
            let reference = format!("{}", 300_000 + 10 * round + at);
            let (order, proof) = yard.counter.reported_and_claimed(&reference).await;
            let verify = yard.counter.verify(&order, &[(proof, order.due, &reference)]).await;
            orders.push(order);
            let (client, ana) = (client.clone(), yard.counter.ana.clone());
            running.push(tokio::spawn(async move {
                client.execute(&ana, operation(), Command::Confirm(verify)).await
            }));
        }
        for one in running {
            one.await
                .expect("no panic")
                .expect("a confirmation is not refused for want of room");
        }
        let mut told = Vec::new();
        for order in &orders {
            let books = Books::read(&fresh.db, order.id).await;
            books.check();
            assert_eq!(books.head.payment_status, PaymentStatus::Confirmed);
            told.extend((books.head.production_status == Some(AssignmentStatus::Notified)).then_some(order));
        }
        assert_eq!(told.len(), 2, "round {round}: as many as find room today and tomorrow");
        for order in told {
            yard.done(&yard.coordinator, Command::Withdraw(withdraw(order))).await;
        }
    }
    for client in clients {
        client.db().close().await;
    }
}

async fn a_limit_lowered_meanwhile_is_kept(fresh: Fresh) {
    let yard = narrow(&fresh, 30).await;
    let order = yard.counter.confirmed("100001").await;
    for round in 0..rounds(10) {
        limit(&yard, ONE_ORDER).await;
        let command = named(&order, &yard.makers[0]);
        let told = std::pin::pin!(yard.counter.shop.execute(&yard.coordinator, operation(), command));
        let (outcome, ()) = tokio::join!(told, async {
            tokio::time::sleep(std::time::Duration::from_micros(300 * (round as u64 % 10))).await;
            limit(&yard, 1).await;
        });
        // Told before, or after with a unit a day; nothing in between.
        let receipt = outcome.expect("told");
        let held = yard.held(&yard.makers[0]).await;
        let one_day = held == [(day("2026-11-22"), ONE_ORDER)];
        assert!(one_day || held.iter().map(|(_, units)| *units).eq([1, 1, 1]), "{held:?}");
        let Outcome::Notified { ready_on, .. } = receipt.outcome else {
            panic!("{receipt:?}")
        };
        assert_eq!(held.last().map(|(day, _)| *day), Some(ready_on));
        yard.done(&yard.coordinator, Command::Withdraw(withdraw(&order))).await;
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
        let lapse = Command::LapseAnswer(OnOrder { order: order.id });
        let mut runners = vec![
            (yard.counter.shop.clone(), yard.coordinator.clone(), operation(), vouched),
            (there.clone(), Actor::system(), operation(), lapse),
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
            order: order.id,
            seen: None,
            reason: "ya no lo quiero".into(),
            overridden: false,
            share: None,
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
