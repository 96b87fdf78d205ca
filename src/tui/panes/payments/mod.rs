//! Pane 1, Pagos: the queue of reported payments. One looks for the money in the bank, compares, and confirms or rejects.

mod actions;
mod assigned;
mod bulk;
mod cells;
mod chosen_line;
mod claims;
mod detail;
mod doubts;
mod evidence;
mod facts;
mod filter;
mod matches;
mod one_key;
mod order_under_review;
mod purpose;
mod queue;
mod receipt;
mod rejection;
mod rows;
#[cfg(test)]
mod tests;
mod twin;
mod update;
mod view;

use chrono::TimeDelta;
use purpose::Purpose;
use ratatui::layout::Rect;

use crate::config::Settings;
use crate::domain::Time;
use crate::domain::actor::Permission;
use crate::domain::ids::OrderId;
use crate::domain::views::ViewedList;
use crate::locale::Key;
use crate::service::orders::timeline;
use crate::service::payments::view::{QueueRow, QueueSort, Review};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Detail, Focus};
use crate::tui::pane::paged::ListPane;
use crate::tui::pane::views::Look;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::payments::actions::{ACTIONS, Action};
use crate::tui::panes::payments::assigned::Assigned;
use crate::tui::panes::payments::bulk::Bulk;
use crate::tui::panes::payments::filter::{Preset, Search};
use crate::tui::panes::payments::matches::Matches;
pub use crate::tui::panes::payments::matches::mark;
use crate::tui::panes::payments::one_key::OneKey;
use crate::tui::panes::payments::queue::Queue;
use crate::tui::panes::payments::receipt::Shown;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::table::{Column, LeftOut, Sort};

type Context<'a> = PaneContext<'a, PaymentsPane>;

/// What is wanted of a row once it is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    Open,
    Verify(Purpose),
    Reject,
}

#[derive(Debug, Default)]
pub struct PaymentsPane {
    /// How long a proof may wait.
    target: TimeDelta,
    queue: Queue,
    /// Rows in one's own hands that a filter for unclaimed ones would take away from under them.
    kept: Vec<QueueRow>,
    /// The number of the order that was selected and is no longer in the queue.
    gone: Option<String>,
    search: Search,
    review: Detail<Review>,
    focus: Focus,
    scroll: Scroll,
    shown: Shown,
    intent: Option<(OrderId, Intent)>,
    /// A claim that is on its way.
    claiming: Option<OrderId>,
    /// When the lease was last renewed.
    renewed: Option<Time>,
    /// What was released last, to take it back.
    undo: Option<OrderId>,
    /// One came here from an order, for its review alone: Esc goes back there.
    visits: bool,
    /// How long a verdict can be taken back.
    undoable: TimeDelta,
    bulk: Option<Bulk>,
    matches: Matches,
    one_key: Option<OneKey>,
    /// A line of a bank with which one came here for this order alone.
    assigned: Option<Assigned>,
    /// A form of it was opened: whoever left it does not confirm it by the key that opens it.
    begun: Option<OrderId>,
}

impl PaymentsPane {
    pub fn new(settings: &Settings) -> Self {
        Self {
            target: TimeDelta::minutes(i64::from(settings.review.target_minutes)),
            undoable: TimeDelta::seconds(i64::from(settings.review.undo_seconds)),
            ..Self::default()
        }
    }

    /// One comes here for this order alone.
    fn look_only_at(&mut self, number: &str) {
        self.search.line.set(number);
        self.focus = Focus::Detail;
        self.visits = true;
    }

    /// Everything shown, after a command of ours.
    fn again(&mut self, cx: &mut Context<'_>) {
        cx.count();
        self.refresh(cx);
    }
}

impl Pane for PaymentsPane {
    type Action = Action;

    const NAME: &'static str = "pagos";
    const TITLE: Key = "pagos-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const NEEDS: Option<Permission> = Some(timeline::NEEDS);
    const COUNTS: bool = true;
    const VIEWED: Option<ViewedList> = Some(ViewedList::Review);

    fn waiting(&self, shell: &Shell) -> Option<usize> {
        shell.counts.and_then(|counts| usize::try_from(counts.to_review).ok())
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.reload(cx);
        self.read_review(cx);
        self.read_matches(cx);
    }

    fn shown(&mut self, cx: &mut Context<'_>) {
        self.fit_receipt(cx);
    }

    fn resized(&mut self, cx: &mut Context<'_>) {
        self.fit_receipt(cx);
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.rewrite(cx.shell);
        self.renew(cx);
    }

    fn woken(&mut self, _cx: &mut Context<'_>) {
        self.review.woken();
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.perform(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        self.go(cx, motion);
    }

    fn regions(&self, _shell: &Shell) -> bool {
        self.queue.selected().is_some()
    }

    fn region(&mut self, cx: &mut Context<'_>, _back: bool) {
        self.other_region(cx);
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, _region: u8, index: usize) {
        self.focus = Focus::List;
        self.queue.list.click(index);
        self.moved(cx);
    }

    fn filter_line(&self) -> Option<&FilterLine> {
        Some(&self.search.line)
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        Some(&mut self.search.line)
    }

    fn filtered(&mut self, cx: &mut Context<'_>, kept: bool) {
        if !kept {
            self.searched(cx, |_| {});
        }
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        let mut pane = Self {
            target: self.target,
            undoable: self.undoable,
            ..Self::default()
        };
        match request {
            PaneRequest::Operator(id, name) => pane.search.whose = Some((*id, name.clone())),
            PaneRequest::Review(number) => pane.look_only_at(number),
            PaneRequest::Section(title, _) => {
                let preset = Preset::EVERY
                    .into_iter()
                    .find(|preset| preset.is_of_the_bank() && preset.label() == *title)?;
                pane.search.preset = preset;
            }
            PaneRequest::Assign(number, line) => {
                pane.look_only_at(number);
                pane.assigned = Some(Assigned::of(*line));
            }
            _ => return None,
        }
        Some(pane)
    }

    fn place(&self, _shell: &Shell) -> Option<String> {
        self.search.whose.as_ref().map(|(_, name)| name.clone())
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }

    fn look(&self) -> Look {
        Look {
            words: self.search.line.text().to_owned(),
            preset: self.search.preset.label().to_owned(),
            sort: Some(Sort {
                column: 0,
                descends: self.search.sort == QueueSort::Newest,
            }),
            ..Look::default()
        }
    }

    fn chosen_columns(&mut self, shell: &Shell) -> Option<(Vec<Column>, &mut LeftOut)> {
        let columns = self.columns(shell).to_vec();
        Some((columns, &mut self.queue.left_out))
    }

    fn look_as(&mut self, cx: &mut Context<'_>, look: Look) {
        self.focus = Focus::List;
        self.searched(cx, |search| {
            search.line.set(&look.words);
            search.preset = Preset::EVERY
                .into_iter()
                .find(|preset| preset.label() == look.preset)
                .unwrap_or_default();
            search.sort = match look.sort {
                Some(Sort { descends: true, .. }) => QueueSort::Newest,
                _ => QueueSort::Wait,
            };
        });
    }

    fn dialog_room(&self, shell: &Shell, area: Rect) -> Rect {
        Self::room_of_dialogs(shell, area)
    }
}
