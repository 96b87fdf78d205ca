//! Asking for orders without workshop, their candidates, and the work that is open; and what the answers do.

use super::outcome::Topic;
use super::rows::Pen;
use super::worklist::NextRead;
use super::{Context, Slot, WorkshopsPane};
use crate::locale::t;
use crate::service::core::page::{Cursor, Page};
use crate::service::fulfilment::candidates::Candidates;
use crate::service::fulfilment::work_list::{self, WaitingFilter, WorkRow, WorksFilter};
use crate::service::workshops::zones::ServiceZoneView;
use crate::tui::core::client::Query;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::picker::Picker;
use crate::tui::dialogue::shell::Shell;

impl WorkshopsPane {
    /// Whether the person in front reads orders at all; whoever does not, sees no queue.
    pub(crate) fn sees_queue(shell: &Shell) -> bool {
        shell.operator.may(work_list::WAITING_NEEDS).is_ok()
    }

    fn pen<'a>(shell: &Shell) -> Pen<'a> {
        Pen {
            catalogue: shell.catalogue,
            now: shell.now,
        }
    }

    pub(crate) fn read_lists(&mut self, cx: &mut Context<'_>) {
        if Self::sees_queue(cx.shell) && self.waiting.begin() {
            self.read_waiting(cx, Slot::Waiting, None);
        }
        if self.works.as_mut().is_some_and(|works| works.rows.begin()) {
            self.read_works(cx, Slot::Works, None);
        }
    }

    fn read_waiting(&self, cx: &mut Context<'_>, slot: Slot, after: Option<Cursor>) {
        if slot == Slot::Waiting {
            cx.forget(Slot::MoreWaiting);
        }
        let filter = WaitingFilter { zone: self.zone.clone() };
        cx.read(slot, Query::Waiting { filter, after });
    }

    pub(crate) fn read_works(&self, cx: &mut Context<'_>, slot: Slot, after: Option<Cursor>) {
        let Some(works) = &self.works else { return };
        if slot == Slot::Works {
            cx.forget(Slot::MoreWorks);
        }
        let filter = works.filter.clone();
        cx.read(slot, Query::Works { filter, after });
    }

    /// Another zone, or all of them.
    pub(crate) fn look_at(&mut self, cx: &mut Context<'_>, zone: Option<String>) {
        self.zone = zone;
        self.other_rows(cx);
        if Self::sees_queue(cx.shell) {
            self.waiting = super::WorkList::default();
            self.choice.clear();
            self.waiting.begin();
            self.read_waiting(cx, Slot::Waiting, None);
        }
    }

    pub(crate) fn offer_zones(&self, cx: &mut Context<'_>, zones: &[ServiceZoneView]) {
        let catalogue = cx.shell.catalogue;
        let all = std::iter::once((Item::new(t!(catalogue, "talleres-zone-all")), None));
        let named = zones.iter().map(|zone| {
            let detail = t!(catalogue, "talleres-zone-workshops", count = zone.workshops);
            (Item::new(zone.name.as_str()).detail(detail), Some(zone.name.to_string()))
        });
        let (items, names): (Vec<Item>, Vec<Option<String>>) = all.chain(named).unzip();
        let at = names.iter().position(|name| *name == self.zone).unwrap_or(0);
        let picker = Picker::new(t!(catalogue, "talleres-zone-title"), items).starting_at(at);
        cx.open(picker, Topic::Zone(names));
    }

    /// Other work of the same workshop: from the start.
    pub(crate) fn narrow(&mut self, cx: &mut Context<'_>, change: impl FnOnce(&mut WorksFilter)) {
        if let Some(works) = &mut self.works {
            change(&mut works.filter);
            works.rows = super::WorkList::default();
            works.rows.begin();
            self.read_works(cx, Slot::Works, None);
        }
    }

    /// Another order may be in front: its candidates, and the next page near the end.
    pub(crate) fn moved(&mut self, cx: &mut Context<'_>) {
        let front = self.waiting.front().map(|row| row.order);
        match front {
            Some(order) if self.choice.of(order).is_none() => cx.read(Slot::Choice, Query::Candidates(order)),
            Some(_) => {}
            None => {
                cx.forget(Slot::Choice);
                self.choice.clear();
            }
        }
        if let Some(cursor) = self.waiting.wants_more() {
            self.read_waiting(cx, Slot::MoreWaiting, Some(cursor));
        }
        if let Some(cursor) = self.works.as_mut().and_then(|works| works.rows.wants_more()) {
            self.read_works(cx, Slot::MoreWorks, Some(cursor));
        }
    }

    /// Waits are written anew.
    pub(crate) fn rewrite(&mut self, shell: &Shell) {
        let pen = Self::pen(shell);
        self.waiting.rewrite(|row| pen.waiting(row));
        if let Some(works) = &mut self.works {
            works.rows.rewrite(|row| pen.work(row));
        }
    }

    pub(crate) fn waiting_came(&mut self, cx: &mut Context<'_>, page: Page<WorkRow>) {
        self.waiting_fault = None;
        let pen = Self::pen(cx.shell);
        match self.waiting.gather(page, |row| pen.waiting(row)) {
            NextRead::More(cursor) => return self.read_waiting(cx, Slot::Waiting, Some(cursor)),
            NextRead::Again => self.read_lists(cx),
            NextRead::Shown => {}
        }
        // What was booked meanwhile may leave other candidates.
        if let Some(order) = self.waiting.front().map(|row| row.order) {
            cx.read(Slot::Choice, Query::Candidates(order));
        }
        self.moved(cx);
    }

    pub(crate) fn works_came(&mut self, cx: &mut Context<'_>, page: Page<WorkRow>) {
        let pen = Self::pen(cx.shell);
        let Some(works) = &mut self.works else { return };
        works.fault = None;
        match works.rows.gather(page, |row| pen.work(row)) {
            NextRead::More(cursor) => self.read_works(cx, Slot::Works, Some(cursor)),
            NextRead::Again => self.read_lists(cx),
            NextRead::Shown => self.moved(cx),
        }
    }

    pub(crate) fn more_came(&mut self, shell: &Shell, slot: Slot, page: Page<WorkRow>) {
        let pen = Self::pen(shell);
        match (slot, &mut self.works) {
            (Slot::MoreWaiting, _) => self.waiting.append(page, |row| pen.waiting(row)),
            (_, Some(works)) => works.rows.append(page, |row| pen.work(row)),
            (_, None) => {}
        }
    }

    pub(crate) fn candidates_came(&mut self, cx: &mut Context<'_>, found: Box<Candidates>) {
        if self.waiting.front().is_some_and(|row| row.order == found.order) {
            self.choice.put(cx.shell.catalogue, found);
        }
    }
}
