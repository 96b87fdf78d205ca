//! A person at a terminal that exists only in memory.

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use uuid::Uuid;

use super::demo::Demo;
use super::{draw, styled, text};
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::OperatorId;
use crate::locale::Locale;
use crate::tui::app::model::Model;
use crate::tui::app::update::update;
use crate::tui::core::effect::Effect;
use crate::tui::core::graphics::Graphics;
use crate::tui::core::msg::Msg;
use crate::tui::core::theme::{Depth, Scheme, Theme};
use crate::tui::dialogue::shell::Opening;
use crate::tui::pane::mounted::{AnyPane, Mounted};
use crate::tui::terminal::clipboard::Through;

pub struct Desk {
    pub model: Model,
    pub now: DateTime<Utc>,
    /// What the last message wanted done.
    pub effects: Vec<Effect>,
}

impl Desk {
    /// ana, an admin, at 80×24.
    pub fn opening() -> Opening {
        let now = DateTime::from_timestamp(1_795_372_325, 0).unwrap();
        let id = OperatorId::from_uuid(Uuid::from_u128(1));
        Opening {
            locale: Locale::Es,
            theme: Theme::new(Scheme::Auto, Depth::Sixteen),
            size: Size::new(80, 24),
            now,
            operator: Actor::staff(Role::Admin, id, "ana"),
            database: "krafta.db".into(),
            trust: None,
            welcome: None,
            through: Through::Nothing,
            graphics: Graphics::default(),
            desktop: false,
            read_only: false,
            seed: 7,
        }
    }

    /// ana at 80×24, with these panes.
    pub fn with(panes: Vec<Box<dyn AnyPane>>) -> Self {
        let opening = Self::opening();
        let now = opening.now;
        let mut desk = Self {
            model: Model::new(opening, panes),
            now,
            effects: Vec::new(),
        };
        desk.send(Msg::Start);
        desk
    }

    /// The pane for tests, with that many rows.
    pub fn demo(rows: u32) -> Self {
        Self::with(vec![Mounted::boxed(Demo::with_rows(rows))])
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.send(Msg::Resize(Size { width, height }));
        self
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        self.now += TimeDelta::milliseconds(10);
        self.effects = update(&mut self.model, self.now, msg);
        self
    }

    /// Keys by name, spaces between them: `j Enter Ctrl-d Esc`; any other word is typed.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ') {
            match named(word) {
                Some(key) => {
                    self.send(Msg::Key(key));
                }
                None => {
                    self.type_text(word);
                }
            }
        }
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Msg::Key(KeyEvent::from(KeyCode::Char(c))));
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(crate::tui::terminal::input::paste(
            text.to_owned(),
            crate::tui::terminal::input::MOST_PASTED,
        ))
    }

    pub fn text(&self) -> String {
        text(&draw(&self.model).0)
    }

    pub fn styled(&self) -> String {
        styled(&draw(&self.model).0)
    }

    /// The tickets and operations of the effects are needed to answer them.
    pub fn wanted(&self, pick: impl Fn(&Effect) -> bool) -> Option<&Effect> {
        self.effects.iter().find(|effect| pick(effect))
    }
}

fn named(word: &str) -> Option<KeyEvent> {
    if let Some(c) = word.strip_prefix("Ctrl-").and_then(|rest| rest.chars().next()) {
        return Some(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    }
    Some(KeyEvent::from(match word {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgDn" => KeyCode::PageDown,
        "PgUp" => KeyCode::PageUp,
        "Backspace" => KeyCode::Backspace,
        _ => return None,
    }))
}
