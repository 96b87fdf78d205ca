//! `krafta holidays`: days on which no workshop makes anything.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::capacity::still_booked;
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{RowOutcome, Sheet};
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::dates;
use crate::domain::text::Safe;
use crate::locale::date;
use crate::service::commands::import::Import;
use crate::service::core::csv_file::CsvRow;
use crate::service::core::receipt::{HolidayView, Outcome};
use crate::service::workshops::commands::{AddHolidays, NewHoliday, RemoveHoliday, RenameHoliday, SeedHolidays, Wanted};
use crate::service::{Command, Receipt};

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
        HolidaysCommand::List { year } => list(context, &shop.workshops().holidays(&actor, *year).await?),
        HolidaysCommand::Add { date: day, name, assent } => {
            let day = dates::typed(day, shop.today())?;
            let add = AddHolidays {
                days: vec![NewHoliday { day, name: name.clone() }],
                wanted: Wanted::New,
                consent: assent.consent(),
            };
            told(context, &master_data::run(context, &shop, &actor, Command::AddHolidays(add)).await?)
        }
        HolidaysCommand::Edit { date: day, name } => {
            let day = dates::typed(day, shop.today())?;
            let rename = RenameHoliday { day, name: name.clone() };
            let receipt = master_data::run(context, &shop, &actor, Command::RenameHoliday(rename)).await?;
            let name = Safe::new(name.trim());
            let args = [("day", day.into()), ("name", name.to_string().into())];
            if context.json {
                return master_data::json(&receipt, &HolidayView { day, name });
            }
            master_data::say(context, &receipt, "cli-holiday-added", &args)
        }
        HolidaysCommand::Remove { date: day } => {
            let day = dates::typed(day, shop.today())?;
            let remove = Command::RemoveHoliday(RemoveHoliday { day });
            let receipt = master_data::run(context, &shop, &actor, remove).await?;
            if context.json {
                return master_data::json(&receipt, &json!({ "day": day }));
            }
            master_data::say(context, &receipt, "cli-holiday-removed", &[("day", day.into())])
        }
        HolidaysCommand::Seed { year, assent } => {
            let seed = SeedHolidays {
                year: *year,
                consent: assent.consent(),
            };
            told(
                context,
                &master_data::run(context, &shop, &actor, Command::SeedHolidays(seed)).await?,
            )
        }
        HolidaysCommand::Import { file, assent } => {
            let sheet = Sheet::read(context, &shop, Import::Holidays, file, assent)?;
            sheet
                .import(context, (&shop, &actor), async |done: &[(&CsvRow, &Receipt)]| {
                    RowOutcome::each(done, async |_, receipt| Ok(imported(receipt))).await
                })
                .await
        }
    }
}

fn imported(receipt: &Receipt) -> RowOutcome {
    let (added, known) = match &receipt.outcome {
        Outcome::Holidays { added, known, .. } => (added.first(), known.first()),
        _ => (None, None),
    };
    RowOutcome {
        kept: receipt.kept(),
        name: added.or(known).map(|holiday| date(holiday.day)).unwrap_or_default(),
        json: json!(added.or(known)),
        repeated: receipt.repeated,
    }
}

fn told(context: &Context, receipt: &Receipt) -> Result<(), Failure> {
    let Outcome::Holidays {
        added,
        known,
        no_longer_fits,
    } = &receipt.outcome
    else {
        return Ok(());
    };
    if context.json {
        let told = json!({ "added": added, "known": known, "no_longer_fits": no_longer_fits });
        return master_data::json(receipt, &told);
    }
    for holiday in added {
        let args = [("day", holiday.day.into()), ("name", holiday.name.as_str().into())];
        master_data::say(context, receipt, "cli-holiday-added", &args)?;
    }
    if added.is_empty() {
        master_data::say(context, receipt, "cli-holidays-known", &[])?;
    }
    still_booked(context, no_longer_fits)
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
