//! The actions of the queue and when each can be used.

use super::filter::Preset;
use super::rows::held;
use super::twin;
use super::{Focus, PaymentsPane};
use crate::locale::t;
use crate::service::bank::credits;
use crate::service::commands::CommandKind;
use crate::service::orders::export;
use crate::service::orders::view::ClaimView;
use crate::service::payments::receipt_files;
use crate::service::payments::view::QueueRow;
use crate::tui::core::action::{Availability, Risk, Row, row};
use crate::tui::core::keys::{COPY, ENTER, FILTER, MARK, UNDO, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Saved views of the list.
    Views,
    /// One key: claimed, confirmed with its line, and on to the next.
    Fit,
    Take,
    Open,
    Confirm,
    Reject,
    Part,
    Return,
    Release,
    TakeOver,
    Mark,
    MarkFitting,
    Filter,
    Receipt,
    Twin,
    Order,
    Show(Preset),
    Sort,
    /// What the banks show, and pays no order.
    Bank,
    Export,
    Copy,
    Undo,
    UndoVerdict,
    Unmark,
}

/// In the footer's order. The first row of a key that is not hidden is the one that acts.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Fit, ENTER, "pagos-fit").runs(CommandKind::Confirm).risk(Risk::Low),
    row(Action::Take, ENTER, "pagos-take").runs(CommandKind::Claim),
    row(Action::Open, ENTER, "pagos-open"),
    row(Action::Confirm, &[key('c')], "pagos-confirm").runs(CommandKind::Confirm),
    row(Action::Reject, &[key('r')], "pagos-reject").runs(CommandKind::Reject),
    row(Action::Part, &[key('p')], "pagos-part").runs(CommandKind::Part),
    row(Action::Return, &[key('d')], "pagos-return")
        .runs(CommandKind::RequestRefund)
        .quiet(),
    row(Action::Release, &[key('l')], "pagos-release").runs(CommandKind::Release),
    row(Action::TakeOver, &[key('T')], "pagos-take-over").runs(CommandKind::TakeOver),
    row(Action::Mark, MARK, "pagos-mark").towards(CommandKind::Confirm),
    row(Action::MarkFitting, &[key('A')], "pagos-mark-fitting")
        .towards(CommandKind::Confirm)
        .quiet(),
    row(Action::Filter, FILTER, "pagos-filter"),
    row(Action::Bank, &[key('D')], "pagos-bank").needs(credits::NEEDS),
    row(Action::Views, &[key('V')], "shell-views").quiet(),
    row(Action::Receipt, &[key('v')], "pagos-receipt")
        .needs(receipt_files::NEEDS)
        .quiet(),
    row(Action::Twin, &[key('x')], "pagos-twin").quiet(),
    row(Action::Order, &[key('o')], "pagos-order").quiet(),
    row(Action::Show(Preset::Mine), &[key('m')], Preset::Mine.label()).quiet(),
    row(Action::Show(Preset::Unclaimed), &[key('n')], Preset::Unclaimed.label()).quiet(),
    row(Action::Show(Preset::Signals), &[key('s')], Preset::Signals.label()).quiet(),
    row(Action::Show(Preset::Late), &[key('t')], Preset::Late.label()).quiet(),
    row(Action::Show(Preset::All), &[key('a')], Preset::All.label()).quiet(),
    row(Action::Show(Preset::Fitting), &[key('b')], Preset::Fitting.label())
        .needs(credits::NEEDS)
        .quiet(),
    row(Action::Show(Preset::Unfitting), &[key('B')], Preset::Unfitting.label())
        .needs(credits::NEEDS)
        .quiet(),
    row(Action::Sort, &[key('S')], "pagos-sort").quiet(),
    row(Action::Export, &[key('e')], "shell-export").needs(export::NEEDS).quiet(),
    row(Action::Copy, COPY, "pagos-copy").quiet(),
    row(Action::Undo, UNDO, "pagos-undo").runs(CommandKind::Claim),
    row(Action::UndoVerdict, UNDO, "pagos-undo-verdict").runs(CommandKind::UndoVerdict),
    row(Action::Unmark, &[key('U')], "pagos-unmark").quiet(),
];

/// How the selected row stands to the person.
#[derive(Clone, Copy, Debug)]
pub enum ClaimState<'a> {
    Free,
    Mine,
    /// Somebody's, whose lease is over.
    Lapsed,
    Other(&'a ClaimView),
}

