//! What a terminal that has no such signs shows in their place: every sign by one of ASCII as wide, letters without their accents.

use unicode_width::UnicodeWidthChar;

use crate::domain::text::fold;

const SIGNS: &[(&str, char)] = &[
    ("▌▸▶→", '>'),
    ("◂◀←", '<'),
    ("◉●■█▉▊▋▒▓", '*'),
    ("○◌·•", '.'),
    ("✓✔", 'v'),
    ("✖✗×", 'x'),
    ("▲", '!'),
    ("▴↑", '^'),
    ("▾▼↓", 'v'),
    ("≠", '#'),
    ("≈", '='),
    ("│┃▏▎▍┼├┤", '|'),
    ("─━╌┄", '-'),
    ("╭╮╰╯┌┐└┘", '+'),
    ("▇▆▅▄▃▂▁▀", '='),
    ("…", '~'),
    ("›", '>'),
    ("\u{a0}\u{202f}", ' '),
    ("⏎", '<'),
    ("␣", '_'),
    ("⇧", '^'),
    ("–—−", '-'),
    ("«»“”„", '"'),
    ("‘’", '\''),
    ("¿¡", ' '),
];

/// A symbol of the screen in ASCII, as wide as it was.
pub fn ascii(symbol: &str) -> String {
    symbol.chars().flat_map(|c| sign(c).into_iter()).collect()
}

fn sign(c: char) -> Vec<char> {
    if c.is_ascii() {
        return vec![c];
    }
    if let Some((_, sign)) = SIGNS.iter().find(|(signs, _)| signs.contains(c)) {
        return vec![*sign];
    }
    let width = c.width().unwrap_or(0);
    let plain = fold(c.encode_utf8(&mut [0; 4]));
    match plain.chars().next() {
        Some(letter) if width == 1 && letter.is_ascii() && c.is_uppercase() => vec![letter.to_ascii_uppercase()],
        Some(letter) if width == 1 && letter.is_ascii() => vec![letter],
        _ => vec!['?'; width],
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_sign_has_one_of_ascii_as_wide() {
        for text in [
            "▌ 3 h 12 ◉ KRFT-7Q2M4X",
            "María Ñáñez",
            "✓ ≠ ▲ …",
            "日本 Estampados",
            "╭─ Confirmar ─╮",
        ] {
            let plain = ascii(text);
            assert!(plain.is_ascii() && plain.width() == text.width(), "{text}: {plain}");
        }
        assert_eq!(ascii("María Ñáñez, señal"), "Maria Nanez, senal");
    }

    #[test]
    fn no_sign_stands_for_two() {
        let all: Vec<char> = SIGNS.iter().flat_map(|(signs, _)| signs.chars()).collect();
        let once: std::collections::BTreeSet<char> = all.iter().copied().collect();
        assert_eq!(all.len(), once.len());
    }
}
