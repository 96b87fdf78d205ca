//! Paying what is marked: one form a workshop in turn, the next when one is paid, and at the end what became of each. A form that
//! is left ends the run; what was not paid is still marked.

use std::collections::VecDeque;

use super::settle::Settlement;
use super::{Context, PayablesPane};
use crate::domain::ids::PayableId;
use crate::domain::text::Safe;
use crate::locale::t;
use crate::service::core::receipt::Outcome;
use crate::service::payables::view::PayableRow;
use crate::tui::core::client::{Error, Receipt, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::reader::Reader;

/// Transfers that follow each other.
#[derive(Debug, Default)]
pub struct Run {
    waiting: VecDeque<Vec<PayableId>>,
    /// How many there are in all; one is no run.
    of: usize,
    /// What became of those before.
    results: Vec<(Tone, String)>,
}

impl Run {
    /// Which of how many is in hand.
    fn turn(&self) -> Option<(usize, usize)> {
        (self.of > 1).then(|| (self.of - self.waiting.len(), self.of))
    }
}

impl PayablesPane {
    pub(crate) fn begin_run(&mut self, cx: &mut Context<'_>) {
        let waiting: VecDeque<_> = self.transfers_marked().into();
        let of = waiting.len();
        self.run = Run {
            waiting,
            of,
            results: Vec::new(),
        };
        self.next_of_run(cx);
    }

    fn next_of_run(&mut self, cx: &mut Context<'_>) {
        if let Some(lines) = self.run.waiting.pop_front() {
            return Self::settle_lines(cx, lines);
        }
        let run = std::mem::take(&mut self.run);
        if run.of > 1 {
            let lines = run.results.into_iter().map(|(tone, line)| tone.marked(line));
            cx.show(Reader::toned(t!(cx.shell.catalogue, "liquidaciones-run-results"), lines.collect()));
        }
    }

    /// What paying these lines comes to, and then its form.
    pub(crate) fn settle_lines(cx: &mut Context<'_>, lines: Vec<PayableId>) {
        cx.ask(ask::Settling(lines.clone()), move |pane: &mut Self, cx, preview| match preview {
            Ok(preview) => pane.begin_settlement(cx, Settlement::new(*preview, pane.run.turn())),
            Err(error) => pane.not_settled(cx, &lines, &error),
        });
    }

    /// In a run the others go on.
    fn not_settled(&mut self, cx: &mut Context<'_>, lines: &[PayableId], error: &Error) {
        let why = sentence(cx.shell.catalogue, error);
        if self.run.of < 2 {
            return cx.toast(Tone::Waits, why);
        }
        let of = lines.iter().find_map(|line| self.chosen.get(line));
        let workshop = of.map(|row| row.workshop_name.to_string()).unwrap_or_default();
        self.run.results.push((Tone::Wrong, format!("{workshop} · {why}")));
        self.next_of_run(cx);
    }

    fn begin_settlement(&self, cx: &mut Context<'_>, settlement: Settlement) {
        let lines: Vec<PayableRow> = settlement.preview.parts.iter().map(|part| part.line.clone()).collect();
        let workshop = settlement.preview.workshop_name.clone();
        cx.begin(settlement, move |pane: &mut Self, cx, receipt| {
            pane.settled(cx, &workshop, &lines, &receipt);
        });
    }

    fn settled(&mut self, cx: &mut Context<'_>, workshop: &Safe, lines: &[PayableRow], receipt: &Receipt) {
        let Outcome::Settled {
            transfer,
            sent,
            lines: paid,
            ..
        } = receipt.outcome
        else {
            return;
        };
        self.unmark(lines.iter().map(|row| row.id));
        self.wrote(lines);
        if self.run.of > 1 {
            let told = t!(
                cx.shell.catalogue,
                "liquidaciones-did-settle",
                amount = sent.unwrap_or(transfer),
                workshop = workshop.as_str(),
                count = paid
            );
            self.run.results.push((Tone::Done, told));
            self.next_of_run(cx);
        }
    }
}
