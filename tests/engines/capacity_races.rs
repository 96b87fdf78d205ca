//! Several programs at one workshop: whoever takes the last unit has it, the others are told the next free day, and no day
//! is ever given twice. `KRAFTA_RACES` asks for more rounds.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::books::Books;
use crate::counter::{Placed, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::races::other;
use crate::yard::{Maker, Yard, day, notify_other, withdraw};
use krafta::config::Settings;
use krafta::db::Query;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::refusal::Arg;
use krafta::service::core::receipt::Outcome;
use krafta::service::{Command, Error, Krafta};

on_both_engines!(
    of_two_who_take_the_last_unit_one_is_told_the_next_day,
    eight_clients_never_pass_the_limit,
    confirmations_that_send_to_one_workshop_all_hold,
    a_limit_lowered_meanwhile_is_kept,
);

/// An order takes three units; a day of this workshop has so many.
const ONE_ORDER: u32 = 3;

/// How many rounds of a race.
pub fn rounds(usual: usize) -> usize {
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

pub async fn write(yard: &Yard, query: Query) {
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
fn told(outcome: Result<krafta::service::core::receipt::Receipt, Error>) -> Result<NaiveDate, (&'static str, Option<NaiveDate>)> {
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
pub fn named(order: &Placed, maker: &Maker) -> Command {
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
