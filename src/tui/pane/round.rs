//! One form for several commands: while it is filled in, each is rehearsed after those before it, and when it is sent they are
//! answered to the pane with what each would do.

use std::borrow::Cow;
use std::fmt::{self, Debug};

use super::dialogue::{REST, Said};
use super::waiting::{Followed, Slot};
use super::{Pane, PaneContext};
use crate::locale::{Catalogue, Key};
use crate::tui::core::client::{Command, Error, Objection, Rehearsal, ask, sentence};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Wake;
use crate::tui::core::pane_request::TopicId;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::{Owner, Shell};
use crate::tui::dialogue::{Outcome, Overlay};

/// A command and what it would do, or why not.
pub type Rehearsed = (Command, Result<Rehearsal, Objection>);

/// What is asked in one form for several commands.
pub trait Round: Debug {
    fn form(&self, shell: &Shell) -> Form;

    /// The commands, as far as they have been typed.
    fn commands(&self, form: &Form) -> Vec<Command>;

    /// What they would do, under the fields.
    fn outlook(&self, catalogue: &Catalogue, form: &Form, rows: &[Rehearsed]) -> Said;

    /// What is typed, held against what is shown: lines of pieces under the fields, as one types.
    fn compared(&self, _shell: &Shell, _form: &Form) -> Vec<Said> {
        Vec::new()
    }

    /// What a field means for another: a currency, a reason that is needed.
    fn edited(&self, _catalogue: &Catalogue, _form: &mut Form) {}

    /// The field without which it cannot be sent, and why.
    fn lacks(&self, _catalogue: &Catalogue, _form: &Form) -> Option<(Cow<'static, str>, String)> {
        None
    }
}

type Then<P> = Box<dyn FnOnce(&mut P, &mut PaneContext<'_, P>, Option<Vec<Rehearsed>>)>;

pub struct RoundDriver<P: Pane> {
    round: Box<dyn Round>,
    /// How often the form was changed: a rehearsal of an earlier state is dropped.
    edits: u64,
    /// The form was sent: its rehearsal is what is done.
    sent: bool,
    then: Then<P>,
}

impl<P: Pane> Debug for RoundDriver<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoundDriver").field("round", &self.round).finish_non_exhaustive()
    }
}

impl<P: Pane> PaneContext<'_, P> {
    /// Opens the form of a round; `then` hears of its commands when it is sent, and of nothing when it is left. False when the
    /// person went on to something else: nothing opens.
    #[must_use]
    pub fn begin_round<F>(&mut self, round: impl Round + 'static, then: F) -> bool
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Option<Vec<Rehearsed>>) + 'static,
    {
        if !self.may_open() {
            return false;
        }
        let form = round.form(self.shell);
        let driver = RoundDriver {
            round: Box::new(round),
            edits: 0,
            sent: false,
            then: Box::new(then),
        };
        Box::new(driver).open(self, form);
        true
    }
}

impl<P: Pane> PaneContext<'_, P> {
    /// What became of each, a line for each; while the person is at something else, `counted` of what was done and what was not.
    pub fn show_results(&mut self, title: Key, counted: Key, results: Vec<(Tone, String)>) {
        let catalogue = self.shell.catalogue;
        if self.may_open() {
            let lines = results.into_iter().map(|(tone, line)| tone.marked(line)).collect();
            return self.show(Reader::toned(catalogue.text(title, &[]), lines));
        }
        let done = results.iter().filter(|(tone, _)| *tone == Tone::Done).count();
        let rest = results.len() - done;
        let tone = if rest == 0 { Tone::Done } else { Tone::Wrong };
        self.toast(tone, catalogue.text(counted, &[("done", done.into()), ("rest", rest.into())]));
    }
}

impl<P: Pane> RoundDriver<P> {
    fn open(self: Box<Self>, cx: &mut PaneContext<'_, P>, mut form: Form) {
        self.moved(cx.shell, &mut form);
        let edits = self.edits;
        let id = cx.open_for(Overlay::Form(form), Followed::Round(self));
        Self::rested(cx, id, edits);
    }

