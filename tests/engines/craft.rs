//! What people may do with an order's assignment, drawn at random like the rest: chosen, told, answered, made, handed over,
//! sent back, taken away; with and without what each step needs.

use proptest::prelude::*;

use crate::asked::Asked;
use crate::books::Books;
use crate::desk::Desk;
use crate::steps::{Act, Portion, Who};
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::ids::WorkshopId;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::service::Command;
use krafta::service::commands::JobCommand;
use krafta::service::core::command::{OnOrder, Seen};
use krafta::service::fulfilment::commands::{Choose, Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
use krafta::service::payments::commands::RequestRefund;

/// One of the yard's workshops, or one that nobody knows.
pub type Maker = u8;

#[derive(Debug, Clone, PartialEq)]
pub enum Make {
    Rank,
    Choose(Maker),
    Notify { maker: Option<Maker>, over: bool },
    Accept,
    Refuse(WorkshopRefusal),
    LapseAnswer,
    Remind,
    Start,
    Ready,
    HandOver { carrier: bool, tracking: bool },
    Complete { code: Option<bool> },
    StepBack(AssignmentStatus),
    Withdraw { maker: Option<Maker>, share: Option<u32> },
    RefundOwing(Option<u32>),
}

fn maker() -> impl Strategy<Value = Maker> {
    prop_oneof![30 => 0..3_u8, 1 => Just(9)]
}

fn share() -> impl Strategy<Value = Option<u32>> {
    prop::option::of(prop::sample::select(&[0_u32, 1, 2_500, 3_333, 10_000, 10_001][..]))
}

pub fn make() -> impl Strategy<Value = Make> {
    prop_oneof![
        1 => Just(Make::Rank),
        2 => maker().prop_map(Make::Choose),
        4 => (prop::option::of(maker()), prop::bool::weighted(0.3)).prop_map(|(maker, over)| Make::Notify { maker, over }),
        3 => Just(Make::Accept),
        3 => prop::sample::select(WorkshopRefusal::ALL).prop_map(Make::Refuse),
        2 => Just(Make::LapseAnswer),
        1 => Just(Make::Remind),
        2 => Just(Make::Start),
        2 => Just(Make::Ready),
        2 => (prop::bool::weighted(0.8), prop::bool::weighted(0.8)).prop_map(|(carrier, tracking)| Make::HandOver { carrier, tracking }),
        2 => prop::option::of(prop::bool::weighted(0.8)).prop_map(|code| Make::Complete { code }),
        3 => prop::sample::select(AssignmentStatus::ALL).prop_map(Make::StepBack),
        3 => (prop::option::of(maker()), share()).prop_map(|(maker, share)| Make::Withdraw { maker, share }),
        2 => share().prop_map(Make::RefundOwing),
    ]
}

impl Desk<'_> {
    fn workshop(&self, maker: Maker) -> WorkshopId {
        let made = self.yard.makers.get(usize::from(maker));
        made.map_or(WorkshopId::from_uuid(uuid::Uuid::nil()), |made| made.id)
    }

    /// What the assignment of a paid order asks for next, by whoever does that.
    pub fn onward_making(&self, books: &Books, pick: u8) -> (Who, Act) {
        use AssignmentStatus::{Accepted, Completed, HandedToDelivery, InProduction, Notified, PendingAssignment, Ready};
        let delivery = books.head.delivery_method;
        let late = books.making.respond_by.is_some_and(|by| by <= self.counter.shop.now());
        let active = books.making.active();
        let chosen = active.is_some_and(|active| active.workshop_id.is_some());
        let by_hand = Make::Notify {
            maker: Some(pick % 3),
            over: pick.is_multiple_of(2),
        };
        let told = Make::Notify { maker: None, over: false };
        let (who, make) = match (active.map(|active| active.status), pick % 16) {
            (_, 0) => return (Who::Luis, Act::Reverse),
            (_, 1) => (Who::Luis, Make::RefundOwing(None)),
            (Some(PendingAssignment), 6) => (Who::Coordinator, Make::Choose(pick / 16 % 3)),
            (Some(PendingAssignment), _) if chosen => (Who::Coordinator, told),
            (Some(PendingAssignment), 2..6) => (Who::Coordinator, Make::Rank),
            (Some(PendingAssignment), _) => (Who::Coordinator, by_hand),
            (Some(Notified), _) if late => (Who::System, Make::LapseAnswer),
            (Some(Notified), 2..5) => (
                Who::Hands,
                Make::Refuse(WorkshopRefusal::ALL[usize::from(pick / 16) % WorkshopRefusal::ALL.len()]),
            ),
            (Some(Notified), 5) => (Who::System, Make::Remind),
            (Some(Notified), 6) => (Who::Coordinator, Make::Refuse(WorkshopRefusal::NoMaterial)),
            (Some(Notified), _) => (Who::Hands, Make::Accept),
            (Some(Accepted), 2) => (Who::Coordinator, Make::Withdraw { maker: None, share: None }),
            (Some(Accepted), 3) => (Who::Hands, Make::Withdraw { maker: None, share: None }),
            (Some(Accepted), _) => (Who::Hands, Make::Start),
            (Some(InProduction | Ready | HandedToDelivery), 2) => (
                Who::Ana,
                Make::Withdraw {
                    maker: None,
                    share: Some(2_500),
                },
            ),
            (Some(InProduction), _) => (Who::Hands, Make::Ready),
            (Some(Ready), 3) => (Who::Ana, Make::StepBack(InProduction)),
            (Some(Ready), _) if delivery == DeliveryMethod::Pickup => (Who::Hands, Make::Complete { code: Some(true) }),
            (Some(Ready), _) => (
                Who::Hands,
                Make::HandOver {
                    carrier: true,
                    tracking: true,
                },
            ),
            (Some(HandedToDelivery), 3) => (Who::Ana, Make::StepBack(Ready)),
            (Some(HandedToDelivery), _) => (Who::Customer, Make::Complete { code: None }),
            (Some(Completed), 2..4) => return (Who::Luis, Act::RequestRefund),
            (Some(Completed), 4) => {
                return (
                    Who::Ana,
                    Act::RefundPart {
                        surplus: false,
                        portion: Portion::Cent,
                    },
                );
            }
            (Some(Completed) | None, _) => return (Who::Ana, Act::Note),
            (Some(_), _) => return (Who::Ana, Act::Note),
        };
        debug_assert_eq!(books.head.payment_status, PaymentStatus::Confirmed);
        (who, Act::Make(make))
    }

    pub fn making(&self, make: &Make, books: &Books, reason: Option<String>, overridden: bool, seen: Seen) -> Asked {
        let order = books.order;
        let seen = Some(Seen { proofs: None, ..seen });
        let forward = || Forward {
            order,
            seen: seen.clone(),
            note: reason.clone(),
        };
        let command = match make {
            Make::Rank => Command::Rank(OnOrder { order }),
            Make::Choose(maker) => Command::Choose(Choose {
                order,
                seen,
                workshop: self.workshop(*maker),
                reason,
            }),
            Make::Notify { maker, over } => Command::Notify(Notify {
                order,
                seen,
                workshop: maker.map(|maker| self.workshop(maker)),
                over_limit: reason.clone().filter(|_| *over),
                reason,
            }),
            Make::Accept => Command::Accept(forward()),
            Make::Refuse(why) => Command::Refuse(Refuse {
                order,
                seen,
                reason: *why,
                text: reason,
            }),
            Make::LapseAnswer => return JobCommand::LapseAnswer(OnOrder { order }).into(),
            Make::Remind => return JobCommand::Remind(OnOrder { order }).into(),
            Make::Start => Command::Start(forward()),
            Make::Ready => Command::Ready(forward()),
            Make::HandOver { carrier, tracking } => Command::HandOver(HandOver {
                order,
                seen,
                carrier: carrier.then(|| "MRW".to_owned()),
                tracking_number: tracking.then(|| "0012345".to_owned()),
                tracking_url: None,
            }),
            Make::Complete { code } => Command::Complete(Complete {
                order,
                seen,
                code: code.map(|right| {
                    let known = books.making.active().and_then(|active| active.pickup_code.clone());
                    known.filter(|_| right).unwrap_or_else(|| "no".into())
                }),
                note: reason,
            }),
            Make::StepBack(to) => Command::StepBack(StepBack {
                order,
                seen,
                to: *to,
                reason: reason.unwrap_or_default(),
            }),
            Make::Withdraw { maker, share } => Command::Withdraw(Withdraw {
                order,
                seen,
                reason: reason.unwrap_or_default(),
                workshop: maker.map(|maker| self.workshop(maker)),
                overridden,
                share: *share,
            }),
            Make::RefundOwing(share) => Command::RequestRefund(RequestRefund {
                evidence: Vec::new(),
                order,
                seen,
                reason: reason.unwrap_or_default(),
                overridden,
                share: *share,
                borne_by: None,
            }),
        };
        command.into()
    }
}
