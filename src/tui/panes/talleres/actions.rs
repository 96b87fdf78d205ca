//! The actions of the pane and when each can be used.

use crossterm::event::KeyCode;

use super::Talleres;
use crate::tui::action::{Availability, Row, row};
use crate::tui::keys::{COPY, Chord, ENTER, FILTER, code, key};
use crate::tui::model::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Look,
    Later,
    Sooner,
    PageLater,
    PageSooner,
    Today,
    Filter,
    Copy,
}

const LATER: &[Chord] = &[code(KeyCode::Right), key('l')];
const SOONER: &[Chord] = &[code(KeyCode::Left), key('h')];

/// In the footer's order. The first row of a key that is not hidden is the one that acts.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Look, ENTER, "talleres-look"),
    row(Action::Later, LATER, "talleres-later"),
    row(Action::Sooner, SOONER, "talleres-sooner").quiet(),
    row(Action::Filter, FILTER, "talleres-filter"),
    row(Action::Today, &[key('t')], "talleres-today"),
    row(Action::PageLater, &[key('L')], "talleres-page-later").quiet(),
    row(Action::PageSooner, &[key('H')], "talleres-page-sooner").quiet(),
    row(Action::Copy, COPY, "talleres-copy").quiet(),
];

impl Talleres {
    pub(super) fn available(&self, _shell: &Shell, action: Action) -> Availability {
        match action {
            Action::Look | Action::Copy if self.board.front().is_none() => Availability::Hidden,
            _ => Availability::Enabled,
        }
    }
}
