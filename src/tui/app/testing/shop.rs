//! The service of pane tests: a desk whose questions are answered and whose commands are done by a shop in memory.

use std::ops::{Deref, DerefMut};

use uuid::Uuid;

use super::Desk;
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{OperationId, OperatorId};
use crate::tui::core::client::{Answer, Command, Error, Objection, Present, Query, Receipt, Rehearsal};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Wake};
use crate::tui::pane::mounted::AnyPane;

/// Who answers behind a desk.
pub trait Service {
    fn read(&mut self, query: Query) -> Result<Answer, Error>;

    fn write(&mut self, operation: OperationId, command: Command) -> Result<Receipt, Error>;
}

/// A shop in memory: what it knows and does. Each room's tests have their rows.
pub trait Stock {
    fn answer(&self, query: &Query) -> Answer;

    /// What a rule has against a command, when it is rehearsed and when it is done.
    fn refuses(&self, _command: &Command) -> Option<Error> {
        None
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt;

    /// What the command would do; nothing is kept of it.
    fn rehearse(&self, command: &Command) -> Rehearsal;
}

impl<S: Stock> Service for S {
    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        let foreseen = |command: &Command| match self.refuses(command) {
            Some(error) => Err(error),
            None => Ok(self.rehearse(command)),
        };
        match &query {
            Query::Rehearse(command) => Ok(Answer::Rehearse(Box::new(foreseen(command)?))),
            Query::RehearseEach(commands) => {
                let rows = commands
                    .iter()
                    .map(|command| foreseen(command).map_err(|error| Objection::from(&error)));
                Ok(Answer::RehearseEach(rows.collect()))
            }
            query => Ok(self.answer(query)),
        }
    }

    fn write(&mut self, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        match self.refuses(&command) {
            Some(error) => Err(error),
            None => Ok(self.perform(operation, &command)),
        }
    }
}

/// A desk and the shop behind it.
pub struct Shop<S> {
    pub desk: Desk,
    pub stock: S,
    pub asked: Vec<Query>,
    pub done: Vec<Command>,
    /// The answer to the next write, in place of doing it.
    pub refuse: Vec<Error>,
    /// The answer to the next rehearsal, in place of doing it.
    pub hinder: Vec<Error>,
    /// Every read fails.
    pub broken: bool,
    /// Leave questions unanswered.
    pub silent: bool,
    pub saved: Vec<(String, String)>,
}

impl<S> Deref for Shop<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.stock
    }
}

impl<S> DerefMut for Shop<S> {
    fn deref_mut(&mut self) -> &mut S {
        &mut self.stock
    }
}

impl<S: Service> Shop<S> {
    /// Nothing is answered yet.
    pub fn closed(pane: Box<dyn AnyPane>, stock: S) -> Self {
        Self::of_panes(vec![pane], stock)
    }

    pub fn of_panes(panes: Vec<Box<dyn AnyPane>>, stock: S) -> Self {
        Self {
            desk: Desk::with(panes),
            stock,
            asked: Vec::new(),
            done: Vec::new(),
            refuse: Vec::new(),
            hinder: Vec::new(),
            broken: false,
            silent: false,
            saved: Vec::new(),
        }
    }

    pub fn opened(pane: Box<dyn AnyPane>, stock: S) -> Self {
        let mut shop = Self::closed(pane, stock);
        shop.settle();
        shop
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.desk = self.desk.sized(width, height);
        self
    }

    pub fn role(self, role: Role) -> Self {
        let id = OperatorId::from_uuid(Uuid::from_u128(1));
        self.acting(Actor::staff(role, id, "ana"))
    }

    pub fn acting(mut self, actor: Actor) -> Self {
        self.desk.model.shell.operator = actor;
        self
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.desk.press(key);
            self.settle();
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.desk.paste(text);
        self.settle();
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.desk.type_text(&c.to_string());
            self.settle();
        }
        self
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        self.desk.send(msg);
        self.settle();
        self
    }

    /// Answers until nothing more is wanted.
    pub fn settle(&mut self) {
        let mut open = std::mem::take(&mut self.desk.effects);
        let mut rest = Vec::new();
        while !open.is_empty() && !self.silent {
            for effect in std::mem::take(&mut open) {
                let Some(msg) = self.perform_effect(effect, &mut rest) else {
                    continue;
                };
                self.desk.send(msg);
                open.append(&mut self.desk.effects);
            }
        }
        rest.append(&mut open);
        self.desk.effects = rest;
    }

    fn perform_effect(&mut self, effect: Effect, rest: &mut Vec<Effect>) -> Option<Msg> {
        Some(match effect {
            Effect::Read { ticket, query, .. } => {
                // That is the frame's question, not a pane's.
                if query != Query::Operator {
                    self.asked.push(query.clone());
                }
                let result = self.read(query);
                Msg::Answer { ticket, result }
            }
            Effect::Write { operation, command } => {
                self.done.push(command.clone());
                let result = match self.refuse.pop() {
                    Some(error) => Err(error),
                    None => self.stock.write(operation, command),
                };
                Msg::Written {
                    operation,
                    result: Box::new(result),
                }
            }
            Effect::Save { name, bytes, .. } => {
                self.saved.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                return None;
            }
            Effect::Wake {
                wake: wake @ Wake::Rested { .. },
                ..
            } => Msg::Wake(wake),
            other => {
                rest.push(other);
                return None;
            }
        })
    }

    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        if self.broken {
            return Err(Error::passing_in_test());
        }
        match query {
            Query::Operator => Ok(Answer::Operator(Box::new(Present {
                start: None,
                operator: self.desk.model.shell.operator.clone(),
                cautions: self.desk.model.shell.cautions.clone(),
                alerts: self.desk.model.shell.alerts,
            }))),
            Query::Rehearse(command) => match self.hinder.pop() {
                Some(error) => Err(error),
                None => self.stock.read(Query::Rehearse(command)),
            },
            Query::RehearseEach(commands) => {
                let Answer::RehearseEach(mut rows) = self.stock.read(Query::RehearseEach(commands))? else {
                    panic!("another answer")
                };
                for (row, error) in rows.iter_mut().zip(self.hinder.drain(..)) {
                    *row = Err(Objection::from(&error));
                }
                Ok(Answer::RehearseEach(rows))
            }
            query => self.stock.read(query),
        }
    }

    pub fn text(&self) -> String {
        self.desk.text()
    }

    /// The row with the cursor.
    pub fn selected_row(&self) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with('▌'));
        line.unwrap_or_default().to_owned()
    }
}
