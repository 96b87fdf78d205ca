//! What a workshop can take, changed from its cell: a day's limit, a closure, a pause. Who would no longer fit is shown
//! first; they stay booked.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::board::day_of;
use super::{Context, WorkshopsPane};
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, date, t, zone};
use crate::tui::core::client::{CapacityChange, ChangeCapacity, Command, Consent, Error, Receipt, Rehearsal, ResumeWorkshop};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::crowded::crowded;
use crate::tui::pane::dialogue::{Dialogue, Matter, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

const UNITS: Handle<Words> = Handle::new("units");
const UNTIL: Handle<NaiveDate> = Handle::new("until");

/// A change of what a workshop can take.
#[derive(Clone, Debug)]
struct Capacity {
    workshop: WorkshopId,
    name: String,
    kind: Kind,
    /// The person knows who no longer fits.
    confirmed: bool,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// A day's limit, and what it is now.
    Limit(NaiveDate, Option<u32>),
    Close(NaiveDate),
    Pause,
    Resume,
}

impl Capacity {
    /// What was typed as a change; no units are the week's own.
    fn change(&self, form: &Form) -> Result<Option<CapacityChange>, Unready> {
        let until = form.get(UNTIL);
        let days = |from, units| {
            let until = until.unwrap_or(from);
            CapacityChange::Days { from, until, units }
        };
        Ok(Some(match self.kind {
            Kind::Limit(from, _) => match form.get(UNITS) {
                Some(units) => days(from, Count::Units.typed(units).map_err(|_| Unready::Missing)?),
                None => CapacityChange::Usual {
                    from,
                    until: until.unwrap_or(from),
                },
            },
            Kind::Close(from) => days(from, 0),
            Kind::Pause => CapacityChange::Pause { until },
            Kind::Resume => return Ok(None),
        }))
    }
}

impl Dialogue for Capacity {
    fn matter(&self) -> Matter {
        let (kind, id) = ("capacity", self.workshop.uuid());
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let name = self.name.as_str();
        match self.kind {
            Kind::Limit(day, _) => t!(catalogue, "talleres-limit-title", workshop = name, day = date(day)),
            Kind::Close(day) => t!(catalogue, "talleres-close-title", workshop = name, day = date(day)),
            Kind::Pause => t!(catalogue, "talleres-pause-title", workshop = name),
            Kind::Resume => t!(catalogue, "talleres-resume-title", workshop = name),
        }
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        match self.kind {
            Kind::Limit(..) => t!(catalogue, "talleres-limit-yes"),
            Kind::Close(_) => t!(catalogue, "talleres-close-yes"),
            Kind::Pause => t!(catalogue, "talleres-pause-yes"),
            Kind::Resume => t!(catalogue, "talleres-resume-yes"),
        }
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        match self.kind {
            Kind::Resume => vec![(Tone::Plain, t!(catalogue, "talleres-resume-intro"))],
            _ => Vec::new(),
        }
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let why = reason(t!(catalogue, "talleres-field-reason"));
        let until = |day, hint| Field::date(UNTIL, t!(catalogue, "talleres-field-until"), day).hint(catalogue.text(hint, &[]));
        match self.kind {
            Kind::Limit(day, now) => {
                let units = Field::text(UNITS, t!(catalogue, "talleres-field-units"))
                    .hint(t!(catalogue, "talleres-units-hint"))
                    .check(|typed| Count::Units.typed(typed).map(drop))
                    .offer(now.map(|limit| limit.to_string()));
                vec![units, until(day, "talleres-until-hint"), why]
            }
            Kind::Close(day) => vec![why, until(day, "talleres-until-hint")],
            Kind::Pause => vec![why, until(zone().day(shell.now), "talleres-return-hint")],
            Kind::Resume => Vec::new(),
        }
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let workshop = self.workshop.to_string();
        let change = self.change(form)?;
        let consent = Consent {
            seen: None,
            reason: change.map(|_| given(form)).transpose()?,
            confirmed: self.confirmed,
        };
        Ok(match change {
            Some(change) => Command::ChangeCapacity(ChangeCapacity { workshop, change, consent }),
            None => Command::ResumeWorkshop(ResumeWorkshop { workshop, consent }),
        })
    }

    /// Who no longer fits is all there is to tell, and stands in the way.
    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn asks_consent(&self, catalogue: &Catalogue, error: &Error) -> Option<Said> {
        match error {
            Error::NoLongerFits(left) => Some(crowded(catalogue, &left.assignments)),
            _ => None,
        }
    }

    fn agree(&mut self, agreed: bool) {
        self.confirmed = agreed;
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        match refusal.code {
            Code::PeriodBackwards | Code::PeriodLong => Some(UNTIL.into()),
            Code::UnitsOutOfRange => Some(UNITS.into()),
            Code::ReasonRequired | Code::TextTooLong => Some(REASON.into()),
            _ => None,
        }
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, t!(catalogue, "talleres-kept", workshop = self.name.as_str()))
    }
}

impl WorkshopsPane {
    pub(crate) fn ask_limit(&self, cx: &mut Context<'_>) {
        let day = self.days.day;
        let now = self.board.selected().and_then(|row| day_of(row, day)).map(|day| day.limit);
        self.ask_capacity(cx, Kind::Limit(day, now));
    }

    pub(crate) fn ask_close(&self, cx: &mut Context<'_>) {
        self.ask_capacity(cx, Kind::Close(self.days.day));
    }

    /// Pauses, or ends the pause.
    pub(crate) fn ask_pause(&self, cx: &mut Context<'_>) {
        let paused = self.board.selected().is_some_and(|row| row.paused.is_some());
        self.ask_capacity(cx, if paused { Kind::Resume } else { Kind::Pause });
    }

    fn ask_capacity(&self, cx: &mut Context<'_>, kind: Kind) {
        if let Some(row) = self.board.selected() {
            let capacity = Capacity {
                workshop: row.workshop,
                name: row.name.to_string(),
                kind,
                confirmed: false,
            };
            Self::begin(cx, capacity);
        }
    }
}
