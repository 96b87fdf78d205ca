//! Marking what is to be paid together: lines of one workshop and one currency that take a payment.

use super::lines::{Key, payable};
use super::{Context, PayablesPane};
use crate::domain::ids::WorkshopId;
use crate::domain::money::Money;
use crate::locale::{Catalogue, t};
use crate::service::payables::MOST_LINES;
use crate::service::payables::view::PayableRow;
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::pane::paged::ListPane;

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
    /// Marks or unmarks the selected row; the row of a workshop stands for all of its lines.
    pub(crate) fn mark(&mut self, cx: &mut Context<'_>) {
        let Some(row) = self.lines.selected().cloned() else {
            return self.mark_all(cx, Wanted::Due);
        };
        if !self.lines.list.is_marked(Key::Line(row.id))
            && let Err(why) = may_join(cx.shell.catalogue, self.lines.marked().next(), self.lines.list.marks().len(), &row)
        {
            return cx.toast(Tone::Waits, why);
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
        let mut first = self.lines.marked().next().cloned();
        if first.as_ref().is_some_and(|row| row.workshop != workshop) {
            self.lines.list.clear_marks();
            first = None;
        }
        let mut refused = None;
        for row in &lines {
            match may_join(cx.shell.catalogue, first.as_ref(), self.lines.list.marks().len(), row) {
                Ok(()) => {
                    self.lines.list.mark(Key::Line(row.id));
                    first.get_or_insert_with(|| row.clone());
                }
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        if self.lines.list.marks().is_empty() {
            let why = self.nothing_due(cx.shell.catalogue, workshop).or(refused);
            return why.map_or((), |why| cx.toast(Tone::Waits, why));
        }
        if wanted == Wanted::Settled {
            self.begin_settling(cx);
        }
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

    /// How many lines are marked and what is left of them.
    pub(crate) fn marked_sum(&self) -> Option<(usize, Money)> {
        let currency = self.lines.marked().next()?.left.currency();
        let sum = Money::sum(currency, self.lines.marked().map(|row| row.left)).ok()?;
        Some((self.lines.list.marks().len(), sum))
    }
}

/// Why a line cannot join the marked ones, in a sentence.
fn may_join(catalogue: &Catalogue, first: Option<&PayableRow>, marked: usize, row: &PayableRow) -> Result<(), String> {
    if row.left.is_negative() {
        return Err(t!(catalogue, "liquidaciones-mark-clawback", number = &row.number));
    }
    if !payable(row) {
        let status = catalogue.text(&format!("payable-{}", row.status), &[]);
        return Err(t!(catalogue, "liquidaciones-mark-not-open", number = &row.number, status = status));
    }
    let Some(first) = first else { return Ok(()) };
    if first.workshop != row.workshop {
        let workshop = first.workshop_name.as_str();
        return Err(t!(catalogue, "liquidaciones-mark-other-workshop", workshop = workshop));
    }
    if first.amount.currency() != row.amount.currency() {
        let currency = first.amount.currency().sign();
        return Err(t!(catalogue, "liquidaciones-mark-other-currency", currency = currency));
    }
    if marked >= MOST_LINES {
        return Err(t!(catalogue, "liquidaciones-mark-most", count = MOST_LINES));
    }
    Ok(())
}
