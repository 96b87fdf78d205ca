//! The names and kinds of every JSON answer: scripts depend on them, so a change here is a change for somebody.

use serde_json::{Map, Value};

use crate::desk::Desk;
use crate::fresh::{Fresh, on_both_engines};
use crate::production::write;
use krafta::db::Query;

on_both_engines!(answers_keep_their_shape);

/// The value with kinds instead of contents; of a list, its first member.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) => "bool".into(),
        Value::Number(_) => "number".into(),
        Value::String(_) => "text".into(),
        Value::Array(items) => Value::Array(items.first().map(shape).into_iter().collect()),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, field)| (name.clone(), shape(field)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

async fn answers_keep_their_shape(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    let reported = desk.report(&number, "1000,00", "482913").json();
    let queue = desk.ask("review list").json();
    let claimed = desk.ask(&format!("review claim {number}")).json();
    let review = desk.ask(&format!("review show {number}")).json();
    let part = desk
        .ask(&format!("review part {number} {}", Desk::evidence("1000", "482913")))
        .json();
    desk.report(&number, "1325,93", "771204").json();
    desk.run(&format!("review claim {number}")).done();
    let confirmed = desk
        .ask(&format!("review confirm {number} {}", Desk::evidence("1325,93", "771204")))
        .json();
    let consequences = desk.ask(&format!("refund request {number} --reason x --dry-run")).json();
    let refund = desk.ask(&format!("refund request {number} --reason x")).json();
    let paid = desk
        .ask(&format!("refund pay {number} --amount 100 --method pago_movil --reference 123456"))
        .json();
    assert_eq!(due, "2325.93");
    let workshop = desk
        .ask("workshops add Orinoco --city Caracas --zone 'gran caracas' --payee-method cash --weekly 8,8,8,8,8,8,8")
        .json();
    let offer = desk.ask("offers add Orinoco FRANELA --cost 6,50").json();
    let holidays = desk.ask("holidays seed 2027").json();
    write(
        &fresh,
        Query::new("INSERT INTO requests (order_id, kind, reason) SELECT id, 'REFUND', 'x' FROM orders"),
    )
    .await;
    let jobs = desk.ask("jobs run --only requests").json();
    let requests = desk.ask("requests list").json();

    desk.ask(&format!(
        "refund part {number} --kind goodwill --amount 50 --borne-by krafta --reason x"
    ));
    desk.ask("bank run draft --account pm").json();
    let runs = desk.ask("bank run list").json();
    let run = desk.ask("bank run show 1").json();
    let freeze = desk.ask("bank run freeze 1 --total 1").error();
    let found = desk.ask("bank run find 1 --dry-run").json();

    let mut all = Map::new();
    for (name, answer) in [
        ("report", reported),
        ("review list", queue),
        ("review claim", claimed),
        ("review show", review),
        ("review part", part),
        ("review confirm", confirmed),
        ("refund request --dry-run", consequences),
        ("refund request", refund),
        ("refund pay", paid),
        ("refund list", desk.ask("refund list").json()),
        ("requests list", requests),
        ("jobs run", jobs),
        ("bank run list", runs),
        ("bank run show", run),
        ("bank run freeze refused", freeze),
        ("bank run find --dry-run", found),
        ("bank run formats", desk.ask("bank run formats").json()),
        ("orders list", desk.ask("orders list").json()),
        ("orders show", desk.ask(&format!("orders show {number}")).json()),
        ("track", desk.ask(&format!("track {number}")).json()),
        ("rates list", desk.ask("rates list").json()),
        ("shipping list", desk.ask("shipping list").json()),
        ("accounts list", desk.ask("accounts list").json()),
        ("products list", desk.ask("products list").json()),
        ("operators list", desk.ask("operators list").json()),
        ("workshops add", workshop),
        ("workshops list", desk.ask("workshops list").json()),
        ("workshops show", desk.ask("workshops show orinoco").json()),
        ("offers add", offer),
        ("offers list", desk.ask("offers list").json()),
        ("zones list", desk.ask("zones list").json()),
        ("holidays seed", holidays),
        ("holidays list", desk.ask("holidays list 2027").json()),
        ("capacity show", desk.ask("capacity show orinoco --from 01/12/2026").json()),
        ("error", desk.ask("orders show KRFT-AAAAAA").error()),
    ] {
        all.insert(name.into(), shape(&answer));
    }
    let text = serde_json::to_string_pretty(&all).expect("JSON");
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("shapes", text);
    });
}
