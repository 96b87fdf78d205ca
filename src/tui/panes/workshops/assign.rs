//! Finding a workshop for the selected order: notifying the first, choosing another, going over the limit.

use super::choice::{margin, reasons, unfit};
use super::rows::{place, what};
use super::{Context, WorkshopsPane};
use crate::domain::fulfilment::workshop_choice::Misfit;
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, day_month, t};
use crate::service::core::command::{OnOrder, Seen};
use crate::service::core::error::Conflict;
use crate::service::core::receipt::Outcome as Did;
use crate::service::fulfilment::candidates::{CandidateView, Candidates};
use crate::service::fulfilment::commands::{Choose, Notify};
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::client::{Command, Receipt, Rehearsal, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Choice, Field, Handle, One};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready, done};
use crate::tui::pane::reason::{REASON, given, reason};

const WORKSHOP: Handle<One<WorkshopId>> = Handle::new("workshop");

/// A workshop being found for an order.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// As the person saw it.
    row: WorkRow,
    to: To,
    /// It departs from the ranking: a reason is asked for.
    departs: bool,
}

#[derive(Clone, Debug)]
enum To {
    Notify(WorkshopId),
    /// It is only chosen so far.
    Choose(WorkshopId, String),
    /// One of these is notified, with no room for it.
    OverLimit(Vec<(WorkshopId, String)>),
}

impl Dialogue for Assignment {
    fn matter(&self) -> Matter {
        let kind = match self.to {
            To::Notify(_) => "notify",
            To::Choose(..) => "choose",
            To::OverLimit(_) => "over-limit",
        };
        let id = self.row.order.uuid();
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let number = &self.row.number;
        match &self.to {
            To::Notify(_) => t!(catalogue, "talleres-notify-title", order = number),
            To::Choose(_, name) => t!(catalogue, "talleres-choose-title", order = number, workshop = name),
            To::OverLimit(_) => t!(catalogue, "talleres-over-title", order = number),
        }
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        match self.to {
            To::Notify(_) => t!(catalogue, "talleres-notify-yes"),
            To::Choose(..) => t!(catalogue, "talleres-choose-yes"),
            To::OverLimit(_) => t!(catalogue, "talleres-over-yes"),
        }
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        match self.to {
            To::Choose(..) => vec![(Tone::Plain, t!(catalogue, "talleres-choose-intro"))],
            To::OverLimit(_) => vec![self.about(catalogue), (Tone::Waits, t!(catalogue, "talleres-over-intro"))],
            To::Notify(_) => vec![self.about(catalogue)],
        }
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let mut fields = Vec::new();
        if let To::OverLimit(workshops) = &self.to {
            let choices = workshops.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str()));
            let workshop = Field::choice(WORKSHOP, t!(catalogue, "talleres-column-workshop"), choices.collect()).required();
            fields.push(match workshops.as_slice() {
                [(only, _)] => workshop.with(&only.to_string()),
                _ => workshop,
            });
        }
        if self.departs {
            fields.push(reason(t!(catalogue, "talleres-field-reason")));
        }
        fields
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let (order, version) = (self.row.order, self.row.version);
        let seen = Some(Seen { version, proofs: None });
        let reason = self.departs.then(|| given(form)).transpose()?;
        let notify = |workshop, over_limit| Notify {
            order,
            seen: seen.clone(),
            workshop: Some(workshop),
            reason: reason.clone(),
            over_limit,
        };
        Ok(match &self.to {
            To::Notify(workshop) => Command::Notify(notify(*workshop, None)),
            To::OverLimit(_) => Command::Notify(notify(form.get(WORKSHOP).ok_or(Unready::Missing)?, reason.clone())),
            To::Choose(workshop, _) => Command::Choose(Choose {
                order,
                seen,
                workshop: *workshop,
                reason,
            }),
        })
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        match self.to {
            To::Notify(_) => LastQuestion::None,
            To::Choose(..) => LastQuestion::Unasked,
            To::OverLimit(_) => LastQuestion::Typed(self.row.number.clone()),
        }
    }

    fn recalled(&self, catalogue: &Catalogue, form: &Form) -> Said {
        let To::OverLimit(workshops) = &self.to else { return Vec::new() };
        let name = workshops.iter().find(|(id, _)| Some(*id) == form.get(WORKSHOP));
        let who = t!(
            catalogue,
            "talleres-over-who",
            workshop = name.map_or("", |(_, name)| name.as_str()),
            reason = form.get(REASON).unwrap_or_default()
        );
        vec![
            (Tone::Plain, who),
            (Tone::Wrong, format!("▲ {}", t!(catalogue, "talleres-over-for-ever"))),
        ]
    }

    fn field_of(&self, refusal: &Refusal) -> Option<std::borrow::Cow<'static, str>> {
        match refusal.code {
            Code::WorkshopUnfit | Code::NoRoom => Some(WORKSHOP.into()),
            Code::ReasonRequired | Code::OffRanking | Code::TextTooLong => Some(REASON.into()),
            _ => None,
        }
    }

    /// The ranking that was kept, or the one of now, puts another one first: then a reason is asked for after all.
    fn refused(&mut self, refusal: &Refusal) -> bool {
        let asks = matches!(refusal.code, Code::ReasonRequired | Code::OffRanking) && !self.departs;
        self.departs |= asks;
        asks
    }

    fn overtaken(&mut self, overtaken: &Conflict) -> bool {
        self.row.version = overtaken.now;
        true
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        let key = match self.to {
            To::Choose(..) => "talleres-did-choose",
            To::Notify(_) | To::OverLimit(_) => "talleres-did-notify",
        };
        done(catalogue, key, receipt)
    }
}

