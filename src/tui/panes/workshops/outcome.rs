//! What people answer in overlays, and how their writes end.

use super::capacity::{self, Changing};
use super::dialog::{AssignDialog, What};
use super::{Context, WorkshopsPane, steps, works};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::Code;
use crate::locale::t;
use crate::service::core::receipt::Outcome as Did;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::client::{Command, Error, Receipt, sentence};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;
use crate::tui::panes::production::{Step, Subject};

/// What an overlay or a write is about.
#[derive(Debug)]
pub enum Topic {
    /// What fills a cell: the numbers of its orders, line by line.
    Cell(Vec<Option<String>>),
    /// Which workshop an order gets.
    Choose(Box<WorkRow>, Vec<WorkshopId>),
    /// Which work is shown.
    Status,
    Form(Box<AssignDialog>),
    Sure(Box<AssignDialog>, Option<Box<Form>>, Box<Command>),
    Written(Box<AssignDialog>, Option<Box<Form>>),
    /// A step of production: its form or question, the one after it, its end.
    Step(Box<Subject>, Step),
    StepSure(Box<Subject>, Step, Box<Form>, Box<Command>),
    StepWritten(Box<Subject>, Step, Option<Box<Form>>),
    /// The candidates of the order with this number were looked at again.
    Ranked(String),
    /// Which zone is looked at.
    Zone(Vec<Option<String>>),
    /// A change of capacity: its form, and the question that lists who no longer fits.
    Capacity(Box<Changing>),
    Crowded(Box<Changing>, Option<Box<Form>>),
    CapacityWritten(Box<Changing>, Option<Box<Form>>),
    /// Nothing follows.
    Told,
}

impl WorkshopsPane {
    pub(crate) fn decided(&mut self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        match (topic, outcome) {
            (Topic::Cell(numbers), Outcome::Picked(index)) => {
                if let Some(Some(number)) = numbers.into_iter().nth(index) {
                    cx.send(PaneRequest::Order(number));
                }
            }
            (Topic::Choose(row, workshops), Outcome::Picked(index)) => {
                if let Some(workshop) = workshops.get(index) {
                    self.choose(cx, *row, *workshop);
                }
            }
            (Topic::Status, Outcome::Picked(index)) => {
                let status = works::STATUSES.get(index).copied().flatten();
                self.narrow(cx, |filter| filter.status = status);
            }
            (Topic::Zone(names), Outcome::Picked(index)) => {
                if let Some(zone) = names.into_iter().nth(index) {
                    self.look_at(cx, zone);
                }
            }
            (Topic::Capacity(changing), Outcome::Submitted(form)) => self.capacity_typed(cx, changing, form),
            (Topic::Capacity(changing), Outcome::Confirmed) => capacity::change(cx, changing, None, false),
            (Topic::Crowded(changing, form), Outcome::Confirmed) => capacity::change(cx, changing, form, true),
            (Topic::Crowded(changing, Some(form)), Outcome::Left) => cx.open(*form, Topic::Capacity(changing)),
            (Topic::Form(ask), Outcome::Submitted(form)) => send(cx, ask, form),
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
            (Topic::Sure(ask, form, command), Outcome::Confirmed) => cx.write(*command, Topic::Written(ask, form)),
            // Cancel goes back to what was typed, and destroys nothing.
            (Topic::Sure(ask, Some(form), _), Outcome::Left) => cx.open(*form, Topic::Form(ask)),
            _ => {}
        }
    }

    pub(crate) fn ended(&mut self, cx: &mut Context<'_>, topic: Topic, result: Result<Receipt, Error>) {
        let catalogue = cx.shell.catalogue;
        if let Ok(receipt) = &result {
            self.board.own = true;
            if let Some(on) = &receipt.on {
                self.waiting.own(on.order_id);
                if let Some(works) = &mut self.works {
                    works.rows.own(on.order_id);
                }
            }
        }
        match (topic, result) {
            (Topic::Written(ask, _), Ok(receipt)) => {
                let order = ("order", receipt.number().into());
                cx.toast(Tone::Done, catalogue.text(ask.done(), &[order]));
            }
            (Topic::Ranked(number), Ok(receipt)) => {
                let (tone, said) = match receipt.outcome {
                    Did::Chosen {
                        workshop: Some(_),
                        candidates,
                    } => (Tone::Done, t!(catalogue, "talleres-did-rank", order = number, count = candidates)),
                    _ => (Tone::Waits, t!(catalogue, "talleres-did-rank-nobody", order = number)),
                };
                cx.toast(tone, said);
            }
            (Topic::CapacityWritten(changing, form), result) => capacity::changed(cx, changing, form, result),
            (Topic::StepWritten(subject, step, form), result) => Self::step_ended(cx, (subject, step), form, result),
            (Topic::Written(ask, form), Err(error)) => not_done(cx, ask, form, &error),
            (_, Err(error)) => cx.toast(Tone::Wrong, sentence(catalogue, &error)),
            (_, Ok(_)) => {}
        }
        self.reread(cx);
    }
}

/// On from a filled form: the question before it, or the command.
fn send(cx: &mut Context<'_>, ask: Box<AssignDialog>, form: Form) {
    let Some(command) = ask.command(Some(&form)) else {
        return cx.open(form, Topic::Form(ask));
    };
    match ask.sure(cx.shell.catalogue, &form) {
        Some(confirm) => cx.open(confirm, Topic::Sure(ask, Some(Box::new(form)), Box::new(command))),
        None => cx.write(command, Topic::Written(ask, Some(Box::new(form)))),
    }
}

/// What was typed is not lost where the person can mend it.
fn not_done(cx: &mut Context<'_>, ask: Box<AssignDialog>, form: Option<Box<Form>>, error: &Error) {
    let catalogue = cx.shell.catalogue;
    let code = match error {
        Error::Conflict(moved) => return cx.open(Conflict::of(catalogue, moved, Vec::new()), Topic::Told),
        Error::Refused(refusal) => Some(refusal.code),
        _ => None,
    };
    match (code.and_then(|code| ask.field_of(code)), form, code) {
        (Some(field), Some(mut form), _) => {
            form.fail(field, sentence(catalogue, error));
            cx.open(*form, Topic::Form(ask));
        }
        // The ranking that was kept puts another one first: then a reason is asked for after all.
        (_, None, Some(Code::ReasonRequired)) => {
            if let What::Notify { candidate, answer_by, .. } = ask.what {
                let what = What::Notify {
                    candidate,
                    answer_by,
                    anew: true,
                };
                return super::assign::open(cx, Box::new(AssignDialog { what, row: ask.row }));
            }
            super::assign::open(cx, ask);
        }
        _ => cx.toast(Tone::Wrong, sentence(catalogue, error)),
    }
}
