//! The choices of a field: a few behind arrows, many as a list that typed letters search.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Choice;
use crate::domain::text::fold;

/// From so many on they are listed while the field is selected.
const MANY: usize = 6;
/// Rows of the list at most.
const ROWS: usize = 6;

#[derive(Clone, Debug, Default)]
pub struct Options {
    choices: Vec<Choice>,
    at: Option<usize>,
    /// What was typed to find one.
    sought: String,
}

impl Options {
    pub fn new(choices: Vec<Choice>) -> Self {
        Self {
            choices,
            ..Self::default()
        }
    }

    pub fn chosen(&self) -> Option<&Choice> {
        self.choices.get(self.at?)
    }

    pub fn set(&mut self, value: &str) {
        self.at = self.choices.iter().position(|choice| choice.value == value);
        self.sought.clear();
    }

    pub const fn are_many(&self) -> bool {
        self.choices.len() >= MANY
    }

    pub fn sought(&self) -> &str {
        &self.sought
    }

    /// "3/11": where the chosen one stands among all.
    pub fn place(&self) -> String {
        format!("{}/{}", self.at.map_or(0, |at| at + 1), self.choices.len())
    }

    /// The part of the list around the chosen one, with its index: as many rows as there is room for.
    pub fn listed(&self) -> impl Iterator<Item = (bool, &Choice)> {
        let rows = self.choices.len().min(ROWS);
        let at = self.at.unwrap_or_default();
        let top = at.saturating_sub(rows / 2).min(self.choices.len() - rows);
        let listed = self.choices.iter().enumerate().skip(top).take(rows);
        listed.map(|(index, choice)| (Some(index) == self.at, choice))
    }

    /// Arrows go through them; of many, letters find the first that has them; of a few, letters move as everywhere.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return false;
        }
        let forward = match key.code {
            // A blank that begins nothing steps on, as everywhere.
            KeyCode::Char(c) if self.are_many() && (c != ' ' || !self.sought.is_empty()) => return self.seek(c),
            KeyCode::Backspace if self.are_many() => {
                self.sought.pop();
                return !self.sought.is_empty() && self.found();
            }
            KeyCode::Right | KeyCode::Down | KeyCode::Char(' ' | 'l' | 'j') => true,
            KeyCode::Left | KeyCode::Up | KeyCode::Char('h' | 'k') => false,
            _ => return false,
        };
        let Some(last) = self.choices.len().checked_sub(1) else {
            return false;
        };
        self.sought.clear();
        self.at = Some(match (self.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) if at == last => 0,
            (Some(at), true) => at + 1,
            (Some(0), false) => last,
            (Some(at), false) => at - 1,
        });
        true
    }

    /// What is found by all that was typed, else by this letter anew.
    fn seek(&mut self, c: char) -> bool {
        self.sought.push(c);
        if self.found() {
            return true;
        }
        self.sought = c.to_string();
        if self.found() {
            return true;
        }
        self.sought.clear();
        false
    }

    /// Those that begin with it go before those that have it within.
    fn found(&mut self) -> bool {
        let sought = fold(&self.sought);
        let place = |begins: bool| {
            self.choices.iter().position(|choice| {
                let label = fold(&choice.label);
                if begins {
                    label.starts_with(&sought)
                } else {
                    label.contains(&sought)
                }
            })
        };
        let found = place(true).or_else(|| place(false));
        self.at = found.or(self.at);
        found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(labels: &[&str]) -> Options {
        Options::new(labels.iter().map(|label| Choice::new(*label, *label)).collect())
    }

    fn typed(options: &mut Options, text: &str) -> String {
        text.chars().for_each(|c| {
            options.key(KeyCode::Char(c).into());
        });
        options.chosen().map(|choice| choice.label.clone()).unwrap_or_default()
    }

    #[test]
    fn letters_find_one_of_many() {
        let mut many = options(&[
            "No aparece",
            "Monto distinto",
            "Otra cuenta",
            "Ilegible",
            "Referencia distinta",
            "Otro",
        ]);
        assert_eq!(typed(&mut many, "ileg"), "Ilegible");
        // What no longer fits begins anew.
        assert_eq!(typed(&mut many, "ot"), "Otra cuenta");
        assert_eq!(typed(&mut many, "ro"), "Otro");
        many.key(KeyCode::Down.into());
        assert_eq!(typed(&mut many, "distinta"), "Referencia distinta");
        assert!(!many.key(KeyCode::Char('9').into()));
        // What was typed is taken back without another choice; a command of the terminal is no letter.
        let chosen = typed(&mut many, "il");
        for key in [
            KeyEvent::from(KeyCode::Backspace),
            KeyCode::Backspace.into(),
            KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL),
        ] {
            many.key(key);
            assert_eq!(typed(&mut many, ""), chosen, "{key:?}");
        }
        assert_eq!(many.listed().filter(|(chosen, _)| *chosen).count(), 1);
    }

    #[test]
    fn a_few_are_gone_through_by_arrows_and_letters_of_movement() {
        let mut few = options(&["Sí", "No"]);
        assert!(few.key(KeyCode::Char('l').into()) && few.key(KeyCode::Right.into()) && few.key(KeyCode::Right.into()));
        assert_eq!(few.chosen().map(|choice| choice.label.as_str()), Some("Sí"));
        assert!(!few.are_many());
    }
}
