//! Motions, from view to view and back.

use super::{Context, Focus, PayablesPane, View};
use crate::tui::core::client::ask;
use crate::tui::core::global::Motion;
use crate::tui::pane::paged::ListPane;

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
        self.focus = Focus::List;
        self.scroll.to_top();
        self.reload(cx);
    }

    pub(crate) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        if self.focus == Focus::Detail {
            return self.scroll.motion(motion);
        }
        let moved = match self.view {
            View::Lines => self.lines.list.motion(motion),
            View::Transfers => self.transfers.list.motion(motion),
            View::Statement => self.account.lines.list.motion(motion),
            View::Aging => self.aging.motion(motion),
            View::Runs => self.runs.list.motion(motion),
            View::Run => self.sheet.list.motion(motion),
        };
        if moved {
            self.moved(cx);
        }
    }

    pub(crate) fn clicked(&mut self, cx: &mut Context<'_>, index: usize) {
        self.focus = Focus::List;
        match self.view {
            View::Lines => self.lines.list.click(index),
            View::Transfers => self.transfers.list.click(index),
            View::Statement => self.account.lines.list.click(index),
            View::Aging => self.aging.click(index),
            View::Runs => self.runs.list.click(index),
            View::Run => self.sheet.list.click(index),
        }
        self.moved(cx);
    }

    pub(crate) fn other_region(&mut self, cx: &mut Context<'_>) {
        match (self.focus, self.view) {
            (Focus::List, View::Lines | View::Transfers) => self.open(cx),
            _ => self.focus = Focus::List,
        }
    }

    /// Detail, view, filter: whichever was opened last is left; false when none was.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else if self.view == View::Transfers && self.payee.take().is_some() {
            ListPane::<ask::Transfers>::reload_anew(self, cx);
        } else if let Some(view) = self.before.pop() {
            self.show(cx, view);
        } else if self.view == View::Lines && self.search.widen() {
            self.searched(cx);
        } else {
            return false;
        }
        true
    }
}