/// Who could be given more than its day takes: those without room first.
fn eligible(found: &Candidates) -> Vec<(WorkshopId, String)> {
    let full = found.failed.iter().filter(|one| one.reason == Misfit::NoCapacity);
    let full = full.map(|one| (one.workshop, one.name.to_string()));
    let fitting = found.fitting.iter().map(|one| (one.workshop, one.name.to_string()));
    full.chain(fitting).collect()
}

impl Assignment {
    /// What is made, and where it goes.
    fn about(&self, catalogue: &Catalogue) -> (Tone, String) {
        let said = format!("{} · {}", what(catalogue, &self.row), place(catalogue, &self.row));
        (Tone::Strong, said)
    }
}

impl WorkshopsPane {
    /// The workshop that `n` notifies: the one marked as chosen, wherever the cursor is.
    pub(crate) fn to_notify(&self, catalogue: &Catalogue, row: &WorkRow) -> Result<WorkshopId, String> {
        let found = self.choice.of(row.order).ok_or_else(|| match &self.choice.fault {
            Some(why) => why.clone(),
            None => t!(catalogue, "talleres-choice-loading"),
        })?;
        // What is marked among the candidates, and what the list of orders says, are read one after the other.
        let wanted = found.workshop;
        if wanted != row.workshop_id {
            return Err(t!(catalogue, "talleres-choice-loading"));
        }
        if wanted.is_none() && found.fitting.is_empty() {
            return Err(match eligible(found).is_empty() {
                true => t!(catalogue, "talleres-nobody-fits"),
                false => t!(catalogue, "talleres-nobody-fits-today"),
            });
        }
        let chosen = wanted.ok_or_else(|| t!(catalogue, "talleres-nobody-chosen"))?;
        if found.fitting.iter().any(|one| one.workshop == chosen) {
            return Ok(chosen);
        }
        Err(match found.failed.iter().find(|one| one.workshop == chosen) {
            Some(one) => t!(
                catalogue,
                "talleres-chosen-unfit",
                workshop = one.name.as_str(),
                why = unfit(catalogue, one)
            ),
            None => t!(catalogue, "talleres-nobody-chosen"),
        })
    }

    /// The selected candidate, when it can be chosen.
    pub(crate) fn selected_candidate(&self) -> Option<&CandidateView> {
        let (_, found) = self.found()?;
        let selected = self.choice.list.selected();
        found.fitting.iter().find(|one| Some(one.workshop) == selected)
    }

    /// Why the selected workshop cannot make the order, in words; none when it can.
    pub(crate) fn unfit_for(&self, catalogue: &Catalogue) -> Option<String> {
        if self.selected_candidate().is_some() {
            return None;
        }
        let selected = self.choice.list.selected();
        let failed = self
            .found()
            .and_then(|(_, found)| found.failed.iter().find(|one| Some(one.workshop) == selected));
        Some(match failed {
            Some(one) => t!(
                catalogue,
                "talleres-unfit",
                workshop = one.name.as_str(),
                why = unfit(catalogue, one)
            ),
            None => t!(catalogue, "talleres-choice-loading"),
        })
    }

    fn found(&self) -> Option<(&WorkRow, &Candidates)> {
        let row = self.waiting.selected()?;
        Some((&row.work, self.choice.of(row.order)?))
    }

