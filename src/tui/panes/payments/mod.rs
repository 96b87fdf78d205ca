//! Pane 1, Pagos: the queue of reported payments. One looks for the money in the bank, compares, and confirms or rejects.

mod actions;
mod bulk;
mod bulk_round;
mod claims;
mod compare;
mod detail;
mod evidence;
mod facts;
mod filter;
pub mod order_under_review;
mod queue;
mod read;
mod receipt;
mod reject;
mod rows;
#[cfg(test)]
mod tests;
mod update;
mod verdict;
mod view;

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::TimeDelta;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::config::Settings;
use crate::domain::Time;
use crate::domain::dates::Zone;
use crate::domain::ids::{OrderId, SubmissionId};
use crate::locale::Key;
use crate::service::orders::view::Counts;
use crate::service::payments::commands::{Attestation, Reject, Verify};
use crate::service::payments::view::{QueueRow, Review};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Answer, Error, Receipt};
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::payments::actions::{ACTIONS, Action};
use crate::tui::panes::payments::bulk::Bulk;
use crate::tui::panes::payments::evidence::Case;
use crate::tui::panes::payments::filter::Wanted;
use crate::tui::panes::payments::queue::Queue;
use crate::tui::panes::payments::receipt::Shown;
use crate::tui::widgets::text_input::Typing;

/// What a read fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Queue,
    More,
    Counts,
    Review,
    Picture,
    /// The review of one of the marked orders.
    Bulk(OrderId),
}

/// An order, as toasts and titles name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub order: OrderId,
    pub number: String,
}

/// What is wanted of a row once it is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    Open,
    Confirm,
    Part,
    Reject,
}

/// What an overlay or a write is about.
#[derive(Debug)]
pub enum Topic {
    Claiming(Named, Intent),
    Renewing(OrderId),
    Releasing(Named),
    TakeOver {
        named: Named,
        version: i64,
    },
    TakingOver(Named),
    Evidence(Box<Case>),
    /// The question before a part payment or an override, with the form to come back to.
    Asked(Box<Case>, Box<Form>, Box<Verify>),
    Verifying(Box<Case>, Box<Form>),
    Reject(Box<Review>),
    Rejecting(Box<Review>, Box<Reject>),
    BulkForm,
    BulkClaiming(OrderId),
    BulkVerifying(OrderId),
    /// Nothing follows.
    Told,
}

/// What is drawn of an order.
#[derive(Debug)]
struct Lingering {
    row: QueueRow,
    review: Box<Review>,
}

/// Where the keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Front {
    #[default]
    List,
    Detail,
}

#[derive(Debug)]
pub struct PaymentsPane {
    /// How long a proof may wait.
    target: TimeDelta,
    zone: Zone,
    queue: Queue,
    counts: Option<Counts>,
    wanted: Wanted,
    /// The filter line while it is open, and the words before it was.
    typing: Option<(Typing, String)>,
    /// Why the words of the filter line say nothing.
    misread: Option<String>,
    /// Why the queue could not be read.
    fault: Option<String>,
    review: Option<Box<Review>>,
    /// The order shown before, drawn a moment longer while the next one is read: one change on the screen, not two.
    lingering: Option<Lingering>,
    /// A timer that ends it is running.
    waking: bool,
    review_fault: Option<String>,
    front: Front,
    /// First line of the detail shown; how many there are and how many fit, as last drawn.
    scroll: usize,
    drawn: Cell<(usize, usize)>,
    shown: Shown,
    intent: Option<(OrderId, Intent)>,
    /// A claim that is on its way.
    claiming: Option<OrderId>,
    /// Orders changed by a command of ours since the queue was read.
    own: Vec<OrderId>,
    /// The last time a key was used on a claim of ours; when the lease was last renewed.
    used: Cell<Option<Time>>,
    renewed: Option<Time>,
    /// What was released last, to take it back.
    undo: Option<Named>,
    /// What was typed in the bank's column and not yet decided.
    drafts: BTreeMap<SubmissionId, Attestation>,
    bulk: Option<Bulk>,
}

