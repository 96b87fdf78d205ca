//! What a pane waits for, and what it does when that comes: answers, the ends of writes, overlays that are answered or left.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::fmt;

use uuid::Uuid;

use super::dialogue::{Driver, Matter};
use super::round::RoundDriver;
use super::{Pane, PaneContext};
use crate::tui::core::client::{Answer, Error, Receipt};
use crate::tui::core::msg::Ticket;
use crate::tui::core::pane_request::TopicId;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::form::Form;

type With<P, T> = Box<dyn FnOnce(&mut P, &mut PaneContext<'_, P>, T)>;

/// What an answer is for: where it goes, and which of several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot(TypeId, Option<Uuid>);

impl Slot {
    pub(super) fn of<F: Any>(_: &F) -> Self {
        Self(TypeId::of::<F>(), None)
    }

    pub(super) const fn each(self, which: Uuid) -> Self {
        Self(self.0, Some(which))
    }

    /// What the form, or what will be one, with this number would do.
    pub(super) fn rehearsal(id: TopicId) -> Self {
        Self(TypeId::of::<TopicId>(), Some(Uuid::from_u128(u128::from(id.0))))
    }
}

/// What follows an overlay or a write.
pub(super) enum Followed<P: Pane> {
    Nothing,
    Outcome(With<P, Outcome>),
    Write(With<P, Result<Receipt, Error>>),
    Dialogue(Box<Driver<P>>),
    Round(Box<RoundDriver<P>>),
}

/// A question on its way.
struct Asked<P: Pane> {
    ticket: Ticket,
    then: With<P, Result<Answer, Error>>,
}

/// What a pane waits for.
pub(super) struct Waiting<P: Pane> {
    questions: BTreeMap<Slot, Asked<P>>,
    followed: BTreeMap<TopicId, Followed<P>>,
    /// What was typed in forms whose command came too late, by what they were about.
    pub(super) typed: Vec<(Matter, Form)>,
}

impl<P: Pane> Default for Waiting<P> {
    fn default() -> Self {
        Self {
            questions: BTreeMap::new(),
            followed: BTreeMap::new(),
            typed: Vec::new(),
        }
    }
}

impl<P: Pane> Waiting<P> {
    /// Notes a question; answers the ticket of the one it makes stale.
    pub(super) fn question<F>(&mut self, slot: Slot, ticket: Ticket, then: F) -> Option<Ticket>
    where
        F: FnOnce(&mut P, &mut PaneContext<'_, P>, Result<Answer, Error>) + 'static,
    {
        let then: With<P, Result<Answer, Error>> = Box::new(then);
        self.questions.insert(slot, Asked { ticket, then }).map(|stale| stale.ticket)
    }

    pub(super) fn tickets(&self) -> impl Iterator<Item = Ticket> {
        self.questions.values().map(|asked| asked.ticket)
    }

    pub(super) fn asked(&self, slot: Slot) -> bool {
        self.questions.contains_key(&slot)
    }

    /// Answers the ticket of the question, if it was on its way.
    pub(super) fn drop_question(&mut self, slot: Slot) -> Option<Ticket> {
        self.questions.remove(&slot).map(|asked| asked.ticket)
    }

    /// Where the answer with this ticket goes, if it is still the latest of its kind.
    pub(super) fn answered(&mut self, ticket: Ticket) -> Option<With<P, Result<Answer, Error>>> {
        let slot = self
            .questions
            .iter()
            .find(|(_, asked)| asked.ticket == ticket)
            .map(|(slot, _)| *slot)?;
        self.questions.remove(&slot).map(|asked| asked.then)
    }

    /// Gives up the dialogues of which nothing is shown yet; answers the tickets of what they had asked.
    pub(super) fn give_up(&mut self) -> Vec<Ticket> {
        let is_pending = |followed: &Followed<P>| matches!(followed, Followed::Dialogue(driver) if driver.is_pending());
        let pending = self.followed.iter().filter(|(_, followed)| is_pending(followed));
        let pending: Vec<TopicId> = pending.map(|(id, _)| *id).collect();
        self.followed.retain(|id, _| !pending.contains(id));
        let tickets = pending.into_iter().filter_map(|id| self.drop_question(Slot::rehearsal(id)));
        tickets.collect()
    }

    /// Whether the command of a dialogue about this is on its way.
    pub(super) fn writes(&self, matter: Matter) -> bool {
        let mut followed = self.followed.values();
        followed.any(|one| matches!(one, Followed::Dialogue(driver) if driver.writes(matter)))
    }

    pub(super) fn follow(&mut self, id: TopicId, followed: Followed<P>) {
        self.followed.insert(id, followed);
    }

    pub(super) fn take(&mut self, id: TopicId) -> Option<Followed<P>> {
        self.followed.remove(&id)
    }

    pub(super) fn dialogue(&mut self, id: TopicId) -> Option<&mut Driver<P>> {
        match self.followed.get_mut(&id) {
            Some(Followed::Dialogue(driver)) => Some(driver),
            _ => None,
        }
    }

    pub(super) fn round(&mut self, id: TopicId) -> Option<&mut RoundDriver<P>> {
        match self.followed.get_mut(&id) {
            Some(Followed::Round(driver)) => Some(driver),
            _ => None,
        }
    }
}

impl<P: Pane> fmt::Debug for Waiting<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("questions", &self.questions.len())
            .field("followed", &self.followed.keys())
            .finish_non_exhaustive()
    }
}
