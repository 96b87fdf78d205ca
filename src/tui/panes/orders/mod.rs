//! Pane Pedidos: finds an order in one step, shows its whole history in two lanes, and starts what staff may do with it.
//! State and routing are here; `update` holds what happens, `view` what is drawn.

pub mod action_handlers;
mod actions;
pub mod assignment;
mod consequences;
mod copy;
mod detail;
pub mod dialog;
mod export;
mod head;
mod methods;
mod order_list;
mod outcome;
mod preview;
mod production;
mod search;
mod status;
mod steps;
mod story;
mod strip;
#[cfg(test)]
mod tests;
mod tracking;
mod update;
mod view;
mod view_detail;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::production::Subject;
use crate::domain::ids::OrderId;
use crate::locale::Key;
use crate::service::orders::view::Timeline;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Answer, Command, Error, Receipt};
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::orders::actions::{ACTIONS, Action};
use crate::tui::panes::orders::detail::Detail;
use crate::tui::panes::orders::dialog::{OrderDialog, What};
use crate::tui::panes::orders::order_list::Orders;
use crate::tui::panes::orders::outcome::{Rehearsing, Topic};
use crate::tui::panes::orders::search::Search;

type Context<'a> = PaneContext<'a, OrdersPane>;

/// What is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// The list from its first page.
    List,
    /// Its next page.
    More,
    /// The order in front of the list.
    Preview,
    /// The order that is open.
    Detail,
    /// An order to open, by its number.
    Find,
    /// What a form must know before it opens.
    Before,
    /// What taking it off its workshop would do.
    Ending,
    /// What a filled form would do, for the last question.
    Rehearsal,
    Tracking,
    /// Numbers like one that is nobody's.
    Nearest,
}

/// The clickable lists.
const ORDERS: u8 = 0;
const EVENTS: u8 = 1;

#[derive(Debug, Default)]
pub struct OrdersPane {
    orders: Orders,
    search: Search,
    /// The order in front of the list, with all there is to know.
    preview: Option<Box<Timeline>>,
    detail: Option<Detail>,
    /// What will be asked once it is known what it would do.
    before: Option<OrderDialog>,
    /// The assignment that would end.
    ending: Option<Box<Subject>>,
    /// What is asked about once its command has been rehearsed.
    rehearsing: Option<(Rehearsing, Box<Command>)>,
    /// A form whose command came too late.
    typed_before: Option<(What, OrderId, Box<Form>)>,
    /// ⏎ was pressed on a search whose answer is still on its way: a single hit opens.
    open_single: bool,
    /// The number of the order that is being looked for.
    sought: String,
    /// What it may have been meant to be.
    nearest: Vec<String>,
    /// Something changed while another pane was in front.
    stale: bool,
}

impl Pane for OrdersPane {
    type Action = Action;
    type Slot = Slot;
    type Topic = Topic;

    const NAME: &'static str = "pedidos";
    const TITLE: Key = "pedidos-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;

    fn refresh(&mut self, cx: &mut Context<'_>) {
        // Behind another pane it waits to be shown: the one in front is not to wait for it.
        if cx.shell.active == cx.pane {
            self.reload(cx);
        } else {
            self.stale = true;
        }
    }

    fn shown(&mut self, cx: &mut Context<'_>) {
        if std::mem::take(&mut self.stale) {
            self.reload(cx);
        }
    }

    fn changed(&mut self, cx: &mut Context<'_>) {
        self.somebody_changed(cx);
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.start(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        self.moved(cx, motion);
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        self.clicked(cx, region, index);
    }

    fn typing(&self) -> bool {
        self.search.is_open()
    }

    fn key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        self.typed(cx, key);
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
        match topic {
            Topic::Form(ask) => ask.edited(shell.catalogue, form),
            Topic::Step(subject, _) => subject.edited(shell.catalogue, form),
            _ => {}
        }
    }

    fn takes(&self, errand: &PaneRequest) -> bool {
        matches!(errand, PaneRequest::Order(_))
    }

    fn errand(&mut self, cx: &mut Context<'_>, errand: PaneRequest) {
        let PaneRequest::Order(number) = errand;
        self.find(cx, number);
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        view::view(self, shell, area, canvas);
    }
}
