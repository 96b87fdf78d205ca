//! The whole state of the terminal, as a value. Only `update` changes it, views only read it.

use crate::config::Settings;
use crate::tui::core::effect::Effect;
use crate::tui::core::pane_request::TopicId;
use crate::tui::dialogue::shell::{Opening, Shell};
use crate::tui::pane::mounted::AnyPane;
use crate::tui::panes;

/// Everything.
#[derive(Debug)]
pub struct Model {
    pub shell: Shell,
    /// The panes of the header, by the numbers of their keys.
    pub panes: Vec<Box<dyn AnyPane>>,
    /// Those without a number, which are only opened from others.
    pub places: Vec<Box<dyn AnyPane>>,
    /// Places opened from other places, the one that is shown last: Esc leaves it, and what lies below is as it was.
    pub visits: Vec<Visit>,
    /// Left, but what was begun there is still being written.
    pub left: Vec<Visit>,
    /// What panes are made with when the person's role becomes one of another program; none in tests that bring their own panes.
    pub settings: Option<Settings>,
}

/// A pane of its own for what was opened from elsewhere.
#[derive(Debug)]
pub struct Visit {
    /// Never given twice, as answers and writes are told apart by it.
    pub number: usize,
    pub pane: Box<dyn AnyPane>,
    /// The number of the pane that one goes back to, and what it hears then.
    pub from: usize,
    pub back_to: Option<TopicId>,
}

/// Those panes that the person may see, and the places among them.
type Seen = (Vec<Box<dyn AnyPane>>, Vec<Box<dyn AnyPane>>);

fn seen(shell: &Shell, panes: Vec<Box<dyn AnyPane>>) -> Seen {
    let theirs = panes
        .into_iter()
        .filter(|pane| pane.needs().is_none_or(|needs| shell.operator.may(needs).is_ok()));
    theirs.partition(|pane| !pane.is_place())
}

impl Model {
    /// With the program of the person's role.
    pub fn of_role(opening: Opening, settings: Settings) -> Self {
        let panes = panes::of(opening.operator.role, &settings);
        Self {
            settings: Some(settings),
            ..Self::new(opening, panes)
        }
    }

    /// With those panes that the person may see.
    pub fn new(opening: Opening, panes: Vec<Box<dyn AnyPane>>) -> Self {
        let shell = Shell::new(opening);
        let (panes, places) = seen(&shell, panes);
        Self {
            shell,
            panes,
            places,
            visits: Vec::new(),
            left: Vec::new(),
            settings: None,
        }
    }

    /// The program of the role that the person has now, in place of the one before: what that one asked is given up. What it began to
    /// write is written all the same.
    pub fn reopen(&mut self, effects: &mut Vec<Effect>) -> bool {
        let Some(settings) = &self.settings else { return false };
        let before = self.panes.iter().chain(self.visits.iter().map(|visit| &visit.pane));
        effects.extend(before.flat_map(|pane| pane.unanswered()).map(Effect::Abandon));
        let (panes, places) = seen(&self.shell, panes::of(self.shell.operator.role, settings));
        (self.panes, self.places) = (panes, places);
        (self.visits, self.left) = (Vec::new(), Vec::new());
        self.shell.begin_anew();
        true
    }

    pub fn pane(&self, number: usize) -> Option<&dyn AnyPane> {
        let opened = || self.visits.iter().chain(&self.left).find(|visit| visit.number == number);
        let pane = self.panes.get(number).or_else(|| opened().map(|visit| &visit.pane));
        pane.map(|pane| &**pane)
    }

    /// The pane with this number, and the shell that it works in.
    pub fn pane_mut(&mut self, number: usize) -> Option<(&mut (dyn AnyPane + 'static), &mut Shell)> {
        let opened = self.visits.iter_mut().chain(&mut self.left).find(|visit| visit.number == number);
        let pane = self.panes.get_mut(number).or_else(|| opened.map(|visit| &mut visit.pane));
        pane.map(|pane| (&mut **pane, &mut self.shell))
    }

    /// The pane that is shown.
    pub fn shown(&self) -> Option<&dyn AnyPane> {
        self.pane(self.shell.active)
    }

    /// The pane of the header that is of the same kind.
    pub fn base(&self, number: usize) -> usize {
        let name = self.pane(number).map(AnyPane::name);
        let base = self.panes.iter().position(|pane| Some(pane.name()) == name);
        base.unwrap_or(number)
    }

    /// The pane of the header that what is shown is of, or was opened from.
    pub fn tab(&self) -> usize {
        let opened = self.visits.iter().rev().map(|visit| (visit.number, visit.from));
        let from = |number| opened.clone().find(|(opened, _)| *opened == number).map(|(_, from)| from);
        let steps = std::iter::successors(Some(self.shell.active), |number| from(*number));
        let mut bases = steps.map(|number| self.base(number));
        bases.find(|base| *base < self.panes.len()).unwrap_or(self.shell.active)
    }

    /// The numbers of all panes, the one that is shown first.
    pub fn numbers(&self) -> Vec<usize> {
        let shown = self.shell.active;
        let others = (0..self.panes.len()).chain(self.visits.iter().map(|visit| visit.number));
        std::iter::once(shown).chain(others.filter(|&number| number != shown)).collect()
    }
}
