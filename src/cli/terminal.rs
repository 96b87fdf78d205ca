//! `krafta` alone: the terminal.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::args::Global;
use super::failure::Failure;
use crate::config::{Configuration, Environment, Places};
use crate::locale::Catalogue;
use crate::service::Krafta;
use crate::tui;

/// Opens the terminal and stays until it is left.
pub fn open(global: &Global, environment: &Environment, catalogue: &Catalogue) -> Result<ExitCode, Failure> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Failure::told("no-terminal", catalogue.text("cli-no-terminal", &[])));
    }
    let configuration = Configuration::load(&global.flags(), environment, Places::of_user()?)?;
    // A log that cannot be written is no reason to stop a payment: the doctor tells of it.
    let _ = crate::log::start(&configuration);
    let runtime = super::runtime()?;
    let (krafta, signed_in) = runtime.block_on(async {
        let krafta = Krafta::open(&configuration).await?;
        let signed_in = krafta.sign_in(&configuration.operator).await?;
        Ok::<_, Failure>((krafta, signed_in))
    })?;
    let login = signed_in.actor.name.as_str();
    let welcome = signed_in
        .first
        .then(|| catalogue.text("cli-first-admin", &[("login", login.into())]));
    let ended = tui::start::start(runtime.handle(), &configuration, krafta, signed_in.actor.clone(), welcome);
    // Reads that nobody waits for any more do not hold up the end.
    runtime.shutdown_background();
    ended.map(ExitCode::from).map_err(|fault| Failure::file("terminal", fault))
}
