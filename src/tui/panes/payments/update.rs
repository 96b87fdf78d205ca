//! Keys: actions, motions, one step back; and the review of the selected order.

use super::actions::{Action, ClaimState};
use super::claims::is_held;
use super::filter::Preset;
use super::purpose::Purpose;
use super::receipt::Shown;
use super::{Context, Focus, Intent, PaymentsPane};
use crate::locale::{t, zone};
use crate::service::payments::receipt_files;
use crate::service::payments::view::{QueueSort, Review};
use crate::tui::core::client::{Error, ask, sentence};
use crate::tui::core::csv::file_name;
use crate::tui::core::global::Motion;
use crate::tui::core::layout::WIDE;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::pane::paged::ListPane;

impl PaymentsPane {
    pub(crate) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Fit => self.confirm_fitting(cx),
            Action::MarkFitting => self.mark_fitting(cx),
            Action::Take => self.claim_for(cx, Intent::Open),
            Action::Open => self.open(cx),
            Action::Confirm if self.queue.marks() > 0 => self.begin_bulk(cx),
            Action::Confirm => self.claim_for(cx, Intent::Verify(Purpose::Confirm)),
            Action::Part => self.claim_for(cx, Intent::Verify(Purpose::Part)),
            Action::Return => self.claim_for(cx, Intent::Verify(Purpose::Return)),
            Action::Reject => self.claim_for(cx, Intent::Reject),
            Action::Release => self.release(cx),
            Action::TakeOver => self.ask_take_over(cx),
            Action::Mark => {
                self.queue.list.toggle_mark();
                self.moved(cx);
            }
            Action::Unmark => self.queue.clear_marks(),
            Action::Filter => {
                self.focus = Focus::List;
                self.search.line.open();
            }
            Action::Views => cx.offer_views(),
            Action::Receipt => self.open_receipt(cx),
            Action::Twin => self.begin_twin(cx),
            Action::Order => self.with_number(cx, |cx, number| cx.visit(PaneRequest::Order(number))),
            Action::Copy => self.with_number(cx, |cx, number| cx.copy(number)),
            // The same preset again goes back to all.
            Action::Show(preset) => self.searched(cx, |search| {
                search.preset = if search.preset == preset { Preset::All } else { preset };
            }),
            Action::Sort => self.searched(cx, |search| {
                search.sort = match search.sort {
                    QueueSort::Wait => QueueSort::Newest,
                    QueueSort::Newest => QueueSort::Wait,
                };
            }),
            Action::Bank => {
                let name = t!(cx.shell.catalogue, "banco-free");
                cx.visit(PaneRequest::Section("banco-free", name));
            }
            Action::Export => {
                let name = file_name(cx.shell.catalogue, "shell-file-review", zone().day(cx.shell.now));
                self.save(cx, name);
            }
            Action::Undo => self.take_back(cx),
            Action::UndoVerdict => self.undo_verdict(cx),
        }
    }

    fn with_number(&self, cx: &mut Context<'_>, what: impl FnOnce(&mut Context<'_>, String)) {
        if let Some(row) = self.queue.selected() {
            what(cx, row.number.clone());
        }
    }

    /// To look at, without claiming it.
    fn open(&mut self, cx: &mut Context<'_>) {
        self.focus = Focus::Detail;
        if self.shown.is_hidden() {
            self.show_receipt(cx);
        }
    }

    pub(crate) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        if self.focus == Focus::Detail {
            self.scroll.motion(motion);
        } else if self.queue.list.motion(motion) {
            self.moved(cx);
        }
    }

    /// Another row may be selected.
    pub(crate) fn moved(&mut self, cx: &mut Context<'_>) {
        let selected = self.order();
        self.intent.take_if(|(wanted, _)| Some(*wanted) != selected);
        self.begun.take_if(|begun| Some(*begun) != selected);
        if self.known().is_none() {
            self.scroll.to_top();
            self.read_review(cx);
        }
        if self.shown.file != self.receipt_file() {
            self.shown = Shown::default();
        }
        self.want_more(cx);
    }

    /// All there is to know of the selected order.
    pub(crate) fn known(&self) -> Option<&Review> {
        let order = self.order()?;
        self.review.known(|review| review.order.id == order)
    }

    pub(crate) fn read_review(&mut self, cx: &mut Context<'_>) {
        let Some(order) = self.order() else { return };
        cx.ask(ask::Review(order), Self::reviewed);
        let lingers = self.known().is_none() && self.focus == Focus::List && self.shown.is_hidden();
        self.review.reading(cx, !lingers);
    }

    fn reviewed(&mut self, cx: &mut Context<'_>, review: Result<Box<Review>, Error>) {
        let review = match review {
            Ok(review) => review,
            Err(error) => {
                self.intent = None;
                return self.review.came(Err(sentence(cx.shell.catalogue, &error)));
            }
        };
        let Some(row) = self.queue.selected().filter(|row| row.order == review.order.id) else {
            return;
        };
        let (order, mine) = (row.order, matches!(ClaimState::of(cx.shell, row), ClaimState::Mine));
        let held = is_held(cx.shell, &review);
        if self.kept.iter().any(|row| row.order == order) && !held && self.claiming != Some(order) {
            self.kept.clear();
            self.reload(cx);
        }
        self.review.came(Ok(review));
        self.read_near(cx);
        // Where it has a region of its own it is always there.
        let wide = cx.shell.size.width >= WIDE && cx.shell.operator.may(receipt_files::NEEDS).is_ok();
        if (mine || wide || self.focus == Focus::Detail) && self.shown.is_hidden() {
            self.show_receipt(cx);
        }
        self.begin_assigned(cx, order);
        if let Some((_, intent)) = self.intent.take_if(|(wanted, _)| *wanted == order) {
            self.intend(cx, intent);
        }
    }

    pub(crate) fn other_region(&mut self, cx: &mut Context<'_>) {
        match self.focus {
            Focus::Detail => self.focus = Focus::List,
            Focus::List if self.queue.selected().is_some() => self.open(cx),
            Focus::List => {}
        }
    }

    /// Detail, filter: whichever was opened last is left; false when none was.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.visits {
            return false;
        }
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else if !self.search.is_plain() {
            self.searched(cx, |search| {
                search.preset = Preset::All;
                search.line.clear();
            });
        } else {
            return false;
        }
        true
    }
}
