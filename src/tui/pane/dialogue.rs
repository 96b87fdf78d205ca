//! The one way from a key to a command: a form, what sending it would do, the last question, the command, and its end. A pane
//! says what is asked in a [`Dialogue`]; everything between is here, the same for every pane.

mod answers;
mod foresight;
mod kept;

use std::borrow::Cow;
use std::fmt::{self, Debug};
use std::mem;
use std::time::Duration;

pub use self::answers::{LastQuestion, Matter, QuestionText, Said, Unready};
use super::reason::REASON;
use super::waiting::{Followed, Slot};
use super::{Pane, PaneContext};
use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, t};
use crate::service::core::error::Conflict as Overtaken;
use crate::tui::core::client::{Command, Error, Receipt, Rehearsal, ask, sentence};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Wake;
use crate::tui::core::pane_request::TopicId;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::conflict::{Conflict, Moved};
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::rehearsal::rehearsed;
use crate::tui::dialogue::shell::{Owner, Shell};
use crate::tui::dialogue::{Outcome, Overlay};

/// A form is rehearsed when nothing was typed in it for this long.
pub(super) const REST: Duration = Duration::from_millis(150);

/// One thing that can be asked of the shop: what its form holds, the command it makes, what is said of it.
pub trait Dialogue: Debug {
    fn matter(&self) -> Matter;

    fn title(&self, catalogue: &Catalogue) -> String;

    /// On the button: "Rechazar", never "Aceptar".
    fn verb(&self, catalogue: &Catalogue) -> String;

    /// What is known before anything is typed: above the fields, and in the last question.
    fn intro(&self, _catalogue: &Catalogue) -> Said {
        Vec::new()
    }

    /// Whether the form opens only after its command, rehearsed with what stands in for the rest, was not refused.
    fn is_weighed_first(&self) -> bool {
        false
    }

    /// None: there is nothing to fill in, and only the last question is asked.
    fn fields(&self, _shell: &Shell) -> Vec<Field> {
        Vec::new()
    }

    /// What the columns are of a form that is a comparison, whose last column is typed.
    fn heads(&self, _catalogue: &Catalogue) -> Option<[String; 3]> {
        None
    }

    /// The field in which the cursor begins, when it is not the first.
    fn begins_at(&self) -> Option<Cow<'static, str>> {
        None
    }

    /// What is typed, held against what is shown: lines of pieces under the fields, as one types. Never what the command would do.
    fn compared(&self, _shell: &Shell, _form: &Form) -> Vec<Said> {
        Vec::new()
    }

    /// What a field means for another: a currency, an offer. Never what the command would do.
    fn edited(&self, _catalogue: &Catalogue, _form: &mut Form) {}

    /// # Errors
    /// What is missing or wrong so far.
    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready>;

    /// What the command would do, as rehearsed: under the fields, and in the last question.
    fn outlook(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Said {
        rehearsed(catalogue, would)
    }

    /// Of that, lines of pieces side by side, under the fields only.
    fn table(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Vec<Said> {
        Vec::new()
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        LastQuestion::None
    }

    /// Where what is asked depends on what would be done: a part is no confirmation.
    fn question(&self, catalogue: &Catalogue, form: &Form, would: &Rehearsal) -> QuestionText {
        let mut said = self.intro(catalogue);
        said.extend(self.outlook(catalogue, form, would));
        let (title, verb) = (self.title(catalogue), self.verb(catalogue));
        QuestionText { title, verb, said }
    }

    /// What the form says, once more in the last question: the reason, the reference.
    fn recalled(&self, _catalogue: &Catalogue, _form: &Form) -> Said {
        Vec::new()
    }

    /// The sentences with which a person may agree to what stands in the way; none when it cannot be agreed to.
    fn asks_consent(&self, _catalogue: &Catalogue, _error: &Error) -> Option<Said> {
        None
    }

    /// The person was asked, and agreed to it: the next command carries that. When they look at the form again, none does.
    fn agree(&mut self, _agreed: bool) {}

    /// The field a refusal is about.
    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        matches!(refusal.code, Code::ReasonRequired | Code::TextTooLong).then(|| REASON.into())
    }

    /// Asks for what a refusal wants and the form did not have. True when its fields are others now.
    fn refused(&mut self, _refusal: &Refusal) -> bool {
        false
    }

    /// Takes what happened meanwhile as seen, so that the same form may be sent again. False when all has to be read again.
    fn overtaken(&mut self, _overtaken: &Overtaken) -> bool {
        false
    }

    /// What of the order is no longer as it was shown.
    fn moved(&self, _catalogue: &Catalogue, _overtaken: &Overtaken) -> Vec<Moved> {
        Vec::new()
    }

    /// Said when it is left without being sent: what stays as it was begun.
    fn left(&self, _catalogue: &Catalogue) -> Option<(Tone, String)> {
        None
    }

    /// Said when it is done.
    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String);
}

