//! What can be done in Pedidos, and when.

use crossterm::event::KeyCode;

use super::{OrdersPane, Visit, money, production};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::{self, PaymentEdgeCode};
use crate::domain::payments::surplus::is_decided;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::t;
use crate::service::commands::CommandKind;
use crate::service::fulfilment::work_sheet;
use crate::service::orders::export;
use crate::service::orders::view::Timeline;
use crate::service::payments::receipt_files;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::keys::{self, Chord, code, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Saved views of the list.
    Views,
    Open,
    Look,
    Filter,
    Preset,
    Sort,
    Receipt,
    Note,
    Produce,
    Cancel,
    Refund,
    PayRefund,
    Money,
    Reinstate,
    Reopen,
    Reverse,
    Report,
    Review,
    Steps,
    Sheet,
    Tracking,
    Export,
    Save,
    Copy,
    CopyOther,
}

const OPEN: &[Chord] = &[code(KeyCode::Enter), code(KeyCode::Right)];

/// The table, in the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Open, OPEN, "pedidos-open"),
    row(Action::Look, keys::ENTER, "pedidos-look"),
    row(Action::Filter, keys::FILTER, "pedidos-filter"),
    row(Action::Views, &[key('V')], "shell-views").quiet(),
    row(Action::Preset, &[key('v')], "pedidos-preset"),
    row(Action::Sort, &[key('S')], "shell-sort").quiet(),
    row(Action::Receipt, &[key('v')], "pedidos-receipts").needs(receipt_files::NEEDS),
    row(Action::Note, &[key('n')], "pedidos-note").runs(CommandKind::Note),
    row(Action::Produce, &[key('a')], "pedidos-produce").runs(CommandKind::Start),
    row(Action::Cancel, &[key('x')], "pedidos-cancel").runs(CommandKind::Cancel),
    row(Action::Refund, &[key('d')], "pedidos-refund").runs(CommandKind::RequestRefund),
    row(Action::PayRefund, &[key('p')], "pedidos-pay-refund").runs(CommandKind::PayRefund),
    row(Action::Money, &[key('D')], "pedidos-money").runs(CommandKind::PartialRefund),
    row(Action::Reinstate, &[key('i')], "pedidos-reinstate").runs(CommandKind::Reinstate),
    row(Action::Reopen, &[key('o')], "pedidos-reopen").runs(CommandKind::Reopen),
    row(Action::Report, &[key('r')], "pedidos-report").runs(CommandKind::Report),
    row(Action::Review, &[key('b')], "pedidos-review"),
    row(Action::Steps, &[key('s')], "pedidos-steps"),
    row(Action::Sheet, &[key('h')], "hoja-open").needs(work_sheet::NEEDS),
    row(Action::Tracking, &[key('t')], "pedidos-tracking"),
    row(Action::Export, &[key('e')], "pedidos-export").needs(export::NEEDS),
    row(Action::Save, &[key('e')], "shell-export").needs(export::NEEDS),
    row(Action::Copy, keys::COPY, "pedidos-copy"),
    row(Action::CopyOther, &[key('Y')], "pedidos-copy-other").quiet(),
    row(Action::Reverse, &[key('R')], "pedidos-reverse")
        .runs(CommandKind::Reverse)
        .quiet(),
];

impl OrdersPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        let Some(open) = &self.open else {
            return match action {
                // An order that could not be opened stands alone: there is no list under it.
                Action::Filter | Action::Views | Action::Preset | Action::Sort | Action::Save
                    if !matches!(self.visit, Some(Visit::Order { .. })) =>
                {
                    Enabled
                }
                Action::Open | Action::Copy | Action::Tracking if self.orders.list.selected().is_some() => Enabled,
                _ => Hidden,
            };
        };
        match action {
            Action::Open | Action::Filter | Action::Views | Action::Preset | Action::Sort | Action::Save => Hidden,
            Action::Copy | Action::Tracking => Enabled,
            _ => match &open.timeline {
                None => Disabled(t!(shell.catalogue, "pedidos-not-loaded")),
                Some(timeline) if action == Action::Produce => production::available(shell, timeline),
                Some(timeline) => open_order(shell, timeline, action),
            },
        }
    }
}

/// What may be done with an order as it is; the role has been looked at before.
fn open_order(shell: &Shell, timeline: &Timeline, action: Action) -> Availability {
    if action == Action::PayRefund {
        let due = timeline.refunds_due();
        if due.is_empty() {
            return Availability::Disabled(t!(shell.catalogue, "pedidos-no-refund-due"));
        }
        // A part leaves the order's status: no edge speaks of it.
        if due.iter().any(|refund| !refund.kind.is_whole()) {
            return Availability::Enabled;
        }
    }
    if action == Action::Receipt && timeline.proofs.iter().all(|proof| proof.receipt.is_none()) {
        return Availability::Disabled(t!(shell.catalogue, "pedidos-no-receipt"));
    }
    if action == Action::Sheet && timeline.order.production.is_none() {
        return Availability::Disabled(shell.catalogue.refusal(&Refusal::new(Code::NoAssignment)));
    }
    if action == Action::Money && money::offers(timeline).is_empty() {
        return Availability::Disabled(t!(shell.catalogue, "pedidos-no-money"));
    }
    let from = timeline.order.payment;
    if action == Action::Review && !matches!(from, PaymentStatus::Reported | PaymentStatus::UnderReview) {
        return Availability::Disabled(t!(shell.catalogue, "pedidos-no-review"));
    }
    // A payment of an order that needs no more walks no edge.
    if action == Action::Report && is_decided(from) {
        return match CommandKind::RecordSurplus.may(&shell.operator) {
            Ok(()) => Availability::Enabled,
            Err(refusal) => Availability::Disabled(shell.catalogue.refusal(&refusal)),
        };
    }
    let Some(ways) = ways(action) else {
        return Availability::Enabled;
    };
    let Ok(edge) = payment_edges::along(ways, Some(from)) else {
        let status = shell.catalogue.text(&format!("payment-{from}"), &[]);
        return Availability::Disabled(t!(shell.catalogue, "pedidos-not-from", status = status));
    };
    let refused = timeline
        .next
        .iter()
        .find(|step| step.edge == edge.code.as_str())
        .and_then(|step| step.ruling.as_ref().err());
    match refused.filter(|refusal| !is_asked_for(refusal)) {
        Some(refusal) => Availability::Disabled(shell.catalogue.refusal(refusal)),
        None => Availability::Enabled,
    }
}

/// The edges of the payment that an action walks; none for one that walks none.
const fn ways(action: Action) -> Option<&'static [PaymentEdgeCode]> {
    use PaymentEdgeCode::{P2, P3, P9, P10, P11, P12, P13, P14, P15, P16, P17, P18};
    Some(match action {
        Action::Cancel => &[P11, P12],
        Action::Refund => &[P13, P14],
        Action::PayRefund => &[P15],
        Action::Reinstate => &[P16],
        Action::Reopen => &[P10],
        Action::Reverse => &[P17],
        Action::Report => &[P2, P3, P9, P18],
        _ => return None,
    })
}

/// What the form will ask for is no reason not to begin.
pub(crate) fn is_asked_for(refusal: &Refusal) -> bool {
    matches!(
        refusal.code,
        Code::ReasonRequired | Code::OverrideRequired | Code::ShareRequired | Code::RefundIncomplete | Code::EvidenceMissing
    )
}
