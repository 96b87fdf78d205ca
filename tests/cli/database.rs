//! The keeper's commands, and a database in trouble: each time a sentence, and nothing damaged.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Desk, Ran, finish, words};
use crate::fresh::{Fresh, on_both_engines, run};
use krafta::db::{Db, Dialect};

on_both_engines!(
    status_and_check_of_a_sound_database,
    a_check_finds_what_was_changed_behind_the_rules,
    a_newer_schema_is_refused,
    a_backup_is_made_or_the_command_for_it_is_told,
    two_programs_migrate_at_once,
);

async fn status_and_check_of_a_sound_database(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    desk.report(&number, &due, "482913").json();
    let status = desk.ask("db status").json();
    assert_eq!((&status["schema"], &status["pending"]), (&status["newest"], &Value::Array(vec![])));
    let report = desk.ask("db check").json();
    assert_eq!(
        (&report["sound"], &report["orders"], &report["events"]),
        (&true.into(), &1.into(), &2.into())
    );
    assert!(desk.run("db check").done().contains("Todo en orden: 1 pedidos, 2 eventos"));
    let healthy = desk.ask("doctor").json();
    assert_eq!(healthy["healthy"], true, "{healthy}");
    assert!(desk.run("db roles").done().contains("CREATE ROLE krafta_staff"));
}

async fn a_check_finds_what_was_changed_behind_the_rules(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    let script: &[&'static str] = match fresh.db.dialect() {
        Dialect::Sqlite => &[
            "DROP TRIGGER orders_new",
            "DROP TRIGGER orders_status_by_event",
            "UPDATE orders SET payment_status = 'CANCELLED'",
            "DELETE FROM payment_edges WHERE code = 'P17'",
            "INSERT INTO payment_edges (from_status, to_status, code) VALUES ('REFUNDED', 'CONFIRMED', 'P9')",
        ],
        Dialect::Postgres => &[
            "ALTER TABLE orders DISABLE TRIGGER orders_new",
            "ALTER TABLE orders DISABLE TRIGGER orders_status_by_event",
            "UPDATE orders SET payment_status = 'CANCELLED'",
            "DELETE FROM payment_edges WHERE code = 'P17'",
            "INSERT INTO payment_edges (from_status, to_status, code) VALUES ('REFUNDED', 'CONFIRMED', 'P9')",
        ],
    };
    for statement in script {
        fresh.db.script(statement).await.expect("a script");
    }
    let ran = desk.ask("db check");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let counts = serde_json::from_str::<Value>(&ran.out).expect("JSON")["counts"].clone();
    let rules = match fresh.db.dialect() {
        Dialect::Sqlite => "rule-missing",
        Dialect::Postgres => "rule-altered",
    };
    for (code, count) in [(rules, 2), ("state", 1), ("missing-edge", 1), ("extra-edge", 1)] {
        assert_eq!(counts[code], count, "{code}: {counts}");
    }
    let told = desk.run("db check").out;
    assert!(
        told.contains(&format!("{number}: guarda «CANCELLED» y sus eventos llevan a «PENDING»")),
        "{told}"
    );
}

async fn a_newer_schema_is_refused(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    fresh
        .db
        .script("INSERT INTO schema_migrations (version, name, checksum) VALUES (9999, 'later', 'x')")
        .await
        .expect("a later migration");
    for line in ["orders list", "db migrate", "db check"] {
        let ran = desk.ask(line);
        assert_eq!(ran.error()["facts"]["found"], 9999, "{line}");
        assert_eq!(ran.refused(), "db-newer-schema", "{line}");
    }
    assert!(
        desk.run("orders list")
            .err
            .contains("Instala una versión más nueva de Krafta; no se tocó nada.")
    );
    assert_eq!(desk.ask("db status").json()["schema"], 9999);
    assert_eq!(desk.run("doctor").code, 1);
    fresh
        .db
        .script("UPDATE schema_migrations SET version = 3, checksum = 'edited' WHERE version = 3; DELETE FROM schema_migrations WHERE version = 9999")
        .await
        .expect("an edited migration");
    assert_eq!(desk.ask("orders list").refused(), "db-migration");
    fresh
        .db
        .script("DELETE FROM schema_migrations WHERE version > 2")
        .await
        .expect("an older schema");
    assert_eq!(desk.ask("orders list").refused(), "db-older-schema");
}

