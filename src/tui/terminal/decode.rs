//! Bytes of a terminal as keys, pastes and clicks. Esc is a key of its own whenever what follows it is no sequence: two Esc that
//! come together are two, and Esc and Enter are what was pressed, as tmux sends them when they follow each other quickly.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::input::MOST_PASTED;

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";
/// No sequence of a key is longer; what is, is none.
const LONGEST: usize = 64;

#[derive(Debug)]
pub struct Decoder {
    /// Bytes of a paste, and a few more, so that what is too large is seen to be.
    most_pasted: usize,
    waiting: Vec<u8>,
    /// What has come of a paste that is not at its end yet.
    paste: Option<Vec<u8>>,
}

/// What stands at the beginning of some bytes.
enum Found {
    /// So many bytes, which may mean nothing.
    Whole(usize, Option<Event>),
    /// The beginning of something.
    Part,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::taking(MOST_PASTED)
    }
}

impl Decoder {
    /// Keeps so many bytes of a paste.
    pub const fn taking(most_pasted: usize) -> Self {
        Self {
            most_pasted,
            waiting: Vec::new(),
            paste: None,
        }
    }

    /// All that is whole now.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.waiting.extend_from_slice(bytes);
        let mut events = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.pasted() {
                    Some(text) => events.push(Event::Paste(text)),
                    None => return events,
                }
            }
            if self.waiting.starts_with(PASTE) {
                self.waiting.drain(..PASTE.len());
                self.paste = Some(Vec::new());
                continue;
            }
            match found(&self.waiting) {
                Found::Whole(length, event) => {
                    self.waiting.drain(..length);
                    events.extend(event);
                }
                Found::Part => return events,
            }
        }
    }

    /// Whether what has come may be a key already, should nothing follow it.
    pub fn is_in_doubt(&self) -> bool {
        self.paste.is_none() && matches!(self.waiting[..], [ESC] | [ESC, b'[' | b'O'])
    }

    /// Nothing followed.
    pub fn settle(&mut self) -> Option<Event> {
        let doubtful = self.is_in_doubt();
        let waiting = doubtful.then(|| std::mem::take(&mut self.waiting))?;
        Some(Event::Key(match waiting[..] {
            [_, letter] => KeyEvent::new(KeyCode::Char(char::from(letter)), KeyModifiers::ALT),
            _ => KeyCode::Esc.into(),
        }))
    }

    /// The paste, once it has ended; no more of it is kept than anything takes.
    fn pasted(&mut self) -> Option<String> {
        let paste = self.paste.as_mut()?;
        let end = self.waiting.windows(PASTED.len()).position(|bytes| bytes == PASTED);
        let upto = end.unwrap_or_else(|| self.waiting.len().saturating_sub(PASTED.len() - 1));
        let room = (self.most_pasted + 4).saturating_sub(paste.len());
        paste.extend_from_slice(&self.waiting[..upto.min(room)]);
        self.waiting.drain(..end.map_or(upto, |end| end + PASTED.len()));
        end?;
        self.paste.take().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn found(bytes: &[u8]) -> Found {
    match *bytes {
        [] | [ESC] | [ESC, b'O'] => Found::Part,
        [ESC, b'[', ..] => control_sequence(bytes),
        // Enter of the keypad.
        [ESC, b'O', b'M', ..] => Found::Whole(3, Some(Event::Key(KeyCode::Enter.into()))),
        [ESC, b'O', letter, ..] => Found::Whole(3, letter_key(letter).map(|code| Event::Key(code.into()))),
        [ESC, 0x7f, ..] => Found::Whole(2, Some(Event::Key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::ALT)))),
        [ESC, 0..=0x1f, ..] => Found::Whole(1, Some(Event::Key(KeyCode::Esc.into()))),
        [ESC, ..] => match character(&bytes[1..]) {
            Found::Whole(length, Some(Event::Key(key))) => {
                let key = KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT);
                Found::Whole(length + 1, Some(Event::Key(key)))
            }
            Found::Whole(length, event) => Found::Whole(length + 1, event),
            Found::Part => Found::Part,
        },
        [control @ (0..=0x1f | 0x7f), ..] => Found::Whole(1, Some(Event::Key(control_key(control)))),
        _ => character(bytes),
    }
}

fn control_key(byte: u8) -> KeyEvent {
    let ctrl = |from: u8, first: u8| KeyEvent::new(KeyCode::Char(char::from(byte - from + first)), KeyModifiers::CONTROL);
    match byte {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x7f => KeyCode::Backspace.into(),
        0 => ctrl(0, b' '),
        1..=0x1a => ctrl(1, b'a'),
        _ => ctrl(0x1c, b'4'),
    }
}

