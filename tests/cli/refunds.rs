//! Money that goes back, told in commands: in another currency, twice with one reference, reversed, in part, and of an order
//! that was delivered.

use serde_json::Value;

use crate::desk::Desk;
use crate::fresh::{Fresh, on_both_engines};
use crate::production::{NATIONAL, open, paid};
use crate::settling::made;

on_both_engines!(
    a_refund_is_paid_once_with_a_reference,
    dollars_are_counted_in_bolivares,
    a_payment_that_bounced_is_made_again,
    a_delivered_order_comes_back,
    what_is_over_goes_back,
    who_pays_twice_gets_it_back,
    late_money_goes_back_unconfirmed,
    a_refund_says_where_it_goes,
);

fn refund(desk: &Desk, number: &str) -> Value {
    let all = desk.ask("refund list --all").json()["rows"].as_array().expect("rows").clone();
    let ours = all.into_iter().find(|row| row["number"] == number);
    ours.expect("a refund")
}

fn requested(desk: &Desk, reference: &str) -> String {
    let number = paid(desk, NATIONAL, reference);
    desk.run(&format!("refund request {number} --reason desiste")).done();
    number
}

fn pay(number: &str, amount: &str, reference: &str) -> String {
    format!("refund pay {number} --amount '{amount}' --method pago_movil --reference {reference}")
}

async fn a_refund_is_paid_once_with_a_reference(fresh: Fresh) {
    let desk = open(&fresh).await;
    let (one, two) = (requested(&desk, "482913"), requested(&desk, "482914"));
    desk.run(&pay(&one, "1.000,00", "88001")).done();
    assert_eq!(
        desk.ask(&format!("{} --dry-run", pay(&one, "1.000,00", "88001"))).refused(),
        "refund-repeated"
    );
    let again = desk.ask(&pay(&one, "1.000,00", "88001"));
    let told = again.error()["message"].as_str().expect("a sentence").to_owned();
    assert!(told.contains(&one), "the earlier refund's order is named: {told}");
    assert_eq!(again.refused(), "refund-repeated");
    // Leading zeros do not make it another, nor does another order.
    assert_eq!(desk.ask(&pay(&two, "1.000,00", "0088001")).refused(), "refund-repeated");
    desk.run(&format!("{} --repeats 'el banco la repitió'", pay(&two, "1.000,00", "88001")))
        .done();
    assert_eq!(refund(&desk, &one)["paid"]["amount"], "1000.00");
}

async fn dollars_are_counted_in_bolivares(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = requested(&desk, "482913");
    let zelle = |amount: &str, more: &str| {
        format!(
            "refund pay {number} --amount '{amount}' --method zelle --reference ZZ11{} {more}",
            amount.len()
        )
    };
    let would = desk.ask(&format!("{} --dry-run", zelle("USD 10,00", "--rate 100,5"))).json();
    assert_eq!(
        (&would["dry_run"], &would["outcome"]["paid"]["amount"]),
        (&true.into(), &"1005.00".into())
    );
    assert_eq!(refund(&desk, &number)["paid"]["amount"], "0.00", "a dry run pays nothing");
    desk.run(&zelle("USD 10,00", "--rate 100,5")).done();
    let row = refund(&desk, &number);
    assert_eq!(
        (&row["paid"]["amount"], &row["paid"]["currency"]),
        (&"1005.00".into(), &"VES".into())
    );
    let part = &row["payments"][0];
    assert_eq!(
        (&part["sent"]["amount"], &part["sent"]["currency"]),
        (&"10.00".into(), &"USD".into())
    );
    assert_eq!(part["rate"], "100.5");
    // The day's rate where none is said.
    desk.run(&zelle("USD 1,00", "")).done();
    assert_eq!(refund(&desk, &number)["paid"]["amount"], "1098.04");
    assert_eq!(desk.ask(&zelle("USD 500,00", "")).refused(), "refund-exceeds");
    // M10: without its currency it is of the refund's, which the method does not carry.
    assert_eq!(desk.ask(&zelle("15,00", "--dry-run")).refused(), "proof-currency");
    assert_eq!(desk.ask(&zelle("USD 2", "--rate 9,71 --dry-run")).refused(), "rate-unusual");
    desk.run(&zelle("USD 2", "--rate 9,71 --confirm --dry-run")).done();
    // What is taken back says what its payment says, with the other sign.
    let payment = part["id"].as_str().expect("an id");
    desk.run(&format!("refund reverse {number} {payment} --reason 'rebotó'")).done();
    let row = refund(&desk, &number);
    let back = row["payments"]
        .as_array()
        .expect("payments")
        .last()
        .expect("the reversing row")
        .clone();
    assert_eq!((&back["sent"]["amount"], &back["rate"]), (&"-10.00".into(), &"100.5".into()));
    let own = format!("{} --rate 93", pay(&number, "1,00", "88001"));
    assert_eq!(desk.ask(&own).refused(), "refund-rate");
    let tomorrow = format!("{} --date {}", pay(&number, "1,00", "88001"), crate::desk::day(1));
    assert_eq!(desk.ask(&tomorrow).refused(), "date-future");
}

