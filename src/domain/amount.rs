//! Amounts as people type them: `1.234,56`, `1,234.56`, `Bs 1 234,5`, `12 USD`. Used by forms and by command line flags.
//! What can be read in two ways is refused with both readings; nothing is guessed.

use rust_decimal::Decimal;

use super::money::{Currency, Money, grouped};
use super::refusal::{Code, Refusal, Ruling};
use super::text::excerpt;

/// Longest input worth reading; more is not an amount.
const LONGEST: usize = 64;
/// Whole digits of NUMERIC(18,2).
const WHOLE_DIGITS: usize = 16;

/// Currency words, longest first so that `USDT` is not read as `USD` and a T.
const WORDS: [(&str, Currency); 9] = [
    ("bolívares", Currency::Ves),
    ("bolivares", Currency::Ves),
    ("usdt", Currency::Usdt),
    ("bs.", Currency::Ves),
    ("ves", Currency::Ves),
    ("usd", Currency::Usd),
    ("us$", Currency::Usd),
    ("bs", Currency::Ves),
    ("$", Currency::Usd),
];

impl Money {
    /// Reads a positive amount that must be of `expected`; a currency word is optional, another currency is refused.
    pub fn typed(input: &str, expected: Currency) -> Ruling<Self> {
        let money = Self::typed_or(input, expected)?;
        if money.currency() == expected {
            return Ok(money);
        }
        Err(Refusal::new(Code::AmountCurrency)
            .with("input", excerpt(input))
            .with("found", money.currency().as_str())
            .with("expected", expected.as_str()))
    }

    /// Reads a positive amount of the currency it names, or of `default` when it names none.
    pub fn typed_or(input: &str, default: Currency) -> Ruling<Self> {
        let trimmed = input.trim();
        if trimmed.is_empty() {
            return Err(Refusal::new(Code::AmountMissing));
        }
        let refused = |code| Refusal::new(code).with("input", excerpt(trimmed));
        if trimmed.chars().count() > LONGEST {
            let only_digits = trimmed.bytes().all(|b| b.is_ascii_digit());
            return Err(refused(if only_digits { Code::AmountTooLarge } else { Code::AmountMalformed }));
        }
        let (outer_sign, rest) = split_sign(trimmed);
        let (word, rest) = split_currency(rest);
        let (inner_sign, digits) = split_sign(rest);
        let currency = word.unwrap_or(default);
        if is_scientific(digits) {
            return Err(refused(Code::AmountScientific));
        }
        let number = read_number(digits).map_err(|wrong| match wrong {
            Wrong::Malformed => refused(Code::AmountMalformed),
            Wrong::Decimals => refused(Code::AmountDecimals),
            Wrong::Ambiguous { whole, cents } => refused(Code::AmountAmbiguous)
                .with("whole", format!("{} {},00", currency.sign(), grouped(&format!("{whole}{cents}"))))
                .with("fraction", format!("{} {whole},{cents}", currency.sign())),
        })?;
        if number.whole.len() > WHOLE_DIGITS {
            return Err(refused(Code::AmountTooLarge));
        }
        if outer_sign && inner_sign {
            return Err(refused(Code::AmountMalformed));
        }
        let text = format!("{}.{:0<2}", number.whole, number.cents);
        let amount: Decimal = text.parse().map_err(|_| refused(Code::AmountMalformed))?;
        match (amount.is_zero(), outer_sign || inner_sign) {
            (true, _) => Err(refused(Code::AmountZero)),
            (false, true) => Err(refused(Code::AmountNegative)),
            (false, false) => Self::exact(amount, currency),
        }
    }
}

/// Digits as text: no leading zeros in `whole`, at most two in `cents`.
struct Number {
    whole: String,
    cents: String,
}

enum Wrong {
    Malformed,
    Decimals,
    Ambiguous { whole: String, cents: String },
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

fn split_currency(text: &str) -> (Option<Currency>, &str) {
    for (word, currency) in WORDS {
        let (head, tail) = (
            text.get(..word.len()),
            text.len().checked_sub(word.len()).and_then(|at| text.get(at..)),
        );
        if head.is_some_and(|head| head.to_lowercase() == word) {
            return (Some(currency), text[word.len()..].trim_start());
        }
        if tail.is_some_and(|tail| tail.to_lowercase() == word) {
            return (Some(currency), text[..text.len() - word.len()].trim_end());
        }
    }
    (None, text)
}

/// `4.82913E+11`, what a spreadsheet makes of a long number.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    numeric(mantissa) && !exponent.is_empty() && exponent.bytes().all(|b| b.is_ascii_digit())
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn read_number(text: &str) -> Result<Number, Wrong> {
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_space(c)) {
        return Err(Wrong::Malformed);
    }
    let text: String = text.chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
    let count = |mark: char| text.matches(mark).count();
    let decimal = match (count('.'), count(','), count(' ')) {
        (0, 0, _) => None,
        (_, _, 1..) if count('.') + count(',') > 1 => return Err(Wrong::Malformed),
        (dots, 0, 0) if dots > 1 => None,
        (0, commas, 0) if commas > 1 => None,
        _ => text.rfind(['.', ',']),
    };
    let Some(at) = decimal else {
        return Ok(Number {
            whole: ungroup(&text)?,
            cents: String::new(),
        });
    };
    let (whole, cents) = (&text[..at], &text[at + 1..]);
    if !cents.bytes().all(|b| b.is_ascii_digit()) || cents.is_empty() {
        return Err(Wrong::Malformed);
    }
    if whole.contains(&text[at..=at]) {
        return Err(Wrong::Malformed);
    }
    let lone = whole.bytes().all(|b| b.is_ascii_digit());
    if lone && cents.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
        return Err(Wrong::Ambiguous {
            whole: whole.into(),
            cents: cents.into(),
        });
    }
    let whole = ungroup(whole)?;
    if cents.len() > 2 {
        return Err(Wrong::Decimals);
    }
    Ok(Number {
        whole,
        cents: cents.into(),
    })
}

