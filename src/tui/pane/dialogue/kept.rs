//! What was typed is kept: for the order as it is now, and for when the same is begun again.

use super::Driver;
use crate::service::core::error::Conflict as Overtaken;
use crate::tui::core::client::{Error, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::form::Form;
use crate::tui::pane::{Pane, PaneContext};

impl<P: Pane> Driver<P> {
    /// The person has read what happened meanwhile: the form again, with what they typed, on the order as it is now.
    pub(super) fn again(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, overtaken: &Overtaken) {
        let Some(form) = self.form.take() else { return };
        if self.dialogue.overtaken(overtaken) {
            return self.open(cx, form);
        }
        self.keep(cx, form);
        pane.refresh(cx);
    }

    /// The person is at something else, which stays as it is: a sentence, and what they typed is there when they begin again.
    pub(super) fn said_late(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, error: &Error) {
        cx.toast(Tone::Wrong, sentence(cx.shell.catalogue, error));
        if let Some(form) = self.form.take() {
            self.keep(cx, form);
        }
        if !matches!(error, Error::Refused(_)) {
            pane.refresh(cx);
        }
    }

    /// What was typed, for when the same is begun again.
    fn keep(&self, cx: &mut PaneContext<'_, P>, mut form: Form) {
        form.forget_reading();
        let matter = self.dialogue.matter();
        cx.waiting.typed.retain(|(of, _)| *of != matter);
        cx.waiting.typed.push((matter, form));
    }
}
