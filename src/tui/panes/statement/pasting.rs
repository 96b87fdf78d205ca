//! Rows or messages of a bank, pasted: as many pastes as it takes, up to what a file may have.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Context, Stage, StatementPane};
use crate::domain::text::Safe;
use crate::locale::t;
use crate::service::bank::statement::LARGEST_FILE;
use crate::tui::core::client::StatementSource;
use crate::tui::core::theme::Tone;

/// Lines of what was pasted that are shown.
const SHOWN: usize = 12;
/// Characters of one of them.
const WIDEST: usize = 200;

#[derive(Debug, Default)]
pub struct Pasting {
    text: String,
}

impl Pasting {
    /// A paste that ends in the middle of a line is no reason to join it with the next.
    pub fn add(&mut self, text: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        // One more than may be, so that what is too large is said to be.
        let room = LARGEST_FILE.saturating_add(1).saturating_sub(self.text.len());
        // A terminal pastes the ends of lines as the key that makes them.
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        self.text.push_str(&lines[..lines.floor_char_boundary(room)]);
    }

    /// A key typed into it, where somebody has no paste.
    fn type_in(&mut self, c: char) {
        self.text.push(c);
    }

    pub fn lines(&self) -> usize {
        self.text.lines().filter(|line| !line.trim().is_empty()).count()
    }

    /// Its last lines, as they may be seen.
    pub fn shown(&self) -> Vec<String> {
        let lines: Vec<&str> = self.text.lines().filter(|line| !line.trim().is_empty()).collect();
        let last = &lines[lines.len().saturating_sub(SHOWN)..];
        last.iter().map(|line| Safe::bounded(line, WIDEST).into_string()).collect()
    }
}

impl StatementPane {
    pub(crate) fn pasting_key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        let Stage::Pasting(pasting) = &mut self.stage else { return };
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => self.stage = Stage::Source,
            KeyCode::Enter if pasting.lines() == 0 => cx.toast(Tone::Waits, t!(cx.shell.catalogue, "importar-paste-nothing")),
            KeyCode::Enter => {
                let text = std::mem::take(&mut pasting.text);
                self.read(cx, StatementSource::Pasted(text), None);
            }
            KeyCode::Char('u') if ctrl => *pasting = Pasting::default(),
            KeyCode::Char(c) if !ctrl => pasting.type_in(c),
            KeyCode::Tab => pasting.type_in('\t'),
            KeyCode::Backspace => {
                pasting.text.pop();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pastes_are_put_one_under_the_other_and_bounded() {
        let mut pasting = Pasting::default();
        pasting.add("22/11/2026\t482913\r\n23/11/2026\t482914");
        pasting.add("24/11/2026\t482915\rfin \u{1b}[31m");
        assert_eq!(
            pasting.text,
            "22/11/2026\t482913\n23/11/2026\t482914\n24/11/2026\t482915\nfin \u{1b}[31m"
        );
        assert_eq!(pasting.lines(), 4);
        assert!(pasting.shown().iter().all(|line| !line.contains('\u{1b}')), "{:?}", pasting.shown());
        pasting.add(&"ñ".repeat(LARGEST_FILE));
        assert!(pasting.text.len() <= LARGEST_FILE + 1);
    }
}
