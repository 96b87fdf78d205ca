//! Which part of the house may name which.

use crate::source::{Kind, Source, Token};

/// Each part and the parts it may name, its own aside.
const HOUSE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("locale", &["domain"]),
    ("config", &["domain", "locale"]),
    ("log", &["config"]),
    ("db", &["domain", "config"]),
    ("service", &["domain", "db", "config"]),
    ("demo", &["domain", "db", "service", "config"]),
    ("delivery", &["domain", "service", "locale", "config"]),
    ("tui", &["domain", "service", "locale", "config", "delivery"]),
    ("ssh", &["domain", "service", "locale", "config", "tui"]),
    (
        "cli",
        &["domain", "service", "locale", "config", "log", "demo", "delivery", "tui", "ssh"],
    ),
    (
        "main",
        &[
            "domain", "service", "locale", "config", "log", "demo", "delivery", "tui", "ssh", "cli",
        ],
    ),
];

/// Tests of the terminal against the real service fill a shop: no part of the program.
const TESTING: (&str, &[&str]) = ("src/tui/app/testing/", &["db", "demo"]);

pub fn faults(source: &Source) -> Vec<String> {
    let part = source.part();
    if part.is_empty() {
        return Vec::new();
    }
    let Some((_, allowed)) = HOUSE.iter().find(|(name, _)| *name == part) else {
        return vec![format!(
            "{}: say in tests/architecture/arrows.rs what `{part}` may name",
            source.path
        )];
    };
    named_parts(source)
        .into_iter()
        .filter(|(_, named)| named != part && HOUSE.iter().any(|(name, _)| name == named))
        .filter(|(_, named)| !allowed.contains(&named.as_str()))
        .filter(|(_, named)| !(source.path.starts_with(TESTING.0) && TESTING.1.contains(&named.as_str())))
        .map(|(line, named)| {
            let may = if allowed.is_empty() {
                "nothing of ours".to_owned()
            } else {
                allowed.join(", ")
            };
            format!("{}:{line}: `{part}` names `{named}`; it may name {may}", source.path)
        })
        .collect()
}

/// The top-level modules a file names, with the line: by `crate::…`, by `krafta::…` in the binary,
/// or by enough `super::`s; groups are followed.
fn named_parts(source: &Source) -> Vec<(usize, String)> {
    let tokens = &source.tokens;
    let mut named = Vec::new();
    let mut inline = InlineModules::default();
    let mut index = 0;
    while index < tokens.len() {
        inline.pass(tokens, index);
        let token = &tokens[index];
        let continues = index > 0 && tokens[index - 1].kind == Kind::Path;
        let root = token.is_word("crate") || (token.is_word("krafta") && source.part() == "main");
        if !continues && root && follows_path(tokens, index) {
            first_segments(tokens, index + 2, &mut named);
        } else if !continues && token.is_word("super") {
            let mut supers = 1;
            while follows_path(tokens, index) && tokens.get(index + 2).is_some_and(|next| next.is_word("super")) {
                supers += 1;
                index += 2;
            }
            let depth = source.module.len() + inline.depth();
            if supers == depth && follows_path(tokens, index) {
                first_segments(tokens, index + 2, &mut named);
            }
        }
        index += 1;
    }
    named
}

fn follows_path(tokens: &[Token], index: usize) -> bool {
    tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Path)
}

/// The first word after a path's root, or of each branch when a group follows.
fn first_segments(tokens: &[Token], from: usize, named: &mut Vec<(usize, String)>) {
    let Some(first) = tokens.get(from) else {
        return;
    };
    if let Some(word) = first.word() {
        named.push((first.line, word.to_owned()));
        return;
    }
    if !first.is_mark('{') {
        return;
    }
    let mut depth = 0;
    for pair in tokens[from..].windows(2) {
        let [token, next] = pair else { return };
        match token.kind {
            Kind::Mark('{') => depth += 1,
            Kind::Mark('}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
        let opens_branch = token.is_mark('{') || token.is_mark(',');
        if let (1, true, Some(word)) = (depth, opens_branch, next.word()) {
            named.push((next.line, word.to_owned()));
        }
    }
}

/// The `mod name { … }` blocks open at a point of a file: each is one more `super`.
#[derive(Default)]
struct InlineModules {
    braces: usize,
    opened_at: Vec<usize>,
}

impl InlineModules {
    fn pass(&mut self, tokens: &[Token], index: usize) {
        match tokens[index].kind {
            Kind::Mark('{') => {
                if index >= 2 && tokens[index - 2].is_word("mod") {
                    self.opened_at.push(self.braces);
                }
                self.braces += 1;
            }
            Kind::Mark('}') => {
                self.braces = self.braces.saturating_sub(1);
                if self.opened_at.last() == Some(&self.braces) {
                    self.opened_at.pop();
                }
            }
            _ => {}
        }
    }

    fn depth(&self) -> usize {
        self.opened_at.len()
    }
}

#[test]
fn an_arrow_that_points_up_is_found_however_it_is_written() {
    let caught = [
        ("src/domain/order.rs", "use crate::db::Db;", 1),
        ("src/domain/order.rs", "fn a() {}\nfn b() { crate::service::run() }", 2),
        ("src/domain/order.rs", "use super::super::{\n  label, db::{Db, Row},\n};", 2),
        ("src/domain/order.rs", "mod inner {\n use super::super::super::locale::Text;\n}", 2),
        ("src/db/mod.rs", "use super::service;", 1),
        ("src/tui/core/msg.rs", "use crate::{domain::Money, db, locale::Text};", 1),
        ("src/cli/orders.rs", "pub(crate) use crate::db::orders as rows;", 1),
        ("src/main.rs", "use krafta::db::Db;", 1),
        ("src/extra/mod.rs", "", 0),
    ];
    for (path, content, line) in caught {
        let faults = faults(&Source::new(path, content));
        assert_eq!(faults.len(), 1, "{path}: {content}: {faults:?}");
        if line > 0 {
            assert!(faults[0].starts_with(&format!("{path}:{line}: ")), "{faults:?}");
        }
    }
}

#[test]
fn an_arrow_that_points_down_passes() {
    let fine = [
        ("src/lib.rs", "pub mod db; pub mod domain;"),
        ("src/domain/order.rs", "use super::money::Money; use crate::domain::label;"),
        (
            "src/domain/order.rs",
            "// use crate::db\n/* crate::db::x */ const A: &str = \"crate::db\";",
        ),
        ("src/domain/order.rs", "#[cfg(test)]\nmod tests { use crate::locale::Catalogue; }"),
        ("src/service/review.rs", "use crate::{db::Db, domain::{Money, order::Order}};"),
        ("src/tui/mod.rs", "use crate::service::Krafta; use other::crate_::db;"),
        ("src/main.rs", "use krafta::{cli, config::Settings};"),
    ];
    for (path, content) in fine {
        assert_eq!(faults(&Source::new(path, content)), Vec::<String>::new(), "{path}: {content}");
    }
}
