//! What waits for a verdict: the rows, those in one's own hands among them whatever the filter says, and which are wanted.

use std::mem;

use super::actions::ClaimState;
use super::filter::Search;
use super::rows::{Pen, columns};
use super::{Context, Focus, PaymentsPane};
use crate::domain::Time;
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::text::Safe;
use crate::locale::t;
use crate::service::core::filter_text::HolderFilter;
use crate::service::orders::view::ClaimView;
use crate::service::payments::view::QueueRow;
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::widgets::list::Row;
use crate::tui::widgets::table::Column;

pub type Queue = PagedList<ask::Queue>;

impl ListPane<ask::Queue> for PaymentsPane {
    type Shown = SubmissionId;

    fn paged(&mut self) -> &mut Queue {
        &mut self.queue
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Queue> {
        let mut filter = self.search.read(shell, self.target)?;
        (filter.orders, filter.besides) = self.of_the_bank(shell)?;
        Some(ask::Queue {
            filter,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<SubmissionId>> {
        let pen = self.pen(shell);
        let rows = self.queue.rows().iter().skip(from);
        rows.map(|row| pen.row(row, self.matches.cell(shell.catalogue, row.submission)))
            .collect()
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        self.columns(shell).to_vec()
    }

    /// Kept rows that the filter left out come where they were in the order of the list.
    fn arrange(&mut self, rows: &mut Vec<QueueRow>) {
        let ascends = match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => first.reported_at <= last.reported_at,
            _ => true,
        };
        for row in &self.kept {
            if rows.iter().all(|other| other.submission != row.submission) {
                let before = |other: &&QueueRow| (other.reported_at <= row.reported_at) == ascends;
                let at = rows.iter().take_while(before).count();
                rows.insert(at, row.clone());
            }
        }
        let selected = self.queue.selected();
        let gone = selected.filter(|selected| rows.iter().all(|row| row.submission != selected.submission));
        self.gone = gone.map(|row| row.number.clone());
    }

    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        // Whoever reads one order is not shown another in its place without a word.
        if let Some(order) = self.gone.take().filter(|_| self.focus == Focus::Detail) {
            self.focus = Focus::List;
            cx.toast(Tone::Waits, t!(cx.shell.catalogue, "pagos-gone", order = order));
        }
        self.moved(cx);
    }
}

impl PaymentsPane {
    pub(crate) fn pen<'a>(&self, shell: &Shell) -> Pen<'a> {
        Pen {
            catalogue: shell.catalogue,
            now: shell.now,
            me: shell.operator.id,
            target: self.target,
        }
    }

    /// The columns of the list; the banks' has nothing to say where no line was found for anything.
    pub(crate) fn columns(&self, shell: &Shell) -> [Column; 7] {
        columns(shell.catalogue, self.search.sort, self.matches.are_any())
    }

    /// The selected order.
    pub(crate) fn order(&self) -> Option<OrderId> {
        self.queue.selected().map(|row| row.order)
    }

    /// Other rows are wanted.
    pub(crate) fn searched(&mut self, cx: &mut Context<'_>, change: impl FnOnce(&mut Search)) {
        change(&mut self.search);
        self.kept.clear();
        self.reload_anew(cx);
    }

    /// The rows of an order that was just claimed stay among those that nobody claimed, and among those that fit or do not, until
    /// they are let go. Another list loses them only when they wait no longer.
    pub(crate) fn keep(&mut self, cx: &Context<'_>, order: OrderId, until: Time) {
        let leaves = |asked: &ask::Queue| {
            let filter = &asked.filter;
            filter.holder == HolderFilter::Nobody || filter.orders.is_some() || !filter.besides.is_empty()
        };
        let Some(holder) = cx.shell.operator.id.filter(|_| self.queue.question().is_some_and(leaves)) else {
            return;
        };
        let rows: Vec<_> = self.queue.rows().iter().filter(|row| row.order == order).cloned().collect();
        self.kept = if rows.is_empty() { mem::take(&mut self.kept) } else { rows };
        for row in &mut self.kept {
            row.payment = PaymentStatus::UnderReview;
            row.claim = Some(ClaimView {
                holder,
                name: Safe::new(&cx.shell.operator.name),
                since: cx.shell.now,
                until,
            });
        }
    }

    /// Changes to this order are one's own.
    pub(crate) fn changed_by_us(&mut self, order: OrderId) {
        let rows = self.queue.rows().iter().filter(|row| row.order == order);
        let changed: Vec<_> = rows.map(|row| row.submission).collect();
        self.queue.changed_by_us(changed);
    }

    /// After a verdict on these orders: the next row nobody looks at, from the first of them on or else from the start. Whoever
    /// went on to another row meanwhile stays there.
    pub(crate) fn go_on_after(&mut self, cx: &mut Context<'_>, orders: &[OrderId]) {
        let decided = self.order().is_none_or(|order| orders.contains(&order));
        if !decided {
            return;
        }
        self.focus = Focus::List;
        let rows = self.queue.rows();
        let from = rows.iter().position(|row| orders.contains(&row.order)).unwrap_or(0);
        let (before, after) = rows.split_at(from);
        let free = |row: &&QueueRow| matches!(ClaimState::of(cx.shell, row), ClaimState::Free | ClaimState::Lapsed);
        let next = after.iter().chain(before).filter(|row| !orders.contains(&row.order)).find(free);
        if let Some(id) = next.map(|row| row.submission) {
            self.queue.list.select(id);
        }
        self.moved(cx);
    }
}