/// One character; a byte that begins none is passed over.
fn character(bytes: &[u8]) -> Found {
    let length = match bytes[0] {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Found::Whole(1, None),
    };
    let there = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(there) {
        Ok(text) => {
            let key = text.chars().next().map(|c| {
                let shift = if c.is_uppercase() {
                    KeyModifiers::SHIFT
                } else {
                    KeyModifiers::NONE
                };
                Event::Key(KeyEvent::new(KeyCode::Char(c), shift))
            });
            Found::Whole(length, key)
        }
        Err(fault) if fault.error_len().is_none() && there.len() < length => Found::Part,
        Err(_) => Found::Whole(1, None),
    }
}

/// `ESC [`, parameters, a letter.
fn control_sequence(bytes: &[u8]) -> Found {
    match bytes {
        // The function keys of the Linux console, and clicks as old terminals say them.
        [_, _, b'[' | b'M'] => return Found::Part,
        [_, _, b'[', letter, ..] => {
            let key = matches!(letter, b'A'..=b'E').then(|| Event::Key(KeyCode::F(letter - b'A' + 1).into()));
            return Found::Whole(4, key);
        }
        [_, _, b'M', ..] if bytes.len() < 6 => return Found::Part,
        [_, _, b'M', button, column, row, ..] => {
            let at = |byte: u8| u16::from(byte.saturating_sub(33));
            let press = button.checked_sub(32).and_then(|button| click(button.into(), false));
            return Found::Whole(6, press.map(|kind| mouse(kind, at(*column), at(*row))));
        }
        _ => {}
    }
    let body = &bytes[2..];
    let end = body.iter().take(LONGEST).position(|byte| !matches!(byte, 0x20..=0x3f));
    match end.map(|end| (end, body[end])) {
        Some((end, letter @ 0x40..=0x7e)) => Found::Whole(end + 3, meaning(&body[..end], letter)),
        // Broken off: what comes instead is looked at anew.
        Some((end, _)) => Found::Whole(end + 2, None),
        None if body.len() >= LONGEST => Found::Whole(2 + LONGEST, None),
        None => Found::Part,
    }
}

fn meaning(parameters: &[u8], letter: u8) -> Option<Event> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(text) = text.strip_prefix('<') {
        let mut numbers = text.split(';').map(str::parse::<u16>);
        let (button, column, row) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
        let kind = click(button, letter == b'm').filter(|_| matches!(letter, b'M' | b'm'))?;
        return Some(mouse(kind, column.saturating_sub(1), row.saturating_sub(1)));
    }
    let mut fields = text.split(';');
    let first: u32 = fields.next().and_then(|field| field.split(':').next()?.parse().ok()).unwrap_or(1);
    let mut held = fields
        .next()
        .unwrap_or_default()
        .split(':')
        .map(|field| field.parse().unwrap_or(1_u8));
    let mut modifiers = modifiers(held.next().unwrap_or(1));
    let kind = match held.next() {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    let code = match letter {
        b'Z' => {
            modifiers |= KeyModifiers::SHIFT;
            KeyCode::BackTab
        }
        b'~' => numbered_key(first)?,
        b'u' => match char::from_u32(first)? {
            '\t' if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            '\t' => KeyCode::Tab,
            '\r' => KeyCode::Enter,
            '\x1b' => KeyCode::Esc,
            '\x7f' => KeyCode::Backspace,
            c if c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}') => return None,
            c => KeyCode::Char(c),
        },
        // Where the cursor is, which is never asked.
        b'R' if first != 1 => return None,
        letter => letter_key(letter)?,
    };
    Some(Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
}

const fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u32) -> Option<KeyCode> {
    let function = |less: u32| u8::try_from(number - less).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28..=29 => function(15),
        31..=34 => function(17),
        _ => None,
    }
}

fn modifiers(mask: u8) -> KeyModifiers {
    let mask = mask.saturating_sub(1);
    let held = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ];
    held.into_iter()
        .filter(|(bit, _)| mask & bit != 0)
        .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

/// Presses, releases and the wheel; moves are not asked for.
fn click(button: u16, released: bool) -> Option<MouseEventKind> {
    let which = match button & 0b11 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    match button & !0b1_1100 {
        64 => Some(MouseEventKind::ScrollUp),
        65 => Some(MouseEventKind::ScrollDown),
        0..=2 if released => Some(MouseEventKind::Up(which)),
        0..=2 => Some(MouseEventKind::Down(which)),
        _ => None,
    }
}

