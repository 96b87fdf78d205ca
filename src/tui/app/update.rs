//! What happens next: a pure function from the state and a message to the state and the effects wanted.

mod offers;
mod overlays;
mod places;

use std::mem;
use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::model::Model;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::OperationId;
use crate::locale::t;
use crate::service::orders::timeline;
use crate::service::people::views::SavedView;
use crate::tui::core::action::{ActionRef, Availability, Entry};
use crate::tui::core::client::{Answer, Caution, Error, LinkState, Query, Receipt, sentence};
use crate::tui::core::effect::Effect;
use crate::tui::core::global::{self, Global};
use crate::tui::core::keys::{Chord, ctrl};
use crate::tui::core::msg::{End, Msg, Ticket, Wake};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Overlay;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Owner;
use crate::tui::pane::mounted::{AnyPane, PaneEvent};
use crate::tui::pane::views::Look;
use crate::tui::panes;

/// Applies one message that happened at `now`.
pub fn update(model: &mut Model, now: Time, msg: Msg) -> Vec<Effect> {
    model.shell.now = now;
    model.shell.toasts.turn();
    if matches!(msg, Msg::Key(_) | Msg::Paste { .. }) {
        model.shell.used = now;
        model.shell.toasts.answered();
    }
    let mut turn = Turn {
        model,
        effects: Vec::new(),
    };
    turn.handle(msg);
    turn.seconds();
    turn.requests();
    turn.effects
}

/// Every action that can be named now: the pane that is shown first, then those of the frame.
pub fn entries(model: &Model) -> Vec<Entry> {
    let mut entries = every(model);
    entries.retain(|entry| entry.availability != Availability::Hidden);
    entries
}

/// Every action there is; one that is out of place says so.
pub fn known(model: &Model) -> Vec<Entry> {
    let mut entries = every(model);
    entries.retain(|entry| !matches!(entry.action, ActionRef::Global(Global::Go(index)) if index >= model.panes.len()));
    for entry in &mut entries {
        if entry.availability == Availability::Hidden {
            entry.availability = Availability::Disabled(t!(model.shell.catalogue, "shell-not-now"));
        }
    }
    entries
}

fn every(model: &Model) -> Vec<Entry> {
    let shell = &model.shell;
    let own = model.shown().map(|pane| pane.entries(shell, shell.active)).unwrap_or_default();
    let own_go = |action| match action {
        Global::Go(index) if shell.operator.role == Role::Workshop => panes::OWN_GO.get(index).copied(),
        _ => None,
    };
    let frame = global::ACTIONS.iter().map(|row| {
        let entry = Entry::of(row, ActionRef::Global(row.id), available(model, row.id));
        let label = own_go(row.id).unwrap_or(entry.label);
        Entry { label, ..entry }
    });
    own.into_iter().chain(frame).collect()
}

fn available(model: &Model, action: Global) -> Availability {
    match action {
        Global::Go(index) if index >= model.panes.len() => Availability::Hidden,
        Global::Region if !model.shown().is_some_and(|pane| pane.regions(&model.shell)) => {
            Availability::Disabled(t!(model.shell.catalogue, "shell-one-region"))
        }
        _ => Availability::Enabled,
    }
}

