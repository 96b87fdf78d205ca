//! A program that confirms orders is killed in the middle, again and again: what it was told is done is there, and
//! nothing is half done. `KRAFTA_KILLS` asks for more kills on each engine: `scripts/kills` for as many as a release takes.

use std::time::Duration;

use nix::sys::signal::Signal;

use crate::books::Books;
use crate::child::Other;
use crate::counter::Counter;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Text;
use krafta::db::{Db, Dialect, Query};
use krafta::domain::orders::status::PaymentStatus;
use krafta::service::Command;

on_both_engines!(what_was_acknowledged_outlives_the_program);

/// Kills in the gate.
const fn kills(engine: Dialect) -> u32 {
    match engine {
        Dialect::Sqlite => 50,
        Dialect::Postgres => 20,
    }
}
/// More than are confirmed before the program dies.
const ORDERS: u32 = 14;

async fn what_was_acknowledged_outlives_the_program(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (mut between, mut open) = (0, 0);
    let asked = std::env::var("KRAFTA_KILLS").ok().and_then(|kills| kills.parse().ok());
    for round in 0..asked.unwrap_or(kills(fresh.db.dialect())) {
        let (mut orders, mut commands) = (Vec::new(), Vec::new());
        for at in 0..ORDERS {
            let reference = format!("{}", 1_300_000 + round * 100 + at);
            let (order, proof) = counter.reported_and_claimed(&reference).await;
            let verify = counter.verify(&order, &[(proof, order.due, &reference)]).await;
            commands.push(Command::Confirm(verify));
            orders.push(order.id);
        }
        let mut other = Other::start("confirm", &fresh.url, &serde_json::to_string(&commands).expect("JSON"));
        // It is killed after a few receipts and a moment that is another each time.
        let mut told: Vec<String> = (0..round % 5).filter_map(|_| other.line()).collect();
        std::thread::sleep(Duration::from_micros(u64::from(round * 397 % 7_000)));
        other.signal(Signal::SIGKILL);
        told.extend(other.rest());
        // The server notices a little later, and may be committing still.
        tokio::time::sleep(Duration::from_millis(40)).await;
        for order in &orders {
            let books = Books::read(&fresh.db, *order).await;
            books.check();
            let acknowledged = told.iter().any(|line| line.starts_with(&order.to_string()));
            let confirmed = books.head.payment_status == PaymentStatus::Confirmed;
            assert!(
                confirmed || !acknowledged,
                "{order} was acknowledged and is {}",
                books.head.payment_status
            );
            let (events, operations) = (books.events.len(), books.operations.len());
            match confirmed {
                // P1, P2, P4, P6, A1, and a command each but for A1.
                true => assert_eq!((events, operations, books.counts.logs, books.counts.messages), (5, 4, 1, 4)),
                false => assert_eq!((events, operations, books.counts.logs, books.counts.messages), (3, 3, 0, 3)),
            }
            between += u32::from(confirmed && !acknowledged);
        }
        if fresh.db.dialect() == Dialect::Sqlite {
            // By a connection of its own: one that checked before remembers the search index as it was then.
            let again = Db::open(&fresh.url).await.expect("it opens");
            let check = Query::new("SELECT integrity_check AS t FROM pragma_integrity_check");
            assert_eq!(again.one::<Text>(check).await.expect("a check").0, "ok");
            again.close().await;
        }
        // And the next program goes on where it ended.
        let order = counter.place().await;
        counter.report(&order, &format!("{}", 9_390_000 + round)).await;
        // It died while some were still to be done: in a transaction, or just after one.
        open += u32::from(told.len() < orders.len());
    }
    println!("killed while it worked: {open}; orders whose commit outran their receipt: {between}");
}
