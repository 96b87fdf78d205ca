//! Amounts as banks print them, in the profile's way or in either; what reads in two ways reads in none.

use super::profile::Decimals;

/// Whole digits of the columns that keep money.
const MOST_DIGITS: usize = 16;
/// Above this a number of a spreadsheet has lost its cents.
const EXACT: f64 = 10_000_000_000_000.0;

/// The amount in hundredths, below zero with a minus, a bracket around it or a minus behind it. `cents` refuses one that has none.
pub fn text(raw: &str, decimals: Decimals, cents: bool) -> Option<i64> {
    let (negative, digits) = signed(unit(bare(raw)));
    let minor = match decimals {
        Decimals::Comma => styled(digits, ',', '.', cents).exact()?,
        Decimals::Point => styled(digits, '.', ',', cents).exact()?,
        Decimals::Implied => implied(digits)?,
        Decimals::Either => match (styled(digits, ',', '.', cents), styled(digits, '.', ',', cents)) {
            (Reading::None, one) | (one, Reading::None) => one.exact()?,
            (a, b) if a == b => a.exact()?,
            _ => return None,
        },
    };
    Some(if negative { -minor } else { minor })
}

/// The amount of a spreadsheet's number.
pub fn number(value: f64, decimals: Decimals) -> Option<i64> {
    let minor = if decimals == Decimals::Implied { value } else { value * 100.0 };
    let whole = minor.round();
    let fits = value.is_finite() && value.abs() < EXACT && (minor - whole).abs() < 0.01;
    #[expect(clippy::cast_possible_truncation, reason = "below 2^53, and whole")]
    fits.then_some(whole as i64)
}

/// Without what spreadsheets and web pages put around a value.
pub fn bare(raw: &str) -> &str {
    raw.trim().trim_matches(['\'', '"', '\u{a0}']).trim()
}

fn unit(text: &str) -> &str {
    let strip = |text: &'_ str, word: &str| -> Option<usize> {
        let head = text.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then_some(word.len())
    };
    ["bs.", "bs", "ves", "usd", "us$", "$"]
        .iter()
        .find_map(|word| strip(text, word))
        .map_or(text, |at| text[at..].trim_start())
}

fn signed(text: &str) -> (bool, &str) {
    let minus = ['-', '−', '–'];
    if let Some(rest) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, rest.trim());
    }
    if let Some(rest) = text.strip_prefix(minus) {
        return (true, unit(rest.trim_start()));
    }
    if let Some(rest) = text.strip_suffix(minus) {
        return (true, rest.trim_end());
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim_start())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    None,
    Minor(i64),
    /// A number, but not of money: it has more than two decimals, or no cents where they are due.
    Other,
}

impl Reading {
    const fn exact(self) -> Option<i64> {
        match self {
            Self::Minor(minor) => Some(minor),
            Self::None | Self::Other => None,
        }
    }
}

fn styled(text: &str, mark: char, group: char, cents: bool) -> Reading {
    let (whole, part) = text.split_once(mark).map_or((text, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let part = match part {
        Some(part) if !all_digits(part) => return Reading::None,
        Some(part) if part.len() > 2 => {
            return if grouped(whole, group).is_some() {
                Reading::Other
            } else {
                Reading::None
            };
        }
        Some(part) => part,
        None => "",
    };
    let Some(digits) = grouped(whole, group) else {
        return Reading::None;
    };
    let digits = digits.trim_start_matches('0');
    if digits.len() > MOST_DIGITS || (part.is_empty() && cents) {
        return Reading::Other;
    }
    match format!("{digits}{part:0<2}").parse() {
        Ok(minor) => Reading::Minor(minor),
        Err(_) => Reading::None,
    }
}

/// The digits without marks between groups of three; nothing where the groups are no groups.
fn grouped(whole: &str, mark: char) -> Option<String> {
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let lone = !whole.contains(mark);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let fits = digits(first) && (lone || (first.len() <= 3 && !first.starts_with('0')));
    (fits && groups.all(|group| group.len() == 3 && digits(group))).then(|| whole.replace(mark, ""))
}

fn implied(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let significant = text.trim_start_matches('0');
    let fits = digits && !text.is_empty() && significant.len() <= MOST_DIGITS + 2;
    fits.then(|| {
        if significant.is_empty() {
            Some(0)
        } else {
            significant.parse().ok()
        }
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_by_their_style() {
        use Decimals::{Comma, Either, Implied, Point};
        for (style, raw, minor) in [
            (Comma, "1.234,56", Some(123_456)),
            (Comma, "1.234", Some(123_400)),
            (Comma, "1.234.567,8", Some(123_456_780)),
            (Comma, "345570.17", None),
            (Comma, "1,234.56", None),
            (Point, "1,188,801.28", Some(118_880_128)),
            (Point, "-1188801.28", Some(-118_880_128)),
            (Point, "1.188,28", None),
            (Either, "1.234,56", Some(123_456)),
            (Either, "1,234.56", Some(123_456)),
            (Either, "345570.17", Some(34_557_017)),
            (Either, "345570,17", Some(34_557_017)),
            (Either, "12", Some(1200)),
            (Either, "0,00", Some(0)),
            (Either, "1.234", None),
            (Either, "1,234", None),
            (Either, "12.34.5", None),
            (Either, "1.234.567", Some(123_456_700)),
            (Either, "1.23,45", None),
            (Either, "0.123", None),
            (Either, "3.46E+10", None),
            (Either, "", None),
            (Either, "-", None),
            (Either, "--5", None),
            (Either, "'+13.000.000,00", Some(1_300_000_000)),
            (Either, "1.234,56-", Some(-123_456)),
            (Either, "(1.234,56)", Some(-123_456)),
            (Either, "Bs. 1.234,56", Some(123_456)),
            (Either, "-Bs 1.234,56", Some(-123_456)),
            (Either, "99999999999999999999,00", None),
            (Implied, "000000000000123456", Some(123_456)),
            (Implied, "0", Some(0)),
            (Implied, "1234,56", None),
            (Implied, "", None),
        ] {
            assert_eq!(text(raw, style, false), minor, "{style:?} {raw}");
        }
        assert_eq!(text("1234", Comma, true), None);
        assert_eq!(text("1234,5", Comma, true), Some(123_450));
        assert_eq!(text("1.234,00", Either, true), Some(123_400));
    }

    #[test]
    fn numbers_of_a_spreadsheet() {
        for (value, minor) in [
            (345_570.17, Some(34_557_017)),
            (-0.01, Some(-1)),
            (0.1 + 0.2, Some(30)),
            (12.345, None),
            (1e14, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(number(value, Decimals::Either), minor, "{value}");
        }
        assert_eq!(number(123_456.0, Decimals::Implied), Some(123_456));
        assert_eq!(number(1234.56, Decimals::Implied), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(minor in -999_999_999_999_999i64..999_999_999_999_999) {
            use crate::domain::money::{Currency, Money};
            let money = Money::of_minor(minor, Currency::Ves);
            let english: String = money.digits().chars().map(|c| match c { '.' => ',', ',' => '.', c => c }).collect();
            for printed in [money.digits(), english, money.plain()] {
                prop_assert_eq!(text(&printed, Decimals::Either, true), Some(minor));
            }
            prop_assert_eq!(text(&money.digits(), Decimals::Comma, true), Some(minor));
        }

        #[test]
        fn reading_never_panics(raw in any::<String>(), value in any::<f64>()) {
            for style in [Decimals::Comma, Decimals::Point, Decimals::Either, Decimals::Implied] {
                let _ = (text(&raw, style, false), number(value, style));
            }
        }
    }
}
