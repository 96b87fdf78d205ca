//! How a server may stand between us and its database, and what it may refuse: IPv6, pgbouncer in both of its modes, certificates,
//! limits, encodings. Each refusal has its own code.

use std::path::Path;
use std::process::Command as Program;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::bouncer::{Bouncer, MODES};
use crate::counter::{Counter, insert};
use crate::fresh::{Fresh, run};
use crate::shop::{Number, Text};
use krafta::config::Settings;
use krafta::db::{Db, Dialect, Query};
use krafta::domain::Time;
use krafta::domain::actor::Actor;
use krafta::domain::orders::rate::Rate;
use krafta::service::commands::AcceptClock;
use krafta::service::core::caution::CautionKind;
use krafta::service::core::clock::{Clock, ManualClock};
use krafta::service::jobs::{JobRun, Ran};
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Krafta};

/// A text of the program's own, made by a test.
async fn script(db: &Db, text: String) {
    let text: &'static str = Box::leak(text.into_boxed_str());
    db.script(text).await.unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// The code of opening and asking; "ok" when it answers.
async fn code(url: &str) -> &'static str {
    let asked = async {
        let db = Db::open(url).await?;
        let answer = db.answers().await;
        db.close().await;
        answer
    };
    asked.await.map_or_else(|error| error.code(), |()| "ok")
}

/// R3.
#[test]
fn a_database_of_another_encoding_is_left_as_it_is() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let name = format!("{}_ascii", fresh.db.name());
        script(
            &fresh.db,
            format!("CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"),
        )
        .await;
        let db = Db::open(&fresh.url.replace(&fresh.db.name(), &name)).await.expect("it opens");
        let refused = db.migrate().await.expect_err("it keeps no text");
        assert_eq!(
            (refused.code(), refused.facts()),
            ("db-encoding", vec![("found", "SQL_ASCII".into())])
        );
        assert_eq!(db.require_current().await.expect_err("nor now").code(), "db-encoding");
        let tables = Query::new("SELECT CAST(count(*) AS text) AS t FROM pg_class WHERE relnamespace = current_schema()::regnamespace");
        assert_eq!(db.one::<Text>(tables).await.expect("a count").0, "0");
        db.close().await;
        script(&fresh.db, format!("DROP DATABASE {name}")).await;
    });
}

