//! Commands that share a transaction: each is answered as if it were alone.

use crate::counter::{Counter, checkout, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Number;
use krafta::db::Query;
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::OperatorId;
use krafta::service::orders::commands::Checkout;
use krafta::service::{Command, Error, Krafta};

on_both_engines!(
    what_is_refused_takes_no_other_with_it,
    many_senders_lose_nothing,
    a_database_in_trouble_is_asked_once
);

async fn what_is_refused_takes_no_other_with_it(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let customer = &counter.customer;
    let place = |checkout: Checkout| Command::Checkout(checkout);
    let nothing = Checkout {
        items: Vec::new(),
        ..checkout()
    };
    let twice = Checkout {
        items: [checkout().items, checkout().items].concat(),
        ..checkout()
    };
    let ids: [_; 4] = std::array::from_fn(|_| operation());
    let stranger = Actor::staff(Role::Admin, OperatorId::from_uuid(uuid::Uuid::now_v7()), "nadie");
    let asked = [
        (customer, ids[0], place(checkout())),
        (customer, ids[1], place(nothing)),
        (customer, ids[0], place(checkout())),
        (customer, ids[0], place(twice)),
        (&stranger, ids[2], place(checkout())),
        (customer, ids[3], place(checkout())),
    ];
    let asked = asked.map(|(actor, operation, command)| (actor.clone(), operation, command));
    let ended = counter.shop.execute_each(asked.into()).await;
    let told: Vec<_> = ended
        .iter()
        .map(|row| {
            row.as_ref()
                .map_or_else(|error| error.code(), |receipt| if receipt.repeated { "again" } else { "done" })
        })
        .collect();
    assert_eq!(
        told,
        ["done", "empty-order", "again", "operation-reused", "operator-unknown", "done"]
    );
    let count = async |what: &'static str| fresh.db.one::<Number>(Query::new(what)).await.expect("a count").0;
    assert_eq!(count("SELECT count(*) AS n FROM orders").await, 2);
    assert_eq!(count("SELECT count(*) AS n FROM operations WHERE kind = 'checkout'").await, 2);
    assert_eq!(count("SELECT count(*) AS n FROM notifications").await, 2, "each customer is told");
    let again = counter.shop.execute(customer, ids[3], place(checkout())).await.expect("a receipt");
    assert!(again.repeated, "it is as durable as any");
}

/// Several at once, each with lines of their own.
async fn many_senders_lose_nothing(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let senders = (0..4).map(|_| {
        let (shop, customer) = (counter.shop.clone(), counter.customer.clone());
        tokio::spawn(async move {
            let asked = (0..30).map(|_| (customer.clone(), Krafta::new_operation(), Command::Checkout(checkout())));
            shop.execute_each(asked.collect()).await
        })
    });
    let senders: Vec<_> = senders.collect();
    let mut done = 0;
    for sender in senders {
        for row in sender.await.expect("an end") {
            row.expect("a receipt");
            done += 1;
        }
    }
    let orders = fresh
        .db
        .one::<Number>(Query::new("SELECT count(*) AS n FROM orders"))
        .await
        .expect("a count")
        .0;
    assert_eq!((done, orders), (120, 120));
}

/// However many commands wait.
async fn a_database_in_trouble_is_asked_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    match fresh.db.path() {
        Some(file) => std::fs::remove_file(file).expect("a file that is gone"),
        None => fresh.db.close().await,
    }
    let asked = (0..200).map(|_| (counter.customer.clone(), operation(), Command::Checkout(checkout())));
    let ended = counter.shop.execute_each(asked.collect()).await;
    assert!(matches!(ended[..], [Err(Error::Database(_))]), "{} were tried", ended.len());
}
