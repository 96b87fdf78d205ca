//! What can be done on the way of a statement, and when.

use crossterm::event::KeyCode;

use super::guide::Guide;
use super::{Stage, StatementPane};
use crate::locale::t;
use crate::service::bank::credits;
use crate::service::bank::statement::Holds;
use crate::service::commands::CommandKind;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::keys::{ENTER, code, key};
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
    /// A profile is made for what none reads.
    Guide,
    /// Of that: what the column holds, which row has the titles, and how values are written.
    Column,
    Titles,
    DateFormat,
    Decimals,
    Mark,
    Encoding,
    Letters,
    Left,
    Right,
    Keep,
}

/// In the footer's order.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Import, ENTER, "importar-import").runs(CommandKind::ImportStatement),
    row(Action::Choose, ENTER, "importar-choose").needs(credits::NEEDS),
    row(Action::Paste, &[key('p')], "importar-paste").towards(CommandKind::ImportStatement),
    row(Action::Path, &[key('r')], "importar-path").towards(CommandKind::ImportStatement),
    row(Action::Profile, &[key('p')], "importar-profile").towards(CommandKind::ImportStatement),
    row(Action::CatchUp, &[key('m')], "importar-catch-up").towards(CommandKind::ImportStatement),
    row(Action::Guide, &[key('n')], "importar-guide").towards(CommandKind::ImportStatement),
    row(Action::Column, ENTER, "guia-column").towards(CommandKind::ImportStatement),
    row(Action::Titles, &[key('t')], "guia-titles").towards(CommandKind::ImportStatement),
    row(Action::Keep, &[key('s')], "guia-keep").towards(CommandKind::ImportStatement),
    row(Action::DateFormat, &[key('d')], "guia-date-format").towards(CommandKind::ImportStatement),
    row(Action::Decimals, &[key('c')], "guia-decimals").towards(CommandKind::ImportStatement),
    row(Action::Letters, &[key('l')], "guia-letters").towards(CommandKind::ImportStatement),
    row(Action::Mark, &[key('p')], "guia-mark").towards(CommandKind::ImportStatement),
    row(Action::Encoding, &[key('e')], "guia-encoding").towards(CommandKind::ImportStatement),
    row(Action::Left, &[code(KeyCode::Left)], "guia-left")
        .towards(CommandKind::ImportStatement)
        .quiet(),
    row(Action::Right, &[code(KeyCode::Right)], "guia-right")
        .towards(CommandKind::ImportStatement)
        .quiet(),
    row(Action::Other, &[key('i')], "importar-other").towards(CommandKind::ImportStatement),
];

impl StatementPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        let possible = match (&self.stage, action) {
            (Stage::Account, Action::Choose) => !self.account_list.is_empty(),
            (Stage::Source, Action::Choose | Action::Paste | Action::Path) | (Stage::Done(_), Action::Choose | Action::Other) => true,
            (Stage::Unread(_), Action::Profile) => true,
            (Stage::Unread(unread), Action::Guide) => unread.can_be_guided,
            (Stage::Guide(guide), action) => return of_guide(shell, guide, action),
            (Stage::Preview(_), Action::Import | Action::Profile | Action::CatchUp | Action::Guide) if self.importing => {
                return Disabled(t!(shell.catalogue, "importar-busy"));
            }
            (Stage::Preview(preview), Action::Import) => match &preview.would {
                Some(Ok(_)) => true,
                Some(Err(why)) => return Disabled(why.clone()),
                None => return Disabled(t!(shell.catalogue, "importar-rehearsing")),
            },
            (Stage::Preview(_), Action::Profile | Action::CatchUp | Action::Guide) => true,
            _ => false,
        };
        if possible { Enabled } else { Hidden }
    }
}

fn of_guide(shell: &Shell, guide: &Guide, action: Action) -> Availability {
    use Action::{Column, DateFormat, Decimals, Encoding, Keep, Left, Letters, Mark, Right, Titles};
    let Some(seen) = &guide.seen else { return Availability::Hidden };
    let possible = match action {
        Column | Titles | DateFormat | Decimals | Left | Right => true,
        Mark => seen.mark.is_some(),
        Encoding => seen.encoding.is_some(),
        Letters => seen.column_of(Holds::Type).is_some(),
        Keep => match guide.lacks() {
            Some(doubt) => return Availability::Disabled(shell.catalogue.text(&format!("guia-doubt-{doubt}"), &[])),
            None => true,
        },
        _ => false,
    };
    if possible { Availability::Enabled } else { Availability::Hidden }
}
