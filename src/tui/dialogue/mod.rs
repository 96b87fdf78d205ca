//! What lies over a pane: plain values on a stack. Each takes keys, draws itself, and ends with an outcome for
//! the pane that opened it.

pub mod choices;
pub mod comparison;
pub mod confirm;
pub mod conflict;
pub mod field;
pub mod form;
mod form_view;
pub mod frame;
pub mod help;
pub mod menu;
pub mod options;
pub mod palette;
mod pasted;
pub mod picker;
pub mod reader;
pub mod rehearsal;
pub mod shell;
pub mod too_small;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::locale::Catalogue;
use crate::tui::core::action::ActionRef;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::help::Help;
use crate::tui::dialogue::menu::Menu;
use crate::tui::dialogue::palette::Palette;
use crate::tui::dialogue::picker::Picker;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Shell;

#[derive(Debug)]
pub enum Overlay {
    Confirm(Confirm),
    Form(Form),
    Help(Help),
    Menu(Menu),
    Palette(Palette),
    Picker(Picker),
    Conflict(Conflict),
    Reader(Reader),
}

/// How an overlay ended.
#[derive(Debug)]
pub enum Outcome {
    /// Esc, Cancel, or read to the end: nothing is wanted.
    Left,
    /// A question was answered with yes.
    Confirmed,
    /// A form whose own checks pass. To refuse it, `fail` its fields and open it again.
    Submitted(Form),
    /// The index of an item of the picker or the menu.
    Picked(usize),
    /// Help and palette: run this action.
    Run(ActionRef),
    /// Palette: do this.
    Send(PaneRequest),
}

/// What a key did to an overlay.
#[derive(Debug)]
pub enum Step {
    Stay,
    /// A field of a form changed.
    Edited,
    /// Another field of a form is selected.
    Moved,
    Done(Outcome),
}

macro_rules! each {
    ($overlay:expr, $inner:ident => $body:expr) => {
        match $overlay {
            Overlay::Confirm($inner) => $body,
            Overlay::Form($inner) => $body,
            Overlay::Help($inner) => $body,
            Overlay::Menu($inner) => $body,
            Overlay::Palette($inner) => $body,
            Overlay::Picker($inner) => $body,
            Overlay::Conflict($inner) => $body,
            Overlay::Reader($inner) => $body,
        }
    };
}

impl Overlay {
    pub fn key(&mut self, key: KeyEvent, catalogue: &Catalogue) -> Step {
        each!(self, it => it.key(key, catalogue))
    }

    pub fn paste(&mut self, text: &str) -> Step {
        match self {
            Self::Confirm(it) => it.paste(text),
            Self::Form(it) => it.paste(text),
            Self::Help(it) => it.paste(text),
            Self::Palette(it) => it.paste(text),
            Self::Picker(it) => it.paste(text),
            Self::Menu(_) | Self::Conflict(_) | Self::Reader(_) => Step::Stay,
        }
    }

    /// The line, field or button with this number was clicked.
    pub fn click(&mut self, index: usize, catalogue: &Catalogue) -> Step {
        match self {
            Self::Confirm(it) => it.click(index),
            Self::Form(it) => it.click(index, catalogue),
            Self::Help(it) => it.click(index),
            Self::Menu(it) => it.click(index),
            Self::Palette(it) => it.click(index),
            Self::Picker(it) => it.click(index),
            Self::Conflict(_) | Self::Reader(_) => Step::Stay,
        }
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        each!(self, it => it.view(shell, area, canvas));
    }
}

macro_rules! into_overlay {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Overlay {
            fn from(it: $kind) -> Self {
                Self::$kind(it)
            }
        }
    )*};
}
into_overlay!(Confirm, Form, Help, Menu, Palette, Picker, Conflict, Reader);
