//! What the banks' lines say of the proofs that wait, as it was last read: the mark of each row, what one key confirms, and the two
//! parts of the queue that follow from it.

use std::collections::{BTreeMap, BTreeSet};

use super::actions::ClaimState;
use super::filter::Preset;
use super::{Context, PaymentsPane};
use crate::domain::bank::matching::Level;
use crate::domain::ids::{OrderId, SubmissionId};
use crate::locale::{Catalogue, day_month, t};
use crate::service::bank::credits;
use crate::service::bank::proposals::{Candidate, ProposedLine, Together};
use crate::service::bank::track_record::TrackRecord;
use crate::service::payments::view::QueueRow;
use crate::tui::core::client::{Apart, Error, PageQuestion, Proposal, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, State};
use crate::tui::widgets::list::Cell;

#[derive(Debug, Default)]
pub struct Matches {
    /// None until it was read.
    found: Option<BTreeMap<SubmissionId, Proposal>>,
    /// Something changed while it was read.
    again: bool,
    /// What comes near the proofs of one order for which nothing was found.
    near: Option<(OrderId, Vec<Apart>)>,
    /// How often each level was right in this shop; read once.
    record: Option<TrackRecord>,
}

impl Matches {
    pub const fn are_read(&self) -> bool {
        self.found.is_some()
    }

    /// Whether anything was found for any proof.
    pub fn are_any(&self) -> bool {
        self.found.as_ref().is_some_and(|found| !found.is_empty())
    }

    pub fn of(&self, proof: SubmissionId) -> Option<&Proposal> {
        self.found.as_ref()?.get(&proof)
    }

    pub fn fits(&self, proof: SubmissionId) -> bool {
        self.of(proof).is_some_and(|proposal| proposal.fits)
    }

    /// The orders that one key confirms; none until it was read.
    pub fn fitting(&self) -> Option<Vec<OrderId>> {
        let found = self.found.as_ref()?.values();
        let orders: BTreeSet<OrderId> = found.filter(|proposal| proposal.fits).map(|proposal| proposal.order).collect();
        Some(orders.into_iter().collect())
    }

    /// How many those are.
    pub fn how_many_fit(&self) -> usize {
        self.fitting().map_or(0, |orders| orders.len())
    }

    /// What is known to come near a proof for which nothing was found.
    pub fn near(&self, order: OrderId, proof: SubmissionId) -> Option<&Apart> {
        let (of, near) = self.near.as_ref()?;
        near.iter().find(|apart| *of == order && apart.submission == proof)
    }

    /// `cuadra · 212 de 212 aquí`.
    pub fn level(&self, catalogue: &Catalogue, level: Level) -> String {
        let said = catalogue.match_level(level);
        match self.record.as_ref().and_then(|record| record.of(level)) {
            Some(of) => t!(
                catalogue,
                "pagos-level-here",
                level = said,
                right = of.right,
                all = of.right + of.wrong
            ),
            None => said,
        }
    }

    /// How well the best line fits a proof.
    pub fn cell(&self, catalogue: &Catalogue, proof: SubmissionId) -> Cell {
        let Some(proposal) = self.of(proof) else { return Cell::default() };
        let Some(best) = proposal.candidates.first() else {
            return Cell::toned(Tone::Past, format!("⧉ {}", t!(catalogue, "pagos-together")));
        };
        let (tone, glyph) = mark(best.level, proposal.fits);
        let alike = proposal.candidates.iter().filter(|other| other.level == best.level).count();
        let more = if alike > 1 { format!("+{} ", alike - 1) } else { String::new() };
        Cell::toned(tone, format!("{glyph} {more}{}", catalogue.match_level(best.level)))
    }
}

/// `✓` one key confirms it, `▲` all fits and something is to be looked at, `≈` it nearly does, `✖` it does not.
pub const fn mark(level: Level, fits: bool) -> (Tone, &'static str) {
    match level {
        Level::Exact if fits => (Tone::Done, "✓"),
        Level::Exact => (Tone::Waits, "▲"),
        Level::Strong | Level::Identity => (Tone::Waits, "≈"),
        Level::Weak | Level::Amount => (Tone::Past, "?"),
        Level::Conflict => (Tone::Wrong, "✖"),
    }
}

/// `22/11 · Bs 4.512,30 · 00482913 · Venezuela 4821`.
pub fn said(catalogue: &Catalogue, line: &ProposedLine) -> String {
    format!("{} · {}", shortly(catalogue, line), line.account)
}

/// `⧉ un ingreso paga 2 comprobantes: 22/11 · Bs 900,00 · 00482913 → KRFT-7Q2M4X Bs 450,00 + KRFT-… Bs 450,00`.
pub fn together(catalogue: &Catalogue, group: &Together) -> String {
    let lines: Vec<_> = group.lines.iter().map(|line| shortly(catalogue, line)).collect();
    let proofs: Vec<_> = group
        .proofs
        .iter()
        .map(|proof| format!("{} {}", proof.number, proof.amount))
        .collect();
    let reasons: Vec<_> = group.reasons.iter().map(|reason| catalogue.match_reason(*reason)).collect();
    format!("⧉ {}: {} → {}", reasons.join(", "), lines.join(" + "), proofs.join(" + "))
}

