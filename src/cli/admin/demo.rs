//! `krafta demo`: the terminal on an invented shop that is gone afterwards; with `--database`, a database is filled and kept.

use std::io::{self, BufRead, IsTerminal};
use std::pin::Pin;
use std::process::ExitCode;

use chrono::SubsecRound;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use crate::cli::core::failure::Failure;
use crate::cli::core::global::Global;
use crate::cli::core::output;
use crate::config::{Configuration, DatabaseUrl, Environment, Places};
use crate::demo::{self, Fault, Filled, Options, Phase, Throwaway};
use crate::domain::Time;
use crate::locale::Catalogue;
use crate::service::people::trust::Trust;
use crate::service::{Error, Krafta};
use crate::tui;
use crate::tui::entrance::Opened;

/// Orders of a shop to look at.
const ORDERS: u64 = 4_000;
/// Fewer than these are there before a bar could be read.
const WORTH_A_BAR: u64 = 20_000;
/// Who sits at the demonstration's terminal.
const OPERATOR: &str = "ana";

#[derive(clap::Args)]
pub struct DemoArgs {
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long)]
    orders: Option<u64>,
    /// RFC 3339.
    #[arg(long)]
    until: Option<Time>,
    #[arg(long)]
    yes: bool,
}

impl DemoArgs {
    fn options(&self) -> Options {
        let now = self.until.unwrap_or_else(chrono::Utc::now);
        Options {
            seed: self.seed,
            orders: self.orders.unwrap_or(ORDERS),
            workshops: demo::WORKSHOPS,
            until: Time::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now),
        }
    }
}

