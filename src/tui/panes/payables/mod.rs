//! Pane 4, Liquidaciones: what Krafta owes its workshops. One marks lines and pays them with one transfer; sees what was paid,
//! undoes what did not happen, and reads a workshop's statement. `update` holds what happens, `view` what is drawn.

pub mod action_handlers;
pub mod actions;
mod aging;
mod detail;
mod dialogs;
mod export;
mod lines;
mod marks;
mod read;
mod rows;
mod run;
mod run_acts;
mod run_dialogs;
mod run_sheet;
mod runs;
mod search;
mod settle;
mod sorting;
mod statement;
mod summary;
#[cfg(test)]
mod tests;
mod transfers;
mod update;
mod view;

use ratatui::layout::Rect;

use crate::domain::actor::Permission;
use crate::domain::ids::WorkshopId;
use crate::domain::text::Safe;
use crate::domain::views::ViewedList;
use crate::locale::Key;
use crate::service::payables::access;
use crate::service::payables::view::{PayableCounts, PayableView, SettlementView, WorkshopAging};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::global::Motion;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Detail, Focus};
use crate::tui::pane::views::Look;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::payables::actions::{ACTIONS, Action};
use crate::tui::panes::payables::lines::Lines;
use crate::tui::panes::payables::marks::{Chosen, MarkAll};
use crate::tui::panes::payables::run::Run;
use crate::tui::panes::payables::run_acts::Paying;
use crate::tui::panes::payables::run_sheet::Sheet;
use crate::tui::panes::payables::runs::Runs;
use crate::tui::panes::payables::search::{Preset, Search};
use crate::tui::panes::payables::statement::Account;
use crate::tui::panes::payables::transfers::Transfers;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::list::List;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::table::{Column, LeftOut, Sort};

type Context<'a> = PaneContext<'a, PayablesPane>;

/// What fills the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Lines,
    Transfers,
    Statement,
    Aging,
    Runs,
    /// One of them.
    Run,
}

#[derive(Debug, Default)]
pub struct PayablesPane {
    owed: Option<Vec<WorkshopAging>>,
    search: Search,
    lines: Lines,
    counts: Option<PayableCounts>,
    /// Lines have been listed once: what is selected then is the person's choice.
    seen: bool,
    line: Detail<PayableView>,
    view: View,
    /// Where Esc goes from this view.
    before: Vec<View>,
    focus: Focus,
    scroll: Scroll,
    transfers: Transfers,
    transfer: Detail<SettlementView>,
    /// The only workshop whose transfers are shown.
    payee: Option<(WorkshopId, Safe)>,
    account: Account,
    aging: List<aging::Id>,
    aging_sort: Option<Sort>,
    marking: Option<MarkAll>,
    /// What is marked, wherever the cursor is and whatever the list shows.
    chosen: Chosen,
    run: Run,
    runs: Runs,
    sheet: Sheet,
    paying: Paying,
    /// The day the rows were written on.
    day: Option<chrono::NaiveDate>,
}

impl Pane for PayablesPane {
    type Action = Action;

    const NAME: &'static str = "liquidaciones";
    const TITLE: Key = "liquidaciones-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const NEEDS: Option<Permission> = Some(access::NEEDS);
    const VIEWED: Option<ViewedList> = Some(ViewedList::Payables);
    const COUNTS: bool = true;

    fn waiting(&self, shell: &Shell) -> Option<usize> {
        shell.counts.and_then(|counts| usize::try_from(counts.payables_due).ok())
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.reload(cx);
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.new_day(cx.shell);
    }

    fn woken(&mut self, _cx: &mut Context<'_>) {
        self.line.woken();
        self.transfer.woken();
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.perform(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        self.go(cx, motion);
    }

    fn regions(&self, _shell: &Shell) -> bool {
        self.focus == Focus::Detail || matches!(self.view, View::Lines | View::Transfers)
    }

    fn region(&mut self, cx: &mut Context<'_>, _back: bool) {
        self.other_region(cx);
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, _region: u8, index: usize) {
        self.clicked(cx, index);
    }

    fn look(&self) -> Look {
        Look {
            words: self.search.line.text().to_owned(),
            preset: self.search.preset.key().to_owned(),
            sort: self.search.sort,
            ..Look::default()
        }
    }

    fn chosen_columns(&mut self, shell: &Shell) -> Option<(Vec<Column>, &mut LeftOut)> {
        let currency = Self::pen(shell).only_currency(self.lines.rows());
        let columns = rows::columns(shell.catalogue, currency, self.search.sort).to_vec();
        (self.view == View::Lines).then_some((columns, &mut self.lines.left_out))
    }

    fn look_as(&mut self, cx: &mut Context<'_>, look: Look) {
        self.search.line.set(&look.words);
        self.search.preset = Preset::ALL
            .into_iter()
            .find(|preset| preset.key() == look.preset)
            .unwrap_or_default();
        self.search.only = None;
        self.search.sort = look.sort;
        self.searched(cx);
    }

    fn filter_line(&self) -> Option<&FilterLine> {
        Some(&self.search.line)
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        Some(&mut self.search.line)
    }

    fn filtered(&mut self, cx: &mut Context<'_>, kept: bool) {
        if !kept {
            self.searched(cx);
        }
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
