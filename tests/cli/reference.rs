//! Keeping operators, products, rates, shipping and accounts.

use crate::desk::{Desk, day};
use crate::fresh::{Fresh, on_both_engines};
use crate::production::write;
use krafta::db::Query;

on_both_engines!(
    the_first_person_becomes_the_administrator_and_is_told,
    the_first_commands_may_come_together,
    a_shop_is_begun,
    operators_come_and_go_but_an_administrator_stays,
    a_rate_is_never_rewritten,
    a_wrong_rate_is_corrected_and_who_is_affected_listed,
    everybody_who_was_quoted_is_listed,
    the_customer_is_shown_where_to_pay,
    a_shipping_rate_is_replaced_only_when_asked,
    accounts_are_whole_and_close,
    products_change_for_new_orders_alone,
);

async fn the_first_person_becomes_the_administrator_and_is_told(fresh: Fresh) {
    let desk = Desk::bare(&fresh);
    // Neither by asking nor by a slip of the fingers.
    for line in ["orders list", "operators list", "jobs run", "review list"] {
        assert_eq!(desk.ask(&format!("--as 'Pdero ' {line}")).refused(), "nobody-yet", "{line}");
    }
    assert_eq!(
        desk.ask("--as 'Pdero ' products add A --name A --price 1").refused(),
        "login-malformed"
    );
    let first = desk.run("products add A --name A --price 1");
    assert!(first.err.contains("ana es ahora el administrador"), "{}", first.err);
    assert_eq!(desk.run("operators list").err, "");
    let stranger = desk.run("--as nadie operators list");
    assert!(stranger.code == 1 && stranger.err.contains("«nadie»"), "{}", stranger.err);
    assert_eq!(desk.ask("--as nadie orders list").refused(), "operator-unknown");
}