async fn a_backup_is_made_or_the_command_for_it_is_told(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    if fresh.db.dialect() == Dialect::Postgres {
        let told = desk.run("db backup copia.dump");
        assert!(
            told.code == 1 && told.err.contains("pg_dump --format=custom --file=copia.dump"),
            "{}",
            told.err
        );
        return;
    }
    assert!(desk.run("db backup copia.db").done().contains("Respaldo completo en copia.db"));
    assert_eq!(desk.ask("db backup copia.db").refused(), "db-exists");
    assert_eq!(desk.ask("db backup none/copia.db").refused(), "file");
    let path = desk.home.join("copia.db");
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    let copy = Desk {
        home: desk.home.clone(),
        url: Some(format!("sqlite:{}", path.display())),
    };
    assert!(copy.run("orders list").done().contains(&number));
    assert_eq!(copy.ask("db check").json()["sound"], true);
}

/// B22.
#[test]
fn an_older_copy_in_its_place_is_noticed_and_said_once() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let desk = Desk::open(&fresh);
        desk.place();
        desk.run("db backup copia.db").done();
        std::thread::sleep(std::time::Duration::from_millis(5));
        desk.place();
        let healthy = desk.ask("doctor").json();
        assert!(!healthy.to_string().contains("copia más vieja"), "{healthy}");
        let file = PathBuf::from(fresh.url.trim_start_matches("sqlite:"));
        for end in ["-wal", "-shm"] {
            let mut beside = file.clone().into_os_string();
            beside.push(end);
            // The last program to close it removed them.
            let _ = fs::remove_file(beside);
        }
        fs::rename(desk.home.join("copia.db"), &file).expect("the copy in its place");
        let ran = desk.run("orders list");
        assert!(ran.err.contains("o es una copia más vieja"), "{}", ran.err);
        ran.done();
        assert_eq!(desk.run("orders list").err, "", "once");
        let told = desk.ask("doctor").json();
        let behind = told["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .find(|one| one["message"].to_string().contains("copia más vieja"));
        assert_eq!(behind.expect("said")["health"], "warn", "{told}");
        desk.place();
        assert!(!desk.ask("doctor").json().to_string().contains("copia más vieja"), "it went on");
    });
}

async fn two_programs_migrate_at_once(fresh: Fresh) {
    let empty = match fresh.db.dialect() {
        Dialect::Sqlite => Desk {
            home: fresh.folder.clone(),
            url: Some(format!("sqlite:{}", fresh.folder.join("new.db").display())),
        },
        Dialect::Postgres => {
            fresh
                .db
                .script("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
                .await
                .expect("an empty database");
            Desk::bare(&fresh)
        }
    };
    let mut children: Vec<_> = (0..3)
        .map(|_| {
            empty
                .command()
                .args(["--json", "db", "migrate"])
                .stdout(std::process::Stdio::piped())
                .spawn()
                .expect("a start")
        })
        .collect();
    let mut applied = 0;
    for child in children.drain(..) {
        let output = child.wait_with_output().expect("an end");
        assert!(output.status.success());
        let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        applied += told["applied"].as_u64().expect("a number");
    }
    assert_eq!(applied, krafta::db::engine::migrate::newest().unsigned_abs());
}

/// A desk on a SQLite file that is somehow wrong.
fn trouble(prepare: impl FnOnce(&PathBuf)) -> (TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("krafta.db");
    prepare(&path);
    let desk = Desk {
        home: folder.path().to_owned(),
        url: Some(format!("sqlite:{}", path.display())),
    };
    (folder, desk)
}

fn migrated() -> (TempDir, Desk) {
    let (folder, desk) = trouble(|_| {});
    desk.run("init").done();
    (folder, desk)
}

#[test]
fn a_missing_database_is_told_how_to_be_made() {
    let (_folder, desk) = trouble(|_| {});
    let ran = desk.run("orders list");
    assert!(ran.code == 1 && ran.err.contains("krafta db migrate"), "{}", ran.err);
    assert_eq!(desk.ask("db status").refused(), "db-missing");
    assert!(!desk.home.join("krafta.db").exists());
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let text = "esto no es una base de datos\n".repeat(100);
    let (_folder, desk) = trouble(|path| fs::write(path, &text).expect("a file"));
    for line in ["orders list", "db migrate", "db status"] {
        assert_eq!(desk.ask(line).refused(), "db-not-ours", "{line}");
    }
    assert_eq!(fs::read_to_string(desk.home.join("krafta.db")).expect("a file"), text);
}

#[test]
fn a_database_of_somebody_else_is_left_alone() {
    let (_folder, desk) = trouble(|path| {
        let url = format!("sqlite:{}", path.display());
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let db = Db::create(&url).await.expect("a new file");
            db.script("CREATE TABLE notes (text TEXT)").await.expect("a table");
            db.close().await;
        });
    });
    assert_eq!(desk.ask("db migrate").refused(), "db-not-ours");
}

