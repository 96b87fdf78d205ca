//! Who may give a command, and how carefully it is asked for: the words of the table's rows.

use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::fulfilment::assignment_edges::{self, AssignmentEdgeCode};
use crate::domain::payments::payment_edges::{self, PaymentEdgeCode};
use crate::domain::refusal::Ruling;

/// What an action can do to the shop's data, and so how it is asked for (ui.md, Risk).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Reads only; no command does.
    None,
    /// Acts at once, can be undone.
    Low,
    /// Asks, with Cancel focused.
    Medium,
    /// Shows amount, who and how many, and asks to type the order number or the amount.
    High,
}

/// Who may ask. What walks edges has no permission of its own: the edges name their parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Permission(Permission),
    /// Whoever is a party to one of these edges of payment; taking over walks P5 before.
    Payment(&'static [PaymentEdgeCode]),
    /// Whoever is a party to one of these edges of production.
    Production(&'static [AssignmentEdgeCode]),
}

impl Access {
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Permission(permission) => permission.roles().contains(&role),
            Self::Payment(ways) => payment_edges::parties(ways).any(|party| party == role),
            Self::Production(ways) => assignment_edges::parties(ways).any(|party| party == role),
        }
    }

    /// # Errors
    /// `forbidden`, with what the role may not do.
    pub fn may(self, actor: &Actor) -> Ruling<()> {
        match (self, self.edges().first()) {
            (Self::Permission(permission), _) => actor.may(permission),
            // The guards are looked at when an edge is walked.
            (_, Some(edge)) if !self.allows(actor.role) => {
                let may = Role::ALL.iter().copied().filter(|role| self.allows(*role));
                Err(actor.forbidden(&format!("edge-{edge}"), may))
            }
            _ => Ok(()),
        }
    }

    /// The codes of the edges, where it is edges.
    pub fn edges(self) -> Vec<&'static str> {
        match self {
            Self::Permission(_) => Vec::new(),
            Self::Payment(ways) => ways.iter().map(|code| code.as_str()).collect(),
            Self::Production(ways) => ways.iter().map(|code| code.as_str()).collect(),
        }
    }
}
