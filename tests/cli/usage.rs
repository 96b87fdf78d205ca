//! Help, misuse and settings: nothing here needs a database.

use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Desk, Ran, finish, words};

fn desk() -> (TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk {
        home: folder.path().to_owned(),
        url: None,
    };
    (folder, desk)
}

fn run(line: &str) -> Ran {
    desk().1.run(line)
}

#[test]
fn help_is_in_the_readers_language() {
    let help = run("--help").done();
    assert!(
        help.contains("Uso: krafta [OPCIONES] [COMANDO]") && help.contains("Comandos:"),
        "{help}"
    );
    assert!(!help.contains("Usage") && !help.contains("Options"), "{help}");
    let help = run("--lang en orders --help").done();
    assert!(help.contains("Usage: krafta orders [OPTIONS] <COMMAND>"), "{help}");
    assert!(run("review confirm -h").done().contains("krafta review confirm KRFT-7Q2M4X"));
    let help = run("production --help").done();
    assert_eq!(run("workshop --help").done(), help, "the old name");
    assert!(run("--version").done().starts_with("krafta "));
}

#[test]
fn misuse_ends_with_2_and_says_what() {
    for (line, part) in [
        ("order list", "¿Querías decir «orders»?"),
        ("orders lst", "¿Querías decir «list»?"),
        ("--databse x orders list", "¿Querías decir «--database»?"),
        ("orders show", "Falta"),
        ("checkout", "--name"),
        ("orders list --payment nada", "PENDING, REPORTED"),
        ("orders list --limit 0", "--limit"),
        ("--operation nada checkout --name a --phone b --item c", "--operation"),
        ("review list --mine --unclaimed", "junto con"),
        ("--lang fr orders list", "es, en"),
        ("--operation 01a20000-0000-7000-8000-000000000001 checkout --from -", "--from"),
    ] {
        let ran = run(line);
        assert_eq!(ran.code, 2, "{line}: {}", ran.err);
        assert!(ran.err.contains(part) && ran.out.is_empty(), "{line}: {}", ran.err);
    }
    let ran = run("orders");
    assert!(ran.code == 2 && ran.err.contains("Comandos:"), "{}", ran.err);
    assert_eq!(run("--json ordenes").error()["code"], "usage");
}

#[test]
fn a_password_on_the_command_line_is_refused_with_the_reason() {
    let ran = run("--database postgres://ana:s3cret@db/krafta orders list");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("los demás usuarios del equipo pueden verla") && !ran.err.contains("s3cret"),
        "{}",
        ran.err
    );
    let ran = run("--json --database postgres://ana:s3cret@db/krafta orders list");
    assert_eq!(ran.error()["code"], "config-password-in-argument");
}

#[test]
fn settings_are_shown_and_their_faults_named() {
    let (_folder, desk) = desk();
    let template = desk.run("config template").done();
    assert!(template.contains("[database]"), "{template}");
    let path = desk.run("config path").done();
    assert!(path.trim().ends_with(".config/krafta/krafta.toml"), "{path}");
    let shown = desk.ask("config show").json();
    assert_eq!(
        (&shown["database_from"], &shown["settings"]["review"]["lease_minutes"]),
        (&"default".into(), &Value::from(15))
    );
    desk.file("bad.toml", "[review]\nleese_minutes = 3\n");
    let ran = desk.run("--config bad.toml config show");
    assert!(
        ran.code == 1 && ran.err.contains("lease_minutes") && ran.err.contains('2'),
        "{}",
        ran.err
    );
    // Help does not depend on it.
    desk.run("--config bad.toml --help").done();
    desk.run("--config bad.toml config path").done();
}

#[test]
fn shells_and_manuals() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(run(&format!("completions {shell}")).done().contains("krafta"));
    }
    assert!(run("man").done().contains(".TH krafta"));
    let (_folder, desk) = desk();
    desk.run("man --dir pages").done();
    assert!(desk.home.join("pages/krafta-review-confirm.1").exists());
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_krafta");
    // The program's own code, and not only that of the reader.
    command.args(["-c", &format!("{{ {program} completions bash; echo $? >&2; }} | head -1")]);
    let ran = finish(command, "");
    assert_eq!((ran.code, ran.err.trim()), (0, "0"));
}

#[test]
fn without_a_terminal_the_terminal_is_not_opened() {
    let (_folder, desk) = desk();
    let ran = desk.run_with(&words("--json"), "");
    assert_eq!(ran.refused(), "no-terminal");
}