/// Where a dialog is.
#[derive(Debug)]
enum DialogueStage {
    Form,
    /// Whether there is a form at all waits for its rehearsal.
    Weighing,
    /// The form was sent: the last question waits for its rehearsal.
    Asking,
    Question(Box<Command>),
    Writing,
    /// Somebody else was quicker.
    Overtaken(Box<Overtaken>),
}

type Then<P> = Box<dyn FnOnce(&mut P, &mut PaneContext<'_, P>, Receipt)>;

/// Takes a dialogue through its stages.
pub struct Driver<P: Pane> {
    dialogue: Box<dyn Dialogue>,
    stage: DialogueStage,
    /// As it was sent; none where there is nothing to fill in.
    form: Option<Form>,
    /// How often the form was changed: a rehearsal of an earlier state is dropped.
    edits: u64,
    /// What was agreed to.
    agreed: Said,
    then: Then<P>,
}

impl<P: Pane> Debug for Driver<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver")
            .field("dialogue", &self.dialogue)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

impl<P: Pane> PaneContext<'_, P> {
    /// Begins a dialogue; `then` hears of the receipt when its command is done. What was typed for the same matter before
    /// somebody else was quicker is still there. One that was begun before and is not shown yet is given up.
    pub fn begin<F>(&mut self, dialogue: impl Dialogue + 'static, then: F)
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Receipt) + 'static,
    {
        if !self.may_open() {
            return;
        }
        self.give_up();
        let matter = dialogue.matter();
        if self.waiting.writes(matter) {
            return self.toast(Tone::Waits, t!(self.shell.catalogue, "shell-still-writing"));
        }
        let driver = Box::new(Driver {
            dialogue: Box::new(dialogue),
            stage: DialogueStage::Form,
            form: None,
            edits: 0,
            agreed: Vec::new(),
            then: Box::new(then),
        });
        let Some(mut form) = driver.form(self.shell) else {
            return driver.question_only(self);
        };
        if let Some(at) = self.waiting.typed.iter().position(|(of, _)| *of == matter) {
            let (_, before) = self.waiting.typed.swap_remove(at);
            form.refill(&before);
        }
        match driver.draft(self.shell.catalogue, &mut form) {
            Ok(command) if driver.dialogue.is_weighed_first() => driver.weigh(self, form, command),
            _ => driver.open(self, form),
        }
    }
}

impl<P: Pane> Driver<P> {
    fn form(&self, shell: &Shell) -> Option<Form> {
        let fields = self.dialogue.fields(shell);
        if fields.is_empty() {
            return None;
        }
        let catalogue = shell.catalogue;
        let mut form = Form::new(self.dialogue.title(catalogue), self.dialogue.verb(catalogue));
        for (tone, line) in self.dialogue.intro(catalogue) {
            form = form.intro(tone, line);
        }
        form.heads = self.dialogue.heads(catalogue).map(Box::new);
        let form = fields.into_iter().fold(form, Form::field);
        Some(match self.dialogue.begins_at() {
            Some(field) => form.starting_at(&field),
            None => form,
        })
    }

    /// Opens the form; what it would do so far is looked at once.
    fn open(mut self: Box<Self>, cx: &mut PaneContext<'_, P>, mut form: Form) {
        self.agreed.clear();
        self.dialogue.agree(false);
        self.dialogue.edited(cx.shell.catalogue, &mut form);
        form.compared = self.dialogue.compared(cx.shell, &form);
        form.table.clear();
        self.stage = DialogueStage::Form;
        let edits = self.edits;
        let id = cx.open_for(Overlay::Form(form), Followed::Dialogue(self));
        Self::rested(cx, id, edits);
    }

    /// The form was changed: what was foreseen holds no more.
    pub(super) fn edited(&mut self, shell: &Shell, (pane, topic): (usize, TopicId), effects: &mut Vec<Effect>, form: &mut Form) {
        self.edits += 1;
        self.stage = DialogueStage::Form;
        self.agreed.clear();
        self.dialogue.agree(false);
        self.dialogue.edited(shell.catalogue, form);
        form.compared = self.dialogue.compared(shell, form);
        form.table.clear();
        form.preview.clear();
        if self.draft(shell.catalogue, form).is_ok() {
            form.preview.push((Tone::Past, "…".to_owned()));
        }
        let edits = self.edits;
        let wake = Wake::Rested { pane, topic, edits };
        effects.push(Effect::Wake { after: REST, wake });
    }

