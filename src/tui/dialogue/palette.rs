//! Everything by name: panes, actions of all of them, and what is found in the database: orders, customers, workshops, people.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use super::choices::{Choices, Chose, Item};
use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::domain::text::fold;
use crate::locale::{Catalogue, t};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::Found;
use crate::tui::core::pane_request::{Aim, PaneRequest};

/// A line, and what it leads to.
#[derive(Clone, Debug)]
pub struct Offer {
    pub item: Item,
    pub aim: Aim,
}

#[derive(Debug)]
pub struct Palette {
    /// Shown before all else while nothing is typed.
    recents: Vec<Offer>,
    offers: Vec<Offer>,
    found: Vec<Offer>,
    /// Where the lines of `choices` lead.
    aims: Vec<Aim>,
    choices: Choices,
    /// What the database knows is on its way.
    seeking: bool,
    /// ⏎ was pressed before it came, and nothing else was there.
    hasty: bool,
}

impl Palette {
    pub fn new(recents: Vec<Offer>, offers: Vec<Offer>) -> Self {
        let mut palette = Self {
            recents,
            offers,
            found: Vec::new(),
            aims: Vec::new(),
            choices: Choices::new(Vec::new()),
            seeking: false,
            hasty: false,
        };
        palette.list();
        palette
    }

    pub fn search(&self) -> &str {
        self.choices.search().trim()
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        let chose = self.choices.key(key);
        self.hasty = key.code == KeyCode::Enter && self.seeking && self.choices.is_empty();
        self.ended(chose)
    }

    pub fn paste(&mut self, text: &str) -> Step {
        self.choices.paste(text);
        self.ended(Chose::Search)
    }

    pub fn click(&mut self, place: usize) -> Step {
        let chose = self.choices.chosen(place);
        self.ended(chose)
    }

    /// Another text is looked for, or none. What was found for the one before stays while it fits this one too.
    pub fn seeks(&mut self, seeking: bool) {
        self.seeking = seeking;
        let sought = fold(self.search());
        self.found.retain(|offer| seeking && fold(&offer.item.label).contains(&sought));
        self.list();
    }

    /// What the database knows of what is typed.
    pub fn found(&mut self, found: Found, catalogue: &Catalogue) -> Step {
        self.seeking = false;
        let before = self.choices.selected().filter(|&index| index > 0);
        let before = before.and_then(|index| self.aims.get(index).cloned());
        // What only looks like it is to be seen before it is opened.
        self.hasty &= !found.alike;
        self.found = offers(found, catalogue);
        self.list();
        let again = before.and_then(|aim| self.aims.iter().position(|other| *other == aim));
        self.choices.select(again);
        match self.choices.selected() {
            Some(index) if std::mem::take(&mut self.hasty) => self.ended(Chose::Item(index)),
            _ => Step::Stay,
        }
    }

    /// While nothing is typed what was chosen last, then all there is by name; then what fits, the panes first.
    fn list(&mut self) {
        let (recents, offers) = (&self.recents, &self.offers);
        let shown: Vec<&Offer> = if self.search().is_empty() {
            let is_recent = |offer: &&Offer| recents.iter().any(|recent| recent.aim == offer.aim);
            recents.iter().chain(offers.iter().filter(|offer| !is_recent(offer))).collect()
        } else {
            offers.iter().chain(&self.found).collect()
        };
        let (items, aims) = shown.into_iter().map(|offer| (offer.item.clone(), offer.aim.clone())).unzip();
        self.aims = aims;
        self.choices.replace(items);
    }

    fn ended(&self, chose: Chose) -> Step {
        match chose {
            Chose::Left => Step::Done(Outcome::Left),
            Chose::Item(index) => Step::Done(match self.aims.get(index) {
                Some(Aim::Act(action)) => Outcome::Run(*action),
                Some(Aim::Open(request)) => Outcome::Send(request.clone()),
                None => Outcome::Left,
            }),
            Chose::Search => Step::Edited,
            Chose::Nothing => Step::Stay,
        }
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let title = t!(shell.catalogue, "shell-palette-title");
        let keys = t!(shell.catalogue, "shell-palette-keys");
        let nothing = match self.seeking {
            true => t!(shell.catalogue, "shell-searching"),
            false => t!(shell.catalogue, "shell-nothing-found"),
        };
        let room = card(shell, area, (92, 18), &title, &keys, canvas);
        self.choices.view(shell, room, &nothing, canvas);
    }
}

/// Each with what it is, and where to tell it by.
fn offers(found: Found, catalogue: &Catalogue) -> Vec<Offer> {
    let offer = |label: &str, detail: String, request| Offer {
        item: Item::new(label).detail(detail).sure(),
        aim: Aim::Open(request),
    };
    let kind = match found.alike {
        true => t!(catalogue, "shell-kind-alike"),
        false => t!(catalogue, "shell-kind-order"),
    };
    let orders = found.orders.into_iter().map(|row| {
        let status = catalogue.text(&format!("payment-{}", row.payment), &[]);
        let detail = format!("{kind} · {} · {status}", row.customer.as_str());
        offer(&row.number, detail, PaneRequest::Order(row.number.clone()))
    });
    let customers = found.customers.into_iter().map(|name| {
        let request = PaneRequest::Customer(name.as_str().to_owned());
        offer(name.as_str(), t!(catalogue, "shell-kind-customer"), request)
    });
    let workshops = found.workshops.into_iter().map(|(id, name)| {
        let request = PaneRequest::Workshop(id, name.as_str().to_owned());
        offer(name.as_str(), t!(catalogue, "shell-kind-workshop"), request)
    });
    let operators = found.operators.into_iter().map(|(id, name)| {
        let request = PaneRequest::Operator(id, name.as_str().to_owned());
        offer(name.as_str(), t!(catalogue, "shell-kind-operator"), request)
    });
    orders.chain(customers).chain(workshops).chain(operators).collect()
}
