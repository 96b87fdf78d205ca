//! Pane 3, Talleres: what every workshop holds day by day, the orders that wait for one with their candidates beside them,
//! and the work of a workshop, step by step. A workshop's own program has two parts of it: its work, its days.

pub mod actions;
mod assign;
mod batch;
mod board;
mod capacity;
mod cell;
mod cell_bookings;
mod choice;
mod days;
mod export;
mod own;
mod read;
mod rows;
pub(crate) mod steps;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod view_board;
mod view_choice;
mod view_works;
mod works;

use ratatui::layout::Rect;

use crate::domain::views::ViewedList;
use crate::locale::Key;
use crate::service::workshops::board::BoardDay;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{SectionCount, Standing, WaitingCounts, WorkCounts, WorkSheet, ask};
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::Detail;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::pane::views::Look;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::workshops::actions::{ACTIONS, Action};
use crate::tui::panes::workshops::batch::Batch;
use crate::tui::panes::workshops::board::Board;
use crate::tui::panes::workshops::choice::Choice;
use crate::tui::panes::workshops::days::Days;
use crate::tui::panes::workshops::works::Open;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::table::{Column, LeftOut};

/// How much of the pane there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Whole,
    /// The work of a workshop that somebody looks into.
    Visit,
    /// A workshop's own work, in its lists.
    OwnWork,
    /// A workshop's own board.
    OwnDays,
}

impl Part {
    /// Nothing but work is seen.
    const fn is_of_work(self) -> bool {
        matches!(self, Self::Visit | Self::OwnWork)
    }
}

type Context<'a> = PaneContext<'a, WorkshopsPane>;

/// Where the keys go, while the work of a workshop is not open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    #[default]
    Board,
    Waiting,
    Choice,
}

#[derive(Debug, Default)]
pub struct WorkshopsPane {
    board: Board,
    days: Days,
    /// What all workshops of the board can take and hold, day by day.
    totals: Vec<BoardDay>,
    /// The service zone looked at.
    zone: Option<String>,
    /// What waits and is made there, while only a part of the shop is looked at.
    standing: Option<Standing>,
    /// Words of a workshop's name.
    search: FilterLine,
    focus: Focus,
    waiting: PagedList<ask::Waiting>,
    waiting_counts: Option<WaitingCounts>,
    choice: Choice,
    /// The work that is open, over everything else.
    open: Option<Open>,
    works: PagedList<ask::Works>,
    /// How much of it is due when.
    work_counts: Option<WorkCounts>,
    /// One step being taken on all that is marked.
    batch: Option<Batch>,
    part: Part,
    /// How much is in each list of a workshop's own work, and the sheet of the selected order.
    sections: Vec<SectionCount>,
    sheet: Detail<WorkSheet>,
    sheet_scroll: Scroll,
}

impl Pane for WorkshopsPane {
    type Action = Action;

    const NAME: &'static str = "talleres";
    const TITLE: Key = "talleres-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const VIEWED: Option<ViewedList> = Some(ViewedList::Work);
    const COUNTS: bool = true;

    fn waiting(&self, shell: &Shell) -> Option<usize> {
        let waiting = match self.part {
            Part::OwnWork => self.to_answer(),
            Part::OwnDays => None,
            _ => shell
                .counts
                .map(|counts| counts.unassigned + counts.answers_late + counts.closed_days),
        };
        waiting.and_then(|waiting| usize::try_from(waiting).ok())
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.reload(cx);
    }

    fn shown(&mut self, cx: &mut Context<'_>) {
        if !self.part.is_of_work() {
            self.read_board(cx);
            if self.totals.is_empty() {
                self.read_totals(cx);
            }
        }
    }

    fn woken(&mut self, _cx: &mut Context<'_>) {
        self.sheet.woken();
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.tick(cx);
        ListPane::<ask::Waiting>::rewrite(self, cx.shell);
        ListPane::<ask::Works>::rewrite(self, cx.shell);
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

    fn regions(&self, shell: &Shell) -> bool {
        self.part == Part::OwnWork || (self.open.is_none() && Self::sees_queue(shell))
    }

    fn region(&mut self, cx: &mut Context<'_>, back: bool) {
        match self.part {
            Part::OwnWork => self.other_section(cx, back),
            _ => self.other_region(cx.shell, back),
        }
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        self.clicked(cx, region, index);
    }

    fn filter_line(&self) -> Option<&FilterLine> {
        Some(self.open.as_ref().map_or(&self.search, |open| &open.line))
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        Some(match &mut self.open {
            Some(open) => &mut open.line,
            None => &mut self.search,
        })
    }

    fn filtered(&mut self, cx: &mut Context<'_>, kept: bool) {
        match self.open {
            _ if kept => {}
            Some(_) => ListPane::<ask::Works>::reload_anew(self, cx),
            None => self.other_rows(cx),
        }
    }

    fn look(&self) -> Look {
        Look {
            sort: self.works.sort,
            ..self.open.as_ref().map(Open::look).unwrap_or_default()
        }
    }

    fn chosen_columns(&mut self, shell: &Shell) -> Option<(Vec<Column>, &mut LeftOut)> {
        let columns = self.open.as_ref()?.columns(shell).to_vec();
        Some((columns, &mut self.works.left_out))
    }

    /// Of the workshop whose work is open, or of all.
    fn look_as(&mut self, cx: &mut Context<'_>, look: Look) {
        let mut open = self.open.take().unwrap_or_default();
        open.look_as(&look);
        self.works.sort = look.sort;
        self.open(cx, Some(open));
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        let PaneRequest::Workshop(id, name) = request else { return None };
        Some(Self {
            open: Some(Open::of(Some((*id, name.clone())))),
            part: Part::Visit,
            ..Self::default()
        })
    }

    fn place(&self, _shell: &Shell) -> Option<String> {
        self.open.as_ref().and_then(|open| open.name.clone())
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
