//! Closed days in commands, by both sides; and what a workshop is told when it asks for what is not its own.

use crate::desk::Desk;
use crate::fresh::{Fresh, on_both_engines};
use crate::production::open;

on_both_engines!(closed_days_are_proposed_and_answered, what_is_refused_says_what_a_workshop_may_do);

fn rows(desk: &Desk, line: &str) -> Vec<serde_json::Value> {
    desk.ask(line).json()["rows"].as_array().expect("rows").clone()
}

async fn closed_days_are_proposed_and_answered(fresh: Fresh) {
    let desk = open(&fresh).await;
    let told = desk
        .run("--as orinoco capacity propose 24/12/2098 31/12/2098 --reason 'vacaciones colectivas'")
        .done();
    assert!(told.contains("propone cerrar del 24/12/2098 al 31/12/2098"), "{told}");
    let again = "--as orinoco capacity propose 30/12/2098 --reason otra";
    assert_eq!(desk.ask(again).refused(), "closed-days-proposed");
    desk.run("--as bellomonte capacity propose 24/12/2098 --reason inventario").done();
    assert_eq!(rows(&desk, "--as orinoco capacity proposals").len(), 1);
    let list = desk.run("--as rosa capacity proposals").done();
    assert!(
        list.contains("Taller Orinoco") && list.contains("Costura Bello Monte") && list.contains("por responder"),
        "{list}"
    );
    for line in [
        "accept 'taller orinoco' 25/12/2098",
        "decline 'taller orinoco' 25/12/2098 --reason x",
    ] {
        assert_eq!(desk.ask(&format!("--as orinoco capacity {line}")).refused(), "forbidden");
    }
    assert_eq!(
        desk.ask("--as orinoco capacity accept 'costura bello monte' 24/12/2098").refused(),
        "workshop-unknown"
    );
    assert_eq!(desk.ask("--as rosa capacity propose 24/12/2098 --reason x").refused(), "forbidden");
    let accepted = desk
        .ask("--as rosa capacity accept 'taller orinoco' 25/12/2098 --note 'buen descanso'")
        .json();
    assert_eq!(accepted["status"], "ACCEPTED");
    assert_eq!(accepted["answer"], "buen descanso");
    let days = desk
        .ask("--as orinoco capacity show 'taller orinoco' --from 23/12/2098 --days 3")
        .json();
    let limits: Vec<_> = days["days"]
        .as_array()
        .expect("days")
        .iter()
        .map(|day| day["limit"].as_u64())
        .collect();
    assert_eq!(limits, [Some(10), Some(0), Some(0)]);
    let told = desk
        .run("--as rosa capacity decline 'costura bello monte' 24/12/2098 --reason 'hace falta'")
        .done();
    assert!(told.contains("no cierra"), "{told}");
    let told = desk.run("--as bellomonte capacity proposals --all").done();
    assert!(told.contains("rechazada") && told.contains("hace falta"), "{told}");
    assert_eq!(
        desk.ask("--as rosa capacity accept 'costura bello monte' 24/12/2098").refused(),
        "closed-days-unknown"
    );
    desk.run("--as bellomonte capacity propose 24/12/2098 --reason inventario").done();
    let told = desk.run("--as bellomonte capacity withdraw 24/12/2098").done();
    assert!(told.contains("retiró"), "{told}");
    assert!(rows(&desk, "capacity proposals").is_empty());
    assert_eq!(desk.ask("capacity withdraw 24/12/2098").refused(), "closed-days-whose");
}

async fn what_is_refused_says_what_a_workshop_may_do(fresh: Fresh) {
    let desk = open(&fresh).await;
    let refused = desk.run("--as orinoco orders list");
    assert!(
        refused.err.contains("Un taller puede") && refused.err.contains("krafta production"),
        "{}",
        refused.err
    );
    let refused = desk.run("--as rosa review list");
    assert!(!refused.err.contains("Un taller puede"), "{}", refused.err);
}
