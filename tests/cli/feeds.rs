//! A site's feed, replayed line by line.

use serde_json::{Value, json};

use crate::desk::{Desk, Ran, day, words};
use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(
    a_feed_is_replayed_and_twice_changes_nothing,
    bad_lines_are_named_and_the_rest_is_done,
    a_line_may_bring_its_own_operation,
    a_report_feed_speaks_for_customers,
    pictures_come_from_the_feeds_own_folder,
);

fn order(name: &str) -> String {
    let customer = json!({ "name": name, "phone": "+584145551234" });
    json!({ "customer": customer, "delivery": { "method": "PICKUP" }, "items": [{ "sku": "FRANELA", "quantity": 1 }] }).to_string()
}

fn results(ran: &Ran) -> Vec<Value> {
    ran.out
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect()
}

fn replay(desk: &Desk, arguments: &str, input: &str) -> Ran {
    desk.run_with(&words(arguments), input)
}

async fn a_feed_is_replayed_and_twice_changes_nothing(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    // Two equal orders are two orders.
    let feed = format!("{}\n\n{}\n{}\n", order("Ana"), order("Luz"), order("Ana"));
    desk.file("feed.jsonl", &feed);
    let first = replay(&desk, "--json checkout --from feed.jsonl --feed tienda", "");
    assert_eq!(first.code, 0, "{}", first.err);
    let again = replay(&desk, "--json checkout --from - --feed tienda", &feed);
    let receipts = |ran: &Ran, name: &str| results(ran).iter().map(|line| line["receipt"][name].clone()).collect::<Vec<_>>();
    assert_eq!(receipts(&first, "order"), receipts(&again, "order"));
    assert_eq!(receipts(&again, "repeated"), vec![Value::Bool(true); 3]);
    assert_eq!(
        results(&first).iter().map(|line| line["line"].clone()).collect::<Vec<_>>(),
        [1, 3, 4]
    );
    assert_eq!(desk.ask("orders list").json()["rows"].as_array().map(Vec::len), Some(3));
    let told = replay(&desk, "checkout --from - --feed tienda", &feed);
    assert_eq!(told.err, "0 hechas, 3 ya estaban hechas, 0 con error.\n");
    let other = replay(&desk, "--json checkout --from - --feed otra", &order("Ana"));
    assert_eq!(receipts(&other, "repeated"), [Value::Bool(false)]);
}

async fn bad_lines_are_named_and_the_rest_is_done(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let unknown = order("Ana").replace("FRANELA", "NADA");
    let extra = order("Ana").replace("\"items\"", "\"total\":1,\"items\"");
    let long = format!("\"{}\"", "x".repeat(2 * 1024 * 1024));
    let feed = format!("{{\n{unknown}\n{extra}\n{long}\n[]\n{}\n", order("Eva"));
    let ran = replay(&desk, "--json checkout --from - --feed tienda", &feed);
    assert_eq!(ran.code, 1);
    let told: Vec<_> = results(&ran)
        .iter()
        .map(|line| (line["line"].as_i64(), line["error"]["code"].as_str().map(str::to_owned)))
        .collect();
    let bad = |line, code: &str| (Some(line), Some(code.to_owned()));
    assert_eq!(
        told,
        [
            bad(1, "line-malformed"),
            bad(2, "product-unknown"),
            bad(3, "line-malformed"),
            bad(4, "line-too-long"),
            bad(5, "line-malformed"),
            (Some(6), None)
        ]
    );
    let told = replay(&desk, "checkout --from - --feed tienda", "{\n");
    assert!(told.err.starts_with("línea 1: La línea no se entiende:"), "{}", told.err);
    assert_eq!(desk.ask("checkout --from nothing.jsonl").refused(), "file");
}

