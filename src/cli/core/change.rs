//! A change of master data as words: who wrote it, and what differs.

use super::context::Context;
use crate::domain::audit::change::Origin;
use crate::service::audit::changes::{ChangeKind, ChangeRow, FieldChange};

/// The person, or the database's own login where no command of this program wrote it.
pub fn who(context: &Context, row: &ChangeRow) -> String {
    let login = row.login.as_ref().map(ToString::to_string).unwrap_or_default();
    match (row.origin, &row.by) {
        (Origin::Program, Some(by)) => by.to_string(),
        _ => context
            .catalogue
            .text("changed-outside", &[("login", login.into())])
            .trim()
            .to_owned(),
    }
}

/// "cuenta: 0102… → 0134…"; of a row that was added or removed, what it held.
pub fn fields(context: &Context, row: &ChangeRow) -> String {
    let field = |one: &FieldChange| {
        let name = context.word(&format!("changed-field-{}", one.field.replace('_', "-")));
        let value = |value: &Option<_>| value.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string);
        match row.what {
            ChangeKind::Added => format!("{name}: {}", value(&one.new)),
            ChangeKind::Removed => format!("{name}: {}", value(&one.old)),
            ChangeKind::Changed => format!("{name}: {} → {}", value(&one.old), value(&one.new)),
        }
    };
    let word = match row.what {
        ChangeKind::Added => Some(context.word("changed-added")),
        ChangeKind::Changed => None,
        ChangeKind::Removed => Some(context.word("changed-removed")),
    };
    word.into_iter().chain(row.fields.iter().map(field)).collect::<Vec<_>>().join(" · ")
}
