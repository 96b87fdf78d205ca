//! A PostgreSQL server in trouble: it hangs up, refuses, does not answer, or somebody holds a lock. A call says so within
//! its time, and once the trouble is over the next one works.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::books::Books;
use crate::counter::{Counter, Placed, operation};
use crate::fresh::{Fresh, run};
use crate::shop::Number;
use krafta::config::Settings;
use krafta::db::{Db, Dialect, Query};
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Krafta};

const IN_TIME: Duration = Duration::from_millis(5_800);

fn note(order: &Placed) -> Command {
    Command::Note(Note {
        order: order.id,
        text: "nota".into(),
        internal: true,
    })
}

/// The same database for a handle whose connections are not cut with the others.
async fn apart(fresh: &Fresh) -> Db {
    let db = Db::open(&fresh.url).await.expect("it opens");
    db.one::<Number>(Query::new("SELECT 1 AS n")).await.expect("an answer");
    db
}

async fn hang_up(from: &Db, name: &str) {
    let others =
        Query::new("SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = ")
            .bind(name);
    from.one::<Number>(others).await.expect("hung up");
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[test]
fn a_server_that_hung_up_is_asked_again() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let apart = apart(&fresh).await;
        for _ in 0..3 {
            // Every pooled connection has been used, and all of them are cut.
            let reads = (0..6).map(|_| Books::read(&fresh.db, order.id));
            futures_util::future::join_all(reads).await;
            hang_up(&apart, &fresh.db.name()).await;
            counter.done(&counter.ana, note(&order)).await;
            hang_up(&apart, &fresh.db.name()).await;
            Books::read(&fresh.db, order.id).await.check();
        }
        apart.close().await;
    });
}

#[test]
fn a_server_that_refuses_is_named_and_found_again() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let proxy = Proxy::before(&fresh);
        let db = Db::open(&proxy.url).await.expect("it opens");
        let shop = Krafta::with_clock(db, Settings::default(), counter.clock.clone());
        shop.execute(&counter.ana, operation(), note(&order)).await.expect("written");
        for trouble in [Trouble::Refuses, Trouble::Silent] {
            proxy.is_in(trouble, true);
            for _ in 0..2 {
                let began = Instant::now();
                let error = shop
                    .execute(&counter.ana, operation(), note(&order))
                    .await
                    .expect_err("nobody answers");
                assert_eq!(error.code(), "db-unavailable");
                assert!(began.elapsed() < IN_TIME, "{:?}", began.elapsed());
            }
            // More readers than the pool has connections, so that none is lost for good.
            let began = Instant::now();
            let reads = (0..9).map(|_| shop.db().one::<Number>(Query::new("SELECT 1 AS n")));
            for read in futures_util::future::join_all(reads).await {
                assert_eq!(read.err().expect("nobody answers").code(), "db-unavailable");
            }
            assert!(began.elapsed() < IN_TIME, "{:?}", began.elapsed());
            proxy.is_in(trouble, false);
            let began = Instant::now();
            shop.execute(&counter.ana, operation(), note(&order)).await.expect("written");
            let reads = (0..9).map(|_| shop.db().one::<Number>(Query::new("SELECT 1 AS n")));
            for read in futures_util::future::join_all(reads).await {
                assert_eq!(read.expect("an answer").0, 1);
            }
            assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
        }
        shop.db().close().await;
    });
}

#[test]
fn a_lock_held_by_another_is_named_busy() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let mut held = fresh.db.begin().await.expect("a transaction");
        let lock = Query::new("SELECT id FROM orders WHERE id = ").bind(order.id).push(" FOR UPDATE");
        held.exec(lock).await.expect("a lock");
        let began = Instant::now();
        assert_eq!(counter.refused(&counter.ana, note(&order)).await, "db-busy");
        assert!(began.elapsed() < IN_TIME, "{:?}", began.elapsed());
        held.rollback().await.expect("let go");
        counter.done(&counter.ana, note(&order)).await;
    });
}

