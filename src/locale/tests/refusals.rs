//! Every refusal can be told: each code has its sentence, with only the facts that whoever refuses gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::entries;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::locale::{Catalogue, Locale};

type Facts = BTreeSet<String>;

/// Codes made by a closure or a function that takes the code, where the scan below cannot see the facts.
const MADE_ELSEWHERE: &[(&str, &[&str])] = &[
    ("amount-malformed", &["input"]),
    ("amount-ambiguous", &["input", "whole", "fraction"]),
    ("amount-decimals", &["input"]),
    ("amount-negative", &["input"]),
    ("amount-scientific", &["input"]),
    ("amount-too-large", &["input"]),
    ("no-longer-fits", &["workshop", "count"]),
    ("order-moved", &["order", "seen", "now"]),
    ("reference-letters", &["input"]),
    ("reference-long", &["input", "digits", "limit"]),
    ("reference-scientific", &["input"]),
    ("reference-short", &["input", "digits", "limit"]),
    ("rif-check-digit", &["input"]),
    ("rif-malformed", &["input"]),
];

/// The program's sources without their tests.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && !path.to_string_lossy().contains("test") {
            let text = fs::read_to_string(&path).unwrap();
            found.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned());
        }
    }
}

/// code → the facts that every `Refusal::new(Code::…).with("…", …)` gives it.
fn given() -> BTreeMap<&'static str, Facts> {
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let mut found: BTreeMap<&str, Facts> = BTreeMap::new();
    for text in &texts {
        for after in text.split("Refusal::new(Code::").skip(1) {
            let Some((name, rest)) = after.split_once(')') else { continue };
            let Some(code) = Code::ALL.iter().find(|code| format!("{code:?}") == name) else {
                continue;
            };
            let end = [";", "=>", "Refusal::new("].iter().filter_map(|mark| rest.find(mark)).min();
            let chain = &rest[..end.unwrap_or(rest.len())];
            let facts: Facts = chain
                .split(".with(")
                .skip(1)
                .filter_map(|part| part.trim_start().strip_prefix('"')?.split('"').next())
                .map(str::to_owned)
                .collect();
            found
                .entry(code.as_str())
                .and_modify(|known| known.retain(|fact| facts.contains(fact)))
                .or_insert(facts);
        }
    }
    for (code, facts) in MADE_ELSEWHERE {
        found.insert(code, facts.iter().map(|&fact| fact.to_owned()).collect());
    }
    found
}

