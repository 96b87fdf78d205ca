//! Payment runs: the list of them, the newest first, and what begins one.

use super::rows::Pen;
use super::{Context, PayablesPane, View};
use crate::domain::ids::RunId;
use crate::domain::runs::state::RunState;
use crate::locale::{Catalogue, t};
use crate::service::core::receipt::Outcome;
use crate::service::runs::view::RunRow;
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::panes::payables::run_dialogs::NewRun;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

pub type Runs = PagedList<ask::Runs>;

impl ListPane<ask::Runs> for PayablesPane {
    type Shown = RunId;

    fn paged(&mut self) -> &mut Runs {
        &mut self.runs
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Runs> {
        Some(ask::Runs {
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<RunId>> {
        let pen = Self::pen(shell);
        self.runs.rows().iter().skip(from).map(|row| pen.run(row)).collect()
    }
}

pub fn columns(catalogue: &Catalogue) -> [Column; 8] {
    [
        Column::new(t!(catalogue, "liquidaciones-column-run"), 4, 0).right(),
        Column::new(t!(catalogue, "liquidaciones-column-until"), 6, 3),
        Column::new(t!(catalogue, "liquidaciones-column-from"), 8, 2).shares(1),
        Column::new(t!(catalogue, "liquidaciones-column-status"), 11, 0),
        Column::new(t!(catalogue, "liquidaciones-column-run-lines"), 6, 4).right(),
        Column::new(t!(catalogue, "liquidaciones-column-total"), 12, 0).right(),
        Column::new(t!(catalogue, "liquidaciones-column-waits"), 30, 1).shares(2),
        Column::new(t!(catalogue, "liquidaciones-column-by"), 6, 5).shares(1),
    ]
}

/// What stands in a run's way, or how it ended.
pub fn waits(catalogue: &Catalogue, run: &RunRow) -> (Tone, String) {
    if run.state != RunState::Frozen {
        let reason = run.reason.as_ref().map(|reason| format!("«{reason}»"));
        return (Tone::Past, reason.unwrap_or_default());
    }
    if run.needs_second == Some(true) && run.countersigned_by.is_none() {
        return Tone::Waits.marked(t!(catalogue, "liquidaciones-run-second"));
    }
    let open = run.pending + run.unseen;
    if open == 0 {
        return (Tone::Done, t!(catalogue, "liquidaciones-run-ready"));
    }
    let said = t!(catalogue, "liquidaciones-run-waits", pending = run.pending, unseen = run.unseen);
    (Tone::Waits, said)
}

pub const fn tone(state: RunState) -> Tone {
    match state {
        RunState::Draft => Tone::Accent,
        RunState::Frozen => Tone::Waits,
        RunState::Closed => Tone::Done,
        RunState::Voided => Tone::Past,
    }
}

impl Pen<'_> {
    fn run(&self, row: &RunRow) -> Row<RunId> {
        let catalogue = self.catalogue;
        let quiet = match row.state {
            RunState::Draft | RunState::Frozen => Tone::Plain,
            RunState::Closed | RunState::Voided => Tone::Past,
        };
        let (waiting, waits) = waits(catalogue, row);
        let text = |text: Option<String>| Cell::toned(quiet, text.unwrap_or_default());
        Row {
            id: row.id,
            cells: vec![
                Cell::toned(quiet, row.number.to_string()),
                Cell::toned(quiet, self.day(row.cut_off)),
                Cell::toned(quiet, row.account.as_str()),
                Cell::toned(tone(row.state), catalogue.text(&format!("lote-state-{}", row.state), &[])),
                text(row.lines.map(|lines| lines.to_string())),
                text(row.total.map(|total| total.to_string())),
                Cell::toned(waiting, waits),
                Cell::toned(Tone::Past, row.made_by.as_str()),
            ],
        }
    }
}

impl PayablesPane {
    /// A form for a new run; once it is made, its sheet.
    pub(crate) fn begin_draft(cx: &mut Context<'_>) {
        cx.ask(ask::Accounts, |_: &mut Self, cx, accounts| match accounts {
            Ok(accounts) => {
                let ours = accounts.into_iter().filter(|account| account.active);
                let new = NewRun {
                    accounts: ours.map(|account| (account.alias.to_string(), account.currency)).collect(),
                    confirmed: false,
                };
                cx.begin(new, |pane: &mut Self, cx, receipt| {
                    if let Outcome::Run { run, .. } = receipt.outcome {
                        pane.open_run(cx, run);
                    }
                });
            }
            Err(error) => cx.say_failure(&error),
        });
    }

    pub(crate) fn open_run(&mut self, cx: &mut Context<'_>, run: RunId) {
        if self.sheet.run != Some(run) {
            self.sheet = super::run_sheet::Sheet::of(run);
        }
        self.enter(cx, View::Run);
    }
}
