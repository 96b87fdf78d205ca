//! Asking for what is shown, and what the answers do.

use super::detail::OpenOrder;
use super::{Context, OrdersPane, Visit};
use crate::domain::ids::OrderId;
use crate::domain::orders::number::OrderNumber;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::t;
use crate::service::core::page::Page;
use crate::service::orders::view::{OrderFilter, OrderRow, Timeline};
use crate::tui::core::client::{Error, ask, sentence};
use crate::tui::core::layout::Breadth;
use crate::tui::pane::paged::ListPane;

impl OrdersPane {
    /// Everything shown is asked for again.
    pub(crate) fn read_again(&mut self, cx: &mut Context<'_>) {
        self.reload(cx);
        match (&self.open, &self.visit) {
            (Some(open), _) => cx.ask(ask::Timeline(open.id), Self::timeline_came),
            (None, Some(Visit::Order { number, .. })) => {
                let number = number.clone();
                self.find(cx, &number);
            }
            (None, _) => self.look_ahead(cx),
        }
    }

    /// The selected order, where there is room to show it beside the list.
    fn look_ahead(&self, cx: &mut Context<'_>) {
        if cx.shell.breadth() == Breadth::Side
            && let Some(id) = self.orders.list.selected()
        {
            cx.ask(ask::Timeline(id), Self::preview_came);
        }
    }

    fn preview_came(&mut self, _cx: &mut Context<'_>, timeline: Result<Box<Timeline>, Error>) {
        self.preview = timeline.ok().or_else(|| self.preview.take());
    }

    pub(crate) fn front_moved(&mut self, cx: &mut Context<'_>) {
        self.want_more(cx);
        if self.preview.as_ref().map(|preview| preview.order.id) != self.orders.list.selected() {
            self.look_ahead(cx);
        }
    }

    fn timeline_came(&mut self, cx: &mut Context<'_>, timeline: Result<Box<Timeline>, Error>) {
        let Some(open) = &mut self.open else { return };
        match timeline {
            Ok(timeline) if open.id == timeline.order.id => {
                open.put(cx.shell.catalogue, cx.shell.now, timeline);
                if std::mem::take(&mut self.reverses) {
                    self.ask_reverse(cx);
                }
            }
            Err(error) if open.timeline.is_none() => open.failed = Some(sentence(cx.shell.catalogue, &error)),
            _ => {}
        }
    }

    /// Opens the order with this number, wherever it is.
    fn find(&mut self, cx: &mut Context<'_>, number: &str) {
        let number = match OrderNumber::parse(number) {
            Ok(number) => number.to_string(),
            Err(refusal) => return self.not_shown(cx.shell.catalogue.refusal(&refusal)),
        };
        let filter = OrderFilter {
            number: Some(number.clone()),
            ..OrderFilter::default()
        };
        cx.ask(
            ask::Orders {
                filter,
                after: None,
                rows: 1,
            },
            move |pane: &mut Self, cx, page| {
                pane.found(cx, number, page);
            },
        );
    }

    fn found(&mut self, cx: &mut Context<'_>, number: String, page: Result<Page<OrderRow>, Error>) {
        match page.map(|page| page.rows.into_iter().find(|row| row.number == number)) {
            Ok(Some(row)) => self.open_order(cx, row.id, row.number),
            // No order has the number: which ones are like it?
            Ok(None) => cx.ask(ask::Nearest(number.clone()), move |pane: &mut Self, cx, numbers| {
                let catalogue = cx.shell.catalogue;
                let mut said = catalogue.refusal(&Refusal::new(Code::OrderUnknown).with("order", number));
                let numbers = numbers.unwrap_or_default().join(", ");
                if !numbers.is_empty() {
                    said = format!("{said} {}", t!(catalogue, "pedidos-nearest", numbers = numbers));
                }
                pane.not_shown(said);
            }),
            Err(error) => self.not_shown(sentence(cx.shell.catalogue, &error)),
        }
    }

    fn not_shown(&mut self, why: String) {
        if let Some(Visit::Order { lost, .. }) = &mut self.visit {
            *lost = Some(why);
        }
    }

    pub(crate) fn open_order(&mut self, cx: &mut Context<'_>, id: OrderId, number: String) {
        self.search.line.close();
        self.orders.list.select(id);
        let mut open = OpenOrder::new(id, number);
        if let Some(preview) = self.preview.take_if(|preview| preview.order.id == id) {
            open.put(cx.shell.catalogue, cx.shell.now, preview);
        }
        self.open = Some(open);
        cx.drop_question(&Self::preview_came);
        cx.ask(ask::Timeline(id), Self::timeline_came);
    }

    /// ⏎ was pressed on a search: opens the order when it is the only one that fits; false when it is not.
    pub(crate) fn open_if_single(&mut self, cx: &mut Context<'_>) -> bool {
        let single = match self.orders.rows() {
            [one] if self.orders.is_whole() => Some((one.id, one.number.clone())),
            _ => None,
        };
        match single.filter(|_| std::mem::take(&mut self.open_single)) {
            Some((id, number)) => self.open_order(cx, id, number),
            None => {
                self.open_single = false;
                return false;
            }
        }
        true
    }

    /// Back to the list; what was begun on the order is given up.
    pub(crate) fn close_order(&mut self, cx: &mut Context<'_>, open: OpenOrder) {
        cx.give_up();
        cx.drop_question(&Self::timeline_came);
        cx.drop_question(&Self::accounts_came);
        self.preview = open.timeline;
        self.front_moved(cx);
    }
}
