//! Who gets in: the operator of the key that signed, and nobody else.

use serde_json::Value;

use crate::fresh::{Fresh, on_both_engines};
use crate::served::Served;

on_both_engines!(the_key_that_signed_says_who_it_is);

/// The logins of the keys that this person sees: all for who keeps operators, else their own.
fn seen(out: &str) -> Vec<String> {
    let keys: Vec<Value> = serde_json::from_str(out).unwrap_or_else(|fault| panic!("{fault}: {out}"));
    keys.iter().map(|key| key["login"].as_str().expect("a login").to_owned()).collect()
}

async fn the_key_that_signed_says_who_it_is(fresh: Fresh) {
    let served = Served::open(&fresh);
    let ran = served.line("eva", "keys list --json");
    assert_eq!((ran.code, seen(&ran.out)), (Some(0), vec!["eva".to_owned()]), "{ran:?}");
    let ran = served.line("ana", "keys list --json");
    assert_eq!(seen(&ran.out).len(), 3, "{ran:?}");

    // Ana's key is offered first, and found good; who signs is Eva.
    std::fs::remove_file(served.home.join("key-ana")).expect("ana's private key is elsewhere");
    let mut client = served.client(&["ana.pub", "eva"], &["-v", "-o", "LogLevel=DEBUG1"]);
    client.args(["ana@127.0.0.1", "keys list --json"]);
    let ran = crate::served::run(client, "");
    assert!(
        ran.err.contains("Offering public key") && ran.err.matches("Server accepts key").count() >= 1,
        "{}",
        ran.err
    );
    assert_eq!((ran.code, seen(&ran.out)), (Some(0), vec!["eva".to_owned()]), "{ran:?}");

    let log = served.log();
    assert_eq!(log.matches("signed in over ssh").count(), 3, "{log}");

    // Switched off and revoked: out at the next try. A stranger: out by whatever name.
    served.admin(&["operators", "edit", "luis", "--disable"]);
    served.admin(&["keys", "revoke", &served.fingerprint("eva")[..20], "--reason", "la perdió"]);
    for (key, name) in [("luis", "luis"), ("eva", "krafta"), ("stranger", "nombre-ajeno")] {
        let ran = crate::served::run(served.client(&[key], &["-l", name, "127.0.0.1", "orders list"]), "");
        assert_eq!((ran.code, ran.out.as_str()), (Some(255), ""), "{key}: {ran:?}");
        assert!(ran.err.contains("Permission denied (publickey)"), "{key}: {ran:?}");
    }
    // A few that were not taken are enough for a while, and nothing of what they said is kept.
    let refused = |_| {
        let ran = served.line("stranger", "orders list");
        assert_eq!(ran.code, Some(255), "{ran:?}");
        !ran.err.contains("Permission denied")
    };
    assert!((0..8).any(refused), "never refused before it could try a key");
    assert!(!served.log().contains("nombre-ajeno"), "{}", served.log());
}

on_both_engines!(keys_are_added_and_shown);

async fn keys_are_added_and_shown(fresh: Fresh) {
    let served = Served::open(&fresh);
    let line = std::fs::read_to_string(served.key("otra").with_extension("pub")).expect("a key");
    let ran = served.line_with("ana", "keys add luis - --name teléfono --expires 31/12/2027", &line);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("teléfono") && ran.out.contains(&served.fingerprint("otra")),
        "{ran:?}"
    );
    let again = served.line("ana", &format!("keys add luis {line}"));
    assert_eq!(again.code, Some(1), "{again:?}");
    let file = served.line("ana", "keys add luis /etc/hostname");
    assert_eq!(file.code, Some(1), "{file:?}");
    assert!(file.err.contains("no se leen archivos"), "{file:?}");
    let forbidden = served.line_with("eva", "keys add eva -", &line);
    assert_eq!(forbidden.code, Some(1), "{forbidden:?}");
    let listed = served.line("luis", "keys list");
    assert_eq!(listed.out.lines().count(), 3, "{listed:?}");
    assert!(listed.out.contains("31/12/2027") || listed.out.contains("01/01/2028"), "{listed:?}");
}
