//! A line of the bank as it is pasted from its page or a spreadsheet: which of its words is the date, the amount, the reference.

use super::field::{Field, Kind};
use crate::domain::dates;
use crate::domain::money::{Currency, Money};
use crate::domain::payments::reference::{Reference, Relation};

/// A reference has as many digits at least.
const FEWEST: usize = 4;

/// What goes into each of `cells`; none for the text as a whole when fewer than two of them are found in it.
pub fn cells<'a>(text: &str, cells: impl Iterator<Item = &'a Field>) -> Option<Vec<Option<String>>> {
    let cells: Vec<&Field> = cells.collect();
    // Of several lines the first that is one of the bank's.
    text.lines().find_map(|line| {
        let words: Vec<&str> = line
            .split([' ', '\t', ';', '|', '\u{a0}'])
            .filter(|word| !word.is_empty())
            .collect();
        let found: Vec<Option<String>> = cells.iter().map(|cell| of(cell, &words)).collect();
        (found.iter().flatten().count() > 1).then_some(found)
    })
}

/// The word of a line that belongs into a cell.
fn of(cell: &Field, words: &[&str]) -> Option<String> {
    match &cell.kind {
        Kind::Date { today, .. } => {
            let date = words
                .iter()
                .find_map(|word| is_date(word).then(|| dates::typed(word, *today).ok())?)?;
            Some(dates::shown(date))
        }
        Kind::Amount { currency, .. } => {
            let amounts: Vec<Money> = words.iter().filter_map(|word| amount(word, *currency)).collect();
            let offered = cell.offer.as_deref().and_then(|offer| Money::typed(offer, *currency).ok());
            // A balance may stand beside it: what was declared, else what comes first.
            let amount = offered.filter(|offered| amounts.contains(offered)).or(amounts.first().copied())?;
            Some(amount.digits())
        }
        Kind::Text(_) => {
            let offered = cell.offer.as_deref().map(Reference::stored);
            let is_same = |word: &&str| {
                let same = |offered: &Reference| offered.relation(&Reference::stored(*word)) != Relation::Different;
                offered.as_ref().is_some_and(same)
            };
            let numbers = || words.iter().copied().filter(|word| is_number(word));
            numbers()
                .find(is_same)
                .or_else(|| numbers().max_by_key(|word| word.len()))
                .map(str::to_owned)
        }
        Kind::Lines(_) | Kind::Choice(_) => None,
    }
}

fn is_date(word: &str) -> bool {
    word.contains(['/', '-']) || word.matches('.').count() == 2
}

/// Money that came in, with its cents: a number without them is something else.
fn amount(word: &str, currency: Currency) -> Option<Money> {
    let word = word.strip_prefix('+').unwrap_or(word);
    let cents = word.rsplit_once([',', '.']).is_some_and(|(_, cents)| cents.len() == 2);
    let amount = Money::typed(word, currency).ok().filter(|_| cents && !is_date(word))?;
    amount.is_positive().then_some(amount)
}

fn is_number(word: &str) -> bool {
    word.len() >= FEWEST && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::tui::dialogue::field::{Handle, Words};

    fn read(line: &str) -> Option<[Option<String>; 3]> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let fields = [
            Field::date(Handle::<NaiveDate>::new("date-1"), "", today),
            Field::amount(Handle::<Money>::new("amount-1"), "", Currency::Ves).offer("4.512,30".to_owned()),
            Field::identifier(Handle::<Words>::new("reference-1"), "").offer("482913".to_owned()),
        ];
        cells(line, fields.iter())?.try_into().ok()
    }

    #[test]
    fn each_word_of_a_bank_line_finds_its_place() {
        let all = |date: &str, amount: &str, reference: &str| Some([date, amount, reference].map(|text| Some(text.to_owned())));
        for line in [
            "22/11/2026\tPAGO MOVIL 0102 V12345678\t00482913\t4.512,30\t88.310,75",
            "2026-11-22;00482913;TRANSF. RECIBIDA;+4512.30",
            "SALDO ANTERIOR\n22-11-2026 00482913 04145551234 90.000,00 4.512,30",
        ] {
            assert_eq!(read(line), all("22/11/2026", "4.512,30", "00482913"), "{line}");
        }
        // Another amount and another reference are what the bank shows.
        assert_eq!(
            read("21/11/2026 99887766 4.521,30 10.000,00"),
            all("21/11/2026", "4.521,30", "99887766")
        );
    }

    #[test]
    fn what_is_no_bank_line_is_pasted_as_it_is() {
        for text in ["482913", "4.512,30", "gracias", "", "PAGO MOVIL", "-4.512,30 comision"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
