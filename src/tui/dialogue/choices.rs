//! A list with a search line over it: the body of picker, help and palette.

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::shell::Shell;
use crate::domain::text::fold;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::scrolled;
use crate::tui::widgets::text_input::Typing;

/// One line to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Before the label, in the accent: keys, an id.
    pub lead: String,
    pub label: String,
    /// After it, quietly.
    pub detail: String,
    /// Why it cannot be chosen now.
    pub disabled: Option<String>,
}

impl Item {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    #[must_use]
    pub fn disabled(mut self, why: Option<String>) -> Self {
        self.disabled = why;
        self
    }

    fn haystack(&self) -> String {
        fold(&format!("{} {} {}", self.label, self.detail, self.lead))
    }
}

#[derive(Debug)]
pub struct Choices {
    items: Vec<Item>,
    typing: Typing,
    /// Indices of the items that match, best first.
    found: Vec<usize>,
    at: usize,
    /// Rows and first row as last drawn.
    drawn: Cell<(usize, usize)>,
}

/// What a key did.
#[derive(Debug, PartialEq, Eq)]
pub enum Chose {
    Nothing,
    /// The search line changed.
    Search,
    Item(usize),
    Left,
}

impl Choices {
    pub fn new(items: Vec<Item>) -> Self {
        let found = (0..items.len()).collect();
        Self {
            items,
            typing: Typing::identifier(),
            found,
            at: 0,
            drawn: Cell::default(),
        }
    }

    pub fn search(&self) -> &str {
        self.typing.text()
    }

    /// Other items for the same search.
    pub fn replace(&mut self, items: Vec<Item>) {
        self.items = items;
        self.find();
    }

    /// Starts on this item.
    #[must_use]
    pub fn starting_at(mut self, index: usize) -> Self {
        self.at = self.found.iter().position(|&found| found == index).unwrap_or(0);
        self
    }

    pub fn key(&mut self, key: KeyEvent) -> Chose {
        let rows = self.drawn.get().0.max(1);
        let last = self.found.len().saturating_sub(1);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        self.at = match key.code {
            KeyCode::Esc => return Chose::Left,
            KeyCode::Enter => return self.chosen(self.at),
            KeyCode::Down | KeyCode::Tab => self.at + 1,
            KeyCode::Char('n' | 'j') if ctrl => self.at + 1,
            KeyCode::Up | KeyCode::BackTab => self.at.saturating_sub(1),
            KeyCode::Char('p') if ctrl => self.at.saturating_sub(1),
            KeyCode::PageDown => self.at + rows,
            KeyCode::PageUp => self.at.saturating_sub(rows),
            _ if self.typing.key(key) => {
                self.find();
                return Chose::Search;
            }
            _ => self.at,
        }
        .min(last);
        Chose::Nothing
    }

    pub fn paste(&mut self, text: &str) {
        if self.typing.paste(text) {
            self.find();
        }
    }

    /// The item drawn with this number, if it can be chosen.
    pub fn chosen(&mut self, place: usize) -> Chose {
        match self.found.get(place) {
            Some(&index) if self.items[index].disabled.is_none() => Chose::Item(index),
            Some(_) => {
                self.at = place;
                Chose::Nothing
            }
            None => Chose::Nothing,
        }
    }

    fn find(&mut self) {
        self.at = 0;
        let sought = fold(self.typing.text());
        if sought.trim().is_empty() {
            self.found = (0..self.items.len()).collect();
            return;
        }
        let pattern = Pattern::parse(&sought, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut chars = Vec::new();
        let mut scored: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let score = pattern.score(Utf32Str::new(&item.haystack(), &mut chars), &mut matcher)?;
                Some((std::cmp::Reverse(score), index))
            })
            .collect();
        scored.sort_unstable();
        self.found = scored.into_iter().map(|(_, index)| index).collect();
    }

    /// Rows wanted: the search line, a blank one, the items.
    pub fn height(&self) -> u16 {
        u16::try_from(self.items.len()).unwrap_or(u16::MAX).saturating_add(2).max(3)
    }

    pub fn view(&self, shell: &Shell, room: Rect, empty: &str, canvas: &mut Canvas<'_>) {
        let theme = shell.theme;
        canvas.text(room, 0, "/ ", theme.style(Tone::Accent));
        let line = Rect {
            x: room.x + 2,
            width: room.width.saturating_sub(2),
            height: 1.min(room.height),
            ..room
        };
        self.typing.view(theme, line, true, theme.style(Tone::Strong), canvas);
        let rows = usize::from(room.height.saturating_sub(2));
        let top = scrolled(self.drawn.get().1, self.at, rows);
        self.drawn.set((rows, top));
        if self.found.is_empty() {
            canvas.text(room, 2, empty, theme.style(Tone::Past));
        }
        let lead = self.items.iter().map(|item| item.lead.width()).max().unwrap_or(0);
        for (row, place) in (2..room.height).zip(top..self.found.len()) {
            let item = &self.items[self.found[place]];
            self.item(shell, room, row, (item, lead, place == self.at), canvas);
            canvas.spot(
                Rect {
                    y: room.y + row,
                    height: 1,
                    ..room
                },
                Spot::Overlay(place),
            );
        }
    }

    fn item(&self, shell: &Shell, room: Rect, row: u16, (item, lead, focused): (&Item, usize, bool), canvas: &mut Canvas<'_>) {
        let theme = shell.theme;
        let (mark, tone) = match (focused, item.disabled.is_some()) {
            (true, false) => ("▌", Tone::Selected),
            (true, true) => ("▌", Tone::Past),
            (false, true) => (" ", Tone::Past),
            (false, false) => (" ", Tone::Plain),
        };
        canvas.text(room, row, mark, theme.style(Tone::Accent));
        let mut column = 2;
        if lead > 0 {
            let tone = if item.disabled.is_some() { Tone::Past } else { Tone::Accent };
            canvas.text_at(room, row, column, &item.lead, theme.style(tone));
            column += u16::try_from(lead).unwrap_or(u16::MAX).saturating_add(2);
        }
        column += canvas.text_at(room, row, column, &item.label, theme.style(tone)) + 2;
        let detail = item.disabled.as_ref().unwrap_or(&item.detail);
        canvas.cut_at(room, row, column, detail, theme.style(Tone::Past));
    }
}
