//! Who pays and where to reach them: Venezuelan phones, cédulas and RIFs (domain.md §9). Read as typed, kept in one form.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::limits::bounded;
use super::money::grouped;
use super::refusal::{Code, Refusal, Ruling};
use super::text::{Safe, excerpt, identifier};

const OPERATORS: [&str; 6] = ["412", "414", "416", "422", "424", "426"];
const RIF_WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];
/// Longer input is not one of these values.
const LONGEST: usize = 32;

/// Letters and digits only, upper case; nothing when any other character than `-`, `.`, space or brackets is there.
fn squeezed(input: &str) -> Option<String> {
    let text = identifier(input);
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ' ' | '(' | ')' | '+');
    let fits = text.len() <= LONGEST && text.chars().all(known) && !text.chars().skip(1).any(|c| c == '+');
    fits.then(|| {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect()
    })
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A mobile phone: ten national digits. Stored E.164 (`+584125551234`), shown `0412-555.12.34`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(u64);

impl Phone {
    /// Reads `0412-5551234`, `0412-555.12.34`, `412 555 1234`, `+584125551234`, `00584125551234`, `tel:+584125551234`.
    pub fn parse(input: &str) -> Ruling<Self> {
        let text = identifier(input);
        let scheme = text.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:"));
        let text = &text[scheme.map_or(0, str::len)..];
        let national = |text: String| {
            let national = match text.len() {
                10 => text.as_str(),
                11 => text.strip_prefix('0')?,
                12 => text.strip_prefix("58")?,
                13 => text.strip_prefix("580")?,
                14 => text.strip_prefix("0058")?,
                15 => text.strip_prefix("00580")?,
                _ => return None,
            };
            let known = digits(national) && OPERATORS.iter().any(|operator| national.starts_with(operator));
            known.then(|| national.parse().ok()).flatten()
        };
        squeezed(text)
            .and_then(national)
            .map(Self)
            .ok_or_else(|| Refusal::new(Code::PhoneMalformed).with("input", excerpt(input)))
    }

    /// `+584125551234`, as stored.
    pub fn e164(self) -> String {
        format!("+58{}", self.0)
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0.to_string();
        match (n.get(..3), n.get(3..6), n.get(6..8), n.get(8..)) {
            (Some(operator), Some(a), Some(b), Some(c)) => f.pad(&format!("0{operator}-{a}.{b}.{c}")),
            _ => f.pad(&n),
        }
    }
}

/// A cédula: V or E and five to nine digits. Stored `V12345678`, shown `V-12.345.678`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalId {
    kind: char,
    number: u32,
}

impl NationalId {
    /// Reads `V-12.345.678`, `v12345678`; a bare number is a V.
    pub fn parse(input: &str) -> Ruling<Self> {
        let read = |text: String| {
            let (kind, number) = match text.strip_prefix(['V', 'E']) {
                Some(number) => (text.chars().next()?, number),
                None => ('V', text.as_str()),
            };
            let fits = digits(number) && (5..=9).contains(&number.trim_start_matches('0').len());
            fits.then(|| number.parse().ok().map(|number| Self { kind, number })).flatten()
        };
        squeezed(input)
            .and_then(read)
            .ok_or_else(|| Refusal::new(Code::NationalIdMalformed).with("input", excerpt(input)))
    }

    /// `V12345678`, as stored.
    pub fn stored(self) -> String {
        format!("{}{}", self.kind, self.number)
    }
}

impl fmt::Display for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{}", self.kind, grouped(&self.number.to_string())))
    }
}

/// A tax number: `[VEJPG]`, eight digits and a check digit. Stored `J070133805`, shown `J-07013380-5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rif {
    kind: char,
    number: u32,
}

impl Rif {
    /// Refused with its own code when only the check digit is wrong.
    pub fn parse(input: &str) -> Ruling<Self> {
        let refused = |code| Refusal::new(code).with("input", excerpt(input));
        let text = squeezed(input).ok_or_else(|| refused(Code::RifMalformed))?;
        let kind = text.chars().next().filter(|kind| "VEJPG".contains(*kind));
        let body = text.get(1..).filter(|body| digits(body) && body.len() == 9);
        let (Some(kind), Some(body)) = (kind, body) else {
            return Err(refused(Code::RifMalformed));
        };
        let number = body[..8].parse().map_err(|_| refused(Code::RifMalformed))?;
        let rif = Self { kind, number };
        if body.ends_with(&rif.check_digit().to_string()) {
            Ok(rif)
        } else {
            Err(refused(Code::RifCheckDigit))
        }
    }