/// Six at once on a new database: one of them makes the administrator, and the others are that person too.
async fn the_first_commands_may_come_together(fresh: Fresh) {
    let desk = Desk::bare(&fresh);
    let start = |number: i32| {
        let mut command = desk.command();
        command.args([
            "--as",
            "ana",
            "products",
            "add",
            &format!("P{number}"),
            "--name",
            "Franela",
            "--price",
            "1",
        ]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
        command.spawn().expect("a program")
    };
    let programs: Vec<_> = (0..6).map(start).collect();
    let told: Vec<_> = programs
        .into_iter()
        .map(|program| program.wait_with_output().expect("its end"))
        .map(|ended| (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned()))
        .collect();
    assert!(told.iter().all(|(code, _)| *code == Some(0)), "{told:?}");
    assert_eq!(
        told.iter().filter(|(_, err)| err.contains("es ahora el administrador")).count(),
        1,
        "{told:?}"
    );
    assert_eq!(desk.ask("operators list").json().as_array().map(Vec::len), Some(1));
}

async fn a_shop_is_begun(fresh: Fresh) {
    let desk = Desk::bare(&fresh);
    let begun = desk.ask("init").json();
    assert_eq!(
        (&begun["login"], &begun["role"], &begun["made"]),
        (&"ana".into(), &"ADMIN".into(), &false.into())
    );
    assert!(desk.run("init").done().contains("ana es admin"));
    assert_eq!(desk.ask("--as luis init").refused(), "operator-unknown");
    let here = Desk { url: None, ..desk };
    assert_eq!(here.ask("init").json()["made"], true);
    here.run("operators list").done();
}

async fn operators_come_and_go_but_an_administrator_stays(fresh: Fresh) {
    let desk = Desk::bare(&fresh);
    desk.run("init").done();
    assert_eq!(desk.ask("operators edit ana --disable").refused(), "last-admin");
    assert_eq!(desk.ask("operators edit ana --role support").refused(), "last-admin");
    let luis = desk.ask("operators add luis --role support --name 'Luis Rondón'").json();
    assert_eq!(
        (&luis["role"], &luis["name"], &luis["active"]),
        (&"SUPPORT".into(), &"Luis Rondón".into(), &true.into())
    );
    assert_eq!(desk.ask("operators add luis --role admin").refused(), "login-taken");
    desk.run("operators edit luis --disable").done();
    assert_eq!(desk.ask("--as luis orders list").refused(), "operator-inactive");
    desk.run("operators edit luis --enable --role admin").done();
    desk.run("--as luis operators edit ana --role coordinator").done();
    assert_eq!(desk.ask("operators add eva --role admin").refused(), "forbidden");
}

async fn a_rate_is_never_rewritten(fresh: Fresh) {
    let desk = Desk::bare(&fresh);
    let tomorrow = day(1);
    let told = desk.run(&format!("rates add {tomorrow} 93,0371")).done();
    assert!(told.contains("93,0371"), "{told}");
    desk.run(&format!("rates add {tomorrow} 93.0371")).done();
    assert_eq!(desk.ask(&format!("rates add {tomorrow} 94")).refused(), "rate-exists");
    assert_eq!(desk.ask(&format!("rates add {tomorrow} cero")).refused(), "rate-invalid");
    assert_eq!(desk.ask("rates add 31/02/2026 94").refused(), "date-impossible");
    for typed in ["0", "0,00", "-5", "-93,0371", "1000000000000", "1.000.000.000.000,00"] {
        assert_eq!(
            desk.ask(&format!("rates add {} {typed}", day(2))).refused(),
            "rate-invalid",
            "{typed}"
        );
    }
    assert_eq!(desk.ask("rates add ayer 93,0371").refused(), "rate-unusual");
    desk.run("rates add ayer 93,0371 --confirm").done();
    assert_eq!(desk.ask("rates list").json()[0]["rate"], "93.0371");
}

async fn a_wrong_rate_is_corrected_and_who_is_affected_listed(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (far, tomorrow) = (day(300), day(1));
    let asked = desk.ask(&format!("rates add {far} 500"));
    assert_eq!(asked.error()["facts"]["change"], "+437,4 %", "{}", asked.err);
    assert!(
        asked.error()["message"].as_str().is_some_and(|told| told.contains("--confirm")),
        "{}",
        asked.err
    );
    assert_eq!(asked.refused(), "rate-unusual");
    let (number, due) = desk.place();
    let line = format!("rates correct {tomorrow} 94,0000 --reason 'mal copiada'");
    assert_eq!(desk.ask(&line.replace("94,0000", "9400")).refused(), "rate-unusual");
    let corrected = desk.ask(&line).json();
    assert_eq!(corrected["rate"], "94");
    assert_eq!(
        (&corrected["affected"][0]["order"], &corrected["affected"][0]["due"]["amount"]),
        (&number.clone().into(), &due.into())
    );
    assert_eq!(corrected["affected"][0]["corrected_due"]["amount"], "2350.00");
    let told = desk.run(&format!("rates affected {tomorrow}")).done();
    assert!(
        told.contains(&number) && told.contains("93,0371") && told.contains("Bs 2.350,00"),
        "{told}"
    );
    let told = desk.run(&line.replace("94,0000", "94,5")).done();
    assert!(
        told.contains("94,50") && told.contains("Un pedido") && told.contains(&number),
        "{told}"
    );
    let listed = desk.run("rates list --all").done();
    assert!(listed.contains("corregida: mal copiada") && listed.contains("en uso"), "{listed}");
    assert_eq!(desk.ask("rates list").json().as_array().map(Vec::len), Some(2));
    assert_eq!(
        desk.ask(&format!("rates remove {} --reason otra", day(2))).json()["ended"],
        "REMOVED"
    );
    desk.place();
    assert_eq!(desk.ask(&format!("rates remove {tomorrow} --reason otra")).refused(), "rate-used");
    assert_eq!(desk.ask(&format!("rates remove {far} --reason otra")).refused(), "rate-unknown");
    assert_eq!(desk.ask(&format!("rates affected {far}")).refused(), "rate-unknown");
}

/// Further quotes of one order stand for as many orders.
async fn everybody_who_was_quoted_is_listed(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    desk.place();
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1101) ";
    let quotes = "INSERT INTO order_quotes (order_id, seq, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at) \
                  SELECT order_id, i, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at FROM order_quotes, n";
    write(&fresh, Query::new(numbers).push(quotes)).await;
    let tomorrow = day(1);
    let corrected = desk.ask(&format!("rates correct {tomorrow} 94 --reason 'mal copiada'")).json();
    assert_eq!(corrected["affected"].as_array().map(Vec::len), Some(1_101));
    let listed = |more: &str| {
        let listed = desk.ask(&format!("rates affected {tomorrow}{more}")).json();
        listed.as_array().map(Vec::len)
    };
    assert_eq!((listed(""), listed(" --limit 3")), (Some(1_101), Some(3)));
}

