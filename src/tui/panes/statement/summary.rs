//! What there is to do after a file came in: each line opens its place.

use super::preview::refused;
use super::{Context, Stage, StatementPane};
use crate::domain::dates::shown;
use crate::locale::{Catalogue, t};
use crate::service::bank::import::ReadFile;
use crate::service::core::receipt::Imported;
use crate::tui::core::client::{AccountStatus, Error, Proposal};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::list::{Cell, List, Row};
use crate::tui::widgets::table::Column;

/// Something to do, or to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Orders whose money the bank took back.
    TakenBack,
    /// Orders that one key confirms.
    Fitting,
    /// The others that wait.
    Unfitting,
    Free,
    Unseen,
    Refused,
    Gap,
    Reconciled,
    Lines,
}

#[derive(Debug)]
pub struct Summary {
    pub done: Imported,
    file: Box<ReadFile>,
    pub tasks: List<Task>,
    /// How many orders fit, and how many payments of the account wait for one and were not seen; none until it was read.
    fitting: Option<usize>,
    waiting: Option<(i64, i64)>,
}

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key, least, priority| Column::new(catalogue.text(key, &[]), least, priority);
    vec![
        column("importar-column-count", 6, 0).right(),
        column("importar-column-task", 20, 0).shares(3),
        column("importar-column-where", 10, 1).shares(2),
    ]
}

impl Summary {
    pub fn of(catalogue: &Catalogue, done: Imported, file: Box<ReadFile>) -> Self {
        let mut summary = Self {
            done,
            file,
            tasks: List::default(),
            fitting: None,
            waiting: None,
        };
        summary.write(catalogue, 0);
        summary
    }

    /// Those with something in them; what is still being read says so.
    fn write(&mut self, catalogue: &Catalogue, to_review: i64) {
        let number = |number: u32| Some(i64::from(number));
        let fitting = self.fitting.map(|fitting| i64::try_from(fitting).unwrap_or(i64::MAX));
        let gap = self.done.gap_since.map(|_| 1);
        let taken_back = i64::try_from(self.done.taken_back.len()).unwrap_or(i64::MAX);
        let tasks = [
            (Task::TakenBack, Some(taken_back)),
            (Task::Fitting, fitting),
            (Task::Unfitting, fitting.map(|fitting| (to_review - fitting).max(0))),
            (Task::Free, self.waiting.map(|(free, _)| free)),
            (Task::Unseen, self.waiting.map(|(_, unseen)| unseen)),
            (Task::Refused, number(self.done.refused)),
            (Task::Gap, gap.or(Some(0))),
            (Task::Reconciled, number(self.done.reconciled)),
            (Task::Lines, number(self.done.added)),
        ];
        let rows = tasks.into_iter().filter(|(_, count)| *count != Some(0)).map(|(task, count)| Row {
            id: task,
            cells: self.cells(catalogue, task, count),
        });
        let rows: Vec<_> = rows.collect();
        self.tasks.rewrite(rows);
        if self.tasks.selected().is_none() {
            self.tasks.motion(crate::tui::core::global::Motion::First);
        }
    }

    fn cells(&self, catalogue: &Catalogue, task: Task, count: Option<i64>) -> Vec<Cell> {
        let (tone, key, place) = match task {
            Task::TakenBack => (Tone::Wrong, "importar-task-taken-back", "importar-in-taken-back"),
            Task::Fitting => (Tone::Done, "importar-task-fitting", "importar-in-fitting"),
            Task::Unfitting => (Tone::Waits, "importar-task-unfitting", "importar-in-unfitting"),
            Task::Free => (Tone::Waits, "importar-task-free", "banco-free"),
            Task::Unseen => (Tone::Waits, "importar-task-unseen", "banco-unseen"),
            Task::Refused => (Tone::Wrong, "importar-task-refused", "importar-in-refused"),
            Task::Gap => (Tone::Wrong, "importar-task-gap", "banco-accounts"),
            Task::Reconciled => (Tone::Plain, "importar-task-reconciled", "importar-in-lines"),
            Task::Lines => (Tone::Plain, "importar-task-lines", "importar-in-lines"),
        };
        let day = self.done.gap_since.map(shown).unwrap_or_default();
        let args = [("count", count.unwrap_or_default().into()), ("day", day.into())];
        let number = match (task, count) {
            (Task::Gap, _) => "▲".to_owned(),
            (_, Some(count)) => count.to_string(),
            (_, None) => "…".to_owned(),
        };
        vec![
            Cell::toned(tone, number),
            Cell::toned(tone, catalogue.text(key, &args)),
            Cell::toned(Tone::Past, catalogue.text(place, &[])),
        ]
    }
}

fn to_review(shell: &Shell) -> i64 {
    shell.counts.map_or(0, |counts| counts.to_review + counts.in_review)
}

impl StatementPane {
    pub(crate) fn proposals_came(&mut self, cx: &mut Context<'_>, found: Result<Vec<Proposal>, Error>) {
        if let (Stage::Done(summary), Ok(found)) = (&mut self.stage, found) {
            let orders: std::collections::BTreeSet<_> = found.iter().filter(|one| one.fits).map(|one| one.order).collect();
            summary.fitting = Some(orders.len());
            summary.write(cx.shell.catalogue, to_review(cx.shell));
        }
    }

    /// What of the account waits, after it was read anew.
    pub(crate) fn count_waiting(&mut self, cx: &Context<'_>) {
        let Stage::Done(summary) = &mut self.stage else { return };
        let of_account = |account: &&AccountStatus| account.account == summary.done.account;
        let account = self.accounts.iter().find(of_account);
        summary.waiting = account.map(|account| (account.unmatched_in.lines, account.unseen.lines));
        summary.write(cx.shell.catalogue, to_review(cx.shell));
    }

    pub(crate) fn open_task(&self, cx: &mut Context<'_>) {
        let Stage::Done(summary) = &self.stage else { return };
        let catalogue = cx.shell.catalogue;
        let section = |title| PaneRequest::Section(title, catalogue.text(title, &[]));
        let request = match summary.tasks.selected() {
            None => return,
            Some(Task::Fitting) => section("pagos-fitting"),
            Some(Task::Unfitting) => section("pagos-unfitting"),
            Some(Task::Free) => section("banco-free"),
            Some(Task::Unseen) => section("banco-unseen"),
            Some(Task::Gap) => section("banco-accounts"),
            Some(Task::TakenBack) => {
                let orders = summary.done.taken_back.iter();
                let said = orders.map(|order| (Tone::Wrong, t!(catalogue, "importar-taken-back", order = order)));
                return cx.show(Reader::toned(t!(catalogue, "importar-in-taken-back"), said.collect()));
            }
            Some(Task::Refused) => {
                let said = refused(catalogue, &summary.file.statement.refused);
                return cx.show(Reader::toned(t!(catalogue, "importar-refused-title"), said));
            }
            Some(Task::Reconciled | Task::Lines) => PaneRequest::Import(summary.done.import, summary.file.name.to_string()),
        };
        cx.visit(request);
    }
}
