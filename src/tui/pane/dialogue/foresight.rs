//! What a form would do: the command as typed so far, what its rehearsal says under the form, and whether there is a form at all.

use super::{DialogueStage, Driver, Matter, Said, Unready};
use crate::domain::refusal::Refusal;
use crate::locale::Catalogue;
use crate::tui::core::client::{Command, Error, Rehearsal, sentence};
use crate::tui::core::effect::Effect;
use crate::tui::core::pane_request::TopicId;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Overlay;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::{Owner, Shell};
use crate::tui::pane::waiting::Followed;
use crate::tui::pane::{Pane, PaneContext};

impl<P: Pane> PaneContext<'_, P> {
    /// Gives up what was begun and is not shown yet.
    pub fn give_up(&mut self) {
        self.effects.extend(self.waiting.give_up().into_iter().map(Effect::Abandon));
    }
}

impl<P: Pane> Driver<P> {
    /// Nothing of it is shown yet.
    pub(in crate::tui::pane) const fn is_pending(&self) -> bool {
        matches!(self.stage, DialogueStage::Weighing) || (matches!(self.stage, DialogueStage::Asking) && self.form.is_none())
    }

    pub(in crate::tui::pane) fn writes(&self, matter: Matter) -> bool {
        matches!(self.stage, DialogueStage::Writing) && self.dialogue.matter() == matter
    }

    pub(super) fn weigh(mut self: Box<Self>, cx: &mut PaneContext<'_, P>, form: Form, command: Command) {
        (self.stage, self.form) = (DialogueStage::Weighing, Some(form));
        let edits = self.edits;
        let id = TopicId(cx.shell.next_id());
        cx.waiting.follow(id, Followed::Dialogue(self));
        Self::rehearse(cx, id, edits, command);
    }

    /// What was waited for before anything more is shown: the form, or the last question.
    pub(super) fn rehearsed(
        self: Box<Self>,
        pane: &mut P,
        cx: &mut PaneContext<'_, P>,
        id: TopicId,
        command: Command,
        result: Result<Box<Rehearsal>, Error>,
    ) {
        if self.is_pending() {
            return match self.stage {
                // The person went on to something else.
                _ if !cx.may_open() => self.agreed.into_iter().for_each(|(tone, said)| cx.toast(tone, said)),
                DialogueStage::Weighing => self.weighed(pane, cx, result),
                _ => self.ask(pane, cx, command, result),
            };
        }
        let owner = Owner::Pane(cx.pane, id);
        let Some(at) = cx.shell.overlays.iter().position(|opened| opened.owner == owner) else {
            return;
        };
        cx.shell.overlays.remove(at);
        let before = cx.shell.overlays.len();
        self.ask(pane, cx, command, result);
        // What follows the form lies where it lay: under what came over it meanwhile.
        if cx.shell.overlays.len() > before {
            cx.shell.overlays[at..].rotate_right(1);
        }
    }

    /// The form with what it would do, or why there is none.
    pub(super) fn weighed(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, result: Result<Box<Rehearsal>, Error>) {
        let asked = |refusal: &Refusal| self.dialogue.field_of(refusal).is_some();
        match result {
            Err(Error::Refused(refusal)) if !asked(&refusal) => {
                cx.toast(Tone::Waits, sentence(cx.shell.catalogue, &Error::Refused(refusal)));
            }
            Err(error) if !error.is_passing() => self.failed(pane, cx, error),
            result => {
                let Some(mut form) = self.form.take() else { return };
                self.dialogue.edited(cx.shell.catalogue, &mut form);
                self.foresee(cx.shell, &mut form, &result);
                self.stage = DialogueStage::Form;
                cx.open_for(Overlay::Form(form), Followed::Dialogue(self));
            }
        }
    }

    /// The command as typed so far, unless a field says itself what is wrong with it.
    pub(super) fn draft(&self, catalogue: &Catalogue, form: &mut Form) -> Result<Command, Unready> {
        form.drafted(|draft| {
            let command = self.dialogue.command(catalogue, draft)?;
            let at_fault = draft.fields().iter().any(|field| field.fault(catalogue).is_some());
            if at_fault { Err(Unready::Missing) } else { Ok(command) }
        })
    }

    /// Says under the form what its command would do.
    pub(super) fn foresee(&self, shell: &Shell, form: &mut Form, result: &Result<Box<Rehearsal>, Error>) {
        let catalogue = shell.catalogue;
        form.compared = self.dialogue.compared(shell, form);
        form.table.clear();
        form.preview = match result {
            Ok(would) => {
                form.table = self.dialogue.table(catalogue, form, would);
                self.dialogue.outlook(catalogue, form, would)
            }
            Err(error) => self.in_the_way(catalogue, error),
        };
    }

    fn in_the_way(&self, catalogue: &Catalogue, error: &Error) -> Said {
        match self.dialogue.asks_consent(catalogue, error) {
            Some(said) => said,
            // The database is away: the frame says so.
            None if error.is_passing() => Vec::new(),
            None => vec![Tone::Wrong.marked(sentence(catalogue, error))],
        }
    }
}
