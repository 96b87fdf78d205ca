//! One step for all marked work: one form asks what is common once and what is each one's alone of each, what would be done is
//! rehearsed row by row, and every order says what became of it.

use super::steps::{available, back, seen};
use super::{Context, WorkshopsPane};
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::action::Availability;
use crate::tui::core::client::{Error, Receipt, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, Said};
use crate::tui::pane::paged::ListPane;
use crate::tui::pane::round::{Rehearsed, Round};
use crate::tui::panes::production::{ProductionStep, Step};

/// What is taken on each marked row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Step(Step),
    /// The one that goes back from where the row is.
    Back,
}

impl Taken {
    pub const fn of(self, row: &WorkRow) -> Step {
        match self {
            Self::Step(step) => step,
            Self::Back => back(row.status),
        }
    }

    const fn name(self) -> Key {
        match self {
            Self::Step(step) => step.name(),
            Self::Back => "talleres-back",
        }
    }

    /// What differs from one to the next in more than a number is decided one by one.
    pub const fn is_for_several(self) -> bool {
        !matches!(self, Self::Step(Step::Refuse | Step::Withdraw | Step::Notify))
    }
}

/// The marked work and how far each has come.
#[derive(Clone, Debug)]
pub struct Batch {
    name: Key,
    rows: Vec<Marked>,
}

#[derive(Clone, Debug)]
struct Marked {
    step: ProductionStep,
    phase: Phase,
}

#[derive(Clone, Debug)]
enum Phase {
    Ready,
    /// Being done.
    Waiting,
    Done(Tone, String),
}

impl Marked {
    const fn order(&self) -> OrderId {
        self.step.assignment.order
    }

    fn number(&self) -> &str {
        &self.step.assignment.number
    }
}

impl Batch {
    fn ready(&self) -> impl Iterator<Item = &Marked> {
        self.rows.iter().filter(|marked| matches!(marked.phase, Phase::Ready))
    }

    fn waits(&self) -> bool {
        self.rows.iter().any(|marked| matches!(marked.phase, Phase::Waiting))
    }

    fn put(&mut self, order: OrderId, phase: Phase) {
        if let Some(marked) = self.rows.iter_mut().find(|marked| marked.order() == order) {
            marked.phase = phase;
        }
    }
}

impl Round for Batch {
    fn form(&self, shell: &Shell) -> Form {
        let catalogue = shell.catalogue;
        let name = catalogue.text(self.name, &[]);
        let title = t!(catalogue, "talleres-batch-title", step = name, count = self.ready().count());
        let mut form = Form::new(title, t!(catalogue, "talleres-batch-yes"));
        for marked in &self.rows {
            if let Phase::Done(tone, why) = &marked.phase {
                form = form.intro(*tone, format!("{} · {why}", marked.number()));
            }
        }
        for field in self.ready().flat_map(|marked| marked.step.asked(catalogue)) {
            if !form.has(&field.name) {
                form = form.field(field);
            }
        }
        form.cautious()
    }

    fn commands(&self, form: &Form) -> Vec<Command> {
        self.ready().filter_map(|marked| marked.step.ordered(form).ok()).collect()
    }

    fn outlook(&self, catalogue: &Catalogue, form: &Form, rows: &[Rehearsed]) -> Said {
        let line = |marked: &Marked| {
            let (tone, said) = match rows.iter().find(|(command, _)| order_of(command) == Some(marked.order())) {
                Some((_, Ok(would))) => {
                    let said = marked.step.outlook(catalogue, form, would).into_iter().map(|(_, said)| said);
                    let said: Vec<String> = std::iter::once(t!(catalogue, "talleres-batch-would")).chain(said).collect();
                    Tone::Done.marked(said.join(" · "))
                }
                Some((_, Err(objection))) => Tone::Wrong.marked(catalogue.failure(&objection.message_key, &objection.facts)),
                None => (Tone::Past, t!(catalogue, "talleres-batch-missing")),
            };
            (tone, format!("{} · {said}", marked.number()))
        };
        self.ready().map(line).collect()
    }
}

