//! What can be done here: every action of the pane on screen and of the frame, searchable; Enter runs the line.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::choices::{Choices, Chose, Item};
use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, t};
use crate::tui::core::action::{ActionRef, Availability, Entry};
use crate::tui::core::canvas::Canvas;

#[derive(Debug)]
pub struct Help {
    title: String,
    actions: Vec<ActionRef>,
    choices: Choices,
}

impl Help {
    pub fn new(title: String, entries: &[Entry], catalogue: &Catalogue) -> Self {
        let items = entries.iter().map(|entry| item(entry, catalogue)).collect();
        Self {
            title,
            actions: entries.iter().map(|entry| entry.action).collect(),
            choices: Choices::new(items),
        }
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        let chose = self.choices.key(key);
        self.ended(chose)
    }

    pub fn paste(&mut self, text: &str) -> Step {
        self.choices.paste(text);
        Step::Stay
    }

    pub fn click(&mut self, place: usize) -> Step {
        let chose = self.choices.chosen(place);
        self.ended(chose)
    }

    fn ended(&self, chose: Chose) -> Step {
        match chose {
            Chose::Item(index) => Step::Done(self.actions.get(index).map_or(Outcome::Left, |action| Outcome::Run(*action))),
            Chose::Left => Step::Done(Outcome::Left),
            Chose::Nothing | Chose::Search => Step::Stay,
        }
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let keys = t!(shell.catalogue, "shell-help-keys");
        let room = card(shell, area, (100, self.choices.height()), &self.title, &keys, canvas);
        self.choices.view(shell, room, &t!(shell.catalogue, "shell-nothing-found"), canvas);
    }
}

/// One action as a line: its keys, its verb, its sentence or why not now.
pub fn item(entry: &Entry, catalogue: &Catalogue) -> Item {
    let keys: Vec<_> = entry.keys.iter().map(ToString::to_string).collect();
    let disabled = match &entry.availability {
        Availability::Disabled(why) => Some(why.clone()),
        Availability::Enabled | Availability::Hidden => None,
    };
    Item::new(catalogue.text(entry.label, &[]))
        .lead(keys.join(" "))
        .detail(catalogue.text(&entry.help(), &[]))
        .disabled(disabled)
}
