//! A few ways to go on, with what led here above them: the first start, an offer to migrate, a failure with a way out.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, t};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::wrap::wrap;

const WIDTH: u16 = 72;

/// Its outcome is `Picked` with the number of the way, from 0.
#[derive(Debug)]
pub struct Menu {
    title: String,
    body: Vec<(Tone, String)>,
    /// What it does, and what that means.
    ways: Vec<(String, String)>,
    at: usize,
}

impl Menu {
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            body: Vec::new(),
            ways: Vec::new(),
            at: 0,
        }
    }

    #[must_use]
    pub fn line(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.body.push((tone, text.into()));
        self
    }

    #[must_use]
    pub fn way(mut self, label: impl Into<String>, note: impl Into<String>) -> Self {
        self.ways.push((label.into(), note.into()));
        self
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        let last = self.ways.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Step::Done(Outcome::Left),
            KeyCode::Enter => return self.click(self.at),
            KeyCode::Char(digit @ '1'..='9') => return self.click(digit as usize - '1' as usize),
            KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => self.at = (self.at + 1).min(last),
            KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => self.at = self.at.saturating_sub(1),
            KeyCode::Home | KeyCode::Char('g') => self.at = 0,
            KeyCode::End | KeyCode::Char('G') => self.at = last,
            _ => {}
        }
        Step::Stay
    }

    pub fn click(&mut self, index: usize) -> Step {
        if index < self.ways.len() {
            Step::Done(Outcome::Picked(index))
        } else {
            Step::Stay
        }
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = shell.theme;
        let width = WIDTH.min(area.width.saturating_sub(4));
        let body: Vec<_> = self
            .body
            .iter()
            .flat_map(|(tone, text)| wrap(text, width).into_iter().map(move |line| (*tone, line)))
            .collect();
        let ways: Vec<_> = self.ways.iter().map(|(label, note)| (label, self.notes(note, width))).collect();
        let gap = usize::from(!body.is_empty());
        let height = body.len() + gap + ways.iter().map(|(_, notes)| 1 + notes.len()).sum::<usize>();
        let keys = t!(shell.catalogue, "shell-menu-keys");
        let size = (width, u16::try_from(height).unwrap_or(u16::MAX));
        let room = card(shell, area, size, &self.title, &keys, canvas);
        for (row, (tone, line)) in (0..room.height).zip(&body) {
            canvas.text(room, row, line, theme.style(*tone));
        }
        let mut row = u16::try_from(body.len() + gap).unwrap_or(u16::MAX);
        for (index, (label, notes)) in ways.iter().enumerate() {
            let focused = index == self.at;
            let (mark, tone) = if focused { ("▌", Tone::Selected) } else { (" ", Tone::Plain) };
            canvas.text(room, row, mark, theme.style(Tone::Accent));
            canvas.text_at(room, row, 2, &(index + 1).to_string(), theme.style(Tone::Accent));
            canvas.text_at(room, row, 5, label, theme.style(tone));
            let top = row;
            for note in notes {
                row += 1;
                canvas.text_at(room, row, 5, note, theme.style(Tone::Past));
            }
            row += 1;
            let place = Rect {
                y: room.y + top.min(room.height),
                height: (row - top).min(room.height.saturating_sub(top)),
                ..room
            };
            canvas.spot(place, Spot::Overlay(index));
        }
    }

    fn notes(&self, note: &str, width: u16) -> Vec<String> {
        let lines = wrap(note, width.saturating_sub(5));
        lines.into_iter().filter(|line| line.width() > 0).collect()
    }
}