    /// Another field is selected.
    pub(super) fn moved(&self, shell: &Shell, form: &mut Form) {
        self.dialogue.edited(shell.catalogue, form);
        form.compared = self.dialogue.compared(shell, form);
    }

    /// Nothing was typed for a while: what would the command do?
    pub(super) fn rested(cx: &mut PaneContext<'_, P>, id: TopicId, edits: u64) {
        let Some(driver) = cx.waiting.dialogue(id).filter(|driver| driver.edits == edits) else {
            return;
        };
        let drafted = cx.shell.with_form(Owner::Pane(cx.pane, id), |shell, form| {
            let drafted = driver.draft(shell.catalogue, form);
            if let Err(Unready::Wrong(_, why)) = &drafted {
                form.preview = vec![Tone::Wrong.marked(why)];
            }
            drafted
        });
        if let Some(Ok(command)) = drafted {
            Self::rehearse(cx, id, edits, command);
        }
    }

    fn rehearse(cx: &mut PaneContext<'_, P>, id: TopicId, edits: u64, command: Command) {
        let question = ask::Rehearse(Box::new(command.clone()));
        cx.ask_at(Slot::rehearsal(id), question, move |pane, cx, result| {
            Self::foreseen(pane, cx, (id, edits), command, result);
        });
    }

    /// What the command would do is known: said under the form, or in the last question when the form was sent.
    fn foreseen(
        pane: &mut P,
        cx: &mut PaneContext<'_, P>,
        (id, edits): (TopicId, u64),
        command: Command,
        result: Result<Box<Rehearsal>, Error>,
    ) {
        let Some(driver) = cx.waiting.dialogue(id).filter(|driver| driver.edits == edits) else {
            return;
        };
        if matches!(driver.stage, DialogueStage::Asking | DialogueStage::Weighing) {
            if let Some(Followed::Dialogue(driver)) = cx.waiting.take(id) {
                driver.rehearsed(pane, cx, id, command, result);
            }
            return;
        }
        let owner = Owner::Pane(cx.pane, id);
        cx.shell.with_form(owner, |shell, form| driver.foresee(shell, form, &result));
    }

    /// An overlay of the dialogue was answered or left.
    pub(super) fn answered(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, outcome: Outcome) {
        match (mem::replace(&mut self.stage, DialogueStage::Form), outcome) {
            (DialogueStage::Form | DialogueStage::Asking, Outcome::Submitted(form)) => self.submitted(cx, form),
            (DialogueStage::Question(command), Outcome::Confirmed) => self.write(cx, *command),
            // Cancel goes back to what was typed, and destroys nothing.
            (DialogueStage::Question(_), _) => {
                if let Some(form) = self.form.take() {
                    self.open(cx, form);
                }
            }
            (DialogueStage::Overtaken(overtaken), _) => self.again(pane, cx, &overtaken),
            (DialogueStage::Form, Outcome::Left) => {
                if let Some((tone, said)) = self.dialogue.left(cx.shell.catalogue) {
                    cx.toast(tone, said);
                }
            }
            _ => {}
        }
    }

    fn submitted(mut self: Box<Self>, cx: &mut PaneContext<'_, P>, mut form: Form) {
        match self.dialogue.command(cx.shell.catalogue, &form) {
            Ok(command) => {
                form.preview = vec![(Tone::Past, "…".to_owned())];
                self.form = Some(form.clone());
                self.stage = DialogueStage::Asking;
                let edits = self.edits;
                let id = cx.open_for(Overlay::Form(form), Followed::Dialogue(self));
                Self::rehearse(cx, id, edits, command);
            }
            Err(Unready::Missing) => self.open(cx, form),
            Err(Unready::Lacks(field)) => {
                form.fail(field, t!(cx.shell.catalogue, "shell-field-required"));
                self.open(cx, form);
            }
            Err(Unready::Wrong(field, why)) => {
                if !form.has(&field) {
                    form.at_send();
                    self.dialogue.edited(cx.shell.catalogue, &mut form);
                }
                form.fail(field, why);
                self.open(cx, form);
            }
        }
    }

    /// Nothing is to be filled in: what the command would do is the question.
    fn question_only(mut self: Box<Self>, cx: &mut PaneContext<'_, P>) {
        let catalogue = cx.shell.catalogue;
        let Ok(command) = self.dialogue.command(catalogue, &Form::new("", "")) else {
            return;
        };
        self.stage = DialogueStage::Asking;
        let edits = self.edits;
        let id = TopicId(cx.shell.next_id());
        cx.waiting.follow(id, Followed::Dialogue(self));
        Self::rehearse(cx, id, edits, command);
    }

