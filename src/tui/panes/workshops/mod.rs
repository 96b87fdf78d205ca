//! Pane 3, Talleres: what every workshop holds day by day, the orders that wait for one with their candidates beside them,
//! and the work of a workshop, step by step.

mod actions;
mod assign;
mod board;
mod capacity;
mod cell;
pub mod cell_bookings;
mod choice;
mod days;
pub mod dialog;
mod outcome;
mod read;
mod read_work;
mod rows;
mod steps;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod view_board;
mod view_choice;
mod view_works;
mod worklist;
mod works;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::production::Subject;
use crate::config::Settings;
use crate::domain::ids::WorkshopId;
use crate::locale::Key;
use crate::service::orders::view::Counts;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Answer, Error, Receipt};
use crate::tui::core::global::Motion;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::workshops::actions::{ACTIONS, Action};
use crate::tui::panes::workshops::board::Board;
use crate::tui::panes::workshops::capacity::Changing;
use crate::tui::panes::workshops::choice::Choice;
use crate::tui::panes::workshops::days::Days;
use crate::tui::panes::workshops::outcome::Topic;
use crate::tui::panes::workshops::steps::Rehearsing;
use crate::tui::panes::workshops::worklist::WorkList;
use crate::tui::panes::workshops::works::Works;
use crate::tui::widgets::text_input::Typing;

type Context<'a> = PaneContext<'a, WorkshopsPane>;

/// What a read fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Counts,
    /// A page of the board.
    Board(usize),
    /// What fills the cell in front.
    Cell(WorkshopId),
    Waiting,
    MoreWaiting,
    /// The candidates of the order in front.
    Choice,
    Works,
    MoreWorks,
    /// What taking a workshop off an order would do, and who could make it instead.
    Ending,
    Others,
    /// What a filled form would do, for the last question.
    Rehearsal,
    Zones,
    /// Which bookings would no longer fit after a change.
    Fits,
}

/// Where the keys go, while the work of a workshop is not open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Front {
    #[default]
    Board,
    Waiting,
    Choice,
}

#[derive(Debug)]
pub struct WorkshopsPane {
    /// How long a workshop has to answer.
    answer_hours: u32,
    board: Board,
    days: Days,
    counts: Option<Counts>,
    /// The service zone looked at.
    zone: Option<String>,
    /// The change of capacity that is weighed, with the form it was typed in.
    changing: Option<(Box<Changing>, Option<Box<Form>>)>,
    /// Whoever has a workshop was shown its work once.
    greeted: bool,
    /// Words of a workshop's name.
    words: String,
    /// The filter line while it is open, and the words before it was.
    typing: Option<(Typing, String)>,
    /// Why the board could not be read.
    fault: Option<String>,
    /// It was not read yet, or something changed while another pane was in front.
    stale: bool,
    front: Front,
    waiting: WorkList,
    waiting_fault: Option<String>,
    choice: Choice,
    /// The work that is open, over everything else.
    works: Option<Works>,
    /// What is asked about once its command has been rehearsed.
    rehearsing: Option<Rehearsing>,
    /// What is asked once it is known what it would do.
    before: Option<Box<Subject>>,
}

impl WorkshopsPane {
    pub fn new(settings: &Settings) -> Self {
        Self {
            answer_hours: settings.assignment.answer_hours,
            board: Board::default(),
            days: Days::default(),
            counts: None,
            zone: None,
            changing: None,
            greeted: false,
            words: String::new(),
            typing: None,
            fault: None,
            stale: false,
            front: Front::default(),
            waiting: WorkList::default(),
            waiting_fault: None,
            choice: Choice::default(),
            works: None,
            rehearsing: None,
            before: None,
        }
    }
}

impl Pane for WorkshopsPane {
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
        self.greet(cx);
        if std::mem::take(&mut self.stale) {
            self.read_all(cx);
        }
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.tick(cx);
        self.rewrite(cx.shell);
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

    fn region(&mut self, cx: &mut Context<'_>, back: bool) {
        self.other_region(cx.shell, back);
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

    fn written(&mut self, cx: &mut Context<'_>, topic: Topic, result: Result<Receipt, Error>) {
        self.ended(cx, topic, result);
    }

    fn outcome(&mut self, cx: &mut Context<'_>, topic: Topic, outcome: Outcome) {
        self.decided(cx, topic, outcome);
    }

    fn edited(&self, shell: &Shell, topic: &Topic, form: &mut Form) {
        if let Topic::Step(subject, _) = topic {
            subject.edited(shell.catalogue, form);
        }
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
