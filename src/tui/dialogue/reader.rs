//! A text to read: a message to the customer, an export, a receipt. Scrolls.

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use super::comparison::Pieces;
use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, t};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::theme::Tone;
use crate::tui::widgets::wrap::wrap;

#[derive(Debug)]
pub struct Reader {
    title: String,
    /// Lines of pieces side by side, never broken.
    lines: Vec<Pieces>,
    text: Vec<(Tone, String)>,
    /// It leads on to something else: what stands in the footer, that key first.
    leads: Option<String>,
    top: usize,
    /// (lines, rows) as last drawn: how far it can scroll.
    drawn: Cell<(usize, usize)>,
}

impl Reader {
    pub fn new(title: impl Into<String>, text: &str) -> Self {
        Self::toned(title, text.lines().map(|line| (Tone::Plain, line.to_owned())).collect())
    }

    pub fn toned(title: impl Into<String>, text: Vec<(Tone, String)>) -> Self {
        Self {
            title: title.into(),
            lines: Vec::new(),
            text,
            leads: None,
            top: 0,
            drawn: Cell::default(),
        }
    }

    pub fn lines(title: impl Into<String>, lines: Vec<Pieces>) -> Self {
        Self {
            lines,
            ..Self::toned(title, Vec::new())
        }
    }

    /// `o` answers the pane that it is wanted; `keys` says to what it leads.
    #[must_use]
    pub fn leading(mut self, keys: String) -> Self {
        self.leads = Some(keys);
        self
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        let (lines, rows) = self.drawn.get();
        let most = lines.saturating_sub(rows);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        self.top = match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q') => return Step::Done(Outcome::Left),
            KeyCode::Char('o') if self.leads.is_some() => return Step::Done(Outcome::Picked(0)),
            KeyCode::Char('d') if ctrl => self.top + rows / 2,
            KeyCode::Char('u') if ctrl => self.top.saturating_sub(rows / 2),
            KeyCode::Down | KeyCode::Char('j') => self.top + 1,
            KeyCode::Up | KeyCode::Char('k') => self.top.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top + rows,
            KeyCode::PageUp => self.top.saturating_sub(rows),
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => most,
            _ => self.top,
        }
        .min(most);
        Step::Stay
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let width = 88.min(area.width.saturating_sub(4));
        let texts = self.text.iter().flat_map(|(tone, text)| {
            let lines = wrap(text, width).into_iter();
            lines.map(move |line| vec![(*tone, line)])
        });
        let lines: Vec<Pieces> = self.lines.iter().cloned().chain(texts).collect();
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height.saturating_sub(4));
        let room = card(
            shell,
            area,
            (width, height),
            &self.title,
            &self.leads.clone().unwrap_or_else(|| t!(shell.catalogue, "shell-reader-keys")),
            canvas,
        );
        self.drawn.set((lines.len(), usize::from(room.height)));
        for (row, line) in (0..room.height).zip(lines.iter().skip(self.top)) {
            canvas.pieces(room, row, line, shell.theme);
        }
    }
}
