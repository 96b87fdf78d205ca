//! `krafta rates`: bolívares for one dollar, by value date.

use clap::Subcommand;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::dates;
use crate::domain::ids::ExchangeRateId;
use crate::domain::orders::rate::Rate;
use crate::locale::date;
use crate::service::Command;
use crate::service::catalogue::commands::AddRate;
use crate::service::catalogue::rates::RateRecord;

#[derive(clap::Args)]
pub struct RatesArgs {
    #[command(subcommand)]
    command: RatesCommand,
}

#[derive(Subcommand)]
enum RatesCommand {
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

pub async fn run(args: &RatesArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        RatesCommand::List { limit } => list(context, &shop.catalogue().rates(&actor, *limit).await?),
        RatesCommand::Add { date: day, rate, source } => {
            let new = AddRate {
                value_date: dates::typed(day, shop.today())?,
                rate: Rate::typed(rate)?,
                source: source.clone(),
            };
            let receipt = master_data::run(context, &shop, &actor, Command::AddRate(new)).await?;
            let id = ExchangeRateId::from_uuid(master_data::row(&receipt)?.id);
            let added = shop.catalogue().rate(&actor, id).await?;
            if context.json {
                return master_data::json(&receipt, &added);
            }
            let args = [("day", added.value_date.into()), ("rate", added.rate.to_string().into())];
            master_data::say(context, &receipt, "cli-rate-added", &args)
        }
    }
}

fn list(context: &Context, rates: &[RateRecord]) -> Result<(), Failure> {
    if context.json {
        return output::json(&rates);
    }
    if rates.is_empty() {
        return output::say(&context.word("cli-empty-rates"));
    }
    let mut table = Table::new(["cli-head-value-date", "cli-head-rate", "cli-head-source"]).right(1);
    for rate in rates {
        table.row([date(rate.value_date), rate.rate.to_string(), rate.source.to_string()]);
    }
    output::put(&table.lines(context.catalogue))
}
