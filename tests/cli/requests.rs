//! What a customer asked for by a site in another language, as the shop sees it.

use crate::fresh::{Fresh, on_both_engines};
use crate::production::{NATIONAL, open, paid, write};
use krafta::db::Query;

on_both_engines!(what_customers_ask_is_listed_with_its_answer);

async fn ask(fresh: &Fresh, number: &str, reason: &'static str) {
    let row = Query::new("INSERT INTO requests (order_id, kind, reason) SELECT id, 'REFUND', ")
        .bind(reason)
        .push_for("", "::text")
        .push(" FROM orders WHERE number = ")
        .bind(number);
    write(fresh, row).await;
    // The database's clock counts milliseconds: two of one have no order of their own.
    std::thread::sleep(std::time::Duration::from_millis(5));
}

async fn what_customers_ask_is_listed_with_its_answer(fresh: Fresh) {
    let desk = open(&fresh).await;
    assert_eq!(desk.run("requests list").done(), "No hay peticiones de clientes.\n");
    let number = paid(&desk, NATIONAL, "482913");
    let (other, _) = desk.place();
    ask(&fresh, &number, "ya no lo necesito").await;
    ask(&fresh, &other, "me equivoqué").await;
    let open = desk.run("requests list --open").done();
    let at = |text: &str| open.find(text).unwrap_or_else(|| panic!("{text}: {open}"));
    assert!(at(&number) < at(&other) && open.contains("en espera"), "the oldest first: {open}");
    assert!(desk.run("jobs status").done().contains("peticiones de clientes"));

    let shown = desk.run(&format!("orders show {number}")).done();
    assert!(shown.contains("reembolso") && shown.contains("en espera"), "{shown}");
    let json = desk.ask(&format!("orders show {other}")).json();
    assert_eq!(
        (&json["requests"][0]["reason"], &json["requests"][0]["outcome"]),
        (&"me equivoqué".into(), &serde_json::Value::Null)
    );

    let told = desk.run("jobs run --only requests").done();
    for part in [number.as_str(), "hecho lo que pidió el cliente", other.as_str(), "no se pudo"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(desk.run("requests list --open").done(), "No hay peticiones de clientes.\n");
    let all = desk.run("--as sofia requests list").done();
    for part in [
        "reembolso",
        "hecho",
        "no se pudo: Este paso no lo da el cliente",
        "ya no lo necesito",
        "me equivoqué",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
    let first = desk.ask("requests list --limit 1").json();
    assert_eq!(
        (&first["rows"][0]["number"], &first["rows"][0]["refusal"]),
        (&other.as_str().into(), &"forbidden".into()),
        "the newest first"
    );
    let next = first["next"].as_str().expect("a place").to_owned();
    let second = desk.ask(&format!("requests list --limit 1 --after {next}")).json();
    assert_eq!(second["rows"][0]["receipt"]["payment"], "REFUND_PENDING");
    assert!(second["next"].is_null(), "{second}");

    let shown = desk.run(&format!("orders show {number}")).done();
    assert!(shown.contains("cliente") && shown.contains("ya no lo necesito"), "{shown}");
    assert!(!shown.contains("en espera"), "{shown}");
    let shown = desk.run(&format!("orders show {other}")).done();
    assert!(shown.contains("no se pudo: Este paso no lo da el cliente"), "{shown}");
}
