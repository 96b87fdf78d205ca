//! The half of `update` about the palette: what it offers by name, what it finds in the database, and what was chosen last.

use super::{Turn, known};
use crate::locale::t;
use crate::tui::app::model::Model;
use crate::tui::core::action::{ActionRef, Entry};
use crate::tui::core::client::{Answer, Error, Query};
use crate::tui::core::effect::Effect;
use crate::tui::core::global::Global;
use crate::tui::core::msg::Ticket;
use crate::tui::core::pane_request::Aim;
use crate::tui::dialogue::Overlay;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::help;
use crate::tui::dialogue::palette::{Offer, Palette};
use crate::tui::dialogue::shell::Owner;

/// Shorter ones are a part of too much.
const SHORTEST: usize = 2;

impl Turn<'_> {
    pub(crate) fn palette(&mut self) {
        let palette = Palette::new(recent(self.model), offers(self.model));
        self.model.shell.open(Overlay::Palette(palette), Owner::Run);
    }

    /// Another text is looked for.
    pub(crate) fn search(&mut self) {
        let shell = &mut self.model.shell;
        let Some(Overlay::Palette(palette)) = shell.overlays.last_mut().map(|opened| &mut opened.overlay) else {
            return;
        };
        let text = palette.search().to_owned();
        let wanted = text.chars().count() >= SHORTEST;
        palette.seeks(wanted);
        let generation = shell.next_id();
        let ticket = |generation| Ticket {
            pane: Ticket::FOUND,
            generation,
        };
        let replaces = std::mem::replace(&mut shell.found_asked, wanted.then_some(generation));
        if wanted {
            self.effects.push(Effect::Read {
                ticket: ticket(generation),
                replaces: replaces.map(ticket),
                query: Query::Find(text),
            });
        } else {
            self.effects.extend(replaces.map(|stale| Effect::Abandon(ticket(stale))));
        }
    }

    pub(crate) fn found(&mut self, ticket: Ticket, result: Result<Answer, Error>) {
        let shell = &mut self.model.shell;
        if shell.found_asked != Some(ticket.generation) {
            return;
        }
        shell.found_asked = None;
        let found = match result {
            Ok(Answer::Find(found)) => *found,
            _ => return,
        };
        let catalogue = shell.catalogue;
        if let Some(Overlay::Palette(palette)) = shell.overlays.last_mut().map(|opened| &mut opened.overlay) {
            let step = palette.found(found, catalogue);
            self.stepped(step);
        }
    }

    /// By its name, from help, palette or the mouse: what is allowed is looked up again, in its own pane.
    pub(crate) fn run_named(&mut self, action: ActionRef) {
        if let ActionRef::Pane { pane, .. } = action
            && pane != self.model.shell.active
        {
            self.go(pane);
        }
        if let Some(entry) = known(self.model).into_iter().find(|entry| entry.action == action) {
            self.run(&entry, false);
        }
    }

    /// Kept at the top of the palette.
    pub(crate) fn remember(&mut self, aim: Aim) {
        const MOST: usize = 6;
        let aim = match aim {
            Aim::Act(ActionRef::Pane { pane, row }) => Aim::Act(ActionRef::Pane {
                pane: self.model.base(pane),
                row,
            }),
            Aim::Act(ActionRef::Global(Global::Quit | Global::Leave)) => return,
            other => other,
        };
        let recents = &mut self.model.shell.recents;
        recents.retain(|before| *before != aim);
        recents.insert(0, aim);
        recents.truncate(MOST);
    }
}

/// Panes, what can be done in the one that is shown, in the frame, and in the others.
fn offers(model: &Model) -> Vec<Offer> {
    let catalogue = model.shell.catalogue;
    let panes = model.panes.iter().enumerate().map(|(index, pane)| Offer {
        item: Item::new(catalogue.text(pane.title(), &[]))
            .lead((index + 1).to_string())
            .detail(t!(catalogue, "shell-kind-pane")),
        aim: Aim::Act(ActionRef::Global(Global::Go(index))),
    });
    let shown = known(model).into_iter().filter(|entry| {
        let other = |action| !matches!(action, Global::Go(_) | Global::Move(_) | Global::Palette | Global::Back);
        !matches!(entry.action, ActionRef::Global(action) if !other(action))
    });
    let mut shown: Vec<Offer> = shown.map(|entry| offer(model, &entry)).collect();
    // What is possible now stands before what is not.
    shown.sort_by_key(|offer| offer.item.disabled.is_some());
    panes.chain(shown).chain(elsewhere(model)).collect()
}

fn offer(model: &Model, entry: &Entry) -> Offer {
    let leaves = matches!(entry.action, ActionRef::Global(Global::Quit | Global::Leave));
    let item = help::item(entry, model.shell.catalogue);
    Offer {
        item: if leaves { item.exact() } else { item },
        aim: Aim::Act(entry.action),
    }
}

/// The actions of the panes that are not shown: one goes there, and hears there why it is not possible.
fn elsewhere(model: &Model) -> impl Iterator<Item = Offer> {
    let (catalogue, here) = (model.shell.catalogue, model.base(model.shell.active));
    let others = model.panes.iter().enumerate().filter(move |(index, _)| *index != here);
    others.flat_map(move |(index, pane)| {
        let title = catalogue.text(pane.title(), &[]);
        pane.entries(&model.shell, index).into_iter().map(move |entry| Offer {
            item: Item::new(catalogue.text(entry.label, &[])).detail(format!("{title} · {}", catalogue.text(&entry.help(), &[]))),
            aim: Aim::Act(entry.action),
        })
    })
}

/// What was chosen or opened last, as far as it is still there.
fn recent(model: &Model) -> Vec<Offer> {
    let catalogue = model.shell.catalogue;
    let offers = offers(model);
    let (shown, base) = (model.shell.active, model.base(model.shell.active));
    let named = |aim: &Aim| {
        let aim = match aim {
            Aim::Act(ActionRef::Pane { pane, row }) if *pane == base => Aim::Act(ActionRef::Pane { pane: shown, row: *row }),
            other => other.clone(),
        };
        if let Aim::Open(request) = &aim {
            let item = Item::new(request.name()).detail(t!(catalogue, "shell-kind-recent"));
            return Some(Offer { item, aim });
        }
        let found = offers.iter().find(|offer| offer.aim == aim && offer.item.disabled.is_none())?;
        let item = Item::new(found.item.label.clone()).detail(t!(catalogue, "shell-kind-recent"));
        Some(Offer { item, aim })
    };
    model.shell.recents.iter().filter_map(named).collect()
}
