//! The life of what is made, told in commands: found a workshop, told, refused, accepted, made, handed over; and the jobs.

use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use crate::desk::Desk;
use crate::fresh::{Fresh, on_both_engines};
use krafta::db::{Amount, Param, Query};
use krafta::domain::actor::Role;
use krafta::domain::ids::{OfferId, WorkshopId};
use krafta::domain::money::Currency;
use krafta::domain::payables::policy::PaymentPolicy;

on_both_engines!(
    an_order_is_made_by_the_second_workshop,
    a_workshop_sees_and_moves_its_own,
    the_work_sheet_is_printed,
    a_pickup_is_not_delivered,
    an_answer_that_comes_late,
    nobody_fits_until_somebody_does,
    a_workshop_is_taken_off,
    what_a_workshop_said_by_phone_and_what_it_gives_back,
    jobs_are_told,
);

/// The desk with two workshops: Taller Orinoco (`orinoco`) makes a shirt for 5,00, Costura Bello Monte (`bellomonte`) for 6,00.
pub async fn open(fresh: &Fresh) -> Desk {
    let desk = Desk::open(fresh);
    desk.run("operators add rosa --role coordinator").done();
    for (name, login, cents) in [("Taller Orinoco", "orinoco", 500), ("Costura Bello Monte", "bellomonte", 600)] {
        let (id, offer) = (WorkshopId::from_uuid(Uuid::now_v7()), OfferId::from_uuid(Uuid::now_v7()));
        let policy = PaymentPolicy::DepositBalance;
        let row: [Param; 5] = [id.into(), name.into(), "VE-G".into(), policy.into(), true.into()];
        insert(fresh, "INSERT INTO workshops (id, name, state_code, policy, hosts_pickup)", row).await;
        write(
            fresh,
            Query::new("INSERT INTO workshop_offers (id, workshop_id, product_id, unit_cost_amount, currency) SELECT ")
                .bind(offer)
                .push(", ")
                .bind(id)
                .push(", id, ")
                .bind(Amount(Decimal::new(cents, 2)))
                .push(", ")
                .bind(Currency::Usd)
                .push(" FROM products"),
        )
        .await;
        for weekday in 1..=7_i64 {
            let row: [Param; 3] = [id.into(), weekday.into(), 10_u32.into()];
            insert(fresh, "INSERT INTO capacity_weekly (workshop_id, weekday, units)", row).await;
        }
        let row: [Param; 5] = [Uuid::now_v7().into(), login.into(), name.into(), Role::Workshop.into(), id.into()];
        insert(fresh, "INSERT INTO operators (id, login, display_name, role, workshop_id)", row).await;
    }
    desk
}

async fn insert(fresh: &Fresh, text: &'static str, values: impl IntoIterator<Item = Param>) {
    write(fresh, Query::new(text).push(" VALUES (").bind_list(values).push(")")).await;
}

pub async fn write(fresh: &Fresh, query: Query) {
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.exec(query).await.expect("a written row");
    tx.commit().await.expect("a commit");
}

/// A paid order; `delivery` as flags.
pub fn paid(desk: &Desk, delivery: &str, reference: &str) -> String {
    let placed = desk
        .ask(&format!(
            "checkout --name 'María Fernández' --phone 0414-555.12.34 --item FRANELA:2 {delivery}"
        ))
        .json();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let (number, due) = (text(&placed["order"]), text(&placed["outcome"]["due"]["amount"]));
    desk.report(&number, &due, reference).json();
    desk.run(&format!("review claim {number}")).done();
    desk.run(&format!("review confirm {number} {}", Desk::evidence(&due, reference)))
        .done();
    number
}

pub const NATIONAL: &str = "--delivery national_shipping --city valencia --address 'Av. Bolívar, casa 4'";

/// The status of production that a command left.
fn left(desk: &Desk, line: &str) -> String {
    desk.ask(line).json()["production"].as_str().expect("a status").to_owned()
}

