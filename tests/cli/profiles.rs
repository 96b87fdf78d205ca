//! A profile of one's own, made from the first rows of a file that none reads.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::desk::Desk;
use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(a_file_that_no_profile_reads_makes_its_own);

const CARGOS: &str = "Movimientos;de;la cuenta\n\nFecha;Nro;Detalle;Cargo;Abono;Disponible\n\
    05/11/2026;00482913;PAGO MOVIL 04141234567;;1.500,00;2.500,00\n25/11/2026;00482914;COM PAGO MOVIL;4,50;;2.495,50\n";

async fn a_file_that_no_profile_reads_makes_its_own(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let file = desk.file("cargos.csv", CARGOS).display().to_string();
    assert_eq!(desk.ask(&format!("bank import {file} --account pm")).refused(), "statement-unknown");

    let tried = desk.run(&format!("bank profiles new {file} --account pm --dry-run")).done();
    for part in ["name = \"venezuela_csv\"", "bank = \"0102\"", "leería 2 filas", "00482913", "Nada"] {
        assert!(
            tried.contains(part) || part == "Nada" && tried.contains("No se guardó nada"),
            "{part}: {tried}"
        );
    }
    let new = |more: &str| desk.ask(&format!("bank profiles new {file} --account pm {more}"));
    assert_eq!(new("--name ../x").refused(), "statement-profile-name");
    assert_eq!(new("--name algo_notice").refused(), "statement-profile-name");
    assert_eq!(new("--date Nada").refused(), "statement-profile-column");
    assert_eq!(new("--bank 9999").refused(), "bank-unknown");
    // Nothing is read by a day that is none.
    assert_eq!(new("--date Detalle").refused(), "statement-profile-few");

    let kept = new("--name Venezuela_Cargos --credit 5 --debit Cargo").json();
    assert_eq!(
        (&kept["profile"], &kept["read"], &kept["refused"]),
        (&"venezuela_cargos".into(), &2.into(), &0.into())
    );
    let path = Path::new(kept["path"].as_str().expect("a path"));
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(path), mode(path.parent().expect("a folder"))), (0o600, 0o700));
    assert_eq!(
        std::fs::read_dir(path.parent().expect("a folder")).expect("a folder").count(),
        1,
        "nothing half done"
    );
    let listed = desk.run("bank profiles").done();
    assert!(listed.contains("venezuela_cargos") && listed.contains("banks"), "{listed}");

    let done = desk.run(&format!("bank import {file} --account pm")).done();
    assert!(done.contains("venezuela_cargos"), "{done}");
    // There is one now: it stays, until somebody says otherwise.
    let before = std::fs::read(path).expect("a file");
    assert_eq!(new("--name venezuela_cargos --title Otro").refused(), "statement-profile-taken");
    assert_eq!(std::fs::read(path).expect("a file"), before);
    // Under another name nobody could say whose the file is.
    assert_eq!(new("--name otra").refused(), "statement-profile-unsure");
    new("--name venezuela_cargos --title Otro --replace").json();
    assert!(desk.run("bank profiles").done().contains("Otro"));

    // A place where nothing can be written is told.
    desk.config(&format!("[bank]\nprofiles = \"{file}/banks\"\n"));
    let ran = desk.run(&format!("bank profiles new {file} --account pm --name otra"));
    assert!(ran.code != 0 && ran.err.contains("cargos.csv/banks"), "{}{}", ran.out, ran.err);
}
