//! Fields to fill in. Tab and Enter go on, Ctrl-s sends from anywhere; every field says what is wrong with it.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::comparison::Line;
use super::field::{Field, Handle, Kind, Value, Words};
use super::pasted;
use super::{Outcome, Step};
use crate::domain::money::Currency;
use crate::locale::Catalogue;
use crate::tui::core::theme::Tone;

/// Columns of a form, where there is room.
pub const WIDTH: u16 = 74;

/// In place of the name of a field: the button.
pub const SEND: &str = "⏎";

#[derive(Clone, Debug)]
pub struct Form {
    pub(crate) title: String,
    pub(crate) intro: Vec<(Tone, String)>,
    pub(crate) fields: Vec<Field>,
    pub(crate) yes: String,
    /// The selected field; after the last one, send; after that, cancel.
    pub(crate) at: usize,
    /// The heads of the columns of a comparison whose last one is typed.
    pub(crate) heads: Option<Box<[String; 3]>>,
    /// Under the fields: what was typed, held against what is known. Lines of pieces side by side, never broken.
    pub compared: Vec<Vec<(Tone, String)>>,
    /// Under that, lines of the same kind: what sending it would do.
    pub table: Vec<Vec<(Tone, String)>>,
    /// Consequences and messages as they would be.
    pub preview: Vec<(Tone, String)>,
    /// Esc was pressed once on something typed.
    pub(crate) leaving: bool,
}

