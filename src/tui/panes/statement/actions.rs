//! What can be done on the way of a statement, and when.

use super::{Stage, StatementPane};
use crate::locale::t;
use crate::service::bank::credits;
use crate::service::commands::CommandKind;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::keys::{ENTER, key};
use crate::tui::dialogue::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The account, the file, what there is to do.
    Choose,
    Import,
    Profile,
    CatchUp,
    Paste,
    Path,
    /// Another file.
    Other,
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Import, ENTER, "importar-import").runs(CommandKind::ImportStatement),
    row(Action::Choose, ENTER, "importar-choose").needs(credits::NEEDS),
    row(Action::Paste, &[key('p')], "importar-paste").towards(CommandKind::ImportStatement),
    row(Action::Path, &[key('r')], "importar-path").towards(CommandKind::ImportStatement),
    row(Action::Profile, &[key('p')], "importar-profile").towards(CommandKind::ImportStatement),
    row(Action::CatchUp, &[key('m')], "importar-catch-up").towards(CommandKind::ImportStatement),
    row(Action::Other, &[key('i')], "importar-other").towards(CommandKind::ImportStatement),
];

impl StatementPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        let possible = match (&self.stage, action) {
            (Stage::Account, Action::Choose) => !self.account_list.is_empty(),
            (Stage::Source, Action::Choose | Action::Paste | Action::Path) | (Stage::Done(_), Action::Choose | Action::Other) => true,
            (Stage::Unread(_), Action::Profile) => true,
            (Stage::Preview(_), Action::Import | Action::Profile | Action::CatchUp) if self.importing => {
                return Disabled(t!(shell.catalogue, "importar-busy"));
            }
            (Stage::Preview(preview), Action::Import) => match &preview.would {
                Some(Ok(_)) => true,
                Some(Err(why)) => return Disabled(why.clone()),
                None => return Disabled(t!(shell.catalogue, "importar-rehearsing")),
            },
            (Stage::Preview(_), Action::Profile | Action::CatchUp) => true,
            _ => false,
        };
        if possible { Enabled } else { Hidden }
    }
}
