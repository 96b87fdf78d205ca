//! Every layout, in every disguise: what was written is read.

mod bad;
mod detection;
mod guide;
mod notices;
mod xls;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Detected, built_in, detect, read};
use crate::demo::statements::{Layout, Print, Style, grid, html, write, xlsx};
use crate::domain::bank::statement::{Chain, Direction, LineKind, Statement, StatementLine};
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Code;

const OPENING: i64 = 12_345_678;

fn bs(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// Description, and what it tells.
const SAID: [(&str, LineKind, Option<&str>, Option<&str>); 6] = [
    ("PAGO MOVIL 04141234567", LineKind::Payment, Some("04141234567"), None),
    ("TRF V12345678 PEÑA", LineKind::Payment, None, Some("V12345678")),
    ("COM PAGO MOVIL", LineKind::Fee, None, None),
    ("TRASPASO CUENTAS PROPIAS", LineKind::OwnTransfer, None, None),
    ("REVERSO PAGO MOVIL", LineKind::Reversal, None, None),
    ("FERRETERIA EL TORNILLO", LineKind::Payment, None, None),
];

/// Lines with balances, from day, reference, amount and the place of their description.
fn lines(seeds: &[(u32, u64, i64, usize)]) -> Vec<StatementLine> {
    let mut balance = bs(OPENING);
    let line = |&(day, number, minor, said): &(u32, u64, i64, usize)| {
        let (description, kind, phone, document) = SAID[said % SAID.len()];
        // A fee is money that left.
        let minor = if kind == LineKind::Fee { -minor.abs() } else { minor };
        balance = balance.less(-bs(minor));
        StatementLine {
            line: 0,
            date: on(day),
            reference: format!("{number:010}"),
            description: description.to_owned(),
            amount: bs(minor.abs()),
            direction: if minor < 0 { Direction::Out } else { Direction::In },
            kind,
            balance: Some(balance),
            bank_id: None,
            payer_phone: phone.map(str::to_owned),
            payer_document: document.map(str::to_owned),
        }
    };
    seeds.iter().map(line).collect()
}

fn sample() -> Vec<StatementLine> {
    lines(&[
        (1, 482_913, 118_880_128, 0),
        (1, 482_913, 118_880_128, 0),
        (2, 30_200_012, -5, 2),
        (9, 7_777_777_777, 123_456, 1),
        (9, 1, -99_999, 3),
        (30, 42, 100_000, 5),
        (30, 43, -100_000, 4),
    ])
}

/// What the layout keeps of the lines; where each stands in the file is its own.
fn kept(layout: Layout, lines: &[StatementLine], found: &Statement) -> Vec<StatementLine> {
    let numbers = found.lines.iter().map(|line| line.line);
    let keep = |(line, number): (&StatementLine, u32)| StatementLine {
        line: number,
        balance: line.balance.filter(|_| layout.has_balances()),
        ..line.clone()
    };
    lines.iter().zip(numbers).map(keep).collect()
}

fn check(layout: Layout, lines: &[StatementLine], bytes: &[u8], why: &str) {
    let profile = built_in().get(layout.as_str()).unwrap();
    let found = read(bytes, profile, Currency::Ves).unwrap_or_else(|refusal| panic!("{layout} {why}: {refusal:?}"));
    assert_eq!(found.refused, [], "{layout} {why}");
    assert_eq!(found.lines, kept(layout, lines, &found), "{layout} {why}");
    assert!(found.lines.windows(2).all(|pair| pair[0].line < pair[1].line), "{layout} {why}");
    let known = layout.has_balances() || layout.states_balances();
    let chain = if known && !lines.is_empty() { Chain::Holds } else { Chain::Unknown };
    assert_eq!(found.chain, chain, "{layout} {why}");
    if known && !lines.is_empty() {
        assert_eq!(found.opening, Some(bs(OPENING)), "{layout} {why}");
        let closing = lines.iter().fold(bs(OPENING), |sum, line| sum.less(-line.signed()));
        assert_eq!(found.closing, Some(closing), "{layout} {why}");
    }
}

/// One text as several programs would save it.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mark = "\u{feff}".to_owned() + text;
    let wide = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8 with mark", mark.as_bytes().to_vec()),
        (
            "windows-1252",
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        ),
        ("utf-16 with mark", wide(&mark, u16::to_le_bytes)),
        ("utf-16 big with mark", wide(&mark, u16::to_be_bytes)),
        ("utf-16", wide(text, u16::to_le_bytes)),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("cr", text.replace('\n', "\r").into_bytes()),
    ]
}

fn styles() -> Vec<Style> {
    let plain = Style::default();
    vec![
        plain.clone(),
        Style {
            print: Print::Point,
            preamble: 30,
            totals: true,
            ..plain.clone()
        },
        Style {
            print: Print::Plain,
            preamble: 8,
            quoted: true,
            lost_zeros: true,
            ..plain.clone()
        },
        Style {
            typed: true,
            totals: true,
            ..plain
        },
    ]
}

