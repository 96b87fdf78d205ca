//! From a shop and a configuration to an open terminal; used by the command line, which has found both.

use std::io;

use tokio::runtime::Handle;

use super::entrance::{Demonstration, Opened, Way, enter};
use super::panes;
use crate::config::Configuration;
use crate::domain::actor::Actor;
use crate::locale::Catalogue;
use crate::service::Krafta;
use crate::tui::app::jobs;
use crate::tui::app::runtime::{Setting, play};
use crate::tui::app::service_client::Shop;
use crate::tui::core::theme::{Depth, Theme};
use crate::tui::dialogue::shell::Opening;
use crate::tui::terminal::session::{TerminalSession, WRITES};

/// Takes the terminal, opens what is configured and stays until it is left; the exit code. What stands in the way is asked
/// or told at the entrance; `demonstration` can be chosen there. Not to be called on a thread of the async runtime.
///
/// # Errors
/// The terminal cannot be taken.
pub fn open(handle: &Handle, configuration: Configuration, demonstration: Option<Demonstration>) -> io::Result<u8> {
    let mut session = take(handle, &configuration)?;
    let opening = opening(&configuration, Actor::system(), None)?;
    match enter(&mut session, handle, opening, configuration, demonstration)? {
        Way::Out(code) => Ok(code),
        Way::In(opened) => play_on(session, handle, *opened),
    }
}

/// Opens the terminal on a shop that is open already and stays until it is left; the exit code. `welcome` is said first.
///
/// # Errors
/// The terminal cannot be taken.
pub fn start(handle: &Handle, configuration: &Configuration, krafta: Krafta, actor: Actor, welcome: Option<String>) -> io::Result<u8> {
    let session = take(handle, configuration)?;
    let opened = Opened {
        krafta,
        actor,
        configuration: configuration.clone(),
        welcome,
        keeps: None,
    };
    play_on(session, handle, opened)
}

fn take(handle: &Handle, configuration: &Configuration) -> io::Result<TerminalSession> {
    let reports = configuration.places.state.clone();
    TerminalSession::take(
        handle,
        configuration.settings.terminal.mouse,
        reports,
        Catalogue::of(configuration.locale),
    )
}

fn opening(configuration: &Configuration, operator: Actor, welcome: Option<String>) -> io::Result<Opening> {
    let depth = Depth::of(configuration.color, |name| std::env::var(name).ok());
    Ok(Opening {
        locale: configuration.locale,
        theme: Theme::new(configuration.settings.terminal.theme.into(), depth),
        size: ratatui::layout::Size::ZERO,
        now: chrono::Utc::now(),
        operator,
        database: configuration.database.short(),
        welcome,
        seed: getrandom::u64().map_err(|fault| io::Error::other(fault.to_string()))?,
    })
}

fn play_on(session: TerminalSession, handle: &Handle, opened: Opened) -> io::Result<u8> {
    let Opened {
        krafta,
        actor,
        configuration,
        welcome,
        keeps,
    } = opened;
    let opening = opening(&configuration, actor.clone(), welcome)?;
    let setting = Setting {
        mouse: configuration.settings.terminal.mouse,
        frame: configuration.frame,
        reports: configuration.places.state.clone(),
        exports: std::env::current_dir().unwrap_or_else(|_| configuration.places.data.clone()),
    };
    let panes = panes::all(&configuration.settings);
    let jobs = jobs::start(handle, krafta.clone());
    let code = play(session, handle, Shop::new(krafta, actor), opening, panes, setting);
    jobs.finish(WRITES);
    drop(keeps);
    Ok(code)
}
