//! One of a list: an account, a preset, a workshop.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::choices::{Choices, Chose, Item};
use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, t};
use crate::tui::core::canvas::Canvas;

#[derive(Debug)]
pub struct Picker {
    title: String,
    choices: Choices,
}

impl Picker {
    /// Its outcome is `Picked` with the index in `items`.
    pub fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self {
            title: title.into(),
            choices: Choices::new(items),
        }
    }

    #[must_use]
    pub fn starting_at(mut self, index: usize) -> Self {
        self.choices = self.choices.starting_at(index);
        self
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        ended(self.choices.key(key))
    }

    pub fn paste(&mut self, text: &str) -> Step {
        self.choices.paste(text);
        Step::Stay
    }

    pub fn click(&mut self, place: usize) -> Step {
        ended(self.choices.chosen(place))
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let keys = t!(shell.catalogue, "shell-picker-keys");
        let room = card(shell, area, (72, self.choices.height()), &self.title, &keys, canvas);
        self.choices.view(shell, room, &t!(shell.catalogue, "shell-nothing-found"), canvas);
    }
}

fn ended(chose: Chose) -> Step {
    match chose {
        Chose::Item(index) => Step::Done(Outcome::Picked(index)),
        Chose::Left => Step::Done(Outcome::Left),
        Chose::Nothing | Chose::Search => Step::Stay,
    }
}
