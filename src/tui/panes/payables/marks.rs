//! Marking what is to be paid: lines that take a payment, of any workshops. They stay marked under another filter and when all is
//! read again; those of one workshop and one currency are one transfer.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Key, payable};
use super::rows::sums;
use super::{Context, PayablesPane};
use crate::domain::ids::{PayableId, WorkshopId};
use crate::domain::money::{Currency, Money};
use crate::locale::{Catalogue, t};
use crate::service::payables::MOST_LINES;
use crate::service::payables::view::PayableRow;
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::pane::paged::ListPane;

/// The marked lines, as they were last read.
pub type Chosen = BTreeMap<PayableId, PayableRow>;

/// Lines of a workshop are to be marked, once they are all read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkAll {
    pub workshop: WorkshopId,
    pub wanted: Wanted,
}

/// Which of them, and what then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those whose day has come.
    Due,
    /// And those whose day has not come.
    Early,
    /// Those whose day has come, to be paid at once.
    Settled,
}

impl PayablesPane {
    /// Marks or unmarks the selected row; the row of a workshop stands for those of its lines that are due.
    pub(crate) fn mark(&mut self, cx: &mut Context<'_>) {
        let Some(row) = self.lines.selected().cloned() else {
            return self.mark_all(cx, Wanted::Due);
        };
        if self.chosen.remove(&row.id).is_none() {
            if let Err(why) = self.may_join(cx.shell.catalogue, &row) {
                return cx.toast(Tone::Waits, why);
            }
            self.chosen.insert(row.id, row);
        }
        self.lines.list.toggle_mark();
        self.moved(cx);
    }

    /// Marks every line listed of the selected workshop that is wanted; reads on first while there are more.
    pub(crate) fn mark_all(&mut self, cx: &mut Context<'_>, wanted: Wanted) {
        let Some(workshop) = self.lines.of_selected().map(|row| row.workshop) else {
            return;
        };
        self.marking = Some(MarkAll { workshop, wanted });
        self.mark_on(cx);
    }