async fn a_payment_that_bounced_is_made_again(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = requested(&desk, "482913");
    let due = refund(&desk, &number)["amount"]["amount"].as_str().expect("an amount").to_owned();
    desk.run(&pay(&number, &due, "88001")).done();
    let payment = refund(&desk, &number)["payments"][0]["id"].as_str().expect("an id").to_owned();
    let reverse = format!("refund reverse {number} {payment} --reason 'rebotó'");
    assert_eq!(desk.ask(&reverse).refused(), "override-required");
    let told = desk.run(&format!("{reverse} --override")).done();
    assert!(told.contains(&number), "{told}");
    let row = refund(&desk, &number);
    assert_eq!((&row["status"], &row["paid"]["amount"]), (&"DUE".into(), &"0.00".into()));
    assert_eq!(
        desk.ask(&format!("{reverse} --override")).refused(),
        "refund-payment-reversed",
        "once"
    );
    let shown = desk.run(&format!("orders show {number}")).done();
    assert!(shown.contains("vuelve a estar pendiente") && shown.contains("rebotó"), "{shown}");
    // The bank gave it once: whoever says that it did again says why.
    assert_eq!(desk.ask(&pay(&number, &due, "88001")).refused(), "refund-repeated");
    desk.run(&format!("{} --repeats 'se mandó otra vez'", pay(&number, &due, "88001")))
        .done();
    assert_eq!(refund(&desk, &number)["status"], "PAID");
}

async fn a_delivered_order_comes_back(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = made(&desk, "482913");
    let request = format!("refund request {number} --reason 'llegó manchada' --override");
    assert_eq!(desk.ask(&format!("{request} --dry-run")).refused(), "bearer-required");
    // Who does not bear it gives nothing back.
    assert_eq!(
        desk.ask(&format!("{request} --borne-by krafta --share 20%")).refused(),
        "share-unfit"
    );
    let share = format!("{request} --borne-by workshop --share 20%");
    desk.run(&format!("{share} --dry-run")).done();
    let receipt = desk.ask(&share).json();
    assert_eq!(
        (&receipt["payment"], &receipt["production"]),
        (&"REFUND_PENDING".into(), &"COMPLETED".into())
    );
    assert_eq!(refund(&desk, &number)["kind"], "RETURN");
    let lines = |desk: &Desk| desk.ask("payables list --all").json()["rows"].as_array().expect("rows").clone();
    let clawback = |desk: &Desk| lines(desk).into_iter().find(|line| line["kind"] == "CLAWBACK").expect("a clawback");
    assert_eq!(clawback(&desk)["amount"]["amount"], "-2.00", "a fifth of what was agreed");
    let told = desk.ask(&format!("orders show {number}")).json().to_string();
    assert!(!told.contains("Detén"), "the workshop has nothing to stop");
    desk.run(&format!("orders reinstate {number} --reason 'el cliente se la queda'"))
        .done();
    assert_eq!(clawback(&desk)["status"], "VOIDED");
    let shown = desk.ask(&format!("orders show {number}")).json();
    assert_eq!(shown["order"]["payment"], "CONFIRMED");
}

async fn what_is_over_goes_back(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    let part = |more: &str| format!("refund part {number} --reason 'de más' {more}");
    assert_eq!(desk.ask(&part("--kind surplus")).refused(), "no-surplus");
    assert_eq!(desk.ask(&part("--kind goodwill --amount 100,00")).refused(), "bearer-required");
    assert_eq!(
        desk.ask(&part("--kind goodwill --amount 100.000,00 --borne-by krafta")).refused(),
        "refund-exceeds"
    );
    let receipt = desk.ask(&part("--kind goodwill --amount 100,00 --borne-by krafta")).json();
    assert_eq!(receipt["payment"], "CONFIRMED", "the order stays as it is");
    desk.run(&format!("refund void {number} --reason 'era otro pedido'")).done();
    assert_eq!(refund(&desk, &number)["status"], "VOIDED");
    desk.run(&part("--kind goodwill --amount 100,00 --borne-by krafta")).done();
    desk.run(&pay(&number, "100,00", "88001")).done();
    // All of the rest goes back, not what went back already.
    let due = desk.ask(&format!("orders show {number}")).json()["order"]["due"]["amount"].clone();
    let whole = desk.ask(&format!("refund request {number} --reason desiste")).json();
    let less: rust_decimal::Decimal = due.as_str().expect("an amount").parse().expect("a figure");
    assert_eq!(
        whole["outcome"]["amount"]["amount"],
        Value::from((less - rust_decimal::Decimal::ONE_HUNDRED).to_string())
    );
}

