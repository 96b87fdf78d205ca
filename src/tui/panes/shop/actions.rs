//! What can be done in Tienda, and when.

use super::sections::{Section, Thing};
use super::{Context, ShopPane};
use crate::locale::t;
use crate::service::commands::CommandKind;
use crate::service::orders::export;
use crate::tui::core::action::{Availability, Risk, Row, row};
use crate::tui::core::keys::{ENTER, FILTER, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Edit,
    New,
    Close,
    Filter,
    Import,
    Export,
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Edit, ENTER, "tienda-edit").runs(CommandKind::ChangeProduct),
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
            (_, Section::Changes, _) => Hidden,
            (Action::Filter, ..) => Enabled,
            (_, Section::Jobs, _) => Hidden,
            (Action::New, ..) => Enabled,
            (Action::Import, section, _) if section.import().is_none() => Hidden,
            (Action::Import, ..) if self.importing.is_some() => Disabled(t!(shell.catalogue, "tienda-import-running")),
            (Action::Import, ..) => Enabled,
            (_, _, None) => Hidden,
            (Action::Close, _, Some(Thing::Zone(_))) => Hidden,
            // A rate holds or it does not: another one is put in its place.
            (Action::Edit, _, Some(Thing::Shipping(_))) => Disabled(t!(shell.catalogue, "tienda-shipping-replaced")),
            (_, _, Some(Thing::Rate(_) | Thing::Shipping(_))) if !self.selected().is_some_and(Thing::is_active) => {
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
            Action::Filter => self.line.open(),
            Action::Import => self.begin_import(cx),
            Action::Export => self.export(cx),
        }
    }
}
