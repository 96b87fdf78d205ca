//! A question before something is done. Cancel is focused; what cannot be taken back asks to type the order number or
//! the amount.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, t};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::text_input::Typing;
use crate::tui::widgets::wrap::wrap;

#[derive(Debug)]
pub struct Confirm {
    title: String,
    body: Vec<(Tone, String)>,
    yes: String,
    /// What must be typed, and what has been.
    exact: Option<(String, Typing)>,
    at: At,
    /// It was sent with something else than what must be typed.
    differs: bool,
}

/// Where the one focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// What must be typed.
    Field,
    Yes,
    Cancel,
}

const YES: usize = 0;
const CANCEL: usize = 1;

impl Confirm {
    /// `yes` is the verb on the button: "Rechazar", never "Aceptar".
    pub fn new(title: impl Into<String>, yes: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            body: Vec::new(),
            yes: yes.into(),
            exact: None,
            at: At::Cancel,
            differs: false,
        }
    }

    /// A sentence or a consequence.
    #[must_use]
    pub fn line(self, text: impl Into<String>) -> Self {
        self.toned(Tone::Plain, text)
    }

    #[must_use]
    pub fn toned(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.body.push((tone, text.into()));
        self
    }

    /// High risk: `what` (the order number or the amount) must be typed before yes can be pressed.
    #[must_use]
    pub fn typed(mut self, what: impl Into<String>) -> Self {
        self.exact = Some((what.into(), Typing::identifier()));
        self.at = At::Field;
        self
    }

    fn allowed(&self) -> bool {
        match &self.exact {
            Some((what, typed)) => same(what, typed.text()),
            None => true,
        }
    }

    /// Where it begins, and where Esc goes back to.
    const fn home(&self) -> At {
        match self.exact {
            Some(_) => At::Field,
            None => At::Cancel,
        }
    }

    /// The next place that can be gone to, in the order in which they are drawn.
    fn next(&self, back: bool) -> At {
        let mut places = vec![At::Cancel];
        if self.allowed() {
            places.insert(0, At::Yes);
        }
        if self.exact.is_some() {
            places.insert(0, At::Field);
        }
        let at = places.iter().position(|place| *place == self.at).unwrap_or(0);
        let step = if back { places.len() - 1 } else { 1 };
        places[(at + step) % places.len()]
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let sends = matches!(key.code, KeyCode::Enter) || (ctrl && key.code == KeyCode::Char('s'));
        self.differs = sends && self.has_text() && !self.allowed();
        match key.code {
            KeyCode::Char('s') if ctrl && !self.allowed() => {}
            // What comes quickly after Esc never meets the button that does it.
            KeyCode::Esc if self.at == At::Yes => self.at = self.home(),
            KeyCode::Esc => return Step::Done(Outcome::Left),
            KeyCode::Char('s') if ctrl && self.allowed() => return Step::Done(Outcome::Confirmed),
            KeyCode::Tab => self.at = self.next(false),
            KeyCode::BackTab => self.at = self.next(true),
            KeyCode::Left | KeyCode::Right if self.at == At::Yes => self.at = At::Cancel,
            KeyCode::Left | KeyCode::Right if self.at == At::Cancel && self.allowed() => self.at = At::Yes,
            KeyCode::Enter => match self.at {
                At::Yes if self.allowed() => return Step::Done(Outcome::Confirmed),
                At::Field if self.allowed() => self.at = At::Yes,
                At::Field if self.has_text() => {}
                _ => return Step::Done(Outcome::Left),
            },
            _ => {
                if let Some((_, typed)) = &mut self.exact {
                    typed.key(key);
                    self.at = At::Field;
                }
            }
        }
        Step::Stay
    }

    fn has_text(&self) -> bool {
        self.exact.as_ref().is_some_and(|(_, typed)| !typed.text().is_empty())
    }

    pub fn paste(&mut self, text: &str) -> Step {
        if let Some((_, typed)) = &mut self.exact {
            typed.paste(text);
            self.at = At::Field;
        }
        Step::Stay
    }

    pub fn click(&mut self, index: usize) -> Step {
        match index {
            YES if self.allowed() => Step::Done(Outcome::Confirmed),
            CANCEL => Step::Done(Outcome::Left),
            _ => Step::Stay,
        }
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (theme, catalogue) = (shell.theme, shell.catalogue);
        let width = 64.min(area.width.saturating_sub(4));
        let lines: Vec<_> = self
            .body
            .iter()
            .flat_map(|(tone, text)| wrap(text, width).into_iter().map(move |line| (*tone, line)))
            .collect();
        let extra = if self.exact.is_some() { 5 } else { 2 };
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(extra);
        let keys = t!(catalogue, "shell-confirm-keys");
        let room = card(shell, area, (width, height), &self.title, &keys, canvas);
        for (row, (tone, line)) in (0..room.height.saturating_sub(extra)).zip(&lines) {
            canvas.text(room, row, line, theme.style(*tone));
        }
        if let Some((what, typed)) = &self.exact {
            let row = room.height.saturating_sub(4);
            canvas.text(
                room,
                row,
                &t!(catalogue, "shell-confirm-type", what = what),
                theme.style(Tone::Waits),
            );
            let field = Rect {
                y: room.y + (row + 1).min(room.height),
                height: 1.min(room.height),
                ..room
            };
            let focused = self.at == At::Field;
            canvas.text(field, 0, if focused { "▸ " } else { "  " }, theme.style(Tone::Accent));
            let field = Rect {
                x: field.x + 2,
                width: field.width.saturating_sub(2),
                ..field
            };
            if self.differs {
                let said = t!(catalogue, "shell-confirm-differs");
                canvas.text(room, row + 2, &format!("✖ {said}"), theme.style(Tone::Wrong));
            }
            typed.view(theme, field, focused, theme.style(Tone::Strong), canvas);
        }
        self.buttons(shell, room, canvas);
    }

    fn buttons(&self, shell: &Shell, room: Rect, canvas: &mut Canvas<'_>) {
        let Some(row) = room.height.checked_sub(1) else { return };
        let cancel = t!(shell.catalogue, "shell-cancel");
        let yes_tone = if self.allowed() { Tone::Plain } else { Tone::Past };
        let mut column = 0;
        for (index, label, focused, tone) in [
            (YES, &self.yes, self.at == At::Yes, yes_tone),
            (CANCEL, &cancel, self.at == At::Cancel, Tone::Plain),
        ] {
            let (mark, style) = if focused {
                ("▸", shell.theme.lifted(shell.theme.style(Tone::Selected)))
            } else {
                (" ", shell.theme.style(tone))
            };
            if focused {
                canvas.here(room, row, column);
            }
            let used = canvas.text_at(room, row, column, &format!("{mark}[ {label} ]"), style);
            canvas.spot(
                Rect {
                    x: room.x + column,
                    y: room.y + row,
                    width: used,
                    height: 1,
                },
                Spot::Overlay(index),
            );
            column += used + 2;
        }
    }
}

