//! What a typed text may mean: an order number or its beginning, a phone, a cédula, a reference or its ending, or words of
//! a name. Pure; the search looks for all meanings at once.

use crate::db::orders::finding::SearchKeys;
use crate::domain::identity::{Payer, Phone};
use crate::domain::orders::number::OrderNumber;
use crate::domain::payments::reference::Reference;
use crate::domain::text::identifier;

/// Fewer digits end too many references.
const SHORTEST_END: usize = 4;
/// Fewer letters are in too many names, and have no trigram.
const SHORTEST_WORD: usize = 3;
/// Longer input is none of these.
const LONGEST: usize = 64;

/// Every meaning of a text, names apart.
pub(crate) fn of_text(text: &str) -> SearchKeys {
    let mut needles = of_number(text);
    let bare = squeezed(text);
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    // A word without digits is a name; a beginning of a number needs its prefix or a digit, lest it hide names.
    if digits == 0 && !identifier(text).to_ascii_uppercase().starts_with("KRFT-") {
        needles.number_start = None;
    }
    if digits >= SHORTEST_END {
        let (phone, id_doc, reference) = (of_phone(text), of_id_doc(text), of_reference(text));
        needles.phones = phone.phones;
        needles.phone_start = phone.phone_start;
        needles.id_docs = id_doc.id_docs;
        needles.reference_keys = reference.reference_keys;
        needles.reference_ends = reference.reference_ends;
    }
    needles
}

/// A whole number, or how one begins.
pub(crate) fn of_number(text: &str) -> SearchKeys {
    let mut needles = SearchKeys::default();
    if let Ok(number) = OrderNumber::parse(text) {
        needles.numbers.push(number.to_string());
    } else if let Some(start) = number_start(text) {
        needles.number_start = Some(start);
    }
    needles
}

/// `krft-7q` and `7q` are `KRFT-7Q`.
fn number_start(text: &str) -> Option<String> {
    let upper = identifier(text).to_ascii_uppercase();
    let code = upper
        .strip_prefix("KRFT")
        .map_or(upper.as_str(), |rest| rest.trim_start_matches([' ', '-', '–', '_']));
    let fits = (2..6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| format!("KRFT-{code}"))
}

/// A whole phone, its last seven digits, or how one begins.
pub(crate) fn of_phone(text: &str) -> SearchKeys {
    let mut needles = SearchKeys::default();
    let bare = squeezed(text);
    let abroad = bare.strip_prefix("0058").or_else(|| bare.strip_prefix("58"));
    let national = abroad.unwrap_or(&bare).trim_start_matches('0');
    if let Ok(phone) = Phone::parse(text) {
        needles.phones.push(phone.e164());
    } else if bare.len() == 7 && is_digits(&bare) {
        let operators = ["412", "414", "416", "422", "424", "426"];
        needles.phones.extend(operators.map(|operator| format!("+58{operator}{bare}")));
    } else if (5..10).contains(&national.len()) && is_digits(national) && national.starts_with('4') && national.len() < bare.len() {
        needles.phone_start = Some(format!("+58{national}"));
    }
    needles
}

/// A cédula or RIF; a bare number is a V or an E.
pub(crate) fn of_id_doc(text: &str) -> SearchKeys {
    let mut needles = SearchKeys::default();
    let bare = squeezed(text);
    if is_digits(&bare) {
        let number = bare.trim_start_matches('0');
        if (5..=9).contains(&number.len()) {
            needles.id_docs.extend(["V", "E"].map(|kind| format!("{kind}{number}")));
        }
    } else if let Ok(payer) = Payer::parse(text) {
        needles.id_docs.push(payer.stored());
    } else if bare.starts_with(['V', 'E', 'J', 'P', 'G']) && bare.len() > 5 && is_digits(&bare[1..]) {
        needles.id_docs.push(bare);
    }
    needles
}

/// A reference as it is, without its leading zeros, as the ending of a longer one, or with the ending that was reported.
pub(crate) fn of_reference(text: &str) -> SearchKeys {
    let mut needles = SearchKeys::default();
    let bare = squeezed(text);
    let reference = Reference::stored(bare.as_str());
    let key = reference.key();
    if key.is_empty() {
        return needles;
    }
    let ending = if key.len() >= SHORTEST_END { key.as_str() } else { bare.as_str() };
    if ending.len() >= SHORTEST_END {
        needles.reference_ends.push(ending.chars().rev().collect());
    }
    // Somebody who reads a bank's whole reference looks for the six or eight digits that were reported of it.
    let reported = reference.ending_keys().into_iter().filter(|ending| ending.len() >= 6);
    needles.reference_keys.extend(std::iter::once(key).chain(reported));
    needles.reference_keys.dedup();
    needles
}

