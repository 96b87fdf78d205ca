//! Replaying the events of an order must give its stored state (domain.md §8, 10). Used by `db check` and the property tests.

use crate::domain::fulfilment::assignment_edges;
use crate::domain::ids::AssignmentId;
use crate::domain::orders::event::Change;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::payment_edges::PAYMENT_EDGES;

/// The state a history leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    pub payment: Option<PaymentStatus>,
    pub assignments: Vec<(AssignmentId, AssignmentStatus)>,
    pub seq: i64,
}

/// Where a history breaks: the event's number and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub seq: i64,
    pub fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A number is missing or repeated.
    Gap,
    /// The old value is not the one the events before led to.
    WrongFrom,
    /// No such edge in domain.md.
    NoEdge,
}

/// Plays events in order; the first fault ends it.
pub fn replay<'a>(events: impl IntoIterator<Item = (i64, &'a Change)>) -> Result<Replayed, Broken> {
    let mut state = Replayed::default();
    for (seq, change) in events {
        let broken = |fault| Broken { seq, fault };
        if seq != state.seq + 1 {
            return Err(broken(Fault::Gap));
        }
        state.seq = seq;
        match *change {
            Change::Payment { from, to } => {
                if from != state.payment {
                    return Err(broken(Fault::WrongFrom));
                }
                let known = PAYMENT_EDGES.iter().find(|edge| edge.to == to && edge.from.contains(&from));
                known.ok_or_else(|| broken(Fault::NoEdge))?;
                state.payment = Some(to);
            }
            Change::Production { assignment, from, to } => {
                let at = state.assignments.iter().position(|(id, _)| *id == assignment);
                if from != at.map(|at| state.assignments[at].1) {
                    return Err(broken(Fault::WrongFrom));
                }
                assignment_edges::edge(from, to).ok_or_else(|| broken(Fault::NoEdge))?;
                match at {
                    Some(at) => state.assignments[at].1 = to,
                    None => state.assignments.push((assignment, to)),
                }
            }
            Change::Note => {}
        }
    }
    Ok(state)
}
