//! A line held back from payment, or let go again, with the reason.

use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::service::payables::commands::OnPayable;
use crate::service::payables::view::PayableRow;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;

const LONGEST_REASON: usize = 500;

/// What is asked about which line, as it was seen.
#[derive(Clone, Debug)]
pub struct Holding {
    pub row: PayableRow,
    pub release: bool,
}

impl Holding {
    pub fn form(&self, catalogue: &Catalogue) -> Form {
        let number = &self.row.number;
        let (title, yes) = if self.release {
            (
                t!(catalogue, "liquidaciones-release-title", number = number),
                t!(catalogue, "liquidaciones-release-yes"),
            )
        } else {
            (
                t!(catalogue, "liquidaciones-hold-title", number = number),
                t!(catalogue, "liquidaciones-hold-yes"),
            )
        };
        let what = t!(
            catalogue,
            "liquidaciones-hold-what",
            workshop = self.row.workshop_name.as_str(),
            left = self.row.left
        );
        Form::new(title, yes)
            .intro(Tone::Plain, what)
            .field(Field::lines("reason", t!(catalogue, "liquidaciones-field-reason"), LONGEST_REASON).required())
    }

    pub fn command(&self, form: &Form) -> Command {
        let on = OnPayable {
            payable: self.row.id,
            seen: self.row.version,
            reason: form.value("reason").to_owned(),
        };
        if self.release {
            Command::ReleasePayable(on)
        } else {
            Command::HoldPayable(on)
        }
    }

    pub fn done(&self, catalogue: &Catalogue) -> String {
        let number = &self.row.number;
        if self.release {
            t!(catalogue, "liquidaciones-released", number = number)
        } else {
            t!(catalogue, "liquidaciones-held", number = number)
        }
    }
}
