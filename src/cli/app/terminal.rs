//! `krafta` alone: the terminal.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use crate::cli::core::failure::Failure;
use crate::cli::core::global::Global;
use crate::config::{Configuration, Display, Environment, Places};
use crate::locale::Catalogue;
use crate::service::Krafta;
use crate::tui;
use crate::tui::entrance::Demonstration;

#[cfg(feature = "demo")]
const DEMONSTRATION: Option<Demonstration> = Some(crate::cli::admin::demo::demonstration);
/// Without it, the entrance does not offer a demonstration.
#[cfg(not(feature = "demo"))]
const DEMONSTRATION: Option<Demonstration> = None;

/// Opens the terminal for somebody whose files are not on this machine, on the shop that is configured.
pub fn open_for_visitor(global: &Global, environment: &Environment, catalogue: &Catalogue) -> Result<ExitCode, Failure> {
    let configuration = ready(global, environment, catalogue)?;
    let runtime = crate::cli::core::context::runtime()?;
    let (krafta, actor) = runtime.block_on(async {
        let shop = Krafta::open(&configuration).await?;
        let actor = shop.people().known(&configuration.operator).await?;
        Ok::<_, Failure>((shop, actor))
    })?;
    let ended = tui::start::start_for_visitor(runtime.handle(), &configuration, krafta, actor);
    runtime.shutdown_background();
    ended.map(ExitCode::from).map_err(|fault| Failure::file("terminal", fault))
}

/// Opens the terminal and stays until it is left.
pub fn open(global: &Global, environment: &Environment, catalogue: &Catalogue) -> Result<ExitCode, Failure> {
    let configuration = ready(global, environment, catalogue)?;
    let runtime = crate::cli::core::context::runtime()?;
    let ended = tui::start::open(runtime.handle(), configuration, DEMONSTRATION);
    // Reads that nobody waits for any more do not hold up the end.
    runtime.shutdown_background();
    ended.map(ExitCode::from).map_err(|fault| Failure::file("terminal", fault))
}

/// There is a terminal, and what is configured.
fn ready(global: &Global, environment: &Environment, catalogue: &Catalogue) -> Result<Configuration, Failure> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Failure::told("no-terminal", catalogue.text("cli-no-terminal", &[])));
    }
    let configuration = Configuration::load(&global.flags(), environment, Places::of_user()?)?;
    let term = std::env::var("TERM").unwrap_or_default();
    if term == "dumb" && configuration.display != Display::Lines {
        return Err(Failure::told("no-terminal", catalogue.text("cli-dumb-terminal", &[])));
    }
    // A log that cannot be written is no reason to stop a payment: the doctor tells of it.
    let _ = crate::log::start(&configuration);
    Ok(configuration)
}
