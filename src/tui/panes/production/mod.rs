//! The steps of production as people take them, the same in every pane that shows an assignment: which are possible, what
//! each asks, the question before it, and the command it makes.

mod form;
mod result;
#[cfg(test)]
mod tests;

use crate::domain::actor::Role;
use crate::domain::fulfilment::assignment_edges::AssignmentEdgeCode;
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::Code;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::core::command::Seen;
use crate::service::fulfilment::commands::{Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
use crate::tui::core::client::Rehearsal;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::form::Form;

pub use crate::tui::dialogue::rehearsal::rehearsed;
pub use crate::tui::panes::production::form::{overriding, share};
pub use crate::tui::panes::production::result::Ended;

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

    /// Said when it is done, with the order's `number`.
    const fn done(self) -> Key {
        self.words().done
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

/// What ending an assignment does, at the share the form has chosen.
pub fn ends(catalogue: &Catalogue, end: Option<&AssignmentEnd>, form: &Form) -> Vec<(Tone, String)> {
    let Some(end) = end.cloned() else { return Vec::new() };
    let end = end.at(form.value("share").parse().ok());
    let sentences = catalogue.assignment_end(&end).into_iter();
    sentences.map(|line| (Tone::Waits, line)).collect()
}

/// The assignment a step is about, as the person saw it.
#[derive(Clone, Debug)]
pub struct Subject {
    pub order: OrderId,
    pub number: String,
    /// The order's version.
    pub version: i64,
    pub status: AssignmentStatus,
    pub delivery: DeliveryMethod,
    pub workshop: Option<Safe>,
    /// Who acts.
    pub role: Role,
    /// What the step would do, in sentences.
    pub lines: Vec<(Tone, String)>,
    /// What taking the workshop off does, at the usual share.
    pub end: Option<AssignmentEnd>,
    /// Workshops that could make it instead of this one, to choose from when it is taken off.
    pub others: Vec<(WorkshopId, String)>,
}

/// What a step begins with.
#[derive(Debug)]
pub enum Opening {
    Form(Form),
    Question(Confirm),
}

impl Subject {
    /// The form of a step, or the question when there is nothing to fill in.
    pub fn open(&self, catalogue: &Catalogue, step: Step) -> Opening {
        match self.form(catalogue, step) {
            Some(form) => Opening::Form(form),
            None => Opening::Question(self.question(catalogue, step)),
        }
    }

    /// A step that cannot be taken back is asked about once more, after its form.
    pub fn asks_again(&self, step: Step) -> bool {
        step == Step::Withdraw && is_late(self.status)
    }

    /// The last question of such a step: what rehearsing its command answered.
    pub fn last_question(&self, catalogue: &Catalogue, step: Step, form: &Form, would: &Rehearsal) -> Confirm {
        rehearsed(catalogue, would)
            .into_iter()
            .fold(self.question(catalogue, step), |confirm, (tone, line)| confirm.toned(tone, line))
            .line(t!(catalogue, "making-reason-was", reason = form.value("reason")))
            .typed(self.number.clone())
    }

    fn question(&self, catalogue: &Catalogue, step: Step) -> Confirm {
        let words = step.words();
        let confirm = Confirm::new(self.title(catalogue, step), catalogue.text(words.yes, &[]));
        let who = self.workshop.as_ref().map(|workshop| (Tone::Strong, workshop.to_string()));
        let lines = who.into_iter().chain(self.lines.iter().cloned());
        lines.fold(confirm, |confirm, (tone, line)| confirm.toned(tone, line))
    }

    fn title(&self, catalogue: &Catalogue, step: Step) -> String {
        catalogue.text(step.words().title, &[("number", self.number.as_str().into())])
    }

    /// What the step asks of the shop; none while the form lacks something.
    pub fn command(&self, step: Step, form: Option<&Form>) -> Option<Command> {
        let order = self.order;
        let seen = Some(Seen {
            version: self.version,
            proofs: None,
        });
        let value = |name: &str| form.map_or("", |form| form.value(name));
        let text = |name: &str| Some(value(name).to_owned()).filter(|text| !text.is_empty());
        let forward = || Forward {
            order,
            seen: seen.clone(),
            note: text("note"),
        };
        let (_, to) = step.edge(self.status);
        Some(match step {
            Step::Notify => Command::Notify(Notify {
                order,
                seen,
                workshop: None,
                reason: None,
                over_limit: None,
            }),
            Step::Accept => Command::Accept(forward()),
            Step::Start => Command::Start(forward()),
            Step::Ready => Command::Ready(forward()),
            Step::Refuse => Command::Refuse(Refuse {
                order,
                seen,
                reason: value("reason").parse().ok()?,
                text: text("text"),
            }),
            Step::HandOver => Command::HandOver(HandOver {
                order,
                seen,
                carrier: text("carrier"),
                tracking_number: text("tracking"),
                tracking_url: text("url"),
            }),
            Step::Complete => Command::Complete(Complete {
                order,
                seen,
                code: text("code"),
                note: text("note"),
            }),
            Step::Rework | Step::Return | Step::UndoStart => Command::StepBack(StepBack {
                order,
                seen,
                to,
                reason: value("reason").to_owned(),
            }),
            Step::Withdraw => Command::Withdraw(Withdraw {
                order,
                seen,
                reason: value("reason").to_owned(),
                workshop: self.others.iter().map(|(id, _)| *id).find(|id| id.to_string() == value("next")),
                overridden: value("override") == "yes",
                share: value("share").parse().ok().filter(|_| is_late(self.status)),
            }),
        })
    }

    /// The field a refusal is about.
    fn field_of(&self, step: Step, code: Code) -> Option<&'static str> {
        Some(match (code, step) {
            (Code::ReasonRequired, Step::Accept) => "note",
            (Code::ReasonRequired, Step::Refuse) => "text",
            (Code::ReasonRequired | Code::TextTooLong, Step::Rework | Step::Return | Step::UndoStart | Step::Withdraw) => "reason",
            (Code::OverrideRequired, _) => "override",
            (Code::ShareRequired, _) => "share",
            (Code::PickupCode, _) => "code",
            (Code::HandOverIncomplete, _) if self.delivery == DeliveryMethod::NationalShipping => "tracking",
            (Code::HandOverIncomplete, _) => "carrier",
            _ => return None,
        })
    }
}
