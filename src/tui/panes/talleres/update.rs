//! Keys: actions, motions, the filter line, one step back.

use crossterm::event::{KeyCode, KeyEvent};

use super::actions::Action;
use super::days::Grid;
use super::view_board::DAYS;
use super::{Context, Talleres, Topic};
use crate::locale::t;
use crate::tui::global::Motion;
use crate::tui::overlay::Outcome;
use crate::tui::overlay::typing::Typing;
use crate::tui::pane::Errand;
use crate::tui::theme::Tone;

impl Talleres {
    pub(super) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
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
            Action::Copy => {
                if let Some(name) = self.board.front().map(|row| row.name.to_string()) {
                    let said = t!(cx.shell.catalogue, "talleres-copied", what = &name);
                    cx.copy(name);
                    cx.toast(Tone::Done, said);
                }
            }
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

    pub(super) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        self.board.motion(motion);
        self.read_board(cx);
    }

    pub(super) fn clicked(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        self.board.click(index);
        if let Some(column) = region.checked_sub(DAYS) {
            let columns = Grid::of(cx.shell.size.width).days;
            if let Some(day) = self.days.shown(columns).nth(usize::from(column)) {
                self.days.select(day);
            }
        }
        self.read_board(cx);
    }

    /// The filter is left.
    pub(super) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.words.is_empty() {
            return false;
        }
        self.words.clear();
        self.other_rows(cx);
        true
    }

    /// Enter keeps the filter, Esc goes back to the one before.
    pub(super) fn filter_key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
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

    pub(super) fn filter_changed(&mut self, cx: &mut Context<'_>) {
        if let Some((line, _)) = &self.typing {
            line.text().clone_into(&mut self.words);
            self.other_rows(cx);
        }
    }

    pub(super) fn decided(&self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        match (topic, outcome) {
            (Topic::Cell(numbers), Outcome::Picked(index)) => {
                if let Some(Some(number)) = numbers.into_iter().nth(index) {
                    cx.send(Errand::Order(number));
                }
            }
            (Topic::Cell(_), _) => {}
        }
    }
}
