//! The first start, and what may stand in the way of any other.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::fresh::{Fresh, on_both_engines};
use crate::person::Person;
use crate::shop::Shop;
use krafta::db::Dialect;

on_both_engines!(a_newer_database_is_refused);

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

#[test]
fn the_first_start_makes_a_database_here() {
    let home = tempfile::tempdir().expect("a home");
    let mut person = Person::starts(home.path(), &[]);
    person.sees("Bienvenido a Krafta");
    person.presses("2");
    person.sees("Todo listo");
    let file = home.path().join(".local/share/krafta/krafta.db");
    assert_eq!(mode(&file), 0o600);
    person.sees("es ahora el administrador");
    person.presses("\r");
    person.sees("Por revisar 0");
    person.presses("q");
    assert_eq!(person.ends().0, 0);

    // The second start asks nothing.
    let mut person = Person::starts(home.path(), &[]);
    person.sees("Por revisar 0");
    person.presses("q");
    assert_eq!(person.ends().0, 0);
    assert!(!person.output().contains("Bienvenido"));
}

#[test]
fn the_first_start_can_show_invented_data_and_leaves_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut person = Person::starts(home.path(), &[]);
    person.sees("Bienvenido a Krafta");
    person.presses("1");
    person.sees("KRFT-");
    person.presses("q");
    assert_eq!(person.ends().0, 0);
    assert!(!home.path().join(".local/share/krafta").exists());
}

#[test]
fn leaving_the_first_start_makes_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut person = Person::starts(home.path(), &[]);
    person.sees("Bienvenido a Krafta");
    person.presses("3");
    person.sees("Probar y usar");
    person.presses("\x1b");
    person.sees_no("Probar y usar");
    person.sees("Bienvenido a Krafta");
    person.presses("q");
    assert_eq!(person.ends().0, 0);
    assert!(person.has_the_terminal_back());
    assert!(!home.path().join(".local/share/krafta").exists());
    assert!(!home.path().join(".config/krafta").exists());
}

#[test]
fn postgres_is_asked_for_tried_made_and_kept() {
    crate::fresh::run(Dialect::Postgres, async |fresh: Fresh| {
        let home = &fresh.folder;
        // A database without tables beside the migrated one.
        let server = crate::server::Server::of(&fresh.url);
        let url = server.makes_an_empty_one(&fresh.url).await;
        let mut person = Person::starts(home, &[]);
        person.sees("Bienvenido a Krafta");
        person.presses("3");
        person.sees("Probar y usar");
        // A database that is not there: told beside the form, nothing kept.
        person.presses("\t\t\t\t\t");
        person.pastes(&url.replace("/krafta_test_empty", "/krafta_test_nowhere"));
        person.presses("\r");
        person.sees("no tiene esa base de datos");
        assert!(!home.join(".config/krafta").exists());
        person.presses("\t\t\t\x15");
        person.pastes(&url);
        person.presses("\r");
        person.sees("Crear las tablas");
        person.presses("\r");
        person.sees("Todo listo");
        let kept = home.join(".config/krafta/database-url");
        assert_eq!(mode(&kept), 0o600);
        assert_eq!(mode(&home.join(".config/krafta/krafta.toml")), 0o600);
        assert_eq!(fs::read_to_string(&kept).expect("a URL").trim(), url);
        person.presses("\r");
        person.sees("Por revisar 0");
        person.presses("q");
        assert_eq!(person.ends().0, 0);

        let mut person = Person::starts(home, &[]);
        person.sees("Por revisar 0");
        person.presses("q");
        assert_eq!(person.ends().0, 0);
        server.removes_the_empty_one().await;
    });
}

async fn a_newer_database_is_refused(fresh: Fresh) {
    let shop = Shop::empty(&fresh);
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.script("INSERT INTO schema_migrations (version, name, checksum) VALUES (9999, 'later', '')")
        .await
        .expect("a row");
    tx.commit().await.expect("a row");
    fresh.db.close().await;
    let mut person = shop.opens();
    person.sees("Instala una versión más nueva");
    person.presses("q");
    assert_eq!(person.ends().0, 1);
    assert!(person.has_the_terminal_back());
}

#[test]
fn a_file_that_was_named_and_is_not_there_is_offered() {
    let home = tempfile::tempdir().expect("a home");
    let file = home.path().join("shop.db");
    let mut person = Person::starts(home.path(), &["--database", "sqlite:shop.db"]);
    person.sees("No hay ningún archivo en shop.db");
    assert!(!file.exists());
    person.presses("\r");
    person.sees("Todo listo");
    assert_eq!(mode(&file), 0o600);
    person.presses("\r");
    person.sees("Por revisar 0");
}
