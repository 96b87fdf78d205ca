//! What each step of production asks to be filled in.

use super::{Step, Subject, ends, is_late};
use crate::domain::actor::Role;
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::ids::WorkshopId;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::cancellation::usual_share;
use crate::locale::{Catalogue, Key, t};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;

/// Characters of a note and of a reason.
const LONGEST: usize = 500;

impl Subject {
    pub(crate) fn form(&self, catalogue: &Catalogue, step: Step) -> Option<Form> {
        let mut form = self.asked(catalogue, step)?;
        self.edited(catalogue, &mut form);
        Some(form)
    }

    /// What follows from what is chosen so far.
    pub fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        form.preview = ends(catalogue, self.end.as_ref(), form);
    }

    fn asked(&self, catalogue: &Catalogue, step: Step) -> Option<Form> {
        let begun = || {
            let form = Form::new(self.title(catalogue, step), catalogue.text(step.words().yes, &[]));
            let who = self.workshop.as_ref().map(|workshop| (Tone::Strong, workshop.to_string()));
            let lines = who.into_iter().chain(self.lines.iter().cloned());
            lines.fold(form, |form, (tone, line)| form.intro(tone, line))
        };
        let text = |name: &'static str, label: Key| Field::text(name, catalogue.text(label, &[]));
        let optional = |field: Field| field.hint(t!(catalogue, "making-optional"));
        let long = |name: &'static str, label: Key| Field::lines(name, catalogue.text(label, &[]), LONGEST);
        let pickup = self.status == AssignmentStatus::Ready;
        let next = |form: Form| match &self.others[..] {
            [] => form,
            others => form.field(next(catalogue, others)),
        };
        Some(match step {
            Step::Accept if self.role != Role::Workshop => begun().field(long("note", "making-field-note").required()),
            Step::Refuse => begun()
                .field(Field::choice("reason", t!(catalogue, "making-field-reason"), refusals(catalogue)).required())
                .field(optional(long("text", "making-field-text"))),
            Step::HandOver if self.delivery == DeliveryMethod::NationalShipping => begun()
                .field(text("carrier", "making-field-courier").required())
                .field(text("tracking", "making-field-tracking").required())
                .field(optional(text("url", "making-field-url"))),
            Step::HandOver => begun()
                .field(text("carrier", "making-field-carrier").required())
                .field(optional(text("tracking", "making-field-tracking"))),
            Step::Complete if pickup && self.role == Role::Admin => begun()
                .field(text("code", "making-field-code"))
                .field(optional(long("note", "making-field-without-code"))),
            Step::Complete if pickup => begun().field(text("code", "making-field-code").required()),
            Step::Rework | Step::Return | Step::UndoStart => begun().field(long("reason", "making-field-why").required()),
            Step::Withdraw if is_late(self.status) => next(
                begun()
                    .field(overriding(catalogue, "making-override-yes"))
                    .field(share(catalogue, self.status))
                    .field(long("reason", "making-field-why").required()),
            ),
            Step::Withdraw => next(begun().field(long("reason", "making-field-why").required())),
            Step::Notify | Step::Accept | Step::Start | Step::Ready | Step::Complete => return None,
        })
    }
}

/// Who is asked next: the first of the list as it will be, or one of these.
fn next(catalogue: &Catalogue, others: &[(WorkshopId, String)]) -> Field {
    let first = Choice {
        value: String::new(),
        label: t!(catalogue, "making-next-first"),
        note: String::new(),
    };
    let named = others.iter().map(|(id, name)| Choice {
        value: id.to_string(),
        label: name.clone(),
        note: String::new(),
    });
    Field::choice(
        "next",
        t!(catalogue, "making-field-next"),
        std::iter::once(first).chain(named).collect(),
    )
    .with("")
}

/// Not answering is no answer a workshop gives.
fn refusals(catalogue: &Catalogue) -> Vec<Choice> {
    let given = WorkshopRefusal::ALL.iter().filter(|reason| **reason != WorkshopRefusal::NoAnswer);
    given
        .map(|reason| Choice {
            value: reason.to_string(),
            label: catalogue.text(&format!("event-reason-{reason}"), &[]),
            note: if reason.stops_for_staff() {
                t!(catalogue, "making-refusal-stops")
            } else {
                String::new()
            },
        })
        .collect()
}

/// An override is given, never assumed: it starts as no. `yes` says what it does.
pub fn overriding(catalogue: &Catalogue, yes: Key) -> Field {
    let choice = |value: &str, label: Key, note: Key| Choice {
        value: value.to_owned(),
        label: catalogue.text(label, &[]),
        note: catalogue.text(note, &[]),
    };
    let choices = vec![choice("no", "making-no", "making-override-no"), choice("yes", "making-yes", yes)];
    Field::choice("override", t!(catalogue, "making-field-override"), choices).with("no")
}

/// What is still owed to the workshop, in basis points; the usual share is chosen (domain.md §4).
pub fn share(catalogue: &Catalogue, status: AssignmentStatus) -> Field {
    let choices = [0_u32, 2_500, 5_000, 7_500, 10_000].map(|points| Choice {
        value: points.to_string(),
        label: t!(catalogue, "making-share", percent = points / 100),
        note: String::new(),
    });
    let usual = usual_share(status).to_string();
    Field::choice("share", t!(catalogue, "making-field-share"), choices.to_vec()).with(&usual)
}
