//! What a line and a proof say of each other, in words: how well they fit, and each thing that fits or differs.

use super::{Catalogue, Value};
use crate::domain::bank::matching::{Level, Reason, Refused};
use crate::domain::money::Money;

impl Catalogue {
    /// `cuadra`, `mismo pagador`.
    pub fn match_level(&self, level: Level) -> String {
        self.text(&format!("match-level-{level}"), &[])
    }

    /// A sentence under it.
    pub fn match_level_description(&self, level: Level) -> String {
        self.text(&format!("match-level-{level}.description"), &[])
    }

    /// `la referencia coincide en 8 cifras`, `un día después`.
    pub fn match_reason(&self, reason: Reason) -> String {
        let count = |key, name, count: u8| self.text(key, &[(name, count.into())]);
        let plain = |key| self.text(key, &[]);
        match reason {
            Reason::ReferenceDigits(digits) => count("match-reason-reference", "digits", digits),
            Reason::OtherReference => plain("match-reason-other-reference"),
            Reason::OrderNumber => plain("match-reason-order"),
            Reason::AmountEqual => plain("match-reason-amount"),
            Reason::AmountOff(off) => self.off_by(off),
            Reason::NotEnoughLeft(left) => self.text("match-reason-left", &[("amount", left.into())]),
            Reason::SameDay => plain("match-reason-same-day"),
            Reason::DaysApart(days) => self.days_apart(days),
            Reason::Phone => plain("match-reason-phone"),
            Reason::PhoneEnding => plain("match-reason-phone-ending"),
            Reason::Document => plain("match-reason-document"),
            Reason::OtherDocument => plain("match-reason-other-document"),
            Reason::NoAccount => plain("match-reason-no-account"),
            Reason::OnlyCandidate => plain("match-reason-only"),
            Reason::PaidTogether(proofs) => count("match-reason-together", "count", proofs),
            Reason::PaidInParts(credits) => count("match-reason-parts", "count", credits),
        }
    }

    /// Why a line is not proposed.
    pub fn match_refused(&self, refused: Refused) -> String {
        let key = match refused {
            Refused::NotProposable => "match-refused-not-proposable",
            Refused::OtherAccount => "match-refused-account",
            Refused::OtherCurrency => "match-refused-currency",
            Refused::NothingLeft => "match-refused-nothing-left",
            Refused::NothingInCommon => "match-refused-nothing-in-common",
            Refused::ShortReference(digits) => {
                return self.text("match-refused-short-reference", &[("digits", digits.into())]);
            }
            Refused::AmountOff(off) => return self.off_by(off),
            Refused::DaysApart(days) => return self.days_apart(days),
            Refused::OtherDocument => "match-reason-other-document",
            Refused::NoAccount => "match-reason-no-account",
            Refused::AmountAlone => "match-refused-amount-alone",
        };
        self.text(key, &[])
    }

    fn off_by(&self, off: Money) -> String {
        let (key, amount) = match off.is_negative() {
            true => ("match-reason-amount-short", -off),
            false => ("match-reason-amount-over", off),
        };
        self.text(key, &[("amount", amount.into())])
    }

    fn days_apart(&self, days: i64) -> String {
        let key = if days < 0 {
            "match-reason-days-before"
        } else {
            "match-reason-days-after"
        };
        self.text(key, &[("days", Value::Number(days.saturating_abs()))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::locale::Locale;

    #[test]
    fn reasons_are_said_in_both_languages() {
        let bs = |minor| Money::of_minor(minor, Currency::Ves);
        for (reason, es, en) in [
            (
                Reason::ReferenceDigits(8),
                "la referencia coincide en 8 cifras",
                "8 digits of the reference fit",
            ),
            (Reason::AmountOff(bs(40)), "difiere en Bs 0,40 de más", "Bs 0,40 too much"),
            (Reason::AmountOff(bs(-40)), "difiere en Bs 0,40 de menos", "Bs 0,40 too little"),
            (Reason::DaysApart(1), "un día después", "a day later"),
            (Reason::DaysApart(-3), "3 días antes", "3 days earlier"),
            (
                Reason::PaidTogether(2),
                "un ingreso paga 2 comprobantes",
                "one credit pays 2 proofs",
            ),
        ] {
            assert_eq!(Catalogue::of(Locale::Es).match_reason(reason), es);
            assert_eq!(Catalogue::of(Locale::En).match_reason(reason), en);
        }
        assert_eq!(Catalogue::of(Locale::Es).match_refused(Refused::DaysApart(4)), "4 días después");
    }

    #[test]
    fn every_level_has_its_words() {
        for catalogue in Locale::ALL.map(Catalogue::of) {
            for level in Level::ALL {
                for text in [catalogue.match_level(*level), catalogue.match_level_description(*level)] {
                    assert!(!text.starts_with("match-"), "{text}");
                }
            }
        }
    }
}
