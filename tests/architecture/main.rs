//! The house keeps its shape: arrows point down only, SQL stays in `db`, the domain has no clock,
//! and no file outgrows one idea. Reads the sources; a fault names file and line.

#![expect(clippy::expect_used, reason = "a test says what went wrong by panicking")]

mod arrows;
mod permissions;
mod rooms;
mod rules;
mod source;

use std::fs;
use std::path::Path;

use source::Source;

/// Every Rust file under `folder`, as path and content, in order.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let name = path.strip_prefix(root).expect("inside the package");
                let name = name.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("a readable file")));
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    rust_files("src")
        .iter()
        .filter(|(path, _)| !path.ends_with("/tests.rs") && !path.contains("/tests/"))
        .map(|(path, content)| Source::new(path, content))
        .collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn arrows_point_down() {
    let faults: Vec<_> = sources().iter().flat_map(arrows::faults).collect();
    assert_none(&faults);
}

#[test]
fn between_folders_arrows_run_one_way() {
    assert_none(&rooms::faults(&sources()));
}

#[test]
fn each_part_keeps_to_its_work() {
    let faults: Vec<_> = sources().iter().flat_map(rules::faults).collect();
    assert_none(&faults);
}

#[test]
fn who_may_is_said_once() {
    assert_none(&permissions::faults(&sources()));
}

#[test]
fn a_file_is_one_idea() {
    const MOST_LINES: usize = 500;
    let files = ["src", "tests", "benches"].into_iter().flat_map(rust_files);
    let faults: Vec<_> = files
        .map(|(path, content)| (path, content.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines, {MOST_LINES} at most: is it one idea?"))
        .collect();
    assert_none(&faults);
}
