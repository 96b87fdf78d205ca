//! What can be done in Tienda, and when.

use super::sections::{Section, Thing};
use super::{Context, ShopPane};
use crate::locale::t;
use crate::service::commands::CommandKind;
use crate::service::fulfilment::work_sheet;
use crate::service::messages::list;
use crate::service::orders::export;
use crate::tui::core::action::{Availability, Risk, Row, row};
use crate::tui::core::keys::{ENTER, FILTER, key};
use crate::tui::dialogue::shell::Shell;

impl Action {
    /// What a workshop does with its alerts.
    pub const fn of_own(self) -> bool {
        matches!(self, Self::AlertSheet)
    }

    pub const fn of_staff(self) -> bool {
        !self.of_own()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Edit,
    Read,
    AlertOrder,
    /// What a workshop may read of the order.
    AlertSheet,
    New,
    Close,
    Retry,
    Resend,
    Drop,
    Contact,
    Which,
    Order,
    Filter,
    Import,
    Export,
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Edit, ENTER, "tienda-edit").runs(CommandKind::ChangeProduct),
    row(Action::Read, ENTER, "mensajes-read").needs(list::NEEDS),
    row(Action::AlertOrder, ENTER, "mensajes-alert-order").needs(list::NEEDS),
    row(Action::AlertSheet, ENTER, "hoja-open").needs(work_sheet::NEEDS),
    row(Action::Retry, &[key('r')], "mensajes-retry").runs(CommandKind::RetryMessage),
    row(Action::Resend, &[key('s')], "mensajes-resend").runs(CommandKind::ResendMessage),
    row(Action::Drop, &[key('x')], "mensajes-drop").runs(CommandKind::DropMessage),
    row(Action::Contact, &[key('c')], "mensajes-contact").runs(CommandKind::SetContact),
    row(Action::Which, &[key('v')], "mensajes-which").needs(list::NEEDS),
    row(Action::Order, &[key('o')], "mensajes-order").needs(list::NEEDS),
    row(Action::New, &[key('n')], "tienda-new").runs(CommandKind::AddProduct),
    row(Action::Close, &[key('x')], "tienda-close")
        .runs(CommandKind::ChangeProduct)
        .risk(Risk::Medium),
    row(Action::Filter, FILTER, "tienda-filter"),
    row(Action::Import, &[key('i')], "tienda-import").runs(CommandKind::PutWorkshop),
    row(Action::Export, &[key('e')], "shell-export").needs(export::NEEDS).quiet(),
];

impl ShopPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        match (action, self.section, self.selected()) {
            (Action::Export, ..) => Enabled,
            (Action::AlertSheet, ..) if shell.operator.workshop.is_none() => Hidden,
            (Action::AlertOrder | Action::AlertSheet, Section::Alerts, _) if self.alerts.selected().is_some() => Enabled,
            (action, Section::Messages, _) => self.message_available(shell, action),
            (_, Section::Changes | Section::Alerts, _) => Hidden,
            (Action::Filter, ..) => Enabled,
            (_, Section::Jobs, _) => Hidden,
            (Action::New, ..) => Enabled,
            (Action::Import, section, _) if section.import().is_none() => Hidden,
            (Action::Import, ..) if self.importing.is_some() => Disabled(t!(shell.catalogue, "tienda-import-running")),
            (Action::Import, ..) => Enabled,
            (Action::Edit | Action::Close, _, Some(_)) => self.thing_available(shell, action),
            _ => Hidden,
        }
    }

    fn thing_available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        match (action, self.selected()) {
            (_, None) => Hidden,
            (Action::Close, Some(Thing::Zone(_))) => Hidden,
            // A rate holds or it does not: another one is put in its place.
            (Action::Edit, Some(Thing::Shipping(_))) => Disabled(t!(shell.catalogue, "tienda-shipping-replaced")),
            (_, Some(Thing::Rate(_) | Thing::Shipping(_))) if !self.selected().is_some_and(Thing::is_active) => {
                Disabled(t!(shell.catalogue, "tienda-over"))
            }
            _ => Enabled,
        }
    }

    pub(crate) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::New => self.begin_new(cx),
            Action::Edit => self.begin_edit(cx),
            Action::Close => self.begin_close(cx),
            Action::Read => self.read_message(cx),
            Action::AlertOrder => self.open_alert(cx),
            Action::AlertSheet => self.open_sheet(cx),
            Action::Retry | Action::Resend | Action::Drop | Action::Contact => self.begin_message(cx, action),
            Action::Which => self.choose_which(cx),
            Action::Order => self.open_message_order(cx),
            Action::Filter => self.line.open(),
            Action::Import => self.begin_import(cx),
            Action::Export => self.export(cx),
        }
    }
}