impl PaymentsPane {
    pub fn new(settings: &Settings) -> Self {
        Self {
            target: TimeDelta::minutes(i64::from(settings.review.target_minutes)),
            zone: Zone::from(settings.locale.time_zone),
            queue: Queue::default(),
            counts: None,
            wanted: Wanted::default(),
            typing: None,
            misread: None,
            fault: None,
            review: None,
            lingering: None,
            waking: false,
            review_fault: None,
            front: Front::default(),
            scroll: 0,
            drawn: Cell::default(),
            shown: Shown::default(),
            intent: None,
            claiming: None,
            own: Vec::new(),
            used: Cell::default(),
            renewed: None,
            undo: None,
            drafts: BTreeMap::new(),
            bulk: None,
        }
    }
}

impl Pane for PaymentsPane {
    type Action = Action;
    type Slot = Slot;
    type Topic = Topic;
    const NAME: &'static str = "pagos";
    const TITLE: Key = "pagos-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;

    fn waiting(&self) -> Option<usize> {
        self.counts.and_then(|counts| usize::try_from(counts.to_review).ok())
    }

    fn refresh(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.read_queue(cx);
        self.read_counts(cx);
        self.read_review(cx);
    }

    fn changed(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.read_queue(cx);
        self.read_counts(cx);
        self.read_review(cx);
    }

    fn minute(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.rewrite(cx.shell);
        self.renew(cx);
    }

    fn woken(&mut self, _cx: &mut PaneContext<'_, Self>) {
        self.waking = false;
        self.lingering = None;
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut PaneContext<'_, Self>, action: Action) {
        self.used.set(Some(cx.shell.now));
        self.perform(cx, action);
    }

    fn motion(&mut self, cx: &mut PaneContext<'_, Self>, motion: Motion) {
        self.used.set(Some(cx.shell.now));
        self.go(cx, motion);
    }

    fn region(&mut self, cx: &mut PaneContext<'_, Self>, _back: bool) {
        self.other_region(cx);
    }

    fn back(&mut self, cx: &mut PaneContext<'_, Self>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut PaneContext<'_, Self>, _region: u8, index: usize) {
        self.front = Front::List;
        self.queue.list.click(index);
        self.moved(cx);
    }

    fn typing(&self) -> bool {
        self.typing.is_some()
    }

    fn key(&mut self, cx: &mut PaneContext<'_, Self>, key: KeyEvent) {
        self.filter_key(cx, key);
    }

    fn paste(&mut self, cx: &mut PaneContext<'_, Self>, text: &str) {
        if self.typing.as_mut().is_some_and(|(line, _)| line.paste(text)) {
            self.filter_changed(cx);
        }
    }

    fn answer(&mut self, cx: &mut PaneContext<'_, Self>, slot: Slot, result: Result<Answer, Error>) {
        self.answered(cx, slot, result);
    }

    fn written(&mut self, cx: &mut PaneContext<'_, Self>, topic: Topic, result: Result<Receipt, Error>) {
        self.done(cx, topic, result);
    }

    fn outcome(&mut self, cx: &mut PaneContext<'_, Self>, topic: Topic, outcome: Outcome) {
        self.used.set(Some(cx.shell.now));
        self.decided(cx, topic, outcome);
    }

    fn edited(&self, shell: &Shell, topic: &Topic, form: &mut Form) {
        self.used.set(Some(shell.now));
        match topic {
            Topic::Evidence(case) => case.edited(shell, self.zone, form),
            Topic::Reject(review) => reject::edited(shell.catalogue, review, form),
            Topic::BulkForm => {
                if let Some(bulk) = &self.bulk {
                    bulk.edited(shell.catalogue, form);
                }
            }
            _ => {}
        }
    }

    fn takes(&self, _errand: &PaneRequest) -> bool {
        false
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