async fn an_order_is_made_by_the_second_workshop(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    let queue = desk.run("--as rosa assign queue").done();
    assert!(queue.contains(&number) && queue.contains("Taller Orinoco"), "{queue}");
    let told = desk.run(&format!("--as rosa assign candidates {number}")).done();
    let (first, second) = (told.find("Taller Orinoco"), told.find("Costura Bello Monte"));
    assert!(first < second && told.contains("USD 10,00") && told.contains("USD 12,00"), "{told}");

    let told = desk.run(&format!("--as rosa assign notify {number}")).done();
    assert!(
        told.starts_with(&format!("{number}: Taller Orinoco notificado por USD 10,00")),
        "{told}"
    );
    let refuse = format!("--as orinoco production reject {number} --reason");
    assert_eq!(desk.ask(&format!("{refuse} other")).refused(), "reason-required");
    assert_eq!(left(&desk, &format!("{refuse} no_material")), "PENDING_ASSIGNMENT");
    let told = desk.run(&format!("--as rosa assign candidates {number}")).done();
    assert!(told.contains("No, ya rechazó este pedido: Taller Orinoco"), "{told}");
    let other = format!("--as rosa assign notify {number} --workshop 'taller orínoco' --reason insiste");
    assert_eq!(desk.ask(&other).refused(), "workshop-unfit");

    desk.run(&format!("--as rosa assign notify {number}")).done();
    let told = desk.run(&format!("--as bellomonte production accept {number}")).done();
    assert!(told.starts_with(&format!("{number}: aceptado por USD 12,00")), "{told}");
    assert_eq!(left(&desk, &format!("--as bellomonte production start {number}")), "IN_PRODUCTION");
    assert_eq!(
        left(&desk, &format!("production undo-start {number} --reason 'fue otro pedido'")),
        "ACCEPTED"
    );
    assert_eq!(left(&desk, &format!("--as bellomonte production start {number}")), "IN_PRODUCTION");
    assert_eq!(left(&desk, &format!("--as bellomonte production ready {number}")), "READY");
    assert_eq!(
        left(&desk, &format!("production rework {number} --reason 'salió torcida'")),
        "IN_PRODUCTION"
    );
    assert_eq!(left(&desk, &format!("--as bellomonte production ready {number}")), "READY");
    let hand_over = format!("--as bellomonte production hand-over {number} --carrier MRW");
    assert_eq!(
        desk.ask(&hand_over).refused(),
        "hand-over-incomplete",
        "national, without tracking number"
    );
    let hand_over = format!("{hand_over} --tracking 0012345 --url https://mrw.example/0012345");
    assert_eq!(left(&desk, &hand_over), "HANDED_TO_DELIVERY");
    assert_eq!(
        left(&desk, &format!("production return {number} --reason 'dirección errada'")),
        "READY"
    );
    assert_eq!(left(&desk, &hand_over), "HANDED_TO_DELIVERY");
    assert_eq!(
        desk.ask(&format!("--as bellomonte production complete {number}")).refused(),
        "forbidden"
    );
    let told = desk.run(&format!("--as rosa production complete {number}")).done();
    assert_eq!(told, format!("{number}: Entregado.\n"));
    let stored = desk.ask(&format!("assign candidates {number} --stored")).json();
    assert_eq!(stored[0]["fitting"][0]["name"], "Costura Bello Monte");
}

async fn a_workshop_sees_and_moves_its_own(fresh: Fresh) {
    let desk = open(&fresh).await;
    let theirs = paid(&desk, NATIONAL, "482913");
    desk.run(&format!("assign notify {theirs}")).done();
    let other = paid(&desk, NATIONAL, "482914");
    desk.run(&format!(
        "assign notify {other} --workshop 'COSTURA BELLO MONTE' --reason 'queda más cerca'"
    ))
    .done();
    let list = desk.run("--as orinoco production list").done();
    assert!(list.contains(&theirs) && !list.contains(&other), "{list}");
    let list = desk.ask("--as orinoco production list --workshop 'Costura Bello Monte'");
    assert_eq!(list.refused(), "workshop-unknown");
    let all = desk.run("production list --status notified").done();
    assert!(all.contains(&theirs) && all.contains(&other), "{all}");
    assert_eq!(
        desk.run("production list --late").done(),
        "Los talleres no tienen nada entre manos.\n"
    );
    for line in ["accept", "start", "ready", "hand-over --carrier MRW", "reject --reason cost"] {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let line = format!("--as orinoco workshop {verb} {other} {rest}");
        assert_eq!(desk.ask(&line).refused(), "not-your-assignment", "{line}");
    }
    for line in [
        format!("assign candidates {theirs}"),
        format!("assign notify {theirs}"),
        format!("assign withdraw {theirs} --reason x"),
        "assign queue".into(),
        "orders list".into(),
        format!("orders show {theirs}"),
        format!("production rework {theirs} --reason x"),
        "jobs run".into(),
        "jobs status".into(),
        "requests list".into(),
    ] {
        let code = desk.ask(&format!("--as orinoco {line}")).refused();
        assert!(code == "forbidden" || code == "assignment-edge", "{line}: {code}");
    }
    // One slip away from an order that is not theirs: nothing is told of it.
    let slip = format!("{}{}", &other[..10], if other.ends_with('A') { 'B' } else { 'A' });
    let ran = desk.ask(&format!("--as orinoco production accept {slip}"));
    assert_eq!(ran.error()["code"], "order-unknown");
    assert!(!ran.err.contains(&other), "{}", ran.err);
    assert_eq!(left(&desk, &format!("--as orinoco production accept {theirs}")), "ACCEPTED");
}

