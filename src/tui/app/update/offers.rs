//! The half of `update` about the palette: what it offers by name, what it finds in the database, and what was chosen last.

use super::{Turn, known};
use crate::locale::t;
use crate::tui::app::model::Model;
use crate::tui::core::action::{ActionRef, Availability, Entry, Risk};
use crate::tui::core::client::{Answer, Error, Query, sentence};
use crate::tui::core::effect::Effect;
use crate::tui::core::global::Global;
use crate::tui::core::msg::Ticket;
use crate::tui::core::pane_request::{Aim, PaneRequest};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Overlay;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::help;
use crate::tui::dialogue::palette::{Offer, Palette};
use crate::tui::dialogue::shell::Owner;

/// Shorter ones are a part of too much.
const SHORTEST: usize = 2;

impl Turn<'_> {
    pub(crate) fn palette(&mut self) {
        // What was looked for when it was open before is nobody's any more.
        self.effects.extend(
            self.model
                .shell
                .found_asked
                .take()
                .map(|generation| Effect::Abandon(searching(generation))),
        );
        let offers = offers(self.model);
        let palette = Palette::new(recent(self.model, &offers), offers);
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
        let replaces = std::mem::replace(&mut shell.found_asked, wanted.then_some(generation));
        if wanted {
            self.effects.push(Effect::Read {
                ticket: searching(generation),
                replaces: replaces.map(searching),
                query: Query::Find(text),
            });
        } else {
            self.effects.extend(replaces.map(|stale| Effect::Abandon(searching(stale))));
        }
    }

    pub(crate) fn found(&mut self, ticket: Ticket, result: Result<Answer, Error>) {
        let shell = &mut self.model.shell;
        if shell.found_asked != Some(ticket.generation) {
            return;
        }
        shell.found_asked = None;
        let catalogue = shell.catalogue;
        let Some(Overlay::Palette(palette)) = shell.overlays.last_mut().map(|opened| &mut opened.overlay) else {
            return;
        };
        match result {
            Ok(Answer::Find(found)) => {
                let step = palette.found(*found, catalogue);
                self.stepped(step);
            }
            Ok(_) => palette.seeks(false),
            Err(error) => {
                palette.seeks(false);
                self.toast(Tone::Wrong, sentence(catalogue, &error));
            }
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

const fn searching(generation: u64) -> Ticket {
    Ticket {
        pane: Ticket::FOUND,
        generation,
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
    panes.chain(sections(model)).chain(shown).chain(elsewhere(model)).collect()
}

/// The lists of panes that have several.
fn sections(model: &Model) -> impl Iterator<Item = Offer> {
    let catalogue = model.shell.catalogue;
    model.panes.iter().chain(&model.places).flat_map(move |pane| {
        let title = catalogue.text(pane.title(), &[]);
        pane.sections(&model.shell).into_iter().map(move |section| {
            let name = catalogue.text(section, &[]);
            Offer {
                item: Item::new(name.clone()).detail(title.clone()),
                aim: Aim::Open(PaneRequest::Section(section, name)),
            }
        })
    })
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
            item: Item::new(catalogue.text(entry.label, &[]))
                .detail(format!("{title} · {}", catalogue.text(&entry.help(), &[])))
                // What the person may never do is not worth going there for.
                .disabled(match model.shell.allows(entry.needs, Risk::None) {
                    Availability::Disabled(why) => Some(why),
                    _ => None,
                }),
            aim: Aim::Act(entry.action),
        })
    })
}

/// What was chosen or opened last, as far as it is still there.
fn recent(model: &Model, offers: &[Offer]) -> Vec<Offer> {
    let catalogue = model.shell.catalogue;
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
