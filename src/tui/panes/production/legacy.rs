//! The steps as the workshops pane still takes them, until it begins [`ProductionStep`].

use super::{ProductionStep, Step, Subject};
use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::tui::core::client::{Error, Receipt, Rehearsal, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::rehearsal::rehearsed;
use crate::tui::pane::dialogue::Dialogue;

/// What a step begins with.
#[derive(Debug)]
pub enum Opening {
    Form(Form),
    Question(Confirm),
}

impl Subject {
    fn step(&self, step: Step) -> ProductionStep {
        let subject = self.clone();
        ProductionStep { subject, step }
    }

    /// The form of a step, or the question when there is nothing to fill in.
    pub fn open(&self, catalogue: &Catalogue, step: Step) -> Opening {
        let it = self.step(step);
        let fields = it.asked(catalogue);
        if fields.is_empty() {
            return Opening::Question(self.question(catalogue, step));
        }
        let form = Form::new(it.title(catalogue), it.verb(catalogue));
        let form = it
            .intro(catalogue)
            .into_iter()
            .fold(form, |form, (tone, line)| form.intro(tone, line));
        let mut form = fields.into_iter().fold(form, Form::field);
        self.edited(catalogue, &mut form);
        Opening::Form(form)
    }

    pub fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        let Some(end) = self.end.clone() else { return };
        let end = end.at(form.value("share").parse().ok());
        let sentences = catalogue.assignment_end(&end).into_iter();
        form.preview = sentences.map(|line| (Tone::Waits, line)).collect();
    }

    pub fn asks_again(&self, step: Step) -> bool {
        self.step(step).asks_again()
    }

    pub fn last_question(&self, catalogue: &Catalogue, step: Step, form: &Form, would: &Rehearsal) -> Confirm {
        rehearsed(catalogue, would)
            .into_iter()
            .fold(self.question(catalogue, step), |confirm, (tone, line)| confirm.toned(tone, line))
            .line(t!(catalogue, "making-reason-was", reason = form.value("reason")))
            .typed(self.number.clone())
    }

    fn question(&self, catalogue: &Catalogue, step: Step) -> Confirm {
        let it = self.step(step);
        let confirm = Confirm::new(it.title(catalogue), it.verb(catalogue));
        let lines = it.intro(catalogue).into_iter();
        lines.fold(confirm, |confirm, (tone, line)| confirm.toned(tone, line))
    }

    pub fn command(&self, step: Step, form: Option<&Form>) -> Option<Command> {
        let catalogue = Catalogue::of(crate::locale::Locale::Es);
        let empty = Form::new("", "");
        self.step(step).command(catalogue, form.unwrap_or(&empty)).ok()
    }
}

#[derive(Debug)]
pub enum Ended {
    /// It is done, or refused with nothing to mend: said in passing.
    Said(Tone, String),
    /// Somebody else was quicker.
    Overtaken(Conflict),
    /// The form, with what is wrong at its field.
    Again(Box<Form>),
}

impl Subject {
    pub fn ended(&self, catalogue: &Catalogue, step: Step, form: Option<Box<Form>>, result: Result<Receipt, Error>) -> Ended {
        let error = match result {
            Ok(_) => {
                let number = ("number", self.number.as_str().into());
                return Ended::Said(Tone::Done, catalogue.text(step.words().done, &[number]));
            }
            Err(Error::Conflict(overtaken)) => return Ended::Overtaken(Conflict::of(catalogue, &overtaken, Vec::new())),
            Err(error) => error,
        };
        let said = sentence(catalogue, &error);
        let field = match &error {
            Error::Refused(refusal) => self.step(step).field(refusal.code),
            _ => None,
        };
        match (field, form) {
            (Some(field), Some(mut form)) => {
                form.fail(field, said);
                Ended::Again(form)
            }
            _ => Ended::Said(Tone::Wrong, said),
        }
    }
}
