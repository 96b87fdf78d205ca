//! The order's public number, `KRFT-XXXXXX` (domain.md §1): drawn, read in any case, and found again when mistyped.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, identifier};

const PREFIX: &str = "KRFT";
/// What new numbers are drawn from: nothing that is mistaken for something else (no 0 O 1 I L).
const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// Mistakes beyond which "did you mean" would be a guess.
const MOST_MISTAKES: usize = 2;

/// Six characters of `[A-Z0-9]`; stored and shown with the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderNumber([u8; 6]);

impl OrderNumber {
    /// Reads `KRFT-7Q2M4X`, `krft 7q2m4x`, `7q2m4x`.
    pub fn parse(input: &str) -> Ruling<Self> {
        let refused = || Refusal::new(Code::OrderNumberMalformed).with("input", excerpt(input));
        let core = core(input).ok_or_else(refused)?;
        let code: [u8; 6] = core.as_bytes().try_into().map_err(|_| refused())?;
        let known = code.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        known.then_some(Self(code)).ok_or_else(refused)
    }

    /// Draws a new number from a cryptographic source of words; every number is equally likely.
    pub fn draw(random: &mut dyn FnMut() -> u32) -> Self {
        const LETTERS: u32 = ALPHABET.len() as u32;
        const FAIR: u32 = u32::MAX - u32::MAX % LETTERS;
        Self(std::array::from_fn(|_| {
            loop {
                let word = random();
                if word < FAIR {
                    return ALPHABET[(word % LETTERS) as usize];
                }
            }
        }))
    }

    /// The six characters without the prefix.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl OrderNumber {
    /// The same for numbers that are mistaken for each other.
    pub fn alike_key(&self) -> [u8; 6] {
        self.0.map(alike)
    }
}

/// The numbers that a text names with their prefix, whatever stands between the characters, as keys that those mistaken for
/// each other share: `Pedido KRFT - 7Q2 M4X`.
pub fn named_in(text: &str) -> Vec<[u8; 6]> {
    // Most texts name none.
    if !text.contains(['K', 'k']) {
        return Vec::new();
    }
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
    let text: Vec<u8> = letters.map(|letter| alike(letter.to_ascii_uppercase())).collect();
    let windows = text.windows(PREFIX.len() + 6);
    let codes = windows.filter_map(|window| window.strip_prefix(PREFIX.as_bytes())?.try_into().ok());
    codes.collect()
}

/// The characters after the optional prefix, upper case; nothing when the input is far too long.
fn core(input: &str) -> Option<String> {
    let text = identifier(input);
    if text.len() > 64 {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let rest = upper.strip_prefix(PREFIX).map(|rest| rest.trim_start_matches([' ', '-', '–', '_']));
    // A bare code may itself begin with the letters of the prefix.
    Some(match rest {
        Some(rest) if upper.len() != 6 => rest.to_owned(),
        _ => upper,
    })
}

/// The candidate most like a mistyped number, at most two mistakes away; 0/O and 1/I/L count as the same letter.
pub fn nearest(input: &str, candidates: impl IntoIterator<Item = OrderNumber>) -> Option<OrderNumber> {
    let typed: Vec<u8> = core(input)?.bytes().map(alike).collect();
    let scored = candidates
        .into_iter()
        .map(|number| (mistakes(&typed, &number.0.map(alike)), number));
    scored
        .filter(|(mistakes, _)| *mistakes <= MOST_MISTAKES)
        .min()
        .map(|(_, number)| number)
}

const fn alike(letter: u8) -> u8 {
    match letter {
        b'0' => b'O',
        b'1' | b'L' => b'I',
        other => other,
    }
}

/// Edit distance where swapping two neighbours is one mistake.
fn mistakes(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{PREFIX}-{}", self.code()))
    }
}

impl FromStr for OrderNumber {
    type Err = Refusal;

    fn from_str(text: &str) -> Ruling<Self> {
        Self::parse(text)
    }
}

