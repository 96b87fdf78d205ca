//! Lines of the command line over SSH: the same answers, the same exit codes, and no file of the server.

use crate::fresh::{Fresh, on_both_engines};
use crate::served::{Served, run};

on_both_engines!(a_line_answers_as_it_does_at_home);

async fn a_line_answers_as_it_does_at_home(fresh: Fresh) {
    let served = Served::open(&fresh);
    let here = served.admin(&["operators", "list", "--json"]);
    let there = served.line("ana", "operators list --json");
    assert_eq!(
        (there.code, there.out.as_str(), there.err.as_str()),
        (Some(0), here.as_str(), ""),
        "{there:?}"
    );
    let named = served.line("ana", "krafta operators list --json");
    assert_eq!(named.out, here, "{named:?}");

    let refused = served.line("luis", "orders show KRFT-NADA99 --json");
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{refused:?}");
    assert!(refused.err.contains("\"error\""), "{refused:?}");
    let misused = served.line("luis", "orders --nada");
    assert_eq!(misused.code, Some(2), "{misused:?}");
    let forbidden = served.line("eva", "operators add nora --role admin");
    assert_eq!(forbidden.code, Some(1), "{forbidden:?}");
    let open = served.line("eva", "orders list 'sin cerrar");
    assert_eq!(open.code, Some(2), "{open:?}");

    // Quotes hold words together, and nothing is run.
    let ran = served.line("ana", "products add TAZA --name 'Taza; rm -rf $HOME `id`' --price 11,00");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let products = served.admin(&["products", "list", "--json"]);
    assert!(products.contains("Taza; rm -rf $HOME `id`"), "{products}");

    // What comes over the connection is read as stdin is.
    let ran = served.line_with("ana", "bank import - --account nada", "Fecha;Monto\n");
    assert_eq!(ran.code, Some(1), "{ran:?}");

    // A shell, a file, somebody else: none of them is there.
    let none = run(served.client(&["eva"], &["-T", "krafta@127.0.0.1"]), "id\n");
    assert_eq!((none.code, none.out.as_str()), (Some(2), ""), "{none:?}");
    let mark = served.home.join("made");
    for line in [
        "orders export --out made".to_owned(),
        "bank import /etc/passwd --account x".to_owned(),
        "report --from /etc/passwd".to_owned(),
        "man --dir made".to_owned(),
        "krafta --as ana orders list".to_owned(),
        "orders list --as=ana".to_owned(),
        "orders list --database sqlite:made".to_owned(),
        "krafta --config /etc/passwd orders list".to_owned(),
        "db check".to_owned(),
        "db backup made".to_owned(),
        "config show".to_owned(),
        "doctor".to_owned(),
        "init".to_owned(),
        "serve".to_owned(),
        "serve hostkey show".to_owned(),
        "ssh-command".to_owned(),
        "demo".to_owned(),
        "deliver".to_owned(),
        "sh -c id".to_owned(),
        "scp -t made".to_owned(),
        "internal-sftp".to_owned(),
        "x".repeat(40_000),
    ] {
        let ran = served.line("eva", &line);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line}: {ran:?}");
        assert!(!mark.exists(), "{line}");
    }
    // Variables of the client reach nobody.
    let mut client = served.client(&["eva"], &["-o", "SetEnv=KRAFTA_LANG=en DATABASE_URL=sqlite:made LANG=en_US.UTF-8"]);
    client.args(["krafta@127.0.0.1", "keys list"]);
    let ran = run(client, "");
    assert!(ran.code == Some(0) && ran.out.contains("huella") && !mark.exists(), "{ran:?}");
}
