//! A program that is killed in the middle of a confirmation, or of an import: it happened whole or not at all, and saying it again is
//! safe.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::desk::{Desk, words};
use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(killed_during_confirm, killed_during_import);

async fn killed_during_confirm(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let mut outcomes = Vec::new();
    let mut whole = Duration::from_millis(60);
    for (round, tenths) in [20, 2, 3, 4, 5, 6, 7, 8, 9, 10].into_iter().enumerate() {
        let (number, due) = desk.place();
        let reference = format!("48291{round}");
        desk.report(&number, &due, &reference).json();
        desk.run(&format!("review claim {number}")).done();
        let operation = format!("01a20000-0000-7000-8000-0000000001{round:02}");
        let line = format!(
            "--json --as ana --operation {operation} review confirm {number} {}",
            Desk::evidence(&due, &reference)
        );
        let began = Instant::now();
        let mut child = desk
            .command()
            .args(words(&line))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        if round == 0 {
            // The first is left alone, to know how long one takes.
            assert!(child.wait().expect("an end").success());
            whole = began.elapsed();
        } else {
            std::thread::sleep(whole * tenths / 10);
            child.kill().expect("a kill");
            child.wait().expect("an end");
        }
        let payment = desk.ask(&format!("orders show {number}")).json()["order"]["payment"].clone();
        let payment = payment.as_str().expect("a status").to_owned();
        assert!(["UNDER_REVIEW", "CONFIRMED"].contains(&payment.as_str()), "{payment}");
        // Whoever does not know how it ended says it again, under the same name.
        let again = desk.run_with(&words(&line), "").json();
        assert_eq!(
            (&again["payment"], &again["repeated"]),
            (&"CONFIRMED".into(), &(payment == "CONFIRMED").into())
        );
        outcomes.push(payment);
    }
    let report = desk.ask("db check").json();
    assert_eq!(report["sound"], true, "{report}");
    assert!(outcomes.iter().any(|payment| payment == "CONFIRMED"));
}

/// Lines of each file.
const LINES: u64 = 3_000;

/// A statement of lines that no other has.
fn statement(which: u64) -> String {
    let line = |n| format!("22/11/2026;{:012};PAGO MOVIL RECIBIDO;{},50\n", which * LINES + n, 100 + n);
    format!("Fecha;Referencia;Descripción;Monto\n{}", (0..LINES).map(line).collect::<String>())
}

async fn killed_during_import(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let mut whole = Duration::from_millis(500);
    for (round, tenths) in (0..).zip([20, 3, 5, 6, 7, 8, 9]) {
        let file = format!("movimientos{round}.csv");
        desk.file(&file, statement(round));
        let operation = format!("01a20000-0000-7000-8000-0000000002{round:02}");
        let line = format!("--json --as ana --operation {operation} bank import {file} --account pm");
        let began = Instant::now();
        let mut command = desk.command();
        command
            .args(words(&line))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        if round == 0 {
            // The first is left alone, to know how long one takes.
            assert!(child.wait().expect("an end").success());
            whole = began.elapsed();
        } else {
            std::thread::sleep(whole * tenths / 10);
            child.kill().expect("a kill");
            child.wait().expect("an end");
        }
        let tried = desk.ask(&format!("bank import {file} --account pm --dry-run")).json();
        let known = tried["files"][0]["imported"]["known"].as_u64().expect("a count");
        assert!(known == 0 || known == LINES, "half a statement: {known}");
        // Whoever does not know how it ended says it again, under the same name.
        let again = desk.run_with(&words(&line), "").json();
        assert_eq!(again["files"][0]["imported"]["added"], LINES, "{again}");
    }
    let report = desk.ask("db check").json();
    assert_eq!(report["sound"], true, "{report}");
}