/// What a layout takes of a style: banks put nothing above plain text, and text has no typed cells.
fn adapted(layout: Layout, style: &Style) -> Style {
    let is_table = matches!(layout, Layout::GenericCsv | Layout::BanplusTxt | Layout::BncTsv);
    Style {
        preamble: if layout.is_sheet() || is_table { style.preamble } else { 0 },
        typed: style.typed && (layout.is_sheet() || is_table),
        ..style.clone()
    }
}

#[test]
fn every_layout_in_every_disguise() {
    let lines = sample();
    for &layout in Layout::ALL {
        for style in styles() {
            let style = &adapted(layout, &style);
            let text = write(layout, &lines, bs(OPENING), style);
            for (name, bytes) in encodings(&text) {
                let only_wide = built_in().get(layout.as_str()).unwrap().encodings.len() == 1;
                if only_wide && name == "windows-1252" {
                    continue;
                }
                check(layout, &lines, &bytes, &format!("{name} {style:?}"));
            }
            if !layout.is_sheet() {
                continue;
            }
            let table = grid(layout, &lines, bs(OPENING), style);
            for (name, bytes) in encodings(&html(&table)) {
                check(layout, &lines, &bytes, &format!("html {name} {style:?}"));
            }
            check(layout, &lines, &xlsx(&table).unwrap(), &format!("xlsx {style:?}"));
            check(layout, &lines, &xls::write(&table), &format!("xls {style:?}"));
        }
    }
}

#[test]
fn an_empty_statement_is_one_of_no_lines() {
    for &layout in Layout::ALL {
        let text = write(layout, &[], bs(OPENING), &Style::default());
        if text.is_empty() {
            let refusal = read(b"", built_in().get(layout.as_str()).unwrap(), Currency::Ves).unwrap_err();
            assert_eq!(refusal.code, Code::StatementEmpty);
        } else {
            check(layout, &[], text.as_bytes(), "empty");
        }
    }
}

#[test]
fn a_balance_that_breaks_is_named() {
    for &layout in Layout::ALL.iter().filter(|layout| layout.has_balances()) {
        let mut lines = sample();
        lines[3].balance = Some(bs(1));
        let text = write(layout, &lines, bs(OPENING), &Style::default());
        let found = read(text.as_bytes(), built_in().get(layout.as_str()).unwrap(), Currency::Ves).unwrap();
        let Chain::Breaks { line, found: stated, .. } = found.chain else {
            panic!("{layout}: {:?}", found.chain);
        };
        assert_eq!((line, stated), (found.lines[3].line, bs(1)), "{layout}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_does() {
    let text = "Fecha;Referencia;Descripción;Monto\r\n\r\n01/11/2026;1;a;1,00\r\n\r\n\r\n02/11/2026;2;b;2,00\r\n";
    let found = read(text.as_bytes(), built_in().get("generic_csv").unwrap(), Currency::Usd).unwrap();
    let numbers: Vec<_> = found.lines.iter().map(|line| (line.line, line.amount.to_string())).collect();
    assert_eq!(numbers, [(3, "USD 1,00".to_owned()), (6, "USD 2,00".to_owned())]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn random_lines_return(
        seeds in proptest::collection::vec((1u32..31, 0u64..10_000_000_000, 1i64..99_999_999_999, any::<bool>(), 0usize..6), 1..40),
        pick in 0usize..64,
    ) {
        let seeds: Vec<_> = seeds.into_iter().map(|(day, number, minor, out, said)| (day, number, if out { -minor } else { minor }, said)).collect();
        let mut lines = lines(&seeds);
        lines.sort_by_key(|line| line.date);
        let mut balance = bs(OPENING);
        for line in &mut lines {
            balance = balance.less(-line.signed());
            line.balance = Some(balance);
        }
        let owes = lines.iter().any(|line| line.balance.is_some_and(|balance| !balance.is_positive()));
        // Lines of fixed width have no place for a minus before a balance.
        for &layout in Layout::ALL.iter().filter(|layout| !(owes && **layout == Layout::BdvFix)) {
            let styles = styles();
            let style = adapted(layout, &styles[pick % styles.len()]);
            check(layout, &lines, write(layout, &lines, bs(OPENING), &style).as_bytes(), "random");
            if layout.is_sheet() {
                check(layout, &lines, &xlsx(&grid(layout, &lines, bs(OPENING), &style)).unwrap(), "random xlsx");
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[0-9,.;:?!^DTNPC/\t\n\"'-]{0,200}") {
        for profile in built_in().iter() {
            let _ = read(&bytes, profile, Currency::Ves);
            let _ = read(text.as_bytes(), profile, Currency::Ves);
        }
        let _ = detect(text.as_bytes(), built_in(), None);
    }
}
