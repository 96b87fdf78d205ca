//! What can be done with a receipt that is looked at.

use crossterm::event::KeyCode;

use super::ReceiptsPane;
use crate::locale::{Key, t};
use crate::service::payments::receipt_files;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::crops::Spot;
use crate::tui::core::keys::{COPY, Chord, code, key};
use crate::tui::core::picture::{Half, Zoom};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Nearer,
    Farther,
    Whole,
    Width,
    Part(Half),
    /// Goes to where the amount or the reference stands.
    Look(Spot),
    /// They stand where one looks.
    Keep(Spot),
    Left,
    Right,
    Contrast,
    Turn,
    Next,
    Open,
    Save,
    Copy,
}

const fn seen(id: Action, keys: &'static [Chord], label: Key) -> Row<Action> {
    row(id, keys, label).needs(receipt_files::NEEDS)
}

/// The table, in the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    seen(Action::Look(Spot::Amount), &[key('d')], "comprobante-amount"),
    seen(Action::Look(Spot::Reference), &[key('r')], "comprobante-number"),
    seen(Action::Nearer, &[key('+'), key('=')], "comprobante-nearer"),
    seen(Action::Farther, &[key('-')], "comprobante-farther"),
    seen(Action::Width, &[key('w')], "comprobante-width"),
    seen(Action::Whole, &[key('0')], "comprobante-whole"),
    seen(Action::Part(Half::Top), &[key('a')], "comprobante-top"),
    seen(Action::Part(Half::Middle), &[key('m')], "comprobante-middle"),
    seen(Action::Part(Half::Bottom), &[key('b')], "comprobante-bottom"),
    seen(Action::Keep(Spot::Amount), &[key('D')], "comprobante-keep-amount").quiet(),
    seen(Action::Keep(Spot::Reference), &[key('R')], "comprobante-keep-number").quiet(),
    seen(Action::Next, &[key('n')], "comprobante-next"),
    seen(Action::Save, &[key('s')], "comprobante-save"),
    seen(Action::Open, &[key('o')], "comprobante-open"),
    seen(Action::Copy, COPY, "comprobante-copy"),
    seen(Action::Turn, &[key('t')], "comprobante-turn"),
    seen(Action::Contrast, &[key('c')], "comprobante-contrast"),
    seen(Action::Left, &[key('h'), code(KeyCode::Left)], "comprobante-left").quiet(),
    seen(Action::Right, &[key('l'), code(KeyCode::Right)], "comprobante-right").quiet(),
];

impl ReceiptsPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        if action == Action::Next {
            return if self.sheets.len() > 1 { Enabled } else { Hidden };
        }
        if action == Action::Open && !shell.desktop {
            return Disabled(t!(shell.catalogue, "comprobante-no-desktop"));
        }
        if matches!(action, Action::Open | Action::Save | Action::Copy) {
            return Enabled;
        }
        let Some(view) = self.view else {
            return Disabled(t!(shell.catalogue, "comprobante-no-picture"));
        };
        let [left, .., right] = view.beyond();
        let edge = || Disabled(t!(shell.catalogue, "comprobante-edge"));
        match action {
            Action::Left if !left => edge(),
            Action::Right if !right => edge(),
            Action::Look(spot) => self
                .crop(shell, spot)
                .map_or_else(|| Disabled(self.unknown(shell, spot)), |_| Enabled),
            Action::Keep(_) if self.lens.zoom == Zoom::Whole => Disabled(t!(shell.catalogue, "comprobante-keep-nearer")),
            Action::Whole | Action::Farther if view.percent <= 100 && self.lens.zoom == Zoom::Whole => {
                Disabled(t!(shell.catalogue, "comprobante-whole-already"))
            }
            _ => Enabled,
        }
    }
}
