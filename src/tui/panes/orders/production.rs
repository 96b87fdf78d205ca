//! The production lane of the open order, alive: its steps in a menu, each with what it asks, as in every pane.

use super::actions::is_asked_for;
use super::outcome::{Rehearsing, Topic};
use super::{Context, OrdersPane, Slot};
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::ids::OrderId;
use crate::domain::orders::status::PaymentStatus;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::Timeline;
use crate::tui::core::action::Availability;
use crate::tui::core::client::{Error, Query, Receipt};
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::picker::Picker;
use crate::tui::dialogue::shell::Shell;
use crate::tui::panes::production::{Ended, Opening, Step, Subject};

/// The assignment of an order, for a step.
pub fn subject(shell: &Shell, timeline: &Timeline) -> Option<Subject> {
    let order = &timeline.order;
    let active = timeline.assignments.iter().rev().find(|one| one.status.is_active());
    Some(Subject {
        order: order.id,
        number: order.number.clone(),
        version: order.version,
        status: order.production?,
        delivery: order.delivery,
        workshop: active.and_then(|active| active.workshop.clone()),
        role: shell.operator.role,
        lines: Vec::new(),
        end: None,
        others: Vec::new(),
    })
}

pub fn available(shell: &Shell, timeline: &Timeline) -> Availability {
    let order = &timeline.order;
    let steps = order.production.map(|status| Step::possible(status, order.delivery));
    if steps.is_some_and(|steps| !steps.is_empty()) && order.payment == PaymentStatus::Confirmed {
        return Availability::Enabled;
    }
    Availability::Disabled(t!(shell.catalogue, "making-nothing"))
}

/// Why the step cannot be taken now; what its form asks for does not count.
fn refused(catalogue: &Catalogue, timeline: &Timeline, subject: &Subject, step: Step) -> Option<String> {
    let (edge, to) = step.edge(subject.status);
    let to = format!("production-{to}");
    let ruling = timeline.next.iter().find(|next| next.edge == edge.as_str() && next.to == to)?;
    let refusal = ruling.ruling.as_ref().err().filter(|refusal| !is_asked_for(refusal))?;
    Some(catalogue.refusal(refusal))
}

impl OrdersPane {
    /// The menu of the steps.
    pub(crate) fn offer_steps(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let Some(timeline) = self.detail.as_ref().and_then(|detail| detail.timeline.as_deref()) else {
            return;
        };
        let Some(subject) = subject(cx.shell, timeline) else { return };
        let steps = Step::possible(subject.status, subject.delivery);
        let items = steps.iter().map(|step| {
            let why = refused(catalogue, timeline, &subject, *step);
            Item::new(catalogue.text(step.name(), &[])).disabled(why)
        });
        let picker = Picker::new(t!(catalogue, "making-menu", number = &subject.number), items.collect());
        cx.open(picker, Topic::Steps(Box::new(subject), steps));
    }

    pub(crate) fn begin_step(&mut self, cx: &mut Context<'_>, subject: Box<Subject>, step: Step) {
        if step == Step::Withdraw {
            let order = subject.order;
            cx.read(Slot::Ending, Query::Ending(order));
            self.ending = Some(subject);
            return;
        }
        open(cx, subject, step, None);
    }

    /// It is known now what taking the order off its workshop would do.
    pub(crate) fn ended_would(&mut self, cx: &mut Context<'_>, found: Option<AssignmentEnd>) {
        let Some(mut subject) = self.ending.take() else { return };
        subject.end = found;
        open(cx, subject, Step::Withdraw, None);
    }

    /// A form was filled in: its command is written, or rehearsed for the last question.
    pub(crate) fn step_submitted(&mut self, cx: &mut Context<'_>, subject: Box<Subject>, step: Step, form: Form) {
        let Some(command) = subject.command(step, Some(&form)) else {
            return open(cx, subject, step, Some(Box::new(form)));
        };
        if subject.asks_again(step) {
            return self.rehearse(cx, Rehearsing::Step(subject, step, Box::new(form)), command);
        }
        cx.write(command, Topic::StepWritten(subject, step, Some(Box::new(form))));
    }

    pub(crate) fn step_ended(
        &mut self,
        cx: &mut Context<'_>,
        subject: Box<Subject>,
        step: Step,
        form: Option<Box<Form>>,
        result: Result<Receipt, Error>,
    ) {
        if result.is_ok() {
            self.follow(subject.order);
        }
        match subject.ended(cx.shell.catalogue, step, form, result) {
            Ended::Said(tone, said) => cx.toast(tone, said),
            Ended::Overtaken(conflict) => cx.open(conflict, Topic::Read),
            Ended::Again(form) => open(cx, subject, step, Some(form)),
        }
        self.reread(cx);
    }

    /// What comes next is one's own doing: one goes on to it.
    fn follow(&mut self, order: OrderId) {
        if let Some(detail) = self.detail.as_mut().filter(|detail| detail.id == order) {
            detail.follow = true;
        }
    }
}

/// The form of a step, as it was left or anew; or its question.
pub fn open(cx: &mut Context<'_>, subject: Box<Subject>, step: Step, form: Option<Box<Form>>) {
    let opening = form.map_or_else(|| subject.open(cx.shell.catalogue, step), |form| Opening::Form(*form));
    match opening {
        Opening::Form(form) => cx.open(form, Topic::Step(subject, step)),
        Opening::Question(confirm) => cx.open(confirm, Topic::Step(subject, step)),
    }
}
