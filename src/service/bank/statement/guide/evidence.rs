//! What the values of columns prove: by which pattern days can be read, which mark parts cents, which letters are a direction.
//! What proves nothing is said to be in doubt, and never guessed.

use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::service::bank::statement::date::DatePattern;
use crate::service::bank::statement::number::{self, bare};
use crate::service::bank::statement::profile::Decimals;
use crate::service::bank::statement::row::{Cell, Row};
use crate::service::bank::statement::table::title;

/// In the order in which they are offered where nothing else tells.
const PATTERNS: [&str; 12] = [
    "DD/MM/YYYY",
    "YYYY/MM/DD",
    "DD/MM/YY",
    "MM/DD/YYYY",
    "MM/DD/YY",
    "YY/MM/DD",
    "DDMMYYYY",
    "YYYYMMDD",
    "DDMMYY",
    "YYMMDD",
    "MMDDYYYY",
    "MMDDYY",
];

/// A statement is of a year at most.
const LONGEST_DAYS: i64 = 370;

/// Letters and words of money that came, and of money that left, as they go together.
const LETTERS: [(&str, &str); 12] = [
    ("NC", "ND"),
    ("DP", "ND"),
    ("C", "D"),
    ("H", "D"),
    ("CR", "DB"),
    ("IN", "OUT"),
    ("ABONO", "CARGO"),
    ("CREDITO", "DEBITO"),
    ("HABER", "DEBE"),
    ("INGRESO", "EGRESO"),
    ("ENTRADA", "SALIDA"),
    ("DEPOSITO", "RETIRO"),
];

/// Every pattern there is.
fn patterns() -> &'static [DatePattern] {
    static KNOWN: OnceLock<Vec<DatePattern>> = OnceLock::new();
    KNOWN.get_or_init(|| PATTERNS.iter().filter_map(|text| DatePattern::parse(text)).collect())
}

/// A day by any pattern.
pub fn is_dated(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(_) | Cell::Number(_) => {
            let shown = cell.shown();
            shown.len() >= 5 && patterns().iter().any(|pattern| pattern.read(&shown).is_some())
        }
    }
}

/// The patterns, those that read every one of the days first, and the one that the days prove: the only one that reads them all, or
/// the only one that makes them days of one statement.
pub fn days<'a, 'c: 'a>(cells: impl Iterator<Item = &'a Cell<'c>>) -> (Vec<DatePattern>, usize, Option<DatePattern>) {
    let texts: Vec<String> = cells
        .filter(|cell| !cell.is_blank() && !matches!(cell, Cell::Date(_)))
        .map(|cell| cell.shown().into_owned())
        .collect();
    let mut fitting: Vec<(i64, DatePattern)> = Vec::new();
    let mut others = Vec::new();
    for pattern in patterns().iter().copied() {
        let read: Vec<NaiveDate> = texts.iter().filter_map(|text| pattern.read(text)).collect();
        match (read.iter().min(), read.iter().max()) {
            (Some(first), Some(last)) if read.len() == texts.len() => fitting.push(((*last - *first).num_days(), pattern)),
            _ => others.push(pattern),
        }
    }
    fitting.sort_by_key(|(days, _)| *days);
    let within = fitting.iter().filter(|(days, _)| *days <= LONGEST_DAYS);
    let candidates: Vec<DatePattern> = within.map(|(_, pattern)| *pattern).collect();
    let proven = match (candidates.as_slice(), fitting.as_slice()) {
        ([one], _) | ([], [(_, one)]) => Some(*one),
        // Whatever the pattern, the days are the same: values of a spreadsheet, or 05/05.
        _ if agree(&texts, &candidates) => candidates.first().copied(),
        _ => None,
    };
    let fit = if candidates.is_empty() { fitting.len() } else { candidates.len() };
    let rest = fitting
        .iter()
        .map(|(_, pattern)| *pattern)
        .filter(|pattern| !candidates.contains(pattern));
    let all = candidates.iter().copied().chain(rest).chain(others);
    // A sheet with values in place of texts needs none of them, and a profile one.
    let proven = proven.or_else(|| texts.is_empty().then(|| patterns().first().copied()).flatten());
    (all.collect(), fit, proven)
}

fn agree(texts: &[String], patterns: &[DatePattern]) -> bool {
    !patterns.is_empty()
        && texts
            .iter()
            .all(|text| crate::service::bank::statement::date::read(text, patterns).is_some())
}

/// A number in whatever way it is written.
pub fn is_amount(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Date(_) => false,
        Cell::Text(text) => [Decimals::Comma, Decimals::Point]
            .iter()
            .any(|style| number::text(text, *style, false).is_some()),
    }
}

