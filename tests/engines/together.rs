//! Commands that share a transaction: each is answered as if it were alone.

use crate::counter::{Counter, checkout, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Number;
use krafta::db::Query;
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::OperatorId;
use krafta::service::commands::{Consent, PutWorkshop, Wanted, WorkshopDetails};
use krafta::service::orders::commands::Checkout;
use krafta::service::{Command, Error, Krafta};

on_both_engines!(
    what_is_refused_takes_no_other_with_it,
    many_senders_lose_nothing,
    those_that_come_at_once_are_each_answered,
    a_name_that_was_taken_back_is_free,
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

/// On a file those that come while it is written share the next commit.
async fn those_that_come_at_once_are_each_answered(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let twice = operation();
    let asked = (0..40).map(|nth| {
        let mut wanted = checkout();
        if nth % 10 == 7 {
            wanted.items = Vec::new();
        }
        let operation = if nth < 2 { twice } else { operation() };
        let (shop, customer) = (counter.shop.clone(), counter.customer.clone());
        tokio::spawn(async move { (nth, shop.execute(&customer, operation, Command::Checkout(wanted)).await) })
    });
    let asked: Vec<_> = asked.collect();
    let mut repeated = 0;
    for one in asked {
        match one.await.expect("an answer") {
            (nth, Err(error)) => assert_eq!((nth % 10, error.code()), (7, "empty-order")),
            (nth, Ok(receipt)) => {
                assert_ne!(nth % 10, 7);
                repeated += usize::from(receipt.repeated);
            }
        }
    }
    assert_eq!(repeated, 1, "the same operation twice is one");
    let orders = Query::new("SELECT count(*) AS n FROM orders");
    assert_eq!(fresh.db.one::<Number>(orders).await.expect("a count").0, 35);
}

/// What one row of a sheet would have added does not stand in the way of the next.
async fn a_name_that_was_taken_back_is_free(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let put = |name: &str, zones: &[&str]| {
        let details = WorkshopDetails {
            state: Some("Carabobo".into()),
            zones: Some(zones.iter().map(|&zone| zone.to_owned()).collect()),
            ..WorkshopDetails::default()
        };
        let put = PutWorkshop {
            workshop: name.into(),
            wanted: Wanted::New,
            details,
            consent: Consent::default(),
        };
        (counter.ana.clone(), operation(), Command::PutWorkshop(Box::new(put)))
    };
    let asked = vec![
        put("Tejidos Ávila", &["una zona que no hay"]),
        put("tejidos avila", &[]),
        put("TEJIDOS ÁVILA", &[]),
    ];
    let ended = counter.shop.execute_each(asked).await;
    let told: Vec<_> = ended
        .iter()
        .map(|row| row.as_ref().map_or_else(|error| error.code(), |_| "added"))
        .collect();
    assert_eq!(told, ["service-zone-unknown", "added", "workshop-taken"]);
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
