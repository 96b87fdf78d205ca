//! What is owed for what was made, paid by command: in two parts, looked at, undone, netted, and told in a statement.

use serde_json::Value;

use crate::desk::{Desk, day};
use crate::fresh::{Fresh, on_both_engines};
use crate::production::{NATIONAL, open, paid};

on_both_engines!(
    a_workshop_is_paid_in_two_parts,
    a_transfer_in_bolivares_says_so_everywhere,
    what_is_refused_is_not_paid,
    a_cancelled_order_comes_out_right,
    what_is_netted_whole_transfers_nothing,
);

/// A made order of Taller Orinoco, whose deposit of 5,00 and balance of 5,00 are owed.
pub fn made(desk: &Desk, reference: &str) -> String {
    let number = paid(desk, NATIONAL, reference);
    desk.run(&format!("--as rosa assign notify {number}")).done();
    for step in ["accept", "start", "ready", "hand-over --carrier MRW --tracking 0012345"] {
        let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
        desk.run(&format!("--as orinoco workshop {verb} {number} {rest}")).done();
    }
    desk.run(&format!("--as rosa production complete {number}")).done();
    number
}

const ALL: &str = "payables settle --workshop 'taller orínoco' --early";

fn rows(desk: &Desk, line: &str) -> Vec<Value> {
    desk.ask(line).json()["rows"].as_array().expect("rows").clone()
}

fn settle(total: &str, reference: &str) -> String {
    format!("{ALL} --amount {total} --total {total} --method bank_transfer --reference {reference}")
}

async fn a_workshop_is_paid_in_two_parts(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = made(&desk, "482913");
    let list = desk.run("payables list").done();
    assert!(
        list.contains(&number) && list.contains("Anticipo") && list.contains("Saldo"),
        "{list}"
    );
    assert!(list.contains("Por pagar USD 10,00, nada vencido."), "{list}");
    // M15: nothing of it is due yet, so nothing would be transferred unless more is asked for.
    assert!(
        list.contains("Se transfieren ya USD 0,00") && list.contains("por vencer USD 10,00"),
        "{list}"
    );
    let json = desk.ask("payables list").json();
    assert_eq!(json["totals"][0]["later"]["amount"], "10.00", "{json}");
    assert_eq!(json["workshops"][0]["transfer"]["amount"], "0.00", "{json}");
    let nothing = desk.ask("payables settle --workshop 'taller orínoco' --dry-run").refused();
    assert_eq!(nothing, "nothing-due");
    let none = desk.run("payables list --search KRFT-ZZZZZZ").done();
    assert!(none.starts_with("Ninguna línea coincide"), "{none}");
    assert_eq!(desk.ask(&format!("{ALL} --dry-run")).json()["dry_run"], true);
    let would = desk.run(&format!("{ALL} --dry-run")).done();
    assert!(
        would.contains("2 líneas por USD 10,00") && would.contains("Total a transferir: USD 10,00"),
        "{would}"
    );
    let told = desk.run(&settle("6,00", "0048")).done();
    assert_eq!(told, "Liquidación registrada: USD 6,00 por 2 líneas.\n");
    let left = rows(&desk, "payables list");
    assert_eq!(
        (left.len(), &left[0]["left"]["amount"]),
        (1, &Value::from("4.00")),
        "the oldest is paid first"
    );
    desk.run(&settle("4,00", "0049")).done();
    assert_eq!(desk.run("payables list").done().lines().next(), Some("No hay nada por pagar."));
    let statement = desk.run(&format!("payables statement 'Taller Orinoco' --from {}", day(0))).done();
    let closing = statement.lines().last().expect("a closing").trim();
    assert!(closing.starts_with("saldo final") && closing.ends_with("USD 0,00"), "{statement}");
    let paid = rows(&desk, "payables settlements");
    assert_eq!(paid.len(), 2);
    let one = format!("payables settlement {}", paid[0]["id"].as_str().expect("an id"));
    assert_eq!(desk.ask(&one).json()["payments"].as_array().map(Vec::len), Some(1));
    desk.run(&format!(
        "payables reverse --settlement {} --reason 'rebotó'",
        paid[0]["id"].as_str().expect("an id")
    ))
    .done();
    assert_eq!(rows(&desk, "payables list")[0]["left"]["amount"], "4.00");
    let own = rows(&desk, "--as orinoco payables list --all");
    assert_eq!(own.len(), 2, "a workshop sees its own");
    assert!(rows(&desk, "--as bellomonte payables list --all").is_empty());
}

/// M16.
async fn a_transfer_in_bolivares_says_so_everywhere(fresh: Fresh) {
    let desk = open(&fresh).await;
    made(&desk, "482913");
    let by = "--in VES --rate 93,0371 --date hoy --method pago_movil";
    let would = desk.run(&format!("{ALL} --in VES --rate 93,0371 --dry-run")).done();
    assert!(would.contains("Salen Bs 930,37 a la tasa 93,0371."), "{would}");
    // What left says what is paid, as in the terminal; the total of the lines need not be typed too.
    assert_eq!(
        desk.ask(&format!("{ALL} --sent 931,37 {by} --reference 00481516")).refused(),
        "settlement-total"
    );
    let told = desk.run(&format!("{ALL} --sent 930,37 {by} --reference 00481516")).done();
    assert!(
        told.contains("USD 10,00 por 2 líneas; salieron Bs 930,37 a la tasa 93,0371"),
        "{told}"
    );
    let row = rows(&desk, "payables settlements ref:1516")[0].clone();
    assert_eq!(
        (&row["sent"]["amount"], &row["rate"]),
        (&Value::from("930.37"), &Value::from("93.0371"))
    );
    assert!(rows(&desk, "payables settlements ref:%").is_empty());
    let id = row["id"].as_str().expect("an id");
    let one = desk.run(&format!("payables settlement {id}")).done();
    assert!(one.contains("Bs 930,37") && one.contains("93,0371"), "{one}");
    let sheet = desk.run("payables export-settlements").done();
    assert!(sheet.contains("VES,930.37,93.0371"), "{sheet}");
    desk.run(&format!("payables reverse --settlement {id} --reason rebotó")).done();
    let account = desk.run(&format!("payables statement 'Taller Orinoco' --from {}", day(0))).done();
    assert!(account.contains("Bs 465,19") && account.contains("Bs -465,19"), "{account}");
}