    /// The form was sent and its command rehearsed: the last question, or what is in its way as if it had been written.
    fn ask(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, command: Command, result: Result<Box<Rehearsal>, Error>) {
        let catalogue = cx.shell.catalogue;
        let would = match result {
            Ok(would) => would,
            Err(error) => match self.dialogue.asks_consent(catalogue, &error).filter(|_| self.agreed.is_empty()) {
                Some(said) => return self.agree(cx, said),
                None => return self.failed(pane, cx, error),
            },
        };
        let empty = Form::new("", "");
        let form = self.form.as_ref().unwrap_or(&empty);
        let exact = match self.dialogue.last_question(form, &would) {
            LastQuestion::None if self.agreed.is_empty() && self.form.is_some() => return self.write(cx, command),
            LastQuestion::Unasked if self.agreed.is_empty() => return self.write(cx, command),
            LastQuestion::Typed(exact) => Some(exact),
            LastQuestion::None | LastQuestion::Unasked | LastQuestion::Asked => None,
        };
        let QuestionText { title, verb, mut said } = self.dialogue.question(catalogue, form, &would);
        said.append(&mut self.agreed);
        said.extend(self.dialogue.recalled(catalogue, form));
        let confirm = Confirm::new(title, verb);
        let mut confirm = said.into_iter().fold(confirm, |confirm, (tone, line)| confirm.toned(tone, line));
        if let Some(exact) = exact {
            confirm = confirm.typed(exact);
        }
        self.stage = DialogueStage::Question(Box::new(command));
        cx.open_for(Overlay::Confirm(confirm), Followed::Dialogue(self));
    }

    /// Once more with the consent the person is going to be asked for.
    fn agree(mut self: Box<Self>, cx: &mut PaneContext<'_, P>, said: Said) {
        self.dialogue.agree(true);
        self.agreed = said;
        match self.form.take() {
            Some(form) => self.submitted(cx, form),
            None => self.question_only(cx),
        }
    }

    fn write(mut self: Box<Self>, cx: &mut PaneContext<'_, P>, command: Command) {
        self.stage = DialogueStage::Writing;
        cx.write_for(command, Followed::Dialogue(self));
    }

    /// The command ended.
    pub(super) fn written(self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, result: Result<Receipt, Error>) {
        match result {
            Ok(receipt) => {
                let (tone, said) = self.dialogue.done(cx.shell.catalogue, &receipt);
                cx.toast(tone, said);
                (self.then)(pane, cx, receipt);
                pane.refresh(cx);
            }
            Err(error) if !cx.may_open() => self.said_late(pane, cx, &error),
            // What stands in the way came about while the person decided.
            Err(error) => match self.dialogue.asks_consent(cx.shell.catalogue, &error) {
                Some(said) => self.agree(cx, said),
                None => self.failed(pane, cx, error),
            },
        }
    }

    /// What was typed is never lost: the form comes back with what is wrong in it. A refusal changed nothing: nothing is read again.
    fn failed(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, error: Error) {
        let catalogue = cx.shell.catalogue;
        let said = sentence(catalogue, &error);
        match error {
            Error::Conflict(overtaken) => {
                let card = Conflict::of(catalogue, &overtaken, self.dialogue.moved(catalogue, &overtaken));
                self.stage = DialogueStage::Overtaken(overtaken);
                cx.open_for(Overlay::Conflict(card), Followed::Dialogue(self));
                pane.refresh(cx);
            }
            Error::Refused(refusal) => {
                let field = self.dialogue.field_of(&refusal);
                let others = self.dialogue.refused(&refusal);
                let before = self.form.take();
                let form = match (others, before) {
                    (true, before) => self.form(cx.shell).map(|mut form| {
                        form.refill(before.as_ref().unwrap_or(&Form::new("", "")));
                        form
                    }),
                    (false, before) => before,
                };
                match (form, field) {
                    (Some(mut form), Some(field)) if form.has(&field) => {
                        form.fail(field, said);
                        self.open(cx, form);
                    }
                    (Some(form), _) => {
                        cx.toast(Tone::Wrong, said);
                        self.open(cx, form);
                    }
                    (None, _) => cx.toast(Tone::Wrong, said),
                }
            }
            _ => {
                cx.toast(Tone::Wrong, said);
                if let Some(form) = self.form.take() {
                    self.open(cx, form);
                }
                pane.refresh(cx);
            }
        }
    }
}

/// The sentence when it is done, with the number of the order.
pub fn done(catalogue: &Catalogue, key: &str, receipt: &Receipt) -> (Tone, String) {
    (Tone::Done, t!(catalogue, key, number = receipt.number(), order = receipt.number()))
}
