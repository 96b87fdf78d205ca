//! Text from outside: names, notes, references that people or other programs wrote. `Safe` is what faces may draw, print,
//! export or log; `fold` is what search compares; `csv_safe` is what a spreadsheet will not run, `html_safe` what a
//! browser takes for text; `identifier` is what is read of a pasted number.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// Combining marks kept on one letter; no written language needs more.
const MARKS_PER_LETTER: usize = 4;
/// Stands for a character that reorders text or belongs to no text at all.
const FORBIDDEN: char = '\u{fffd}';
/// Stands for a character that is invisible but harmless.
const INVISIBLE: char = '·';

/// A text without control, reordering or invisible characters: each is replaced by a visible mark, never dropped, so that
/// `1\r000` cannot be read as `1000`. Making one twice changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Safe(String);

impl Safe {
    pub fn new(raw: &str) -> Self {
        Self(visible(raw).collect())
    }

    /// At most `max_chars` characters, the last one `…` when something was cut. Reads no more than it keeps.
    pub fn bounded(raw: &str, max_chars: usize) -> Self {
        let mut out = String::new();
        let mut rest = visible(raw);
        let mut last = None;
        for c in rest.by_ref().take(max_chars) {
            out.extend(last.replace(c));
        }
        if rest.next().is_none() {
            out.extend(last);
        } else if last.is_some() {
            out.push('…');
        }
        Self(out)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Safe {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Safe {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Safe {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl From<&String> for Safe {
    fn from(raw: &String) -> Self {
        Self::new(raw)
    }
}

impl From<Safe> for String {
    fn from(safe: Safe) -> Self {
        safe.0
    }
}

impl<'de> Deserialize<'de> for Safe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// What a refusal quotes of a bad input: safe and short.
pub fn excerpt(raw: &str) -> String {
    Safe::bounded(raw, 40).into_string()
}

/// The characters of `raw` with offenders replaced. A flood of combining marks becomes one mark.
fn visible(raw: &str) -> impl Iterator<Item = char> {
    let mut marks = MARKS_PER_LETTER + 1;
    let mut flooded = true;
    let mut at_start = true;
    raw.chars().filter_map(move |c| {
        if let Some(mark) = replacement(c) {
            (marks, flooded, at_start) = (0, false, false);
            return Some(mark);
        }
        if c.width() != Some(0) {
            (marks, flooded, at_start) = (0, false, false);
            return Some(c);
        }
        // A combining mark with no letter would sit on whatever is drawn to its left.
        if at_start {
            at_start = false;
            return Some(INVISIBLE);
        }
        marks += 1;
        if marks <= MARKS_PER_LETTER {
            return Some(c);
        }
        (!std::mem::replace(&mut flooded, true)).then_some(INVISIBLE)
    })
}

/// Whether a terminal would obey it, lay text out the other way round for it, or hide it.
pub const fn is_hostile(c: char) -> bool {
    replacement(c).is_some()
}

/// The visible mark for a character that must not reach a terminal, or `None` when it may.
const fn replacement(c: char) -> Option<char> {
    Some(match c {
        '\n' => '␤',
        '\0'..='\x1f' => match char::from_u32(0x2400 + c as u32) {
            Some(picture) => picture,
            None => FORBIDDEN,
        },
        '\x7f' => '␡',
        '\u{2028}' | '\u{2029}' => '␤',
        // Zero-width, soft hyphen, joiners, variation selectors, fillers.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}' => INVISIBLE,
        // C1, bidirectional, deprecated format characters, annotations, musical format, tags, private use, noncharacters.
        '\u{80}'..='\u{9f}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2065}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}'..='\u{ffff}'
        | '\u{110bd}'
        | '\u{110cd}'
        | '\u{13430}'..='\u{1345f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{10ffff}' => FORBIDDEN,
        c if c as u32 & 0xfffe == 0xfffe => FORBIDDEN,
        _ => return None,
    })
}

/// A character of a typed or pasted identifier: none for a format character, a plain space for an unusual one. They come along
/// with what is copied from chats, web pages and spreadsheets, and belong to no phone, document, reference or number.
pub const fn plain(c: char) -> Option<char> {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        c => Some(c),
    }
}

/// What was typed or imported as a phone, document, reference, account, order number, pay id or address, without the space around
/// it, the unusual spaces and the format characters. Every reader of such a type begins here; names and texts never do.
pub fn identifier(raw: &str) -> Cow<'_, str> {
    let odd = |c: char| plain(c) != Some(c);
    let text = raw.trim();
    if text.contains(odd) {
        Cow::Owned(text.replace(odd, "").trim().to_owned())
    } else {
        Cow::Borrowed(text)
    }
}

/// What comparing references looks at: letters and digits, upper case, without leading zeros.
pub fn reference_key(reference: &str) -> String {
    let kept = reference.chars().filter(char::is_ascii_alphanumeric);
    let kept = kept.map(|c| c.to_ascii_uppercase());
    kept.skip_while(|c| *c == '0').collect()
}

/// `sí`, `no`, and what else people type for them.
pub fn yes_or_no(typed: &str) -> Option<bool> {
    match fold(typed.trim()).as_str() {
        "si" | "s" | "yes" | "y" | "true" | "1" => Some(true),
        "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// Lower case without accents, for search: `Peña Núñez` → `pena nunez`. Rows store their folded text, queries fold theirs.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        for lower in c.to_lowercase() {
            match plain_letters(lower) {
                Some(plain) => out.push_str(plain),
                None => out.push(lower),
            }
        }
    }
    out
}

/// What matching compares of texts that other programs wrote: also wide, narrow and composed forms of a character are one.
pub fn fold_compatible(text: &str) -> String {
    // The letters of Spanish have one form only.
    let plain = |c: char| c.is_ascii() || matches!(c, '\u{c0}'..='\u{ff}');
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else if text.chars().all(plain) {
        fold(text)
    } else {
        fold(&text.nfkc().collect::<String>())
    }
}

/// The unaccented letters of Latin-1 and Latin Extended-A; nothing for a combining accent.
const fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{300}'..='\u{36f}' => "",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' | 'ĸ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ŉ' => "'n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// A cell no spreadsheet takes for a formula: made safe, and with `'` before a leading `=`, `+`, `-`, `@`, tab or line break.
/// For text only; numbers are written as numbers.
pub fn csv_safe(raw: &str) -> String {
    let safe = Safe::new(raw).into_string();
    let executes = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    let first = raw.chars().find(|c| *c != ' ' && *c != '\u{a0}');
    if first.is_some_and(executes) { format!("'{safe}") } else { safe }
}

/// The lines of a text that was made safe: a mark stands where each ended.
pub fn lines_of(text: &str) -> Vec<&str> {
    text.trim_end_matches('␤').split('␤').collect()
}

/// Text of a page or of a quoted attribute, in which nothing is a tag or an entity: made safe, and escaped.
pub fn html_safe(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in visible(raw) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A JSON value as text. Its `to_string` says the same piece by piece through a formatter, which takes far longer.
pub fn json(value: &serde_json::Value) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| value.to_string())
}

/// JSON whose texts no terminal obeys: what [`Safe`] would replace is escaped (`\u009b`), and a program reads it as it was.
pub fn json_safe(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // Between values there are line breaks; within a text they are escaped already.
        if c == '\n' || replacement(c).is_none() {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn offenders_become_visible() {
        for (raw, safe) in [
            ("María Fernández", "María Fernández"),
            ("1\r000", "1␍000"),
            ("a\nb\tc", "a␤b␉c"),
            ("\x1b[31mrojo\x1b[0m", "␛[31mrojo␛[0m"),
            ("\x1b]52;c;cHduZWQ=\x07", "␛]52;c;cHduZWQ=␇"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("x\u{202e}gpj.exe", "x\u{fffd}gpj.exe"),
            ("1\u{200b}000", "1·000"),
            ("a\u{2066}b\u{2069}", "a\u{fffd}b\u{fffd}"),
            ("a\u{e0041}b", "a\u{fffd}b"),
            ("a\u{2028}b", "a␤b"),
            ("\u{feff}x", "·x"),
            ("\0\x7f", "␀␡"),
            ("\u{301}a", "·a"),
            ("你好 🙂 Ñandú", "你好 🙂 Ñandú"),
        ] {
            assert_eq!(Safe::new(raw).as_str(), safe, "{raw:?}");
        }
    }

    #[test]
    fn combining_floods_are_bounded() {
        let flood = format!("z{}y", "\u{301}".repeat(10_000));
        assert_eq!(Safe::new(&flood).as_str(), "z\u{301}\u{301}\u{301}\u{301}·y");
        assert_eq!(Safe::new("e\u{301}").as_str(), "e\u{301}");
    }

    #[test]
    fn bounded_cuts_with_a_mark() {
        assert_eq!(Safe::bounded("Valencia", 8).as_str(), "Valencia");
        assert_eq!(Safe::bounded("Valencia", 7).as_str(), "Valenc…");
        assert_eq!(Safe::bounded("Valencia", 1).as_str(), "…");
        assert_eq!(Safe::bounded("Valencia", 0).as_str(), "");
        assert_eq!(Safe::bounded("", 3).as_str(), "");
    }

    #[test]
    fn an_identifier_is_what_was_meant() {
        for (raw, meant) in [
            ("\u{202a}0412-555.12.34\u{202c}", "0412-555.12.34"),
            (" \u{feff}V-12\u{a0}345\u{202f}678\u{2009}\n", "V-12345678"),
            ("48\u{200b}29\u{2060}13\u{2069}", "482913"),
            ("ana maria", "ana maria"),
            ("\u{200e}", ""),
        ] {
            assert_eq!(identifier(raw), meant, "{raw:?}");
        }
        assert!(matches!(identifier(" 482913 "), Cow::Borrowed("482913")));
        // Not what stands for nothing else: these are refused by the readers.
        for c in ['\x1b', '\u{9b}', '\0', '\u{301}', 'ñ', '\u{2028}'] {
            assert_eq!(plain(c), Some(c), "{c:?}");
        }
    }

    #[test]
    fn search_ignores_case_and_accents() {
        for (text, folded) in [
            ("Peña Núñez", "pena nunez"),
            ("JOSÉ L. RONDÓN", "jose l. rondon"),
            ("Gu\u{308}edez", "guedez"),
            ("Straße Œuvre Ærø", "strasse oeuvre aero"),
            ("Łódź Žižek Şahin", "lodz zizek sahin"),
            ("İstanbul", "istanbul"),
            ("KRFT-7Q2M4X", "krft-7q2m4x"),
        ] {
            assert_eq!(fold(text), folded);
        }
        for (text, folded) in [("４８２９１３", "482913"), ("Ⅳ ﬁn PEN\u{303}A", "iv fin pena"), ("Peña", "pena")] {
            assert_eq!(fold_compatible(text), folded);
        }
    }

    #[test]
    fn spreadsheets_run_nothing() {
        for (raw, cell) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+58", "'+58"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'␉=1"),
            ("  =1", "'  =1"),
            ("\r=1", "'␍=1"),
            ("María", "María"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(csv_safe(raw), cell);
        }
    }

    #[test]
    fn html_has_no_tags_of_others() {
        let raw = "<script>'a' & \"b\"</script>\u{202e}\x1b[2J";
        assert_eq!(
            html_safe(raw),
            "&lt;script&gt;&#39;a&#39; &amp; &quot;b&quot;&lt;/script&gt;\u{fffd}␛[2J"
        );
    }

    proptest! {
        #[test]
        fn json_says_the_same_and_nothing_raw(raw in any::<String>(), sign in any::<char>()) {
            let raw = format!("{raw}{sign}");
            let json = json_safe(&serde_json::to_string_pretty(&[&raw]).unwrap());
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [raw]);
            prop_assert!(json.chars().all(|c| c == '\n' || replacement(c).is_none()), "{}", json);
        }

        #[test]
        fn safe_is_safe_and_stays(raw in any::<String>()) {
            let safe = Safe::new(&raw);
            prop_assert!(safe.chars().all(|c| !c.is_control() && replacement(c).is_none()));
            prop_assert_eq!(&Safe::new(&safe), &safe);
            prop_assert!(safe.chars().count() <= raw.chars().count());
            prop_assert_eq!(safe.is_empty(), raw.is_empty());
        }

        #[test]
        fn bounded_is_bounded(raw in any::<String>(), max in 0usize..30) {
            prop_assert!(Safe::bounded(&raw, max).chars().count() <= max);
        }

        #[test]
        fn forms_of_a_character_are_one(raw in any::<String>(), latin in "[ -~À-ÿ]{0,12}") {
            for text in [raw, latin] {
                let (composed, apart): (String, String) = (text.nfkc().collect(), text.nfd().collect());
                prop_assert_eq!(fold_compatible(&text), fold(&composed));
                prop_assert_eq!(fold_compatible(&apart), fold(&composed));
            }
        }

        #[test]
        fn folding_twice_changes_nothing(raw in any::<String>()) {
            prop_assert_eq!(fold(&fold(&raw)), fold(&raw));
        }
    }
}
