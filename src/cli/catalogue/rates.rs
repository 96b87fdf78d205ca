//! `krafta rates`: bolívares for one dollar, by value date.

use clap::Subcommand;

use crate::cli::core::context::Desk;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::dates;
use crate::domain::orders::rate::Rate;
use crate::locale::date;
use crate::service::catalogue::rates::RateView;

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
    List {
        #[arg(long, default_value_t = 30)]
        limit: u32,
    },
    Add {
        date: String,
        rate: String,
        #[arg(long, default_value = "BCV")]
        source: String,
    },
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    match &what.what {
        Verb::List { limit } => list(desk, &shop.rates(&actor, *limit).await?),
        Verb::Add { date: day, rate, source } => {
            let day = dates::typed(day, shop.today())?;
            let added = shop.add_rate(&actor, day, Rate::typed(rate)?, source).await?;
            if desk.json {
                return output::json(&added);
            }
            let args = [("day", day.into()), ("rate", added.rate.to_string().into())];
            output::say(&desk.catalogue.text("cli-rate-added", &args))
        }
    }
}

fn list(desk: &Desk, rates: &[RateView]) -> Result<(), Failure> {
    if desk.json {
        return output::json(&rates);
    }
    if rates.is_empty() {
        return output::say(&desk.word("cli-empty-rates"));
    }
    let mut table = Table::new(["cli-head-value-date", "cli-head-rate", "cli-head-source"]).right(1);
    for rate in rates {
        table.row([date(rate.value_date), rate.rate.to_string(), rate.source.to_string()]);
    }
    output::put(&table.lines(desk.catalogue))
}
