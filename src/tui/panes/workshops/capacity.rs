//! What a workshop can take, changed from its cell: a day's limit, a closure, a pause. Who would no longer fit is shown
//! first; they stay booked.

use chrono::NaiveDate;

use super::board::day_of;
use super::dialog::why;
use super::outcome::Topic;
use super::{Context, Slot, WorkshopsPane};
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::Code;
use crate::locale::{Catalogue, date, day_month, t, zone};
use crate::tui::core::client::{
    CapacityChange, ChangeCapacity, Command, Consent, Error, NoLongerFit, Query, Receipt, ResumeWorkshop, sentence,
};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;

/// Bookings that are named; of more only how many there are.
const NAMED: usize = 8;

#[derive(Clone, Debug)]
pub struct Changing {
    pub workshop: WorkshopId,
    pub name: String,
    pub what: Kind,
    pub change: Option<CapacityChange>,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Limit(NaiveDate),
    Close(NaiveDate),
    Pause,
    Resume,
}

impl Changing {
    fn title(&self, catalogue: &Catalogue) -> String {
        let name = self.name.as_str();
        match self.what {
            Kind::Limit(day) => t!(catalogue, "talleres-limit-title", workshop = name, day = date(day)),
            Kind::Close(day) => t!(catalogue, "talleres-close-title", workshop = name, day = date(day)),
            Kind::Pause => t!(catalogue, "talleres-pause-title", workshop = name),
            Kind::Resume => t!(catalogue, "talleres-resume-title", workshop = name),
        }
    }

    fn yes(&self, catalogue: &Catalogue) -> String {
        match self.what {
            Kind::Limit(_) => t!(catalogue, "talleres-limit-yes"),
            Kind::Close(_) => t!(catalogue, "talleres-close-yes"),
            Kind::Pause => t!(catalogue, "talleres-pause-yes"),
            Kind::Resume => t!(catalogue, "talleres-resume-yes"),
        }
    }

    /// What was typed as a change; no units are the week's own.
    fn typed(&self, form: &Form) -> Option<CapacityChange> {
        let until = |from: NaiveDate| form.date("until").unwrap_or(from);
        Some(match self.what {
            Kind::Limit(from) if form.value("units").is_empty() => CapacityChange::Usual { from, until: until(from) },
            Kind::Limit(from) => CapacityChange::Days {
                from,
                until: until(from),
                units: Count::Units.typed(form.value("units")).ok()?,
            },
            Kind::Close(from) => CapacityChange::Days {
                from,
                until: until(from),
                units: 0,
            },
            Kind::Pause => CapacityChange::Pause { until: form.date("until") },
            Kind::Resume => return None,
        })
    }

    /// The change itself, or the end of a pause.
    fn command(&self, confirmed: bool) -> Command {
        let workshop = self.workshop.to_string();
        let consent = Consent {
            seen: None,
            reason: self.reason.clone(),
            confirmed,
        };
        match self.change {
            Some(change) => Command::ChangeCapacity(ChangeCapacity { workshop, change, consent }),
            None => Command::ResumeWorkshop(ResumeWorkshop { workshop, consent }),
        }
    }
}

impl WorkshopsPane {
    fn changing(&self, what: Kind) -> Option<Changing> {
        self.board.front().map(|row| Changing {
            workshop: row.workshop,
            name: row.name.to_string(),
            what,
            change: None,
            reason: None,
        })
    }

    pub(crate) fn ask_limit(&self, cx: &mut Context<'_>) {
        let Some(changing) = self.changing(Kind::Limit(self.days.day)) else {
            return;
        };
        let catalogue = cx.shell.catalogue;
        let units = Field::text("units", t!(catalogue, "talleres-field-units"))
            .hint(t!(catalogue, "talleres-units-hint"))
            .check(|typed| Count::Units.typed(typed).map(drop));
        let day = self.board.front().and_then(|row| day_of(row, self.days.day));
        let units = match day {
            Some(day) => units.offer(day.limit.to_string()),
            None => units,
        };
        let form = Form::new(changing.title(catalogue), changing.yes(catalogue))
            .field(units)
            .field(until(catalogue, self.days.day, "talleres-until-hint"))
            .field(why(catalogue));
        cx.open(form, Topic::Capacity(Box::new(changing)));
    }

    pub(crate) fn ask_close(&self, cx: &mut Context<'_>) {
        let Some(changing) = self.changing(Kind::Close(self.days.day)) else {
            return;
        };
        let catalogue = cx.shell.catalogue;
        let form = Form::new(changing.title(catalogue), changing.yes(catalogue))
            .field(why(catalogue))
            .field(until(catalogue, self.days.day, "talleres-until-hint"));
        cx.open(form, Topic::Capacity(Box::new(changing)));
    }