impl Form {
    /// `yes` is the verb on the button.
    pub fn new(title: impl Into<String>, yes: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            intro: Vec::new(),
            fields: Vec::new(),
            yes: yes.into(),
            at: 0,
            heads: None,
            compared: Vec::new(),
            table: Vec::new(),
            preview: Vec::new(),
            leaving: false,
        }
    }

    /// A sentence above the fields.
    #[must_use]
    pub fn intro(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.intro.push((tone, text.into()));
        self
    }

    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// It is a comparison: some of its fields are the last of three columns.
    #[must_use]
    pub fn heads(mut self, heads: [String; 3]) -> Self {
        self.heads = Some(Box::new(heads));
        self
    }

    /// What a field is held against, with what is in it as its last column.
    pub fn compare(&mut self, name: &str, line: Line) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.compared = Some(line);
        }
    }

    /// One more field, after the others; who is about to send stands at it.
    pub fn append(&mut self, field: Field) {
        self.insert(self.fields.len(), field);
    }

    /// One more field, after that of this name; who has just left that stands at it.
    pub fn append_after(&mut self, name: &str, field: Field) {
        let index = self.fields.iter().position(|field| field.name == name);
        self.insert(index.map_or(self.fields.len(), |index| index + 1), field);
    }

    fn insert(&mut self, index: usize, field: Field) {
        self.at += usize::from(self.at > index);
        self.fields.insert(index, field);
    }

    /// A field that is needed no more.
    pub fn remove(&mut self, name: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.name == name) {
            self.fields.remove(index);
            self.at -= usize::from(self.at > index);
        }
    }

    /// What a field is for, under it.
    pub fn hint(&mut self, name: &str, sentence: String) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.hint = sentence;
        }
    }

    /// What `=` puts in a field.
    pub fn offer(&mut self, name: &str, value: Option<String>) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.offer = value;
        }
    }

    /// Where nothing is to be filled in, Enter does not send it.
    #[must_use]
    pub const fn cautious(mut self) -> Self {
        if self.fields.is_empty() {
            self.at = 1;
        }
        self
    }

    /// Somebody is about to send it.
    pub const fn at_send(&mut self) {
        self.at = self.fields.len();
    }

    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    fn named(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What was typed in a field, without the spaces around it; the value of a choice.
    pub fn value(&self, name: &str) -> &str {
        self.named(name).map_or("", |field| field.value().trim())
    }

    pub fn has(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// Somebody typed or chose what is in the field.
    pub fn is_touched(&self, name: &str) -> bool {
        self.named(name).is_some_and(|field| field.touched)
    }

    /// What is in a field; none while it is empty or cannot be read.
    pub fn get<T: Value>(&self, handle: Handle<T>) -> Option<T::Of<'_>> {
        let name: Cow<'static, str> = handle.into();
        self.named(&name).and_then(T::read)
    }

    /// What was typed in a field of words.
    pub fn text(&self, handle: Handle<Words>) -> Option<String> {
        self.get(handle).map(str::to_owned)
    }

    /// As it is rehearsed while something is still to be typed.
    pub fn drafted<T>(&mut self, read: impl FnOnce(&Self) -> T) -> T {
        self.fields.iter_mut().for_each(|field| field.drafted = true);
        let answer = read(self);
        self.fields.iter_mut().for_each(|field| field.drafted = false);
        answer
    }

    /// It is being rehearsed, and not sent.
    pub fn is_drafted(&self) -> bool {
        self.fields.iter().any(|field| field.drafted)
    }

    /// Takes over what somebody typed or chose in fields of the same name.
    pub fn refill(&mut self, before: &Self) {
        for typed in before.fields.iter().filter(|field| field.touched) {
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == typed.name) {
                field.set(typed.value());
                field.touched = true;
            }
        }
    }

    /// What it is about is read anew: what was said of the old reading is not kept.
    pub fn forget_reading(&mut self) {
        self.fields.retain(|field| !field.of_reading);
    }

    /// Replaces what a field holds.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.set(value);
        }
    }

    /// Replaces what a field holds, as if it had been typed.
    pub fn fill(&mut self, name: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.set(value);
            (field.touched, field.error) = (true, None);
        }
    }

    /// The currency of a field for amounts.
    pub fn set_currency(&mut self, name: &str, currency: Currency) {
        let found = self.fields.iter_mut().find(|field| field.name == name);
        if let Some(Kind::Amount { currency: of, .. }) = found.map(|field| &mut field.kind) {
            *of = currency;
        }
    }

    /// The name of the selected field.
    pub fn selected(&self) -> &str {
        self.fields.get(self.at).map_or("", |field| &field.name)
    }

    /// Selects a field, or by [`SEND`] the button.
    #[must_use]
    pub fn starting_at(mut self, name: &str) -> Self {
        if name == SEND {
            self.at_send();
            return self;
        }
        self.at = self.fields.iter().position(|field| field.name == name).unwrap_or(self.at);
        self
    }

    /// Says what is wrong with a field and selects it.
    pub fn fail(&mut self, name: impl AsRef<str>, sentence: impl Into<String>) {
        let name = name.as_ref();
        if let Some(index) = self.fields.iter().position(|field| field.name == name) {
            self.fields[index].error = Some(sentence.into());
            self.at = index;
        }
    }

    pub fn key(&mut self, key: KeyEvent, catalogue: &Catalogue) -> Step {
        if key.code == KeyCode::Esc {
            return self.escape();
        }
        let leaving = std::mem::take(&mut self.leaving);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let (send, cancel) = (self.fields.len(), self.fields.len() + 1);
        match key.code {
            KeyCode::Char('s') if ctrl => return self.send(catalogue),
            KeyCode::Tab => return self.go(1, catalogue),
            KeyCode::BackTab => return self.go(cancel, catalogue),
            KeyCode::Enter if self.at == send || (self.at + 1 == send && !self.in_lines() && !leaving) => return self.send(catalogue),
            KeyCode::Enter if self.at == cancel => return Step::Done(Outcome::Left),
            KeyCode::Enter if !self.in_lines() => return self.go(1, catalogue),
            KeyCode::Down if !self.in_choice() => return self.go(1, catalogue),
            KeyCode::Up if !self.in_choice() => return self.go(cancel, catalogue),
            KeyCode::Left | KeyCode::Right if self.at >= send => self.at = send + cancel - self.at,
            _ => return self.type_key(key),
        }
        Step::Stay
    }

    fn in_lines(&self) -> bool {
        self.fields.get(self.at).is_some_and(|field| matches!(field.kind, Kind::Lines(_)))
    }

    fn in_choice(&self) -> bool {
        self.fields.get(self.at).is_some_and(|field| matches!(field.kind, Kind::Choice(_)))
    }

    /// Typed text is not thrown away by one key; nor is it sent by an Enter that comes after it.
    fn escape(&mut self) -> Step {
        if self.leaving || !self.fields.iter().any(|field| field.touched) {
            return Step::Done(Outcome::Left);
        }
        self.leaving = true;
        self.at = if self.at < self.fields.len() {
            self.at
        } else {
            self.fields.len() + 1
        };
        Step::Stay
    }

    /// On to another field; the one left says what is wrong with it, unless it is still empty.
    fn go(&mut self, by: usize, catalogue: &Catalogue) -> Step {
        if let Some(field) = self.fields.get_mut(self.at).filter(|field| !field.value().is_empty()) {
            field.validate(catalogue);
        }
        self.at = (self.at + by) % (self.fields.len() + 2);
        Step::Moved
    }

    fn send(&mut self, catalogue: &Catalogue) -> Step {
        let mut first_wrong = None;
        for (index, field) in self.fields.iter_mut().enumerate() {
            if !field.validate(catalogue) && first_wrong.is_none() {
                first_wrong = Some(index);
            }
        }
        match first_wrong {
            Some(index) => {
                self.at = index;
                Step::Moved
            }
            None => Step::Done(Outcome::Submitted(self.clone())),
        }
    }

    fn type_key(&mut self, key: KeyEvent) -> Step {
        let Some(field) = self.fields.get_mut(self.at) else {
            return Step::Stay;
        };
        // What was filled in gives way to a date that is typed.
        if matches!((&field.kind, key.code), (Kind::Date { .. }, KeyCode::Char('0'..='9'))) && !field.touched {
            field.set("");
        }
        let (is_cell, is_empty) = (field.compared.is_some(), field.value().is_empty());
        match (key.code, field.offer.clone()) {
            (KeyCode::Char('='), offer) if is_cell => {
                if let Some(offer) = offer {
                    field.set(&offer);
                }
                return self.copy_row();
            }
            (KeyCode::Char('='), Some(offer)) => {
                field.set(&offer);
                return self.changed(true);
            }
            (KeyCode::Char('.'), Some(offer)) if is_cell && is_empty => {
                field.set(&offer);
                return self.changed(true);
            }
            _ => {}
        }
        let changed = match &mut field.kind {
            Kind::Choice(options) => options.key(key),
            _ => field.typing().is_some_and(|typing| typing.key(key)),
        };
        self.changed(changed)
    }

    /// What is offered, in all empty cells of the row of the selected field; then on to the next that is empty.
    fn copy_row(&mut self) -> Step {
        let row = self.fields[self.at].row().map(str::to_owned);
        for field in self.fields.iter_mut().filter(|field| field.row() == row.as_deref()) {
            if let Some(offer) = field.offer.clone().filter(|_| field.value().is_empty()) {
                field.set(&offer);
            }
            (field.touched, field.error) = (true, None);
        }
        self.at_next_cell();
        Step::Edited
    }

    /// The next cell that is empty; where there is none, the button.
    fn at_next_cell(&mut self) {
        let empty = |field: &Field| field.compared.is_some() && field.value().is_empty();
        self.at = self.fields.iter().position(empty).unwrap_or(self.fields.len());
    }

    /// A line of the bank, pasted into any cell of a row: all of it in its place.
    fn paste_row(&mut self, text: &str) -> bool {
        let Some(row) = self.fields.get(self.at).and_then(Field::row).map(str::to_owned) else {
            return false;
        };
        let cells = || self.fields.iter().enumerate().filter(|(_, field)| field.row() == Some(&row));
        let Some(found) = pasted::cells(text, cells().map(|(_, field)| field)) else {
            return false;
        };
        let found: Vec<_> = cells().map(|(at, _)| at).zip(found).collect();
        for (at, value) in found {
            if let Some(value) = value {
                self.fields[at].set(&value);
                (self.fields[at].touched, self.fields[at].error) = (true, None);
            }
        }
        self.at_next_cell();
        true
    }

    fn changed(&mut self, changed: bool) -> Step {
        if !changed {
            return Step::Stay;
        }
        if let Some(field) = self.fields.get_mut(self.at) {
            field.touched = true;
            field.error = None;
        }
        Step::Edited
    }

    pub fn paste(&mut self, text: &str) -> Step {
        self.leaving = false;
        if self.paste_row(text) {
            return Step::Edited;
        }
        let changed = self
            .fields
            .get_mut(self.at)
            .and_then(Field::typing)
            .is_some_and(|typing| typing.paste(text));
        self.changed(changed)
    }

    pub fn click(&mut self, index: usize, catalogue: &Catalogue) -> Step {
        match index.checked_sub(self.fields.len()) {
            None => {
                self.at = index;
                Step::Moved
            }
            Some(0) => self.send(catalogue),
            Some(_) => Step::Done(Outcome::Left),
        }
    }
}
