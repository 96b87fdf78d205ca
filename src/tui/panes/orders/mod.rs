//! Pane Pedidos: finds an order in one step, shows its whole history in two lanes, and starts what staff may do with it.
//! State and routing are here; `read` holds what happens, `view` what is drawn.

pub mod action_handlers;
mod actions;
mod detail;
mod dialogs;
mod export;
mod head;
mod list;
mod money;
mod production;
mod read;
mod refund;
mod report;
mod search;
mod steps;
mod story;
mod strip;
#[cfg(test)]
mod tests;
mod tracking;
mod view;
mod view_detail;

use ratatui::layout::Rect;

use crate::domain::actor::Permission;
use crate::domain::views::ViewedList;
use crate::locale::Key;
use crate::service::orders::timeline;
use crate::service::orders::view::{OrderListing, Timeline};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::ListPane;
use crate::tui::pane::views::Look;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::orders::actions::{ACTIONS, Action};
use crate::tui::panes::orders::detail::OpenOrder;
use crate::tui::panes::orders::list::Orders;
use crate::tui::panes::orders::search::{Preset, Search};
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::table::{Column, LeftOut};

type Context<'a> = PaneContext<'a, OrdersPane>;

/// The clickable lists.
const ORDERS: u8 = 0;
const EVENTS: u8 = 1;

#[derive(Debug, Default)]
pub struct OrdersPane {
    orders: Orders,
    search: Search,
    /// How long the list is, and in which order.
    listing: Option<OrderListing>,
    /// The selected order, with all there is to know.
    preview: Option<Box<Timeline>>,
    open: Option<OpenOrder>,
    /// ⏎ was pressed on a search whose answer is still on its way: a single hit opens.
    open_single: bool,
    /// What the number that is searched for and that no order has may have been meant to be.
    nearest: Vec<String>,
    /// What it was opened for from elsewhere: with that it is left.
    visit: Option<Visit>,
    /// It was opened to take back that its order was paid: that is asked when the order is read.
    reverses: bool,
}

/// What is looked at from elsewhere.
#[derive(Debug)]
enum Visit {
    /// The order with this number; why it cannot be shown.
    Order { number: String, lost: Option<String> },
    /// The orders of this customer.
    Customer(String),
}

/// What finds a customer's orders.
fn by_name(customer: &str) -> String {
    format!("cliente:\"{}\"", customer.replace('"', " "))
}

impl Pane for OrdersPane {
    type Action = Action;

    const NAME: &'static str = "pedidos";
    const TITLE: Key = "pedidos-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const NEEDS: Option<Permission> = Some(timeline::NEEDS);
    const VIEWED: Option<ViewedList> = Some(ViewedList::Orders);

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.read_again(cx);
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.start(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        match &mut self.open {
            Some(open) => open.motion(cx.shell.catalogue, cx.shell.now, motion),
            None if self.orders.list.motion(motion) => self.front_moved(cx),
            None => {}
        }
    }

    /// From the order to the list, from a search to all orders.
    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        if matches!(self.visit, Some(Visit::Order { .. })) {
            return false;
        }
        if let Some(open) = self.open.take() {
            self.close_order(cx, open);
        } else if matches!(&self.visit, Some(Visit::Customer(name)) if self.search.is_just(&by_name(name))) {
            return false;
        } else if self.search.widen() {
            self.reload_anew(cx);
        } else {
            return false;
        }
        true
    }

    /// A second click opens.
    fn click(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        match (region, &mut self.open) {
            (ORDERS, None) if self.orders.list.at() == index => {
                self.orders.list.click(index);
                self.open_selected(cx);
            }
            (ORDERS, None) => {
                self.orders.list.click(index);
                self.front_moved(cx);
            }
            (EVENTS, Some(open)) => {
                let again = open.events.at() == index;
                open.events.click(index);
                if again {
                    self.look(cx);
                }
            }
            _ => {}
        }
    }

    fn filter_line(&self) -> Option<&FilterLine> {
        Some(&self.search.line)
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        Some(&mut self.search.line)
    }

    fn filtered(&mut self, cx: &mut Context<'_>, kept: bool) {
        self.open_single = kept && !self.search.line.text().is_empty();
        if !kept {
            self.reload_anew(cx);
        } else if self.open_single && !self.orders.is_reading() {
            self.open_if_single(cx);
        }
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
        let columns = list::columns(shell.catalogue, self.sort()).to_vec();
        Some((columns, &mut self.orders.left_out))
    }

    fn look_as(&mut self, cx: &mut Context<'_>, look: Look) {
        self.search.line.set(&look.words);
        self.search.preset = Preset::ALL
            .into_iter()
            .find(|preset| preset.key() == look.preset)
            .unwrap_or_default();
        self.search.sort = look.sort;
        self.reload_anew(cx);
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        let visit = match request {
            PaneRequest::Order(number) | PaneRequest::Reverse(number) => Visit::Order {
                number: number.clone(),
                lost: None,
            },
            PaneRequest::Customer(name) => Visit::Customer(name.clone()),
            PaneRequest::Review(_)
            | PaneRequest::Assign(..)
            | PaneRequest::Import(..)
            | PaneRequest::Statement(_)
            | PaneRequest::Workshop(..)
            | PaneRequest::Operator(..)
            | PaneRequest::Section(..)
            | PaneRequest::Receipts(_)
            | PaneRequest::WorkSheet(..) => return None,
        };
        let mut pane = Self::default();
        if let Visit::Customer(name) = &visit {
            pane.search.line.set(&by_name(name));
        }
        pane.visit = Some(visit);
        pane.reverses = matches!(request, PaneRequest::Reverse(_));
        Some(pane)
    }

    fn place(&self, _shell: &Shell) -> Option<String> {
        match (&self.open, &self.visit) {
            (Some(open), _) => Some(open.number.clone()),
            (None, Some(Visit::Order { number: name, .. } | Visit::Customer(name))) => Some(name.clone()),
            (None, None) => None,
        }
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        match (&self.open, &self.visit) {
            (Some(open), _) => view_detail::view(open, shell, area, canvas),
            (None, Some(Visit::Order { number, lost })) => view_detail::missing(number, lost.as_deref(), shell, area, canvas),
            (None, _) => view::view(self, shell, area, canvas),
        }
    }
}
