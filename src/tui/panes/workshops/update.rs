//! Keys: actions, motions, the filter line, one step back.

use super::actions::Action;
use super::batch::Taken;
use super::days::Grid;
use super::own::{SECTIONS, open_proposals};
use super::view::{CHOICE, WAITING, WORKS};
use super::view_board::DAYS;
use super::works::Open;
use super::{Context, Focus, WorkshopsPane};
use crate::domain::fulfilment::due::Due;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::client::ask;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::ListPane;

impl WorkshopsPane {
    pub(crate) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Look => self.read_cell(cx),
            Action::Later => self.sideways(cx, 1),
            Action::Sooner => self.sideways(cx, -1),
            Action::PageLater => self.page_sideways(cx, 1),
            Action::PageSooner => self.page_sideways(cx, -1),
            Action::Today => {
                self.board.seen();
                if self.days.home() {
                    self.other_days(cx);
                }
                self.other_columns(cx);
            }
            Action::Filter => self.search.open(),
            Action::Candidates => self.focus = Focus::Choice,
            Action::Pick => self.pick(cx),
            Action::Notify => self.ask_notify(cx),
            Action::Choose => self.ask_choose(cx),
            Action::OverLimit => self.ask_over_limit(cx),
            Action::Again => self.look_again(cx),
            Action::Step(step) => self.take(cx, Taken::Step(step)),
            Action::Back => self.take(cx, Taken::Back),
            Action::Mark => {
                self.works.list.toggle_mark();
                self.moved(cx);
            }
            Action::Unmark => self.works.clear_marks(),
            Action::Propose => self.ask_closed_days(cx),
            Action::Proposals => open_proposals(cx),
            Action::Limit => self.ask_limit(cx),
            Action::Close => self.ask_close(cx),
            Action::Pause => self.ask_pause(cx),
            Action::Zone => self.ask_zones(cx),
            Action::Works => self.open_works(cx),
            Action::Status => self.offer_statuses(cx),
            Action::Sort => self.offer_sorts(cx),
            Action::Late => self.narrow(cx, |open| {
                open.due = (open.due != Some(Due::Late)).then_some(Due::Late);
            }),
            Action::DueLater => self.shift_due(cx, false),
            Action::DueSooner => self.shift_due(cx, true),
            Action::Narrow => {
                if let Some(open) = &mut self.open {
                    open.line.open();
                }
            }
            Action::Order => {
                if let Some(row) = self.work() {
                    cx.visit(PaneRequest::Order(row.number));
                }
            }
            Action::Views => cx.offer_views(),
            Action::Sheet => {
                if let Some(row) = self.work() {
                    cx.visit(PaneRequest::WorkSheet(row.order, row.number));
                }
            }
            Action::Export => self.export(cx),
            Action::Copy => self.copy(cx),
        }
    }

    /// A step, on all that is marked or on the selected row.
    fn take(&mut self, cx: &mut Context<'_>, taken: Taken) {
        if self.works.marks() > 0 {
            self.begin_batch(cx, taken);
        } else if let Some(row) = self.work() {
            Self::begin_step(cx, &row, taken.of(&row));
        }
    }

    /// The selected row of work.
    fn work(&self) -> Option<WorkRow> {
        match self.open {
            Some(_) => self.works.selected().cloned(),
            None => self.waiting.selected().map(|row| row.work.clone()),
        }
    }

    fn copy(&self, cx: &mut Context<'_>) {
        let what = match (&self.open, self.focus) {
            (None, Focus::Board) => self.board.selected().map(|row| row.name.to_string()),
            _ => self.work().map(|row| row.number),
        };
        if let Some(what) = what {
            cx.copy(what);
        }
    }

    /// The work of the selected workshop; from the orders without one, that of all.
    fn open_works(&mut self, cx: &mut Context<'_>) {
        let workshop = self.board.selected().filter(|_| self.focus == Focus::Board);
        let open = Open::of(workshop.map(|row| (row.workshop, row.name.to_string())));
        self.open(cx, Some(open));
    }

    fn sideways(&mut self, cx: &mut Context<'_>, by: i64) {
        self.board.seen();
        if self.days.go(by, Grid::of(cx.shell.size.width).days) {
            self.other_days(cx);
        }
        self.other_columns(cx);
    }

    fn page_sideways(&mut self, cx: &mut Context<'_>, way: i64) {
        self.board.seen();
        let columns = Grid::of(cx.shell.size.width).days;
        if self.days.page(way * i64::from(columns), columns) {
            self.other_days(cx);
        }
        self.other_columns(cx);
    }

    pub(crate) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        match (&self.open, self.focus) {
            (Some(_), _) => self.works.list.motion(motion),
            (None, Focus::Board) => {
                self.board.motion(motion);
                return self.read_board(cx);
            }
            (None, Focus::Waiting) => self.waiting.list.motion(motion),
            (None, Focus::Choice) => self.choice.list.motion(motion),
        };
        self.moved(cx);
    }

    /// From the board to what waits for a workshop, to its candidates, and around.
    pub(crate) fn other_region(&mut self, shell: &Shell, back: bool) {
        if self.open.is_some() || !Self::sees_queue(shell) {
            return;
        }
        let empty = self.waiting.list.is_empty();
        self.focus = match (self.focus, back) {
            (Focus::Board, false) | (Focus::Choice, true) => Focus::Waiting,
            (Focus::Waiting, false) | (Focus::Board, true) if !empty => Focus::Choice,
            _ => Focus::Board,
        };
    }

    pub(crate) fn clicked(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        match region {
            SECTIONS => return self.show_section(cx, index),
            WORKS => self.works.list.click(index),
            WAITING => {
                self.focus = Focus::Waiting;
                self.waiting.list.click(index);
            }
            CHOICE => {
                self.focus = Focus::Choice;
                self.choice.list.click(index);
            }
            _ => {
                self.focus = Focus::Board;
                self.board.seen();
                self.board.list.click(index);
                let column = region.checked_sub(DAYS).map(usize::from);
                let columns = Grid::of(cx.shell.size.width).days;
                if let Some(day) = column.and_then(|column| self.days.shown(columns).nth(column)) {
                    self.days.select(day);
                }
                return self.read_board(cx);
            }
        }
        self.moved(cx);
    }

    /// The filter of the open work, the work, the region, the filter of the board: whichever was opened last is left; false when none was.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        match (&self.open, self.focus) {
            (Some(open), _) if open.is_filtered() => self.narrow(cx, Open::clear),
            (Some(_), _) if self.part.is_of_work() => return false,
            (Some(_), _) => self.open(cx, None),
            (None, Focus::Choice) => self.focus = Focus::Waiting,
            (None, Focus::Waiting) => self.focus = Focus::Board,
            (None, Focus::Board) if self.search.clear() => self.other_rows(cx),
            (None, Focus::Board) if self.zone.is_some() => self.look_at(cx, None),
            (None, Focus::Board) => return false,
        }
        true
    }

    /// Everything that is shown, as of now.
    pub(crate) fn reload(&mut self, cx: &mut Context<'_>) {
        // Nothing but its work is seen of a workshop that one looks into.
        if self.part.is_of_work() {
            return ListPane::<ask::Works>::reload(self, cx);
        }
        self.board.doubt();
        self.tick(cx);
        self.read_board(cx);
        self.read_totals(cx);
        self.read_standing(cx);
        ListPane::<ask::Waiting>::reload(self, cx);
        ListPane::<ask::Works>::reload(self, cx);
    }
}
