//! Proposing days, and answering a proposal: its form, its command, what closing the days would leave without room.

use std::borrow::Cow;

use chrono::NaiveDate;
use uuid::Uuid;

use super::said;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, Key, date, t};
use crate::service::workshops::commands::{AcceptClosedDays, DeclineClosedDays, ProposeClosedDays, WithdrawClosedDays};
use crate::tui::core::client::{ClosedDaysRow, Command, Error, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::crowded::crowded;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

/// Characters of a note.
const LONGEST: usize = 500;

const FROM: Handle<NaiveDate> = Handle::new("from");
const UNTIL: Handle<NaiveDate> = Handle::new("until");
const NOTE: Handle<Words> = Handle::new("note");

/// What somebody says of days to be closed.
#[derive(Clone, Debug)]
pub struct Answering {
    kind: Kind,
    /// The person knows who no longer fits.
    confirmed: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    /// From this day on, unless another one is typed.
    Propose(NaiveDate),
    Accept(ClosedDaysRow),
    Decline(ClosedDaysRow),
    Withdraw(ClosedDaysRow),
}

impl Answering {
    pub const fn propose(day: NaiveDate) -> Self {
        Self::of(Kind::Propose(day))
    }

    pub const fn accept(row: ClosedDaysRow) -> Self {
        Self::of(Kind::Accept(row))
    }

    pub const fn decline(row: ClosedDaysRow) -> Self {
        Self::of(Kind::Decline(row))
    }

    pub const fn withdraw(row: ClosedDaysRow) -> Self {
        Self::of(Kind::Withdraw(row))
    }

    const fn of(kind: Kind) -> Self {
        Self { kind, confirmed: false }
    }

    const fn row(&self) -> Option<&ClosedDaysRow> {
        match &self.kind {
            Kind::Propose(_) => None,
            Kind::Accept(row) | Kind::Decline(row) | Kind::Withdraw(row) => Some(row),
        }
    }

    /// Title, verb, and what is said when it is done.
    const fn words(&self) -> [Key; 3] {
        match self.kind {
            Kind::Propose(_) => ["cierre-propose-title", "cierre-propose-yes", "cierre-propose-done"],
            Kind::Accept(_) => ["cierre-accept-title", "cierre-accept-yes", "cierre-accept-done"],
            Kind::Decline(_) => ["cierre-decline-title", "cierre-decline-yes", "cierre-decline-done"],
            Kind::Withdraw(_) => ["cierre-withdraw-title", "cierre-withdraw-yes", "cierre-withdraw-done"],
        }
    }

    fn said(&self, catalogue: &Catalogue, key: Key) -> String {
        let workshop = self.row().map_or("", |row| row.workshop.as_str());
        catalogue.text(key, &[("workshop", workshop.into())])
    }
}

impl Dialogue for Answering {
    fn matter(&self) -> Matter {
        Matter {
            kind: self.words()[0],
            id: self.row().map_or(Uuid::nil(), |row| row.id.uuid()),
        }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, self.words()[0])
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, self.words()[1])
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let what = match self.kind {
            Kind::Propose(_) => Some((Tone::Past, t!(catalogue, "cierre-propose-what"))),
            _ => None,
        };
        let row = self.row().map(|row| (Tone::Strong, said(catalogue, row)));
        row.into_iter().chain(what).collect()
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let text = |key: Key| catalogue.text(key, &[]);
        match self.kind {
            Kind::Propose(day) => vec![
                Field::date(FROM, text("cierre-field-from"), day).with(&date(day)).required(),
                Field::date(UNTIL, text("cierre-field-until"), day).hint(text("talleres-until-hint")),
                reason(text("cierre-field-why")),
            ],
            Kind::Accept(_) => vec![Field::lines(NOTE, text("cierre-field-note"), LONGEST).hint(text("making-optional"))],
            Kind::Decline(_) => vec![reason(text("cierre-field-why-not"))],
            Kind::Withdraw(_) => Vec::new(),
        }
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        Ok(match &self.kind {
            Kind::Propose(_) => {
                let from = form.get(FROM).ok_or(Unready::Missing)?;
                Command::ProposeClosedDays(ProposeClosedDays {
                    from,
                    until: form.get(UNTIL).unwrap_or(from),
                    reason: given(form)?,
                })
            }
            Kind::Accept(row) => Command::AcceptClosedDays(AcceptClosedDays {
                proposal: row.id,
                note: form.text(NOTE),
                confirmed: self.confirmed,
            }),
            Kind::Decline(row) => Command::DeclineClosedDays(DeclineClosedDays {
                proposal: row.id,
                reason: given(form)?,
            }),
            Kind::Withdraw(row) => Command::WithdrawClosedDays(WithdrawClosedDays { proposal: row.id }),
        })
    }

    /// Who no longer fits is all there is to tell, and stands in the way.
    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        match self.kind {
            Kind::Withdraw(_) => LastQuestion::Asked,
            _ => LastQuestion::None,
        }
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
            Code::ClosedDaysPast | Code::ClosedDaysProposed => Some(FROM.into()),
            Code::ReasonRequired | Code::TextTooLong => Some(REASON.into()),
            _ => None,
        }
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, self.said(catalogue, self.words()[2]))
    }
}
