//! Keeping workshops, offers, zones, holidays and capacity from the command line, with what people get wrong.

use serde_json::Value;

use crate::desk::{Desk, day, words};
use crate::fresh::{Fresh, on_both_engines};
use krafta::config::Settings;
use krafta::service::fulfilment::commands::Notify;
use krafta::service::workshops::board::BoardFilter;
use krafta::service::{Command, Krafta, Receipt};

on_both_engines!(
    a_workshop_is_added_shown_changed_and_paused,
    units_out_of_range_are_refused_with_a_sentence,
    a_file_of_workshops_is_imported_row_by_row,
    a_file_that_is_no_text_or_has_another_header_is_refused_whole,
    offers_are_kept_by_hand_and_by_file,
    zones_and_holidays_are_kept,
    a_workshops_login_sees_its_own_alone,
    who_no_longer_fits_is_listed_before_anything_is_written,
);

fn desk(fresh: &Fresh) -> Desk {
    let desk = Desk::open(fresh);
    desk.run("operators add carla --role coordinator").done();
    desk
}

const ORINOCO: &str = "workshops add 'Taller Orinoco' --rif J-07013380-5 --city Caracas --zone 'gran caracas' --phone 0412-555.12.34 \
    --weekly 8,8,8,8,8,4,0 --pickup sí --payee-method bank_transfer --payee-bank 0102 --payee-account 0102-0123-45-6789012345 \
    --payee-name 'Orinoco C.A.' --payee-document J-07013380-5";

