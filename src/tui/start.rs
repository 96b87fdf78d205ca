//! From a shop and a configuration to an open terminal; used by the command line, which has found both.

use std::io;

use tokio::runtime::Handle;

use super::model::Opening;
use super::panes;
use super::runtime::{Setting, run};
use super::shop::Shop;
use super::theme::{Depth, Theme};
use crate::config::Configuration;
use crate::domain::actor::Actor;
use crate::service::Krafta;

/// Opens the terminal and stays until it is left; the exit code. `welcome` is said first. Not to be called on a thread of the async runtime.
///
/// # Errors
/// The terminal cannot be taken.
pub fn start(handle: &Handle, configuration: &Configuration, krafta: Krafta, operator: Actor, welcome: Option<String>) -> io::Result<u8> {
    let terminal = &configuration.settings.terminal;
    let depth = Depth::of(configuration.color, |name| std::env::var(name).ok());
    let opening = Opening {
        locale: configuration.locale,
        theme: Theme::new(terminal.theme.into(), depth),
        size: ratatui::layout::Size::ZERO,
        now: krafta.now(),
        operator: operator.clone(),
        database: configuration.database.short(),
        welcome,
        seed: getrandom::u64().map_err(|fault| io::Error::other(fault.to_string()))?,
    };
    let setting = Setting {
        mouse: terminal.mouse,
        frame: configuration.frame,
        reports: configuration.places.state.clone(),
        exports: std::env::current_dir().unwrap_or_else(|_| configuration.places.data.clone()),
    };
    let panes = panes::all(&configuration.settings);
    run(handle, Shop::new(krafta, operator), opening, panes, setting)
}
