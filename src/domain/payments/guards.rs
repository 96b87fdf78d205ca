//! The guards of the payment edges, and the facts about an order they are checked against.

use serde::Serialize;

use crate::domain::actor::Actor;
use crate::domain::dates::Time;
use crate::domain::ids::OperatorId;
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::verdict::Verdict;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::Safe;

/// Somebody is looking at the order's proofs, until the lease ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    pub holder: OperatorId,
    pub name: Safe,
    pub since: Time,
    pub until: Time,
}

impl Claim {
    pub fn lapsed(&self, now: Time) -> bool {
        self.until <= now
    }
}

/// What the guards look at. Made by the service from locked rows and from the command.
#[derive(Debug, Clone)]
pub struct PaymentFacts {
    pub now: Time,
    pub claim: Option<Claim>,
    /// Proofs waiting for a verdict, and how many may wait at once.
    pub open_proofs: u32,
    pub max_open: u32,
    /// Rounds of proofs so far, and how many are allowed.
    pub attempts: u32,
    pub max_attempts: u32,
    /// Bolívares: what was verified in all (with this command), what is owed, and how much may be missing.
    pub credited: Money,
    pub due: Money,
    pub tolerance: Money,
    /// Every proof this command verifies has its evidence.
    pub evidenced: bool,
    /// The reference already paid for this other order, and nobody overrode it.
    pub duplicate_of: Option<String>,
    pub reason: Option<String>,
    pub overridden: bool,
    /// A rejection whose reason is OTHER carries the text the customer will read.
    pub rejection_text: bool,
    pub production: Option<AssignmentStatus>,
    /// Of the open refund.
    pub refund_due: Option<Money>,
    pub refund_paid: Option<Money>,
    /// A part of its money went back, or to another order, while it stayed confirmed.
    pub part_paid: bool,
    /// The time after which an unpaid order may lapse; none when that job is off.
    pub deadline: Option<Time>,
    /// The last verdict, where a command would take it back; none when there was none.
    pub verdict: Option<Verdict>,
}

/// A condition of an edge (domain.md §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    Reason,
    Override,
    Unclaimed,
    Holder,
    HeldByNobodyElse,
    LeaseLapsed,
    NoVerdict,
    RoomForProof,
    AttemptsLeft,
    Evidence,
    NoBlockedDuplicate,
    Covered,
    NotCovered,
    SomeVerified,
    NothingVerified,
    RejectionText,
    DeadlinePassed,
    BeforeProduction,
    OverrideFromProduction,
    RefundComplete,
    NothingRefunded,
    /// What was given back in part was given back of this money: it is not doubted beside that (domain.md §8, 7).
    NoPartPaid,
    OwnVerdict,
    InTime,
    NothingFollowed,
    NothingSent,
}

