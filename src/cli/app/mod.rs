//! The command line: every use case headless. One file per noun reads its arguments and says the answer twice, as a
//! table for people and as JSON for programs; the rules are the service's.

mod args;
mod commands;
mod completions;
mod help;
mod ssh_command;
mod terminal;
mod typed_line;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use super::messages::{self, alerts, deliver};
use super::{jobs, orders, payables, workshops};
#[cfg(feature = "demo")]
use crate::cli::admin::demo;
#[cfg(feature = "serve")]
use crate::cli::admin::serve;
use crate::cli::admin::{changes, config, database, doctor, init};
use crate::cli::app::args::{Args, Noun};
use crate::cli::bank::{accounts, statements};
use crate::cli::catalogue::{products, rates, shipping};
use crate::cli::core::context::{Context, runtime};
use crate::cli::core::failure::Failure;
use crate::cli::fulfilment::{assign, production};
use crate::cli::orders::{checkout, requests, track};
use crate::cli::payments::{refund, report, review};
use crate::cli::people::{keys, operators, views};
use crate::cli::workshops::{capacity, holidays, offers, zones};
use crate::config::{Configuration, Environment, Flags, Places, chosen_language};
use crate::locale::{Catalogue, Locale};

/// Arguments → configuration → face. Answers 0 done, 1 refused or failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let environment = Environment::current();
    let early = args::early(&arguments);
    let catalogue = Catalogue::of(language(&early, &environment));
    let matches = match help::localised(catalogue).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::report(&error, catalogue, early.json),
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => return usage::report(&error, catalogue, early.json),
    };
    let json = args.global.json;
    let done = match args.noun {
        None => terminal::open(&args.global, &environment, catalogue),
        Some(Noun::SshCommand) => return ssh_command::answer(&args.global, &environment, catalogue),
        #[cfg(feature = "demo")]
        Some(Noun::Demo(what)) => demo::run(&what, &args.global, &environment, catalogue),
        Some(_) => run_typed(args, &matches, &environment, catalogue),
    };
    match done {
        Ok(code) => code,
        Err(failure) => failure.report(catalogue, json),
    }
}

/// Runs what was typed and understood.
fn run_typed(args: Args, matches: &ArgMatches, environment: &Environment, catalogue: &'static Catalogue) -> Result<ExitCode, Failure> {
    let typed = typed_line::typed_line(&Args::command(), matches);
    let writes = commands::writes(&typed_line::names(matches));
    run(args, (typed, writes), environment, catalogue).map(|()| ExitCode::SUCCESS)
}

/// The language of help and of errors, before the arguments are understood: a faulty configuration is no reason to
/// withhold help.
fn language(early: &args::Early, environment: &Environment) -> Locale {
    let flags = Flags {
        config: early.config.clone(),
        language: early.language.clone(),
        ..Flags::default()
    };
    if let Ok(Some(locale)) = chosen_language(&flags, environment) {
        return locale;
    }
    let flags = Flags { language: None, ..flags };
    Places::of_user()
        .and_then(|places| Configuration::load(&flags, environment, places))
        .map(|configuration| configuration.locale)
        .unwrap_or_default()
}

fn run(args: Args, (typed, writes): (String, bool), environment: &Environment, catalogue: &'static Catalogue) -> Result<(), Failure> {
    let Args { global, noun } = args;
    let noun = match noun {
        Some(Noun::Completions(what)) => return completions::completions(&what, catalogue),
        Some(Noun::Man(what)) => return completions::man(&what, catalogue),
        Some(Noun::Config(what)) => return config::run(&what, &global, environment, catalogue),
        other => other,
    };
    let configuration = Configuration::load(&global.flags(), environment, Places::of_user()?)?;
    crate::locale::show_times_in(configuration.settings.locale.time_zone.into());
    // A log that cannot be written is no reason to stop a payment: the doctor tells of it.
    let _ = crate::log::start(&configuration);
    let context = Context::new(configuration, catalogue, &global, typed, writes);
    runtime()?.block_on(async {
        let done = match noun {
            Some(Noun::Checkout(what)) => checkout::run(&what, &context).await,
            Some(Noun::Report(what)) => report::run(&what, &context).await,
            Some(Noun::Track(what)) => track::run(&what, &context).await,
            Some(Noun::Orders(what)) => orders::run(&what, &context).await,
            Some(Noun::Review(what)) => review::run(&what, &context).await,
            Some(Noun::Refund(what)) => refund::run(&what, &context).await,
            Some(Noun::Requests(what)) => requests::run(&what, &context).await,
            Some(Noun::Assign(what)) => assign::run(&what, &context).await,
            Some(Noun::Production(what)) => production::run(&what, &context).await,
            Some(Noun::Jobs(what)) => jobs::run(&what, &context).await,
            Some(Noun::Messages(what)) => messages::run(&what, &context).await,
            Some(Noun::Alerts(what)) => alerts::run(&what, &context).await,
            Some(Noun::Deliver(what)) => deliver::run(&what, &context).await,
            Some(Noun::Payables(what)) => payables::run(&what, &context).await,
            Some(Noun::Rates(what)) => rates::run(&what, &context).await,
            Some(Noun::Shipping(what)) => shipping::run(&what, &context).await,
            Some(Noun::Accounts(what)) => accounts::run(&what, &context).await,
            Some(Noun::Bank(what)) => statements::run(&what, &context).await,
            Some(Noun::Products(what)) => products::run(&what, &context).await,
            Some(Noun::Operators(what)) => operators::run(&what, &context).await,
            Some(Noun::Keys(what)) => keys::run(&what, &context).await,
            Some(Noun::Workshops(what)) => workshops::run(&what, &context).await,
            Some(Noun::Offers(what)) => offers::run(&what, &context).await,
            Some(Noun::Zones(what)) => zones::run(&what, &context).await,
            Some(Noun::Holidays(what)) => holidays::run(&what, &context).await,
            Some(Noun::Capacity(what)) => capacity::run(&what, &context).await,
            Some(Noun::Changes(what)) => changes::run(&what, &context).await,
            Some(Noun::Views(what)) => views::run(&what, &context).await,
            Some(Noun::Db(what)) => database::run(&what, &context).await,
            #[cfg(feature = "serve")]
            Some(Noun::Serve(what)) => serve::run(&what, &global, &context).await,
            Some(Noun::Init) => init::run(&context).await,
            Some(Noun::Doctor) => doctor::run(&context).await,
            // Answered above.
            None | Some(Noun::Completions(_) | Noun::Man(_) | Noun::Config(_) | Noun::SshCommand) => Ok(()),
            #[cfg(feature = "demo")]
            Some(Noun::Demo(_)) => Ok(()),
        };
        context.leave().await;
        done
    })
}