impl ClaimState<'_> {
    pub fn of<'a>(shell: &Shell, row: &'a QueueRow) -> ClaimState<'a> {
        match &row.claim {
            None => ClaimState::Free,
            Some(claim) if claim.until <= shell.now => ClaimState::Lapsed,
            Some(claim) if Some(claim.holder) == shell.operator.id => ClaimState::Mine,
            Some(claim) => ClaimState::Other(claim),
        }
    }
}

impl PaymentsPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        let catalogue = shell.catalogue;
        if let Action::Show(preset) = action
            && preset.is_of_the_bank()
            && !self.matches.are_read()
        {
            return Disabled(t!(catalogue, "pagos-matches-reading"));
        }
        let Some(row) = self.queue.selected() else {
            return match action {
                Action::Filter | Action::Views | Action::Show(_) | Action::Sort | Action::Bank | Action::Export => Enabled,
                Action::MarkFitting if self.matches.how_many_fit() > 0 => Enabled,
                Action::Confirm | Action::Unmark if self.queue.marks() > 0 => Enabled,
                Action::Undo if self.undo.is_some() => Enabled,
                Action::UndoVerdict if !shell.verdicts.is_empty() => Enabled,
                _ => Hidden,
            };
        };
        let standing = ClaimState::of(shell, row);
        let reviewer = CommandKind::Claim.may(&shell.operator).is_ok();
        match (action, standing) {
            (Action::Take | Action::Open, _) if self.is_confirmed_by_enter(shell, row) => Hidden,
            (Action::Fit, _) if self.one_key.is_some() => Disabled(t!(catalogue, "pagos-fit-busy")),
            (Action::Fit, _) if !self.is_confirmed_by_enter(shell, row) => Hidden,
            (Action::MarkFitting, _) if self.matches.how_many_fit() == 0 => Disabled(t!(catalogue, "pagos-nothing-fits")),
            (Action::Take, ClaimState::Free | ClaimState::Lapsed) if reviewer => Enabled,
            (Action::Take, _) => Hidden,
            (Action::Open, ClaimState::Free | ClaimState::Lapsed) if reviewer => Hidden,
            (Action::Confirm | Action::Mark, _) if self.queue.marks() > 0 => Enabled,
            (Action::Confirm | Action::Reject | Action::Part | Action::Return, ClaimState::Other(claim)) => {
                Disabled(held(catalogue, claim, shell.now))
            }
            (Action::Part | Action::Return, ClaimState::Free | ClaimState::Lapsed) => Disabled(t!(catalogue, "pagos-take-first")),
            (Action::Release, ClaimState::Mine) if reviewer => Enabled,
            // Whoever may take it does that.
            (Action::Release, ClaimState::Lapsed) if !reviewer => Enabled,
            (Action::Release, ClaimState::Other(claim)) => Disabled(t!(
                catalogue,
                "pagos-not-lapsed",
                by = claim.name.as_str(),
                until = crate::locale::clock(claim.until)
            )),
            (Action::Release, _) => Disabled(t!(catalogue, "pagos-nobody-holds")),
            (Action::TakeOver, ClaimState::Other(_)) if reviewer => Enabled,
            (Action::TakeOver, ClaimState::Mine) => Disabled(t!(catalogue, "pagos-yours-already")),
            (Action::TakeOver, _) => Disabled(t!(catalogue, "pagos-free-to-take")),
            (Action::Receipt, _) if self.receipt_file().is_none() => Disabled(t!(catalogue, "pagos-receipt-none")),
            (Action::Twin, _) if twin::named(row).is_none() => Disabled(t!(catalogue, "pagos-no-twin")),
            (Action::Undo, _) if self.undo.is_none() => Hidden,
            (Action::UndoVerdict, _) if shell.verdicts.is_empty() => Disabled(t!(catalogue, "pagos-nothing-to-undo")),
            (Action::Unmark, _) if self.queue.marks() == 0 => Disabled(t!(catalogue, "pagos-nothing-marked")),
            _ => Enabled,
        }
    }

    /// It fits, nobody else holds it, and it is not being looked at.
    fn is_confirmed_by_enter(&self, shell: &Shell, row: &QueueRow) -> bool {
        let free = !matches!(ClaimState::of(shell, row), ClaimState::Other(_));
        let reviewer = CommandKind::Confirm.may(&shell.operator).is_ok();
        free && reviewer && self.focus == Focus::List && self.begun != Some(row.order) && self.matches.fits(row.submission)
    }
}