impl Guard {
    /// `Err` with this guard's own code when the facts do not satisfy it.
    pub fn check(self, actor: &Actor, facts: &PaymentFacts) -> Ruling<()> {
        match self {
            Self::Reason => require(has_reason(facts), || Refusal::new(Code::ReasonRequired)),
            Self::Override => require(facts.overridden, || Refusal::new(Code::OverrideRequired)),
            Self::Unclaimed => require(facts.live_claim().is_none(), || facts.held()),
            Self::Holder => facts.check_holder(actor),
            Self::HeldByNobodyElse => {
                let other = facts.live_claim().is_some_and(|claim| Some(claim.holder) != actor.id);
                require(!other, || facts.held())
            }
            Self::LeaseLapsed => require(facts.live_claim().is_none(), || facts.not_lapsed()),
            // A verdict leaves UNDER_REVIEW in the same transaction, so the status itself is the proof of none.
            Self::NoVerdict => Ok(()),
            Self::RoomForProof => require(facts.open_proofs < facts.max_open, || {
                Refusal::new(Code::TooManyOpen).with("max", facts.max_open)
            }),
            Self::AttemptsLeft => require(facts.attempts < facts.max_attempts, || {
                Refusal::new(Code::TooManyAttempts).with("max", facts.max_attempts)
            }),
            Self::Evidence => require(facts.evidenced, || Refusal::new(Code::EvidenceMissing)),
            Self::NoBlockedDuplicate => match &facts.duplicate_of {
                Some(order) if !(facts.overridden && has_reason(facts)) => {
                    Err(Refusal::new(Code::DuplicateReference).with("order", order.as_str()))
                }
                _ => Ok(()),
            },
            Self::Covered => require(facts.covered(), || {
                Refusal::new(Code::NotCovered)
                    .with("verified", facts.credited)
                    .with("due", facts.due)
                    .with("missing", facts.missing())
            }),
            Self::NotCovered => require(!facts.covered(), || {
                Refusal::new(Code::FullyCovered).with("verified", facts.credited)
            }),
            Self::SomeVerified => require(facts.credited.is_positive(), || Refusal::new(Code::NothingVerified)),
            Self::NothingVerified => require(!facts.credited.is_positive(), || {
                Refusal::new(Code::VerifiedMoney).with("verified", facts.credited)
            }),
            Self::RejectionText => require(facts.rejection_text, || Refusal::new(Code::RejectionTextRequired)),
            Self::DeadlinePassed => require(facts.deadline.is_some_and(|at| at <= facts.now), || Refusal::new(Code::NotYetDue)),
            Self::BeforeProduction => require(!facts.in_production(), || Refusal::new(Code::AlreadyInProduction)),
            Self::OverrideFromProduction => require(!facts.in_production() || facts.overridden, || Refusal::new(Code::OverrideRequired)),
            Self::RefundComplete => match (facts.refund_due, facts.refund_paid) {
                (Some(due), Some(paid)) if due == paid => Ok(()),
                _ => Err(Refusal::new(Code::RefundIncomplete)),
            },
            Self::NoPartPaid => require(!facts.part_paid, || Refusal::new(Code::RefundPartPaid)),
            Self::NothingRefunded => require(!facts.refund_paid.is_some_and(Money::is_positive), || {
                Refusal::new(Code::RefundStarted)
            }),
            Self::OwnVerdict => facts.verdict()?.check_own(actor),
            Self::InTime => facts.verdict()?.check_in_time(facts.now),
            Self::NothingFollowed => facts.verdict()?.check_nothing_followed(),
            Self::NothingSent => facts.verdict()?.check_nothing_sent(),
        }
    }
}

fn require(met: bool, refusal: impl FnOnce() -> Refusal) -> Ruling<()> {
    if met { Ok(()) } else { Err(refusal()) }
}

fn has_reason(facts: &PaymentFacts) -> bool {
    facts.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty())
}

impl PaymentFacts {
    /// The claim, unless its lease is over.
    pub fn live_claim(&self) -> Option<&Claim> {
        self.claim.as_ref().filter(|claim| !claim.lapsed(self.now))
    }

    /// Σ verified ≥ due − tolerance.
    pub fn covered(&self) -> bool {
        self.credited.amount() + self.tolerance.amount() >= self.due.amount()
    }

    /// What is still owed; zero when paid.
    pub fn missing(&self) -> Money {
        self.due.less(self.credited).max_zero()
    }

    fn verdict(&self) -> Ruling<&Verdict> {
        self.verdict.as_ref().ok_or_else(|| Refusal::new(Code::UndoNothing))
    }

    fn in_production(&self) -> bool {
        self.production
            .is_some_and(|status| status.is_active() && status >= AssignmentStatus::InProduction)
    }

    fn check_holder(&self, actor: &Actor) -> Ruling<()> {
        match &self.claim {
            Some(claim) if Some(claim.holder) != actor.id => Err(self.held()),
            Some(claim) if claim.lapsed(self.now) => Err(Refusal::new(Code::ClaimLapsed).with("since", claim.until)),
            Some(_) => Ok(()),
            None => Err(Refusal::new(Code::NotHolder)),
        }
    }

    fn held(&self) -> Refusal {
        match &self.claim {
            Some(claim) => Refusal::new(Code::ClaimHeld)
                .with("by", claim.name.as_str())
                .with("since", claim.since),
            None => Refusal::new(Code::NotHolder),
        }
    }

    fn not_lapsed(&self) -> Refusal {
        match &self.claim {
            Some(claim) => Refusal::new(Code::ClaimNotLapsed)
                .with("by", claim.name.as_str())
                .with("until", claim.until),
            None => Refusal::new(Code::NotHolder),
        }
    }
}