    /// Another field is selected, or holds something else.
    pub(super) fn moved(&self, shell: &Shell, form: &mut Form) {
        self.round.edited(shell.catalogue, form);
        form.compared = self.round.compared(shell, form);
    }

    pub(super) fn edited(&mut self, shell: &Shell, (pane, topic): (usize, TopicId), effects: &mut Vec<Effect>, form: &mut Form) {
        self.edits += 1;
        self.sent = false;
        self.moved(shell, form);
        form.preview = vec![(Tone::Past, "…".to_owned())];
        let edits = self.edits;
        let wake = Wake::Rested { pane, topic, edits };
        effects.push(Effect::Wake { after: REST, wake });
    }

    /// Nothing was typed for a while: what would the commands do?
    pub(super) fn rested(cx: &mut PaneContext<'_, P>, id: TopicId, edits: u64) {
        let Some(driver) = cx.waiting.round(id).filter(|driver| driver.edits == edits) else {
            return;
        };
        let commands = cx.shell.with_form(Owner::Pane(cx.pane, id), |shell, form| {
            let commands = match driver.sent {
                true => driver.round.commands(form),
                false => form.drafted(|form| driver.round.commands(form)),
            };
            if commands.is_empty() {
                form.preview = driver.round.outlook(shell.catalogue, form, &[]);
            }
            commands
        });
        let Some(commands) = commands.filter(|commands| !commands.is_empty()) else {
            return;
        };
        let question = ask::RehearseEach(commands.clone());
        cx.ask_at(Slot::rehearsal(id), question, move |pane: &mut P, cx, result| {
            let rows = result.map(|rows| commands.into_iter().zip(rows).collect());
            Self::foreseen(pane, cx, (id, edits), rows);
        });
    }

    fn foreseen(pane: &mut P, cx: &mut PaneContext<'_, P>, (id, edits): (TopicId, u64), result: Result<Vec<Rehearsed>, Error>) {
        let catalogue = cx.shell.catalogue;
        let Some(driver) = cx.waiting.round(id).filter(|driver| driver.edits == edits) else {
            return;
        };
        let owner = Owner::Pane(cx.pane, id);
        let preview = match result {
            Ok(rows) if driver.sent => {
                cx.shell.overlays.retain(|opened| opened.owner != owner);
                if let Some(Followed::Round(driver)) = cx.waiting.take(id) {
                    (driver.then)(pane, cx, Some(rows));
                }
                return;
            }
            Ok(rows) => {
                let foreseen = cx.shell.with_form(owner, |_, form| driver.round.outlook(catalogue, form, &rows));
                foreseen.unwrap_or_default()
            }
            // The database is away: the frame says so.
            Err(error) if error.is_passing() && !driver.sent => Vec::new(),
            Err(error) => vec![Tone::Wrong.marked(sentence(catalogue, &error))],
        };
        // What was sent and could not be rehearsed is to be sent again.
        driver.sent = false;
        cx.shell.with_form(owner, |_, form| form.preview = preview);
    }

    /// The form was sent, or left.
    pub(super) fn answered(mut self: Box<Self>, pane: &mut P, cx: &mut PaneContext<'_, P>, outcome: Outcome) {
        let catalogue = cx.shell.catalogue;
        match outcome {
            Outcome::Submitted(mut form) => {
                if let Some((field, why)) = self.round.lacks(catalogue, &form) {
                    form.at_send();
                    self.round.edited(catalogue, &mut form);
                    form.fail(field, why);
                } else if self.round.commands(&form).is_empty() {
                    return (self.then)(pane, cx, Some(Vec::new()));
                } else {
                    self.sent = true;
                }
                self.open(cx, form);
            }
            _ => (self.then)(pane, cx, None),
        }
    }
}
