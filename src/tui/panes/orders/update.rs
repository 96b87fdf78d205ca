//! What happens in Pedidos: answers, keys, moves. Pure: messages in, wishes out.

use std::mem;

use crossterm::event::{KeyCode, KeyEvent};

use super::actions::{Action, is_asked_for};
use super::detail::Detail;
use super::dialog::What;
use super::outcome::{self, Topic};
use super::{Context, EVENTS, ORDERS, OrdersPane, Slot, consequences, tracking};
use crate::domain::ids::OrderId;
use crate::domain::orders::number::OrderNumber;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::t;
use crate::service::core::page::Page;
use crate::service::orders::view::{Consequences, OrderFilter, OrderRow, Timeline};
use crate::tui::core::client::{Answer, Error, Query, sentence};
use crate::tui::core::global::Motion;
use crate::tui::core::layout::Breadth;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::reader::Reader;
use crate::tui::panes::production::is_late;

impl OrdersPane {
    /// Everything shown is asked for again.
    pub(crate) fn reload(&mut self, cx: &mut Context<'_>) {
        self.reload_list(cx, false);
        match &self.detail {
            Some(detail) => cx.read(Slot::Detail, Query::Timeline(detail.id)),
            None => self.look_ahead(cx),
        }
    }

    pub(crate) fn reload_list(&mut self, cx: &mut Context<'_>, anew: bool) {
        self.orders.begin(anew);
        cx.forget(Slot::More);
        let filter = self.search.read(cx.shell);
        cx.read(Slot::List, Query::Orders { filter, after: None });
    }

    /// The filter is another one.
    pub(crate) fn searched(&mut self, cx: &mut Context<'_>) {
        self.reload_list(cx, true);
    }

    pub(crate) fn somebody_changed(&mut self, cx: &mut Context<'_>) {
        if cx.shell.active != cx.pane {
            self.stale = true;
            return;
        }
        self.reload_list(cx, false);
        match &self.detail {
            Some(detail) => cx.read(Slot::Detail, Query::Timeline(detail.id)),
            None if self.preview.is_some() => self.look_ahead(cx),
            None => {}
        }
    }

    /// The order in front of the list, where there is room to show it beside.
    fn look_ahead(&self, cx: &mut Context<'_>) {
        if cx.shell.breadth() == Breadth::Side
            && let Some(id) = self.orders.selected()
        {
            cx.read(Slot::Preview, Query::Timeline(id));
        }
    }

    fn front_moved(&self, cx: &mut Context<'_>) {
        self.read_on(cx);
        if self.preview.as_ref().map(|preview| preview.order.id) != self.orders.selected() {
            self.look_ahead(cx);
        }
    }

    fn read_on(&self, cx: &mut Context<'_>) {
        if cx.reading(Slot::More) || cx.reading(Slot::List) {
            return;
        }
        if let Some(after) = self.orders.wants_more() {
            let filter = self.orders.filter.clone();
            let after = Some(after);
            cx.read(Slot::More, Query::Orders { filter, after });
        }
    }

    pub(crate) fn answered(&mut self, cx: &mut Context<'_>, slot: Slot, result: Result<Answer, Error>) {
        match (slot, result) {
            (Slot::List, Ok(Answer::Orders(page))) => self.listed(cx, page),
            (Slot::More, Ok(Answer::Orders(page))) => {
                self.orders.append(cx.shell.catalogue, cx.shell.now, page);
                self.read_on(cx);
            }
            (Slot::Find, Ok(Answer::Orders(page))) => self.found(cx, page),
            (Slot::Preview, Ok(Answer::Timeline(timeline))) => self.preview = Some(timeline),
            (Slot::Detail, Ok(Answer::Timeline(timeline))) => self.opened(cx, timeline),
            (Slot::Before, Ok(Answer::Cancelling(consequences) | Answer::Refunding(consequences))) => self.weighed(cx, &consequences),
            (Slot::Before, Ok(Answer::Review(review))) => {
                if let Some(mut ask) = self.before.take() {
                    ask.accounts = review.accounts;
                    outcome::pick_method(cx, Box::new(ask));
                }
            }
            (Slot::Ending, Ok(Answer::Ending(found))) => self.ended_would(cx, found.map(|end| *end)),
            (Slot::Rehearsal, Ok(Answer::Rehearse(would))) => self.rehearsed(cx, Ok(would)),
            (Slot::Rehearsal, Err(error)) => self.rehearsed(cx, Err(error)),
            (Slot::Nearest, Ok(Answer::Nearest(numbers))) => self.resembled(cx, numbers),
            (Slot::Tracking, Ok(Answer::Tracking(seen))) => {
                let catalogue = cx.shell.catalogue;
                let title = t!(catalogue, "pedidos-tracking-title", number = &seen.number);
                cx.open(Reader::toned(title, tracking::lines(catalogue, &seen)), Topic::Read);
            }
            (slot, Err(error)) => self.failed(cx, slot, &error),
            (_, Ok(_)) => {}
        }
    }