#[test]
fn a_database_that_takes_no_connections() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let name = fresh.db.name();
        let server = Db::open(&fresh.url.replace(&name, "postgres")).await.expect("the server");
        take_connections(&server, &name, "false").await;
        hang_up(&server, &name).await;
        let began = Instant::now();
        assert_eq!(counter.refused(&counter.ana, note(&order)).await, "db-unavailable");
        assert!(began.elapsed() < IN_TIME, "{:?}", began.elapsed());
        take_connections(&server, &name, "true").await;
        counter.done(&counter.ana, note(&order)).await;
        server.close().await;
    });
}

/// Lets the database take connections, or not. A name cannot be bound in ALTER DATABASE, so the catalogue is written.
async fn take_connections(server: &Db, name: &str, allowed: &'static str) {
    let change = Query::new("UPDATE pg_database SET datallowconn = ")
        .push(allowed)
        .push(" WHERE datname = ");
    crate::shop::write(server, change.bind(name)).await.expect("changed");
}

#[test]
fn four_programs_migrate_one_new_database() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let schema = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        fresh.db.script(schema).await.expect("an empty database");
        crate::trouble_sqlite::migrate_at_once(&fresh.url).await;
    });
}

#[derive(Clone, Copy)]
enum Trouble {
    /// Connections are cut and not taken.
    Refuses,
    /// What is sent arrives nowhere.
    Silent,
}

/// Stands before the server, on a socket of its own, and lets through what it is told to.
struct Proxy {
    url: String,
    refuses: Arc<AtomicBool>,
    silent: Arc<AtomicBool>,
}

impl Proxy {
    fn before(fresh: &Fresh) -> Self {
        let (rest, host) = fresh.url.split_once("host=").expect("a socket's folder");
        let server = Path::new(host).join(".s.PGSQL.5432");
        let listener = UnixListener::bind(fresh.folder.join(".s.PGSQL.5432")).expect("a socket");
        let (refuses, silent) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let told = (Arc::clone(&refuses), Arc::clone(&silent));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if !told.0.load(Ordering::SeqCst) {
                    through(&client, &server, &told);
                }
            }
        });
        Self {
            url: format!("{rest}host={}", fresh.folder.display()),
            refuses,
            silent,
        }
    }

    fn is_in(&self, trouble: Trouble, on: bool) {
        match trouble {
            Trouble::Refuses => self.refuses.store(on, Ordering::SeqCst),
            Trouble::Silent => self.silent.store(on, Ordering::SeqCst),
        }
        thread::sleep(Duration::from_millis(150));
    }
}

fn through(client: &UnixStream, server: &PathBuf, told: &(Arc<AtomicBool>, Arc<AtomicBool>)) {
    let server = UnixStream::connect(server).expect("the server");
    for (from, to) in [(client, &server), (&server, client)] {
        let (mut from, mut to) = (from.try_clone().expect("a socket"), to.try_clone().expect("a socket"));
        let (refuses, silent) = (Arc::clone(&told.0), Arc::clone(&told.1));
        from.set_read_timeout(Some(Duration::from_millis(50))).expect("a timeout");
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            loop {
                let read = from.read(&mut bytes);
                if refuses.load(Ordering::SeqCst) {
                    break;
                }
                match read {
                    Ok(0) => break,
                    // What is swallowed once makes the rest nonsense: the silent stay silent.
                    Ok(_) if silent.load(Ordering::SeqCst) => {
                        thread::sleep(Duration::from_secs(8));
                        break;
                    }
                    Ok(count) if to.write_all(&bytes[..count]).is_ok() => {}
                    Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                    _ => break,
                }
            }
            let _ = from.shutdown(std::net::Shutdown::Both);
            let _ = to.shutdown(std::net::Shutdown::Both);
        });
    }
}