/// The words of a name that can be looked for: letters and digits, three or more; a text of short words only is taken as one.
pub(crate) fn name_words(text: &str) -> Vec<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty());
    let long: Vec<String> = words
        .clone()
        .filter(|word| letters(word) >= SHORTEST_WORD)
        .map(str::to_owned)
        .collect();
    if !long.is_empty() {
        return long.into_iter().take(8).collect();
    }
    let joined = words.collect::<Vec<_>>().join(" ");
    if letters(&joined) >= SHORTEST_WORD {
        vec![joined]
    } else {
        Vec::new()
    }
}

fn letters(word: &str) -> usize {
    word.chars().filter(|&c| !is_mark(c)).count()
}

/// A combining accent belongs to its letter.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Letters and digits, upper case; nothing when there is any sign that numbers are not written with.
fn squeezed(text: &str) -> String {
    let text = identifier(text);
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '.' | ' ' | '(' | ')' | '+');
    if text.len() > LONGEST || !text.chars().all(known) {
        return String::new();
    }
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_any_form() {
        for text in ["KRFT-7Q2M4X", "krft 7q2m4x", "7q2m4x"] {
            assert_eq!(of_text(text).numbers, ["KRFT-7Q2M4X"], "{text}");
        }
        assert_eq!(of_text("\u{2066}KRFT-7Q2M4X\u{2069}").numbers, ["KRFT-7Q2M4X"]);
        assert_eq!(of_text("krft-7q").number_start.as_deref(), Some("KRFT-7Q"));
        assert_eq!(of_text("7q2m").number_start.as_deref(), Some("KRFT-7Q2M"));
        assert_eq!(of_text("KRFT-MAR").number_start.as_deref(), Some("KRFT-MAR"));
        assert_eq!(of_text("mar").number_start, None);
        // A name of six letters may be a number as well.
        assert_eq!(of_text("garcía"), SearchKeys::default());
        assert_eq!(of_text("garcia").numbers, ["KRFT-GARCIA"]);
    }

    #[test]
    fn phones_whole_and_in_part() {
        for text in [
            "0412-555.12.34",
            "+584125551234",
            "412 555 1234",
            "\u{202a}0412\u{a0}5551234\u{202c}",
        ] {
            assert_eq!(of_text(text).phones, ["+584125551234"], "{text}");
        }
        assert_eq!(of_text("0412555").phone_start, None);
        assert!(of_text("0412555").phones.contains(&"+584140412555".to_owned()));
        assert_eq!(of_text("04125551").phone_start.as_deref(), Some("+584125551"));
        assert_eq!(of_text("0058 412 5551").phone_start.as_deref(), Some("+584125551"));
        assert!(of_text("5551234").phones.contains(&"+584125551234".to_owned()));
    }

    #[test]
    fn papers_with_and_without_letter() {
        assert_eq!(of_text("V-12.345.678").id_docs, ["V12345678"]);
        assert_eq!(of_text("12.345.678").id_docs, ["V12345678", "E12345678"]);
        assert_eq!(of_text("J-07013380-5").id_docs, ["J070133805"]);
        assert_eq!(of_text("J-07013380-4").id_docs, ["J070133804"]);
    }

    #[test]
    fn references_by_their_ending() {
        let needles = of_text("00482913");
        assert_eq!(needles.reference_keys, ["482913"]);
        assert_eq!(needles.reference_ends, ["319284"]);
        assert_eq!(of_text("2913").reference_ends, ["3192"]);
        // The zeros of a short ending count: 0042 does not end 5142.
        assert_eq!(of_text("0042").reference_ends, ["2400"]);
        assert_eq!(of_text("0042").reference_keys, ["42"]);
        assert!(of_text("01020000482913").reference_keys.contains(&"482913".to_owned()));
        assert_eq!(of_text("0000").reference_keys, Vec::<String>::new());
    }

    #[test]
    fn names_by_their_longer_words() {
        assert_eq!(name_words("José L. Rondón"), ["José", "Rondón"]);
        assert_eq!(name_words("D'Angelo"), ["Angelo"]);
        assert_eq!(name_words("Li Wu"), ["Li Wu"]);
        assert_eq!(name_words("Li"), Vec::<String>::new());
        assert_eq!(name_words("100% \"_x_\" OR"), ["100"]);
        assert_eq!(name_words("Gu\u{308}e"), ["Gu\u{308}e"]);
    }

    #[test]
    fn nothing_panics_on_floods() {
        for text in ["", " ", "\u{202e}", "ñ", "á1b2c3"] {
            of_text(text);
            name_words(text);
        }
        assert_eq!(of_text(&"9".repeat(1_000_000)), SearchKeys::default());
    }
}
