//! Pane 3, Talleres: what every workshop holds day by day, and what fills a day.

mod actions;
mod board;
mod cell;
mod days;
mod filling;
mod read;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod view_board;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use self::actions::{ACTIONS, Action};
use self::board::Board;
use self::days::Days;
use crate::domain::ids::WorkshopId;
use crate::locale::Key;
use crate::service::view::Counts;
use crate::tui::action::{Availability, Row};
use crate::tui::canvas::Canvas;
use crate::tui::data::{Answer, Error, Receipt};
use crate::tui::global::Motion;
use crate::tui::model::Shell;
use crate::tui::overlay::Outcome;
use crate::tui::overlay::typing::Typing;
use crate::tui::pane::{Cx, Pane};

type Context<'a> = Cx<'a, Talleres>;

/// What a read fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Counts,
    /// A page of the board.
    Board(usize),
    /// What fills the cell in front.
    Cell(WorkshopId),
}

/// What an overlay or a write is about.
#[derive(Debug)]
pub enum Topic {
    /// What fills a cell: the numbers of its orders, line by line.
    Cell(Vec<Option<String>>),
}

#[derive(Debug, Default)]
pub struct Talleres {
    board: Board,
    days: Days,
    counts: Option<Counts>,
    /// Words of a workshop's name.
    words: String,
    /// The filter line while it is open, and the words before it was.
    typing: Option<(Typing, String)>,
    /// Why the board could not be read.
    fault: Option<String>,
    /// It was not read yet, or something changed while another pane was in front.
    stale: bool,
}

impl Pane for Talleres {
    type Action = Action;
    type Slot = Slot;
    type Topic = Topic;

    const NAME: &'static str = "talleres";
    const TITLE: Key = "talleres-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;

    fn waiting(&self) -> Option<usize> {
        self.counts
            .and_then(|counts| usize::try_from(counts.unassigned + counts.answers_late).ok())
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.reread(cx);
    }

    fn shown(&mut self, cx: &mut Context<'_>) {
        if std::mem::take(&mut self.stale) {
            self.read_all(cx);
        }
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.tick(cx);
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

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        self.clicked(cx, region, index);
    }

    fn typing(&self) -> bool {
        self.typing.is_some()
    }

    fn key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        self.filter_key(cx, key);
    }

    fn paste(&mut self, cx: &mut Context<'_>, text: &str) {
        if self.typing.as_mut().is_some_and(|(line, _)| line.paste(text)) {
            self.filter_changed(cx);
        }
    }

    fn answer(&mut self, cx: &mut Context<'_>, slot: Slot, result: Result<Answer, Error>) {
        self.answered(cx, slot, result);
    }

    fn written(&mut self, _cx: &mut Context<'_>, _topic: Topic, _result: Result<Receipt, Error>) {}

    fn outcome(&mut self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        self.decided(cx, topic, outcome);
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
