//! Asking for rows, counts and reviews, and what the answers do.

use std::time::Duration;

use super::actions::ClaimState;
use super::queue::NextRead;
use super::receipt::Mode;
use super::rows::Pen;
use super::{Front, Lingering, PaymentsPane, Slot};
use crate::locale::t;
use crate::service::core::filter_text::Typing;
use crate::service::core::page::Cursor;
use crate::service::payments::view::Review;
use crate::tui::core::client::{Answer, Error, Query, sentence};
use crate::tui::core::global::Motion;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::PaneContext;

/// How long the order shown before may stay while the next one is read: nobody reads faster.
const LINGER: Duration = Duration::from_millis(120);

impl PaymentsPane {
    pub(crate) fn pen<'a>(&self, shell: &Shell) -> Pen<'a> {
        Pen {
            catalogue: shell.catalogue,
            now: shell.now,
            me: shell.operator.id,
            target: self.target,
        }
    }

    /// Everything in hand again; while that is under way, once more afterwards.
    pub(crate) fn read_queue(&mut self, cx: &mut PaneContext<'_, Self>) {
        if self.queue.begin() {
            self.read_page(cx, Slot::Queue, None);
        }
    }

    /// From the start, whatever is being read: the filter is another.
    pub(crate) fn reread_queue(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.queue.let_go();
        self.queue.restart();
        self.read_page(cx, Slot::Queue, None);
    }

    fn read_page(&mut self, cx: &mut PaneContext<'_, Self>, slot: Slot, after: Option<Cursor>) {
        let typing = Typing {
            now: cx.shell.now,
            zone: self.zone,
            me: cx.shell.operator.id,
        };
        match self.wanted.filter(&typing, self.target) {
            Ok(filter) => {
                self.misread = None;
                if slot == Slot::Queue {
                    cx.forget(Slot::More);
                }
                cx.read(slot, Query::Queue { filter, after });
            }
            Err(refusal) => {
                self.misread = Some(cx.shell.catalogue.refusal(&refusal));
                self.queue.give_up();
            }
        }
    }

    pub(crate) fn read_counts(&self, cx: &mut PaneContext<'_, Self>) {
        cx.read(Slot::Counts, Query::Counts);
    }

    /// All of the order in front.
    pub(crate) fn read_review(&mut self, cx: &mut PaneContext<'_, Self>) {
        let Some(order) = self.queue.front().map(|row| row.order) else {
            self.review = None;
            cx.forget(Slot::Review);
            return;
        };
        if self.review.as_ref().is_some_and(|review| review.order.id != order) {
            self.review = None;
        }
        cx.read(Slot::Review, Query::Review(order));
    }

    /// Moves in the list; what belongs to the row before goes, the next page comes when it is near.
    pub(crate) fn move_list(&mut self, cx: &mut PaneContext<'_, Self>, motion: Motion) {
        let before = self.queue.front().cloned();
        self.queue.list.motion(motion);
        if let (Some(row), Some(review)) = (before, self.review.take_if(|_| self.front == Front::List)) {
            if self.queue.front().is_some_and(|front| front.order == row.order) {
                self.review = Some(review);
            } else if self.shown.is_hidden() && self.lingering.is_none() {
                self.lingering = Some(Lingering { row, review });
                if !std::mem::replace(&mut self.waking, true) {
                    cx.wake(LINGER);
                }
            }
        }
        self.moved(cx);
    }

    /// Another row may be in front.
    pub(crate) fn moved(&mut self, cx: &mut PaneContext<'_, Self>) {
        let order = self.queue.front().map(|row| row.order);
        if order.is_none() || self.review.as_ref().map(|review| review.order.id) != order {
            self.scroll = 0;
            self.review_fault = None;
            self.read_review(cx);
        }
        if self.shown.file() != self.receipt_file().as_ref() {
            self.shown.clear();
        }
        if let Some(cursor) = self.queue.wants_more() {
            self.read_page(cx, Slot::More, Some(cursor));
        }
    }

    pub(crate) fn rewrite(&mut self, shell: &Shell) {
        let pen = self.pen(shell);
        self.queue.rewrite(&pen);
    }

    pub(crate) fn answered(&mut self, cx: &mut PaneContext<'_, Self>, slot: Slot, result: Result<Answer, Error>) {
        let failed = result.as_ref().err().map(|error| sentence(cx.shell.catalogue, error));
        match (slot, result) {
            (Slot::Queue, Ok(Answer::Queue(page))) => {
                let before = self.queue.front().map(|row| (row.submission, row.number.clone()));
                let pen = self.pen(cx.shell);
                let then = self.queue.gather(page, &pen);
                self.gathered(cx, then, before);
            }
            (Slot::Queue, _) => {
                self.queue.give_up();
                self.fault = failed;
            }
            (Slot::More, Ok(Answer::Queue(page))) => {
                let pen = self.pen(cx.shell);
                self.queue.append(page, &pen);
            }
            (Slot::Counts, Ok(Answer::Counts(counts))) => self.counts = Some(counts),
            (Slot::Review, Ok(Answer::Review(review))) => self.reviewed(cx, review),
            (Slot::Review, _) => self.review_fault = failed,
            (Slot::Picture, Ok(Answer::Receipt(scan))) => self.shown.came(Ok(*scan)),
            (Slot::Picture, _) => self.shown.came(Err(failed.unwrap_or_default())),
            (Slot::Bulk(order), Ok(Answer::Review(review))) => self.bulk_reviewed(cx, order, Ok(review)),
            (Slot::Bulk(order), _) => self.bulk_reviewed(cx, order, Err(failed.unwrap_or_default())),
            (Slot::More, _) => self.queue.not_appended(),
            (Slot::Counts, _) => {}
        }
    }

    fn gathered(&mut self, cx: &mut PaneContext<'_, Self>, then: NextRead, before: Option<(crate::domain::ids::SubmissionId, String)>) {
        self.fault = None;
        if let NextRead::More(cursor) = then {
            return self.read_page(cx, Slot::Queue, Some(cursor));
        }
        // Whoever reads one order is not shown another in its place without a word.
        if let Some((id, number)) = before
            && self.queue.find(id).is_none()
            && self.front == Front::Detail
        {
            self.front = Front::List;
            cx.toast(Tone::Waits, t!(cx.shell.catalogue, "pagos-gone", order = number));
        }
        for order in std::mem::take(&mut self.own) {
            self.queue.known(order);
        }
        self.moved(cx);
        if then == NextRead::Again {
            self.read_queue(cx);
        }
    }

    fn reviewed(&mut self, cx: &mut PaneContext<'_, Self>, review: Box<Review>) {
        let order = review.order.id;
        if self.queue.front().is_none_or(|row| row.order != order) {
            return;
        }
        let held = review
            .order
            .claim
            .as_ref()
            .is_some_and(|claim| Some(claim.holder) == cx.shell.operator.id);
        if self.queue.keeps(order) && !held && self.claiming != Some(order) {
            self.queue.let_go();
            self.read_queue(cx);
        }
        self.review = Some(review);
        self.lingering = None;
        self.review_fault = None;
        let mine = self
            .queue
            .front()
            .is_some_and(|row| matches!(ClaimState::of(cx.shell, row), ClaimState::Mine));
        if (mine || self.front == Front::Detail) && self.shown.is_hidden() {
            self.show_receipt(cx, Mode::Inline);
        }
        if let Some((wanted, intent)) = self.intent.take() {
            if wanted == order {
                self.intend(cx, intent);
            } else {
                self.intent = Some((wanted, intent));
            }
        }
    }
}
