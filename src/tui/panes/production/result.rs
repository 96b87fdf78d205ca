//! How the write of a step ended, for whichever pane began it.

use super::{Step, Subject};
use crate::locale::Catalogue;
use crate::tui::core::client::{Error, Receipt, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;

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
                return Ended::Said(Tone::Done, catalogue.text(step.done(), &[number]));
            }
            Err(Error::Conflict(overtaken)) => return Ended::Overtaken(Conflict::of(catalogue, &overtaken, Vec::new())),
            Err(error) => error,
        };
        let said = sentence(catalogue, &error);
        let field = match &error {
            Error::Refused(refusal) => self.field_of(step, refusal.code),
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
