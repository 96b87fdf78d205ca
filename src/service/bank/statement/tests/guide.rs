//! Files that no profile reads, and the profiles that are made of them.

use proptest::prelude::*;

use super::{Layout, OPENING, Style, adapted, bs, built_in, encodings, grid, html, lines, read, sample, styles, write, xls, xlsx};
use crate::domain::bank::statement::{Direction, StatementLine};
use crate::domain::money::Currency;
use crate::domain::refusal::Code;
use crate::service::bank::statement::{
    Choices, DatePattern, Decimals, Detected, Doubt, Guided, Holds, Naming, Profile, TextEncoding, Titles, detect, guide, rivals,
};

fn naming(name: &str, bank: Option<&str>) -> Naming {
    Naming {
        name: name.to_owned(),
        title: name.to_owned(),
        bank: bank.map(str::to_owned),
    }
}

fn guided(bytes: &[u8], choices: &Choices) -> Guided {
    guide(bytes, choices, &naming("nuevo", Some("0169")), Currency::Ves).unwrap()
}

fn plain(text: &str) -> Guided {
    guided(text.as_bytes(), &Choices::default())
}

fn lines_of(guided: &Guided) -> &[StatementLine] {
    match &guided.read {
        Some(Ok(read)) => &read.lines,
        other => panic!("{other:?}"),
    }
}

fn refused_of(guided: &Guided) -> Vec<(u32, Code)> {
    match &guided.read {
        Some(Ok(read)) => read.refused.iter().map(|line| (line.line, line.refusal.code)).collect(),
        other => panic!("{other:?}"),
    }
}

fn held(guided: &Guided) -> String {
    let names = guided.columns.iter().map(|holds| holds.map_or("-", Holds::as_str));
    names.collect::<Vec<_>>().join(" ")
}

/// `+1000 -250`, in hundredths.
fn amounts(guided: &Guided) -> Vec<i64> {
    lines_of(guided).iter().map(|line| line.signed().minor()).collect()
}

/// Of which the guide says everything by itself.
fn tabled() -> impl Iterator<Item = Layout> {
    let positional = [Layout::BdvXls];
    let texts = [Layout::GenericCsv, Layout::BanplusTxt, Layout::BncTsv];
    Layout::ALL
        .iter()
        .copied()
        .filter(move |layout| (layout.is_sheet() && !positional.contains(layout)) || texts.contains(layout))
}

fn files(layout: Layout, lines: &[StatementLine], style: &Style) -> Vec<(String, Vec<u8>)> {
    let text = write(layout, lines, bs(OPENING), style);
    let named = |(name, bytes): (&str, Vec<u8>)| (name.to_owned(), bytes);
    let mut files: Vec<_> = encodings(&text).into_iter().map(named).collect();
    if layout.is_sheet() {
        let table = grid(layout, lines, bs(OPENING), style);
        files.extend(
            encodings(&html(&table))
                .into_iter()
                .map(|(name, bytes)| (format!("html {name}"), bytes)),
        );
        files.push(("xlsx".to_owned(), xlsx(&table).unwrap()));
        files.push(("xls".to_owned(), xls::write(&table)));
    }
    files
}

/// The profile as a file says it, read again.
fn kept(guided: &Guided) -> Profile {
    let profile = guided.profile.as_ref().expect("a profile");
    let again = Profile::parse("nuevo.toml", &profile.to_toml().unwrap()).unwrap();
    assert_eq!(again, **profile);
    again
}

fn reads_the_same(layout: Layout, bytes: &[u8], choices: &Choices, why: &str) {
    let guided = guided(bytes, choices);
    let own = built_in().get(layout.as_str()).unwrap();
    let expected = read(bytes, own, Currency::Ves).unwrap();
    let found = read(bytes, &kept(&guided), Currency::Ves).unwrap();
    assert_eq!(found.refused, expected.refused, "{layout} {why}: {}", held(&guided));
    assert_eq!(found.lines, expected.lines, "{layout} {why}: {}", held(&guided));
    assert_eq!(
        (found.chain, found.opening, found.closing),
        (expected.chain, expected.opening, expected.closing)
    );
}

