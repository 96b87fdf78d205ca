//! Motions, the filter line, from view to view and back.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Context, Front, PayablesPane, View};
use crate::tui::core::global::Motion;

impl PayablesPane {
    /// Another view; Esc comes back from it.
    pub(crate) fn enter(&mut self, cx: &mut Context<'_>, view: View) {
        if self.view != view {
            self.before.retain(|before| *before != view && *before != self.view);
            self.before.push(self.view);
        }
        self.show(cx, view);
    }

    fn show(&mut self, cx: &mut Context<'_>, view: View) {
        self.view = view;
        self.front = Front::List;
        self.scroll = 0;
        self.reload(cx);
    }

    pub(crate) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        if self.front == Front::Detail {
            return self.scroll_by(motion);
        }
        let moved = match self.view {
            View::Lines => self.lines.list.motion(motion),
            View::Transfers => self.transfers.list.motion(motion),
            View::Statement => self.account.as_mut().is_some_and(|account| account.list.motion(motion)),
            View::Aging => self.aging.motion(motion),
        };
        if moved {
            self.moved(cx);
        }
    }

    fn scroll_by(&mut self, motion: Motion) {
        let (lines, rows) = self.drawn.get();
        let most = lines.saturating_sub(rows);
        self.scroll = match motion {
            Motion::Down => self.scroll + 1,
            Motion::Up => self.scroll.saturating_sub(1),
            Motion::HalfDown => self.scroll + rows / 2,
            Motion::HalfUp => self.scroll.saturating_sub(rows / 2),
            Motion::PageDown => self.scroll + rows,
            Motion::PageUp => self.scroll.saturating_sub(rows),
            Motion::First => 0,
            Motion::Last => most,
        }
        .min(most);
    }

    pub(crate) fn clicked(&mut self, cx: &mut Context<'_>, index: usize) {
        self.front = Front::List;
        match self.view {
            View::Lines => self.lines.list.click(index),
            View::Transfers => self.transfers.list.click(index),
            View::Statement => {
                if let Some(account) = &mut self.account {
                    account.list.click(index);
                }
            }
            View::Aging => self.aging.click(index),
        }
        self.moved(cx);
    }

    pub(crate) fn other_region(&mut self, cx: &mut Context<'_>) {
        match (self.front, self.view) {
            (Front::List, View::Lines | View::Transfers) => self.open(cx),
            _ => self.front = Front::List,
        }
    }

    /// Detail, view, filter: whichever was opened last is left.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.front == Front::Detail {
            self.front = Front::List;
            return true;
        }
        if self.view == View::Transfers && self.payee.take().is_some() {
            self.reload_transfers(cx, true);
            return true;
        }
        if let Some(view) = self.before.pop() {
            self.show(cx, view);
            return true;
        }
        let widened = self.view == View::Lines && self.search.widen();
        if widened {
            self.searched(cx);
        }
        widened
    }

    /// Enter keeps the filter, Esc goes back to the one before.
    pub(crate) fn filter_key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        match key.code {
            KeyCode::Enter => self.search.close(),
            KeyCode::Esc if self.search.undo() => self.searched(cx),
            KeyCode::Esc => {}
            KeyCode::Down => self.go(cx, Motion::Down),
            KeyCode::Up => self.go(cx, Motion::Up),
            _ if self.search.key(key) => self.searched(cx),
            _ => {}
        }
    }
}
