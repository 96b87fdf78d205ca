//! Pane 4, Liquidaciones: what Krafta owes its workshops. One marks lines and pays them with one transfer; sees what was paid,
//! undoes what did not happen, and reads a workshop's statement. `update` holds what happens, `view` what is drawn.

pub mod action_handlers;
mod actions;
mod aging;
mod detail;
mod export;
mod hold;
mod lines;
mod marks;
mod outcome;
mod paged;
mod read;
pub mod results;
mod reverse;
mod rows;
mod search;
mod settle;
mod statement;
mod summary;
#[cfg(test)]
mod tests;
mod transfers;
mod update;
mod view;

use std::cell::Cell;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::domain::ids::WorkshopId;
use crate::domain::text::Safe;
use crate::locale::Key;
use crate::service::payables::view::{PayableView, WorkshopAging};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Answer, Counts, Error, Receipt};
use crate::tui::core::global::Motion;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::payables::actions::{ACTIONS, Action};
use crate::tui::panes::payables::lines::Lines;
use crate::tui::panes::payables::marks::MarkAll;
use crate::tui::panes::payables::outcome::Topic;
use crate::tui::panes::payables::search::Search;
use crate::tui::panes::payables::statement::Account;
use crate::tui::panes::payables::transfers::Transfers;
use crate::tui::widgets::list::List;

type Context<'a> = PaneContext<'a, PayablesPane>;

/// What is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Lines,
    MoreLines,
    Counts,
    Owed,
    /// The line in front, with its history.
    Line,
    /// What paying the marked lines comes to.
    Settling,
    Transfers,
    MoreTransfers,
    /// The transfer in front, with what it paid.
    Transfer,
    Statement,
    /// The text of a file.
    File,
}

/// What fills the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Lines,
    Transfers,
    Statement,
    Aging,
}

/// Where the keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Front {
    #[default]
    List,
    Detail,
}

#[derive(Debug, Default)]
pub struct PayablesPane {
    counts: Option<Counts>,
    owed: Option<Vec<WorkshopAging>>,
    search: Search,
    lines: Lines,
    /// The line in front, or the last one that was.
    line: Option<Box<PayableView>>,
    /// Why it could not be read.
    line_fault: Option<String>,
    /// It is still drawn while the next one is read; a timer that ends it is running.
    lingering: bool,
    waking: bool,
    view: View,
    /// Where Esc goes from the view in front.
    before: Vec<View>,
    front: Front,
    /// First line of the detail shown; how many there are and how many fit, as last drawn.
    scroll: usize,
    drawn: Cell<(usize, usize)>,
    transfers: Transfers,
    /// The only workshop whose transfers are shown.
    payee: Option<(WorkshopId, Safe)>,
    account: Option<Account>,
    aging: List<aging::Id>,
    marking: Option<MarkAll>,
    /// Lines changed by a command of ours since the list was read.
    own: Vec<lines::Key>,
    /// What was typed for a workshop before somebody else was quicker.
    typed: Option<(WorkshopId, Box<Form>)>,
    /// The name of the file whose text is on its way.
    file: String,
    /// The day the rows were written on.
    day: Option<chrono::NaiveDate>,
    /// Something changed while another pane was in front.
    stale: bool,
}

impl Pane for PayablesPane {
    type Action = Action;
    type Slot = Slot;
    type Topic = Topic;

    const NAME: &'static str = "liquidaciones";
    const TITLE: Key = "liquidaciones-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;

    fn waiting(&self) -> Option<usize> {
        self.counts.and_then(|counts| usize::try_from(counts.payables_due).ok())
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.reload_or_wait(cx);
    }

    fn shown(&mut self, cx: &mut Context<'_>) {
        if std::mem::take(&mut self.stale) {
            self.reload(cx);
        }
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.rewrite(cx.shell);
    }

    fn woken(&mut self, _cx: &mut Context<'_>) {
        self.waking = false;
        self.lingering = false;
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

    fn region(&mut self, cx: &mut Context<'_>, _back: bool) {
        self.other_region(cx);
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, _region: u8, index: usize) {
        self.clicked(cx, index);
    }

    fn typing(&self) -> bool {
        self.search.is_open()
    }

    fn key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        self.filter_key(cx, key);
    }

    fn paste(&mut self, cx: &mut Context<'_>, text: &str) {
        if self.search.paste(text) {
            self.searched(cx);
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
        if let Topic::Settle(case) = topic {
            case.edited(shell.catalogue, form);
        }
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