/// Case, spaces, and the dots of thousands may differ: what counts is that it was typed on purpose.
fn same(what: &str, typed: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '.')
            .flat_map(char::to_uppercase)
            .collect()
    };
    !typed.is_empty() && plain(what) == plain(typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn press(confirm: &mut Confirm, keys: &[KeyCode]) -> Option<bool> {
        keys.iter()
            .find_map(|key| match confirm.key((*key).into(), Catalogue::of(Locale::Es)) {
                Step::Done(outcome) => Some(matches!(outcome, Outcome::Confirmed)),
                _ => None,
            })
    }

    fn typed() -> Confirm {
        Confirm::new("", "Pagar").typed("300,00")
    }

    #[test]
    fn there_is_one_focus_and_one_key_that_sends() {
        let send = KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL);
        let sends = |confirm: &mut Confirm| matches!(confirm.key(send, Catalogue::of(Locale::Es)), Step::Done(Outcome::Confirmed));
        let mut confirm = typed();
        assert!(!sends(&mut confirm) && confirm.at == At::Field);
        assert_eq!(press(&mut confirm, &[KeyCode::Tab]), None);
        assert_eq!(confirm.at, At::Cancel, "nothing is typed yet");
        confirm.paste("300,00");
        assert_eq!(confirm.at, At::Field);
        assert!(sends(&mut confirm) && sends(&mut Confirm::new("", "Sí")));
    }

    #[test]
    fn enter_does_it_from_its_button_only() {
        use KeyCode::{BackTab, Char, Enter, Esc, Tab};
        assert_eq!(press(&mut Confirm::new("", "Sí"), &[Enter]), Some(false));
        assert_eq!(press(&mut Confirm::new("", "Sí"), &[Tab, Enter]), Some(true));
        assert_eq!(press(&mut typed(), &[Char('3'), Enter, Tab, Enter]), Some(false), "it is not all");
        let all: Vec<KeyCode> = "300".chars().chain([',', '0', '0']).map(Char).collect();
        assert_eq!(press(&mut typed(), &[&all[..], &[Enter, Enter]].concat()), Some(true));
        assert_eq!(press(&mut typed(), &[&all[..], &[Tab, Esc, BackTab, Enter]].concat()), Some(false));
    }
}
