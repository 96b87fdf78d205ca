//! Text to the clipboard of whoever sits at the terminal, however far away (OSC 52).

use crate::domain::text::Safe;
use crate::tui::core::base64::base64;

/// A screen takes no longer strings of its programs.
const LONGEST_PIECE: usize = 240;

/// What stands between the program and the terminal whose clipboard it is. One of these may keep the text, by a setting that cannot
/// be asked for; the person is told so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Through {
    #[default]
    Nothing,
    /// It takes the sequence itself (`set-clipboard on`) or hands it on wrapped (`allow-passthrough on`); with its defaults neither.
    Tmux,
    Screen,
    /// One of the two, at the other end of an ssh.
    Either,
}

impl Through {
    /// From the variables that each sets.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let term = variable("TERM").unwrap_or_default();
        match (set("TMUX"), set("STY")) {
            (true, _) => Self::Tmux,
            (_, true) => Self::Screen,
            _ if term.starts_with("tmux") => Self::Tmux,
            _ if term.starts_with("screen") => Self::Either,
            _ => Self::Nothing,
        }
    }

    /// Its name, where it may keep what passes through it.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Tmux => Some("tmux"),
            Self::Screen => Some("screen"),
            Self::Either => Some("screen/tmux"),
        }
    }
}

/// The sequence that sets the clipboard. Control characters are made visible first; lines stay lines.
pub fn sequence(text: &str, through: Through) -> Vec<u8> {
    let lines: Vec<_> = text.lines().map(|line| Safe::new(line).into_string()).collect();
    let bare = format!("\x1b]52;c;{}\x07", base64(lines.join("\n").as_bytes()));
    let wrapped = match through {
        Through::Nothing | Through::Either => bare,
        Through::Tmux => format!("{bare}\x1bPtmux;{}\x1b\\", bare.replace('\x1b', "\x1b\x1b")),
        Through::Screen => bare
            .as_bytes()
            .chunks(LONGEST_PIECE)
            .map(|piece| format!("\x1bP{}\x1b\\", String::from_utf8_lossy(piece)))
            .collect(),
    };
    wrapped.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_hands_it_on() {
        let said = |through| String::from_utf8(sequence("foo", through)).unwrap();
        assert_eq!(said(Through::Tmux), "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\");
        assert_eq!(said(Through::Screen), "\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        assert_eq!(said(Through::Either), said(Through::Nothing));
        let long = String::from_utf8(sequence(&"x".repeat(1000), Through::Screen)).unwrap();
        assert!(long.split("\x1b\\").all(|piece| piece.len() <= LONGEST_PIECE + 2));
        assert_eq!(
            long.replace("\x1b\\", "").replace("\x1bP", ""),
            String::from_utf8(sequence(&"x".repeat(1000), Through::Nothing)).unwrap()
        );
    }

    #[test]
    fn what_stands_between_is_seen_by_its_variables() {
        for (set, through) in [
            (&[("TERM", "xterm-256color"), ("TMUX", "")][..], Through::Nothing),
            (&[("TERM", "screen-256color"), ("TMUX", "/tmp/tmux-0/default,1,0")], Through::Tmux),
            (&[("TERM", "screen"), ("STY", "12.pts-0.host")], Through::Screen),
            (&[("TERM", "tmux-256color")], Through::Tmux),
            (&[("TERM", "screen-256color")], Through::Either),
        ] {
            let variable = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Through::of(variable), through, "{set:?}");
        }
    }

    #[test]
    fn what_is_copied_obeys_nobody() {
        let bytes = sequence("a\x1bb\nc", Through::Nothing);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, format!("\x1b]52;c;{}\x07", base64("a␛b\nc".as_bytes())));
    }
}
