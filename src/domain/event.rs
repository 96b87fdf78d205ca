//! The order's history: one event per status change, in order, with old and new values (domain.md §8, 10).
//! Events are how statuses move; replaying them gives the stored state.

use super::Time;
use super::assignment::{self, AssignmentStatus};
use super::ids::{AssignmentId, OperatorId, RefundId, SubmissionId};
use super::names::named;
use super::payment::{self, PaymentStatus};

named! {
    /// Which of the two statuses an event moves, or neither.
    pub enum Lane {
        Payment = "PAYMENT",
        Production = "PRODUCTION",
        Note = "NOTE",
    }
}

/// The move an event records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Payment {
        from: Option<PaymentStatus>,
        to: PaymentStatus,
    },
    Production {
        assignment: AssignmentId,
        from: Option<AssignmentStatus>,
        to: AssignmentStatus,
    },
    /// Nothing moves: a note, a claim taken over, a refund paid in part.
    Note,
}

impl Change {
    pub const fn lane(self) -> Lane {
        match self {
            Self::Payment { .. } => Lane::Payment,
            Self::Production { .. } => Lane::Production,
            Self::Note => Lane::Note,
        }
    }
}

/// One line of an order's history.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderEvent {
    /// 1, 2, 3 … within the order.
    pub seq: i64,
    pub at: Time,
    pub change: Change,
    /// `P6`, `A1`, or what a note is about (`NOTE`, `REFUND_PAID`, …).
    pub edge: String,
    pub actor_role: super::actor::Role,
    pub actor_id: Option<OperatorId>,
    pub actor_name: String,
    pub submission: Option<SubmissionId>,
    pub refund: Option<RefundId>,
    pub reason_code: Option<String>,
    pub text: Option<String>,
    /// Internal events are not for the customer.
    pub internal: bool,
    /// Amounts, accounts, references: facts for the sentence of the timeline.
    pub data: serde_json::Value,
}

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
                payment::edge(from, to).ok_or_else(|| broken(Fault::NoEdge))?;
                state.payment = Some(to);
            }
            Change::Production { assignment, from, to } => {
                let at = state.assignments.iter().position(|(id, _)| *id == assignment);
                if from != at.map(|at| state.assignments[at].1) {
                    return Err(broken(Fault::WrongFrom));
                }
                assignment::edge(from, to).ok_or_else(|| broken(Fault::NoEdge))?;
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
