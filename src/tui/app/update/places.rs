//! The half of `update` about where one is: from pane to pane, to what is opened from one, and back to where one came from.

use std::mem;

use super::Turn;
use crate::tui::app::model::Visit;
use crate::tui::core::effect::Effect;
use crate::tui::core::pane_request::{Aim, PaneRequest, Sent};
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::shell::Owner;
use crate::tui::pane::mounted::PaneEvent;

/// Nobody remembers more steps.
const MOST: usize = 16;

/// Panes of a header at most: what is opened from one has a number beyond theirs, whoever's program it is.
const MOST_PANES: usize = 16;

impl Turn<'_> {
    /// By the key of a pane: one begins anew there.
    pub(crate) fn go(&mut self, index: usize) {
        if index < self.model.panes.len() && index != self.model.shell.active {
            for visit in mem::take(&mut self.model.visits) {
                self.end(visit);
            }
            self.model.shell.came_from.clear();
            self.enter(index);
        }
    }

    fn enter(&mut self, pane: usize) {
        self.model.shell.active = pane;
        self.model.shell.toasts.clear();
        self.tell_shown(PaneEvent::Shown);
    }

    /// A step back in what is shown, or out of it.
    pub(crate) fn back(&mut self) {
        let shown = self.model.shell.active;
        let Some((pane, shell)) = self.model.pane_mut(shown) else {
            return;
        };
        if pane.back(shell, shown, &mut self.effects) {
            return;
        }
        let Some(visit) = self.model.visits.pop() else { return };
        self.model.shell.came_from.pop();
        let (from, back_to) = (visit.from, visit.back_to);
        self.end(visit);
        self.enter(from);
        if let Some(topic) = back_to {
            self.tell(from, PaneEvent::Outcome(topic, Outcome::Left));
        }
    }

    pub(crate) fn requests(&mut self) {
        for Sent { request, back_to } in mem::take(&mut self.model.shell.requests) {
            let Some(pane) = self
                .model
                .panes
                .iter()
                .chain(&self.model.places)
                .find_map(|pane| pane.visit(&request))
            else {
                continue;
            };
            // What a receipt was opened with may be past by then, and so may what was to be done; a sheet is a leaf of its order.
            let passing = matches!(
                request,
                PaneRequest::Receipts(_)
                    | PaneRequest::WorkSheet(..)
                    | PaneRequest::Assign(..)
                    | PaneRequest::Reverse(_)
                    | PaneRequest::Import(..)
                    | PaneRequest::Statement(_)
            );
            if !passing {
                self.remember(Aim::Open(request));
            }
            let shell = &mut self.model.shell;
            let number = MOST_PANES + usize::try_from(shell.next_id()).unwrap_or(usize::MAX >> 1);
            let from = shell.active;
            let place = self.model.shown().map(|shown| {
                let title = || self.model.shell.catalogue.text(shown.title(), &[]);
                shown.place(&self.model.shell).unwrap_or_else(title)
            });
            self.model.shell.came_from.extend(place);
            self.model.visits.push(Visit {
                number,
                pane,
                from,
                back_to,
            });
            self.forget_first();
            self.enter(number);
            self.tell_shown(PaneEvent::Refresh);
        }
    }

    fn forget_first(&mut self) {
        if self.model.visits.len() > MOST {
            let first = self.model.visits.remove(0);
            self.model.shell.came_from.remove(0);
            if let Some(next) = self.model.visits.first_mut() {
                (next.from, next.back_to) = (first.from, first.back_to);
            }
            self.end(first);
        }
    }

    /// What it asked is read no further; what it began to write is told to it still.
    fn end(&mut self, visit: Visit) {
        self.effects.extend(visit.pane.unanswered().into_iter().map(Effect::Abandon));
        self.model.left.push(visit);
        self.forget_left();
    }

    pub(crate) fn forget_left(&mut self) {
        let writes = &self.model.shell.writes;
        let writing = |number| {
            let mut owners = writes.values().map(|write| write.owner);
            owners.any(|owner| matches!(owner, Owner::Pane(pane, _) if pane == number))
        };
        self.model.left.retain(|visit| writing(visit.number));
    }
}