    /// Pauses, or ends the pause.
    pub(crate) fn ask_pause(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let paused = self.board.front().is_some_and(|row| row.paused.is_some());
        let what = if paused { Kind::Resume } else { Kind::Pause };
        let Some(changing) = self.changing(what) else { return };
        let (title, yes) = (changing.title(catalogue), changing.yes(catalogue));
        if paused {
            let confirm = Confirm::new(title, yes).line(t!(catalogue, "talleres-resume-intro"));
            return cx.open(confirm, Topic::Capacity(Box::new(changing)));
        }
        let form = Form::new(title, yes)
            .field(why(catalogue))
            .field(until(catalogue, zone().day(cx.shell.now), "talleres-return-hint"));
        cx.open(form, Topic::Capacity(Box::new(changing)));
    }

    /// Who would no longer fit is asked before anything is done.
    pub(crate) fn capacity_typed(&mut self, cx: &mut Context<'_>, mut changing: Box<Changing>, form: Form) {
        changing.change = changing.typed(&form);
        changing.reason = Some(form.value("reason").to_owned());
        let workshop = changing.workshop;
        if let Some(change) = changing.change {
            cx.read(Slot::Fits, Query::NoLongerFits { workshop, change });
        }
        self.changing = Some((changing, Some(Box::new(form))));
    }

    pub(crate) fn fits_came(&mut self, cx: &mut Context<'_>, left: &[NoLongerFit]) {
        let Some((changing, form)) = self.changing.take() else { return };
        if left.is_empty() {
            return change(cx, changing, form, false);
        }
        ask_crowded(cx, changing, form, left);
    }
}

pub(crate) fn change(cx: &mut Context<'_>, changing: Box<Changing>, form: Option<Box<Form>>, confirmed: bool) {
    cx.write(changing.command(confirmed), Topic::CapacityWritten(changing, form));
}

/// How the change ended.
pub(crate) fn changed(cx: &mut Context<'_>, changing: Box<Changing>, form: Option<Box<Form>>, result: Result<Receipt, Error>) {
    let catalogue = cx.shell.catalogue;
    match result {
        Ok(_) => cx.toast(Tone::Done, t!(catalogue, "talleres-kept", workshop = changing.name)),
        // Somebody booked meanwhile.
        Err(Error::NoLongerFits(left)) => ask_crowded(cx, changing, form, &left.assignments),
        Err(error) => {
            let said = sentence(catalogue, &error);
            match (field_of(&error), form) {
                (Some(field), Some(mut form)) => {
                    form.fail(field, said);
                    cx.open(*form, Topic::Capacity(changing));
                }
                _ => cx.toast(Tone::Wrong, said),
            }
        }
    }
}

fn until(catalogue: &Catalogue, day: NaiveDate, hint: &'static str) -> Field {
    Field::date("until", t!(catalogue, "talleres-field-until"), day).hint(catalogue.text(hint, &[]))
}

const fn field_of(error: &Error) -> Option<&'static str> {
    match error {
        Error::Refused(refusal) => match refusal.code {
            Code::PeriodBackwards | Code::PeriodLong => Some("until"),
            Code::UnitsOutOfRange => Some("units"),
            Code::ReasonRequired | Code::TextTooLong => Some("reason"),
            _ => None,
        },
        _ => None,
    }
}

/// They stay booked, and the person knows.
fn ask_crowded(cx: &mut Context<'_>, changing: Box<Changing>, form: Option<Box<Form>>, left: &[NoLongerFit]) {
    let catalogue = cx.shell.catalogue;
    let mut confirm = Confirm::new(changing.title(catalogue), changing.yes(catalogue))
        .toned(Tone::Waits, format!("▲ {}", t!(catalogue, "talleres-crowded", count = left.len())))
        .line(t!(catalogue, "talleres-crowded-stay"));
    for one in left.iter().take(NAMED) {
        let status = catalogue.text(&format!("production-{}.short", one.status), &[]);
        confirm = confirm.line(t!(
            catalogue,
            "talleres-crowded-line",
            order = &one.number,
            units = i64::try_from(one.units).unwrap_or(i64::MAX),
            day = day_month(one.day),
            status = status
        ));
    }
    if left.len() > NAMED {
        confirm = confirm.line(t!(catalogue, "talleres-crowded-more", count = left.len() - NAMED));
    }
    cx.open(confirm, Topic::Crowded(changing, form));
}