async fn the_work_sheet_is_printed(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    let sheet = format!("production sheet {number}");
    assert_eq!(desk.ask(&format!("--as orinoco {sheet}")).refused(), "not-your-assignment");
    desk.run(&format!("assign notify {number}")).done();
    let offered = desk.run(&format!("--as orinoco {sheet}")).done();
    assert!(
        offered.contains("Costo ofrecido: USD 10,00") && offered.contains("Valencia, Carabobo"),
        "{offered}"
    );
    assert!(!offered.contains("0414") && !offered.contains("María"), "{offered}");
    assert_eq!(desk.ask(&format!("--as bellomonte {sheet}")).refused(), "not-your-assignment");
    desk.run(&format!("--as orinoco production accept {number}")).done();
    let agreed = desk.run(&format!("--as orinoco {sheet}")).done();
    // Its number and its days are drawn anew each time.
    let steady: Vec<&str> = agreed.lines().filter(|line| !line.contains("Listo para")).collect();
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("work_sheet", steady.join("\n").replace(&number, "KRFT-XXXXXX"));
    });
    let page = desk.run(&format!("{sheet} --html")).done();
    assert!(page.starts_with("<!doctype html>") && page.contains("0414-555.12.34"), "{page}");
    let json = desk.ask(&sheet).json();
    assert_eq!(json["recipient"]["address"], "Av. Bolívar, casa 4");
    assert_eq!((&json["items"][0]["sku"], &json["status"]), (&"FRANELA".into(), &"ACCEPTED".into()));
    let unpaid = desk.place().0;
    assert_eq!(desk.ask(&format!("production sheet {unpaid}")).refused(), "no-assignment");
}

async fn a_pickup_is_not_delivered(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, "", "482913");
    desk.run(&format!("assign notify {number}")).done();
    assert_eq!(desk.ask(&format!("production accept {number}")).refused(), "reason-required");
    desk.run(&format!("production accept {number} --note 'por teléfono'")).done();
    for verb in ["start", "ready"] {
        desk.run(&format!("--as orinoco workshop {verb} {number}")).done();
    }
    let hand_over = format!("--as orinoco production hand-over {number} --carrier MRW --tracking 1");
    assert_eq!(desk.ask(&hand_over).refused(), "pickup-is-not-delivered");
    let complete = format!("--as orinoco production complete {number}");
    assert_eq!(desk.ask(&complete).refused(), "pickup-code");
    let history = desk.ask(&format!("orders show {number}")).json();
    let messages = history["messages"].as_array().expect("messages");
    let code = messages
        .iter()
        .find_map(|message| message["data"]["pickup_code"].as_str())
        .expect("a code");
    assert_eq!(left(&desk, &format!("{complete} --code {code}")), "COMPLETED");
}

async fn an_answer_that_comes_late(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    desk.run(&format!("assign notify {number}")).done();
    assert_eq!(desk.run("jobs run").done(), "No había nada que hacer.\n");
    let past: krafta::domain::dates::Time = "2020-01-01T12:00:00Z".parse().expect("an instant");
    write(&fresh, Query::new("UPDATE production_assignments SET respond_by = ").bind(past)).await;
    assert_eq!(
        desk.ask(&format!("--as orinoco production accept {number}")).refused(),
        "answer-late"
    );
    let late = desk.run("production list --late").done();
    assert!(late.contains(&number) && late.contains("01/01/2020 08:00 (tarde)"), "{late}");
    let would = desk.run("jobs run --dry-run").done();
    assert!(would.contains("quedaría: el taller no respondió"), "{would}");
    let told = desk.run("jobs run --only answer-deadlines").done();
    assert!(told.contains(&number) && !told.contains("quedaría"), "{told}");
    assert_eq!(desk.run("jobs run").done(), "No había nada que hacer.\n");
    let told = desk.run(&format!("assign notify {number}")).done();
    assert!(told.contains("Costura Bello Monte notificado"), "{told}");
}