async fn the_customer_is_shown_where_to_pay(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let edited = desk
        .ask("accounts edit zelle --offer-for local_delivery,national_shipping --position 3")
        .json();
    assert_eq!(edited["offered_for"], serde_json::json!(["LOCAL_DELIVERY", "NATIONAL_SHIPPING"]));
    assert_eq!(edited["position"], 3);
    let told = desk.run("checkout --name Ana --phone 04145551234 --item FRANELA").done();
    let account = "pago móvil · 0102 Venezuela · 0412-555.12.34 · J-07013380-5 · Krafta C.A.";
    assert!(
        told.contains("Dónde pagar:") && told.contains(account) && !told.contains("Zelle"),
        "{told}"
    );
    let to = "--delivery national_shipping --city valencia --address 'Av. Bolívar 1'";
    let placed = desk
        .ask(&format!("checkout --name Ana --phone 04145551234 --item FRANELA {to}"))
        .json();
    assert_eq!(placed["outcome"]["accounts"][1]["email"], "pagos@krafta.example");
    let number = placed["order"].as_str().expect("a number");
    let tracked = desk.ask(&format!("track {number} --phone 04145551234")).json();
    assert_eq!(tracked["accounts"], placed["outcome"]["accounts"]);
    let told = desk.run(&format!("track {number}")).done();
    assert!(
        told.contains(account) && told.contains("Zelle · pagos@krafta.example · Krafta LLC"),
        "{told}"
    );
    let again = "accounts add pm2 --method pago_movil --currency ves --holder K --bank 0102 --phone 04125551234 --holder-id J070133805";
    let ran = desk.ask(again);
    assert_eq!(ran.error()["facts"]["alias"], "pm");
    assert_eq!(ran.refused(), "account-known");
    desk.run("accounts edit pm --offer-to-nobody").done();
    let listed = desk.run("accounts list").done();
    assert!(
        listed.contains("nadie") && listed.contains("delivery local, envío nacional"),
        "{listed}"
    );
    let told = desk.run("checkout --name Ana --phone 04145551234 --item FRANELA").done();
    assert!(!told.contains("Dónde pagar"), "{told}");
}

async fn a_shipping_rate_is_replaced_only_when_asked(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let line = "shipping add --method national_shipping --state VE-G --price 5,00";
    assert_eq!(desk.ask(line).refused(), "shipping-exists");
    let id = desk.ask(&format!("{line} --replace")).json()["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    desk.run("shipping add --method local_delivery --city Valencia --price 2,00").done();
    desk.run("shipping add --method local_delivery --zone 'gran caracas' --price 2,50")
        .done();
    assert_eq!(
        desk.ask("shipping add --method local_delivery --city Nada --price 2").refused(),
        "city-unknown"
    );
    assert_eq!(
        desk.ask("shipping add --method local_delivery --zone Nada --price 2").refused(),
        "area-unknown"
    );
    let listed = desk.run("shipping list").done();
    for part in ["Valencia, Carabobo", "zona Gran Caracas", "USD 5,00"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    let to = "--delivery national_shipping --city valencia --address 'Av. Bolívar 1'";
    let placed = desk
        .ask(&format!("checkout --name Ana --phone 04145551234 --item FRANELA {to}"))
        .json();
    assert_eq!(placed["outcome"]["shipping"]["amount"], "5.00");
    desk.run(&format!("shipping close {id}")).done();
    assert_eq!(desk.ask(&format!("shipping close {id}")).refused(), "shipping-unknown");
    let none = desk.ask(&format!("checkout --name Ana --phone 04145551234 --item FRANELA {to}"));
    assert_eq!(none.refused(), "shipping-rate-missing");
    assert!(desk.run("shipping zones").done().contains("Gran Caracas"));
}

async fn accounts_are_whole_and_close(fresh: Fresh) {
    let desk = Desk::bare(&fresh);
    let line = "accounts add pm --method pago_movil --currency ves --holder Krafta";
    let ran = desk.ask(line);
    assert_eq!(ran.error()["facts"]["flag"], "--bank");
    assert_eq!(ran.refused(), "account-incomplete");
    let whole = format!("{line} --bank 0102 --phone 04125551234 --holder-id J-07013380-5");
    assert_eq!(desk.ask(&whole.replace("0102", "9999")).refused(), "bank-unknown");
    assert_eq!(desk.ask(&whole.replace("380-5", "380-4")).refused(), "rif-check-digit");
    desk.run(&whole).done();
    assert_eq!(desk.ask(&whole).refused(), "alias-taken");
    assert_eq!(desk.ask("accounts edit pm --phone 0414-555.12.34").json()["phone"], "+584145551234");
    desk.run("accounts close pm").done();
    assert!(desk.run("accounts list").done().starts_with("No hay cuentas."));
    assert_eq!(desk.ask("accounts list --all").json()[0]["active"], false);
    assert_eq!(desk.ask("accounts edit nada --enable").refused(), "account-unknown");
}

async fn products_change_for_new_orders_alone(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    desk.run("products edit FRANELA --price 20,00").done();
    assert_eq!(desk.ask(&format!("orders show {number}")).json()["order"]["due"]["amount"], due);
    assert_eq!(desk.ask("products list").json()[0]["price"]["amount"], "20.00");
    assert_eq!(desk.ask("products add FRANELA --name x --price 1").refused(), "sku-taken");
    desk.run("products edit FRANELA --disable").done();
    assert_eq!(
        desk.ask("checkout --name Ana --phone 04145551234 --item FRANELA").refused(),
        "product-unknown"
    );
}
