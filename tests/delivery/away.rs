//! What becomes of messages whose server takes them while the database is away or its disk is full.

use std::time::{Duration, Instant, SystemTime};

use serde_json::json;

use crate::desk::{Desk, Said, since_ever};
use crate::faults::on_sqlite;
use crate::fresh::{Fresh, on_both_engines};
use crate::kills::{Arrived, Other, judged, waiting};
use crate::server::Server;
use krafta::db::{Db, Dialect, Query};

on_both_engines!(a_database_that_goes_away_loses_nothing);
on_sqlite!(a_full_disk_loses_nothing);

/// PostgreSQL hangs up on everybody; on SQLite another program writes for longer than anybody waits.
async fn goes_away(other: &Db, name: &str) {
    if other.dialect() == Dialect::Postgres {
        let others = Query::new(
            "SELECT count(pg_terminate_backend(pid))::text AS said FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = ",
        )
        .bind(name.to_owned());
        other.one::<Said>(others).await.expect("hung up");
    } else {
        let mut tx = other.begin().await.expect("a transaction");
        tx.exec(Query::new("UPDATE products SET name = name")).await.expect("a write");
        tokio::time::sleep(Duration::from_millis(900)).await;
        tx.rollback().await.expect("an end");
    }
}

async fn a_database_that_goes_away_loses_nothing(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let orders = desk.rejected(6).await;
    desk.server.does(&json!({ "takes": 0.1 }));
    let (other, name) = (Db::open(&fresh.url).await.expect("it opens"), fresh.db.name());
    let away = async {
        for _ in 0..8 {
            tokio::time::sleep(Duration::from_millis(230)).await;
            goes_away(&other, &name).await;
        }
    };
    let sends = async {
        for _ in 0..4 {
            // What is not known to have been taken is asked for again when its lease is over.
            let _ = desk.sender.once().await;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    };
    tokio::join!(away, sends);
    other.close().await;
    let began = Instant::now();
    while waiting(&desk, &orders).await > 0 {
        assert!(began.elapsed() < Duration::from_secs(30), "some do not leave");
        desk.later(61).await;
    }
    judged(&desk, &orders).await;
}

async fn a_full_disk_loses_nothing(fresh: Fresh) {
    let mut desk = Desk::open_with(&fresh, Server::start(), |_| ()).await;
    since_ever(&fresh.db).await;
    let orders = desk.rejected(12).await;
    let began = SystemTime::now();
    desk.server.does(&json!({ "takes": 0.2 }));
    let full = Other::start(&fresh.url, desk.server.port(), began);
    Arrived::default().until(&desk, 3).await;
    // It took some, and cannot note that they left.
    full.fill_the_disk();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (left, caught) = (waiting(&desk, &orders).await, desk.server.caught().len());
    assert!(
        left > orders.len() * 4 - caught,
        "{left} wait, {caught} arrived: the disk was not full"
    );
    desk.server.does(&json!({}));
    drop(full);
    let room = Other::start(&fresh.url, desk.server.port(), began);
    let settled = Instant::now();
    while waiting(&desk, &orders).await > 0 {
        assert!(settled.elapsed() < Duration::from_secs(40), "some do not leave");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    drop(room);
    judged(&desk, &orders).await;
}
