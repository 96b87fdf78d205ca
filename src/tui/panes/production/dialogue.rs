//! One step on one assignment: what it asks to be filled in, the command it makes, and what is asked once more.

use std::borrow::Cow;

use super::{Step, is_late};
use crate::domain::actor::Role;
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::cancellation::usual_share;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::core::command::Seen;
use crate::service::core::error::Conflict as Overtaken;
use crate::service::fulfilment::commands::{Complete, Forward, HandOver, Notify, Refuse, StepBack, Withdraw};
use crate::tui::core::client::{Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

/// Characters of a note.
const LONGEST: usize = 500;

const NOTE: Handle<Words> = Handle::new("note");
const REFUSAL: Handle<One<WorkshopRefusal>> = Handle::new("reason");
const TEXT: Handle<Words> = Handle::new("text");
const CARRIER: Handle<Words> = Handle::new("carrier");
const TRACKING: Handle<Words> = Handle::new("tracking");
const URL: Handle<Words> = Handle::new("url");
const CODE: Handle<Words> = Handle::new("code");
const NEXT: Handle<One<WorkshopId>> = Handle::new("next");
pub const OVERRIDE: Handle<bool> = Handle::new("override");
pub const SHARE: Handle<One<u32>> = Handle::new("share");

/// The assignment a step is about, as the person saw it.
#[derive(Clone, Debug)]
pub struct AssignmentSeen {
    pub order: OrderId,
    pub number: String,
    /// The order's version.
    pub version: i64,
    pub status: AssignmentStatus,
    pub delivery: DeliveryMethod,
    pub workshop: Option<Safe>,
    /// Who acts.
    pub role: Role,
    /// What is known of it, in sentences.
    pub lines: Said,
    /// Another one is first in the ranking of now: a reason is asked for.
    pub departs: bool,
    /// Workshops that could make it instead of this one, to choose from when it is taken off.
    pub others: Vec<(WorkshopId, String)>,
}

/// A step somebody takes on an assignment.
#[derive(Clone, Debug)]
pub struct ProductionStep {
    pub assignment: AssignmentSeen,
    pub step: Step,
    /// One of several that are taken in one form: what is this one's alone is asked of each.
    pub several: bool,
}

impl ProductionStep {
    pub const fn one(assignment: AssignmentSeen, step: Step) -> Self {
        Self {
            assignment,
            step,
            several: false,
        }
    }

    /// A field that is this assignment's alone.
    fn own(&self, handle: Handle<Words>) -> Handle<Words> {
        match self.several {
            true => handle.nth(self.assignment.order.uuid()),
            false => handle,
        }
    }

    pub(in crate::tui::panes) fn said(&self, catalogue: &Catalogue, key: Key) -> String {
        let (number, role) = (self.assignment.number.as_str(), self.assignment.role.as_str());
        catalogue.text(key, &[("number", number.into()), ("role", role.into())])
    }

    /// A step that cannot be taken back is asked about once more, after its form.
    pub(super) fn asks_again(&self) -> bool {
        self.step == Step::Withdraw && is_late(self.assignment.status)
    }

    /// What the step asks to be filled in; nothing where a yes is enough.
    pub(in crate::tui::panes) fn asked(&self, catalogue: &Catalogue) -> Vec<Field> {
        let text = |handle: Handle<Words>, label: Key| Field::text(handle, catalogue.text(label, &[]));
        let optional = |field: Field| field.hint(t!(catalogue, "making-optional"));
        let long = |handle: Handle<Words>, label: Key| Field::lines(handle, catalogue.text(label, &[]), LONGEST);
        let number = |handle: Handle<Words>, label: Key| {
            let label = catalogue.text(label, &[]);
            let label = match self.several {
                true => format!("{} · {label}", self.assignment.number),
                false => label,
            };
            Field::identifier(self.own(handle), label)
        };
        let needed = |field: Field| field.required().stand_in("…");
        let assignment = &self.assignment;
        let pickup = assignment.status == AssignmentStatus::Ready;
        match self.step {
            Step::Accept if assignment.role != Role::Workshop => vec![long(NOTE, "making-field-note").required()],
            Step::Refuse => vec![
                Field::choice(REFUSAL, t!(catalogue, "making-field-reason"), refusals(catalogue)).required(),
                match assignment.role {
                    Role::Workshop => optional(long(TEXT, "making-field-text")),
                    _ => long(TEXT, "making-field-note").required(),
                },
            ],
            // Of several, only what they cannot do without.
            Step::HandOver if self.several => {
                let tracking =
                    (assignment.delivery == DeliveryMethod::NationalShipping).then(|| needed(number(TRACKING, "making-field-tracking")));
                std::iter::once(needed(text(CARRIER, "making-field-carrier")))
                    .chain(tracking)
                    .collect()
            }
            Step::HandOver if assignment.delivery == DeliveryMethod::NationalShipping => vec![
                needed(text(CARRIER, "making-field-courier")),
                needed(number(TRACKING, "making-field-tracking")),
                optional(text(URL, "making-field-url")),
            ],
            Step::HandOver => vec![
                needed(text(CARRIER, "making-field-carrier")),
                optional(number(TRACKING, "making-field-tracking")),
            ],
            Step::Complete if pickup && assignment.role == Role::Admin => {
                vec![number(CODE, "making-field-code"), optional(long(NOTE, "making-field-without-code"))]
            }
            Step::Complete if pickup => vec![number(CODE, "making-field-code").required()],
            Step::Rework | Step::Return | Step::UndoStart => vec![reason(t!(catalogue, "making-field-why"))],
            Step::Withdraw => {
                let mut fields = Vec::new();
                if is_late(assignment.status) {
                    fields.extend([overriding(catalogue, "making-override-yes"), share(catalogue, assignment.status)]);
                }
                fields.push(reason(t!(catalogue, "making-field-why")));
                if !assignment.others.is_empty() {
                    fields.push(next(catalogue, &assignment.others));
                }
                fields
            }
            Step::Notify if assignment.departs => vec![reason(t!(catalogue, "making-field-why"))],
            Step::Notify | Step::Accept | Step::Start | Step::Ready | Step::Complete => Vec::new(),
        }
    }

    /// The command, as far as the form is filled in.
    pub(in crate::tui::panes) fn ordered(&self, form: &Form) -> Result<Command, Unready> {
        let (order, version) = (self.assignment.order, self.assignment.version);
        let seen = Some(Seen { version, proofs: None });
        let text = |handle| form.text(handle);
        let forward = |seen| Forward {
            order,
            seen,
            note: text(NOTE),
        };
        Ok(match self.step {
            Step::Notify => Command::Notify(Notify {
                order,
                seen,
                workshop: None,
                reason: self.assignment.departs.then(|| given(form)).transpose()?,
                over_limit: None,
            }),
            Step::Accept => Command::Accept(forward(seen)),
            Step::Start => Command::Start(forward(seen)),
            Step::Ready => Command::Ready(forward(seen)),
            Step::Refuse => Command::Refuse(Refuse {
                order,
                seen,
                reason: form.get(REFUSAL).ok_or(Unready::Missing)?,
                text: text(TEXT),
            }),
            Step::HandOver => Command::HandOver(HandOver {
                order,
                seen,
                carrier: text(CARRIER),
                tracking_number: text(self.own(TRACKING)),
                tracking_url: text(URL),
            }),
            Step::Complete => Command::Complete(Complete {
                order,
                seen,
                code: text(self.own(CODE)),
                note: text(NOTE),
            }),
            Step::Rework | Step::Return | Step::UndoStart => Command::StepBack(StepBack {
                order,
                seen,
                to: self.step.edge(self.assignment.status).1,
                reason: given(form)?,
            }),
            Step::Withdraw => Command::Withdraw(Withdraw {
                order,
                seen,
                reason: given(form)?,
                workshop: form.get(NEXT),
                overridden: form.get(OVERRIDE) == Some(true),
                share: form.get(SHARE),
            }),
        })
    }
}

impl Dialogue for ProductionStep {
    fn matter(&self) -> Matter {
        let (kind, id) = (self.step.name(), self.assignment.order.uuid());
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, self.step.words().title)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, self.step.words().yes)
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let who = self
            .assignment
            .workshop
            .as_ref()
            .map(|workshop| (Tone::Strong, workshop.to_string()));
        let gives_back = self.step == Step::Withdraw && self.assignment.role == Role::Workshop;
        let for_good = gives_back.then(|| (Tone::Waits, t!(catalogue, "making-gives-back")));
        who.into_iter()
            .chain(self.assignment.lines.iter().cloned())
            .chain(for_good)
            .collect()
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        self.asked(shell.catalogue)
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        self.ordered(form)
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        if self.asks_again() {
            LastQuestion::Typed(self.assignment.number.clone())
        } else {
            LastQuestion::None
        }
    }

    fn recalled(&self, catalogue: &Catalogue, form: &Form) -> Said {
        let reason = form.get(REASON).map(|reason| t!(catalogue, "making-reason-was", reason = reason));
        reason.map(|reason| (Tone::Plain, reason)).into_iter().collect()
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        Some(match (refusal.code, self.step) {
            (Code::ReasonRequired, Step::Accept) => NOTE.into(),
            (Code::ReasonRequired, Step::Refuse) => TEXT.into(),
            (Code::ReasonRequired | Code::TextTooLong, Step::Rework | Step::Return | Step::UndoStart | Step::Withdraw) => REASON.into(),
            (Code::OffRanking | Code::ReasonRequired | Code::TextTooLong, Step::Notify) => REASON.into(),
            (Code::OverrideRequired, _) => OVERRIDE.into(),
            (Code::ShareRequired, _) => SHARE.into(),
            (Code::PickupCode, _) => self.own(CODE).into(),
            (Code::HandOverIncomplete, _) if self.assignment.delivery == DeliveryMethod::NationalShipping => self.own(TRACKING).into(),
            (Code::HandOverIncomplete, _) => CARRIER.into(),
            _ => return None,
        })
    }

    fn refused(&mut self, refusal: &Refusal) -> bool {
        let asks = refusal.code == Code::OffRanking && !self.assignment.departs;
        self.assignment.departs |= asks;
        asks
    }

    /// Where the work itself went on, the step is another one.
    fn overtaken(&mut self, overtaken: &Overtaken) -> bool {
        let went_on = overtaken.changes.iter().any(|change| change.edge.starts_with('A'));
        if !went_on {
            self.assignment.version = overtaken.now;
        }
        !went_on
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, self.said(catalogue, self.step.words().done))
    }
}