const fn mouse(kind: MouseEventKind, column: u16, row: u16) -> Event {
    Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Keys as people read them; others as they are.
    fn read(bytes: &[u8]) -> Vec<String> {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(bytes);
        events.extend(decoder.settle());
        events.iter().map(said).collect()
    }

    fn said(event: &Event) -> String {
        match event {
            Event::Key(key) => {
                let alt = if key.modifiers.contains(KeyModifiers::ALT) { "Alt-" } else { "" };
                format!("{alt}{}", crate::tui::core::keys::Chord::from(*key))
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn esc_is_a_key_of_its_own() {
        for (bytes, keys) in [
            (b"\x1b".as_slice(), &["Esc"][..]),
            (b"\x1b\x1b", &["Esc", "Esc"]),
            (b"\x1b\x1b\x1b", &["Esc", "Esc", "Esc"]),
            (b"\x1b\r", &["Esc", "⏎"]),
            (b"\x1b\x1b\r", &["Esc", "Esc", "⏎"]),
            (b"\x1b\t", &["Esc", "Tab"]),
            (b"\x1b\x1b[A", &["Esc", "↑"]),
            (b"\x1b\x03", &["Esc", "Ctrl-c"]),
            (b"\x1bj", &["Alt-j"]),
            ("\x1bñ".as_bytes(), &["Alt-ñ"]),
            (b"\x1b\x7f", &["Alt-Backspace"]),
            (b"\x1b[", &["Alt-["]),
        ] {
            assert_eq!(read(bytes), keys, "{bytes:?}");
        }
    }

    #[test]
    fn keys_of_every_terminal() {
        for (bytes, key) in [
            ("\x1b[A", "↑"),
            ("\x1bOB", "↓"),
            ("\x1b[1;5C", "Ctrl-→"),
            ("\x1b[Z", "⇧Tab"),
            ("\x1b[5~", "PgUp"),
            ("\x1b[3;5~", "Ctrl-Delete"),
            ("\x1b[1~", "Home"),
            ("\x1bOF", "End"),
            ("\x1bOP", "F1"),
            ("\x1b[[C", "F3"),
            ("\x1b[15~", "F5"),
            ("\x1b[24~", "F12"),
            ("\x1b[27u", "Esc"),
            ("\x1b[13u", "⏎"),
            ("\x1b[115;5u", "Ctrl-s"),
            ("\x1bOM", "⏎"),
            ("\x13", "Ctrl-s"),
            ("\n", "Ctrl-j"),
            ("\0", "Ctrl-␣"),
            ("Ñ", "Ñ"),
            ("G", "G"),
        ] {
            assert_eq!(read(bytes.as_bytes()), [key], "{bytes:?}");
        }
        assert_eq!(read(b"\x1b[32;5;9M\x1b[I\x1b[O\x1b[?62;4c\x1b[24;80Rj"), ["j"], "no key at all");
        assert_eq!(read(b"\x1b[1\x1b[A\xff\xc3(j"), ["↑", "(", "j"], "broken off");
    }

    #[test]
    fn clicks_and_the_wheel() {
        let at = |kind, column, row| said(&mouse(kind, column, row));
        assert_eq!(read(b"\x1b[<0;5;9M"), [at(MouseEventKind::Down(MouseButton::Left), 4, 8)]);
        assert_eq!(read(b"\x1b[<0;5;9m"), [at(MouseEventKind::Up(MouseButton::Left), 4, 8)]);
        assert_eq!(read(b"\x1b[<65;300;9M"), [at(MouseEventKind::ScrollDown, 299, 8)]);
        assert_eq!(read(b"\x1b[M %)"), [at(MouseEventKind::Down(MouseButton::Left), 4, 8)]);
        assert_eq!(read(b"\x1b[<35;5;9M"), [""; 0], "a move");
    }

    #[test]
    fn a_paste_is_one_and_bounded() {
        let mut decoder = Decoder::default();
        assert!(decoder.feed(b"\x1b[200~KRFT\x1b\r-1").is_empty());
        assert!(!decoder.is_in_doubt());
        assert!(decoder.feed(b"\x1b[20").is_empty());
        assert_eq!(
            decoder.feed(b"1~j"),
            [Event::Paste("KRFT\x1b\r-1".into()), Event::Key(KeyCode::Char('j').into())]
        );
        decoder.feed(PASTE);
        for _ in 0..100 {
            decoder.feed(&[b'x'; 60_000]);
        }
        let Some(Event::Paste(text)) = decoder.feed(PASTED).pop() else {
            unreachable!()
        };
        assert!((MOST_PASTED + 1..=MOST_PASTED + 4).contains(&text.len()));
    }

    proptest! {
        #[test]
        fn how_the_bytes_are_cut_up_changes_nothing(bytes in prop::collection::vec(prop_oneof![Just(ESC), Just(b'['), Just(b'O'), Just(b';'), b'0'..=b'9', any::<u8>()], 0..60), cut in 0_usize..60) {
            let mut whole = Decoder::default();
            let mut parted = Decoder::default();
            let expected = whole.feed(&bytes);
            let (one, other) = bytes.split_at(cut.min(bytes.len()));
            let mut got = parted.feed(one);
            got.extend(parted.feed(other));
            prop_assert_eq!(got, expected);
            prop_assert_eq!(parted.settle(), whole.settle());
        }
    }
}