async fn what_is_refused_is_not_paid(fresh: Fresh) {
    let desk = open(&fresh).await;
    made(&desk, "482913");
    let refused = |line: &str| desk.ask(line).refused();
    assert_eq!(refused(&settle("10,01", "1")), "payment-exceeds");
    assert_eq!(
        refused(&format!("{ALL} --total 9,99 --method bank_transfer --reference 1")),
        "settlement-total"
    );
    assert_eq!(
        refused(&format!("--as rosa {ALL} --total 10,00 --method bank_transfer --reference 1")),
        "forbidden"
    );
    assert_eq!(
        refused(&format!("{ALL} --total 9,99 --method bank_transfer --reference 1 --dry-run")),
        "settlement-total",
        "a dry run promises nothing that would be refused"
    );
    let line = rows(&desk, "payables list")[0]["id"].as_str().expect("an id").to_owned();
    desk.run(&format!("payables hold {line} --reason 'reclamo del cliente'")).done();
    let held = format!("payables settle {line} --early --total 5,00 --method bank_transfer --reference 1");
    assert_eq!(refused(&held), "payable-held");
    desk.run(&format!("payables release {line} --reason 'resuelto'")).done();
    desk.run(&settle("5,00", "00481516")).done();
    assert_eq!(
        refused(&settle("5,00", "481516")),
        "settlement-repeated",
        "leading zeros do not make it another"
    );
    assert_eq!(refused(&format!("{} --dry-run", settle("5,00", "481516"))), "settlement-repeated");
    desk.run(&format!("{} --repeats 'el banco la repitió'", settle("5,00", "481516")))
        .done();
    let history = desk.run(&format!("payables show {line}")).done();
    assert!(history.contains("reclamo del cliente") && history.contains("00481516"), "{history}");
    let sheet = desk.run("payables export --all").done();
    assert!(sheet.starts_with("id,workshop,order,kind,policy,currency,amount"), "{sheet}");
    assert_eq!(sheet.lines().count(), 3);
}

async fn a_cancelled_order_comes_out_right(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    desk.run(&format!("--as rosa assign notify {number}")).done();
    desk.run(&format!("--as orinoco production accept {number}")).done();
    desk.run(&settle("5,00", "0048")).done();
    desk.run(&format!("--as orinoco production start {number}")).done();
    let dry = format!("refund request {number} --reason desiste --dry-run");
    assert_eq!(
        desk.ask(&dry).refused(),
        "override-required",
        "a dry run promises nothing that is refused"
    );
    let would = desk.run(&format!("{dry} --override --share 2000")).done();
    assert!(would.contains("se liberan 2 unidades de cupo"), "{would}");
    assert_eq!(
        desk.ask(&format!("refund request {number} --reason desiste")).refused(),
        "override-required"
    );
    desk.run(&format!("refund request {number} --reason desiste --override --share 2000"))
        .done();
    let rows = rows(&desk, "payables list");
    assert_eq!(
        (rows.len(), &rows[0]["kind"], &rows[0]["left"]["amount"]),
        (1, &Value::from("CLAWBACK"), &Value::from("-3.00"))
    );
    made(&desk, "482914");
    let would = desk.run(&format!("{ALL} --dry-run")).done();
    assert!(
        would.contains("descontando USD 3,00") || would.contains("descontando USD -3,00"),
        "{would}"
    );
    assert!(would.contains("Total a transferir: USD 7,00"), "{would}");
    desk.run(&format!("{ALL} --total 7,00 --method bank_transfer --reference 0050"))
        .done();
    assert_eq!(desk.run("payables list").done().lines().next(), Some("No hay nada por pagar."));
}

async fn what_is_netted_whole_transfers_nothing(fresh: Fresh) {
    let desk = open(&fresh).await;
    let accepted = |reference: &str| {
        let number = paid(&desk, NATIONAL, reference);
        desk.run(&format!("--as rosa assign notify {number}")).done();
        desk.run(&format!("--as orinoco production accept {number}")).done();
        number
    };
    let number = accepted("482913");
    desk.run(&settle("5,00", "0048")).done();
    desk.run(&format!("--as orinoco production start {number}")).done();
    desk.run(&format!("refund request {number} --reason desiste --override --share 0"))
        .done();
    accepted("482914");
    let whole = |total: &str| format!("{ALL} --total {total} --method bank_transfer --reference 0050");
    let would = desk.run(&format!("{} --dry-run", whole("0"))).done();
    assert!(would.contains("Total a transferir: USD 0,00"), "{would}");
    assert_eq!(desk.ask(&whole("5,00")).refused(), "settlement-total");
    desk.run(&whole("0,00")).done();
    assert_eq!(desk.run("payables list").done().lines().next(), Some("No hay nada por pagar."));
}