    fn check_digit(self) -> u32 {
        let letter = match self.kind {
            'V' => 4,
            'E' => 8,
            'J' => 12,
            'P' => 16,
            _ => 20,
        };
        let body = format!("{:08}", self.number);
        let weighed = body
            .bytes()
            .zip(RIF_WEIGHTS)
            .map(|(digit, weight)| u32::from(digit - b'0') * weight);
        match (letter + weighed.sum::<u32>()) % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        }
    }

    /// `J070133805`, as stored.
    pub fn stored(self) -> String {
        format!("{}{:08}{}", self.kind, self.number, self.check_digit())
    }
}

impl fmt::Display for Rif {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:08}-{}", self.kind, self.number, self.check_digit()))
    }
}

/// Who a payment came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Payer {
    Person(NationalId),
    Taxpayer(Rif),
}

impl Payer {
    /// Ten characters with a letter of a RIF are a RIF when the check digit holds; J, P and G are never anything else.
    pub fn parse(input: &str) -> Ruling<Self> {
        let text = &*identifier(input);
        if text.starts_with(['J', 'P', 'G', 'j', 'p', 'g']) {
            return Rif::parse(text).map(Self::Taxpayer);
        }
        Rif::parse(text)
            .map(Self::Taxpayer)
            .or_else(|_| NationalId::parse(text).map(Self::Person))
            .map_err(|_| Refusal::new(Code::PayerMalformed).with("input", excerpt(input)))
    }

    /// As stored.
    pub fn stored(self) -> String {
        match self {
            Self::Person(id) => id.stored(),
            Self::Taxpayer(rif) => rif.stored(),
        }
    }

    /// The same person or company: a V or E RIF carries its holder's cédula.
    pub fn same_as(self, other: Self) -> bool {
        self.key() == other.key()
    }

    /// Letter and number without check digit: alike for whoever is the same person or company.
    pub const fn key(self) -> (char, u32) {
        match self {
            Self::Person(NationalId { kind, number }) | Self::Taxpayer(Rif { kind, number }) => (kind, number),
        }
    }
}

impl fmt::Display for Payer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Taxpayer(rif) => rif.fmt(f),
        }
    }
}

/// A stored phone as people read it, also one that a site wrote in another form.
pub fn shown_phone(stored: &str) -> Safe {
    Phone::parse(stored).map_or_else(|_| Safe::new(stored), |phone| Safe::from(phone.to_string()))
}

/// A stored cédula or RIF as people read it, also one that a site wrote in another form.
pub fn shown_id_doc(stored: &str) -> Safe {
    Payer::parse(stored).map_or_else(|_| Safe::new(stored), |payer| Safe::from(payer.to_string()))
}

/// Where money goes as people read it: a phone, or the twenty digits of an account in groups of four; anything else as it is.
pub fn shown_account(stored: &str) -> Safe {
    let digits: String = stored.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if stored.starts_with("+58") {
        return shown_phone(stored);
    }
    if digits.len() != 20 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Safe::new(stored);
    }
    let groups = (0..5).filter_map(|group| digits.get(4 * group..4 * group + 4));
    Safe::from(groups.collect::<Vec<_>>().join(" "))
}

/// Read by `parse`; JSON is the stored text.
macro_rules! as_text {
    ($($name:ident: $stored:ident),+) => {$(
        impl FromStr for $name {
            type Err = Refusal;

            fn from_str(text: &str) -> Ruling<Self> {
                Self::parse(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.$stored())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(|refusal| de::Error::custom(refusal.code.as_str()))
            }
        }
    )+};
}

as_text!(Phone: e164, NationalId: stored, Rif: stored, Payer: stored);

/// Characters of an e-mail address.
const LONGEST_EMAIL: usize = 160;

