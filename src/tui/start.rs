//! From a shop and a configuration to an open terminal; used by the command line, which has found both.

use std::io;
use std::time::Duration;

use ratatui::layout::Size;
use tokio::runtime::Handle;

use super::entrance::{Demonstration, Opened, Way, enter};
use crate::config::Configuration;
use crate::delivery::{self, DeliveryLoop, Words};
use crate::domain::actor::Actor;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, t};
use crate::service::Krafta;
use crate::service::commands::session::Session;
use crate::service::jobs::keeper::{self, JobLoop};
use crate::service::people::trust::Trust;
use crate::tui::app::model::Model;
use crate::tui::app::runtime::{Files, Setting, play};
use crate::tui::app::service_client::ServiceClient;
use crate::tui::core::graphics::Graphics;
use crate::tui::core::theme::{Depth, Theme};
use crate::tui::dialogue::shell::Opening;
use crate::tui::terminal::clipboard::Through;
use crate::tui::terminal::connected::Drawing;
use crate::tui::terminal::{Signs, Terminal, WRITES, detect, panics, tty};

/// Takes the terminal, opens what is configured and stays until it is left; the exit code. What stands in the way is asked
/// or told at the entrance; `demonstration` can be chosen there. Not to be called on a thread of the async runtime.
///
/// # Errors
/// The terminal cannot be taken.
pub fn open(handle: &Handle, configuration: Configuration, demonstration: Option<Demonstration>) -> io::Result<u8> {
    let mut terminal = take(handle, &configuration)?;
    let opening = opening(&configuration, Actor::system(), None, variable)?;
    panics::whole(move || match enter(&mut terminal, handle, opening, configuration, demonstration)? {
        Way::Out(code) => Ok(code),
        Way::In(opened) => {
            let files = Ok(Files::here(&opened.configuration));
            play_on(terminal, handle, *opened, files, "tty")
        }
    })
}

/// Opens the terminal on a shop that is open already and stays until it is left; the exit code. `welcome` is said first.
///
/// # Errors
/// The terminal cannot be taken.
pub fn start(handle: &Handle, configuration: &Configuration, krafta: Krafta, actor: Actor, welcome: Option<String>) -> io::Result<u8> {
    let seat = Seat { krafta, actor, welcome };
    start_at(handle, configuration, seat, Ok(Files::here(configuration)), "tty")
}

/// As [`start`], for somebody whose files are not on this machine: none of its files is read or written by a name they give.
///
/// # Errors
/// As there.
pub fn start_for_visitor(handle: &Handle, configuration: &Configuration, krafta: Krafta, actor: Actor) -> io::Result<u8> {
    let seat = Seat {
        krafta,
        actor,
        welcome: None,
    };
    start_at(handle, configuration, seat, no_files(configuration), "ssh")
}

/// Who sits down in which shop, and what is said first.
struct Seat {
    krafta: Krafta,
    actor: Actor,
    welcome: Option<String>,
}

fn no_files(configuration: &Configuration) -> Result<Files, String> {
    Err(t!(Catalogue::of(configuration.locale), "visit-no-files"))
}

fn start_at(handle: &Handle, configuration: &Configuration, seat: Seat, files: Result<Files, String>, origin: &str) -> io::Result<u8> {
    let terminal = take(handle, configuration)?;
    let Seat { krafta, actor, welcome } = seat;
    let opened = Opened {
        krafta,
        actor,
        trust: Trust::Alone,
        configuration: configuration.clone(),
        welcome,
        keeps: None,
    };
    panics::whole(move || play_on(terminal, handle, opened, files, origin))
}