#[test]
fn a_table_with_titles_is_read_as_by_its_own_profile() {
    for layout in tabled() {
        for style in styles() {
            let style = adapted(layout, &style);
            for (name, bytes) in files(layout, &sample(), &style) {
                let only_wide = built_in().get(layout.as_str()).unwrap().encodings.len() == 1;
                if !(only_wide && name == "windows-1252") {
                    reads_the_same(layout, &bytes, &Choices::default(), &format!("{name} {style:?}"));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn random_tables_are_read_as_by_their_own_profile(
        seeds in proptest::collection::vec((1u32..31, 0u64..10_000_000_000, 1i64..99_999_999_999, any::<bool>(), 0usize..6), 1..30),
        pick in 0usize..64,
    ) {
        let seeds: Vec<_> = seeds.into_iter().map(|(day, number, minor, out, said)| (day, number, if out { -minor } else { minor }, said)).collect();
        let lines = lines(&seeds);
        for layout in tabled() {
            let styles = styles();
            let style = adapted(layout, &styles[pick % styles.len()]);
            let month_first = layout == Layout::BncTsv;
            let choices = Choices {
                // Days up to the twelfth do not prove it.
                date: DatePattern::parse(if month_first { "MM/DD/YYYY" } else { "DD/MM/YYYY" }),
                ..Choices::default()
            };
            reads_the_same(layout, write(layout, &lines, bs(OPENING), &style).as_bytes(), &choices, "random");
        }
    }

    #[test]
    fn no_bytes_panic_the_guide(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[0-9A-Z,.;:/\t\n\"'-]{0,300}", column in 0usize..6) {
        let mut choices = Choices::default();
        choices.hold(column, Some(Holds::Date));
        choices.hold(column + 1, Some(Holds::Amount));
        for choices in [Choices::default(), choices] {
            let _ = guide(&bytes, &choices, &Naming::default(), Currency::Ves);
            let _ = guide(text.as_bytes(), &choices, &Naming::default(), Currency::Ves);
        }
    }
}

const CARGOS: &str = "Movimientos;de;R4\n\nFecha;Nro;Detalle;Cargo;Abono;Disponible\n\
    05/11/2026;00482913;PAGO MOVIL 04141234567;;1.500,00;2.500,00\n25/11/2026;00482914;COM PAGO MOVIL;4,50;;2.495,50\n";

#[test]
fn each_arrangement_of_amounts() {
    let two = plain(CARGOS);
    assert_eq!(held(&two), "date reference description debit credit balance");
    assert_eq!((two.titles, two.mark, two.encoding), (Some(3), Some(';'), Some("UTF-8")));
    assert_eq!((amounts(&two), two.doubts.as_slice()), (vec![150_000, -450], &[][..]));
    let signed = plain("Día|Monto Bs.|Glosa\n2026-11-25|-1,234.50|PAGO\n2026-11-26|10.00|PAGO\n");
    assert_eq!(held(&signed), "date amount description");
    assert_eq!((amounts(&signed), signed.decimals), (vec![-123_450, 1_000], Some(Decimals::Point)));
    let letters = plain("Fecha,D/C,Importe,Concepto\n25/11/2026,C,10.50,UNO\n26/11/2026,D,3.00,DOS\n");
    assert_eq!(held(&letters), "date type amount description");
    assert_eq!((amounts(&letters), letters.doubts.len()), (vec![1_050, -300], 0));
    assert_eq!(
        (letters.incoming.as_slice(), letters.outgoing.as_slice()),
        (&["C".to_owned()][..], &["D".to_owned()][..])
    );
    // A letter that nobody knows is asked for; its rows are refused until somebody says what it is.
    let text = "Fecha;Tipo;Importe\n25/11/2026;RX;10,50\n26/11/2026;ND;3,00\n";
    let mut choices = Choices::default();
    choices.hold(1, Some(Holds::Type));
    let unsaid = guided(text.as_bytes(), &choices);
    assert_eq!(
        (unsaid.doubts.as_slice(), refused_of(&unsaid)),
        (&[Doubt::Letters][..], vec![(2, Code::StatementSign)])
    );
    choices.letters = Some((vec!["RX".into()], vec!["ND".into()]));
    let said = guided(text.as_bytes(), &choices);
    assert_eq!((amounts(&said), said.doubts.len()), (vec![1_050, -300], 0));
}

#[test]
fn what_leaves_may_have_no_sign() {
    let all_came = plain("Fecha;Monto;Concepto\n25/11/2026;10,50;PAGO\n26/11/2026;3,00;COMPRA\n");
    assert_eq!(all_came.doubts, [Doubt::OneWay]);
}

#[test]
fn a_date_that_reads_in_two_ways_is_asked_for() {
    let text = "Fecha;Referencia;Monto\n05/11/2026;1;-1,00\n06/11/2026;2;2,00\n07/07/2026;3;2,00\n";
    let unsaid = plain(text);
    assert_eq!((unsaid.date, unsaid.doubts.as_slice()), (None, &[Doubt::DateFormat][..]));
    // What both read alike is read; of the others nobody can say which day they are.
    assert_eq!(refused_of(&unsaid), [(2, Code::StatementDate), (3, Code::StatementDate)]);
    assert_eq!(lines_of(&unsaid).len(), 1);
    for (pattern, day) in [("DD/MM/YYYY", "2026-11-05"), ("MM/DD/YYYY", "2026-05-11")] {
        let choices = Choices {
            date: DatePattern::parse(pattern),
            ..Choices::default()
        };
        let said = guided(text.as_bytes(), &choices);
        assert_eq!((lines_of(&said)[0].date.to_string().as_str(), said.doubts.len()), (day, 0));
    }
    assert_eq!(plain("Fecha;Monto\nayer;-1,00\nhoy;2,00\n").doubts, [Doubt::DateUnread]);
}

#[test]
fn a_thousand_or_one_and_a_bit_is_never_guessed() {
    let text = "Fecha;Referencia;Monto\n25/11/2026;1;-1.234\n26/11/2026;2;1500\n";
    let unsaid = plain(text);
    assert_eq!((unsaid.decimals, unsaid.doubts.as_slice()), (None, &[Doubt::Decimals][..]));
    assert_eq!(refused_of(&unsaid), [(2, Code::StatementAmount), (3, Code::StatementAmount)]);
    for (decimals, expected) in [
        (Decimals::Comma, vec![-123_400, 150_000]),
        (Decimals::Either, vec![150_000]),
        (Decimals::Implied, vec![1_500]),
    ] {
        let choices = Choices {
            decimals: Some(decimals),
            ..Choices::default()
        };
        assert_eq!(amounts(&guided(text.as_bytes(), &choices)), expected, "{decimals:?}");
    }
    // Another amount proves it.
    let proved = plain("Fecha;Referencia;Monto\n25/11/2026;1;-1.234\n26/11/2026;2;15,00\n");
    assert_eq!((proved.decimals, amounts(&proved)), (Some(Decimals::Comma), vec![-123_400, 1_500]));
}

#[test]
fn without_titles_columns_are_known_by_their_place() {
    let text = "0105\t25/11/2026\t00482913\tPAGO MOVIL\t1.500,00-\t10.000,00\n0105\t26/11/2026\t00482914\tPAGO MOVIL\t2,50\t10.002,50\n";
    let found = plain(text);
    assert_eq!(found.titles, None);
    assert_eq!(held(&found), "- date reference description amount balance");
    assert_eq!(amounts(&found), [-150_000, 250]);
    assert!(kept(&found).header.is_none());
    // Of two that take turns nobody knows which is which.
    let turns = "25/11/2026;482913;UNO DOS TRES;10,00;\n26/11/2026;482914;UNO DOS TRES;;3,00\n";
    let asked = plain(turns);
    assert_eq!((asked.doubts.as_slice(), asked.profile.is_none()), (&[Doubt::NoAmount][..], true));
    let mut choices = Choices::default();
    choices.hold(3, Some(Holds::Debit));
    choices.hold(4, Some(Holds::Credit));
    assert_eq!(amounts(&guided(turns.as_bytes(), &choices)), [-1_000, 300]);
    // A column holds one thing, and what it held before is free.
    choices.hold(4, Some(Holds::Debit));
    assert_eq!(held(&guided(turns.as_bytes(), &choices)), "date reference description - debit");
    // Titles that somebody says are none, and a row that somebody says has them.
    let none = Choices {
        titles: Titles::None,
        ..Choices::default()
    };
    assert_eq!(guided(CARGOS.as_bytes(), &none).titles, None);
    let row = Choices {
        titles: Titles::Row(1),
        ..Choices::default()
    };
    assert_eq!(guided(CARGOS.as_bytes(), &row).titles, Some(1));
}

#[test]
fn what_a_person_says_of_the_text_wins() {
    let text = "Fecha;Monto;Concepto, y más\n25/11/2026;-10,50;NIÑO\n26/11/2026;1,00;DOS\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let found = guided(&latin, &Choices::default());
    assert_eq!(
        (found.encoding, lines_of(&found)[0].description.as_str()),
        (Some("windows-1252"), "NIÑO")
    );
    let utf8 = Choices {
        encoding: Some(TextEncoding::Utf8),
        ..Choices::default()
    };
    let refusal = guide(&latin, &utf8, &Naming::default(), Currency::Ves).unwrap_err();
    assert_eq!(refusal.code, Code::StatementEncoding);
    let comma = Choices {
        mark: Some(','),
        ..Choices::default()
    };
    assert_eq!(guided(text.as_bytes(), &comma).width, 2);
    assert_eq!(guided(text.as_bytes(), &comma).mark, Some(','));
}

#[test]
fn a_title_that_will_be_another_one_is_known_by_its_place() {
    let text = "Fecha;Ref;Monto;Saldo al 30/11/2026;Ref\n25/11/2026;482913;-10,50;100,00;1\n26/11/2026;482914;1,00;101,00;2\n";
    let profile = kept(&plain(text));
    let header = profile.header.as_ref().unwrap();
    assert_eq!(header.tokens, ["Fecha", "Ref", "Monto"]);
    let next = text.replace("30/11/2026", "31/12/2026");
    assert_eq!(read(next.as_bytes(), &profile, Currency::Ves).unwrap().lines.len(), 2);
}

#[test]
fn a_kept_profile_knows_its_file_and_takes_no_other() {
    let profile = kept(&plain(CARGOS));
    let all = built_in().clone().with(&[("nuevo".into(), profile.to_toml().unwrap())]).unwrap();
    assert!(rivals(&profile, &all).is_empty());
    for bank in [Some("0169"), None] {
        let found = detect(CARGOS.as_bytes(), &all, bank).unwrap();
        assert!(matches!(&found, Detected::One { profile, .. } if profile == "nuevo"), "{found:?}");
    }
    for &layout in Layout::ALL {
        let bank = built_in().get(layout.as_str()).unwrap().bank.as_deref();
        let text = write(layout, &sample(), bs(OPENING), &Style::default());
        let found = detect(text.as_bytes(), &all, bank).unwrap();
        assert!(
            matches!(&found, Detected::One { profile, .. } if profile == layout.as_str()),
            "{layout}: {found:?}"
        );
    }
}

#[test]
fn the_titles_of_another_profile_make_a_rival() {
    let text = "Fecha;Referencia;Monto\n25/11/2026;482913;-10,50\n26/11/2026;482914;1,00\n";
    let of = |bank| {
        *guide(text.as_bytes(), &Choices::default(), &naming("nuevo", bank), Currency::Ves)
            .unwrap()
            .profile
            .unwrap()
    };
    assert_eq!(rivals(&of(None), built_in()), ["generic_csv"]);
    // An account's own bank comes first.
    assert!(rivals(&of(Some("0169")), built_in()).is_empty());
    let sheet = write(Layout::BncXls, &sample(), bs(OPENING), &Style::default());
    let same = guide(
        html(&grid(Layout::BncXls, &sample(), bs(OPENING), &Style::default())).as_bytes(),
        &Choices::default(),
        &naming("nuevo", Some("0191")),
        Currency::Ves,
    );
    assert!(!sheet.is_empty() && rivals(&same.unwrap().profile.unwrap(), built_in()).contains(&"bnc_xls"));
}

#[test]
fn a_file_without_rows_of_money_is_seen_and_makes_nothing() {
    let found = plain("hola\nmundo\n");
    assert_eq!((found.rows.len(), found.profile.is_none()), (2, true));
    assert_eq!(found.doubts, [Doubt::NoDate, Doubt::NoAmount]);
    assert_eq!(
        guide(b"", &Choices::default(), &Naming::default(), Currency::Ves).unwrap_err().code,
        Code::StatementEmpty
    );
    // What a terminal must not be given is shown as what it is.
    assert!(
        plain("\u{1b}[31mFecha;Monto\n25/11/2026;1,00\n").rows[0].1[0]
            .as_str()
            .chars()
            .all(|c| c != '\u{1b}')
    );
    assert!(
        lines_of(&plain("Fecha;Monto\n25/11/2026;1,00\n"))
            .iter()
            .all(|line| line.direction == Direction::In)
    );
}
