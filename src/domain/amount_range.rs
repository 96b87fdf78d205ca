//! Amounts that somebody looks for: `2044,16`, `>1000`, `<=1.000,00 USD`, `1000..2000`. What an amount alone may be is
//! said by [`Money::typed_or`](super::money::Money::typed_or).

use rust_decimal::Decimal;

use super::money::{Currency, Money};
use super::refusal::{Code, Refusal, Ruling};
use super::text::excerpt;

/// From the least to the most, both included; of one currency, or of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountRange {
    pub currency: Option<Currency>,
    pub least: Option<Decimal>,
    pub most: Option<Decimal>,
}

/// Of two amounts, none is between them.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// What separates the ends of a range.
const BETWEEN: &str = "..";
/// How an end is said; the longer signs first.
const SIGNS: &[(&str, Sign)] = &[
    (">=", Sign::AtLeast),
    ("≥", Sign::AtLeast),
    ("<=", Sign::AtMost),
    ("≤", Sign::AtMost),
    (">", Sign::Above),
    ("<", Sign::Below),
    ("=", Sign::Exactly),
];

#[derive(Clone, Copy)]
enum Sign {
    AtLeast,
    AtMost,
    Above,
    Below,
    Exactly,
}

impl AmountRange {
    /// One amount, of one currency or of any.
    pub const fn exactly(amount: Decimal, currency: Option<Currency>) -> Self {
        Self {
            currency,
            least: Some(amount),
            most: Some(amount),
        }
    }

    /// Reads what stands after `field:`. Refused with `filter-amount-malformed`, `filter-range-backwards`, or what is wrong
    /// with an amount that can be read in two ways.
    pub fn typed(input: &str, field: &str) -> Ruling<Self> {
        let text = input.trim();
        let one = |part: &str| Self::amount(part, input, field);
        if let Some((from, to)) = text.split_once(BETWEEN) {
            let end = |part: &str| if part.trim().is_empty() { Ok(None) } else { one(part).map(Some) };
            let (from, to) = (end(from)?, end(to.trim_start_matches('.'))?);
            return Self::between(from, to, input, field);
        }
        let signed = SIGNS
            .iter()
            .find_map(|(sign, meaning)| text.strip_prefix(sign).map(|rest| (*meaning, rest)));
        let (sign, rest) = signed.unwrap_or((Sign::Exactly, text));
        let (amount, currency) = one(rest)?;
        let (least, most) = match sign {
            Sign::Exactly => (Some(amount), Some(amount)),
            Sign::AtLeast => (Some(amount), None),
            Sign::Above => (Some(amount + CENT), None),
            Sign::AtMost => (None, Some(amount)),
            Sign::Below => (None, Some(amount - CENT)),
        };
        Ok(Self { currency, least, most })
    }

    fn between(from: Option<Typed>, to: Option<Typed>, input: &str, field: &str) -> Ruling<Self> {
        let least = from.map(|(amount, _)| amount);
        let most = to.map(|(amount, _)| amount);
        let (first, second) = (from.and_then(|(_, currency)| currency), to.and_then(|(_, currency)| currency));
        let contradicts = first.is_some() && second.is_some() && first != second;
        if contradicts || (least.is_none() && most.is_none()) {
            return Err(malformed(input, field));
        }
        if least.is_some() && most.is_some() && least > most {
            return Err(Refusal::new(Code::FilterRangeBackwards)
                .with("field", excerpt(field))
                .with("input", excerpt(input))
                .with("example", format!("{field}:1000..2000")));
        }
        Ok(Self {
            currency: first.or(second),
            least,
            most,
        })
    }

    fn amount(part: &str, input: &str, field: &str) -> Ruling<Typed> {
        read(part).map_err(|refusal| match refusal.code {
            Code::AmountAmbiguous => refusal,
            _ => malformed(input, field),
        })
    }

    /// A bare text that can only be an amount: it has cents, or a currency beside it. `2044` may be a number of many kinds.
    pub fn plainly(text: &str) -> Option<Self> {
        let (amount, currency) = read(text).ok()?;
        let cents = text
            .rfind([',', '.'])
            .is_some_and(|at| text[at + 1..].bytes().filter(u8::is_ascii_digit).count() < 3);
        (cents || currency.is_some()).then(|| Self::exactly(amount, currency))
    }

    /// A bare text that can be an amount among other things.
    pub fn perhaps(text: &str) -> Option<Self> {
        read(text).ok().map(|(amount, currency)| Self::exactly(amount, currency))
    }

    /// Takes out of words those that can only be an amount: `2.044,16`, `Bs 2.044,16`, `12 USD`. Answers the rest.
    pub fn taken_from(text: &str) -> (Option<Self>, Option<String>) {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        for length in [2, 1] {
            for at in 0..(words.len() + 1).saturating_sub(length) {
                if let Some(found) = Self::plainly(&words[at..at + length].join(" ")) {
                    words.drain(at..at + length);
                    return (Some(found), Some(words.join(" ")).filter(|rest| !rest.is_empty()));
                }
            }
        }
        (None, Some(text.to_owned()).filter(|text| !text.is_empty()))
    }
}

