//! What must not be read, or not as what it looks like.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Layout, OPENING, Style, bs, built_in, grid, html, read, sample, xls, xlsx};
use crate::domain::bank::statement::{LineKind, Statement, line_keys};
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Ruling};
use crate::service::bank::statement::compound::wrap;
use crate::service::bank::statement::{LARGEST_FILE, MOST_LINES, Profile};

fn by(profile: &str, bytes: &[u8]) -> Ruling<Statement> {
    read(bytes, built_in().get(profile).unwrap(), Currency::Ves)
}

fn csv(line: &str) -> Statement {
    let text = format!("Fecha;Referencia;Descripción;Monto;Saldo\n01/11/2026;1;antes;1,00;\n{line}\n03/11/2026;3;después;3,00;\n");
    by("generic_csv", text.as_bytes()).unwrap()
}

#[test]
fn a_row_that_cannot_be_read_is_refused_alone() {
    let long = "9".repeat(4096);
    let rather_long = "a".repeat(501);
    for (line, code) in [
        ("02/11/2026;2;x;12.34.5;", Code::StatementAmount),
        ("02/11/2026;2;x;1.234;", Code::StatementAmount),
        ("02/11/2026;2;x;;", Code::StatementAmount),
        ("02/11/2026;2;x;0,00;", Code::StatementAmount),
        ("02/11/2026;2;x;#####;", Code::StatementAmount),
        ("02/11/2026;2;x;3.46E+10;", Code::StatementAmount),
        ("02/11/2026;2;x;2,00;1.234", Code::StatementAmount),
        ("31/02/2026;2;x;2,00;", Code::StatementDate),
        ("11/25/2026;2;x;2,00;", Code::StatementDate),
        (";2;x;2,00;", Code::StatementDate),
        ("31/02/2026;2;TOTAL ENVIOS CA;2,00;", Code::StatementDate),
        ("31/02/2026;2;x;2,0,0;", Code::StatementDate),
        ("02/11/20266;;;y;", Code::StatementDate),
        ("02/11/2026;3.46E+10;x;2,00;", Code::StatementReference),
        ("02/11/2026;3,46e10;x;2,00;", Code::StatementReference),
        ("02/11/2026;2;x;2,00;3,00;4", Code::StatementColumns),
        ("02/11/2026;2;\"x\ny\";2,00;", Code::StatementColumns),
        (&format!("02/11/2026;2;{long};2,00;"), Code::StatementLong),
        (&format!("02/11/2026;2;{rather_long};2,00;"), Code::StatementLong),
        (&format!("02/11/2026;{};x;2,00;", &long[..65]), Code::StatementLong),
        ("02/11/2026;2;x\0y;2,00;", Code::StatementText),
    ] {
        let found = csv(line);
        let refused: Vec<_> = found.refused.iter().map(|row| (row.line, row.refusal.code)).collect();
        assert_eq!(refused, [(3, code)], "{line:.60}");
        let said: Vec<_> = found.lines.iter().map(|row| row.description.as_str()).collect();
        assert_eq!(said, ["antes", "después"], "{line:.60}");
    }
}