/// A payment for an order that needs no more: its figure is what is given back.
async fn who_pays_twice_gets_it_back(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    let again = |more: &str| {
        format!(
            "report {number} --method PAGO_MOVIL --amount 500,00 --date {} --bank 0105 --reference 583024 --payer-id V12345678 \
             --payer-phone 0414-555.12.34 {more}",
            crate::desk::day(0)
        )
    };
    let found = "--account pm --note 'pagó dos veces'";
    assert_eq!(desk.ask(&again(found)).refused(), "payment-edge", "it waits for no proof");
    assert_eq!(desk.ask(&again("--note 'pagó dos veces' --surplus")).refused(), "evidence-missing");
    let told = desk.run(&again(&format!("{found} --surplus"))).done();
    assert!(told.contains("Bs 500,00"), "{told}");
    let shown = desk.ask(&format!("orders show {number}")).json();
    assert_eq!(
        (&shown["order"]["payment"], &shown["order"]["surplus"]["amount"]),
        (&"CONFIRMED".into(), &"500.00".into())
    );
    let receipt = desk.ask(&format!("refund part {number} --kind surplus --reason 'de más'")).json();
    assert_eq!(receipt["outcome"]["amount"]["amount"], "500.00");
    desk.run(&pay(&number, "500,00", "88001")).done();
    let listed = desk.ask("orders list --surplus").json();
    assert_eq!(listed["rows"], serde_json::json!([]));
}

async fn late_money_goes_back_unconfirmed(fresh: Fresh) {
    let desk = open(&fresh).await;
    let placed = desk
        .ask(&format!(
            "checkout --name 'María Fernández' --phone 0414-555.12.34 --item FRANELA:2 {NATIONAL}"
        ))
        .json();
    let (number, due) = (
        placed["order"].as_str().expect("a number"),
        placed["outcome"]["due"]["amount"].as_str().expect("a sum"),
    );
    desk.report(number, due, "482913").json();
    desk.run(&format!("review claim {number}")).done();
    let request = |more: &str| format!("refund request {number} --reason 'ya no lo quiere' {more}");
    assert_eq!(desk.ask(&request("--dry-run")).refused(), "nothing-verified");
    let found = Desk::evidence(due, "482913");
    let would = desk.ask(&request(&format!("{found} --dry-run"))).json();
    let receipt = desk.ask(&request(&found)).json();
    assert_eq!((&would["edge"], &would["money_back"]["amount"]), (&"P14".into(), &due.into()));
    assert_eq!(
        (&receipt["payment"], &receipt["outcome"]["amount"]["amount"]),
        (&"REFUND_PENDING".into(), &due.into())
    );
    let shown = desk.ask(&format!("orders show {number}")).json().to_string();
    assert!(!shown.contains("\"P6\""), "it was never confirmed");
    let story = desk.run(&format!("orders show {number}")).done();
    assert!(story.contains("482913"), "what the bank showed is told: {story}");
}

async fn a_refund_says_where_it_goes(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = requested(&desk, "482913");
    let to = &refund(&desk, &number)["to"];
    assert_eq!(to["method"], "PAGO_MOVIL", "taken from the proof: {to}");
    let direct = |more: &str| format!("refund destination {number} {more}");
    assert_eq!(
        desk.ask(&direct("--method pago_movil --bank 0105")).refused(),
        "destination-incomplete"
    );
    let account = "--method bank_transfer --bank 0105 --id-doc V12345678 --name 'María Fernández' --account";
    assert_eq!(
        desk.ask(&direct(&format!("{account} 01020000000000001234"))).refused(),
        "destination-account"
    );
    desk.run(&direct(&format!("{account} '0105 0000 0000 0000 1234'"))).done();
    let to = &refund(&desk, &number)["to"];
    assert_eq!(
        (&to["account"], &to["missing"]),
        (&"01050000000000001234".into(), &serde_json::json!([]))
    );
    let list = desk.run("refund list").done();
    assert!(list.contains("01050000000000001234") && list.contains("María Fernández"), "{list}");
}