/// The tokens of the migrations: `krafta:<token>` on SQLite, the first text of `krafta_refuse` on PostgreSQL.
fn tokens() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for engine in ["sqlite", "postgres"] {
        for entry in fs::read_dir(folder.join(engine)).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            for mark in ["'krafta:", "krafta_refuse('"] {
                for rest in text.split(mark).skip(1) {
                    let token: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                    found.insert(token);
                }
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn every_code_has_its_sentence() {
    for locale in Locale::ALL {
        let catalogue = Catalogue::of(locale);
        let silent: Vec<_> = Code::ALL.iter().filter(|code| !catalogue.has(&format!("refusal-{code}"))).collect();
        assert!(silent.is_empty(), "no sentence in {locale:?}: {silent:?}");
    }
}

#[test]
fn a_sentence_shows_only_the_facts_its_refusal_gives() {
    let (entries, given) = (entries(Locale::Es), given());
    for code in Code::ALL {
        let shown = &entries[&format!("refusal-{code}")];
        let Some(facts) = given.get(code.as_str()) else {
            // Only the database says it, and it gives its own words alone.
            assert!(shown.iter().all(|fact| fact == "detail"), "refusal-{code} shows {shown:?}");
            continue;
        };
        let unknown: Vec<_> = shown.iter().filter(|fact| !facts.contains(*fact) && *fact != "detail").collect();
        assert!(unknown.is_empty(), "refusal-{code} shows {unknown:?}; it is given {facts:?}");
    }
}

#[test]
fn every_token_of_the_database_is_a_code_with_a_sentence_of_its_own() {
    let tokens = tokens();
    assert!(tokens.len() > 30, "{tokens:?}");
    for token in &tokens {
        let code: Code = token.parse().unwrap_or_else(|_| panic!("{token} is no code"));
        for locale in Locale::ALL {
            let told = Catalogue::of(locale).refusal(&Refusal::new(code).with("detail", "krafta:x The words."));
            assert!(!told.contains("{$") && !told.contains("krafta:"), "{told}");
        }
    }
}

#[test]
fn a_refusal_names_who_may_not_do_what() {
    use crate::domain::actor::{Actor, Permission};
    let refused = Actor::customer("+584145551234").may(Permission::SettlePayables).unwrap_err();
    assert_eq!(
        Catalogue::of(Locale::Es).refusal(&refused),
        "Tu rol (cliente) no permite pagar a los talleres. Puede hacerlo: admin."
    );
    let refused = Refusal::new(Code::Forbidden)
        .with("role", Arg::Message("role-SYSTEM".into()))
        .with("permission", Arg::Message("edge-P4".into()))
        .with("who", Arg::Messages(vec!["role-ADMIN".into()]));
    assert_eq!(
        Catalogue::of(Locale::En).refusal(&refused),
        "Your role (system) may not take the payment for review. Who may: admin."
    );
}

#[test]
fn everything_a_refusal_may_name_has_a_name() {
    use crate::domain::actor::{Permission, Role};
    use crate::domain::fulfilment::assignment_edges::AssignmentEdgeCode;
    use crate::domain::orders::status::AssignmentStatus;
    use crate::domain::orders::status::PaymentStatus;
    use crate::domain::payables::aging::Bucket;
    use crate::domain::payables::line::{PayableKind, PayableStatus, Readiness};
    use crate::domain::payables::policy::PaymentPolicy;
    use crate::domain::payables::statement::EntryKind;
    use crate::domain::payments::payment_edges::PaymentEdgeCode;
    let names = (Role::ALL.iter().map(|it| format!("role-{it}")))
        .chain(Permission::ALL.iter().map(|it| format!("permission-{it}")))
        .chain(PaymentEdgeCode::ALL.iter().map(|it| format!("edge-{it}")))
        .chain(AssignmentEdgeCode::ALL.iter().map(|it| format!("edge-{it}")))
        .chain(PaymentStatus::ALL.iter().map(|it| format!("payment-{it}")))
        .chain(AssignmentStatus::ALL.iter().map(|it| format!("production-{it}")))
        .chain(PayableStatus::ALL.iter().map(|it| format!("payable-{it}")))
        .chain(PayableKind::ALL.iter().map(|it| format!("payable-kind-{it}")))
        .chain(Bucket::ALL.iter().map(|it| format!("payable-bucket-{it}")))
        .chain(Readiness::ALL.iter().map(|it| format!("payable-when-{it}")))
        .chain(EntryKind::ALL.iter().map(|it| format!("payable-entry-{it}")))
        .chain(PaymentPolicy::ALL.iter().map(|it| format!("policy-{it}")));
    let missing: Vec<_> = names.filter(|name| !Catalogue::of(Locale::Es).has(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// On the screen of a pane there is no command line: what helps is a key, a field or a pane.
#[test]
fn in_panes_no_refusal_sends_one_to_a_command() {
    // Of the machine, or of who may not come in at all.
    const OUTSIDE: &[&str] = &[
        "clock-astray",
        "operator-unknown",
        "nobody-yet",
        "which-submission",
        "login-no-operator",
        "db-role-taken",
        "db-role-file",
        "db-role-workshop",
    ];
    for locale in [Locale::Es, Locale::En] {
        let panes = Catalogue::of_panes(locale);
        for code in Code::ALL.iter().filter(|code| !OUTSIDE.contains(&code.as_str())) {
            let said = panes.refusal(&Refusal::new(*code));
            assert!(!said.contains("krafta ") && !said.contains(" --"), "{said}");
        }
    }
    let unknown = Refusal::new(Code::WorkshopUnknown);
    assert!(Catalogue::of(Locale::Es).refusal(&unknown).contains("krafta workshops list"));
    assert!(Catalogue::of_panes(Locale::Es).refusal(&unknown).contains("Tienda, Talleres"));
}