/// The order of a step that is taken on several.
const fn order_of(command: &Command) -> Option<OrderId> {
    Some(match command {
        Command::Accept(forward) | Command::Start(forward) | Command::Ready(forward) => forward.order,
        Command::HandOver(hand_over) => hand_over.order,
        Command::Complete(complete) => complete.order,
        Command::StepBack(back) => back.order,
        _ => return None,
    })
}

impl WorkshopsPane {
    /// Whether it can be taken on any of the marked rows; why not on the first, when on none.
    pub(crate) fn available_to_marked(&self, shell: &Shell, taken: Taken) -> Availability {
        if !taken.is_for_several() {
            return Availability::Disabled(t!(shell.catalogue, "talleres-batch-one-by-one"));
        }
        let mut each = self.works.marked().map(|row| available(shell, row, taken.of(row)));
        let first = each.next().unwrap_or(Availability::Hidden);
        match first == Availability::Enabled || each.any(|it| it == Availability::Enabled) {
            true => Availability::Enabled,
            false => first,
        }
    }

    /// The form for all marked rows that can take it; the others say why not.
    pub(crate) fn begin_batch(&mut self, cx: &mut Context<'_>, taken: Taken) {
        if self.batch.is_some() {
            return;
        }
        let shell = &*cx.shell;
        let marked = self.works.marked().map(|row| {
            let step = taken.of(row);
            let phase = match available(shell, row, step) {
                Availability::Disabled(why) => Phase::Done(Tone::Waits, why),
                _ => Phase::Ready,
            };
            let step = ProductionStep {
                several: true,
                ..ProductionStep::one(seen(shell, row, step), step)
            };
            Marked { step, phase }
        });
        let batch = Batch {
            name: taken.name(),
            rows: marked.collect(),
        };
        if cx.begin_round(batch.clone(), Self::batch_decided) {
            self.batch = Some(batch);
        }
    }

    fn batch_decided(&mut self, cx: &mut Context<'_>, rows: Option<Vec<Rehearsed>>) {
        let Some(rows) = rows else {
            self.batch = None;
            return;
        };
        for (command, would) in rows {
            let Some(order) = order_of(&command) else { continue };
            let phase = match would {
                Ok(_) => {
                    cx.run(command, move |pane: &mut Self, cx, result| pane.batch_done(cx, order, result));
                    Phase::Waiting
                }
                Err(objection) => Phase::Done(Tone::Wrong, cx.shell.catalogue.failure(&objection.message_key, &objection.facts)),
            };
            if let Some(batch) = &mut self.batch {
                batch.put(order, phase);
            }
        }
        self.batch_ended(cx);
    }

    fn batch_done(&mut self, cx: &mut Context<'_>, order: OrderId, result: Result<Receipt, Error>) {
        let phase = match &result {
            Ok(receipt) => {
                self.own(receipt);
                self.works.unmark(order);
                Phase::Done(Tone::Done, t!(cx.shell.catalogue, "talleres-batch-done"))
            }
            Err(error) => Phase::Done(Tone::Wrong, sentence(cx.shell.catalogue, error)),
        };
        if let Some(batch) = &mut self.batch {
            batch.put(order, phase);
        }
        self.batch_ended(cx);
    }

    /// What was not done stays marked.
    fn batch_ended(&mut self, cx: &mut Context<'_>) {
        let Some(batch) = self.batch.take_if(|batch| !batch.waits()) else {
            return;
        };
        let line = |marked: Marked| match marked.phase {
            Phase::Done(tone, said) => (tone, format!("{} · {said}", marked.step.assignment.number)),
            _ => (
                Tone::Past,
                format!("{} · {}", marked.number(), t!(cx.shell.catalogue, "talleres-batch-missing")),
            ),
        };
        let results = batch.rows.into_iter().map(line).collect();
        cx.show_results("talleres-batch-results", "talleres-batch-counted", results);
        ListPane::<ask::Works>::reload(self, cx);
    }
}
