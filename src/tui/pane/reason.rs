//! The reason that most dialogues ask for.

use super::dialogue::Unready;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;

/// Characters of a reason.
const LONGEST: usize = 500;

pub const REASON: Handle<Words> = Handle::new("reason");

pub fn reason(label: String) -> Field {
    Field::lines(REASON, label, LONGEST).required()
}

/// # Errors
/// It is still to be typed.
pub fn given(form: &Form) -> Result<String, Unready> {
    form.get(REASON).map(str::to_owned).ok_or(Unready::Missing)
}