type Typed = (Decimal, Option<Currency>);

/// The amount, and the currency if it names one: what is read the same whatever it would be by default.
fn read(text: &str) -> Ruling<Typed> {
    let as_usd = Money::typed_or(text, Currency::Usd)?;
    let as_ves = Money::typed_or(text, Currency::Ves)?;
    let named = (as_usd.currency() == as_ves.currency()).then(|| as_usd.currency());
    Ok((as_usd.amount(), named))
}

fn malformed(input: &str, field: &str) -> Refusal {
    Refusal::new(Code::FilterAmountMalformed)
        .with("field", excerpt(field))
        .with("input", excerpt(input))
        .with("exact", format!("{field}:2044,16"))
        .with("above", format!("{field}:>1000"))
        .with("between", format!("{field}:1000..2000"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amount(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn both_decimal_marks_signs_and_ranges() {
        for (typed, least, most) in [
            ("2044,16", Some("2044.16"), Some("2044.16")),
            ("2044.16", Some("2044.16"), Some("2044.16")),
            ("2.044,16", Some("2044.16"), Some("2044.16")),
            ("2,044.16", Some("2044.16"), Some("2044.16")),
            ("=2044", Some("2044"), Some("2044")),
            (">1000", Some("1000.01"), None),
            (">=1000", Some("1000"), None),
            ("≥ 1000", Some("1000"), None),
            ("<1000", None, Some("999.99")),
            ("<=1000,5", None, Some("1000.50")),
            ("1000..2000", Some("1000"), Some("2000")),
            ("1.000,00..2.000,00", Some("1000"), Some("2000")),
            ("1000...2000", Some("1000"), Some("2000")),
            ("1000..", Some("1000"), None),
            ("..2000", None, Some("2000")),
        ] {
            let range = AmountRange::typed(typed, "monto").unwrap_or_else(|refusal| panic!("{typed}: {refusal:?}"));
            assert_eq!((range.least, range.most), (least.map(amount), most.map(amount)), "{typed}");
            assert_eq!(range.currency, None, "{typed}");
        }
        assert_eq!(AmountRange::typed(">Bs 1000", "monto").unwrap().currency, Some(Currency::Ves));
        assert_eq!(AmountRange::typed("$5..9", "monto").unwrap().currency, Some(Currency::Usd));
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        for typed in [">abc", "..", ">", "1..x", "abc", "-5", "0", "$5..Bs 9", "1e5", "<>5"] {
            let refusal = AmountRange::typed(typed, "monto").unwrap_err();
            assert_eq!(refusal.code, Code::FilterAmountMalformed, "{typed}");
        }
        assert_eq!(AmountRange::typed("5..1", "monto").unwrap_err().code, Code::FilterRangeBackwards);
        assert_eq!(AmountRange::typed(">1.000", "monto").unwrap_err().code, Code::AmountAmbiguous);
    }

    #[test]
    fn a_bare_amount_is_told_from_other_numbers() {
        let of = |text| AmountRange::taken_from(text);
        let two = Some(AmountRange::exactly(amount("2044.16"), None));
        for typed in ["2.044,16", "2044,16", "2044.16", "2,044.16"] {
            assert_eq!(of(typed), (two, None), "{typed}");
        }
        let bolivares = Some(AmountRange::exactly(amount("2044.16"), Some(Currency::Ves)));
        assert_eq!(of("Bs 2.044,16"), (bolivares, None));
        assert_eq!(of("Peña Bs 2.044,16"), (bolivares, Some("Peña".into())));
        assert_eq!(of("12 USD").0, Some(AmountRange::exactly(amount("12"), Some(Currency::Usd))));
        for other in [
            "2044",
            "0412-555.12.34",
            "V-12.345.678",
            "12.345.678",
            "22/11",
            "14:32",
            "KRFT-7Q2M4X",
            "2.044",
            "",
        ] {
            assert_eq!(of(other).0, None, "{other}");
        }
        assert_eq!(AmountRange::perhaps("2044"), Some(AmountRange::exactly(amount("2044"), None)));
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "\\PC{0,40}") {
            let _ = AmountRange::typed(&text, "monto");
            let _ = AmountRange::taken_from(&text);
        }

        #[test]
        fn what_is_shown_is_found(minor in 1_i64..10_000_000_000) {
            let money = Money::of_minor(minor, Currency::Ves);
            let (found, rest) = AmountRange::taken_from(&money.to_string());
            prop_assert_eq!(rest, None);
            prop_assert_eq!(found, Some(AmountRange::exactly(money.amount(), Some(Currency::Ves))));
        }
    }
}