/// Only a database named on the command line is filled: one of the environment or the configuration is somebody's work.
pub fn run(args: &DemoArgs, global: &Global, environment: &Environment, catalogue: &'static Catalogue) -> Result<ExitCode, Failure> {
    let configuration = Configuration::load(&global.flags(), environment, Places::of_user()?)?;
    // A log that cannot be written is no reason to stop: the doctor tells of it.
    let _ = crate::log::start(&configuration);
    if global.database.is_none() {
        return look(args, configuration, catalogue);
    }
    if !args.yes {
        agreed(&configuration, args, catalogue)?;
    }
    let runtime = crate::cli::core::context::runtime()?;
    let filled = runtime.block_on(fill(&configuration, args.options(), catalogue))?;
    if global.json {
        output::json(&json!({ "orders": filled.orders, "pictures": filled.pictures, "operator": OPERATOR }))?;
    } else {
        let args = [
            ("orders", filled.orders.into()),
            ("database", configuration.database.to_string().into()),
            ("operator", OPERATOR.into()),
        ];
        output::say(&catalogue.text("demo-filled", &args))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The terminal on a shop in a folder of its own, which goes when the terminal is left.
fn look(args: &DemoArgs, mut configuration: Configuration, catalogue: &'static Catalogue) -> Result<ExitCode, Failure> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Failure::told("no-terminal", catalogue.text("cli-no-terminal", &[])));
    }
    let throwaway = Throwaway::new().map_err(|fault| Failure::file(std::env::temp_dir().display().to_string(), fault))?;
    configuration.database = DatabaseUrl::Sqlite(throwaway.database());
    configuration.receipts = throwaway.receipts();
    configuration.operator = OPERATOR.to_owned();
    let runtime = crate::cli::core::context::runtime()?;
    let (krafta, actor, alive) = runtime.block_on(async {
        let server = demo::MailServer::start(&mut configuration.settings, &throwaway).await;
        let server = server.map_err(|fault| Failure::file("127.0.0.1", fault))?;
        fill(&configuration, args.options(), catalogue).await?;
        let krafta = Krafta::open(&configuration).await?;
        let actor = krafta.people().sign_in(&configuration.operator).await?.actor;
        demo::has_seen(&krafta, &actor).await?;
        // A handle of its own, as another person's program would have.
        let alive = (demo::live(&Krafta::open(&configuration).await?, args.seed), server);
        Ok::<_, Failure>((krafta, actor, alive))
    })?;
    let welcome = Some(catalogue.text("demo-welcome", &[]));
    let ended = tui::start::start(runtime.handle(), &configuration, krafta, actor, welcome);
    drop(alive);
    runtime.shutdown_background();
    drop(throwaway);
    ended.map(ExitCode::from).map_err(|fault| Failure::file("terminal", fault))
}

/// The same for whoever chooses it at the first start.
pub fn demonstration(mut configuration: Configuration) -> Pin<Box<dyn Future<Output = Result<Opened, Error>> + Send>> {
    Box::pin(async move {
        let throwaway = Throwaway::new().map_err(|fault| Error::File {
            path: std::env::temp_dir().display().to_string(),
            fault,
        })?;
        configuration.database = DatabaseUrl::Sqlite(throwaway.database());
        configuration.receipts = throwaway.receipts();
        configuration.operator = OPERATOR.to_owned();
        let server = demo::MailServer::start(&mut configuration.settings, &throwaway).await;
        let server = server.map_err(|fault| Error::File {
            path: "127.0.0.1".into(),
            fault,
        })?;
        let seed = 1;
        let options = Options {
            seed,
            orders: ORDERS,
            workshops: demo::WORKSHOPS,
            until: chrono::Utc::now().trunc_subsecs(6),
        };
        demo::fill(&configuration.database.expose(), &configuration.receipts, options, |_| {})
            .await
            .map_err(|fault| match fault {
                Fault::Database(error) => Error::from(error),
                Fault::Service(error) => error,
                other => Error::Internal(other.to_string()),
            })?;
        let krafta = Krafta::open(&configuration).await?;
        demo::money_cases(&krafta, seed).await;
        demo::bank_statements(&krafta, seed).await;
        demo::payment_runs(&krafta, seed).await;
        let actor = krafta.people().sign_in(&configuration.operator).await?.actor;
        demo::has_seen(&krafta, &actor).await?;
        let alive = (demo::live(&Krafta::open(&configuration).await?, seed), server);
        let welcome = Some(Catalogue::of(configuration.locale).text("demo-welcome", &[]));
        Ok(Opened {
            krafta,
            actor,
            trust: Trust::Alone,
            configuration,
            welcome,
            keeps: Some(Box::new((alive, throwaway))),
        })
    })
}

async fn fill(configuration: &Configuration, options: Options, catalogue: &Catalogue) -> Result<Filled, Failure> {
    let (bar, seed) = (bar(options.orders), options.seed);
    bar.set_message(catalogue.text("demo-orders", &[]));
    let progress = |phase| match phase {
        Phase::Orders(told) => bar.set_position(told),
        Phase::Pictures => bar.set_message(catalogue.text("demo-pictures", &[])),
        Phase::Indexes => bar.set_message(catalogue.text("demo-indexes", &[])),
    };
    let filled = demo::fill(&configuration.database.expose(), &configuration.receipts, options, progress).await;
    bar.finish_and_clear();
    let filled = filled.map_err(|fault| failure(fault, configuration, catalogue))?;
    let krafta = Krafta::open(configuration).await?;
    demo::money_cases(&krafta, seed).await;
    demo::bank_statements(&krafta, seed).await;
    demo::payment_runs(&krafta, seed).await;
    Ok(filled)
}

fn bar(orders: u64) -> ProgressBar {
    let target = if orders < WORTH_A_BAR {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let bar = ProgressBar::with_draw_target(Some(orders), target);
    // The template is fixed and right, as a test shows; without it the bar would just be plainer.
    if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
        bar.set_style(style);
    }
    bar
}

const TEMPLATE: &str = "{msg} {wide_bar} {human_pos}/{human_len} · {per_sec} · {eta}";

fn failure(fault: Fault, configuration: &Configuration, catalogue: &Catalogue) -> Failure {
    let database = configuration.database.to_string();
    match fault {
        Fault::Database(error) => Failure::from(crate::service::core::error::Error::from(error)),
        Fault::Service(error) => Failure::from(error),
        Fault::NotEmpty(table) => {
            let args = [("database", database.into()), ("table", table.into())];
            Failure::told("demo-not-empty", catalogue.text("demo-not-empty", &args))
        }
        Fault::TooMany(most) => Failure::usage("demo-too-many", catalogue.text("demo-too-many", &[("most", most.into())])),
        Fault::Internal(fault) => Failure::from(crate::service::core::error::Error::Internal(fault)),
    }
}

/// Asks before a database is filled; a program that cannot answer has to say `--yes`.
fn agreed(configuration: &Configuration, args: &DemoArgs, catalogue: &Catalogue) -> Result<(), Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::usage("demo-unasked", catalogue.text("demo-unasked", &[])));
    }
    let args = [
        ("orders", args.options().orders.into()),
        ("database", configuration.database.to_string().into()),
    ];
    output::complain(&catalogue.text("demo-ask", &args));
    let mut answer = String::new();
    io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|fault| Failure::file("stdin", fault))?;
    let yes = catalogue.text("demo-answer-yes", &[]);
    if yes.split(' ').any(|yes| yes.eq_ignore_ascii_case(answer.trim())) {
        return Ok(());
    }
    Err(Failure::told("demo-declined", catalogue.text("demo-declined", &[])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_has_a_style() {
        assert!(ProgressStyle::with_template(TEMPLATE).is_ok());
    }
}
