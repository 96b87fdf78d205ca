//! `krafta bank run`: Friday's payments, from the draft to the closed run.

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::run_words::{line_state, marks, payee};
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::config::create_private_file;
use crate::domain::actor::Actor;
use crate::domain::dates::{self, shown};
use crate::domain::ids::{CreditId, RunId};
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::runs::state::RunState;
use crate::domain::text::Safe;
use crate::service::runs::commands::{ChooseRunLine, CloseRun, CountersignRun, DraftRun, FreezeRun, OnRunLine, VoidRun};
use crate::service::runs::view::{RunLineView, RunRow, RunView};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct RunArgs {
    #[command(subcommand)]
    command: RunCommand,
}

#[derive(Subcommand)]
enum RunCommand {
    Draft {
        #[arg(long)]
        account: String,
        #[arg(long)]
        until: Option<String>,
        #[arg(long)]
        rate: Option<String>,
        #[arg(long)]
        confirm: bool,
        #[arg(long)]
        dry_run: bool,
    },
    List {
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        paging: Paging,
    },
    Show {
        run: String,
    },
    Exclude {
        run: String,
        line: i64,
        #[arg(long)]
        reason: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Include {
        run: String,
        line: i64,
        #[arg(long)]
        amount: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Freeze {
        run: String,
        #[arg(long, required_unless_present = "dry_run")]
        total: Option<String>,
        #[arg(long)]
        seen: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Countersign {
        run: String,
        #[arg(long)]
        total: String,
        #[arg(long)]
        dry_run: bool,
    },
    File {
        run: String,
        #[arg(long, default_value = "generic_csv")]
        profile: String,
        #[arg(long)]
        out: Option<PathBuf>,
    },
    Formats,
    Print {
        run: String,
    },
    Reference(Reference),
    Find {
        run: String,
        #[arg(long)]
        date: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Fail(OnLine),
    Explain(OnLine),
    Close {
        run: String,
        #[arg(long)]
        dry_run: bool,
    },
    Void {
        run: String,
        #[arg(long)]
        reason: String,
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(clap::Args)]
pub struct Reference {
    pub run: String,
    /// `LINE=REFERENCE`, or references in the order of the lines that wait; `-` reads them from stdin, one a line.
    #[arg(required = true)]
    pub references: Vec<String>,
    #[arg(long)]
    pub date: Option<String>,
    #[arg(long)]
    pub debit: Option<CreditId>,
    #[arg(long)]
    pub repeats: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(clap::Args)]
struct OnLine {
    run: String,
    line: i64,
    #[arg(long)]
    reason: String,
    #[arg(long)]
    dry_run: bool,
}

/// Who asks, of which shop.
pub type Asked<'a> = (&'a Context, &'a Krafta, &'a Actor);

pub async fn run(args: &RunArgs, (context, shop, actor): Asked<'_>) -> Result<(), Failure> {
    let asked = (context, shop, actor);
    let numbered = async |run: &str| Ok::<RunId, Failure>(shop.runs().numbered(actor, run).await?);
    match &args.command {
        RunCommand::List { all, paging } => list(asked, !all, paging).await,
        RunCommand::Show { run } => show(context, &shop.runs().show(actor, numbered(run).await?).await?),
        RunCommand::Print { run } => printed(context, &shop.runs().show(actor, numbered(run).await?).await?),
        RunCommand::File { run, profile, out } => file(asked, numbered(run).await?, profile, out.as_ref()).await,
        RunCommand::Formats => formats(context, shop),
        RunCommand::Reference(reference) => super::run_references::typed(asked, numbered(&reference.run).await?, reference).await,
        RunCommand::Find { run, date, dry_run } => {
            let on = date.as_deref().map(|date| dates::typed(date, shop.today())).transpose()?;
            super::run_references::find(asked, numbered(run).await?, on, *dry_run).await
        }
        other => change(other, asked).await,
    }
}

/// What is one command.
async fn change(what: &RunCommand, (context, shop, actor): Asked<'_>) -> Result<(), Failure> {
    let run = async |run: &str| Ok::<RunId, Failure>(shop.runs().numbered(actor, run).await?);
    let asked = (context, shop, actor);
    match what {
        RunCommand::Draft {
            account,
            until,
            rate,
            confirm,
            dry_run,
        } => {
            let today = shop.today();
            let draft = DraftRun {
                account: account.clone(),
                cut_off: until.as_deref().map_or(Ok(today), |until| dates::typed(until, today))?,
                rate: rate.as_deref().map(Rate::typed).transpose()?.map(Rate::value),
                rate_confirmed: *confirm,
            };
            done(asked, *dry_run, async { Ok(Command::DraftRun(draft)) }).await
        }
        RunCommand::Exclude {
            run: typed,
            line,
            reason,
            dry_run,
        } => {
            let choose = choose(asked, run(typed).await?, *line, (true, None, reason.clone()));
            done(asked, *dry_run, choose).await
        }
        RunCommand::Include {
            run: typed,
            line,
            amount,
            dry_run,
        } => {
            let choose = choose(asked, run(typed).await?, *line, (false, amount.as_deref(), None));
            done(asked, *dry_run, choose).await
        }
        RunCommand::Freeze {
            run: typed,
            total,
            seen,
            dry_run,
        } => {
            let run = run(typed).await?;
            done(asked, *dry_run, freeze(asked, run, total.as_deref(), seen.clone())).await
        }
        RunCommand::Countersign {
            run: typed,
            total,
            dry_run,
        } => {
            let run = run(typed).await?;
            let currency = shop.runs().show(actor, run).await?.run.currency;
            let total = Money::typed(total, currency)?;
            done(asked, *dry_run, async {
                Ok(Command::CountersignRun(CountersignRun { run, total }))
            })
            .await
        }
        RunCommand::Fail(on) => {
            let data = on.read(run(&on.run).await?);
            done(asked, on.dry_run, async { Ok(Command::FailRunLine(data)) }).await
        }
        RunCommand::Explain(on) => {
            let data = on.read(run(&on.run).await?);
            done(asked, on.dry_run, async { Ok(Command::ExplainRunLine(data)) }).await
        }
        RunCommand::Close { run: typed, dry_run } => {
            let run = run(typed).await?;
            done(asked, *dry_run, async { Ok(Command::CloseRun(CloseRun { run })) }).await
        }
        RunCommand::Void {
            run: typed,
            reason,
            dry_run,
        } => {
            let (run, reason) = (run(typed).await?, reason.clone());
            done(asked, *dry_run, async { Ok(Command::VoidRun(VoidRun { run, reason })) }).await
        }
        _ => Ok(()),
    }
}

async fn done(
    (context, shop, actor): Asked<'_>,
    dry_run: bool,
    command: impl Future<Output = Result<Command, Failure>>,
) -> Result<(), Failure> {
    if dry_run {
        return receipt::would(context, &shop.rehearse(actor, command.await?).await?);
    }
    receipt::once(context, (shop, actor), command).await
}

impl OnLine {
    fn read(&self, run: RunId) -> OnRunLine {
        OnRunLine {
            run,
            line: self.line,
            reason: self.reason.clone(),
        }
    }
}

/// A line of a draft, by its place on the sheet as it is now.
async fn choose(
    (_, shop, actor): Asked<'_>,
    run: RunId,
    line: i64,
    (excluded, amount, reason): (bool, Option<&str>, Option<String>),
) -> Result<Command, Failure> {
    let view = shop.runs().show(actor, run).await?;
    let unknown = || {
        Refusal::new(Code::RunLineUnknown)
            .with("number", view.run.number)
            .with("input", line)
    };
    let row = view.sheet.lines.iter().find(|row| row.position == line).ok_or_else(unknown)?;
    Ok(Command::ChooseRunLine(ChooseRunLine {
        run,
        whom: row.whom,
        excluded,
        amount: amount.map(|amount| Money::typed(amount, row.owed.currency())).transpose()?,
        reason,
    }))
}

/// What is seen is what the sheet shows now, unless a script says what it saw. A rehearsal needs no total.
async fn freeze((_, shop, actor): Asked<'_>, run: RunId, total: Option<&str>, seen: Option<String>) -> Result<Command, Failure> {
    let view = shop.runs().show(actor, run).await?;
    let total = total.map(|total| Money::typed(total, view.run.currency)).transpose()?;
    Ok(Command::FreezeRun(FreezeRun {
        run,
        seen: seen.unwrap_or(view.sheet.digest),
        total: total.unwrap_or(view.sheet.total),
    }))
}

async fn list((context, shop, actor): Asked<'_>, open: bool, paging: &Paging) -> Result<(), Failure> {
    let page = shop.runs().list(actor, open, paging.after(), paging.limit).await?;
    if context.json {
        return paging::json(&page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-runs"));
    }
    let mut table = Table::new([
        "cli-head-run",
        "cli-head-account",
        "cli-head-until",
        "cli-head-state",
        "cli-head-lines",
        "cli-head-total",
        "cli-head-waits",
        "cli-head-by",
    ])
    .right(0)
    .right(4)
    .right(5);
    for row in &page.rows {
        table.row([
            row.number.to_string(),
            row.account.to_string(),
            shown(row.cut_off),
            context.word(&format!("lote-state-{}", row.state)),
            row.lines.map_or_else(String::new, |lines| lines.to_string()),
            row.total.map_or_else(String::new, |total| total.to_string()),
            waits(context, row),
            row.made_by.to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, &page)
}

/// What a frozen run waits for.
fn waits(context: &Context, run: &RunRow) -> String {
    if run.state != RunState::Frozen {
        return String::new();
    }
    if run.needs_second == Some(true) && run.countersigned_by.is_none() {
        return context.word("cli-run-second");
    }
    let counts = [("pending", run.pending.into()), ("unseen", run.unseen.into())];
    context.catalogue.text("cli-run-waits", &counts)
}

fn show(context: &Context, view: &RunView) -> Result<(), Failure> {
    if context.json {
        return output::json(view);
    }
    output::say(&title(context, view))?;
    let mut table = Table::new([
        "cli-head-line",
        "cli-head-whom",
        "cli-head-to",
        "cli-head-owed",
        "cli-head-amount",
        "cli-head-state",
        "cli-head-reference",
        "cli-head-marks",
    ])
    .right(0)
    .right(3)
    .right(4);
    for line in &view.sheet.lines {
        table.row([
            line.position.to_string(),
            who(line),
            payee(context.catalogue, line),
            line.owed.to_string(),
            line.amount.map_or_else(String::new, |amount| amount.to_string()),
            line_state(context.catalogue, line),
            line.reference.as_ref().map_or_else(String::new, ToString::to_string),
            marks(context.catalogue, line),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

fn title(context: &Context, view: &RunView) -> String {
    let args = [
        ("number", view.run.number.into()),
        ("account", view.run.account.as_str().into()),
        ("day", shown(view.run.cut_off).into()),
        ("state", context.word(&format!("lote-state-{}", view.run.state)).into()),
        ("lines", view.sheet.going.into()),
        ("out", view.sheet.left_out.into()),
        ("total", view.sheet.total.into()),
        ("dollars", view.sheet.total_usd.into()),
        (
            "rate",
            view.sheet.rate.map_or_else(|| "–".to_owned(), |rate| rate.to_string()).into(),
        ),
    ];
    context.catalogue.text("cli-run-title", &args)
}

fn who(line: &RunLineView) -> String {
    match &line.number {
        Some(order) => format!("{} · {order}", line.who),
        None => line.who.to_string(),
    }
}

/// To be signed and kept: who is paid what, and where.
fn printed(context: &Context, view: &RunView) -> Result<(), Failure> {
    if context.json {
        return output::json(view);
    }
    output::say(&title(context, view))?;
    output::say("")?;
    let mut table = Table::new([
        "cli-head-line",
        "cli-head-whom",
        "cli-head-payee",
        "cli-head-document",
        "cli-head-bank",
        "cli-head-to",
        "cli-head-amount",
        "cli-head-reference",
    ])
    .right(0)
    .right(6);
    for line in view.sheet.lines.iter().filter(|line| line.goes) {
        let text = |text: &Option<Safe>| text.as_ref().map_or_else(String::new, ToString::to_string);
        table.row([
            line.position.to_string(),
            who(line),
            text(&line.payee.name),
            text(&line.payee.id_doc),
            text(&line.payee.bank),
            text(if line.payee.account.is_some() {
                &line.payee.account
            } else {
                &line.payee.phone
            }),
            line.amount.map_or_else(String::new, |amount| amount.to_string()),
            line.reference
                .as_ref()
                .map_or_else(|| "________________".to_owned(), ToString::to_string),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    output::say(&context.word("cli-run-signatures"))
}

async fn file((context, shop, actor): Asked<'_>, run: RunId, profile: &str, out: Option<&PathBuf>) -> Result<(), Failure> {
    let file = shop.runs().bank_file(actor, run, profile).await?;
    if context.visits {
        return output::put(&file.content);
    }
    let path = out.cloned().unwrap_or_else(|| PathBuf::from(&file.name));
    let written = create_private_file(&path).and_then(|mut begun| {
        begun.write_all(file.content.as_bytes())?;
        begun.sync_all()
    });
    written.map_err(|fault| Failure::file(path.display().to_string(), fault))?;
    let name = Safe::new(&path.display().to_string());
    if context.json {
        return output::json(&json!({ "file": name, "lines": file.lines, "left_out": file.left_out }));
    }
    let args = [
        ("file", name.as_str().into()),
        ("lines", file.lines.into()),
        ("out", file.left_out.into()),
    ];
    output::say(&context.catalogue.text("cli-run-file", &args))
}

fn formats(context: &Context, shop: &Krafta) -> Result<(), Failure> {
    let profiles = shop.runs().file_profiles()?;
    if context.json {
        let rows = profiles
            .iter()
            .map(|profile| json!({ "name": profile.name, "title": Safe::new(&profile.title), "bank": profile.bank }));
        return output::json(&json!({ "rows": rows.collect::<Vec<_>>() }));
    }
    let mut table = Table::new(["cli-head-profile", "cli-head-bank", "cli-head-description"]);
    for profile in &profiles {
        table.row([
            Safe::new(&profile.name).to_string(),
            profile.bank.clone().unwrap_or_default(),
            Safe::new(&profile.title).to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
