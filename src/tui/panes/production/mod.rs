//! The steps of production as people take them, the same in every pane that shows an assignment: which are possible, and the
//! dialogue of each.

mod dialogue;
#[cfg(test)]
mod tests;

use crate::domain::fulfilment::assignment_edges::AssignmentEdgeCode;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::Key;

pub use crate::tui::panes::production::dialogue::{AssignmentSeen, OVERRIDE, ProductionStep, SHARE, overriding, share};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Notify,
    Accept,
    Refuse,
    Start,
    Ready,
    HandOver,
    Complete,
    Rework,
    Return,
    UndoStart,
    Withdraw,
}

/// What a step is called: in a menu, over its form, on its button, and when it is done.
struct Words {
    name: Key,
    title: Key,
    yes: Key,
    done: Key,
}

macro_rules! words {
    ($name:literal) => {
        Words {
            name: concat!("making-", $name),
            title: concat!("making-", $name, ".title"),
            yes: concat!("making-", $name, ".yes"),
            done: concat!("making-", $name, ".done"),
        }
    };
}

impl Step {
    pub const ALL: &'static [Self] = &[
        Self::Notify,
        Self::Accept,
        Self::Refuse,
        Self::Start,
        Self::Ready,
        Self::HandOver,
        Self::Complete,
        Self::Rework,
        Self::Return,
        Self::UndoStart,
        Self::Withdraw,
    ];

    const fn words(self) -> Words {
        match self {
            Self::Notify => words!("notify"),
            Self::Accept => words!("accept"),
            Self::Refuse => words!("refuse"),
            Self::Start => words!("start"),
            Self::Ready => words!("ready"),
            Self::HandOver => words!("hand-over"),
            Self::Complete => words!("complete"),
            Self::Rework => words!("rework"),
            Self::Return => words!("return"),
            Self::UndoStart => words!("undo-start"),
            Self::Withdraw => words!("withdraw"),
        }
    }

    /// The verb of a menu.
    pub const fn name(self) -> Key {
        self.words().name
    }

    /// The edge it walks from a status, and where it leads.
    pub const fn edge(self, from: AssignmentStatus) -> (AssignmentEdgeCode, AssignmentStatus) {
        use AssignmentEdgeCode as E;
        use AssignmentStatus as S;
        match self {
            Self::Notify => (E::A3, S::Notified),
            Self::Accept => (E::A4, S::Accepted),
            Self::Refuse => (E::A5, S::Rejected),
            Self::Start => (E::A6, S::InProduction),
            Self::Ready => (E::A7, S::Ready),
            Self::HandOver => (E::A8, S::HandedToDelivery),
            Self::Complete if matches!(from, S::Ready) => (E::A9, S::Completed),
            Self::Complete => (E::A10, S::Completed),
            Self::Rework => (E::A13, S::InProduction),
            Self::Return => (E::A13, S::Ready),
            Self::UndoStart => (E::A13, S::Accepted),
            Self::Withdraw if is_late(from) => (E::A12, S::Cancelled),
            Self::Withdraw => (E::A11, S::Cancelled),
        }
    }

    /// Whether an assignment in this status has the step at all; who may take it is the service's to say.
    pub fn leaves(self, from: AssignmentStatus, delivery: DeliveryMethod) -> bool {
        let (code, to) = self.edge(from);
        let there = crate::domain::fulfilment::assignment_edges::edge(Some(from), to).is_some_and(|edge| edge.code == code);
        let pickup = delivery == DeliveryMethod::Pickup;
        there
            && match code {
                AssignmentEdgeCode::A8 => !pickup,
                AssignmentEdgeCode::A9 => pickup,
                _ => true,
            }
    }

    /// The steps of an assignment, the way forward first.
    pub fn possible(from: AssignmentStatus, delivery: DeliveryMethod) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|step| step.leaves(from, delivery)).collect()
    }
}

/// From production on the workshop's work is lost with it.
pub const fn is_late(status: AssignmentStatus) -> bool {
    matches!(
        status,
        AssignmentStatus::InProduction | AssignmentStatus::Ready | AssignmentStatus::HandedToDelivery
    )
}