impl Serialize for OrderNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OrderNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|refusal| de::Error::custom(refusal.code.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> OrderNumber {
        OrderNumber::parse(text).unwrap()
    }

    #[test]
    fn any_case_with_or_without_prefix() {
        for input in [
            "KRFT-7Q2M4X",
            "krft-7q2m4x",
            "7q2m4x",
            "  KRFT7Q2M4X ",
            "krft 7q2m4x",
            "KRFT–7Q2M4X",
            "\u{202a}KRFT-7Q2M4X\u{202c}",
            "krft\u{a0}7q2m\u{200b}4x",
        ] {
            assert_eq!(number(input).to_string(), "KRFT-7Q2M4X", "{input}");
        }
        assert_eq!(number("KRFT12").to_string(), "KRFT-KRFT12");
        assert_eq!(number("O0I1L0").code(), "O0I1L0");
    }

    #[test]
    fn malformed_is_refused() {
        for input in [
            "",
            "KRFT-",
            "KRFT-7Q2M4",
            "KRFT-7Q2M4XX",
            "7Q2M-4X",
            "ÑANDÚS",
            "7Q2M4\u{200b}",
            "KRFT-KRFT-7Q2M4X",
        ] {
            assert_eq!(OrderNumber::parse(input).unwrap_err().code, Code::OrderNumberMalformed, "{input}");
        }
        assert!(OrderNumber::parse(&"A".repeat(1_000_000)).is_err());
    }

    #[test]
    fn drawing_has_no_bias() {
        let mut words = [u32::MAX, 0, 30, 31, 61, 62, 93].into_iter();
        let drawn = OrderNumber::draw(&mut || words.next().unwrap());
        assert_eq!(drawn.code(), "A9A9AA");
    }

    #[test]
    fn mistyped_numbers_are_found() {
        let known = || ["7Q2M4X", "P8H3TD", "K4W9ZC"].map(number);
        for (input, found) in [
            ("KRFT-7Q2M4Y", Some("7Q2M4X")),
            ("7Q2M4", Some("7Q2M4X")),
            ("7QM24X", Some("7Q2M4X")),
            ("k4w9z", Some("K4W9ZC")),
            ("P8H3TDX", Some("P8H3TD")),
            ("AAAAAA", None),
            ("", None),
        ] {
            assert_eq!(nearest(input, known()).map(|n| n.code().to_owned()).as_deref(), found, "{input}");
        }
        assert_eq!(nearest("O1LAAA", [number("01IAAB"), number("0IIAAA")]), Some(number("0IIAAA")));
    }

    #[test]
    fn a_text_names_numbers() {
        let key = |text| number(text).alike_key();
        for (text, named) in [
            ("PAGO KRFT-7Q2M4X GRACIAS", vec![key("7Q2M4X")]),
            ("krft 7q 2m 4x", vec![key("7Q2M4X")]),
            ("KRFT7Q2M4XKRFT-P8H3TD", vec![key("7Q2M4X"), key("P8H3TD")]),
            ("KRFT-0ILAAA", vec![key("O11AAA")]),
            ("KRFT-7Q2M4", vec![]),
            ("7Q2M4X", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(named_in(text), named, "{text}");
        }
    }

    proptest! {
        #[test]
        fn drawn_numbers_can_be_read(words in proptest::collection::vec(0..u32::MAX - 31, 6)) {
            let mut words = words.into_iter();
            let drawn = OrderNumber::draw(&mut || words.next().unwrap());
            prop_assert_eq!(number(&drawn.to_string().to_lowercase()), drawn);
            prop_assert!(drawn.code().bytes().all(|b| ALPHABET.contains(&b)));
        }

        #[test]
        fn reading_never_panics(input in any::<String>()) {
            let _ = OrderNumber::parse(&input);
            let _ = nearest(&input, [number("7Q2M4X")]);
        }
    }
}
