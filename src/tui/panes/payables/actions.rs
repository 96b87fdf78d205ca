//! What can be done in Liquidaciones, and when.

use super::lines::payable;
use super::{PayablesPane, View};
use crate::domain::payables::line::PayableStatus;
use crate::locale::t;
use crate::service::commands::CommandKind;
use crate::service::fulfilment::work_sheet;
use crate::service::payables::access;
use crate::service::runs::lists;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::keys::{COPY, ENTER, FILTER, MARK, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Saved views of the list.
    Views,
    Settle,
    Mark,
    MarkAll,
    MarkEarly,
    Open,
    Hold,
    Release,
    Filter,
    Preset,
    Sort,
    Transfers,
    Statement,
    Aging,
    Order,
    /// Its work sheet: what a workshop may read of an order.
    Sheet,
    Export,
    Reverse,
    Only,
    Copy,
    CopyPayee,
    Unmark,
    /// Payment runs, and what is done in them.
    Runs,
    NewRun,
    RunFreeze,
    RunAgree,
    RunExclude,
    RunAmount,
    RunFile,
    RunReference,
    RunPaste,
    RunFind,
    RunFail,
    RunExplain,
    RunClose,
    RunVoid,
}

impl Action {
    /// What a workshop does with its own account: it reads.
    pub const fn of_own(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::Filter
                | Self::Preset
                | Self::Sort
                | Self::Transfers
                | Self::Statement
                | Self::Export
                | Self::Sheet
                | Self::Copy
                | Self::CopyPayee
        )
    }

    /// What staff do.
    pub const fn of_staff(self) -> bool {
        !matches!(self, Self::Sheet)
    }

    /// Only in the list of runs, or in one of them.
    pub const fn is_of_run(self) -> bool {
        matches!(
            self,
            Self::NewRun
                | Self::RunFreeze
                | Self::RunAgree
                | Self::RunExclude
                | Self::RunAmount
                | Self::RunFile
                | Self::RunReference
                | Self::RunPaste
                | Self::RunFind
                | Self::RunFail
                | Self::RunExplain
                | Self::RunClose
                | Self::RunVoid
        )
    }
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Settle, &[key('p')], "liquidaciones-settle").runs(CommandKind::Settle),
    row(Action::Mark, MARK, "liquidaciones-mark").towards(CommandKind::Settle),
    row(Action::MarkAll, &[key('a')], "liquidaciones-mark-all").towards(CommandKind::Settle),
    row(Action::MarkEarly, &[key('A')], "liquidaciones-mark-early")
        .towards(CommandKind::Settle)
        .quiet(),
    row(Action::Open, ENTER, "liquidaciones-open"),
    row(Action::Hold, &[key('h')], "liquidaciones-hold").runs(CommandKind::HoldPayable),
    row(Action::Release, &[key('h')], "liquidaciones-release").runs(CommandKind::ReleasePayable),
    row(Action::Reverse, &[key('R')], "liquidaciones-reverse").runs(CommandKind::ReversePayment),
    row(Action::Filter, FILTER, "liquidaciones-filter"),
    row(Action::Views, &[key('V')], "shell-views").quiet(),
    row(Action::Preset, &[key('v')], "liquidaciones-preset"),
    row(Action::Sort, &[key('S')], "shell-sort").quiet(),
    row(Action::Transfers, &[key('t')], "liquidaciones-transfers"),
    row(Action::Statement, &[key('c')], "liquidaciones-statement"),
    row(Action::Aging, &[key('d')], "liquidaciones-aging"),
    row(Action::Order, &[key('o')], "liquidaciones-order"),
    row(Action::Sheet, &[key('h')], "hoja-open").needs(work_sheet::NEEDS),
    row(Action::Runs, &[key('l')], "liquidaciones-runs").needs(lists::NEEDS),
    row(Action::NewRun, &[key('n')], "liquidaciones-run-new").runs(CommandKind::DraftRun),
    row(Action::RunFreeze, &[key('F')], "liquidaciones-run-freeze").runs(CommandKind::FreezeRun),
    row(Action::RunAgree, &[key('F')], "liquidaciones-run-agree").runs(CommandKind::CountersignRun),
    row(Action::RunExclude, &[key('x')], "liquidaciones-run-exclude").runs(CommandKind::ChooseRunLine),
    row(Action::RunAmount, &[key('m')], "liquidaciones-run-amount").runs(CommandKind::ChooseRunLine),
    row(Action::RunFile, &[key('e')], "liquidaciones-run-file").needs(lists::NEEDS),
    row(Action::RunReference, &[key('r')], "liquidaciones-run-reference").runs(CommandKind::PayRunLine),
    row(Action::RunPaste, &[key('P')], "liquidaciones-run-paste").runs(CommandKind::PayRunLine),
    row(Action::RunFind, &[key('b')], "liquidaciones-run-find").runs(CommandKind::PayRunLine),
    row(Action::RunFail, &[key('x')], "liquidaciones-run-fail").runs(CommandKind::FailRunLine),
    row(Action::RunExplain, &[key('x')], "liquidaciones-run-explain").runs(CommandKind::ExplainRunLine),
    row(Action::RunClose, &[key('C')], "liquidaciones-run-close").runs(CommandKind::CloseRun),
    row(Action::RunVoid, &[key('X')], "liquidaciones-run-void").runs(CommandKind::VoidRun),
    row(Action::Export, &[key('e')], "liquidaciones-export").needs(access::NEEDS),
    row(Action::Only, &[key('w')], "liquidaciones-only").quiet(),
    row(Action::Copy, COPY, "liquidaciones-copy").quiet(),
    row(Action::CopyPayee, &[key('Y')], "liquidaciones-copy-payee").quiet(),
    row(Action::Unmark, &[key('U')], "liquidaciones-unmark").quiet(),
];

