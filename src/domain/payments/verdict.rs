//! The last verdict on an order's proofs, as taking it back looks at it (P20): by the person who gave it, within the
//! configured seconds, while nothing came of it.

use chrono::TimeDelta;

use super::payment_edges::PaymentEdgeCode;
use crate::domain::actor::Actor;
use crate::domain::dates::Time;
use crate::domain::ids::OperatorId;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::Safe;

/// A confirmation (P6), rejection (P7) or part payment (P8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub edge: PaymentEdgeCode,
    pub by: Option<OperatorId>,
    pub name: Safe,
    pub at: Time,
    /// For so long it can be taken back.
    pub seconds: u32,
    /// The first event after its own operation.
    pub followed: Option<Followed>,
    /// When the first of its messages left.
    pub sent_at: Option<Time>,
}

/// What came after a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Its edge, or what kind of note it is.
    pub edge: String,
    pub name: Safe,
    pub at: Time,
}

impl Verdict {
    /// The edges that are verdicts.
    pub const EDGES: [PaymentEdgeCode; 3] = [PaymentEdgeCode::P6, PaymentEdgeCode::P7, PaymentEdgeCode::P8];

    /// Until when it can be taken back.
    pub fn until(&self) -> Time {
        self.at + TimeDelta::seconds(i64::from(self.seconds))
    }

    pub(super) fn check_own(&self, actor: &Actor) -> Ruling<()> {
        if self.by.is_some() && self.by == actor.id {
            return Ok(());
        }
        Err(Refusal::new(Code::UndoNotYours).with("by", self.name.as_str()).with("at", self.at))
    }

    pub(super) fn check_in_time(&self, now: Time) -> Ruling<()> {
        if now <= self.until() {
            return Ok(());
        }
        Err(Refusal::new(Code::UndoTooLate)
            .with("seconds", self.seconds)
            .with("at", self.at)
            .with("instead", Arg::Message(format!("refusal-instead-{}", self.edge))))
    }

    pub(super) fn check_nothing_followed(&self) -> Ruling<()> {
        let Some(followed) = &self.followed else { return Ok(()) };
        Err(Refusal::new(Code::UndoSuperseded)
            .with("step", Arg::Message(format!("event-{}", followed.edge)))
            .with("by", followed.name.as_str())
            .with("at", followed.at))
    }

    pub(super) fn check_nothing_sent(&self) -> Ruling<()> {
        let Some(at) = self.sent_at else { return Ok(()) };
        Err(Refusal::new(Code::UndoMessageLeft)
            .with("at", at)
            .with("instead", Arg::Message(format!("refusal-instead-{}", self.edge))))
    }
}