/// The mark of the cents that an amount itself proves: two digits behind the last mark, or marks between groups. `1.234` alone proves
/// nothing.
pub fn mark(text: &str) -> Option<Decimals> {
    // `Bs. 1.234` has a point that is none of the number's.
    let text = bare(text).trim_matches(|c: char| !c.is_ascii_digit());
    let (comma, point) = (text.matches(',').count(), text.matches('.').count());
    let behind = |mark: char| {
        let tail = text.rsplit(mark).next().unwrap_or_default();
        tail.chars().take_while(char::is_ascii_digit).count()
    };
    if number::text(text, Decimals::Comma, false).is_none() && number::text(text, Decimals::Point, false).is_none() {
        return None;
    }
    match (comma, point) {
        (0, 0) => None,
        (1, 0) if behind(',') <= 2 => Some(Decimals::Comma),
        (0, 1) if behind('.') <= 2 => Some(Decimals::Point),
        (1, 0) | (0, 1) => None,
        (0, _) => Some(Decimals::Comma),
        (_, 0) => Some(Decimals::Point),
        _ if text.rfind(',') > text.rfind('.') => Some(Decimals::Comma),
        _ => Some(Decimals::Point),
    }
}

/// How the amounts of these cells are written, where they prove it; numbers of a spreadsheet are what they are.
pub fn decimals<'a, 'c: 'a>(cells: impl Iterator<Item = &'a Cell<'c>>) -> Option<Decimals> {
    let (mut comma, mut point, mut texts) = (false, false, false);
    for cell in cells.filter(|cell| !cell.is_blank()) {
        if let Cell::Text(text) = cell {
            // A zero, a dash or a word has no cents.
            texts |= text.chars().any(|c| ('1'..='9').contains(&c));
            comma |= mark(text) == Some(Decimals::Comma);
            point |= mark(text) == Some(Decimals::Point);
        }
    }
    match (comma, point) {
        (true, false) => Some(Decimals::Comma),
        (false, true) => Some(Decimals::Point),
        (true, true) => Some(Decimals::Either),
        (false, false) => (!texts).then_some(Decimals::Either),
    }
}

/// The letters in these cells, as they are written, and which of them are known: came, left, and neither.
pub fn letters<'a, 'c: 'a>(cells: impl Iterator<Item = &'a Cell<'c>>) -> [Vec<String>; 3] {
    let mut found = [Vec::new(), Vec::new(), Vec::new()];
    for cell in cells.filter(|cell| !cell.is_blank()) {
        let (shown, said) = (cell.shown().into_owned(), title(&cell.shown()));
        let is = |word: &str| title(word) == said;
        let side = match () {
            () if LETTERS.iter().any(|(came, _)| is(came)) => 0,
            () if LETTERS.iter().any(|(_, left)| is(left)) => 1,
            () => 2,
        };
        if !found[side].contains(&shown) {
            found[side].push(shown);
        }
    }
    found
}

/// A file in which nothing left has no letter of what leaves; the next one has.
pub fn complete(mut found: [Vec<String>; 3]) -> [Vec<String>; 3] {
    let has = |letters: &[String], word: &str| letters.iter().any(|letter| title(letter) == title(word));
    let [incoming, outgoing, _] = &mut found;
    for (came, left) in LETTERS {
        if incoming.is_empty() && has(outgoing, left) {
            incoming.push(came.to_owned());
        }
        if outgoing.is_empty() && has(incoming, came) {
            outgoing.push(left.to_owned());
        }
    }
    found
}

/// The cells of a column in these rows.
pub fn column<'a>(rows: &'a [&'a Row<'static>], at: usize) -> impl Iterator<Item = &'a Cell<'static>> {
    rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_blank())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_proved_or_in_doubt() {
        for (text, found) in [
            ("1.234,56", Some(Decimals::Comma)),
            ("1,234.56", Some(Decimals::Point)),
            ("12,5", Some(Decimals::Comma)),
            ("-345570.17", Some(Decimals::Point)),
            ("'1.234.567", Some(Decimals::Comma)),
            ("1,234,567", Some(Decimals::Point)),
            ("12,50-", Some(Decimals::Comma)),
            ("1.234", None),
            ("1,234", None),
            ("1234", None),
            ("12.34.5", None),
            ("PAGO, MOVIL", None),
            ("", None),
        ] {
            assert_eq!(mark(text), found, "{text}");
        }
    }

    #[test]
    fn days_are_proved_or_in_doubt() {
        let proven = |texts: &[&str]| {
            let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::text(*text)).collect();
            let (patterns, fit, proven) = days(cells.iter());
            (patterns[0].to_string(), fit, proven.map(|pattern| pattern.to_string()))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(proven(&["01/11/2026", "25/11/2026"]), ("DD/MM/YYYY".into(), 1, some("DD/MM/YYYY")));
        assert_eq!(proven(&["11/01/2026", "11/25/2026"]), ("MM/DD/YYYY".into(), 1, some("MM/DD/YYYY")));
        assert_eq!(proven(&["01/11/2026", "09/11/2026"]), ("DD/MM/YYYY".into(), 2, None));
        assert_eq!(proven(&["11/01/2026", "11/09/2026"]), ("MM/DD/YYYY".into(), 2, None));
        // As years the first two would be of different decades.
        assert_eq!(proven(&["01-11-26", "25-11-26"]), ("DD/MM/YY".into(), 1, some("DD/MM/YY")));
        assert_eq!(proven(&["05/05/2026"]).2, some("DD/MM/YYYY"));
        assert_eq!(proven(&["25112026", "01112026"]).2, some("DDMMYYYY"));
        assert_eq!(proven(&["mañana"]).1, 0);
        assert_eq!(proven(&[]).2, some("DD/MM/YYYY"));
    }
}