/// Joins groups of three parted by one kind of mark; leading zeros go.
fn ungroup(text: &str) -> Result<String, Wrong> {
    let groups: Vec<&str> = text.split(['.', ',', ' ']).collect();
    let lone = groups.len() == 1;
    let first = groups.first().copied().unwrap_or_default();
    let fits = !first.is_empty() && (lone || first.len() <= 3) && groups.iter().skip(1).all(|group| group.len() == 3);
    let mut marks = text.chars().filter(|c| !c.is_ascii_digit());
    let one_kind = marks.next().is_none_or(|mark| marks.all(|other| other == mark));
    if !fits || !one_kind {
        return Err(Wrong::Malformed);
    }
    let digits = groups.concat();
    let significant = digits.trim_start_matches('0');
    Ok(if significant.is_empty() { "0".into() } else { significant.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type() {
        for (input, minor) in [
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            ("1234,5", 123_450),
            ("1234.5", 123_450),
            ("1 234,56", 123_456),
            ("1\u{a0}234,56", 123_456),
            ("12 345", 1_234_500),
            ("1.234.567", 123_456_700),
            ("1.234.567,89", 123_456_789),
            ("4512,30", 451_230),
            ("4.512,30", 451_230),
            ("Bs 4.512,30", 451_230),
            ("Bs. 4.512,30", 451_230),
            ("bs4.512,30", 451_230),
            ("4.512,30 VES", 451_230),
            ("4.512,30 bolívares", 451_230),
            ("  12  ", 1200),
            ("0,50", 50),
            ("007", 700),
        ] {
            assert_eq!(Money::typed(input, Currency::Ves).map(Money::minor), Ok(minor), "{input}");
        }
        for input in ["$12,50", "12,50 USD", "USD 12.50", "US$ 12,50", "12.5 $"] {
            assert_eq!(Money::typed(input, Currency::Usd).map(Money::minor), Ok(1250), "{input}");
        }
        assert_eq!(Money::typed_or("3 usdt", Currency::Ves), Ok(Money::of_minor(300, Currency::Usdt)));
    }

    #[test]
    fn what_is_refused() {
        for (input, code) in [
            ("", Code::AmountMissing),
            ("   ", Code::AmountMissing),
            ("12.345", Code::AmountAmbiguous),
            ("1,234", Code::AmountAmbiguous),
            ("Bs 1.234", Code::AmountAmbiguous),
            ("-5", Code::AmountNegative),
            ("Bs -5,00", Code::AmountNegative),
            ("−5,00", Code::AmountNegative),
            ("0", Code::AmountZero),
            ("0,00", Code::AmountZero),
            ("-0,00", Code::AmountZero),
            ("1234,567", Code::AmountDecimals),
            ("1.234,567", Code::AmountDecimals),
            ("0.123", Code::AmountDecimals),
            ("1,23456", Code::AmountDecimals),
            ("12345678901234567890", Code::AmountTooLarge),
            ("12.345.678.901.234.567.890,00", Code::AmountTooLarge),
            ("4.5E+3", Code::AmountScientific),
            ("1e5", Code::AmountScientific),
            ("USD 12,50", Code::AmountCurrency),
            ("12,50 €", Code::AmountMalformed),
            ("doce", Code::AmountMalformed),
            ("1.23,45", Code::AmountMalformed),
            ("1.234.56", Code::AmountMalformed),
            ("1,234,5.6,7", Code::AmountMalformed),
            ("12,", Code::AmountMalformed),
            (",5", Code::AmountMalformed),
            ("1 23", Code::AmountMalformed),
            ("1 234.567,89", Code::AmountMalformed),
            ("--5", Code::AmountMalformed),
            ("Bs", Code::AmountMalformed),
            ("1\u{202e}000", Code::AmountMalformed),
            ("١٢٣", Code::AmountMalformed),
        ] {
            assert_eq!(Money::typed(input, Currency::Ves).unwrap_err().code, code, "{input}");
        }
        let megabyte = "9".repeat(1_000_000);
        assert_eq!(Money::typed(&megabyte, Currency::Ves).unwrap_err().code, Code::AmountTooLarge);
    }

    #[test]
    fn both_readings_are_named() {
        let refusal = Money::typed("12.345", Currency::Ves).unwrap_err();
        let text = format!("{refusal:?}");
        assert!(text.contains("Bs 12.345,00") && text.contains("Bs 12,345"), "{text}");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(minor in 1i64..100_000_000_000_000_000) {
            for &currency in Currency::ALL {
                let money = Money::of_minor(minor, currency);
                prop_assert_eq!(Money::typed(&money.to_string(), currency), Ok(money));
                prop_assert_eq!(Money::typed(&money.digits(), currency), Ok(money));
                prop_assert_eq!(Money::typed(&money.plain(), currency), Ok(money));
            }
        }

        #[test]
        fn never_panics_and_never_gives_nothing(input in "[-0-9., eE$BbsSVUDT]{0,24}|.{0,80}") {
            if let Ok(money) = Money::typed_or(&input, Currency::Ves) {
                prop_assert!(money.is_positive());
            }
        }
    }
}