/// An address as a proof or an account of ours may carry it.
pub fn email(text: &str) -> Ruling<String> {
    let text = &*identifier(text);
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".-_+%'".contains(c));
    let shaped = text.split_once('@').is_some_and(|(name, domain)| {
        plain(name) && plain(domain) && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    });
    if !shaped {
        return Err(Refusal::new(Code::EmailMalformed).with("input", excerpt(text)));
    }
    bounded("email", text, LONGEST_EMAIL).map(|text| text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phones_as_people_write_them() {
        for input in [
            "0412-5551234",
            "0412-555.12.34",
            "412 555 1234",
            "+584125551234",
            "584125551234",
            "(0412) 555-1234",
            "+58 0412 555 12 34",
            "00584125551234",
            "0058 0412-555.12.34",
            "tel:+584125551234",
            "TEL: 0412-5551234",
            "\u{202a}+58 412-5551234\u{202c}",
            "0412\u{a0}555\u{202f}12\u{2009}34",
            "04125551234\u{200b}",
        ] {
            let phone = Phone::parse(input).unwrap();
            assert_eq!(
                (phone.e164().as_str(), phone.to_string().as_str()),
                ("+584125551234", "0412-555.12.34"),
                "{input}"
            );
        }
        for input in [
            "",
            "0413-5551234",
            "0412-555123",
            "0412-55512345",
            "+1 412 555 1234",
            "0412-ABC1234",
            "0412+5551234",
            "telf:04125551234",
            "tel:tel:04125551234",
            "00414125551234",
            "0412\u{301}5551234",
        ] {
            assert_eq!(Phone::parse(input).unwrap_err().code, Code::PhoneMalformed, "{input}");
        }
    }

    #[test]
    fn cedulas() {
        for (input, shown) in [
            ("V-12.345.678", "V-12.345.678"),
            ("v12345678", "V-12.345.678"),
            ("12345678", "V-12.345.678"),
            ("E 81234567", "E-81.234.567"),
            ("V-54321", "V-54.321"),
            ("\u{202a}V-12.345.678\u{202c}", "V-12.345.678"),
            ("V\u{a0}12\u{200b}345678", "V-12.345.678"),
        ] {
            assert_eq!(NationalId::parse(input).unwrap().to_string(), shown, "{input}");
        }
        for input in ["", "V-1234", "V-1234567890", "X-12345678", "J-12345678", "V"] {
            assert_eq!(NationalId::parse(input).unwrap_err().code, Code::NationalIdMalformed, "{input}");
        }
    }

    #[test]
    fn rifs_carry_a_check_digit() {
        for valid in ["J-07013380-5", "G-20009997-6"] {
            assert_eq!(Rif::parse(valid).unwrap().to_string(), valid);
            assert_eq!(Payer::parse(&format!("\u{2066}{valid}\u{2069}")).unwrap().to_string(), valid);
        }
        assert_eq!(Rif::parse("J-07013380-4").unwrap_err().code, Code::RifCheckDigit);
        for input in ["", "J-7013380-5", "X-07013380-5", "J-07013380", "J0701338055"] {
            assert_eq!(Rif::parse(input).unwrap_err().code, Code::RifMalformed, "{input}");
        }
    }

    #[test]
    fn payers_are_people_or_taxpayers() {
        assert!(matches!(Payer::parse("V-12.345.678"), Ok(Payer::Person(_))));
        assert!(matches!(Payer::parse("J-07013380-5"), Ok(Payer::Taxpayer(_))));
        assert_eq!(Payer::parse("J-07013380-4").unwrap_err().code, Code::RifCheckDigit);
        assert_eq!(Payer::parse("María").unwrap_err().code, Code::PayerMalformed);
        let person = NationalId::parse("V-12345678").unwrap();
        let rif = (0..10).find_map(|check| Rif::parse(&format!("V-12345678-{check}")).ok()).unwrap();
        assert!(Payer::Person(person).same_as(Payer::Taxpayer(rif)));
    }

    #[test]
    fn addresses_as_they_are_pasted() {
        assert_eq!(email(" \u{200b}Ana@Mail.example\u{a0}").unwrap(), "ana@mail.example");
        for input in ["ana@mail", "a b@mail.example", "ana@mail.example\x1b"] {
            assert_eq!(email(input).unwrap_err().code, Code::EmailMalformed, "{input:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_and_stored_can_be_read(operator in 0usize..6, rest in 0u32..10_000_000, id in 10_000u32..999_999_999, rif in 0u32..100_000_000) {
            let phone = Phone::parse(&format!("{}{rest:07}", OPERATORS[operator])).unwrap();
            prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
            prop_assert_eq!(Phone::parse(&phone.e164()), Ok(phone));
            let id = NationalId { kind: 'E', number: id };
            prop_assert_eq!(NationalId::parse(&id.to_string()), Ok(id));
            prop_assert_eq!(NationalId::parse(&id.stored()), Ok(id));
            let rif = Rif { kind: 'J', number: rif };
            prop_assert_eq!(Rif::parse(&rif.to_string()), Ok(rif));
            prop_assert_eq!(Rif::parse(&rif.stored()), Ok(rif));
        }

        #[test]
        fn reading_never_panics(input in any::<String>()) {
            let _ = (Phone::parse(&input), NationalId::parse(&input), Rif::parse(&input), Payer::parse(&input));
        }
    }
}