async fn a_line_may_bring_its_own_operation(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let own = |id: &str| order("Ana").replacen('{', &format!("{{\"operation\":\"{id}\","), 1);
    let id = "01a20000-0000-7000-8000-000000000002";
    let feed = format!("{}\n{}\n{}\n", own(id), own("nope"), order("Ana"));
    let ran = replay(&desk, "--json checkout --from -", &feed);
    let lines = results(&ran);
    assert_eq!(lines[0]["receipt"]["operation"], id);
    assert_eq!(lines[1]["error"]["code"], "line-operation");
    assert_eq!(lines[2]["error"]["code"], "line-without-operation");
}

async fn a_report_feed_speaks_for_customers(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    let report = json!({
        "order": number, "method": "PAGO_MOVIL", "amount": due, "currency": "VES", "paid_on": day(0), "account": "pm",
        "origin_bank": "0102", "reference": "482913", "payer_id_doc": "V12345678", "payer_phone": "04145551234",
        "phone": "0414-555.12.34",
    });
    let stranger = report.to_string().replace("0414-555.12.34", "0414-555.99.99");
    let feed = format!("{stranger}\n{report}\n");
    let ran = replay(&desk, "--json report --from - --feed tienda", &feed);
    let lines = results(&ran);
    assert_eq!(lines[0]["error"]["code"], "not-your-order");
    assert_eq!(lines[1]["receipt"]["payment"], "REPORTED");
    let events = desk.ask(&format!("orders show {number}")).json()["events"].clone();
    assert_eq!(events[1]["actor_role"], "CUSTOMER");
}

/// Whoever writes the feed may name no other file of the machine, and what a refused line brings is not kept.
async fn pictures_come_from_the_feeds_own_folder(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    std::fs::create_dir_all(desk.home.join("sitio/recibos")).expect("a folder");
    let picture = |name: &str, end: &str| {
        desk.file(name, format!("%PDF-1.7 {end}"));
    };
    picture("secreto.pdf", "one");
    picture("sitio/recibos/pago.pdf", "two");
    picture("sitio/recibos/otro.pdf", "three");
    let link = desk.home.join("sitio/recibos/enlace.pdf");
    std::os::unix::fs::symlink(desk.home.join("secreto.pdf"), link).expect("a link");
    let line = |file: &str, order: &str, reference: &str| {
        json!({
            "order": order, "method": "PAGO_MOVIL", "amount": due, "currency": "VES", "paid_on": day(0), "account": "pm",
            "origin_bank": "0102", "reference": reference, "payer_id_doc": "V12345678", "payer_phone": "04145551234",
            "phone": "0414-555.12.34", "receipt_file": file,
        })
        .to_string()
    };
    let secret = desk.home.join("secreto.pdf").display().to_string();
    let outside = ["../secreto.pdf", "recibos/enlace.pdf", &*secret];
    let mut lines: Vec<_> = outside.iter().map(|file| line(file, &number, "482913")).collect();
    lines.push(line("recibos/otro.pdf", "KRFT-ZZZZZZ", "482913"));
    lines.push(line("recibos/pago.pdf", &number, "482913"));
    desk.file("sitio/pagos.jsonl", lines.join("\n"));
    let ran = replay(&desk, "--json report --from sitio/pagos.jsonl --feed tienda", "");
    let told: Vec<_> = results(&ran)
        .iter()
        .map(|line| line["error"]["code"].as_str().unwrap_or("done").to_owned())
        .collect();
    assert_eq!(told[..3], ["line-receipt-outside"; 3].map(str::to_owned));
    assert_eq!(told[3..], ["order-unknown".to_owned(), "done".to_owned()]);
    assert_eq!(desk.ask("db check").json()["receipts"], 1);
    // On a file they lie in a folder: nothing of a refused line is there.
    let kept = std::fs::read_dir(desk.home.join(".local/share/krafta/receipts"));
    assert!(kept.map_or(1, Iterator::count) == 1);
    // Again: the first receipts. From standard input only with a folder.
    let last = lines.last().expect("a line").clone();
    let stdin = |more: &str| replay(&desk, &format!("--json report --from - --feed tienda{more}"), &last);
    assert_eq!(results(&stdin(""))[0]["error"]["code"], "line-receipt-folder");
    assert_eq!(results(&stdin(" --receipts sitio"))[0]["receipt"]["repeated"], true);
}
