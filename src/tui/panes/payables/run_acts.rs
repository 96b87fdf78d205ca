//! What the keys of a run begin: left out, frozen, its file, its references typed, pasted or found, its end.

use std::collections::VecDeque;

use super::actions::Action;
use super::run_dialogs::{Amount, End, Ending, Reference, Total};
use super::{Context, PayablesPane, View};
use crate::domain::runs::references::placed;
use crate::domain::runs::state::{LineState, RunState};
use crate::locale::t;
use crate::service::Command;
use crate::service::runs::commands::{ChooseRunLine, PayRunLine};
use crate::service::runs::view::{FoundLine, FoundLines, RunLineView, RunView};
use crate::tui::core::action::Availability;
use crate::tui::core::client::{Error, Receipt, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;

const PASTED: Handle<Words> = Handle::new("references");
/// Characters of what is pasted: a run of hundreds of lines.
const LONGEST: usize = 20_000;

/// Lines that are paid one after the other, and what became of those before.
#[derive(Debug, Default)]
pub struct Paying {
    waiting: VecDeque<PayRunLine>,
    results: Vec<(Tone, String)>,
}

impl PayablesPane {
    pub(crate) fn of_runs(&self, action: Action) -> Availability {
        use Availability::{Enabled, Hidden};
        match action {
            Action::NewRun => Enabled,
            Action::Open if self.runs.selected().is_some() => Enabled,
            _ => Hidden,
        }
    }

    pub(crate) fn of_run(&self, action: Action) -> Availability {
        use Availability::{Enabled, Hidden};
        let Some(view) = self.sheet.view.as_deref() else { return Hidden };
        let line = self.sheet.selected();
        let pending = line.is_some_and(|line| line.state == LineState::Pending);
        let unseen = line.is_some_and(|line| line.state == LineState::Paid && line.credit.is_none());
        let waits = view.run.needs_second == Some(true) && view.run.countersigned_by.is_none();
        let there = match (view.run.state, action) {
            (RunState::Draft, Action::RunExclude | Action::RunAmount) => line.is_some(),
            (RunState::Draft, Action::RunFreeze) => view.sheet.going > 0,
            (RunState::Draft | RunState::Frozen, Action::RunVoid) => view.run.found + view.run.unseen + view.run.explained == 0,
            (RunState::Frozen, Action::RunAgree) => waits,
            (RunState::Frozen, Action::RunFile | Action::RunPaste) => !waits && view.run.pending > 0,
            (RunState::Frozen, Action::RunReference) => !waits && pending,
            (RunState::Frozen, Action::RunFind) => !waits && view.run.pending + view.run.unseen > 0,
            (RunState::Frozen, Action::RunFail) => pending,
            (RunState::Frozen, Action::RunExplain) => unseen,
            (RunState::Frozen, Action::RunClose) => view.run.pending + view.run.unseen == 0,
            _ => false,
        };
        if there { Enabled } else { Hidden }
    }

    pub(crate) fn perform_run(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Runs => self.enter(cx, View::Runs),
            Action::NewRun => Self::begin_draft(cx),
            Action::RunPaste => self.paste_references(cx),
            Action::RunFile => self.offer_formats(cx),
            Action::RunFind => self.find_lines(cx),
            _ => {
                let Some(view) = self.sheet.view.clone() else { return };
                match (action, self.sheet.selected().cloned()) {
                    (Action::RunFreeze, _) => Self::begin_and_read(cx, Total { view, agree: false }),
                    (Action::RunAgree, _) => Self::begin_and_read(cx, Total { view, agree: true }),
                    (Action::RunVoid, _) => Self::end(cx, &view, End::Void),
                    (Action::RunClose, _) => Self::end(cx, &view, End::Close),
                    (other, Some(line)) => self.perform_line(cx, other, &view, line),
                    _ => {}
                }
            }
        }
    }

    fn perform_line(&mut self, cx: &mut Context<'_>, action: Action, view: &RunView, line: RunLineView) {
        let run = view.run.id;
        match action {
            Action::RunExclude => Self::exclude(cx, view, &line),
            Action::RunAmount => Self::begin_and_read(cx, Amount { run, line }),
            Action::RunReference => Self::begin_and_read(cx, Reference { run, line }),
            Action::RunFail => Self::end(cx, view, End::Fail(line.position)),
            Action::RunExplain => Self::end(cx, view, End::Explain(line.position)),
            _ => {}
        }
    }

    fn end(cx: &mut Context<'_>, view: &RunView, end: End) {
        let (run, number) = (view.run.id, view.run.number);
        Self::begin_and_read(cx, Ending { run, number, end });
    }

    fn begin_and_read(cx: &mut Context<'_>, dialogue: impl crate::tui::pane::dialogue::Dialogue + 'static) {
        cx.begin(dialogue, |pane: &mut Self, cx, _| pane.reload(cx));
    }

    /// Left out, or taken in again.
    fn exclude(cx: &mut Context<'_>, view: &RunView, line: &RunLineView) {
        let excluded = !line.marks.contains(&crate::domain::runs::sheet::Mark::Excluded);
        let choose = ChooseRunLine {
            run: view.run.id,
            whom: line.whom,
            excluded,
            amount: None,
            reason: None,
        };
        cx.run(Command::ChooseRunLine(choose), |pane: &mut Self, cx, done| match done {
            Ok(_) => pane.reload(cx),
            Err(error) => cx.say_failure(&error),
        });
    }

    fn offer_formats(&self, cx: &mut Context<'_>) {
        let Some(run) = self.sheet.run else { return };
        cx.ask(ask::RunFormats, move |_: &mut Self, cx, formats| match formats {
            Ok(formats) => {
                let items = formats
                    .into_iter()
                    .map(|(name, title)| (Item::new(title.as_str()).detail(name.clone()), name));
                let title = t!(cx.shell.catalogue, "liquidaciones-run-format");
                cx.choose(title, items, move |_: &mut Self, cx, profile| {
                    cx.ask(ask::RunFile { run, profile }, |_: &mut Self, cx, file| match file {
                        Ok(file) => {
                            if file.left_out > 0 {
                                let said = t!(cx.shell.catalogue, "liquidaciones-run-file-out", count = file.left_out);
                                cx.toast(Tone::Waits, said);
                            }
                            cx.save(file.name, file.content);
                        }
                        Err(error) => cx.say_failure(&error),
                    });
                });
            }
            Err(error) => cx.say_failure(&error),
        });
    }

    fn paste_references(&self, cx: &mut Context<'_>) {
        let Some(view) = self.sheet.in_state(RunState::Frozen) else {
            return;
        };
        let catalogue = cx.shell.catalogue;
        let field = Field::lines(PASTED, t!(catalogue, "liquidaciones-run-paste-field"), LONGEST).required();
        let form = Form::new(
            t!(catalogue, "liquidaciones-run-paste-title", count = view.run.pending),
            t!(catalogue, "liquidaciones-run-paste-yes"),
        )
        .intro(Tone::Past, t!(catalogue, "liquidaciones-run-paste-help"))
        .field(field);
        Self::fill_references(cx, form);
    }

    fn fill_references(cx: &mut Context<'_>, form: Form) {
        cx.fill(form, |pane: &mut Self, cx, mut form| {
            let Some(view) = pane.sheet.view.as_deref() else { return };
            let run = view.run.id;
            let waiting = view.sheet.lines.iter().filter(|line| line.state == LineState::Pending);
            let waiting: Vec<i64> = waiting.map(|line| line.position).collect();
            match placed(form.get(PASTED).unwrap_or_default().lines(), &waiting) {
                Ok(lines) => {
                    let pay = |(line, reference): (i64, String)| PayRunLine::sent(run, line, reference);
                    pane.pay_each(cx, lines.into_iter().map(pay).collect());
                }
                Err(text) => {
                    let text = crate::domain::text::excerpt(&text);
                    form.fail(PASTED, t!(cx.shell.catalogue, "liquidaciones-run-paste-wrong", text = text));
                    Self::fill_references(cx, form);
                }
            }
        });
    }

    fn find_lines(&self, cx: &mut Context<'_>) {
        if let Some(run) = self.sheet.run {
            cx.ask(ask::RunFind(run), move |_: &mut Self, cx, found| match found {
                Ok(found) => Self::offer_found(cx, run, *found),
                Err(error) => cx.say_failure(&error),
            });
        }
    }

    /// All that fits one line of the bank alone in one choice; then each, also those of which a person knows better.
    fn offer_found(cx: &mut Context<'_>, run: crate::domain::ids::RunId, found: FoundLines) {
        let catalogue = cx.shell.catalogue;
        if found.found.is_empty() && found.unsure.is_empty() {
            return cx.toast(Tone::Waits, t!(catalogue, "liquidaciones-run-nothing-found"));
        }
        let item = |one: &FoundLine| {
            let by: Vec<String> = one.by.iter().map(|by| catalogue.text(&format!("lote-found-{by}"), &[])).collect();
            let why = if by.is_empty() {
                t!(catalogue, "liquidaciones-run-unsure")
            } else {
                by.join(", ")
            };
            let text = format!("{} · {} · {}", one.line, one.who, one.amount);
            Item::new(text).detail(format!("{} · {} · {why}", one.reference, one.description))
        };
        let all: Vec<FoundLine> = found.found.clone();
        let mut items: Vec<(Item, Vec<FoundLine>)> = Vec::new();
        if !all.is_empty() {
            items.push((Item::new(t!(catalogue, "liquidaciones-run-note-all", count = all.len())), all));
        }
        items.extend(found.found.iter().chain(&found.unsure).map(|one| (item(one), vec![one.clone()])));
        let title = t!(
            catalogue,
            "liquidaciones-run-found-title",
            found = found.found.len(),
            unsure = found.unsure.len(),
            missing = found.missing.len()
        );
        cx.choose(title, items, move |pane: &mut Self, cx, chosen| {
            let pay = |one: FoundLine| PayRunLine::shown_by(run, one.line, one.debit);
            pane.pay_each(cx, chosen.into_iter().map(pay).collect());
        });
    }

    /// One after the other, each a command of its own: what fails with one leaves the rest.
    fn pay_each(&mut self, cx: &mut Context<'_>, lines: Vec<PayRunLine>) {
        self.paying = Paying {
            waiting: lines.into(),
            results: Vec::new(),
        };
        self.pay_next(cx);
    }

    fn pay_next(&mut self, cx: &mut Context<'_>) {
        if let Some(pay) = self.paying.waiting.pop_front() {
            let line = pay.line;
            return cx.run(Command::PayRunLine(pay), move |pane: &mut Self, cx, done| {
                pane.paid(cx, line, &done);
                pane.pay_next(cx);
            });
        }
        let results = std::mem::take(&mut self.paying.results);
        self.reload(cx);
        if results.iter().all(|(tone, _)| *tone == Tone::Done) {
            let said = t!(cx.shell.catalogue, "liquidaciones-run-noted-all", count = results.len());
            return cx.toast(Tone::Done, said);
        }
        cx.show_results("liquidaciones-run-lines-results", "liquidaciones-run-counted", results);
    }

    fn paid(&mut self, cx: &Context<'_>, line: i64, done: &Result<Receipt, Error>) {
        let catalogue = cx.shell.catalogue;
        self.paying.results.push(match done {
            Ok(_) => (Tone::Done, t!(catalogue, "liquidaciones-run-noted", line = line)),
            Err(error) => (Tone::Wrong, format!("{line} · {}", sentence(catalogue, error))),
        });
    }
}
