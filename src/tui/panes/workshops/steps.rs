//! The steps of production on the selected row of work: the same as in every pane, each bound to what was seen.

use super::outcome::Topic;
use super::rows::what;
use super::{Context, Slot, WorkshopsPane};
use crate::domain::fulfilment::assignment_edges::{self, AssignmentFacts};
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::locale::{Catalogue, date, t};
use crate::service::fulfilment::candidates::Candidates;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::action::Availability;
use crate::tui::core::client::{Command, Error, Query, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::panes::production::{Ended, Opening, Step, Subject};

/// The step that goes back from a status.
pub const fn back(from: AssignmentStatus) -> Step {
    match from {
        AssignmentStatus::HandedToDelivery => Step::Return,
        AssignmentStatus::Ready => Step::Rework,
        _ => Step::UndoStart,
    }
}

/// As the table of edges has it, all that a form asks for being given; why not, when it does not.
pub fn available(shell: &Shell, row: &WorkRow, step: Step) -> Availability {
    let (_, to) = step.edge(row.status);
    let facts = AssignmentFacts {
        payment: PaymentStatus::Confirmed,
        on_hold: row.on_hold,
        has_active: false,
        delivery: row.delivery,
        reason: Some("…".to_owned()),
        overridden: true,
        share: Some(0),
        follows_ranking: true,
        overdue: row.late,
        deposit_paid: true,
        hand_over: true,
    };
    let ruling = assignment_edges::decide(Some(row.status), to, &shell.operator, &facts);
    // A way that leads there all the same may be another step.
    let ruling = ruling.and_then(|_| match step.leaves(row.status, row.delivery) {
        true => Ok(()),
        false => Err(no_way(row.status, to)),
    });
    match ruling {
        Ok(()) => Availability::Enabled,
        Err(refusal) => Availability::Disabled(shell.catalogue.refusal(&refusal)),
    }
}

fn no_way(from: AssignmentStatus, to: AssignmentStatus) -> Refusal {
    let name = |status: AssignmentStatus| Arg::Message(format!("production-{status}"));
    Refusal::new(Code::AssignmentEdge).with("from", name(from)).with("to", name(to))
}

fn subject(shell: &Shell, row: &WorkRow, step: Step) -> Subject {
    Subject {
        order: row.order,
        number: row.number.clone(),
        version: row.version,
        status: row.status,
        delivery: row.delivery,
        workshop: row.workshop.clone(),
        role: shell.operator.role,
        lines: facts(shell.catalogue, row, step)
            .into_iter()
            .map(|line| (Tone::Plain, line))
            .collect(),
        end: None,
        others: Vec::new(),
    }
}

/// What one says yes to.
fn facts(catalogue: &Catalogue, row: &WorkRow, step: Step) -> Vec<String> {
    let mut lines = vec![format!("{} · {}", what(catalogue, row), row.customer)];
    if let Some(cost) = row.cost.filter(|_| step == Step::Accept) {
        lines.push(t!(catalogue, "talleres-accept-cost", cost = cost));
    }
    if let Some(day) = row.promised.filter(|_| matches!(step, Step::Accept | Step::Start | Step::Ready)) {
        lines.push(t!(catalogue, "talleres-notify-days", day = date(day)));
    }
    match (step, row.delivery) {
        (Step::Accept, _) => lines.push(t!(catalogue, "talleres-accept-frozen")),
        (Step::Ready, DeliveryMethod::Pickup) => lines.push(t!(catalogue, "talleres-finish-pickup")),
        (Step::Start | Step::Ready | Step::HandOver | Step::Complete, _) => lines.push(t!(catalogue, "talleres-customer-told")),
        _ => {}
    }
    lines
}

/// A step that is asked about once its command has been rehearsed.
#[derive(Debug)]
pub struct Rehearsing {
    subject: Box<Subject>,
    step: Step,
    form: Box<Form>,
    command: Box<Command>,
}

impl WorkshopsPane {
    pub(crate) fn begin_step(&mut self, cx: &mut Context<'_>, row: &WorkRow, step: Step) {
        let subject = Box::new(subject(cx.shell, row, step));
        if step == Step::Withdraw {
            let order = subject.order;
            self.before = Some(subject);
            return cx.read(Slot::Ending, Query::Ending(order));
        }
        open(cx, subject, step, None);
    }

    /// What taking the workshop off would do: on to who could make it instead.
    pub(crate) fn ending_came(&mut self, cx: &mut Context<'_>, end: Option<AssignmentEnd>) {
        if let Some(subject) = &mut self.before {
            subject.end = end;
            cx.read(Slot::Others, Query::Candidates(subject.order));
        }
    }

    /// That nobody can be named is no reason not to ask.
    pub(crate) fn others_came(&mut self, cx: &mut Context<'_>, found: Option<&Candidates>) {
        let Some(mut subject) = self.before.take() else { return };
        if let Some(found) = found {
            let others = found.fitting.iter().filter(|one| Some(one.workshop) != found.workshop);
            subject.others = others.map(|one| (one.workshop, one.name.to_string())).collect();
        }
        // Something else came to the front meanwhile.
        if cx.shell.overlays.is_empty() {
            open(cx, subject, Step::Withdraw, None);
        }
    }

    /// A form was filled in: its command is written, or rehearsed for the last question.
    pub(crate) fn step_submitted(&mut self, cx: &mut Context<'_>, subject: Box<Subject>, step: Step, form: Form) {
        let Some(command) = subject.command(step, Some(&form)) else {
            return open(cx, subject, step, Some(Box::new(form)));
        };
        if subject.asks_again(step) {
            self.rehearsing = Some(Rehearsing {
                subject,
                step,
                form: Box::new(form),
                command: Box::new(command.clone()),
            });
            return cx.read(Slot::Rehearsal, Query::Rehearse(Box::new(command)));
        }
        cx.write(command, Topic::StepWritten(subject, step, Some(Box::new(form))));
    }

    /// What the step would do is known: the last question, or what is in its way, as if it had been written.
    pub(crate) fn step_rehearsed(&mut self, cx: &mut Context<'_>, result: Result<Box<Rehearsal>, Error>) {
        let Some(pending) = self.rehearsing.take() else { return };
        let Rehearsing {
            subject,
            step,
            form,
            command,
        } = pending;
        match result {
            Ok(would) => {
                let question = subject.last_question(cx.shell.catalogue, step, &form, &would);
                cx.open(question, Topic::StepSure(subject, step, form, command));
            }
            Err(error) => Self::step_ended(cx, (subject, step), Some(form), Err(error)),
        }
    }

    pub(crate) fn step_ended(
        cx: &mut Context<'_>,
        (subject, step): (Box<Subject>, Step),
        form: Option<Box<Form>>,
        result: Result<Receipt, Error>,
    ) {
        match subject.ended(cx.shell.catalogue, step, form, result) {
            Ended::Said(tone, said) => cx.toast(tone, said),
            Ended::Overtaken(conflict) => cx.open(conflict, Topic::Told),
            Ended::Again(form) => open(cx, subject, step, Some(form)),
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
