//! What people answer in overlays, and the commands that come of it.

use super::hold::Holding;
use super::reverse::Undoing;
use super::search::Preset;
use super::settle::Case;
use super::statement::{Account, Period};
use super::{Context, PayablesPane, View};
use crate::domain::refusal::{Code, Refusal};
use crate::service::Command;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;

/// What an overlay or a write is about.
#[derive(Debug)]
pub enum Topic {
    /// Nothing follows.
    Told,
    Preset,
    Settle(Box<Case>),
    Sure(Box<Case>, Box<Form>, Box<Command>),
    Settling(Box<Case>, Box<Form>),
    Hold(Box<Holding>),
    Holding(Box<Holding>, Box<Form>),
    /// Which of a line's payments is to be undone.
    Payment(Vec<Undoing>),
    Reverse(Box<Undoing>),
    ReverseSure(Box<Undoing>, Box<Form>),
    Reversing(Box<Undoing>, Box<Form>),
    Period(Box<Period>),
}

impl PayablesPane {
    pub(crate) fn decided(&mut self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        let catalogue = cx.shell.catalogue;
        match (topic, outcome) {
            (Topic::Preset, Outcome::Picked(index)) => {
                if let Some(preset) = Preset::ALL.get(index) {
                    self.search.preset = *preset;
                    self.searched(cx);
                }
            }
            (Topic::Settle(case), Outcome::Submitted(form)) => weighed(cx, case, form),
            (Topic::Sure(case, form, command), Outcome::Confirmed) => cx.write(*command, Topic::Settling(case, form)),
            // Cancel goes back to what was typed, and destroys nothing.
            (Topic::Sure(case, form, _), Outcome::Left) => cx.open(*form, Topic::Settle(case)),
            (Topic::Hold(holding), Outcome::Submitted(form)) => {
                cx.write(holding.command(&form), Topic::Holding(holding, Box::new(form)));
            }
            (Topic::Payment(payments), Outcome::Picked(index)) => {
                if let Some(undoing) = payments.into_iter().nth(index) {
                    cx.open(undoing.form(catalogue), Topic::Reverse(Box::new(undoing)));
                }
            }
            (Topic::Reverse(undoing), Outcome::Submitted(form)) => {
                let sure = undoing.sure(catalogue, &form);
                cx.open(sure, Topic::ReverseSure(undoing, Box::new(form)));
            }
            (Topic::ReverseSure(undoing, form), Outcome::Confirmed) => {
                cx.write(undoing.command(&form), Topic::Reversing(undoing, form));
            }
            (Topic::ReverseSure(undoing, form), Outcome::Left) => cx.open(*form, Topic::Reverse(undoing)),
            (Topic::Period(period), Outcome::Submitted(form)) => self.period_typed(cx, period, form),
            _ => {}
        }
    }

    fn period_typed(&mut self, cx: &mut Context<'_>, mut period: Box<Period>, mut form: Form) {
        let Some((from, until)) = form.date("from").zip(form.date("until")) else {
            return cx.open(form, Topic::Period(period));
        };
        if until < from {
            form.fail("until", cx.shell.catalogue.refusal(&Refusal::new(Code::PeriodBackwards)));
            return cx.open(form, Topic::Period(period));
        }
        (period.from, period.until) = (from, until);
        self.account = Some(Account::new(*period));
        self.enter(cx, View::Statement);
    }
}

/// The form is filled in: what it comes to is asked once more, with the total to be typed.
fn weighed(cx: &mut Context<'_>, case: Box<Case>, mut form: Form) {
    let catalogue = cx.shell.catalogue;
    match case.ask(catalogue, &form) {
        Ok(Some((sure, command))) => cx.open(sure, Topic::Sure(case, Box::new(form), Box::new(command))),
        Ok(None) => cx.open(form, Topic::Settle(case)),
        Err(refusal) => {
            form.fail("amount", catalogue.refusal(&refusal));
            cx.open(form, Topic::Settle(case));
        }
    }
}
