//! The life of payments, told in commands.

use serde_json::Value;

use crate::desk::{Desk, day, png};
use crate::fresh::{Fresh, on_both_engines};
use crate::production::open;

on_both_engines!(
    a_payment_is_reported_reviewed_and_confirmed,
    a_rejected_proof_is_corrected_and_confirmed,
    two_proofs_are_confirmed_together,
    a_part_payment_is_kept,
    an_order_is_cancelled_and_another_refunded,
    a_verdict_on_what_moved_is_refused_and_says_who,
    a_command_repeated_is_done_once,
    a_receipt_is_kept_and_checked,
    orders_are_exported_without_formulas,
    an_export_that_fails_leaves_no_file,
    unpaid_orders_lapse_when_configured,
    support_may_read_and_note_alone,
);

async fn a_payment_is_reported_reviewed_and_confirmed(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    assert_eq!(due, "2325.93");
    let reported = desk.report(&number, &due, "00482913").json();
    assert_eq!(
        (&reported["payment"], &reported["outcome"]["signals"]),
        (&"REPORTED".into(), &Value::Array(vec![]))
    );
    let queue = desk.run("review list --unclaimed").done();
    assert!(
        queue.contains(&number) && queue.contains("Bs 2.325,93") && queue.contains("00482913"),
        "{queue}"
    );
    let told = desk.run(&format!("review claim {}", number.to_lowercase())).done();
    assert!(told.contains("es tuyo hasta"), "{told}");
    assert!(desk.run("review list --mine").done().contains(&number));
    let evidence = Desk::evidence("2.325,93", "0000482913");
    let told = desk
        .run(&format!("review confirm {} {evidence} --reason comprobado", &number[5..]))
        .done();
    assert_eq!(told, format!("Pago de {number} confirmado: Bs 2.325,93.\n"));

    let shown = desk.run(&format!("orders show {number}")).done();
    for part in [
        "Pago confirmado",
        "María Fernández · 0414-555.12.34",
        "Franela estampada",
        "ana",
        "sistema",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let history = desk.ask(&format!("orders show {number}")).json();
    let lanes: Vec<_> = history["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| event["edge"].as_str().expect("an edge"))
        .collect();
    assert_eq!(lanes, ["P1", "P2", "P4", "P6", "A1"]);
    assert_eq!(history["events"][3]["text"], "comprobado");
    let seen = desk.run(&format!("track {number} --phone 04145551234")).done();
    assert!(seen.starts_with(&format!("{number} · Pago confirmado\nPago verificado.")), "{seen}");
    assert_eq!(desk.ask(&format!("track {number} --phone 04145559999")).refused(), "order-unknown");
}

async fn a_rejected_proof_is_corrected_and_confirmed(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    desk.report(&number, &due, "482913").json();
    desk.run(&format!("review claim {number}")).done();
    assert_eq!(
        desk.ask(&format!("review reject {number} --reason other")).refused(),
        "rejection-text-required"
    );
    desk.run(&format!("review reject {number} --reason ref_mismatch")).done();
    assert_eq!(desk.ask(&format!("track {number}")).json()["rejection"]["reason"], "REF_MISMATCH");
    desk.report(&number, &due, "482931").json();
    desk.run(&format!("review claim {number}")).done();
    let other = format!("review confirm {number} {}", Desk::evidence(&due, "99999999"));
    assert_eq!(desk.ask(&other).refused(), "evidence-departs");
    desk.run(&format!("review confirm {number} {}", Desk::evidence(&due, "482931")))
        .done();
    let proofs = desk.ask(&format!("review show {number}")).json()["proofs"].clone();
    let states: Vec<_> = proofs
        .as_array()
        .expect("proofs")
        .iter()
        .map(|proof| proof["state"].clone())
        .collect();
    assert_eq!(states, ["REJECTED", "VERIFIED"]);
}

async fn two_proofs_are_confirmed_together(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    desk.report(&number, "2000", "482913").json();
    desk.report(&number, "325,93", "771204").json();
    desk.run(&format!("review claim {number}")).done();
    let one = Desk::evidence("2.000,00", "482913");
    assert_eq!(desk.ask(&format!("review confirm {number} {one}")).refused(), "which-submission");
    assert_eq!(
        desk.ask(&format!("review confirm {number} --submission 9 {one}")).refused(),
        "submission-unknown"
    );
    let day = day(0);
    let both = format!("--evidence 1:pm:{day}:2.000,00:482913 --evidence 2:pm:{day}:325,93:771204");
    let done = desk.ask(&format!("review confirm {number} {both}")).json();
    assert_eq!(done["outcome"]["credited"]["amount"], "2325.93");
}

async fn a_part_payment_is_kept(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    desk.report(&number, "1000,00", "482913").json();
    desk.run(&format!("review claim {number}")).done();
    let evidence = Desk::evidence("1.000,00", "482913");
    assert_eq!(desk.ask(&format!("review confirm {number} {evidence}")).refused(), "not-covered");
    let told = desk.run(&format!("review part {number} {evidence}")).done();
    assert!(told.contains("Faltan Bs 1.325,93"), "{told}");
    assert_eq!(
        desk.ask(&format!("orders show {number}")).json()["order"]["missing"]["amount"],
        "1325.93"
    );
}

async fn an_order_is_cancelled_and_another_refunded(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (unpaid, _) = desk.place();
    let first = desk.ask(&format!("orders cancel {unpaid} --dry-run")).json();
    assert_eq!((&first["edge"], &first["money_back"]), (&"P11".into(), &Value::Null));
    assert_eq!(first["dry_run"], true);
    assert_eq!(desk.ask(&format!("orders cancel {unpaid}")).json()["payment"], "CANCELLED");

    let (number, due) = desk.place();
    desk.report(&number, &due, "482913").json();
    // A dry run promises nothing that is refused for want of a reason.
    assert_eq!(desk.ask(&format!("orders cancel {number} --dry-run")).refused(), "reason-required");
    desk.run(&format!("review claim {number}")).done();
    desk.run(&format!("review confirm {number} {}", Desk::evidence(&due, "482913")))
        .done();
    assert_eq!(
        desk.ask(&format!("refund request {number} --reason 'no había talla' --dry-run"))
            .json()["money_back"]["amount"],
        due
    );
    desk.run(&format!("refund request {number} --reason 'no había talla'")).done();
    assert!(desk.run("refund list").done().contains("no había talla"));
    let pay = |amount: &str, reference: &str| {
        desk.ask(&format!(
            "refund pay {number} --amount {amount} --method pago_movil --reference {reference}"
        ))
    };
    assert_eq!(pay("1.000,00", "881122").json()["outcome"]["left"]["amount"], "1325.93");
    assert_eq!(
        desk.ask(&format!("orders reinstate {number} --reason 'se arrepintió'")).refused(),
        "refund-started"
    );
    assert_eq!(pay("9.000,00", "881123").refused(), "refund-exceeds");
    assert_eq!(pay("1.325,93", "881124").json()["payment"], "REFUNDED");
    assert_eq!(desk.run("refund list").done(), "No hay reembolsos pendientes.\n");
}

async fn a_verdict_on_what_moved_is_refused_and_says_who(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    desk.report(&number, &due, "482913").json();
    let claimed = desk.ask(&format!("review claim {number}")).json();
    let version = claimed["version"].as_i64().expect("a version");
    desk.run(&format!("--as luis orders note {number} 'llamó la clienta'")).done();
    let line = format!(
        "review confirm {number} {} --seen-version {version}",
        Desk::evidence(&due, "482913")
    );
    let ran = desk.ask(&line);
    let error = ran.error();
    assert_eq!((ran.code, &error["code"]), (1, &"order-moved".into()));
    assert_eq!(
        (&error["changes"][0]["who"], &error["changes"][0]["text"]),
        (&"luis".into(), &"llamó la clienta".into())
    );
    let told = desk.run(&line).err;
    assert!(told.contains("cambió después de que lo viste") && told.contains("luis"), "{told}");
    assert_eq!(
        desk.ask(&format!("--as luis review confirm {number} {}", Desk::evidence(&due, "482913")))
            .refused(),
        "claim-held"
    );
}

async fn a_command_repeated_is_done_once(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let line = "--operation 01a20000-0000-7000-8000-000000000001 checkout --name Ana --phone 04145551234 --item FRANELA";
    let first = desk.ask(line).json();
    let again = desk.ask(line).json();
    assert_eq!((&first["repeated"], &again["repeated"]), (&false.into(), &true.into()));
    assert_eq!(first["order"], again["order"]);
    assert!(desk.run(line).done().starts_with("(Ya estaba hecho.)"));
    assert_eq!(desk.ask(&format!("{line}:2")).refused(), "operation-reused");
}

/// In a folder, which a machine beside a server may choose too.
async fn a_receipt_is_kept_and_checked(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    desk.config("[receipts]\ndirectory = \"~/.local/share/krafta/receipts\"\n");
    let (number, due) = desk.place();
    let picture = desk.home.join("pago.png");
    png(&picture);
    let line = format!(
        "report {number} --method pago_movil --amount {due} --date {} --account pm --bank 0102 --reference 482913 \
         --payer-id V12345678 --payer-phone 04145551234 --note 'por teléfono' --receipt pago.png",
        day(0)
    );
    desk.run(&line).done();
    let proof = desk.ask(&format!("review show {number}")).json()["proofs"][0].clone();
    let digest = proof["receipt"]["digest"].as_str().expect("a digest");
    assert_eq!(desk.ask("db check").json()["receipts"], 1);
    let kept = desk.home.join(format!(".local/share/krafta/receipts/{digest}.png"));
    std::fs::write(&kept, b"\x89PNG\r\n\x1a\nother").expect("an altered file");
    let ran = desk.ask("db check");
    assert_eq!(ran.code, 1);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["counts"]["receipt-altered"], 1);
    std::fs::remove_file(&kept).expect("a removed file");
    let told = desk.run("db check").out;
    assert!(told.contains(&format!("Falta el comprobante {digest}.")), "{told}");
}

async fn orders_are_exported_without_formulas(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    desk.run("checkout --name '=HYPERLINK(1)' --phone 04145551234 --item FRANELA")
        .done();
    desk.run("checkout --name 'Ana, la \u{1b}[31mroja' --phone 04145551234 --item FRANELA:3")
        .done();
    let told = desk.run("orders export --out pedidos.csv").err;
    assert_eq!(told, "2 pedidos escritos.\n");
    let sheet = std::fs::read_to_string(desk.home.join("pedidos.csv")).expect("a file");
    assert!(
        sheet.contains(",'=HYPERLINK(1),") && sheet.contains("\"Ana, la ␛[31mroja\""),
        "{sheet}"
    );
    assert!(sheet.contains(",37.50,0.00,37.50,USD,"), "{sheet}");
    let in_utc = |sheet: &str| sheet.split([',', '\n']).any(|cell| cell.contains(':') && cell.ends_with('Z'));
    assert!(sheet.contains("-04:00,") && !in_utc(&sheet), "the shop's clock: {sheet}");
    let utc = desk.run("orders export --utc").done();
    assert!(in_utc(&utc) && !utc.contains("-04:00"), "{utc}");
    let excel = desk.run("orders export --excel").done();
    assert!(
        excel.starts_with("\u{feff}Pedido;Fecha del pedido (America/Caracas);Cliente;"),
        "{excel}"
    );
    assert!(
        excel.contains(";'=HYPERLINK(1);") && excel.contains(";37,50;0,00;37,50;USD;"),
        "{excel}"
    );
    assert!(excel.contains(";Esperando pago;"), "{excel}");
    for list in [
        "review export",
        "refund export --all",
        "production export",
        "assign export",
        "payables export --all",
        "payables export-settlements",
    ] {
        let heads = desk.run(&format!("{list} --excel")).done();
        assert!(
            heads.starts_with('\u{feff}') && heads.contains(';') && !heads.contains("column-"),
            "{list}: {heads}"
        );
    }
    assert_eq!(desk.ask("orders export --out pedidos.csv").refused(), "file");
    let lines = desk.ask("orders export ana").done();
    let row: Value = serde_json::from_str(lines.trim()).expect("one JSON line");
    assert_eq!(row["total"]["amount"], "37.50");
}

async fn an_export_that_fails_leaves_no_file(fresh: Fresh) {
    let desk = open(&fresh).await;
    let export = "--as orinoco orders export --out pedidos.csv";
    assert_eq!(desk.ask(export).refused(), "forbidden");
    assert!(!desk.home.join("pedidos.csv").exists());
    // What was there before is not its own.
    let kept = desk.file("pedidos.csv", "mío");
    assert_eq!(desk.ask(export).refused(), "file");
    assert_eq!(std::fs::read_to_string(kept).expect("a file"), "mío");
}

async fn unpaid_orders_lapse_when_configured(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    desk.place();
    let told = desk.run("orders expire").err;
    assert!(told.contains("no vencen"), "{told}");
    desk.config("[expiry]\nunpaid_after_hours = 1\n");
    assert_eq!(desk.run("orders expire").done(), "No hay pedidos vencidos.\n");
    assert_eq!(desk.ask("orders expire --yes").json()["orders"], Value::Array(vec![]));
}

async fn support_may_read_and_note_alone(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    desk.run(&format!("--as sofia orders note {number} 'preguntó por la talla'")).done();
    assert!(
        desk.run(&format!("--as sofia orders show {number}"))
            .done()
            .contains("preguntó por la talla")
    );
    for line in [
        format!("orders cancel {number}"),
        format!("review claim {number}"),
        format!("refund request {number} --reason x"),
        "checkout --name Ana --phone 04145551234 --item FRANELA".into(),
        "rates add 01/01/2030 100 --confirm".into(),
        "operators add eva --role admin".into(),
        format!("report {number} --method cash --amount 5 --date {} --phone 04145551234", day(0)),
    ] {
        assert_eq!(desk.ask(&format!("--as sofia {line}")).refused(), "forbidden", "{line}");
    }
}
