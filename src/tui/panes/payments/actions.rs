//! The actions of the queue and when each can be used.

use super::Pagos;
use super::filter::Preset;
use super::rows::held;
use crate::domain::actor::{Permission, Role};
use crate::locale::t;
use crate::service::orders::view::ClaimView;
use crate::service::payments::view::QueueRow;
use crate::tui::core::action::{Availability, Risk, Row, row};
use crate::tui::core::keys::{COPY, ENTER, FILTER, MARK, UNDO, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Take,
    Open,
    Confirm,
    Reject,
    Part,
    Release,
    TakeOver,
    Mark,
    Filter,
    Receipt,
    Order,
    Show(Preset),
    Sort,
    Copy,
    Undo,
    Unmark,
}

/// In the footer's order. The first row of a key that is not hidden is the one that acts.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Take, ENTER, "pagos-take")
        .writes(Risk::Low)
        .needs(Permission::ReviewPayments),
    row(Action::Open, ENTER, "pagos-open"),
    row(Action::Confirm, &[key('c')], "pagos-confirm")
        .writes(Risk::Medium)
        .needs(Permission::ReviewPayments),
    row(Action::Reject, &[key('r')], "pagos-reject")
        .writes(Risk::Medium)
        .needs(Permission::ReviewPayments),
    row(Action::Part, &[key('p')], "pagos-part")
        .writes(Risk::Medium)
        .needs(Permission::ReviewPayments),
    row(Action::Release, &[key('l')], "pagos-release")
        .writes(Risk::Low)
        .needs(Permission::FreeLapsedClaim),
    row(Action::TakeOver, &[key('T')], "pagos-take-over")
        .writes(Risk::Medium)
        .needs(Permission::ReviewPayments),
    row(Action::Mark, MARK, "pagos-mark").needs(Permission::ReviewPayments),
    row(Action::Filter, FILTER, "pagos-filter"),
    row(Action::Receipt, &[key('v')], "pagos-receipt")
        .needs(Permission::ReadReceipts)
        .quiet(),
    row(Action::Order, &[key('o')], "pagos-order").quiet(),
    row(Action::Show(Preset::Mine), &[key('m')], Preset::Mine.label()).quiet(),
    row(Action::Show(Preset::Unclaimed), &[key('n')], Preset::Unclaimed.label()).quiet(),
    row(Action::Show(Preset::Signals), &[key('s')], Preset::Signals.label()).quiet(),
    row(Action::Show(Preset::Late), &[key('t')], Preset::Late.label()).quiet(),
    row(Action::Show(Preset::All), &[key('a')], Preset::All.label()).quiet(),
    row(Action::Sort, &[key('S')], "pagos-sort").quiet(),
    row(Action::Copy, COPY, "pagos-copy").quiet(),
    row(Action::Undo, UNDO, "pagos-undo")
        .writes(Risk::Low)
        .needs(Permission::ReviewPayments),
    row(Action::Unmark, &[key('U')], "pagos-unmark").quiet(),
];

/// How the row in front stands to the person.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'a> {
    Free,
    Mine,
    /// Somebody's, whose lease is over.
    Lapsed,
    Other(&'a ClaimView),
}

impl Standing<'_> {
    pub fn of<'a>(shell: &Shell, row: &'a QueueRow) -> Standing<'a> {
        match &row.claim {
            None => Standing::Free,
            Some(claim) if claim.until <= shell.now => Standing::Lapsed,
            Some(claim) if Some(claim.holder) == shell.operator.id => Standing::Mine,
            Some(claim) => Standing::Other(claim),
        }
    }
}

impl Pagos {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        let catalogue = shell.catalogue;
        let Some(row) = self.queue.front() else {
            return match action {
                Action::Filter | Action::Show(_) | Action::Sort => Enabled,
                Action::Undo if self.undo.is_some() => Enabled,
                _ => Hidden,
            };
        };
        let standing = Standing::of(shell, row);
        let reviewer = shell.operator.role == Role::Admin;
        match (action, standing) {
            (Action::Take, Standing::Free | Standing::Lapsed) if reviewer => Enabled,
            (Action::Take, _) => Hidden,
            (Action::Open, Standing::Free | Standing::Lapsed) if reviewer => Hidden,
            (Action::Confirm | Action::Mark, _) if !self.queue.list.marks().is_empty() => Enabled,
            (Action::Confirm | Action::Reject | Action::Part, Standing::Other(claim)) => Disabled(held(catalogue, claim, shell.now)),
            (Action::Part, Standing::Free | Standing::Lapsed) => Hidden,
            (Action::Release, Standing::Mine) if reviewer => Enabled,
            // Whoever may take it does that.
            (Action::Release, Standing::Lapsed) if !reviewer => Enabled,
            (Action::Release, Standing::Other(claim)) => Disabled(t!(
                catalogue,
                "pagos-not-lapsed",
                by = claim.name.as_str(),
                until = crate::locale::clock(claim.until)
            )),
            (Action::Release, _) => Hidden,
            (Action::TakeOver, Standing::Other(_)) if reviewer => Enabled,
            (Action::TakeOver, _) => Hidden,
            (Action::Receipt, _) if self.receipt_file().is_none() => Disabled(t!(catalogue, "pagos-receipt-none")),
            (Action::Undo, _) if self.undo.is_none() => Hidden,
            (Action::Unmark, _) if self.queue.list.marks().is_empty() => Hidden,
            _ => Enabled,
        }
    }
}
