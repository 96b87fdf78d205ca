//! The banks of Venezuela by their four-digit code (domain.md §9). Codes are text: the leading zero counts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, identifier};

/// A bank that is in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankCode(&'static str);

/// Code and name, by code.
pub const BANKS: [(&str, &str); 27] = [
    ("0102", "Venezuela"),
    ("0104", "Venezolano de Crédito"),
    ("0105", "Mercantil"),
    ("0108", "Provincial"),
    ("0114", "Bancaribe"),
    ("0115", "Exterior"),
    ("0128", "Caroní"),
    ("0134", "Banesco"),
    ("0137", "Sofitasa"),
    ("0138", "Plaza"),
    ("0146", "Bangente"),
    ("0151", "BFC"),
    ("0156", "100% Banco"),
    ("0157", "DelSur"),
    ("0163", "Tesoro"),
    ("0166", "Agrícola"),
    ("0168", "Bancrecer"),
    ("0169", "R4"),
    ("0171", "Activo"),
    ("0172", "Bancamiga"),
    ("0173", "BID"),
    ("0174", "Banplus"),
    ("0175", "BDT"),
    ("0177", "Banfanb"),
    ("0178", "N58"),
    ("0191", "BNC"),
    ("0601", "IMCP"),
];

impl BankCode {
    /// Reads the four digits; a code that no bank has is refused.
    pub fn parse(input: &str) -> Ruling<Self> {
        let code = identifier(input);
        let row = BANKS.iter().find(|(known, _)| *known == code);
        row.map(|(known, _)| Self(known))
            .ok_or_else(|| Refusal::new(Code::BankUnknown).with("input", excerpt(input)))
    }

    pub fn all() -> impl Iterator<Item = Self> {
        BANKS.iter().map(|(code, _)| Self(code))
    }

    pub const fn as_str(self) -> &'static str {
        self.0
    }

    pub fn name(self) -> &'static str {
        BANKS.iter().find(|(code, _)| *code == self.0).map_or("", |(_, name)| name)
    }
}

impl fmt::Debug for BankCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for BankCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl FromStr for BankCode {
    type Err = Refusal;

    fn from_str(text: &str) -> Ruling<Self> {
        Self::parse(text)
    }
}

impl Serialize for BankCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for BankCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|refusal| de::Error::custom(refusal.code.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_text_in_order() {
        assert!(BANKS.is_sorted());
        assert!(
            BANKS
                .iter()
                .all(|(code, _)| code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit()))
        );
        assert_eq!(BankCode::parse("\u{202a}0102\u{a0}").unwrap().as_str(), "0102");
        assert_eq!(BankCode::parse(" 0102 ").unwrap().name(), "Venezuela");
        assert_eq!(BankCode::all().count(), 27);
        for input in ["102", "9999", "", "0102 ", "venezuela"]
            .iter()
            .filter(|input| input.trim() != "0102")
        {
            assert_eq!(BankCode::parse(input).unwrap_err().code, Code::BankUnknown, "{input}");
        }
    }
}