/// R4 and R6: the new database is migrated, and a shop opened and worked in, as it is without a pooler.
#[test]
fn behind_pgbouncer_all_is_as_without_it() {
    for (mode, servers) in MODES {
        run(Dialect::Postgres, async |fresh: Fresh| {
            fresh
                .db
                .script("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
                .await
                .expect("an empty database");
            let bouncer = Bouncer::before(&fresh, &format!("pool_mode = {mode}\ndefault_pool_size = {servers}"));
            let url = bouncer.url(&fresh);
            let through = async || Fresh {
                db: Db::open(&url).await.expect("it opens"),
                url: url.clone(),
                folder: fresh.folder.clone(),
            };
            let first = through().await;
            first.db.migrate().await.expect("migrated");
            crate::fresh::any_day(&first.db, "UPDATE clock_rule SET applies = false").await;
            let db = first.db.clone();
            crate::story::a_payment_is_reported_reviewed_and_confirmed(first).await;
            assert_eq!(
                db.all::<Text>(Query::new("SELECT CAST(payment_status AS text) AS t FROM orders"))
                    .await
                    .expect("orders")
                    .len(),
                1
            );
            db.close().await;
        });
    }
}

/// Many clients on two connections of the server: each statement is its own, with its own settings, and the feed hears.
#[test]
fn behind_pgbouncer_nobody_meets_anothers_statements() {
    // The second drops the settings of the start and says nothing; the third is told by the URL.
    for (more, suffix) in [
        ("", ""),
        ("ignore_startup_parameters = options", ""),
        ("", "?pgbouncer=true&schema=public"),
    ] {
        run(Dialect::Postgres, async |fresh: Fresh| {
            let bouncer = Bouncer::before(&fresh, &format!("pool_mode = transaction\ndefault_pool_size = 2\n{more}"));
            let url = format!("{}{suffix}", bouncer.url(&fresh));
            let open = async || Fresh {
                db: Db::open(&url).await.expect("it opens"),
                url: url.clone(),
                folder: fresh.folder.clone(),
            };
            let all = futures_util::future::join_all((0..3).map(|_| open())).await;
            let asked = all.iter().flat_map(|one| (0..40_i64).map(move |n| (one, n))).map(async |(one, n)| {
                let timeout = Query::new("SELECT current_setting('statement_timeout') || ")
                    .bind(n.to_string())
                    .push(" AS t");
                assert_eq!(one.db.one::<Text>(timeout).await.expect("an answer").0, format!("5s{n}"));
                let other = Query::new("SELECT CAST(").bind(n).push(" AS text) AS t");
                assert_eq!(one.db.one::<Text>(other).await.expect("an answer").0, n.to_string());
            });
            futures_util::future::join_all(asked).await;
            let one = open().await;
            crate::session::every_follower_hears_of_a_change(open().await).await;
            crate::schema::another_program_may_open_it_too(one).await;
            for other in all {
                other.db.close().await;
            }
        });
    }
}

/// A key and its certificate for localhost, made by nobody who is known.
fn certificate(folder: &Path) {
    let made = Program::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
        ])
        .args(["-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(folder)
        .output();
    assert!(made.expect("openssl").status.success());
}

/// R5.
#[test]
fn each_trouble_with_certificates_has_its_code() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let folder = fresh.folder.join("bouncer");
        std::fs::create_dir_all(&folder).expect("a folder");
        certificate(&folder);
        let at = folder.display();
        let more = format!("client_tls_sslmode = allow\nclient_tls_key_file = {at}/key.pem\nclient_tls_cert_file = {at}/cert.pem");
        let bouncer = Bouncer::before(&fresh, &more);
        let url = bouncer.url(&fresh);
        std::fs::write(fresh.folder.join("none.pem"), "").expect("a file");
        let (known, none) = (folder.join("cert.pem"), fresh.folder.join("none.pem"));
        let (known, none) = (known.display(), none.display());
        for (mode, expected) in [
            ("sslmode=require".to_owned(), "ok"),
            ("sslmode=verify-ca".to_owned(), "db-certificate"),
            (format!("sslmode=verify-full&sslrootcert={none}"), "db-certificate"),
            // As libpq: whoever names an authority asks for its word.
            (format!("sslmode=require&sslrootcert={none}"), "db-certificate"),
            ("sslmode=verify-ca&sslrootcert=/nowhere/ca.pem".to_owned(), "db-tls-file"),
            (
                "sslmode=require&sslcert=/nowhere/a.pem&sslkey=/nowhere/b.pem".to_owned(),
                "db-tls-file",
            ),
            (format!("sslmode=verify-ca&sslrootcert={known}"), "ok"),
            ("sslmode=bogus".to_owned(), "db-address"),
        ] {
            assert_eq!(code(&format!("{url}?{mode}")).await, expected, "{mode}");
        }
        // It is for localhost, and this is [::1].
        let full = Db::open(&format!("{url}?sslmode=verify-full&sslrootcert={known}"))
            .await
            .expect("it opens");
        let refused = full.answers().await.expect_err("another name");
        assert_eq!((refused.code(), refused.facts()), ("db-certificate", vec![("why", "name".into())]));
        // The test server's socket speaks no TLS.
        assert_eq!(code(&format!("{}&sslmode=require", fresh.url)).await, "db-no-tls");
    });
}

/// B13: a machine two days ahead harms nobody, and does no jobs.
#[test]
fn time_is_the_servers() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let ahead = Arc::new(ManualClock::at(chrono::Utc::now() + chrono::TimeDelta::days(2)));
        let shop = Krafta::on_machine(fresh.db.clone(), Settings::default(), ahead as Arc<dyn Clock>);
        fresh.db.require_current().await.expect("asked");
        let off = (shop.now() - chrono::Utc::now()).abs();
        assert!(off < chrono::TimeDelta::seconds(5), "{off}");
        let kinds: Vec<_> = shop.cautions().await.expect("asked").iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [CautionKind::Skew]);
        let refused = shop.jobs().run_jobs_alone(&Actor::system(), uuid::Uuid::now_v7(), JOBS).await;
        assert_eq!(refused.expect_err("no jobs").code(), "clock-astray");
        let right = Krafta::new(fresh.db.clone(), Settings::default());
        assert_eq!(right.cautions().await.expect("asked"), []);
        let ran = right
            .jobs()
            .run_jobs_alone(&Actor::system(), uuid::Uuid::now_v7(), JOBS)
            .await
            .expect("run");
        assert!(matches!(ran, Ran::Done(_)));
    });
}