async fn nobody_fits_until_somebody_does(fresh: Fresh) {
    let desk = open(&fresh).await;
    write(&fresh, Query::new("UPDATE workshops SET active = ").bind(false)).await;
    let number = paid(&desk, NATIONAL, "482913");
    let told = desk.run(&format!("assign candidates {number}")).done();
    assert!(
        told.contains("0 de 2: 2 inactivos.\n") && told.contains("No, inactivo: Taller Orinoco, Costura Bello Monte"),
        "{told}"
    );
    let queue = desk.run("assign queue").done();
    assert!(queue.contains(&number) && queue.contains("ningún taller puede"), "{queue}");
    assert_eq!(desk.ask(&format!("assign notify {number}")).refused(), "no-workshop-chosen");
    let nowhere = format!("assign notify {number} --workshop 'Taller Caroní' --reason x");
    assert_eq!(desk.ask(&nowhere).refused(), "workshop-unknown");

    write(&fresh, Query::new("UPDATE workshops SET active = ").bind(true)).await;
    write(&fresh, Query::new("UPDATE workshops SET paused = ").bind(true)).await;
    let told = desk.run(&format!("assign candidates {number}")).done();
    assert!(
        told.contains("0 de 2: 2 en pausa.\n") && told.contains("Lo más barato: quitar la pausa de Taller Orinoco."),
        "{told}"
    );
    let told = desk.run("jobs run").done();
    assert!(told.contains("ningún taller puede todavía"), "{told}");
    assert_eq!(desk.run("jobs run").done(), "No había nada que hacer.\n");
    write(&fresh, Query::new("UPDATE workshops SET paused = ").bind(false)).await;
    let done = desk.ask("jobs run").json();
    let item = &done["items"][0];
    assert_eq!(
        (&item["job"], &item["order"], &item["outcome"], &item["workshop"]),
        (
            &"unassigned".into(),
            &number.as_str().into(),
            &"chosen".into(),
            &"Taller Orinoco".into()
        )
    );
    desk.run(&format!("assign notify {number}")).done();
}

async fn a_workshop_is_taken_off(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    desk.run(&format!("assign notify {number}")).done();
    let would = format!("assign withdraw {number} --reason vuelve --dry-run");
    assert_eq!(desk.ask(&would).json()["dry_run"], true);
    let would = desk.run(&would).done();
    assert!(would.contains("Taller Orinoco") && would.contains(" · Valencia\n"), "{would}");
    let taken = format!("--as rosa assign reassign {number} --reason 'no contesta' --workshop 'costura bello monte'");
    assert_eq!(left(&desk, &taken), "PENDING_ASSIGNMENT");
    desk.run(&format!("assign notify {number}")).done();
    desk.run(&format!("--as bellomonte production accept {number}")).done();
    desk.run(&format!("--as bellomonte production start {number}")).done();
    let taken = format!("assign withdraw {number} --reason 'máquina dañada'");
    assert_eq!(desk.ask(&format!("--as rosa {taken}")).refused(), "forbidden");
    assert_eq!(desk.ask(&taken).refused(), "override-required");
    assert_eq!(
        desk.run(&format!("{taken} --override --share 25")).code,
        2,
        "percent or basis points?"
    );
    assert_eq!(left(&desk, &format!("{taken} --override --share 25%")), "PENDING_ASSIGNMENT");
    let moved = format!("assign notify {number} --workshop 'taller orinoco' --reason vuelve --seen-version 1");
    assert_eq!(desk.ask(&moved).refused(), "order-moved");
}

