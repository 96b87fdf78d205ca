//! Everything by name: actions, panes, and an order by its number.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::choices::{Choices, Chose, Item};
use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step, help};
use crate::domain::orders::number::OrderNumber;
use crate::locale::{Catalogue, t};
use crate::tui::core::action::{ActionRef, Entry};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::pane_request::PaneRequest;

#[derive(Debug)]
pub struct Palette {
    lines: Vec<(Item, ActionRef)>,
    choices: Choices,
    /// Whether some pane opens orders.
    orders: bool,
    order: Option<String>,
}

impl Palette {
    pub fn new(entries: &[Entry], orders: bool, catalogue: &Catalogue) -> Self {
        let lines: Vec<_> = entries.iter().map(|entry| (help::item(entry, catalogue), entry.action)).collect();
        let choices = Choices::new(lines.iter().map(|(item, _)| item.clone()).collect());
        Self {
            lines,
            choices,
            orders,
            order: None,
        }
    }

    pub fn key(&mut self, key: KeyEvent, catalogue: &Catalogue) -> Step {
        let chose = self.choices.key(key);
        if chose == Chose::Search {
            self.offer_order(catalogue);
        }
        self.ended(chose)
    }

    pub fn paste(&mut self, text: &str, catalogue: &Catalogue) -> Step {
        self.choices.paste(text);
        self.offer_order(catalogue);
        Step::Stay
    }

    pub fn click(&mut self, place: usize) -> Step {
        let chose = self.choices.chosen(place);
        self.ended(chose)
    }

    fn number(&self) -> Option<String> {
        let number = OrderNumber::parse(self.choices.search()).ok()?;
        self.orders.then(|| number.to_string())
    }

    /// What looks like an order number becomes the first line.
    fn offer_order(&mut self, catalogue: &Catalogue) {
        let number = self.number();
        if number == self.order {
            return;
        }
        let actions = self.lines.iter().map(|(item, _)| item.clone());
        let order = number
            .iter()
            .map(|number| Item::new(t!(catalogue, "shell-open-order", number = number)).detail(number));
        self.choices.replace(order.chain(actions).collect());
        self.order = number;
    }

    fn ended(&self, chose: Chose) -> Step {
        let outcome = match (chose, &self.order) {
            (Chose::Left, _) => Outcome::Left,
            (Chose::Item(0), Some(number)) => Outcome::Send(PaneRequest::Order(number.clone())),
            (Chose::Item(index), order) => {
                let index = index - usize::from(order.is_some());
                self.lines.get(index).map_or(Outcome::Left, |(_, action)| Outcome::Run(*action))
            }
            (Chose::Nothing | Chose::Search, _) => return Step::Stay,
        };
        Step::Done(outcome)
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let title = t!(shell.catalogue, "shell-palette-title");
        let keys = t!(shell.catalogue, "shell-help-keys");
        let room = card(shell, area, (80, self.choices.height().min(18)), &title, &keys, canvas);
        self.choices.view(shell, room, &t!(shell.catalogue, "shell-nothing-found"), canvas);
    }
}