/// B13: what a wrong clock left is found, and holds nobody up.
#[test]
fn a_file_with_events_of_tomorrow_runs_no_jobs() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let day = chrono::TimeDelta::days(1);
        counter.clock.set(chrono::Utc::now());
        insert_rate(&fresh.db, chrono::Utc::now() + day + day).await;
        let order = counter.place().await;
        let machine = || Krafta::new(fresh.db.clone(), Settings::default());
        assert_eq!(machine().cautions().await.expect("asked"), []);
        let kinds = async || -> Vec<_> { machine().cautions().await.expect("asked").iter().map(|one| one.kind).collect() };
        let run = async || machine().jobs().run_jobs_alone(&Actor::system(), uuid::Uuid::now_v7(), JOBS).await;
        let accept = async |actor: &Actor, reason: &str| {
            let accept = AcceptClock { reason: reason.into() };
            let done = machine()
                .execute(actor, Krafta::new_operation(), Command::AcceptClock(accept))
                .await;
            done.map(drop).map_err(|error| error.code().to_owned())
        };
        assert_eq!(
            accept(&counter.ana, "por si acaso").await,
            Err("clock-agrees".into()),
            "nothing is ahead"
        );
        for (later, accepted) in [
            (day - chrono::TimeDelta::hours(1), "el equipo de la caja iba un día adelantado"),
            (day, "y otra vez"),
        ] {
            counter.clock.set(chrono::Utc::now() + later);
            counter
                .done(
                    &counter.ana,
                    Command::Note(Note {
                        order: order.id,
                        text: "mañana".into(),
                        internal: true,
                    }),
                )
                .await;
            assert_eq!(kinds().await, [CautionKind::Ahead], "newer than what was accepted");
            assert_eq!(run().await.expect_err("no jobs").code(), "clock-astray");
            assert_eq!(accept(&Actor::system(), accepted).await, Err("forbidden".into()));
            assert_eq!(accept(&counter.ana, "  ").await, Err("reason-required".into()));
            accept(&counter.ana, accepted).await.expect("who looked into it");
            assert_eq!(accept(&counter.ana, accepted).await, Err("clock-agrees".into()), "once");
            assert_eq!(kinds().await, []);
            run().await.expect("the jobs");
        }
        let said = Query::new(
            "SELECT count(*) AS n FROM master_changes WHERE table_name = 'accepted_clocks' AND origin = 'PROGRAM' AND actor_role = 'ADMIN'",
        );
        assert_eq!(fresh.db.one::<Number>(said).await.expect("changes").0, 2);
    });
}

/// B21.
#[test]
fn a_file_that_was_replaced_is_taken_on_when_it_is_ours() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let path = Path::new(fresh.url.trim_start_matches("sqlite:"));
        let backup = fresh.folder.join("backup.db");
        std::fs::File::create(&backup).expect("a file");
        fresh.db.copy_into(&backup).await.expect("a backup");
        let mut watch = counter.shop.watch().await.expect("a feed");
        counter.place().await;
        std::fs::rename(path, fresh.folder.join("old.db")).expect("moved away");
        std::fs::write(path, "otra cosa").expect("a file");
        loop {
            if watch.next().await.is_err() {
                break;
            }
        }
        assert!(counter.shop.watch().await.is_err(), "not ours");
        std::fs::rename(&backup, path).expect("the backup in its place");
        counter.shop.watch().await.expect("taken on");
        let orders = Query::new("SELECT CAST(count(*) AS text) AS t FROM orders");
        assert_eq!(
            fresh.db.one::<Text>(orders).await.expect("a count").0,
            "0",
            "nothing of the old one came along"
        );
        counter.place().await;
        let kinds: Vec<_> = counter.shop.cautions().await.expect("asked").iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [CautionKind::Replaced]);
        assert!(fresh.folder.join("old.db").exists());
    });
}

async fn insert_rate(db: &Db, day: Time) {
    let rate = Rate::new(rust_decimal::Decimal::new(930_371, 4)).expect("a rate");
    let row = [day.date_naive().into(), rate.into(), "BCV".into()];
    insert(db, "INSERT INTO exchange_rates (value_date, rate, source)", row).await;
}

const JOBS: JobRun = JobRun {
    dry_run: false,
    only: None,
    limit: 10,
};

/// R5.
#[test]
fn each_refusal_of_a_login_has_its_code() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        let name = fresh.db.name();
        let (full, shut) = (format!("{name}_full"), format!("{name}_shut"));
        script(
            &fresh.db,
            format!("CREATE ROLE {full} LOGIN CONNECTION LIMIT 0; CREATE ROLE {shut}"),
        )
        .await;
        let with = |user: &str| fresh.url.replacen("postgres@", &format!("{user}@"), 1);
        let began = Instant::now();
        assert_eq!(code(&with(&full)).await, "db-too-many");
        assert!(began.elapsed() < Duration::from_millis(5_800), "{:?}", began.elapsed());
        assert_eq!(code(&with(&shut)).await, "db-not-admitted");
        assert_eq!(code(&with("nobody_here")).await, "db-not-admitted");
        assert_eq!(code(&fresh.url.replace(&name, "no_such_database")).await, "db-no-database");
        assert_eq!(code("postgres://ana@[::1/krafta").await, "db-address");
        script(&fresh.db, format!("DROP ROLE {full}; DROP ROLE {shut}")).await;
        // Without a host the socket's folder is in the query.
        let (_, folder) = fresh.url.split_once("host=").expect("a folder");
        let escaped = folder.replace('/', "%2F");
        for url in [
            format!("postgres:///{name}?host={folder}&user=postgres"),
            format!("postgres://postgres@/{name}?host={escaped}"),
            format!("postgres://postgres@{escaped}/{name}"),
        ] {
            assert_eq!(code(&url).await, "ok", "{url}");
        }
    });
}