async fn a_workshop_is_added_shown_changed_and_paused(fresh: Fresh) {
    let desk = desk(&fresh);
    assert_eq!(
        desk.ask(&ORINOCO.replace("--rif J-07013380-5", "--rif J-07013380-4")).refused(),
        "rif-check-digit"
    );
    assert_eq!(
        desk.ask(&ORINOCO.replace("Account", "").replace("0102-0123", "0105-0123"))
            .refused(),
        "payee-account"
    );
    assert_eq!(desk.ask(&ORINOCO.replace("gran caracas", "Nada")).refused(), "service-zone-unknown");
    assert_eq!(
        desk.ask(&ORINOCO.replace("--city Caracas", "--city Nada")).refused(),
        "city-unknown"
    );
    let added = desk.ask(ORINOCO).json();
    assert_eq!(added["kept"], "added");
    assert_eq!(added["payee"]["account"], "01020123456789012345");
    assert_eq!(
        desk.ask(&ORINOCO.replace("Taller Orinoco", "TALLER ORINOCÓ")).refused(),
        "workshop-taken"
    );
    let shown = desk.run("workshops show 'taller orinoco'").done();
    for part in [
        "J-07013380-5",
        "Caracas, Distrito Capital",
        "Gran Caracas",
        "8 8 8 8 8 4 0",
        "0412-555.12.34",
        "agregado",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let version = added["version"].as_i64().expect("a version");
    let edited = desk
        .ask(&format!(
            "workshops edit 'Taller Orinoco' --policy weekly_cut --deposit 33,5 --seen {version}"
        ))
        .json();
    assert_eq!(
        (&edited["policy"], &edited["deposit_basis_points"]),
        (&"WEEKLY_CUT".into(), &3_350.into())
    );
    let stale = desk.ask(&format!("workshops edit 'Taller Orinoco' --name Otro --seen {version}"));
    assert_eq!(stale.refused(), "workshop-moved");
    let same = desk.ask("workshops edit 'Taller Orinoco' --policy weekly_cut").json();
    assert_eq!((&same["kept"], &same["version"]), (&"unchanged".into(), &edited["version"]));
    assert_eq!(desk.ask("workshops pause 'Taller Orinoco'").refused(), "reason-required");
    let until = day(9);
    desk.run(&format!(
        "--as carla workshops pause 'Taller Orinoco' --until {until} --reason 'máquina dañada'"
    ))
    .done();
    let listed = desk.run("workshops list").done();
    assert!(listed.contains(&format!("en pausa hasta el {until} · máquina dañada")), "{listed}");
    desk.run("--as carla workshops resume 'Taller Orinoco'").done();
    assert_eq!(
        desk.ask("--as carla workshops edit 'Taller Orinoco' --name Otro").refused(),
        "forbidden"
    );
    assert_eq!(
        desk.ask("--as sofia workshops pause 'Taller Orinoco' --reason x").refused(),
        "forbidden"
    );
    let lost = desk.ask("--as sofia workshops show 'Taler Orinoko'");
    assert_eq!(lost.error()["facts"]["nearest"], "Taller Orinoco");
    assert_eq!(lost.refused(), "workshop-unknown");
    let whole = desk.ask("workshops show 'Taller Orinoco'").json();
    let what: Vec<&str> = whole["history"]
        .as_array()
        .expect("a history")
        .iter()
        .filter_map(|one| one["what"].as_str())
        .collect();
    assert_eq!(what, ["resumed", "paused", "edited", "added"]);
    assert_eq!(whole["history"][1]["reason"], "máquina dañada");
}

async fn units_out_of_range_are_refused_with_a_sentence(fresh: Fresh) {
    let desk = desk(&fresh);
    desk.run(ORINOCO).done();
    let day = day(3);
    for units in ["-1", "1000001", "1000000000", "ocho", "8,5", "1e6"] {
        let line = format!("capacity set 'Taller Orinoco' {day} {units} --reason x");
        assert_eq!(desk.ask(&line).refused(), "units-out-of-range", "{units}");
        let told = desk.run(&line).err;
        assert!(told.contains("de 0 a 1.000.000") && told.contains(units), "{told}");
    }
    assert_eq!(desk.ask("capacity set 'Taller Orinoco' --weekly 8,8,8").refused(), "week-malformed");
    assert_eq!(
        desk.ask("capacity set 'Taller Orinoco' --weekly 8,8,8,8,8,8,-1").refused(),
        "units-out-of-range"
    );
    assert_eq!(
        desk.ask(&format!("capacity set 'Taller Orinoco' {day} 9")).refused(),
        "reason-required"
    );
    let backwards = format!("capacity close 'Taller Orinoco' {day} {} --reason x", crate::desk::day(1));
    assert_eq!(desk.ask(&backwards).refused(), "period-backwards");
    for units in ["0", "1000000"] {
        let set = desk
            .ask(&format!("--as carla capacity set 'Taller Orinoco' {day} {units} --reason 'turno'"))
            .json();
        assert_eq!(set["days"][0]["limit"].to_string(), units);
    }
    let closed = desk
        .ask(&format!("capacity close 'Taller Orinoco' {day} --reason inventario"))
        .json();
    assert_eq!(closed["days"][0]["special"]["kind"], "closed");
    desk.run(&format!("capacity reopen 'Taller Orinoco' {day}")).done();
    let shown = desk.ask(&format!("capacity show 'Taller Orinoco' --from {day} --days 1")).json();
    assert_ne!(shown["days"][0]["special"]["kind"], "closed");
    desk.run("capacity set 'Taller Orinoco' --weekly '5 5 5 5 5 5 5'").done();
    assert_eq!(
        desk.ask("--as sofia capacity show 'Taller Orinoco'").json()["days"]
            .as_array()
            .map(Vec::len),
        Some(14)
    );
    assert!(
        desk.run(&format!("capacity show 'Taller Orinoco' {day}"))
            .done()
            .contains("nada reservado")
    );
    assert_eq!(
        desk.ask(&format!("--as sofia capacity close 'Taller Orinoco' {day} --reason x"))
            .refused(),
        "forbidden"
    );
}

/// The rows a run told of, by line.
fn rows(out: &str) -> Vec<(i64, String)> {
    let row = |line: &str| {
        let told: Value = serde_json::from_str(line).expect("a row in JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let what = if told["ok"] == true {
            text(&told["kept"])
        } else {
            text(&told["error"]["code"])
        };
        (told["line"].as_i64().expect("a line"), what)
    };
    out.lines().map(row).collect()
}

async fn a_file_of_workshops_is_imported_row_by_row(fresh: Fresh) {
    let desk = desk(&fresh);
    let file = "\u{feff}name,rif,city,zones,weekly,pickup,policy\n\
        Taller Uno,J-07013380-5,Caracas,Gran Caracas,\"8,8,8,8,8,4,0\",sí,ON_READY\n\
        Taller Dos,J-07013380-4,Caracas,,8 8 8 8 8 4 0,no,\n\
        Taller Tres,,Valencia,,8 8 8 8 8 4,no,\n\
        ,,Valencia,,,,\n\
        \n\
        Taller Cuatro,,Valencia,,,tal vez,\n\
        Taller Cinco,,Valencia,x\n\
        =cmd|' /C calc'!A0,G-20009997-6,Valencia,,,,PREPAID\n\
        +Costura,,Valencia,,,,\n";
    desk.file("talleres.csv", file);
    let ran = desk.ask("workshops import talleres.csv");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told = |rows: &[(i64, &str)]| rows.iter().map(|(line, what)| (*line, (*what).to_owned())).collect::<Vec<_>>();
    let bad = [
        (3, "rif-check-digit"),
        (4, "week-malformed"),
        (5, "line-cell-missing"),
        (7, "line-cell"),
        (8, "line-columns"),
    ];
    let mut first = told(&[(2, "added"), (9, "added"), (10, "added")]);
    first.extend(told(&bad));
    first.sort();
    assert_eq!(rows(&ran.out), first);
    let again = desk.ask("workshops import talleres.csv");
    let mut second = told(&[(2, "unchanged"), (9, "unchanged"), (10, "unchanged")]);
    second.extend(told(&bad));
    second.sort();
    assert_eq!(rows(&again.out), second);
    let names: Vec<String> = desk
        .ask("workshops list")
        .json()
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["name"].to_string())
        .collect();
    assert_eq!(names, ["\"+Costura\"", "\"=cmd|' /C calc'!A0\"", "\"Taller Uno\""]);
    // A guarded cell, as our own files and spreadsheets write it, is the same workshop.
    desk.file("otra.csv", "name;policy\n'=cmd|' /C calc'!A0;ON_DELIVERY\n");
    assert_eq!(rows(&desk.ask("workshops import otra.csv").out), told(&[(2, "changed")]));
    let told = desk.run("workshops import talleres.csv");
    assert!(
        told.err.contains("línea 3: ") && told.err.contains("2 ya estaban así, 5 con error"),
        "{}",
        told.err
    );
}

