//! The table of actions: one row says its keys, its words, who may and how risky it is. Keys, footer, help,
//! palette, permissions and docs/keys.md are all derived from the rows; nothing else binds a key.

use super::keys::Chord;
use crate::domain::actor::Permission;
use crate::locale::Key;
pub use crate::service::commands::Risk;
use crate::service::commands::{Access, CommandKind};

/// One action of a pane (or of every pane). `id` is a variant of the pane's own enum, so that the compiler asks for a handler.
#[derive(Clone, Copy, Debug)]
pub struct Row<A: 'static> {
    pub id: A,
    pub keys: &'static [Chord],
    /// The verb of the footer; its attribute `.help` is the sentence of the help and the key reference.
    pub label: Key,
    pub needs: Option<Access>,
    pub risk: Risk,
    /// Whether the footer offers it. The order of the table is the order of the footer, most useful first.
    pub footer: bool,
}

/// A row that only reads; `runs` and `needs` say more.
pub const fn row<A: Copy>(id: A, keys: &'static [Chord], label: Key) -> Row<A> {
    Row {
        id,
        keys,
        label,
        needs: None,
        risk: Risk::None,
        footer: true,
    }
}

impl<A: Copy> Row<A> {
    /// The action gives this command: who may and how it is asked for are the command's. It is blocked while the database
    /// is away.
    #[must_use]
    pub const fn runs(mut self, command: CommandKind) -> Self {
        self.needs = Some(command.access());
        self.risk = command.risk();
        self
    }

    /// It prepares for this command and writes nothing.
    #[must_use]
    pub const fn towards(mut self, command: CommandKind) -> Self {
        self.needs = Some(command.access());
        self
    }

    /// Asked for more carefully than its command is as a rule.
    #[must_use]
    pub const fn risk(mut self, risk: Risk) -> Self {
        self.risk = risk;
        self
    }

    /// What it reads needs a permission: that of the question.
    #[must_use]
    pub const fn needs(mut self, permission: Permission) -> Self {
        self.needs = Some(Access::Permission(permission));
        self
    }

    /// Known to help and palette, but not worth a place in the footer.
    #[must_use]
    pub const fn quiet(mut self) -> Self {
        self.footer = false;
        self
    }
}

/// Whether an action can be used now. A disabled one stays visible and says why, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Availability {
    Enabled,
    Disabled(String),
    Hidden,
}

/// Names a row, wherever its table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionRef {
    Global(super::global::Global),
    Pane { pane: usize, row: usize },
}

/// A row as footer, help and palette list it: without its type.
#[derive(Clone, Debug)]
pub struct Entry {
    pub action: ActionRef,
    pub keys: &'static [Chord],
    pub label: Key,
    pub needs: Option<Access>,
    pub risk: Risk,
    pub footer: bool,
    pub availability: Availability,
}

impl Entry {
    pub fn of<A: Copy>(row: &Row<A>, action: ActionRef, availability: Availability) -> Self {
        Self {
            action,
            keys: row.keys,
            label: row.label,
            needs: row.needs,
            risk: row.risk,
            footer: row.footer,
            availability,
        }
    }

    /// The key of the sentence that explains it.
    pub fn help(&self) -> String {
        format!("{}.help", self.label)
    }
}