struct Turn<'a> {
    model: &'a mut Model,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn handle(&mut self, msg: Msg) {
        match msg {
            Msg::Start => self.start(),
            Msg::Key(key) => self.key(key),
            Msg::Paste { text, cut } => self.paste(&text, cut),
            Msg::Mouse { kind, spot } => self.mouse(kind, spot),
            Msg::Resize(size) => {
                self.model.shell.size = size;
                self.tell_shown(PaneEvent::Resized);
            }
            Msg::Cell(cell) => self.model.shell.graphics.cell = cell,
            Msg::Wake(Wake::Minute) => self.minute(),
            Msg::Wake(Wake::Second) => self.second(),
            Msg::Wake(Wake::Toast(id)) => self.model.shell.toasts.end(id),
            Msg::Wake(Wake::Pane(pane)) => self.tell(pane, PaneEvent::Woken),
            Msg::Wake(Wake::Rested { pane, topic, edits }) => self.tell(pane, PaneEvent::Rested(topic, edits)),
            Msg::Answer { ticket, result } if ticket.pane == Ticket::SESSION => self.operator(result),
            Msg::Answer { ticket, result } if ticket.pane == Ticket::FOUND => self.found(ticket, result),
            Msg::Answer { ticket, result } if ticket.pane == Ticket::COUNTS => self.model.shell.counted(ticket, result.ok()),
            Msg::Answer { ticket, result } => {
                if result.is_ok() {
                    self.model.shell.fresh_at = Some(self.model.shell.now);
                }
                self.tell(ticket.pane, PaneEvent::Answer(ticket, result));
            }
            Msg::Written { operation, result } => self.written(operation, *result),
            Msg::Saved { result, copied } => self.saved(result, copied),
            Msg::Opened(result) => self.opened(result),
            Msg::Changed => self.changed(),
            Msg::NoShell => self.toast(Tone::Waits, t!(self.model.shell.catalogue, "shell-no-shell")),
            Msg::Link(state) => self.link(state),
            Msg::End(End::Signal(number)) => self.exit(u8::try_from(128 + number).unwrap_or(1)),
            Msg::End(End::Lost) => self.exit(129),
        }
    }

    fn tell(&mut self, pane: usize, event: PaneEvent<'_>) {
        if let Some((it, shell)) = self.model.pane_mut(pane) {
            it.tell(shell, pane, &mut self.effects, event);
        }
    }

    fn tell_shown(&mut self, event: PaneEvent<'_>) {
        self.tell(self.model.shell.active, event);
    }

    fn exit(&mut self, code: u8) {
        self.effects.push(Effect::Exit(code));
    }

    fn toast(&mut self, tone: Tone, text: String) {
        let effect = self.model.shell.toasts.push(tone, text);
        self.effects.push(effect);
    }

    fn start(&mut self) {
        self.next_minute();
        // The pane that is shown is asked first: its answer is the first full frame.
        self.refresh_all();
        self.ask_operator();
        self.tell_shown(PaneEvent::Shown);
        if let Some(welcome) = self.model.shell.welcome.take() {
            self.toast(Tone::Accent, welcome);
        }
    }

    fn refresh_all(&mut self) {
        self.tell_shown(PaneEvent::Refresh);
        self.count();
        for pane in self.model.numbers().into_iter().skip(1) {
            self.tell(pane, PaneEvent::Refresh);
        }
    }

    /// The clock's only timer, set to the next full minute.
    fn next_minute(&mut self) {
        let millis = self.model.shell.now.timestamp_millis().rem_euclid(60_000);
        let after = std::time::Duration::from_millis(u64::try_from(60_000 - millis).unwrap_or(60_000));
        self.effects.push(Effect::Wake { after, wake: Wake::Minute });
    }

    fn minute(&mut self) {
        self.next_minute();
        self.ask_operator();
        for pane in self.model.numbers() {
            self.tell(pane, PaneEvent::Minute);
        }
    }

    /// While the database is away the seconds are counted, and never else.
    /// Begins to count seconds where something on the screen does.
    fn seconds(&mut self) {
        if !self.model.shell.counts_seconds {
            self.second();
        }
    }

    fn second(&mut self) {
        let shell = &mut self.model.shell;
        shell.counts_seconds = shell.counts();
        if shell.counts_seconds {
            let after = std::time::Duration::from_secs(1);
            self.effects.push(Effect::Wake { after, wake: Wake::Second });
        }
    }

    fn key(&mut self, key: KeyEvent) {
        if key.kind == KeyEventKind::Release {
            return;
        }
        self.model.shell.typed_anything = true;
        let chord = Chord::from(key);
        if chord == ctrl('c') {
            return self.exit(0);
        }
        if let Some(opened) = self.model.shell.overlays.last_mut() {
            let step = opened.overlay.key(key, self.model.shell.catalogue);
            return self.stepped(step);
        }
        if self.model.shown().is_some_and(AnyPane::typing) {
            return self.tell_shown(PaneEvent::Key(key));
        }
        let bound = |entry: &Entry| entry.keys.contains(&chord);
        let possible = entries(self.model).into_iter().find(bound);
        // A key that does nothing now says why.
        match possible.or_else(|| known(self.model).into_iter().find(bound)) {
            Some(entry) => self.run(&entry, key.code == KeyCode::BackTab),
            None => self.toast(Tone::Waits, t!(self.model.shell.catalogue, "shell-no-key", key = chord.to_string())),
        }
    }

    fn run(&mut self, entry: &Entry, reverse: bool) {
        match (&entry.availability, entry.action) {
            (Availability::Disabled(why), _) => self.toast(Tone::Waits, why.clone()),
            (Availability::Hidden, _) => {}
            (Availability::Enabled, ActionRef::Pane { pane, row }) => self.tell(pane, PaneEvent::Act(row)),
            (Availability::Enabled, ActionRef::Global(action)) => self.global(action, reverse),
        }
    }

    fn global(&mut self, action: Global, reverse: bool) {
        match action {
            Global::Palette => self.palette(),
            Global::Help => self.help(),
            Global::Go(index) => self.go(index),
            Global::Region => self.tell_shown(PaneEvent::Region { back: reverse }),
            Global::Back => self.back(),
            Global::Refresh => {
                self.effects.push(Effect::Redraw);
                self.refresh_all();
            }
            Global::Freeze => self.freeze(),
            Global::Move(motion) => self.tell_shown(PaneEvent::Motion(motion)),
            Global::Quit => self.quit(),
            Global::Leave => self.exit(0),
        }
    }

    /// Frozen rows stay as they are until thawed; what changed meanwhile comes then.
    fn freeze(&mut self) {
        match self.model.shell.frozen.take() {
            None => self.model.shell.frozen = Some(false),
            Some(true) => self.refresh_all(),
            Some(false) => {}
        }
    }

    fn changed(&mut self) {
        self.ask_operator();
        if let Some(missed) = &mut self.model.shell.frozen {
            *missed = true;
            return;
        }
        self.count();
        for pane in self.model.numbers() {
            self.tell(pane, PaneEvent::Refresh);
        }
    }

    /// What waits for a person, where a pane says so.
    fn count(&mut self) {
        let may = self.model.shell.operator.may(timeline::NEEDS).is_ok();
        if may && self.model.panes.iter().any(|pane| pane.counts()) {
            let asked = self.model.shell.count();
            self.effects.push(asked);
        }
    }

    /// A change may be one of who is at the keyboard: their role, or that they are let in no more.
    fn ask_operator(&mut self) {
        let generation = self.model.shell.next_id();
        let replaces = self.model.shell.operator_asked.replace(generation);
        let ticket = |generation| Ticket {
            pane: Ticket::SESSION,
            generation,
        };
        self.effects.push(Effect::Read {
            ticket: ticket(generation),
            replaces: replaces.map(ticket),
            query: Query::Operator,
        });
    }

    fn operator(&mut self, result: Result<Answer, Error>) {
        let shell = &mut self.model.shell;
        match result {
            Ok(Answer::Operator(present)) => {
                let before = mem::replace(&mut shell.operator, present.operator).role;
                shell.alerts = present.alerts;
                let first = !mem::replace(&mut shell.greeted, true);
                self.caution(present.cautions);
                self.role_was(before);
                if let Some(view) = present.start.filter(|_| first) {
                    self.open_on(&view);
                }
            }
            Err(error @ Error::Refused(_)) => {
                let catalogue = shell.catalogue;
                let said = vec![
                    Tone::Wrong.marked(sentence(catalogue, &error)),
                    (Tone::Plain, t!(catalogue, "shell-session-over-what")),
                ];
                shell.overlays.clear();
                let card = Reader::toned(t!(catalogue, "shell-session-over"), said);
                shell.open(Overlay::Reader(card), Owner::SessionOver);
            }
            Ok(_) | Err(_) => {}
        }
    }

    /// A role of another program: it is opened in place of the one before.
    fn role_was(&mut self, before: Role) {
        let role = self.model.shell.operator.role;
        if panes::are_alike(before, role) || !self.model.reopen(&mut self.effects) {
            return;
        }
        let catalogue = self.model.shell.catalogue;
        let named = catalogue.text(&format!("role-{role}"), &[]);
        self.toast(Tone::Waits, t!(catalogue, "taller-role-changed", role = named));
        self.refresh_all();
        self.tell_shown(PaneEvent::Shown);
    }

    /// The view that the person starts with, unless they went on already.
    fn open_on(&mut self, view: &SavedView) {
        let shell = &self.model.shell;
        if shell.typed_anything || !shell.overlays.is_empty() {
            return;
        }
        let viewed = |pane: &usize| self.model.panes.get(*pane).is_some_and(|pane| pane.viewed() == Some(view.list));
        if let Some(pane) = (0..self.model.panes.len()).find(viewed) {
            self.go(pane);
            self.tell(pane, PaneEvent::Look(Look::from(view)));
        }
    }

    /// The header goes on saying it in a word; what is new is said in a sentence.
    fn caution(&mut self, cautions: Vec<Caution>) {
        let shell = &mut self.model.shell;
        let before = mem::replace(&mut shell.cautions, cautions);
        let is_new = |one: &&Caution| before.iter().all(|known| known.kind != one.kind);
        let catalogue = shell.catalogue;
        let said = |one: &Caution| catalogue.failure(&one.message_key(), &one.facts());
        let new: Vec<_> = shell.cautions.iter().filter(is_new).map(said).collect();
        for sentence in new {
            self.toast(Tone::Wrong, sentence);
        }
    }

    fn written(&mut self, operation: OperationId, result: Result<Receipt, Error>) {
        if result.as_ref().is_err_and(Error::is_passing) {
            if let Some(write) = self.model.shell.writes.get_mut(&operation) {
                write.unsettled = true;
                self.toast(Tone::Waits, t!(self.model.shell.catalogue, "shell-write-unsettled"));
            }
            return;
        }
        if let Some(write) = self.model.shell.writes.remove(&operation)
            && let Owner::Pane(pane, topic) = write.owner
        {
            self.tell(pane, PaneEvent::Written(topic, result));
            self.forget_left();
        }
    }

    fn saved(&mut self, result: Result<PathBuf, String>, copied: bool) {
        let catalogue = self.model.shell.catalogue;
        match result {
            Ok(path) => {
                let path = path.display().to_string();
                self.toast(Tone::Done, t!(catalogue, "shell-saved", path = &path));
                if copied {
                    let (tone, said) = self.model.shell.copied(&path);
                    self.toast(tone, said);
                    self.effects.push(Effect::Copy(path));
                }
            }
            Err(why) => self.toast(Tone::Wrong, t!(catalogue, "shell-not-saved", why = why)),
        }
    }

    fn opened(&mut self, result: Result<PathBuf, String>) {
        let catalogue = self.model.shell.catalogue;
        match result {
            Ok(path) => self.toast(Tone::Done, t!(catalogue, "shell-opened", path = path.display().to_string())),
            Err(why) => self.toast(Tone::Wrong, t!(catalogue, "shell-not-opened", why = why)),
        }
    }

    /// That the link is up also comes after a doubt: what was not settled is repeated.
    fn link(&mut self, state: LinkState) {
        let before = mem::replace(&mut self.model.shell.link, state);
        if state != LinkState::Up {
            return;
        }
        self.model.shell.toasts.clear();
        for (operation, write) in &mut self.model.shell.writes {
            if mem::take(&mut write.unsettled) {
                self.effects.push(Effect::Write {
                    operation: *operation,
                    command: write.command.clone(),
                });
            }
        }
        if before == LinkState::Up {
            self.changed();
        } else {
            self.ask_operator();
            self.refresh_all();
        }
    }
}
