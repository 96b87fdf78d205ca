//! A question before something is done. Cancel is focused; what cannot be taken back asks to type the order number or
//! the amount.

use crossterm::event::{KeyCode, KeyEvent};
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
    on_yes: bool,
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
            on_yes: false,
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
        self
    }

    fn allowed(&self) -> bool {
        match &self.exact {
            Some((what, typed)) => same(what, typed.text()),
            None => true,
        }
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        match key.code {
            // What comes quickly after Esc never meets the button that does it.
            KeyCode::Esc if self.on_yes => self.on_yes = false,
            KeyCode::Esc => return Step::Done(Outcome::Left),
            KeyCode::Tab | KeyCode::BackTab => self.on_yes = !self.on_yes && self.allowed(),
            KeyCode::Left | KeyCode::Right if self.exact.is_none() => self.on_yes = !self.on_yes,
            KeyCode::Enter if self.on_yes && self.allowed() => return Step::Done(Outcome::Confirmed),
            KeyCode::Enter if self.on_yes || self.exact.as_ref().is_none_or(|(_, typed)| typed.text().is_empty()) => {
                return Step::Done(Outcome::Left);
            }
            KeyCode::Enter => self.on_yes = self.allowed(),
            _ => {
                if let Some((_, typed)) = &mut self.exact {
                    typed.key(key);
                    self.on_yes = false;
                }
            }
        }
        Step::Stay
    }

    pub fn paste(&mut self, text: &str) -> Step {
        if let Some((_, typed)) = &mut self.exact {
            typed.paste(text);
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
            canvas.text(field, 0, "▸ ", theme.style(Tone::Accent));
            let field = Rect {
                x: field.x + 2,
                width: field.width.saturating_sub(2),
                ..field
            };
            typed.view(theme, field, !self.on_yes, theme.style(Tone::Strong), canvas);
        }
        self.buttons(shell, room, canvas);
    }

    fn buttons(&self, shell: &Shell, room: Rect, canvas: &mut Canvas<'_>) {
        let Some(row) = room.height.checked_sub(1) else { return };
        let cancel = t!(shell.catalogue, "shell-cancel");
        let yes_tone = if self.allowed() { Tone::Plain } else { Tone::Past };
        let mut column = 0;
        for (index, label, focused, tone) in [
            (CANCEL, &cancel, !self.on_yes, Tone::Plain),
            (YES, &self.yes, self.on_yes, yes_tone),
        ] {
            let (mark, style) = if focused {
                ("▸", shell.theme.lifted(shell.theme.style(Tone::Selected)))
            } else {
                (" ", shell.theme.style(tone))
            };
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
