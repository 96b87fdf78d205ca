//! The entrance: from a configuration to an open shop. On the first start it asks where the orders should be; what
//! is in the way is said in one sentence with a way out. Pure: keys and results in, effects out.

mod offers;
mod postgres;
mod run;
mod task;
#[cfg(test)]
mod tests;
mod view;

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};

use super::dialogue::{Outcome, Overlay, Step};
use crate::config::{Configuration, DatabaseUrl, Origin, keep_database};
use crate::locale::{Catalogue, t};
use crate::service::Error;
use crate::service::admin::database::Status;
use crate::tui::core::canvas::Spot;
use crate::tui::core::client::sentence;
use crate::tui::core::keys::{Chord, ctrl};
use crate::tui::core::msg::{End, Msg};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::{Opening, Owner, Shell};
use crate::tui::entrance::task::Task;
use crate::tui::terminal::input::Incoming;

pub use crate::tui::entrance::run::{Way, enter};
pub use crate::tui::entrance::task::{Demonstration, Done, Opened};

/// What is to happen next.
#[derive(Debug)]
pub enum EntranceEffect {
    Do(Task),
    Enter(Box<Opened>),
    Leave(u8),
}

/// What the overlay on top asks, or what is being done.
#[derive(Debug)]
enum At {
    /// In words.
    Busy(String),
    /// Which database?
    Welcome,
    /// Where is the server?
    Address,
    /// Is this server's database to be used?
    Trying(DatabaseUrl, Box<Form>),
    /// Make or migrate this one?
    Offer {
        url: DatabaseUrl,
        backup: Option<PathBuf>,
        /// The configuration is to name it from now on.
        keep: bool,
    },
    /// It cannot be opened.
    Fault,
    /// What was done is being read.
    Ready(Option<Box<Opened>>),
}

#[derive(Debug)]
pub struct Entrance {
    shell: Shell,
    configuration: Configuration,
    at: At,
    /// Something can be shown without a database.
    demonstration: bool,
    /// The configuration is to name it once it has been made.
    keep: Option<DatabaseUrl>,
    /// What was done, for the person to know.
    done: Vec<String>,
    /// An answer may still come so soon that nothing is to be read before it.
    at_once: bool,
}

impl Entrance {
    pub fn new(opening: Opening, configuration: Configuration, demonstration: bool) -> (Self, EntranceEffect) {
        let mut door = Self {
            shell: Shell::new(opening),
            configuration,
            at: At::Welcome,
            demonstration,
            keep: None,
            done: Vec::new(),
            at_once: false,
        };
        let open = door.open();
        (door, open)
    }

