//! A pane with its type put away, so that the shell can hold any number of them; keeps its reads and topics.

use std::fmt::Debug;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::dialogue::Driver;
use super::round::RoundDriver;
use super::views::{Look, look_so};
use super::waiting::{Followed, Slot, Waiting};
use super::{Pane, PaneContext};
use crate::domain::actor::Permission;
use crate::domain::views::ViewedList;
use crate::locale::Key;
use crate::tui::core::action::{ActionRef, Availability, Entry};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Answer, Error, Receipt};
use crate::tui::core::effect::Effect;
use crate::tui::core::global::Motion;
use crate::tui::core::msg::Ticket;
use crate::tui::core::pane_request::{PaneRequest, TopicId};
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;

/// What the shell tells a pane.
#[derive(Debug)]
pub enum PaneEvent<'a> {
    Refresh,
    Shown,
    Resized,
    Minute,
    Woken,
    Motion(Motion),
    Region {
        back: bool,
    },
    Click {
        region: u8,
        index: usize,
    },
    Key(KeyEvent),
    Paste(&'a str),
    Answer(Ticket, Result<Answer, Error>),
    Written(TopicId, Result<Receipt, Error>),
    Outcome(TopicId, Outcome),
    /// A form has rested, unless there were more edits than that.
    Rested(TopicId, u64),
    /// Act on this row of the table.
    Act(usize),
    /// Look at the list so.
    Look(Look),
}

/// A pane of any type.
pub trait AnyPane: Debug {
    fn name(&self) -> &'static str;
    fn title(&self) -> Key;
    fn counts(&self) -> bool;
    fn is_place(&self) -> bool;
    /// What a role must be allowed to be offered it.
    fn needs(&self) -> Option<Permission>;
    fn waiting(&self, shell: &Shell) -> Option<usize>;
    fn typing(&self) -> bool;
    fn pastes_whole(&self) -> bool;
    fn visit(&self, request: &PaneRequest) -> Option<Box<dyn AnyPane>>;
    fn sections(&self, shell: &Shell) -> Vec<Key>;
    fn place(&self, shell: &Shell) -> Option<String>;
    fn regions(&self, shell: &Shell) -> bool;
    /// What it asked and nobody waits for any more.
    fn unanswered(&self) -> Vec<Ticket>;
    /// The table, with what the pane itself says about each row now.
    fn entries(&self, shell: &Shell, pane: usize) -> Vec<Entry>;
    fn tell(&mut self, shell: &mut Shell, pane: usize, effects: &mut Vec<Effect>, event: PaneEvent<'_>);
    fn back(&mut self, shell: &mut Shell, pane: usize, effects: &mut Vec<Effect>) -> bool;
    fn edited(&mut self, shell: &mut Shell, pane: usize, effects: &mut Vec<Effect>, topic: TopicId, form: &mut Form);
    /// Another field of its form is selected.
    fn moved(&mut self, shell: &Shell, topic: TopicId, form: &mut Form);
    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>);
    fn dialog_room(&self, shell: &Shell, area: Rect) -> Rect;
    /// Its list that has saved views.
    fn viewed(&self) -> Option<ViewedList>;
}

/// A pane and what it waits for.
#[derive(Debug)]
pub struct Mounted<P: Pane> {
    pane: P,
    /// What it is called, and which of its actions there are, for whom it was mounted.
    title: Key,
    offers: fn(P::Action) -> bool,
    waiting: Waiting<P>,
    /// Something changed while another pane was shown.
    stale: bool,
}

impl<P: Pane> Mounted<P> {
    pub fn boxed(pane: P) -> Box<dyn AnyPane> {
        Self::part(pane, P::TITLE, |_| true)
    }

    /// Under another name, with these of its actions alone: the others are no actions of this program.
    pub fn part(pane: P, title: Key, offers: fn(P::Action) -> bool) -> Box<dyn AnyPane> {
        Box::new(Self {
            pane,
            title,
            offers,
            waiting: Waiting::default(),
            stale: false,
        })
    }

    fn split<'a>(&'a mut self, shell: &'a mut Shell, pane: usize, effects: &'a mut Vec<Effect>) -> (&'a mut P, PaneContext<'a, P>) {
        let cx = PaneContext {
            shell,
            pane,
            typing: self.pane.typing(),
            waiting: &mut self.waiting,
            effects,
        };
        (&mut self.pane, cx)
    }
}

impl<P: Pane> AnyPane for Mounted<P> {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn title(&self) -> Key {
        self.title
    }

    fn counts(&self) -> bool {
        P::COUNTS
    }

    fn is_place(&self) -> bool {
        P::PLACE
    }

    fn needs(&self) -> Option<Permission> {
        P::NEEDS
    }

    fn waiting(&self, shell: &Shell) -> Option<usize> {
        self.pane.waiting(shell)
    }

    fn typing(&self) -> bool {
        self.pane.typing()
    }

    fn pastes_whole(&self) -> bool {
        self.pane.pastes_whole()
    }

    fn visit(&self, request: &PaneRequest) -> Option<Box<dyn AnyPane>> {
        self.pane.visit(request).map(|pane| Self::part(pane, self.title, self.offers))
    }

    fn sections(&self, shell: &Shell) -> Vec<Key> {
        self.pane.sections(shell)
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        self.pane.place(shell)
    }

    fn regions(&self, shell: &Shell) -> bool {
        self.pane.regions(shell)
    }

