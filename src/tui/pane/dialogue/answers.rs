//! What a dialogue answers to the driver that takes it through its stages.

use std::borrow::Cow;

use uuid::Uuid;

use crate::tui::core::theme::Tone;

/// Sentences with what they mean.
pub type Said = Vec<(Tone, String)>;

/// What a dialog is about: what was typed for it comes back to it and to no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matter {
    pub kind: &'static str,
    pub id: Uuid,
}

/// Why a form is no command yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// Something is still to be typed.
    Missing,
    /// This field is still to be filled in.
    Lacks(Cow<'static, str>),
    /// This field is wrong, and why.
    Wrong(Cow<'static, str>, String),
}

/// How a person is asked before the command is written (ui.md, Risk).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastQuestion {
    /// The form was question enough.
    None,
    /// What can be done otherwise later is done at once, even without a form.
    Unasked,
    /// Asked, with Cancel focused.
    Asked,
    /// This (the order number, the amount) is typed first.
    Typed(String),
}

/// The last question: what it is called, the verb on its button, what it says.
#[derive(Clone, Debug)]
pub struct QuestionText {
    pub title: String,
    pub verb: String,
    pub said: Said,
}
