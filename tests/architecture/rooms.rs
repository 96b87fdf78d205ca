//! Between folders the arrows run one way: no circle anywhere, and between the rooms of a floor only in the order given.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Kind, Source, Token};

/// The rooms of each floor, from the bottom up: a room may name those before it. `.` is the floor's own folder, which
/// re-exports for other floors.
const ROOMS: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            ".",
            "bank",
            "orders",
            "messages",
            "payables",
            "fulfilment",
            "payments",
            "runs",
            "audit",
        ],
    ),
    (
        "db",
        &[
            "engine",
            "operations",
            "messages",
            "people",
            "bank",
            "catalogue",
            "workshops",
            "orders",
            "payables",
            "fulfilment",
            "payments",
            "runs",
            "jobs",
            "audit",
            ".",
        ],
    ),
    (
        "service",
        &[
            "core",
            "catalogue",
            "bank",
            "workshops",
            "people",
            "messages",
            "orders",
            "payables",
            "fulfilment",
            "payments",
            "runs",
            "commands",
            "jobs",
            "audit",
            "admin",
            ".",
        ],
    ),
    (
        "cli",
        &[
            "core",
            "catalogue",
            "bank",
            "workshops",
            "people",
            "messages",
            "orders",
            "payables",
            "fulfilment",
            "payments",
            "runs",
            "jobs",
            "admin",
            "app",
            ".",
        ],
    ),
    (
        "tui",
        &["core", "terminal", "widgets", "dialogue", "pane", "panes", "app", "entrance", "."],
    ),
];

/// Folder to folder, with one place where it is so.
type Arrows = BTreeMap<String, BTreeMap<String, String>>;

/// What is wrong between the folders of these files, in sentences.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let arrows = arrows(sources);
    let mut faults: Vec<String> = circles(&arrows)
        .into_iter()
        .map(|circle| {
            let lines = circle.iter().flat_map(|from| {
                let inside = arrows[from].iter().filter(|(to, _)| circle.contains(to.as_str()));
                inside.map(move |(to, place)| format!("  {from} -> {to}: {place}"))
            });
            format!("a circle of folders:\n{}", lines.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    for (from, named) in &arrows {
        for (to, place) in named {
            faults.extend(against_the_order(from, to).map(|why| format!("{place}: {why}")));
        }
    }
    faults
}

fn against_the_order(from: &str, to: &str) -> Option<String> {
    let (floor, from) = room(from)?;
    let (other, to) = room(to)?;
    if floor != other || from == to {
        return None;
    }
    let (_, order) = ROOMS.iter().find(|(name, _)| *name == floor)?;
    let place = |room: &str| order.iter().position(|name| *name == room);
    match (place(from), place(to)) {
        (Some(above), Some(below)) if below < above => None,
        (Some(_), Some(_)) => Some(format!("`{floor}/{from}` names `{floor}/{to}`, which stands above it")),
        _ => Some(format!(
            "say in tests/architecture/rooms.rs where `{floor}/{from}` and `{floor}/{to}` stand"
        )),
    }
}

/// The floor and the room of a folder, `.` for the floor's own.
fn room(folder: &str) -> Option<(&str, &str)> {
    let mut parts = folder.strip_prefix("src/")?.split('/');
    Some((parts.next()?, parts.next().unwrap_or(".")))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn arrows(sources: &[Source]) -> Arrows {
    let files: BTreeMap<&[String], &str> = sources
        .iter()
        .map(|source| (source.module.as_slice(), source.path.as_str()))
        .collect();
    let mut arrows = Arrows::new();
    for source in sources.iter().filter(|source| source.part() != "main") {
        for (line, path) in paths(source) {
            let to = (1..=path.len()).rev().find_map(|end| files.get(&path[..end]));
            let (from, Some(to)) = (folder(&source.path), to.map(|path| folder(path))) else {
                continue;
            };
            if from != to {
                let place = || format!("{}:{line}", source.path);
                arrows
                    .entry(from.to_owned())
                    .or_default()
                    .entry(to.to_owned())
                    .or_insert_with(place);
            }
        }
    }
    arrows
}

/// Every path of ours that a file writes, from the crate's root, with its line.
fn paths(source: &Source) -> Vec<(usize, Vec<String>)> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let visibility = index > 0 && tokens[index - 1].is_word("in");
        let continues = index > 0 && tokens[index - 1].kind == Kind::Path;
        let root = ["crate", "super"].iter().any(|root| tokens[index].is_word(root));
        let leads = tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Path);
        if root && leads && !continues && !visibility {
            let mut base = source.module.clone();
            if tokens[index].is_word("crate") {
                base.clear();
            } else {
                base.pop();
            }
            index = tree(tokens, index + 1, base, &mut found);
        } else {
            index += 1;
        }
    }
    found
}

