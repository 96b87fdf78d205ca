//! `krafta holidays`: days on which no workshop makes anything.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::capacity::still_booked;
use crate::cli::core::consent::Assent;
use crate::cli::core::context::Desk;
use crate::cli::core::csv_import::{Row, Sheet, Tally, Told};
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::locale::date;
use crate::service::Krafta;
use crate::service::workshops::Kept;
use crate::service::workshops::holidays::{Added, HolidayView};

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
    List {
        year: Option<i32>,
    },
    Add {
        date: String,
        name: String,
        #[command(flatten)]
        assent: Assent,
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
        assent: Assent,
    },
    Import {
        file: PathBuf,
        #[command(flatten)]
        assent: Assent,
    },
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    match &what.what {
        Verb::List { year } => list(desk, &shop.holidays(&actor, *year).await?),
        Verb::Add { date: day, name, assent } => {
            let day = dates::typed(day, shop.today())?;
            let added = shop.add_holiday(&actor, day, name, &assent.consent()).await?;
            told(desk, &added)
        }
        Verb::Edit { date: day, name } => {
            let day = dates::typed(day, shop.today())?;
            let holiday = shop.rename_holiday(&actor, day, name).await?;
            if desk.json {
                return output::json(&holiday);
            }
            let args = [("day", day.into()), ("name", holiday.name.as_str().into())];
            output::say(&desk.catalogue.text("cli-holiday-added", &args))
        }
        Verb::Remove { date: day } => {
            let day = dates::typed(day, shop.today())?;
            shop.remove_holiday(&actor, day).await?;
            if desk.json {
                return output::json(&json!({ "day": day }));
            }
            output::say(&desk.catalogue.text("cli-holiday-removed", &[("day", day.into())]))
        }
        Verb::Seed { year, assent } => told(desk, &shop.seed_holidays(&actor, *year, &assent.consent()).await?),
        Verb::Import { file, assent } => {
            let sheet = Sheet::read(desk, file, &["date", "name"], &["date", "name"])?;
            let mut tally = Tally::new(desk);
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
async fn put(shop: &Krafta, actor: &Actor, row: &Row, assent: &Assent) -> Result<Told, Failure> {
    let day = dates::typed(row.need("date")?, shop.today())?;
    let name = row.need("name")?.to_owned();
    let added = shop.add_holidays(actor, &[(day, name)], &assent.consent()).await?;
    let kept = if added.added.is_empty() { Kept::Unchanged } else { Kept::Added };
    let shown = added.added.into_iter().chain(added.known).next();
    Ok(Told {
        kept,
        name: date(day),
        json: json!(shown),
    })
}

fn told(desk: &Desk, added: &Added) -> Result<(), Failure> {
    if desk.json {
        return output::json(added);
    }
    for holiday in &added.added {
        let args = [("day", holiday.day.into()), ("name", holiday.name.as_str().into())];
        output::say(&desk.catalogue.text("cli-holiday-added", &args))?;
    }
    if added.added.is_empty() {
        output::say(&desk.word("cli-holidays-known"))?;
    }
    still_booked(desk, &added.no_longer_fits)
}

fn list(desk: &Desk, holidays: &[HolidayView]) -> Result<(), Failure> {
    if desk.json {
        return output::json(&holidays);
    }
    if holidays.is_empty() {
        return output::say(&desk.word("cli-empty-holidays"));
    }
    let mut table = Table::new(["cli-head-day", "cli-head-name"]);
    for holiday in holidays {
        table.row([date(holiday.day), holiday.name.to_string()]);
    }
    output::put(&table.lines(desk.catalogue))
}