/// Without its account.
pub fn shortly(catalogue: &Catalogue, line: &ProposedLine) -> String {
    let reference = match line.reference.as_str() {
        "" => catalogue.text("pagos-line-unnumbered", &[]),
        reference => reference.to_owned(),
    };
    format!("{} · {} · {reference}", day_month(line.date), line.amount)
}

/// What fits and what differs, each with its mark.
pub fn reasons(catalogue: &Catalogue, candidate: &Candidate) -> String {
    let said = candidate.reasons.iter().map(|reason| {
        let mark = if reason.fits() { "✓" } else { "≠" };
        format!("{mark} {}", catalogue.match_reason(*reason))
    });
    said.collect::<Vec<_>>().join("  ")
}

/// Whether the person may see what the banks show.
pub fn may_see(shell: &Shell) -> bool {
    shell.operator.may(credits::NEEDS).is_ok()
}

impl PaymentsPane {
    /// Reads it; while that is under way, once more afterwards: a shop in which much happens gets an answer too.
    pub(crate) fn read_matches(&mut self, cx: &mut Context<'_>) {
        if !may_see(cx.shell) {
            return;
        }
        if cx.asking(&Self::matches_came) {
            self.matches.again = true;
        } else {
            cx.ask(ask::Proposals, Self::matches_came);
        }
    }

    fn matches_came(&mut self, cx: &mut Context<'_>, result: Result<Vec<Proposal>, Error>) {
        match result {
            Ok(found) => {
                let before = self.matches.fitting();
                let found = found.into_iter().map(|proposal| (proposal.submission, proposal));
                if self.matches.found.replace(found.collect()).is_none() {
                    cx.ask(ask::TrackRecord, |pane: &mut Self, _, record| pane.matches.record = record.ok());
                }
                self.rewrite(cx.shell);
                if self.search.preset.is_of_the_bank() && before != self.matches.fitting() {
                    self.reload(cx);
                }
                self.read_near(cx);
            }
            Err(error) if !error.is_passing() && self.search.preset.is_of_the_bank() && !self.matches.are_read() => {
                self.queue.state = State::Failed(sentence(cx.shell.catalogue, &error));
            }
            // What was known stays; while the database is away the frame says how old it is.
            Err(_) => {}
        }
        if std::mem::take(&mut self.matches.again) {
            self.read_matches(cx);
        }
    }

    /// What comes near the selected order, where nothing was found for it.
    pub(crate) fn read_near(&mut self, cx: &mut Context<'_>) {
        let Some(row) = self.queue.selected() else { return };
        let (order, unfound) = (row.order, self.matches.of(row.submission).is_none());
        if may_see(cx.shell) && unfound && self.matches.are_read() {
            cx.ask(ask::Near(order), move |pane: &mut Self, _, near| {
                pane.matches.near = near.ok().map(|near| (order, near));
            });
        }
    }

    /// Which orders the preset leaves, none while that is not known: (only these, not these).
    pub(crate) fn of_the_bank(&self, shell: &Shell) -> Option<(Option<Vec<OrderId>>, Vec<OrderId>)> {
        // A view that somebody else shares shows all to whom this is not for.
        if !self.search.preset.is_of_the_bank() || !may_see(shell) {
            return Some((None, Vec::new()));
        }
        let fitting = self.matches.fitting()?;
        Some(match self.search.preset {
            Preset::Fitting => (Some(fitting), Vec::new()),
            _ => (None, fitting),
        })
    }
}

/// Rows of a page while all that fit are marked.
const PAGE: u32 = 500;

impl PaymentsPane {
    /// Marks all that fit of what the list asks for, also what of it is not read yet.
    pub(crate) fn mark_fitting(&mut self, cx: &mut Context<'_>) {
        let (Some(question), Some(fitting)) = (self.wanted(cx.shell), self.matches.fitting()) else {
            return;
        };
        let mut filter = question.filter;
        filter.orders = Some(fitting);
        let rows = PAGE;
        Self::read_fitting_rows(cx, ask::Queue { filter, after: None, rows });
    }

    fn read_fitting_rows(cx: &mut Context<'_>, question: ask::Queue) {
        let next = question.clone();
        cx.ask(question, move |pane: &mut Self, cx, page| match page {
            Ok(page) => {
                let free =
                    |row: &QueueRow| pane.matches.fits(row.submission) && !matches!(ClaimState::of(cx.shell, row), ClaimState::Other(_));
                let rows: Vec<_> = page.rows.into_iter().filter(free).map(|row| (row.submission, row)).collect();
                pane.queue.mark_all(rows);
                if let Some(after) = page.next {
                    Self::read_fitting_rows(cx, next.from(after));
                }
            }
            Err(error) => cx.say_failure(&error),
        });
    }
}
