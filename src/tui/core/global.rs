//! The actions every pane has: moving, switching, help, leaving.

use crossterm::event::KeyCode;

use super::action::{Row, row};
use super::keys::{Chord, code, ctrl, key};

/// How a list or a text moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Down,
    Up,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    First,
    Last,
}

/// Handled by the shell, or passed on to the pane that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    Palette,
    Help,
    Go(usize),
    Region,
    Back,
    Refresh,
    Freeze,
    Move(Motion),
    Quit,
    Leave,
}

const PANE_KEYS: [&[Chord]; 5] = [&[key('1')], &[key('2')], &[key('3')], &[key('4')], &[key('5')]];

const fn motion(motion: Motion, keys: &'static [Chord], label: &'static str) -> Row<Global> {
    row(Global::Move(motion), keys, label).quiet()
}

/// The table, in the footer's order.
pub const ACTIONS: &[Row<Global>] = &[
    row(Global::Palette, &[key(':')], "shell-palette"),
    row(Global::Help, &[key('?')], "shell-help"),
    row(Global::Quit, &[key('q')], "shell-quit"),
    row(Global::Go(0), PANE_KEYS[0], "shell-go-1").quiet(),
    row(Global::Go(1), PANE_KEYS[1], "shell-go-2").quiet(),
    row(Global::Go(2), PANE_KEYS[2], "shell-go-3").quiet(),
    row(Global::Go(3), PANE_KEYS[3], "shell-go-4").quiet(),
    row(Global::Go(4), PANE_KEYS[4], "shell-go-5").quiet(),
    row(Global::Region, &[code(KeyCode::Tab), code(KeyCode::BackTab)], "shell-region").quiet(),
    row(Global::Back, &[code(KeyCode::Esc)], "shell-back").quiet(),
    row(Global::Refresh, &[ctrl('r')], "shell-refresh").quiet(),
    row(Global::Freeze, &[key('f')], "shell-freeze").quiet(),
    motion(Motion::Down, &[key('j'), code(KeyCode::Down)], "shell-down"),
    motion(Motion::Up, &[key('k'), code(KeyCode::Up)], "shell-up"),
    motion(Motion::First, &[key('g'), code(KeyCode::Home)], "shell-first"),
    motion(Motion::Last, &[key('G'), code(KeyCode::End)], "shell-last"),
    motion(Motion::HalfDown, &[ctrl('d')], "shell-half-down"),
    motion(Motion::HalfUp, &[ctrl('u')], "shell-half-up"),
    motion(Motion::PageDown, &[code(KeyCode::PageDown)], "shell-page-down"),
    motion(Motion::PageUp, &[code(KeyCode::PageUp)], "shell-page-up"),
    row(Global::Leave, &[ctrl('c')], "shell-leave").quiet(),
];