    fn listed(&mut self, cx: &mut Context<'_>, page: Page<OrderRow>) {
        let filter = self.search.read(cx.shell);
        if let Some(after) = self.orders.gather(cx.shell.catalogue, cx.shell.now, page) {
            let after = Some(after);
            return cx.read(Slot::List, Query::Orders { filter, after });
        }
        self.orders.filter = filter;
        self.nearest.clear();
        if self.orders.list.is_empty() && self.search.is_like_a_number() {
            cx.read(Slot::Nearest, Query::Nearest(self.search.text().to_owned()));
        }
        if mem::take(&mut self.open_single)
            && let Some(row) = self.orders.single()
        {
            let (id, number) = (row.id, row.number.clone());
            return self.open(cx, id, number);
        }
        if self.detail.is_none() {
            self.front_moved(cx);
        }
    }

    fn opened(&mut self, cx: &Context<'_>, timeline: Box<Timeline>) {
        if let Some(detail) = self.detail.as_mut().filter(|detail| detail.id == timeline.order.id) {
            detail.put(cx.shell.catalogue, cx.shell.now, timeline);
        }
    }

    fn failed(&mut self, cx: &mut Context<'_>, slot: Slot, error: &Error) {
        let why = sentence(cx.shell.catalogue, error);
        match slot {
            Slot::List => self.orders.fail(why),
            Slot::Detail => match &mut self.detail {
                Some(detail) if detail.timeline.is_none() => detail.failed = Some(why),
                _ => {}
            },
            Slot::Preview | Slot::More | Slot::Nearest | Slot::Rehearsal => {}
            // The accounts are a convenience: without them their names are typed.
            Slot::Before if self.before.as_ref().is_some_and(|ask| matches!(ask.what, What::Report(..))) => {
                if let Some(ask) = self.before.take() {
                    outcome::pick_method(cx, Box::new(ask));
                }
            }
            Slot::Before | Slot::Ending | Slot::Find | Slot::Tracking => {
                self.before = None;
                self.ending = None;
                cx.toast(Tone::Wrong, why);
            }
        }
    }

    /// Opens the order with this number, wherever it is.
    pub(crate) fn find(&mut self, cx: &mut Context<'_>, number: String) {
        match OrderNumber::parse(&number) {
            Ok(number) => {
                let filter = OrderFilter {
                    number: Some(number.to_string()),
                    ..OrderFilter::default()
                };
                cx.read(Slot::Find, Query::Orders { filter, after: None });
                self.sought = number.to_string();
            }
            Err(refusal) => cx.toast(Tone::Waits, cx.shell.catalogue.refusal(&refusal)),
        }
    }

    fn found(&mut self, cx: &mut Context<'_>, page: Page<OrderRow>) {
        match page.rows.into_iter().find(|row| row.number == self.sought) {
            Some(row) => {
                self.sought.clear();
                self.open(cx, row.id, row.number);
            }
            None => cx.read(Slot::Nearest, Query::Nearest(self.sought.clone())),
        }
    }

