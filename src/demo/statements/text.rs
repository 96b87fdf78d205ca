//! Layouts that are no table: lines of fixed width, QIF, MT940 and norma 43.

use std::fmt::Write as _;

use super::{Print, day, implied, is_in, printed};
use crate::domain::bank::statement::StatementLine;
use crate::domain::money::Money;

const ACCOUNT: &str = "01020123450000123456";

pub fn bdv_fix(lines: &[StatementLine], opening: Money) -> String {
    let mut out = String::new();
    let mut balance = opening;
    let zero = opening.less(opening);
    if let Some(first) = lines.first() {
        let cells = [day(first.date, "%d%m%Y"), String::new(), "SALDO INICIAL".to_owned()];
        fixed(&mut out, &cells, [zero, zero, balance], "SI");
    }
    for line in lines {
        balance = line.balance.unwrap_or_else(|| balance.less(-line.signed()));
        let (debit, credit) = if is_in(line) { (zero, line.amount) } else { (line.amount, zero) };
        let cells = [day(line.date, "%d%m%Y"), line.reference.clone(), line.description.clone()];
        fixed(&mut out, &cells, [debit, credit, balance], if is_in(line) { "NC" } else { "ND" });
    }
    out
}

fn fixed(out: &mut String, [date, reference, description]: &[String; 3], amounts: [Money; 3], kind: &str) {
    let _ = write!(out, "{ACCOUNT}{date}{reference:>13}{description:<30}");
    for amount in amounts {
        out.push_str(&implied(amount, 18));
    }
    let _ = writeln!(out, "{kind}0123");
}

pub fn banesco_qif(lines: &[StatementLine]) -> String {
    let mut out = "!Tipo:Banco\n".to_owned();
    for line in lines {
        let sign = if is_in(line) { '+' } else { '-' };
        let amount = printed(line.amount, Print::Comma);
        let date = day(line.date, "%d/%m/%Y");
        let _ = write!(out, "D{date}\nT{sign}{amount}\nN{}\nP{}\n^\n", line.reference, line.description);
    }
    out
}

pub fn mercantil_mt940(lines: &[StatementLine], opening: Money, closing: Money) -> String {
    let amount = |money: Money| money.plain().replace('-', "").replace('.', ",");
    let sign = |money: Money| if money.is_negative() { 'D' } else { 'C' };
    let mut out = format!(":20:KRAFTA\n:25:{ACCOUNT}\n:28C:1/1\n");
    let dates = (lines.first(), lines.last());
    if let (Some(first), Some(last)) = dates {
        let _ = writeln!(out, ":60F:{}{}VES{}", sign(opening), day(first.date, "%y%m%d"), amount(opening));
        for line in lines {
            let (date, entry) = (day(line.date, "%y%m%d"), day(line.date, "%m%d"));
            let letter = if is_in(line) { 'C' } else { 'D' };
            let _ = writeln!(out, ":61:{date}{entry}{letter}{}NTRF00001//{}", amount(line.amount), line.reference);
            let _ = write!(out, ":86:?00{}?20T0001", line.description);
            let balance = line.balance.map(|balance| printed(balance, Print::Comma));
            let _ = writeln!(out, "?21{}", balance.unwrap_or_default());
        }
        let _ = writeln!(out, ":62F:{}{}VES{}", sign(closing), day(last.date, "%y%m%d"), amount(closing));
    }
    out.push_str("-\n");
    out
}

pub fn provincial_n43(lines: &[StatementLine], opening: Money, closing: Money) -> String {
    let sign = |negative: bool| if negative { '1' } else { '2' };
    let (first, last) = (lines.first(), lines.last());
    let date = |line: Option<&StatementLine>| line.map(|line| day(line.date, "%y%m%d")).unwrap_or_default();
    let (from, to) = (date(first), date(last));
    let stated = |money: Money| format!("{},{}", sign(money.is_negative()), implied(money, 14));
    let mut out = format!("11,0108,0123,{ACCOUNT},{from},{to},{},VES\n", stated(opening));
    for line in lines {
        let date = day(line.date, "%y%m%d");
        let amount = implied(line.amount, 14);
        let description = if line.description.contains(',') {
            format!("\"{}\"", line.description)
        } else {
            line.description.clone()
        };
        let _ = writeln!(
            out,
            "22,0108,0123,{date},{date},{},{amount},{},{description}",
            sign(!is_in(line)),
            line.reference
        );
    }
    let _ = writeln!(out, "33,0108,0123,{ACCOUNT},0,0,0,0,{},VES", stated(closing));
    out
}