/// M20, M22 and M28, typed.
async fn what_a_workshop_said_by_phone_and_what_it_gives_back(fresh: Fresh) {
    let desk = open(&fresh).await;
    let number = paid(&desk, NATIONAL, "482913");
    write(&fresh, Query::new("UPDATE capacity_weekly SET units = ").bind(1_u32)).await;
    let would = desk.run(&format!("--as rosa assign notify {number} --dry-run")).done();
    assert!(
        would.contains("no se guardó nada") && would.contains("Unidades reservadas: 1 el") && !would.contains("Pasa del cupo"),
        "{would}"
    );
    let other = format!("--as rosa assign notify {number} --workshop 'costura bello monte'");
    assert_eq!(
        desk.ask(&format!("{other} --dry-run")).refused(),
        desk.ask(&other).refused(),
        "a reason is missing"
    );
    let over = format!("--as rosa assign notify {number} --workshop 'taller orinoco' --over-limit urgente --dry-run");
    let would = desk.run(&over).done();
    for said in [
        "por USD 10,00, listo el",
        "Unidades reservadas: 2 el",
        "Pasa del cupo de ese día en 1 unidad.",
    ] {
        assert!(would.contains(said), "{said}: {would}");
    }
    assert!(would.starts_with("2 × Franela estampada · Valencia\n"), "{would}");
    let marked = desk.ask(&over).json();
    assert_eq!((&marked["dry_run"], &marked["excess"]), (&true.into(), &1.into()));
    desk.run(&format!("--as rosa assign notify {number}")).done();
    let by_phone = format!("--as rosa production reject {number} --reason no_material");
    assert_eq!(desk.ask(&by_phone).refused(), "reason-required");
    let by_phone = format!("{by_phone} --text 'llamó: se le acabó la tela'");
    assert_eq!(left(&desk, &by_phone), "PENDING_ASSIGNMENT");
    let told = desk.run(&format!("--as rosa assign candidates {number}")).done();
    assert!(told.contains("No, ya rechazó este pedido: Taller Orinoco"), "{told}");
    desk.run(&format!("--as rosa assign notify {number}")).done();
    let back = format!("--as bellomonte assign withdraw {number} --reason 'se dañó la plancha'");
    assert_eq!(desk.ask(&back).refused(), "forbidden", "it has not accepted yet");
    desk.run(&format!("--as bellomonte production accept {number}")).done();
    let would = desk.run(&format!("{back} --dry-run")).done();
    assert!(would.contains("Costura Bello Monte"), "{would}");
    let other = format!("--as orinoco assign withdraw {number} --reason x");
    assert_eq!(desk.ask(&other).refused(), "not-your-assignment");
    assert_eq!(left(&desk, &back), "PENDING_ASSIGNMENT");
    let shown = desk.run(&format!("orders show {number}")).done();
    assert!(shown.contains("lo devolvió Costura Bello Monte"), "{shown}");
    for message in ["no se envía", "No empieces el pedido", "Costura Bello Monte devolvió el pedido"] {
        assert!(shown.contains(message), "{message}: {shown}");
    }
    let nobody = desk.run("--as sofia messages contact --email a@b.ve");
    assert!(nobody.code == 2 && nobody.err.contains("--workshop"), "{}", nobody.err);
    let nowhere = desk.ask("--as sofia messages send-test nadie").refused();
    assert_eq!(nowhere, "email-malformed");
    let queue = desk.run("--as rosa assign queue").done();
    assert!(queue.contains(&number) && queue.contains("ningún taller puede"), "{queue}");
}

async fn jobs_are_told(fresh: Fresh) {
    let desk = open(&fresh).await;
    let status = desk.run("--as sofia jobs status").done();
    for part in ["plazos de respuesta", "apagado", "cada 30 s"] {
        assert!(status.contains(part), "{part}: {status}");
    }
    let status = desk.ask("jobs status").json();
    assert_eq!((&status["running_until"], &status["jobs"][0]["due"]), (&Value::Null, &0.into()));
    assert_eq!(desk.ask("--as rosa jobs run").refused(), "forbidden");
    let report = desk.ask("jobs run --dry-run --only reminders").json();
    assert_eq!((&report["dry_run"], &report["items"]), (&true.into(), &Value::Array(vec![])));
    assert_eq!(desk.run("jobs run --only nada").code, 2);

    // Another program is at it.
    let soon: krafta::domain::dates::Time = chrono::Utc::now() + chrono::TimeDelta::seconds(80);
    let row: [Param; 3] = ["jobs".into(), Uuid::now_v7().into(), soon.into()];
    insert(&fresh, "INSERT INTO job_leases (name, holder, until)", row.clone()).await;
    let ran = desk.run("jobs run");
    assert!(ran.code == 0 && ran.out.starts_with("Otro programa"), "{}{}", ran.out, ran.err);
    assert_eq!(desk.ask("jobs run").json()["busy"], true);
    assert!(desk.run("jobs status").done().contains("Un programa los está haciendo"));
}
