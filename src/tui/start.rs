//! From a shop and a configuration to an open terminal; used by the command line, which has found both.

use std::io;

use tokio::runtime::Handle;

use super::entrance::{Demonstration, Opened, Way, enter};
use super::panes;
use crate::config::Configuration;
use crate::delivery::{self, DeliveryLoop, Words};
use crate::domain::actor::Actor;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, t};
use crate::service::Krafta;
use crate::service::commands::session::Session;
use crate::service::jobs::keeper;
use crate::service::people::trust::Trust;
use crate::tui::app::runtime::{Setting, play};
use crate::tui::app::service_client::ServiceClient;
use crate::tui::core::graphics::Graphics;
use crate::tui::core::theme::{Depth, Theme};
use crate::tui::dialogue::shell::Opening;
use crate::tui::terminal::clipboard::Through;
use crate::tui::terminal::{Signs, Terminal, WRITES, detect, panics, tty};

/// Takes the terminal, opens what is configured and stays until it is left; the exit code. What stands in the way is asked
/// or told at the entrance; `demonstration` can be chosen there. Not to be called on a thread of the async runtime.
///
/// # Errors
/// The terminal cannot be taken.
pub fn open(handle: &Handle, configuration: Configuration, demonstration: Option<Demonstration>) -> io::Result<u8> {
    let mut terminal = take(handle, &configuration)?;
    let opening = opening(&configuration, Actor::system(), None)?;
    panics::whole(move || match enter(&mut terminal, handle, opening, configuration, demonstration)? {
        Way::Out(code) => Ok(code),
        Way::In(opened) => play_on(terminal, handle, *opened),
    })
}

/// Opens the terminal on a shop that is open already and stays until it is left; the exit code. `welcome` is said first.
///
/// # Errors
/// The terminal cannot be taken.
pub fn start(handle: &Handle, configuration: &Configuration, krafta: Krafta, actor: Actor, welcome: Option<String>) -> io::Result<u8> {
    let terminal = take(handle, configuration)?;
    let opened = Opened {
        krafta,
        actor,
        trust: Trust::Alone,
        configuration: configuration.clone(),
        welcome,
        keeps: None,
    };
    panics::whole(move || play_on(terminal, handle, opened))
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

fn opening(configuration: &Configuration, operator: Actor, welcome: Option<String>) -> io::Result<Opening> {
    let depth = Depth::of(configuration.color, variable);
    Ok(Opening {
        trust: None,
        locale: configuration.locale,
        theme: Theme::new(configuration.settings.terminal.theme.into(), depth),
        size: ratatui::layout::Size::ZERO,
        now: chrono::Utc::now(),
        operator,
        database: configuration.database.short(),
        welcome,
        through: Through::of(variable),
        graphics: Graphics::default(),
        desktop: detect::desktop(variable),
        read_only: false,
        seed: getrandom::u64().map_err(|fault| io::Error::other(fault.to_string()))?,
    })
}

fn play_on(terminal: Terminal, handle: &Handle, opened: Opened) -> io::Result<u8> {
    let Opened {
        krafta,
        actor,
        trust,
        configuration,
        welcome,
        keeps,
    } = opened;
    let read_only = krafta.is_read_only();
    // By a person's own database login nothing is done that time brings: others' programs do it.
    let serves = !read_only && krafta.own_operator().is_none();
    let (sender, fault) = match serves {
        false => (None, None),
        true => sender(handle, &krafta, Catalogue::of(configuration.locale)),
    };
    let welcome = fault.or(welcome);
    let opening = Opening {
        read_only,
        trust: Some(trust),
        ..opening(&configuration, actor.clone(), welcome)?
    };
    let setting = Setting {
        frame: configuration.frame,
        opened: configuration.places.state.join("opened"),
        exports: std::env::current_dir().unwrap_or_else(|_| configuration.places.data.clone()),
    };
    let panes = panes::all(&configuration.settings);
    let jobs = serves.then(|| keeper::start(handle, krafta.clone()));
    let session = Session::open(krafta, actor, "tty");
    let code = play(terminal, handle, ServiceClient::new(session), opening, panes, setting);
    if let Some(jobs) = jobs {
        jobs.finish(WRITES);
    }
    if let Some(sender) = sender {
        sender.finish(WRITES);
    }
    drop(keeps);
    Ok(code)
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
