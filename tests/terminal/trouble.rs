//! The database goes away, is busy, or the program is killed: nothing is lost, nothing is done twice.

use std::time::Duration;
use std::{fs, thread};

use nix::sys::signal::Signal;

use crate::fresh::{Fresh, on_both_engines};
use crate::server::Server;
use crate::shop::Shop;
use krafta::db::{Db, Dialect};

on_both_engines!(
    a_database_that_goes_away_comes_back,
    a_write_that_finds_it_busy_is_repeated,
    quitting_waits_for_a_write,
    a_kill_leaves_a_verdict_whole
);

/// How a database is made unreachable, and reachable again.
enum Away {
    Server(Box<Server>),
    File(std::path::PathBuf),
}

impl Away {
    async fn of(shop: &Shop) -> Self {
        match shop.dialect {
            Dialect::Postgres => {
                let server = Server::of(&shop.url);
                server.closes().await;
                Self::Server(Box::new(server))
            }
            Dialect::Sqlite => {
                let file = shop.file().to_owned();
                fs::rename(&file, file.with_extension("away")).expect("a moved file");
                Self::File(file)
            }
        }
    }

    async fn ends(self) {
        match self {
            Self::Server(server) => server.opens().await,
            Self::File(file) => fs::rename(file.with_extension("away"), file).expect("a moved file"),
        }
    }
}

async fn a_database_that_goes_away_comes_back(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let mut person = shop.opened();
    let away = Away::of(&shop).await;
    person.sees("Sin base de datos · intento 2");
    let screen = person.screen();
    assert!(screen.contains("datos de hace") && screen.contains("KRFT-"), "{screen}");

    // Nothing can be written, and it says why; what was read can still be looked at.
    person.presses("\r");
    person.sees("Sin base de datos no se puede guardar");
    person.presses("j");
    person.sees("KRFT-");

    away.ends().await;
    person.sees_no("Sin base de datos · intento");
    // Somebody holds the second one; the first is free.
    person.presses("k");
    person.presses("\r");
    person.sees("Lo revisas tú");
    person.presses("q");
    assert_eq!(person.ends().0, 0);
}

/// Keeps every writer out for a while.
async fn kept_busy(shop: &Shop) -> (Db, krafta::db::engine::Tx) {
    let db = shop.db().await;
    let mut tx = db.begin().await.expect("a transaction");
    if shop.dialect == Dialect::Postgres {
        tx.script("LOCK TABLE orders IN EXCLUSIVE MODE").await.expect("a lock");
    }
    (db, tx)
}

async fn a_write_that_finds_it_busy_is_repeated(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let mut person = shop.opened();
    let (db, tx) = kept_busy(&shop).await;
    person.presses("\r");
    person.sees("La base de datos no respondió");
    tx.rollback().await.expect("a free database");
    db.close().await;
    person.sees("Lo revisas tú");
}

async fn quitting_waits_for_a_write(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let mut person = shop.opened();
    let (db, tx) = kept_busy(&shop).await;
    person.presses("\r");
    thread::sleep(Duration::from_millis(100));
    person.presses("q");
    person.sees("Hay algo guardándose");
    person.presses("\x1b");
    person.sees_no("Hay algo guardándose");
    person.presses("q");
    person.sees("Hay algo guardándose");
    person.presses("\t\r");
    thread::sleep(Duration::from_millis(300));
    tx.rollback().await.expect("a free database");
    db.close().await;
    assert_eq!(person.ends().0, 0);
    assert!(person.has_the_terminal_back());
}

async fn a_kill_leaves_a_verdict_whole(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    for pause in [0, 4, 8, 16, 32, 64, 128] {
        let order = shop.places_an_order();
        shop.reports(&order, &format!("K7P2Q9X{pause}"));
        let mut person = shop.opened();
        person.presses("S");
        person.until("the newest first", |screen| {
            screen.lines().nth(4).is_some_and(|line| line.contains(&order))
        });
        person.presses("gc");
        person.sees("Confirmar el pago de");
        person.presses("=");
        person.presses("\x13");
        thread::sleep(Duration::from_millis(pause));
        person.signals(Signal::SIGKILL);
        person.ends();

        // All of it, or nothing: the status, its event, and the assignment that it opens.
        let (edges, confirmed) = shop.history(&order);
        let has = |edge: &str| edges.iter().any(|found| found == edge);
        assert_eq!((has("P6"), has("A1")), (confirmed, confirmed), "{edges:?}");
        let again = shop.opened();
        again.sees("Por revisar");
    }
}
