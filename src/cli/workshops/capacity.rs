//! `krafta capacity`: what a workshop can take day by day.

use chrono::NaiveDate;
use clap::Subcommand;

use super::closed_days::{self, ClosedDays};
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::misfit::misfit;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::fulfilment::workshop::{Count, week};
use crate::domain::refusal::Ruling;
use crate::locale::date;
use crate::service::core::error::NoLongerFit;
use crate::service::core::receipt::Kept;
use crate::service::workshops::board::{BoardDay, BoardRow, CellRow, DAYS, Special};
use crate::service::workshops::commands::{CapacityChange, ChangeCapacity};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct CapacityArgs {
    #[command(subcommand)]
    command: CapacityCommand,
}

#[derive(Subcommand)]
enum CapacityCommand {
    Show {
        workshop: String,
        day: Option<String>,
        #[arg(long)]
        from: Option<String>,
        #[arg(long, default_value_t = DAYS, value_parser = clap::value_parser!(u32).range(1..=366))]
        days: u32,
    },
    Set {
        workshop: String,
        #[arg(required_unless_present = "weekly", conflicts_with = "weekly", requires = "units")]
        day: Option<String>,
        #[arg(allow_negative_numbers = true)]
        units: Option<String>,
        #[arg(long, allow_hyphen_values = true)]
        weekly: Option<String>,
        #[arg(long, requires = "day")]
        until: Option<String>,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Close {
        workshop: String,
        day: String,
        until: Option<String>,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Reopen {
        workshop: String,
        day: String,
        until: Option<String>,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    #[command(flatten)]
    ClosedDays(ClosedDays),
}

pub async fn run(args: &CapacityArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let today = shop.today();
    let (workshop, change, assent) = match &args.command {
        CapacityCommand::Show {
            workshop, day: Some(day), ..
        } => {
            let row = shop.workshops().capacity(&actor, workshop, None, 1).await?;
            let filled = shop.workshops().cell(&actor, row.workshop, dates::typed(day, today)?).await?;
            return cell(context, &filled);
        }
        CapacityCommand::ClosedDays(command) => return closed_days::run(command, context, (&shop, &actor)).await,
        CapacityCommand::Show { workshop, from, days, .. } => {
            let from = from.as_deref().map(|from| dates::typed(from, today)).transpose()?;
            return show(context, &shop.workshops().capacity(&actor, workshop, from, *days).await?);
        }
        CapacityCommand::Set {
            workshop,
            day,
            units,
            weekly,
            until,
            assent,
        } => {
            let change = match weekly {
                Some(weekly) => CapacityChange::Week(week(weekly)?),
                None => {
                    let (from, until) = period(day.as_deref().unwrap_or_default(), until.as_deref(), today)?;
                    let units = Count::Units.typed(units.as_deref().unwrap_or_default())?;
                    CapacityChange::Days { from, until, units }
                }
            };
            (workshop, change, assent)
        }
        CapacityCommand::Close {
            workshop,
            day,
            until,
            assent,
        } => {
            let (from, until) = period(day, until.as_deref(), today)?;
            (workshop, CapacityChange::Days { from, until, units: 0 }, assent)
        }
        CapacityCommand::Reopen {
            workshop,
            day,
            until,
            assent,
        } => {
            let (from, until) = period(day, until.as_deref(), today)?;
            (workshop, CapacityChange::Usual { from, until }, assent)
        }
    };
    let change = ChangeCapacity {
        workshop: workshop.clone(),
        change,
        consent: assent.consent(),
    };
    keep(context, &shop, &actor, change).await
}

pub(super) fn period(day: &str, until: Option<&str>, today: NaiveDate) -> Ruling<(NaiveDate, NaiveDate)> {
    let from = dates::typed(day, today)?;
    let until = until.map_or(Ok(from), |until| dates::typed(until, today))?;
    Ok((from, until))
}

async fn keep(context: &Context, shop: &Krafta, actor: &Actor, change: ChangeCapacity) -> Result<(), Failure> {
    let (from, days) = change.change.shown(shop.today());
    let receipt = master_data::run(context, shop, actor, Command::ChangeCapacity(change)).await?;
    let row = master_data::row(&receipt)?;
    let view = shop.workshops().capacity(actor, &row.id.to_string(), Some(from), days).await?;
    if context.json {
        return master_data::json_with_change(&receipt, &view);
    }
    let key = if row.kept == Kept::Unchanged {
        "cli-unchanged"
    } else {
        "cli-capacity-saved"
    };
    master_data::say(context, &receipt, key, &[("name", view.name.as_str().into())])?;
    show(context, &view)?;
    still_booked(context, &row.no_longer_fits)
}

fn show(context: &Context, row: &BoardRow) -> Result<(), Failure> {
    if context.json {
        return output::json(row);
    }
    let mut table = Table::new([
        "cli-head-day",
        "cli-head-limit",
        "cli-head-held",
        "cli-head-taken",
        "cli-head-free",
        "cli-head-over",
        "cli-head-special",
    ]);
    for column in 1..=5 {
        table = table.right(column);
    }
    for day in &row.days {
        table.row([
            format!("{} {}", context.word(&format!("cli-weekday-{}", weekday(day.day))), date(day.day)),
            day.limit.to_string(),
            day.held.to_string(),
            day.taken.to_string(),
            day.free.to_string(),
            if day.over == 0 { String::new() } else { day.over.to_string() },
            special(context, day),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

/// 1 is Monday.
fn weekday(day: NaiveDate) -> u32 {
    chrono::Datelike::weekday(&day).number_from_monday()
}

fn special(context: &Context, day: &BoardDay) -> String {
    let with = |key: &str, reason: Option<&str>| {
        let word = context.word(key);
        reason.map_or(word.clone(), |reason| format!("{word} · {reason}"))
    };
    match &day.special {
        None => String::new(),
        Some(Special::Holiday { name }) => with("cli-special-holiday", Some(name)),
        Some(Special::Closed { reason }) => with("cli-special-closed", reason.as_deref()),
        Some(Special::Dated { reason }) => with("cli-special-dated", reason.as_deref()),
        Some(Special::Paused) => with("cli-standing-paused", None),
    }
}

fn cell(context: &Context, fills: &[CellRow]) -> Result<(), Failure> {
    if context.json {
        return output::json(&fills);
    }
    if fills.is_empty() {
        return output::say(&context.word("cli-empty-cell"));
    }
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-production",
        "cli-head-units",
        "cli-head-product",
        "cli-customer",
        "cli-head-promised",
        "cli-head-over",
    ])
    .right(2);
    for fill in fills {
        table.row([
            fill.number.clone(),
            context.word(&format!("production-{}", fill.status)),
            fill.units.to_string(),
            fill.product.as_ref().map_or_else(String::new, ToString::to_string),
            fill.customer.to_string(),
            fill.promised.map_or_else(String::new, date),
            fill.override_reason.as_ref().map_or_else(String::new, ToString::to_string),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

/// What no longer fits and stays booked all the same.
pub fn still_booked(context: &Context, lines: &[NoLongerFit]) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    output::say(&context.catalogue.text("cli-still-booked", &[("count", count.into())]))?;
    for line in lines {
        output::say(&format!("  {}", misfit(context.catalogue, line)))?;
    }
    Ok(())
}
