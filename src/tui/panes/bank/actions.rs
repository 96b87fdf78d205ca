//! What can be done with a line of a bank, and when.

use super::BankPane;
use super::undo::Link;
use crate::domain::bank::credit::CreditOrigin;
use crate::domain::bank::statement::{Direction, LineKind};
use crate::locale::t;
use crate::service::bank::credits;
use crate::service::commands::CommandKind;
use crate::service::orders::export;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::client::CreditRow;
use crate::tui::core::keys::{COPY, ENTER, FILTER, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Assign,
    Reconcile,
    /// All there is to know of a line.
    Open,
    /// The lines of an account.
    Lines,
    SetAside,
    Restore,
    Note,
    Unlink,
    Order,
    /// A statement comes in.
    Import,
    Filter,
    Copy,
    Export,
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Assign, &[key('a')], "banco-assign").towards(CommandKind::Confirm),
    row(Action::Reconcile, &[key('c')], "banco-reconcile").runs(CommandKind::ReconcileCredit),
    row(Action::Lines, ENTER, "banco-lines").needs(credits::NEEDS),
    row(Action::Open, ENTER, "banco-open").needs(credits::NEEDS),
    row(Action::SetAside, &[key('x')], "banco-set-aside").runs(CommandKind::SetAsideCredit),
    row(Action::Restore, &[key('r')], "banco-restore").runs(CommandKind::RestoreCredit),
    row(Action::Note, &[key('n')], "banco-note").runs(CommandKind::NoteCredit),
    row(Action::Unlink, &[key('R')], "banco-unlink").runs(CommandKind::Reverse),
    row(Action::Order, &[key('o')], "banco-order").needs(credits::NEEDS),
    row(Action::Import, &[key('i')], "banco-import").towards(CommandKind::ImportStatement),
    row(Action::Filter, FILTER, "banco-filter").needs(credits::NEEDS),
    row(Action::Copy, COPY, "banco-copy").needs(credits::NEEDS).quiet(),
    row(Action::Export, &[key('e')], "shell-export").needs(export::NEEDS).quiet(),
];

/// Money that came and of which something pays nothing yet.
pub fn is_free(row: &CreditRow) -> bool {
    row.direction == Direction::In
        && row.kind == LineKind::Payment
        && row.origin != CreditOrigin::Attested
        && !row.set_aside
        && row.free().is_positive()
}

impl BankPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        if self.shows_accounts() {
            return match action {
                Action::Lines if self.account().is_some() => Enabled,
                Action::Import => Enabled,
                _ => Hidden,
            };
        }
        let catalogue = shell.catalogue;
        let Some(row) = self.lines.selected() else {
            return match action {
                Action::Filter | Action::Export | Action::Import => Enabled,
                _ => Hidden,
            };
        };
        let attested = row.origin == CreditOrigin::Attested;
        let linked = self.known().is_some_and(|detail| !Link::all(catalogue, detail).is_empty());
        let when = |possible: bool| if possible { Enabled } else { Hidden };
        match action {
            Action::Lines => Hidden,
            Action::Assign if row.set_aside => Disabled(t!(catalogue, "banco-restore-first")),
            Action::Assign => when(is_free(row)),
            Action::Reconcile => when(attested && row.line.is_none() && row.allocated.is_positive()),
            Action::SetAside if attested || row.set_aside => Hidden,
            Action::SetAside if row.allocated.is_positive() => Disabled(t!(catalogue, "banco-aside-used")),
            Action::Restore => when(row.set_aside),
            Action::Unlink | Action::Order => when(linked),
            Action::Copy => when(!row.reference.as_str().is_empty()),
            Action::Export | Action::Filter | Action::Import | Action::Open | Action::Note | Action::SetAside => Enabled,
        }
    }
}
