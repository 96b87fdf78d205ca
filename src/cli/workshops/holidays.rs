//! `krafta holidays`: days on which no workshop makes anything.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::capacity::still_booked;
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{Row, RowOutcome, Sheet, Tally};
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::locale::date;
use crate::service::Krafta;
use crate::service::workshops::Kept;
use crate::service::workshops::holidays::{Added, HolidayView};

#[derive(clap::Args)]
pub struct HolidaysArgs {
    #[command(subcommand)]
    command: HolidaysCommand,
}

#[derive(Subcommand)]
enum HolidaysCommand {
    List {
        year: Option<i32>,
    },
    Add {
        date: String,
        name: String,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Edit {
        date: String,
        name: String,
    },
    Remove {
        date: String,
    },
    Seed {
        year: Option<i32>,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Import {
        file: PathBuf,
        #[command(flatten)]
        assent: ConsentArgs,
    },
}

pub async fn run(args: &HolidaysArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        HolidaysCommand::List { year } => list(context, &shop.holidays(&actor, *year).await?),
        HolidaysCommand::Add { date: day, name, assent } => {
            let day = dates::typed(day, shop.today())?;
            let added = shop.add_holiday(&actor, day, name, &assent.consent()).await?;
            told(context, &added)
        }
        HolidaysCommand::Edit { date: day, name } => {
            let day = dates::typed(day, shop.today())?;
            let holiday = shop.rename_holiday(&actor, day, name).await?;
            if context.json {
                return output::json(&holiday);
            }
            let args = [("day", day.into()), ("name", holiday.name.as_str().into())];
            output::say(&context.catalogue.text("cli-holiday-added", &args))
        }
        HolidaysCommand::Remove { date: day } => {
            let day = dates::typed(day, shop.today())?;
            shop.remove_holiday(&actor, day).await?;
            if context.json {
                return output::json(&json!({ "day": day }));
            }
            output::say(&context.catalogue.text("cli-holiday-removed", &[("day", day.into())]))
        }
        HolidaysCommand::Seed { year, assent } => told(context, &shop.seed_holidays(&actor, *year, &assent.consent()).await?),
        HolidaysCommand::Import { file, assent } => {
            let sheet = Sheet::read(context, file, &["date", "name"], &["date", "name"])?;
            let mut tally = Tally::new(context);
            for (line, row) in sheet.rows() {
                let outcome = match row {
                    Ok(row) => put(&shop, &actor, &row, assent).await,
                    Err(failure) => Err(failure),
                };
                if !tally.tell(line, outcome)? {
                    break;
                }
            }
            tally.end()
        }
    }
}

/// A day that is a holiday already stays as it is.
async fn put(shop: &Krafta, actor: &Actor, row: &Row, assent: &ConsentArgs) -> Result<RowOutcome, Failure> {
    let day = dates::typed(row.need("date")?, shop.today())?;
    let name = row.need("name")?.to_owned();
    let added = shop.add_holidays(actor, &[(day, name)], &assent.consent()).await?;
    let kept = if added.added.is_empty() { Kept::Unchanged } else { Kept::Added };
    let shown = added.added.into_iter().chain(added.known).next();
    Ok(RowOutcome {
        kept,
        name: date(day),
        json: json!(shown),
    })
}

fn told(context: &Context, added: &Added) -> Result<(), Failure> {
    if context.json {
        return output::json(added);
    }
    for holiday in &added.added {
        let args = [("day", holiday.day.into()), ("name", holiday.name.as_str().into())];
        output::say(&context.catalogue.text("cli-holiday-added", &args))?;
    }
    if added.added.is_empty() {
        output::say(&context.word("cli-holidays-known"))?;
    }
    still_booked(context, &added.no_longer_fits)
}

fn list(context: &Context, holidays: &[HolidayView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&holidays);
    }
    if holidays.is_empty() {
        return output::say(&context.word("cli-empty-holidays"));
    }
    let mut table = Table::new(["cli-head-day", "cli-head-name"]);
    for holiday in holidays {
        table.row([date(holiday.day), holiday.name.to_string()]);
    }
    output::put(&table.lines(context.catalogue))
}
