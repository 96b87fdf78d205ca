//! The half of `update` about overlays, pastes and the mouse.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEventKind};

use super::{Turn, known};
use crate::locale::t;
use crate::tui::core::canvas::Spot;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::{Aim, Sent};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::help::Help;
use crate::tui::dialogue::shell::{OpenOverlay, Owner};
use crate::tui::dialogue::{Outcome, Overlay, Step};
use crate::tui::pane::mounted::{AnyPane, PaneEvent};

/// More than any field takes.
const MOST_OF_A_FIELD: usize = 64 * 1024;

impl Turn<'_> {
    pub(crate) fn help(&mut self) {
        let entries = known(self.model);
        let title = self.model.shown().map(AnyPane::title);
        let shell = &mut self.model.shell;
        let pane = title.map_or_else(String::new, |title| shell.catalogue.text(title, &[]));
        let title = t!(shell.catalogue, "shell-help-title", pane = pane);
        let help = Help::new(title, &entries, shell.catalogue);
        shell.open(Overlay::Help(help), Owner::Run);
    }

    pub(crate) fn quit(&mut self) {
        let shell = &mut self.model.shell;
        let count = shell.writes.len();
        if count == 0 {
            return self.exit(0);
        }
        let confirm = Confirm::new(t!(shell.catalogue, "shell-quit-title"), t!(shell.catalogue, "shell-quit-yes")).line(t!(
            shell.catalogue,
            "shell-quit-writes",
            count = count
        ));
        shell.open(Overlay::Confirm(confirm), Owner::Quit);
    }

    pub(crate) fn paste(&mut self, text: &str, cut: bool) {
        let whole = self.model.shell.overlays.is_empty() && self.model.shown().is_some_and(AnyPane::pastes_whole);
        let (text, cut) = match text.len() > MOST_OF_A_FIELD && !whole {
            true => (&text[..text.floor_char_boundary(MOST_OF_A_FIELD)], true),
            false => (text, cut),
        };
        if let Some(opened) = self.model.shell.overlays.last_mut() {
            let step = opened.overlay.paste(text);
            self.stepped(step);
        } else if self.model.shown().is_some_and(AnyPane::typing) {
            self.tell_shown(PaneEvent::Paste(text));
        } else {
            return self.toast(Tone::Waits, t!(self.model.shell.catalogue, "shell-paste-nowhere"));
        }
        if cut {
            self.toast(Tone::Waits, t!(self.model.shell.catalogue, "shell-paste-cut"));
        }
    }

    pub(crate) fn mouse(&mut self, kind: MouseEventKind, spot: Option<Spot>) {
        let catalogue = self.model.shell.catalogue;
        let key = |code| KeyEvent::from(code);
        match (kind, spot, self.model.shell.overlays.last_mut()) {
            (MouseEventKind::ScrollDown, _, Some(_)) => self.key(key(KeyCode::Down)),
            (MouseEventKind::ScrollUp, _, Some(_)) => self.key(key(KeyCode::Up)),
            (MouseEventKind::ScrollDown, _, None) => self.tell_shown(PaneEvent::Motion(Motion::Down)),
            (MouseEventKind::ScrollUp, _, None) => self.tell_shown(PaneEvent::Motion(Motion::Up)),
            (MouseEventKind::Down(MouseButton::Left), Some(Spot::Overlay(index)), Some(opened)) => {
                let step = opened.overlay.click(index, catalogue);
                self.stepped(step);
            }
            (MouseEventKind::Down(MouseButton::Left), Some(Spot::Action(action)), None) => self.run_named(action),
            (MouseEventKind::Down(MouseButton::Left), Some(Spot::Row { region, index }), None) => {
                self.tell_shown(PaneEvent::Click { region, index });
            }
            _ => {}
        }
    }

    pub(crate) fn stepped(&mut self, step: Step) {
        match step {
            Step::Stay => {}
            Step::Edited => self.edited(true),
            Step::Moved => self.edited(false),
            Step::Done(outcome) => {
                if let Some(OpenOverlay { owner, .. }) = self.model.shell.overlays.pop() {
                    self.outcome(owner, outcome);
                }
            }
        }
    }

    /// The pane sees its form after every change, and after a move only where it is; the overlay leaves the stack while it does.
    pub(crate) fn edited(&mut self, changed: bool) {
        let owner = self.model.shell.overlays.last().map(|opened| opened.owner);
        if owner == Some(Owner::Run) && changed {
            return self.search();
        }
        if let Some(Owner::Pane(pane, topic)) = owner
            && let Some((it, shell)) = self.model.pane_mut(pane)
        {
            let effects = &mut self.effects;
            shell.with_form(Owner::Pane(pane, topic), |shell, form| match changed {
                true => it.edited(shell, pane, effects, topic, form),
                false => it.moved(shell, topic, form),
            });
        }
    }

    pub(crate) fn outcome(&mut self, owner: Owner, outcome: Outcome) {
        match (owner, outcome) {
            (Owner::Pane(pane, topic), outcome) => self.tell(pane, PaneEvent::Outcome(topic, outcome)),
            (Owner::Quit, Outcome::Confirmed) => self.exit(0),
            (Owner::SessionOver, _) => self.exit(1),
            (Owner::Run, Outcome::Run(action)) => {
                self.remember(Aim::Act(action));
                self.run_named(action);
            }
            (Owner::Run, Outcome::Send(request)) => self.model.shell.requests.push(Sent { request, back_to: None }),
            _ => {}
        }
    }
}