#[test]
fn a_read_only_file_is_told_as_such() {
    let (_folder, desk) = migrated();
    let path = desk.home.join("krafta.db");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("permissions");
    // Whose turn it was when it was made stands there; nothing else comes.
    let beside = || {
        let files = fs::read_dir(&desk.home)
            .expect("a folder")
            .map(|file| file.expect("a file").file_name());
        let mut names: Vec<_> = files
            .filter_map(|name| name.into_string().ok())
            .filter(|name| name.starts_with("krafta.db"))
            .collect();
        names.sort();
        names
    };
    assert_eq!(beside(), ["krafta.db", "krafta.db.turn"]);
    let ran = desk.run("products add A --name A --price 1");
    assert!(ran.code == 1 && ran.err.contains("solo lectura"), "{}", ran.err);
    // It is read all the same, and nothing of ours is left beside it.
    assert!(desk.run("operators list").done().contains("ana"));
    assert_eq!(desk.ask("orders list").json()["rows"].as_array().map(Vec::len), Some(0));
    assert_eq!(desk.ask("db check").json()["sound"], true);
    assert_eq!(
        found(&desk, "database-file"),
        (
            "warn".into(),
            format!("{} es de solo lectura: se puede mirar, pero no guardar nada.", path.display())
        )
    );
    desk.run("db backup copia.db").done();
    assert_eq!(beside(), ["krafta.db", "krafta.db.turn"]);
    assert_eq!(desk.ask("products add A --name A --price 1").refused(), "db-read-only");
}

/// What the doctor finds of something: how it is, and what it says.
fn found(desk: &Desk, subject: &str) -> (String, String) {
    let told: Value = serde_json::from_str(&desk.ask("doctor").out).expect("JSON");
    let findings = told["findings"].as_array().expect("findings").clone();
    let finding = findings
        .into_iter()
        .find(|finding| finding["subject"] == subject)
        .unwrap_or_default();
    let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    (text("health"), text("message"))
}

#[test]
fn a_folder_and_a_file_of_somebody_else_are_told_as_such() {
    let (_folder, desk) = trouble(|path| fs::create_dir(path).expect("a folder"));
    let ran = desk.run("orders list");
    assert!(ran.err.contains("es una carpeta"), "{}", ran.err);
    assert_eq!(desk.ask("db migrate").refused(), "db-folder");
    assert!(found(&desk, "database").1.contains("es una carpeta"));
}

#[test]
fn what_others_may_change_and_what_cannot_be_written_is_found_by_the_doctor() {
    let (_folder, desk) = migrated();
    let data = desk.home.join(".local/share/krafta");
    let config = desk.home.join(".config/krafta/krafta.toml");
    for folder in [&data, &config.parent().expect("a folder").to_owned()] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let mode = |path: &PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    fs::write(&config, "").expect("a file");
    mode(&config, 0o600);
    mode(&data, 0o700);
    assert_eq!((found(&desk, "data").0, found(&desk, "config").0), ("ok".into(), "ok".into()));
    mode(&config, 0o666);
    mode(&data, 0o777);
    let (data_found, config_found) = (found(&desk, "data"), found(&desk, "config"));
    assert_eq!((&*data_found.0, &*config_found.0), ("fail", "fail"));
    assert!(
        data_found.1.contains("chmod 700") && config_found.1.contains("chmod 600"),
        "{data_found:?} {config_found:?}"
    );
    mode(&config, 0o600);
    mode(&data, 0o700);
    let by_another = std::os::unix::fs::chown(&config, Some(12_345), None).is_ok();
    assert!(!by_another || found(&desk, "config").1.contains("12345"));
    // A file where the folder should be made: nothing can be kept.
    fs::write(data.join("receipts"), "").expect("a file");
    mode(&data.join("receipts"), 0o600);
    assert_eq!(found(&desk, "receipts").0, "fail");
}

#[test]
fn a_configuration_that_is_no_ordinary_file_is_refused_at_once() {
    let (_folder, desk) = migrated();
    let pipe = desk.home.join("pipe");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).expect("a pipe");
    for config in [&*pipe.display().to_string(), "/dev/zero"] {
        let ran = desk.run(&format!("--config {config} orders list"));
        assert!(ran.code == 1 && ran.err.contains("no es un archivo común"), "{}", ran.err);
    }
}

