use super::{Detected, Layout, OPENING, Style, bs, built_in, detect, grid, html, sample, write, xls, xlsx};
use crate::domain::refusal::{Arg, Code};
use crate::service::bank::statement::Reason;

fn one(profile: &str) -> impl Fn(&Detected) -> bool {
    move |found| matches!(found, Detected::One { profile: name, .. } if name == profile)
}

#[test]
fn every_file_is_known_as_its_own_and_no_other() {
    for &layout in Layout::ALL {
        let bank = built_in().get(layout.as_str()).unwrap().bank.as_deref();
        let style = Style {
            preamble: if layout.is_sheet() { 30 } else { 0 },
            ..Style::default()
        };
        let mut files = vec![write(layout, &sample(), bs(OPENING), &style).into_bytes()];
        if layout.is_sheet() {
            let table = grid(layout, &sample(), bs(OPENING), &style);
            files.extend([html(&table).into_bytes(), xlsx(&table).unwrap(), xls::write(&table)]);
        }
        for file in files {
            let found = detect(&file, built_in(), bank).unwrap();
            assert!(one(layout.as_str())(&found), "{layout}: {found:?}");
            // Two banks write the same table: without an account nobody can say whose it is.
            let found = detect(&file, built_in(), None).unwrap();
            match layout {
                Layout::BancamigaXls | Layout::TesoroXls => {
                    let profiles = ["bancamiga_xls", "tesoro_xls"].map(str::to_owned).to_vec();
                    let reason = Reason::Header;
                    assert_eq!(found, Detected::Several { profiles, reason });
                }
                _ => assert!(one(layout.as_str())(&found), "{layout}: {found:?}"),
            }
        }
    }
}

#[test]
fn a_file_of_another_bank_is_refused_by_name() {
    let file = write(Layout::BanescoQif, &sample(), bs(OPENING), &Style::default());
    let refusal = detect(file.as_bytes(), built_in(), Some("0102")).unwrap_err();
    assert_eq!(refusal.code, Code::StatementOtherBank);
    assert_eq!(refusal.args, [("found", Arg::Text("banesco_qif".to_owned()))]);
    // A list that any bank may write reads it too, and less of it.
    let file = write(Layout::BanescoXls, &sample(), bs(OPENING), &Style::default());
    assert_eq!(
        detect(file.as_bytes(), built_in(), Some("0102")).unwrap_err().code,
        Code::StatementOtherBank
    );
    let file = write(Layout::GenericCsv, &sample(), bs(OPENING), &Style::default());
    assert!(one("generic_csv")(&detect(file.as_bytes(), built_in(), Some("0102")).unwrap()));
    for unknown in [
        "hola\nmundo\n",
        "a;b;c\n1;2;3\n",
        "%PDF-1.7\n1 0 obj\n",
        "{\"a\": 1}",
        "<html><p>Sesión vencida</p></html>",
    ] {
        assert_eq!(
            detect(unknown.as_bytes(), built_in(), None).unwrap_err().code,
            Code::StatementUnknown,
            "{unknown}"
        );
    }
}

#[test]
fn a_long_file_is_known_by_its_beginning_and_a_short_one_by_its_last_line() {
    let header = "Fecha;Referencia;Descripción;Monto";
    let line = "\n01/11/2026;482913;PAGO MOVIL 04141234567;1,00";
    for count in [1, 10_000] {
        let file = header.to_owned() + &line.repeat(count);
        assert!(one("generic_csv")(&detect(file.as_bytes(), built_in(), None).unwrap()));
    }
}
