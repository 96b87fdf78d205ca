//! Keys: actions, motions, the filter line, one step back.

use crossterm::event::{KeyCode, KeyEvent};

use super::actions::Action;
use super::days::Grid;
use super::outcome::Topic;
use super::view::{CHOICE, WAITING, WORKS};
use super::view_board::DAYS;
use super::works::{self, Works};
use super::{Context, Front, Slot, WorkshopsPane, steps};
use crate::domain::actor::Role;
use crate::locale::t;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::client::Query;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::text_input::Typing;

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
            }
            Action::Filter => self.typing = Some((Typing::default().with(&self.words), self.words.clone())),
            Action::Candidates => self.front = Front::Choice,
            Action::Pick => self.pick(cx),
            Action::Notify => self.ask_notify(cx),
            Action::Choose => self.ask_choose(cx),
            Action::OverLimit => self.ask_over_limit(cx),
            Action::Again => self.look_again(cx),
            Action::Step(step) => {
                if let Some(row) = self.work() {
                    self.begin_step(cx, &row, step);
                }
            }
            Action::Back => {
                if let Some(row) = self.work() {
                    self.begin_step(cx, &row, steps::back(row.status));
                }
            }
            Action::Limit => self.ask_limit(cx),
            Action::Close => self.ask_close(cx),
            Action::Pause => self.ask_pause(cx),
            Action::Zone => cx.read(Slot::Zones, Query::Zones),
            Action::Works => self.open_works(cx),
            Action::Status => {
                let status = self.works.as_ref().and_then(|works| works.filter.status);
                cx.open(works::picker(cx.shell.catalogue, status), Topic::Status);
            }
            Action::Late => self.narrow(cx, |filter| filter.late = !filter.late),
            Action::Order => {
                if let Some(row) = self.work() {
                    cx.send(PaneRequest::Order(row.number));
                }
            }
            Action::Copy => self.copy(cx),
        }
    }

    /// The row of work in front.
    fn work(&self) -> Option<WorkRow> {
        match &self.works {
            Some(works) => works.rows.front().cloned(),
            None => self.waiting.front().cloned(),
        }
    }

    fn copy(&self, cx: &mut Context<'_>) {
        let what = match (&self.works, self.front) {
            (None, Front::Board) => self.board.front().map(|row| row.name.to_string()),
            _ => self.work().map(|row| row.number),
        };
        if let Some(what) = what {
            let said = t!(cx.shell.catalogue, "talleres-copied", what = &what);
            cx.copy(what);
            cx.toast(Tone::Done, said);
        }
    }

    /// The work of the workshop in front; from the orders without one, that of all.
    fn open_works(&mut self, cx: &mut Context<'_>) {
        let front = self.board.front().filter(|_| self.front == Front::Board);
        self.works = Some(Works::of(front.map(|row| (row.workshop, row.name.to_string()))));
        self.narrow(cx, |_| {});
    }

    /// A workshop comes to its own work first.
    pub(crate) fn greet(&mut self, cx: &mut Context<'_>) {
        if cx.shell.operator.role == Role::Workshop && !std::mem::replace(&mut self.greeted, true) {
            self.works = Some(Works::of(None));
            self.narrow(cx, |_| {});
        }
    }

    fn sideways(&mut self, cx: &mut Context<'_>, by: i64) {
        self.board.seen();
        if self.days.go(by, Grid::of(cx.shell.size.width).days) {
            self.other_days(cx);
        }
    }

    fn page_sideways(&mut self, cx: &mut Context<'_>, way: i64) {
        self.board.seen();
        let columns = Grid::of(cx.shell.size.width).days;
        if self.days.page(way * i64::from(columns), columns) {
            self.other_days(cx);
        }
    }

    pub(crate) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        match (&mut self.works, self.front) {
            (Some(works), _) => {
                works.rows.list.motion(motion);
            }
            (None, Front::Board) => {
                self.board.motion(motion);
                return self.read_board(cx);
            }
            (None, Front::Waiting) => {
                self.waiting.list.motion(motion);
            }
            (None, Front::Choice) => {
                self.choice.list.motion(motion);
            }
        }
        self.moved(cx);
    }

    /// From the board to what waits for a workshop, to its candidates, and around.
    pub(crate) fn other_region(&mut self, shell: &Shell, back: bool) {
        if self.works.is_some() || !Self::sees_queue(shell) {
            return;
        }
        let empty = self.waiting.list.is_empty();
        self.front = match (self.front, back) {
            (Front::Board, false) | (Front::Choice, true) => Front::Waiting,
            (Front::Waiting, false) | (Front::Board, true) if !empty => Front::Choice,
            _ => Front::Board,
        };
    }

    pub(crate) fn clicked(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        match region {
            WAITING | CHOICE if self.works.is_none() => {
                self.front = if region == WAITING { Front::Waiting } else { Front::Choice };
                let list = (region == WAITING).then_some(&mut self.waiting.list);
                match list {
                    Some(list) => list.click(index),
                    None => self.choice.list.click(index),
                }
                return self.moved(cx);
            }
            WORKS => {
                if let Some(works) = &mut self.works {
                    works.rows.list.click(index);
                }
                return self.moved(cx);
            }
            _ => {}
        }
        self.front = Front::Board;
        self.board.click(index);
        if let Some(column) = region.checked_sub(DAYS) {
            let columns = Grid::of(cx.shell.size.width).days;
            if let Some(day) = self.days.shown(columns).nth(usize::from(column)) {
                self.days.select(day);
            }
        }
        self.read_board(cx);
    }

    /// The filter of the open work, the work, the region, the filter of the board: whichever was opened last is left.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        match (&self.works, self.front) {
            (Some(works), _) if works.is_filtered() => self.narrow(cx, |filter| {
                filter.status = None;
                filter.late = false;
            }),
            (Some(_), _) => {
                self.works = None;
                cx.forget(Slot::Works);
                cx.forget(Slot::MoreWorks);
            }
            (None, Front::Choice) => self.front = Front::Waiting,
            (None, Front::Waiting) => self.front = Front::Board,
            (None, Front::Board) if !self.words.is_empty() => {
                self.words.clear();
                self.other_rows(cx);
            }
            (None, Front::Board) if self.zone.is_some() => self.look_at(cx, None),
            (None, Front::Board) => return false,
        }
        true
    }

    /// Enter keeps the filter, Esc goes back to the one before.
    pub(crate) fn filter_key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        let Some((line, before)) = &mut self.typing else { return };
        match key.code {
            KeyCode::Enter => self.typing = None,
            KeyCode::Esc => {
                let before = std::mem::take(before);
                self.typing = None;
                if before != self.words {
                    self.words = before;
                    self.other_rows(cx);
                }
            }
            KeyCode::Down => self.go(cx, Motion::Down),
            KeyCode::Up => self.go(cx, Motion::Up),
            _ => {
                if line.key(key) {
                    self.filter_changed(cx);
                }
            }
        }
    }

    pub(crate) fn filter_changed(&mut self, cx: &mut Context<'_>) {
        if let Some((line, _)) = &self.typing {
            line.text().clone_into(&mut self.words);
            self.other_rows(cx);
        }
    }
}