#[test]
fn a_damaged_file_is_told_and_found_by_the_check() {
    let (_folder, desk) = migrated();
    let path = desk.home.join("krafta.db");
    let mut bytes = fs::read(&path).expect("a file");
    let half = bytes.len() / 2;
    for byte in &mut bytes[4096 * 3..half] {
        *byte = 0xff;
    }
    fs::write(&path, bytes).expect("a damaged file");
    let ran = desk.run("db check");
    assert!(
        ran.code == 1 && format!("{}{}", ran.out, ran.err).contains("dañad"),
        "{}{}",
        ran.out,
        ran.err
    );
}

/// A disk that takes no more than what is there, made by a limit on the size of files.
#[test]
fn a_full_disk_loses_nothing() {
    let (_folder, desk) = migrated();
    desk.run("products add A --name A --price 1").done();
    let before = desk.run("products list").done();
    let ran = limited(&desk, "products add B --name B --price 1");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.err.contains("disco está lleno"), "{}", ran.err);
    assert_eq!(desk.run("products list").done(), before);
    assert!(desk.ask("db check").json()["sound"].as_bool().expect("a verdict"));
}

/// A statement that there is no room for leaves nothing of itself, and comes in whole when there is.
#[test]
fn a_full_disk_keeps_no_half_of_a_statement() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let desk = Desk::open(&fresh);
        let lines = |n| format!("22/11/2026;{n:012};PAGO MOVIL RECIBIDO;{},50\n", 100 + n);
        let text: String = (0..500).map(lines).collect();
        let file = desk.file("movimientos.csv", format!("Fecha;Referencia;Descripción;Monto\n{text}"));
        let ran = limited(&desk, &format!("bank import {} --account pm", file.display()));
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.err.contains("disco está lleno"), "{}", ran.err);
        assert!(desk.ask("db check").json()["sound"].as_bool().expect("a verdict"));
        let done = desk.ask("bank import movimientos.csv --account pm").json();
        assert_eq!(
            (&done["files"][0]["imported"]["added"], &done["files"][0]["imported"]["known"]),
            (&500.into(), &0.into()),
            "{done}"
        );
    });
}

/// Runs with files limited to one block of 512 bytes, as a disk without room would.
fn limited(desk: &Desk, line: &str) -> Ran {
    let program = env!("CARGO_BIN_EXE_krafta");
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("trap '' XFSZ; ulimit -f 1; exec {program} --as ana {line}")])
        .env_clear()
        .env("HOME", &desk.home)
        .env("PATH", "/usr/bin:/bin")
        .env("KRAFTA_LANG", "es")
        .env("DATABASE_URL", desk.url.as_deref().unwrap_or_default());
    finish(command, "")
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk {
        home: folder.path().to_owned(),
        url: Some(format!("postgres://ana@localhost/krafta?host={}", folder.path().display())),
    };
    let ran = desk.run("orders list");
    assert!(ran.code == 1 && ran.err.contains("no responde"), "{}", ran.err);
    assert_eq!(desk.ask("orders list").refused(), "db-unavailable");
}

/// B23: a disk that fails says so in its own words, whatever was being done, and nothing half written is left.
#[test]
fn a_disk_that_fails_is_told_as_that() {
    run(Dialect::Sqlite, async |fresh: Fresh| {
        let desk = Desk::open(&fresh);
        let (number, _) = desk.place();
        fresh.db.close().await;
        let library = desk.home.join("broken_disk.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/broken_disk.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .args([source, "-ldl"])
            .status();
        assert!(built.expect("a C compiler").success());
        let file = fresh.url.rsplit('/').next().expect("a name").to_owned();
        let broken = |name: &str, by: &str, line: &str| {
            let mut command = desk.command();
            command
                .env("LD_PRELOAD", &library)
                .env("KRAFTA_BROKEN", name)
                .env("KRAFTA_BROKEN_BY", by)
                .args(["--as", "ana", "--json"])
                .args(words(line));
            finish(command, "")
        };
        let note = format!("orders note {number} 'llamó'");
        for (name, by, line) in [
            (file.clone(), "read", "orders list"),
            (format!("{file}-wal"), "write", note.as_str()),
            (format!("{file}-wal"), "sync", note.as_str()),
        ] {
            let ran = broken(&name, by, line);
            assert_eq!(ran.error()["code"], "db-io", "{name} by {by}: {}", ran.err);
            let told = ran.error()["message"].to_string();
            assert!(told.contains("El disco falló"), "{told}");
        }
        let shown = desk.ask(&format!("orders show {number}")).json().to_string();
        assert!(!shown.contains("llamó"), "what was not acknowledged is not there: {shown}");
        desk.run(&note).done();
        assert_eq!(desk.ask("db check").json()["sound"], true);
    });
}
