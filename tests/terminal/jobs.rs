//! The open program does what time brings, under the lease, and shows it like anybody's change.

use std::time::{Duration, Instant};

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{OPERATOR, Shop};
use krafta::db::{Db, DbResult, FromRow, Query, Row};
use krafta::domain::Time;

on_both_engines!(the_open_program_frees_a_lapsed_claim);

async fn the_open_program_frees_a_lapsed_claim(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let folder = shop.home.join(".config/krafta");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("krafta.toml"), "[jobs]\nevery_seconds = 5\n").expect("a file");
    let order = shop.places_an_order();
    shop.reports(&order, "K7P2Q9X1");
    shop.krafta(&["review", "claim", &order]);
    let db = shop.db().await;
    let past: Time = chrono::Utc::now() - chrono::TimeDelta::minutes(1);
    let past = chrono::DateTime::from_timestamp_micros(past.timestamp_micros()).expect("an instant");
    let lapse = Query::new("UPDATE orders SET claim_expires_at = ").bind(past);
    let mut tx = db.begin().await.expect("a transaction");
    tx.exec(lapse.push(" WHERE number = ").bind(order.as_str()))
        .await
        .expect("a lapsed claim");
    tx.commit().await.expect("a commit");
    assert!(!shop.history(&order).0.contains(&"P5".to_owned()));

    let mut person = shop.opened();
    let began = Instant::now();
    while !shop.history(&order).0.contains(&"P5".to_owned()) {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody freed it");
        std::thread::sleep(Duration::from_millis(200));
    }
    // In front of the person too, without a key: the newest first, and nobody reviews it.
    person.presses("S");
    person.until("the order, free", |screen| {
        screen
            .lines()
            .any(|line| line.contains(&order) && !line.trim_end().ends_with(OPERATOR))
    });
    while held_until(&db).await > chrono::Utc::now() + chrono::TimeDelta::seconds(1) {
        assert!(began.elapsed() < Duration::from_secs(30), "who is done lets go");
        std::thread::sleep(Duration::from_millis(200));
    }
    db.close().await;
}

async fn held_until(db: &Db) -> Time {
    let lease = Query::new("SELECT until FROM job_leases WHERE name = 'jobs'");
    db.one::<Until>(lease).await.expect("a lease").0
}

struct Until(Time);

impl FromRow for Until {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("until").map(Self)
    }
}
