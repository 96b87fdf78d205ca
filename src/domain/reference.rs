//! The reference of a payment, as text (domain.md §5): leading zeros count on display and are ignored when matching, and
//! customers type the last 4, 6 or 8 digits as often as all of them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::amount::is_scientific;
use crate::domain::method::PaymentMethod;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, identifier, reference_key};

/// The shortest reference, and the shortest ending that says anything.
pub const FEWEST: usize = 4;
const MOST: usize = 20;
/// A shared ending this long is strong evidence of one payment.
pub const STRONG: usize = 6;

/// A reference, trimmed. From the database it may be anything a site wrote; `parse` is what new ones pass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

/// How two references of one account stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Same,
    /// One is the ending of the other, `digits` long.
    Suffix {
        digits: usize,
        strong: bool,
    },
    Different,
}

impl Reference {
    /// Bank references are 4 to 20 digits; Zelle, Binance and cash receipts may have letters.
    pub fn parse(input: &str, method: PaymentMethod) -> Ruling<Self> {
        match method {
            PaymentMethod::PagoMovil | PaymentMethod::BankTransfer => Self::numeric(input),
            PaymentMethod::Zelle | PaymentMethod::BinancePay | PaymentMethod::Cash => Self::alphanumeric(input),
        }
    }

    fn numeric(input: &str) -> Ruling<Self> {
        let text = joined(input)?;
        let refused = |code| Refusal::new(code).with("input", excerpt(input));
        if is_scientific(&identifier(input)) {
            return Err(refused(Code::ReferenceScientific));
        }
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refused(Code::ReferenceLetters));
        }
        Self::of_length(text, input)
    }

    fn alphanumeric(input: &str) -> Ruling<Self> {
        let text = joined(input)?;
        if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Refusal::new(Code::ReferenceSigns).with("input", excerpt(input)));
        }
        Self::of_length(text.to_ascii_uppercase(), input)
    }

    fn of_length(text: String, input: &str) -> Ruling<Self> {
        let refused = |code, limit: usize| {
            let limit = i64::try_from(limit).unwrap_or_default();
            let digits = i64::try_from(text.len()).unwrap_or_default();
            Err(Refusal::new(code)
                .with("input", excerpt(input))
                .with("digits", digits)
                .with("limit", limit))
        };
        match text.len() {
            0..FEWEST => refused(Code::ReferenceShort, FEWEST),
            FEWEST..=MOST => Ok(Self(text)),
            _ => refused(Code::ReferenceLong, MOST),
        }
    }

    /// As it stands in a row, whoever wrote it.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A kept reference as a bank gave it; none where nothing left the bank, and the operation stands for it.
    pub fn of_a_bank(kept: &str) -> Option<&str> {
        uuid::Uuid::parse_str(kept).is_err().then_some(kept)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What matching compares: letters and digits, upper case, without leading zeros.
    pub fn key(&self) -> String {
        reference_key(&self.0)
    }

    /// The key backwards, so that a common ending becomes a common beginning that an index can find.
    pub fn reversed_key(&self) -> String {
        self.key().chars().rev().collect()
    }

    /// The keys of every shorter reference that could be the ending of this one, for a look-up by equality.
    pub fn ending_keys(&self) -> Vec<String> {
        let text = self.as_str();
        let starts = text.char_indices().map(|(at, _)| at).filter(|at| text.len() - at >= FEWEST);
        let mut keys: Vec<_> = starts
            .skip(1)
            .map(|at| Self::stored(&text[at..]).key())
            .filter(|key| !key.is_empty())
            .collect();
        keys.dedup();
        keys
    }

    /// Compares with another reference of the same account.
    pub fn relation(&self, other: &Self) -> Relation {
        let (a, b) = (self.key(), other.key());
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if short.is_empty() {
            return Relation::Different;
        }
        if short == long {
            return Relation::Same;
        }
        // A short reference keeps its zeros when it is read as the ending of a long one: 0042 is not the ending of 5142.
        let (short, long) = if self.0.len() <= other.0.len() {
            (&self.0, &other.0)
        } else {
            (&other.0, &self.0)
        };
        if short.len() >= FEWEST && long.to_ascii_uppercase().ends_with(&short.to_ascii_uppercase()) {
            return Relation::Suffix {
                digits: short.len(),
                strong: short.len() >= STRONG,
            };
        }
        Relation::Different
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Without the spaces and dashes people group digits with.
fn joined(input: &str) -> Ruling<String> {
    let text: String = identifier(input).replace([' ', '-', '–'], "");
    if text.is_empty() {
        Err(Refusal::new(Code::ReferenceMissing))
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bank(text: &str) -> Reference {
        Reference::parse(text, PaymentMethod::PagoMovil).unwrap()
    }

    #[test]
    fn an_operation_is_no_reference_of_a_bank() {
        assert_eq!(Reference::of_a_bank("019abc12-3456-7890-abcd-ef0123456789"), None);
        for given in ["00482913", "ZL00AB12", "12345678901234567890"] {
            assert_eq!(Reference::of_a_bank(given), Some(given));
        }
    }

    #[test]
    fn bank_references_are_digits() {
        for (input, kept) in [
            ("482913", "482913"),
            ("0000482913", "0000482913"),
            (" 4829-13 ", "482913"),
            ("4829 1300 12", "4829130012"),
            ("0042", "0042"),
        ] {
            assert_eq!(bank(input).as_str(), kept);
        }
        for (input, code) in [
            ("", Code::ReferenceMissing),
            (" - ", Code::ReferenceMissing),
            ("482", Code::ReferenceShort),
            ("REF482913", Code::ReferenceLetters),
            ("4829.13", Code::ReferenceLetters),
            ("48\u{301}2913", Code::ReferenceLetters),
            ("\u{200b}", Code::ReferenceMissing),
            ("4.82913E+11", Code::ReferenceScientific),
            ("4,82913e11", Code::ReferenceScientific),
        ] {
            assert_eq!(
                Reference::parse(input, PaymentMethod::BankTransfer).unwrap_err().code,
                code,
                "{input}"
            );
        }
        let forty = "1".repeat(40);
        assert_eq!(
            Reference::parse(&forty, PaymentMethod::PagoMovil).unwrap_err().code,
            Code::ReferenceLong
        );
    }

    #[test]
    fn others_may_have_letters() {
        let zelle = |text| Reference::parse(text, PaymentMethod::Zelle);
        assert_eq!(zelle("bac1x9-77q").unwrap().as_str(), "BAC1X977Q");
        assert_eq!(zelle("a_b#c").unwrap_err().code, Code::ReferenceSigns);
        assert_eq!(zelle("ab1").unwrap_err().code, Code::ReferenceShort);
    }

    #[test]
    fn endings_match() {
        let suffix = |digits, strong| Relation::Suffix { digits, strong };
        for (a, b, relation) in [
            ("00482913", "482913", Relation::Same),
            ("482913", "482913", Relation::Same),
            ("0102482913", "482913", suffix(6, true)),
            ("2913", "0102482913", suffix(4, false)),
            ("0102482913", "02482913", suffix(8, true)),
            ("0042", "10042", suffix(4, false)),
            ("0042", "5142", Relation::Different),
            ("482913", "482914", Relation::Different),
            ("0000", "0000", Relation::Different),
        ] {
            assert_eq!(bank(a).relation(&bank(b)), relation, "{a} {b}");
        }
        assert_eq!(bank("00482913").reversed_key(), "319284");
        assert_eq!(bank("1020042").ending_keys(), ["20042", "42"]);
    }

    proptest! {
        #[test]
        fn relation_is_symmetric_and_zeros_are_ignored(a in "[0-9]{4,12}", b in "[0-9]{4,12}", zeros in 0usize..6) {
            prop_assert_eq!(bank(&a).relation(&bank(&b)), bank(&b).relation(&bank(&a)));
            let padded = format!("{}{a}", "0".repeat(zeros));
            prop_assert_eq!(bank(&padded).key(), bank(&a).key());
        }

        #[test]
        fn endings_of_a_reference_are_found(a in "[1-9][0-9]{8,12}", kept in 4usize..8) {
            let ending = &a[a.len() - kept..];
            prop_assert_eq!(bank(&a).relation(&bank(ending)), Relation::Suffix { digits: kept, strong: kept >= 6 });
        }

        #[test]
        fn reading_never_panics(input in any::<String>()) {
            for &method in PaymentMethod::ALL {
                let _ = Reference::parse(&input, method);
            }
            let _ = Reference::stored(input).key();
        }
    }
}
