//! The README keeps its word. Every `krafta` and `cargo run` line in it is one the program understands,
//! every script it names is there, and its `console` blocks run, in order, in an empty home.
//!
//! In a `console` block a line after `$ ` is a command; the lines under it are what it prints, where `…`
//! stands for anything. The number of the order that a block places is drawn: the one shown stands for it.

#![expect(clippy::expect_used, reason = "a test says what went wrong by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The lines of the fenced blocks of one kind, with the line number of each.
fn blocks<'a>(text: &'a str, kinds: &[&str]) -> Vec<Vec<(usize, &'a str)>> {
    let mut found: Vec<Vec<(usize, &str)>> = Vec::new();
    let (mut inside, mut wanted) = (false, false);
    for (number, line) in text.lines().enumerate() {
        if let Some(kind) = line.trim_start().strip_prefix("```") {
            inside = !inside;
            wanted = inside && kinds.contains(&kind.trim());
            if wanted {
                found.push(Vec::new());
            }
        } else if let (true, Some(block)) = (wanted, found.last_mut()) {
            block.push((number + 1, line));
        }
    }
    found
}

/// The program's arguments on a line, if it calls the program; what a shell does around them is left out.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start().trim_start_matches("$ ");
    let mut words = words(line.split(['|', '<', '>', ';', '&']).next().unwrap_or_default())
        .into_iter()
        .peekable();
    while words.peek().is_some_and(|word| word.contains('=') && !word.starts_with('-')) {
        words.next();
    }
    let program = words.next()?;
    match program.as_str() {
        "krafta" => Some(words.collect()),
        "cargo" if words.next()? == "run" => Some(words.skip_while(|word| word != "--").skip(1).collect()),
        _ => None,
    }
}

/// Splits at spaces outside quotes, up to a comment.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for mark in line.chars() {
        match (quote, mark) {
            (Some(open), _) if mark == open => quote = None,
            (None, '"' | '\'') => quote = Some(mark),
            (None, '#') if words.last().is_some_and(String::is_empty) => break,
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().expect("at least one").push(mark),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md is there")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a shell line in `home`, where nothing is configured, with the program in its path; all it prints is in `stdout`.
fn shell(line: &str, home: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_krafta"));
    let folder = program.parent().expect("a folder").display();
    Command::new("sh")
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .env("PATH", format!("{folder}:/usr/bin:/bin"))
        .env("KRAFTA_LANG", "es")
        .stdin(Stdio::null())
        .output()
        .expect("sh runs")
}

/// Whether `printed` has the expected lines, in order, `…` standing for anything.
fn prints(printed: &str, expected: &[impl AsRef<str>]) -> bool {
    let mut rest = printed;
    expected
        .iter()
        .flat_map(|line| line.as_ref().split('…'))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .all(|part| {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
            true
        })
}

#[test]
fn every_command_is_one_the_program_understands() {
    let (text, home) = (readme(), tempfile::tempdir().expect("a folder"));
    let mut faults = Vec::new();
    for (number, line) in blocks(&text, &["console", "sh", "bash"]).into_iter().flatten() {
        let Some(arguments) = arguments(line) else { continue };
        let program = Command::new(env!("CARGO_BIN_EXE_krafta"))
            .args(&arguments)
            .arg("--help")
            .env("HOME", home.path())
            .output()
            .expect("the program runs");
        if !program.status.success() {
            let why = String::from_utf8_lossy(&program.stderr);
            faults.push(format!("README.md:{number}: {line}\n{why}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_configuration_it_shows_is_taken() {
    let (text, home) = (readme(), tempfile::tempdir().expect("a folder"));
    let shown = blocks(&text, &["toml"]);
    assert!(shown.len() >= 2, "{shown:?}");
    for block in shown {
        let lines: Vec<&str> = block.iter().map(|(_, line)| *line).collect();
        fs::write(home.path().join("krafta.toml"), lines.join("\n")).expect("a file");
        let url = "postgres://krafta@127.0.0.1/krafta\n";
        fs::write(home.path().join("database-url"), url).expect("a file");
        let told = shell(
            "chmod 600 krafta.toml database-url && krafta --config krafta.toml config show --json",
            home.path(),
        );
        assert!(told.status.success(), "{lines:#?}\n{}", String::from_utf8_lossy(&told.stdout));
    }
}

#[test]
fn every_script_and_file_it_names_is_there() {
    let text = readme();
    let commands = blocks(&text, &["console", "sh", "bash"]).into_iter().flatten();
    let scripts = commands.filter_map(|(_, line)| line.trim_start_matches("$ ").split(' ').next());
    let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let missing: Vec<_> = scripts
        .filter(|word| word.starts_with("scripts/"))
        .chain(links.filter(|link| !link.is_empty() && !link.contains("://")))
        .filter(|name| !root().join(name).exists())
        .collect();
    assert!(missing.is_empty(), "README.md names what is not there: {missing:?}");
}

/// The order number that the README shows.
const SHOWN: &str = "KRFT-7Q2M4X";

/// The first order number in a text.
fn number(text: &str) -> Option<&str> {
    let at = text.find("KRFT-")?;
    text.get(at..at + SHOWN.len())
}

#[test]
fn the_console_blocks_run_as_shown() {
    let (text, home) = (readme(), tempfile::tempdir().expect("a folder"));
    let mut drawn = SHOWN.to_owned();
    for block in blocks(&text, &["console"]) {
        let mut lines = block.into_iter().peekable();
        while let Some((line_number, line)) = lines.next() {
            let Some(command) = line.strip_prefix("$ ") else { continue };
            let mut expected = Vec::new();
            while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("$ ")) {
                expected.push(line);
            }
            let command = &command.replace(SHOWN, &drawn);
            let output = shell(command, home.path());
            let printed = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "README.md:{line_number}: {command}\n{printed}");
            if expected.iter().any(|line| line.contains(SHOWN)) {
                drawn = number(&printed).unwrap_or(SHOWN).to_owned();
            }
            let expected: Vec<_> = expected.iter().map(|line| line.replace(SHOWN, &drawn)).collect();
            assert!(
                prints(&printed, &expected),
                "README.md:{line_number}: {command} printed\n{printed}\ninstead of {expected:#?}"
            );
        }
    }
}

#[test]
fn a_line_is_read_as_a_shell_would() {
    let read = |line| arguments(line).map(|words| words.join("|"));
    assert_eq!(read("$ krafta orders list --json | head"), Some("orders|list|--json".to_owned()));
    assert_eq!(
        read("DATABASE_URL=sqlite:a.db krafta note \"two words\""),
        Some("note|two words".to_owned())
    );
    assert_eq!(
        read("cargo run --release -- demo --seed 7  # a comment"),
        Some("demo|--seed|7".to_owned())
    );
    assert_eq!(read("cargo run"), Some(String::new()));
    assert_eq!(read("scripts/test"), None);
    assert!(prints("a\nKRFT-7Q2M4X creado\nb", &["KRFT-… creado", "b"]));
    assert!(!prints("b\na", &["a", "b"]));
}