/// Follows a path from behind its root, groups included; answers where it ended.
fn tree(tokens: &[Token], mut index: usize, mut path: Vec<String>, found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let line = tokens.get(index.saturating_sub(1)).map_or(0, |token| token.line);
    while tokens.get(index).is_some_and(|token| token.kind == Kind::Path) {
        match tokens.get(index + 1) {
            Some(next) if next.is_word("super") => {
                path.pop();
                index += 2;
            }
            Some(next) if next.is_mark('{') => {
                index += 2;
                while tokens.get(index).is_some_and(|token| !token.is_mark('}')) {
                    let Some(word) = tokens[index].word() else {
                        index += 1;
                        continue;
                    };
                    let branch = path.iter().cloned().chain([word.to_owned()]).collect();
                    index = tree(tokens, index + 1, branch, found);
                }
                return index + 1;
            }
            Some(next) if next.word().is_some() => {
                path.extend(next.word().map(str::to_owned));
                index += 2;
            }
            _ => break,
        }
    }
    found.push((line, path));
    index
}

/// The sets of folders that reach each other.
fn circles(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let reach = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(folder) = next.pop() {
            for to in arrows.get(folder).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(to.clone()) {
                    next.push(to);
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = arrows.keys().map(|from| (from, reach(from))).collect();
    let mut circles = BTreeSet::new();
    for (from, to) in &reached {
        if to.contains(*from) {
            let both = to
                .iter()
                .filter(|other| reached.get(other).is_some_and(|back| back.contains(*from)));
            circles.insert(both.cloned().collect());
        }
    }
    circles.into_iter().collect()
}

#[test]
fn a_circle_and_an_arrow_against_the_order_are_found() {
    let source = |path, content| Source::new(path, content);
    let circle = [
        source("src/config/load.rs", "use crate::locale::Locale;"),
        source("src/locale/mod.rs", "use crate::{domain::money::Money, config::load};"),
        source("src/domain/money.rs", ""),
    ];
    let found = faults(&circle);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("src/config -> src/locale: src/config/load.rs:1"), "{found:?}");
    let up = [
        source("src/service/orders/note.rs", "\nfn a() { super::super::payments::confirm::it(); }"),
        source("src/service/payments/confirm.rs", ""),
        source("src/service/parlour/tea.rs", "use crate::service::orders::note;"),
    ];
    let found = faults(&up);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("src/service/orders/note.rs:2: `service/orders` names `service/payments`"),
        "{found:?}"
    );
    assert!(found[1].contains("say in tests/architecture/rooms.rs"), "{found:?}");
}

#[test]
fn arrows_down_and_visibilities_pass() {
    let fine = [
        Source::new(
            "src/service/payments/confirm.rs",
            "use super::super::orders::note; pub(in crate::service) fn a() {}",
        ),
        Source::new("src/service/orders/note.rs", "use crate::service::core::error::{self, Error};"),
        Source::new("src/service/core/error.rs", ""),
        Source::new("src/service/mod.rs", "pub use core::error::Error;"),
    ];
    assert_eq!(faults(&fine), Vec::<String>::new());
}
