//! What a description tells beside the payment: whether it is one at all, and who paid.

use super::profile::Kinds;
use crate::domain::bank::statement::{Direction, LineKind};
use crate::domain::text::fold;

/// The words of a profile, folded once.
pub struct KindWords {
    fee: Vec<String>,
    own: Vec<String>,
    reversal: Vec<String>,
}

impl KindWords {
    pub fn of(kinds: &Kinds) -> Self {
        let folded = |words: &[String]| words.iter().map(|word| spaced(&fold(word))).collect();
        Self {
            fee: folded(&kinds.fee),
            own: folded(&kinds.own),
            reversal: folded(&kinds.reversal),
        }
    }

    /// A fee that comes back is a reversal.
    pub fn kind(&self, description: &str, direction: Direction) -> LineKind {
        let text = spaced(&fold(description));
        let begins = |words: &[String]| words.iter().any(|word| text.starts_with(word.as_str()));
        if begins(&self.reversal) {
            return LineKind::Reversal;
        }
        if self.own.iter().any(|word| text.contains(word.as_str())) {
            return LineKind::OwnTransfer;
        }
        match (begins(&self.fee), direction) {
            (true, Direction::Out) => LineKind::Fee,
            // A shop's name may begin with COM: money that comes is a payment unless the word is whole.
            (true, Direction::In) if !text.starts_with(" com ") => LineKind::Reversal,
            _ => LineKind::Payment,
        }
    }
}

/// Words alone, each between spaces: ` com pago movil `.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        match c.is_alphanumeric() {
            true => out.push(c),
            false if out.ends_with(' ') => {}
            false => out.push(' '),
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// A mobile phone, as `04141234567` or masked as `0414***1234`.
pub fn phone(text: &str) -> Option<String> {
    runs(text, |c| c.is_ascii_digit() || matches!(c, '*' | '-' | '.' | '+')).find_map(|run| {
        let kept: String = run.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect();
        let national = ["0058", "58"].iter().find_map(|code| kept.strip_prefix(code)).unwrap_or(&kept);
        let national = national.strip_prefix('0').unwrap_or(national);
        let operator = ["412", "414", "416", "422", "424", "426"].iter().any(|it| national.starts_with(it));
        let masked = national.contains('*') && national.ends_with(|c: char| c.is_ascii_digit()) && national.len() <= 12;
        let whole = national.len() == 10 && !national.contains('*');
        (operator && (masked || whole)).then(|| format!("0{national}"))
    })
}

/// A cédula or RIF with its letter: `V12345678`. A bare number may be anything, so it is none.
pub fn document(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let letter = bytes[at].to_ascii_uppercase();
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        if !starts || !b"VEJPG".contains(&letter) {
            return None;
        }
        let mut digits = String::new();
        let mut rest = text.get(at + 1..)?.chars().peekable();
        while let Some(c) = rest.next_if(|c| c.is_ascii_digit() || matches!(c, '-' | '.')) {
            digits.extend(c.is_ascii_digit().then_some(c));
        }
        let ends = rest.peek().is_none_or(|c| !c.is_alphanumeric());
        let significant = digits.trim_start_matches('0').len();
        (ends && digits.len() <= 10 && (6..=9).contains(&significant)).then(|| format!("{}{digits}", char::from(letter)))
    })
}

fn runs(text: &str, part: fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !part(c)).filter(|run| run.len() >= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_payment() {
        let words = KindWords::of(&Kinds::default());
        for (text, direction, kind) in [
            ("COM. PAGO MOVIL", Direction::Out, LineKind::Fee),
            ("COMISIÓN TRANSFERENCIA", Direction::Out, LineKind::Fee),
            ("ITF", Direction::Out, LineKind::Fee),
            ("COMISION DEVUELTA", Direction::In, LineKind::Reversal),
            ("COM VARGAS CA", Direction::In, LineKind::Payment),
            ("COMERCIAL LOS ANDES", Direction::In, LineKind::Payment),
            ("COMERCIAL LOS ANDES", Direction::Out, LineKind::Payment),
            ("REVERSO PAGO MOVIL", Direction::Out, LineKind::Reversal),
            ("REVERON JOSE", Direction::In, LineKind::Payment),
            ("TRANSF. ENTRE CUENTAS PROPIAS", Direction::In, LineKind::OwnTransfer),
            ("PAGO MOVIL", Direction::In, LineKind::Payment),
            ("", Direction::In, LineKind::Payment),
        ] {
            assert_eq!(words.kind(text, direction), kind, "{text}");
        }
    }

    #[test]
    fn who_paid() {
        for (text, found) in [
            ("PAGO MOVIL 04141234567 KRFT", Some("04141234567")),
            ("PM 584141234567", Some("04141234567")),
            ("PM +58-414-123.45.67", Some("04141234567")),
            ("PM 0414***4567", Some("0414***4567")),
            ("PM 4241234567", Some("04241234567")),
            ("REF 000123456789", None),
            ("0114123456789", None),
            ("", None),
        ] {
            assert_eq!(phone(text).as_deref(), found, "{text}");
        }
        for (text, found) in [
            ("TRF V12345678 PEREZ", Some("V12345678")),
            ("TRF j-07013380-5", Some("J070133805")),
            ("V-12.345.678", Some("V12345678")),
            ("CAV12345678", None),
            ("V1234", None),
            ("E1234567890123", None),
            ("PEÑA Ñ V12345678", Some("V12345678")),
            ("12345678", None),
        ] {
            assert_eq!(document(text).as_deref(), found, "{text}");
        }
    }
}