    /// Goes on with marking all when more of the workshop's lines have come.
    pub(crate) fn mark_on(&mut self, cx: &mut Context<'_>) {
        let Some(MarkAll { workshop, wanted }) = self.marking else { return };
        let enough = self.lines.of(workshop).filter(|row| payable(row)).count() >= MOST_LINES;
        if !enough && !self.lines.has_all_of(workshop) {
            return ListPane::<ask::Payables>::more(self, cx);
        }
        self.marking = None;
        let early = |row: &PayableRow| wanted == Wanted::Early || !row.is_early();
        let lines: Vec<PayableRow> = self.lines.of(workshop).filter(|row| early(row)).cloned().collect();
        let (mut joined, mut refused) = (false, None);
        for row in lines {
            match self.may_join(cx.shell.catalogue, &row) {
                Ok(()) => {
                    joined = true;
                    self.lines.list.mark(Key::Line(row.id));
                    self.chosen.insert(row.id, row);
                }
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        match wanted {
            _ if !joined => {
                let why = self.nothing_due(cx.shell.catalogue, workshop);
                let why = why.or_else(|| self.nets(cx.shell.catalogue, workshop)).or(refused);
                if let Some(why) = why {
                    cx.toast(Tone::Waits, why);
                }
            }
            Wanted::Settled => self.begin_run(cx),
            Wanted::Due | Wanted::Early => {}
        }
    }

    /// What is marked stays so: the rows that are listed are marked again and known as they are now. A line that somebody paid
    /// meanwhile is not to be paid again, and one that the list of all that is owed does not have any more is gone.
    pub(crate) fn keep_marks(&mut self) {
        let mut kept = Chosen::new();
        for (id, row) in std::mem::take(&mut self.chosen) {
            match self.lines.find(id).cloned() {
                Some(now) if payable(&now) => {
                    self.lines.list.mark(Key::Line(id));
                    kept.insert(id, now);
                }
                Some(_) => {}
                None if self.search.is_plain() && self.lines.is_past(&row) => {}
                None => {
                    kept.insert(id, row);
                }
            }
        }
        self.chosen = kept;
        let over: Vec<Key> = self.lines.list.marks().iter().copied().collect();
        for key in over {
            if !matches!(key, Key::Line(id) if self.chosen.contains_key(&id)) {
                self.lines.list.unmark(key);
            }
        }
    }

    pub(crate) fn unmark(&mut self, lines: impl IntoIterator<Item = PayableId>) {
        for id in lines {
            self.chosen.remove(&id);
            self.lines.list.unmark(Key::Line(id));
        }
    }

    /// What is marked, as transfers: of one workshop and one currency each, in the order of their names.
    pub(crate) fn transfers_marked(&self) -> Vec<Vec<PayableId>> {
        let mut groups: BTreeMap<(&str, WorkshopId, Currency), Vec<&PayableRow>> = BTreeMap::new();
        for row in self.chosen.values() {
            let of = (row.workshop_name.as_str(), row.workshop, row.left.currency());
            groups.entry(of).or_default().push(row);
        }
        let in_order = |mut rows: Vec<&PayableRow>| {
            rows.sort_by_key(|row| (row.due_on, row.id));
            rows.into_iter().map(|row| row.id).collect()
        };
        groups.into_values().map(in_order).collect()
    }

    /// Why a workshop cannot be paid that owes something itself: it is taken off its next payment, and which that is.
    pub(crate) fn nets(&self, catalogue: &Catalogue, workshop: WorkshopId) -> Option<String> {
        let owing: Vec<&PayableRow> = self.lines.of(workshop).filter(|row| row.left.is_negative()).collect();
        let first = *owing.first()?;
        let amounts = owing.iter().map(|row| -row.left);
        let owed = Money::sum(first.left.currency(), amounts).ok()?;
        let numbers: Vec<&str> = owing.iter().map(|row| row.number.as_str()).collect();
        let (name, numbers) = (first.workshop_name.as_str(), numbers.join(", "));
        let next = self
            .lines
            .of(workshop)
            .filter(|row| payable(row))
            .min_by_key(|row| (row.due_on, row.id));
        Some(match next {
            Some(next) => t!(
                catalogue,
                "liquidaciones-nets-next",
                workshop = name,
                owed = owed,
                numbers = numbers,
                number = &next.number,
                left = next.left,
                day = next.due_on
            ),
            None => t!(
                catalogue,
                "liquidaciones-nets-later",
                workshop = name,
                owed = owed,
                numbers = numbers
            ),
        })
    }

    /// Why nothing of a workshop is to be paid now, when its day has not come.
    fn nothing_due(&self, catalogue: &Catalogue, workshop: WorkshopId) -> Option<String> {
        let next = self.lines.of(workshop).filter(|row| row.is_early()).min_by_key(|row| row.due_on)?;
        Some(t!(
            catalogue,
            "liquidaciones-nothing-due",
            workshop = next.workshop_name.as_str(),
            day = next.due_on
        ))
    }

    /// How many lines of how many workshops are marked, and what is left of them.
    pub(crate) fn marked_sum(&self) -> Option<(usize, usize, String)> {
        if self.chosen.is_empty() {
            return None;
        }
        let workshops: BTreeSet<WorkshopId> = self.chosen.values().map(|row| row.workshop).collect();
        let sum = sums(self.chosen.values().map(|row| row.left), None);
        Some((self.chosen.len(), workshops.len(), sum))
    }

    /// Why a line cannot be marked, in a sentence.
    fn may_join(&self, catalogue: &Catalogue, row: &PayableRow) -> Result<(), String> {
        if row.left.is_negative() {
            return Err(t!(catalogue, "liquidaciones-mark-clawback", number = &row.number));
        }
        if !payable(row) {
            let status = catalogue.text(&format!("payable-{}", row.status), &[]);
            return Err(t!(catalogue, "liquidaciones-mark-not-open", number = &row.number, status = status));
        }
        let together = |one: &&PayableRow| one.workshop == row.workshop && one.left.currency() == row.left.currency();
        if self.chosen.values().filter(together).count() >= MOST_LINES {
            return Err(t!(catalogue, "liquidaciones-mark-most", count = MOST_LINES));
        }
        Ok(())
    }
}
