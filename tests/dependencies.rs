//! What the program is built from: every package comes from the registry, under a licence on the
//! list, and none of the packages we keep out. The advisory database needs a network and is not
//! asked here.

#![expect(clippy::expect_used, reason = "a test says what went wrong by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// How cargo marks what comes from a registry, not from a repository or a folder.
const REGISTRY: &str = "registry+";

/// Licences a dependency may be used under. MPL-2.0 binds only its own, unchanged files.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages kept out, and why.
const KEPT_OUT: &[(&str, &str)] = &[
    ("openssl-sys", "TLS is rustls, so that one binary runs anywhere"),
    ("native-tls", "TLS is rustls, so that one binary runs anywhere"),
    ("aws-lc-sys", "the cryptography is ring, which needs no cmake"),
];

/// Packages that only the features `terminal` and `demo` need.
const OF_THE_PROGRAM: &[&str] = &[
    "calamine",
    "cfb",
    "clap",
    "clap_complete",
    "clap_mangen",
    "crossterm",
    "csv",
    "encoding_rs",
    "html5gum",
    "image-webp",
    "indicatif",
    "nucleo-matcher",
    "png",
    "ratatui",
    "russh",
    "tui-input",
    "zip",
    "zune-jpeg",
];

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata failed: {why}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    metadata["packages"].as_array().expect("a list of packages").clone()
}

fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package[field].as_str().unwrap_or_default()
}

/// Whether an SPDX expression can be satisfied from [`LICENCES`]: AND binds closer than OR, and
/// old manifests write `/` for OR.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut depth = 0;
    let mut alternatives = vec![vec![String::new()]];
    for word in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match word {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        match (word, depth) {
            ("OR", 0) => alternatives.push(vec![String::new()]),
            ("AND", 0) => alternatives.last_mut().expect("one").push(String::new()),
            _ => {
                let term = alternatives.last_mut().and_then(|terms| terms.last_mut()).expect("one");
                if !term.is_empty() {
                    term.push(' ');
                }
                term.push_str(word);
            }
        }
    }
    let term_allowed = |term: &String| match term.strip_prefix("( ").and_then(|t| t.strip_suffix(" )")) {
        Some(inner) => allowed(inner),
        None => LICENCES.contains(&term.as_str()),
    };
    alternatives.iter().any(|terms| terms.iter().all(term_allowed))
}

#[test]
fn an_expression_is_allowed_when_one_alternative_is() {
    assert!(allowed("MIT OR Apache-2.0"));
    assert!(allowed("MIT/Apache-2.0"));
    assert!(allowed("Apache-2.0 OR GPL-2.0-only"));
    assert!(allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(allowed("Apache-2.0 WITH LLVM-exception OR LGPL-2.1-or-later"));
    assert!(!allowed("MIT AND GPL-3.0-only"));
    assert!(!allowed("GPL-3.0-only"));
    assert!(!allowed(""));
}

#[test]
fn every_package_may_be_used() {
    let mut faults = Vec::new();
    for package in packages() {
        let name = format!("{} {}", text(&package, "name"), text(&package, "version"));
        let licence = text(&package, "license");
        if !allowed(licence) {
            faults.push(format!("{name}: licence {licence:?} is not on the list"));
        }
        let ours = text(&package, "name") == env!("CARGO_PKG_NAME");
        if !ours && !text(&package, "source").starts_with(REGISTRY) {
            faults.push(format!("{name}: does not come from the registry: {}", package["source"]));
        }
        if let Some((_, why)) = KEPT_OUT.iter().find(|(out, _)| *out == text(&package, "name")) {
            faults.push(format!("{name}: kept out, since {why}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A site links the library without the program: nothing that draws, reads arguments or opens pictures comes with it.
#[test]
fn the_library_alone_needs_nothing_of_the_program() {
    let output = Command::new(env!("CARGO"))
        .args("tree --locked --offline --no-default-features --edges normal --prefix none --format {p}".split(' '))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree failed: {why}");
    let tree = String::from_utf8_lossy(&output.stdout);
    let linked: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(linked.contains("sqlx"), "the tree of the library: {linked:?}");
    let found: Vec<_> = OF_THE_PROGRAM.iter().filter(|name| linked.contains(**name)).collect();
    assert!(found.is_empty(), "the library alone is built with {found:?}");
}

/// Two versions of a package are a library lagging behind, which we cannot mend; a fourth is a
/// reason to look for another library.
#[test]
fn no_package_is_in_the_tree_many_times() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        versions
            .entry(text(&package, "name").to_owned())
            .or_default()
            .insert(text(&package, "version").to_owned());
    }
    let many: Vec<_> = versions.iter().filter(|(_, versions)| versions.len() > 3).collect();
    assert!(many.is_empty(), "{many:?}");
}
