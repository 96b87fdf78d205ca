//! `--operation`: a command that is asked for again under the same operation is done once, and answers its first receipt.

use serde_json::Value;
use uuid::Uuid;

use crate::desk::{Desk, day};
use crate::fresh::{Fresh, on_both_engines};
use crate::production::{NATIONAL, open, paid};

on_both_engines!(
    master_data_is_kept_once,
    a_file_is_imported_once,
    an_order_goes_its_way_once,
    decisions_about_payments_are_made_once,
    transfers_are_made_once,
);

/// Runs a line three times under one operation: done, answered again for programs, and for people.
#[track_caller]
fn thrice(desk: &Desk, line: &str) -> Value {
    let named = format!("--operation {} {line}", Uuid::now_v7());
    let first = desk.ask(&named).json();
    assert_ne!(first["repeated"], true, "{line}");
    let again = desk.ask(&named).json();
    assert_eq!(again["repeated"], true, "{line}: {again}");
    let told = desk.run(&named).done();
    assert!(told.starts_with("(Ya estaba hecho.)"), "{line}: {told}");
    first
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

async fn master_data_is_kept_once(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    for line in [
        "products add BOLSO --name Bolso --price 9",
        "products edit BOLSO --price 10",
        "rates add 03/03/2031 245,5 --confirm",
        "rates correct 03/03/2031 245,6 --reason 'mal copiada' --confirm",
        "rates remove 03/03/2031 --reason 'de otro año'",
        "accounts add z2 --method zelle --currency usd --holder Krafta --email z2@krafta.example",
        "accounts edit z2 --holder 'Krafta LLC'",
        "accounts close z2",
        "operators add carla --role coordinator",
        "operators edit carla --name Carla",
        "zones add Centro --city 'Valencia, Carabobo'",
        "zones edit Centro --mode automatic",
        "workshops add Nuevo --state Carabobo --zone Centro --weekly 8,8,8,8,8,8,8",
        "workshops edit Nuevo --address 'Av. Bolívar'",
        "workshops pause Nuevo --reason 'máquina dañada'",
        "workshops resume Nuevo",
        "offers add Nuevo BOLSO --cost 4",
        "offers edit Nuevo BOLSO --daily-limit 5",
        "capacity set Nuevo --weekly 5,5,5,5,5,5,5",
        "holidays seed 2032",
    ] {
        thrice(&desk, line);
    }
    let soon = day(9);
    for line in [
        format!("capacity set Nuevo {soon} 3 --reason turno"),
        format!("capacity close Nuevo {soon} --reason inventario"),
        format!("capacity reopen Nuevo {soon}"),
        format!("holidays add {soon} Duelo"),
        format!("holidays edit {soon} Fiesta"),
        format!("holidays remove {soon}"),
    ] {
        thrice(&desk, &line);
    }
    let rate = thrice(&desk, "shipping add --method national_shipping --state Lara --price 5");
    thrice(&desk, &format!("shipping close {}", text(&rate["id"])));
    // The same operation is no other command.
    let named = format!("--operation {}", Uuid::now_v7());
    desk.run(&format!("{named} products edit BOLSO --price 11")).done();
    assert_eq!(
        desk.ask(&format!("{named} products edit BOLSO --price 12")).refused(),
        "operation-reused"
    );
    assert_eq!(desk.ask(&format!("{named} accounts close zelle")).refused(), "operation-reused");
}

async fn a_file_is_imported_once(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let files = [
        ("workshops", "name,state,weekly\nUno,Carabobo,8 8 8 8 8 4 0\nDos,Carabobo,ocho\n"),
        ("offers", "workshop,sku,cost\nUno,FRANELA,4\nUno,NADA,4\n"),
        ("zones", "name,cities\nCentro,\"Valencia, Carabobo\"\nOtra,Nada\n"),
        ("holidays", "date,name\n03/03/2031,Duelo\nayer mismo,Nada\n"),
    ];
    for (what, content) in files {
        desk.file(&format!("{what}.csv"), content);
        let line = format!("--operation {} --json {what} import {what}.csv", Uuid::now_v7());
        let rows = || {
            let out = desk.run(&line).out;
            out.lines()
                .map(|row| serde_json::from_str::<Value>(row).expect("a row"))
                .collect::<Vec<_>>()
        };
        let (first, again) = (rows(), rows());
        let done = |rows: &[Value]| {
            rows.iter()
                .map(|row| (row["ok"] == true, row["repeated"] == true))
                .collect::<Vec<_>>()
        };
        assert_eq!(done(&first), [(true, false), (false, false)], "{what}: {first:?}");
        assert_eq!(done(&again), [(true, true), (false, false)], "{what}: {again:?}");
        assert_eq!((&first[0]["kept"], &again[0]["kept"]), (&"added".into(), &"added".into()), "{what}");
    }
}

async fn an_order_goes_its_way_once(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    for line in [
        format!("orders note {number} 'llamó dos veces'"),
        format!("--as rosa assign choose {number} --workshop 'Costura Bello Monte' --reason 'más cerca'"),
        format!("--as rosa assign notify {number} --workshop 'Taller Orinoco' --reason 'más barato'"),
        format!("--as orinoco production accept {number}"),
        format!("--as orinoco production start {number}"),
        format!("production undo-start {number} --reason 'fue otro pedido'"),
        format!("--as orinoco production start {number}"),
        format!("--as orinoco production ready {number}"),
        format!("--as orinoco production hand-over {number} --carrier MRW --tracking 0012345"),
        format!("--as rosa production complete {number}"),
    ] {
        thrice(&desk, &line);
    }
    let number = paid(&desk, NATIONAL, "771204");
    desk.run(&format!("--as rosa assign notify {number}")).done();
    thrice(&desk, &format!("--as orinoco production reject {number} --reason no_material"));
    desk.run(&format!("--as rosa assign notify {number}")).done();
    thrice(&desk, &format!("--as rosa assign withdraw {number} --reason 'no responde'"));
}

async fn decisions_about_payments_are_made_once(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let placed = thrice(&desk, "checkout --name Ana --phone 0414-555.12.34 --item FRANELA:2");
    let (number, due) = (text(&placed["order"]), text(&placed["outcome"]["due"]["amount"]));
    let payer = "--payer-id V-12.345.678 --payer-phone 0414-555.12.34 --phone 0414-555.12.34";
    let report = |amount: &str, reference: &str| {
        let date = day(0);
        format!(
            "report {number} --method pago_movil --amount {amount} --date {date} --account pm --bank 0102 --reference {reference} {payer}"
        )
    };
    thrice(&desk, &report("1000,00", "482913"));
    thrice(&desk, &format!("review claim {number}"));
    thrice(&desk, &format!("review release {number} --reason luego"));
    desk.run(&format!("--as luis review claim {number}")).done();
    thrice(&desk, &format!("review take-over {number} --reason 'está de viaje'"));
    thrice(&desk, &format!("review reject {number} --reason ref_mismatch"));
    thrice(&desk, &format!("review reopen {number} --reason 'sí estaba'"));
    thrice(&desk, &format!("review part {number} {}", Desk::evidence("1000", "482913")));
    let rest = "1325,93";
    assert_eq!(due, "2325.93");
    desk.run(&report(rest, "771204")).done();
    desk.run(&format!("review claim {number}")).done();
    let confirm = format!("review confirm {number} {}", Desk::evidence(rest, "771204"));
    let named = format!("--operation {}", Uuid::now_v7());
    desk.run(&format!("{named} {confirm}")).done();
    assert_eq!(desk.ask(&format!("{named} {confirm} --seen-version 1")).json()["repeated"], true);
    // What the first look refuses is another content all the same.
    for other in [
        format!("{confirm} --submission 9"),
        confirm.replace(rest, "mil"),
        format!("{confirm} --override-reason 'es la misma'"),
        format!("review part {number} --evidence disparate"),
    ] {
        let reused = desk.ask(&format!("{named} {other}")).refused();
        assert_eq!(reused, "operation-reused", "{other}");
    }
    let other_person = desk.ask(&format!("--as luis {named} {confirm}")).refused();
    assert_eq!(other_person, "operation-reused");
    thrice(&desk, &format!("refund request {number} --reason 'no había talla'"));
    thrice(&desk, &format!("orders reinstate {number} --reason 'se arrepintió'"));
    desk.run(&format!("refund request {number} --reason 'no había talla'")).done();
    let pay = format!("refund pay {number} --amount 100 --method pago_movil --reference 123456");
    thrice(&desk, &pay);
    let named = format!("--operation {}", Uuid::now_v7());
    desk.run(&format!("{named} {}", pay.replace("123456", "654321"))).done();
    for other in [pay.replace("100", "cien"), pay.replace(&number, "KRFT-000000")] {
        let reused = desk.ask(&format!("{named} {other}")).refused();
        assert_eq!(reused, "operation-reused", "{other}");
    }
    let (unpaid, _) = desk.place();
    thrice(&desk, &format!("orders cancel {unpaid} --reason desiste"));
    // Another order is another content, also where the first look is refused.
    let (other, _) = desk.place();
    let named = format!("--operation {}", Uuid::now_v7());
    desk.run(&format!("{named} orders cancel {other} --reason desiste")).done();
    assert_eq!(
        desk.ask(&format!("{named} orders cancel {unpaid} --reason desiste")).refused(),
        "operation-reused"
    );
}

async fn transfers_are_made_once(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    desk.run(&format!("--as rosa assign notify {number}")).done();
    desk.run(&format!("--as orinoco production accept {number}")).done();
    let line = text(&desk.ask("payables list").json()["rows"][0]["id"]);
    thrice(&desk, &format!("payables hold {line} --reason reclamo"));
    thrice(&desk, &format!("payables release {line} --reason resuelto"));
    let left = text(&desk.ask("payables list").json()["rows"][0]["left"]["amount"]).replace('.', ",");
    let settle = format!("payables settle {line} --early --total {left} --method bank_transfer --reference 0048");
    let named = format!("--operation {}", Uuid::now_v7());
    let settled = desk.ask(&format!("{named} {settle}")).json();
    let again = desk.ask(&format!("{named} {settle}")).json();
    assert_eq!(again["repeated"], true, "{again}");
    assert_eq!(again["outcome"], settled["outcome"]);
    for other in [
        settle.replace(&format!("--total {left}"), "--total 1,23"),
        settle.replace("0048", "0049"),
        settle.replace("bank_transfer", "zelle"),
        settle.replace(&line, "--workshop 'Taller Orinoco'"),
        format!("{settle} --note otra"),
        format!("{settle} --amount 1"),
    ] {
        let reused = desk.ask(&format!("{named} {other}")).refused();
        assert_eq!(reused, "operation-reused", "{other}");
    }
    let settlement = text(&settled["outcome"]["settlement"]);
    thrice(&desk, &format!("payables reverse --settlement {settlement} --reason 'rebotó'"));
}
