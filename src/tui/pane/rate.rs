//! The rate of money that leaves in another currency than it is counted in, which whoever pays may say; one that is far from
//! the day's asks to be confirmed.

use rust_decimal::Decimal;

use crate::domain::orders::rate::Rate;
use crate::domain::refusal::Code;
use crate::locale::{Catalogue, t};
use crate::tui::core::client::Error;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::{Said, Unready};

pub const RATE: Handle<Words> = Handle::new("rate");

/// With that of the day when it is left empty.
pub fn rate_or_days(catalogue: &Catalogue) -> Field {
    rate_field(catalogue).hint(t!(catalogue, "shell-rate-hint"))
}

pub fn rate_field(catalogue: &Catalogue) -> Field {
    Field::text(RATE, t!(catalogue, "shell-field-rate")).check(|text| Rate::typed(text).map(|_| ()))
}

/// The rate that was typed; that of the day when none was.
pub fn rate_of(catalogue: &Catalogue, form: &Form) -> Result<Option<Decimal>, Unready> {
    let typed = form.text(RATE).map(|text| Rate::typed(&text)).transpose();
    let typed = typed.map_err(|refusal| Unready::Wrong(RATE.into(), catalogue.refusal(&refusal)))?;
    Ok(typed.map(Rate::value))
}

/// What is asked of a rate that is far from the day's.
pub fn unusual_rate(catalogue: &Catalogue, error: &Error) -> Option<Said> {
    match error {
        Error::Refused(refusal) if refusal.code == Code::RateUnusual => {
            Some(vec![Tone::Wrong.marked(catalogue.with_facts("shell-rate-unusual", &refusal.args))])
        }
        _ => None,
    }
}