    /// Nobody has the number: which ones are like it.
    fn resembled(&mut self, cx: &mut Context<'_>, numbers: Vec<String>) {
        let sought = mem::take(&mut self.sought);
        if sought.is_empty() {
            self.nearest = numbers;
            return;
        }
        let catalogue = cx.shell.catalogue;
        let mut said = catalogue.refusal(&Refusal::new(Code::OrderUnknown).with("order", sought));
        if !numbers.is_empty() {
            said = format!("{said} {}", t!(catalogue, "pedidos-nearest", numbers = numbers.join(", ")));
        }
        cx.toast(Tone::Waits, said);
    }

    pub(crate) fn open(&mut self, cx: &mut Context<'_>, id: OrderId, number: String) {
        self.search.close();
        self.orders.list.select(id);
        let mut detail = Detail::new(id, number);
        if let Some(preview) = self.preview.take_if(|preview| preview.order.id == id) {
            detail.put(cx.shell.catalogue, cx.shell.now, preview);
        }
        self.detail = Some(detail);
        cx.forget(Slot::Preview);
        cx.read(Slot::Detail, Query::Timeline(id));
    }

    /// It is known now what the step would do.
    fn weighed(&mut self, cx: &mut Context<'_>, found: &Consequences) {
        let Some(mut ask) = self.before.take() else { return };
        let catalogue = cx.shell.catalogue;
        if let Err(refusal) = found.ruling.as_ref().map_err(Clone::clone)
            && !is_asked_for(&refusal)
        {
            return cx.toast(Tone::Waits, catalogue.refusal(&refusal));
        }
        ask.order.version = found.version;
        ask.lines = consequences::lines(catalogue, &ask.order, found);
        ask.late = found.assignment_cancelled.filter(|status| is_late(*status));
        ask.ends.clone_from(&found.ends);
        self.open_form(cx, Box::new(ask));
    }

    pub(crate) fn moved(&mut self, cx: &mut Context<'_>, motion: Motion) {
        match &mut self.detail {
            Some(detail) => {
                detail.motion(cx.shell.catalogue, cx.shell.now, motion);
            }
            None => {
                if self.orders.list.motion(motion) {
                    self.front_moved(cx);
                }
            }
        }
    }

    pub(crate) fn clicked(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        match region {
            ORDERS if self.detail.is_none() => {
                let again = self.orders.list.at() == index;
                self.orders.list.click(index);
                if again {
                    self.start(cx, Action::Open);
                } else {
                    self.front_moved(cx);
                }
            }
            EVENTS => {
                let Some(detail) = &mut self.detail else { return };
                let again = detail.events.at() == index;
                detail.events.click(index);
                if again {
                    self.look(cx);
                }
            }
            _ => {}
        }
    }

    /// From the order to the list, from a search to all orders.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        if let Some(detail) = self.detail.take() {
            self.before = None;
            for slot in [Slot::Detail, Slot::Before] {
                cx.forget(slot);
            }
            self.preview = detail.timeline;
            self.front_moved(cx);
            return true;
        }
        let widened = self.search.widen();
        if widened {
            self.searched(cx);
        }
        widened
    }

    /// Keys while the filter line is open.
    pub(crate) fn typed(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => {
                let widened = self.search.undo();
                if widened {
                    self.searched(cx);
                }
            }
            KeyCode::Enter => {
                self.search.close();
                if cx.reading(Slot::List) {
                    self.open_single = !self.search.text().is_empty();
                } else if let Some(row) = self.orders.single().filter(|_| !self.search.text().is_empty()) {
                    let (id, number) = (row.id, row.number.clone());
                    self.open(cx, id, number);
                }
            }
            KeyCode::Down => self.moved(cx, Motion::Down),
            KeyCode::Up => self.moved(cx, Motion::Up),
            KeyCode::PageDown => self.moved(cx, Motion::PageDown),
            KeyCode::PageUp => self.moved(cx, Motion::PageUp),
            _ if self.search.key(key) => {
                self.open_single = false;
                self.searched(cx);
            }
            _ => {}
        }
    }
}
