//! What people answer in overlays, and how their writes end.

use super::dialog::{OrderDialog, What};
use super::export::{self, Format};
use super::search::Preset;
use super::{Context, OrdersPane, Slot, methods, production, status};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::locale::{Catalogue, t, zone};
use crate::service::Command;
use crate::service::core::error::Conflict as Overtaken;
use crate::tui::core::client::{Error, Query, Receipt, Rehearsal, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::conflict::{Conflict, Moved};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::picker::Picker;
use crate::tui::panes::production::{Step, Subject};

/// What an overlay or a write is about.
#[derive(Debug)]
pub enum Topic {
    /// Nothing follows.
    Read,
    Preset,
    /// The values behind the items.
    Copy(Vec<String>),
    Export,
    /// How somebody paid, before the form that asks for the rest.
    Method(Box<OrderDialog>, Vec<(PaymentMethod, Currency)>),
    Form(Box<OrderDialog>),
    Sure(Box<OrderDialog>, Box<Form>, Box<Command>),
    Written(Box<OrderDialog>, Box<Form>),
    /// The steps behind the items of the menu.
    Steps(Box<Subject>, Vec<Step>),
    Step(Box<Subject>, Step),
    StepSure(Box<Subject>, Step, Box<Form>, Box<Command>),
    StepWritten(Box<Subject>, Step, Option<Box<Form>>),
}

/// What is asked about once its command has been rehearsed.
#[derive(Debug)]
pub enum Rehearsing {
    Dialog(Box<OrderDialog>, Box<Form>),
    Step(Box<Subject>, Step, Box<Form>),
}

impl OrdersPane {
    pub(crate) fn decided(&mut self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        match (topic, outcome) {
            (Topic::Preset, Outcome::Picked(index)) => {
                if let Some(preset) = Preset::ALL.get(index) {
                    self.search.preset = *preset;
                    self.searched(cx);
                }
            }
            (Topic::Copy(values), Outcome::Picked(index)) => {
                if let Some(value) = values.into_iter().nth(index) {
                    self.copied(cx, value);
                }
            }
            (Topic::Export, Outcome::Picked(index)) => self.export(cx, index),
            (Topic::Method(mut ask, methods), Outcome::Picked(index)) => {
                if let Some((method, currency)) = methods.get(index) {
                    ask.what = What::Report(*method, *currency);
                    self.open_form(cx, ask);
                }
            }
            (Topic::Form(ask), Outcome::Submitted(form)) => self.submitted(cx, ask, form),
            (Topic::Sure(ask, form, command), Outcome::Confirmed) => cx.write(*command, Topic::Written(ask, form)),
            (Topic::Steps(subject, steps), Outcome::Picked(index)) => {
                if let Some(step) = steps.get(index) {
                    self.begin_step(cx, subject, *step);
                }
            }
            (Topic::Step(subject, step), Outcome::Submitted(form)) => self.step_submitted(cx, subject, step, form),
            (Topic::Step(subject, step), Outcome::Confirmed) => {
                if let Some(command) = subject.command(step, None) {
                    cx.write(command, Topic::StepWritten(subject, step, None));
                }
            }
            (Topic::StepSure(subject, step, form, command), Outcome::Confirmed) => {
                cx.write(*command, Topic::StepWritten(subject, step, Some(form)));
            }
            (Topic::StepSure(subject, step, form, _), Outcome::Left) => production::open(cx, subject, step, Some(form)),
            // Cancel goes back to what was typed, and destroys nothing.
            (Topic::Sure(ask, form, _), Outcome::Left) => cx.open(*form, Topic::Form(ask)),
            _ => {}
        }
    }

    pub(crate) fn copied(&self, cx: &mut Context<'_>, value: String) {
        let said = t!(cx.shell.catalogue, "pedidos-copied", value = &value);
        cx.copy(value);
        cx.toast(Tone::Done, said);
    }

    fn export(&self, cx: &mut Context<'_>, index: usize) {
        let timeline = self.detail.as_ref().and_then(|detail| detail.timeline.as_ref());
        if let Some((timeline, format)) = timeline.zip(Format::ALL.get(index)) {
            let text = export::write(cx.shell.catalogue, timeline, *format, cx.shell.now);
            cx.save(format!("{}.{}", timeline.order.number, format.extension()), text);
        }
    }

    pub(crate) fn ended(&mut self, cx: &mut Context<'_>, topic: Topic, result: Result<Receipt, Error>) {
        let (ask, form) = match topic {
            Topic::Written(ask, form) => (ask, form),
            Topic::StepWritten(subject, step, form) => return self.step_ended(cx, subject, step, form, result),
            _ => return,
        };
        let catalogue = cx.shell.catalogue;
        match result {
            Ok(receipt) => {
                if let Some(detail) = self.detail.as_mut().filter(|detail| detail.id == ask.id()) {
                    detail.follow = true;
                }
                cx.toast(Tone::Done, t!(catalogue, ask.done(), number = receipt.number()));
            }
            Err(Error::Conflict(overtaken)) => {
                cx.open(moved(catalogue, &ask, &overtaken), Topic::Read);
                self.typed_before = Some((ask.what, ask.id(), form));
            }
            Err(error) => {
                let said = sentence(catalogue, &error);
                let field = match &error {
                    Error::Refused(refusal) => ask.field_of(refusal.code),
                    _ => None,
                };
                match field {
                    Some(field) => {
                        let mut form = *form;
                        form.fail(field, said);
                        cx.open(form, Topic::Form(ask));
                    }
                    None => cx.toast(Tone::Wrong, said),
                }
            }
        }
        self.reread(cx);
    }

    /// A form was filled in: its command is written, or rehearsed for the last question.
    fn submitted(&mut self, cx: &mut Context<'_>, ask: Box<OrderDialog>, form: Form) {
        let Some(command) = ask.command(&form) else {
            return cx.open(form, Topic::Form(ask));
        };
        if ask.asks_again() {
            return self.rehearse(cx, Rehearsing::Dialog(ask, Box::new(form)), command);
        }
        cx.write(command, Topic::Written(ask, Box::new(form)));
    }

    pub(super) fn rehearse(&mut self, cx: &mut Context<'_>, about: Rehearsing, command: Command) {
        self.rehearsing = Some((about, Box::new(command.clone())));
        cx.read(Slot::Rehearsal, Query::Rehearse(Box::new(command)));
    }

    /// What the command would do is known: the last question, or what is in its way, as if it had been written.
    pub(crate) fn rehearsed(&mut self, cx: &mut Context<'_>, result: Result<Box<Rehearsal>, Error>) {
        let catalogue = cx.shell.catalogue;
        match (self.rehearsing.take(), result) {
            (Some((Rehearsing::Dialog(ask, form), command)), Ok(would)) => match ask.last_question(catalogue, &form, &would) {
                Some(question) => cx.open(question, Topic::Sure(ask, form, command)),
                None => cx.open(*form, Topic::Form(ask)),
            },
            (Some((Rehearsing::Step(subject, step, form), command)), Ok(would)) => {
                let question = subject.last_question(catalogue, step, &form, &would);
                cx.open(question, Topic::StepSure(subject, step, form, command));
            }
            (Some((Rehearsing::Dialog(ask, form), _)), Err(error)) => self.ended(cx, Topic::Written(ask, form), Err(error)),
            (Some((Rehearsing::Step(subject, step, form), _)), Err(error)) => {
                self.step_ended(cx, subject, step, Some(form), Err(error));
            }
            (None, _) => {}
        }
    }

    /// Opens the form of a step. What was typed before somebody else was quicker is still there.
    pub(crate) fn open_form(&mut self, cx: &mut Context<'_>, ask: Box<OrderDialog>) {
        let mut form = ask.form(cx.shell.catalogue, zone().day(cx.shell.now));
        let before = self
            .typed_before
            .take()
            .filter(|(what, order, _)| *what == ask.what && *order == ask.id());
        for field in before.iter().flat_map(|(_, _, before)| before.fields()) {
            form.set(&field.name, field.value());
        }
        cx.open(form, Topic::Form(ask));
    }

    /// The order that is open and the list, as they are now.
    pub(crate) fn reread(&mut self, cx: &mut Context<'_>) {
        if let Some(detail) = &self.detail {
            cx.read(Slot::Detail, Query::Timeline(detail.id));
        }
        self.reload_list(cx, false);
    }
}

pub fn pick_method(cx: &mut Context<'_>, ask: Box<OrderDialog>) {
    let catalogue = cx.shell.catalogue;
    let methods = methods::all();
    let items: Vec<Item> = methods.iter().map(|method| methods::item(catalogue, *method)).collect();
    let picker = Picker::new(t!(catalogue, "pedidos-method-title"), items);
    cx.open(picker, Topic::Method(ask, methods));
}

/// Who was quicker, what they did, and where the order stands now.
fn moved(catalogue: &Catalogue, ask: &OrderDialog, overtaken: &Overtaken) -> Conflict {
    let by = overtaken.changes.iter().map(|change| {
        let words = change.text.as_ref().map(|text| text.as_str());
        catalogue.meanwhile(change.at, &change.who, &change.edge, words)
    });
    let by: Vec<String> = by.collect();
    let edges = crate::domain::payments::payment_edges::PAYMENT_EDGES;
    let now = overtaken.changes.iter().rev().find_map(|change| {
        let edge = edges.iter().find(|edge| edge.code.as_str() == change.edge)?;
        Some(edge.to)
    });
    let status = now.filter(|now| *now != ask.order.payment).map(|now| Moved {
        what: t!(catalogue, "pedidos-lane-payment"),
        seen: status::payment(catalogue, ask.order.payment),
        now: status::payment(catalogue, now),
    });
    Conflict::new(by.join("\n"), status.into_iter().collect())
}
