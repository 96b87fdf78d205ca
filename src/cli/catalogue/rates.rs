//! `krafta rates`: bolívares for one dollar, by value date.

use chrono::NaiveDate;
use clap::Subcommand;
use serde::Serialize;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::ExchangeRateId;
use crate::domain::orders::rate::Rate;
use crate::domain::text::Safe;
use crate::locale::date;
use crate::service::catalogue::commands::{AddRate, CorrectRate, RemoveRate};
use crate::service::catalogue::rates::{AffectedOrder, RateRecord};
use crate::service::core::receipt::Kept;
use crate::service::{Command, Krafta, Receipt};

/// All of them.
const EVERY: u32 = u32::MAX;

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
        #[arg(long)]
        all: bool,
    },
    Add(Add),
    Correct(Correct),
    Remove {
        date: String,
        #[arg(long)]
        reason: String,
    },
    Affected {
        date: String,
        #[arg(long, default_value_t = EVERY)]
        limit: u32,
    },
}

#[derive(clap::Args)]
struct Add {
    date: String,
    #[arg(allow_hyphen_values = true)]
    rate: String,
    #[arg(long, default_value = "BCV")]
    source: String,
    #[arg(long)]
    confirm: bool,
}

#[derive(clap::Args)]
struct Correct {
    date: String,
    #[arg(allow_hyphen_values = true)]
    rate: String,
    #[arg(long)]
    reason: String,
    #[arg(long)]
    source: Option<String>,
    #[arg(long)]
    confirm: bool,
}

pub async fn run(args: &RatesArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let day = |typed: &str| dates::typed(typed, shop.today());
    match &args.command {
        RatesCommand::List { limit, all } => list(context, &shop.catalogue().rates(&actor, *limit, *all).await?, *all),
        RatesCommand::Add(add) => {
            let new = AddRate {
                value_date: day(&add.date)?,
                rate: Rate::typed(&add.rate)?,
                source: add.source.clone(),
                confirmed: add.confirm,
            };
            let (receipt, added) = keep(context, (&shop, &actor), Command::AddRate(new)).await?;
            if context.json {
                return master_data::json(&receipt, &added);
            }
            say(context, &receipt, "cli-rate-added", &added)
        }
        RatesCommand::Correct(typed) => {
            let correct = CorrectRate {
                value_date: day(&typed.date)?,
                rate: Rate::typed(&typed.rate)?,
                source: typed.source.clone(),
                reason: typed.reason.clone(),
                confirmed: typed.confirm,
            };
            corrected(context, (&shop, &actor), correct).await
        }
        RatesCommand::Remove { date, reason } => {
            let remove = RemoveRate {
                value_date: day(date)?,
                reason: reason.clone(),
            };
            let (receipt, removed) = keep(context, (&shop, &actor), Command::RemoveRate(remove)).await?;
            if context.json {
                return master_data::json(&receipt, &removed);
            }
            say(context, &receipt, "cli-rate-removed", &removed)
        }
        RatesCommand::Affected { date, limit } => {
            let affected = shop.catalogue().affected(&actor, day(date)?, *limit).await?;
            if context.json {
                return output::json(&affected);
            }
            if affected.is_empty() {
                return output::say(&context.word("cli-rate-affects-none"));
            }
            orders(context, &affected)
        }
    }
}

async fn keep(context: &Context, (shop, actor): (&Krafta, &Actor), command: Command) -> Result<(Receipt, RateRecord), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let id = ExchangeRateId::from_uuid(master_data::row(&receipt)?.id);
    let kept = shop.catalogue().rate(actor, id).await?;
    Ok((receipt, kept))
}

fn say(context: &Context, receipt: &Receipt, key: &str, rate: &RateRecord) -> Result<(), Failure> {
    let args = [("day", rate.value_date.into()), ("rate", rate.rate.to_string().into())];
    master_data::say(context, receipt, key, &args)
}

#[derive(Serialize)]
struct Corrected {
    #[serde(flatten)]
    rate: RateRecord,
    /// The orders that were quoted with the rate as it was.
    affected: Vec<AffectedOrder>,
}

async fn corrected(context: &Context, (shop, actor): (&Krafta, &Actor), correct: CorrectRate) -> Result<(), Failure> {
    let day: NaiveDate = correct.value_date;
    let (receipt, rate) = keep(context, (shop, actor), Command::CorrectRate(correct)).await?;
    let affected = shop.catalogue().affected(actor, day, EVERY).await?;
    if context.json {
        return master_data::json(&receipt, &Corrected { rate, affected });
    }
    let unchanged = master_data::row(&receipt)?.kept == Kept::Unchanged;
    say(
        context,
        &receipt,
        if unchanged { "cli-rate-added" } else { "cli-rate-corrected" },
        &rate,
    )?;
    if affected.is_empty() {
        return output::say(&context.word("cli-rate-affects-none"));
    }
    output::say(&context.catalogue.text("cli-rate-affects", &[("count", affected.len().into())]))?;
    orders(context, &affected)
}

fn orders(context: &Context, affected: &[AffectedOrder]) -> Result<(), Failure> {
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-state",
        "cli-head-customer",
        "cli-head-quoted",
        "cli-head-rate",
        "cli-head-due",
        "cli-head-corrected-due",
    ])
    .right(4)
    .right(5)
    .right(6);
    for order in affected {
        table.row([
            order.order.clone(),
            context.word(&format!("payment-{}", order.payment)),
            order.customer.to_string(),
            output::time(order.quoted_at),
            order.rate.to_string(),
            order.due.to_string(),
            order.corrected_due.map(|due| due.to_string()).unwrap_or_default(),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

fn list(context: &Context, rates: &[RateRecord], all: bool) -> Result<(), Failure> {
    if context.json {
        return output::json(&rates);
    }
    if rates.is_empty() {
        return output::say(&context.word("cli-empty-rates"));
    }
    if all {
        let mut table = Table::new(["cli-head-value-date", "cli-head-rate", "cli-head-source", "cli-head-state"]).right(1);
        for rate in rates {
            table.row([
                date(rate.value_date),
                rate.rate.to_string(),
                rate.source.to_string(),
                state(context, rate),
            ]);
        }
        return output::put(&table.lines(context.catalogue));
    }
    let mut table = Table::new(["cli-head-value-date", "cli-head-rate", "cli-head-source"]).right(1);
    for rate in rates {
        table.row([date(rate.value_date), rate.rate.to_string(), rate.source.to_string()]);
    }
    output::put(&table.lines(context.catalogue))
}

/// `en uso`, `corregida: un cero de más`.
fn state(context: &Context, rate: &RateRecord) -> String {
    let Some(ended) = rate.ended else {
        return context.word("cli-rate-in-use");
    };
    let reason = rate.ended_reason.as_ref().map_or("", Safe::as_str);
    context.catalogue.text(&format!("cli-rate-{ended}"), &[("reason", reason.into())])
}
