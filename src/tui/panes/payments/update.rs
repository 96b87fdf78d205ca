//! Keys: actions, motions, the filter line, one step back.

use crossterm::event::{KeyCode, KeyEvent};

use super::actions::Action;
use super::filter::Preset;
use super::receipt::Mode;
use super::{Front, Intent, PaymentsPane};
use crate::locale::t;
use crate::service::payments::view::QueueSort;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::pane::PaneContext;
use crate::tui::widgets::text_input::Typing;

impl PaymentsPane {
    pub(crate) fn perform(&mut self, cx: &mut PaneContext<'_, Self>, action: Action) {
        match action {
            Action::Take => self.claim_for(cx, Intent::Open),
            Action::Open => self.open(cx),
            Action::Confirm if !self.queue.list.marks().is_empty() => self.bulk_begin(cx),
            Action::Confirm => self.claim_for(cx, Intent::Confirm),
            Action::Part => self.claim_for(cx, Intent::Part),
            Action::Reject => self.claim_for(cx, Intent::Reject),
            Action::Release => self.release(cx),
            Action::TakeOver => self.ask_take_over(cx),
            Action::Mark => {
                self.queue.list.toggle_mark();
                self.moved(cx);
            }
            Action::Unmark => self.queue.list.clear_marks(),
            Action::Filter => self.open_filter(),
            Action::Receipt => self.toggle_receipt(cx),
            Action::Order => self.with_number(cx, |cx, number| cx.send(PaneRequest::Order(number))),
            Action::Copy => self.with_number(cx, |cx, number| {
                let said = t!(cx.shell.catalogue, "pagos-copied", order = &number);
                cx.copy(number);
                cx.toast(Tone::Done, said);
            }),
            Action::Show(preset) => self.show(cx, preset),
            Action::Sort => {
                self.wanted.sort = match self.wanted.sort {
                    QueueSort::Wait => QueueSort::Newest,
                    QueueSort::Newest => QueueSort::Wait,
                };
                self.reread_queue(cx);
            }
            Action::Undo => self.take_back(cx),
        }
    }

    fn with_number(&self, cx: &mut PaneContext<'_, Self>, what: impl FnOnce(&mut PaneContext<'_, Self>, String)) {
        if let Some(row) = self.queue.front() {
            what(cx, row.number.clone());
        }
    }

    /// To look at, without claiming it.
    fn open(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.front = Front::Detail;
        if self.shown.is_hidden() {
            self.show_receipt(cx, Mode::Inline);
        }
    }

    /// The same preset again goes back to all.
    fn show(&mut self, cx: &mut PaneContext<'_, Self>, preset: Preset) {
        self.wanted.preset = if self.wanted.preset == preset { Preset::All } else { preset };
        self.reread_queue(cx);
    }

    pub(crate) fn go(&mut self, cx: &mut PaneContext<'_, Self>, motion: Motion) {
        if self.front == Front::Detail {
            return self.scroll_by(motion);
        }
        self.move_list(cx, motion);
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

    pub(crate) fn other_region(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.front = match self.front {
            Front::Detail => Front::List,
            Front::List if self.queue.front().is_none() => Front::List,
            Front::List => Front::Detail,
        };
        if self.front == Front::Detail && self.shown.is_hidden() {
            self.show_receipt(cx, Mode::Inline);
        }
    }

    /// Large picture, detail, filter: whichever was opened last is left.
    pub(crate) fn step_back(&mut self, cx: &mut PaneContext<'_, Self>) -> bool {
        if self.shown.mode == Mode::Large {
            self.toggle_receipt(cx);
        } else if self.front == Front::Detail {
            self.front = Front::List;
        } else if !self.wanted.is_plain() {
            self.wanted.preset = Preset::All;
            self.wanted.words.clear();
            self.reread_queue(cx);
        } else {
            return false;
        }
        true
    }

    fn open_filter(&mut self) {
        self.front = Front::List;
        self.typing = Some((Typing::default().with(&self.wanted.words), self.wanted.words.clone()));
    }

    /// Enter keeps the filter, Esc goes back to the one before.
    pub(crate) fn filter_key(&mut self, cx: &mut PaneContext<'_, Self>, key: KeyEvent) {
        let Some((line, before)) = &mut self.typing else { return };
        match key.code {
            KeyCode::Enter => self.typing = None,
            KeyCode::Esc => {
                let before = std::mem::take(before);
                self.typing = None;
                if before != self.wanted.words {
                    self.wanted.words = before;
                    self.reread_queue(cx);
                }
            }
            KeyCode::Down => self.go(cx, Motion::Down),
            KeyCode::Up => self.go(cx, Motion::Up),
            _ => {
                if line.key(key) {
                    self.filter_changed(cx);
                }
            }
        }
    }

    pub(crate) fn filter_changed(&mut self, cx: &mut PaneContext<'_, Self>) {
        if let Some((line, _)) = &self.typing {
            line.text().clone_into(&mut self.wanted.words);
            self.reread_queue(cx);
        }
    }
}
