//! What can be done with a work sheet that is read.

use crate::service::fulfilment::work_sheet::NEEDS;
use crate::tui::core::action::{Row, row};
use crate::tui::core::keys::{COPY, key};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Copy,
    Save,
    Print,
}

/// The table, in the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Copy, COPY, "hoja-copy").needs(NEEDS),
    row(Action::Save, &[key('e')], "hoja-save").needs(NEEDS),
    row(Action::Print, &[key('p')], "hoja-print").needs(NEEDS),
];