fn take(handle: &Handle, configuration: &Configuration) -> io::Result<Terminal> {
    let reports = configuration.places.state.clone();
    let signs = Signs::of(configuration.display, variable);
    let settings = &configuration.settings.terminal;
    tty::take(
        handle,
        (settings.mouse, signs),
        detect::way(settings.pictures, variable, detect::ask_tmux),
        reports,
        Catalogue::of(configuration.locale),
    )
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn opening(
    configuration: &Configuration,
    operator: Actor,
    welcome: Option<String>,
    variable: impl Fn(&str) -> Option<String>,
) -> io::Result<Opening> {
    let depth = Depth::of(configuration.color, &variable);
    Ok(Opening {
        trust: None,
        locale: configuration.locale,
        theme: Theme::new(configuration.settings.terminal.theme.into(), depth),
        size: Size::ZERO,
        now: chrono::Utc::now(),
        operator,
        database: configuration.database.short(),
        welcome,
        through: Through::of(&variable),
        graphics: Graphics::default(),
        desktop: detect::desktop(&variable),
        read_only: false,
        seed: getrandom::u64().map_err(|fault| io::Error::other(fault.to_string()))?,
    })
}

fn play_on(terminal: Terminal, handle: &Handle, opened: Opened, files: Result<Files, String>, origin: &str) -> io::Result<u8> {
    let Opened {
        krafta,
        actor,
        trust,
        configuration,
        welcome,
        keeps,
    } = opened;
    let (companions, fault) = Companions::start(handle, &krafta, Catalogue::of(configuration.locale));
    let opening = Opening {
        read_only: krafta.is_read_only(),
        trust: Some(trust),
        ..opening(&configuration, actor.clone(), fault.or(welcome), variable)?
    };
    let session = Session::open(krafta, actor, origin);
    let code = play_in(terminal, handle, session, opening, (&configuration, configuration.frame, files));
    companions.finish();
    drop(keeps);
    Ok(code)
}

/// The panes of a session, as its configuration says.
fn play_in(
    terminal: Terminal,
    handle: &Handle,
    session: Session,
    opening: Opening,
    (configuration, frame, files): (&Configuration, Duration, Result<Files, String>),
) -> u8 {
    let settings = configuration.settings.clone();
    let client = ServiceClient::new(session);
    let client = if files.is_ok() { client } else { client.without_files() };
    let program = |opening| Model::of_role(opening, settings);
    play(terminal, handle, client, opening, program, Setting { frame, files })
}

/// Somebody at the other end of a connection.
#[derive(Debug)]
pub struct Visitor {
    pub actor: Actor,
    /// Where from, for the log.
    pub origin: String,
    /// By what they came, shown in the header.
    pub by: Safe,
    /// What their terminal calls itself; it is their word.
    pub term: String,
}

impl Visitor {
    fn variable(&self, name: &str) -> Option<String> {
        match name {
            "TERM" => Some(self.term.clone()),
            "SSH_CONNECTION" => Some(self.origin.clone()),
            _ => None,
        }
    }

    /// How their terminal is drawn on.
    pub fn drawing(&self, configuration: &Configuration, size: Size) -> Drawing {
        let settings = &configuration.settings.terminal;
        let signs = match self.term.as_str() {
            "dumb" => Signs::Lines,
            _ => Signs::of(configuration.display, |_| None),
        };
        Drawing {
            mouse: settings.mouse,
            signs,
            way: detect::way(settings.pictures, |name| self.variable(name), || None),
            size,
        }
    }
}

/// Plays the session of somebody at the other end of a connection, one of many in this process, until it is left; the exit code. Not
/// to be called on a thread of the async runtime.
///
/// # Errors
/// The sentence that says where the report of its panic is, or what kept it from beginning.
pub fn play_visitor(
    (terminal, handle): (Terminal, &Handle),
    configuration: &Configuration,
    krafta: Krafta,
    visitor: Visitor,
    frame: Duration,
) -> Result<u8, String> {
    let begun = opening(configuration, visitor.actor.clone(), None, |name| visitor.variable(name));
    let opening = Opening {
        read_only: krafta.is_read_only(),
        trust: Some(Trust::Key(visitor.by.clone())),
        ..begun.map_err(|fault| fault.to_string())?
    };
    let session = Session::open(krafta, visitor.actor, &visitor.origin);
    let files = no_files(configuration);
    panics::caught(move || play_in(terminal, handle, session, opening, (configuration, frame, files)))
}

/// What runs beside the sessions of a process, once for all of them: the jobs and the sender of messages.
pub struct Companions {
    jobs: Option<JobLoop>,
    sender: Option<DeliveryLoop>,
}

impl Companions {
    /// Starts them, and says what keeps messages from being sent.
    pub fn start(handle: &Handle, krafta: &Krafta, catalogue: &Catalogue) -> (Self, Option<String>) {
        // By a person's own database login nothing is done that time brings: others' programs do it.
        if krafta.is_read_only() || krafta.own_operator().is_some() {
            let none = Self { jobs: None, sender: None };
            return (none, None);
        }
        let (sender, fault) = sender(handle, krafta, catalogue);
        let jobs = Some(keeper::start(handle, krafta.clone()));
        (Self { jobs, sender }, fault)
    }

    /// Ends them; what they are doing just now is waited for, not for long.
    pub fn finish(self) {
        if let Some(jobs) = self.jobs {
            jobs.finish(WRITES);
        }
        if let Some(sender) = self.sender {
            sender.finish(WRITES);
        }
    }
}

/// The sender of messages, for all alike as the jobs are. Where the shop's own words have a fault nothing is sent, and that is said.
fn sender(handle: &Handle, krafta: &Krafta, catalogue: &Catalogue) -> (Option<DeliveryLoop>, Option<String>) {
    match Words::of(krafta.settings()) {
        Ok(words) => (Some(delivery::start(handle, krafta.clone(), words)), None),
        Err(faults) => {
            let said = faults.first().map(|fault| {
                let what = catalogue.text(fault.kind.key(), &[("name", Safe::new(&fault.name).as_str().into())]);
                let path = Safe::new(&fault.path.display().to_string());
                t!(
                    catalogue,
                    "mensajes-words-fault",
                    path = path.as_str(),
                    line = fault.line,
                    fault = what
                )
            });
            tracing::warn!(faults = faults.len(), "messages are not sent: the shop's words have faults");
            (None, said)
        }
    }
}
