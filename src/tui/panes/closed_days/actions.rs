//! What can be done with proposals of closed days, and when.

use super::{ClosedDaysPane, NEEDS};
use crate::domain::fulfilment::closed_days::ProposalStatus;
use crate::service::commands::CommandKind;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::keys::{COPY, key};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Propose,
    Withdraw,
    Accept,
    Decline,
    /// Those that were answered, too.
    All,
    Copy,
}

impl Action {
    /// What a workshop does with its own.
    pub const fn of_own(self) -> bool {
        !matches!(self, Self::Accept | Self::Decline)
    }

    /// What staff answer.
    pub const fn of_staff(self) -> bool {
        !matches!(self, Self::Propose | Self::Withdraw)
    }
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Propose, &[key('n')], "cierre-new").runs(CommandKind::ProposeClosedDays),
    row(Action::Withdraw, &[key('x')], "cierre-withdraw").runs(CommandKind::WithdrawClosedDays),
    row(Action::Accept, &[key('a')], "cierre-accept").runs(CommandKind::AcceptClosedDays),
    row(Action::Decline, &[key('r')], "cierre-decline").runs(CommandKind::DeclineClosedDays),
    row(Action::All, &[key('s')], "cierre-all").needs(NEEDS),
    row(Action::Copy, COPY, "cierre-copy").needs(NEEDS).quiet(),
];

impl ClosedDaysPane {
    pub(crate) fn available(&self, action: Action) -> Availability {
        let selected = self.proposals.selected();
        let waits = selected.is_some_and(|row| row.status == ProposalStatus::Proposed);
        let possible = match action {
            Action::Propose | Action::All => true,
            Action::Withdraw | Action::Accept | Action::Decline => waits,
            Action::Copy => selected.is_some(),
        };
        match possible {
            true => Availability::Enabled,
            false => Availability::Hidden,
        }
    }
}
