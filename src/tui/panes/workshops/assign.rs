//! Finding a workshop for the selected order: notifying the first, choosing another, going over the limit.

use chrono::TimeDelta;

use super::choice::unfit;
use super::dialog::{AssignDialog, Next, What};
use super::outcome::Topic;
use super::{Context, Front, WorkshopsPane};
use crate::domain::fulfilment::workshop_choice::Misfit;
use crate::domain::ids::WorkshopId;
use crate::locale::{Catalogue, day_month, day_time, t};
use crate::service::core::command::OnOrder;
use crate::service::fulfilment::candidates::{CandidateView, Candidates};
use crate::service::fulfilment::commands::Choose;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::client::Command;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::picker::Picker;

impl WorkshopsPane {
    /// The workshop that `n` tells: the one selected among the candidates, the chosen one, or the first.
    pub(crate) fn to_notify(&self, catalogue: &Catalogue, row: &WorkRow) -> Result<CandidateView, String> {
        let found = self.choice.of(row.order).ok_or_else(|| match &self.choice.fault {
            Some(why) => why.clone(),
            None => t!(catalogue, "talleres-choice-loading"),
        })?;
        let wanted = match self.front {
            Front::Choice => self.choice.list.selected(),
            _ => row.workshop_id,
        };
        let Some(wanted) = wanted else {
            return match found.fitting.is_empty() {
                true => Err(t!(catalogue, "talleres-nobody-fits")),
                false => Err(t!(catalogue, "talleres-nobody-chosen")),
            };
        };
        if let Some(one) = found.fitting.iter().find(|one| one.workshop == wanted) {
            return Ok(one.clone());
        }
        let why = found.failed.iter().find(|one| one.workshop == wanted);
        Err(match why {
            Some(one) => t!(
                catalogue,
                "talleres-chosen-unfit",
                workshop = one.name.as_str(),
                why = unfit(catalogue, one)
            ),
            None => t!(catalogue, "talleres-nobody-chosen"),
        })
    }

    /// The candidate in front, when it can be chosen.
    pub(crate) fn selected_candidate(&self) -> Result<CandidateView, String> {
        let row = self.waiting.front().ok_or_else(String::new)?;
        let found = self.choice.of(row.order).ok_or_else(String::new)?;
        let selected = self.choice.list.selected();
        let fits = found.fitting.iter().find(|one| Some(one.workshop) == selected);
        fits.cloned().ok_or_else(String::new)
    }

    pub(crate) fn ask_notify(&mut self, cx: &mut Context<'_>) {
        let Some(row) = self.waiting.front().cloned() else { return };
        let Ok(candidate) = self.to_notify(cx.shell.catalogue, &row) else {
            return;
        };
        let answer_by = cx.shell.now + TimeDelta::hours(i64::from(self.answer_hours));
        let what = What::Notify {
            anew: row.workshop_id != Some(candidate.workshop) && !self.is_first(&row, candidate.workshop),
            candidate,
            answer_by: day_time(answer_by),
        };
        self.ask(cx, what, row);
    }

    fn is_first(&self, row: &WorkRow, workshop: WorkshopId) -> bool {
        let found = self.choice.of(row.order);
        found
            .and_then(|found| found.fitting.first())
            .is_some_and(|one| one.workshop == workshop)
    }

    /// The candidates to choose from; those that do not fit say why.
    pub(crate) fn ask_choose(&self, cx: &mut Context<'_>) {
        let Some((row, found)) = self.found() else { return };
        let catalogue = cx.shell.catalogue;
        let fitting = found.fitting.iter().map(|one| {
            let detail = format!("{} · {}", t!(catalogue, "talleres-ready", day = day_month(one.ready_on)), one.cost);
            (Item::new(one.name.as_str()).detail(detail), one.workshop)
        });
        let failed = found.failed.iter().map(|one| {
            let item = Item::new(one.name.as_str()).disabled(Some(unfit(catalogue, one)));
            (item, one.workshop)
        });
        let (items, workshops): (Vec<Item>, Vec<WorkshopId>) = fitting.chain(failed).unzip();
        let title = t!(catalogue, "talleres-choose-who", order = &row.number);
        cx.open(Picker::new(title, items), Topic::Choose(Box::new(row.clone()), workshops));
    }

    pub(crate) fn pick(&mut self, cx: &mut Context<'_>) {
        if let (Ok(candidate), Some(row)) = (self.selected_candidate(), self.waiting.front().cloned()) {
            self.choose(cx, row, candidate.workshop);
        }
    }

    /// The first needs no reason; whoever departs from the ranking says why.
    pub(crate) fn choose(&mut self, cx: &mut Context<'_>, row: WorkRow, workshop: WorkshopId) {
        let found = self.choice.of(row.order);
        let named = found.and_then(|found| found.fitting.iter().find(|one| one.workshop == workshop));
        let Some(name) = named.map(|one| one.name.to_string()) else {
            return;
        };
        let what = What::Choose { workshop, name };
        if !self.is_first(&row, workshop) {
            return self.ask(cx, what, row);
        }
        let ask = AssignDialog { what, row };
        let command = Command::Choose(Choose {
            order: ask.row.order,
            seen: ask.seen(),
            workshop,
            reason: None,
        });
        cx.write(command, Topic::Written(Box::new(ask), None));
    }

    pub(crate) fn ask_over_limit(&mut self, cx: &mut Context<'_>) {
        let Some((row, found)) = self.found() else { return };
        let full = found.failed.iter().filter(|one| one.reason == Misfit::NoCapacity);
        let full = full.map(|one| (one.workshop, one.name.to_string()));
        let fitting = found.fitting.iter().map(|one| (one.workshop, one.name.to_string()));
        let (workshops, row) = (full.chain(fitting).collect(), row.clone());
        self.ask(cx, What::OverLimit(workshops), row);
    }

    pub(crate) fn look_again(&self, cx: &mut Context<'_>) {
        if let Some(row) = self.waiting.front() {
            let order = row.order;
            cx.write(Command::Rank(OnOrder { order }), Topic::Ranked(row.number.clone()));
        }
    }

    fn found(&self) -> Option<(&WorkRow, &Candidates)> {
        let row = self.waiting.front()?;
        Some((row, self.choice.of(row.order)?))
    }

    /// Opens what a step asks for.
    fn ask(&self, cx: &mut Context<'_>, what: What, row: WorkRow) {
        open(cx, Box::new(AssignDialog { what, row }));
    }
}

pub(crate) fn open(cx: &mut Context<'_>, ask: Box<AssignDialog>) {
    match ask.begin(cx.shell.catalogue) {
        Next::Form(form) => cx.open(form, Topic::Form(ask)),
        Next::Sure(confirm) => {
            if let Some(command) = ask.command(None) {
                cx.open(confirm, Topic::Sure(ask, None, Box::new(command)));
            }
        }
    }
}
