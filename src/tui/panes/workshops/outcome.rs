//! What people answer in the overlays of steps, and how their writes end.

use super::{Context, WorkshopsPane, steps};
use crate::tui::core::client::{Command, Error, Receipt};
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;
use crate::tui::panes::production::{Step, Subject};

#[derive(Debug)]
pub enum Topic {
    Step(Box<Subject>, Step),
    StepSure(Box<Subject>, Step, Box<Form>, Box<Command>),
    StepWritten(Box<Subject>, Step, Option<Box<Form>>),
    Told,
}

impl WorkshopsPane {
    pub(crate) fn decided(&mut self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        match (topic, outcome) {
            (Topic::Step(subject, step), Outcome::Submitted(form)) => self.step_submitted(cx, subject, step, form),
            (Topic::Step(subject, step), Outcome::Confirmed) => {
                if let Some(command) = subject.command(step, None) {
                    cx.write(command, Topic::StepWritten(subject, step, None));
                }
            }
            (Topic::StepSure(subject, step, form, command), Outcome::Confirmed) => {
                cx.write(*command, Topic::StepWritten(subject, step, Some(form)));
            }
            (Topic::StepSure(subject, step, form, _), Outcome::Left) => steps::open(cx, subject, step, Some(form)),
            _ => {}
        }
    }

    pub(crate) fn ended(&mut self, cx: &mut Context<'_>, topic: Topic, result: Result<Receipt, Error>) {
        if let Ok(receipt) = &result {
            self.own(receipt);
        }
        if let Topic::StepWritten(subject, step, form) = topic {
            Self::step_ended(cx, (subject, step), form, result);
        }
        self.reload(cx);
    }
}
