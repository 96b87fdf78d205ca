//! What a pane is, and what it may ask of the shell around it. Used by every folder of `panes/`.

pub mod crowded;
pub mod detail;
pub mod dialogue;
pub mod method;
pub mod mounted;
pub mod paged;
pub mod rate;
pub mod reason;
pub mod round;
pub mod sorting;
pub mod status;
pub mod views;
mod waiting;

use std::any::Any;
use std::fmt::Debug;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::dialogue::{Outcome, Overlay};
use crate::domain::actor::Permission;
use crate::domain::views::ViewedList;
use crate::locale::Key;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Command, Error, Question, Receipt, sentence};
use crate::tui::core::effect::Effect;
use crate::tui::core::global::Motion;
use crate::tui::core::msg::Ticket;
use crate::tui::core::pane_request::{PaneRequest, Sent, TopicId};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::picker::Picker;
use crate::tui::dialogue::shell::{Owner, Shell};
use crate::tui::pane::views::Look;
use crate::tui::pane::waiting::{Followed, Slot, Waiting};
use crate::tui::widgets::filter_line::{FilterLine, Typed};
use crate::tui::widgets::table::{Column, LeftOut};

/// A pane: its state, its table of actions, and pure functions from what happens to what is wanted.
///
/// Everything that happens is given to it by the shell, which has already resolved keys through the table, dropped
/// stale answers, routed outcomes and refused what the role or the link does not allow.
pub trait Pane: Debug + Sized + 'static {
    /// One variant per row of `ACTIONS`.
    type Action: Copy + Eq + Debug + 'static;

    /// For docs/keys.md and requests: the folder's name.
    const NAME: &'static str;
    const TITLE: Key;
    const ACTIONS: &'static [Row<Self::Action>];

    /// Its list that can be looked at in saved ways.
    const VIEWED: Option<ViewedList> = None;

    /// What a role must be allowed to be offered it.
    const NEEDS: Option<Permission> = None;

    /// Only opened from other panes: it has no number.
    const PLACE: bool = false;

    /// Whether it shows some of `Shell::counts`.
    const COUNTS: bool = false;

    /// How many things wait for a person: the header's count.
    fn waiting(&self, _shell: &Shell) -> Option<usize> {
        None
    }

    /// Asks for everything shown again: at the start, on Ctrl-r, when somebody changed data or the link is back. Rows stay where
    /// they are by identity. Behind another pane it waits to be shown: the one that is shown is not to wait for it.
    fn refresh(&mut self, cx: &mut PaneContext<'_, Self>);

    /// The pane is shown.
    fn shown(&mut self, _cx: &mut PaneContext<'_, Self>) {}

    /// The terminal has another size: what was made for the one before is made again.
    fn resized(&mut self, _cx: &mut PaneContext<'_, Self>) {}

    /// The clock shows another minute: waits are written anew.
    fn minute(&mut self, _cx: &mut PaneContext<'_, Self>) {}

    /// The time it asked to be woken after is over.
    fn woken(&mut self, _cx: &mut PaneContext<'_, Self>) {}

    /// Beyond role and link, which the shell checks: may this be done now, and if not, why (a sentence).
    fn availability(&self, _shell: &Shell, _action: Self::Action) -> Availability {
        Availability::Enabled
    }

    fn act(&mut self, cx: &mut PaneContext<'_, Self>, action: Self::Action);

    fn motion(&mut self, cx: &mut PaneContext<'_, Self>, motion: Motion);

    /// Tab: the other region of the pane; `back` for Shift-Tab.
    fn region(&mut self, _cx: &mut PaneContext<'_, Self>, _back: bool) {}

    /// Whether Tab leads anywhere now.
    fn regions(&self, _shell: &Shell) -> bool {
        false
    }

    /// Esc: one step back, destroying nothing; false when there is none left to go here.
    fn back(&mut self, _cx: &mut PaneContext<'_, Self>) -> bool {
        false
    }

    /// A row of one of its lists was clicked.
    fn click(&mut self, _cx: &mut PaneContext<'_, Self>, _region: u8, _index: usize) {}

    /// The line in which its filter is typed: while it is open, keys and pastes go there, not to the table.
    fn filter_line(&self) -> Option<&FilterLine> {
        None
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        None
    }

    /// Another filter is wanted; `kept` when the line was closed on it with Enter.
    fn filtered(&mut self, _cx: &mut PaneContext<'_, Self>, _kept: bool) {}

    fn typing(&self) -> bool {
        self.filter_line().is_some_and(FilterLine::is_open)
    }

    fn key(&mut self, cx: &mut PaneContext<'_, Self>, key: KeyEvent) {
        match self.filter_line_mut().map_or(Typed::Nothing, |line| line.key(key)) {
            Typed::Nothing => {}
            Typed::Changed => self.filtered(cx, false),
            Typed::Kept => self.filtered(cx, true),
            Typed::Motion(motion) => self.motion(cx, motion),
        }
    }

    fn paste(&mut self, cx: &mut PaneContext<'_, Self>, text: &str) {
        if self.filter_line_mut().is_some_and(|line| line.paste(text)) {
            self.filtered(cx, false);
        }
    }

    /// Whether it takes a paste whole, however long: more than any field does.
    fn pastes_whole(&self) -> bool {
        false
    }

    /// A pane of its own that shows what is asked for: this one stays as it is. None where it shows no such thing.
    fn visit(&self, _request: &PaneRequest) -> Option<Self> {
        None
    }

    /// The titles of its lists, where it has several: each is found by its name.
    fn sections(&self, _shell: &Shell) -> Vec<Key> {
        Vec::new()
    }

    /// What is shown of it, where that has a name of its own: the number of an order.
    fn place(&self, _shell: &Shell) -> Option<String> {
        None
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>);

    /// How its list is looked at.
    fn look(&self) -> Look {
        Look::default()
    }

    /// The columns of that list, and which of them the person does not want to see; none while no such list is shown.
    fn chosen_columns(&mut self, _shell: &Shell) -> Option<(Vec<Column>, &mut LeftOut)> {
        None
    }

    /// Looks at its list in a saved way.
    fn look_as(&mut self, _cx: &mut PaneContext<'_, Self>, _look: Look) {}

    /// The part of `area` over which its dialogs are drawn: what one decides by stays in sight.
    fn dialog_room(&self, _shell: &Shell, area: Rect) -> Rect {
        area
    }
}

/// What a pane may do while it handles something.
#[derive(Debug)]
pub struct PaneContext<'a, P: Pane> {
    pub shell: &'a mut Shell,
    pub(super) pane: usize,
    /// Its filter is being typed.
    typing: bool,
    waiting: &'a mut Waiting<P>,
    effects: &'a mut Vec<Effect>,
}

impl<P: Pane> PaneContext<'_, P> {
    /// Asks; the answer goes to `then`. Asking again with the same `then` makes the earlier question stale: its answer is dropped.
    pub fn ask<Q, F>(&mut self, question: Q, then: F)
    where
        Q: Question,
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Result<Q::Answer, Error>) + 'static,
    {
        self.ask_at(Slot::of(&then), question, then);
    }

    /// Asks one of several questions of a kind at once, told apart by `which`.
    pub fn ask_each<Q, F>(&mut self, which: uuid::Uuid, question: Q, then: F)
    where
        Q: Question,
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Result<Q::Answer, Error>) + 'static,
    {
        self.ask_at(Slot::of(&then).each(which), question, then);
    }

    fn ask_at<Q, F>(&mut self, slot: Slot, question: Q, then: F)
    where
        Q: Question,
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Result<Q::Answer, Error>) + 'static,
    {
        let ticket = Ticket {
            pane: self.pane,
            generation: self.shell.next_id(),
        };
        let replaces = self.waiting.question(slot, ticket, |pane, cx, answer| {
            let strange = || Error::Internal("an answer to another question".to_owned());
            then(pane, cx, answer.and_then(|answer| Q::take(answer).ok_or_else(strange)));
        });
        let query = question.query();
        self.effects.push(Effect::Read { ticket, replaces, query });
    }

    /// Whether a question whose answer goes to `then` is on its way.
    pub fn asking<F: Any>(&self, then: &F) -> bool {
        self.waiting.asked(Slot::of(then))
    }

    /// Gives up a question: it is read no further, and its answer is dropped.
    pub fn drop_question<F: Any>(&mut self, then: &F) {
        self.drop_at(Slot::of(then));
    }

    fn drop_at(&mut self, slot: Slot) {
        self.effects.extend(self.waiting.drop_question(slot).map(Effect::Abandon));
    }

    /// Writes without asking; the end goes to `then` even if the pane is no longer shown. Not called while the database is
    /// away: the shell repeats the operation when the link is back.
    pub fn run<F>(&mut self, command: Command, then: F)
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Result<Receipt, Error>) + 'static,
    {
        self.write_for(command, Followed::Write(Box::new(then)));
    }

    /// Opens an overlay; how it ended goes to `then`.
    pub fn open<F>(&mut self, overlay: impl Into<Overlay>, then: F)
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Outcome) + 'static,
    {
        self.open_for(overlay.into(), Followed::Outcome(Box::new(then)));
    }

    /// Opens a list to choose from; what was chosen goes to `then`.
    pub fn choose<T, F>(&mut self, title: impl Into<String>, choices: impl IntoIterator<Item = (Item, T)>, then: F)
    where
        T: 'static,
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, T) + 'static,
    {
        let (items, values): (Vec<Item>, Vec<T>) = choices.into_iter().unzip();
        self.pick(Picker::new(title, items), values, then);
    }

    /// The same, beginning at what holds now.
    pub fn choose_other<T, F>(&mut self, title: impl Into<String>, now: &T, choices: impl IntoIterator<Item = (Item, T)>, then: F)
    where
        T: PartialEq + 'static,
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, T) + 'static,
    {
        let (items, values): (Vec<Item>, Vec<T>) = choices.into_iter().unzip();
        let at = values.iter().position(|value| value == now).unwrap_or(0);
        self.pick(Picker::new(title, items).starting_at(at), values, then);
    }

    fn pick<T, F>(&mut self, picker: Picker, values: Vec<T>, then: F)
    where
        T: 'static,
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, T) + 'static,
    {
        self.open(picker, |pane, cx, outcome| {
            if let Outcome::Picked(index) = outcome
                && let Some(value) = values.into_iter().nth(index)
            {
                then(pane, cx, value);
            }
        });
    }

    /// Opens a form that asks for something else than a command; filled in, it goes to `then`.
    pub fn fill<F>(&mut self, form: Form, then: F)
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Form) + 'static,
    {
        self.open(form, |pane, cx, outcome| {
            if let Outcome::Submitted(form) = outcome {
                then(pane, cx, form);
            }
        });
    }

    /// Something to read: nothing follows.
    pub fn show(&mut self, overlay: impl Into<Overlay>) {
        self.open_for(overlay.into(), Followed::Nothing);
    }

    fn open_for(&mut self, overlay: Overlay, followed: Followed<P>) -> TopicId {
        let id = TopicId(self.shell.next_id());
        self.waiting.follow(id, followed);
        self.shell.open(overlay, Owner::Pane(self.pane, id));
        id
    }

    fn write_for(&mut self, command: Command, followed: Followed<P>) {
        let id = TopicId(self.shell.next_id());
        self.waiting.follow(id, followed);
        let operation = self.shell.begin_write(Owner::Pane(self.pane, id), command.clone());
        self.effects.push(Effect::Write { operation, command });
    }

    /// Says why something was not done: what happened meanwhile, or a sentence. A sentence, while the person is at something else.
    pub fn say_failure(&mut self, error: &Error) {
        let catalogue = self.shell.catalogue;
        match error {
            Error::Conflict(overtaken) if self.may_open() => self.show(Conflict::of(catalogue, overtaken, Vec::new())),
            other => self.toast(Tone::Wrong, sentence(catalogue, other)),
        }
    }

    /// A command of ours changed what waits for a person.
    pub fn count(&mut self) {
        let asked = self.shell.count();
        self.effects.push(asked);
    }

    /// Whether the pane is the one that is shown.
    pub const fn is_shown(&self) -> bool {
        self.shell.active == self.pane
    }

    /// Whether something may open by itself: over the pane that is shown, and over nothing that is read or typed.
    pub const fn may_open(&self) -> bool {
        self.is_shown() && self.shell.overlays.is_empty() && !self.typing
    }

    /// A sentence that goes away by itself.
    pub fn toast(&mut self, tone: Tone, text: impl Into<String>) {
        let effect = self.shell.toasts.push(tone, text.into());
        self.effects.push(effect);
    }

    /// `Pane::woken` is called then. Each call is one timer: a pane remembers that it has one.
    pub fn wake(&mut self, after: std::time::Duration) {
        let wake = crate::tui::core::msg::Wake::Pane(self.pane);
        self.effects.push(Effect::Wake { after, wake });
    }

    /// To the clipboard, and says so, or that it may not get there.
    pub fn copy(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.copy_named(&text.clone(), text);
    }

    /// The same of a long text, which is said by its name.
    pub fn copy_named(&mut self, name: &str, text: impl Into<String>) {
        let (tone, said) = self.shell.copied(name);
        self.toast(tone, said);
        self.effects.push(Effect::Copy(text.into()));
    }

    /// Writes a new file in the folder for exports; the shell says where.
    pub fn save(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.keep(name, text.into().into_bytes(), false);
    }

    /// The same of any file; its path is `copied` to the clipboard.
    pub fn keep(&mut self, name: impl Into<String>, bytes: Vec<u8>, copied: bool) {
        let name = name.into();
        self.effects.push(Effect::Save { name, bytes, copied });
    }

    /// Opens a copy of a file with the desktop's own program; the shell says what came of it.
    pub fn open_outside(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        let name = name.into();
        self.effects.push(Effect::Open { name, bytes });
    }

    /// Opens something over this pane; Esc comes back to it as it is.
    pub fn visit(&mut self, request: PaneRequest) {
        self.shell.requests.push(Sent { request, back_to: None });
    }

    /// The same, and what was left for it is opened again when one is back.
    pub fn visit_from<F>(&mut self, request: PaneRequest, then: F)
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>) + 'static,
    {
        let id = TopicId(self.shell.next_id());
        self.waiting.follow(id, Followed::Outcome(Box::new(|pane, cx, _| then(pane, cx))));
        let back_to = Some(id);
        self.shell.requests.push(Sent { request, back_to });
    }
}