#[test]
fn which_way_money_went_is_never_guessed() {
    let tab = |kind: &str, amount: &str| {
        let text = format!("0105\t0105\t02112026\t123456\t{kind}\tPAGO\t{amount}\n");
        by("mercantil_tab", text.as_bytes()).unwrap()
    };
    assert_eq!(tab("NC", "2,00").lines.len(), 1);
    for (kind, amount, code) in [
        ("", "2,00", Code::StatementSign),
        ("XX", "2,00", Code::StatementSign),
        ("NC", "-2,00", Code::StatementSign),
        ("NC", "200", Code::StatementAmount),
    ] {
        assert_eq!(tab(kind, amount).refused[0].refusal.code, code, "{kind} {amount}");
    }
    let two = |debit: &str, credit: &str| {
        let text = format!("Fecha\tReferencia\tDescripción\tDébito\tCrédito\tSaldo\n02/11/2026\t1\tx\t{debit}\t{credit}\t\n");
        by("tesoro_xls", text.as_bytes()).unwrap()
    };
    assert_eq!(two("2,00", "0,00").lines[0].signed(), bs(-200));
    assert_eq!(two("-2,00", "").lines[0].signed(), bs(-200));
    assert_eq!(two("", "2,00").lines[0].signed(), bs(200));
    assert_eq!(two("1,00", "2,00").refused[0].refusal.code, Code::StatementTwoAmounts);
    assert_eq!(two("", "-2,00").refused[0].refusal.code, Code::StatementAmount);
    assert_eq!(two("", "").refused[0].refusal.code, Code::StatementAmount);
    let mt940 = |sign: &str| by("mercantil_mt940", format!(":61:2611021102{sign}2,00NTRF1//123\n").as_bytes()).unwrap();
    assert_eq!(
        (mt940("RC").lines[0].signed(), mt940("RC").lines[0].kind),
        (bs(-200), LineKind::Reversal)
    );
    assert_eq!(
        (mt940("RD").lines[0].signed(), mt940("RD").lines[0].kind),
        (bs(200), LineKind::Reversal)
    );
    assert_eq!(mt940("X").refused.len(), 1);
}

#[test]
fn nothing_that_may_be_money_is_skipped() {
    // A record cut off, a movement that is none, a line of fixed width that is too long.
    let cut = "!Tipo:Banco\nD02/11/2026\nT+2,00\nN1\nPx\n";
    assert_eq!(by("banesco_qif", cut.as_bytes()).unwrap().refused[0].line, 2);
    assert_eq!(by("mercantil_mt940", b":61:?\n:86:x\n").unwrap().refused.len(), 1);
    let whole = crate::demo::statements::write(Layout::BdvFix, &sample(), bs(OPENING), &Style::default());
    let shifted = whole.replacen("PAGO MOVIL 04141234567", "PAGO MOVIL 04141234567 X", 1);
    let found = by("bdv_fix", shifted.as_bytes()).unwrap();
    assert_eq!((found.refused.len(), found.lines.len()), (1, sample().len() - 1));
    // A payer may be called as a total is, and a header may come once more.
    let found = csv("02/11/2026;2;TOTAL ENVIOS CA;2,00;");
    assert_eq!(found.lines.len(), 3);
    let found = csv("Fecha;Referencia;Descripción;Monto;Saldo");
    assert_eq!((found.lines.len(), found.refused.len(), found.skipped), (2, 0, 2));
    let found = csv("Total;;;5,00;");
    assert_eq!((found.lines.len(), found.refused.len(), found.skipped), (2, 0, 2));
    let found = csv(";algo;x;;");
    assert_eq!((found.lines.len(), found.refused.len()), (2, 0));
    let found = csv("?;algo;x;y;");
    assert_eq!((found.lines.len(), found.refused.len()), (2, 1));
}

#[test]
fn files_that_are_none() {
    let code = |profile: &str, bytes: &[u8]| by(profile, bytes).unwrap_err().code;
    assert_eq!(code("generic_csv", b""), Code::StatementEmpty);
    assert_eq!(code("generic_csv", b"\0\0\0\0"), Code::StatementEmpty);
    assert_eq!(code("generic_csv", &vec![b'x'; LARGEST_FILE + 1]), Code::StatementLarge);
    assert_eq!(code("generic_csv", b"a;b\n1;2\n"), Code::StatementHeader);
    assert_eq!(code("bdv_fix", &xlsx(&[]).unwrap()), Code::StatementKind);
    assert_eq!(code("bnc_tsv", b"Descripci\xf3n\n"), Code::StatementEncoding);
    let late = "x\n".repeat(41) + "Fecha;Referencia;Descripción;Monto\n01/11/2026;1;x;1,00\n";
    assert_eq!(code("generic_csv", late.as_bytes()), Code::StatementHeader);
    let table = grid(Layout::BanescoXls, &sample(), bs(OPENING), &Style::default());
    for whole in [xlsx(&table).unwrap(), xls::write(&table)] {
        assert_eq!(code("banesco_xls", &whole[..whole.len() / 2]), Code::StatementDamaged);
        assert_eq!(code("banesco_xls", &whole[..20]), Code::StatementDamaged);
    }
}

