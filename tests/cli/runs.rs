//! `krafta bank run`: Friday's payments from the command line, from the draft to the closed run.

use crate::desk::{Desk, day};
use crate::fresh::{Fresh, on_both_engines};
use crate::production::write;
use krafta::db::Query;

on_both_engines!(a_run_from_the_draft_to_the_close, a_run_says_what_is_wrong_and_writes_nothing);

/// A desk with a refund that is due, of 100 bolívares to a pago móvil.
fn owing(fresh: &Fresh) -> (Desk, String) {
    let desk = Desk::open(fresh);
    let (number, _) = desk.place();
    desk.report(&number, "2325,93", "482913").json();
    desk.run(&format!("review claim {number}")).done();
    desk.ask(&format!("review confirm {number} {}", Desk::evidence("2325,93", "482913")))
        .json();
    desk.ask(&format!(
        "refund part {number} --kind goodwill --amount 100 --borne-by krafta --reason x"
    ))
    .json();
    desk.ask(&format!(
        "refund destination {number} --method pago_movil --bank 0134 --phone 0412-555.00.00 --id-doc V9876543 --name 'María Fernández'"
    ))
    .json();
    (desk, number)
}

async fn a_run_from_the_draft_to_the_close(fresh: Fresh) {
    let (desk, number) = owing(&fresh);
    let would = desk.ask("bank run draft --account pm --dry-run").json();
    assert_eq!(would["dry_run"], true);
    assert!(desk.run("bank run list").done().contains("bank run draft"), "nothing was made");
    desk.ask("bank run draft --account pm").json();
    let run = desk.ask("bank run show 1").json();
    assert_eq!(run["state"], "DRAFT");
    let sheet = &run["sheet"];
    assert_eq!(
        (sheet["going"].as_u64(), sheet["lines"][0]["order"].as_str()),
        (Some(1), Some(number.as_str())),
        "{sheet}"
    );
    desk.ask("bank run exclude 1 1 --reason 'otro día'").json();
    assert_eq!(desk.ask("bank run freeze 1 --total 100").refused(), "run-empty");
    desk.ask("bank run include 1 1").json();
    assert_eq!(desk.ask("bank run freeze 1 --total 99").refused(), "run-total");
    let would = desk.ask("bank run freeze 1 --dry-run").json();
    let done = desk.ask("bank run freeze 1 --total 100").json();
    assert_eq!(would["outcome"], done["outcome"]);
    let file = desk.home.join("lote.csv");
    let told = desk.ask(&format!("bank run file 1 --out {}", file.display())).json();
    assert_eq!(told["lines"], 1);
    let content = std::fs::read_to_string(&file).expect("a file");
    assert!(
        content.contains("1,PAGO_MOVIL,0134,,04125550000,V9876543,María Fernández,100.00"),
        "{content}"
    );
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).expect("a file").permissions());
    assert_eq!(mode & 0o777, 0o600, "it holds people's accounts");
    assert_eq!(
        desk.run(&format!("bank run file 1 --out {}", file.display())).code,
        1,
        "no file is written over"
    );
    let printed = desk.run("bank run print 1").done();
    assert!(printed.contains("0412-555.00.00") && printed.contains("____"), "{printed}");
    desk.ask("bank run reference 1 771204 --dry-run").json();
    let paid = desk.ask("bank run reference 1 1=771204").json();
    assert_eq!(paid["lines"][0]["receipt"]["outcome"]["kind"], "refund-paid");
    let csv = "Fecha,Referencia,Descripción,Monto\n";
    let line = format!("{},000000771204,PAGO MOVIL A 04125550000,\"-100,00\"\n", day(0));
    std::fs::write(desk.home.join("mov.csv"), format!("{csv}{line}")).expect("a statement");
    desk.run(&format!(
        "bank import {} --account pm --profile generic_csv",
        desk.home.join("mov.csv").display()
    ))
    .done();
    let would = desk.ask("bank run find 1 --dry-run").json();
    assert_eq!(would["found"][0]["by"][0], "REFERENCE");
    assert_eq!(desk.ask("bank run close 1").refused(), "run-waits");
    desk.run("bank run find 1").done();
    let shown = desk.run("bank run show 1").done();
    assert!(shown.contains("encontrada"), "{shown}");
    desk.ask("bank run close 1").json();
    assert_eq!(desk.ask("bank run list --all").json()["rows"][0]["state"], "CLOSED");
}

async fn a_run_says_what_is_wrong_and_writes_nothing(fresh: Fresh) {
    let (desk, _) = owing(&fresh);
    assert_eq!(desk.ask("bank run show 7").refused(), "run-unknown");
    assert_eq!(desk.ask("bank run draft --account nadie").refused(), "account-unknown");
    desk.ask("bank run draft --account pm").json();
    let seen = desk.ask("bank run show 1").json()["sheet"]["digest"]
        .as_str()
        .expect("a digest")
        .to_owned();
    write(&fresh, Query::new("UPDATE refunds SET to_phone = '+584145551234'")).await;
    assert_eq!(
        desk.ask(&format!("bank run freeze 1 --total 100 --seen {seen}")).refused(),
        "run-moved"
    );
    assert_eq!(desk.ask("bank run file 1 --out x.csv").refused(), "run-state");
    desk.ask("bank run freeze 1 --total 100").json();
    assert_eq!(
        desk.ask("bank run file 1 --out x.csv --profile nada").refused(),
        "bank-file-unknown"
    );
    assert_eq!(desk.ask("bank run reference 1 9=771204").refused(), "run-line-unknown");
    assert_eq!(desk.ask("bank run reference 1 12").refused(), "reference-short");
    desk.ask("bank run fail 1 1 --reason 'no salió'").json();
    desk.ask("bank run close 1").json();
    desk.ask("bank run draft --account pm").json();
    desk.ask("bank run void 2 --reason 'otro día'").json();
    assert_eq!(desk.run("bank run freeze 1").code, 2, "a total is typed");
}