impl PayablesPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        match self.view {
            View::Lines => self.of_lines(shell, action),
            View::Transfers => self.of_transfers(shell, action),
            View::Statement => self.of_statement(action),
            View::Aging => self.of_aging(action),
            View::Runs => self.of_runs(action),
            View::Run => self.of_run(action),
        }
    }

    fn of_lines(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        if action.is_of_run() {
            return Hidden;
        }
        let marks = !self.chosen.is_empty();
        if self.lines.list.is_empty() {
            return match action {
                Action::Settle | Action::Unmark if marks => Enabled,
                Action::Filter | Action::Views | Action::Preset | Action::Sort | Action::Transfers | Action::Aging | Action::Runs => {
                    Enabled
                }
                _ => Hidden,
            };
        }
        let selected = self.lines.selected();
        match (action, selected) {
            (Action::Settle, _) if marks => Enabled,
            (Action::Settle, Some(row)) if row.left.is_negative() && !row.status.is_over() => {
                Disabled(self.nets(shell.catalogue, row.workshop).unwrap_or_default())
            }
            (Action::Settle, Some(row)) if !payable(row) => {
                let status = shell.catalogue.text(&format!("payable-{}", row.status), &[]);
                Disabled(t!(
                    shell.catalogue,
                    "liquidaciones-mark-not-open",
                    number = &row.number,
                    status = status
                ))
            }
            (Action::Hold, Some(row)) if row.status.takes_payments() => Enabled,
            (Action::Release, Some(row)) if row.status == PayableStatus::OnHold => Enabled,
            (Action::Hold | Action::Release, _) => Hidden,
            (Action::Reverse, Some(row)) if !row.paid.is_zero() => match self.known() {
                Some(_) => Enabled,
                None => Disabled(t!(shell.catalogue, "liquidaciones-open-first")),
            },
            (Action::Reverse, _) => Hidden,
            (Action::Order | Action::Sheet | Action::Copy, None) => Hidden,
            (Action::Unmark, _) if !marks => Hidden,
            _ => Enabled,
        }
    }

    fn of_transfers(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        let selected = self.transfers.selected();
        match (action, selected) {
            (Action::Aging | Action::Runs, _) => Enabled,
            (_, None) => Hidden,
            (Action::Open | Action::Statement | Action::Export | Action::Only | Action::Copy, _) => Enabled,
            (Action::CopyPayee, _) if self.known_transfer().is_some() => Enabled,
            (Action::Reverse, Some(row)) if row.reversed >= row.lines => Disabled(t!(shell.catalogue, "liquidaciones-all-reversed")),
            (Action::Reverse, Some(_)) => match self.known_transfer() {
                Some(_) => Enabled,
                None => Disabled(t!(shell.catalogue, "liquidaciones-open-first")),
            },
            _ => Hidden,
        }
    }

    fn of_statement(&self, action: Action) -> Availability {
        use Availability::{Enabled, Hidden};
        match action {
            Action::Statement | Action::Transfers | Action::Aging | Action::Runs => Enabled,
            Action::Export if self.account.period.is_some() => Enabled,
            Action::Order | Action::Copy if self.account.number().is_some() => Enabled,
            _ => Hidden,
        }
    }

    fn of_aging(&self, action: Action) -> Availability {
        use Availability::{Enabled, Hidden};
        match action {
            Action::Transfers | Action::Sort | Action::Runs => Enabled,
            Action::Open | Action::Statement | Action::Export if self.aging.selected().is_some() => Enabled,
            _ => Hidden,
        }
    }
}