async fn a_file_that_is_no_text_or_has_another_header_is_refused_whole(fresh: Fresh) {
    let desk = desk(&fresh);
    desk.file("latin.csv", b"name,city\nTaller Uno,Caracas\nCer\xe1mica,Caracas\n");
    let ran = desk.run("workshops import latin.csv");
    assert!(
        ran.code == 1 && ran.err.contains("línea 3") && ran.err.contains("CSV UTF-8"),
        "{}",
        ran.err
    );
    assert_eq!(desk.ask("workshops import latin.csv").refused(), "sheet-not-text");
    desk.file("wide.csv", b"\xff\xfen\0a\0m\0e\0");
    assert_eq!(desk.ask("workshops import wide.csv").refused(), "sheet-not-text");
    for header in ["nombre,city", "city", "name,name", "name,city,"] {
        desk.file("header.csv", format!("{header}\nUno,Caracas\n"));
        assert_eq!(desk.ask("workshops import header.csv").refused(), "sheet-header", "{header}");
    }
    assert_eq!(desk.ask("workshops import nada.csv").refused(), "file");
    assert_eq!(desk.ask("workshops list").json(), serde_json::json!([]));
    let piped = desk.run_with(&words("--json workshops import -"), "name,city\nTaller Uno,Caracas\n");
    assert_eq!(rows(&piped.out), [(2, "added".to_owned())]);
}

async fn offers_are_kept_by_hand_and_by_file(fresh: Fresh) {
    let desk = desk(&fresh);
    desk.run(ORINOCO).done();
    let add = "offers add 'taller orinoco' FRANELA --cost 6,50 --daily-limit 20 --lead-days 2 --min 2 --max 200";
    assert_eq!(desk.ask(&add.replace("FRANELA", "NADA")).refused(), "product-unknown");
    assert_eq!(desk.ask(&add.replace("--max 200", "--max 1")).refused(), "offer-quantities");
    assert_eq!(desk.ask(&add.replace("20", "-1")).refused(), "units-out-of-range");
    assert_eq!(desk.ask(&add.replace("--cost 6,50", "")).refused(), "amount-missing");
    let added = desk.ask(add).json();
    assert_eq!((&added["unit_cost"]["amount"], &added["daily_limit"]), (&"6.50".into(), &20.into()));
    assert_eq!(desk.ask(add).refused(), "offer-taken");
    let line = "offers edit 'taller orinoco' franela";
    let period = format!("{line} --valid-from {} --valid-to {}", day(5), day(4));
    assert_eq!(desk.ask(&period).refused(), "period-backwards");
    let edited = desk
        .ask(&format!("{line} --daily-limit - --valid-to 31/12/2027 --active no"))
        .json();
    assert_eq!((&edited["daily_limit"], &edited["active"]), (&Value::Null, &false.into()));
    assert!(desk.run("offers list").done().starts_with("No hay ofertas"));
    let file = "workshop;sku;cost;currency;units;daily_limit;active\n\
        Taller Orinoco;FRANELA;7,00;;2;-;sí\n\
        Taller Orinoco;NADA;7,00;;;;\n\
        Nadie;FRANELA;7,00;;;;\n\
        Taller Orinoco;FRANELA;gratis;;;;\n";
    desk.file("ofertas.csv", file);
    let ran = desk.ask("offers import ofertas.csv");
    let codes: Vec<String> = rows(&ran.out).into_iter().map(|(_, what)| what).collect();
    assert_eq!(codes, ["changed", "product-unknown", "workshop-unknown", "amount-malformed"]);
    assert_eq!(rows(&desk.ask("offers import ofertas.csv").out)[0].1, "unchanged");
    assert!(desk.run("offers list 'Taller Orinoco'").done().contains("USD 7,00"));
}

