//! `krafta workshops`: the allied workshops, what they are and how they are paid.

pub mod capacity;
pub mod closed_days;
pub mod holidays;
pub mod offers;
pub mod zones;

use std::collections::HashMap;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Subcommand};
use serde_json::json;

use crate::cli::core::choices::yes_or_no;
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{RowOutcome, Sheet};
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::audit::change::MasterTable;
use crate::domain::dates;
use crate::domain::ids::WorkshopId;
use crate::domain::text::Safe;
use crate::locale::{date, date_time};
use crate::service::audit::changes::{self, ChangeFilter, ChangeRow};
use crate::service::commands::import::{Import, parted};
use crate::service::core::csv_file::CsvRow;
use crate::service::core::receipt::Kept;
use crate::service::workshops::commands::{CapacityChange, ChangeCapacity, PutWorkshop, ResumeWorkshop, Wanted, WorkshopDetails};
use crate::service::workshops::fields::{FIELDS, Field, Shown, Typed};
use crate::service::workshops::history::ChangeView;
use crate::service::workshops::profile::WorkshopView;
use crate::service::{Command, Krafta, Receipt};

/// Changes that `show` tells of.
const CHANGES: u32 = 10;

#[derive(clap::Args)]
pub struct WorkshopsArgs {
    #[command(subcommand)]
    command: WorkshopsCommand,
}

