//! The one dialogue of the pane: a form whose command is made from what was typed. What a section's forms ask stands in `forms`.

use std::borrow::Cow;
use std::fmt;

use uuid::Uuid;

use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::tui::core::client::{Error, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::crowded::crowded;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::rate::{RATE, unusual_rate};
use crate::tui::pane::reason::REASON;

/// Makes a command of a form; the flag says that what is unusual is meant.
pub type Make = Box<dyn Fn(&Catalogue, &Form, bool) -> Result<Command, Unready>>;

/// Something of the shop that is added, changed or ended.
pub struct Keep {
    pub kind: &'static str,
    /// Of the row; nil for a new one.
    pub id: Uuid,
    pub title: String,
    /// What people call it; of a new one its list.
    pub name: String,
    pub verb: String,
    pub fields: Vec<Field>,
    pub make: Make,
    pub confirmed: bool,
}

impl fmt::Debug for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keep")
            .field("kind", &self.kind)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Dialogue for Keep {
    fn matter(&self) -> Matter {
        Matter {
            kind: self.kind,
            id: self.id,
        }
    }

    fn title(&self, _catalogue: &Catalogue) -> String {
        self.title.clone()
    }

    fn verb(&self, _catalogue: &Catalogue) -> String {
        self.verb.clone()
    }

    fn fields(&self, _shell: &Shell) -> Vec<Field> {
        self.fields.clone()
    }

    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        (self.make)(catalogue, form, self.confirmed)
    }

    /// Whether it would be refused is all there is to tell.
    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    /// With nothing to fill in, it is asked once.
    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        if self.fields.is_empty() {
            LastQuestion::Asked
        } else {
            LastQuestion::None
        }
    }

    fn asks_consent(&self, catalogue: &Catalogue, error: &Error) -> Option<Said> {
        match error {
            Error::NoLongerFits(left) => Some(crowded(catalogue, &left.assignments)),
            error => unusual_rate(catalogue, error),
        }
    }

    fn agree(&mut self, agreed: bool) {
        self.confirmed = agreed;
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        match refusal.code {
            Code::ReasonRequired | Code::TextTooLong => Some(REASON.into()),
            Code::RateInvalid | Code::RateUnusual => Some(RATE.into()),
            _ => None,
        }
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, t!(catalogue, "tienda-kept", name = &self.name))
    }
}
