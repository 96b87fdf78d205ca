//! A SQLite file in trouble: missing, taken away, not ours, newer, half migrated, damaged, read-only. Each has its own
//! code, and the file stays as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::child::Other;
use crate::counter::{Counter, Placed, operation};
use crate::fresh::{Fresh, run};
use crate::shop::write;
use krafta::db::{Db, DbResult, Dialect, Query};
use krafta::service::Command;
use krafta::service::orders::commands::Note;

fn path(fresh: &Fresh) -> PathBuf {
    PathBuf::from(fresh.url.trim_start_matches("sqlite:"))
}

/// The code of opening, using and migrating a file.
async fn codes(file: &std::path::Path) -> (String, String) {
    let url = format!("sqlite:{}", file.display());
    let code = |outcome: DbResult<()>| outcome.map_or_else(|error| error.code().to_owned(), |()| "ok".to_owned());
    let used = async {
        let db = Db::open(&url).await?;
        let outcome = db.require_current().await;
        db.close().await;
        outcome
    };
    let used = code(used.await);
    let migrated = async {
        let db = Db::open(&url).await?;
        let outcome = db.migrate().await.map(drop);
        db.close().await;
        outcome
    };
    (used, code(migrated.await))
}

#[test]
fn a_file_that_is_not_what_it_should_be() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        fresh.db.close().await;
        let file = |name: &str| fresh.folder.join(name);
        let same = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        assert_eq!(codes(&file("missing.db")).await, same("db-missing", "db-missing"));
        assert!(!file("missing.db").exists());

        let text = "Estimados señores: adjunto el estado de cuenta.\n".repeat(200);
        fs::write(file("letter.db"), &text).expect("a file");
        assert_eq!(codes(&file("letter.db")).await, same("db-not-ours", "db-not-ours"));
        assert_eq!(fs::read_to_string(file("letter.db")).expect("a file"), text);

        fs::create_dir(file("folder.db")).expect("a folder");
        assert_eq!(codes(&file("folder.db")).await, same("db-folder", "db-folder"));

        let theirs = Db::create(&format!("sqlite:{}", file("theirs.db").display()))
            .await
            .expect("a file");
        write(&theirs, Query::new("CREATE TABLE recetas (id INTEGER PRIMARY KEY)"))
            .await
            .expect("a table");
        theirs.close().await;
        assert_eq!(codes(&file("theirs.db")).await, same("db-not-ours", "db-not-ours"));

        for (name, change, expected) in [
            (
                "newer.db",
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (99, '0099_future', 'x')",
                "db-newer-schema",
            ),
            ("half.db", "DELETE FROM schema_migrations WHERE version = 3", "db-migration"),
            (
                "edited.db",
                "UPDATE schema_migrations SET checksum = 'x' WHERE version = 2",
                "db-migration",
            ),
        ] {
            fs::copy(path(&fresh), file(name)).expect("a copy");
            let db = Db::open(&format!("sqlite:{}", file(name).display())).await.expect("it opens");
            write(&db, Query::new(change)).await.expect("a change");
            db.close().await;
            let before = fs::read(file(name)).expect("a file");
            assert_eq!(codes(&file(name)).await, same(expected, expected), "{name}");
            assert!(before == fs::read(file(name)).expect("a file"), "{name} was changed");
        }

        fs::copy(path(&fresh), file("locked.db")).expect("a copy");
        fs::set_permissions(file("locked.db"), fs::Permissions::from_mode(0o400)).expect("permissions");
        assert_eq!(codes(&file("locked.db")).await, same("ok", "db-read-only"));
        assert!(!file("locked.db-wal").exists() && !file("locked.db-shm").exists());

        let mut bytes = fs::read(path(&fresh)).expect("a file");
        let half = bytes.len() / 2;
        bytes[4096..half].fill(0x5a);
        fs::write(file("damaged.db"), &bytes).expect("a file");
        let (used, migrated) = codes(&file("damaged.db")).await;
        assert_eq!((used.as_str(), migrated.as_str()), ("db-damaged", "db-damaged"));
        assert!(
            bytes == fs::read(file("damaged.db")).expect("a file"),
            "what is damaged is left to be mended"
        );
    });
}

fn note(order: &Placed) -> Command {
    Command::Note(Note {
        order: order.id,
        text: "nota".into(),
        internal: true,
    })
}

/// A command on a file that went away must not be acknowledged: nobody would find it again.
#[test]
fn a_file_taken_away_takes_no_more_commands() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        counter.done(&counter.ana, note(&order)).await;
        let file = path(&fresh);
        let away = fresh.folder.join("away.db");
        fs::rename(&file, &away).expect("moved");
        let outcome = counter.shop.execute(&counter.ana, operation(), note(&order)).await;
        let code = outcome.map_or_else(|error| error.code(), |_| "done");
        assert!(["db-missing", "db-unavailable"].contains(&code), "{code}");
        assert!(!file.exists(), "a lost file is not made anew");
        // Another database in its place is not this shop's either.
        fs::write(&file, "otra cosa").expect("a file");
        let outcome = counter.shop.execute(&counter.ana, operation(), note(&order)).await;
        assert!(outcome.is_err(), "{outcome:?}");
        assert_eq!(fs::read_to_string(&file).expect("a file"), "otra cosa");
        // Brought back, it goes on.
        fs::rename(&away, &file).expect("moved back");
        counter.done(&counter.ana, note(&order)).await;
    });
}

#[test]
fn four_programs_migrate_one_new_file() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        migrate_at_once(&format!("sqlite:{}", fresh.folder.join("new.db").display())).await
    });
}

/// Each ends well, and together they applied each migration once.
pub async fn migrate_at_once(url: &str) {
    let others: Vec<Other> = (0..4).map(|_| Other::start("migrate", url, "")).collect();
    let told: Vec<String> = others.into_iter().flat_map(Other::rest).collect();
    let applied = told.iter().map(|line| {
        let count = line.strip_prefix("Ok(").and_then(|rest| rest.strip_suffix(')'));
        count
            .and_then(|count| count.parse::<usize>().ok())
            .unwrap_or_else(|| panic!("{told:?}"))
    });
    assert_eq!(applied.sum::<usize>(), krafta::db::engine::migrate::MIGRATIONS.len(), "{told:?}");
    let db = Db::open(url).await.expect("it opens");
    db.require_current().await.expect("it is whole");
    db.close().await;
}

/// SQLite keeps what a savepoint would put back in a journal of its own, whose pieces it has to be able to write.
#[test]
fn a_large_change_is_taken_back_to_a_savepoint() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let mut tx = fresh.db.begin().await.expect("a transaction");
        tx.script(
            "CREATE TABLE filler (id INTEGER PRIMARY KEY, text TEXT); \
             INSERT INTO filler (text) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
             SELECT printf('%0500d', i) FROM n",
        )
        .await
        .expect("ten megabytes");
        tx.commit().await.expect("kept");
        let mut tx = fresh.db.begin().await.expect("a transaction");
        tx.savepoint().await.expect("a savepoint");
        tx.exec(Query::new("UPDATE filler SET text = 'x' || text"))
            .await
            .expect("all of it");
        tx.rollback_to_savepoint().await.expect("taken back");
        tx.exec(Query::new("UPDATE filler SET text = text || 'y'"))
            .await
            .expect("all of it");
        tx.commit().await.expect("kept");
        let left = fresh
            .db
            .one::<crate::shop::Number>(Query::new("SELECT count(*) AS n FROM filler WHERE text LIKE 'x%'"))
            .await;
        assert_eq!(left.expect("a count").0, 0);
    });
}