async fn zones_and_holidays_are_kept(fresh: Fresh) {
    let desk = desk(&fresh);
    let zone = desk.ask("zones add 'Valles Altos' --city Valencia --city 'Maracay, Aragua'").json();
    assert_eq!(
        (&zone["mode"], zone["cities"].as_array().map(Vec::len)),
        (&"SUGGEST".into(), Some(2))
    );
    assert_eq!(desk.ask("zones add 'valles altos'").refused(), "service-zone-taken");
    assert_eq!(desk.ask("zones add Otra --city Nada").refused(), "city-unknown");
    let edited = desk
        .ask("zones edit 'valles altos' --mode automatic --without-city Valencia")
        .json();
    assert_eq!(
        (&edited["mode"], &edited["cities"]),
        (&"AUTOMATIC".into(), &serde_json::json!(["Maracay, Aragua"]))
    );
    assert_eq!(desk.ask("zones edit 'valles altos' --mode automatic").json()["kept"], "unchanged");
    assert_eq!(desk.ask("zones edit nada --mode automatic").refused(), "service-zone-unknown");
    assert!(desk.run("zones list").done().contains("automático"));

    let seeded = desk.ask("holidays seed 2027").json();
    assert!(seeded["added"].as_array().map(Vec::len) >= Some(14), "{seeded}");
    assert_eq!(desk.ask("holidays seed 2027").json()["added"], serde_json::json!([]));
    assert_eq!(desk.ask("holidays add 25/12/2027 Otra").refused(), "holiday-taken");
    desk.run("holidays add 02/01/2027 'Inventario'").done();
    desk.run("holidays remove 02/01/2027").done();
    assert_eq!(desk.ask("holidays remove 02/01/2027").refused(), "holiday-unknown");
    desk.file(
        "feriados.csv",
        "date,name\n02/01/2027,Inventario\n31/02/2027,Nada\n25/12/2027,Otra\n",
    );
    let codes: Vec<String> = rows(&desk.ask("holidays import feriados.csv").out)
        .into_iter()
        .map(|(_, what)| what)
        .collect();
    assert_eq!(codes, ["added", "date-impossible", "unchanged"]);
    assert!(desk.run("holidays list 2027").done().contains("02/01/2027  Inventario"));
    assert_eq!(desk.ask("--as carla holidays seed").refused(), "forbidden");
}

async fn a_workshops_login_sees_its_own_alone(fresh: Fresh) {
    let desk = desk(&fresh);
    desk.run(ORINOCO).done();
    desk.run("workshops add 'Taller Ajeno' --city Valencia").done();
    assert_eq!(desk.ask("operators add orinoco --role workshop").refused(), "operator-role");
    assert_eq!(
        desk.ask("operators add orinoco --role support --workshop 'Taller Orinoco'")
            .refused(),
        "operator-role"
    );
    assert_eq!(
        desk.ask("operators add orinoco --role workshop --workshop Nada").refused(),
        "workshop-unknown"
    );
    let login = desk.ask("operators add orinoco --role workshop --workshop 'taller orinoco'").json();
    assert_eq!((&login["role"], &login["workshop"]), (&"WORKSHOP".into(), &"Taller Orinoco".into()));
    let seen = desk.ask("--as orinoco workshops list").json();
    assert_eq!(
        (seen.as_array().map(Vec::len), &seen[0]["name"]),
        (Some(1), &"Taller Orinoco".into())
    );
    assert_eq!(desk.ask("--as orinoco workshops show 'Taller Ajeno'").refused(), "workshop-unknown");
    assert_eq!(desk.ask("--as orinoco capacity show 'Taller Ajeno'").refused(), "workshop-unknown");
    assert_eq!(desk.ask("--as orinoco offers list 'Taller Ajeno'").refused(), "workshop-unknown");
    desk.run("--as orinoco capacity show 'Taller Orinoco'").done();
    let close = format!("--as orinoco capacity close 'Taller Orinoco' {} --reason x", day(1));
    assert_eq!(desk.ask(&close).refused(), "forbidden");
    assert!(desk.run("operators list").done().contains("Taller Orinoco"));
}

