//! What can be done here: every action of the pane on screen and of the frame, searchable; Enter runs the line.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::choices::{Choices, Chose, Item};
use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, Key, t};
use crate::tui::core::action::{ActionRef, Availability, Entry};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::global::Global;

#[derive(Debug)]
pub struct Help {
    title: String,
    actions: Vec<ActionRef>,
    choices: Choices,
}

impl Help {
    pub fn new(title: String, entries: &[Entry], catalogue: &Catalogue) -> Self {
        let mut grouped: Vec<_> = entries.iter().map(|entry| (Group::of(entry), entry)).collect();
        grouped.sort_by_key(|(group, _)| *group);
        let items = grouped.iter().map(|(group, entry)| {
            let item = item(entry, catalogue).group(catalogue.text(group.key(), &[]));
            // What it would do is to be read as well as why not.
            let why = item.disabled.as_ref().map(|why| format!("{} ▲ {why}", item.detail));
            item.disabled(why)
        });
        Self {
            title,
            choices: Choices::new(items.collect()).whole(),
            actions: grouped.iter().map(|(_, entry)| entry.action).collect(),
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
        let room = card(shell, area, (110, 200), &self.title, &keys, canvas);
        self.choices.view(shell, room, &t!(shell.catalogue, "shell-nothing-found"), canvas);
    }
}

/// What stands together, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Now,
    Moving,
    Program,
    NotNow,
}

impl Group {
    const fn of(entry: &Entry) -> Self {
        match (entry.action, &entry.availability) {
            (ActionRef::Global(Global::Move(_) | Global::Go(_) | Global::Back | Global::Region), _) => Self::Moving,
            (ActionRef::Global(_), _) => Self::Program,
            (ActionRef::Pane { .. }, Availability::Enabled) => Self::Now,
            (ActionRef::Pane { .. }, _) => Self::NotNow,
        }
    }

    const fn key(self) -> Key {
        match self {
            Self::Now => "shell-help-now",
            Self::Moving => "shell-help-moving",
            Self::Program => "shell-help-program",
            Self::NotNow => "shell-help-not-now",
        }
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