    const fn words(&self) -> &'static Catalogue {
        self.shell.catalogue
    }

    fn busy(&mut self, key: &str, name: &str) {
        self.shell.overlays.clear();
        self.at = At::Busy(self.words().text(key, &[("name", name.into())]));
    }

    fn ask(&mut self, overlay: impl Into<Overlay>, at: At) -> Option<EntranceEffect> {
        self.shell.overlays.clear();
        self.shell.open(overlay.into(), Owner::Run);
        self.at = at;
        None
    }

    fn open(&mut self) -> EntranceEffect {
        let name = self.configuration.database.short();
        self.busy("door-opening", &name);
        EntranceEffect::Do(Task::Open(Box::new(self.configuration.clone())))
    }

    pub fn on(&mut self, incoming: Incoming, spot: Option<Spot>) -> Option<EntranceEffect> {
        match incoming {
            Incoming::Done(done) => self.done(*done.downcast().ok()?),
            Incoming::Msg(Msg::Key(key)) => self.key(key),
            Incoming::Msg(Msg::Paste { text, .. }) => {
                let step = self.shell.overlays.last_mut()?.overlay.paste(&text);
                self.step(step)
            }
            Incoming::Msg(Msg::Resize(size)) => {
                self.shell.size = size;
                None
            }
            Incoming::Msg(Msg::End(End::Signal(number))) => Some(EntranceEffect::Leave(u8::try_from(128 + number).unwrap_or(1))),
            Incoming::Msg(Msg::End(End::Lost)) => Some(EntranceEffect::Leave(crate::tui::terminal::LOST)),
            Incoming::Mouse(mouse) => match (mouse.kind, spot) {
                (MouseEventKind::Down(MouseButton::Left), Some(Spot::Overlay(index))) => {
                    let step = self.shell.overlays.last_mut()?.overlay.click(index, self.shell.catalogue);
                    self.step(step)
                }
                _ => None,
            },
            Incoming::Msg(_) | Incoming::Suspend | Incoming::Continued => None,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Option<EntranceEffect> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        if Chord::from(key) == ctrl('c') {
            return Some(EntranceEffect::Leave(0));
        }
        match self.shell.overlays.last_mut() {
            Some(opened) => {
                let step = opened.overlay.key(key, self.shell.catalogue);
                self.step(step)
            }
            None => matches!(key.code, KeyCode::Esc | KeyCode::Char('q')).then_some(EntranceEffect::Leave(0)),
        }
    }

    fn step(&mut self, step: Step) -> Option<EntranceEffect> {
        let Step::Done(outcome) = step else { return None };
        let at = std::mem::replace(&mut self.at, At::Welcome);
        self.shell.overlays.clear();
        match (at, outcome) {
            (At::Welcome, Outcome::Picked(way)) => self.welcomed(way),
            (At::Address, Outcome::Submitted(form)) => self.address(form),
            (At::Offer { url, backup, keep }, Outcome::Picked(0)) => self.make(url, backup, keep),
            // Back to the ways there are.
            (At::Address | At::Offer { keep: true, .. }, _) if self.configuration.database_from == Origin::Default => self.welcome(),
            (At::Fault, Outcome::Picked(0)) => Some(self.open()),
            (At::Ready(Some(opened)), Outcome::Picked(_)) => Some(EntranceEffect::Enter(opened)),
            (At::Welcome | At::Ready(_), _) => Some(EntranceEffect::Leave(0)),
            _ => Some(EntranceEffect::Leave(1)),
        }
    }

    fn welcomed(&mut self, way: usize) -> Option<EntranceEffect> {
        match way + usize::from(!self.demonstration) {
            0 => {
                self.busy("door-filling", "");
                Some(EntranceEffect::Do(Task::Demonstrate))
            }
            1 => self.make(self.configuration.database.clone(), None, false),
            2 => self.ask(postgres::form(self.words()), At::Address),
            _ => Some(EntranceEffect::Leave(0)),
        }
    }

    fn address(&mut self, form: Form) -> Option<EntranceEffect> {
        match postgres::url(&form, self.words()) {
            Ok(url) => {
                self.busy("door-trying", &url.short());
                self.at = At::Trying(url.clone(), Box::new(form));
                Some(EntranceEffect::Do(Task::Look(url)))
            }
            Err((field, why)) => self.address_fails(form, field, &why),
        }
    }

    fn address_fails(&mut self, mut form: Form, field: &str, why: &str) -> Option<EntranceEffect> {
        form.fail(field, why);
        self.ask(form, At::Address)
    }

    fn make(&mut self, url: DatabaseUrl, backup: Option<PathBuf>, keep: bool) -> Option<EntranceEffect> {
        self.busy("door-making", &url.short());
        self.keep = keep.then(|| url.clone());
        Some(EntranceEffect::Do(Task::Make { url, backup }))
    }

    /// From now on the configuration names it.
    fn keep(&mut self, url: &DatabaseUrl) -> Result<(), String> {
        let (file, config) = keep_database(&self.configuration, url).map_err(|error| error.sentence(self.words()))?;
        let said = t!(
            self.words(),
            "door-kept",
            file = file.display().to_string(),
            config = config.display().to_string()
        );
        self.done.push(said);
        self.configuration.database = url.clone();
        self.configuration.database_from = Origin::UrlFile(file);
        Ok(())
    }

    fn done(&mut self, done: Done) -> Option<EntranceEffect> {
        match done {
            Done::Opened(Ok(opened)) => self.opened(opened),
            Done::Opened(Err(error)) => self.unopened(&error),
            Done::Looked(looked) => self.looked(looked),
            Done::Made(Ok(made)) => {
                self.made(&made);
                match self.keep.take().map_or(Ok(()), |url| self.keep(&url)) {
                    Ok(()) => Some(self.open()),
                    Err(why) => self.fault(&why),
                }
            }
            Done::Made(Err(error)) => {
                let why = sentence(self.words(), &error);
                self.fault(&why)
            }
        }
    }

    fn unopened(&mut self, error: &Error) -> Option<EntranceEffect> {
        match error.code() {
            "db-missing" if self.configuration.database_from == Origin::Default => self.welcome(),
            "db-missing" => self.offer_new(),
            "db-older-schema" => Some(EntranceEffect::Do(Task::Look(self.configuration.database.clone()))),
            _ => {
                let why = sentence(self.words(), error);
                self.fault(&why)
            }
        }
    }

    fn looked(&mut self, looked: Result<Status, Error>) -> Option<EntranceEffect> {
        let trying = match std::mem::replace(&mut self.at, At::Welcome) {
            At::Trying(url, form) => Some((url, form)),
            _ => None,
        };
        match (trying, looked) {
            (Some((_, form)), Ok(status)) if status.schema > status.newest => {
                let why = t!(self.words(), "db-newer-schema", found = status.schema, known = status.newest);
                self.address_fails(*form, "database", &why)
            }
            (Some((url, _)), Ok(status)) if status.pending.is_empty() => match self.keep(&url) {
                Ok(()) => Some(self.open()),
                Err(why) => self.fault(&why),
            },
            (Some((url, _)), Ok(status)) => self.offer(url, &status, true),
            (Some((_, form)), Err(error)) => {
                let why = sentence(self.words(), &error);
                self.address_fails(*form, postgres::field_of(error.code()), &why)
            }
            (None, Ok(status)) => self.offer(self.configuration.database.clone(), &status, false),
            (None, Err(error)) => {
                let why = sentence(self.words(), &error);
                self.fault(&why)
            }
        }
    }

    /// Straight in, unless something was done that a person should read first.
    fn opened(&mut self, opened: Box<Opened>) -> Option<EntranceEffect> {
        if self.done.is_empty() {
            return Some(EntranceEffect::Enter(opened));
        }
        if let Some(welcome) = &opened.welcome {
            self.done.push(welcome.clone());
        }
        let menu = offers::ready(self.words(), &self.done);
        let opened = Opened { welcome: None, ..*opened };
        self.ask(menu, At::Ready(Some(Box::new(opened))))
    }

    fn fault(&mut self, why: &str) -> Option<EntranceEffect> {
        let menu = offers::fault(self.words(), &self.configuration, why);
        self.ask(menu, At::Fault)
    }
}
