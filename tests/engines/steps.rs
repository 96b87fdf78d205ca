//! What people may do at the counter, drawn at random: any command by anybody, in and out of turn, with too little, too
//! much or the wrong money, late, twice, or about something that has moved meanwhile.

use proptest::prelude::*;

use crate::craft::{Make, make};
use crate::upkeep::{Keep, Pay, keep, pay};
use krafta::domain::money::Money;
use krafta::domain::payments::rejection::RejectionReason;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Who {
    Ana,
    Luis,
    Support,
    Coordinator,
    Customer,
    Stranger,
    System,
    /// Of the order's workshop, and of another one.
    Hands,
    OtherHands,
}

/// How much, of what is owed or left.
#[derive(Debug, Clone, Copy)]
pub enum Portion {
    Full,
    Half,
    /// Just within the tolerance, and a cent less.
    Short,
    TooShort,
    Over,
    Cent,
}

#[derive(Debug, Clone)]
pub struct Look {
    pub portion: Portion,
    pub every_proof: bool,
    pub reference: u8,
    pub overridden: bool,
}

#[derive(Debug, Clone)]
pub enum Act {
    Report {
        dollars: bool,
        portion: Portion,
        reference: u8,
    },
    Claim,
    Renew,
    Release,
    TakeOver,
    Confirm(Look),
    Part(Look),
    Reject(RejectionReason),
    Reopen,
    Cancel,
    RequestRefund,
    /// P14 with what was found in the bank.
    Return(Look),
    /// A payment of an order that needs no more.
    Record {
        dollars: bool,
        portion: Portion,
        reference: u8,
    },
    PayRefund(Portion),
    RefundPart {
        surplus: bool,
        portion: Portion,
    },
    VoidRefund,
    ReverseRefund,
    Reinstate,
    Reverse,
    Undo,
    Note,
    Expire,
    Make(Make),
}

#[derive(Debug, Clone)]
pub enum Step {
    Place {
        pieces: u32,
        delivery: u8,
    },
    Do {
        who: Who,
        order: usize,
        act: Act,
        reason: bool,
        overridden: bool,
        stale: bool,
    },
    /// What most likely comes next, by whoever does that.
    Onward {
        order: usize,
        pick: u8,
    },
    /// Surplus of one order pays another.
    Credit {
        who: Who,
        from: usize,
        to: usize,
        portion: Option<Portion>,
    },
    Minutes(u64),
    /// The last command that was done, again by the same operation, or its operation with another command.
    Again,
    Reuse,
    /// A workshop changes.
    Keep {
        who: Who,
        maker: usize,
        keep: Keep,
        confirmed: bool,
    },
    /// Money goes to workshops.
    Pay {
        who: Who,
        pay: Pay,
    },
}

fn portion() -> impl Strategy<Value = Portion> {
    use Portion::{Cent, Full, Half, Over, Short, TooShort};
    prop_oneof![6 => Just(Full), 2 => Just(Half), 2 => Just(Short), 1 => Just(TooShort), 2 => Just(Over), 1 => Just(Cent)]
}

fn look() -> impl Strategy<Value = Look> {
    (portion(), any::<bool>(), 0..4_u8, any::<bool>()).prop_map(|(portion, every_proof, reference, overridden)| Look {
        portion,
        every_proof,
        reference,
        overridden,
    })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (prop::bool::weighted(0.3), portion(), 0..4_u8)
            .prop_map(|(dollars, portion, reference)| Act::Report { dollars, portion, reference }),
        3 => Just(Act::Claim),
        1 => Just(Act::Renew),
        2 => Just(Act::Release),
        1 => Just(Act::TakeOver),
        4 => look().prop_map(Act::Confirm),
        2 => look().prop_map(Act::Part),
        2 => prop::sample::select(RejectionReason::ALL).prop_map(Act::Reject),
        1 => Just(Act::Reopen),
        1 => Just(Act::Cancel),
        2 => Just(Act::RequestRefund),
        1 => look().prop_map(Act::Return),
        2 => (prop::bool::weighted(0.3), portion(), any::<u8>())
            .prop_map(|(dollars, portion, reference)| Act::Record { dollars, portion, reference }),
        3 => portion().prop_map(Act::PayRefund),
        3 => (any::<bool>(), portion()).prop_map(|(surplus, portion)| Act::RefundPart { surplus, portion }),
        1 => Just(Act::VoidRefund),
        2 => Just(Act::ReverseRefund),
        2 => Just(Act::Reinstate),
        2 => Just(Act::Reverse),
        2 => Just(Act::Undo),
        1 => Just(Act::Note),
        1 => Just(Act::Expire),
        30 => make().prop_map(Act::Make),
    ]
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![
        10 => Just(Who::Ana),
        4 => Just(Who::Luis),
        4 => Just(Who::Customer),
        1 => Just(Who::Support),
        4 => Just(Who::Coordinator),
        1 => Just(Who::Stranger),
        1 => Just(Who::System),
        4 => Just(Who::Hands),
        1 => Just(Who::OtherHands),
    ]
}

pub fn step() -> impl Strategy<Value = Step> {
    let done = (
        who(),
        0..3_usize,
        act(),
        prop::bool::weighted(0.8),
        any::<bool>(),
        prop::bool::weighted(0.05),
    );
    prop_oneof![
        1 => (1..6_u32, 0..3_u8).prop_map(|(pieces, delivery)| Step::Place { pieces, delivery }),
        10 => done.prop_map(|(who, order, act, reason, overridden, stale)| Step::Do { who, order, act, reason, overridden, stale }),
        50 => (0..3_usize, any::<u8>()).prop_map(|(order, pick)| Step::Onward { order, pick }),
        2 => (who(), 0..3_usize, 0..3_usize, prop::option::weighted(0.3, portion()))
            .prop_map(|(who, from, to, portion)| Step::Credit { who, from, to, portion }),
        1 => prop::sample::select(&[1_u64, 4, 10, 16, 24 * 60, 49 * 60][..]).prop_map(Step::Minutes),
        1 => Just(Step::Again),
        1 => Just(Step::Reuse),
        2 => (who(), 0..3_usize, keep(), any::<bool>())
            .prop_map(|(who, maker, keep, confirmed)| Step::Keep { who, maker, keep, confirmed }),
        20 => (prop_oneof![3 => Just(Who::Ana), 2 => who()], pay()).prop_map(|(who, pay)| Step::Pay { who, pay }),
    ]
}

impl Portion {
    pub fn of(self, whole: Money, tolerance: Money) -> Money {
        let minor = match self {
            Self::Full => whole.minor(),
            Self::Half => whole.minor() / 2,
            Self::Short => whole.minor() - tolerance.minor(),
            Self::TooShort => whole.minor() - tolerance.minor() - 1,
            Self::Over => whole.minor() * 6 / 5,
            Self::Cent => 1,
        };
        Money::of_minor(minor.max(1), whole.currency())
    }
}
