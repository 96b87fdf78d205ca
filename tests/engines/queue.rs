//! Several programs writing one SQLite file: each gets its share, and one that dies or stands still does not take the
//! others with it.

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use crate::child::Other;
use crate::counter::{Counter, Placed, operation};
use crate::fresh::{Fresh, run};
use krafta::config::Settings;
use krafta::db::{Db, Dialect};
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Krafta};

#[test]
fn every_program_gets_its_share() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let given = format!("{} 3000", order.id);
        let others: Vec<Other> = (0..6).map(|_| Other::start("write", &fresh.url, &given)).collect();
        let told: Vec<(u32, u32)> = others
            .into_iter()
            .map(|other| {
                let lines = other.rest();
                let (count, longest) = lines.first().and_then(|line| line.split_once(' ')).expect("it wrote to the end");
                (count.parse().expect("a count"), longest.parse().expect("a time"))
            })
            .collect();
        let all: u32 = told.iter().map(|(count, _)| count).sum();
        for (count, longest) in &told {
            assert!(*count > all / 6 / 2 && *longest < 2_000, "{told:?}");
        }
        assert_eq!(counter.seen(&order).await.version, i64::from(1 + all));
    });
}

fn note(order: &Placed) -> Command {
    Command::Note(Note {
        order: order.id,
        text: "nota".into(),
        internal: true,
    })
}

#[test]
fn one_that_dies_in_its_turn_frees_it() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let mut other = Other::start("hold", &fresh.url, "");
        assert_eq!(other.line().as_deref(), Some("held"));
        let waiting = tokio::spawn({
            let (shop, ana, note) = (counter.shop.clone(), counter.ana.clone(), note(&order));
            async move { shop.execute(&ana, operation(), note).await }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        other.signal(Signal::SIGKILL);
        let began = Instant::now();
        waiting.await.expect("no panic").expect("written");
        assert!(began.elapsed() < Duration::from_millis(1_500), "{:?}", began.elapsed());
    });
}

#[test]
fn one_that_stands_still_is_waited_for_and_then_named_busy() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let mut other = Other::start("hold", &fresh.url, "");
        assert_eq!(other.line().as_deref(), Some("held"));
        other.signal(Signal::SIGSTOP);
        // Two at once in this program, another after them, and one of another handle: each is told in time.
        let also = Db::open(&fresh.url).await.expect("it opens");
        let also = Krafta::with_clock(also, Settings::default(), counter.clock.clone());
        for shops in [vec![&counter.shop, &counter.shop, &also], vec![&counter.shop]] {
            let began = Instant::now();
            let asked = shops.iter().map(|shop| shop.execute(&counter.ana, operation(), note(&order)));
            for outcome in futures_util::future::join_all(asked).await {
                assert_eq!(outcome.expect_err("nobody can write").code(), "db-busy");
            }
            assert!(began.elapsed() < Duration::from_millis(5_500), "{:?}", began.elapsed());
            // Reading goes on.
            assert_eq!(counter.seen(&order).await.version, 1);
        }
        other.signal(Signal::SIGCONT);
        drop(other);
        let began = Instant::now();
        for shop in [&counter.shop, &also, &counter.shop] {
            shop.execute(&counter.ana, operation(), note(&order)).await.expect("written");
        }
        assert!(began.elapsed() < Duration::from_millis(1_500), "{:?}", began.elapsed());
        also.db().close().await;
    });
}

#[test]
fn one_that_stands_still_in_the_queue_blocks_nobody_for_long() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let others: Vec<Other> = (0..3)
            .map(|_| Other::start("write", &fresh.url, &format!("{} 60000", order.id)))
            .collect();
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        for other in &others {
            other.signal(Signal::SIGSTOP);
        }
        // Wherever they stopped, waiting or between two turns, the file itself is likely free; if not, it is told in time.
        for _ in 0..3 {
            let began = Instant::now();
            let outcome = counter.shop.execute(&counter.ana, operation(), note(&order)).await;
            assert!(began.elapsed() < Duration::from_millis(6_000), "{:?}", began.elapsed());
            if let Err(error) = outcome {
                assert_eq!(error.code(), "db-busy");
            }
        }
        for other in &others {
            other.signal(Signal::SIGCONT);
        }
        counter.done(&counter.ana, note(&order)).await;
    });
}