/// Who is asked next: the first of the list as it will be, or one of these.
fn next(catalogue: &Catalogue, others: &[(WorkshopId, String)]) -> Field {
    let first = Choice::new("", t!(catalogue, "making-next-first"));
    let named = others.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str()));
    Field::choice(
        NEXT,
        t!(catalogue, "making-field-next"),
        std::iter::once(first).chain(named).collect(),
    )
    .with("")
}

/// Not answering is no answer a workshop gives.
fn refusals(catalogue: &Catalogue) -> Vec<Choice> {
    let given = WorkshopRefusal::ALL.iter().filter(|reason| **reason != WorkshopRefusal::NoAnswer);
    let choice = |reason: &WorkshopRefusal| {
        let choice = Choice::new(reason.to_string(), catalogue.text(&format!("event-reason-{reason}"), &[]));
        match reason.stops_for_staff() {
            true => choice.note(t!(catalogue, "making-refusal-stops")),
            false => choice,
        }
    };
    given.map(choice).collect()
}

/// An override is given, never assumed: it starts as no, and what it would lead to is shown. `yes` says what it does.
pub fn overriding(catalogue: &Catalogue, yes: Key) -> Field {
    let choices = vec![
        Choice::new("no", t!(catalogue, "making-no")).note(t!(catalogue, "making-override-no")),
        Choice::new("yes", t!(catalogue, "making-yes")).note(catalogue.text(yes, &[])),
    ];
    Field::choice(OVERRIDE, t!(catalogue, "making-field-override"), choices)
        .with("no")
        .granted("yes")
}

/// What is still owed to the workshop, in basis points; the usual share is chosen (domain.md §4).
pub fn share(catalogue: &Catalogue, status: AssignmentStatus) -> Field {
    let choices = [0_u32, 2_500, 5_000, 7_500, 10_000];
    let choices = choices.map(|points| Choice::new(points.to_string(), t!(catalogue, "making-share", percent = points / 100)));
    let usual = usual_share(status).to_string();
    Field::choice(SHARE, t!(catalogue, "making-field-share"), choices.to_vec()).with(&usual)
}