    fn is_first(&self, workshop: WorkshopId) -> bool {
        let first = self.found().and_then(|(_, found)| found.fitting.first());
        first.is_some_and(|one| one.workshop == workshop)
    }

    pub(crate) fn ask_notify(&self, cx: &mut Context<'_>) {
        let Some(row) = self.waiting.selected().map(|row| row.work.clone()) else {
            return;
        };
        if let Ok(workshop) = self.to_notify(cx.shell.catalogue, &row) {
            let to = To::Notify(workshop);
            Self::begin(cx, Assignment { row, to, departs: false });
        }
    }

    /// The candidates to choose from; those that do not fit say why.
    pub(crate) fn ask_choose(&self, cx: &mut Context<'_>) {
        let Some((row, found)) = self.found() else { return };
        let catalogue = cx.shell.catalogue;
        let fitting = found.fitting.iter().map(|one| {
            let left = margin(catalogue, one).map(|left| format!(" · {left}"));
            let ready = t!(catalogue, "talleres-ready", day = day_month(one.ready_on));
            let detail = format!("{ready} · {}{}", one.cost, left.unwrap_or_default());
            (Item::new(one.name.as_str()).detail(detail), one.workshop)
        });
        let failed = found.failed.iter().map(|one| {
            let item = Item::new(one.name.as_str()).disabled(Some(unfit(catalogue, one)));
            (item, one.workshop)
        });
        let title = t!(catalogue, "talleres-choose-who", order = &row.number);
        let row = row.clone();
        let choices = fitting.chain(failed);
        cx.choose(title, choices, move |pane: &mut Self, cx, workshop| pane.choose(cx, row, workshop));
    }

    pub(crate) fn pick(&self, cx: &mut Context<'_>) {
        if let (Some(candidate), Some(row)) = (self.selected_candidate(), self.waiting.selected()) {
            self.choose(cx, row.work.clone(), candidate.workshop);
        }
    }

    /// The first needs no reason; whoever departs from the ranking says why.
    fn choose(&self, cx: &mut Context<'_>, row: WorkRow, workshop: WorkshopId) {
        let found = self.choice.of(row.order);
        let named = found.and_then(|found| found.fitting.iter().find(|one| one.workshop == workshop));
        if let Some(name) = named.map(|one| one.name.to_string()) {
            let departs = !self.is_first(workshop);
            let to = To::Choose(workshop, name);
            Self::begin(cx, Assignment { row, to, departs });
        }
    }

    /// Why the limit of nobody can be passed; none when it can of somebody.
    pub(crate) fn nobody_to_overfill(catalogue: &Catalogue, found: &Candidates) -> Option<String> {
        if !eligible(found).is_empty() {
            return None;
        }
        let why = found.shortfall.as_ref().map(|short| reasons(catalogue, &short.shortfall));
        Some(match why.filter(|why| !why.is_empty()) {
            Some(why) => t!(catalogue, "talleres-over-nobody", total = found.failed.len(), reasons = why),
            None => t!(catalogue, "talleres-nobody-at-all"),
        })
    }

    pub(crate) fn ask_over_limit(&self, cx: &mut Context<'_>) {
        let Some((row, found)) = self.found() else { return };
        let (row, to) = (row.clone(), To::OverLimit(eligible(found)));
        Self::begin(cx, Assignment { row, to, departs: true });
    }

    pub(crate) fn begin(cx: &mut Context<'_>, dialogue: impl Dialogue + 'static) {
        cx.begin(dialogue, |pane: &mut Self, _, receipt| pane.own(&receipt));
    }

    /// The candidates of the selected order are looked for again.
    pub(crate) fn look_again(&self, cx: &mut Context<'_>) {
        let Some(row) = self.waiting.selected() else { return };
        let (order, number) = (row.order, row.number.clone());
        cx.run(Command::Rank(OnOrder { order }), move |pane: &mut Self, cx, result| {
            let catalogue = cx.shell.catalogue;
            let (tone, said) = match &result {
                Ok(receipt) => match receipt.outcome {
                    Did::Chosen {
                        workshop: Some(_),
                        candidates,
                    } => (Tone::Done, t!(catalogue, "talleres-did-rank", order = number, count = candidates)),
                    _ => (Tone::Waits, t!(catalogue, "talleres-did-rank-nobody", order = number)),
                },
                Err(error) => (Tone::Wrong, sentence(catalogue, error)),
            };
            cx.toast(tone, said);
            if let Ok(receipt) = &result {
                pane.own(receipt);
            }
            pane.reload(cx);
        });
    }
}