#[derive(Subcommand)]
enum WorkshopsCommand {
    List {
        #[arg(long)]
        all: bool,
    },
    Show {
        workshop: String,
    },
    Add(Box<Add>),
    Edit(Box<Edit>),
    Pause {
        workshop: String,
        #[arg(long)]
        until: Option<String>,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Resume {
        workshop: String,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Import {
        file: PathBuf,
        #[command(flatten)]
        assent: ConsentArgs,
    },
}

#[derive(clap::Args)]
struct Add {
    workshop: String,
    #[command(flatten)]
    details: Details,
}

#[derive(clap::Args)]
struct Edit {
    workshop: String,
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    details: Details,
    #[arg(long, value_parser = yes_or_no)]
    active: Option<bool>,
    #[command(flatten)]
    assent: ConsentArgs,
}

/// What is given of a workshop, a flag for each of its fields; numbers as they were typed.
#[derive(Default)]
struct Details(WorkshopDetails, Vec<(&'static str, String)>);

impl clap::Args for Details {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.args(FIELDS.iter().map(|field| {
            let arg = Arg::new(field.key).long(flag(field));
            match &field.typed {
                Typed::Text(_) => arg,
                Typed::YesOrNo(_) => arg.value_parser(yes_or_no),
                Typed::OneOf(names, _) => arg.value_parser(PossibleValuesParser::new(names())).ignore_case(true),
                Typed::Numbers(_) => arg.allow_hyphen_values(true),
                Typed::Names(_) => arg.action(ArgAction::Append),
            }
        }))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

/// `--payee-bank`; what may be given several times is named for one of them.
fn flag(field: &Field) -> String {
    match field.typed {
        Typed::Names(_) => field.key.trim_end_matches('s').to_owned(),
        _ => field.key.replace('_', "-"),
    }
}

impl clap::FromArgMatches for Details {
    fn from_arg_matches(matches: &clap::ArgMatches) -> Result<Self, clap::Error> {
        let mut details = Self::default();
        details.update_from_arg_matches(matches)?;
        Ok(details)
    }

    fn update_from_arg_matches(&mut self, matches: &clap::ArgMatches) -> Result<(), clap::Error> {
        let text = |field: &Field| matches.get_one::<String>(field.key).cloned();
        for field in FIELDS {
            match field.typed {
                Typed::Text(put) => text(field).into_iter().for_each(|text| put(&mut self.0, text)),
                Typed::YesOrNo(put) => matches.get_one(field.key).into_iter().for_each(|&yes| put(&mut self.0, yes)),
                Typed::OneOf(names, put) => {
                    let place = text(field).and_then(|text| place_of(&names(), &text));
                    place.into_iter().for_each(|at| put(&mut self.0, at));
                }
                Typed::Numbers(_) => self.1.extend(text(field).map(|text| (field.key, text))),
                Typed::Names(put) => {
                    let names = matches.get_many::<String>(field.key).into_iter().flatten();
                    let names: Vec<String> = names.flat_map(|given| parted(given)).collect();
                    if matches.contains_id(field.key) {
                        put(&mut self.0, names);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Which of these names it is, in either case.
fn place_of(names: &[&str], text: &str) -> Option<usize> {
    names.iter().position(|name| name.eq_ignore_ascii_case(text))
}

impl Details {
    /// With the numbers read, whose refusals are not clap's.
    fn read(&self) -> Result<WorkshopDetails, Failure> {
        let mut details = self.0.clone();
        for field in FIELDS {
            if let Typed::Numbers(put) = field.typed
                && let Some((_, text)) = self.1.iter().find(|(key, _)| *key == field.key)
            {
                put(&mut details, text)?;
            }
        }
        Ok(details)
    }
}

pub async fn run(args: &WorkshopsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        WorkshopsCommand::List { all } => {
            let mut workshops = shop.workshops().list(&actor).await?;
            workshops.retain(|workshop| *all || workshop.record.active);
            list(context, &workshops)
        }
        WorkshopsCommand::Show { workshop } => {
            let view = shop.workshops().workshop(&actor, workshop).await?;
            let history = shop.workshops().history(&actor, workshop, CHANGES).await?;
            let filter = ChangeFilter {
                table: Some(MasterTable::Workshops),
                row: Some(view.record.id.to_string()),
            };
            let kept = match actor.may(changes::NEEDS) {
                Ok(()) => shop.audit().changes(&actor, &filter, None, CHANGES).await?.rows,
                Err(_) => Vec::new(),
            };
            show(context, &view, &history, &kept)
        }
        WorkshopsCommand::Add(add) => {
            let put = PutWorkshop {
                workshop: add.workshop.clone(),
                wanted: Wanted::New,
                details: add.details.read()?,
                ..PutWorkshop::default()
            };
            keep(context, &shop, &actor, "cli-workshop-saved", Command::PutWorkshop(Box::new(put))).await
        }
        WorkshopsCommand::Edit(edit) => {
            let details = WorkshopDetails {
                name: edit.name.clone(),
                active: edit.active,
                ..edit.details.read()?
            };
            let put = PutWorkshop {
                workshop: edit.workshop.clone(),
                wanted: Wanted::There,
                details,
                consent: edit.assent.consent(),
            };
            keep(context, &shop, &actor, "cli-workshop-saved", Command::PutWorkshop(Box::new(put))).await
        }
        WorkshopsCommand::Pause { workshop, until, assent } => {
            let until = until.as_deref().map(|until| dates::typed(until, shop.today())).transpose()?;
            let pause = ChangeCapacity {
                workshop: workshop.clone(),
                change: CapacityChange::Pause { until },
                consent: assent.consent(),
            };
            keep(context, &shop, &actor, "cli-workshop-paused", Command::ChangeCapacity(pause)).await
        }
        WorkshopsCommand::Resume { workshop, assent } => {
            let resume = ResumeWorkshop {
                workshop: workshop.clone(),
                consent: assent.consent(),
            };
            keep(context, &shop, &actor, "cli-workshop-resumed", Command::ResumeWorkshop(resume)).await
        }
        WorkshopsCommand::Import { file, assent } => import(context, &shop, &actor, file, assent).await,
    }
}

async fn import(context: &Context, shop: &Krafta, actor: &Actor, file: &std::path::Path, assent: &ConsentArgs) -> Result<(), Failure> {
    let sheet = Sheet::read(context, shop, Import::Workshops, file, assent)?;
    let told = async |done: &[(&CsvRow, &Receipt)]| {
        let kept = done.iter().filter_map(|(_, receipt)| receipt.row());
        let ids: Vec<WorkshopId> = kept.map(|row| WorkshopId::from_uuid(row.id)).collect();
        let views = match context.json {
            true => shop.workshops().workshops_of(actor, &ids).await,
            false => Ok(Vec::new()),
        };
        // Where they could not be read together, each says what is the matter.
        let views = views.unwrap_or_default().into_iter().map(|view| (view.record.id, view));
        let views: HashMap<WorkshopId, WorkshopView> = views.collect();
        let one = async |_: &CsvRow, receipt: &Receipt| {
            let id = WorkshopId::from_uuid(master_data::row(receipt)?.id);
            RowOutcome::of(context, receipt, async || match views.get(&id) {
                Some(view) => Ok(view.clone()),
                None => Ok(shop.workshops().workshop(actor, &id.to_string()).await?),
            })
            .await
        };
        RowOutcome::each(done, one).await
    };
    sheet.import(context, (shop, actor), told).await
}

async fn keep(context: &Context, shop: &Krafta, actor: &Actor, key: &str, command: Command) -> Result<(), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let row = master_data::row(&receipt)?;
    if context.json {
        return master_data::json_with_change(&receipt, &shop.workshops().workshop(actor, &row.id.to_string()).await?);
    }
    let key = if row.kept == Kept::Unchanged { "cli-unchanged" } else { key };
    master_data::say(context, &receipt, key, &[("name", row.name.as_str().into())])?;
    capacity::still_booked(context, &row.no_longer_fits)
}

fn list(context: &Context, workshops: &[WorkshopView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&workshops);
    }
    if workshops.is_empty() {
        return output::say(&context.word("cli-empty-workshops"));
    }
    let mut table = Table::new([
        "cli-head-workshop",
        "cli-head-place",
        "cli-head-zones",
        "cli-head-weekly",
        "cli-head-policy",
        "cli-head-standing",
    ]);
    for workshop in workshops {
        table.row([
            workshop.record.name.to_string(),
            workshop.place(),
            joined(&workshop.zones),
            weekly(workshop),
            context.word(&format!("policy-{}", workshop.record.policy)),
            standing(context, workshop),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

fn show(context: &Context, workshop: &WorkshopView, history: &[ChangeView], kept: &[ChangeRow]) -> Result<(), Failure> {
    if context.json {
        let mut whole = json!(workshop);
        whole["history"] = json!(history);
        whole["changes"] = json!(kept);
        return output::json(&whole);
    }
    let row = |key: &str, value: String| (context.word(key), value);
    let mut rows = vec![row("cli-head-workshop", workshop.record.name.to_string())];
    for field in FIELDS {
        if let Some(head) = field.head {
            rows.push(row(&format!("cli-head-{head}"), shown(context, (field.shown)(workshop))));
        }
    }
    rows.push(row("cli-head-standing", standing(context, workshop)));
    rows.push(row("cli-version", workshop.record.version.to_string()));
    output::put(&output::record(&rows))?;
    for change in history {
        let what = context.word(&format!("cli-change-{}", change.what));
        let reason = change.reason.as_ref().map_or_else(String::new, |reason| format!(" · {reason}"));
        output::say(&format!("  {}  {}  {what}{reason}", date_time(change.at), change.by))?;
    }
    for row in kept {
        let words = |key: &str| context.word(key);
        let (who, fields) = (row.who(words), row.differences(words));
        output::say(&format!("  {}  {who}  {fields}", date_time(row.at)))?;
    }
    Ok(())
}

fn shown(context: &Context, value: Shown) -> String {
    match value {
        Shown::Text(text) => text,
        Shown::YesOrNo(yes) => context.yes_or_no(yes),
        Shown::Word(key, rest) => {
            let parts = std::iter::once(context.word(&key)).chain(rest.into_iter().map(Safe::into_string));
            parts.collect::<Vec<_>>().join(" · ")
        }
    }
}

fn joined(names: &[Safe]) -> String {
    let names: Vec<&str> = names.iter().map(Safe::as_str).collect();
    names.join(", ")
}

fn weekly(workshop: &WorkshopView) -> String {
    workshop.weekly.map(|units| units.to_string()).join(" ")
}

/// Works, rests until a day for a reason, or is gone.
fn standing(context: &Context, workshop: &WorkshopView) -> String {
    let Some(pause) = &workshop.paused else {
        return context.word(if workshop.record.active {
            "cli-standing-active"
        } else {
            "cli-standing-inactive"
        });
    };
    let until = match pause.until {
        Some(until) => context
            .catalogue
            .text("cli-standing-paused-until", &[("until", date(until).into())]),
        None => context.word("cli-standing-paused"),
    };
    pause.reason.as_ref().map_or(until.clone(), |reason| format!("{until} · {reason}"))
}
