//! What of a line's texts can be compared, in one form: made once for a line, when it comes in or when it is matched.

use crate::domain::identity::Payer;
use crate::domain::order_number;
use crate::domain::reference::{FEWEST, Reference, STRONG};
use crate::domain::text::fold_compatible;

/// Digits of a Venezuelan phone without the country.
const NATIONAL: usize = 10;
/// Digits of a phone that a bank leaves visible at its end.
const VISIBLE: usize = 4;
/// Longest run of digits that is read.
const LONGEST: usize = 20;
/// Between words of a description.
const BETWEEN: &[char] = &[':', '/', ',', ';', '|', '(', ')', '=', '_', '<', '>', '"'];
/// Stand for hidden digits.
const MASKS: &[u8] = b"*x#";

/// The texts of a line as they are compared. Case, accents, leading zeros, wide and narrow forms are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineKeys {
    /// The reference without leading zeros.
    pub reference: String,
    /// The orders that the line names, [`order_number::OrderNumber::alike_key`] of each.
    pub orders: Vec<[u8; 6]>,
    /// Ten national digits each.
    pub phones: Vec<u64>,
    /// The last four digits of masked phones.
    pub phone_endings: Vec<u16>,
    pub documents: Vec<Document>,
    /// Who the bank says has paid.
    pub payer: Option<(char, u32)>,
}

/// A number of a description that may be a cédula or a RIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// Any where the bank prints none.
    pub letter: Option<char>,
    pub number: u32,
}

impl Document {
    pub fn is(self, payer: (char, u32)) -> bool {
        self.number == payer.1 && self.letter.is_none_or(|letter| letter == payer.0)
    }
}

impl LineKeys {
    pub fn of(reference: &str, description: &str, phone: Option<&str>, document: Option<&str>) -> Self {
        let description = fold_compatible(description);
        let mut keys = Self {
            reference: reference_key(reference),
            orders: order_number::named_in(&description),
            payer: document.and_then(payer_key),
            ..Self::default()
        };
        keys.orders.extend(order_number::named_in(&keys.reference));
        if let Some(phone) = phone {
            keys.add_phone(phone);
        }
        // A document that is none of ours is still a number.
        let unread = document.filter(|_| keys.payer.is_none()).map(fold_compatible);
        for text in std::iter::once(&description).chain(&unread) {
            let words = text.split(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
            let numbers = words.filter(|word| word.bytes().any(|b| b.is_ascii_digit()));
            numbers.for_each(|word| keys.add_word(word));
        }
        keys
    }

    pub fn reference_suffix(&self) -> Option<&str> {
        suffix(&self.reference)
    }

    pub fn names_payer(&self, payer: (char, u32)) -> bool {
        self.payer == Some(payer) || self.documents.iter().any(|document| document.is(payer))
    }

    fn add_phone(&mut self, phone: &str) {
        let shown: Vec<u8> = fold_compatible(phone).bytes().filter(|b| !b" -.()+".contains(b)).collect();
        let hidden = !shown.iter().all(u8::is_ascii_digit);
        let visible = shown.rsplit(|b| !b.is_ascii_digit()).next().unwrap_or_default();
        match national(visible) {
            Some(number) if !hidden => self.phones.push(number),
            _ => self.phone_endings.extend(last_four(visible)),
        }
    }

    /// Reads the numbers of one word, with the letter right before each: `V-12.345.678`, `0414***1234`, `04145551234`.
    fn add_word(&mut self, word: &str) {
        let shown: Vec<u8> = word.bytes().filter(|b| !b"-.+".contains(b)).collect();
        let mut at = 0;
        while at < shown.len() {
            let is_digit = |at: &usize| shown.get(*at).is_some_and(u8::is_ascii_digit);
            let begin = (at..shown.len()).find(is_digit).unwrap_or(shown.len());
            let end = (begin..shown.len()).find(|at| !is_digit(at)).unwrap_or(shown.len());
            let before = &shown[at..begin];
            if at > 0 && before.len() > 1 && before.iter().all(|b| MASKS.contains(b)) {
                self.phone_endings.extend(last_four(&shown[begin..end]));
            } else {
                self.add_number(before, &shown[begin..end]);
            }
            at = end;
        }
    }

    fn add_number(&mut self, before: &[u8], digits: &[u8]) {
        self.phones.extend(national(digits));
        let letter = match before {
            [letter @ (b'v' | b'e' | b'j' | b'p' | b'g')] => Some(char::from(letter.to_ascii_uppercase())),
            _ => None,
        };
        let Some(number) = number(digits).filter(|_| (5..=10).contains(&digits.len())) else {
            return;
        };
        // A RIF ends in a check digit, and a cédula may be as long.
        let forms = [Some(number), (digits.len() >= 9).then_some(number / 10)];
        let read = forms.into_iter().flatten().filter_map(|number| u32::try_from(number).ok());
        self.documents.extend(read.map(|number| Document { letter, number }));
    }
}

/// The reference as it is compared.
pub(super) fn reference_key(reference: &str) -> String {
    Reference::stored(fold_compatible(reference)).key()
}

/// The ending that two references share when one is the ending of the other and it is strong.
pub(super) fn suffix(key: &str) -> Option<&str> {
    key.get(key.len().checked_sub(STRONG)?..)
}

/// The last four characters, with zeros where the reference is shorter: alike whenever [`shared_digits`] finds any.
pub(super) fn ending(key: &str) -> Option<[u8; FEWEST]> {
    let mut ending = [b'0'; FEWEST];
    for (place, letter) in ending.iter_mut().rev().zip(key.bytes().rev()) {
        *place = letter;
    }
    (!key.is_empty()).then_some(ending)
}

/// How many characters two references share, where one is the ending of the other. The zeros of a short one (`0042` of
/// `12340042`) count, since customers type the last four; they never make it a strong one.
pub(super) fn shared_digits(one: &str, other: &str) -> usize {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let Some(rest) = long.strip_suffix(short).filter(|_| !short.is_empty()) else {
        return 0;
    };
    if short.len() >= STRONG {
        return short.len();
    }
    let zeros = rest.bytes().rev().take_while(|b| *b == b'0').count();
    // The same short number in both: as many zeros as one likes.
    let zeros = if rest.is_empty() {
        FEWEST.saturating_sub(short.len())
    } else {
        zeros
    };
    (short.len() + zeros).min(STRONG - 1)
}

/// Letter and number of a document.
pub(super) fn payer_key(document: &str) -> Option<(char, u32)> {
    Payer::parse(&fold_compatible(document)).ok().map(Payer::key)
}

/// Ten national digits of a whole phone, however it is written.
pub(super) fn phone_key(phone: &str) -> Option<u64> {
    let digits: Vec<u8> = fold_compatible(phone).bytes().filter(u8::is_ascii_digit).collect();
    national(&digits)
}

/// Of ten digits, or of more that begin with `0`, `58` or `0058`.
fn national(digits: &[u8]) -> Option<u64> {
    let known = |before: &[u8]| matches!(before, b"" | b"0" | b"58" | b"580" | b"0058" | b"00580");
    let (before, national) = digits.split_at_checked(digits.len().checked_sub(NATIONAL)?)?;
    known(before).then(|| number(national)).flatten()
}

fn last_four(digits: &[u8]) -> Option<u16> {
    let last = digits.get(digits.len().checked_sub(VISIBLE)?..)?;
    number(last).and_then(|number| u16::try_from(number).ok())
}

fn number(digits: &[u8]) -> Option<u64> {
    let fits = !digits.is_empty() && digits.len() < LONGEST && digits.iter().all(u8::is_ascii_digit);
    fits.then(|| digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}
