//! `krafta capacity`: what a workshop can take day by day.

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::core::consent::Assent;
use crate::cli::core::context::Desk;
use crate::cli::core::failure::Failure;
use crate::cli::core::misfit::misfit;
use crate::cli::core::output::{self, Table};
use crate::domain::dates;
use crate::domain::fulfilment::workshop::{Count, week};
use crate::domain::refusal::Ruling;
use crate::locale::date;
use crate::service::core::error::NoLongerFit;
use crate::service::workshops::board::{BoardDay, BoardRow, CellRow, DAYS, Special};
use crate::service::workshops::capacity::CapacityChange;
use crate::service::workshops::{Done, Kept};

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
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
        assent: Assent,
    },
    Close {
        workshop: String,
        day: String,
        until: Option<String>,
        #[command(flatten)]
        assent: Assent,
    },
    Reopen {
        workshop: String,
        day: String,
        until: Option<String>,
        #[command(flatten)]
        assent: Assent,
    },
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    let today = shop.today();
    let (workshop, change, assent) = match &what.what {
        Verb::Show {
            workshop, day: Some(day), ..
        } => {
            let row = shop.capacity(&actor, workshop, None, 1).await?;
            return cell(desk, &shop.cell(&actor, row.workshop, dates::typed(day, today)?).await?);
        }
        Verb::Show { workshop, from, days, .. } => {
            let from = from.as_deref().map(|from| dates::typed(from, today)).transpose()?;
            return show(desk, &shop.capacity(&actor, workshop, from, *days).await?);
        }
        Verb::Set {
            workshop,
            day,
            units,
            weekly,
            until,
            assent,
        } => {
            let change = match (day, weekly) {
                (_, Some(weekly)) => CapacityChange::Week(week(weekly)?),
                (day, None) => {
                    let (from, until) = period(day.as_deref().unwrap_or_default(), until.as_deref(), today)?;
                    let units = Count::Units.typed(units.as_deref().unwrap_or_default())?;
                    CapacityChange::Days { from, until, units }
                }
            };
            (workshop, change, assent)
        }
        Verb::Close {
            workshop,
            day,
            until,
            assent,
        } => {
            let (from, until) = period(day, until.as_deref(), today)?;
            (workshop, CapacityChange::Days { from, until, units: 0 }, assent)
        }
        Verb::Reopen {
            workshop,
            day,
            until,
            assent,
        } => {
            let (from, until) = period(day, until.as_deref(), today)?;
            (workshop, CapacityChange::Usual { from, until }, assent)
        }
    };
    let done = shop.change_capacity(&actor, workshop, change, &assent.consent()).await?;
    tell(desk, &done)
}

fn period(day: &str, until: Option<&str>, today: NaiveDate) -> Ruling<(NaiveDate, NaiveDate)> {
    let from = dates::typed(day, today)?;
    let until = until.map_or(Ok(from), |until| dates::typed(until, today))?;
    Ok((from, until))
}

fn tell(desk: &Desk, done: &Done<BoardRow>) -> Result<(), Failure> {
    if desk.json {
        return output::json(done);
    }
    let key = if done.kept == Kept::Unchanged {
        "cli-unchanged"
    } else {
        "cli-capacity-saved"
    };
    output::say(&desk.catalogue.text(key, &[("name", done.view.name.as_str().into())]))?;
    show(desk, &done.view)?;
    still_booked(desk, &done.no_longer_fits)
}

fn show(desk: &Desk, row: &BoardRow) -> Result<(), Failure> {
    if desk.json {
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
            format!("{} {}", desk.word(&format!("cli-weekday-{}", weekday(day.day))), date(day.day)),
            day.limit.to_string(),
            day.held.to_string(),
            day.taken.to_string(),
            day.free.to_string(),
            if day.over == 0 { String::new() } else { day.over.to_string() },
            special(desk, day),
        ]);
    }
    output::put(&table.lines(desk.catalogue))
}

/// 1 is Monday.
fn weekday(day: NaiveDate) -> u32 {
    chrono::Datelike::weekday(&day).number_from_monday()
}

fn special(desk: &Desk, day: &BoardDay) -> String {
    let with = |key: &str, reason: Option<&str>| {
        let word = desk.word(key);
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

fn cell(desk: &Desk, fills: &[CellRow]) -> Result<(), Failure> {
    if desk.json {
        return output::json(&fills);
    }
    if fills.is_empty() {
        return output::say(&desk.word("cli-empty-cell"));
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
            desk.word(&format!("production-{}", fill.status)),
            fill.units.to_string(),
            fill.product.as_ref().map_or_else(String::new, ToString::to_string),
            fill.customer.to_string(),
            fill.promised.map_or_else(String::new, date),
            fill.override_reason.as_ref().map_or_else(String::new, ToString::to_string),
        ]);
    }
    output::put(&table.lines(desk.catalogue))
}

/// What no longer fits and stays booked all the same.
pub fn still_booked(desk: &Desk, lines: &[NoLongerFit]) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    output::say(&desk.catalogue.text("cli-still-booked", &[("count", count.into())]))?;
    for line in lines {
        output::say(&format!("  {}", misfit(desk.catalogue, line)))?;
    }
    Ok(())
}