    fn unanswered(&self) -> Vec<Ticket> {
        self.waiting.tickets().collect()
    }

    fn entries(&self, shell: &Shell, pane: usize) -> Vec<Entry> {
        let entry = |(index, row): (usize, &crate::tui::core::action::Row<P::Action>)| {
            let availability = match shell.allows(row.needs, row.risk) {
                Availability::Enabled => self.pane.availability(shell, row.id),
                refused => match self.pane.availability(shell, row.id) {
                    Availability::Hidden => Availability::Hidden,
                    _ => refused,
                },
            };
            Entry::of(row, ActionRef::Pane { pane, row: index }, availability)
        };
        let offered = |(_, row): &(usize, &crate::tui::core::action::Row<P::Action>)| (self.offers)(row.id);
        P::ACTIONS.iter().enumerate().filter(offered).map(entry).collect()
    }

    fn tell(&mut self, shell: &mut Shell, pane: usize, effects: &mut Vec<Effect>, event: PaneEvent<'_>) {
        match event {
            PaneEvent::Answer(ticket, result) => {
                if let Some(then) = self.waiting.answered(ticket) {
                    let (pane, mut cx) = self.split(shell, pane, effects);
                    then(pane, &mut cx, result);
                }
            }
            PaneEvent::Written(id, result) => {
                if let Some(followed) = self.waiting.take(id) {
                    let (pane, mut cx) = self.split(shell, pane, effects);
                    match followed {
                        Followed::Write(then) => then(pane, &mut cx, result),
                        Followed::Dialogue(driver) => driver.written(pane, &mut cx, result),
                        _ => {}
                    }
                }
            }
            PaneEvent::Outcome(id, outcome) => {
                if let Some(followed) = self.waiting.take(id) {
                    let (pane, mut cx) = self.split(shell, pane, effects);
                    cx.drop_at(Slot::rehearsal(id));
                    match followed {
                        Followed::Outcome(then) => then(pane, &mut cx, outcome),
                        Followed::Dialogue(driver) => driver.answered(pane, &mut cx, outcome),
                        Followed::Round(driver) => driver.answered(pane, &mut cx, outcome),
                        Followed::Nothing | Followed::Write(_) => {}
                    }
                }
            }
            PaneEvent::Rested(id, edits) => {
                let (_, mut cx) = self.split(shell, pane, effects);
                Driver::rested(&mut cx, id, edits);
                RoundDriver::rested(&mut cx, id, edits);
            }
            PaneEvent::Refresh if shell.active != pane => {
                self.stale = true;
            }
            PaneEvent::Shown => {
                let stale = std::mem::take(&mut self.stale);
                let (pane, mut cx) = self.split(shell, pane, effects);
                pane.shown(&mut cx);
                if stale {
                    pane.refresh(&mut cx);
                }
            }
            simple => {
                let (pane, mut cx) = self.split(shell, pane, effects);
                tell(pane, &mut cx, simple);
            }
        }
    }

    fn back(&mut self, shell: &mut Shell, pane: usize, effects: &mut Vec<Effect>) -> bool {
        let (pane, mut cx) = self.split(shell, pane, effects);
        pane.back(&mut cx)
    }

    fn edited(&mut self, shell: &mut Shell, pane: usize, effects: &mut Vec<Effect>, topic: TopicId, form: &mut Form) {
        effects.extend(self.waiting.drop_question(Slot::rehearsal(topic)).map(Effect::Abandon));
        if let Some(driver) = self.waiting.dialogue(topic) {
            driver.edited(shell, (pane, topic), effects, form);
        } else if let Some(round) = self.waiting.round(topic) {
            round.edited(shell, (pane, topic), effects, form);
        }
    }

    fn moved(&mut self, shell: &Shell, topic: TopicId, form: &mut Form) {
        if let Some(driver) = self.waiting.dialogue(topic) {
            driver.moved(shell, form);
        } else if let Some(round) = self.waiting.round(topic) {
            round.moved(shell, form);
        }
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.pane.view(shell, area, canvas);
    }

    fn dialog_room(&self, shell: &Shell, area: Rect) -> Rect {
        self.pane.dialog_room(shell, area)
    }

    fn viewed(&self) -> Option<ViewedList> {
        P::VIEWED
    }
}

/// What concerns the pane alone.
fn tell<P: Pane>(pane: &mut P, cx: &mut PaneContext<'_, P>, event: PaneEvent<'_>) {
    match event {
        PaneEvent::Refresh => pane.refresh(cx),
        PaneEvent::Look(look) => look_so(pane, cx, look),
        PaneEvent::Resized => pane.resized(cx),
        PaneEvent::Minute => pane.minute(cx),
        PaneEvent::Woken => pane.woken(cx),
        PaneEvent::Motion(motion) => pane.motion(cx, motion),
        PaneEvent::Region { back } => pane.region(cx, back),
        PaneEvent::Click { region, index } => pane.click(cx, region, index),
        PaneEvent::Key(key) => pane.key(cx, key),
        PaneEvent::Paste(text) => pane.paste(cx, text),
        PaneEvent::Act(row) => {
            if let Some(row) = P::ACTIONS.get(row) {
                pane.act(cx, row.id);
            }
        }
        PaneEvent::Shown | PaneEvent::Answer(..) | PaneEvent::Written(..) | PaneEvent::Outcome(..) | PaneEvent::Rested(..) => {}
    }
}