/// An order confirmed and told to the workshop that can make it.
async fn notified(desk: &Desk, fresh: &Fresh) -> (String, Receipt) {
    let (number, due) = desk.place();
    let order = desk.report(&number, &due, "00482913").json()["order_id"].clone();
    desk.run(&format!("review claim {number}")).done();
    desk.run(&format!("review confirm {number} {}", Desk::evidence(&due, "00482913")))
        .done();
    let shop = Krafta::new(fresh.db.clone(), Settings::default());
    let ana = shop.people().sign_in("ana").await.expect("ana").actor;
    let page = shop
        .workshops()
        .board(&ana, &BoardFilter::default(), None, 1)
        .await
        .expect("a board");
    let notify = Notify {
        order: serde_json::from_value(order).expect("an id"),
        seen: None,
        workshop: Some(page.rows[0].workshop),
        reason: None,
        over_limit: None,
    };
    let told = shop.execute(&ana, Krafta::new_operation(), Command::Notify(notify)).await;
    (number, told.expect("the workshop is told"))
}

async fn who_no_longer_fits_is_listed_before_anything_is_written(fresh: Fresh) {
    let desk = desk(&fresh);
    desk.run(&ORINOCO.replace("8,8,8,8,8,4,0", "8,8,8,8,8,8,8")).done();
    desk.run("offers add 'Taller Orinoco' FRANELA --cost 6,50").done();
    let (number, _) = notified(&desk, &fresh).await;
    let lower = "capacity set 'Taller Orinoco' --weekly 1,1,1,1,1,1,1";
    let asked = desk.ask(lower);
    assert_eq!(asked.error()["no_longer_fits"][0]["number"], number.as_str());
    assert_eq!(asked.error()["facts"]["count"], 1);
    assert_eq!(asked.refused(), "no-longer-fits");
    let told = desk.run(lower).err;
    assert!(
        told.contains(&number) && told.contains("María Fernández") && told.contains("2 unidades"),
        "{told}"
    );
    assert_eq!(desk.ask(&format!("{lower} --confirm")).refused(), "reason-required");
    let pause = "workshops pause 'Taller Orinoco' --reason 'máquina dañada'";
    assert_eq!(desk.ask(pause).refused(), "no-longer-fits");
    assert_eq!(desk.ask("workshops edit 'Taller Orinoco' --active no").refused(), "no-longer-fits");
    assert_eq!(
        desk.ask("workshops show 'Taller Orinoco'").json()["weekly"],
        serde_json::json!([8, 8, 8, 8, 8, 8, 8])
    );
    let told = desk.run(&format!("{lower} --confirm --reason 'una máquina menos'")).done();
    assert!(
        told.contains("1 asignación ya no cabe y sigue reservada") && told.contains(&number),
        "{told}"
    );
    let booked = desk.ask("capacity show 'Taller Orinoco'").json();
    let over: i64 = booked["days"]
        .as_array()
        .expect("days")
        .iter()
        .filter_map(|day| day["over"].as_i64())
        .sum();
    assert_eq!(over, 1, "two units stay booked where one fits: {booked}");
    let history = desk.ask("workshops show 'Taller Orinoco'").json()["history"].clone();
    assert_eq!(
        (&history[0]["what"], &history[0]["reason"]),
        (&"weekly".into(), &"una máquina menos".into())
    );
}

/// As `krafta db migrate` makes it.
#[test]
fn a_new_database_begins_with_venezuelas_holidays() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk {
        home: folder.path().to_path_buf(),
        url: Some(format!("sqlite:{}", folder.path().join("nueva.db").display())),
    };
    desk.run("db migrate").done();
    desk.run("init").done();
    let listed = desk.ask("holidays list").json();
    assert!(listed.as_array().map(Vec::len) >= Some(50), "{listed}");
    assert_eq!(desk.ask("holidays seed").json()["added"], serde_json::json!([]));
}