#[test]
fn fifty_thousand_lines_and_no_more() {
    let header = "Fecha;Referencia;Descripción;Monto\n";
    let line = "01/11/2026;482913;PAGO MOVIL 04141234567;1,00\n";
    let found = by("generic_csv", (header.to_owned() + &line.repeat(MOST_LINES)).as_bytes()).unwrap();
    assert_eq!(found.lines.len(), MOST_LINES);
    let mut keys = line_keys(&found.lines);
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), MOST_LINES, "twins have keys of their own");
    let more = header.to_owned() + &line.repeat(MOST_LINES + 1);
    assert_eq!(by("generic_csv", more.as_bytes()).unwrap_err().code, Code::StatementMany);
}

/// A spreadsheet with another part, or another one in its place.
fn with_part(file: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let part = old.by_index_raw(index).unwrap();
        if part.name().unwrap() != name {
            new.raw_copy_file(part).unwrap();
        }
    }
    new.start_file(name, SimpleFileOptions::default()).unwrap();
    new.write_all(content).unwrap();
    new.finish().unwrap().into_inner()
}

#[test]
fn a_spreadsheet_that_unpacks_to_more_than_it_says() {
    let table = grid(Layout::BanescoXls, &sample(), bs(OPENING), &Style::default());
    let file = xlsx(&table).unwrap();
    let zeros = vec![b' '; 41 * 1024 * 1024];
    let bomb = with_part(&file, "xl/media/image1.xml", &zeros);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(by("banesco_xls", &bomb).unwrap_err().code, Code::StatementUnpacked);
    // The same with a lie about its size, in both places where it is stated.
    let stated = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let mut lie = bomb.clone();
    while let Some(at) = lie.windows(4).position(|bytes| bytes == stated) {
        lie[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert_ne!(lie, bomb);
    let code = by("banesco_xls", &lie).unwrap_err().code;
    assert!(matches!(code, Code::StatementUnpacked | Code::StatementDamaged), "{code}");
}

#[test]
fn a_sheet_that_claims_billions_of_cells() {
    let corner = |sheet: &str| {
        let file = xlsx(&grid(Layout::BanescoXls, &sample(), bs(OPENING), &Style::default())).unwrap();
        let xml = format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>"#);
        by("banesco_xls", &with_part(&file, "xl/worksheets/sheet1.xml", xml.as_bytes()))
    };
    let sheet = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#;
    assert_eq!(corner(sheet).unwrap_err().code, Code::StatementHeader);
    let text = |value: &str| crate::demo::statements::Value::Text(value.to_owned());
    let far = |row, column| {
        wrap(&xls::stream(
            &[xls::cell(0, 0, &text("Fecha")), xls::cell(row, column, &text("x"))].concat(),
        ))
        .unwrap()
    };
    assert_eq!(
        by("banesco_xls", &far(u16::MAX, u16::MAX)).unwrap_err().code,
        Code::StatementUnpacked
    );
    assert_eq!(by("banesco_xls", &far(u16::MAX, 255)).unwrap_err().code, Code::StatementUnpacked);
    assert_eq!(by("banesco_xls", &far(10, 255)).unwrap_err().code, Code::StatementHeader);
    // Dimensions are a claim: the cells say how large the sheet is.
    let table = grid(Layout::BanescoXls, &sample(), bs(OPENING), &Style::default());
    let mut claims = xls::write(&table);
    let at = claims.windows(4).position(|bytes| bytes == [0, 2, 14, 0]).unwrap();
    claims[at + 8..at + 16].fill(0xff);
    assert_eq!(by("banesco_xls", &claims).unwrap().lines.len(), sample().len());
}

#[test]
fn macros_and_scripts_are_not_looked_at() {
    let table = grid(Layout::BanescoXls, &sample(), bs(OPENING), &Style::default());
    let with_macros = with_part(&xlsx(&table).unwrap(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0Auto_Open");
    assert_eq!(by("banesco_xls", &with_macros).unwrap().lines.len(), sample().len());
    // An old one has its macros in a storage of their own, and a formula in a cell.
    let mut old = cfb::CompoundFile::open(Cursor::new(xls::write(&table))).unwrap();
    old.create_storage("/_VBA_PROJECT_CUR").unwrap();
    old.create_stream("/_VBA_PROJECT_CUR/VBA").unwrap().write_all(b"Auto_Open").unwrap();
    let old = old.into_inner().into_inner();
    assert_eq!(by("banesco_xls", &old).unwrap().lines.len(), sample().len());

    let page = html(&table).replace(
        "<table",
        "<script>document.write('<table><tr><td>02/11/2026</td></tr></table>')</script><!-- <tr><td>1</td></tr> --><img src=x onerror=alert(1)><table",
    );
    let found = by("banesco_xls", page.as_bytes()).unwrap();
    assert_eq!((found.lines.len(), found.skipped), (sample().len(), 1));
}

#[test]
fn numbers_of_a_spreadsheet_are_exact_or_refused() {
    let sheet = |cells: &str| {
        let table = grid(Layout::BanescoXls, &[], bs(OPENING), &Style::default());
        let xml = crate::demo::statements::xlsx(&table).unwrap();
        let head: String = ["FECHA", "REFERENCIA", "DESCRIPCION", "MONTO", "BALANCE"]
            .iter()
            .map(|title| format!(r#"<c t="inlineStr"><is><t>{title}</t></is></c>"#))
            .collect();
        let content = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>{head}</row><row>{cells}</row></sheetData></worksheet>"#
        );
        by("banesco_xls", &with_part(&xml, "xl/worksheets/sheet1.xml", content.as_bytes())).unwrap()
    };
    let cells = |reference: &str, amount: &str| {
        format!(r#"<c s="1"><v>46327</v></c><c><v>{reference}</v></c><c t="inlineStr"><is><t>x</t></is></c><c><v>{amount}</v></c>"#)
    };
    let found = sheet(&cells("30200012345", "345570.17"));
    assert_eq!(
        (found.lines[0].reference.as_str(), found.lines[0].amount),
        ("30200012345", bs(34_557_017))
    );
    assert_eq!(found.lines[0].date.to_string(), "2026-11-01");
    let code = |reference, amount| sheet(&cells(reference, amount)).refused[0].refusal.code;
    assert_eq!(code("3.02000123456789E+18", "2"), Code::StatementReference);
    assert_eq!(code("30200012345", "1.005"), Code::StatementAmount);
    assert_eq!(code("30200012345", "1E+15"), Code::StatementAmount);
}

#[test]
fn an_id_of_the_bank_keys_a_line() {
    let text = r#"
        name = "own"
        title = "x"
        containers = ["csv"]
        dates = ["DD/MM/YYYY"]
        [columns]
        date = 1
        amount = 2
        bank_id = 3
        phone = 4
        document = 5
    "#;
    let profile = Profile::parse("own", text).unwrap();
    let file = "01/11/2026;1,00;A;0414-1234567;V-12.345.678\n02/11/2026;2,00;B;;\n03/11/2026;3,00;B;;\n";
    let found = read(file.as_bytes(), &profile, Currency::Ves).unwrap();
    let ids: Vec<_> = found.lines.iter().map(|line| line.bank_id.as_deref()).collect();
    assert_eq!(ids, [Some("A"), None, None]);
    assert_eq!(found.lines[0].payer_phone.as_deref(), Some("04141234567"));
    assert_eq!(found.lines[0].payer_document.as_deref(), Some("V12345678"));
}
